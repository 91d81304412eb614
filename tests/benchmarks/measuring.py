"""Measuring: turn by turn on a machine that others use too, and the median of the turns."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass
from statistics import median


@dataclass(frozen=True, slots=True)
class Figure:
    """One line of the table."""

    what: str
    value: str
    aim: str = ""
    note: str = ""


def seconds(work: Callable[[], object]) -> float:
    """How long it takes."""
    began = time.perf_counter()
    work()
    return time.perf_counter() - began


def turns(rounds: int, *works: Callable[[], float]) -> list[list[float]]:
    """What each of these measures, several rounds of one after the other; the first is thrown away.

    The order changes with every round, so that nobody always comes after the same one.
    """
    measured: list[list[float]] = [[] for _ in works]
    for number in range(rounds + 1):
        order = range(len(works)) if number % 2 else reversed(range(len(works)))
        for place in order:
            taken = works[place]()
            if number:
                measured[place].append(taken)
    return measured


def ratio(ours: list[float], theirs: list[float]) -> float:
    """The median of the rounds' ratios."""
    return median(one / other for one, other in zip(ours, theirs, strict=True))


def against(what: str, ours: list[float], theirs: list[float], *, aim: float, note: str) -> Figure:
    """A ratio with its aim."""
    found = ratio(ours, theirs)
    return Figure(what, f"{found:.2f} ×", f"≤ {aim:g} ×", note)


def each(what: str, work: Callable[[], object], *, rounds: int = 7, times: int = 20) -> Figure:
    """How long one call takes: the median of rounds of calls."""

    def many() -> float:
        return seconds(lambda: [work() for _ in range(times)]) / times

    (measured,) = turns(rounds, many)
    return Figure(what, duration(median(measured)), note="per call")


def duration(taken: float) -> str:
    """Seconds as people say them."""
    if taken < 0.001:
        return f"{taken * 1_000_000:.0f} µs"
    return f"{taken * 1000:.1f} ms" if taken < 1 else f"{taken:.1f} s"
