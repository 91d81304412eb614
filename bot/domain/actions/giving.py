"""Goodwill: within the mandate at once, above it with the lead's word, and told or not (D34)."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from bot.domain.case import (
    Case,
    Change,
    State,
    changed,
    event,
    require_helper,
    require_state,
)
from bot.domain.employee import Employee
from bot.domain.errors import (
    GoodwillNotApproved,
    GoodwillNotProposed,
    NothingToGive,
    OnlyLead,
    UnknownGoodwill,
)
from bot.domain.events import Code, Event
from bot.domain.goodwill import Goodwill, GoodwillState
from bot.domain.ids import GoodwillId


def offer_goodwill(case: Case, actor: Employee, *, goodwill: Goodwill, mandate: int) -> Change:
    """Give something. `mandate` is what the actor may give alone, in cents.

    The state is decided here: within the mandate approved at once, above it proposed to the
    lead. What was given on this case without the lead counts along, so that two small goodwills
    are no way around the mandate. Raises ClaimFirst, OnlyHelpers, NothingToGive, NotNow.
    """
    require_state(case, State.CLAIMED)
    require_helper(case, actor)
    if goodwill.amount < 0 or (goodwill.amount == 0 and goodwill.words is None):
        raise NothingToGive
    alone = goodwill.amount <= left_to_give(case, mandate)
    decided = replace(
        goodwill,
        state=GoodwillState.APPROVED if alone else GoodwillState.PROPOSED,
        approved_by=actor.id if alone else None,
    )
    happened = event(
        Code.GOODWILL_OFFERED,
        goodwill=decided.id,
        by=actor.id,
        amount=decided.amount,
        approved=alone,
        words=decided.words,
    )
    return changed(case, happened, goodwill=(*case.goodwill, decided))


def approve_goodwill(case: Case, actor: Employee, *, goodwill_id: GoodwillId) -> Change:
    """The lead says yes. Raises OnlyLead, UnknownGoodwill, GoodwillNotProposed."""
    goodwill = _proposed(case, actor, goodwill_id)
    approved = replace(goodwill, state=GoodwillState.APPROVED, approved_by=actor.id)
    return _with(case, approved, _happened(Code.GOODWILL_APPROVED, goodwill, actor))


def refuse_goodwill(case: Case, actor: Employee, *, goodwill_id: GoodwillId) -> Change:
    """The lead says no. Raises OnlyLead, UnknownGoodwill, GoodwillNotProposed."""
    goodwill = _proposed(case, actor, goodwill_id)
    refused = replace(goodwill, state=GoodwillState.REFUSED)
    return _with(case, refused, _happened(Code.GOODWILL_REFUSED, goodwill, actor))


def tell_goodwill(case: Case, actor: Employee, *, goodwill_id: GoodwillId, now: datetime) -> Change:
    """The customer knows: nothing is found by accident on an invoice.

    Raises UnknownGoodwill, GoodwillNotApproved, OnlyHelpers.
    """
    goodwill = _goodwill(case, goodwill_id)
    require_helper(case, actor)
    if goodwill.state is not GoodwillState.APPROVED:
        raise GoodwillNotApproved(goodwill=goodwill.id)
    told = replace(goodwill, state=GoodwillState.TOLD, told_at=now)
    return _with(case, told, _happened(Code.GOODWILL_TOLD, goodwill, actor))


def left_to_give(case: Case, mandate: int) -> int:
    """What may still be given on this case without the lead's word, in cents; 0 for flowers."""
    return max(mandate - _given_alone(case), 0)


def _given_alone(case: Case) -> int:
    stands = {GoodwillState.APPROVED, GoodwillState.TOLD}
    return sum(
        one.amount for one in case.goodwill if one.state in stands and one.approved_by == one.by
    )


def _goodwill(case: Case, goodwill_id: GoodwillId) -> Goodwill:
    for goodwill in case.goodwill:
        if goodwill.id == goodwill_id:
            return goodwill
    raise UnknownGoodwill(goodwill=goodwill_id)


def _proposed(case: Case, actor: Employee, goodwill_id: GoodwillId) -> Goodwill:
    if not actor.is_lead:
        raise OnlyLead
    goodwill = _goodwill(case, goodwill_id)
    if goodwill.state is not GoodwillState.PROPOSED:
        raise GoodwillNotProposed(goodwill=goodwill.id)
    return goodwill


def _happened(code: Code, goodwill: Goodwill, actor: Employee) -> Event:
    return event(
        code, goodwill=goodwill.id, by=actor.id, offered_by=goodwill.by, amount=goodwill.amount
    )


def _with(case: Case, settled: Goodwill, happened: Event) -> Change:
    goodwill = tuple(settled if one.id == settled.id else one for one in case.goodwill)
    return changed(case, happened, goodwill=goodwill)
