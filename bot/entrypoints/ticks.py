"""What is done again and again, each a plain function that a test calls."""

from __future__ import annotations

import logging
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from functools import partial

from bot.clock import Now
from bot.ports.hearing import Fetched, Source, SourceError
from bot.usecases.digesting import make_due_digests, plan_digests
from bot.usecases.hearing import Hearing, hear
from bot.usecases.listening import source_failed
from bot.usecases.ringing import sweep
from bot.wiring import Bot

log = logging.getLogger(__name__)

SWEPT = 100
"""Cases in one look."""
_MOST_LOOKS = 50
LATE = timedelta(minutes=2)
"""What has been behind for longer is told in the log."""


async def sweep_due(bot: Bot) -> int:
    """Look at every case that is due; how many."""
    total = 0
    for _ in range(_MOST_LOOKS):
        now = bot.business.now()
        looked = await bot.runner.background(partial(sweep, bot.desk, now=now, limit=SWEPT))
        total += looked
        if looked < SWEPT:
            break
    return total


async def make_digests(bot: Bot) -> None:
    """Plan the coming digest, and make those that are due."""
    now = bot.business.now()
    await bot.runner.background(partial(plan_digests, bot.desk, now=now))
    made = await bot.runner.background(partial(make_due_digests, bot.desk, now=now))
    for week in made:
        log.info("digest of %s made", week)


@dataclass(slots=True)
class Listener:
    """One source that is asked again and again; `machine` is machine time."""

    source: Source
    machine: Now
    rest_until: datetime | None = field(default=None)

    async def listen(self, bot: Bot) -> Hearing:
        """Ask once, unless the source asked for rest; a failure is noted and told."""
        if self.rest_until is not None and self.machine() < self.rest_until:
            return Hearing()
        cursor = await bot.runner.read(partial(_cursor, bot, self.source.name))
        try:
            fetched = await self.source.fetch(cursor)
        except SourceError as error:
            log.warning("source %s: %s", self.source.name, type(error).__name__)
            failed = partial(source_failed, bot.desk, self.source.name, str(error))
            await bot.runner.background(partial(failed, now=bot.business.now()))
            return Hearing()
        self.rest_until = fetched.not_before
        return await self._hear(bot, fetched)

    async def _hear(self, bot: Bot, fetched: Fetched) -> Hearing:
        work = partial(hear, bot.desk, self.source.name, fetched, now=bot.business.now())
        return await bot.runner.background(work)


async def audit(bot: Bot) -> None:
    """Say in the log what has been behind for too long; costs what is late, not what is open."""
    lateness = await bot.runner.read(partial(_lateness, bot))
    oldest = max((lateness[key] for key in lateness if key.endswith("_seconds")), default=0.0)
    if oldest > LATE.total_seconds():
        log.warning("behind: %s", " ".join(f"{key}={lateness[key]:g}" for key in sorted(lateness)))


def _lateness(bot: Bot) -> dict[str, float]:
    with bot.store.read() as uow:
        return dict(uow.outbox.lateness(business=bot.business.now()))


def _cursor(bot: Bot, source: str) -> str | None:
    with bot.store.read() as uow:
        return uow.cursors.get(source)
