"""Webcare's urgent call for help on a case."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from bot.domain.ids import BroadcastId, EmployeeId, WordsId


@dataclass(frozen=True, slots=True)
class Broadcast:
    """One call: where it goes, one sentence why, what is asked, until when."""

    id: BroadcastId
    by: EmployeeId
    at: datetime
    channels: tuple[str, ...]
    """Keys of the channels it goes to."""
    why: WordsId
    asked: WordsId | None = None
    until_at: datetime | None = None
