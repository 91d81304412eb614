"""Web and worker in one process: how a small company, the demo and a replay run."""

from __future__ import annotations

from bot.entrypoints.process import Service, serve
from bot.entrypoints.web import serving
from bot.entrypoints.worker import working
from bot.wiring import Bot


async def run_all(bot: Bot, *others: Service) -> None:
    """Run everything until it is told to stop, and whatever else is given.

    The door first: where its port is taken, nothing else has begun.
    """
    await serve(bot, [serving, working, *others])
