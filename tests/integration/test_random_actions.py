"""Anybody does anything to a whole company on a database, and no rule breaks: a short log of it.

`python -m tests.properties` is the long one.
"""

import logging
from collections.abc import Iterator

import pytest

from tests.properties.log import run_company


@pytest.fixture(autouse=True)
def _quiet() -> Iterator[None]:
    """What the chat is made to fail at is no news."""
    logging.disable()
    yield
    logging.disable(logging.NOTSET)


@pytest.mark.timeout(180)
def test_no_rule_breaks_in_three_hundred_actions(database_url: str) -> None:
    watch = run_company(database_url, actions=300, seed=5)

    assert watch.done.total() + watch.refused.total() == 300
    assert watch.changes > 50
