"""Days as somebody wrote them: in figures, by a month's name, or as one of the next seven."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from datetime import date, timedelta
from functools import partial

_MONTHS = {
    name: number
    for number, names in enumerate(
        (
            ("januari", "january", "jan"),
            ("februari", "february", "feb"),
            ("maart", "march", "mrt", "mar"),
            ("april", "apr"),
            ("mei", "may"),
            ("juni", "june", "jun"),
            ("juli", "july", "jul"),
            ("augustus", "august", "aug"),
            ("september", "sept", "sep"),
            ("oktober", "october", "okt", "oct"),
            ("november", "nov"),
            ("december", "dec"),
        ),
        start=1,
    )
    for name in names
}
_WEEKDAYS = {
    name: number
    for number, names in enumerate(
        (
            ("maandag", "monday"),
            ("dinsdag", "tuesday"),
            ("woensdag", "wednesday"),
            ("donderdag", "thursday"),
            ("vrijdag", "friday"),
            ("zaterdag", "saturday"),
            ("zondag", "sunday"),
        )
    )
    for name in names
}
_NEAR = {"vandaag": 0, "today": 0, "morgen": 1, "tomorrow": 1, "overmorgen": 2}
_MONTH = "|".join(sorted(_MONTHS, key=len, reverse=True))
_WORDS = "|".join((*_NEAR, *_WEEKDAYS))
_TO = r"\s*(?:-|\u2013|t/m|tm|tot en met|tot|through|until|till|to)\s*"
_WRITTEN = re.compile(
    rf"\b(?P<iso>\d{{4}}-\d{{2}}-\d{{2}})\b"
    rf"|\b(?P<from>\d{{1,2}})(?={_TO}\d{{1,2}}\s+(?P<its_month>{_MONTH})\b)"
    rf"|\b(?P<day>\d{{1,2}})(?:[-/.](?P<month>\d{{1,2}})|\s+(?P<name>{_MONTH}))\b"
    r"(?:[-/.\s]+(?P<year>20\d{2})\b)?"
    rf"|\b(?P<named>{_MONTH})\s+(?P<its_day>\d{{1,2}})\b(?:,?\s+(?P<its_year>20\d{{2}})\b)?"
    rf"|\b(?P<word>{_WORDS})\b",
    re.IGNORECASE | re.ASCII,
)


def days_in(text: str, today: date) -> tuple[date, date] | None:
    """The first and the last day that a text plainly names, the same where it names one.

    A day without a year is the next one that there is, seen from `today`; the last is never
    before the first. None where no day is named, or more than two are.
    """
    named = [_day(one) for one in _WRITTEN.finditer(text)]
    if not 1 <= len(named) <= _TWO:
        return None
    first_on = named[0](today, today)
    if first_on is None or len(named) == 1:
        return None if first_on is None else (first_on, first_on)
    last_on = named[1](first_on, today)
    return None if last_on is None or last_on < first_on else (first_on, last_on)


_TWO = 2
_Named = Callable[[date, date], date | None]
"""The day, where it is sought from the first date on; the second one is today."""


def _day(written: re.Match[str]) -> _Named:
    if written["iso"]:
        return lambda _, __: _real(written["iso"])
    if written["word"]:
        return partial(_near, written["word"].lower())
    day = written["from"] or written["day"] or written["its_day"]
    month = written["its_month"] or written["name"] or written["named"] or ""
    number = _MONTHS.get(month.lower()) or int(written["month"])
    year = written["year"] or written["its_year"]
    return lambda since, _: next(_dates(int(day), number, int(year) if year else None, since), None)


def _dates(day: int, month: int, year: int | None, since: date) -> Iterator[date]:
    for one in (year,) if year else (since.year, since.year + 1):
        on = _real(f"{one:04}-{month:02}-{day:02}")
        if on is not None and (year or on >= since):
            yield on


def _real(written: str) -> date | None:
    try:
        return date.fromisoformat(written)
    except ValueError:
        return None


def _near(word: str, since: date, today: date) -> date:
    if word in _NEAR:
        return today + timedelta(days=_NEAR[word])
    return since + timedelta(days=(_WEEKDAYS[word] - since.weekday()) % 7)
