"""The agenda: what people are going to do, in order of time."""

from __future__ import annotations

import heapq
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import datetime
from itertools import count

Deed = Callable[[], None]


@dataclass(slots=True)
class Agenda:
    """Deeds with their moments. What stands at one moment is done in the order of noting."""

    _heap: list[tuple[datetime, int, Deed]] = field(default_factory=list)
    _numbers: Iterator[int] = field(default_factory=count)

    def note(self, at: datetime, deed: Deed) -> None:
        """Do this at that moment."""
        heapq.heappush(self._heap, (at, next(self._numbers), deed))

    def next_at(self) -> datetime | None:
        """When there is something to do next."""
        return self._heap[0][0] if self._heap else None

    def take_due(self, now: datetime) -> Iterator[Deed]:
        """What is to be done by now, what is noted meanwhile included."""
        while self._heap and self._heap[0][0] <= now:
            yield heapq.heappop(self._heap)[2]

    def __len__(self) -> int:
        """How much stands in it."""
        return len(self._heap)
