"""Working time: when somebody works, and how much of that lies between two moments.

Moments are aware datetimes; what comes back is in UTC. Working hours are times on the wall of a
zone: a span begins the first time the clock reaches its start and ends the first time the clock
reaches its end, and what counts is the time that really passes in between. So a working day that
loses or repeats an hour at a change of the clock is an hour shorter or longer.

Error
├── NaiveMomentError      a moment without a zone
├── UnknownZoneError      no such time zone
├── UnknownCountryError   no holidays known there (in `holiday_calendar`)
├── WorkingHoursError     hours, absences or amounts that cannot be
├── IsoWeekError          no such week
├── NotAWorkingDayError   asked for the start of a day that is off
└── NoWorkingTime         nobody works for 400 days
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from functools import lru_cache
from itertools import chain, islice, pairwise
from typing import Self
from zoneinfo import ZoneInfo

from bot.domain.errors import Error
from bot.domain.holiday_calendar import public_holidays, require_known

DAYS_LOOKED_AHEAD = 400
"""After this many days in a row without working time, looking forward gives up."""

LONGEST = timedelta(days=3660)
"""No more working time (or working days) than this is added: ten years are no deadline."""

WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
MIDNIGHT = time(0, 0)
MINUTES_A_DAY = 24 * 60
NOTHING = timedelta(0)
ONE_DAY = timedelta(days=1)
_END_OF_TIME = date(9998, 12, 31)
_CALENDARS_KEPT = 2048
_DAYS_KEPT = 800  # per calendar: about two years
_SHARED_DAYS_KEPT = 16_384

LocalSpan = tuple[time, time]
"""Start and end on the wall clock; an end of 00:00 is the end of the day."""
Span = tuple[datetime, datetime]
"""Start (included) and end (not included), both in UTC."""


class NaiveMomentError(Error, ValueError):
    """A moment came without a time zone, so nobody knows when it is."""


class UnknownZoneError(Error, ValueError):
    """There is no time zone of this name."""


class WorkingHoursError(Error, ValueError):
    """Hours, absences, amounts or shares that contradict themselves."""


class IsoWeekError(Error, ValueError):
    """This is no ISO week."""


class NotAWorkingDayError(Error, ValueError):
    """The date is off, so it has no first working moment."""


class NoWorkingTime(Error):
    """The calendar has no working time for 400 days, so there is no moment to answer with."""


# --- values -----------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class WeeklyHours:
    """The hours worked in an ordinary week.

    `days` holds seven tuples of spans, Monday first, in wall-clock time; an end of 00:00 is the
    end of the day. Spans are kept in order. Raises `WorkingHoursError` if they overlap, end
    before they start, carry a zone, or if there are not seven days.
    """

    days: tuple[tuple[LocalSpan, ...], ...]

    def __post_init__(self) -> None:
        """Put the spans of each day in order and refuse what cannot be."""
        if len(self.days) != len(WEEKDAYS):
            raise WorkingHoursError(f"A week has seven days, not {len(self.days)}.")
        days = tuple(map(_in_order, WEEKDAYS, self.days))
        object.__setattr__(self, "days", days)

    @classmethod
    def every_weekday(cls, start: str, end: str) -> Self:
        """Monday to Friday from `start` to `end`, for example "09:00" to "17:00"."""
        return cls.parse({day: [f"{start}-{end}"] for day in WEEKDAYS[:5]})

    @classmethod
    def parse(cls, written: Mapping[str, object]) -> Self:
        """Read `{"mon": ["09:00-12:00", "13:00-17:00"], ...}`; days left out are free.

        "24:00" is the end of a day. Raises `WorkingHoursError` with what to write instead.
        """
        unknown = [day for day in written if day not in WEEKDAYS]
        if unknown:
            raise WorkingHoursError(
                f"{unknown[0]!r} is no day of the week: write one of {', '.join(WEEKDAYS)}."
            )
        return cls(tuple(_parse_day(day, written.get(day, ())) for day in WEEKDAYS))


@dataclass(frozen=True, slots=True)
class Absence:
    """Days off, first and last included, as dates in the person's zone.

    `deputy` is the employee who stands in. Raises `WorkingHoursError` if it ends before it starts.
    """

    first_on: date
    last_on: date
    deputy: int | None = None

    def __post_init__(self) -> None:
        """Refuse an absence that ends before it starts."""
        if self.last_on < self.first_on:
            raise WorkingHoursError(
                f"The absence ends on {self.last_on}, before it starts on {self.first_on}: "
                "swap the dates."
            )

    def covers(self, on: date) -> bool:
        """Whether `on` is one of the days off."""
        return self.first_on <= on <= self.last_on


@dataclass(frozen=True, slots=True)
class Calendar:
    """When somebody, or a team, works.

    `zone` is an IANA name such as "Europe/Amsterdam"; all dates and hours are local to it.
    `country` and `subdivision` give the public holidays (None: there are none);
    `extra_holidays` are off besides, `ordinary_days` are holidays that are worked.
    `duty` are hours in which somebody has duty besides, `duty_on_holidays` those of them that
    hold on holidays too; they count like hours, so that clocks may run on them.
    Raises `UnknownZoneError`, `UnknownCountryError`, and `WorkingHoursError` for a date that is
    both an extra holiday and an ordinary day.
    """

    zone: str
    hours: WeeklyHours
    country: str | None
    subdivision: str | None = None
    extra_holidays: frozenset[date] = frozenset()
    ordinary_days: frozenset[date] = frozenset()
    absences: tuple[Absence, ...] = ()
    duty: WeeklyHours | None = None
    duty_on_holidays: WeeklyHours | None = None

    def __post_init__(self) -> None:
        """Refuse unknown places and contradicting days, here rather than in a ladder."""
        _zone(self.zone)
        if self.country is not None:
            require_known(self.country, self.subdivision)
        elif self.subdivision is not None:
            raise WorkingHoursError(
                f"The region {self.subdivision!r} needs its country: write that too."
            )
        for on in self.extra_holidays & self.ordinary_days:
            raise WorkingHoursError(
                f"{on} is an extra holiday and an ordinary day at once: take it out of one."
            )

    def is_holiday(self, on: date) -> bool:
        """Whether nobody with this calendar works on `on`, whatever the weekday."""
        if on in self.ordinary_days or self.country is None:
            return on in self.extra_holidays
        return on in self.extra_holidays or on in public_holidays(
            self.country, self.subdivision, on.year
        )

    def find_absence(self, on: date) -> Absence | None:
        """The absence that covers `on`, the first one listed if there are several."""
        return next((absence for absence in self.absences if absence.covers(on)), None)


@dataclass(frozen=True, slots=True, order=True)
class IsoWeek:
    """A week from Monday to Sunday as ISO 8601 numbers them, written "2026-W12".

    Raises `IsoWeekError` for a week that its year does not have; years run from 1 to 9998.
    """

    year: int
    week: int

    def __post_init__(self) -> None:
        """Refuse a week that does not exist."""
        if not 1 <= self.year <= 9998:
            raise IsoWeekError(f"{self.year} is no year to plan in: write one such as 2026.")
        last = _weeks_in(self.year)
        if not 1 <= self.week <= last:
            raise IsoWeekError(f"{self.year} has weeks 1 to {last}, no week {self.week}.")

    @classmethod
    def parse(cls, written: str) -> Self:
        """Read "2026-W12". Raises `IsoWeekError` with what to write instead."""
        found = re.fullmatch(r"([0-9]{4})-W([0-9]{2})", written)
        if found is None:
            raise IsoWeekError(
                f"{written!r} is no week: write the year, -W and two digits, such as 2026-W12."
            )
        return cls(int(found[1]), int(found[2]))

    @classmethod
    def containing(cls, on: date) -> Self:
        """The week that the date lies in; around New Year its year may differ from the date's."""
        year, week, _ = on.isocalendar()
        return cls(year, week)

    def __str__(self) -> str:
        """The week as ISO 8601 writes it: "2026-W12"."""
        return f"{self.year:04d}-W{self.week:02d}"

    @property
    def first_on(self) -> date:
        """Its Monday."""
        return date.fromisocalendar(self.year, self.week, 1)

    @property
    def last_on(self) -> date:
        """Its Sunday."""
        return date.fromisocalendar(self.year, self.week, 7)

    def next(self) -> Self:
        """The week after. Raises `IsoWeekError` after the last week of 9998."""
        if self.week < _weeks_in(self.year):
            return type(self)(self.year, self.week + 1)
        return type(self)(self.year + 1, 1)

    def previous(self) -> Self:
        """The week before. Raises `IsoWeekError` before the first week of year 1."""
        if self.week > 1:
            return type(self)(self.year, self.week - 1)
        return type(self)(self.year - 1, _weeks_in(max(self.year - 1, 1)))

    def bounds(self, zone: str) -> Span:
        """Midnight before its Monday and after its Sunday in `zone`, as (start, end) in UTC."""
        return (
            at_local(zone, self.first_on, MIDNIGHT),
            at_local(zone, self.last_on + ONE_DAY, MIDNIGHT),
        )


