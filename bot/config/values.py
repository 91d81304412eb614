"""What a value of the file may look like. Each raises ValueError or TypeError for any other."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from datetime import date, datetime, time, timedelta

from bot.domain.policy import Days

DOMAINS = 'a list of mail domains without @, such as ["example.com"]'
_DOMAIN = re.compile(r"(?:[a-z0-9](?:[a-z0-9-]*[a-z0-9])?\.)+[a-z][a-z0-9-]*[a-z0-9]")
_UNITS = {"s": "seconds", "m": "minutes", "h": "hours", "d": "days", "w": "weeks"}
_DURATION = re.compile(r"(?:\d+\s*[smhdw]\s*)+")


class Wrong(ValueError):
    """A value is wrong, and the sentence says what to do."""


def text(value: object) -> str:
    """A text, without the blanks around it."""
    if not isinstance(value, str):
        raise TypeError
    return value.strip()


def texts(value: object) -> tuple[str, ...]:
    """A list of texts."""
    if not isinstance(value, list):
        raise TypeError
    return tuple(text(one) for one in value)


def domains(value: object) -> tuple[str, ...]:
    """In small letters, each once: whoever has an address of one is taken for a colleague."""
    found = tuple(dict.fromkeys(one.lower() for one in texts(value)))
    if not all(_DOMAIN.fullmatch(one) for one in found):
        raise ValueError
    return found


def text_or_texts(value: object) -> tuple[str, ...]:
    """One text or a list of them."""
    return (text(value),) if isinstance(value, str) else texts(value)


def flag(value: object) -> bool:
    """True or false, nothing that looks like it."""
    if not isinstance(value, bool):
        raise TypeError
    return value


def whole(value: object, least: int, most: int) -> int:
    """A whole number from `least` to `most`, both included."""
    if isinstance(value, bool) or not isinstance(value, int) or not least <= value <= most:
        raise ValueError
    return value


def mapping(value: object) -> Mapping[str, object]:
    """A table."""
    if not isinstance(value, dict):
        raise TypeError
    return value


def rows(value: object) -> list[Mapping[str, object]]:
    """Tables in order."""
    if not isinstance(value, list):
        raise TypeError
    return [mapping(one) for one in value]


def dates(value: object) -> frozenset[date]:
    """A list of dates."""
    if not isinstance(value, list) or not all(isinstance(one, date) for one in value):
        raise TypeError
    return frozenset(value)


def day(value: object) -> date | None:
    """A date."""
    if not isinstance(value, date) or isinstance(value, datetime):
        raise TypeError
    return value


def share(value: object) -> float:
    """A share: more than 0, at most 1."""
    if isinstance(value, bool) or not isinstance(value, int | float) or not 0 < value <= 1:
        raise ValueError
    return float(value)


def cents(value: object) -> int:
    """An amount in euro, as cents."""
    if isinstance(value, bool) or not isinstance(value, int | float) or not 0 <= value <= 100_000:
        raise ValueError
    return round(value * 100)


def clock(value: object) -> time:
    """A time on the wall: 09:00, in quotes or without."""
    if isinstance(value, time):
        return value
    if isinstance(value, str) and re.fullmatch(r"\d\d:\d\d", value):
        return time.fromisoformat(value)
    raise ValueError


def end_of_span(value: object) -> time:
    """A time on the wall at which hours end; 24:00 is the end of the day, which is 00:00."""
    return time(0) if value == "24:00" else clock(value)


def duration(value: object) -> timedelta:
    """Time as people write it: 30m, 2h, 1h30m, 1d. Raises ValueError."""
    if not isinstance(value, str) or not _DURATION.fullmatch(value.strip()):
        raise ValueError
    parts = re.findall(r"(\d+)\s*([smhdw])", value)
    found = timedelta(**_added((_UNITS[unit], int(number)) for number, unit in parts))
    if not timedelta(0) < found <= timedelta(days=366):
        raise ValueError
    return found


def _added(parts: Iterable[tuple[str, int]]) -> dict[str, int]:
    total: dict[str, int] = {}
    for unit, number in parts:
        total[unit] = total.get(unit, 0) + number
    return total


def working(value: object) -> timedelta:
    """Working time, such as 2h: days and weeks have no fixed length in it."""
    found = duration(value)
    if re.search("[dw]", str(value)):
        raise Wrong("this counts working time, where a day has no fixed length; write hours.")
    return found


def amount(value: object) -> timedelta | Days:
    """Working time such as 3h, or working days such as 2d."""
    if isinstance(value, str) and re.fullmatch(r"\s*\d+\s*d\s*", value):
        return Days(days(value))
    return working(value)


def several_days(value: object) -> tuple[int, ...]:
    """A list of whole days, such as 30d and 90d."""
    return tuple(sorted(days(one) for one in texts(value)))


def days(value: object) -> int:
    """Whole days, such as 5d."""
    found = duration(value)
    if found % timedelta(days=1):
        raise ValueError
    return found.days
