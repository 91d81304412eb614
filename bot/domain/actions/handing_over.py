"""Handing a case over: offered, then accepted or declined; ownership moves on yes only."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from bot.domain.actions.ownership import hand_to
from bot.domain.actions.promising import promised
from bot.domain.caps import FREE, Load, require_room
from bot.domain.case import (
    Case,
    Change,
    State,
    changed,
    event,
    require_here,
    require_owner,
    require_state,
    require_training,
)
from bot.domain.employee import Employee
from bot.domain.errors import (
    HandoverPending,
    HandoverToOwner,
    InThePast,
    NoHandover,
    OnlyAsked,
    OnlyOwner,
    TooManyHandovers,
)
from bot.domain.events import Code, moment
from bot.domain.handover import Handover, HandoverState
from bot.domain.ids import EmployeeId, PromiseId
from bot.domain.promise import Kind, Promise

MOST_HANDOVERS = 2
"""A customer is not passed on twenty times (D14): a third needs a manager or the lead."""


def offer(case: Case, actor: Employee, colleague: Employee, *, handover: Handover) -> Change:
    """Ask a colleague to take the case over; `handover` is the offer as it will stand.

    Raises OnlyOwner, HandoverPending, HandoverToOwner, TooManyHandovers, NeedsTraining,
    UnknownPerson, InThePast, ClaimFirst, NotNow.
    """
    require_state(case, State.CLAIMED)
    if actor.id != case.owner and not actor.may_overrule:
        raise OnlyOwner(owner=case.owner)
    _require_offerable(case, actor, colleague)
    if handover.expires_at <= handover.offered_at:
        raise InThePast(at=moment(handover.expires_at))
    happened = event(
        Code.HANDOVER_OFFERED,
        handover=handover.id,
        by=actor.id,
        to=colleague.id,
        expires_at=moment(handover.expires_at),
        words=handover.words,
    )
    return changed(case, happened, handovers=(*case.handovers, handover))


def accept(
    case: Case, actor: Employee, *, tell: Promise | None, load: Load = FREE, now: datetime
) -> Change:
    """Become the owner of a case on offer; its promises come along.

    `tell` is the promise to tell the customer who helps them now; where one is open already, that
    one stands and comes along. `load` is what they have in hand already: whoever was asked may
    take more than the cap, they chose to; only whoever is new has one at a time.
    Raises NoHandover (also when its time is over), OnlyAsked, NeedsTraining (the case became
    sensitive since), TooManyCases.
    """
    handover = _asked(case, actor)
    if handover.expires_at <= now:
        raise NoHandover
    require_training(case, actor)
    if load.first_time:
        require_room(load)
    happened = event(
        Code.HANDOVER_ACCEPTED,
        handover=handover.id,
        by=handover.by,
        to=handover.to,
        webcare=actor.is_webcare,
        promises=tuple(promise.id for promise in case.open_promises),
    )
    settled = _settle(case, handover, HandoverState.ACCEPTED, now)
    change = hand_to(settled, actor.id, happened, now, first_time=load.first_time)
    told = any(one.kind is Kind.TELL_NEW_OWNER for one in case.open_promises)
    if tell is None or told:
        return change
    return change.then((promised(tell),), promises=(*change.case.promises, tell))


def ask_manager(
    case: Case, actor: Employee, colleague: Employee, *, manager: EmployeeId | None
) -> Change:
    """The owner asks for a third handover: `manager` hears it, and may make the offer (D14).

    Raises OnlyOwner, HandoverPending, HandoverToOwner, NeedsTraining, UnknownPerson, ClaimFirst,
    NotNow.
    """
    require_state(case, State.CLAIMED)
    require_owner(case, actor)
    _require_askable(case, colleague)
    happened = event(Code.HANDOVER_WANTED, by=actor.id, colleague=colleague.id, lead=manager)
    return changed(case, happened)


def needs_manager(case: Case) -> bool:
    """Whether one more handover is for a manager or the webcare lead to offer."""
    return _accepted(case) >= MOST_HANDOVERS


def decline(case: Case, actor: Employee, *, now: datetime) -> Change:
    """*Not now*: the old owner keeps the case and is told. Raises NoHandover, OnlyAsked."""
    handover = _asked(case, actor)
    happened = event(Code.HANDOVER_DECLINED, handover=handover.id, by=handover.by, to=handover.to)
    return changed(_settle(case, handover, HandoverState.DECLINED, now), happened)


def withdraw(case: Case, actor: Employee, *, now: datetime) -> Change:
    """The owner, or the manager who made the offer, takes it back. Raises NoHandover, OnlyOwner."""
    if case.handover is None:
        raise NoHandover
    if actor.id not in (case.owner, case.handover.by):
        raise OnlyOwner(owner=case.owner)
    happened = event(
        Code.HANDOVER_WITHDRAWN, handover=case.handover.id, by=actor.id, to=case.handover.to
    )
    return changed(_settle(case, case.handover, HandoverState.WITHDRAWN, now), happened)


def expire(case: Case, *, now: datetime) -> Change | None:
    """End an offer that nobody answered in time; None when there is none to end."""
    handover = case.handover
    if handover is None or handover.expires_at > now:
        return None
    happened = event(Code.HANDOVER_EXPIRED, handover=handover.id, by=handover.by, to=handover.to)
    return changed(_settle(case, handover, HandoverState.EXPIRED, now), happened)


def tell_customer(
    promise_id: PromiseId, actor: Employee, *, due_at: datetime, now: datetime
) -> Promise:
    """The promise that follows a handover: the customer hears who helps them now."""
    return Promise(
        id=promise_id,
        words=None,
        made_by=actor.id,
        made_at=now,
        doer=actor.id,
        department=actor.department,
        due_at=due_at,
        kind=Kind.TELL_NEW_OWNER,
    )


def _require_offerable(case: Case, actor: Employee, colleague: Employee) -> None:
    _require_askable(case, colleague)
    if needs_manager(case) and not actor.may_overrule:
        raise TooManyHandovers(count=_accepted(case))


def _accepted(case: Case) -> int:
    return sum(1 for past in case.handovers if past.state is HandoverState.ACCEPTED)


def _require_askable(case: Case, colleague: Employee) -> None:
    if case.handover is not None:
        raise HandoverPending(asked=case.handover.to)
    if colleague.id == case.owner:
        raise HandoverToOwner
    require_here(colleague)
    require_training(case, colleague)


def _asked(case: Case, actor: Employee) -> Handover:
    if case.handover is None:
        raise NoHandover
    if actor.id != case.handover.to:
        raise OnlyAsked(asked=case.handover.to)
    return case.handover


def _settle(case: Case, handover: Handover, state: HandoverState, now: datetime) -> Case:
    settled = replace(handover, state=state, settled_at=now)
    return replace(
        case,
        handovers=tuple(settled if past.id == handover.id else past for past in case.handovers),
    )
