"""`import`: the posts of a file, taken in row by row, with a progress bar and the bad rows told."""

from __future__ import annotations

import asyncio
import sys
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from itertools import islice
from pathlib import Path
from typing import Never

from tqdm import tqdm

from bot.clock import ticks
from bot.entrypoints.ticks import hear_all
from bot.ports.hearing import Fetched, Heard, Unreadable
from bot.usecases.hearing import Hearing
from bot.wiring import Bot, file_config
from integrations.sources.files import read_file, source_name

ROWS = 300
"""Rows that are handed on at a time: so many are in memory."""
TOLD = 20
"""Bad rows that are named one by one; the others are counted."""


@dataclass(slots=True)
class _Progress:
    """The bar, where somebody watches, and the bad rows so far."""

    bar: tqdm[Never]
    bad: int = 0
    rows: int = field(default=0)

    def on_bytes(self, behind: int, total: int) -> None:
        self.bar.total = total
        self.bar.update(behind - self.bar.n)

    def tell(self, unreadable: Unreadable) -> None:
        self.bad += 1
        if self.bad <= TOLD:
            self.bar.write(f"{unreadable.place}: {unreadable.why}", file=sys.stderr)


def import_file(
    bot: Bot,
    path: Path,
    *,
    source: str | None,
    company: str | None,
    fields: Mapping[str, str],
) -> int:
    """Take a file in; the exit code. Raises SourceError where the file cannot be read."""
    config = file_config(
        bot.config.house, source or source_name(path), company=company, fields=fields
    )
    began = ticks()
    quiet = not sys.stderr.isatty()
    with tqdm(unit="B", unit_scale=True, disable=quiet, leave=False) as bar:
        progress = _Progress(bar)
        rows = read_file(
            path, config, reading=bot.reading, now=bot.machine(), on_bytes=progress.on_bytes
        )
        total = _take_in(bot, config.name, path.name, rows, progress)
    for line in summary(total, progress.rows, progress.bad, ticks() - began):
        print(line)
    return 0


def summary(total: Hearing, rows: int, bad: int, seconds: float) -> Iterator[str]:
    """What an import came to, in sentences."""
    speed = rows / seconds if seconds else 0.0
    yield f"{rows} rows in {seconds:.1f} s: {speed:.0f} posts per second."
    yield f"{total.posts} new posts, {total.opened} new cases; {total.known} were known already."
    if total.late:
        yield (
            f"{total.late} were found late (older than seven days): they are listed, and "
            "nobody is rung for them."
        )
    if bad:
        more = f" ({bad - TOLD} more than are named above)" if bad > TOLD else ""
        yield f"{bad} rows could not be read{more} and are kept aside: mend them and import again."


def _take_in(
    bot: Bot,
    source: str,
    name: str,
    rows: Iterator[Heard | Unreadable],
    progress: _Progress,
) -> Hearing:
    total = Hearing()
    while batch := list(islice(rows, ROWS)):
        progress.rows += len(batch)
        unreadable = tuple(one for one in batch if isinstance(one, Unreadable))
        for one in unreadable:
            progress.tell(one)
        heard = tuple(one for one in batch if isinstance(one, Heard))
        fetched = Fetched(heard, f"{name}: {progress.rows} rows", unreadable)
        total += asyncio.run(hear_all(bot, source, fetched))
    return total
