"""The clocks of an owner: a first word, words on the way, a plan, and an owner who is silent."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from itertools import chain, islice, takewhile

from bot.domain.case import Case, Level, State
from bot.domain.events import moment
from bot.domain.ids import EmployeeId
from bot.domain.notice import NoticeKind
from bot.domain.policy import Policy
from bot.domain.promise import Promise, PromiseState, To
from bot.domain.ringing.counting import (
    after,
    after_days,
    by,
    calendar_of,
    heard_at,
    in_full,
    ladder_of,
    occurrence,
    time_of,
)
from bot.domain.ringing.promise_clocks import date_asked_at, doer_of
from bot.domain.ringing.step import Effect, People, Step
from bot.domain.ringing.waits import Waits, by_unpaused
from bot.domain.working_time import Calendar

_ASKS = 20
"""A quick update is asked for so often in one run; the lead knows of it long before."""


def first_word_at(case: Case, policy: Policy, people: People) -> datetime | None:
    """By when the customer hears that somebody looks into it; None: nobody took it."""
    if case.claimed_at is None:
        return None
    calendar = time_of(case, people, _first_asked(case), policy)
    return after(calendar, case.claimed_at, ladder_of(case, policy).no_reply)


def no_reply(case: Case, policy: Policy, people: People) -> Iterator[Step]:
    """Somebody owns it, and the customer has had no word of ours.

    Who does their first case is not nagged about it: the buddy at their side hears it instead.
    """
    at = first_word_at(case, policy, people)
    if at is not None and case.claimed_at is not None:
        key = f"no_reply:{occurrence(case.claimed_at)}"
        yield Step(key, at, kind=NoticeKind.NO_REPLY, to=_first_asked(case))


def _first_asked(case: Case) -> EmployeeId | None:
    return case.buddy if case.first_time and case.buddy is not None else case.owner


def waiting(case: Case, policy: Policy, people: People) -> Iterator[Step]:
    """Waiting for the customer for long: the owner is asked."""
    at = _waited_at(case, policy, people)
    if at is not None and case.waiting_since is not None:
        key = f"waiting:{occurrence(case.waiting_since)}"
        yield Step(key, at, kind=NoticeKind.WAITING_LONG, to=case.owner)


def _waited_at(case: Case, policy: Policy, people: People) -> datetime | None:
    if case.waiting_since is None:
        return None
    calendar = calendar_of(people, case.owner, policy)
    return after_days(calendar, case.waiting_since, ladder_of(case, policy).waiting_days)


def quick_update(case: Case, policy: Policy, people: People) -> Iterator[Step]:
    """Nothing is solved, and our last word is some days old: the owner is asked for another.

    Again every so many days; when there was none up to a limit in elapsed time, the lead hears
    it too. Not while the customer has something to answer, nor while they wait for an answer of
    ours: other clocks watch that.
    """
    spoken = case.last_reply_at
    if spoken is None or case.silent_since is not None or case.no_reply is not None:
        return
    if not _is_under_way(case):
        return
    run = f"update:{occurrence(spoken)}.{_held(case)}"
    asks = islice(_update_asks(case, policy, people, spoken), _ASKS)
    first = next(asks)
    latest = spoken + ladder_of(case, policy).quick_update_latest
    late = latest if latest > first else after_days(policy.calendar, first, 1)
    kind, to, facts = NoticeKind.UPDATE_ASKED, case.owner, {"since": moment(spoken)}
    for number, at in enumerate(takewhile(lambda one: one < late, chain((first,), asks)), 1):
        yield Step(f"{run}:{number}", at, kind=kind, to=to, facts=facts)
    yield Step(f"{run}:late", late, kind=kind, to=to, level=Level.LEAD, facts=facts)


def _update_asks(
    case: Case, policy: Policy, people: People, spoken: datetime
) -> Iterator[datetime]:
    """The moments at which a quick update is asked for, the first within the limit."""
    ladder, calendar = ladder_of(case, policy), time_of(case, people, case.owner, policy)
    at = min(by(calendar, spoken, ladder.quick_update), spoken + ladder.quick_update_latest)
    at = _not_at_once(case, calendar, at)
    while True:
        yield at
        at = by(calendar, at, ladder.quick_update)


def _not_at_once(case: Case, calendar: Calendar, at: datetime) -> datetime:
    """The customer's time goes on with a new owner, who has at least until the next morning."""
    taken = case.claimed_at or case.opened_at
    return at if at > taken else after_days(calendar, taken, 1)


def plan(case: Case, policy: Policy, people: People, waits: Waits = ()) -> Iterator[Step]:
    """No solution by then, and no promise with a date: the owner is asked for one of the two.

    It stands still while we wait for the customer: `waits` are when we did.
    """
    at = _plan_at(case, policy, people, waits)
    if at is not None:
        since = occurrence(_unplanned_since(case))
        key = f"plan:{since}.{_held(case)}"
        yield Step(key, at, kind=NoticeKind.PLAN_ASKED, to=case.owner)


def _plan_at(case: Case, policy: Policy, people: People, waits: Waits) -> datetime | None:
    dated = any(one.to is To.CUSTOMER and one.due_at is not None for one in case.open_promises)
    if dated or not _is_under_way(case):
        return None
    calendar = time_of(case, people, case.owner, policy)
    amount = ladder_of(case, policy).plan
    at = by_unpaused(calendar, _unplanned_since(case), amount, waits)
    return _not_at_once(case, calendar, at)


