"""What several tests of Teams need."""

from __future__ import annotations

from collections.abc import AsyncIterator

import pytest

from tests.integration.teams.office import Office, opened
from tests.stores import store

__all__ = ["office", "store"]


@pytest.fixture
async def office(sqlite_url: str) -> AsyncIterator[Office]:
    made = await opened(sqlite_url)
    yield made
    await made.close()
