"""What a line of history carries, by name; stored facts come back with lists for tuples."""

from __future__ import annotations

from datetime import datetime

from bot.domain.errors import Broken
from bot.domain.events import Line


def number(line: Line, name: str) -> int:
    """A whole number that this code of line always has. Raises Broken where it is missing."""
    found = line.facts.get(name)
    if not isinstance(found, int):
        raise Broken(f"line {line.seq} of history ({line.code}) has no number {name!r}")
    return found


def find_id(line: Line, name: str) -> int | None:
    """An id, if the line has it."""
    found = line.facts.get(name)
    return found if isinstance(found, int) else None


def find_text(line: Line, name: str) -> str | None:
    """A code or a name, if the line has it."""
    found = line.facts.get(name)
    return found if isinstance(found, str) else None


def find_moment(line: Line, name: str) -> datetime | None:
    """A moment, if the line has it."""
    found = line.facts.get(name)
    return datetime.fromisoformat(found) if isinstance(found, str) else None


def ids(line: Line, name: str) -> tuple[int, ...]:
    """Several ids, none if the line has none."""
    found = line.facts.get(name)
    return tuple(int(one) for one in found) if isinstance(found, list | tuple) else ()


def texts(line: Line, name: str) -> tuple[str, ...]:
    """Several codes, none if the line has none."""
    found = line.facts.get(name)
    return tuple(str(one) for one in found) if isinstance(found, list | tuple) else ()
