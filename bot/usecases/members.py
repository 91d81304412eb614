"""Whom a chat tells of: known, tied to a colleague by an address of ours, or gone."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from dataclasses import replace
from datetime import datetime

from bot.domain.employee import Account, Employee
from bot.domain.ids import EmployeeId
from bot.domain.member import (
    Member,
    Seen,
    Standing,
    counting_email,
    key_of,
    mark_of,
    may_work_here,
    missing,
)
from bot.domain.policy import Policy
from bot.domain.working_time import Calendar, UnknownZoneError
from bot.ports.storing import Person, Taken, UnitOfWork
from bot.usecases.desk import Desk

_TRIES = 3
"""Two chats may tell of one new colleague at once: whoever is second finds them made."""
LONGEST_NAME = 100


def meet(desk: Desk, seen: Seen, *, now: datetime) -> None:
    """A chat tells of somebody: they are known from now on, and tied if their address counts.

    What we do not heed writes nothing, and waits for no writer.
    """
    meet_each(desk, [seen], now=now, press=True)


def meet_each(desk: Desk, everyone: Sequence[Seen], *, now: datetime, press: bool = False) -> None:
    """The same for several, in one transaction."""
    changed = _changed(desk, everyone)
    for _ in range(_TRIES - 1):
        try:
            return _meet(desk, changed, now, press=press)
        except Taken:
            continue
    return _meet(desk, changed, now, press=press)


def find_missing(
    desk: Desk,
    chat: str,
    workspace: str,
    everyone: Sequence[Seen],
    unsure: Collection[Account] = frozenset(),
    *,
    now: datetime,
) -> Sequence[Seen]:
    """Those of a workspace who are not listed any more, as gone. Raises ShortRoster.

    Of the `unsure` the list cannot tell.
    """
    with desk.store.read() as uow:
        members = uow.members.list_of(chat, workspace)
    known = [one for one in members if one.account not in unsure]
    absent = missing(known, {one.account: one for one in everyone}, now=now)
    return [Seen(one.account, Standing.GONE, name="") for one in absent]


def _changed(desk: Desk, everyone: Sequence[Seen]) -> Sequence[Seen]:
    with desk.store.read() as uow:
        return [one for one in everyone if _is_news(uow, desk.policy, one)]


def _is_news(uow: UnitOfWork, policy: Policy, seen: Seen) -> bool:
    known = uow.members.find(seen.account)
    return known is None or known.mark != mark_of(seen, policy.domains)


def _meet(desk: Desk, everyone: Sequence[Seen], now: datetime, *, press: bool) -> None:
    if not everyone:
        return
    with desk.store.begin(press=press) as uow:
        for seen in everyone:
            mark = mark_of(seen, desk.policy.domains)
            if uow.members.note(Member(seen.account, seen.standing, mark, now)):
                _take_in(uow, desk.policy, seen)
        uow.commit()


def _take_in(uow: UnitOfWork, policy: Policy, seen: Seen) -> None:
    tied = uow.employees.tied_to(seen.account)
    email = counting_email(seen, policy.domains)
    if tied is not None:
        _keep_up(uow, tied, seen, email)
    elif may_work_here(seen.standing) and email is not None:
        _welcome(uow, policy, seen, email)


def _keep_up(uow: UnitOfWork, employee: EmployeeId, seen: Seen, email: str | None) -> None:
    """Their name and address may change; language and zone are theirs since they were made."""
    if may_work_here(seen.standing) and seen.name:
        free = email is not None and uow.employees.find_by_email(email) is None
        uow.employees.rename(employee, seen.name[:LONGEST_NAME], email if free else None)
    uow.employees.settle(employee)


def _welcome(uow: UnitOfWork, policy: Policy, seen: Seen, email: str) -> None:
    known = uow.employees.find_by_email(email)
    if known is not None:
        uow.employees.tie(known, seen.account)
        return
    person = Person(key_of(email), _newcomer(policy, seen), (seen.account,), email)
    uow.employees.sync(person)


def _newcomer(policy: Policy, seen: Seen) -> Employee:
    """Without any role: what somebody may do never comes from an address."""
    return Employee(
        id=EmployeeId(0),  # given by the database
        name=seen.name[:LONGEST_NAME],
        department=policy.department,
        language=_language(policy, seen.language),
        calendar=_calendar(policy, seen.zone),
    )


def _language(policy: Policy, written: str | None) -> str:
    short = re.split("[-_]", (written or "").lower())[0]
    return short if short in policy.languages else policy.languages[0]


def _calendar(policy: Policy, zone: str | None) -> Calendar:
    """The company's working time, in the zone that the chat names, where there is one."""
    if not zone:
        return policy.calendar
    try:
        return replace(policy.calendar, zone=zone)
    except (UnknownZoneError, ValueError):
        return policy.calendar
