"""Promises: made, kept, moved, broken, waived, and reminded of later."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from bot.domain.actions import promising
from bot.domain.answer import Answer
from bot.domain.case import Case, Change
from bot.domain.ids import CaseId, EmployeeId, PromiseId
from bot.domain.promise import About, BrokenBecause, Promise, To
from bot.ports.storing import Press
from bot.usecases.acting import Stage, act
from bot.usecases.desk import Desk


@dataclass(frozen=True, slots=True)
class Said:
    """A promise as it was filled in. `due_at` is UTC; None: no date was said."""

    words: str
    due_at: datetime | None
    to: To = To.CUSTOMER
    about: About = About.CASE
    doer: EmployeeId | None = None
    """None: the one who fills it in."""
    condition: str | None = None


def promise(desk: Desk, press: Press, *, case: CaseId, said: Said, now: datetime) -> Answer:
    """*Remember this*: a promise in the ledger."""

    def decide(stage: Stage, found: Case) -> Change:
        doer = stage.actor if said.doer is None else stage.colleague(said.doer)
        made = Promise(
            id=PromiseId(stage.uow.new_id()),
            words=stage.drawer.require(said.words, "words"),
            made_by=stage.actor.id,
            made_at=now,
            doer=doer.id,
            department=doer.department,
            due_at=said.due_at,
            to=said.to,
            about=said.about,
            condition=stage.words(said.condition, "condition"),
        )
        return promising.add_promise(found, stage.actor, promise=made)

    return act(desk, press, case, decide, now=now)


def keep(
    desk: Desk,
    press: Press,
    *,
    case: CaseId,
    promise: PromiseId,
    evidence: str | None,
    now: datetime,
) -> Answer:
    """*Done*, with how we know, if that is said."""

    def decide(stage: Stage, found: Case) -> Change:
        kept = stage.words(evidence, "evidence")
        return promising.keep_promise(
            found, stage.actor, promise_id=promise, evidence=kept, now=now
        )

    return act(desk, press, case, decide, now=now)


def move(
    desk: Desk, press: Press, *, case: CaseId, promise: PromiseId, due_at: datetime, now: datetime
) -> Answer:
    """Newly agreed with the customer."""
    return act(
        desk,
        press,
        case,
        lambda stage, found: promising.move_promise(
            found, stage.actor, promise_id=promise, due_at=due_at, now=now
        ),
        now=now,
    )


def break_promise(
    desk: Desk,
    press: Press,
    *,
    case: CaseId,
    promise: PromiseId,
    because: BrokenBecause,
    words: str | None,
    now: datetime,
) -> Answer:
    """*Didn't happen*."""

    def decide(stage: Stage, found: Case) -> Change:
        return promising.break_promise(
            found,
            stage.actor,
            promise_id=promise,
            because=because,
            words=stage.words(words, "because"),
            now=now,
        )

    return act(desk, press, case, decide, now=now)


def waive(
    desk: Desk, press: Press, *, case: CaseId, promise: PromiseId, reason: str, now: datetime
) -> Answer:
    """*No longer needed*."""

    def decide(stage: Stage, found: Case) -> Change:
        kept = stage.drawer.require(reason, "reason")
        return promising.waive_promise(found, stage.actor, promise_id=promise, reason=kept, now=now)

    return act(desk, press, case, decide, now=now)


def remind_later(
    desk: Desk, press: Press, *, case: CaseId, promise: PromiseId, until: datetime, now: datetime
) -> Answer:
    """*Remind me later*."""
    return act(
        desk,
        press,
        case,
        lambda stage, found: promising.remind_later(
            found, stage.actor, promise_id=promise, until=until, now=now
        ),
        now=now,
    )
