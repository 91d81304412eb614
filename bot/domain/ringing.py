"""What is due to be told about a case, and when to look next: a pure function of the truth.

Each *clock* watches one thing and yields moments in order, each with its step. `ring` gives,
for every clock, the highest step whose moment has passed, and the earliest moment still to come.
Looking early finds nothing, looking twice finds the same steps again; the notices' unique keys
remember what was told, so after downtime only the highest missed step of a clock rings.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from enum import StrEnum
from itertools import islice

from bot.domain.case import Case, Level, State
from bot.domain.employee import Employee
from bot.domain.errors import Facts
from bot.domain.events import moment
from bot.domain.ids import EmployeeId
from bot.domain.notice import NoticeKind
from bot.domain.policy import Ladder, Policy
from bot.domain.promise import Promise
from bot.domain.urgency import is_urgent
from bot.domain.working_time import (
    Calendar,
    NoWorkingTime,
    add_working,
    add_working_days,
    at_share,
    is_working_day,
    local_date,
    next_working_day,
    next_working_moment,
    working_day_start,
)


class Effect(StrEnum):
    """What a step does besides telling."""

    TELL = "tell"
    SHOW_AGAIN = "show_again"
    """The card goes to the wide channels."""
    PERSONAL_WORD = "personal_word"
    """The willing who helped with such cases are told."""
    EXPIRE_HANDOVER = "expire_handover"
    CLOSE = "close"


@dataclass(frozen=True, slots=True)
class Step:
    """One thing that is due. `key` is unique for the case, the step and its occurrence."""

    key: str
    at: datetime
    effect: Effect = Effect.TELL
    kind: NoticeKind | None = None
    to: EmployeeId | None = None
    level: Level | None = None
    """Raise the case to at least this level, and tell the person there."""
    facts: Facts = field(default_factory=dict)
    at_once: bool = False
    """Told outside working hours too: a promise due today, or a moment that the person chose."""


@dataclass(frozen=True, slots=True)
class Rung:
    """What is due now, and the next moment to look; None: nothing is to come."""

    steps: tuple[Step, ...]
    next_at: datetime | None


People = Mapping[EmployeeId, Employee]
_LATE_DAYS = 30
"""Reminders of a late promise: at most this many working days, the level is at its top by then."""


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
        yield _unclaimed(case, policy, ladder)
    if case.state is State.CLAIMED:
        yield from _owned(case, policy, people, ladder)
    if case.state is State.RESOLVED:
        yield _check_back(case, policy, people, asked_back_at)
    if _is_silent(case):
        yield _public_silence(case, ladder)
    for promise in case.open_promises:
        yield _promise(case, promise, policy, people)


def _is_silent(case: Case) -> bool:
    unanswered = case.silent_since is not None and case.no_reply is None
    return unanswered and not case.found_late and case.state in {State.OPEN, State.CLAIMED}


def _owned(case: Case, policy: Policy, people: People, ladder: Ladder) -> Iterator[Iterator[Step]]:
    if not case.said and case.no_reply is None:
        yield _no_reply(case, policy, people, ladder)
    if case.placing is not None:
        yield _placing(case, policy, people, ladder)
    if case.handover is not None:
        yield _handover(case)
    if case.waiting_since is not None:
        yield _waiting(case, policy, people, ladder)


def _unclaimed(case: Case, policy: Policy, ladder: Ladder) -> Iterator[Step]:
    """Nobody claims: shown again, then a personal word, then the lead (level 1).

    Each time that somebody had it, or that it came back, is a run of its own: what was told of an
    earlier one keeps no later one quiet.
    """
    since = max(case.opened_at, case.claimed_at or case.opened_at)
    run = f"{_occurrence(since)}.{case.reopened}"
    again = _after(policy.calendar, since, ladder.shown_again)
    yield Step(f"unclaimed:{run}:again", again, Effect.SHOW_AGAIN)
    personal = _after(policy.calendar, since, ladder.personal_word)
    yield Step(f"unclaimed:{run}:word", personal, Effect.PERSONAL_WORD, NoticeKind.UNCLAIMED)
    lead = _after(policy.calendar, since, ladder.lead_told)
    yield Step(f"unclaimed:{run}:lead", lead, kind=NoticeKind.UNCLAIMED_LEAD, level=Level.LEAD)


def _public_silence(case: Case, ladder: Ladder) -> Iterator[Step]:
    """A customer without any word of ours (D7), counted in the customer's time.

    Counted from the words themselves, whatever our queue says; a day later it rises again.
    """
    since = case.silent_since or case.opened_at
    run = _occurrence(since)
    facts = {"since": moment(since)}
    first = max(since + ladder.public_silence, case.opened_at)
    for count, level in enumerate((Level.LEAD, Level.MANAGER, Level.EXECUTIVE)):
        yield Step(
            f"silence:{run}:{count}",
            first + count * max(ladder.public_silence, timedelta(hours=24)),
            kind=NoticeKind.PUBLIC_SILENCE,
            level=level,
            facts=facts,
        )


def _no_reply(case: Case, policy: Policy, people: People, ladder: Ladder) -> Iterator[Step]:
    since = case.claimed_at or case.opened_at
    calendar = _calendar(people, case.owner, policy)
    at = _after(calendar, since, ladder.no_reply)
    yield Step(f"no_reply:{_occurrence(since)}", at, kind=NoticeKind.NO_REPLY, to=case.owner)


def _placing(case: Case, policy: Policy, people: People, ladder: Ladder) -> Iterator[Step]:
    request = case.placing
    if request is None:
        return
    calendar = _calendar(people, request.webcare, policy)
    facts = {"placing": request.id, "by": request.by}
    yield Step(
        f"placing:{request.id}:late",
        _after(calendar, request.asked_at, ladder.placing),
        kind=NoticeKind.PLACING_LATE,
        to=request.webcare,
        facts=facts,
    )
    yield Step(
        f"placing:{request.id}:lead",
        _after(calendar, request.asked_at, ladder.placing_lead),
        kind=NoticeKind.PLACING_LATE_LEAD,
        level=Level.LEAD,
        facts={**facts, "webcare": request.webcare},
    )


def _handover(case: Case) -> Iterator[Step]:
    offer = case.handover
    if offer is not None:
        yield Step(f"handover:{offer.id}:expired", offer.expires_at, Effect.EXPIRE_HANDOVER)


def _waiting(case: Case, policy: Policy, people: People, ladder: Ladder) -> Iterator[Step]:
    if case.waiting_since is None:
        return
    calendar = _calendar(people, case.owner, policy)
    at = _after_days(calendar, case.waiting_since, ladder.waiting_days)
    yield Step(
        f"waiting:{_occurrence(case.waiting_since)}",
        at,
        kind=NoticeKind.WAITING_LONG,
        to=case.owner,
    )


def _check_back(
    case: Case, policy: Policy, people: People, asked_back_at: datetime | None
) -> Iterator[Step]:
    """Solved, and silent since: the owner asks the customer once; silence after that closes it.

    However long the bot was down, nothing is closed before somebody was asked to check back.
    """
    solved = case.resolved_at or case.opened_at
    calendar = _calendar(people, case.owner, policy)
    ask = _after_days(calendar, solved, policy.check_back_days)
    yield Step(check_back_key(case), ask, kind=NoticeKind.CHECK_BACK, to=case.owner)
    if asked_back_at is not None:
        end = _after_days(calendar, max(ask, asked_back_at), policy.check_back_days)
        yield Step(f"close:{_occurrence(solved)}", end, Effect.CLOSE)


def check_back_key(case: Case) -> str:
    """The key of the check-back of this run of *solved*."""
    return f"check_back:{_occurrence(case.resolved_at or case.opened_at)}"


def _promise(case: Case, promise: Promise, policy: Policy, people: People) -> Iterator[Step]:
    """At 80 % of its time, at due, then once per working day with the level rising.

    *Remind me later* silences it until that moment, when it rings once for the snooze itself, at
    that very moment: they chose it. A promise without a date rings for that only.
    """
    due, until = promise.due_at, promise.remind_at
    steps = iter(()) if due is None else _promise_steps(case, promise, due, policy, people)
    if until is None:
        yield from steps
        return
    yield Step(
        f"promise:{promise.id}:{promise.moves}:snoozed:{_occurrence(until)}",
        until,
        kind=_snoozed_kind(due, until),
        to=_doer(case, promise),
        facts=_promise_facts(promise),
        at_once=True,
    )
    yield from (step for step in steps if step.at > until)


def _promise_steps(
    case: Case, promise: Promise, due: datetime, policy: Policy, people: People
) -> Iterator[Step]:
    doer = _doer(case, promise)
    calendar = _calendar(people, doer, policy)
    name = f"promise:{promise.id}:{promise.moves}"
    facts = _promise_facts(promise)
    early = min(at_share(calendar, promise.made_at, due, policy.promise_early), due)
    if early < due:
        yield Step(f"{name}:early", early, kind=NoticeKind.PROMISE_EARLY, to=doer, facts=facts)
    own = promise.made_by == doer
    yield Step(f"{name}:due", due, kind=NoticeKind.PROMISE_DUE, to=doer, facts=facts, at_once=own)
    for count, (morning, works) in enumerate(_mornings_after(policy.calendar, calendar, due), 1):
        yield Step(
            f"{name}:late:{count}",
            morning,
            kind=NoticeKind.PROMISE_LATE,
            to=doer if works else None,
            level=_late_level(case, count),
            facts={**facts, "days": count},
        )


def _late_level(case: Case, count: int) -> Level | None:
    """A level a day up to the highest; after that once more only where days were missed."""
    level = Level(min(count, Level.EXECUTIVE))
    return level if count <= Level.EXECUTIVE or case.level < level else None


def _mornings_after(
    company: Calendar, person: Calendar, at: datetime
) -> Iterator[tuple[datetime, bool]]:
    """The starts of the company's working days after a moment, and whether this person works then.

    The customer's days go on while a colleague is away, so levels rise by the company's days; on
    a day that the person works it starts when theirs does. Where nobody works, every day counts.
    """

    def mornings() -> Iterator[tuple[datetime, bool]]:
        on, morning = local_date(company.zone, at), at
        while True:
            try:
                on = next_working_day(company, on)
                works = is_working_day(person, on)
                morning = working_day_start(person if works else company, on)
            except NoWorkingTime:
                morning, works = morning + timedelta(days=1), True
            yield morning, works

    yield from islice(mornings(), _LATE_DAYS)


def _promise_facts(promise: Promise) -> Facts:
    return {"promise": promise.id, "due_at": moment(promise.due_at), "words": promise.words}


def _snoozed_kind(due: datetime | None, until: datetime) -> NoticeKind:
    late = due is not None and until > due
    return NoticeKind.PROMISE_LATE if late else NoticeKind.PROMISE_DUE


def _doer(case: Case, promise: Promise) -> EmployeeId | None:
    return promise.doer or case.owner


def _calendar(people: People, person: EmployeeId | None, policy: Policy) -> Calendar:
    known = people.get(person) if person is not None else None
    return known.calendar if known else policy.calendar


def _occurrence(at: datetime) -> str:
    """Names one run of a clock by the moment it started."""
    return format(int(at.timestamp()), "x")


def _after(calendar: Calendar, since: datetime, amount: timedelta) -> datetime:
    try:
        return add_working(calendar, since, amount)
    except NoWorkingTime:
        return since + amount


def _after_days(calendar: Calendar, since: datetime, days: int) -> datetime:
    try:
        on = add_working_days(calendar, local_date(calendar.zone, since), days)
        return working_day_start(calendar, on)
    except NoWorkingTime:
        return since + timedelta(days=days)


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
