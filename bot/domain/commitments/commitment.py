"""A sentence in which somebody of ours said what they will do, and why we think so."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Cue(StrEnum):
    """What made a sentence a commitment; each is one rule."""

    FUTURE = "future"
    """*I'll call*, *we gaan het uitzoeken*."""
    PRESENT = "present"
    """*Ik bel je morgen*, *I'm calling him at three*."""
    PASSIVE = "passive"
    """*Wordt morgen opgelost*, *your reading will be corrected*."""
    RESULT = "result"
    """*You'll have it by Friday*, *je hoort van me*."""
    WORD = "word"
    """*You have my word*, *beloofd*, *leave it with me*."""


@dataclass(frozen=True, slots=True)
class Found:
    """A rule that spoke, and the words that made it speak."""

    cue: Cue
    words: str


@dataclass(frozen=True, slots=True)
class Commitment:
    """The first sentence of a text that holds one; `start` and `end` are places in that text."""

    start: int
    end: int
    language: str
    """nl or en."""
    cue: Cue
    words: str
    """The words that decided it, in small letters; for explaining, never for keeping."""
