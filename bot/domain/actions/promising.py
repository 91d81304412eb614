"""Making promises, and what becomes of them: kept, moved, broken, waived."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta

from bot.domain.case import (
    Case,
    Change,
    Level,
    State,
    changed,
    event,
    require_helper,
    require_here,
    require_state,
    require_training,
)
from bot.domain.employee import Employee
from bot.domain.errors import (
    AlreadyYours,
    InThePast,
    PromiseNotOpen,
    PutOffAlready,
    TooFarAhead,
    UnknownPromise,
)
from bot.domain.events import Code, Event, moment
from bot.domain.ids import PromiseId, WordsId
from bot.domain.promise import BrokenBecause, Kind, LaterBecause, Promise, PromiseState

LONGEST_SNOOZE = timedelta(days=7)
"""*Remind me later* goes up to a week, and never past the promise."""
FURTHEST_DUE = timedelta(days=366 * 2)
"""A due date further away is a slip of the hand."""


def add_promise(
    case: Case, actor: Employee, *, promise: Promise, doer: Employee | None = None
) -> Change:
    """Write a promise in the ledger.

    `doer`: the colleague who is named for it. Whoever has a sensitive case in hand says what they
    promised, trained or not; nobody else without training is named for it. Raises ClaimFirst,
    OnlyHelpers, NotNow, NeedsTraining, InThePast, TooFarAhead.
    """
    require_state(case, State.CLAIMED)
    require_helper(case, actor)
    if doer is not None and not case.is_helper(doer.id):
        require_training(case, doer)
    _require_ahead(promise.due_at, promise.made_at)
    return changed(case, promised(promise), promises=(*case.promises, promise))


def promised(promise: Promise) -> Event:
    """That a promise was made, as history tells it, whichever action made it."""
    return event(
        Code.PROMISED,
        promise=promise.id,
        kind=promise.kind.value,
        to=promise.to.value,
        about=promise.about.value,
        doer=promise.doer,
        department=promise.department,
        due_at=moment(promise.due_at),
        words=promise.words,
    )


def keep_promise(
    case: Case,
    actor: Employee,
    *,
    promise_id: PromiseId,
    evidence: WordsId | None,
    now: datetime,
) -> Change:
    """Done, with how we know (D24). Raises UnknownPromise, PromiseNotOpen, OnlyHelpers."""
    promise = _open(case, actor, promise_id)
    kept = replace(
        promise, state=PromiseState.KEPT, settled_at=now, evidence=evidence, remind_at=None
    )
    happened = event(
        Code.PROMISE_KEPT,
        promise=promise.id,
        by=actor.id,
        department=promise.department,
        due_at=moment(promise.due_at),
        late=promise.due_at is not None and now > promise.due_at,
        words=evidence,
    )
    return changed(with_promise(case, kept), happened)


def move_promise(
    case: Case, actor: Employee, *, promise_id: PromiseId, due_at: datetime, now: datetime
) -> Change:
    """A new date, newly agreed with the customer; the second move raises the level.

    The first date of a promise that had none is no move.

    Raises UnknownPromise, PromiseNotOpen, OnlyHelpers, InThePast, TooFarAhead.
    """
    promise = _open(case, actor, promise_id)
    _require_ahead(due_at, now)
    moves = promise.moves + (promise.due_at is not None)
    moved = replace(promise, due_at=due_at, moves=moves, remind_at=None)
    happened = event(
        Code.PROMISE_MOVED,
        promise=promise.id,
        by=actor.id,
        department=promise.department,
        due_at=moment(promise.due_at),
        to_at=moment(due_at),
        moves=moved.moves,
    )
    change = changed(with_promise(case, moved), happened)
    if moved.moves < 2 or case.level >= Level.EXECUTIVE:
        return change
    level = Level(case.level + 1)
    raised = event(Code.LEVEL_RAISED, level=int(level), because="promise_moved_again")
    return change.then((raised,), level=level)


def break_promise(
    case: Case,
    actor: Employee,
    *,
    promise_id: PromiseId,
    because: BrokenBecause,
    words: WordsId | None,
    now: datetime,
) -> Change:
    """*Didn't happen*, with the cause; told openly in the digest (D31).

    Raises UnknownPromise, PromiseNotOpen, OnlyHelpers.
    """
    promise = _open(case, actor, promise_id)
    broken = replace(
        promise,
        state=PromiseState.BROKEN,
        settled_at=now,
        because=because,
        evidence=words,
        remind_at=None,
    )
    happened = event(
        Code.PROMISE_BROKEN,
        promise=promise.id,
        by=actor.id,
        department=promise.department,
        due_at=moment(promise.due_at),
        because=because.value,
        words=words,
    )
    return changed(with_promise(case, broken), happened)


def waive_promise(
    case: Case, actor: Employee, *, promise_id: PromiseId, reason: WordsId, now: datetime
) -> Change:
    """No longer needed, and why: of what was asked of a department, they do not say so themselves.

    Raises UnknownPromise, PromiseNotOpen, OnlyHelpers.
    """
    promise = _open(case, actor, promise_id)
    if promise.kind is Kind.DEMAND:
        require_helper(case, actor)
    waived = replace(
        promise, state=PromiseState.WAIVED, settled_at=now, evidence=reason, remind_at=None
    )
    happened = event(
        Code.PROMISE_WAIVED,
        promise=promise.id,
        by=actor.id,
        department=promise.department,
        due_at=moment(promise.due_at),
        words=reason,
    )
    return changed(with_promise(case, waived), happened)


def remind_later(
    case: Case,
    actor: Employee,
    *,
    promise_id: PromiseId,
    until: datetime,
    because: LaterBecause,
    words: WordsId | None = None,
    counts_as_due: datetime | None = None,
    now: datetime,
) -> Change:
    """No reminder before `until`: at most a week from now, and never past the promise.

    What is late already is put off once, and no more. `counts_as_due`: the moment of a promise
    without a date. Moments are UTC. Raises UnknownPromise, PromiseNotOpen, OnlyHelpers, InThePast,
    TooFarAhead, PutOffAlready.
    """
    promise = _open(case, actor, promise_id)
    _require_ahead(until, now)
    due = promise.due_at or counts_as_due
    if due is not None and due <= now and promise.remind_at is not None and promise.remind_at > due:
        raise PutOffAlready
    furthest = _furthest_snooze(due, now)
    if until > furthest:
        raise TooFarAhead(at=moment(until), until=moment(furthest))
    happened = event(
        Code.REMIND_LATER,
        promise=promise.id,
        by=actor.id,
        until_at=moment(until),
        later=because.value,
        words=words,
    )
    return changed(with_promise(case, replace(promise, remind_at=until)), happened)


def give_promise(
    case: Case,
    actor: Employee,
    *,
    promise_id: PromiseId,
    doer: Employee,
    stands_in: bool = False,
) -> Change:
    """Somebody takes upon themselves what another was to do, or a colleague is named for it.

    `stands_in`: the actor is the deputy of whoever was to do it. Taking what is one's own already
    says no more than yes to what a department was asked. Raises UnknownPromise, PromiseNotOpen,
    OnlyHelpers, UnknownPerson, NeedsTraining, AlreadyYours.
    """
    promise = find_promise(case, promise_id)
    if not stands_in:
        promise = _open(case, actor, promise_id)
    elif not promise.is_open:
        raise PromiseNotOpen(promise=promise.id, state=promise.state.value)
    require_here(doer)
    require_training(case, doer)
    if doer.id == promise.doer and promise.kind is not Kind.DEMAND:
        raise AlreadyYours
    happened = event(
        Code.PROMISE_TAKEN_OVER,
        promise=promise.id,
        by=actor.id,
        doer=doer.id,
        department=promise.department,
        due_at=moment(promise.due_at),
        words=promise.words,
    )
    # What the old doer put off was put off by nobody else.
    put_off = promise.remind_at if doer.id == promise.doer else None
    taken = replace(promise, doer=doer.id, remind_at=put_off)
    return changed(with_promise(case, taken), happened)


def with_promise(case: Case, settled: Promise) -> Case:
    """The case with this promise in the place of its earlier self."""
    return replace(
        case,
        promises=tuple(settled if one.id == settled.id else one for one in case.promises),
    )


def find_promise(case: Case, promise_id: PromiseId) -> Promise:
    """The promise of this id. Raises UnknownPromise."""
    for promise in case.promises:
        if promise.id == promise_id:
            return promise
    raise UnknownPromise(promise=promise_id)


def _open(case: Case, actor: Employee, promise_id: PromiseId) -> Promise:
    promise = find_promise(case, promise_id)
    if not promise.is_open:
        raise PromiseNotOpen(promise=promise.id, state=promise.state.value)
    if actor.id != promise.doer and not _answers_for(promise, actor):
        require_helper(case, actor)
    return promise


def _answers_for(promise: Promise, actor: Employee) -> bool:
    """Of what a department was asked, its people say what becomes of it, and so does a manager."""
    theirs = actor.department == promise.department or actor.may_overrule
    return promise.kind is Kind.DEMAND and theirs


def _require_ahead(at: datetime | None, now: datetime) -> None:
    if at is None:
        return
    if at <= now:
        raise InThePast(at=moment(at))
    if at > now + FURTHEST_DUE:
        raise TooFarAhead(at=moment(at), until=moment(now + FURTHEST_DUE))


def _furthest_snooze(due: datetime | None, now: datetime) -> datetime:
    furthest = now + LONGEST_SNOOZE
    if due is None or due <= now:
        return furthest
    return min(furthest, due)