def _unplanned_since(case: Case) -> datetime:
    """Since when there is no plan: since the beginning, or since a dated promise was settled."""
    settled = (
        one.settled_at
        for one in case.promises
        if one.settled_at is not None
        and one.due_at is not None
        and one.to is To.CUSTOMER
        and one.state is not PromiseState.WITHDRAWN
    )
    came_back = case.last_said_at if case.reopened else case.opened_at
    return max((case.opened_at, came_back, *settled))


def _is_under_way(case: Case) -> bool:
    """It is somebody's, and it is we who are to move: waiting for the customer pauses."""
    return case.state is State.CLAIMED and case.waiting_since is None


def _held(case: Case) -> str:
    """Names the run of one owner."""
    return occurrence(case.claimed_at or case.opened_at)


# --- a silent owner -----------------------------------------------------------------------------


def silent_owner(
    case: Case, policy: Policy, people: People, asked_at: datetime | None, waits: Waits = ()
) -> Iterator[Step]:
    """An owner who owes an act and does none: asked, then the lead asks, then offered again.

    Never offered while a promise is open: then it rises. `asked_at` is when they were asked:
    nobody loses a case without having been asked, however long the bot was down, nor before
    they have worked since. Who is away is not silent.
    """
    since = owing_since(case, policy, people, waits)
    if since is None:
        return
    ladder, mine = ladder_of(case, policy), calendar_of(people, case.owner, policy)
    time = time_of(case, people, case.owner, policy)
    key, facts = _silent_key(case, since), {"since": moment(since), "owner": case.owner}
    # Urgent time may run on while its owner is off, and cannot know what others said.
    known = since if since == _acted_at(case) else heard_at(mine, since)
    ask = heard_at(mine, in_full(time, known, ladder.silent_owner))
    yield Step(f"{key}:ask", ask, kind=NoticeKind.SILENT_OWNER, to=case.owner, facts=facts)
    if asked_at is None:
        return
    asked = heard_at(mine, max(ask, asked_at))
    lead = in_full(time, asked, ladder.silent_owner_lead)
    kind = NoticeKind.SILENT_OWNER_LEAD
    yield Step(f"{key}:lead", lead, kind=kind, level=Level.LEAD, facts=facts)
    again = in_full(time, lead, ladder.silent_owner_lead)
    if case.blocking_promises:
        yield Step(f"{key}:rose", again, kind=kind, level=Level.MANAGER, facts=facts)
    else:
        yield Step(f"{key}:again", again, Effect.OFFER_AGAIN)


def asked_owner_key(
    case: Case, policy: Policy, people: People, *, now: datetime, waits: Waits = ()
) -> str | None:
    """The key of the question to a silent owner, where it may have been asked by now."""
    ask = next(silent_owner(case, policy, people, None, waits), None)
    return ask.key if ask is not None and ask.at <= now else None


def owing_since(case: Case, policy: Policy, people: People, waits: Waits = ()) -> datetime | None:
    """Since when the owner owes an act; None: they owe none, or work here no more.

    Since the customer waits for a word of ours, or else since something was asked of the owner
    that they have done nothing about: a quick update, a plan, a date, whether to wait any longer.
    """
    owner = people.get(case.owner) if case.owner is not None else None
    if case.state is not State.CLAIMED or (owner is not None and not owner.active):
        return None
    acted = _acted_at(case)
    if case.silent_since is not None and case.no_reply is None:
        # Words that webcare is to place are the owner's act: now it is webcare that is waited for.
        return max(acted, case.silent_since) if case.placing is None else None
    # A word of whoever helps does, too: the question would be taken back, and never asked again.
    done = max(acted, case.last_reply_at or acted)
    return min((at for at in _asked(case, policy, people, waits) if at > done), default=None)


def _acted_at(case: Case) -> datetime:
    """When the owner last did something: at least, they took it."""
    taken = case.claimed_at or case.opened_at
    return max(taken, case.owner_acted_at or taken)


def _asked(case: Case, policy: Policy, people: People, waits: Waits) -> Iterator[datetime]:
    acted = case.owner_acted_at
    updates = (step.at for step in quick_update(case, policy, people))
    yield from _first_after(acted, updates)
    for at in (_plan_at(case, policy, people, waits), _waited_at(case, policy, people)):
        if at is not None:
            yield at
    ladder = ladder_of(case, policy)
    for promise in case.open_promises:
        if _is_to_be_dated(case, promise):
            yield date_asked_at(case, promise, ladder, policy, people)


def _is_to_be_dated(case: Case, promise: Promise) -> bool:
    """The owner owes the customer a date; of a coffee with a colleague none is owed."""
    mine = doer_of(case, promise) == case.owner
    return mine and promise.due_at is None and promise.to is To.CUSTOMER


def _first_after(acted: datetime | None, moments: Iterator[datetime]) -> Iterator[datetime]:
    found = next((at for at in moments if acted is None or at > acted), None)
    if found is not None:
        yield found


def _silent_key(case: Case, since: datetime) -> str:
    return f"owner:{_held(case)}.{occurrence(since)}"
