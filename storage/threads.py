"""Threads for the synchronous core: what waits for the database never holds the event loop up."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from concurrent.futures import Future
from itertools import count
from queue import PriorityQueue
from threading import Lock, Thread
from typing import TypeVar

from bot.domain.errors import Error
from storage.dialect import Kind, Use
from storage.engine import SqlStore

T = TypeVar("T")

_FIRST, _SECOND, _STOP = 0, 1, 2
"""Places in a queue; whoever is told to stop does so when nothing is left."""


class Closed(Error):
    """The threads were closed: no work is taken any more."""


class Threads:
    """Runs work on threads, as many as the database has connections for it.

    PostgreSQL: one queue for presses, one for background work. SQLite has one writer, so there is
    one thread and one queue, in which presses go first. Reads have threads of their own on both.
    """

    def __init__(self, store: SqlStore) -> None:
        """Starts the threads."""
        counts = store.threads
        self._reads = _Queue("read", counts[Use.READ])
        if store.kind is Kind.SQLITE:
            self._presses = self._background = _Queue("write", 1)
        else:
            self._presses = _Queue("press", counts[Use.PRESS])
            self._background = _Queue("background", counts[Use.BACKGROUND])

    async def press(self, work: Callable[[], T]) -> T:
        """A person waits for this: goes first. Raises what the work raises, and Closed."""
        return await asyncio.wrap_future(self._presses.put(_FIRST, work))

    async def background(self, work: Callable[[], T]) -> T:
        """Nobody waits for this in person. Raises what the work raises, and Closed."""
        return await asyncio.wrap_future(self._background.put(_SECOND, work))

    async def read(self, work: Callable[[], T]) -> T:
        """Reads only. Raises what the work raises, and Closed."""
        return await asyncio.wrap_future(self._reads.put(_FIRST, work))

    def close(self) -> None:
        """Take no more work, finish what was taken, and end the threads."""
        for queue in {self._presses, self._background, self._reads}:
            queue.close()


class _Queue:
    """A queue by priority, and the threads that empty it."""

    def __init__(self, name: str, threads: int) -> None:
        self._queue: PriorityQueue[tuple[int, int, Callable[[], None] | None]] = PriorityQueue()
        self._order = count()
        self._door = Lock()
        self._closed = False
        self._threads = [
            Thread(target=self._work, name=f"knuffel-{name}-{number}", daemon=True)
            for number in range(threads)
        ]
        for thread in self._threads:
            thread.start()

    def put(self, place: int, work: Callable[[], T]) -> Future[T]:
        """Take work on. Raises Closed."""
        future: Future[T] = Future()
        # Not to be cancelled from here on: what was taken on is done, even if who asked for it
        # stops waiting, so that "you will hear what became of it" is true.
        future.set_running_or_notify_cancel()
        with self._door:
            if self._closed:
                raise Closed("the threads were closed")
            self._queue.put((place, next(self._order), lambda: _do(work, future)))
        return future

    def close(self) -> None:
        """Finish what was taken on."""
        with self._door:
            self._closed = True
            for _ in self._threads:
                self._queue.put((_STOP, next(self._order), None))
        for thread in self._threads:
            thread.join()

    def _work(self) -> None:
        while (do := self._queue.get()[2]) is not None:
            do()


def _do(work: Callable[[], T], future: Future[T]) -> None:
    try:
        result = work()
    except BaseException as failure:
        future.set_exception(failure)
    else:
        future.set_result(result)
