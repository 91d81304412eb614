"""`replay`: the posts of a file come again, on a demo clock, shifted so that the first is now."""

from __future__ import annotations

import asyncio
import sys
from collections.abc import AsyncIterator, Mapping, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, replace
from datetime import timedelta
from functools import partial
from pathlib import Path

from bot.clock import machine_millis, machine_now
from bot.config import Config
from bot.domain.errors import Error
from bot.entrypoints.all_in_one import run_all
from bot.entrypoints.process import run, saying, tried
from bot.ports.hearing import Fetched, Heard, SourceError
from bot.ports.storing import ClockRow
from bot.usecases.hearing import hear
from bot.wiring import Bot, file_config, wire
from integrations.reading.reading import TextReader
from integrations.sources.files import FileConfig, read_file, source_name
from storage.engine import SqlStore
from storage.migrate import migrate

LOOK_EVERY = 0.2
"""Seconds of machine time between two looks at what has come."""
MOST_AT_ONCE = 200


class NotFresh(Error):
    """A replay needs a database without posts."""


def replay(
    config: Config,
    path: Path,
    *,
    speed: float,
    fresh: bool,
    source: str | None,
    company: str | None,
    fields: Mapping[str, str],
) -> int:
    """Play a file until it is stopped; the exit code. Raises SourceError, NotFresh."""
    named = file_config(config.house, source or source_name(path), company=company, fields=fields)
    posts = read_posts(path, named, TextReader(config.house.policy.languages))
    if fresh:
        remove_database(config.database_url)
    migrate(config.database_url)
    bot = wire_on_demo_clock(config, rate=speed)
    invitation = partial(saying, words=_invitation(config.port, len(posts), speed))
    run(run_all(bot, invitation, partial(_playing, posts=posts, source=named.name)))
    return 0


def read_posts(path: Path, config: FileConfig, reading: TextReader) -> list[Heard]:
    """The posts of a file in the order in which they were said. Raises SourceError."""
    rows = read_file(path, config, reading=reading, now=machine_now())
    posts = [row for row in rows if isinstance(row, Heard) and row.said is not None]
    if not posts:
        raise SourceError(f"{path.name} holds no posts that can be played.")
    return sorted(posts, key=lambda one: one.said.said_at if one.said else machine_now())


def remove_database(url: str) -> None:
    """Remove a SQLite file and what stands beside it."""
    file = url.removeprefix("sqlite:///")
    for ending in ("", "-wal", "-shm", "-journal"):
        Path(file + ending).unlink(missing_ok=True)


def wire_on_demo_clock(config: Config, *, rate: float) -> Bot:
    """A bot on a database of its own, whose business time begins now. Raises NotFresh."""
    bot = wire(config, worker=f"w{machine_millis()}")
    with bot.store.read() as uow:
        count = uow.posts.count()
    if count:
        bot.close()
        raise NotFresh(f"This database has {count} posts: name an empty one with --database.")
    now = machine_now()
    set_clock(bot.store, ClockRow(now, now, rate))
    bot.close()
    return wire(config, worker=f"w{machine_millis()}")


def set_clock(store: SqlStore, row: ClockRow) -> None:
    """Set business time for all processes."""
    with store.begin() as uow:
        uow.settings.set_clock(row)
        uow.commit()


def shifted(heard: Heard, by: timedelta) -> Heard:
    """The same post, said so much later."""
    if heard.said is None:
        return heard
    return replace(heard, said=replace(heard.said, said_at=heard.said.said_at + by))


@dataclass(slots=True)
class Player:
    """Lets posts come when their moment comes. `posts` are in order and shifted."""

    source: str
    posts: Sequence[Heard]
    at: int = 0

    async def play_due(self, bot: Bot) -> int:
        """Hear what has been said by now; how many."""
        now = bot.business.now()
        due = self.at
        while due < min(len(self.posts), self.at + MOST_AT_ONCE):
            said = self.posts[due].said
            if said is not None and said.said_at > now:
                break
            due += 1
        fetched = Fetched(self.posts[self.at : due], f"post {due}")
        if fetched.heard:
            work = partial(hear, bot.desk, self.source, fetched, now=now)
            await bot.runner.background(work)
        heard, self.at = due - self.at, due
        return heard


@asynccontextmanager
async def _playing(bot: Bot, posts: Sequence[Heard], source: str) -> AsyncIterator[None]:
    first = posts[0].said
    by = bot.business.now() - first.said_at if first is not None else timedelta(0)
    player = Player(source, [shifted(one, by) for one in posts])
    task = asyncio.create_task(_play(bot, player))
    try:
        yield
    finally:
        task.cancel()
        await asyncio.wait([task])


async def _play(bot: Bot, player: Player) -> None:
    while player.at < len(player.posts):
        await tried(player.play_due(bot), "replay")
        await asyncio.sleep(LOOK_EVERY)
    print("All posts have come; the page stays until you stop it.", file=sys.stderr, flush=True)


def _invitation(port: int, count: int, speed: float) -> str:
    return (
        f"Playing {count} posts, {speed:g} times as fast as they came.\n"
        f"Open http://127.0.0.1:{port}/ - stop with Ctrl-C."
    )