# --- moments of working time ------------------------------------------------------------------


def is_working(calendar: Calendar, at: datetime) -> bool:
    """Whether `at` is working time; the end of a span is not.

    Raises `NaiveMomentError`.
    """
    at = _utc(at)
    return any(start <= at < end for start, end in _spans_between(calendar, at, at))


def span_on(zone: str, on: date, span: LocalSpan) -> Span | None:
    """A span of one date on the clocks of `zone`, in UTC; None where the clocks skip all of it.

    Raises `UnknownZoneError`.
    """
    return next(iter(_in_utc(_zone(zone), on, (span,))), None)


def working_spans(calendar: Calendar, first_on: date, last_on: date) -> tuple[Span, ...]:
    """Every span of working time on local dates `first_on` to `last_on`, both included, in UTC."""
    days = _days_of(calendar)
    return tuple(chain.from_iterable(days[on] for on in _dates(first_on, last_on)))


def next_working_moment(calendar: Calendar, at: datetime) -> datetime:
    """`at` itself if it is working time, otherwise the start of the next span, in UTC.

    Raises `NaiveMomentError`, `NoWorkingTime`.
    """
    return add_working(calendar, at, NOTHING)


def add_working(calendar: Calendar, start: datetime, amount: timedelta) -> datetime:
    """The moment by which `amount` of working time has passed since `start`, in UTC.

    If that is the end of a span, it is that end and not the start of the next one. No amount
    at all gives the next working moment. Raises `NaiveMomentError`, `NoWorkingTime`, and
    `WorkingHoursError` for an amount below nothing or above `LONGEST`.
    """
    if not NOTHING <= amount <= LONGEST:
        raise WorkingHoursError(
            f"Working time is added from nothing up to {LONGEST.days} days, not {amount}."
        )
    start = _utc(start)
    left = amount
    for begins, ends in _spans_after(calendar, start):
        if begins < start:
            begins = start
        if left <= ends - begins:
            return begins + left
        left -= ends - begins
    raise _no_working_time(calendar, start)


