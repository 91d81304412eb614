"""Lockstep: a clock that stands until it is moved, and a bot whose work is done at once."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from pathlib import Path
from typing import Protocol, TypeVar

from bot.clock import BusinessClock, machine_now
from bot.config import CONSOLE
from bot.domain.attendance import last_edge
from bot.domain.errors import Error
from bot.entrypoints import ticks
from bot.entrypoints.simulation.receiver import Line, ReceiverGateway
from bot.ports.storing import ClockRow, Store
from bot.wiring import Bot
from storage.engine import SqlStore
from storage.threads import Threads

T = TypeVar("T")

HOUR = timedelta(hours=1)
"""So often what is looked at without being asked for is looked at: leavers, digests."""
_MOST_ROUNDS = 10_000


class Stuck(Error):
    """The play does not come to rest: a fault of ours, told in a sentence."""

    def __init__(self, what: str, at: datetime) -> None:
        super().__init__(
            f"At {at:%Y-%m-%d %H:%M} UTC {what}. That is a fault of ours: please report this"
            " command with its seed. What it hangs on stands in the database of --database-url."
        )


class StandingClock(BusinessClock):
    """Business time that stands still in this process, until it is moved by hand."""

    def __init__(self, store: Store, at: datetime) -> None:
        """`at` is UTC."""
        super().__init__(store)
        self.at = at

    def now(self) -> datetime:
        """Business time, UTC."""
        return self.at

    def reread(self) -> None:
        """There is nothing to read."""


class AtOnce(Threads):
    """Does all work where it is asked for: nothing runs beside anything else."""

    def __init__(self) -> None:
        """Starts no threads."""

    async def press(self, work: Callable[[], T]) -> T:
        """Do it."""
        return work()

    async def background(self, work: Callable[[], T]) -> T:
        """Do it."""
        return work()

    async def read(self, work: Callable[[], T]) -> T:
        """Do it."""
        return work()

    def close(self) -> None:
        """There is nothing to close."""


class Workers(Protocol):
    """Whoever sweeps, makes digests and carries: in this process, or in others."""

    @property
    def killed(self) -> int:
        """How often one of them was killed."""

    def begin(self, at: datetime) -> None:
        """Begin with what is due at a moment, beside whatever is pressed and said then."""

    async def settle(self, at: datetime) -> None:
        """Do everything that is due at a moment, and what follows from it."""

    def resident(self) -> int:
        """Bytes of memory that they have now, the largest of them."""

    def close(self) -> None:
        """Stop them."""


@dataclass(slots=True)
class Alongside:
    """The worker's work, done in this process. Implements Workers."""

    bot: Bot
    clock: StandingClock
    ticked_at: datetime | None = None
    drawn_at: datetime | None = None
    """For which edge of working time or of a duty cards were drawn again last."""
    killed: int = 0

    def begin(self, at: datetime) -> None:
        """Nothing happens beside anything else here."""

    async def settle(self, at: datetime) -> None:
        """Do everything that is due at a moment, and what follows from it."""
        self.clock.at = at
        if self.ticked_at is None or at - self.ticked_at >= HOUR:
            self.ticked_at = at.replace(minute=0, second=0, microsecond=0)
            await ticks.make_digests(self.bot)
            await ticks.reown(self.bot)
        edge = last_edge(self.bot.desk.policy, at)
        if edge != self.drawn_at:  # as often as a worker's own tick would find something to do
            self.drawn_at = edge
            await ticks.redraw_attended(self.bot)
        for _ in range(_MOST_ROUNDS):
            if not await ticks.sweep_due(self.bot) + await self.bot.carrier.carry_once():
                return
        raise Stuck("there is always more to do", at)

    def resident(self) -> int:
        """Bytes of memory of this process."""
        return resident()

    def close(self) -> None:
        """Nothing runs."""


def standing(
    bot: Bot, at: datetime, line: Line, *, at_once: bool = True
) -> tuple[Bot, StandingClock]:
    """The same bot in lockstep, and its clock; what it posts goes to the receiver.

    `at_once`: it does one thing at a time, on the thread that asks for it.
    """
    clock = StandingClock(bot.store, at)
    runner: Threads = AtOnce() if at_once else bot.runner
    door = replace(bot.door, runner=runner, now=clock.now)
    carrier = replace(
        bot.carrier, runner=runner, gateways={CONSOLE: ReceiverGateway(line)}, business=clock.now
    )
    if at_once:
        bot.runner.close()
    return replace(bot, runner=runner, business=clock, door=door, carrier=carrier), clock


def stand_still(store: SqlStore, at: datetime) -> None:
    """Let every process that starts from now on begin at a moment."""
    with store.begin() as uow:
        uow.settings.set_clock(ClockRow(at, machine_now(), 0.0))
        uow.commit()


def resident() -> int:
    """Bytes of memory of this process that are not lent out to disk; 0 where nobody says so."""
    try:
        pages = Path("/proc/self/statm").read_text(encoding="ascii").split()[1]
    except OSError:
        return 0
    return int(pages) * 4096
