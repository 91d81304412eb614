"""What is done again and again, each a plain function that a test calls."""

from __future__ import annotations

import logging
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from functools import partial

from bot.clock import Now
from bot.domain.ids import CaseId
from bot.ports.hearing import Fetched, Source, SourceError
from bot.ports.storing import StorageAway
from bot.usecases.attending import redraw_at_edge
from bot.usecases.digesting import count_due_digests, keep_digests, plan_digests
from bot.usecases.hearing import Hearing, batches, hear_batch
from bot.usecases.leaving import (
    find_left,
    let_leavers_go,
    reown_case,
    tell_doer_away,
    tell_doer_left,
)
from bot.usecases.listening import source_failed
from bot.usecases.retiming import hand_on_of_left
from bot.usecases.ringing import look_at
from bot.wiring import Bot

log = logging.getLogger(__name__)

SWEPT = 100
"""Cases in one look."""
REDRAWN = 10
"""Cases whose cards are drawn again between two presses, where working time began or ended."""
_MOST_LOOKS = 50
LATE = timedelta(minutes=2)
"""What has been behind for longer is told in the log."""


async def sweep_due(bot: Bot) -> int:
    """Look at every case that is due; how many. A press waits for one of them at most."""
    total = 0
    for _ in range(_MOST_LOOKS):
        now = bot.business.now()
        due = await bot.runner.read(partial(_due, bot, now))
        for case in due:
            await bot.runner.background(partial(look_at, bot.desk, case, now=now))
        total += len(due)
        if len(due) < SWEPT:
            break
    return total


async def redraw_attended(bot: Bot) -> int:
    """Where working time or a duty began or ended, draw the cards that say who looks; how many."""
    total = 0
    for _ in range(_MOST_LOOKS):
        redraw = partial(redraw_at_edge, bot.desk, now=bot.business.now(), limit=REDRAWN)
        redrawn = await bot.runner.background(redraw)
        total += redrawn
        if not redrawn:
            break
    return total


async def reown(bot: Bot) -> None:
    """Hand on what those hold who left or are away. A press waits for one of their cases."""
    now = bot.business.now()
    left = await bot.runner.read(partial(find_left, bot.desk, now=now))
    for case in left.cases:
        await bot.runner.background(partial(reown_case, bot.desk, case, now=now))
    for promise in left.promises:
        await bot.runner.background(partial(tell_doer_left, bot.desk, promise, now=now))
    for promise in left.awaited:
        await bot.runner.background(partial(tell_doer_away, bot.desk, promise, now=now))
    await bot.runner.background(partial(hand_on_of_left, bot.desk, now=now))
    await bot.runner.background(partial(let_leavers_go, bot.desk, now=now))


async def make_digests(bot: Bot) -> None:
    """Plan the coming digest, and make those that are due: counted aside, kept at once."""
    now = bot.business.now()
    await bot.runner.background(partial(plan_digests, bot.desk, now=now))
    counted = await bot.runner.read(partial(count_due_digests, bot.desk, now=now))
    if not counted:
        return
    made = await bot.runner.background(partial(keep_digests, bot.desk, counted, now=now))
    for week in made:
        log.info("digest of %s made", week)


async def hear_all(bot: Bot, source: str, fetched: Fetched) -> Hearing:
    """Take in what a source gave. A press waits for one batch at most."""
    now, total = bot.business.now(), Hearing()
    for batch in batches(fetched):
        work = partial(hear_batch, bot.desk, source, batch, now=now)
        total += await bot.runner.background(work)
    return total


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
        except StorageAway:
            raise
        except SourceError as error:
            log.warning("source %s: %s", self.source.name, type(error).__name__)
            return await self._failed(bot, str(error))
        except Exception as fault:  # whatever it is, nothing was heard, and somebody must know
            log.exception("source %s failed", self.source.name)
            return await self._failed(bot, f"a fault of ours: {type(fault).__name__}")
        self.rest_until = fetched.not_before
        return await hear_all(bot, self.source.name, fetched)

    async def _failed(self, bot: Bot, why: str) -> Hearing:
        failed = partial(source_failed, bot.desk, self.source.name, why)
        await bot.runner.background(partial(failed, now=bot.business.now()))
        return Hearing()


async def check_standing(bot: Bot) -> None:
    """Ask the chats for cards that nobody redrew for a day: who takes one away says nothing."""
    gone = await bot.checker.check_once()
    if gone:
        log.info("cards that were taken away: %s", gone)


async def audit(bot: Bot) -> None:
    """Say in the log what has been behind for too long; costs what is late, not what is open."""
    lateness = await bot.runner.read(partial(_lateness, bot))
    oldest = max((lateness[key] for key in lateness if key.endswith("_seconds")), default=0.0)
    if oldest > LATE.total_seconds():
        log.warning("behind: %s", " ".join(f"{key}={lateness[key]:g}" for key in sorted(lateness)))


def _due(bot: Bot, now: datetime) -> Sequence[CaseId]:
    with bot.store.read() as uow:
        return uow.cases.list_due(now=now, limit=SWEPT)


def _lateness(bot: Bot) -> dict[str, float]:
    with bot.store.read() as uow:
        return dict(uow.outbox.lateness(business=bot.business.now()))


def _cursor(bot: Bot, source: str) -> str | None:
    with bot.store.read() as uow:
        return uow.cursors.get(source)
