"""My own settings: language, and when I am away."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta

from bot.domain.answer import Answer
from bot.domain.errors import BadField, InThePast, TooFarAhead, UnknownPerson
from bot.domain.events import Code, Event
from bot.domain.ids import EmployeeId, LaneId
from bot.domain.working_time import Absence, at_local, local_date
from bot.ports.storing import Press
from bot.usecases.acting import Stage, transact
from bot.usecases.desk import Desk

FURTHEST = timedelta(days=366)
"""A day further ahead is a slip of the hand, and so is an absence that is longer."""


def set_language(desk: Desk, press: Press, *, language: str, now: datetime) -> Answer:
    """Speak this language to me; my private cards are redrawn."""

    def judge(stage: Stage, lane: LaneId | None) -> Answer:
        del lane
        if language not in stage.policy.languages:
            raise BadField(field="language")
        stage.uow.employees.set_language(stage.actor.id, language)
        return _noted(stage, Event(Code.SETTINGS_CHANGED, {"language": language}))

    return transact(desk, press, judge, now)


def set_absence(
    desk: Desk,
    press: Press,
    *,
    first_on: date,
    last_on: date,
    deputy: EmployeeId | None,
    now: datetime,
) -> Answer:
    """I am away from the first to the last day, both included, in my own zone.

    Raises nothing: days in the wrong order, in the past or beyond `FURTHEST` are refused.
    """

    def judge(stage: Stage, lane: LaneId | None) -> Answer:
        del lane
        if last_on < first_on:
            raise BadField(field="last_on")
        zone = stage.actor.calendar.zone
        if last_on < local_date(zone, now):
            raise InThePast(at=at_local(zone, last_on, time(0)).isoformat())
        _require_near(zone, first_on, last_on, now)
        if deputy is not None and stage.colleague(deputy).id == stage.actor.id:
            raise UnknownPerson
        stage.uow.employees.add_absence(stage.actor.id, Absence(first_on, last_on, deputy))
        facts = {"first_on": first_on.isoformat(), "last_on": last_on.isoformat()}
        return _noted(stage, Event(Code.ABSENCE_SET, {**facts, "deputy": deputy}))

    return transact(desk, press, judge, now)


def _require_near(zone: str, first_on: date, last_on: date, now: datetime) -> None:
    furthest = local_date(zone, now) + FURTHEST
    if last_on > furthest:
        raise TooFarAhead(field="last_on", until=at_local(zone, furthest, time(0)).isoformat())
    if last_on - first_on > FURTHEST:
        raise BadField(field="last_on")


def _noted(stage: Stage, happened: Event) -> Answer:
    stage.uow.history.append((happened,), case=None, actor=stage.actor, now=stage.now)
    return Answer(happened.code.value, happened.facts)