def working_between(calendar: Calendar, start: datetime, end: datetime) -> timedelta:
    """Working time between two moments; nothing if `end` is not after `start`.

    Raises `NaiveMomentError`.
    """
    start, end = _utc(start), _utc(end)
    total = NOTHING
    for begins, ends in _spans_between(calendar, start, end):
        if begins < start:
            begins = start
        if ends > end:
            ends = end
        if begins < ends:
            total += ends - begins
    return total


def at_share(calendar: Calendar, start: datetime, due: datetime, share: float) -> datetime:
    """The moment at which `share` (0 to 1) of the working time from `start` to `due` has passed.

    If there is no working time between them, the share of the plain time that passes. In UTC.
    Raises `NaiveMomentError`, and `WorkingHoursError` for a share outside 0 to 1.
    """
    if not 0 <= share <= 1:
        raise WorkingHoursError(f"A share lies between 0 and 1, not {share}.")
    start, due = _utc(start), _utc(due)
    working = working_between(calendar, start, due)
    if not working:
        return start + (due - start) * share
    return add_working(calendar, start, working * share)


# --- working days -----------------------------------------------------------------------------


def is_working_day(calendar: Calendar, on: date) -> bool:
    """Whether there is working time on the local date `on`."""
    return bool(_days_of(calendar)[on])


