"""What the console's page is given: everything that it does not do itself."""

from __future__ import annotations

import asyncio
import secrets
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass, field
from typing import Protocol

from bot.interactions.interaction import Interaction, Reply
from bot.ports.running import Runner
from bot.ports.storing import Store
from integrations.console import limits
from integrations.console.view import ClockFace, ConsoleChannel, ConsolePerson, Step

Answer = Callable[[Interaction], Awaitable[Reply]]


class ClockControls(Protocol):
    """The demo's clock."""

    async def read(self) -> ClockFace:
        """What it shows."""

    async def forward(self, step: Step) -> ClockFace:
        """Move it; what it shows then."""


@dataclass(frozen=True, slots=True)
class ConsoleRoom:
    """The page's surroundings. `people` and `channels` are asked anew for every page."""

    answer: Answer
    store: Store
    runner: Runner
    people: Callable[[], Sequence[ConsolePerson]]
    channels: Callable[[], Sequence[ConsoleChannel]]
    zone: str
    """In which the page's moments are told."""
    company: str = ""
    clock: ClockControls | None = None
    """None: business time is the real time, and nobody moves it."""
    wake: asyncio.Event = field(default_factory=asyncio.Event)
    """Set (on the event loop) when the board changed: then the pages do not wait for a look."""
    secret: bytes = field(default_factory=lambda: secrets.token_bytes(32))
    """Signs the pages' tokens."""
    look_seconds: float = limits.LOOK_SECONDS
    """Machine time between two looks at the board."""
