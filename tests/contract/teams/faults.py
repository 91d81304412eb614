"""Faults to plant in cards for Teams, so that each judge shows what it sees."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from tests.contract.teams.samples import SAMPLES
from tests.teams.eyes import things

Card = dict[str, Any]


@dataclass(frozen=True)
class Fault:
    """Something wrong with one of the samples."""

    sample: str
    plant: Callable[[Card], object]

    def planted(self) -> Card:
        """The sample with it."""
        card = SAMPLES[self.sample]()
        self.plant(card)
        return card


def _first(card: Card, kind: str, **having: Any) -> Card:
    """The first thing of a kind with these values."""
    return next(
        one
        for one in things(card)
        if isinstance(one, dict) and one.get("type") == kind and having.items() <= one.items()
    )


def _set(kind: str, **values: Any) -> Callable[[Card], object]:
    return lambda card: _first(card, kind).update(values)


def _drop(kind: str, name: str) -> Callable[[Card], object]:
    return lambda card: _first(card, kind).pop(name)


def _add(thing: Card) -> Callable[[Card], object]:
    return lambda card: card["body"].append(thing)


def _choice(card: Card) -> Card:
    found: Card = _first(card, "Input.ChoiceSet")["choices"][0]
    return found


def _rename_all(card: Card) -> None:
    for one in things(card):
        if isinstance(one, dict) and "id" in one:
            one["id"] = "same"


def _hide(card: Card) -> None:
    _first(card, "Container", id="folded").update(isVisible=False)
    _first(card, "Input.Text", id="promise.condition").update(isRequired=True)


def _seven(card: Card) -> None:
    row = card["actions"]
    row[:] = [{**row[0]} for _ in range(7)]


_PICTURE = {"type": "Image", "url": "https://evil.example/x.png"}
_FACTS = {"type": "FactSet", "facts": [{"title": "a", "value": "[b](https://evil.example)"}]}
_LINK = "[bank](https://evil.example)"
_ALL: Mapping[str, tuple[str, Callable[[Card], object]]] = {
    "too much": ("card", _set("TextRun", text="x" * 29_000)),
    "nothing to see": ("list", lambda card: card.update(body=[])),
    "another version": ("card", lambda card: card.update(version="1.6")),
    "no version": ("card", lambda card: card.pop("version")),
    "no card": ("card", lambda card: card.update(type="Message")),
    "nothing where cards are not drawn": ("card", lambda card: card.update(fallbackText="")),
    "much where cards are not drawn": ("card", lambda card: card.update(fallbackText="x" * 251)),
    "narrow": ("card", lambda card: card["msteams"].clear()),
    "a key that there is not": ("card", lambda card: card.update(colour="red")),
    "two of one name": ("form", _rename_all),
    "a picture": ("card", _add(_PICTURE)),
    "facts": ("card", _add(_FACTS)),
    "an element that there is not": ("card", _add({"type": "Poll"})),
    "empty words": ("card", _set("TextRun", text="")),
    "half a character": ("card", _set("TextRun", text="\ud800")),
    "words that are worked out": ("card", _set("TextRun", text="{{DATE(2026-03-17T09:00:00Z)}}")),
    "words that are filled in": ("card", _set("TextRun", text="${name}")),
    "words of a size that there is not": ("card", _set("TextRun", size="Huge")),
    "Markdown in a heading": ("page", _set("TextBlock", text=_LINK)),
    "an empty heading": ("page", _set("TextBlock", text="")),
    "a colour alone": (
        "form",
        lambda card: _first(card, "TextRun", color="Attention").update(text="x"),
    ),
    "no words in a line": ("card", _drop("RichTextBlock", "inlines")),
    "a row of none": ("page", _set("ActionSet", actions=[])),
    "a row of seven": ("card", _seven),
    "a button without a label": ("card", _set("Action.Execute", title="")),
    "a blue button": ("card", _set("Action.Execute", style="blue")),
    "a button folded elsewhere": ("card", _set("Action.Execute", mode="tertiary")),
    "a button of nobody's": ("card", _set("Action.Execute", data={"i": "hello"})),
    "a button of another verb": ("card", _set("Action.Execute", verb="x")),
    "a button with much": ("page", _set("Action.Submit", data={"i": "claim|case:1||", "x": 1})),
    "a button without anything": ("page", _drop("Action.Submit", "data")),
    "a button that is another one elsewhere": (
        "card",
        lambda card: _first(card, "Action.Execute", style="positive")["fallback"].update(
            data={"i": "release|case:1||"}
        ),
    ),
    "a button that opens a page": (
        "card",
        lambda card: _first(card, "Action.Submit", title="Ik weet wie dit kan")["data"].update(
            msteams={"type": "signin"}
        ),
    ),
    "an address of another kind": ("shared", _set("Action.OpenUrl", url="javascript:alert(1)")),
    "an address that is none": ("shared", _drop("Action.OpenUrl", "url")),
    "a card in a card": (
        "card",
        lambda card: card["actions"].append(
            {"type": "Action.ShowCard", "title": "x", "card": {"type": "AdaptiveCard", "body": []}}
        ),
    ),
    "showing what there is not": ("folded", _set("Action.ToggleVisibility", targetElements=["x"])),
    "drawn again for too many": (
        "card",
        lambda card: card["refresh"].update(userIds=[str(one) for one in range(61)]),
    ),
    "drawn again by a form": (
        "card",
        lambda card: card["refresh"]["action"].update(type="Action.Submit"),
    ),
    "a field without a name": ("form", _drop("Input.Text", "id")),
    "a field without a label": ("form", _drop("Input.Text", "label")),
    "a field that does not say what is wrong": ("form", _drop("Input.Text", "errorMessage")),
    "Markdown in what is wrong": ("form", _set("Input.Text", errorMessage=_LINK)),
    "more than may be typed": ("form", _set("Input.Text", value="x" * 5000)),
    "a length in words": ("form", _set("Input.Text", maxLength="many")),
    "asked and not to be seen": ("form", _hide),
    "a day that there is not": ("form", _set("Input.Date", value="2026-13-40")),
    "an hour that there is not": ("form", _set("Input.Time", value="25:00")),
    "neither on nor off": ("form", _set("Input.Toggle", value="perhaps")),
    "Markdown beside a box": ("form", _set("Input.Toggle", title="*x*")),
    "nothing to choose": ("form", _set("Input.ChoiceSet", choices=[])),
    "Markdown in a choice": ("form", lambda card: _choice(card).update(title=_LINK)),
    "a choice without a title": ("form", lambda card: _choice(card).pop("title")),
    "an empty choice": ("form", lambda card: _choice(card).update(title=" ")),
    "two choices of one value": ("form", lambda card: _choice(card).update(value="3")),
    "a choice that there is not": ("form", _set("Input.ChoiceSet", value="99")),
    "choices of another kind": ("form", _set("Input.ChoiceSet", style="radio")),
}
FAULTS = {name: Fault(sample, plant) for name, (sample, plant) in _ALL.items()}
