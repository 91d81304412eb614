"""The way in: by when, as somebody wrote it, read as one moment."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from bot.domain.when.bearing import Bearing, bearing_of
from bot.domain.when.joining import Moment, moments_of
from bot.domain.when.patterns import Line
from bot.domain.when.pieces import OnDate
from bot.domain.when.resolving import Base, resolve
from bot.domain.when.rules import pieces_of
from bot.domain.when.tokens import tokens_of
from bot.domain.working_time import Calendar, local_date

_FAR = 180
"""Days after which a date without a year is rather one that was."""


@dataclass(frozen=True, slots=True)
class Reading:
    """A moment that was read: when it is (UTC), and from where to where it stands in the text."""

    at: datetime
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class _Candidate:
    moment: Moment
    at: datetime
    bearing: Bearing
    unlikely: bool


def read_when(text: str, *, now: datetime, zone: str, calendar: Calendar) -> Reading | None:
    """By when, in Dutch or English, seen from `now` (UTC) in the speaker's `zone`.

    `calendar` is the company's: its holidays are skipped where working days are counted, and by
    the end of a month. Only the first 5,000 characters are read. None: there is no moment, or it
    is not sure which one, and the speaker is to be asked. Never raises for a text. The readings
    are those of *Promises in plain words*; docs/reference/dates.md lists them.
    """
    line = tokens_of(text)
    base = Base(now, zone, calendar)
    found = [
        one
        for moment in moments_of(line, pieces_of(line))
        if (one := _candidate(line, moment, base)) is not None
    ]
    best = _best(found)
    if best is None:
        return None
    first, last = line[best.moment.first], line[best.moment.last - 1]
    return Reading(best.at, first.start, last.end)


def _candidate(line: Line, moment: Moment, base: Base) -> _Candidate | None:
    bearing = bearing_of(line, moment)
    at = resolve(moment, base) if bearing is not None else None
    if bearing is None or at is None:
        return None
    return _Candidate(moment, at, bearing, _is_unlikely(moment, at, base))


def _is_unlikely(moment: Moment, at: datetime, base: Base) -> bool:
    """A date that was moved to next year, where something nearer stands, is one that was."""
    undated = any(isinstance(one, OnDate) and one.year is None for one in moment.days)
    return undated and (local_date(base.zone, at) - base.today).days > _FAR


def _best(found: list[_Candidate]) -> _Candidate | None:
    """The one that fits a promise best; of several the earliest, so that nothing is late."""
    ahead = [one for one in found if not one.bearing.looks_back]
    return min(ahead, key=lambda one: (one.unlikely, -one.bearing.fits, one.at), default=None)
