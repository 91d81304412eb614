"""A page: a longer text to read, with the cards and lists that it holds."""

from __future__ import annotations

from dataclasses import dataclass

from bot.presentation.card import Button, Card, Line
from bot.presentation.text import Says


@dataclass(frozen=True, slots=True)
class Row:
    """One row of a list: what it says, and what can be done with it."""

    title: Says
    lines: tuple[Line, ...] = ()
    buttons: tuple[Button, ...] = ()


@dataclass(frozen=True, slots=True)
class Part:
    """A titled part of a page."""

    title: str
    lines: tuple[Line, ...] = ()
    rows: tuple[Row, ...] = ()
    empty: str | None = None
    """What stands here when there are no rows."""
    card: Card | None = None


@dataclass(frozen=True, slots=True)
class Page:
    """What a `show_…` gives."""

    title: Says
    parts: tuple[Part, ...]
    buttons: tuple[Button, ...] = ()
