"""Public holidays: which dates of a year most people in a country or region have off."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from functools import lru_cache

from holidays import HolidayBase, country_holidays

from bot.domain.errors import Error

_WORKED_BY_MOST: Mapping[str, tuple[str, frozenset[str]]] = {
    # The Termijnenwet lists Good Friday only for deadlines: shops, banks and offices are open.
    "NL": ("nl", frozenset({"Goede vrijdag"})),
}
"""By country: holidays in the library's list that are working days for most, in a language."""


class UnknownCountryError(Error, ValueError):
    """No holidays are known for this country, or it has no such region."""


@lru_cache(maxsize=1024)
def require_known(country: str, subdivision: str | None) -> None:
    """Raise `UnknownCountryError` unless holidays are known for the country and region."""
    _list_holidays(country, subdivision, None)


@lru_cache(maxsize=1024)
def public_holidays(country: str, subdivision: str | None, year: int) -> frozenset[date]:
    """Dates of `year` that most people in the country and region have off.

    Days off in lieu ("observed") are in it. `country` is an ISO 3166 code such as "NL",
    `subdivision` a region's code such as "BY". Raises `UnknownCountryError`.
    """
    found = _list_holidays(country, subdivision, year)
    _, worked = _WORKED_BY_MOST.get(country, ("", frozenset[str]()))
    return frozenset(on for on in found if not worked.issuperset(found.get_list(on)))


def _list_holidays(country: str, subdivision: str | None, year: int | None) -> HolidayBase:
    language, _ = _WORKED_BY_MOST.get(country, (None, None))
    try:
        return country_holidays(
            country, subdiv=subdivision, years=year, expand=False, language=language
        )
    except NotImplementedError as error:
        place = country if subdivision is None else f"{country}, {subdivision}"
        raise UnknownCountryError(
            f"No public holidays are known for {place!r}: write an ISO 3166 code in capitals "
            'such as "NL" or "DE", and as region a code such as "BY", or leave the region out.'
        ) from error
