"""What is done after an answer: sent to a chat by the way, with nobody waiting, and never twice."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Coroutine
from typing import Any

from bot.domain.errors import Error

log = logging.getLogger(__name__)

AT_ONCE = 16
"""So many are under way; where a crowd presses, its presses go before its private words."""
_PATIENCE = 3.0
"""Seconds that errands under way get when the process is stopped."""


class Errands:
    """Runs what follows an answer. A failure is told in the log, by its code."""

    def __init__(self) -> None:
        """Nothing is under way yet."""
        self._under_way: set[asyncio.Task[None]] = set()
        self._hands = asyncio.Semaphore(AT_ONCE)

    def send(self, errand: Coroutine[Any, Any, None], what: str) -> None:
        """Do it by the way."""
        task = asyncio.create_task(self._done(errand, what))
        self._under_way.add(task)
        task.add_done_callback(self._under_way.discard)

    async def _done(self, errand: Coroutine[Any, Any, None], what: str) -> None:
        try:
            async with self._hands:
                await _told(errand, what)
        finally:
            errand.close()  # it was given up before its turn, where the process stops

    async def close(self) -> None:
        """Let what is under way come to its end, for a moment."""
        if self._under_way:
            _, late = await asyncio.wait(self._under_way, timeout=_PATIENCE)
            for task in late:
                task.cancel()


async def _told(errand: Coroutine[Any, Any, None], what: str) -> None:
    try:
        await errand
    except Error as error:
        # The message is a code of ours.
        log.warning("%s: %s (%s)", what, type(error).__name__, error)
    except Exception:
        log.exception("%s failed", what)
