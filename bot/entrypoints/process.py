"""One process: its services started, and stopped cleanly when it is told to."""

from __future__ import annotations

import asyncio
import logging
import signal
from collections.abc import AsyncIterator, Awaitable, Callable, Coroutine, Sequence
from contextlib import AbstractAsyncContextManager, AsyncExitStack, asynccontextmanager
from typing import Any, TypeVar

from bot.domain.errors import Error
from bot.wiring import Bot

log = logging.getLogger(__name__)

T = TypeVar("T")

Service = Callable[[Bot], AbstractAsyncContextManager[None]]
"""Runs while its context is open, and has finished what it had begun when that is left."""


async def serve(bot: Bot, services: Sequence[Service]) -> None:
    """Run services until SIGTERM, SIGINT or Ctrl-C; the database is let go of last."""
    stop = asyncio.Event()
    loop = asyncio.get_running_loop()
    for number in (signal.SIGTERM, signal.SIGINT):
        loop.add_signal_handler(number, stop.set)
    try:
        async with AsyncExitStack() as stack:
            for service in services:
                await stack.enter_async_context(service(bot))
            await stop.wait()
            log.info("stopping")
    finally:
        await bot.hang_up()
        await asyncio.to_thread(bot.close)


@asynccontextmanager
async def saying(bot: Bot, words: str) -> AsyncIterator[None]:
    """A service that says something once all before it are up."""
    del bot
    print(words, flush=True)
    yield


async def tried(work: Awaitable[T], what: str) -> T | None:
    """What it came to; None where it failed: that is told in the log, and nothing ends."""
    try:
        return await work
    except Error as error:
        log.warning("%s: %s: %s", what, type(error).__name__, error)
    except Exception:  # a fault of ours in one round must not end the others
        log.exception("%s failed", what)
    return None


def run(work: Coroutine[Any, Any, None]) -> None:
    """Run a process's coroutine to its end."""
    asyncio.run(work)
