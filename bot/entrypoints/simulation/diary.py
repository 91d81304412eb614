"""The judge's own reading of who works when: from the configuration's text, minute by minute."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from bot.domain.holiday_calendar import public_holidays
from bot.entrypoints.simulation.company import Company

_WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
_DAY = timedelta(days=1)
_LOOKED_AHEAD = 60

Span = tuple[datetime, datetime]


@dataclass(slots=True)
class Diary:
    """When one person works: their weekly hours, without public holidays and days off."""

    zone: ZoneInfo
    week: tuple[tuple[tuple[time, time], ...], ...]
    country: str | None = None
    away: tuple[tuple[date, date], ...] = ()
    _days: dict[date, tuple[Span, ...]] = field(default_factory=dict)

    def on(self, day: date) -> tuple[Span, ...]:
        """The hours of one day, in UTC."""
        known = self._days.get(day)
        if known is None:
            known = self._days[day] = () if self._is_off(day) else tuple(self._spans(day))
        return known

    def works(self, at: datetime) -> bool:
        """Whether they work at a moment."""
        return any(start <= at < end for start, end in self.on(self.date_of(at)))

    def first_permitted(self, at: datetime) -> datetime | None:
        """The first moment from `at` on at which they work; None: not for weeks."""
        for start, end in self.from_moment(at):
            if end > at:
                return max(start, at)
        return None

    def from_moment(self, at: datetime) -> Iterator[Span]:
        """Their hours from the day of a moment on, for some weeks."""
        day = self.date_of(at)
        for ahead in range(_LOOKED_AHEAD):
            yield from self.on(day + ahead * _DAY)

    def part_of(self, start: datetime, end: datetime, share: float) -> datetime:
        """The moment at which so much of their time between two moments has passed."""
        spans = [
            (max(first, start), min(last, end))
            for day in _days_between(self.date_of(start), self.date_of(end))
            for first, last in self.on(day)
            if last > start and first < end
        ]
        left = share * sum((last - first for first, last in spans), timedelta(0))
        for first, last in spans:
            if last - first >= left:
                return first + left
            left -= last - first
        return end

    def without(self, away: Iterable[tuple[date, date]]) -> Diary:
        """The same hours, but for these days off: the first and the last of each absence."""
        return Diary(self.zone, self.week, self.country, tuple(away))

    def date_of(self, at: datetime) -> date:
        """The date that their clock shows."""
        return at.astimezone(self.zone).date()

    def is_away(self, day: date) -> bool:
        """Whether they have this day off, told of beforehand or not."""
        return any(first <= day <= last for first, last in self.away)

    def _is_off(self, day: date) -> bool:
        if self.is_away(day):
            return True
        return self.country is not None and day in public_holidays(self.country, None, day.year)

    def _spans(self, day: date) -> Iterator[Span]:
        for start, end in self.week[day.weekday()]:
            yield _utc(day, start, self.zone), _utc(day, end, self.zone)


@dataclass(frozen=True, slots=True)
class Diaries:
    """Everybody's, by key; `house` is the company's own; `awaited` are theirs without days off."""

    house: Diary
    people: Mapping[str, Diary]
    awaited: Mapping[str, Diary]
    duties: tuple[Duty, ...] = ()
    webcare: frozenset[str] = frozenset()
    willing: frozenset[str] = frozenset()
    """Who wants to hear of what nobody takes, at any hour."""

    def is_there_for(self, person: str, at: datetime, *, desk: bool) -> bool:
        """Whether somebody is there for just this: on duty, or at webcare's `desk`."""
        local = at.astimezone(self.house.zone)
        if any(one.covers(person, local, self.house) for one in self.duties):
            return True
        return desk and person in self.webcare and self.people[person].works(at)


@dataclass(frozen=True, slots=True)
class Duty:
    """Hours in which somebody looks, taking turns by ISO week; the first has 2026-W01."""

    days: frozenset[int]
    start: time
    end: time
    people: tuple[str, ...]
    holidays: bool

    def covers(self, person: str, local: datetime, house: Diary) -> bool:
        """Whether this person has this duty then."""
        first = date.fromisocalendar(2026, 1, 1)
        weeks = (local.date() - timedelta(days=local.weekday()) - first).days // 7
        if self.people[weeks % len(self.people)] != person or local.weekday() not in self.days:
            return False
        holiday = local.date() in public_holidays(house.country or "NL", None, local.year)
        return self.start <= local.time() < self.end and (self.holidays or not holiday)


def read_diaries(company: Company) -> Diaries:
    """Everybody's, from the company's configuration and its plans."""
    root = tomllib.loads(company.text)
    bodies: Mapping[str, Mapping[str, Any]] = root["calendars"]
    # A calendar without a country has the company's.
    country = bodies[root["company"]["calendar"]].get("country")
    calendars = {name: _diary({"country": country, **body}) for name, body in bodies.items()}
    awaited = {key: calendars[body["calendar"]] for key, body in root["people"].items()}
    people = {key: _with_away(one, company, key) for key, one in awaited.items()}
    duties = tuple(_duty(body) for body in root.get("duty", ()))
    return Diaries(
        house=calendars[root["company"]["calendar"]],
        people=people,
        awaited=awaited,
        duties=duties,
        webcare=frozenset(one.key for one in company.people.values() if one.is_webcare),
        willing=frozenset(one.key for one in company.people.values() if one.willing),
    )


def _with_away(diary: Diary, company: Company, key: str) -> Diary:
    return diary.without((one.first_on, one.last_on) for one in company.people[key].away)


def _diary(body: Mapping[str, Any]) -> Diary:
    hours = body["hours"]
    if isinstance(hours, list):
        hours = dict.fromkeys(_WEEKDAYS[:5], hours)
    week = tuple(tuple(map(_span, hours.get(day, ()))) for day in _WEEKDAYS)
    return Diary(ZoneInfo(body["zone"]), week, body.get("country"))


def _duty(body: Mapping[str, Any]) -> Duty:
    days = frozenset(_WEEKDAYS.index(day) for day in body["days"])
    start, end = time.fromisoformat(body["from"]), time.fromisoformat(body["until"])
    return Duty(days, start, end, tuple(body["people"]), bool(body.get("holidays")))


def _span(written: str) -> tuple[time, time]:
    start, _, end = written.partition("-")
    return time.fromisoformat(start), time.fromisoformat(end)


def _utc(day: date, at: time, zone: ZoneInfo) -> datetime:
    return datetime.combine(day, at, zone).astimezone(UTC)


def _days_between(first: date, last: date) -> Iterator[date]:
    while first <= last:
        yield first
        first += _DAY
