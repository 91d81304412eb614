"""A fresh world for each story, on both databases."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import count

import pytest

from storage.engine import open_store
from tests.acceptance.world import World


@pytest.fixture
def world(stored_url: str) -> Iterator[World]:
    """Draadloos on an empty database."""
    numbers = count(1000)
    store = open_store(stored_url, new_id=lambda: next(numbers))
    yield World(store)
    store.close()
