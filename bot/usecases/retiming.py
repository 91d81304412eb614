"""What waits to be told is timed anew when somebody's hours, absence or duty have changed.

Only the telling moves: no promise is due at another moment, and no reminder that somebody chose.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import UTC, datetime
from itertools import chain, islice

from bot.domain.budget import bundles_from, day_of
from bot.domain.employee import Employee
from bot.domain.ids import CaseId, EmployeeId
from bot.domain.notice import NoticeKind, ToldNotice
from bot.domain.policy import Policy
from bot.domain.rota import is_on_duty
from bot.domain.telling import OF_AN_OFFER, find_away, not_before, not_before_for
from bot.domain.working_time import local_date
from bot.ports.storing import UnitOfWork, Waiting
from bot.usecases.desk import Desk
from bot.usecases.reaching import find_reachable, meant_for
from bot.usecases.telling import counts, tell

_EVER = datetime(2000, 1, 1, tzinfo=UTC)


def retime_all(desk: Desk, *, now: datetime) -> int:
    """Time anew what waits for anybody; how many had another moment. Done twice, it does nothing.

    For a start with another configuration: each person has a transaction of their own.
    """
    with desk.store.read() as uow:
        readers = uow.notices.list_readers_waiting(now=now)
    return sum(_retime_one(desk, reader, now) for reader in readers)


def hand_on_of_left(desk: Desk, *, now: datetime) -> int:
    """What waits for somebody who left in the meantime is told to who hears it now; how many.

    Done twice, it does nothing. What nobody else can hear stays as it is.
    """
    with desk.store.read() as uow:
        readers = uow.leavers.list_awaited()
    return sum(_hand_on_all(desk, reader, now) for reader in readers)


def _hand_on_all(desk: Desk, reader: EmployeeId, now: datetime) -> int:
    with desk.store.begin() as uow:
        person = uow.employees.get(reader)
        if person.active:
            return 0
        waiting = uow.notices.list_waiting(reader, now=_EVER)
        _lock_cases(uow, waiting)
        handed = sum(_hand_on(uow, desk.policy, person, one, now) for one in waiting)
        if handed:
            uow.commit()
    return handed


def _retime_one(desk: Desk, reader: EmployeeId, now: datetime) -> int:
    with desk.store.begin() as uow:
        moved = retime(uow, desk.policy, uow.employees.get(reader), now=now)
        uow.commit()
    return moved


def retime(uow: UnitOfWork, policy: Policy, person: Employee, *, now: datetime) -> int:
    """Time anew what waits for this person, by their hours as they are now; how many moved.

    It comes at the first moment that is permitted now. Where that is on an earlier day than
    before, it is told in a bundle of that day, so that nobody gets more on a day than their few;
    what has come to a later day finds its bundle when it would be sent.
    """
    waiting = uow.notices.list_waiting(person.id, now=now)
    _lock_cases(uow, (one for one in waiting if find_away(person, one.at) is not None))
    return sum(_move(uow, policy, person, one, now) for one in waiting)


def _lock_cases(uow: UnitOfWork, waiting: Iterable[Waiting]) -> None:
    """Keep the cases of what is handed on for this transaction.

    Before all that is told of them, as everybody locks them, and always in the same order.
    """
    cases = {case for one in waiting for case in _cases_of(uow, one)}
    for case in sorted(cases):
        uow.cases.lock(case)


def _cases_of(uow: UnitOfWork, waiting: Waiting) -> Iterator[CaseId]:
    if waiting.case is not None:
        yield waiting.case
    if waiting.kind is NoticeKind.BUNDLE:
        told = uow.notices.list_bundled(waiting.id)
        yield from (one.notice.case for one in told if one.notice.case is not None)


def _move(
    uow: UnitOfWork, policy: Policy, person: Employee, waiting: Waiting, now: datetime
) -> bool:
    if find_away(person, waiting.at) is not None:
        handed = _hand_on(uow, policy, person, waiting, now)
        if handed and waiting.kind is not NoticeKind.BUNDLE:
            return True
    if waiting.kind is NoticeKind.BUNDLE:  # no duty brings it sooner
        at = not_before(waiting.kind, person.calendar, now)
        return _move_counted(uow, policy, person, waiting, at, now)
    at = not_before_for(waiting.kind, person, policy.rota, now)
    if waiting.slot is None:
        return _move_free(uow, policy, person, waiting, at, now)
    if is_on_duty(policy.rota, person, now):
        uow.notices.release(waiting.id, at=at)  # on duty it counts for nothing
        return True
    return _move_counted(uow, policy, person, waiting, at, now)


def _move_counted(  # one message's whole context
    uow: UnitOfWork, policy: Policy, person: Employee, waiting: Waiting, at: datetime, now: datetime
) -> bool:
    """What has a place among a day's few keeps it, or finds one in a bundle of an earlier day."""
    slot = waiting.slot
    if slot is None or not policy.budget.moments:
        return _retime(uow, waiting, at)
    bundles = bundles_from(policy.budget, person.id, person.calendar, at)
    coming = list(islice(bundles, len(policy.budget.moments)))
    is_earlier = local_date(person.calendar.zone, at) < day_of(slot)
    is_next = waiting.kind is NoticeKind.BUNDLE and day_of(coming[0].slot) == day_of(slot)
    if is_earlier and not is_next:
        uow.notices.tell_later(waiting.id, waiting.case, chain(coming, bundles), now=now)
        return True
    otherwise = coming[0].at if is_earlier else at
    return _retime(uow, waiting, next((one.at for one in coming if one.slot == slot), otherwise))


