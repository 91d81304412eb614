"""Small builders of a card's elements; people's words are only ever text in them."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from functools import partial
from typing import Any
from urllib.parse import urlsplit

from bot.domain.theirs import shortened
from bot.presentation.card import Button, Style
from bot.presentation.intent import Intent, Verb
from bot.presentation.saying import on_one_line, sound
from integrations.teams import limits
from integrations.teams.literal import is_plain, literal

Json = dict[str, Any]
"""A card, or something in one."""

PRESS = "press"
"""The verb of what is done at one press."""

_COLOURS = {Style.PRIMARY: "positive", Style.DANGER: "destructive"}
_NOT_IN_AN_ADDRESS = frozenset(' \\<>"`')
_OPENS = frozenset({Verb.FORM, Verb.MORE})
_SHOWS = "show_"


def size(drawn: Any) -> int:  # noqa: ANN401 - whatever goes out as JSON
    """Bytes of its JSON."""
    return len(json.dumps(drawn, ensure_ascii=False).encode("utf-8", "replace"))


# --- what is read -------------------------------------------------------------------------------


def run(text: str, **style: object) -> Json:
    """A piece of text that is drawn exactly as it is."""
    return {"type": "TextRun", "text": literal(text), **style}


def paragraph(*runs: Json, spacing: str = "Small") -> Json:
    """A line of text."""
    return {"type": "RichTextBlock", "inlines": list(runs), "spacing": spacing}


def title(text: str) -> Json:
    """The first line of a card."""
    return paragraph(run(on_one_line(text), weight="Bolder", size="Medium"), spacing="None")


def heading(text: str) -> Json:
    """A title above what follows; screen readers jump to it, where it can be one."""
    told = on_one_line(text)
    if not is_plain(told):
        return paragraph(run(told, weight="Bolder"), spacing="Large")
    return {
        "type": "TextBlock",
        "text": told,
        "style": "heading",
        "weight": "Bolder",
        "size": "Default",
        "wrap": True,
        "spacing": "Large",
    }


def line(text: str, style: Style = Style.PLAIN) -> Json:
    """A line of a card: bold, of less weight, somebody's words, or as it is."""
    if style is Style.QUOTE:
        return block([paragraph(run(text))], "emphasis")
    if style is Style.STRONG:
        return paragraph(run(text, weight="Bolder"))
    if style is Style.QUIET:
        return paragraph(run(text, isSubtle=True, size="Small"))
    return paragraph(run(text))


def block(items: Sequence[Json], style: str = "", spacing: str = "Small") -> Json:
    """Elements that belong together."""
    drawn: Json = {"type": "Container", "items": list(items), "spacing": spacing}
    return drawn | ({"style": style} if style else {})


def beside(left: Sequence[Json], right: Sequence[Json], width: str, spacing: str) -> Json:
    """Two stacks of elements next to each other; `width` is the second one's."""
    centred = {"verticalContentAlignment": "Center"} if width == "auto" else {}
    columns = [
        {"type": "Column", "width": wide, "items": list(items)} | centred
        for items, wide in ((left, "stretch"), (right, width))
    ]
    return {"type": "ColumnSet", "columns": columns, "spacing": spacing}


def trouble(text: str) -> Json:
    """What is wrong: a sign, a word and a colour."""
    sign = run(f"\N{WARNING SIGN} {text}", weight="Bolder", color="Attention")
    return block([paragraph(sign)], "attention")


# --- what is pressed ----------------------------------------------------------------------------


def actions(
    buttons: Sequence[Button],
    overflow: Sequence[Button] = (),
    *,
    memo: str = "",
    dialog: bool = False,
    fallback: bool = True,
) -> list[Json]:
    """The buttons, and behind a menu what is folded, or what is more than a row shows."""
    shown = [one for one in buttons if _is_drawn(one)]
    folded = [one for one in overflow if _is_drawn(one)]
    if not shown and len(folded) <= limits.PAIR:
        shown, folded = folded, []
    folded, shown = [*shown[limits.ACTIONS :], *folded], shown[: limits.ACTIONS]
    draw = partial(button, memo=memo, dialog=dialog, fallback=fallback)
    return [*map(draw, shown), *(draw(one) | {"mode": "secondary"} for one in folded)]


def row(drawn: Sequence[Json]) -> list[Json]:
    """A row of buttons; nothing where there are none."""
    return [{"type": "ActionSet", "actions": list(drawn), "spacing": "Small"}] if drawn else []


def button(button: Button, memo: str = "", *, dialog: bool = False, fallback: bool = True) -> Json:
    """A button. In a dialog there is one way to press: to send it.

    `fallback` is how old versions of Teams send what is done at one press.
    """
    drawn = _pressed(button, memo, dialog=dialog)
    drawn["title"] = label(button)
    if button.style in _COLOURS:
        drawn["style"] = _COLOURS[button.style]
    if drawn["type"] == "Action.Execute" and fallback:
        same = {name: drawn[name] for name in ("title", "data")}
        drawn["fallback"] = {"type": "Action.Submit", **same}
    return drawn


def label(button: Button) -> str:
    """What stands on a button."""
    return literal(shortened(on_one_line(sound(button.label)), limits.BUTTON))


def data(intent: Intent, memo: str = "") -> Json:
    """What comes back with a press."""
    return {"i": intent.encode()} | ({"m": memo} if memo else {})


def opens(intent: Intent) -> bool:
    """Whether a press opens a form or a page."""
    return intent.verb in _OPENS or intent.verb.value.startswith(_SHOWS)


def leads(buttons: Iterable[Button]) -> str | None:
    """The first address that a button opens."""
    return next((one.url for one in buttons if one.url and _may_be_followed(one.url)), None)


def _pressed(button: Button, memo: str, *, dialog: bool) -> Json:
    if button.intent is None:
        return {"type": "Action.OpenUrl", "url": button.url}
    held = data(button.intent, memo)
    if dialog:
        return {"type": "Action.Submit", "data": held}
    if opens(button.intent):
        return {"type": "Action.Submit", "data": {"msteams": {"type": "task/fetch"}} | held}
    return {"type": "Action.Execute", "verb": PRESS, "data": held}


def _is_drawn(button: Button) -> bool:
    leads = button.intent is not None or (button.url is not None and _may_be_followed(button.url))
    return leads and bool(on_one_line(button.label))


def _may_be_followed(url: str) -> bool:
    """Whether it is an ordinary web address."""
    if len(url) > limits.URL or not url.isprintable() or _NOT_IN_AN_ADDRESS & set(url):
        return False
    try:
        parts = urlsplit(url)
        return parts.scheme in {"http", "https"} and bool(parts.hostname)
    except ValueError:
        return False
