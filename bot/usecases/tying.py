"""Tying an account that no address tells us of: by a one-time code from a chat that knows you."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from bot.domain.answer import Answer, refusal
from bot.domain.employee import Account
from bot.domain.errors import (
    NotForGuests,
    Refusal,
    TiedAlready,
    TooManyTries,
    UnknownPerson,
    WrongCode,
)
from bot.domain.events import Code, Event
from bot.domain.ids import EmployeeId, LaneId
from bot.domain.member import is_visitor, may_work_here
from bot.domain.tie_code import LIFETIME, MOST_WRONG, TRIED_WITHIN, digest_of
from bot.ports.storing import Press, UnitOfWork
from bot.usecases.acting import Stage, transact
from bot.usecases.desk import Desk


def make_code(desk: Desk, press: Press, *, code: str, now: datetime) -> Answer:
    """Give me a code for another chat; `code` is what I am to read, once, in the answer.

    What is stored of it is a digest, also in the answer that a repeat finds: so a repeat makes a
    new code, and the one before is worth nothing.
    """
    fresh = False

    def judge(stage: Stage, lane: LaneId | None) -> Answer:
        nonlocal fresh
        del lane
        fresh = True
        _keep(stage.uow, stage.actor.id, code, now)
        happened = Event(Code.CODE_MADE)
        stage.uow.history.append((happened,), case=None, actor=stage.actor, now=now)
        return Answer(happened.code.value)

    answer = transact(desk, press, judge, now)
    shown = not answer.refused and (fresh or _renew(desk, press.account, code, now))
    return replace(answer, facts={"secret": code}) if shown else answer


def tie(desk: Desk, press: Press, *, code: str, now: datetime) -> Answer:
    """This account is mine too, says somebody whom we may not know yet, with a code of mine.

    Only a member of the workspace may be tied, and only a few wrong codes an hour are heard.
    """
    with desk.store.begin(press=True) as uow:
        earlier = uow.deliveries.begin(press, now=now)
        if earlier is not None:
            return earlier
        employee, answer = _judge(uow, press.account, code, now)
        uow.deliveries.finish(press, answer, actor=employee)
        uow.commit()
        return answer


def _judge(
    uow: UnitOfWork, account: Account, code: str, now: datetime
) -> tuple[EmployeeId | None, Answer]:
    try:
        employee = _tied(uow, account, code, now)
    except Refusal as refused:
        return None, refusal(refused)
    happened = Event(Code.TIED, {"chat": account.chat})
    actor = uow.employees.get(employee)
    uow.history.append((happened,), case=None, actor=actor, now=now)
    return employee, Answer(happened.code.value, happened.facts)


def _tied(uow: UnitOfWork, account: Account, code: str, now: datetime) -> EmployeeId:
    """Whose the account is from now on. Tries of one account wait for each other."""
    if uow.employees.find_by_account(account) is not None:
        raise TiedAlready
    member = uow.members.lock(account)
    if member is not None and is_visitor(member.standing):
        raise NotForGuests
    if member is None or not may_work_here(member.standing):
        raise UnknownPerson(you=True)
    if uow.employees.tied_to(account) is not None:
        raise TiedAlready
    wrong = uow.tie_codes.count_wrong(account, since=now - TRIED_WITHIN)
    if wrong >= MOST_WRONG:
        raise TooManyTries(count=wrong)
    employee = uow.tie_codes.use(digest_of(code), now=now)
    if employee is None or not uow.employees.get(employee).active:
        raise WrongCode(field="code")
    uow.employees.tie(employee, account)
    return employee


def _keep(uow: UnitOfWork, employee: EmployeeId, code: str, now: datetime) -> None:
    uow.tie_codes.add(digest_of(code), employee, expires_at=now + LIFETIME)


def _renew(desk: Desk, account: Account, code: str, now: datetime) -> bool:
    """Another code for who asked already and may not have read the answer."""
    with desk.store.begin(press=True) as uow:
        person = uow.employees.find_by_account(account)
        if person is None or not person.active:
            return False
        _keep(uow, person.id, code, now)
        uow.commit()
        return True
