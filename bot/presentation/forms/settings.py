"""The forms about me: my working hours, and whether I am asked too."""

from __future__ import annotations

from collections import Counter
from datetime import date

from bot.domain.employee import Employee
from bot.domain.working_time import WEEKDAYS, Absence, LocalSpan, WeeklyHours
from bot.presentation.card import Line, Style
from bot.presentation.form import Field, Form, Input, Option
from bot.presentation.forms.context import FormContext
from bot.presentation.hours import hours_of, weekday, written
from bot.presentation.intent import Verb
from bot.presentation.text import Says
from bot.presentation.wording import capitalised

YES, NO = "yes", "no"
_HOUSE = "house"
_DAY = "{}/{}"


def hours_form(context: FormContext) -> Form:
    """On which days, and from when until when; a second span for who works split shifts."""
    me = _me(context)
    hours = me.calendar.hours if me is not None else WeeklyHours(((),) * len(WEEKDAYS))
    first, second = _usual(hours)
    return context.form(
        Verb.SET_HOURS,
        _days(context, hours),
        context.ask("begin", Input.TEXT, required=True, value=_begin(first), limit=5),
        context.ask("end", Input.TEXT, required=True, value=_end(first), limit=5),
        context.ask(
            "begin_again", Input.TEXT, folded=second is None, value=_begin(second), limit=5
        ),
        context.ask("end_again", Input.TEXT, folded=second is None, value=_end(second), limit=5),
        context.ask("others", Input.TICK, folded=True),
        subject=_HOUSE,
        lines=_now(context, me),
    )


def willing_form(context: FormContext) -> Form:
    """Whether I want a personal word when nobody takes a case."""
    me = _me(context)
    return context.form(
        Verb.SET_WILLING,
        context.ask(
            "willing",
            Input.CHOICE,
            required=True,
            options=context.coded("willing", (YES, NO)),
            value=YES if me is not None and me.willing else NO,
        ),
        subject=_HOUSE,
        lines=(context.voice.line("form.set_willing.how", Style.QUIET),),
    )


def named_days(absence: Absence) -> str:
    """Which absence a button is about."""
    return _DAY.format(absence.first_on.isoformat(), absence.last_on.isoformat())


def days_of(named: str) -> tuple[date, date]:
    """The days that `named_days` wrote. Raises ValueError."""
    first_on, last_on = named.split("/")
    return date.fromisoformat(first_on), date.fromisoformat(last_on)


def _me(context: FormContext) -> Employee | None:
    return next((one for one in context.people if one.id == context.audience.reader), None)


def _now(context: FormContext, me: Employee | None) -> tuple[Line, ...]:
    if me is None:
        return ()
    hours = hours_of(context.voice, me.calendar.hours)
    return (context.voice.line("form.set_hours.now", Style.QUIET, hours=hours),)


def _days(context: FormContext, hours: WeeklyHours) -> Field:
    language = context.voice.wording.language
    names = (Says((weekday(number, language),)) for number in range(len(WEEKDAYS)))
    options = tuple(
        Option(day, capitalised(name)) for day, name in zip(WEEKDAYS, names, strict=True)
    )
    worked = tuple(day for day, spans in zip(WEEKDAYS, hours.days, strict=True) if spans)
    return context.ask("days", Input.CHOICES, required=True, options=options, value=worked)


def _usual(hours: WeeklyHours) -> tuple[LocalSpan | None, LocalSpan | None]:
    """The first two spans of most days."""
    worked = Counter(spans for spans in hours.days if spans)
    usual = worked.most_common(1)[0][0] if worked else ()
    return usual[0] if usual else None, usual[1] if usual[1:] else None


def _begin(span: LocalSpan | None) -> str | None:
    return None if span is None else written(span[0])


def _end(span: LocalSpan | None) -> str | None:
    return None if span is None else written(span[1], is_end=True)
