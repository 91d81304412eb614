"""A Slack on this machine, and a bot on a real process in front of it."""

from __future__ import annotations

from collections.abc import AsyncIterator

import pytest_asyncio

from tests.slack.server import SlackServer, slack_server


@pytest_asyncio.fixture(loop_scope="session")
async def slack() -> AsyncIterator[SlackServer]:
    """The company's workspace as it is at first."""
    async with slack_server() as server:
        yield server
