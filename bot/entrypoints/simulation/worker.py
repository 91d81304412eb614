"""A worker of a simulation: a process of its own, which works when it is told the time."""

from __future__ import annotations

import asyncio
from datetime import datetime
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Any

from bot.config import Config, database_url, parse_house
from bot.entrypoints.simulation.crew import Distant
from bot.entrypoints.simulation.lockstep import Alongside, resident, standing
from bot.wiring import Bot, wire
from storage.lookout import free_lanes_of


def work(name: str, line: int, config: Path, url: str) -> int:
    """Work until the simulation ends or kills us; the exit code.

    `line` is the number of the open connection to the simulation. Whoever had this name before is
    dead, so what it had leased is ours.
    """
    connection: Connection[Any, Any] = Connection(line)
    house = parse_house(config.read_text(encoding="utf-8"), config.name)
    bot = wire(Config(database_url(url), 0, "ERROR", house), worker=name)
    free_lanes_of(bot.store, name)
    try:
        asyncio.run(_serve(bot, connection))
    except (EOFError, OSError):
        pass  # nobody is there any more
    finally:
        bot.close()
    return 0


async def _serve(bot: Bot, line: Connection[Any, Any]) -> None:
    at: datetime = line.recv()
    bot, clock = standing(bot, at, Distant(line), at_once=False)
    beside = Alongside(bot, clock)
    while True:
        await beside.settle(at)
        line.send(resident())
        at = line.recv()
