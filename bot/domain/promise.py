"""One promise: what was said would be done, to whom, by whom, by when; and what became of it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from bot.domain.ids import EmployeeId, PromiseId, WordsId


class To(StrEnum):
    """Whom the promise was made to (DESIGN 2)."""

    CUSTOMER = "customer"
    COLLEAGUE = "colleague"
    LEADERSHIP = "leadership"


class About(StrEnum):
    """What the promise is about."""

    CASE = "case"
    ROOT_CAUSE = "root_cause"
    DIGEST = "digest"


class Kind(StrEnum):
    """Where the promise came from; our own wording is used where there are no words."""

    SAID = "said"
    """A colleague told us what they promised."""
    TELL_NEW_OWNER = "tell_new_owner"
    """After a handover: tell the customer who helps them now."""
    DEMAND = "demand"
    """Asked of another department, with a deadline (D21): they answer for it, not the owner."""


class PromiseState(StrEnum):
    """What became of it. A moved promise is open again, with `moves` counted."""

    OPEN = "open"
    KEPT = "kept"
    BROKEN = "broken"
    WAIVED = "waived"
    WITHDRAWN = "withdrawn"
    """Undone within the moment: it was never made."""


class BrokenBecause(StrEnum):
    """Why a promise was not kept; shown with the department, never with a name (D31, D52)."""

    FORGOTTEN = "forgotten"
    NO_DEPUTY = "no_deputy"
    OTHER_DEPARTMENT = "other_department"
    TECHNICAL = "technical"
    NOT_REACHED = "not_reached"
    OTHER = "other"


class LaterBecause(StrEnum):
    """Why somebody wants to be reminded later; told to helpers only."""

    CUSTOMER = "customer"
    """The customer asked for it."""
    COLLEAGUE = "colleague"
    PART = "part"
    """Something has to be delivered first."""
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class Promise:
    """A promise in the ledger. Moments are UTC."""

    id: PromiseId
    words: WordsId | None
    """What was promised, in the colleague's words; None for the kinds that we word."""
    made_by: EmployeeId
    made_at: datetime
    doer: EmployeeId | None
    """Who does it; None when a department does."""
    department: str
    """The department that answers for it."""
    due_at: datetime | None
    """None: no date was said."""
    to: To = To.CUSTOMER
    about: About = About.CASE
    kind: Kind = Kind.SAID
    condition: WordsId | None = None
    """On what condition (D25), in words."""
    state: PromiseState = PromiseState.OPEN
    moves: int = 0
    """How often a new date was agreed with the customer."""
    settled_at: datetime | None = None
    evidence: WordsId | None = None
    """How we know that it was kept (D24), or why it was not, in words."""
    because: BrokenBecause | None = None
    remind_at: datetime | None = None
    """*Remind me later*: no reminder before this moment."""

    @property
    def is_open(self) -> bool:
        """Still to be done."""
        return self.state is PromiseState.OPEN

    @property
    def blocks(self) -> bool:
        """Keeps its case from being resolved or released (DESIGN 2)."""
        return self.is_open and (self.to is To.CUSTOMER or self.to is To.COLLEAGUE)