def next_working_day(calendar: Calendar, on: date) -> date:
    """The first working day strictly after `on`. Raises `NoWorkingTime`."""
    return next(_working_days_after(calendar, on))


def add_working_days(calendar: Calendar, on: date, count: int) -> date:
    """The `count`-th working day after `on`; 0 is `on` itself, working day or not.

    Raises `NoWorkingTime`, and `WorkingHoursError` for a count below 0 or above `LONGEST`.
    """
    if not 0 <= count <= LONGEST.days:
        raise WorkingHoursError(f"Working days are added from 0 to {LONGEST.days}, not {count}.")
    if count == 0:
        return on
    return next(islice(_working_days_after(calendar, on), count - 1, None))


def working_day_start(calendar: Calendar, on: date) -> datetime:
    """The first working moment of the local date `on`, in UTC. Raises `NotAWorkingDayError`."""
    spans = _days_of(calendar)[on]
    if not spans:
        raise NotAWorkingDayError(f"{on} is no working day: ask for the next working day first.")
    return spans[0][0]


# --- local dates and weeks --------------------------------------------------------------------


def local_date(zone: str, at: datetime) -> date:
    """The date on a calendar in `zone` at that moment.

    Raises `NaiveMomentError`, `UnknownZoneError`.
    """
    return _utc(at).astimezone(_zone(zone)).date()


def at_local(zone: str, on: date, at: time) -> datetime:
    """The moment at which clocks in `zone` show `on`, `at`, in UTC.

    A time that the clocks skip moves forward by what they skip; of a time that they show twice
    it is the first. Raises `UnknownZoneError`, and `WorkingHoursError` if `at` has a zone itself.
    """
    if at.tzinfo is not None:
        raise WorkingHoursError(f"{at} has a zone of its own: give the time on the wall only.")
    return datetime.combine(on, at.replace(fold=0), _zone(zone)).astimezone(UTC)


def iso_week_of(zone: str, at: datetime) -> IsoWeek:
    """The ISO week in `zone` at that moment. Raises `NaiveMomentError`, `UnknownZoneError`."""
    return IsoWeek.containing(local_date(zone, at))


def united(spans: Iterable[LocalSpan]) -> tuple[LocalSpan, ...]:
    """Spans of one day in order; those that overlap or touch become one."""
    found: list[LocalSpan] = []
    for start, end in sorted(spans):
        if found and (found[-1][1] == MIDNIGHT or start <= found[-1][1]):
            before_start, before_end = found.pop()
            found.append((before_start, max(before_end, end, key=_end_of_span)))
        else:
            found.append((start, end))
    return tuple(found)


def _end_of_span(at: time) -> time:
    return at if at != MIDNIGHT else time.max


# --- reading hours ----------------------------------------------------------------------------


def _parse_day(day: str, written: object) -> tuple[LocalSpan, ...]:
    if isinstance(written, str) or not isinstance(written, Sequence):
        raise WorkingHoursError(
            f'{day} has {written!r}: write a list of spans such as ["09:00-12:00", "13:00-17:00"].'
        )
    return tuple(_parse_span(day, span) for span in written)


def _parse_span(day: str, written: object) -> LocalSpan:
    found = re.fullmatch(r"\s*(\S+?)\s*-\s*(\S+?)\s*", str(written))
    start, end = (_minutes(found[1]), _minutes(found[2])) if found else (None, None)
    if start is None or end is None:
        raise WorkingHoursError(
            f'{day} has {str(written)!r}: write hours and minutes such as "09:00-17:00".'
        )
    if end <= start:
        raise WorkingHoursError(_why_backwards(day, str(written), start, end))
    return _wall(start), _wall(end)


def _minutes(written: str) -> int | None:
    """Minutes since midnight, from 0 to 24 hours; None if this is no time of the day."""
    found = re.fullmatch(r"([0-9]{1,2}):([0-5][0-9])", written)
    if found is None:
        return None
    minutes = int(found[1]) * 60 + int(found[2])
    return minutes if minutes <= MINUTES_A_DAY else None


