"""A board in memory behind the doors of a Store: all that the console needs of one."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import replace
from datetime import datetime
from typing import Any, cast

from bot.ports.storing import Board, Pinned, UnitOfWork


class MemoryBoard(Board):
    """Pinned messages in a dictionary, by ref."""

    def __init__(self) -> None:
        self._pinned: dict[str, Pinned] = {}
        self._removed: dict[str, Pinned] = {}
        self._mark = 0

    def put(self, conversation: str, key: str, bodies: Mapping[str, str], *, at: datetime) -> str:
        there = self.find(conversation, key)
        if there is not None:
            return there
        ref = f"m{self._mark + 1}"
        self._pinned[ref] = Pinned(ref, conversation, key, dict(bodies), at, self._next())
        return ref

    def replace(self, ref: str, bodies: Mapping[str, str]) -> bool:
        if ref not in self._pinned:
            return False
        changed = self._next()
        self._pinned[ref] = replace(self._pinned[ref], bodies=dict(bodies), changed=changed)
        return True

    def find(self, conversation: str, key: str) -> str | None:
        wanted = (conversation, key)
        found = (one for one in self._pinned.values() if (one.conversation, one.key) == wanted)
        return next((one.ref for one in found), None)

    def remove(self, ref: str) -> None:
        if ref in self._pinned:
            self._removed[ref] = replace(self._pinned.pop(ref), bodies={}, changed=self._next())

    def has(self, ref: str) -> bool:
        return ref in self._pinned

    def list_of(self, conversation: str, *, limit: int) -> Sequence[Pinned]:
        return [one for one in self._pinned.values() if one.conversation == conversation][-limit:]

    def list_since(self, changed: int) -> Sequence[Pinned]:
        every = [*self._pinned.values(), *self._removed.values()]
        later = [one for one in every if one.changed > changed]
        return sorted(later, key=lambda one: one.changed)

    def mark(self) -> int:
        return self._mark

    def _next(self) -> int:
        self._mark += 1
        return self._mark


class _BoardOnly:
    """A unit of work that has a board and nothing else."""

    def __init__(self, board: MemoryBoard) -> None:
        self.board = board

    def commit(self) -> None:
        """In memory everything is true at once."""


class BoardStore:
    """A Store with a board and nothing else; `broken` is raised instead of an answer."""

    def __init__(self) -> None:
        self.board = MemoryBoard()
        self.broken: Exception | None = None

    @contextmanager
    def begin(self, *, press: bool = False) -> Iterator[UnitOfWork]:
        if self.broken is not None:
            raise self.broken
        yield cast("Any", _BoardOnly(self.board))

    @contextmanager
    def read(self) -> Iterator[UnitOfWork]:
        with self.begin() as uow:
            yield uow
