"""How the clocks count: in whose time, by when, and what one run of a clock is called."""

from __future__ import annotations

from datetime import datetime, timedelta

from bot.domain.ids import EmployeeId
from bot.domain.policy import Policy
from bot.domain.ringing.step import People
from bot.domain.working_time import (
    Calendar,
    NoWorkingTime,
    add_working,
    add_working_days,
    local_date,
    working_day_start,
)


def calendar_of(people: People, person: EmployeeId | None, policy: Policy) -> Calendar:
    """The calendar of a person, else the company's."""
    known = people.get(person) if person is not None else None
    return known.calendar if known else policy.calendar


def occurrence(at: datetime) -> str:
    """Names one run of a clock by the moment it started."""
    return format(int(at.timestamp()), "x")


def after(calendar: Calendar, since: datetime, amount: timedelta) -> datetime:
    """When so much working time has passed; plain time where nobody ever works."""
    try:
        return add_working(calendar, since, amount)
    except NoWorkingTime:
        return since + amount


def after_days(calendar: Calendar, since: datetime, days: int) -> datetime:
    """The morning of the so-manyth working day after; plain days where nobody ever works."""
    try:
        on = add_working_days(calendar, local_date(calendar.zone, since), days)
        return working_day_start(calendar, on)
    except NoWorkingTime:
        return since + timedelta(days=days)
