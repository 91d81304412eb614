"""Practising on a complaint that nobody wrote: reads who would help, and writes nothing."""

from __future__ import annotations

from datetime import datetime

from bot.domain.employee import Employee
from bot.domain.ids import EmployeeId
from bot.domain.practice import Practice, Spoken, Step, practised
from bot.domain.working_time import is_working
from bot.ports.storing import UnitOfWork
from bot.usecases.desk import Desk


def practise(
    desk: Desk, me: Employee | None, step: Step, spoken: Spoken | None, *, now: datetime
) -> Practice:
    """A step of the practice for somebody; whoever is unknown reads no colleague's name."""
    with desk.store.read() as uow:
        buddy = _buddy(uow, desk.policy.buddies, me.id, now) if me is not None else None
    return practised(step, spoken, me=me, buddy=buddy, policy=desk.policy, now=now)


def _buddy(
    uow: UnitOfWork, names: tuple[EmployeeId, ...], me: EmployeeId, now: datetime
) -> Employee | None:
    """The first of webcare who works now, else the first; nobody is their own buddy."""
    known = uow.employees.get_many(names)
    there = [known[one] for one in names if one in known and known[one].active and one != me]
    working = [one for one in there if is_working(one.calendar, now)]
    return next(iter(working or there), None)
