"""The worker: ticks and carrying; the only file that knows APScheduler."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager, suppress
from datetime import timedelta
from functools import partial

from apscheduler.schedulers.asyncio import AsyncIOScheduler

from bot.entrypoints import ticks
from bot.entrypoints.process import serve, tried
from bot.wiring import Bot

SWEEP_EVERY = 1
DIGESTS_EVERY = 5
AUDIT_EVERY = 60
CHECK_EVERY = 60
REOWN_EVERY = 60
"""Seconds of machine time between two ticks."""
LOOK_EVERY = 0.25
"""Seconds after which carrying looks by itself; a commit of this process wakes it at once."""
_BREATH = 0.02
_PATIENCE = 1.5
"""Seconds in which carrying may finish its rows when the process is stopped."""

Tick = Callable[[Bot], Awaitable[object]]


async def run_worker(bot: Bot) -> None:
    """Run the worker alone, until it is told to stop."""
    await serve(bot, [working])


@asynccontextmanager
async def working(bot: Bot) -> AsyncIterator[None]:
    """Tick and carry as long as the context is open."""
    stop = asyncio.Event()
    carrying = asyncio.create_task(carry(bot, stop))
    scheduler = _scheduler(bot)
    scheduler.start()
    try:
        yield
    finally:
        scheduler.shutdown(wait=False)
        stop.set()
        await _finish(carrying)


async def carry(bot: Bot, stop: asyncio.Event) -> None:
    """Carry what is behind until told to stop, between two rows."""
    woken = asyncio.Event()
    loop = asyncio.get_running_loop()
    bot.store.on_commit(partial(_wake, loop, woken))
    while not stop.is_set():
        woken.clear()
        if await tried(bot.carrier.carry_once(), "carrying"):
            await asyncio.sleep(_BREATH)
            continue
        with suppress(TimeoutError):
            await asyncio.wait_for(_either(woken, stop), LOOK_EVERY)


async def _either(woken: asyncio.Event, stop: asyncio.Event) -> None:
    waits = [asyncio.ensure_future(one.wait()) for one in (woken, stop)]
    try:
        await asyncio.wait(waits, return_when=asyncio.FIRST_COMPLETED)
    finally:
        for wait in waits:
            wait.cancel()


def _wake(loop: asyncio.AbstractEventLoop, woken: asyncio.Event) -> None:
    """A commit, on its own thread; one that comes after the loop has ended wakes nobody."""
    with suppress(RuntimeError):
        loop.call_soon_threadsafe(woken.set)


async def _finish(carrying: asyncio.Task[None]) -> None:
    done, _ = await asyncio.wait([carrying], timeout=_PATIENCE)
    if not done:
        carrying.cancel()
        with suppress(asyncio.CancelledError):
            await carrying


def _scheduler(bot: Bot) -> AsyncIOScheduler:
    """The ticks, in memory; a tick that is missed or late is simply the next one."""
    # A tick tells its own failures; what is left is that it ended a tick when it was shut down.
    logging.getLogger("apscheduler").setLevel(logging.CRITICAL)
    settings = {"coalesce": True, "max_instances": 1, "misfire_grace_time": None}
    scheduler = AsyncIOScheduler(timezone="UTC", job_defaults=settings)
    _every(scheduler, bot, ticks.sweep_due, SWEEP_EVERY)
    _every(scheduler, bot, ticks.redraw_attended, SWEEP_EVERY)
    _every(scheduler, bot, ticks.make_digests, DIGESTS_EVERY)
    _every(scheduler, bot, ticks.audit, AUDIT_EVERY)
    _every(scheduler, bot, ticks.check_standing, CHECK_EVERY)
    _every(scheduler, bot, ticks.reown, REOWN_EVERY)
    for source, every in bot.feeds:
        listener = ticks.Listener(source, bot.machine)
        _every(scheduler, bot, listener.listen, every / timedelta(seconds=1))
    for chat in bot.chats:
        for name, again in chat.ticks().items():
            _every(scheduler, bot, _named(name, again.do), again.seconds)
    return scheduler


def _named(name: str, do: Callable[[], Awaitable[object]]) -> Tick:
    """A chat's own tick, by the name that the log calls it."""

    async def tick(bot: Bot) -> object:
        del bot  # it knows what it works with
        return await do()

    tick.__name__ = name
    return tick


def _every(scheduler: AsyncIOScheduler, bot: Bot, tick: Tick, seconds: float) -> None:
    """Begin at once, then again and again."""
    work = partial(_guarded, tick, bot)
    scheduler.add_job(work, "interval", seconds=seconds, next_run_time=bot.machine())


async def _guarded(tick: Tick, bot: Bot) -> None:
    """A tick that fails is told, and tried again at the next one."""
    with suppress(asyncio.CancelledError):  # the process stops; threads finish what they began
        await tried(tick(bot), getattr(tick, "__name__", "tick"))
