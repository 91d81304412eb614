"""What a story is made of: what a customer says, what people do, and what must ring.

Moments are times on the wall in Amsterdam, such as `2026-03-16 09:00`.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from bot.domain.case import Level
from bot.domain.notice import NoticeKind
from bot.presentation.intent import Verb


@dataclass(frozen=True)
class Says:
    """The customer says something in public; it is heard a minute later."""

    at: str
    text: str
    again: bool = False
    """In the thread of their first post."""


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
    """One message in somebody's private conversation, in exactly this minute."""

    at: str
    to: str
    kinds: tuple[NoticeKind, ...]
    """What it tells; several are told together. None: the briefing that answers a claim."""
    level: Level | None = None
    """It comes to the person of this level as such."""
    hidden: bool = False
    """They are no trained webcare, and may read neither who it is about nor what was said."""


@dataclass(frozen=True)
class Story:
    """A customer's story, from a moment to a moment. Nothing rings in private but `rings`."""

    key: str
    told: str
    """What happened, in one sentence."""
    demands: tuple[int, ...]
    customer: str
    happens: tuple[Says | Does, ...]
    rings: tuple[Rings, ...]
    ends: str
    """Until then nothing else may ring."""


def says(at: str, text: str, *, again: bool = False) -> Says:
    """The customer says something."""
    return Says(at, text, again)


def does(at: str, who: str, verb: Verb, /, *, promise: int | None = None, **fields: str) -> Does:
    """Somebody does something."""
    return Does(at, who, verb, fields, promise)


def rings(
    at: str, to: str, *kinds: NoticeKind, level: Level | None = None, hidden: bool = False
) -> Rings:
    """Somebody is told something."""
    return Rings(at, to, kinds, level, hidden)


def briefed(at: str, to: str) -> Rings:
    """Who claims gets a briefing at once: an answer, and no alarm."""
    return Rings(at, to, ())
