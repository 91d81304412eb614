"""The duty rota: who looks in the evening, at the weekend and on holidays.

A duty is done at hours on the wall of the company's zone, on some days of the week. Whoever is
named takes turns by ISO week. A span begins and ends as working hours do (see `working_time`), so a
change of the clock makes a duty an hour shorter or longer, and moves no end of it.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from functools import lru_cache
from itertools import chain

from bot.domain.employee import Employee
from bot.domain.ids import EmployeeId
from bot.domain.working_time import (
    DAYS_LOOKED_AHEAD,
    MIDNIGHT,
    ONE_DAY,
    WEEKDAYS,
    Calendar,
    IsoWeek,
    Span,
    WeeklyHours,
    WorkingHoursError,
    local_date,
    span_on,
    united,
)

FIRST_WEEK = IsoWeek(2026, 1)
"""Where nothing is said of it, the first of those who take turns has this week."""
_ROTAS_KEPT = 64
_WEEK = timedelta(days=7)


@dataclass(frozen=True, slots=True)
class Swap:
    """On this date somebody else has the duty, whoever's turn it is."""

    on: date
    person: EmployeeId


@dataclass(frozen=True, slots=True)
class Duty:
    """Hours in which somebody looks, week by week.

    `days` are weekdays, Monday is 0; from `starts` to `ends` on the wall, an end of 00:00 is the
    end of the day. `people` take turns: the first of them has `first_week`. On public holidays it
    is done only with `holidays`. Raises `WorkingHoursError` without a day or a person, and for an
    end that is not after the start: a duty over midnight is two.
    """

    name: str
    days: frozenset[int]
    starts: time
    ends: time
    people: tuple[EmployeeId, ...]
    holidays: bool = False
    first_week: IsoWeek = FIRST_WEEK
    swaps: tuple[Swap, ...] = ()

    def __post_init__(self) -> None:
        """Refuse a duty that nobody could do."""
        if not self.people or not self.days:
            raise WorkingHoursError(f"The duty {self.name!r} needs somebody, and a day.")
        if self.ends <= self.starts and self.ends != MIDNIGHT:
            raise WorkingHoursError(
                f"The duty {self.name!r} ends before it starts. It does not run over midnight: "
                "end it at 24:00, and write another that starts at 00:00."
            )

    def person_on(self, on: date) -> EmployeeId:
        """Whose duty it is on this date: by a swap, else by the week's turn."""
        for swap in self.swaps:
            if swap.on == on:
                return swap.person
        weeks = (IsoWeek.containing(on).first_on - self.first_week.first_on) // _WEEK
        return self.people[weeks % len(self.people)]


@dataclass(frozen=True, slots=True)
class Shift:
    """One duty of one person, from `starts_at` (included) to `ends_at` (not included), in UTC."""

    duty: str
    person: EmployeeId
    starts_at: datetime
    ends_at: datetime


@dataclass(frozen=True, slots=True)
class Rota:
    """All duties. `calendar` is the company's: its zone, and its holidays."""

    calendar: Calendar
    duties: tuple[Duty, ...] = ()

    @property
    def people(self) -> frozenset[EmployeeId]:
        """Everybody who has a duty at some time."""
        swapped = (swap.person for duty in self.duties for swap in duty.swaps)
        return frozenset(chain(swapped, *(duty.people for duty in self.duties)))


def on_duty(rota: Rota, at: datetime) -> tuple[EmployeeId, ...]:
    """Who has duty at that moment, each once, in the order of the rota.

    Raises `NaiveMomentError`.
    """
    return tuple(dict.fromkeys(shift.person for shift in shifts_at(rota, at)))


def is_on_duty(rota: Rota, person: Employee, at: datetime) -> bool:
    """Whether this colleague has duty at that moment, works here and is not away.

    Raises `NaiveMomentError`.
    """
    if not rota.duties or not person.active or person.id not in on_duty(rota, at):
        return False
    calendar = person.calendar
    return calendar.find_absence(local_date(calendar.zone, at)) is None


def shifts_at(rota: Rota, at: datetime) -> tuple[Shift, ...]:
    """The shifts that run at that moment, in the order of the rota.

    Raises `NaiveMomentError`.
    """
    if not rota.duties:
        return ()
    on = local_date(rota.calendar.zone, at)
    # Clocks set back at midnight show the old date once more while the new one has begun.
    near = chain(shifts_on(rota, on), shifts_on(rota, on + ONE_DAY))
    return tuple(shift for shift in near if shift.starts_at <= at < shift.ends_at)


def next_duty(rota: Rota, at: datetime) -> Shift | None:
    """The shift that runs at that moment, else the next that starts; None: there is none to come.

    Looks 400 days ahead. Raises `NaiveMomentError`.
    """
    return next(coming_shifts(rota, at), None)


def coming_shifts(rota: Rota, at: datetime) -> Iterator[Shift]:
    """The shifts that end after that moment, by their start, for 400 days.

    Raises `NaiveMomentError`.
    """
    if not rota.duties:
        return
    on = local_date(rota.calendar.zone, at)
    for days in range(DAYS_LOOKED_AHEAD):
        shifts = shifts_on(rota, on + timedelta(days=days))
        yield from (shift for shift in shifts if shift.ends_at > at)


@lru_cache(maxsize=4096)
def shifts_on(rota: Rota, on: date) -> tuple[Shift, ...]:
    """The shifts of a local date in the company's zone, by their start."""
    is_off = rota.calendar.is_holiday(on)
    found = (
        Shift(duty.name, duty.person_on(on), *span)
        for duty in rota.duties
        if on.weekday() in duty.days and (duty.holidays or not is_off)
        for span in _spans(rota, duty, on)
    )
    return tuple(sorted(found, key=lambda shift: shift.starts_at))


def _spans(rota: Rota, duty: Duty, on: date) -> Iterator[Span]:
    span = span_on(rota.calendar.zone, on, (duty.starts, duty.ends))
    if span is not None:
        yield span


@lru_cache(maxsize=_ROTAS_KEPT)
def attended(rota: Rota) -> Calendar:
    """The company's working time together with the hours in which somebody has duty.

    What is urgent is counted in it: nobody's clock runs while nobody looks.
    """
    if not rota.duties:
        return rota.calendar
    on_holidays = tuple(duty for duty in rota.duties if duty.holidays)
    return replace(
        rota.calendar,
        duty=_hours(rota.duties),
        duty_on_holidays=_hours(on_holidays) if on_holidays else None,
    )


def _hours(duties: tuple[Duty, ...]) -> WeeklyHours:
    return WeeklyHours(
        tuple(
            united((duty.starts, duty.ends) for duty in duties if day in duty.days)
            for day in range(len(WEEKDAYS))
        )
    )
