"""Small builders of Slack's blocks; a stranger's words are only ever text in them."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Sequence
from typing import Any
from urllib.parse import urlsplit

from bot.domain.theirs import shortened
from bot.presentation.card import Button, Style
from bot.presentation.intent import Verb
from bot.presentation.saying import on_one_line, sound
from integrations.slack import limits

Json = dict[str, Any]
"""A block, or something in one."""

LINK = "u"
"""Begins the name of what only opens a page, as `k` does of what is pressed."""

_NOT_IN_AN_ADDRESS = re.compile(r"[\s\x00-\x1f\x7f-\x9f\\<>\"`]")
_COLOURS = {Style.PRIMARY: "primary", Style.DANGER: "danger"}


# --- text ---------------------------------------------------------------------------------------


def cut(text: str, most: int) -> str:
    """At most so many characters, as JavaScript counts them."""
    whole = sound(text)
    kept = shortened(whole, most)
    while (over := _width(kept) - most) > 0:
        kept = shortened(whole, max(len(kept) - (over + 1) // 2, 1))
    return kept


def plain(text: str, most: int = limits.TEXT) -> Json:
    """A text object that is drawn exactly as it is."""
    return {"type": "plain_text", "text": cut(text, most), "emoji": False}


def size(drawn: Any) -> int:  # noqa: ANN401 - whatever goes out as JSON
    """Characters of its JSON, as it is sent."""
    return len(json.dumps(drawn, separators=(",", ":")))


def _width(text: str) -> int:
    return len(text) if text.isascii() else len(text.encode("utf-16-le")) // 2


# --- blocks that are read -----------------------------------------------------------------------


def runs(text: str, *, bold: bool = False) -> list[Json]:
    """Words in a line of rich text, all of them, in pieces that are not too long."""
    style: Json = {"style": {"bold": True}} if bold else {}
    return [{"type": "text", "text": piece} | style for piece in _pieces(cut(text, limits.LINE))]


def paragraph(*pieces: Json) -> Json:
    """A line of rich text."""
    return {"type": "rich_text_section", "elements": list(pieces)}


def quotation(text: str) -> Json:
    """Somebody's words, with a line beside them."""
    return {"type": "rich_text_quote", "elements": runs(text)}


def _pieces(text: str) -> Iterator[str]:
    """The text in pieces, parted between words where it has any."""
    while len(text) > limits.RUN:
        end = text.rfind(" ", 1, limits.RUN) + 1 or limits.RUN
        yield text[:end]
        text = text[end:]
    yield text


def rich(elements: Sequence[Json]) -> Json:
    """Lines of rich text."""
    return {"type": "rich_text", "elements": list(elements)}


def small(text: str) -> Json:
    """Text of less weight."""
    return {"type": "context", "elements": [plain(text)]}


def heading(text: str) -> Json:
    """A title above what follows."""
    return {"type": "header", "text": plain(on_one_line(text), limits.HEADER)}


def trouble(text: str) -> Json:
    """What is wrong."""
    sign = {"type": "emoji", "name": "warning"}
    return rich([paragraph(sign, *runs(f" {text}", bold=True))])


def beside(text: str, element: Json) -> Json:
    """Text with something to press at its side."""
    return {"type": "section", "text": plain(text), "accessory": element}


# --- blocks that are pressed --------------------------------------------------------------------


def controls(
    buttons: Iterable[Button], overflow: Iterable[Button] = (), about: str = ""
) -> list[Json]:
    """The buttons and what is folded behind them; no block where there are none.

    `about` says what a button alone does not: a screen reader tells it.
    """
    elements = [drawn for one in buttons if (drawn := button(one, about))]
    elements += menus(overflow, about)
    step = limits.ACTIONS
    return [
        {"type": "actions", "elements": elements[start : start + step]}
        for start in range(0, len(elements), step)
    ]


def button(button: Button, about: str = "") -> Json | None:
    """A button; None for one that leads nowhere that may be followed."""
    label = on_one_line(button.label)
    if not label or not _leads(button):
        return None
    drawn: Json = {"type": "button", "text": plain(label, limits.BUTTON)}
    if button.intent is not None:
        drawn["value"] = button.intent.encode()
    if button.url is not None:
        drawn["url"] = button.url
    if button.style in _COLOURS:
        drawn["style"] = _COLOURS[button.style]
    if about:
        drawn["accessibility_label"] = cut(f"{label}: {about}", limits.BUTTON)
    return drawn


def menus(overflow: Iterable[Button], about: str = "") -> list[Json]:
    """What is folded: one menu, or where it does not hold all, one that leads to the rest."""
    entries = [one for one in overflow if button(one)]
    if len(entries) > limits.OVERFLOW:
        entries = _led_on(entries)
    step = limits.OVERFLOW
    chunks = [entries[start : start + step] for start in range(0, len(entries), step)]
    return [drawn for chunk in chunks if (drawn := _menu(chunk, about))]


def _menu(entries: list[Button], about: str) -> Json | None:
    if len(entries) == 1:
        return button(entries[0], about)
    return {
        "type": "overflow",
        "options": [_entry(one, number) for number, one in enumerate(entries, 1)],
    }


def _entry(button: Button, number: int) -> Json:
    value = f"{LINK}.{number}" if button.intent is None else button.intent.encode()
    drawn: Json = {"text": plain(on_one_line(button.label), limits.OPTION), "value": value}
    return drawn if button.url is None else drawn | {"url": button.url}


def _led_on(entries: list[Button]) -> list[Button]:
    """The first ones and *more*, whose page has all; without one, all of them."""
    for one in entries:
        if one.intent is not None and one.intent.verb is Verb.MORE:
            others = [other for other in entries if other is not one]
            return [*others[: limits.OVERFLOW - 1], one]
    return entries


def _leads(button: Button) -> bool:
    return button.intent is not None if button.url is None else _may_be_followed(button.url)


def _may_be_followed(url: str) -> bool:
    """Whether it is an ordinary web address that Slack takes."""
    if len(url) > limits.URL or _NOT_IN_AN_ADDRESS.search(url) or sound(url) != url:
        return False
    try:
        parts = urlsplit(url)
        return parts.scheme in {"http", "https"} and bool(parts.hostname)
    except ValueError:
        return False


# --- names --------------------------------------------------------------------------------------


def named(blocks: list[Json], prefix: str) -> list[Json]:
    """The blocks with a name for each, and for everything on them that can be pressed."""
    count = 0
    for number, block in enumerate(blocks, 1):
        block.setdefault("block_id", f"{prefix}.{number}")
        for element in _pressable(block):
            if "action_id" not in element:
                count += 1
                element["action_id"] = f"{_kind(element)}.{count}"
    return blocks


def _pressable(block: Json) -> list[Json]:
    if block["type"] == "actions":
        return list(block["elements"])
    return [block["accessory"]] if "accessory" in block else []


def _kind(element: Json) -> str:
    return LINK if "url" in element and "value" not in element else "k"
