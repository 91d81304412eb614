"""How the clocks count: in whose time, by when, and what one run of a clock is called."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import datetime, timedelta
from heapq import merge
from operator import attrgetter
from zoneinfo import ZoneInfo

from bot.domain.case import Case
from bot.domain.ids import EmployeeId
from bot.domain.policy import Amount, Days, Ladder, Policy
from bot.domain.ringing.step import People, Step
from bot.domain.urgency import is_urgent
from bot.domain.working_time import (
    Calendar,
    NoWorkingTime,
    add_working,
    add_working_days,
    at_local,
    local_date,
    next_working_moment,
    working_day_start,
    working_spans,
)


def ladder_of(case: Case, policy: Policy) -> Ladder:
    """The ladder that a case stands on: its route's, the short one where it is urgent."""
    return policy.ladder(case.route, urgent=is_urgent(case))


def attended(policy: Policy) -> Calendar:
    """When the company works or somebody is on duty: the time of urgent clocks."""
    return policy.attended


def calendar_of(people: People, person: EmployeeId | None, policy: Policy) -> Calendar:
    """The calendar of a person, else the company's."""
    known = people.get(person) if person is not None else None
    return known.calendar if known else policy.calendar


def time_of(case: Case, people: People, person: EmployeeId | None, policy: Policy) -> Calendar:
    """In whose time a clock about a person runs: theirs, and attended time where it is urgent."""
    return attended(policy) if is_urgent(case) else calendar_of(people, person, policy)


def in_order(*steps: Iterable[Step]) -> Iterator[Step]:
    """All of them by their moments: a clock is read up to the first that is still to come."""
    return merge(*steps, key=attrgetter("at"))


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


def by(calendar: Calendar, since: datetime, amount: Amount) -> datetime:
    """The moment of an amount; working days end in a morning, so that the day is left to act in."""
    if isinstance(amount, Days):
        return after_days(calendar, since, amount.count)
    return after(calendar, since, amount)


def in_full(calendar: Calendar, since: datetime, amount: Amount) -> datetime:
    """The moment at which an amount has passed whole: a working day ends at the time it began.

    Who takes something up at five to five has not been silent for a day at nine. What begins
    outside working time begins with the next.
    """
    if not isinstance(amount, Days):
        return after(calendar, since, amount)
    try:
        begun = next_working_moment(calendar, since)
        on = add_working_days(calendar, local_date(calendar.zone, begun), amount.count)
        wall = begun.astimezone(ZoneInfo(calendar.zone)).time()
        return next_working_moment(calendar, at_local(calendar.zone, on, wall))
    except NoWorkingTime:
        return since + timedelta(days=amount.count)


def end_of_day(calendar: Calendar, since: datetime, days: int) -> datetime:
    """The last working moment of the so-manyth working day after."""
    try:
        on = add_working_days(calendar, local_date(calendar.zone, since), days)
        return working_spans(calendar, on, on)[-1][1]
    except (NoWorkingTime, IndexError):
        return since + timedelta(days=days)


def looked_at(case: Case, policy: Policy, at: datetime) -> datetime:
    """When somebody looks at a case that nobody has: at that moment, or when the next one does."""
    return heard_at(time_of(case, {}, None, policy), at)


def heard_at(calendar: Calendar, at: datetime) -> datetime:
    """When somebody can hear what is told at a moment: then, or when they next work."""
    try:
        return next_working_moment(calendar, at)
    except NoWorkingTime:
        return at
