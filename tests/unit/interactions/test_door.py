"""How long a presser waits for the database before they hear an honest word."""

import pytest

from bot.interactions.door import PATIENCE, patience_of


@pytest.mark.parametrize(
    ("waiting", "seconds"), [(1, PATIENCE), (2, 1.999), (501, 1.5), (1501, 0.5), (100_000, 0.5)]
)
def test_the_more_wait_the_sooner_each_hears_an_honest_word(waiting: int, seconds: float) -> None:
    assert patience_of(waiting) == pytest.approx(seconds)
