"""How urgent a case is, and why, in codes that the wording turns into one sentence."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from bot.domain.case import Case, State
from bot.domain.flags import Flag


class Why(StrEnum):
    """A reason for being here; reach is none of them (DESIGN 1)."""

    FLAG = "flag"
    CAME_BACK = "came_back"
    REPEAT = "repeat"
    RAISED = "raised"
    CALLED = "called"
    SILENT = "silent"
    NEW = "new"


@dataclass(frozen=True, slots=True)
class Reason:
    """One reason. `weight` orders them and sums to the urgency; `silent` is elapsed time."""

    why: Why
    weight: int
    flag: Flag | None = None
    count: int = 0
    silent: timedelta = timedelta(0)


_FLAGS: dict[Flag, int] = {
    Flag.SAFETY: 100,
    Flag.VULNERABLE: 90,
    Flag.DATA_LEAK: 80,
    Flag.LEGAL: 70,
    Flag.PRESS: 60,
    Flag.THREAT: 50,
    Flag.NO_SERVICE: 50,
    Flag.LEAVING: 40,
    Flag.MONEY: 30,
}
URGENT_FROM = 50
"""A case is urgent when its reasons weigh this much together."""
_LONG = timedelta(hours=24)
_SOME = timedelta(hours=4)


def reasons(case: Case, *, now: datetime) -> tuple[Reason, ...]:
    """Every reason why this case is here, the most telling first."""
    return tuple(sorted(_reasons(case, now), key=lambda reason: -reason.weight))


def is_urgent(case: Case) -> bool:
    """Whether the short ladder applies.

    Silence is left out: it is what the ladders measure, and a ladder must not shorten itself. So is
    the level, which is what the ladders raise.
    """
    if not (case.flags or case.broadcasts or case.reopened or case.repeats):
        return False  # as of most cases, at every clock of each
    lasting = (reason for reason in _lasting(case) if reason.why is not Why.RAISED)
    return sum(reason.weight for reason in lasting) >= URGENT_FROM


def _reasons(case: Case, now: datetime) -> Iterator[Reason]:
    yield from _lasting(case)
    waits = case.silent_since is not None and case.no_reply is None
    if case.silent_since is not None and waits and case.state in {State.OPEN, State.CLAIMED}:
        yield _silence(now - case.silent_since)
    yield Reason(Why.NEW, 0)


def _lasting(case: Case) -> Iterator[Reason]:
    for flag in case.flags:
        yield Reason(Why.FLAG, _FLAGS[flag], flag=flag)
    if case.broadcasts and case.state is State.OPEN:
        yield Reason(Why.CALLED, 55)
    if case.reopened:
        yield Reason(Why.CAME_BACK, 50, count=case.reopened)
    if case.repeats > case.reopened:
        yield Reason(Why.REPEAT, 50, count=case.repeats)
    if case.level:
        yield Reason(Why.RAISED, 20, count=int(case.level))


def _silence(silent: timedelta) -> Reason:
    weight = 45 if silent >= _LONG else 25 if silent >= _SOME else 5
    return Reason(Why.SILENT, weight, silent=silent)
