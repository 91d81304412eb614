"""Telling: the one door through which notices are written, so that nobody gets too many."""

from __future__ import annotations

from datetime import datetime

from bot.domain.budget import (
    DESK,
    Manner,
    bundles_from,
    is_of_another_day,
    manner_of,
    single_slots,
    waits_until,
)
from bot.domain.employee import Employee
from bot.domain.ids import LaneId, NoticeId
from bot.domain.notice import Notice, NoticeKind
from bot.domain.policy import Policy
from bot.domain.rota import is_on_duty
from bot.domain.working_time import is_working, local_date
from bot.ports.storing import Outgoing, UnitOfWork


def tell(
    uow: UnitOfWork,
    policy: Policy,
    notice: Notice,
    person: Employee,
    *,
    lane: LaneId | None = None,
    chosen: bool = False,
    now: datetime,
) -> bool:
    """Write down what a person is to be told; False where it was, or where they have no chat.

    By itself, or in a bundle with more, as the budget of their day wants it. `lane` is the private
    conversation where it is not the one that they prefer; `chosen`: they chose the moment.
    """
    private = lane or person.lane
    if private is None:
        return False
    manner = manner_of(
        notice.kind,
        on_duty=_is_there_for(policy, notice.kind, person, notice.not_before),
        chosen=chosen,
        overdue=_is_overdue(notice, person),
    )
    if manner is Manner.EXEMPT or not policy.budget.moments:
        return uow.notices.add(notice, lane=private, now=now)
    day = (policy.budget, person.id, person.calendar, max(now, notice.not_before))
    by_itself = manner is Manner.SOON or _would_be_too_late(policy, notice, person, now)
    slots = single_slots(*day) if by_itself else ()
    return uow.notices.add_counted(
        notice, lane=private, slots=slots, bundles=bundles_from(*day), now=now
    )


def counts(policy: Policy, notice: Notice, person: Employee) -> bool:
    """Whether what comes to them at its moment is one of their few messages of that day."""
    there = _is_there_for(policy, notice.kind, person, notice.not_before)
    manner = manner_of(notice.kind, on_duty=there, overdue=_is_overdue(notice, person))
    return bool(policy.budget.moments) and manner is not Manner.EXEMPT


def put_off(uow: UnitOfWork, policy: Policy, item: Outgoing, *, now: datetime) -> bool:
    """Whether a private message was not sent on its day, and so waits for a bundle from now on.

    However long a chat was away: nobody gets the messages of several days at once.
    """
    if item.slot is None or item.reader is None or item.sending or not policy.budget.moments:
        return False
    person = uow.employees.get(item.reader)
    if not is_of_another_day(item.slot, person.calendar, now):
        return False
    bundles = bundles_from(policy.budget, person.id, person.calendar, now)
    uow.notices.tell_later(NoticeId(item.id), item.case, bundles, now=now)
    return True


def tell_channel(uow: UnitOfWork, notice: Notice, lane: LaneId, *, now: datetime) -> bool:
    """Write down what a channel is to be told; False where it was."""
    return uow.notices.add(notice, lane=lane, now=now)


def _would_be_too_late(policy: Policy, notice: Notice, person: Employee, now: datetime) -> bool:
    """Whether what reminds of a promise early would come with the next bundle when it is due."""
    due = notice.facts.get("due_at")
    if notice.kind is not NoticeKind.PROMISE_EARLY or not isinstance(due, str):
        return False
    told = waits_until(policy.budget, person.calendar, max(now, notice.not_before))
    return told >= datetime.fromisoformat(due)


def _is_overdue(notice: Notice, person: Employee) -> bool:
    """Whether what it is about was due on an earlier day than the one on which it is told."""
    due = notice.facts.get("due_at")
    if not isinstance(due, str):
        return False
    zone = person.calendar.zone
    return local_date(zone, datetime.fromisoformat(due)) < local_date(zone, notice.not_before)


def _is_there_for(policy: Policy, kind: NoticeKind, person: Employee, at: datetime) -> bool:
    """Whether they have duty when it comes, or are at webcare's desk, which is there for this."""
    at_desk = person.is_webcare and kind in DESK
    if at_desk and is_working(person.calendar, at):
        return True
    return is_on_duty(policy.rota, person, at)
