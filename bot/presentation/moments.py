"""Moments, durations and amounts as people read them."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from babel.dates import format_datetime
from babel.numbers import format_currency

from bot.presentation.wording import Wording

_NEAR_DAYS = 6
"""A weekday's name says enough when it is at most this many days away."""
_NAMED = frozenset({"today", "tomorrow", "yesterday"})
_HOUR = timedelta(hours=1)
_DAY = timedelta(days=1)


def when(at: datetime, *, zone: str, wording: Wording, now: datetime | None) -> str:
    """A moment in a reader's zone: *vandaag 17:00*, *vr 17:00*, *di 24-3 17:00*.

    Without `now`, and in another year, the date is written whole.
    """
    return _written("moment", at, zone, wording, now)


def before(at: datetime, *, zone: str, wording: Wording, now: datetime | None) -> str:
    """A moment by which something is expected: *vandaag vóór 17:00*, *vr vóór 17:00*."""
    return _written("before", at, zone, wording, now)


def clock(at: datetime, *, zone: str) -> str:
    """The time of day in a reader's zone: *17:00*."""
    return f"{at.astimezone(ZoneInfo(zone)):%H:%M}"


def waited(span: timedelta, wording: Wording) -> str:
    """How long something lasts, roughly: *2 dagen*, *22 uur*, *47 min*."""
    if span >= _DAY:
        return wording.text("span.days", count=span // _DAY)
    if span >= _HOUR:
        return wording.text("span.hours", count=span // _HOUR)
    return wording.text("span.minutes", count=max(span // timedelta(minutes=1), 1))


def took(span: timedelta, wording: Wording) -> str:
    """How long something took, to the minute below ten hours: *47 min*, *5 u 10*, *22 uur*."""
    minutes = round(span / timedelta(minutes=1))
    if _HOUR <= span < 10 * _HOUR and minutes % 60:
        return wording.text("span.mixed", hours=minutes // 60, minutes=f"{minutes % 60:02}")
    return waited(span, wording)


def money(cents: int, wording: Wording) -> str:
    """An amount in euro: *€ 25*, *€ 412,50*."""
    whole = cents % 100 == 0
    pattern = wording.text("money.whole" if whole else "money.cents")
    return str(
        format_currency(
            cents / 100, "EUR", pattern, locale=wording.locale, currency_digits=not whole
        )
    )


def _written(family: str, at: datetime, zone: str, wording: Wording, now: datetime | None) -> str:
    """The sentence for a day that has a name of its own, else the pattern for its date."""
    local = at.astimezone(ZoneInfo(zone))
    near = _near(local.date(), now.astimezone(ZoneInfo(zone)).date() if now else None)
    if near in _NAMED:
        return wording.text(f"{family}.{near}", time=clock(at, zone=zone))
    return str(format_datetime(local, wording.text(f"{family}.{near}"), locale=wording.locale))


def _near(on: date, today: date | None) -> str:
    if today is None:
        return "whole"
    days = (on - today).days
    if days in (-1, 0, 1):
        return {-1: "yesterday", 0: "today", 1: "tomorrow"}[days]
    if 0 < days <= _NEAR_DAYS:
        return "week"
    return "date" if on.year == today.year else "whole"
