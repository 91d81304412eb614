"""The servers that are pressed, each a process: `python -m tests.benchmarks.teams_servers KIND …`.

`ours CONFIG URL`: the web process's application on a database. `mute`: takes whatever is sent, and
so shows what the pressing itself costs.
"""

from __future__ import annotations

import sys
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager

from bot.config import read_config
from bot.entrypoints.web import application
from bot.wiring import wire
from tests.benchmarks.serving import Kinds, main, mute, served


def environment(config: str, url: str) -> Mapping[str, str]:
    """Settings of a bot in Teams that believes whoever reaches it."""
    return {
        "KNUFFEL_CONFIG": config,
        "DATABASE_URL": url,
        "KNUFFEL_TEAMS_UNAUTHENTICATED": "1",
    }


@asynccontextmanager
async def ours(config: str, url: str) -> AsyncIterator[int]:
    """The application, as the web process runs it."""
    bot = wire(read_config(environment(config, url)), worker="bench")
    try:
        async with served(application(bot)) as port:
            yield port
    finally:
        bot.close()


KINDS: Kinds = {"ours": ours, "mute": lambda: mute("application/json", b'{"id": "a:1"}')}

if __name__ == "__main__":
    main(KINDS, sys.argv[1:])
