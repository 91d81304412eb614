"""Human words that reached the customer: when, by whom, which way, and whether it was heard."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from bot.domain.ids import EmployeeId, PlacingId, ReplyId, WordsId


class Way(StrEnum):
    """How the words reached the customer (DESIGN 1: one of three ways, or mail)."""

    PUBLIC = "public"
    """In public, where the customer spoke; the default of one press."""
    PLACED = "placed"
    """Webcare placed a colleague's words from the company account."""
    PHONE = "phone"
    MAIL = "mail"


class ReplyKind(StrEnum):
    """What sort of word it was."""

    REPLY = "reply"
    UPDATE = "update"
    """A quick update: a dated word that is not a solution yet."""
    APOLOGY = "apology"
    """An apology is an act: who, when, which way (D33)."""


@dataclass(frozen=True, slots=True)
class Reply:
    """One reply. Self-reported until a source heard it."""

    id: ReplyId
    by: EmployeeId | None
    """None: a source heard the company speak, and we do not know which colleague it was."""
    at: datetime
    way: Way = Way.PUBLIC
    kind: ReplyKind = ReplyKind.REPLY
    heard: bool = False
    url: str | None = None
    words: WordsId | None = None
    placing: PlacingId | None = None
    """The request by which webcare placed it."""
    withdrawn: bool = False
    """Undone within the moment: it was never said."""

    @property
    def counts(self) -> bool:
        """Reached the customer, as far as we know."""
        return not self.withdrawn

    @property
    def is_public(self) -> bool:
        """Everybody could read it."""
        return self.way in {Way.PUBLIC, Way.PLACED}
