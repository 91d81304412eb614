"""Colleagues and conversations as the configuration names them: synced before anything else."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime

from bot.domain.employee import Account, Employee, Role
from bot.domain.ids import EmployeeId, LaneId
from bot.domain.working_time import Calendar
from bot.ports.storing import Address, Person, Store
from bot.usecases.desk import Desk

_FINGERPRINT = "policy"
"""The setting that remembers which policy was in force last."""


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


@dataclass(frozen=True, slots=True)
class Synced:
    """What keys of the configuration are called in the database."""

    people: Mapping[str, EmployeeId]
    channels: Mapping[str, LaneId]


def sync(store: Store, people: Iterable[Known], channels: Mapping[str, Address]) -> Synced:
    """Add or update everybody and every channel; what people set themselves is kept.

    Who is left out of the configuration stays as they are: somebody leaves by being marked so.
    """
    with store.begin() as uow:
        lanes = {key: uow.lanes.find_or_add(address) for key, address in channels.items()}
        ids: dict[str, EmployeeId] = {}
        for one in people:
            ids[one.key] = uow.employees.sync(_person(one))
        uow.commit()
    return Synced(ids, lanes)


def apply_policy(desk: Desk, fingerprint: str, *, now: datetime) -> int:
    """Let a changed policy apply from now on: every live case is looked at again; how many.

    Nothing happens when this is the policy that was in force last.
    """
    with desk.store.begin() as uow:
        before = uow.settings.get(_FINGERPRINT)
        if before == fingerprint:
            return 0
        uow.settings.set(_FINGERPRINT, fingerprint)
        looked = uow.cases.look_at_all(at=now) if before is not None else 0
        uow.commit()
    return looked


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
