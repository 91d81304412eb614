"""Faults to plant in what goes to Slack, so that each judge shows what it sees."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from tests.contract.slack.samples import SAMPLES

Sent = dict[str, Any]


@dataclass(frozen=True)
class Fault:
    """Something wrong with one of the samples."""

    name: str
    sample: str
    plant: Callable[[Sent], object]

    def planted(self) -> Sent:
        """The sample with it."""
        sent = SAMPLES[self.sample]()
        self.plant(sent)
        return sent


def _blocks(sent: Sent, kind: str) -> Iterator[dict[str, Any]]:
    return (one for one in sent["blocks"] if one["type"] == kind)


def _block(sent: Sent, kind: str) -> dict[str, Any]:
    return next(_blocks(sent, kind))


def _elements(sent: Sent, kind: str) -> Iterator[dict[str, Any]]:
    for block in sent["blocks"]:
        inside = (block.get("element"), block.get("accessory"), *block.get("elements", ()))
        for one in inside:
            if one and one["type"] == kind:
                yield one


def _element(sent: Sent, kind: str) -> dict[str, Any]:
    return next(_elements(sent, kind))


def _set(finder: Callable[[Sent], dict[str, Any]], **values: Any) -> Callable[[Sent], object]:
    return lambda sent: finder(sent).update(values)


def _button(sent: Sent) -> dict[str, Any]:
    return _element(sent, "button")


def _menu(sent: Sent) -> dict[str, Any]:
    return _element(sent, "overflow")


def _radio(sent: Sent) -> dict[str, Any]:
    return _element(sent, "radio_buttons")


def _input(sent: Sent) -> dict[str, Any]:
    return _block(sent, "input")


def _text_input(sent: Sent) -> dict[str, Any]:
    return _element(sent, "plain_text_input")


def _words(sent: Sent) -> dict[str, Any]:
    """The first words of rich text."""
    found: dict[str, Any] = _block(sent, "rich_text")["elements"][0]["elements"][0]
    return found


def _plain(text: str, **more: Any) -> dict[str, Any]:
    return {"type": "plain_text", "text": text, "emoji": False, **more}


def _choice(number: int, value: str | None = None) -> dict[str, Any]:
    return {"text": _plain(f"n {number}"), "value": value or f"show_mine|house|{number}|"}


def _repeat(finder: Callable[[Sent], dict[str, Any]], name: str, times: int) -> Any:
    def plant(sent: Sent) -> None:
        held = finder(sent)[name]
        held[:] = [{**held[0]} for _ in range(times)]

    return plant


def _many_blocks(count: int) -> Callable[[Sent], object]:
    def plant(sent: Sent) -> None:
        sent["blocks"] = [
            {"type": "header", "block_id": f"h{number}", "text": _plain("h")}
            for number in range(count)
        ]

    return plant


def _called_the_same(kind: str, name: str) -> Callable[[Sent], object]:
    def plant(sent: Sent) -> None:
        for one in _elements(sent, kind) if name == "action_id" else sent["blocks"]:
            one[name] = "same"

    return plant


def _two_focused(sent: Sent) -> None:
    for one in _elements(sent, "plain_text_input"):
        one["focus_on_load"] = True


def _too_many_people(sent: Sent) -> None:
    groups = _element_with_groups(sent)["option_groups"]
    groups[0]["options"] = [_choice(number) for number in range(101)]


def _element_with_groups(sent: Sent) -> dict[str, Any]:
    return next(one for one in _elements(sent, "static_select") if "option_groups" in one)


def _list(sent: Sent) -> dict[str, Any]:
    return next(one for one in _elements(sent, "static_select") if "options" in one)


_LONG = "x" * 4000
_ALL: Mapping[str, tuple[str, Callable[[Sent], object]]] = {
    "51 blocks": ("message", _many_blocks(51)),
    "101 blocks": ("page", _many_blocks(101)),
    "101 blocks at Home": ("home", _many_blocks(101)),
    "no blocks": ("message", _many_blocks(0)),
    "too much": ("message", _set(_words, text="x" * 14_000)),
    "no text": ("message", lambda sent: sent.update(text="")),
    "two blocks of one name": ("page", _called_the_same("", "block_id")),
    "two buttons of one name": ("message", _called_the_same("button", "action_id")),
    "no buttons in a row": ("message", _set(lambda sent: _block(sent, "actions"), elements=[])),
    "26 buttons": ("message", _repeat(lambda sent: _block(sent, "actions"), "elements", 26)),
    "a label of 76": ("message", _set(_button, text=_plain("x" * 76))),
    "an empty label": ("message", _set(_button, text=_plain(""))),
    "a label of blanks": ("message", _set(_button, text=_plain(" "))),
    "a label in markup": ("message", _set(_button, text={"type": "mrkdwn", "text": "*x*"})),
    "a label with emoji": ("message", _set(_button, text=_plain(":x:") | {"emoji": True})),
    "a value of 2001": ("message", _set(_button, value="x" * 2001)),
    "a value of nobody's": ("message", _set(_button, value="hello")),
    "a button without anything": ("message", lambda sent: _button(sent).pop("value")),
    "a blue button": ("message", _set(_button, style="blue")),
    "a key that there is not": ("message", _set(_button, colour="red")),
    "a long word for the ear": ("page", _set(_button, accessibility_label="x" * 76)),
    "an address of 3001": ("message", _set(_button, url="https://e.example/" + "x" * 3000)),
    "an address of another kind": ("message", _set(_button, url="javascript:alert(1)")),
    "a menu of six": ("long", _set(_menu, options=[_choice(number) for number in range(6)])),
    "a menu of none": ("long", _set(_menu, options=[])),
    "an entry of 76": (
        "long",
        lambda sent: _menu(sent)["options"][0].update(text=_plain("x" * 76)),
    ),
    "a value of 151": ("long", lambda sent: _menu(sent)["options"][0].update(value="x" * 151)),
    "two entries of one value": (
        "long",
        _set(_menu, options=[_choice(1, "show_mine|house||"), _choice(2, "show_mine|house||")]),
    ),
    "a heading of 151": ("page", _set(lambda sent: _block(sent, "header"), text=_plain("x" * 151))),
    "a heading in markup": (
        "page",
        _set(lambda sent: _block(sent, "header"), text={"type": "mrkdwn", "text": "x"}),
    ),
    "11 small texts": ("page", _repeat(lambda sent: _block(sent, "context"), "elements", 11)),
    "small text of 3001": (
        "page",
        _set(lambda sent: _block(sent, "context"), elements=[_plain("x" * 3001)]),
    ),
    "a section of 3001": ("page", _set(lambda sent: _block(sent, "section"), text=_plain(_LONG))),
    "markup": (
        "page",
        _set(lambda sent: _block(sent, "section"), text={"type": "mrkdwn", "text": "*x*"}),
    ),
    "empty words": ("message", _set(_words, text="")),
    "half a character": ("message", _set(_words, text="\ud800")),
    "a link": ("message", lambda sent: _words(sent).update(type="link", url="https://e.example")),
    "a call to everybody": ("message", lambda sent: _words(sent).update(type="broadcast")),
    "a block that there is not": ("message", lambda sent: _block(sent, "actions").update(type="x")),
    "a long title": ("form", lambda sent: sent.update(title=_plain("x" * 25))),
    "no title": ("form", lambda sent: sent.pop("title")),
    "a long button of sending": ("form", lambda sent: sent.update(submit=_plain("x" * 25))),
    "no button of sending": ("form", lambda sent: sent.pop("submit")),
    "a long memory": ("form", lambda sent: sent.update(private_metadata="x" * 3001)),
    "a long name": ("form", lambda sent: sent.update(callback_id="x" * 256)),
    "a field without a label": ("form", lambda sent: _input(sent).pop("label")),
    "a label of 2001": ("form", _set(_input, label=_plain("x" * 2001))),
    "a hint of 2001": ("form", _set(_input, hint=_plain("x" * 2001))),
    "more than may be typed": (
        "form",
        _set(_text_input, max_length=3001, initial_value="x" * 3001),
    ),
    "no radio buttons": ("form", _set(_radio, options=[])),
    "11 radio buttons": (
        "form",
        _set(_radio, options=[_choice(number) for number in range(11)], initial_option=None),
    ),
    "it begins with another": ("form", _set(_radio, initial_option=_choice(99))),
    "101 choices": (
        "form",
        lambda sent: [
            _list(sent).update(options=[_choice(number) for number in range(101)]),
            _list(sent).pop("initial_option", None),
        ],
    ),
    "a group of 101": ("form", _too_many_people),
    "choices and groups": (
        "form",
        lambda sent: _element_with_groups(sent).update(options=[_choice(1)]),
    ),
    "a day that there is not": (
        "form",
        _set(lambda sent: _element(sent, "datepicker"), initial_date="2026-13-40"),
    ),
    "a moment long ago": (
        "form",
        _set(lambda sent: _element(sent, "datetimepicker"), initial_date_time=12),
    ),
    "two places to type": ("form", _two_focused),
    "a form in a message": (
        "message",
        lambda sent: sent["blocks"].append(_input(SAMPLES["form"]())),
    ),
}
FAULTS = {name: Fault(name, sample, plant) for name, (sample, plant) in _ALL.items()}
