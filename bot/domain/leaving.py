"""What becomes of what somebody held who works here no more: nothing stays without an owner."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime, timedelta

from bot.domain.actions.ownership import to_open
from bot.domain.case import Case, Change, Outcome, State, changed, event
from bot.domain.employee import Employee
from bot.domain.events import Code, moment
from bot.domain.handover import Handover, HandoverState
from bot.domain.ids import EmployeeId, PromiseId
from bot.domain.working_time import local_date

HELD = frozenset({State.CLAIMED, State.RESOLVED})
"""States in which a case has an owner, who may leave."""
DOER_LEFT = "left:"
"""How the key begins of what is told of a promise whose doer left."""
ASKED_AGAIN = timedelta(hours=24)
"""Once everybody was asked to take over from a leaver, the last of them is, once a day."""


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


def offer_left(case: Case, *, handover: Handover) -> Change:
    """The house offers a leaver's case to a colleague; the leaver stays its owner until they do.

    `handover` is the offer as it will stand, in the leaver's name.
    """
    happened = event(
        Code.HANDOVER_OFFERED,
        handover=handover.id,
        by=handover.by,
        to=handover.to,
        expires_at=moment(handover.expires_at),
        words=None,
        left=True,
    )
    return changed(case, happened, handovers=(*case.handovers, handover))


def choose_heir(case: Case, candidates: Iterable[Employee], *, now: datetime) -> Employee | None:
    """Whom a leaver's case is offered to next: who was not asked yet, best first.

    Only who works here, may take it and can be told; who is away themselves comes last. When all
    of them let it pass, the last one asked is asked again a day later. None: nobody, for now.
    """
    able = [one for one in _once(candidates) if _may_take(case, one)]
    here = sorted(able, key=lambda one: _is_away(one, now))
    asked = {one.to: one for one in case.handovers if one.by == case.owner and _passed(one)}
    fresh = next((one for one in here if one.id not in asked), None)
    if fresh is not None or not here:
        return fresh
    last = max(asked[one.id].offered_at for one in here)
    return here[-1] if now >= last + ASKED_AGAIN else None


def doer_left_key(promise: PromiseId, doer: EmployeeId) -> str:
    """The key of what is told of a promise whose doer left."""
    return f"{DOER_LEFT}{promise}:{doer}"


def _once(people: Iterable[Employee]) -> Iterable[Employee]:
    return {one.id: one for one in people}.values()


def _may_take(case: Case, colleague: Employee) -> bool:
    trained = colleague.is_webcare or not case.sensitive
    reachable = colleague.active and colleague.lane is not None
    return trained and reachable and colleague.id != case.owner


def _is_away(colleague: Employee, now: datetime) -> bool:
    calendar = colleague.calendar
    return calendar.find_absence(local_date(calendar.zone, now)) is not None


def _passed(offer: Handover) -> bool:
    return offer.state in {HandoverState.DECLINED, HandoverState.EXPIRED}
