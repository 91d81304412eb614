"""A card: what a case, a reminder or a digest looks like in any chat."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum

from bot.presentation.intent import Intent
from bot.presentation.text import Says


class Style(StrEnum):
    """How a line or button stands out; a chat may ignore it."""

    PLAIN = "plain"
    QUOTE = "quote"
    """A stranger's words."""
    STRONG = "strong"
    QUIET = "quiet"
    """Of less weight; a quiet button may be drawn as a link, on its own words in the line."""
    PRIMARY = "primary"
    DANGER = "danger"


@dataclass(frozen=True, slots=True)
class Line:
    """One paragraph."""

    says: Says
    style: Style = Style.PLAIN


@dataclass(frozen=True, slots=True)
class Button:
    """A label and what it means; `url` only for *view post* and the like, which open a page."""

    label: str
    intent: Intent | None = None
    style: Style = Style.PLAIN
    url: str | None = None


@dataclass(frozen=True, slots=True)
class Section:
    """A titled part of a longer card, as in the digest."""

    title: str
    lines: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class Card:
    """At most two buttons and an overflow. `summary` stands alone: the notification's text."""

    title: Says
    lines: tuple[Line, ...]
    summary: str
    """What screen readers and notifications read; strangers' words in it are cleaned text."""
    buttons: tuple[Button, ...] = ()
    overflow: tuple[Button, ...] = ()
    sections: tuple[Section, ...] = field(default_factory=tuple)
    settled: bool = False
    """Nothing on it can change any more."""
