"""Habits: how long people take, what they promise, and how well they keep it; all of it drawn."""

from __future__ import annotations

import random
from dataclasses import dataclass, field
from datetime import datetime, time, timedelta
from enum import StrEnum
from zoneinfo import ZoneInfo

from bot.domain.working_time import Calendar, add_working_days, at_local, local_date

_EVENING = time(20, 30)


class Habit(StrEnum):
    """How somebody keeps one promise."""

    AHEAD = "ahead"
    """By themselves, before they are told."""
    REMINDED = "reminded"
    """As soon as they are told."""
    AT_DUE = "at_due"
    """When they are told for the second time."""
    FORGETS = "forgets"
    """When it was late for a while."""
    MOVES = "moves"
    """Agrees on another date, once."""
    BREAKS = "breaks"


_HABITS = {
    Habit.AHEAD: 50,
    Habit.REMINDED: 20,
    Habit.AT_DUE: 15,
    Habit.FORGETS: 8,
    Habit.MOVES: 5,
    Habit.BREAKS: 2,
}
PATIENCE = {Habit.AT_DUE: 2, Habit.FORGETS: 3, Habit.BREAKS: 2}
"""So often they are told before they do something."""


@dataclass(slots=True)
class Pledge:
    """A promise as its doer remembers it."""

    id: int
    due_at: datetime | None
    habit: Habit
    told: int = 0
    open: bool = True


@dataclass(slots=True)
class Matter:
    """A case as those who work on it remember it."""

    case: int
    owner: str | None = None
    planned: bool = False
    """Somebody is about to take it."""
    replied: bool = False
    rest: bool = False
    """Solved, or not ours any more: nobody does anything until they hear of it again."""
    seen_at: datetime | None = None
    pledges: dict[int, Pledge] = field(default_factory=dict)

    @property
    def open_pledges(self) -> list[Pledge]:
        """What is still to be done."""
        return [one for one in self.pledges.values() if one.open]


@dataclass(slots=True)
class Dice:
    """Everything that is drawn, from one seed."""

    rng: random.Random

    def happens(self, share: float) -> bool:
        """Whether something that happens in so many cases happens in this one."""
        return self.rng.random() < share

    def minutes(self, median: float, spread: float = 0.8) -> timedelta:
        """How long somebody takes, mostly about so many minutes, now and then much longer."""
        drawn = median * self.rng.lognormvariate(0.0, spread)
        return timedelta(minutes=max(1.0, min(drawn, 40 * median)))

    def habit(self) -> Habit:
        """How a promise is going to be kept."""
        (drawn,) = self.rng.choices(list(_HABITS), weights=list(_HABITS.values()))
        return drawn

    def due(self, calendar: Calendar, now: datetime) -> datetime | None:
        """By when somebody promises something; None: no date is said."""
        chance = self.rng.random()
        if chance < 0.03:
            return None
        if chance < 0.28:
            return _on_the_hour(now + timedelta(hours=self.rng.choice((2, 3, 4, 5))))
        if chance < 0.33:
            return _at(calendar, now, 0, _EVENING)
        if chance < 0.36:
            return _at(calendar, now, self.rng.randrange(1, 8), time(11, 0))
        days = self.rng.choice((1, 1, 1, 2, 2, 3, 4, 5, 7, 10, 15))
        on = add_working_days(calendar, local_date(calendar.zone, now), days)
        return at_local(calendar.zone, on, self.rng.choice((time(12, 0), time(17, 0))))

    def later(self, calendar: Calendar, due_at: datetime) -> datetime:
        """The date that is agreed on in place of another."""
        on = add_working_days(
            calendar, local_date(calendar.zone, due_at), self.rng.choice((1, 2, 4))
        )
        return at_local(calendar.zone, on, time(17, 0))


def _at(calendar: Calendar, now: datetime, days: int, at: time) -> datetime:
    """A wall time so many days from now, whether anybody works then or not."""
    moment = at_local(calendar.zone, local_date(calendar.zone, now) + timedelta(days=days), at)
    return moment if moment > now else moment + timedelta(days=1)


def _on_the_hour(at: datetime) -> datetime:
    return at.replace(minute=0, second=0, microsecond=0)


def as_typed(at: datetime, zone: str) -> str:
    """A moment as somebody types it in their own zone."""
    return at.astimezone(ZoneInfo(zone)).replace(tzinfo=None).isoformat(timespec="minutes")
