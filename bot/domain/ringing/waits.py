"""When a case waited for its customer: read from its history, for the clock that pauses then."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, timedelta

from bot.domain.events import Code, Line
from bot.domain.policy import Amount, Days
from bot.domain.ringing.counting import by
from bot.domain.working_time import Calendar, is_working_day, local_date, working_between

Waits = tuple[tuple[datetime, datetime], ...]
"""Past times in which a case waited for its customer, in order: from and until when, in UTC."""

_ENDED = frozenset(
    {
        Code.WAITING_ENDED,
        Code.POST_ADDED,
        Code.REOPENED,
        Code.ABSORBED,
        Code.RELEASED,
        Code.LET_GO,
        Code.SOLVED,
        Code.CLOSED,
        Code.DISMISSED,
    }
)


def waits_of(history: Iterable[Line]) -> Waits:
    """The waits that are over, from a case's own lines in order.

    What was undone did not happen: a wait that was taken back was none, and one whose end was
    taken back went on.
    """
    waits: list[tuple[datetime, datetime]] = []
    since, ended_by = None, ""
    for line in history:
        undone = str(line.facts.get("of")) if line.code == Code.UNDONE else ""
        if line.code == Code.WAITING:
            since = line.happened_at
        elif undone == Code.WAITING:
            since = None
        elif undone and undone == ended_by and waits:
            since, ended_by = waits.pop()[0], ""
        elif since is not None and _ends(line):
            waits.append((since, line.happened_at))
            since, ended_by = None, line.code
    return tuple(waits)


def by_unpaused(calendar: Calendar, since: datetime, amount: Amount, waits: Waits) -> datetime:
    """The moment of an amount, of which nothing passes while we wait for the customer."""
    for start, end in waits:
        if end <= since:
            continue
        if by(calendar, since, amount) <= start:
            break
        amount = _left(calendar, since, start, amount)
        since = end
    return by(calendar, since, amount)


def _ends(line: Line) -> bool:
    """Whether the wait is over: not by what was found late, or by somebody else's words."""
    return line.code in _ENDED and not (line.facts.get("bystander") or line.facts.get("late"))


def _left(calendar: Calendar, since: datetime, until: datetime, amount: Amount) -> Amount:
    """What is left of an amount at a moment before it has passed."""
    if isinstance(amount, Days):
        return Days(amount.count - _days_between(calendar, since, until))
    return amount - working_between(calendar, since, until)


def _days_between(calendar: Calendar, since: datetime, until: datetime) -> int:
    """How many working days have begun in between; none where `until` comes first."""
    first, last = local_date(calendar.zone, since), local_date(calendar.zone, until)
    days = (first + timedelta(days=one + 1) for one in range((last - first).days))
    return sum(is_working_day(calendar, on) for on in days)
