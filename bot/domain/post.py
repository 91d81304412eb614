"""Public utterances: what a source heard, and what we keep of it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from bot.domain.ids import CaseId, CustomerId, PostId

FOUND_LATE_AFTER = timedelta(days=7)
"""A post heard more than this after it was said rings nothing for the past (DESIGN 3)."""


class Direction(StrEnum):
    """Who speaks: a customer, or the company itself."""

    INBOUND = "inbound"
    OUTBOUND = "outbound"


@dataclass(frozen=True, slots=True)
class Author:
    """Who said it, as the source knows them; the handle is a stranger's word."""

    external_id: str
    handle: str


@dataclass(frozen=True, slots=True)
class Said:
    """A post as a source tells it, before it is stored. Moments are UTC."""

    source: str
    external_id: str
    author: Author
    text: str
    said_at: datetime
    direction: Direction = Direction.INBOUND
    company: str | None = None
    """Which of our brands it is about, if the source tells."""
    in_reply_to: str | None = None
    """External id of the post it answers, in the same source."""
    thread_root: str | None = None
    url: str | None = None
    url_key: str | None = None
    """The canonical key of the URL: a colleague's capture and a source's post share it."""
    language: str | None = None
    redacted: str | None = None
    """The text without private data, for channels beyond webcare; None: nothing to hide."""
    counts: tuple[tuple[str, int], ...] = ()
    """Likes, shares and so on, at this moment."""
    captured_by: int | None = None
    """The employee who logged it, when a colleague is the source."""

    @property
    def key(self) -> tuple[str, str]:
        """What makes a post one post."""
        return (self.source, self.external_id)


@dataclass(frozen=True, slots=True)
class Post:
    """A stored post: who, when, where and in which case; its words live in its versions."""

    id: PostId
    case: CaseId | None
    source: str
    external_id: str
    customer: CustomerId | None
    direction: Direction
    said_at: datetime
    heard_at: datetime
    url: str | None
    language: str | None
    version: int
    text: str | None
    """The newest version's words; None when they are gone (deleted or forgotten)."""
    redacted: str | None
    deleted: bool = False

    @property
    def found_late(self) -> bool:
        """Heard more than seven days after it was said."""
        return is_found_late(self.said_at, self.heard_at)


def is_found_late(said_at: datetime, heard_at: datetime) -> bool:
    """Whether a post is an old one that was found, not heard (DESIGN 3, hear)."""
    return heard_at - said_at > FOUND_LATE_AFTER
