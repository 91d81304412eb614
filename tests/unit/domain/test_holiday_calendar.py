"""Public holidays: which dates are off in a country."""

from __future__ import annotations

from datetime import date

import pytest

from bot.domain.holiday_calendar import UnknownCountryError, public_holidays, require_known


def test_the_dutch_have_kings_day_and_second_easter_day_off() -> None:
    dutch = public_holidays("NL", None, 2026)

    assert {date(2026, 4, 27), date(2026, 4, 6), date(2026, 12, 26)} <= dutch


def test_kings_day_moves_to_saturday_when_it_falls_on_a_sunday() -> None:
    dutch = public_holidays("NL", None, 2025)

    assert date(2025, 4, 26) in dutch
    assert date(2025, 4, 27) not in dutch


@pytest.mark.parametrize(
    "good_friday", [date(2025, 4, 18), date(2026, 4, 3), date(2027, 3, 26), date(2030, 4, 19)]
)
def test_the_dutch_work_on_good_friday_and_the_germans_do_not(good_friday: date) -> None:
    assert good_friday not in public_holidays("NL", None, good_friday.year)
    assert good_friday in public_holidays("DE", None, good_friday.year)


def test_the_dutch_have_liberation_day_off_once_in_five_years() -> None:
    off = [
        year for year in range(2024, 2036) if date(year, 5, 5) in public_holidays("NL", None, year)
    ]

    # In 2024 and 2035 nothing else falls on it; Ascension Day 2016 would not show here.
    assert off == [2025, 2030, 2035]


def test_a_region_has_holidays_that_its_country_has_not() -> None:
    epiphany = date(2026, 1, 6)

    assert epiphany in public_holidays("DE", "BY", 2026)
    assert epiphany not in public_holidays("DE", "NI", 2026)


def test_a_day_off_in_lieu_counts_even_in_the_year_before_its_holiday() -> None:
    assert date(2027, 12, 31) in public_holidays("US", None, 2027)


def test_only_dates_of_the_year_asked_for_are_given() -> None:
    assert {on.year for on in public_holidays("US", None, 2027)} == {2027}


@pytest.mark.parametrize(
    ("country", "subdivision"), [("XX", None), ("nl", None), ("", None), ("NL", "ZZ")]
)
def test_an_unknown_place_is_refused_with_what_to_write(
    country: str, subdivision: str | None
) -> None:
    with pytest.raises(UnknownCountryError, match="write an ISO 3166 code"):
        require_known(country, subdivision)
