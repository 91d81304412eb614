"""Working hours and days as people read them: *ma-vr 09:00-17:00*."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, time
from functools import lru_cache
from itertools import groupby

from babel.dates import format_date

from bot.domain.working_time import WEEKDAYS, LocalSpan, WeeklyHours
from bot.presentation.voice import Voice
from bot.presentation.wording import LOCALES

_TO = "\N{EN DASH}"
_A_MONDAY = date(2024, 1, 1)


def hours_of(voice: Voice, hours: WeeklyHours) -> str:
    """All of a week's hours, days with the same hours together."""
    said = []
    days = [(number, spans) for number, spans in enumerate(hours.days) if spans]
    runs = groupby(enumerate(days), key=lambda one: (one[1][0] - one[0], one[1][1]))
    for (_, spans), run in runs:
        numbers = [number for _, (number, _) in run]
        said.append(f"{_days(voice, numbers)} {_spans(voice, spans)}")
    return ", ".join(said) or voice.text("hours.none")


def weekday(number: int, language: str) -> str:
    """The name of a day of the week; Monday is 0."""
    return _named(number, "EEEE", LOCALES[language])


def date_of(voice: Voice, on: date) -> str:
    """A day with its year only where that is another one: *ma 23 maart*."""
    same = voice.now is not None and on.year == voice.now.year
    pattern = "EEE d MMMM" if same else "EEE d MMMM y"
    return str(format_date(on, pattern, locale=voice.wording.locale))


def written(at: time, *, is_end: bool = False) -> str:
    """A time of day as a form has it; midnight as an end is 24:00."""
    return "24:00" if is_end and at == time(0) else f"{at:%H:%M}"


def _days(voice: Voice, numbers: Sequence[int]) -> str:
    first, last = (_named(one, "EEE", voice.wording.locale) for one in (numbers[0], numbers[-1]))
    return first if first == last else f"{first}{_TO}{last}"


def _spans(voice: Voice, spans: Sequence[LocalSpan]) -> str:
    said = [f"{written(start)}{_TO}{written(end, is_end=True)}" for start, end in spans]
    return (
        voice.text("list.and", others=", ".join(said[:-1]), last=said[-1]) if said[1:] else said[0]
    )


@lru_cache(maxsize=64)
def _named(number: int, pattern: str, locale: str) -> str:
    return str(
        format_date(_A_MONDAY.replace(day=1 + number % len(WEEKDAYS)), pattern, locale=locale)
    )
