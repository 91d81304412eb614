"""What we allow ourselves in Slack: keys, lengths, counts; Slack's own numbers, written again."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

Json = Mapping[str, Any]


@dataclass(frozen=True)
class Rule:
    """The keys that something must have, and those that it may have besides."""

    must: frozenset[str]
    may: frozenset[str] = frozenset()


def _rule(must: str, may: str = "") -> Rule:
    return Rule(frozenset(must.split()), frozenset(may.split()))


_CHOSEN = "type action_id options"
SURFACES = {
    "message": _rule("text blocks"),
    "modal": _rule("type callback_id title close blocks", "submit private_metadata"),
    "home": _rule("type callback_id blocks"),
}
THINGS = {
    "actions": _rule("type block_id elements"),
    "context": _rule("type block_id elements"),
    "header": _rule("type block_id text"),
    "input": _rule("type block_id label element optional", "hint"),
    "rich_text": _rule("type block_id elements"),
    "section": _rule("type block_id text", "accessory"),
    "button": _rule("type action_id text", "value url style accessibility_label"),
    "overflow": _rule(_CHOSEN),
    "checkboxes": _rule(_CHOSEN, "initial_options focus_on_load"),
    "radio_buttons": _rule(_CHOSEN, "initial_option focus_on_load"),
    "static_select": _rule("type action_id", "options option_groups initial_option focus_on_load"),
    "multi_static_select": _rule(
        "type action_id", "options option_groups initial_options focus_on_load"
    ),
    "users_select": _rule("type action_id", "focus_on_load"),
    "datepicker": _rule("type action_id", "initial_date focus_on_load"),
    "datetimepicker": _rule("type action_id", "initial_date_time focus_on_load"),
    "plain_text_input": _rule("type action_id multiline max_length", "initial_value focus_on_load"),
    "plain_text": _rule("type text emoji"),
    "rich_text_section": _rule("type elements"),
    "rich_text_quote": _rule("type elements"),
    "text": _rule("type text", "style"),
    "emoji": _rule("type name"),
}
"""Nothing else is drawn: no mrkdwn, no links, no mentions, no pictures."""
OPTION = _rule("text value", "url")

_TEXTS = {"section": 3000, "header": 150, "button": 75}
_COUNTS = {
    ("actions", "elements"): 25,
    ("context", "elements"): 10,
    ("overflow", "options"): 5,
    ("checkboxes", "options"): 10,
    ("radio_buttons", "options"): 10,
    ("static_select", "options"): 100,
    ("static_select", "option_groups"): 100,
    ("multi_static_select", "options"): 100,
    ("multi_static_select", "option_groups"): 100,
    ("rich_text", "elements"): 1000,
    ("rich_text_section", "elements"): 1000,
    ("rich_text_quote", "elements"): 1000,
}
_VALUES = {
    "block_id": 255,
    "action_id": 255,
    "accessibility_label": 75,
    "url": 3000,
    "value": 2000,
    "initial_value": 3000,
}
_ADDRESS = re.compile(r"https?://[^\s\x00-\x1f\x7f]+")
_STYLES = {"primary", "danger"}


def _width(text: str) -> int:
    """Characters as JavaScript counts them."""
    return len(text.encode("utf-16-le", "surrogatepass")) // 2


def lengths(thing: Json) -> Iterator[str]:
    """What is too long, too many, empty or not what it should be in one thing."""
    kind = thing.get("type", "")
    yield from _text(thing, kind)
    yield from _counts(thing, kind)
    yield from _picked(thing)
    for name, most in _VALUES.items():
        if name in thing and not 0 < _width(str(thing[name])) <= most:
            yield f"{kind}: {name} is empty or too long"
    if "url" in thing and not _ADDRESS.fullmatch(thing["url"]):
        yield "an address that may not be followed"
    if kind == "button" and thing.get("style", "primary") not in _STYLES:
        yield "a button of a colour that there is not"


def _text(thing: Json, kind: str) -> Iterator[str]:
    if kind in {"plain_text", "text"}:
        yield from _words(thing, kind)
    most = _TEXTS.get(kind) or (75 if "value" in thing and kind == "" else None)
    if most is not None and _width(thing["text"]["text"]) > most:
        yield f"{kind or 'option'}: more than {most} characters"
    if kind == "" and len(str(thing.get("value", ""))) > 150:
        yield "option: more than 150 characters of value"
    if kind == "plain_text_input" and _width(thing.get("initial_value", "")) > thing["max_length"]:
        yield "more stands there than may be typed"
    for name in ("label", "hint"):
        if name in thing and _width(thing[name]["text"]) > (2000 if kind == "input" else 75):
            yield f"{name}: too long"


def _words(thing: Json, kind: str) -> Iterator[str]:
    text = thing["text"]
    if not text or (kind == "plain_text" and not text.strip()):
        yield "empty text"
    if kind == "plain_text" and (thing.get("emoji") is not False or _width(text) > 3000):
        yield "text that is read as something else, or too long"
    if re.search("[\0\ud800-\udfff]", text):
        yield "text that is no text"


def _picked(thing: Json) -> Iterator[str]:
    try:
        date.fromisoformat(thing.get("initial_date", "2026-03-20"))
    except ValueError:
        yield "a day that there is not"
    if not 10**9 <= thing.get("initial_date_time", 10**9) < 10**10:
        yield "a moment that is not of ten digits"


def _counts(thing: Json, kind: str) -> Iterator[str]:
    for (where, name), most in _COUNTS.items():
        if where == kind and name in thing and not 0 < len(thing[name]) <= most:
            yield f"{kind}: none or too many {name}"
    if (
        "select" in kind
        and kind != "users_select"
        and ("options" in thing) == ("option_groups" in thing)
    ):
        yield f"{kind}: nothing to choose, or twice"
    for group in thing.get("option_groups", ()):
        if not 0 < len(group["options"]) <= 100:
            yield "a group of none or too many"


def sizes(sent: Json, kind: str) -> Iterator[str]:
    """What is too much of the whole."""
    most = 50 if kind == "message" else 100
    if kind != "modal" and any(one["type"] == "input" for one in sent["blocks"]):
        yield "there is nothing to send here"
    if not 0 < len(sent["blocks"]) <= most:
        yield "none or too many blocks"
    if len(json.dumps(sent["blocks"])) > (13_200 if kind == "message" else 250_000):
        yield "too much to send"
    if kind == "message" and not 0 < len(sent["text"].strip()) <= 3000:
        yield "nothing to hear, or too much"
    for name in ("title", "submit", "close"):
        if name in sent and _width(sent[name]["text"]) > 24:
            yield f"{name}: too long"
    if len(sent.get("private_metadata", "")) > 3000 or len(sent.get("callback_id", "")) > 255:
        yield "more to remember than fits"
