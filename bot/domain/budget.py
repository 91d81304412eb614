"""A few words a day: what comes by itself, what waits to be told together, and at which moments."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from enum import StrEnum
from functools import lru_cache

from bot.domain.ids import EmployeeId
from bot.domain.notice import NoticeKind
from bot.domain.working_time import (
    Calendar,
    NoWorkingTime,
    at_local,
    is_working_day,
    local_date,
    next_working_day,
    working_spans,
)

_BEFORE_HOME = timedelta(minutes=30)
"""So long before somebody's day ends comes what was bundled for later than that."""
_ONE_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Budget:
    """How many private notices somebody gets on a day of theirs (DESIGN 1).

    `moments` are times on the wall where the person is, in order: each may bring one bundle. What
    is left of `most` comes by itself. There are `most` moments at most; without any there is no
    budget, and everything comes by itself.
    """

    most: int = 3
    moments: tuple[time, ...] = (time(9, 30), time(15, 30))


class Manner(StrEnum):
    """How a notice comes."""

    EXEMPT = "exempt"
    """At once, and it counts for nothing: the person asked for it, or it is due today."""
    SOON = "soon"
    """By itself while the day has room for that, else in the next bundle."""
    CAN_WAIT = "can_wait"
    """In the next bundle."""


@dataclass(frozen=True, slots=True)
class Bundle:
    """One message that tells several things. `slot` is its place among the messages of a day."""

    slot: str
    at: datetime
    """UTC."""

    @property
    def key(self) -> str:
        """Under which it is told."""
        return f"bundle:{self.slot}"


def manner_of(
    kind: NoticeKind, *, on_duty: bool = False, chosen: bool = False, overdue: bool = False
) -> Manner:
    """How a notice of this kind comes to somebody.

    `on_duty`: they are there for just this now. `chosen`: it is the very moment that they chose.
    `overdue`: it was due on an earlier day, and they did not work then.
    """
    if on_duty or chosen:
        return Manner.EXEMPT
    if overdue and kind is NoticeKind.PROMISE_DUE:
        return Manner.SOON
    return MANNERS.get(kind, Manner.SOON)


def single_slots(
    budget: Budget, person: EmployeeId, calendar: Calendar, at: datetime
) -> tuple[str, ...]:
    """The places for what comes by itself at this moment (UTC), on the person's own day.

    Each bundle still to come keeps its place free; one whose moment has passed without a bundle
    does so no more.
    """
    on = local_date(calendar.zone, at)
    singles = (_slot(person, on, one + 1) for one in range(budget.most - len(budget.moments)))
    bundles = _bundles_on(budget, person, calendar, on)
    return (*singles, *(one.slot for one in bundles if one.at < at))


def bundles_from(
    budget: Budget, person: EmployeeId, calendar: Calendar, at: datetime
) -> Iterator[Bundle]:
    """The moments at which this person is told things together, from `at` (UTC) on, without end.

    A moment outside their hours is moved into those of that day; on a day off there is none.
    Without moments in the budget nothing is ever told together: there are no bundles at all.
    """
    on = local_date(calendar.zone, at)
    for day in _days_from(calendar, on) if budget.moments else ():
        found = {one.at: one for one in _bundles_on(budget, person, calendar, day)}
        yield from (found[moment] for moment in sorted(found) if moment >= at)


def waits_until(budget: Budget, calendar: Calendar, at: datetime) -> datetime:
    """When what can wait is told to somebody with this calendar, from `at` (UTC) on."""
    if not budget.moments:
        return at
    return next(bundles_from(budget, EmployeeId(0), calendar, at)).at


def is_of_another_day(slot: str, calendar: Calendar, now: datetime) -> bool:
    """Whether a place among the messages of a day is not one of today's."""
    return day_of(slot) != local_date(calendar.zone, now)


def day_of(slot: str) -> date:
    """The day, in the person's zone, of a place among its messages."""
    return date.fromisoformat(slot.split(":")[1])


def _days_from(calendar: Calendar, on: date) -> Iterator[date]:
    """The working days from a date on; where nobody works for so long, every day is one."""
    if is_working_day(calendar, on):
        yield on
    while True:
        try:
            on = next_working_day(calendar, on)
        except NoWorkingTime:
            on += _ONE_DAY
        yield on


def _bundles_on(
    budget: Budget, person: EmployeeId, calendar: Calendar, on: date
) -> Iterator[Bundle]:
    """Those of one day. Their places are the last of the day, so that no single ever takes one."""
    first = budget.most - len(budget.moments) + 1
    for number, at in enumerate(_moments_on(budget.moments, calendar, on), first):
        yield Bundle(_slot(person, on, number), at)


@lru_cache(maxsize=4096)
def _moments_on(moments: tuple[time, ...], calendar: Calendar, on: date) -> tuple[datetime, ...]:
    """When bundles come on a day: the same for all who work alike, and for all that they hear."""
    return tuple(_within(calendar, on, moment) for moment in moments)


