"""Days as people write them beside *away*."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.interactions.days import days_in

TODAY = date(2026, 3, 18)  # a Wednesday


@pytest.mark.parametrize(
    ("text", "first_on", "last_on"),
    [
        ("2026-03-23", "2026-03-23", "2026-03-23"),
        ("2026-03-23 2026-03-27", "2026-03-23", "2026-03-27"),
        ("van 23-3 t/m 27-3", "2026-03-23", "2026-03-27"),
        ("23/3/2027 tot 2/4/2027", "2027-03-23", "2027-04-02"),
        ("23 t/m 27 maart", "2026-03-23", "2026-03-27"),
        ("23-27 March", "2026-03-23", "2026-03-27"),
        ("March 23 to April 2, 2026", "2026-03-23", "2026-04-02"),
        ("30 dec tot 2 jan", "2026-12-30", "2027-01-02"),
        ("1-2", "2027-02-01", "2027-02-01"),
        ("morgen", "2026-03-19", "2026-03-19"),
        ("Vandaag tot vrijdag", "2026-03-18", "2026-03-20"),
        ("maandag", "2026-03-23", "2026-03-23"),
        ("29 februari 2028", "2028-02-29", "2028-02-29"),
    ],
)
def test_days_that_are_plainly_written_are_read(text: str, first_on: str, last_on: str) -> None:
    days = days_in(text, TODAY)

    assert days == (date.fromisoformat(first_on), date.fromisoformat(last_on))


@pytest.mark.parametrize(
    "text",
    [
        *("", "binnenkort", "31-2", "2026-13-01", "99-99", "1-4 2-4 3-4", "27-3-2026 23-3-2026"),
        *("twee weken", "12", "30 februari", "call 0612345678"),
    ],
)
def test_what_is_not_plain_is_not_guessed(text: str) -> None:
    assert days_in(text, TODAY) is None


@given(st.text(), st.dates(date(1990, 1, 1), date(2190, 1, 1)))
def test_any_text_is_read_without_a_fault(text: str, today: date) -> None:
    days = days_in(text, today)

    assert days is None or days[0] <= days[1]
