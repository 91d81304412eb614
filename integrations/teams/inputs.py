"""The fields of a form as inputs, with what stands in them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime
from zoneinfo import ZoneInfo

from bot.domain.theirs import ELLIPSIS
from bot.presentation.card import Style
from bot.presentation.form import Field, Form, Input, Option
from bot.presentation.saying import on_one_line, sound
from integrations.teams import elements, limits
from integrations.teams.elements import Json
from integrations.teams.literal import literal, tame
from integrations.teams.words import Words

ON, OFF = "on", "no"
"""The values of what is ticked or not."""
DATE, TIME = ".date", ".time"
"""A moment is typed in two inputs, whose names end so."""
PART, ESCAPE = ",", "%"
"""Parts the values of what takes several."""

TEXT, ONE, MANY, TICK, MOMENT, USER = "text", "one", "many", "tick", "moment", "user"
"""How what comes back is read."""

_DATE = re.compile(r"\d{4}-\d\d-\d\d", re.ASCII)
_TIME = re.compile(r"([01]\d|2[0-3]):[0-5]\d", re.ASCII)
_ENDS = "?:. "
_TEXTS = frozenset({Input.TEXT, Input.LINES, Input.URL, Input.AMOUNT})
_UNTICKED = frozenset({"", "no", "false", "0"})


@dataclass(frozen=True, slots=True)
class Drawing:
    """How a form's fields are drawn."""

    form: Form
    zone: str
    words: Words
    listed: bool = True
    """People stand in a list of ours; otherwise Teams is asked for them."""


def input_id(form: Form, name: str) -> str:
    """The name of a field's input."""
    return f"{form.send.verb.value}.{name}"


def kind(field: Field, drawing: Drawing) -> str:
    """How what comes back of a field is read."""
    if field.input is Input.TICK:
        return TICK
    if field.input is Input.MOMENT:
        return MOMENT
    if field.input in _TEXTS or field.input is Input.DATE:
        return TEXT
    if field.input is Input.PERSON and not (drawing.listed and field.options):
        return USER
    if not field.options:
        return TEXT
    return MANY if field.input is Input.CHOICES else ONE


def drawn(field: Field, drawing: Drawing, *, hidden: bool = False) -> Iterator[Json]:
    """A field with what stands in it, what to know of it, and what is wrong.

    One that is hidden must not keep a form from being sent without a word.
    """
    asked = {"isRequired": True} if field.required and not hidden else {}
    found = [one | asked for one in _inputs(field, _given(field, drawing.form), drawing)]
    if len(found) > 1:
        yield elements.beside(found[:1], found[1:], "stretch", "Medium")
    else:
        yield found[0] | {"spacing": "Medium"}
    if field.hint:
        yield elements.line(field.hint, Style.QUIET)
    if field.error:
        yield elements.trouble(field.error)


def _given(field: Field, form: Form) -> tuple[str, ...]:
    """What stands in a field: what was typed, else what it began with."""
    typed = form.typed.get(field.name)
    value = field.value if typed is None else typed
    if value is None:
        return ()
    return tuple(one for one in (value if isinstance(value, tuple) else (value,)) if one)


def _inputs(field: Field, now: tuple[str, ...], drawing: Drawing) -> Iterator[Json]:
    how, first, words = kind(field, drawing), now[0] if now else "", drawing.words
    name, label = input_id(drawing.form, field.name), _label(field.label)
    about: Json = {"id": name, "label": label, "errorMessage": words.missing}
    if how == MOMENT:
        yield from _moment(about, first, drawing)
    elif how == TICK:
        yield _tick(name, field.label, first)
    elif field.input is Input.DATE:
        yield {"type": "Input.Date", **about} | _value(first if _is_date(first) else "")
    elif how == USER:
        yield _everybody(words) | about
    elif how == TEXT:
        yield _text(field, first) | about
    else:
        yield _choices(field, now, words, several=how == MANY) | about