def _move_free(  # one message's whole context
    uow: UnitOfWork, policy: Policy, person: Employee, waiting: Waiting, at: datetime, now: datetime
) -> bool:
    """What counts for nothing, as it comes in their duty, does so where it comes from now on."""
    notice = uow.notices.get(waiting.id).notice
    if not counts(policy, replace(notice, not_before=at), person):
        return _retime(uow, waiting, at)
    if is_on_duty(policy.rota, person, waiting.at):
        return False
    bundles = bundles_from(policy.budget, person.id, person.calendar, at)
    uow.notices.tell_later(waiting.id, waiting.case, bundles, now=now)
    return True


def _hand_on(
    uow: UnitOfWork, policy: Policy, person: Employee, waiting: Waiting, now: datetime
) -> int:
    """What waits for somebody who is gone then is told to who stands in: no alarm sleeps.

    Each thing in a bundle by itself; how many.
    """
    if waiting.kind is not NoticeKind.BUNDLE:
        return _hand_on_one(uow, policy, person, uow.notices.get(waiting.id), waiting.at, now)
    uow.notices.hold(waiting.id)
    told = uow.notices.list_bundled(waiting.id)
    return sum(_hand_on_one(uow, policy, person, one, waiting.at, now) for one in told)


def _hand_on_one(  # one notice's whole context
    uow: UnitOfWork,
    policy: Policy,
    person: Employee,
    told: ToldNotice,
    at: datetime,
    now: datetime,
) -> int:
    notice = told.notice
    if notice.case is None or (not person.active and notice.kind in OF_AN_OFFER):
        return 0
    case = uow.cases.get(notice.case)
    other = find_reachable(uow, policy, case, person.id, {}, kind=notice.kind, now=max(at, now))
    if other is None or other.id == person.id or not uow.notices.take_out(told.id):
        return 0
    anew = replace(
        notice,
        key=f"{notice.key}:for:{other.id}",
        to=other.id,
        facts=meant_for(notice.facts, person.id, other),
        not_before=not_before_for(notice.kind, other, policy.rota, now),
    )
    tell(uow, policy, anew, other, now=now)
    return 1


def _retime(uow: UnitOfWork, waiting: Waiting, at: datetime) -> bool:
    if at == waiting.at:
        return False
    uow.notices.retime(waiting.id, at=at)
    return True
