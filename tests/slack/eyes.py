"""What a person sees of messages and views: their words, and what can be pressed or filled in."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

Block = Mapping[str, Any]

_DATE = re.compile(r"<!date\^\d+\^[^|>]*\|([^>]*)>")
_LABELLED = re.compile(r"<[^|>]+\|([^>]*)>")
_PLAIN = re.compile(r"<([^|>]+)>")


def words(shown: Mapping[str, Any]) -> str:
    """All words of a message or view, in reading order; times as who has no zone reads them."""
    title = shown.get("title") or {}
    parts = [_text(title), *(_block(block) for block in shown.get("blocks") or ())]
    return "\n".join(part for part in parts if part) or str(shown.get("text") or "")


def pressable(shown: Mapping[str, Any]) -> list[str]:
    """The labels of everything that can be pressed, entries of menus included."""
    return [label for label, _, _ in things(shown)]


def things(shown: Mapping[str, Any]) -> Iterator[tuple[str, Block, dict[str, Any]]]:
    """Label, block and action of each button and of each entry of a menu."""
    for block in shown.get("blocks") or ():
        for element in _elements(block):
            if element["type"] == "button":
                yield _text(element["text"]), block, dict(element)
            elif element["type"] == "overflow":
                for option in element["options"]:
                    yield _text(option["text"]), block, {**element, "selected_option": option}


def fields(view: Mapping[str, Any]) -> Iterator[tuple[str, Block, Block]]:
    """Label, block and element of each field of a form."""
    for block in view.get("blocks") or ():
        if block["type"] == "input":
            yield _text(block["label"]), block, block["element"]


def _elements(block: Block) -> Iterator[Block]:
    if block["type"] == "actions":
        yield from block["elements"]
    elif "accessory" in block:
        yield block["accessory"]


def _block(block: Block) -> str:
    kind = block["type"]
    if kind == "input":
        return _input(block)
    if kind == "rich_text":
        return "".join(_rich(block["elements"]))
    parts: Sequence[Any] = [
        block.get("text"),
        *block.get("fields", ()),
        *(block.get("elements", ()) if kind in {"context", "actions"} else ()),
        block.get("accessory"),
    ]
    return " ".join(filter(None, map(_text, parts)))


def _input(block: Block) -> str:
    element = block["element"]
    options = [_text(one["text"]) for one in element.get("options", ())]
    written = str(element.get("initial_value") or "")
    parts = [_text(block["label"]), written, *options, _text(block.get("hint"))]
    return " ".join(filter(None, parts))


def _rich(elements: Sequence[Block]) -> Iterator[str]:
    for one in elements:
        if "elements" in one:
            yield from _rich(one["elements"])
        else:
            yield str(one.get("text") or one.get("fallback") or one.get("url") or "")


def _text(held: Any) -> str:
    """The words of a text object, or of the text that something bears."""
    if not isinstance(held, Mapping):
        return str(held or "")
    if held.get("type") == "plain_text":
        return str(held["text"])
    if held.get("type") == "mrkdwn":
        return _read(str(held["text"]))
    if held.get("type") == "overflow":
        return ""
    return _text(held.get("text"))


def _read(markup: str) -> str:
    """Slack's markup as people read it."""
    for pattern in (_DATE, _LABELLED, _PLAIN):
        markup = pattern.sub(r"\1", markup)
    return html.unescape(markup)
