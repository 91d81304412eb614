"""Compensation: what is given, who allowed it, and whether the customer was told (D34)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from bot.domain.ids import EmployeeId, GoodwillId, WordsId


class GoodwillState(StrEnum):
    """Where it stands. Above the mandate the lead approves before it is told."""

    PROPOSED = "proposed"
    APPROVED = "approved"
    REFUSED = "refused"
    TOLD = "told"
    WITHDRAWN = "withdrawn"


@dataclass(frozen=True, slots=True)
class Goodwill:
    """One goodwill. The amount is in cents of the company's currency; 0 for flowers and hugs."""

    id: GoodwillId
    by: EmployeeId
    at: datetime
    amount: int
    words: WordsId | None
    """What it is, in words."""
    state: GoodwillState
    approved_by: EmployeeId | None = None
    told_at: datetime | None = None
