"""The clocks of a case as such: nobody takes it, silence, requests, waiting, its end."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta

from bot.domain.case import Case, Level
from bot.domain.events import moment
from bot.domain.notice import NoticeKind
from bot.domain.policy import Ladder, Policy
from bot.domain.ringing.counting import after, after_days, calendar_of, occurrence
from bot.domain.ringing.step import Effect, People, Step


def unclaimed(case: Case, policy: Policy, ladder: Ladder) -> Iterator[Step]:
    """Nobody claims: shown again, then a personal word, then the lead (level 1).

    Each time that somebody had it, or that it came back, is a run of its own: what was told of an
    earlier one keeps no later one quiet.
    """
    since = max(case.opened_at, case.claimed_at or case.opened_at)
    run = f"{occurrence(since)}.{case.reopened}"
    again = after(policy.calendar, since, ladder.shown_again)
    yield Step(f"unclaimed:{run}:again", again, Effect.SHOW_AGAIN)
    personal = after(policy.calendar, since, ladder.personal_word)
    yield Step(f"unclaimed:{run}:word", personal, Effect.PERSONAL_WORD, NoticeKind.UNCLAIMED)
    lead = after(policy.calendar, since, ladder.lead_told)
    yield Step(f"unclaimed:{run}:lead", lead, kind=NoticeKind.UNCLAIMED_LEAD, level=Level.LEAD)


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


def no_reply(case: Case, policy: Policy, people: People, ladder: Ladder) -> Iterator[Step]:
    """Somebody owns it, and the customer has had no word of ours."""
    since = case.claimed_at or case.opened_at
    calendar = calendar_of(people, case.owner, policy)
    at = after(calendar, since, ladder.no_reply)
    yield Step(f"no_reply:{occurrence(since)}", at, kind=NoticeKind.NO_REPLY, to=case.owner)


def placing(case: Case, policy: Policy, people: People, ladder: Ladder) -> Iterator[Step]:
    """*Place this for me*, not placed: its webcare person, then the lead."""
    request = case.placing
    if request is None:
        return
    calendar = calendar_of(people, request.webcare, policy)
    facts = {"placing": request.id, "by": request.by}
    yield Step(
        f"placing:{request.id}:late",
        after(calendar, request.asked_at, ladder.placing),
        kind=NoticeKind.PLACING_LATE,
        to=request.webcare,
        facts=facts,
    )
    yield Step(
        f"placing:{request.id}:lead",
        after(calendar, request.asked_at, ladder.placing_lead),
        kind=NoticeKind.PLACING_LATE_LEAD,
        level=Level.LEAD,
        facts={**facts, "webcare": request.webcare},
    )


def handover(case: Case) -> Iterator[Step]:
    """An offer that nobody answered ends."""
    offer = case.handover
    if offer is not None:
        yield Step(f"handover:{offer.id}:expired", offer.expires_at, Effect.EXPIRE_HANDOVER)


def waiting(case: Case, policy: Policy, people: People, ladder: Ladder) -> Iterator[Step]:
    """Waiting for the customer for long: the owner is asked."""
    if case.waiting_since is None:
        return
    calendar = calendar_of(people, case.owner, policy)
    at = after_days(calendar, case.waiting_since, ladder.waiting_days)
    yield Step(
        f"waiting:{occurrence(case.waiting_since)}",
        at,
        kind=NoticeKind.WAITING_LONG,
        to=case.owner,
    )


def check_back(
    case: Case, policy: Policy, people: People, asked_back_at: datetime | None
) -> Iterator[Step]:
    """Solved, and silent since: the owner asks the customer once; silence after that closes it.

    However long the bot was down, nothing is closed before somebody was asked to check back.
    """
    solved = case.resolved_at or case.opened_at
    calendar = calendar_of(people, case.owner, policy)
    ask = after_days(calendar, solved, policy.check_back_days)
    yield Step(check_back_key(case), ask, kind=NoticeKind.CHECK_BACK, to=case.owner)
    if asked_back_at is not None:
        end = after_days(calendar, max(ask, asked_back_at), policy.check_back_days)
        yield Step(f"close:{occurrence(solved)}", end, Effect.CLOSE)


def check_back_key(case: Case) -> str:
    """The key of the check-back of this run of *solved*."""
    return f"check_back:{occurrence(case.resolved_at or case.opened_at)}"
