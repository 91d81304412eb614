"""What an action came to, in codes and facts: stored with its delivery and drawn from again."""

from __future__ import annotations

from dataclasses import dataclass, field

from bot.domain.errors import Facts, Refusal
from bot.domain.ids import CaseId


@dataclass(frozen=True, slots=True)
class Answer:
    """The outcome of one press, command or form. Holds no human words."""

    code: str
    """The event's or the refusal's code; the wording has one sentence for each."""
    facts: Facts = field(default_factory=dict)
    refused: bool = False
    case: CaseId | None = None
    version: int | None = None
    """The case's version that this produced, or at which it was refused."""
    undo: Facts = field(default_factory=dict)
    """What an undo needs to know; empty where there is no undo."""


def refusal(refused: Refusal, case: CaseId | None = None, version: int | None = None) -> Answer:
    """The answer that a rule gave."""
    return Answer(refused.code, refused.facts, refused=True, case=case, version=version)
