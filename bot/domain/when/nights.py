"""Which time by night a time of the clock is."""

from __future__ import annotations

from bot.domain.when.pieces import MINUTES_AN_HOUR, Clock, Half
from bot.domain.when.words import NIGHT

DAWN = 7 * MINUTES_AN_HOUR
"""Until then a night lasts, in minutes since midnight."""
_NIGHTFALL = 21 * MINUTES_AN_HOUR
_TEN, _TWELVE, _ONE = (hour * MINUTES_AN_HOUR for hour in (10, 12, 13))


def minutes_by_night(clock: Clock, part: str) -> int | None:
    """In minutes since midnight; None where it is no time by night, or may be two.

    Ten and eleven are in the evening, half past twelve is past midnight, and of twelve itself
    nobody knows whether the day before or after is meant. Past midnight is sure only where it is
    sure which night is meant.
    """
    minutes = _said_by_night(clock)
    if minutes is None:
        return None
    if minutes >= _NIGHTFALL:
        return minutes
    return minutes if minutes < DAWN and part == NIGHT else None


def _said_by_night(clock: Clock) -> int | None:
    minutes = clock.minutes
    if clock.half is Half.AM:
        return minutes % _TWELVE
    if clock.half is Half.PM:
        return minutes % _TWELVE + _TWELVE
    if clock.half is Half.ALL or not _TEN <= minutes < _ONE:
        return minutes
    if minutes == _TWELVE:
        return None
    return minutes + _TWELVE if minutes < _TWELVE else minutes - _TWELVE
