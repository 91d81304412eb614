"""Amounts of time: *anderhalf uur*, *2 to 3 working days*, *a week*."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from math import ceil

from bot.domain.when.numbers import NUMBER_WORDS, read_number
from bot.domain.when.patterns import Line, Slot, kind_at, text_at
from bot.domain.when.pieces import Day, InDays, InMonths, InWorkingDays
from bot.domain.when.tokens import Kind
from bot.domain.when.words import (
    AND_A_HALF,
    DAY,
    ENGLISH_UNITS,
    FORTNIGHT,
    HALF_HOURS,
    HOUR,
    MINUTE,
    MONTH,
    ONE,
    QUARTERS,
    UNITS,
    WEEK,
    WORKING_DAY,
)

_TO = frozenset({"tot", "to", "a", "of", "or", "-"})
_WORKING = frozenset({"working", "business", "work", "werk"})
_THE_NEXT = frozenset({"the", "het", "next", "komende", "komend", "volgende", "eerstkomende"})
_MINUTES = {MINUTE: 1, HOUR: 60}
_DAYS_A_WEEK, _FORTNIGHT = 7, 14
_LONGEST = {MINUTE: 60 * 24 * 31, HOUR: 24 * 31, DAY: 400, WORKING_DAY: 260, WEEK: 57, MONTH: 13}
"""More than this is no deadline, and surely something else."""


@dataclass(frozen=True, slots=True)
class Amount:
    """Exact, or in days as they stand on a calendar."""

    exact: timedelta | None = None
    day: Day | None = None
    english: bool = False
    """Its unit is an English word: *over 3 days* is no Dutch *over*."""


Found = tuple[Amount, int]


def read_amount(line: Line, at: int) -> Found | None:
    """An amount of time at a token: a number and what it counts."""
    found = _short(line, at) or _counted(line, at) or _one_of(line, at)
    return None if found is None or _is_about(line, found[1]) else found


def _is_about(line: Line, at: int) -> bool:
    """*Een dag of drie*, *a week or two*: nobody knows how many."""
    return text_at(line, at) in ("of", "or") and read_number(line, at + 1) is not None


def _short(line: Line, at: int) -> Found | None:
    """Half an hour, een kwartier, drie kwartier, three quarters of an hour, a fortnight."""
    number = read_number(line, at)
    begin = number[1] if number is not None else at
    text = text_at(line, begin)
    times = number[0] if number is not None else 1
    if text in QUARTERS:
        return Amount(timedelta(minutes=15 * times)), begin + 1
    if text in ("quarter", "quarters") and text_at(line, begin + 1) == "of":
        is_hour = text_at(line, begin + 3) == "hour"
        return (Amount(timedelta(minutes=15 * times), english=True), begin + 4) if is_hour else None
    if text in HALF_HOURS:
        return Amount(timedelta(minutes=30)), begin + 1
    if text in FORTNIGHT:
        return Amount(day=InDays(_FORTNIGHT), english=True), begin + 1
    return _half(line, begin) if text in ("half", "halve") and times == 1 else None


def _half(line: Line, at: int) -> Found | None:
    behind = at + (2 if text_at(line, at + 1) in ("a", "an") else 1)
    if UNITS.get(text_at(line, behind)) != HOUR or text_at(line, behind) == "u":
        return None
    return Amount(timedelta(minutes=30), english=_is_english(line, behind)), behind + 1


def _counted(line: Line, at: int) -> Found | None:
    """A number, or a last one of two, and a unit; hours may be followed by minutes."""
    number = _quantity(line, at)
    if number is None:
        return None
    count, behind = number
    if text_at(line, behind) in _WORKING and text_at(line, behind + 1) in UNITS:
        return _amount(count, WORKING_DAY, line, behind + 1)
    unit = UNITS.get(text_at(line, behind))
    if unit is None:
        return None
    if unit == HOUR:
        return _hours(count, line, behind)
    return _amount(count, unit, line, behind)


def _quantity(line: Line, at: int) -> tuple[float, int] | None:
    text = text_at(line, at)
    if text in AND_A_HALF:
        return AND_A_HALF[text], at + 1
    if kind_at(line, at) is Kind.NUMBER and "-" in text:
        last = text.rpartition("-")[2]
        return (float(last), at + 1) if last.isdecimal() and text.count("-") == 1 else None
    first = read_number(line, at)
    if first is None:
        return None
    later = read_number(line, first[1] + 1) if text_at(line, first[1]) in _TO else None
    if later is not None and later[0] > first[0]:
        return later
    return _and_a_half(line, first)


def _and_a_half(line: Line, first: tuple[float, int]) -> tuple[float, int]:
    number, at = first
    said = tuple(text_at(line, at + step) for step in range(3))
    if text_at(line, at) == "\u00bd":
        return number + 0.5, at + 1
    if said[0] in ("and", "en") and said[1] in ("a", "een") and said[2] in ("half", "halve"):
        return number + 0.5, at + 3
    return first


def _hours(count: float, line: Line, at: int) -> Found | None:
    """Hours, and what is added to them: *an hour and a half*, *1 uur en 30 minuten*, *2u30*."""
    behind = at + 1
    if text_at(line, behind) in ("and", "en"):
        more = _short_half(line, behind + 1) or _minutes_of(line, behind + 1)
    else:
        more = _minutes_of(line, behind)
    minutes, behind = more if more is not None else (0.0, behind)
    if count > _LONGEST[HOUR]:
        return None
    exact = timedelta(minutes=count * _MINUTES[HOUR] + minutes)
    return Amount(exact, english=_is_english(line, at)), behind


def _short_half(line: Line, at: int) -> tuple[float, int] | None:
    """*A half*, *a quarter*, *een kwartier* behind hours."""
    if text_at(line, at) not in ONE:
        return None
    added = {"half": 30.0, "halve": 30.0, "quarter": 15.0, "kwartier": 15.0}
    found = added.get(text_at(line, at + 1))
    return None if found is None else (found, at + 2)


def _minutes_of(line: Line, at: int) -> tuple[float, int] | None:
    number = read_number(line, at)
    if number is None:
        return None
    if UNITS.get(text_at(line, number[1])) == MINUTE:
        return number[0], number[1] + 1
    return number if at < len(line) and line[at].glued else None


def _amount(count: float, unit: str, line: Line, at: int) -> Found | None:
    if count > _LONGEST[unit] or (count == 0 and unit != MINUTE):
        return None
    english, behind = _is_english(line, at), at + 1
    if unit in _MINUTES:
        return Amount(timedelta(minutes=count * _MINUTES[unit]), english=english), behind
    if unit == WORKING_DAY:
        return Amount(day=InWorkingDays(ceil(count)), english=english), behind
    if unit == MONTH:
        return Amount(day=InMonths(ceil(count)), english=english), behind
    days = count * (_DAYS_A_WEEK if unit == WEEK else 1)
    return Amount(day=InDays(ceil(days)), english=english), behind


def _one_of(line: Line, at: int) -> Found | None:
    """*The next hour*, *het uur*: one, though no number says so."""
    text = text_at(line, at)
    if text_at(line, at - 1) not in _THE_NEXT or text not in ("hour", "uur", "kwartier"):
        return None
    minutes = 15 if text == "kwartier" else _MINUTES[HOUR]
    return Amount(timedelta(minutes=minutes), english=text == "hour"), at + 1


def _is_english(line: Line, at: int) -> bool:
    return text_at(line, at) in ENGLISH_UNITS


AMOUNT = Slot(
    read_amount,
    frozenset(
        {*NUMBER_WORDS, *AND_A_HALF, *QUARTERS, *HALF_HOURS, *FORTNIGHT, "half", "hour", "uur"}
    ),
    numbers=True,
)
