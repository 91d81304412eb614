"""One look at the board for all open pages, several times a second."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager, suppress

_log = logging.getLogger(__name__)


class Watch:
    """Tells whoever waits that the board's mark has moved."""

    def __init__(
        self, mark: Callable[[], Awaitable[int]], wake: asyncio.Event, seconds: float
    ) -> None:
        """`mark` reads the board's mark; `wake` makes the next look come at once."""
        self._read = mark
        self._wake = wake
        self._seconds = seconds
        self._moved = asyncio.Condition()
        self._waiting = 0
        self._well = True
        self._nudges = 0
        self.mark = 0
        self.closed = False

    @asynccontextmanager
    async def open(self) -> AsyncIterator[None]:
        """Looks at the board as long as the context is open."""
        looking = asyncio.create_task(self._look_on())
        try:
            yield
        finally:
            await self.close()
            looking.cancel()
            with suppress(asyncio.CancelledError):
                await looking

    async def close(self) -> None:
        """Let everybody go who waits."""
        self.closed = True
        async with self._moved:
            self._moved.notify_all()

    async def nudge(self) -> None:
        """Let everybody look up, though the board is the same."""
        async with self._moved:
            self._nudges += 1
            self._moved.notify_all()

    async def beyond(self, mark: int, seconds: float) -> None:
        """Wait until the board has moved beyond a mark, or for a nudge, but no longer than this."""
        nudges = self._nudges
        self._waiting += 1
        try:
            async with self._moved:
                await asyncio.wait_for(
                    self._moved.wait_for(
                        lambda: self.mark > mark or self._nudges != nudges or self.closed
                    ),
                    seconds,
                )
        except TimeoutError:
            pass
        finally:
            self._waiting -= 1

    async def _look_on(self) -> None:
        while True:
            with suppress(TimeoutError):
                await asyncio.wait_for(self._wake.wait(), self._seconds)
            self._wake.clear()
            if self._waiting:
                await self._look()

    async def _look(self) -> None:
        try:
            mark = await self._read()
        except Exception as failure:  # whatever it is, the pages must not stand still for ever
            self._note(well=False, why=type(failure).__name__)
            return
        self._note(well=True)
        if mark != self.mark:
            async with self._moved:
                self.mark = mark
                self._moved.notify_all()

    def _note(self, *, well: bool, why: str = "") -> None:
        """Say once that the board cannot be read, not five times a second."""
        if self._well and not well:
            _log.warning("console: the board cannot be read: %s", why)
        self._well = well
