"""How often people are told something: the few private notices of a day."""

from __future__ import annotations

from datetime import time

from bot.config import values
from bot.config.tables import Table
from bot.domain.budget import Budget

MOST_A_DAY = 20
_MOMENTS = 'times in order such as ["09:30", "15:30"]'


def read_budget(table: Table) -> Budget:
    """The budget of `[quiet]`; a mistake leaves the default."""
    default = Budget()
    before = len(table.mistakes)
    most = table.whole("notices_per_day", default.most, 1, MOST_A_DAY)
    moments = table.read("bundled_at", _usual(default, most), _moments, _MOMENTS)
    if len(moments) > most and len(table.mistakes) == before:
        table.wrong(
            "bundled_at",
            f"these are {len(moments)} times, and notices_per_day is {most}: "
            "take some out, or allow more notices.",
        )
    return Budget(most, moments) if len(table.mistakes) == before else default


def _usual(default: Budget, most: int) -> tuple[time, ...]:
    """Where only a small number was chosen, the earliest of the usual times."""
    return default.moments[:most]


def _moments(value: object) -> tuple[time, ...]:
    if not isinstance(value, list) or not value:
        raise TypeError
    found = tuple(values.clock(one) for one in value)
    if list(found) != sorted(set(found)):
        raise values.Wrong(f"write {_MOMENTS}, each once and the earliest first.")
    return found
