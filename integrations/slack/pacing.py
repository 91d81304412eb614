"""How much may be asked of Slack: its tiers, and the allowances that all processes share."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from types import MappingProxyType

from bot.ports.running import Runner
from bot.ports.storing import Store, UnitOfWork
from integrations.slack.installs import SLACK

_MINUTE = timedelta(minutes=1)
_GO = timedelta(0)


@dataclass(frozen=True, slots=True)
class Pace:
    """`burst` at once, and one more every so often; the last `reserve` are for presses."""

    burst: int
    every: timedelta
    reserve: int

    @property
    def in_a_minute(self) -> int:
        """The most that is ever asked within one minute."""
        return self.burst + int(_MINUTE / self.every)


def _tier(per_minute: int) -> Pace:
    """A pace that never asks more than that within any minute, whenever it begins."""
    burst = per_minute * 2 // 5
    return Pace(burst, _MINUTE / (per_minute - burst), burst // 4)


TIER_2, TIER_3, TIER_4 = _tier(20), _tier(50), _tier(100)
POSTS = _tier(300)
"""Of all conversations of a workspace together: Slack says "several hundred" a minute."""
CHANNEL_POSTS = Pace(3, timedelta(seconds=1), 2)
"""Of one conversation: one a second, and a short burst is tolerated where somebody waits."""

PACES: Mapping[str, Pace] = MappingProxyType(
    {
        "auth.teams.list": TIER_2,
        "chat.delete": TIER_3,
        "chat.getPermalink": TIER_3,
        "chat.postMessage": POSTS,
        "chat.update": TIER_3,
        "conversations.history": TIER_3,
        "conversations.info": TIER_3,
        "conversations.open": TIER_3,
        "pins.add": TIER_2,
        "users.info": TIER_4,
        "users.list": TIER_2,
        "views.publish": TIER_4,
    }
)
"""By method. What is not in it lives by its trigger's three seconds: it is tried, or lost."""


class Pacer:
    """Asks the database before Slack is asked, and notes there when Slack wants rest."""

    def __init__(self, store: Store, runner: Runner, now: Callable[[], datetime]) -> None:
        """`now` is machine time."""
        self._store = store
        self._runner = runner
        self._now = now

    async def take(self, workspace: str, method: str, channel: str, *, pressed: bool) -> timedelta:
        """Use one of the allowance. Zero: go ahead; else how long to rest."""
        wanted = _wanted(method, channel)
        if not wanted:
            return _GO
        queue = self._runner.press if pressed else self._runner.background
        return await queue(lambda: self._take(workspace, wanted, pressed=pressed))

    async def rest(self, workspace: str, method: str, rest: timedelta) -> None:
        """Slack asked for rest: nobody asks this method there until it is over."""
        if method in PACES:
            until = self._now() + rest
            await self._runner.background(lambda: self._rest(workspace, method, until))

    def _take(
        self, workspace: str, wanted: Sequence[tuple[str, Pace]], *, pressed: bool
    ) -> timedelta:
        now = self._now()
        with self._store.begin() as uow:
            for name, pace in wanted:
                rest = _take(uow, workspace, name, pace, pressed=pressed, now=now)
                if rest > _GO:
                    return rest  # not committed: what one row gave is not used up either
            uow.commit()
        return _GO

    def _rest(self, workspace: str, method: str, until: datetime) -> None:
        with self._store.begin() as uow:
            uow.allowances.rest(SLACK, workspace, method, until=until)
            uow.commit()


def _wanted(method: str, channel: str) -> list[tuple[str, Pace]]:
    """Which allowances a call uses, by name; a conversation's own before all conversations'."""
    if method not in PACES:
        return []
    own = [(f"{method} {channel}", CHANNEL_POSTS)] if method == "chat.postMessage" else []
    return [*own, (method, PACES[method])]


def _take(
    uow: UnitOfWork, workspace: str, name: str, pace: Pace, *, pressed: bool, now: datetime
) -> timedelta:
    return uow.allowances.take(
        SLACK,
        workspace,
        name,
        every=pace.every,
        burst=pace.burst,
        reserve=pace.reserve,
        pressed=pressed,
        now=now,
    )
