"""My own settings: language, working hours, what I want to hear of, and when I am away."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime, time, timedelta

from bot.domain.answer import Answer
from bot.domain.errors import BadField, InThePast, NoAbsence, TooFarAhead, UnknownPerson
from bot.domain.events import Code, Event
from bot.domain.ids import EmployeeId, LaneId
from bot.domain.working_time import Absence, WeeklyHours, at_local, local_date
from bot.ports.storing import Press
from bot.usecases.acting import Stage, transact
from bot.usecases.desk import Desk
from bot.usecases.retiming import retime

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

    What waits for me on one of these days is for who stands in, or comes when I am back.
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
        _heed(stage)
        facts = {"first_on": first_on.isoformat(), "last_on": last_on.isoformat()}
        return _noted(stage, Event(Code.ABSENCE_SET, {**facts, "deputy": deputy}))

    return transact(desk, press, judge, now)


def end_absence(
    desk: Desk, press: Press, *, first_on: date, last_on: date, now: datetime
) -> Answer:
    """I am there after all: of an absence with these days, those that are over stay.

    Refused where there is no such absence, or it is over.
    """

    def judge(stage: Stage, lane: LaneId | None) -> Answer:
        del lane
        calendar = stage.actor.calendar
        today = local_date(calendar.zone, now)
        ended = _find(calendar.absences, first_on, last_on)
        if ended.last_on < today:
            raise NoAbsence
        stage.uow.employees.remove_absence(stage.actor.id, ended)
        if ended.first_on < today:
            gone = replace(ended, last_on=today - timedelta(days=1))
            stage.uow.employees.add_absence(stage.actor.id, gone)
        _heed(stage)
        facts = {"first_on": first_on.isoformat(), "last_on": last_on.isoformat()}
        return _noted(stage, Event(Code.ABSENCE_ENDED, facts))

    return transact(desk, press, judge, now)


def set_hours(desk: Desk, press: Press, *, hours: WeeklyHours, now: datetime) -> Answer:
    """I work at these hours, in my own zone; the configuration does not change them any more.

    What rings for me follows them from now on. Refused where no day has any.
    """

    def judge(stage: Stage, lane: LaneId | None) -> Answer:
        del lane
        if not any(hours.days):
            raise BadField(field="days", empty=True)
        stage.uow.employees.set_hours(stage.actor.id, hours)
        _heed(stage)
        return _noted(stage, Event(Code.HOURS_SET))

    return transact(desk, press, judge, now)


def set_willing(desk: Desk, press: Press, *, willing: bool, now: datetime) -> Answer:
    """Whether I want a personal word about cases that nobody takes."""

    def judge(stage: Stage, lane: LaneId | None) -> Answer:
        del lane
        stage.uow.employees.set_willing(stage.actor.id, willing=willing)
        return _noted(stage, Event(Code.WILLING_SET, {"willing": willing}))

    return transact(desk, press, judge, now)


def _heed(stage: Stage) -> None:
    """What rings for me, and what waits to be told to me, goes by my hours as they are now."""
    me = stage.uow.employees.get(stage.actor.id)
    stage.uow.cases.look_at_those_of(me.id, at=stage.now)
    retime(stage.uow, stage.policy, me, now=stage.now)


def _find(absences: Sequence[Absence], first_on: date, last_on: date) -> Absence:
    for one in absences:
        if (one.first_on, one.last_on) == (first_on, last_on):
            return one
    raise NoAbsence


def _require_near(zone: str, first_on: date, last_on: date, now: datetime) -> None:
    furthest = local_date(zone, now) + FURTHEST
    if last_on > furthest:
        raise TooFarAhead(field="last_on", until=at_local(zone, furthest, time(0)).isoformat())
    if last_on - first_on > FURTHEST:
        raise BadField(field="last_on")


def _noted(stage: Stage, happened: Event) -> Answer:
    stage.uow.history.append((happened,), case=None, actor=stage.actor, now=stage.now)
    return Answer(happened.code.value, happened.facts)
