"""The frame of every action of a person: idempotent, decided once, committed once."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime

from bot.domain.actions.undoing import remember
from bot.domain.answer import Answer, refusal
from bot.domain.case import Case, Change
from bot.domain.employee import Employee
from bot.domain.errors import Refusal, UnknownPerson
from bot.domain.ids import CaseId, EmployeeId, LaneId, WordsId
from bot.domain.policy import Policy
from bot.ports.storing import Press, StaleCase, UnitOfWork
from bot.usecases.desk import Desk, Drawer
from bot.usecases.saving import save

_TRIES = 5
"""A lost update is refused and tried again; only a fault of ours could exhaust these."""


@dataclass(frozen=True, slots=True)
class Stage:
    """What a decision may look at. It writes nothing: it returns a change, or refuses."""

    uow: UnitOfWork
    policy: Policy
    actor: Employee
    now: datetime
    drawer: Drawer
    known: Mapping[EmployeeId, Employee] = field(default_factory=dict)
    """Colleagues who were read together with the actor."""

    def colleague(self, employee: EmployeeId) -> Employee:
        """A colleague who works here. Raises UnknownPerson."""
        found = self.uow.employees.get(employee)
        if not found.active:
            raise UnknownPerson
        return found

    def words(self, body: str | None, kind: str) -> WordsId | None:
        """Words that are kept if the action is."""
        return self.drawer.put(body, kind)


Decide = Callable[[Stage, Case], Change]
After = Callable[[Stage, Case], None]
"""What else is written once an action is certain, in its transaction; it refuses nothing."""
Judge = Callable[[Stage, LaneId | None], Answer]


def act(  # the transaction's whole context
    desk: Desk,
    press: Press,
    case: CaseId,
    decide: Decide,
    *,
    known: Collection[EmployeeId] = (),
    after: After | None = None,
    now: datetime,
) -> Answer:
    """Run one action of a person on a case, in one transaction.

    The delivery is inserted first; a refusal is an answer and commits with it. A repeat of the
    delivery, or of the same press under a new id while nothing happened since, has the first
    one's answer and no effect of its own. `known`: colleagues whom the decision is likely to need.
    """

    def judge(stage: Stage, lane: LaneId | None) -> Answer:
        return _on_case(stage, press, case, decide, lane, after)

    return _tried(desk, press, judge, now, known)


def transact(
    desk: Desk,
    press: Press,
    judge: Judge,
    now: datetime,
    known: Collection[EmployeeId] = (),
) -> Answer:
    """Run a press that decides by itself what it touches; see `act`.

    A form that was opened once counts once here, too.
    """

    def once(stage: Stage, lane: LaneId | None) -> Answer:
        sent = stage.uow.deliveries.find_sent(press, actor=stage.actor.id)
        return sent or judge(stage, lane)

    return _tried(desk, press, once, now, known)


def _tried(
    desk: Desk, press: Press, judge: Judge, now: datetime, known: Collection[EmployeeId]
) -> Answer:
    """One transaction, again where somebody changed the case meanwhile."""
    for _ in range(_TRIES - 1):
        try:
            return _once(desk, press, judge, now, known)
        except StaleCase:
            continue
    return _once(desk, press, judge, now, known)


def _once(
    desk: Desk,
    press: Press,
    judge: Judge,
    now: datetime,
    known: Collection[EmployeeId],
) -> Answer:
    with desk.store.begin(press=True) as uow:
        earlier = uow.deliveries.begin(press, now=now)
        if earlier is not None:
            return earlier
        actor, others = uow.employees.find_with_others(press.account, known)
        answer = _answer(desk, uow, actor, others, judge, now)
        uow.deliveries.finish(press, answer, actor=actor.id if actor else None)
        uow.commit()
        return answer


def _answer(  # the judging half of one transaction
    desk: Desk,
    uow: UnitOfWork,
    actor: Employee | None,
    known: Mapping[EmployeeId, Employee],
    judge: Judge,
    now: datetime,
) -> Answer:
    if actor is None or not actor.active:
        return refusal(UnknownPerson())
    stage = Stage(uow, desk.policy, actor, now, Drawer(uow), known)
    try:
        return judge(stage, actor.lane)
    except Refusal as refused:
        return refusal(refused)


def _on_case(
    stage: Stage,
    press: Press,
    case_id: CaseId,
    decide: Decide,
    lane: LaneId | None,
    after: After | None,
) -> Answer:
    case = stage.uow.cases.lock(case_id)
    repeat = _repeat(stage, press, case)
    if repeat is not None:
        return repeat
    try:
        change = decide(stage, case)
    except Refusal as refused:
        return refusal(refused, case.id, case.version)
    keep_words(stage, case.id)
    saved = save(
        stage.uow,
        stage.policy,
        case,
        change,
        actor=stage.actor,
        lane=lane,
        known=stage.known.values(),
        now=stage.now,
    )
    if after is not None:
        after(stage, saved)
    return answer_of(case, change, saved)


def answer_of(before: Case, change: Change, saved: Case) -> Answer:
    """What an action came to: its first event, and what an undo of it needs."""
    happened = change.events[0]
    return Answer(
        happened.code.value,
        happened.facts,
        case=saved.id,
        version=saved.version,
        undo=remember(before, happened),
    )


def keep_words(stage: Stage, case: CaseId) -> None:
    """Store the words that an action came with."""
    for words in stage.drawer.kept:
        stage.uow.words.add(replace(words, case=case), author=stage.actor.id, now=stage.now)


def _repeat(stage: Stage, press: Press, case: Case) -> Answer | None:
    """The same press again under a new id counts as one while it is the last that happened.

    A form that was opened once counts once, whatever stood in it when it was sent again.
    """
    if press.opening is not None:
        # Another window is another promise, also where both were opened on the same card.
        return stage.uow.deliveries.find_sent(press, actor=stage.actor.id)
    if press.seen is None or press.seen >= case.version:
        return None
    return stage.uow.deliveries.find_same(press, actor=stage.actor.id, version=case.version)
