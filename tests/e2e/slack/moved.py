"""The bot on a clock that a test moves: `python -m tests.e2e.slack.moved --port N`.

Business time must be the real one where a real chat is used, so it is machine time that is moved:
everything in this process, and nothing outside it, believes that it is later. It is started on the
real time, and moved afterwards.
"""

from __future__ import annotations

import sys
from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path

from bot.clock import machine_now
from bot.config import read_config
from bot.entrypoints import logs
from bot.entrypoints.all_in_one import run_all
from bot.entrypoints.process import run
from bot.wiring import wire
from storage.migrate import migrate

FILE = Path("later")
"""Holds by how many seconds it is later, in the folder where the process runs."""


def later() -> datetime:
    """Machine time, as far as this process knows."""
    return machine_now() + timedelta(seconds=float(FILE.read_text()))


def main(arguments: Sequence[str]) -> None:
    """Run web and worker, as `python -m bot run` does."""
    config = replace(read_config(), port=int(arguments[-1]))
    logs.speak(config.log_level)
    migrate(config.database_url)
    run(run_all(wire(config, worker="moved", machine=later)))


if __name__ == "__main__":
    main(sys.argv[1:])