def _label(text: str) -> str:
    """A label is drawn as it is."""
    return literal(on_one_line(text))[: limits.LABEL]


def _value(now: str) -> Json:
    return {"value": now} if now else {}


def _text(field: Field, now: str) -> Json:
    most = max(min(field.limit, limits.INPUT), 1)
    drawn: Json = {"type": "Input.Text", "maxLength": most}
    if field.input is Input.LINES:
        drawn["isMultiline"] = True
    if field.input is Input.URL:
        drawn["style"] = "url"
    return drawn | _value(sound(now)[:most])


def _tick(name: str, label: str, now: str) -> Json:
    """A box; its title may be read as Markdown."""
    return {
        "type": "Input.Toggle",
        "id": name,
        "title": tame(label, limits.LABEL),
        "value": OFF if now in _UNTICKED else ON,
        "valueOn": ON,
        "valueOff": OFF,
        "wrap": True,
    }


# --- moments ------------------------------------------------------------------------------------


def _moment(about: Json, now: str, drawing: Drawing) -> Iterator[Json]:
    """A date, and an hour beside it."""
    day, hour = _local(now, drawing.zone)
    words, name = drawing.words, about["id"]
    yield {"type": "Input.Date", **about, "id": name + DATE} | _value(day)
    named = {"id": name + TIME, "label": f"{about['label'].rstrip(_ENDS)}: {words.hour}"}
    yield {"type": "Input.Time", **named, "errorMessage": words.missing_hour} | _value(hour)


def _local(now: str, zone: str) -> tuple[str, str]:
    """The day and the hour of what stands there, each empty where there is none."""
    try:
        at = datetime.fromisoformat(now)
        if at.tzinfo is not None:
            now = at.astimezone(ZoneInfo(zone)).isoformat()
    except (ValueError, OverflowError):
        pass  # half a moment, that came back
    day, _, hour = now.partition("T")
    return day if _is_date(day) else "", hour[:5] if _TIME.fullmatch(hour[:5]) else ""


def _is_date(text: str) -> bool:
    try:
        return _DATE.fullmatch(text) is not None and bool(date.fromisoformat(text))
    except ValueError:
        return False


# --- choices ------------------------------------------------------------------------------------


def escaped(value: str) -> str:
    """A value without what parts several."""
    return value.replace(ESCAPE, "%25").replace(PART, "%2C")


def _choices(field: Field, now: tuple[str, ...], words: Words, *, several: bool) -> Json:
    """A few are all to be seen; many stand in a list; among people one looks by typing."""
    options = list(_options(field.options, several=several))
    values = {one["value"] for one in options}
    chosen = [escaped(one) if several else one for one in now]
    drawn: Json = {"type": "Input.ChoiceSet", "choices": options, "wrap": True}
    drawn |= _value(PART.join([one for one in chosen if one in values][: None if several else 1]))
    if several:
        style = "expanded" if len(options) <= limits.SOME else "compact"
        return drawn | {"isMultiSelect": True, "style": style}
    if field.input is Input.PERSON:
        return drawn | {"style": "filtered", "placeholder": words.type_name}
    if len(options) <= limits.FEW:
        return drawn | {"style": "expanded"}
    return drawn | {"style": "compact", "placeholder": words.choose}


def _options(options: Iterable[Option], *, several: bool) -> Iterator[Json]:
    """The choices; a title may be read as Markdown, and a stranger's words may stand in it."""
    for one in options:
        if 0 < len(one.value) <= limits.VALUE:
            title = tame(one.label.plain, limits.OPTION) or ELLIPSIS
            yield {"title": title, "value": escaped(one.value) if several else one.value}


def _everybody(words: Words) -> Json:
    """Teams' own list of people, which says who was chosen by their object id."""
    return {
        "type": "Input.ChoiceSet",
        "choices": [],
        "choices.data": {"type": "Data.Query", "dataset": "graph.microsoft.com/users"},
        "style": "filtered",
        "placeholder": words.type_name,
    }
