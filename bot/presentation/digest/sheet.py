"""The digest as a sheet of worded sections, which card, page, text and picture all show."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from bot.presentation.card import Style
from bot.presentation.text import Says
from bot.presentation.wording import joined


@dataclass(frozen=True, slots=True)
class Number:
    """A number in a line, as it is worded there, and its way through the digest."""

    label: str
    path: str


@dataclass(frozen=True, slots=True)
class Part:
    """A few words around a number; `number` is None where no case stands behind it."""

    says: Says
    number: Number | None = None


@dataclass(frozen=True, slots=True)
class SheetLine:
    """One line, with the numbers in it that lead to cases."""

    says: Says
    style: Style = Style.PLAIN
    numbers: tuple[Number, ...] = ()


@dataclass(frozen=True, slots=True)
class SheetSection:
    """A titled part."""

    title: Says
    lines: tuple[SheetLine, ...]


@dataclass(frozen=True, slots=True)
class Sheet:
    """One week, worded for one audience."""

    title: Says
    subtitle: Says
    sections: tuple[SheetSection, ...]
    footer: tuple[Says, ...]
    summary: str
    """One sentence that stands alone."""


def line_of(parts: Sequence[Part], *, between: str = ", ", style: Style = Style.PLAIN) -> SheetLine:
    """Several numbers in one line."""
    return SheetLine(joined((part.says for part in parts), between), style, numbers_of(parts))


def numbers_of(parts: Sequence[Part]) -> tuple[Number, ...]:
    """The numbers of parts that lead to cases."""
    return tuple(part.number for part in parts if part.number is not None)
