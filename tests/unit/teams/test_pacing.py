"""Teams' allowances: whatever we ask stays within each of them, whenever one begins to count."""

from __future__ import annotations

from datetime import timedelta

import pytest

from integrations.teams.pacing import LONG, SHORT, TENANT, Pace
from tests.fakes.teams_connector import WINDOWS

SECOND = timedelta(seconds=1)


@pytest.mark.parametrize("window", WINDOWS)
def test_a_conversation_is_asked_no_more_than_it_takes(window: timedelta) -> None:
    assert min(SHORT.within(window), LONG.within(window)) <= WINDOWS[window]


def test_an_organisation_is_asked_no_more_than_it_takes() -> None:
    assert TENANT.within(SECOND) <= 30


@pytest.mark.parametrize("pace", [SHORT, LONG, TENANT])
def test_something_is_left_for_who_presses_and_something_for_the_rest(pace: Pace) -> None:
    assert 0 < pace.reserve < pace.burst
