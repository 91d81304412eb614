"""Attendance: who looks at what nobody has taken, and since when the answer is this one."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from itertools import chain

from bot.domain.employee import Employee
from bot.domain.ids import EmployeeId
from bot.domain.policy import Policy
from bot.domain.rota import coming_shifts, shifts_on
from bot.domain.telling import find_away
from bot.domain.working_time import (
    NoWorkingTime,
    local_date,
    next_working_moment,
    working_spans,
)

_DAYS_BACK = 14
"""A company that was closed for longer has no card that says anything else than before."""


@dataclass(frozen=True, slots=True)
class Attendance:
    """Outside the company's working time: who has duty, or from when on somebody looks. UTC."""

    by: EmployeeId | None = None
    until: datetime | None = None
    """Until when `by` has duty."""
    again_at: datetime | None = None
    """Nobody looks now: from when on somebody does."""


def find_attendance(
    policy: Policy, people: Mapping[EmployeeId, Employee], at: datetime
) -> Attendance | None:
    """Who looks at that moment; None in the company's working time, and where nobody ever looks.

    `people` holds those of the rota; whoever of them has left or is away does not look.
    """
    opens = _opens_at(policy, at)
    if opens == at:
        return None
    for shift in coming_shifts(policy.rota, at):
        if opens is not None and shift.starts_at >= opens:
            break
        person = people.get(shift.person)
        if person is None or not person.active or find_away(person, max(at, shift.starts_at)):
            continue
        if shift.starts_at <= at:
            return Attendance(by=shift.person, until=shift.ends_at)
        return Attendance(again_at=shift.starts_at)
    return Attendance(again_at=opens) if opens is not None else None


def last_edge(policy: Policy, at: datetime) -> datetime | None:
    """When working time or a duty last began or ended, up to that moment, in UTC.

    What cards say of who looks is true from one edge to the next. None: there was none for 14 days.
    """
    on = local_date(policy.calendar.zone, at)
    for days in range(-1, _DAYS_BACK):
        edges = [edge for edge in _edges(policy, on - timedelta(days=days)) if edge <= at]
        if edges:
            return max(edges)
    return None


def _opens_at(policy: Policy, at: datetime) -> datetime | None:
    try:
        return next_working_moment(policy.calendar, at)
    except NoWorkingTime:
        return None


def _edges(policy: Policy, on: date) -> Iterator[datetime]:
    duties = ((one.starts_at, one.ends_at) for one in shifts_on(policy.rota, on))
    return chain.from_iterable((*working_spans(policy.calendar, on, on), *duties))
