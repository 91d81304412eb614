"""Reads a card of Teams as a person does: its text, and all that is more than text."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple

UNSEEN = str.maketrans("", "", "\N{FIRST STRONG ISOLATE}\N{POP DIRECTIONAL ISOLATE}\N{WORD JOINER}")
"""What we put between words, and nobody sees."""

MARKDOWN = re.compile(
    r"(?<!\\)(?:[*_]+[^\s*_]|~~|`|!?\[[^\]]*\]\(|<\S|&\w+;|https?://|www\.)"
    r"|^\s*(?:[-+*]|\d+[.)])\s|^\s*(?:#|>|\|)|^\s*[-=]{2,}|\b[\w.]+@\w+\.\w",
    re.MULTILINE | re.IGNORECASE,
)
"""What becomes something else where Markdown is read."""
ALIVE = re.compile(r"\{\{|\$\{")
"""What is worked out wherever it stands."""

_WORDS = frozenset({"text", "title", "label", "fallbackText", "placeholder", "errorMessage"})
"""What a mark does not name: the words themselves."""
_READ_AS_MARKDOWN = {
    "TextBlock": ("text",),
    "Input.Toggle": ("title", "errorMessage"),
    "": ("title",),
}
"""Where Markdown may be read; a choice bears no type."""

Json = Mapping[str, Any]


class Read(NamedTuple):
    """A card as somebody sees it."""

    text: str
    marks: tuple[str, ...]
    """Elements, buttons, links, inputs, what came alive: everything but words."""


def read(card: Json) -> Read:
    """What stands on a card, in reading order; what is folded, too."""
    parts = [*(_element(one) for one in card["body"]), _row(card.get("actions", ()))]
    text = "\n".join(part for part in parts if part)
    return Read(text.translate(UNSEEN), tuple(_marks(card)))


def pressable(card: Json) -> list[tuple[str, Json]]:
    """The label and the action of everything that can be pressed."""
    return [(str(one.get("title") or label), one) for label, one in _actions(card, "")]


def inputs(card: Json) -> list[Json]:
    """Every field that can be filled in, the folded ones too."""
    return [one for one in things(card) if str(one.get("type", "")).startswith("Input.")]


def things(held: Any) -> Iterator[Json]:
    """Everything in a card that is a thing, itself first."""
    if isinstance(held, list):
        for one in held:
            yield from things(one)
    elif isinstance(held, Mapping):
        yield held
        for value in held.values():
            yield from things(value)


# --- words --------------------------------------------------------------------------------------


def _element(element: Json) -> str:
    kind = element["type"]
    if kind == "Container":
        return "\n".join(filter(None, (_element(one) for one in element["items"])))
    if kind == "ColumnSet":
        columns = [one for column in element["columns"] for one in column["items"]]
        return "\n".join(filter(None, map(_element, columns)))
    if kind == "RichTextBlock":
        return "".join(one["text"] for one in element["inlines"])
    if kind == "ActionSet":
        return _row(element["actions"])
    return str(element["text"]) if kind == "TextBlock" else _input(element)


def _row(actions: Any) -> str:
    return " ".join(f"[{one['title']}]" for one in actions)


def _input(element: Json) -> str:
    """The label of a field, and what stands in it or can be chosen."""
    label = str(element.get("label") or element.get("title"))
    choices = [str(one["title"]) for one in element.get("choices", ())]
    value = "" if choices or "title" in element else str(element.get("value", ""))
    return f"{label}: {' / '.join(choices) or value}".rstrip(": ")


def _actions(held: Any, label: str) -> Iterator[tuple[str, Json]]:
    """Actions by the text that bears them, without what stands in for them."""
    if isinstance(held, list):
        for one in held:
            yield from _actions(one, label)
    elif isinstance(held, Mapping):
        if str(held.get("type", "")).startswith("Action."):
            yield label, held
            return
        for value in held.values():
            yield from _actions(value, str(held.get("text", label)))


# --- everything else ----------------------------------------------------------------------------


def _marks(held: Any) -> Iterator[str]:
    """Every thing on a card, by its kind and by what it says of itself besides words."""
    if isinstance(held, list):
        for one in held:
            yield from _marks(one)
    elif isinstance(held, Mapping):
        yield _mark(held)
        yield from _came_alive(held)
        for name, value in held.items():
            if name != "data":
                yield from _marks(value)


def _came_alive(held: Json) -> Iterator[str]:
    kind = str(held.get("type", ""))
    spots = _READ_AS_MARKDOWN.get(kind, ("errorMessage",) if kind.startswith("Input") else ())
    for name in spots:
        yield from (f"markdown {found[0]}" for found in MARKDOWN.finditer(str(held.get(name, ""))))
    for name in _WORDS & held.keys():
        yield from (f"worked out {found[0]}" for found in ALIVE.finditer(str(held[name])))


def _mark(held: Json) -> str:
    said = [
        f"{name}={value}" if isinstance(value, str | int | bool) else name
        for name, value in sorted(held.items())
        if name not in _WORDS and name != "type" and not _is_typed(held, name)
    ]
    return " ".join([str(held.get("type", "")), *said]).strip()


def _is_typed(held: Json, name: str) -> bool:
    """What stands in a field of text is words."""
    return name == "value" and held.get("type") == "Input.Text"
