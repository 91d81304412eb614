"""*Place this for me*: a request to a named webcare colleague to place a helper's words."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from bot.domain.ids import EmployeeId, PlacingId, WordsId


class PlacingState(StrEnum):
    """What became of the request."""

    ASKED = "asked"
    PLACED = "placed"
    DECLINED = "declined"
    WITHDRAWN = "withdrawn"


@dataclass(frozen=True, slots=True)
class Placing:
    """One request: a helper's words, to be placed from the company account in their name."""

    id: PlacingId
    by: EmployeeId
    webcare: EmployeeId
    words: WordsId
    asked_at: datetime
    state: PlacingState = PlacingState.ASKED
    settled_at: datetime | None = None
    reason: WordsId | None = None

    @property
    def is_open(self) -> bool:
        """Waits to be placed."""
        return self.state is PlacingState.ASKED
