"""Undo: a listed inverse, by the same person, while nothing has happened since."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import datetime

from bot.domain.actions.promising import find_promise, with_promise
from bot.domain.case import Case, Change, NoReplyReason, Outcome, State, changed, event
from bot.domain.errors import Facts, NothingToUndo
from bot.domain.events import Code, Event, moment
from bot.domain.goodwill import GoodwillState
from bot.domain.handover import HandoverState
from bot.domain.ids import EmployeeId, PromiseId
from bot.domain.placing import PlacingState
from bot.domain.promise import PromiseState


def undo(case: Case, happened: Event, remembered: Facts) -> Change:
    """Take back `happened`, which produced exactly this version of the case.

    `remembered` is what `remember` kept then. Raises NothingToUndo where there is no inverse.
    """
    inverse = _INVERSES.get(happened.code)
    if inverse is None:
        raise NothingToUndo
    undone = event(Code.UNDONE, of=happened.code.value, **_subject(happened.facts))
    return changed(inverse(case, happened.facts, remembered), undone)


def remember(before: Case, happened: Event) -> Facts:
    """What an undo needs to know of the case before, in codes and numbers."""
    if happened.code not in _INVERSES:
        return {}
    return {
        "state": before.state.value,
        "owner": before.owner,
        "buddy": before.buddy,
        "claimed_at": moment(before.claimed_at),
        "silent_since": moment(before.silent_since),
        "waiting_since": moment(before.waiting_since),
        "resolved_at": moment(before.resolved_at),
        "backups": tuple(before.backups),
        "outcome": before.outcome.value,
        "no_reply": before.no_reply.value if before.no_reply else None,
        "widespread": int(before.widespread),
        "first_time": int(before.first_time),
        "handover": before.handover.id if before.handover else None,
        "placing": before.placing.id if before.placing else None,
        "remind_at": moment(_reminder(before, happened.facts)),
    }


def can_undo(happened: Event) -> bool:
    """Whether this is on the list."""
    return happened.code in _INVERSES


def _subject(facts: Facts) -> dict[str, int]:
    names = ("promise", "reply", "goodwill", "owner", "helper")
    return {name: int(str(facts[name])) for name in names if facts.get(name) is not None}


def _back_in_state(case: Case, _: Facts, then: Facts) -> Case:
    return replace(
        _offered_again(case, then),
        state=State(str(then["state"])),
        owner=_person(then["owner"]),
        buddy=_person(then["buddy"]),
        claimed_at=_moment(then["claimed_at"]),
        silent_since=_moment(then["silent_since"]),
        waiting_since=_moment(then["waiting_since"]),
        resolved_at=_moment(then["resolved_at"]),
        backups=_people(then["backups"]),
        outcome=Outcome(str(then["outcome"])),
        no_reply=_excuse(then),
        widespread=bool(then["widespread"]),
        first_time=bool(then.get("first_time")),
        dismissed=None,
        closed_at=None,
    )


def _help_again(case: Case, _: Facts, then: Facts) -> Case:
    return replace(case, backups=_people(then["backups"]))


def _as_it_is(case: Case, _: Facts, __: Facts) -> Case:
    """What was only noted changed nothing: it is no longer counted."""
    return case


def _wait_again(case: Case, _: Facts, then: Facts) -> Case:
    return replace(case, waiting_since=_moment(then["waiting_since"]))


def _unexcuse(case: Case, _: Facts, then: Facts) -> Case:
    return replace(case, no_reply=_excuse(then))


def _excuse(then: Facts) -> NoReplyReason | None:
    return NoReplyReason(str(then["no_reply"])) if then["no_reply"] else None


def _unsay(case: Case, facts: Facts, then: Facts) -> Case:
    replies = tuple(
        replace(reply, withdrawn=True) if reply.id == facts["reply"] else reply
        for reply in case.replies
    )
    return replace(case, replies=replies, silent_since=_moment(then["silent_since"]))


def _unpromise(case: Case, facts: Facts, _: Facts) -> Case:
    promise = find_promise(case, _promise_id(facts))
    return with_promise(case, replace(promise, state=PromiseState.WITHDRAWN))


def _reopen_promise(case: Case, facts: Facts, then: Facts) -> Case:
    promise = find_promise(case, _promise_id(facts))
    opened = replace(
        promise,
        state=PromiseState.OPEN,
        settled_at=None,
        evidence=None,
        because=None,
        remind_at=_moment(then.get("remind_at")),
    )
    return with_promise(case, opened)


def _ungive(case: Case, facts: Facts, _: Facts) -> Case:
    goodwill = tuple(
        replace(one, state=GoodwillState.WITHDRAWN) if one.id == facts["goodwill"] else one
        for one in case.goodwill
    )
    return replace(case, goodwill=goodwill)


def _offered_again(case: Case, then: Facts) -> Case:
    """What the action withdrew on its way stands again."""
    handovers = tuple(
        replace(offer, state=HandoverState.OFFERED, settled_at=None)
        if offer.id == then.get("handover")
        else offer
        for offer in case.handovers
    )
    placings = tuple(
        replace(request, state=PlacingState.ASKED, settled_at=None)
        if request.id == then.get("placing")
        else request
        for request in case.placings
    )
    return replace(case, handovers=handovers, placings=placings)


def _reminder(before: Case, facts: Facts) -> datetime | None:
    return next((one.remind_at for one in before.promises if one.id == facts.get("promise")), None)


def _promise_id(facts: Facts) -> PromiseId:
    return PromiseId(int(str(facts["promise"])))


def _person(fact: object) -> EmployeeId | None:
    return None if fact is None else EmployeeId(int(str(fact)))


def _people(fact: object) -> tuple[EmployeeId, ...]:
    people = fact if isinstance(fact, list | tuple) else ()
    return tuple(EmployeeId(int(one)) for one in people)


def _moment(fact: object) -> datetime | None:
    return None if fact is None else datetime.fromisoformat(str(fact))


_INVERSES: Mapping[Code, Callable[[Case, Facts, Facts], Case]] = {
    Code.CLAIMED: _back_in_state,
    Code.RELEASED: _back_in_state,
    Code.HELPING: _help_again,
    Code.HELP_ENDED: _help_again,
    Code.DISMISSED: _back_in_state,
    Code.SOLVED: _back_in_state,
    Code.WAITING: _wait_again,
    Code.WAITING_ENDED: _wait_again,
    Code.NO_REPLY_NEEDED: _unexcuse,
    Code.REPLIED: _unsay,
    Code.PROMISED: _unpromise,
    Code.PROMISE_KEPT: _reopen_promise,
    Code.PROMISE_BROKEN: _reopen_promise,
    Code.PROMISE_WAIVED: _reopen_promise,
    Code.GOODWILL_OFFERED: _ungive,
    Code.PROCESS_BYPASSED: _as_it_is,
}
