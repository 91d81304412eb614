"""Whether a notice is still true: judged again at sending, and again when it is redrawn."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from bot.domain.case import Case, State
from bot.domain.errors import Facts
from bot.domain.goodwill import GoodwillState
from bot.domain.ids import EmployeeId
from bot.domain.notice import NoticeKind

Standing = Callable[[Case, Facts, EmployeeId | None], bool]


def still_stands(kind: NoticeKind, case: Case, facts: Facts, to: EmployeeId | None) -> bool:
    """Whether there is still something to do about it, for the one who was told.

    A notice that only tells (nothing to do) stands for ever.
    """
    judge = _JUDGES.get(kind)
    return True if judge is None else judge(case, facts, to)


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


def _same_due(due_at: object, facts: Facts) -> bool:
    told = facts.get("due_at")
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


def _no_reply(case: Case, _: Facts, to: EmployeeId | None) -> bool:
    unheard = not case.said and case.no_reply is None
    return case.state is State.CLAIMED and case.owner == to and unheard


def _silent(case: Case, _: Facts, __: EmployeeId | None) -> bool:
    return case.silent_since is not None and case.state in {State.OPEN, State.CLAIMED}


def _solved(case: Case, _: Facts, to: EmployeeId | None) -> bool:
    return case.state is State.RESOLVED and case.owner == to


def _waits(case: Case, _: Facts, to: EmployeeId | None) -> bool:
    return case.waiting_since is not None and case.owner == to


_JUDGES: Mapping[NoticeKind, Standing] = {
    NoticeKind.SUGGESTED: _is_open,
    NoticeKind.UNCLAIMED: _is_open,
    NoticeKind.UNCLAIMED_LEAD: _is_open,
    NoticeKind.PUBLIC_SILENCE: _silent,
    NoticeKind.NO_REPLY: _no_reply,
    NoticeKind.PROMISE_GIVEN: _promise,
    NoticeKind.PROMISE_EARLY: _promise,
    NoticeKind.PROMISE_DUE: _promise,
    NoticeKind.PROMISE_LATE: _promise,
    NoticeKind.HANDOVER_ASKED: _handover,
    NoticeKind.PLACING_ASKED: _placing,
    NoticeKind.PLACING_LATE: _placing,
    NoticeKind.PLACING_LATE_LEAD: _placing,
    NoticeKind.GOODWILL_ASKED: _goodwill,
    NoticeKind.HELP_ASKED: _is_claimed,
    NoticeKind.CHECK_BACK: _solved,
    NoticeKind.WAITING_LONG: _waits,
}
