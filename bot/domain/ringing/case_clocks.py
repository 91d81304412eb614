"""The clocks of a case as such: nobody takes it, silence, requests, waiting, its end."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta

from bot.domain.case import Case, Level, Outcome
from bot.domain.events import moment
from bot.domain.goodwill import Goodwill
from bot.domain.notice import NoticeKind
from bot.domain.policy import Ladder, Policy
from bot.domain.ringing.counting import (
    after,
    after_days,
    attended,
    calendar_of,
    in_full,
    in_order,
    ladder_of,
    occurrence,
    time_of,
)
from bot.domain.ringing.step import Effect, People, Step
from bot.domain.urgency import is_urgent


def unclaimed(case: Case, policy: Policy, ladder: Ladder) -> Iterator[Step]:
    """Nobody claims: shown again, then a personal word, then the lead (level 1).

    Each time that somebody had it, or that it came back, is a run of its own: what was told of an
    earlier one keeps no later one quiet. Where no silence of a customer makes it rise from there,
    it rises a level each working day: nothing is forgotten at the lead's.
    """
    since = max(case.opened_at, case.claimed_at or case.opened_at)
    run = f"{occurrence(since)}.{case.reopened}"
    calendar = attended(policy) if is_urgent(case) else policy.calendar
    again = after(calendar, since, ladder.shown_again)
    yield Step(f"unclaimed:{run}:again", again, Effect.SHOW_AGAIN)
    personal = after(calendar, since, ladder.personal_word)
    yield Step(f"unclaimed:{run}:word", personal, Effect.PERSONAL_WORD, NoticeKind.UNCLAIMED)
    at, kind = after(calendar, since, ladder.lead_told), NoticeKind.UNCLAIMED_LEAD
    yield Step(f"unclaimed:{run}:lead", at, kind=kind, level=Level.LEAD)
    if case.silent_since is not None and case.no_reply is None:
        return
    for level in (Level.MANAGER, Level.EXECUTIVE):
        at = after_days(policy.calendar, at, 1)
        yield Step(f"unclaimed:{run}:{level}", at, kind=kind, level=level)


def public_silence(case: Case, ladder: Ladder) -> Iterator[Step]:
    """A customer without any word of ours (D7), counted in the customer's time.

    Counted from the words themselves, whatever our queue says; a day later it rises again.
    """
    since = case.silent_since or case.opened_at
    run = occurrence(since)
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


def placing(case: Case, policy: Policy, people: People, ladder: Ladder) -> Iterator[Step]:
    """*Place this for me*, not placed: its webcare person, then the lead.

    The first in that person's time. The lead's is the company's, so that nothing waits at whoever
    is away: then the lead may hear it first.
    """
    request = case.placing
    if request is None:
        return
    theirs, leads = (time_of(case, people, one, policy) for one in (request.webcare, None))
    facts = {"placing": request.id, "by": request.by}
    late = Step(
        f"placing:{request.id}:late",
        after(theirs, request.asked_at, ladder.placing),
        kind=NoticeKind.PLACING_LATE,
        to=request.webcare,
        facts=facts,
    )
    risen = Step(
        f"placing:{request.id}:lead",
        after(leads, request.asked_at, ladder.placing_lead),
        kind=NoticeKind.PLACING_LATE_LEAD,
        level=Level.LEAD,
        facts={**facts, "webcare": request.webcare},
    )
    yield from in_order([late], [risen])


def handover(case: Case) -> Iterator[Step]:
    """An offer that nobody answered ends."""
    offer = case.handover
    if offer is not None:
        yield Step(f"handover:{offer.id}:expired", offer.expires_at, Effect.EXPIRE_HANDOVER)


def check_back(
    case: Case, policy: Policy, people: People, asked_back_at: datetime | None
) -> Iterator[Step]:
    """Solved, and silent since: the owner asks the customer once; silence after that closes it.

    However long the bot was down, nothing is closed before somebody was asked to check back.
    """
    solved = case.resolved_at or case.opened_at
    calendar = calendar_of(people, case.owner, policy)
    own = ladder_of(case, policy).check_back_days
    days = policy.check_back_days if own is None else own
    ask = after_days(calendar, solved, days)
    yield Step(check_back_key(case), ask, kind=NoticeKind.CHECK_BACK, to=case.owner)
    if asked_back_at is not None:
        end = after_days(calendar, max(ask, asked_back_at), days)
        yield Step(f"close:{occurrence(solved)}", end, Effect.CLOSE)


def check_back_key(case: Case) -> str:
    """The key of the check-back of this run of *solved*."""
    return f"check_back:{occurrence(case.resolved_at or case.opened_at)}"


def look_again(case: Case, ladder: Ladder) -> Iterator[Step]:
    """Some days after closing: is it still mended? Not of a customer who gave up on us."""
    closed = case.closed_at
    if closed is None or case.outcome is Outcome.GAVE_UP:
        return
    for days in sorted(ladder.look_again):
        at = closed + timedelta(days=days)
        facts = {"days": days, "at": moment(at)}
        key = f"mended:{occurrence(closed)}:{days}"
        yield Step(key, at, kind=NoticeKind.STILL_MENDED, to=case.owner, facts=facts)


def goodwill(case: Case, given: Goodwill, policy: Policy, ladder: Ladder) -> Iterator[Step]:
    """The lead's yes is waited for: after a working day the next level hears it too."""
    calendar = attended(policy) if is_urgent(case) else policy.calendar
    facts = {"goodwill": given.id, "by": given.by, "offered_by": given.by, "amount": given.amount}
    yield Step(
        f"goodwill:{given.id}:late",
        in_full(calendar, given.at, ladder.goodwill),
        kind=NoticeKind.GOODWILL_LATE,
        level=Level.MANAGER,
        facts=facts,
    )
