"""What waits to be told is timed anew when somebody's hours, absence or duty have changed.

Only the telling moves: no promise is due at another moment, and no reminder that somebody chose.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from itertools import islice

from bot.domain.budget import Manner, bundles_from, day_of, manner_of
from bot.domain.employee import Employee
from bot.domain.ids import EmployeeId
from bot.domain.notice import Notice, NoticeKind
from bot.domain.policy import Policy
from bot.domain.rota import is_on_duty
from bot.domain.telling import find_away, not_before_for
from bot.domain.working_time import local_date
from bot.ports.storing import UnitOfWork, Waiting
from bot.usecases.desk import Desk
from bot.usecases.reaching import find_reachable, meant_for
from bot.usecases.telling import tell


def retime_all(desk: Desk, *, now: datetime) -> int:
    """Time anew what waits for anybody; how many had another moment. Done twice, it does nothing.

    For a start with another configuration: each person has a transaction of their own.
    """
    with desk.store.read() as uow:
        readers = uow.notices.list_readers_waiting(now=now)
    return sum(_retime_one(desk, reader, now) for reader in readers)


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
    return sum(_move(uow, policy, person, one, now) for one in waiting)


def _move(
    uow: UnitOfWork, policy: Policy, person: Employee, waiting: Waiting, now: datetime
) -> bool:
    if waiting.kind is NoticeKind.BUNDLE:
        _hand_on_each(uow, policy, person, waiting, now)
    elif _hand_on(uow, policy, person, waiting, now):
        return True
    at = not_before_for(waiting.kind, person, policy.rota, now)
    slot = waiting.slot
    if slot is None or is_on_duty(policy.rota, person, now):
        return _retime(uow, waiting, at)
    bundles = bundles_from(policy.budget, person.id, person.calendar, at)
    if local_date(person.calendar.zone, at) < day_of(slot):
        uow.notices.tell_later(waiting.id, waiting.case, bundles, now=now)
        return True
    coming = islice(bundles, len(policy.budget.moments))
    return _retime(uow, waiting, next((one.at for one in coming if one.slot == slot), at))


def _hand_on(
    uow: UnitOfWork, policy: Policy, person: Employee, waiting: Waiting, now: datetime
) -> bool:
    """What waits for somebody who will be away then is for who stands in: no alarm sleeps."""
    if waiting.case is None or find_away(person, waiting.at) is None:
        return False
    case = uow.cases.get(waiting.case)
    other = find_reachable(uow, policy, case, person.id, {}, now=waiting.at)
    if other is None or other.id == person.id or other.lane is None:
        return False
    facts = meant_for(uow.notices.get(waiting.id).notice.facts, person.id, other)
    uow.notices.readdress(waiting.id, to=other.id, lane=other.lane, facts=facts)
    at = not_before_for(waiting.kind, other, policy.rota, now)
    if manner_of(waiting.kind) is Manner.EXEMPT or not policy.budget.moments:
        uow.notices.retime(waiting.id, at=at)
    else:
        bundles = bundles_from(policy.budget, other.id, other.calendar, at)
        uow.notices.tell_later(waiting.id, waiting.case, bundles, now=now)
    return True


def _hand_on_each(
    uow: UnitOfWork, policy: Policy, person: Employee, waiting: Waiting, now: datetime
) -> None:
    """The same for each thing in a bundle: it is told anew, to whoever stands in."""
    if find_away(person, waiting.at) is None:
        return
    uow.notices.hold(waiting.id)
    for one in uow.notices.list_bundled(waiting.id):
        told = one.notice
        if told.case is None:
            continue
        case = uow.cases.get(told.case)
        other = find_reachable(uow, policy, case, person.id, {}, now=waiting.at)
        if other is None or other.id == person.id or other.lane is None:
            continue
        uow.notices.take_out(one.id)
        facts, at = meant_for(told.facts, person.id, other), _told_at(policy, told, other, now)
        key = f"{told.key}:for:{other.id}"
        anew = replace(told, key=key, to=other.id, facts=facts, not_before=at)
        tell(uow, policy, anew, other, now=now)


def _told_at(policy: Policy, told: Notice, person: Employee, now: datetime) -> datetime:
    return not_before_for(told.kind, person, policy.rota, now)


def _retime(uow: UnitOfWork, waiting: Waiting, at: datetime) -> bool:
    if at == waiting.at:
        return False
    uow.notices.retime(waiting.id, at=at)
    return True
