"""What is needed to draw a digest: its numbers, and the names and words that it points to."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, fields, is_dataclass
from datetime import date

from bot.domain.digest.figures import Count, Department, Digest, Speed, Spread, Tally
from bot.domain.ids import CaseId, WordsId


@dataclass(frozen=True, slots=True)
class DigestView:
    """A digest for a reader. Names and words are looked up when it is drawn, and may be gone."""

    digest: Digest
    customers: Mapping[CaseId, str] = field(default_factory=dict)
    """Customers' names as they write them, by case: strangers' words."""
    sensitive: frozenset[CaseId] = frozenset()
    """Cases whose customer and words are for trained webcare only."""
    words: Mapping[WordsId, str] = field(default_factory=dict)
    """Colleagues' words, as far as they are not erased."""
    reads: bool = False
    """The reader is one of those whom it is for."""
    read: bool = False
    """The reader acknowledged it."""
    decides_on: date | None = None
    """By which day the reader will decide what is asked, in the reader's zone."""
    readers: int = 0
    """How many people the digest of the week before went to; 0 where there was none."""
    readers_done: int = 0
    """How many of them read it (D59)."""


def named_cases(digest: Digest) -> tuple[CaseId, ...]:
    """The cases that a digest names one by one, whose customers' names are wanted."""
    named = (
        *(ask.case for ask in digest.asked.listed),
        *(waiter.case for waiter in digest.waiting.longest),
        *(broken.case for broken in digest.promises.listed),
        *(bypass.case for bypass in digest.improving.bypasses),
    )
    return tuple(sorted(set(named)))


def named_words(digest: Digest) -> tuple[WordsId, ...]:
    """The colleagues' words that a digest points to."""
    broken = digest.promises.listed
    promised = (words for one in broken for words in (one.words, one.why))
    pointed = (*promised, *(bypass.words for bypass in digest.improving.bypasses))
    return tuple(sorted({words for words in pointed if words is not None}))


def cases_behind(digest: Digest, number: str) -> tuple[CaseId, ...] | None:
    """The cases that a number counts; None where there is no such number.

    A number is named by its way through the digest: `waiting.silent`,
    `waiting.first_reply.customer`, `improving.flags.money`, `taken_up.departments.Network`;
    the small departments together are `taken_up.departments.` (with nothing behind the point).
    """
    part: object = digest
    for step in number.split(".", 2):
        part = _step(part, step)
    if isinstance(part, Speed):
        part = part.customer
    return part.cases if isinstance(part, Count | Spread) else None


def _step(part: object, step: str) -> object:
    if isinstance(part, tuple):
        return next((count for code, count in map(_coded, part) if code == step), None)
    if isinstance(part, Speed | Count | Spread) and step not in {"customer", "working"}:
        return None
    known = is_dataclass(part) and step in {field.name for field in fields(part)}
    return getattr(part, step) if known else None


def _coded(listed: object) -> tuple[str | None, Count | None]:
    if isinstance(listed, Tally):
        return listed.code, listed.count
    if isinstance(listed, Department):
        return listed.name or "", listed.cases
    return None, None
