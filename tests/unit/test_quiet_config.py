"""The few private notices of a day, as they are configured."""

from __future__ import annotations

from datetime import time

import pytest

from bot.config import BadConfig, parse_house
from bot.domain.budget import Budget


def budget(written: str) -> Budget:
    return parse_house(f"[quiet]\n{written}", "x").policy.budget


def test_without_a_word_about_it_there_are_three_and_two_moments() -> None:
    assert parse_house("", "x").policy.budget == Budget(3, (time(9, 30), time(15, 30)))


def test_another_number_and_other_moments_can_be_chosen() -> None:
    chosen = 'notices_per_day = 5\nbundled_at = ["08:15", 12:00:00, "16:45"]'

    assert budget(chosen) == Budget(5, (time(8, 15), time(12), time(16, 45)))


def test_where_one_a_day_is_enough_it_comes_at_the_first_of_the_usual_times() -> None:
    assert budget("notices_per_day = 1") == Budget(1, (time(9, 30),))


@pytest.mark.parametrize(
    ("written", "told"),
    [
        ("notices_per_day = 0", "x, [quiet]: notices_per_day: write a whole number from 1 to 20."),
        ("notices_per_day = 21", "notices_per_day: write a whole number from 1 to 20."),
        ("bundled_at = []", 'bundled_at: write times in order such as ["09:30", "15:30"].'),
        ('bundled_at = "09:30"', "bundled_at: write times in order"),
        ('bundled_at = ["half tien"]', "bundled_at: write times in order"),
        ('bundled_at = ["15:30", "09:30"]', "each once and the earliest first."),
        ('bundled_at = ["09:30", "09:30"]', "each once and the earliest first."),
        (
            'notices_per_day = 1\nbundled_at = ["09:30", "15:30"]',
            "bundled_at: these are 2 times, and notices_per_day is 1: "
            "take some out, or allow more notices.",
        ),
        ("notices_a_day = 3", "notices_a_day: is unknown; did you mean 'notices_per_day'?"),
    ],
)
def test_a_mistake_says_what_to_do(written: str, told: str) -> None:
    with pytest.raises(BadConfig) as caught:
        budget(written)

    assert told in str(caught.value)
