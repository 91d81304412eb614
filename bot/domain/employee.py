"""Colleagues: who they are in which chat, where they work, when, and what they may do."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from bot.domain.ids import EmployeeId, LaneId
from bot.domain.working_time import Calendar


class Role(StrEnum):
    """What somebody may do beyond what every employee may."""

    WEBCARE = "webcare"
    """Trained: may take what is sensitive, places words, is a buddy, dismisses."""
    LEAD = "lead"
    """The webcare lead: approves goodwill, hears what rises to level 1."""
    MANAGER = "manager"
    """Head of a department: level 2."""
    EXECUTIVE = "executive"
    """Level 3; reads the digest."""


@dataclass(frozen=True, slots=True)
class Account:
    """Somebody's identity in one chat, as the chat vouches for it."""

    chat: str
    workspace: str
    external_id: str


@dataclass(frozen=True, slots=True)
class Employee:
    """A colleague. The name is a person's word: it is erasable and never in history."""

    id: EmployeeId
    name: str
    department: str
    language: str
    calendar: Calendar
    roles: frozenset[Role] = frozenset()
    active: bool = True
    willing: bool = False
    """Wants a personal word about cases nobody takes."""
    lane: LaneId | None = None
    """The private conversation in the chat that this person prefers."""

    @property
    def is_webcare(self) -> bool:
        """Trained webcare, its lead included."""
        return Role.WEBCARE in self.roles or Role.LEAD in self.roles

    @property
    def is_lead(self) -> bool:
        """The webcare lead."""
        return Role.LEAD in self.roles

    @property
    def may_overrule(self) -> bool:
        """A manager, an executive or the webcare lead: their word opens what has a limit."""
        return bool(self.roles & {Role.LEAD, Role.MANAGER, Role.EXECUTIVE})
