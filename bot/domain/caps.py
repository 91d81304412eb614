"""How many cases somebody has in hand at once: one for whoever is new, so that nobody drowns."""

from __future__ import annotations

from dataclasses import dataclass

from bot.domain.employee import Employee
from bot.domain.errors import TooManyCases

EXPERIENCED = 3
"""Whoever brought so many cases to their end is new no more."""


@dataclass(frozen=True, slots=True)
class Caps:
    """The most claimed cases that somebody may own at once; None: any number."""

    anybody: int | None = 5
    first: int | None = 1
    """For whoever never brought one to its end."""
    early: int | None = 3
    """After the first, until `EXPERIENCED` were brought to their end."""
    webcare: int | None = None

    def cap_of(self, actor: Employee, ended: int) -> int | None:
        """How many this colleague may have, who brought so many to their end."""
        if actor.is_webcare:
            return self.webcare
        if ended == 0:
            return self.first
        return self.early if ended < EXPERIENCED else self.anybody


@dataclass(frozen=True, slots=True)
class InHand:
    """What one colleague owns: claimed now, and brought to *solved* or *closed*.

    Of what was ended no more than `EXPERIENCED` are counted: more changes nothing, and nobody is
    measured by it.
    """

    claimed: int = 0
    ended: int = 0


@dataclass(frozen=True, slots=True)
class Load:
    """What somebody has in hand when they are about to take one more."""

    claimed: int
    cap: int | None
    """How many they may have; None: any number."""
    first_time: bool
    """They never brought one to its end, and are no trained webcare."""

    @property
    def is_full(self) -> bool:
        """Whether one more is too many."""
        return self.cap is not None and self.claimed >= self.cap


FREE = Load(claimed=0, cap=None, first_time=False)
"""Nothing in hand, nothing to learn."""


def load_of(caps: Caps, actor: Employee, in_hand: InHand) -> Load:
    """How heavily a colleague is laden, by the company's caps."""
    first_time = in_hand.ended == 0 and not actor.is_webcare
    return Load(in_hand.claimed, caps.cap_of(actor, in_hand.ended), first_time)


def require_room(load: Load) -> None:
    """Refuse one more to whoever has as many as they may. Raises TooManyCases."""
    if load.is_full:
        raise TooManyCases(count=load.claimed, cap=load.cap, first=load.first_time)
