"""The play: time jumps from one due moment to the next, once everybody has done what was due."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, time, timedelta
from functools import partial
from itertools import groupby
from pathlib import Path

from bot.config import House
from bot.domain.ids import EmployeeId
from bot.domain.working_time import Calendar, at_local
from bot.entrypoints.simulation.agenda import Agenda
from bot.entrypoints.simulation.company import Company, write
from bot.entrypoints.simulation.lockstep import HOUR, StandingClock, Workers
from bot.entrypoints.simulation.people import GRID, People, draw, insisted
from bot.entrypoints.simulation.receiver import Receiver
from bot.entrypoints.simulation.weather import SOURCE, Moment, heard
from bot.ports.hearing import Fetched
from bot.usecases.hearing import Hearing, hear
from bot.usecases.people import Known, sync
from bot.wiring import Bot
from storage.lookout import next_due_at

DAY = timedelta(days=1)
MARKS = 8
"""So often the memory of the workers is looked at."""
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
Progress = Callable[[datetime], None]
"""Told now and then how far the play has come."""


@dataclass(slots=True)
class Play:
    """One company, its weather and its people, around a bot in lockstep."""

    bot: Bot
    clock: StandingClock
    workers: Workers
    receiver: Receiver
    people: People
    weather: Iterator[tuple[datetime, list[Moment]]]
    start: datetime
    end: datetime
    memory: list[tuple[datetime, int]] = field(default_factory=list)
    """What the workers had in memory at each mark, in bytes."""
    told: Hearing = field(default_factory=Hearing)
    steps: int = 0
    _coming: tuple[datetime, list[Moment]] | None = None

    async def run(self, progress: Progress) -> None:
        """From the first moment to the last."""
        marks = [self.start + (self.end - self.start) * part / MARKS for part in range(MARKS)]
        self._coming = next(self.weather, None)
        at = shown = self.start
        while at < self.end:
            while marks and at >= marks[0]:
                self.memory.append((marks.pop(0), self.workers.resident()))
                self.people.forget()
            if at - shown >= DAY:
                shown = at
                progress(at)
            await self._step(at)
            at = self._next(at)
        self.memory.append((self.end, self.workers.resident()))
        progress(self.end)

    async def _step(self, at: datetime) -> None:
        """Everything of one moment: what customers say, what people do, what the bot then does."""
        self.steps += 1
        self.clock.at = self.receiver.at = self.people.now = at
        self.workers.begin(at)
        self._hear(at)
        for deed in self.people.agenda.take_due(at):
            deed()
        await self.workers.settle(at)
        while self.receiver.inbox:
            self.people.look(self.receiver.take(), at)

    def _hear(self, at: datetime) -> None:
        while self._coming is not None and self._coming[0] <= at:
            moments = self._coming[1]
            fetched = Fetched([heard(one) for one in moments], f"{moments[-1].number}")
            self.told += insisted(partial(hear, self.bot.desk, SOURCE, fetched, now=at))
            self._coming = next(self.weather, None)

    def _next(self, at: datetime) -> datetime:
        """The next moment at which anything is due."""
        hour = at.replace(minute=0, second=0, microsecond=0) + HOUR
        coming = self._coming[0] if self._coming is not None else None
        due = next_due_at(self.bot.store, after=at)
        return min(one for one in (hour, coming, due, self.people.agenda.next_at()) if one)


def batched(weather: list[Moment]) -> Iterator[tuple[datetime, list[Moment]]]:
    """What is said, as a source that is asked every few minutes gives it."""
    for at, moments in groupby(weather, key=lambda one: _asked_at(one.at)):
        yield at, list(moments)


def _asked_at(at: datetime) -> datetime:
    return _EPOCH + -((_EPOCH - at) // GRID) * GRID


def gather(  # everything that a company's year is made of
    bot: Bot,
    company: Company,
    house: House,
    *,
    start: datetime,
    seed: int,
    config: Path | None = None,
) -> People:
    """The people of a company in front of a bot, with their plans for the year.

    `config` is the file that workers read when they start: it is told of who left.
    """
    ids, calendars = _known(bot, house)
    people = People(company, bot.door, ids, calendars, Agenda(), draw(seed), start)
    people.plan()
    known = {one.key: one for one in house.people}
    for one in company.people.values():
        if one.leaves_on is not None:
            at = _evening(calendars[one.key], one.leaves_on)
            people.agenda.note(at, _leaving(bot, people, known[one.key], config))
    return people


def _known(bot: Bot, house: House) -> tuple[Mapping[str, EmployeeId], dict[str, Calendar]]:
    with bot.store.read() as uow:
        ids = {one.key: uow.employees.find_by_key(one.key) for one in house.people}
    found = {key: number for key, number in ids.items() if number is not None}
    return found, {one.key: one.calendar for one in house.people}


def _evening(calendar: Calendar, on: date) -> datetime:
    return at_local(calendar.zone, on, time(17, 30))


def _leaving(bot: Bot, people: People, known: Known, config: Path | None) -> Callable[[], None]:
    """Somebody is marked as gone, as a changed configuration would at its next start."""

    def leave() -> None:
        people.leave(known.key)
        one = replace(known, active=False)
        insisted(partial(sync, bot.store, [one], {}))
        if config is not None:
            config.write_text(write(people.company.people, gone=people.gone), encoding="utf-8")

    return leave
