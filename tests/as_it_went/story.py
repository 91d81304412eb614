"""What a story is made of: what a customer says, what people do, and what must ring.

Moments are times on the wall in Amsterdam, such as `2026-03-16 09:00`.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from bot.domain.case import Level
from bot.domain.notice import NoticeKind
from bot.presentation.intent import Verb

WIDE = "iedereen"
"""The channel where everybody reads along."""


@dataclass(frozen=True)
class Says:
    """The customer says something in public; it is heard a minute later."""

    at: str
    text: str
    again: bool = False
    """In the thread of their first post."""
    other: str | None = None
    """Another customer says it; what is done from then on is done for them."""


@dataclass(frozen=True)
class Does:
    """Somebody presses, or sends a form."""

    at: str
    who: str
    verb: Verb
    fields: Mapping[str, str] = field(default_factory=dict)
    """What they fill in; `{erik}` becomes Erik's number."""
    promise: int | None = None
    """About the so-manyth promise of the case, from 0."""


@dataclass(frozen=True)
class Rings:
    """One message, in private or in the wide channel, in exactly this minute."""

    at: str
    to: str
    kinds: tuple[NoticeKind, ...]
    """What it tells; several are told together. None: a card, as the briefing after a claim."""
    level: Level | None = None
    """It comes to the person of this level as such."""
    hidden: bool = False
    """They are no trained webcare, and may read neither who it is about nor what was said."""
    other: str | None = None
    """The customer whom it is about, where that is another."""


@dataclass(frozen=True)
class Story:
    """A customer's story, from a moment to a moment. Nothing comes but what is in `rings`."""

    key: str
    told: str
    """What happened, in one sentence."""
    demands: tuple[int, ...]
    customer: str
    happens: tuple[Says | Does, ...]
    rings: tuple[Rings, ...]
    ends: str
    """Until then nothing else may ring."""


def says(at: str, text: str, *, again: bool = False, other: str | None = None) -> Says:
    """The customer says something."""
    return Says(at, text, again, other)


def does(at: str, who: str, verb: Verb, /, *, promise: int | None = None, **fields: str) -> Does:
    """Somebody does something."""
    return Does(at, who, verb, fields, promise)


def rings(
    at: str,
    to: str,
    *kinds: NoticeKind,
    level: Level | None = None,
    hidden: bool = False,
    other: str | None = None,
) -> Rings:
    """Somebody is told something."""
    return Rings(at, to, kinds, level, hidden, other)


def briefed(at: str, to: str, *, other: str | None = None) -> Rings:
    """Who claims gets a briefing at once: an answer, and no alarm."""
    return Rings(at, to, (), other=other)


def shown(at: str) -> Rings:
    """Everybody sees it in the wide channel."""
    return Rings(at, WIDE, ())
