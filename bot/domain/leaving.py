"""What becomes of what somebody held who left, or is away for long: none is without an owner."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime, time, timedelta
from enum import StrEnum

from bot.domain.actions.ownership import hand_to, to_open, withdrawals, without_handover
from bot.domain.case import Case, Change, Outcome, State, changed, event
from bot.domain.employee import Employee
from bot.domain.events import Code, moment
from bot.domain.handover import Handover, HandoverState
from bot.domain.ids import EmployeeId, PromiseId
from bot.domain.policy import Policy
from bot.domain.promise import Promise
from bot.domain.ringing import counts_as_due
from bot.domain.working_time import (
    Absence,
    Calendar,
    at_local,
    is_working_day,
    local_date,
    working_spans,
)

HELD = frozenset({State.CLAIMED, State.RESOLVED})
"""States in which a case has an owner, who may leave."""
DOER_LEFT = "left:"
"""How the key begins of what is told of a promise whose doer left."""
ASKED_AGAIN = timedelta(hours=24)
"""Once everybody was asked to take over from a leaver, the last of them is, once a day."""


class Gone(StrEnum):
    """Why somebody can keep nothing now."""

    LEFT = "left"
    AWAY = "away"
    """In an absence that is long, and runs."""


class Next(StrEnum):
    """What the house does with a case whose owner is gone."""

    NOTHING = "nothing"
    RELEASE = "release"
    OFFER = "offer"
    TAKE_OVER = "take_over"
    """Who leads webcare becomes the owner, told and not asked: the day is over."""


def gone(owner: Employee, policy: Policy, *, now: datetime) -> Gone | None:
    """Whether somebody left, or is away for longer than a colleague waits; `now` is UTC."""
    if not owner.active:
        return Gone.LEFT
    return Gone.AWAY if long_absence(owner, policy, now=now) is not None else None


def long_absence(person: Employee, policy: Policy, *, now: datetime) -> Absence | None:
    """The absence that has started and is not over, where it is a long one.

    Long is more than `Policy.long_absence` days on which they would have worked.
    """
    calendar = person.calendar
    absence = calendar.find_absence(local_date(calendar.zone, now))
    if absence is None:
        return None
    working = replace(calendar, absences=())
    days = (absence.last_on - absence.first_on).days + 1
    dates = (absence.first_on + timedelta(days=one) for one in range(days))
    missed = sum(is_working_day(working, on) for on in dates)
    return absence if missed > policy.long_absence else None


def what_next(case: Case, owner: Employee, policy: Policy, *, now: datetime) -> Next:
    """What is to be done about a case now, given who owns it.

    A leaver's case without a promise is anybody's again. One with a promise, and everything of
    whoever is away for long, is offered to a colleague; the owner stays accountable until one
    says yes. Overnight nothing that was promised is without somebody who works here: at the end
    of the company's working day, what a leaver promised, and what is due while somebody is
    away, goes to who leads webcare.
    """
    why = gone(owner, policy, now=now)
    if why is None or case.state not in HELD or case.owner != owner.id:
        return Next.NOTHING
    over = is_day_over(policy.calendar, now)
    if why is Gone.LEFT and not case.blocking_promises:
        return Next.RELEASE if over or case.handover is None else Next.NOTHING
    if case.state is not State.CLAIMED:
        return Next.NOTHING
    if over and (why is Gone.LEFT or _is_due_while_away(case, owner, policy, now)):
        return Next.TAKE_OVER
    return Next.OFFER if case.handover is None else Next.NOTHING


def is_day_over(company: Calendar, now: datetime) -> bool:
    """Whether nobody of the company works any more on this day of theirs; `now` is UTC."""
    on = local_date(company.zone, now)
    return all(end <= now for _, end in working_spans(company, on, on))


def is_due_in(
    promise: Promise, absence: Absence, zone: str, *, counts_as_due: datetime | None = None
) -> bool:
    """Whether a promise is due before somebody is back, or was due already.

    `counts_as_due`: the moment, in UTC, of one without a date; None: it is due at none.
    """
    due = promise.due_at or counts_as_due
    back_at = at_local(zone, absence.last_on + timedelta(days=1), time(0))
    return promise.is_open and due is not None and due < back_at


def is_left_behind(case: Case, owner: Employee) -> bool:
    """Whether a case waits for a new owner: the one it has works here no more."""
    return not owner.active and case.state in HELD and case.handover is None


def release_left(case: Case, *, now: datetime) -> Change | None:
    """The house makes it anybody's again; None where an open promise needs somebody to keep it."""
    if case.blocking_promises:
        return None
    happened = event(Code.RELEASED, owner=case.owner, left=True)
    # One that was solved is not any more: nobody would ask its customer whether it was.
    reopened = replace(case, resolved_at=None, outcome=Outcome.NOTHING)
    return to_open(reopened, happened, now)


