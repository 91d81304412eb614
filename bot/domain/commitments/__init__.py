"""Whether somebody of ours wrote that something will still be done: rules, Dutch and English."""

from __future__ import annotations

from bot.domain.commitments.commitment import Commitment, Cue
from bot.domain.commitments.finding import find_commitment

__all__ = ["Commitment", "Cue", "find_commitment"]
