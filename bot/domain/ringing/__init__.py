"""What is due to be told about a case, and when to look next: a pure function of the truth.

Each *clock* watches one thing and yields moments in order, each with its step. `ring` gives,
for every clock, the highest step whose moment has passed, and the earliest moment still to come.
Looking early finds nothing, looking twice finds the same steps again; the notices' unique keys
remember what was told, so after downtime only the highest missed step of a clock rings.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime

from bot.domain.case import Case, State
from bot.domain.policy import Ladder, Policy
from bot.domain.ringing.case_clocks import (
    check_back,
    check_back_key,
    handover,
    no_reply,
    placing,
    public_silence,
    unclaimed,
    waiting,
)
from bot.domain.ringing.promise_clocks import first_reminder_at, promised
from bot.domain.ringing.step import Effect, People, Rung, Step
from bot.domain.urgency import is_urgent
from bot.domain.working_time import Calendar, NoWorkingTime, next_working_moment

__all__ = [
    "Effect",
    "People",
    "Rung",
    "Step",
    "check_back_key",
    "first_reminder_at",
    "ring",
    "rings_first",
    "told_at",
]


def ring(
    case: Case,
    policy: Policy,
    people: People,
    *,
    now: datetime,
    asked_back_at: datetime | None = None,
) -> Rung:
    """The steps that are due for this case and the next moment to look at it.

    `people` holds at least the colleagues whom the case names; `asked_back_at` is when somebody
    was asked to check back with the customer. Moments are UTC. Of a case that has
    ended only its open promises ring (those to leadership outlive it); of one that was found late
    only what somebody took upon themselves.
    """
    due: list[Step] = []
    coming: list[datetime] = []
    for clock in _clocks(case, policy, people, asked_back_at):
        passed, following = _read(clock, now)
        due += passed
        coming += following
    return Rung(tuple(due), min(coming, default=None))


def _read(clock: Iterator[Step], now: datetime) -> tuple[list[Step], list[datetime]]:
    last: Step | None = None
    for step in clock:
        if step.at > now:
            return ([last] if last else [], [step.at])
        last = step
    return ([last] if last else [], [])


def _clocks(
    case: Case, policy: Policy, people: People, asked_back_at: datetime | None
) -> Iterator[Iterator[Step]]:
    ladder = policy.urgent if is_urgent(case) else policy.normal
    if case.state is State.OPEN and not case.found_late:
        yield unclaimed(case, policy, ladder)
    if case.state is State.CLAIMED:
        yield from _owned(case, policy, people, ladder)
    if case.state is State.RESOLVED:
        yield check_back(case, policy, people, asked_back_at)
    if _is_silent(case):
        yield public_silence(case, ladder)
    for promise in case.open_promises:
        yield promised(case, promise, policy, people)


def _is_silent(case: Case) -> bool:
    unanswered = case.silent_since is not None and case.no_reply is None
    return unanswered and not case.found_late and case.state in {State.OPEN, State.CLAIMED}


def _owned(case: Case, policy: Policy, people: People, ladder: Ladder) -> Iterator[Iterator[Step]]:
    if not case.said and case.no_reply is None:
        yield no_reply(case, policy, people, ladder)
    if case.placing is not None:
        yield placing(case, policy, people, ladder)
    if case.handover is not None:
        yield handover(case)
    if case.waiting_since is not None:
        yield waiting(case, policy, people, ladder)


def told_at(calendar: Calendar, step: Step, *, now: datetime) -> datetime:
    """When a person may hear a step: at once, or at the start of their next working time."""
    if step.at_once:
        return now
    try:
        return next_working_moment(calendar, now)
    except NoWorkingTime:
        return now


def rings_first(steps: Sequence[Step]) -> Sequence[Step]:
    """Steps in the order in which they are to be carried out: endings last."""
    return sorted(steps, key=lambda step: (step.effect is Effect.CLOSE, step.at))
