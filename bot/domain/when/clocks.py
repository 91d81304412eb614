"""Times of the clock, as people say and write them."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, replace

from bot.domain.when.numbers import read_whole
from bot.domain.when.patterns import Line, Slot, kind_at, text_at
from bot.domain.when.pieces import MINUTES_AN_HOUR, Clock, Half, Needs
from bot.domain.when.tokens import Kind
from bot.domain.when.words import (
    COUNTED,
    DUTCH_NUMBERS,
    ENGLISH_NUMBERS,
    HOURS_BY_NAME,
    NUMBERS,
    ONE,
    UNITS,
)


@dataclass(frozen=True, slots=True)
class Said:
    """A time of the clock, and how sure it is that it is one."""

    clock: Clock
    needs: Needs


Found = tuple[Said, int]
_Reader = Callable[[Line, int], Found | None]

_FIGURES = re.compile(r"(?P<hour>[0-9]{1,2})(?P<by>[:.])(?P<minute>[0-9]{2})(?::[0-9]{2})?")
_HOUR_WORDS = frozenset({"uur", "u", "h", "uurtje"})
_COUNTED = COUNTED | UNITS.keys()
_HALVES = {
    **dict.fromkeys(("am", "a.m"), Half.AM),
    **dict.fromkeys(("pm", "p.m"), Half.PM),
}
_A_CLOCK = frozenset({"o'clock", "oclock"})
_PAST = frozenset({"past", "over", "after", "na"})
_TO = frozenset({"to", "voor", "before", "till"})
_MINUTE_WORDS = frozenset({"minutes", "minuten", "minute", "minuut", "min", "mins"})
_QUARTER = frozenset({"kwart", "quarter"})
_TWELVE, _LAST_HOUR, _DAY = 12, 24, 24 * MINUTES_AN_HOUR
_HALF_HOUR, _QUARTER_HOUR = 30, 15
_LAST_MINUTE = 59
_WRITTEN_WITH_ZERO, _FOUR = 2, 4


def read_clock(line: Line, at: int) -> Found | None:
    """The longest time of the clock that stands at a token."""
    found = [one for read in _READERS if (one := read(line, at)) is not None]
    return max(found, key=lambda one: one[1], default=None)


def _written(line: Line, at: int) -> Found | None:
    """15:30, 15.30 uur, 3:30 pm, and 15.30 alone where the words before it ask for a time."""
    found = _FIGURES.fullmatch(text_at(line, at)) if kind_at(line, at) is Kind.NUMBER else None
    if found is None:
        return None
    minutes = _minutes(int(found["hour"]), int(found["minute"]))
    if minutes is None:
        return None
    needs = Needs.NOTHING if found["by"] == ":" else Needs.HOUR
    whole = len(found["hour"]) == _WRITTEN_WITH_ZERO and found["hour"] < "10"
    said = Said(Clock(minutes, Half.ALL if whole else None), needs)
    return _with_suffix(said, line, at + 1)


def _from_to(line: Line, at: int) -> Found | None:
    """10:00-14:00: the last of them, on a day that is named."""
    first, _, last = text_at(line, at).partition("-")
    begin, found = _FIGURES.fullmatch(first), _FIGURES.fullmatch(last)
    if begin is None or found is None or kind_at(line, at) is not Kind.NUMBER:
        return None
    minutes = _minutes(int(found["hour"]), int(found["minute"]))
    return None if minutes is None else (Said(Clock(minutes), Needs.LEAD), at + 1)


def _in_hours(line: Line, at: int) -> Found | None:
    """15u30, 15 uur 30."""
    hour = read_whole(line, at)
    if hour is None or text_at(line, hour[1]) not in _HOUR_WORDS:
        return None
    minute = read_whole(line, hour[1] + 1)
    if minute is None or text_at(line, minute[1]) in _COUNTED:
        return None
    is_glued = line[hour[1] + 1].glued
    minutes = _minutes(hour[0], minute[0])
    if minutes is None or not (is_glued or minute[0] >= 10):
        return None
    return Said(Clock(minutes), Needs.NOTHING if is_glued else Needs.LEAD), minute[1]


def _whole_hour(line: Line, at: int) -> Found | None:
    """3 uur, 15u, 3 pm, three o'clock."""
    hour = _hour(line, at)
    if hour is None or hour[0] == _LAST_HOUR:
        return None
    said = Said(Clock(hour[0] * MINUTES_AN_HOUR), Needs.HOUR)
    behind = _with_suffix(said, line, hour[1])
    return behind if behind is not None and behind[1] > hour[1] else None