def offer_left(case: Case, *, handover: Handover, why: Gone = Gone.LEFT) -> Change:
    """The house offers somebody's case to a colleague; they stay its owner until one says yes.

    `handover` is the offer as it will stand, in the owner's name.
    """
    happened = event(
        Code.HANDOVER_OFFERED,
        handover=handover.id,
        by=handover.by,
        to=handover.to,
        expires_at=moment(handover.expires_at),
        words=None,
        **{why.value: True},
    )
    return changed(case, happened, handovers=(*case.handovers, handover))


def take_over(case: Case, heir: Employee, *, why: Gone, now: datetime) -> Change:
    """The house makes a colleague the owner, with what was promised; an open offer is withdrawn."""
    settled = without_handover(case, now)
    happened = event(
        Code.TAKEN_OVER,
        owner=case.owner,
        to=heir.id,
        why=why.value,
        webcare=heir.is_webcare,
        promises=tuple(promise.id for promise in case.open_promises),
    )
    return hand_to(settled, heir.id, happened, now).then(withdrawals(case, settled))


def choose_heir(
    case: Case, candidates: Iterable[Employee], *, why: Gone = Gone.LEFT, now: datetime
) -> Employee | None:
    """Whom a case is offered to next: who was not asked yet, best first.

    Only who works here, may take it and can be told; who is away themselves comes last. When all
    of them let it pass, the last one asked is asked again a day later, of what a leaver held; whose
    owner comes back keeps it. None: nobody, for now.
    """
    able = [one for one in _once(candidates) if _may_take(case, one)]
    here = sorted(able, key=lambda one: _is_away(one, now))
    asked = {one.to: one for one in case.handovers if one.by == case.owner and _passed(one)}
    fresh = next((one for one in here if one.id not in asked), None)
    if fresh is not None or not here or why is Gone.AWAY:
        return fresh
    last = max(asked[one.id].offered_at for one in here)
    return here[-1] if now >= last + ASKED_AGAIN else None


def choose_keeper(
    case: Case, candidates: Iterable[Employee], *, why: Gone, now: datetime
) -> Employee | None:
    """Who becomes the owner at the end of a day: the first who works here and may take it.

    Whoever is away themselves comes last, and takes over from nobody who is merely away too.
    """
    able = [one for one in _once(candidates) if _may_own(case, one)]
    here = [one for one in able if not _is_away(one, now)]
    return next(iter(here or (able if why is Gone.LEFT else [])), None)


def doer_left_key(promise: PromiseId, doer: EmployeeId) -> str:
    """The key of what is told of a promise whose doer left."""
    return f"{DOER_LEFT}{promise}:{doer}"


def doer_away_key(promise: PromiseId, doer: EmployeeId, absence: Absence, to: str) -> str:
    """The key of what is told of a promise whose doer is away.

    Once to the deputy and once to the owner, in each absence.
    """
    return f"away:{promise}:{doer}:{absence.first_on.isoformat()}:{to}"


def _is_due_while_away(case: Case, owner: Employee, policy: Policy, now: datetime) -> bool:
    absence = long_absence(owner, policy, now=now)
    zone = owner.calendar.zone
    return absence is not None and any(
        is_due_in(promise, absence, zone, counts_as_due=counts_as_due(case, promise, policy))
        for promise in case.blocking_promises
    )


def _once(people: Iterable[Employee]) -> Iterable[Employee]:
    return {one.id: one for one in people}.values()


def _may_own(case: Case, colleague: Employee) -> bool:
    trained = colleague.is_webcare or not case.sensitive
    return trained and colleague.active and colleague.id != case.owner


def _may_take(case: Case, colleague: Employee) -> bool:
    return _may_own(case, colleague) and colleague.lane is not None


def _is_away(colleague: Employee, now: datetime) -> bool:
    calendar = colleague.calendar
    return calendar.find_absence(local_date(calendar.zone, now)) is not None


def _passed(offer: Handover) -> bool:
    return offer.state in {HandoverState.DECLINED, HandoverState.EXPIRED}
