"""Averages of the weeks before, laid beside every number of a digest."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import fields, is_dataclass, replace
from typing import Any

from bot.domain.digest.figures import Count, Digest, Spread, Tally

_DECIMALS = 2


def with_averages(digest: Digest, before: Sequence[Digest]) -> Digest:
    """The digest with the averages of these weeks; of no weeks there are none."""
    if not before:
        return digest
    averaged: Digest = _beside(digest, before)
    return replace(averaged, weeks_averaged=len(before))


def _beside(part: Any, before: Sequence[Any]) -> Any:  # noqa: ANN401 - any part of a digest
    """A part of a digest with the averages of the same part of other weeks."""
    match part:
        case Count():
            return replace(part, average=_mean(one.value for one in before))
        case Spread():
            return _spread(part, before)
        case (Tally(), *_):
            return tuple(_tally(tally, before) for tally in part)
    if not is_dataclass(part) or isinstance(part, type):
        return part
    names = [field.name for field in fields(part)]
    beside = {
        name: _beside(getattr(part, name), [getattr(b, name) for b in before]) for name in names
    }
    return replace(part, **beside)


def _spread(spread: Spread, before: Sequence[Spread]) -> Spread:
    """Weeks in which nothing took any time have no median, and are left out of its mean."""
    return replace(
        spread,
        average_median=_mean(one.median for one in before),
        average_slowest_tenth=_mean(one.slowest_tenth for one in before),
    )


def _tally(tally: Tally, before: Sequence[tuple[Tally, ...]]) -> Tally:
    """In a week in which a code did not come up, it came up no times."""
    times = (
        next((one.count.value for one in week if one.code == tally.code), 0) for week in before
    )
    return replace(tally, count=replace(tally.count, average=_mean(times)))


def _mean(values: Iterable[int | None]) -> float | None:
    known = [value for value in values if value is not None]
    return round(sum(known) / len(known), _DECIMALS) if known else None