def _in_four(line: Line, at: int) -> Found | None:
    """1430 uur, 0900 hrs."""
    text = text_at(line, at)
    is_four = kind_at(line, at) is Kind.NUMBER and text.isdecimal() and len(text) == _FOUR
    if not is_four or text_at(line, at + 1) not in _HOUR_WORDS | {"hrs", "hours"}:
        return None
    minutes = _minutes(int(text[:2]), int(text[2:]))
    if minutes is None:
        return None
    return Said(Clock(minutes, Half.ALL), Needs.NOTHING), at + 2


def _bare_hour(line: Line, at: int) -> Found | None:
    """3: only behind a word such as *om*; *een* only where it is not the article of a word."""
    hour = _hour(line, at)
    if hour is None or hour[0] == _LAST_HOUR or _is_article(line, at):
        return None
    return Said(Clock(hour[0] * MINUTES_AN_HOUR), Needs.HOUR), hour[1]


def _is_article(line: Line, at: int) -> bool:
    """*Vanmiddag een code*: something is counted or named; *morgen om een* ends there."""
    is_one = text_at(line, at) in ONE and kind_at(line, at) is Kind.WORD
    return is_one and kind_at(line, at + 1) is Kind.WORD


def _named_hour(line: Line, at: int) -> Found | None:
    """*Vijven*."""
    hour = HOURS_BY_NAME.get(text_at(line, at))
    return None if hour is None else (Said(Clock(hour * MINUTES_AN_HOUR), Needs.LEAD), at + 1)


def _hour_of(line: Line, at: int) -> Found | None:
    """*Een uur of drie*."""
    if (text_at(line, at), text_at(line, at + 1), text_at(line, at + 2)) != ("een", "uur", "of"):
        return None
    hour = _hour(line, at + 3)
    return hour and (Said(Clock(hour[0] * MINUTES_AN_HOUR), Needs.HOUR), hour[1])


def _half(line: Line, at: int) -> Found | None:
    """Half elf (10:30), half past ten, and half three as the English say it (3:30)."""
    if text_at(line, at) != "half":
        return None
    past = text_at(line, at + 1) in ("past", "after")
    hour = _hour(line, at + (2 if past else 1))
    if hour is None or hour[0] > _TWELVE:
        return None
    number = text_at(line, at + 1)
    later = past or (number in ENGLISH_NUMBERS and number not in DUTCH_NUMBERS)
    shift = _HALF_HOUR if later else -_HALF_HOUR
    minutes = (hour[0] * MINUTES_AN_HOUR + shift) % (_TWELVE * MINUTES_AN_HOUR)
    needs = Needs.NOTHING if past or not number.isdecimal() else Needs.HOUR
    return _with_suffix(Said(_at_twelve(minutes), needs), line, hour[1])


def _at_twelve(minutes: int) -> Clock:
    """Half past twelve, and half één, are 12:30: twelve belongs to the day."""
    return Clock(minutes if minutes >= MINUTES_AN_HOUR else minutes + _TWELVE * MINUTES_AN_HOUR)


