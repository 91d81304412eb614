"""What a chat is plugged into, and what it asks to be done again and again."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import datetime

from bot.domain.ids import LaneId
from bot.interactions.interaction import Interaction, Reply
from bot.interactions.members import Members
from bot.interactions.places import Places
from bot.interactions.readers import Readers
from bot.ports.running import Runner
from bot.ports.storing import Store


@dataclass(frozen=True, slots=True)
class Again:
    """Something that is done every so many seconds of machine time."""

    do: Callable[[], Awaitable[object]]
    seconds: float


@dataclass(frozen=True, slots=True)
class Surroundings:
    """Everything that a chat works with besides itself."""

    store: Store
    runner: Runner
    machine: Callable[[], datetime]
    answer: Callable[[Interaction], Awaitable[Reply]]
    readers: Readers
    members: Members
    places: Places
    channels: tuple[LaneId, ...]
    """The lanes of the channels that are configured."""
