"""Moments, durations and amounts as people read them."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from functools import lru_cache
from zoneinfo import ZoneInfo

from babel.dates import format_date
from babel.numbers import format_currency

from bot.presentation.wording import Wording

_NEAR_DAYS = 6
"""A weekday's name says enough when it is at most this many days away."""
_NAMED = frozenset({"today", "tomorrow", "yesterday"})
_HOUR = timedelta(hours=1)
_DAY = timedelta(days=1)


def when(
    at: datetime,
    *,
    zone: str,
    wording: Wording,
    now: datetime | None,
    since: datetime | None = None,
) -> str:
    """A moment in a reader's zone: *vandaag 17:00*, *vr 17:00*, *di 24-3 17:00*.

    Without `now` it bears its date, so that it is true whenever it is read; and its year too, in
    another year than `since`'s. Without both, and in another year than `now`'s, it is whole.
    """
    return _written("moment", at, zone, wording, now, since)


def before(
    at: datetime,
    *,
    zone: str,
    wording: Wording,
    now: datetime | None,
    since: datetime | None = None,
) -> str:
    """A moment by which something is expected: *vandaag vóór 17:00*, *vr vóór 17:00*."""
    return _written("before", at, zone, wording, now, since)


def spelled(at: datetime, *, zone: str, wording: Wording, now: datetime | None) -> str:
    """A moment that is to be checked: *wo 25 maart 17:00, over 3 dagen*."""
    there = ZoneInfo(zone)
    local = at.astimezone(there)
    today = now.astimezone(there).date() if now is not None else None
    same_year = today is not None and today.year == local.year
    pattern = wording.pattern("day.spelled" if same_year else "day.spelled.whole")
    day = _day(local.date(), pattern, wording.locale)
    said = {"day": day, "time": f"{local:%H:%M}"}
    if today is None or local.date() < today:
        return wording.pattern("moment.day").format(**said)
    away = _away((local.date() - today).days, wording)
    return wording.pattern("moment.spelled").format(**said, away=away)


def _away(days: int, wording: Wording) -> str:
    """How far a day is: *vandaag*, *over 3 dagen*."""
    if days in (0, 1):
        return wording.text("away.today" if days == 0 else "away.tomorrow")
    return wording.text("away.days", count=days)


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


def _written(
    family: str,
    at: datetime,
    zone: str,
    wording: Wording,
    now: datetime | None,
    since: datetime | None,
) -> str:
    """A day by the name that it has from here, or by its date, with the time."""
    there = ZoneInfo(zone)
    local = at.astimezone(there)
    near = _near(local.date(), now.astimezone(there).date()) if now else None
    time = f"{local:%H:%M}"
    if near in _NAMED:
        return wording.pattern(f"{family}.{near}").format(time=time)
    known = near or _dated(local.date(), since.astimezone(there).date() if since else None)
    day = _day(local.date(), wording.pattern(f"day.{known}"), wording.locale)
    return wording.pattern(f"{family}.day").format(day=day, time=time)


@lru_cache(maxsize=1024)
def _day(on: date, pattern: str, locale: str) -> str:
    """A date by one of our patterns; a page names the same few days many times."""
    return str(format_date(on, pattern, locale=locale))


def _near(on: date, today: date) -> str:
    days = (on - today).days
    if days in (-1, 0, 1):
        return {-1: "yesterday", 0: "today", 1: "tomorrow"}[days]
    return "week" if 0 < days <= _NEAR_DAYS else _dated(on, today)


def _dated(on: date, since: date | None) -> str:
    return "date" if since is not None and on.year == since.year else "whole"
