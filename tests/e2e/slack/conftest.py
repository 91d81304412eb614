"""A Slack on this machine, and a bot on a real process in front of it."""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path

import pytest_asyncio

from tests.e2e.slack.house import SlackHouse, at_work
from tests.slack.server import SlackServer, slack_server


@pytest_asyncio.fixture(loop_scope="session")
async def slack() -> AsyncIterator[SlackServer]:
    """The company's workspace as it is at first."""
    async with slack_server() as server:
        yield server


@pytest_asyncio.fixture(loop_scope="session")
async def slack_house(slack: SlackServer, tmp_path: Path) -> AsyncIterator[SlackHouse]:
    """`python -m bot run` on SQLite, in that workspace."""
    async with at_work(slack, tmp_path) as house:
        yield house


@pytest_asyncio.fixture(loop_scope="session")
async def movable_house(slack: SlackServer, tmp_path: Path) -> AsyncIterator[SlackHouse]:
    """The same on a clock that a test moves."""
    async with at_work(slack, tmp_path, movable=True) as house:
        yield house


@pytest_asyncio.fixture(loop_scope="session")
async def socket_house(slack: SlackServer, tmp_path: Path) -> AsyncIterator[SlackHouse]:
    """The same over Socket Mode: no address of ours is needed."""
    async with at_work(slack, tmp_path, sockets=True) as house:
        yield house
