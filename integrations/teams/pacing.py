"""How much may be asked of Teams: its allowances by conversation and in all, shared by processes.

Teams gives a bot 7 requests in a second to one conversation, 8 in two, 60 in thirty and 1,800 in an
hour, and about 30 in a second to an organisation (Microsoft's documentation).
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from bot.ports.running import Runner
from bot.ports.storing import Store, UnitOfWork
from integrations.teams.config import TEAMS

_GO = timedelta(0)
ALL = "everything"
"""What an organisation's own allowance is called."""


@dataclass(frozen=True, slots=True)
class Pace:
    """`burst` at once, and one more every so often; the last `reserve` are for presses."""

    burst: int
    every: timedelta
    reserve: int

    def within(self, window: timedelta) -> int:
        """The most that is ever asked within so long, whenever it begins."""
        return self.burst + int(window / self.every)


SHORT = Pace(4, timedelta(milliseconds=600), 1)
"""Of one conversation: 5 in a second, 7 in two, 54 in thirty."""
LONG = Pace(600, timedelta(seconds=3), 60)
"""The same over an hour: 1,800."""
TENANT = Pace(10, timedelta(milliseconds=50), 3)
"""Of an organisation: 30 in a second."""


class Pacer:
    """Asks the database before Teams is asked, and notes there when Teams wants rest."""

    def __init__(self, store: Store, runner: Runner, now: Callable[[], datetime]) -> None:
        """`now` is machine time."""
        self._store = store
        self._runner = runner
        self._now = now

    async def take(self, workspace: str, conversation: str, *, pressed: bool) -> timedelta:
        """Use one of the allowance. Zero: go ahead; else how long to rest."""
        queue = self._runner.press if pressed else self._runner.background
        return await queue(lambda: self._take(workspace, conversation, pressed=pressed))

    async def rest(self, workspace: str, conversation: str, rest: timedelta) -> None:
        """Teams asked for rest: nobody asks anything of this conversation until it is over."""
        until = self._now() + rest
        await self._runner.background(lambda: self._rest(workspace, conversation, until))

    def _take(self, workspace: str, conversation: str, *, pressed: bool) -> timedelta:
        now = self._now()
        with self._store.begin() as uow:
            for name, pace in _wanted(conversation):
                rest = _take(uow, workspace, name, pace, pressed=pressed, now=now)
                if rest > _GO:
                    return rest  # not committed: what one row gave is not used up either
            uow.commit()
        return _GO

    def _rest(self, workspace: str, conversation: str, until: datetime) -> None:
        with self._store.begin() as uow:
            uow.allowances.rest(TEAMS, workspace, f"{conversation} short", until=until)
            uow.commit()


def _wanted(conversation: str) -> Sequence[tuple[str, Pace]]:
    """Which allowances a request uses, by name; a conversation's own before everybody's."""
    return ((f"{conversation} short", SHORT), (f"{conversation} long", LONG), (ALL, TENANT))


def _take(
    uow: UnitOfWork, workspace: str, name: str, pace: Pace, *, pressed: bool, now: datetime
) -> timedelta:
    return uow.allowances.take(
        TEAMS,
        workspace,
        name,
        every=pace.every,
        burst=pace.burst,
        reserve=pace.reserve,
        pressed=pressed,
        now=now,
    )
