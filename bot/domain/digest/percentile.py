"""Percentiles by nearest rank: always a value that really occurred."""

from __future__ import annotations

from collections.abc import Iterable

MEDIAN = 50
SLOWEST_TENTH = 90
"""One in ten took longer than this."""


def nearest_rank(values: Iterable[int], percent: int) -> int | None:
    """The smallest value that at least `percent` (1 to 100) in a hundred do not exceed.

    Of n values in order it is number ceil(percent / 100 * n); of none it is None. So the median
    of an even number is the lower of the two in the middle. Raises ValueError.
    """
    if not 1 <= percent <= 100:
        raise ValueError(f"A percentile lies between 1 and 100, not {percent}.")
    ordered = sorted(values)
    rank = -(-percent * len(ordered) // 100)  # rounded up, in whole numbers
    return ordered[rank - 1] if ordered else None
