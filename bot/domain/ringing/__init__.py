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
from bot.domain.goodwill import Goodwill, GoodwillState
from bot.domain.policy import Policy
from bot.domain.ringing.case_clocks import (
    check_back,
    check_back_key,
    goodwill,
    handover,
    look_again,
    placing,
    public_silence,
    unclaimed,
)
from bot.domain.ringing.counting import attended, ladder_of, looked_at
from bot.domain.ringing.owner_clocks import (
    asked_owner_key,
    first_word_at,
    no_reply,
    plan,
    quick_update,
    silent_owner,
    waiting,
)
from bot.domain.ringing.promise_clocks import counts_as_due, first_reminder_at, promised
from bot.domain.ringing.step import Effect, People, Rung, Step
from bot.domain.ringing.waits import Waits, waits_of

__all__ = [
    "Effect",
    "People",
    "Rung",
    "Step",
    "Waits",
    "asked_key",
    "attended",
    "counts_as_due",
    "first_reminder_at",
    "first_word_at",
    "looked_at",
    "ring",
    "rings_first",
    "waits_of",
]


def ring(
    case: Case,
    policy: Policy,
    people: People,
    *,
    now: datetime,
    asked_at: datetime | None = None,
    waits: Waits = (),
) -> Rung:
    """The steps that are due for this case and the next moment to look at it.

    `people` holds at least the colleagues whom the case names; `asked_at` is when somebody was
    asked what `asked_key` names; `waits` are when it waited for the customer: see `waits_of`. They
    only ever put off that a plan is asked for. Moments are UTC. Of a case that has ended only its
    open promises ring (those to leadership outlive it), and whether it is still mended; of one
    that was found late only what somebody took upon themselves.
    """
    due: list[Step] = []
    coming: list[datetime] = []
    for clock in _clocks(case, policy, people, asked_at, waits):
        passed, following = _read(clock, now)
        due += passed
        coming += following
    return Rung(tuple(due), min(coming, default=None))


def asked_key(
    case: Case, policy: Policy, people: People, *, now: datetime, waits: Waits = ()
) -> str | None:
    """The key of the question that must have been asked before a clock goes on; None: none is due.

    A solved case is closed after somebody was asked to check back with the customer, and taken
    from an owner after they were asked whether they are still on it.
    """
    if case.state is State.RESOLVED:
        return check_back_key(case)
    return asked_owner_key(case, policy, people, now=now, waits=waits)


def _read(clock: Iterator[Step], now: datetime) -> tuple[list[Step], list[datetime]]:
    last: Step | None = None
    for step in clock:
        if step.at > now:
            return ([last] if last else [], [step.at])
        last = step
    return ([last] if last else [], [])


def _clocks(
    case: Case, policy: Policy, people: People, asked_at: datetime | None, waits: Waits
) -> Iterator[Iterator[Step]]:
    ladder = ladder_of(case, policy)
    if case.state is State.OPEN and not case.found_late:
        yield unclaimed(case, policy, ladder)
    if case.state is State.CLAIMED:
        yield from _owned(case, policy, people, waits)
        yield silent_owner(case, policy, people, asked_at, waits)
    if case.state is State.RESOLVED:
        yield check_back(case, policy, people, asked_at)
    if case.state is State.CLOSED:
        yield look_again(case, ladder)
    if _is_silent(case):
        yield public_silence(case, ladder)
    for given in _unanswered(case):
        yield goodwill(case, given, policy, ladder)
    for promise in case.open_promises:
        yield promised(case, promise, policy, ladder, people)


def _is_silent(case: Case) -> bool:
    unanswered = case.silent_since is not None and case.no_reply is None
    return unanswered and not case.found_late and case.state in {State.OPEN, State.CLAIMED}


def _unanswered(case: Case) -> Iterator[Goodwill]:
    """What the lead is asked to allow."""
    if case.is_live:
        yield from (one for one in case.goodwill if one.state is GoodwillState.PROPOSED)


def _owned(case: Case, policy: Policy, people: People, waits: Waits) -> Iterator[Iterator[Step]]:
    if not case.said and case.no_reply is None:
        yield no_reply(case, policy, people)
    if case.placing is not None:
        yield placing(case, policy, people, ladder_of(case, policy))
    if case.handover is not None:
        yield handover(case)
    yield waiting(case, policy, people)
    yield quick_update(case, policy, people)
    yield plan(case, policy, people, waits)


def rings_first(steps: Sequence[Step]) -> Sequence[Step]:
    """Steps in the order in which they are to be carried out: endings last."""
    return sorted(steps, key=lambda step: (step.effect in _ENDINGS, step.at))


_ENDINGS = frozenset({Effect.OFFER_AGAIN, Effect.CLOSE})
