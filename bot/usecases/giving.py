"""Goodwill: given, approved, refused, told."""

from __future__ import annotations

from datetime import datetime

from bot.domain.actions import giving
from bot.domain.answer import Answer
from bot.domain.case import Case, Change
from bot.domain.goodwill import Goodwill, GoodwillState
from bot.domain.ids import CaseId, GoodwillId
from bot.ports.storing import Press
from bot.usecases.acting import Stage, act
from bot.usecases.desk import Desk


def offer_goodwill(
    desk: Desk, press: Press, *, case: CaseId, amount: int, words: str | None, now: datetime
) -> Answer:
    """Give something; `amount` in cents. Above the mandate the lead approves first."""

    def decide(stage: Stage, found: Case) -> Change:
        given = Goodwill(
            id=GoodwillId(stage.uow.new_id()),
            by=stage.actor.id,
            at=now,
            amount=amount,
            words=stage.words(words, "goodwill"),
            state=GoodwillState.PROPOSED,
        )
        mandate = stage.policy.mandate_of(stage.actor.department)
        return giving.offer_goodwill(found, stage.actor, goodwill=given, mandate=mandate)

    return act(desk, press, case, decide, now=now)


def approve_goodwill(
    desk: Desk, press: Press, *, case: CaseId, goodwill: GoodwillId, now: datetime
) -> Answer:
    """The lead says yes."""
    return act(
        desk,
        press,
        case,
        lambda stage, found: giving.approve_goodwill(found, stage.actor, goodwill_id=goodwill),
        now=now,
    )


def refuse_goodwill(
    desk: Desk, press: Press, *, case: CaseId, goodwill: GoodwillId, now: datetime
) -> Answer:
    """The lead says no."""
    return act(
        desk,
        press,
        case,
        lambda stage, found: giving.refuse_goodwill(found, stage.actor, goodwill_id=goodwill),
        now=now,
    )


def tell_goodwill(
    desk: Desk, press: Press, *, case: CaseId, goodwill: GoodwillId, now: datetime
) -> Answer:
    """The customer knows."""
    return act(
        desk,
        press,
        case,
        lambda stage, found: giving.tell_goodwill(
            found, stage.actor, goodwill_id=goodwill, now=now
        ),
        now=now,
    )
