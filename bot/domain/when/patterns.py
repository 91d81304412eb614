"""Patterns over tokens: words, choices between words, and slots that read a value."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from bot.domain.when.tokens import Kind, Token

Line = tuple[Token, ...]
Read = tuple[Any, int]
"""What a slot read, and the token behind it."""
MOST_REPEATED = 4


@dataclass(frozen=True, slots=True)
class Slot:
    """Reads a value at a token; None: it is not there. `heads` are the words it may begin with."""

    read: Callable[[Line, int], Read | None]
    heads: frozenset[str]
    numbers: bool = False
    """It may begin with figures."""


@dataclass(frozen=True, slots=True)
class Element:
    """One place in a pattern."""

    words: frozenset[str] = frozenset()
    slot: Slot | None = None
    optional: bool = False
    repeated: bool = False


@dataclass(frozen=True, slots=True)
class Pattern:
    """Elements in a row. As it is written: `end|eind of|van? the|de? <part>`.

    `a|b` is one of two words, `?` what may be missing, `*` what may come up to four times, `<name>`
    a slot.
    """

    elements: tuple[Element, ...]

    @property
    def heads(self) -> frozenset[str]:
        """The words it may begin with."""
        return frozenset().union(
            *(one.slot.heads if one.slot else one.words for one in self._first)
        )

    @property
    def begins_with_numbers(self) -> bool:
        """Whether it may begin with figures."""
        return any(one.slot is not None and one.slot.numbers for one in self._first)

    @property
    def _first(self) -> tuple[Element, ...]:
        needed = next(n for n, one in enumerate(self.elements) if not one.optional)
        return self.elements[: needed + 1]

    def match(self, line: Line, at: int) -> tuple[list[Any], int] | None:
        """The values of its slots and the token behind it; None where it does not stand there."""
        return _match(self.elements, line, at)


def pattern(written: str, slots: Mapping[str, Slot]) -> Pattern:
    """The pattern that is written so."""
    return Pattern(tuple(_element(one, slots) for one in written.split()))


def _element(written: str, slots: Mapping[str, Slot]) -> Element:
    repeated = written.endswith("*")
    optional = repeated or written.endswith("?")
    bare = written[:-1] if optional else written
    if bare.startswith("<"):
        return Element(slot=slots[bare[1:-1]], optional=optional, repeated=repeated)
    return Element(frozenset(bare.split("|")), None, optional, repeated)


def _match(
    elements: tuple[Element, ...], line: Line, at: int, times: int = 0
) -> tuple[list[Any], int] | None:
    """Tries what may be missing first as if it were there; patterns are too short to run away."""
    if not elements:
        return [], at
    first, rest = elements[0], elements[1:]
    for value, behind in _taken(first, line, at):
        again = first.repeated and times < MOST_REPEATED
        found = _match(elements, line, behind, times + 1) if again else None
        found = found or _match(rest, line, behind)
        if found is not None:
            return [*value, *found[0]], found[1]
    return _match(rest, line, at) if first.optional else None


def _taken(one: Element, line: Line, at: int) -> list[tuple[list[Any], int]]:
    if at >= len(line):
        return []
    if one.slot is None:
        return [([], at + 1)] if line[at].text in one.words else []
    read = one.slot.read(line, at)
    return [] if read is None else [([read[0]], read[1])]


def text_at(line: Line, at: int) -> str:
    """What the token says; nothing beyond the ends."""
    return line[at].text if 0 <= at < len(line) else ""


def kind_at(line: Line, at: int) -> Kind | None:
    """What the token is; None beyond the ends."""
    return line[at].kind if 0 <= at < len(line) else None
