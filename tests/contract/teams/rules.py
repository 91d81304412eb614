"""What we allow ourselves in Teams: keys, lengths, counts; Teams' own numbers, written again."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any
from urllib.parse import urlsplit

from bot.presentation.intent import decode
from tests.teams.eyes import ALIVE, MARKDOWN

Json = Mapping[str, Any]

MOST_JSON = 28 * 1024
MOST_SHOWN = 6
MOST_REFRESHED = 60


@dataclass(frozen=True)
class Rule:
    """The keys that something must have, and those that it may have besides."""

    must: frozenset[str]
    may: frozenset[str] = frozenset()


def _rule(must: str, may: str = "") -> Rule:
    return Rule(frozenset(f"type {must}".split()), frozenset(may.split()))


_INPUT = "spacing isRequired value"
THINGS = {
    "AdaptiveCard": _rule("version fallbackText msteams body", "actions refresh"),
    "RichTextBlock": _rule("inlines spacing"),
    "TextRun": _rule("text", "weight size isSubtle color selectAction"),
    "TextBlock": _rule("text style weight size wrap spacing"),
    "Container": _rule("items spacing", "style id isVisible"),
    "ColumnSet": _rule("columns spacing"),
    "Column": _rule("width items", "verticalContentAlignment"),
    "ActionSet": _rule("actions spacing", "id"),
    "Action.Execute": _rule("verb data", "title fallback style mode"),
    "Action.Submit": _rule("data", "title style mode"),
    "Action.OpenUrl": _rule("url title", "style mode"),
    "Action.ToggleVisibility": _rule("title targetElements"),
    "Refresh": _rule("action userIds"),
    "Input.Text": _rule("id label errorMessage maxLength", f"isMultiline style {_INPUT}"),
    "Input.Date": _rule("id label errorMessage", _INPUT),
    "Input.Time": _rule("id label errorMessage", _INPUT),
    "Input.Toggle": _rule("id title value valueOn valueOff wrap", _INPUT),
    "Input.ChoiceSet": _rule(
        "id label errorMessage choices style",
        f"isMultiSelect placeholder choices.data wrap {_INPUT}",
    ),
    "Data.Query": _rule("dataset"),
}
"""Nothing else is drawn: no pictures, no facts, no cards in cards."""
CHOICE = Rule(frozenset({"title", "value"}))

_MARKED = ("text", "title", "label", "fallbackText", "placeholder", "errorMessage")
_HALF = re.compile("[\0\ud800-\udfff]")
_HOUR = re.compile(r"([01]\d|2[0-3]):[0-5]\d")
_HEADING = re.compile(r"[\w ,:?!’'“”„‘…·–()/%€.-]+")


def keys(thing: Json) -> Iterator[str]:
    """What a thing says of itself, or leaves out, that we do not allow."""
    kind = thing.get("type", "choice")
    rule = THINGS.get(kind) if "type" in thing else CHOICE
    if rule is None:
        yield f"there is no {kind}"
        return
    if missing := rule.must - thing.keys():
        yield f"{kind}: without {', '.join(sorted(missing))}"
    if other := thing.keys() - rule.must - rule.may:
        yield f"{kind}: with {', '.join(sorted(other))}"


_VALUES = {
    "mode": {"secondary"},
    "size": {"Small", "Default", "Medium"},
    "weight": {"Bolder"},
    "spacing": {"None", "Small", "Medium", "Large"},
    "color": {"Attention"},
}


def styles(thing: Json) -> Iterator[str]:
    """What looks as nothing of ours does."""
    for name, values in _VALUES.items():
        if name in thing and thing[name] not in values:
            yield f"{name}: {thing[name]}"


def words(thing: Json) -> Iterator[str]:
    """Empty text, text that is no text, and text that would come alive."""
    for name in _MARKED:
        if name not in thing:
            continue
        text = thing[name]
        if not text.strip() and not (name == "text" and text and "type" in thing):
            yield f"{name}: empty"
        if ALIVE.search(text) or _HALF.search(text):
            yield f"{name}: worked out, or no text"
    kind = str(thing.get("type", ""))
    if kind == "TextBlock" and not _HEADING.fullmatch(thing["text"]):
        yield "a heading that may be read as Markdown"
    marked = {"errorMessage", *(["title"] if kind in {"", "Input.Toggle"} else [])}
    if any(MARKDOWN.search(str(thing.get(name, ""))) for name in marked):
        yield f"{kind}: read as Markdown"


def actions(thing: Json) -> Iterator[str]:
    """What is wrong with a button, or with a row of them."""
    if "actions" in thing:
        shown = [one for one in thing["actions"] if one.get("mode") != "secondary"]
        if not thing["actions"] or len(shown) > MOST_SHOWN:
            yield "a row of no buttons, or of too many"
    kind = thing.get("type")
    if kind == "Action.OpenUrl" and not _is_address(thing["url"]):
        yield "an address that may not be followed"
    if kind in {"Action.Execute", "Action.Submit"}:
        yield from _pressed(thing, kind)


def _is_address(url: str) -> bool:
    parts = urlsplit(url)
    return parts.scheme in {"http", "https"} and bool(parts.hostname) and url.isprintable()


def _pressed(thing: Json, kind: str) -> Iterator[str]:
    held = dict(thing["data"])
    try:
        decode(held.pop("i", ""))
    except ValueError:
        yield "a button that asks for nothing of ours"
    if held.pop("msteams", {"type": "task/fetch"}) != {"type": "task/fetch"}:
        yield "a button that opens something else"
    if other := held.keys() - {"m", "k"}:
        yield f"a button that brings {', '.join(sorted(other))}"
    if thing.get("style", "positive") not in {"positive", "destructive"}:
        yield "a button of a colour that there is not"
    if kind == "Action.Execute" and thing["verb"] not in {"press", "refresh"}:
        yield "a button of a verb that nobody reads"
    same = {"type": "Action.Submit", "title": thing.get("title"), "data": thing["data"]}
    if thing.get("fallback", same) != same:
        yield "a button that does something else where it is not known"


def inputs(thing: Json) -> Iterator[str]:
    """What is wrong with a field."""
    kind, value = thing.get("type"), thing.get("value", "")
    if kind == "Input.Text" and not _is_short(value, thing["maxLength"]):
        yield "more stands there than may be typed"
    if kind == "Input.Date" and value and not _is_day(value):
        yield "a day that there is not"
    if kind == "Input.Time" and value and not _HOUR.fullmatch(value):
        yield "an hour that there is not"
    if kind == "Input.Toggle" and value not in {thing["valueOn"], thing["valueOff"]}:
        yield "neither on nor off"
    if kind == "Input.ChoiceSet":
        yield from _choices(thing, value)


def _choices(thing: Json, value: str) -> Iterator[str]:
    values = [one["value"] for one in thing["choices"]]
    if not values and "choices.data" not in thing:
        yield "nothing to choose"
    if len(set(values)) < len(values):
        yield "two choices of one value"
    if not set(value.split(",") if thing.get("isMultiSelect") else [value]) - {""} <= set(values):
        yield "something is chosen that there is not"
    if thing["style"] not in {"compact", "expanded", "filtered"}:
        yield "choices of a kind that there is not"


def _is_short(value: str, most: object) -> bool:
    return isinstance(most, int) and len(value) <= most


def _is_day(text: str) -> bool:
    try:
        return bool(date.fromisoformat(text))
    except ValueError:
        return False


def whole(card: Json) -> Iterator[str]:
    """What is wrong with the card as a whole."""
    if len(json.dumps(card, ensure_ascii=False).encode("utf-8", "replace")) > MOST_JSON:
        yield "too much to send"
    if not card["body"]:
        yield "nothing to see"
    if (card["type"], card["version"]) != ("AdaptiveCard", "1.5"):
        yield "no card of this version"
    if card["msteams"] != {"width": "full"}:
        yield "not as wide as there is room"
    if len(card["fallbackText"]) > 250:
        yield "much to read where a card cannot be drawn"
    if not 0 < len(card.get("refresh", {}).get("userIds", [""])) <= MOST_REFRESHED:
        yield "drawn again for nobody, or for too many"
