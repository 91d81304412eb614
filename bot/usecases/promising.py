"""Promises: made, kept, moved, broken, waived, and reminded of later."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from bot.domain.actions import promising
from bot.domain.answer import Answer
from bot.domain.case import Case, Change
from bot.domain.errors import BadField
from bot.domain.ids import CaseId, EmployeeId, NoticeId, PromiseId
from bot.domain.promise import About, BrokenBecause, Kind, LaterBecause, Promise, To
from bot.domain.ringing import counts_as_due
from bot.domain.telling import find_away
from bot.ports.storing import Press
from bot.usecases.acting import Stage, act
from bot.usecases.desk import Desk
from bot.usecases.reaching import find_answerable
from bot.usecases.remembering import take_up


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
    heard: NoticeId | None = None
    """The offer that it takes up."""


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
        return promising.add_promise(found, stage.actor, promise=made, doer=doer)

    def after(stage: Stage, _: Case) -> None:
        if said.heard is not None:
            take_up(stage.uow, said.heard, stage.actor, now=now)

    return act(desk, press, case, decide, after=after, now=now)


def ask_department(
    desk: Desk,
    press: Press,
    *,
    case: CaseId,
    department: str,
    words: str,
    due_at: datetime,
    now: datetime,
) -> Answer:
    """Another department is to do something by a moment: its promise, in the same ledger (D21).

    Its manager is the doer until they name another.
    """

    def decide(stage: Stage, found: Case) -> Change:
        _require_known(stage, department)
        made = Promise(
            id=PromiseId(stage.uow.new_id()),
            words=stage.drawer.require(words, "words"),
            made_by=stage.actor.id,
            made_at=now,
            doer=find_answerable(stage.uow, stage.policy, found, department),
            department=department,
            due_at=due_at,
            to=To.COLLEAGUE,
            kind=Kind.DEMAND,
        )
        return promising.add_promise(found, stage.actor, promise=made)

    return act(desk, press, case, decide, now=now)


def give(
    desk: Desk,
    press: Press,
    *,
    case: CaseId,
    promise: PromiseId,
    doer: EmployeeId | None,
    now: datetime,
) -> Answer:
    """*I'll do this*, where `doer` is None; else a colleague is named who does."""

    def decide(stage: Stage, found: Case) -> Change:
        person = stage.actor if doer is None else stage.colleague(doer)
        return promising.give_promise(
            found,
            stage.actor,
            promise_id=promise,
            doer=person,
            stands_in=_stands_in(stage, found, promise),
        )

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
    desk: Desk,
    press: Press,
    *,
    case: CaseId,
    promise: PromiseId,
    until: datetime,
    because: LaterBecause,
    words: str | None = None,
    now: datetime,
) -> Answer:
    """*Remind me later*, and why: that is for helpers only."""

    def decide(stage: Stage, found: Case) -> Change:
        one = promising.find_promise(found, promise)
        return promising.remind_later(
            found,
            stage.actor,
            promise_id=promise,
            until=until,
            because=because,
            words=stage.words(words, "later"),
            counts_as_due=counts_as_due(found, one, stage.policy),
            now=now,
        )

    return act(desk, press, case, decide, now=now)


def _require_known(stage: Stage, department: str) -> None:
    """A department is one that somebody works in, or manages. Raises BadField."""
    if department in stage.policy.managers:
        return
    if all(one.department != department for one in stage.uow.employees.list_active()):
        raise BadField(field="department")


def _stands_in(stage: Stage, case: Case, promise_id: PromiseId) -> bool:
    """Whether whoever is to do it is away, and named the actor as their deputy."""
    doer = next((one.doer for one in case.open_promises if one.id == promise_id), None)
    person = None if doer is None else stage.uow.employees.get_many([doer]).get(doer)
    absence = None if person is None else find_away(person, stage.now)
    return absence is not None and absence.deputy == stage.actor.id
