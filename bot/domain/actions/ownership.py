"""Becoming, helping and ceasing to be the owner."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from bot.domain.actions.promising import find_promise
from bot.domain.caps import FREE, Load, require_room
from bot.domain.case import (
    Case,
    Change,
    Level,
    State,
    changed,
    event,
    require_helper,
    require_here,
    require_owner,
    require_state,
    require_training,
)
from bot.domain.employee import Employee
from bot.domain.errors import (
    AlreadyClaimed,
    AlreadyHelping,
    AlreadyYours,
    NotNow,
    OnlyWebcare,
    PromiseStillOpen,
)
from bot.domain.events import Code, Event
from bot.domain.handover import HandoverState
from bot.domain.ids import EmployeeId, PromiseId, WordsId
from bot.domain.placing import PlacingState
from bot.domain.promise import Kind, Promise


def claim(
    case: Case,
    actor: Employee,
    *,
    buddy: EmployeeId | None,
    load: Load = FREE,
    now: datetime,
) -> Change:
    """Become the owner: anyone may (D12), unless the case is sensitive or their hands are full.

    `buddy` is the webcare colleague at their side; nobody is their own buddy. `load` is what they
    have in hand already. Raises AlreadyYours, AlreadyClaimed, NeedsTraining, NotNow, TooManyCases.
    """
    if case.state is State.CLAIMED and case.owner == actor.id:
        raise AlreadyYours
    if case.state is State.CLAIMED:
        raise AlreadyClaimed(owner=case.owner)
    require_state(case, State.OPEN)
    require_training(case, actor)
    require_room(load)
    claimed = event(Code.CLAIMED, owner=actor.id, webcare=actor.is_webcare)
    return changed(
        case,
        claimed,
        state=State.CLAIMED,
        owner=actor.id,
        claimed_at=now,
        buddy=None if buddy == actor.id else buddy,
        backups=_without(case.backups, actor.id),
        first_time=load.first_time,
    )


def release(case: Case, actor: Employee, *, now: datetime) -> Change:
    """Stop being the owner; allowed at any time, but not with an open promise.

    Raises OnlyOwner, PromiseStillOpen, NotNow, ClaimFirst.
    """
    require_state(case, State.CLAIMED)
    require_owner(case, actor)
    _refuse_open_promises(case)
    return to_open(case, event(Code.RELEASED, owner=actor.id), now)


def let_go(
    case: Case, actor: Employee, *, reason: WordsId | None, lead: EmployeeId | None, now: datetime
) -> Change:
    """*Unpleasant or threatening*: the owner is free at once, the case goes to webcare.

    The reason is for the lead only. Open promises need an owner, so with one the lead becomes
    it; without one the case is open again, for trained webcare only. Whatever the owner had on
    offer is withdrawn. `lead` is who takes care of it, None where there is nobody. Raises
    OnlyOwner, ClaimFirst, NotNow, and PromiseStillOpen where nobody is left to give promises to.
    """
    require_state(case, State.CLAIMED)
    require_owner(case, actor)
    inherits = bool(case.blocking_promises) and lead not in {None, actor.id}
    happened = event(Code.LET_GO, owner=actor.id, lead=lead, words=reason, inherits=inherits)
    level = max(case.level, Level.LEAD)
    if inherits and lead is not None:
        settled = withdraw_offers(case, now)
        change = _to_owner(settled, lead, happened, now).then(withdrawals(case, settled))
    else:
        _refuse_open_promises(case)
        change = to_open(case, happened, now)
    return change.then(sensitive=True, level=level)


def suggest(case: Case, actor: Employee, colleague: Employee) -> Change:
    """*I know who can*: the colleague is asked in private; nobody becomes anything by it.

    Raises NotNow, NeedsTraining (the colleague may not take it), AlreadyClaimed, UnknownPerson.
    """
    if case.state is State.CLAIMED:
        raise AlreadyClaimed(owner=case.owner)
    require_state(case, State.OPEN)
    require_here(colleague)
    require_training(case, colleague)
    return changed(case, event(Code.SUGGESTED, by=actor.id, colleague=colleague.id))


def help_out(case: Case, actor: Employee) -> Change:
    """Become a back-up of the owner. Raises AlreadyHelping, NeedsTraining, ClaimFirst, NotNow."""
    require_state(case, State.CLAIMED)
    require_training(case, actor)
    if actor.id in (case.owner, *case.backups):
        raise AlreadyHelping
    return changed(case, event(Code.HELPING, helper=actor.id), backups=(*case.backups, actor.id))


def stop_helping(case: Case, actor: Employee) -> Change:
    """Stop being a back-up. Raises NotNow when not helping."""
    if actor.id not in case.backups:
        raise NotNow(state=case.state.value)
    return changed(
        case,
        event(Code.HELP_ENDED, helper=actor.id),
        backups=_without(case.backups, actor.id),
    )


def ask_help(case: Case, actor: Employee, *, promise: int | None = None) -> Change:
    """The owner asks the buddy for help, mostly with a promise that is hard to keep.

    Raises OnlyOwner, ClaimFirst, NotNow, UnknownPromise.
    """
    require_state(case, State.CLAIMED)
    require_owner(case, actor)
    if promise is not None:
        find_promise(case, PromiseId(promise))
    return changed(case, event(Code.HELP_ASKED, by=actor.id, buddy=case.buddy, promise=promise))


def name_buddy(case: Case, actor: Employee, colleague: Employee) -> Change:
    """The owner, or webcare, names the webcare colleague at the owner's side.

    Raises OnlyOwner, OnlyWebcare (the buddy is one of them), AlreadyYours (nobody is their own),
    AlreadyHelping (they are already), UnknownPerson, ClaimFirst, NotNow.
    """
    require_state(case, State.CLAIMED)
    if not actor.is_webcare:
        require_owner(case, actor)
    require_here(colleague)
    if not colleague.is_webcare:
        raise OnlyWebcare
    if colleague.id == case.owner:
        raise AlreadyYours
    if colleague.id == case.buddy:
        raise AlreadyHelping
    happened = event(Code.BUDDY_SET, buddy=colleague.id, by=actor.id)
    return changed(case, happened, buddy=colleague.id)


def bypass(case: Case, actor: Employee, *, words: WordsId, why: WordsId | None) -> Change:
    """A rule of the house was gone around to help: nobody's leave is needed, it is told (D18).

    `words` are what was bypassed. Raises ClaimFirst, NotNow, OnlyHelpers.
    """
    require_state(case, State.CLAIMED, State.RESOLVED)
    require_helper(case, actor)
    return changed(case, event(Code.PROCESS_BYPASSED, by=actor.id, words=words, why=why))


def note(case: Case, actor: Employee, *, words: WordsId) -> Change:
    """An internal note; it reaches no customer and stops no clock. Raises NotNow."""
    if case.state is State.MERGED:
        raise NotNow(state=case.state.value)
    return changed(case, event(Code.NOTED, by=actor.id, words=words))


def hand_to(
    case: Case, owner: EmployeeId, happened: Event, now: datetime, *, first_time: bool = False
) -> Change:
    """Move ownership, with the promises that the old owner was to do."""
    return _to_owner(case, owner, happened, now).then(first_time=first_time)


def to_open(case: Case, happened: Event, now: datetime) -> Change:
    """Make a case anybody's again; whatever was on offer is withdrawn."""
    settled = withdraw_offers(case, now)
    return changed(
        settled,
        happened,
        *withdrawals(case, settled),
        state=State.OPEN,
        owner=None,
        first_time=False,
        claimed_at=now,
        waiting_since=None,
    )


