"""Working hours as they were filled in: which days, from when until when, once or twice a day."""

from __future__ import annotations

import re
from datetime import time

from bot.domain.errors import BadField
from bot.domain.working_time import MIDNIGHT, WEEKDAYS, LocalSpan, WeeklyHours
from bot.interactions.visit import Visit

_TIME = re.compile(r"(\d{1,2})(?:\s*[:.hu]\s*(\d{2})|(\d{2})|\s*[hu])?", re.IGNORECASE | re.ASCII)
_END_OF_DAY = 24


def filled_in_hours(visit: Visit) -> WeeklyHours:
    """The hours of a week; the days that were not chosen are free, or stay as they are.

    Raises BadField.
    """
    chosen = visit.several("days")
    if not chosen:
        raise BadField(field="days", empty=True)
    if not set(chosen) <= set(WEEKDAYS):
        raise BadField(field="days")
    spans = _spans(visit)
    stay = visit.actor is not None and visit.text("others") is not None
    before = visit.actor.calendar.hours.days if visit.actor and stay else ((),) * len(WEEKDAYS)
    return WeeklyHours(
        tuple(spans if day in chosen else old for day, old in zip(WEEKDAYS, before, strict=True))
    )


def _spans(visit: Visit) -> tuple[LocalSpan, ...]:
    first = _span(visit, "begin", "end")
    if visit.text("begin_again") is None and visit.text("end_again") is None:
        return (first,)
    second = _span(visit, "begin_again", "end_again")
    if first[1] == MIDNIGHT or second[0] < first[1]:
        raise BadField(field="begin_again", order=True)
    return (first, second)


def _span(visit: Visit, begin: str, end: str) -> LocalSpan:
    start, until = _time(visit, begin), _time(visit, end, is_end=True)
    if until != MIDNIGHT and until <= start:
        raise BadField(field=end, order=True)
    return start, until


def _time(visit: Visit, name: str, *, is_end: bool = False) -> time:
    """A time of day: 9, 9:00, 9.30, 9u30, 0930; and 24:00 for an end."""
    written = _TIME.fullmatch(visit.required(name))
    if written is None:
        raise BadField(field=name)
    hour, minute = int(written[1]), int(written[2] or written[3] or 0)
    if is_end and (hour, minute) == (_END_OF_DAY, 0):
        return MIDNIGHT
    try:
        return time(hour, minute)
    except ValueError as error:
        raise BadField(field=name) from error
