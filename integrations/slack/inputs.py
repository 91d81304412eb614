"""The fields of a form as Slack's inputs, with what stands in them."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import UTC, date, datetime
from itertools import groupby
from zoneinfo import ZoneInfo

from bot.domain.theirs import ELLIPSIS
from bot.presentation import saying
from bot.presentation.form import Field, Form, Input, Option
from integrations.slack import blocks, limits
from integrations.slack.blocks import Json
from integrations.slack.words import Words

TYPED = "v"
"""The name of every input in its block."""
TICKED = "t"
"""The name of a field that is ticked or not."""
ON = "on"
"""The value of one that is ticked, as in a browser's form."""

_DATE = re.compile(r"\d{4}-\d\d-\d\d", re.ASCII)
_TEXTS = frozenset({Input.TEXT, Input.LINES, Input.URL, Input.AMOUNT})
_UNTICKED = frozenset({"", "no", "false", "0"})
_EARLIEST, _LATEST = 10**9, 10**10 - 1
"""Slack takes moments of ten digits."""


def block_id(form: Form, name: str) -> str:
    """The name of a field's block: always the same, so that nothing typed is lost."""
    return f"f.{form.send.verb.value}.{name}"


def given(field: Field, form: Form) -> tuple[str, ...]:
    """What stands in a field: what was typed, else what it began with."""
    typed = form.typed.get(field.name)
    value = field.value if typed is None else typed
    if value is None:
        return ()
    return tuple(one for one in (value if isinstance(value, tuple) else (value,)) if one)


def drawn(field: Field, form: Form, zone: str, words: Words) -> Json:
    """A field with what stands in it. What Slack would refuse as such is left out."""
    block: Json = {
        "type": "input",
        "block_id": block_id(form, field.name),
        "label": blocks.plain(saying.on_one_line(field.label), limits.LABEL),
        "element": _element(field, given(field, form), zone, words),
        "optional": not field.required,
    }
    if field.hint:
        block["hint"] = blocks.plain(field.hint, limits.LABEL)
    return block


def _element(field: Field, now: tuple[str, ...], zone: str, words: Words) -> Json:
    first = now[0] if now else ""
    if field.input is Input.TICK:
        return _tick(first, words)
    if field.input is Input.MOMENT:
        return _moment(first, zone)
    if field.input is Input.DATE:
        return _date(first)
    options = [] if field.input in _TEXTS else _options(field.options)
    if options and field.input is Input.CHOICES:
        return _several(options, now)
    if options and field.input is Input.CHOICE and len(options) <= limits.FEW:
        return _one("radio_buttons", options, first)
    if options:
        return _listed(options, first, words)
    if field.input is Input.PERSON:
        return {"type": "users_select", "action_id": TYPED}
    return _text(field, first)


def _text(field: Field, now: str) -> Json:
    most = max(min(field.limit, limits.INPUT), 1)
    element: Json = {
        "type": "plain_text_input",
        "action_id": TYPED,
        "multiline": field.input is Input.LINES,
        "max_length": most,
    }
    return element | {"initial_value": blocks.cut(now, most)} if now else element


def _tick(now: str, words: Words) -> Json:
    box: Json = {"text": blocks.plain(words.yes, limits.OPTION), "value": ON}
    element: Json = {"type": "checkboxes", "action_id": TICKED, "options": [box]}
    return element if now in _UNTICKED else element | {"initial_options": [box]}


def _moment(now: str, zone: str) -> Json:
    element: Json = {"type": "datetimepicker", "action_id": TYPED}
    seconds = _seconds(now, zone)
    return element if seconds is None else element | {"initial_date_time": seconds}


def _seconds(now: str, zone: str) -> int | None:
    try:
        at = datetime.fromisoformat(now)
        there = at if at.tzinfo else at.replace(tzinfo=ZoneInfo(zone))
        seconds = int(there.astimezone(UTC).timestamp())
    except (ValueError, OverflowError):
        return None
    return seconds if _EARLIEST <= seconds <= _LATEST else None


def _date(now: str) -> Json:
    element: Json = {"type": "datepicker", "action_id": TYPED}
    return element | {"initial_date": now} if _is_date(now) else element


def _is_date(text: str) -> bool:
    try:
        return _DATE.fullmatch(text) is not None and bool(date.fromisoformat(text))
    except ValueError:
        return False


# --- choices ------------------------------------------------------------------------------------


def _options(options: Iterable[Option]) -> list[Json]:
    """Those that Slack takes; a label is one line of text, whoever's it is."""
    return [
        {"text": blocks.plain(label or ELLIPSIS, limits.OPTION), "value": one.value}
        for one in options
        if 0 < len(one.value) <= limits.OPTION_VALUE
        for label in (saying.on_one_line(saying.words(one.label)),)
    ]


def _one(kind: str, options: list[Json], now: str) -> Json:
    element: Json = {"type": kind, "action_id": TYPED, "options": options}
    chosen = [one for one in options if one["value"] == now]
    return element | {"initial_option": chosen[0]} if chosen else element


def _several(options: list[Json], now: tuple[str, ...]) -> Json:
    kind = "checkboxes" if len(options) <= limits.FEW else "multi_static_select"
    element: Json = {"type": kind, "action_id": TYPED}
    element |= {"options": options} if len(options) <= limits.SELECT else _grouped(options, "")
    chosen = [one for one in options if one["value"] in now]
    return element | {"initial_options": chosen} if chosen else element


def _listed(options: list[Json], now: str, words: Words) -> Json:
    """A list to choose from: of people of a large company Slack's own."""
    if len(options) <= limits.SELECT:
        return _one("static_select", options, now)
    groups = _grouped(options, words.others)
    if len(groups["option_groups"]) > limits.SELECT or blocks.size(groups) > limits.PEOPLE_JSON:
        return {"type": "users_select", "action_id": TYPED}
    element: Json = {"type": "static_select", "action_id": TYPED, **groups}
    chosen = [one for one in options if one["value"] == now]
    return element | {"initial_option": chosen[0]} if chosen else element


def _grouped(options: list[Json], others: str) -> Json:
    """The options by their first letter; a letter of many has several groups."""
    ordered = sorted(options, key=lambda one: _sorting(one, others))
    groups: list[Json] = []
    for letter, members in groupby(ordered, key=lambda one: _letter(one, others)):
        them = list(members)
        for start in range(0, len(them), limits.SELECT):
            label = letter if start == 0 else f"{letter} ({start // limits.SELECT + 1})"
            part = them[start : start + limits.SELECT]
            groups.append({"label": blocks.plain(label, limits.OPTION), "options": part})
    return {"option_groups": groups}


def _letter(option: Json, others: str) -> str:
    first = str(option["text"]["text"])[:1].upper()
    return first if first.isalpha() else others


def _sorting(option: Json, others: str) -> tuple[bool, str, str]:
    letter = _letter(option, others)
    return letter == others, letter, str(option["text"]["text"]).casefold()
