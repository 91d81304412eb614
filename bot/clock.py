"""The one file that reads clocks: machine time as it is, business time as the company's row says.

Business time drives ladders, promises and digests; its origin and rate are one database row that
all processes share, for demos and simulations. Machine time drives leases, pacing, time-outs and
signatures; nothing moves it.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from datetime import UTC, datetime, timedelta

from bot.ports.storing import ClockRow, Store

Now = Callable[[], datetime]
"""Gives an aware UTC moment."""

_REREAD = timedelta(milliseconds=200)
"""So long a process may run on the clock row that it read last."""


def machine_now() -> datetime:
    """Machine time, UTC."""
    return datetime.now(UTC)


def machine_millis() -> int:
    """Milliseconds of machine time since 1970, for ids."""
    return time.time_ns() // 1_000_000


def ticks() -> float:
    """Seconds on a clock that never goes back, for measuring how long something took."""
    return time.monotonic()


class BusinessClock:
    """Business time as the shared row says; machine time where there is no row."""

    def __init__(self, store: Store, machine: Now = machine_now) -> None:
        """`machine` is machine time; tests pass a hand-moved one."""
        self._store = store
        self._machine = machine
        self._row: ClockRow | None = None
        self._read_at: datetime | None = None

    def now(self) -> datetime:
        """Business time, UTC. Reads the row at most five times a second."""
        machine = self._machine()
        if self._read_at is None or not timedelta(0) <= machine - self._read_at < _REREAD:
            self.reread()
        return business_at(self._row, machine)

    def reread(self) -> None:
        """Read the row again at once."""
        with self._store.read() as uow:
            self._row = uow.settings.clock()
        self._read_at = self._machine()

    def jump_to(self, at: datetime) -> None:
        """Let business time go on from `at`, for all processes; it never goes back."""
        machine = self._machine()
        with self._store.begin() as uow:
            row = uow.settings.clock()
            if at > business_at(row, machine):
                rate = row.rate if row is not None else 1.0
                uow.settings.set_clock(ClockRow(at, machine, rate))
            uow.commit()
        self.reread()

    def run_at(self, rate: float) -> None:
        """Let business time run faster or slower from now on, for all processes."""
        machine = self._machine()
        with self._store.begin() as uow:
            origin = business_at(uow.settings.clock(), machine)
            uow.settings.set_clock(ClockRow(origin, machine, rate))
            uow.commit()
        self.reread()


def business_at(row: ClockRow | None, machine: datetime) -> datetime:
    """Business time at a machine moment."""
    if row is None:
        return machine
    return row.origin + (machine - row.machine_origin) * row.rate
