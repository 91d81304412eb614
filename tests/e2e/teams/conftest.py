"""A Teams in this process, and a bot on a real process in front of it."""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path

import pytest_asyncio

from bot.clock import machine_now
from tests.e2e.teams.house import TeamsHouse, at_work, people_come
from tests.fakes.teams_connector import FakeTeams


@pytest_asyncio.fixture(loop_scope="session")
async def teams() -> AsyncIterator[FakeTeams]:
    """The company's organisation as it is at first."""
    async with FakeTeams(machine_now, token="") as found:
        people_come(found)
        yield found


@pytest_asyncio.fixture(loop_scope="session")
async def teams_house(teams: FakeTeams, tmp_path: Path) -> AsyncIterator[TeamsHouse]:
    """`python -m bot run` on SQLite, in that organisation."""
    async with at_work(teams, tmp_path) as house:
        yield house


@pytest_asyncio.fixture(loop_scope="session")
async def movable_teams(teams: FakeTeams, tmp_path: Path) -> AsyncIterator[TeamsHouse]:
    """The same on a clock that a test moves."""
    async with at_work(teams, tmp_path, command=("tests.e2e.slack.moved",)) as house:
        yield house
