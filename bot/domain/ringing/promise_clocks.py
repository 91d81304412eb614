"""The clock of a promise: before it is due, at its moment, and every working day after it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from itertools import chain, islice

from bot.domain.case import Case, Level
from bot.domain.errors import Facts
from bot.domain.events import moment
from bot.domain.ids import EmployeeId
from bot.domain.notice import NoticeKind
from bot.domain.policy import Ladder, Policy
from bot.domain.promise import Promise
from bot.domain.ringing.counting import (
    by,
    calendar_of,
    end_of_day,
    in_order,
    ladder_of,
    occurrence,
    time_of,
)
from bot.domain.ringing.step import People, Step
from bot.domain.working_time import (
    Calendar,
    NoWorkingTime,
    at_share,
    is_working_day,
    local_date,
    next_working_day,
    next_working_moment,
    working_day_start,
)

_LATE_DAYS = 30
"""Reminders of a late promise: at most this many working days, the level is at its top by then."""


def promised(
    case: Case, promise: Promise, policy: Policy, ladder: Ladder, people: People
) -> Iterator[Step]:
    """At 80 % of its time, at due, then once per working day with the level rising.

    Where no date was said, whoever does it is asked for one, and until there is one it rings as
    if it were due after some working days. *Remind me later* silences it until that moment, when
    it rings once for the snooze itself, at that very moment: they chose it. What is late rises
    meanwhile all the same, without a word to them.
    """
    due, until = promise.due_at or undated_due_at(promise, policy, ladder), promise.remind_at
    asking = _ask_date(case, promise, ladder, policy, people)
    steps = _promise_steps(case, promise, due, policy, people)
    if until is None:
        yield from in_order(asking, steps)
        return
    before, after = _parted(steps, until)
    yield from _snoozed(case, promise, due, until, before)
    yield from in_order((step for step in asking if step.at > until), after)


def _parted(steps: Iterator[Step], until: datetime) -> tuple[list[Step], Iterator[Step]]:
    """The steps up to a moment, and what comes after them, read no further than it takes."""
    before: list[Step] = []
    for step in steps:
        if step.at > until:
            return before, chain((step,), steps)
        before.append(step)
    return before, iter(())


def _snoozed(
    case: Case, promise: Promise, due: datetime, until: datetime, before: Sequence[Step]
) -> Iterator[Step]:
    """The levels that a late promise rises to meanwhile, and then the reminder they asked for."""
    rising = [step for step in before if step.level is not None]
    yield from (replace(step, to=None) for step in rising if step.at < until)
    yield Step(
        f"{_run(promise)}:snoozed:{occurrence(until)}",
        until,
        kind=_snoozed_kind(due, until),
        to=doer_of(case, promise),
        level=next((step.level for step in rising if step.at == until), None),
        facts=_promise_facts(promise),
        at_once=True,
    )


def counts_as_due(case: Case, promise: Promise, policy: Policy) -> datetime:
    """When a promise is due, in UTC; where no date was said, when it rings as if it were."""
    return promise.due_at or undated_due_at(promise, policy, ladder_of(case, policy))


def undated_due_at(promise: Promise, policy: Policy, ladder: Ladder) -> datetime:
    """When a promise without a date counts as due, in UTC: the end of some working day."""
    return end_of_day(policy.calendar, promise.made_at, ladder.undated)


def _ask_date(
    case: Case, promise: Promise, ladder: Ladder, policy: Policy, people: People
) -> Iterator[Step]:
    if promise.due_at is None:
        yield Step(
            f"{_run(promise)}:date",
            date_asked_at(case, promise, ladder, policy, people),
            kind=NoticeKind.DATE_ASKED,
            to=doer_of(case, promise),
            facts=_promise_facts(promise),
        )


def date_asked_at(
    case: Case, promise: Promise, ladder: Ladder, policy: Policy, people: People
) -> datetime:
    """When whoever does it is asked for the date of a promise that has none, or after a snooze.

    The customer waits on while they are away: then somebody else hears the question.
    """
    calendar = time_of(case, people, doer_of(case, promise), policy)
    at = by(replace(calendar, absences=()), promise.made_at, ladder.ask_date)
    return max(at, promise.remind_at or at)


def _promise_steps(
    case: Case, promise: Promise, due: datetime, policy: Policy, people: People
) -> Iterator[Step]:
    doer = doer_of(case, promise)
    calendar = calendar_of(people, doer, policy)
    name = _run(promise)
    facts = _promise_facts(promise)
    early = _early(promise, due, calendar, policy)
    if early < due:
        yield Step(f"{name}:early", early, kind=NoticeKind.PROMISE_EARLY, to=doer, facts=facts)
    own = promise.made_by == doer
    yield Step(f"{name}:due", due, kind=NoticeKind.PROMISE_DUE, to=doer, facts=facts, at_once=own)
    heard_on = local_date(calendar.zone, due if own else _heard_at(calendar, due))
    for count, (morning, works) in enumerate(_mornings_after(policy.calendar, calendar, due), 1):
        is_news = works and local_date(calendar.zone, morning) > heard_on
        yield Step(
            f"{name}:late:{count}",
            morning,
            kind=NoticeKind.PROMISE_LATE,
            # On the morning on which they hear that it is due, that is enough.
            to=doer if is_news else None,
            level=_late_level(case, count),
            facts={**facts, "days": count},
        )


def _heard_at(calendar: Calendar, due: datetime) -> datetime:
    """When a doer hears that what a colleague promised for them is due, in UTC.

    While they are away somebody else hears it, so that day counts, and they hear it when back.
    """
    try:
        return next_working_moment(replace(calendar, absences=()), due)
    except NoWorkingTime:
        return due


def first_reminder_at(promise: Promise, calendar: Calendar, policy: Policy) -> datetime | None:
    """When whoever does it first hears of a promise, in UTC; None: no date was said.

    The rule is that of ringing: at 80 % of its time, in the doer's `calendar`, at the latest when
    it is due.
    """
    due = promise.due_at
    if due is None:
        return None
    early = _early(promise, due, calendar, policy)
    try:
        return min(next_working_moment(calendar, early), due)
    except NoWorkingTime:
        return early


def _early(promise: Promise, due: datetime, calendar: Calendar, policy: Policy) -> datetime:
    return min(at_share(calendar, promise.made_at, due, policy.promise_early), due)


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
        # Where the person is: when it is due there, the company may be a day ahead already.
        on, morning = local_date(person.zone, at), at
        while True:
            try:
                on = next_working_day(company, on)
                works = is_working_day(person, on)
                morning = working_day_start(person if works else company, on)
            except NoWorkingTime:
                morning, works = morning + timedelta(days=1), True
            if morning > at:
                yield morning, works

    yield from islice(mornings(), _LATE_DAYS)


def _run(promise: Promise) -> str:
    """Names the run of one date; what rings without a date is a run of its own."""
    undated = "u" if promise.due_at is None else ""
    return f"promise:{promise.id}:{promise.moves}{undated}"


def _promise_facts(promise: Promise) -> Facts:
    facts: Facts = {"promise": promise.id, "due_at": moment(promise.due_at)}
    undated: Facts = {"undated": True} if promise.due_at is None else {}
    return {**facts, "words": promise.words, **undated}


def _snoozed_kind(due: datetime, until: datetime) -> NoticeKind:
    return NoticeKind.PROMISE_LATE if until > due else NoticeKind.PROMISE_DUE


def doer_of(case: Case, promise: Promise) -> EmployeeId | None:
    """Who is reminded of a promise: who does it, else the owner."""
    return promise.doer or case.owner
