"""How the async doors reach the synchronous core: three queues of threads."""

from __future__ import annotations

from collections.abc import Callable
from typing import Protocol, TypeVar

T = TypeVar("T")


class Runner(Protocol):
    """Runs synchronous work off the event loop. A thread cannot be cancelled."""

    async def press(self, work: Callable[[], T]) -> T:
        """A person waits for this: goes first."""

    async def background(self, work: Callable[[], T]) -> T:
        """Nobody waits for this in person."""

    async def read(self, work: Callable[[], T]) -> T:
        """Reads only."""