def _around_hour(line: Line, at: int) -> Found | None:
    """Kwart over drie, ten to three, vijf voor half vier, 20 minutes past 4."""
    away = _away(line, at)
    if away is None:
        return None
    minutes, behind = away
    word = text_at(line, behind)
    if word not in _PAST | _TO:
        return None
    sign = 1 if word in _PAST else -1
    is_half = text_at(line, behind + 1) == "half"
    hour = _hour(line, behind + (2 if is_half else 1))
    if hour is None or not 1 <= hour[0] <= _LAST_HOUR - 1:
        return None
    base = hour[0] * MINUTES_AN_HOUR - (_HALF_HOUR if is_half else 0)
    is_quarter = text_at(line, at) in _QUARTER or is_half
    needs = Needs.NOTHING if is_quarter else Needs.HOUR
    total = (base + sign * minutes) % (_DAY if hour[0] > _TWELVE else _TWELVE * MINUTES_AN_HOUR)
    return _with_suffix(Said(_at_twelve(total), needs), line, hour[1])


def _away(line: Line, at: int) -> tuple[int, int] | None:
    """How far from the hour: a quarter, or up to 29 minutes."""
    begin = at + 1 if text_at(line, at) in ("a", "een") else at
    if text_at(line, begin) in _QUARTER:
        return _QUARTER_HOUR, begin + 1
    minutes = read_whole(line, at)
    if minutes is None or not 1 <= minutes[0] < _HALF_HOUR:
        return None
    number, behind = minutes
    return number, behind + 1 if text_at(line, behind) in _MINUTE_WORDS else behind


def _hour_and_minutes(line: Line, at: int) -> Found | None:
    """Three thirty."""
    hour = read_whole(line, at)
    if hour is None or text_at(line, at) not in ENGLISH_NUMBERS or not 1 <= hour[0] <= _TWELVE:
        return None
    minute = read_whole(line, hour[1])
    if minute is None or text_at(line, hour[1]) not in ENGLISH_NUMBERS or minute[0] < 10:
        return None
    minutes = _minutes(hour[0], minute[0])
    if minutes is None:
        return None
    return _with_suffix(Said(Clock(minutes), Needs.HOUR), line, minute[1])


def _hour(line: Line, at: int) -> tuple[int, int] | None:
    hour = read_whole(line, at)
    return hour if hour is not None and 0 <= hour[0] <= _LAST_HOUR else None


def _minutes(hour: int, minute: int) -> int | None:
    """Minutes since midnight; the end of the day is its last minute."""
    if hour == _LAST_HOUR and minute == 0:
        return _DAY - 1
    fits = hour < _LAST_HOUR and minute <= _LAST_MINUTE
    return hour * MINUTES_AN_HOUR + minute if fits else None


def _with_suffix(said: Said, line: Line, at: int) -> Found | None:
    """*Uur*, *o'clock*, *pm*: what makes it surely a time; None where it cannot be."""
    text = text_at(line, at)
    if text in _A_CLOCK:
        said, at = replace(said, needs=Needs.NOTHING), at + 1
    elif text in _HOUR_WORDS and (said.clock.minutes % MINUTES_AN_HOUR or text != "uurtje"):
        is_exact = said.clock.minutes % MINUTES_AN_HOUR
        said = replace(said, needs=Needs.NOTHING if is_exact else Needs.LEAD)
        at += 1
    half = _HALVES.get(text_at(line, at))
    if half is None:
        return said, at
    if said.clock.minutes >= (_TWELVE + 1) * MINUTES_AN_HOUR:
        return Said(replace(said.clock, half=Half.ALL), Needs.NOTHING), at + 1
    return Said(replace(said.clock, half=half), Needs.NOTHING), at + 1


_READERS: tuple[_Reader, ...] = (
    *(_written, _from_to, _in_hours, _half, _around_hour, _hour_and_minutes),
    *(_hour_of, _in_four, _whole_hour, _named_hour, _bare_hour),
)
CLOCK = Slot(
    read_clock,
    frozenset({*NUMBERS, *HOURS_BY_NAME, *_QUARTER, "half", "a", "een"}),
    numbers=True,
)
