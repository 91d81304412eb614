"""Who can be reached: nobody who has left is told, and no alarm is lost because of it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from bot.domain.case import Case, Level
from bot.domain.employee import Employee
from bot.domain.errors import Facts
from bot.domain.ids import EmployeeId
from bot.domain.policy import Policy
from bot.domain.telling import leader_of
from bot.domain.working_time import local_date
from bot.ports.storing import UnitOfWork
from bot.usecases.desk import People


def has_left(uow: UnitOfWork, person: EmployeeId | None) -> bool:
    """Whether this was a colleague who works here no more."""
    if person is None:
        return False
    known = uow.employees.get_many([person]).get(person)
    return known is None or not known.active


def find_reachable(
    uow: UnitOfWork,
    policy: Policy,
    case: Case,
    wanted: EmployeeId,
    people: People,
    *,
    now: datetime,
) -> Employee | None:
    """Who hears what is meant for `wanted`: mostly they, and never somebody who has left.

    While they are away it is the deputy whom they named; where they have left it is the owner,
    the buddy, the lead, or else anybody of webcare. None: there is nobody at all.
    """
    for person in _candidates(uow, policy, case, wanted, people, now):
        if person.active and person.lane is not None:
            return person
    return None


def meant_for(facts: Facts, wanted: EmployeeId, person: Employee) -> Facts:
    """The facts of a notice, which say whom it was meant for where somebody else hears it."""
    return facts if person.id == wanted else {**facts, "for": wanted}


def find_lead(uow: UnitOfWork, policy: Policy, case: Case) -> EmployeeId | None:
    """The webcare lead who works here, else anybody of webcare; None: there is nobody."""
    named = leader_of(case, policy, Level.LEAD)
    if named is not None and not has_left(uow, named):
        return named
    return next((one.id for one in uow.employees.list_active() if one.is_webcare), None)


def _candidates(
    uow: UnitOfWork,
    policy: Policy,
    case: Case,
    wanted: EmployeeId,
    people: People,
    now: datetime,
) -> Iterator[Employee]:
    first = _known(uow, wanted, people)
    if first is not None:
        yield from _deputies(uow, first, people, now)
        yield first
    others = (case.owner, case.buddy, leader_of(case, policy, Level.LEAD))
    for person in (_known(uow, one, people) for one in others if one is not None):
        if person is not None:
            yield person
    yield from (one for one in uow.employees.list_active() if one.is_webcare)


def _deputies(
    uow: UnitOfWork, person: Employee, people: People, now: datetime
) -> Iterator[Employee]:
    calendar = person.calendar
    absence = calendar.find_absence(local_date(calendar.zone, now))
    if person.active and absence is not None and absence.deputy is not None:
        deputy = _known(uow, EmployeeId(absence.deputy), people)
        if deputy is not None:
            yield deputy


def _known(uow: UnitOfWork, person: EmployeeId, people: People) -> Employee | None:
    if person not in people:
        people.update(uow.employees.get_many([person]))
    return people.get(person)
