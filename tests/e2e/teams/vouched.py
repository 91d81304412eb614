"""The bot as it stands in front of Teams: `python -m tests.e2e.teams.vouched --port N`.

What comes in is believed by its token, as always; only the keys come from a server of the test's,
and the bot's own token is one that the test's Teams believes.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import datetime
from pathlib import Path

from bot.config import read_config
from bot.domain.secret import Secret
from bot.entrypoints import logs
from bot.entrypoints.all_in_one import run_all
from bot.entrypoints.process import run
from bot.wiring import wire
from integrations.teams import connector
from integrations.teams.config import TeamsConfig
from integrations.teams.keys import OpenIdKeys
from storage.migrate import migrate
from tests.fakes.teams_connector import TOKEN

FILE = Path("keys")
"""Holds the address of the key server, in the folder where the process runs."""


class _Known:
    """A token that is given out again and again."""

    async def token(self) -> Secret:
        return Secret(TOKEN)

    def forget(self) -> None:
        """There is no other."""

    async def close(self) -> None:
        """Nothing is open."""


def _known(config: TeamsConfig, now: Callable[[], datetime]) -> _Known:
    del config, now
    return _Known()


def main(arguments: Sequence[str]) -> None:
    """Run web and worker, as `python -m bot run` does."""
    OpenIdKeys.__init__.__defaults__ = (FILE.read_text(),)
    vars(connector)["tokens_of"] = _known
    config = replace(read_config(), port=int(arguments[-1]))
    logs.speak(config.log_level)
    migrate(config.database_url)
    run(run_all(wire(config, worker="vouched")))


if __name__ == "__main__":
    main(sys.argv[1:])