def _within(calendar: Calendar, on: date, moment: time) -> datetime:
    """A time on the wall, or the nearest in this day's hours that is no moment to go home."""
    wanted = at_local(calendar.zone, on, moment)
    spans = working_spans(calendar, on, on)
    for start, end in spans:
        if wanted < end:
            return max(start, wanted)
    if not spans:
        return wanted
    start, end = spans[-1]
    return max(start, end - _BEFORE_HOME)


def _slot(person: EmployeeId, on: date, number: int) -> str:
    return f"{person}:{on.isoformat()}:{number}"


_WAITS, _SOON, _EXEMPT = Manner.CAN_WAIT, Manner.SOON, Manner.EXEMPT
MANNERS: Mapping[NoticeKind, Manner] = {
    # Due today; asked of this very person by a colleague who waits; an answer to their own deed.
    NoticeKind.PROMISE_DUE: _EXEMPT,
    NoticeKind.HANDOVER_ASKED: _EXEMPT,
    NoticeKind.WORD_AFTER: _EXEMPT,
    NoticeKind.CLAIM_OFFERED: _EXEMPT,
    NoticeKind.PROMISE_HEARD: _EXEMPT,
    # Its readers asked for it, once a week.
    NoticeKind.DIGEST: _EXEMPT,
    # A customer waits, or a colleague does.
    NoticeKind.SUGGESTED: _SOON,
    NoticeKind.UNCLAIMED: _SOON,
    NoticeKind.UNCLAIMED_LEAD: _SOON,
    NoticeKind.PUBLIC_SILENCE: _SOON,
    NoticeKind.NO_REPLY: _SOON,
    NoticeKind.SILENT_OWNER: _SOON,
    NoticeKind.SILENT_OWNER_LEAD: _SOON,
    NoticeKind.UPDATE_LATE: _SOON,
    NoticeKind.PROMISE_GIVEN: _SOON,
    NoticeKind.PROMISE_LATE: _SOON,
    NoticeKind.PROMISE_ROSE: _SOON,
    NoticeKind.HANDOVER_DECLINED: _SOON,
    NoticeKind.HANDOVER_WANTED: _SOON,
    NoticeKind.TAKEN_OVER: _SOON,
    NoticeKind.DEMANDED: _SOON,
    NoticeKind.DOER_AWAY: _SOON,
    NoticeKind.HANDOVER_EXPIRED: _SOON,
    NoticeKind.PLACING_ASKED: _SOON,
    NoticeKind.PLACING_LATE: _SOON,
    NoticeKind.PLACING_LATE_LEAD: _SOON,
    NoticeKind.PLACING_DECLINED: _SOON,
    NoticeKind.GOODWILL_ASKED: _SOON,
    NoticeKind.HELP_ASKED: _SOON,
    NoticeKind.FIRST_CASE: _SOON,
    NoticeKind.LET_GO: _SOON,
    NoticeKind.CUSTOMER_SPOKE: _SOON,
    NoticeKind.CAME_BACK: _SOON,
    NoticeKind.RAISED: _SOON,
    NoticeKind.SENSITIVE: _SOON,
    # Nothing is heard, or nobody is reached, until somebody mends it.
    NoticeKind.SOURCE_SILENT: _SOON,
    NoticeKind.CHAT_TROUBLE: _SOON,
    # Good to know, or to be done in the days to come.
    NoticeKind.DOER_LEFT: _WAITS,
    NoticeKind.TAKEN_FROM: _WAITS,
    NoticeKind.PROMISE_ANSWERED: _WAITS,
    NoticeKind.BUDDY_NAMED: _WAITS,
    NoticeKind.PROMISE_EARLY: _WAITS,
    NoticeKind.HANDOVER_ACCEPTED: _WAITS,
    NoticeKind.HANDOVER_WITHDRAWN: _WAITS,
    NoticeKind.PLACED: _WAITS,
    NoticeKind.GOODWILL_DECIDED: _WAITS,
    NoticeKind.HELPER_JOINED: _WAITS,
    NoticeKind.MERGED: _WAITS,
    NoticeKind.OFFERED_AGAIN: _WAITS,
    NoticeKind.UPDATE_ASKED: _WAITS,
    NoticeKind.PLAN_ASKED: _WAITS,
    NoticeKind.DATE_ASKED: _WAITS,
    NoticeKind.STILL_MENDED: _WAITS,
    NoticeKind.GOODWILL_LATE: _WAITS,
    NoticeKind.CHECK_BACK: _WAITS,
    NoticeKind.WAITING_LONG: _WAITS,
    NoticeKind.REPLY_HEARD: _WAITS,
    NoticeKind.ENDED: _WAITS,
    NoticeKind.DIGEST_QUESTION: _WAITS,
}
"""How each kind of private notice comes. A kind that is not listed comes soon."""
DESK = frozenset(
    {
        NoticeKind.PLACING_ASKED,
        NoticeKind.HELP_ASKED,
        NoticeKind.FIRST_CASE,
        NoticeKind.LET_GO,
        NoticeKind.SENSITIVE,
    }
)
"""What webcare's own desk is there for in its working time: for these it is on duty then."""
