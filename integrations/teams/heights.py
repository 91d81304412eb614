"""How tall a dialog is so that its card fits."""

from __future__ import annotations

from integrations.teams import limits
from integrations.teams.elements import Json

_LINE, _LETTERS = 24, 75
"""Pixels of a line of text, and letters that stand in it."""
_HEIGHTS = {
    "Input.Text": 70,
    "Input.Date": 70,
    "Input.Time": 70,
    "Input.Toggle": 40,
    "ActionSet": 48,
}
_CHOICE, _MULTILINE, _AROUND = 28, 60, 90


def height(card: Json) -> int:
    """About as many pixels as a card takes, within reason."""
    below = _HEIGHTS["ActionSet"] if "actions" in card else 0
    tall = _AROUND + below + sum(_tall(one) for one in card["body"])
    return min(max(tall, limits.LOWEST), limits.HIGHEST)


def _tall(element: Json) -> int:
    if element.get("isVisible") is False:
        return 0
    match element["type"]:
        case "Container":
            return 16 + sum(_tall(one) for one in element["items"])
        case "ColumnSet":
            return 8 + max(sum(map(_tall, one["items"])) for one in element["columns"])
        case "RichTextBlock":
            return 8 + _LINE * _rows("".join(one["text"] for one in element["inlines"]))
        case "TextBlock":
            return 24 + _LINE * _rows(element["text"])
        case "Input.ChoiceSet":
            seen = len(element["choices"]) if element["style"] == "expanded" else 1
            return 42 + _CHOICE * seen
        case kind:
            return _HEIGHTS[kind] + (_MULTILINE if element.get("isMultiline") else 0)


def _rows(text: str) -> int:
    return sum(1 + len(one) // _LETTERS for one in text.split("\n"))
