"""What rings: a step, what it does, and what is due with the next moment to look."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

from bot.domain.case import Level
from bot.domain.employee import Employee
from bot.domain.errors import Facts
from bot.domain.ids import EmployeeId
from bot.domain.notice import NoticeKind


class Effect(StrEnum):
    """What a step does besides telling."""

    TELL = "tell"
    SHOW_AGAIN = "show_again"
    """The card goes to the wide channels."""
    PERSONAL_WORD = "personal_word"
    """The willing who helped with such cases are told."""
    EXPIRE_HANDOVER = "expire_handover"
    OFFER_AGAIN = "offer_again"
    """A silent owner's case is anybody's again."""
    CLOSE = "close"


@dataclass(frozen=True, slots=True)
class Step:
    """One thing that is due. `key` is unique for the case, the step and its occurrence."""

    key: str
    at: datetime
    effect: Effect = Effect.TELL
    kind: NoticeKind | None = None
    to: EmployeeId | None = None
    level: Level | None = None
    """Raise the case to at least this level, and tell the person there."""
    facts: Facts = field(default_factory=dict)
    at_once: bool = False
    """Told outside working hours too: a promise due today, or a moment that the person chose."""


@dataclass(frozen=True, slots=True)
class Rung:
    """What is due now, and the next moment to look; None: nothing is to come."""

    steps: tuple[Step, ...]
    next_at: datetime | None


People = Mapping[EmployeeId, Employee]
"""Colleagues by id: at least those whom a case names."""
