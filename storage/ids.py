"""New ids: ordered by time, made without asking the database, and never the same twice."""

from __future__ import annotations

import secrets
from collections.abc import Callable
from datetime import UTC, datetime
from threading import Lock

_START = datetime(2020, 1, 1, tzinfo=UTC)
_PROCESS_BITS = 10
_COUNT_BITS = 12
_HIGHEST = 2**_COUNT_BITS - 1


class Ids:
    """Makes numbers of 63 bits: 41 of milliseconds since 2020, 10 of the process, 12 that count.

    Whoever calls it from many threads gets different numbers. The process's bits are drawn by
    lot, and so is where the count of a millisecond starts: two processes that drew the same
    still hardly ever meet, and if they do, the database refuses the second. A clock that is set
    back makes time stand still here.
    """

    def __init__(self, clock: Callable[[], datetime]) -> None:
        """`clock` tells machine time."""
        self._clock = clock
        self._process = secrets.randbits(_PROCESS_BITS) << _COUNT_BITS
        self._lock = Lock()
        self._at = -1
        self._count = 0

    def __call__(self) -> int:
        """A number that no row has yet."""
        with self._lock:
            return self._tick() << (_PROCESS_BITS + _COUNT_BITS) | self._process | self._count

    def _tick(self) -> int:
        now = _milliseconds(self._clock())
        if now > self._at:
            self._begin(now)
        elif self._count == _HIGHEST:
            self._begin(self._at + 1)
        else:
            self._count += 1
        return self._at

    def _begin(self, at: int) -> None:
        # The upper half is left for counting, so that the numbers of a millisecond are in order.
        self._at = at
        self._count = secrets.randbits(_COUNT_BITS - 1)


def _milliseconds(at: datetime) -> int:
    since = at - _START
    return (since.days * 86_400 + since.seconds) * 1000 + since.microseconds // 1000
