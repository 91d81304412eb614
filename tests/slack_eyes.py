"""Reads what goes to Slack as a person there does: its text, and all that is more than text."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple

UNSEEN = str.maketrans("", "", "\N{FIRST STRONG ISOLATE}\N{POP DIRECTIONAL ISOLATE}\N{WORD JOINER}")
"""What we put between words, and nobody sees."""

_ENTITIES = {"&lt;": "<", "&gt;": ">", "&amp;": "&"}
_ENTITY = re.compile("&(?:lt|gt|amp);")
_MARKUP = re.compile(
    r"<[^>]*>"  # a mention, a link, a date
    # Bold, italic, struck, code: a sign at the edge of a word; a joiner there takes the edge away.
    r"|(?<![^\W_]|\u2060)(?P<mark>[*_~`])(?=[^\s\u2060])[^\n]*?(?P=mark)(?![^\W_]|\u2060)"
    r"|:[\w+'-]+:"  # an emoji
    r"|(?:https?|ftp)://\S|mailto:\w|www\.\S|\b[\w-]+\.[^\W\d]{2,}\b"
    r"|@(?:here|channel|everyone)\b"
    r"|^\s*(?:>|&gt;)",
    re.MULTILINE | re.IGNORECASE,
)
_WORDS = frozenset({"text", "block_id", "initial_value"})
"""What a mark does not name: the words themselves, and names that follow from them."""


class Read(NamedTuple):
    """A message or a view as somebody sees it."""

    text: str
    marks: tuple[str, ...]
    """Blocks, buttons, links, mentions, signs: everything but words."""


def read(shown: Mapping[str, Any]) -> Read:
    """What stands on a message (`text`, `blocks`) or a view, in reading order."""
    parts = [*_around(shown, "title"), *(_block(one) for one in shown["blocks"])]
    parts += [*_around(shown, "submit"), *_around(shown, "close")]
    text = "\n".join(part for part in parts if part).translate(UNSEEN)
    marks = [mark for one in shown["blocks"] for mark in _marks(one)]
    marks += markup(str(shown.get("text") or ""))
    return Read(text, tuple(marks))


def markup(text: str) -> list[str]:
    """What Slack would make of text that it reads as its markup, other than words."""
    return [f"markup {found[0]}" for found in _MARKUP.finditer(text)]


def heard(text: str) -> str:
    """What a screen reader says of a message's text."""
    return _ENTITY.sub(lambda found: _ENTITIES[found[0]], text).translate(UNSEEN)


# --- words --------------------------------------------------------------------------------------


def _around(view: Mapping[str, Any], name: str) -> Iterator[str]:
    if name in view:
        told = _said(view[name])
        yield told if name == "title" else f"[{told}]"


def _block(block: Mapping[str, Any]) -> str:
    match block["type"]:
        case "rich_text":
            return "\n".join(_said(one) for one in block["elements"])
        case "actions":
            return " ".join(filter(None, (_pressed(one) for one in block["elements"])))
        case "input":
            return "\n".join(filter(None, _input(block)))
        case "section":
            beside = _pressed(block["accessory"]) if "accessory" in block else ""
            return " ".join(filter(None, (_said(block.get("text")), beside)))
        case "context":
            return " ".join(_said(one) for one in block["elements"])
        case _:
            return _said(block.get("text"))


def _said(held: Any) -> str:
    """The words of a text object, or of a piece of rich text."""
    if not isinstance(held, Mapping):
        return ""
    if "elements" in held:
        return "".join(_said(one) for one in held["elements"])
    if held.get("type") == "emoji":
        return "⚠" if held["name"] == "warning" else f":{held['name']}:"
    text = held.get("text", "")
    return str(text) if isinstance(text, str) else _said(text)


def _pressed(element: Mapping[str, Any]) -> str:
    if element["type"] == "overflow":
        return " ".join(f"[{_said(one['text'])}]" for one in element["options"])
    return f"[{_said(element['text'])}]" if "text" in element else ""


def _input(block: Mapping[str, Any]) -> Iterator[str]:
    element = block["element"]
    yield f"{_said(block['label'])}: {_standing(element)}".rstrip(": ")
    if "hint" in block:
        yield _said(block["hint"])


def _standing(element: Mapping[str, Any]) -> str:
    """What stands in a field, or can be chosen."""
    groups = element.get("option_groups") or [element]
    options = [_said(one["text"]) for group in groups for one in group.get("options", ())]
    for name in ("initial_value", "initial_date", "initial_date_time"):
        if name in element:
            return str(element[name])
    return " / ".join(options)


# --- everything else ----------------------------------------------------------------------------


def _marks(held: Any) -> Iterator[str]:
    """Every thing on a block, by its kind and by what it says of itself besides words."""
    if isinstance(held, list):
        for place, one in enumerate(held):
            if not place or not _goes_on(held[place - 1], one):
                yield from _marks(one)
    elif isinstance(held, Mapping):
        yield _mark(held)
        if held.get("type") == "mrkdwn":
            yield from markup(str(held.get("text")))
        for value in held.values():
            yield from _marks(value)


def _goes_on(before: Any, after: Any) -> bool:
    """Whether a piece of rich text looks like the one before: together they are one."""
    both = [isinstance(one, Mapping) and one.get("type") == "text" for one in (before, after)]
    return all(both) and before.get("style") == after.get("style")


def _mark(held: Mapping[str, Any]) -> str:
    said = [
        f"{name}={value}" if isinstance(value, str | int | bool) else name
        for name, value in sorted(held.items())
        if name not in _WORDS and name != "type"
    ]
    return " ".join([str(held.get("type", "")), *said]).strip()
