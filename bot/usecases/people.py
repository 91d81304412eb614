"""Colleagues and conversations as the configuration names them: synced before anything else."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime

from bot.domain.employee import Account, Employee, Role
from bot.domain.ids import EmployeeId, LaneId
from bot.domain.working_time import Absence, Calendar
from bot.ports.storing import Address, Person, Store
from bot.usecases.attending import SHOWN_SINCE
from bot.usecases.desk import Desk

_FINGERPRINT = "policy"
"""The setting that remembers which policy was in force last."""


@dataclass(frozen=True, slots=True)
class Away:
    """An absence as the configuration tells of it: dates in the person's zone, a deputy by key."""

    first_on: date
    last_on: date
    deputy: str | None = None


@dataclass(frozen=True, slots=True)
class Known:
    """A colleague as the configuration tells of them, by key."""

    key: str
    name: str
    department: str
    language: str
    calendar: Calendar
    roles: frozenset[Role]
    willing: bool
    active: bool
    accounts: tuple[Account, ...]
    """Private messages go to the first that is in a real chat, else to the console."""
    email: str | None = None
    absences: tuple[Away, ...] = ()


@dataclass(frozen=True, slots=True)
class Synced:
    """What keys of the configuration are called in the database."""

    people: Mapping[str, EmployeeId]
    channels: Mapping[str, LaneId]


def sync(store: Store, people: Iterable[Known], channels: Mapping[str, Address]) -> Synced:
    """Add or update everybody and every channel; what people set themselves is kept.

    Who is left out of the configuration stays as they are: somebody leaves by being marked so.
    """
    everybody = tuple(people)
    with store.begin() as uow:
        lanes = {key: uow.lanes.find_or_add(address) for key, address in channels.items()}
        ids = {one.key: uow.employees.sync(_person(one)) for one in everybody}
        # Deputies are known by their numbers only now.
        for one in everybody:
            for away in one.absences:
                uow.employees.plan_absence(ids[one.key], _absence(away, ids))
        uow.commit()
    return Synced(ids, lanes)


def apply_policy(desk: Desk, fingerprint: str, *, now: datetime) -> int:
    """Let a changed policy apply from now on: every live case is looked at again; how many.

    Cards that say who looks are drawn again too.

    Nothing happens when this is the policy that was in force last.
    """
    with desk.store.begin() as uow:
        before = uow.settings.get(_FINGERPRINT)
        if before == fingerprint:
            return 0
        uow.settings.set(_FINGERPRINT, fingerprint)
        uow.settings.set(SHOWN_SINCE, "")
        looked = uow.cases.look_at_all(at=now) if before is not None else 0
        uow.commit()
    return looked


def _absence(away: Away, ids: Mapping[str, EmployeeId]) -> Absence:
    deputy = ids[away.deputy] if away.deputy is not None else None
    return Absence(away.first_on, away.last_on, deputy)


def _person(one: Known) -> Person:
    employee = Employee(
        id=EmployeeId(0),  # given by the database
        name=one.name,
        department=one.department,
        language=one.language,
        calendar=one.calendar,
        roles=one.roles,
        willing=one.willing,
        active=one.active,
    )
    return Person(one.key, employee, one.accounts, one.email)
