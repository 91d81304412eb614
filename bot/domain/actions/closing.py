"""Solving, closing, reopening, dismissing: how a case ends and comes back."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from bot.domain.actions.ownership import withdraw_offers, withdrawals
from bot.domain.case import (
    Case,
    Change,
    DismissReason,
    Level,
    Outcome,
    State,
    changed,
    event,
    require_helper,
    require_owner,
    require_state,
)
from bot.domain.employee import Employee
from bot.domain.errors import (
    NoReplyYet,
    NotNow,
    OnlyWebcare,
    OutcomeMissing,
    OwnerDoesNotGrade,
    PromiseStillOpen,
)
from bot.domain.events import Code, Event
from bot.domain.ids import WordsId


def solve(
    case: Case,
    actor: Employee,
    *,
    outcome: Outcome,
    helped: WordsId | None,
    widespread: bool,
    now: datetime,
) -> Change:
    """The owner says that it is solved; `outcome` is what the customer said, if anything.

    Refused with an open promise, or without a reply, naming which. A customer who wrote since our
    last word, and of whose answer nothing is known, has had no reply to that (D10). Raises
    OnlyOwner, PromiseStillOpen, NoReplyYet, ClaimFirst, NotNow.
    """
    require_state(case, State.CLAIMED)
    require_owner(case, actor)
    if case.blocking_promises:
        raise PromiseStillOpen(promises=tuple(one.id for one in case.blocking_promises))
    if case.no_reply is None and not _is_answered(case, outcome):
        raise NoReplyYet
    happened = event(
        Code.SOLVED,
        owner=actor.id,
        outcome=outcome.value,
        widespread=widespread,
        words=helped,
        waited=case.waiting_since is not None,
    )
    settled = withdraw_offers(case, now)
    return changed(
        settled,
        happened,
        *withdrawals(case, settled),
        state=State.RESOLVED,
        resolved_at=now,
        waiting_since=None,
        silent_since=None,
        outcome=outcome,
        widespread=case.widespread or widespread,
    )


def close(case: Case, actor: Employee, *, outcome: Outcome, now: datetime) -> Change:
    """A colleague who is not the owner records what the customer said: the case is closed.

    Raises OwnerDoesNotGrade, OutcomeMissing, OnlyHelpers, NotNow.
    """
    require_state(case, State.RESOLVED)
    require_helper(case, actor)
    if actor.id == case.owner:
        raise OwnerDoesNotGrade
    if outcome is Outcome.NOTHING:
        raise OutcomeMissing
    return _closed(case, outcome, actor.id, now)


def close_in_silence(case: Case, *, now: datetime) -> Change:
    """After the check-back: what the customer said at the time stands, or *nothing heard*."""
    require_state(case, State.RESOLVED)
    return _closed(case, case.outcome, None, now)


def reopen(
    case: Case, actor: Employee, *, reason: WordsId | None, now: datetime, owner_left: bool = False
) -> Change:
    """It came back, says a colleague; the level rises. `owner_left`: who had it works here no more.

    Who has it begins anew: while it was ended, no word and no plan was owed. (A customer who comes
    back waits for an answer, which other clocks watch.) Raises NotNow where nothing was ended,
    NeedsTraining is judged at the next claim.
    """
    require_state(case, State.RESOLVED, State.CLOSED, State.DISMISSED)
    if case.state is State.DISMISSED and case.sensitive and not actor.is_webcare:
        raise OnlyWebcare
    happened = event(Code.REOPENED, by=actor.id, words=reason, count=case.reopened + 1)
    return back(case, happened, now=now, owner_left=owner_left).then(claimed_at=now)


def back(case: Case, happened: Event, *, now: datetime, owner_left: bool = False) -> Change:
    """The case as it stands when it came back, a level up: with its owner, unless they left.

    Where the customer's last words never had an answer, their silence goes on as it was (D7).
    The second return goes to the manager at least (what users of rival products ask for).
    """
    again = None if case.state is State.DISMISSED or owner_left else case.owner
    floor = Level.MANAGER if case.reopened >= 1 else Level.LEAD
    level = Level(min(max(case.level + 1, floor), Level.EXECUTIVE))
    return changed(
        case,
        replace(happened, facts={**happened.facts, "level": int(level)}),
        state=State.CLAIMED if again else State.OPEN,
        owner=again,
        claimed_at=case.claimed_at if again else now,
        silent_since=case.silent_since or _unanswered_since(case),
        level=level,
        reopened=case.reopened + 1,
        resolved_at=None,
        closed_at=None,
        dismissed=None,
        no_reply=None,
        outcome=Outcome.NOTHING,
    )


def _unanswered_since(case: Case) -> datetime | None:
    answered = case.last_reply_at is not None and case.last_reply_at >= case.last_said_at
    return None if answered else case.last_said_at


def dismiss(case: Case, actor: Employee, *, reason: DismissReason, now: datetime) -> Change:
    """Not a complaint, with the reason: never silently (D10).

    On an open case anyone may, on a sensitive one webcare only, on a claimed one its helpers.
    Raises OnlyWebcare, OnlyHelpers, PromiseStillOpen, NotNow.
    """
    require_state(case, State.OPEN, State.CLAIMED)
    if case.sensitive and not actor.is_webcare:
        raise OnlyWebcare
    if case.state is State.CLAIMED:
        require_helper(case, actor)
    if case.blocking_promises:
        raise PromiseStillOpen(promises=tuple(one.id for one in case.blocking_promises))
    happened = event(Code.DISMISSED, by=actor.id, reason=reason.value, owner=case.owner)
    settled = withdraw_offers(case, now)
    return changed(
        settled,
        happened,
        *withdrawals(case, settled),
        state=State.DISMISSED,
        dismissed=reason,
        owner=None,
        first_time=False,
        claimed_at=None,
        waiting_since=None,
        silent_since=None,
    )


def _closed(case: Case, outcome: Outcome, by: int | None, now: datetime) -> Change:
    if case.closed_at is not None:
        raise NotNow(state=case.state.value)
    happened = event(
        Code.CLOSED, by=by, outcome=outcome.value, owner=case.owner, lost=_is_loss(outcome)
    )
    return changed(case, happened, state=State.CLOSED, closed_at=now, outcome=outcome)


def _is_answered(case: Case, outcome: Outcome) -> bool:
    return bool(case.said) and (case.silent_since is None or outcome is not Outcome.NOTHING)


def _is_loss(outcome: Outcome) -> bool:
    return outcome is Outcome.GAVE_UP
