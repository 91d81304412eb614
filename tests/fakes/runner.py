"""Runs the synchronous core at once, on the thread of the test."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

T = TypeVar("T")


class AtOnce:
    """Implements the Runner port without threads."""

    async def press(self, work: Callable[[], T]) -> T:
        return work()

    async def background(self, work: Callable[[], T]) -> T:
        return work()

    async def read(self, work: Callable[[], T]) -> T:
        return work()