def withdraw_offers(case: Case, now: datetime) -> Case:
    """The case without an open handover or placing request."""
    return without_placing(without_handover(case, now), now)


def without_handover(case: Case, now: datetime) -> Case:
    """The case without an open handover."""
    return replace(
        case,
        handovers=tuple(
            replace(offer, state=HandoverState.WITHDRAWN, settled_at=now)
            if offer.is_open
            else offer
            for offer in case.handovers
        ),
    )


def without_placing(case: Case, now: datetime) -> Case:
    """The case without an open placing request."""
    return replace(
        case,
        placings=tuple(
            replace(request, state=PlacingState.WITHDRAWN, settled_at=now)
            if request.is_open
            else request
            for request in case.placings
        ),
    )


def withdrawals(before: Case, after: Case) -> tuple[Event, ...]:
    """What was taken back along the way, to be written and told: nobody waits for nothing."""
    events: list[Event] = []
    if (offer := before.handover) is not None and after.handover is None:
        facts = {"handover": offer.id, "by": offer.by, "to": offer.to}
        events.append(Event(Code.HANDOVER_WITHDRAWN, facts))
    if (request := before.placing) is not None and after.placing is None:
        events.append(event(Code.PLACING_WITHDRAWN, placing=request.id, by=request.by))
    return tuple(events)


def _refuse_open_promises(case: Case) -> None:
    if case.blocking_promises:
        raise PromiseStillOpen(promises=tuple(promise.id for promise in case.blocking_promises))


def _to_owner(case: Case, owner: EmployeeId, happened: Event, now: datetime) -> Change:
    return changed(
        case,
        happened,
        state=State.CLAIMED,
        owner=owner,
        first_time=False,
        claimed_at=now,
        promises=tuple(_with_owner(case, promise, owner) for promise in case.promises),
        backups=_without(case.backups, owner),
        buddy=None if case.buddy == owner else case.buddy,
    )


def _with_owner(case: Case, promise: Promise, owner: EmployeeId) -> Promise:
    """A promise of the case under a new owner, who has put nothing off."""
    if _goes_along(case, promise):
        return replace(promise, doer=owner, remind_at=None)
    # Of what no colleague is to do by name, whoever owns the case is reminded.
    is_owners = promise.is_open and promise.doer is None
    return replace(promise, remind_at=None) if is_owners else promise


def _goes_along(case: Case, promise: Promise) -> bool:
    """What the owner was to do; what another department is to do stays theirs."""
    return promise.is_open and promise.doer == case.owner and promise.kind is not Kind.DEMAND


def _without(people: tuple[EmployeeId, ...], person: EmployeeId) -> tuple[EmployeeId, ...]:
    return tuple(somebody for somebody in people if somebody != person)
