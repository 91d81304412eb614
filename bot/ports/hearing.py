"""What the bot needs from a source: what was said, edited and deleted since a cursor."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import Protocol

from bot.domain.errors import Error
from bot.domain.post import Said
from bot.domain.reading import Reading


class SourceError(Error):
    """A source could not be heard: a clear sentence that says what to do."""


class Deed(StrEnum):
    """What happened at the source."""

    CREATED = "created"
    EDITED = "edited"
    DELETED = "deleted"
    AUTHOR_GONE = "author_gone"
    COUNTS = "counts"


@dataclass(frozen=True, slots=True)
class Heard:
    """One thing that a source tells. At least once: storing makes it exactly once."""

    deed: Deed
    source: str
    external_id: str
    said: Said | None = None
    """For created and edited."""
    author: str | None = None
    """External id of the author, for *author gone*."""
    counts: tuple[tuple[str, int], ...] = ()


@dataclass(frozen=True, slots=True)
class Unreadable:
    """Something that could not be read: where it stood, why, and the thing itself."""

    place: str
    why: str
    body: str


@dataclass(frozen=True, slots=True)
class Fetched:
    """What a source gave, and how far it came."""

    heard: Sequence[Heard]
    cursor: str | None
    unreadable: Sequence[Unreadable] = ()
    """Kept aside and told, never dropped."""
    more: bool = False
    """There is more to fetch at once."""
    not_before: datetime | None = None
    """The source asked for rest until then (machine time)."""
    notes: Sequence[str] = field(default_factory=tuple)


class Source(Protocol):
    """Something that is asked again and again."""

    name: str

    async def fetch(self, cursor: str | None) -> Fetched:
        """What is new since the cursor. Raises SourceError."""

    async def recheck(self, external_ids: Sequence[str]) -> Sequence[Heard]:
        """For sources without delete events: what became of these posts."""


class TextReading(Protocol):
    """Tells mechanically what a text holds: its language, its private data."""

    def read(self, text: str, hint: str | None) -> Reading:
        """The language and the text without private data."""
