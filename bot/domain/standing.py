"""Whether a notice is still true: judged again at sending, and again when it is redrawn."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import datetime

from bot.domain.case import Case, State
from bot.domain.errors import Facts
from bot.domain.goodwill import GoodwillState
from bot.domain.ids import EmployeeId
from bot.domain.notice import ANSWERED, NoticeKind
from bot.domain.promise import To

OFFER_CLAIM, OFFER_HELP = "claim", "help"
"""What is offered to somebody who put an emoji of helping on a card."""
Standing = Callable[[Case, Facts, EmployeeId | None], bool]


def still_stands(kind: NoticeKind, case: Case, facts: Facts, to: EmployeeId | None) -> bool:
    """Whether there is still something to do about it, for the one who was told.

    A notice that only tells (nothing to do) stands for ever.
    """
    judge = _JUDGES.get(kind)
    return True if judge is None else judge(case, facts, _meant_for(facts, to))


def worth_sending(
    kind: NoticeKind, case: Case, facts: Facts, to: EmployeeId | None, *, now: datetime
) -> bool:
    """Whether a notice that was not sent yet is still true: it may have waited for a morning."""
    judge = _NEWS.get(kind)
    fresh = judge is None or judge(case, facts, _meant_for(facts, to))
    due = facts.get("due_at")
    if kind is NoticeKind.PROMISE_EARLY and isinstance(due, str):
        fresh = now < datetime.fromisoformat(due)
    return fresh and still_stands(kind, case, facts, to)


def _meant_for(facts: Facts, to: EmployeeId | None) -> EmployeeId | None:
    """Whose it is to do, where somebody else hears it in their place."""
    meant = facts.get("for")
    return EmployeeId(meant) if isinstance(meant, int) else to


def asks(kind: NoticeKind) -> bool:
    """Whether this kind asks for something, and so can be settled."""
    return kind in _JUDGES


def _is_open(case: Case, _: Facts, __: EmployeeId | None) -> bool:
    return case.state is State.OPEN


def _is_claimed(case: Case, _: Facts, __: EmployeeId | None) -> bool:
    return case.state is State.CLAIMED


def _promise(case: Case, facts: Facts, to: EmployeeId | None) -> bool:
    for promise in case.open_promises:
        if promise.id == facts.get("promise"):
            return _same_due(promise.due_at, facts) and to in (promise.doer, case.owner)
    return False


def _doer(case: Case, facts: Facts, _: EmployeeId | None) -> bool:
    return any(
        one.id == facts.get("promise") and one.doer == facts.get("doer")
        for one in case.open_promises
    )


def _wanted(case: Case, facts: Facts, _: EmployeeId | None) -> bool:
    """The same owner still wants to hand it over, and nobody was asked since."""
    mine = case.state is State.CLAIMED and case.owner == facts.get("by", case.owner)
    return mine and case.handover is None


def _same_due(due_at: object, facts: Facts) -> bool:
    told = facts.get("due_at")
    if facts.get("undated"):
        return due_at is None
    return told is None or getattr(due_at, "isoformat", str)() == told


def _handover(case: Case, facts: Facts, _: EmployeeId | None) -> bool:
    return case.handover is not None and case.handover.id == facts.get("handover")


def _placing(case: Case, facts: Facts, _: EmployeeId | None) -> bool:
    return case.placing is not None and case.placing.id == facts.get("placing")


def _goodwill(case: Case, facts: Facts, _: EmployeeId | None) -> bool:
    return any(
        one.id == facts.get("goodwill") and one.state is GoodwillState.PROPOSED
        for one in case.goodwill
    )


def _first_case(case: Case, facts: Facts, _: EmployeeId | None) -> bool:
    return case.state is State.CLAIMED and case.owner == facts.get("owner") and case.first_time


def _no_reply(case: Case, _: Facts, to: EmployeeId | None) -> bool:
    unheard = not case.said and case.no_reply is None
    asked = (case.owner, case.buddy) if case.first_time else (case.owner,)
    return case.state is State.CLAIMED and to in asked and unheard


def _still_silent(case: Case, facts: Facts, _: EmployeeId | None) -> bool:
    """The same owner, and neither they nor anybody else has done something about it since."""
    since = facts.get("since")
    if case.state is not State.CLAIMED or case.owner != facts.get("owner", case.owner):
        return False
    done = [at for at in (case.owner_acted_at, case.last_reply_at, case.waiting_since) if at]
    return not isinstance(since, str) or all(at <= datetime.fromisoformat(since) for at in done)


def _update_wanted(case: Case, facts: Facts, _: EmployeeId | None) -> bool:
    """The customer still has had no word since the one that the facts name."""
    since, last = facts.get("since"), case.last_reply_at
    said = isinstance(since, str) and last is not None and last > datetime.fromisoformat(since)
    return case.state is State.CLAIMED and case.waiting_since is None and not said


def _no_plan(case: Case, _: Facts, __: EmployeeId | None) -> bool:
    dated = any(one.to is To.CUSTOMER and one.due_at is not None for one in case.open_promises)
    return case.state is State.CLAIMED and not dated


def _no_date(case: Case, facts: Facts, to: EmployeeId | None) -> bool:
    return any(
        one.id == facts.get("promise") and one.due_at is None and to in (one.doer, case.owner)
        for one in case.open_promises
    )


def _look_again(case: Case, facts: Facts, _: EmployeeId | None) -> bool:
    """Closed still, and nobody has said since the question that it is still mended."""
    asked, said = facts.get("at"), case.owner_acted_at
    answered = isinstance(asked, str) and said is not None
    return case.state is State.CLOSED and not (
        answered and said is not None and said >= datetime.fromisoformat(str(asked))
    )


def _silent(case: Case, _: Facts, __: EmployeeId | None) -> bool:
    return case.silent_since is not None and case.state in {State.OPEN, State.CLAIMED}


def _solved(case: Case, _: Facts, to: EmployeeId | None) -> bool:
    return case.state is State.RESOLVED and case.owner == to


def _waits(case: Case, _: Facts, to: EmployeeId | None) -> bool:
    return case.waiting_since is not None and case.owner == to


def _promise_open(case: Case, facts: Facts, _: EmployeeId | None) -> bool:
    return any(promise.id == facts.get("promise") for promise in case.open_promises)


def _still_raised(case: Case, facts: Facts, _: EmployeeId | None) -> bool:
    level = facts.get("level")
    return case.is_live and (not isinstance(level, int) or case.level >= level)


def _still_theirs(case: Case, _: Facts, to: EmployeeId | None) -> bool:
    return case.state is State.CLAIMED and case.owner == to


def _waits_for_word(case: Case, facts: Facts, to: EmployeeId | None) -> bool:
    return _still_theirs(case, facts, to) and case.silent_since is not None


def _still_sensitive(case: Case, _: Facts, __: EmployeeId | None) -> bool:
    return case.sensitive and case.is_live


def _offer(case: Case, facts: Facts, to: EmployeeId | None) -> bool:
    """What was offered can still be taken: the claim while nobody has it, else a helping hand."""
    if facts.get("offer") == OFFER_CLAIM:
        return case.state is State.OPEN
    return case.state is State.CLAIMED and to not in (case.owner, *case.backups)


def _unanswered(case: Case, facts: Facts, to: EmployeeId | None) -> bool:
    helps = to is not None and case.is_helper(to)
    return case.state is State.CLAIMED and helps and not facts.get(ANSWERED)


_NEWS: Mapping[NoticeKind, Standing] = {
    NoticeKind.PROMISE_ROSE: _promise_open,
    NoticeKind.RAISED: _still_raised,
    NoticeKind.CAME_BACK: _still_theirs,
    NoticeKind.CUSTOMER_SPOKE: _waits_for_word,
    NoticeKind.HELPER_JOINED: _still_theirs,
    NoticeKind.SENSITIVE: _still_sensitive,
}
"""What only tells: true or not at the first sending, and told as it was from then on."""

_JUDGES: Mapping[NoticeKind, Standing] = {
    NoticeKind.SUGGESTED: _is_open,
    NoticeKind.CLAIM_OFFERED: _offer,
    NoticeKind.UNCLAIMED: _is_open,
    NoticeKind.UNCLAIMED_LEAD: _is_open,
    NoticeKind.PUBLIC_SILENCE: _silent,
    NoticeKind.NO_REPLY: _no_reply,
    NoticeKind.SILENT_OWNER: _still_silent,
    NoticeKind.SILENT_OWNER_LEAD: _still_silent,
    NoticeKind.UPDATE_ASKED: _update_wanted,
    NoticeKind.UPDATE_LATE: _update_wanted,
    NoticeKind.PLAN_ASKED: _no_plan,
    NoticeKind.DATE_ASKED: _no_date,
    NoticeKind.STILL_MENDED: _look_again,
    NoticeKind.GOODWILL_LATE: _goodwill,
    NoticeKind.PROMISE_HEARD: _unanswered,
    NoticeKind.PROMISE_GIVEN: _promise,
    NoticeKind.DOER_LEFT: _doer,
    NoticeKind.PROMISE_EARLY: _promise,
    NoticeKind.PROMISE_DUE: _promise,
    NoticeKind.PROMISE_LATE: _promise,
    NoticeKind.HANDOVER_ASKED: _handover,
    NoticeKind.HANDOVER_WANTED: _wanted,
    NoticeKind.TAKEN_OVER: _still_theirs,
    NoticeKind.DEMANDED: _promise,
    NoticeKind.DOER_AWAY: _doer,
    NoticeKind.PLACING_ASKED: _placing,
    NoticeKind.PLACING_LATE: _placing,
    NoticeKind.PLACING_LATE_LEAD: _placing,
    NoticeKind.GOODWILL_ASKED: _goodwill,
    NoticeKind.HELP_ASKED: _is_claimed,
    NoticeKind.FIRST_CASE: _first_case,
    NoticeKind.CHECK_BACK: _solved,
    NoticeKind.WAITING_LONG: _waits,
}
