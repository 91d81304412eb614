"""Dates in figures, day first, and what says that figures are something else."""

from __future__ import annotations

import re

from bot.domain.when.patterns import Line, Slot, kind_at, text_at
from bot.domain.when.pieces import Needs, OnDate
from bot.domain.when.tokens import Kind
from bot.domain.when.words import COUNTED, UNITS

_DAY_FIRST = re.compile(
    r"(?P<day>[0-9]{1,2})(?P<by>[-/.])(?P<month>[0-9]{1,2})(?:(?P=by)(?P<year>20[0-9]{2}|[0-9]{2}))?"
)
_YEAR_FIRST = re.compile(r"(?P<year>20[0-9]{2})-(?P<month>[0-9]{2})-(?P<day>[0-9]{2})")
_MONTHS, _LONGEST_MONTH, _CENTURY = 12, 31, 100
_TWO_FIGURES = 10
_PART_OF = frozenset({"stap", "step", "deel", "part", "pagina", "page", "pakket", "package"})
_PARCELS = frozenset({"parcel", "zending", "versie", "version", "optie", "option", "maat", "size"})
_ROUND_THE_CLOCK = "24/7"
_OUT_OF = frozenset({"van", "of", "deel", "part"})

Said = tuple[OnDate, Needs]


def read_date(line: Line, at: int) -> tuple[Said, int] | None:
    """3/12, 3-12-2026, 03.12.26, 2026-12-03; without a year it needs a word that asks for a day."""
    if kind_at(line, at) is not Kind.NUMBER:
        return None
    text = text_at(line, at)
    found = _YEAR_FIRST.fullmatch(text) or _DAY_FIRST.fullmatch(text)
    if found is None or _counts(line, at):
        return None
    day, month = int(found["day"]), int(found["month"])
    if not (1 <= day <= _LONGEST_MONTH and 1 <= month <= _MONTHS):
        return None
    year = int(found["year"]) if found["year"] else None
    if year is not None and year < _CENTURY:
        year += 2000
    surely = year is not None or _is_plain(found)
    return (OnDate(day, month, year), Needs.NOTHING if surely else Needs.LEAD), at + 1


def _is_plain(found: re.Match[str]) -> bool:
    """Whether figures without a year look like a date by themselves; 1/2 is the first of two."""
    if found["month"].startswith("0"):
        return found["by"] != "."
    day, month = int(found["day"]), int(found["month"])
    return found["by"] == "/" and (day > month or month >= _TWO_FIGURES)


def _counts(line: Line, at: int) -> bool:
    """Whether it is a share, a version, a range of something, or *24/7*."""
    before, behind = text_at(line, at - 1), text_at(line, at + 1)
    if before in _PART_OF | _PARCELS or behind in COUNTED or behind in UNITS:
        return True
    is_share = behind in _OUT_OF and "/" in text_at(line, at)
    return is_share or text_at(line, at) == _ROUND_THE_CLOCK


DATE = Slot(read_date, frozenset(), numbers=True)
