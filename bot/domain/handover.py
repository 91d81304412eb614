"""An offered change of owner: nothing moves until the colleague says yes."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from bot.domain.ids import EmployeeId, HandoverId, WordsId


class HandoverState(StrEnum):
    """What became of the offer."""

    OFFERED = "offered"
    ACCEPTED = "accepted"
    DECLINED = "declined"
    EXPIRED = "expired"
    WITHDRAWN = "withdrawn"


@dataclass(frozen=True, slots=True)
class Handover:
    """One offer. Until it is accepted the old owner stays accountable."""

    id: HandoverId
    by: EmployeeId
    to: EmployeeId
    offered_at: datetime
    expires_at: datetime
    words: WordsId | None = None
    state: HandoverState = HandoverState.OFFERED
    settled_at: datetime | None = None

    @property
    def is_open(self) -> bool:
        """Waits for an answer."""
        return self.state is HandoverState.OFFERED