def _wall(minutes: int) -> time:
    return time(minutes // 60 % 24, minutes % 60)


def _why_backwards(day: str, written: str, start: int, end: int) -> str:
    if end == start:
        return f"{day} has {written!r}, which ends when it starts: mend it or leave it out."
    if end == 0:
        return f"{day} has {written!r}: write 24:00 for the end of the day."
    return (
        f"{day} has {written!r}, which ends before it starts. Hours do not run over midnight: "
        "end this span at 24:00 and start one at 00:00 on the next day."
    )


def _in_order(day: str, spans: tuple[LocalSpan, ...]) -> tuple[LocalSpan, ...]:
    """The spans of one day sorted by start; raises `WorkingHoursError` if they cannot be."""
    for start, end in spans:
        if start.tzinfo is not None or end.tzinfo is not None:
            raise WorkingHoursError(f"{day}: hours are times on the wall, without a zone.")
        if end <= start and end != MIDNIGHT:
            raise WorkingHoursError(f"{day}: the span from {start} to {end} ends before it starts.")
    ordered = tuple(sorted(spans))
    for (start, end), (next_start, next_end) in pairwise(ordered):
        if next_start < end or end == MIDNIGHT:
            raise WorkingHoursError(
                f"{day}: {start:%H:%M} to {end:%H:%M} and {next_start:%H:%M} to {next_end:%H:%M} "
                "overlap: make them one span, or move one."
            )
    return ordered


# --- working hours as moments -----------------------------------------------------------------


class _Days(dict[date, tuple[Span, ...]]):
    """The spans in UTC of each local date, worked out when a date is first asked for."""

    __slots__ = ("calendar", "zone")

    def __init__(self, calendar: Calendar) -> None:
        super().__init__()
        self.calendar = calendar
        self.zone = _zone(calendar.zone)

    def __missing__(self, on: date) -> tuple[Span, ...]:
        if isinstance(on, datetime):
            raise TypeError(f"{on} is a moment: ask with a date, see local_date().")
        if len(self) >= _DAYS_KEPT:
            self.clear()
        spans = self[on] = self._work_out(on)
        return spans

    def _work_out(self, on: date) -> tuple[Span, ...]:
        calendar = self.calendar
        if calendar.duty is None and calendar.duty_on_holidays is None:
            hours = calendar.hours.days[on.weekday()]
            if not hours or calendar.is_holiday(on) or calendar.find_absence(on):
                return ()
            return _in_utc(self.zone, on, hours)
        return _in_utc(self.zone, on, _with_duty(calendar, on))


def _with_duty(calendar: Calendar, on: date) -> tuple[LocalSpan, ...]:
    """Hours and duty of one date, united: where they overlap or touch they are one span."""
    if calendar.find_absence(on):
        return ()
    is_off = calendar.is_holiday(on)
    worked = () if is_off else calendar.hours.days[on.weekday()]
    duty = calendar.duty_on_holidays if is_off else calendar.duty
    return united((*worked, *(duty.days[on.weekday()] if duty else ())))


@lru_cache(maxsize=_CALENDARS_KEPT)
def _days_of(calendar: Calendar) -> _Days:
    return _Days(calendar)


@lru_cache(maxsize=_SHARED_DAYS_KEPT)
def _in_utc(zone: ZoneInfo, on: date, hours: tuple[LocalSpan, ...]) -> tuple[Span, ...]:
    """Spans of one date; colleagues with the same hours share them, whatever their absences."""
    walls = tuple((_wall_at(on, start), _wall_end(on, end)) for start, end in hours)
    midnight = datetime.combine(on, MIDNIGHT, zone)
    offset = midnight.utcoffset()
    if offset is None or offset != (midnight + ONE_DAY).utcoffset():
        spans = ((_reached(zone, start), _reached(zone, end)) for start, end in walls)
        return tuple((start, end) for start, end in spans if start < end)
    # The clock does not change on this date: one subtraction, several times as fast.
    return tuple((start - offset, end - offset) for start, end in walls)


def _wall_end(on: date, at: time) -> datetime:
    return _wall_at(on, at) if at != MIDNIGHT else _wall_at(on + ONE_DAY, at)


def _wall_at(on: date, at: time) -> datetime:
    """The clock's face, which only looks like UTC."""
    return datetime.combine(on, at, UTC)


def _reached(zone: ZoneInfo, wall: datetime) -> datetime:
    """The first moment at which the clock shows `wall`, or something later."""
    moment = wall.replace(tzinfo=zone).astimezone(UTC)
    return moment if _wall_clock(zone, moment) == wall else _end_of_gap(zone, wall)


def _end_of_gap(zone: ZoneInfo, wall: datetime) -> datetime:
    """The moment at which the clocks skip `wall`: changes of the clock come at whole seconds."""
    before = wall.replace(tzinfo=zone, fold=1, microsecond=0).astimezone(UTC)
    after = wall.replace(tzinfo=zone, fold=0).astimezone(UTC)
    seconds = range(int((after - before).total_seconds()) + 2)
    skipped = bisect_left(
        seconds, True, key=lambda later: _wall_clock(zone, before + timedelta(seconds=later)) > wall
    )
    return before + timedelta(seconds=skipped)


def _wall_clock(zone: ZoneInfo, moment: datetime) -> datetime:
    return moment.astimezone(zone).replace(tzinfo=UTC, fold=0)


def _spans_after(calendar: Calendar, at: datetime) -> Iterator[Span]:
    """Every span that ends after `at`, until there is none for `DAYS_LOOKED_AHEAD` days."""
    days = _days_of(calendar)
    on = at.astimezone(days.zone).date()
    idle = 0
    while idle <= DAYS_LOOKED_AHEAD and on < _END_OF_TIME:
        spans = days[on]
        idle = 0 if spans else idle + 1
        for span in spans:
            if span[1] > at:
                yield span
        on += ONE_DAY


def _spans_between(calendar: Calendar, start: datetime, end: datetime) -> Iterator[Span]:
    """Every span on the local dates from `start` to `end`, and those around them.

    One date more is looked at: clocks set back at midnight show the old date once more while
    the new one has begun.
    """
    days = _days_of(calendar)
    first_on, last_on = (at.astimezone(days.zone).date() for at in (start, end))
    for on in _dates(first_on, min(last_on, _END_OF_TIME) + ONE_DAY):
        yield from days[on]


def _working_days_after(calendar: Calendar, on: date) -> Iterator[date]:
    """Working days after `on`; raises `NoWorkingTime` if none comes in `DAYS_LOOKED_AHEAD` days."""
    days = _days_of(calendar)
    idle = 0
    for ahead in _dates(on + ONE_DAY, _END_OF_TIME):
        idle = 0 if days[ahead] else idle + 1
        if idle >= DAYS_LOOKED_AHEAD:
            break
        if not idle:
            yield ahead
    raise _no_working_time(calendar, on)


def _dates(first_on: date, last_on: date) -> Iterator[date]:
    last_on = min(last_on, _END_OF_TIME)
    while first_on <= last_on:
        yield first_on
        first_on += ONE_DAY


def _weeks_in(year: int) -> int:
    """52 or 53: 28 December always lies in the last week."""
    return date(year, 12, 28).isocalendar().week


@lru_cache(maxsize=1024)
def _zone(name: str) -> ZoneInfo:
    try:
        return ZoneInfo(name)
    except (KeyError, ValueError, OSError) as error:
        raise UnknownZoneError(
            f'{name!r} is no time zone: write an IANA name such as "Europe/Amsterdam".'
        ) from error


def _utc(at: datetime) -> datetime:
    if at.tzinfo is UTC:
        return at
    if at.utcoffset() is None:
        raise NaiveMomentError(f"{at} has no time zone: give a moment in UTC.")
    return at.astimezone(UTC)


def _no_working_time(calendar: Calendar, since: date) -> NoWorkingTime:
    return NoWorkingTime(
        f"Nobody works for {DAYS_LOOKED_AHEAD} days after {since}: give the calendar hours, "
        f"or end the absence. (zone {calendar.zone}, {len(calendar.absences)} absences)"
    )
