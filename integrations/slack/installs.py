"""What it takes to speak in a workspace: its row's token, opened, or the one token of ours."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from bot.ports.running import Runner
from bot.ports.storing import Installation, Store
from integrations.slack.config import Secret, SlackConfig
from integrations.slack.sealing import Sealer, Unopened

SLACK = "slack"
FRESH = timedelta(seconds=5)
"""So long a process speaks with what it read last."""


@dataclass(frozen=True, slots=True)
class Grant:
    """Leave to speak in a workspace, or in a whole organisation of them."""

    workspace: str
    token: Secret
    bot: str = ""
    """The bot's own account; empty where it was not asked for yet."""
    app: str = ""
    whole: bool = False
    """Of an organisation, with all its workspaces."""
    scopes: tuple[str, ...] = ()


class Tokens:
    """The grants by workspace: read from the database, and kept for a moment."""

    def __init__(
        self, config: SlackConfig, store: Store, runner: Runner, now: Callable[[], datetime]
    ) -> None:
        """`now` is machine time."""
        self._config = config
        self._store = store
        self._runner = runner
        self._now = now
        self._sealer = Sealer(config.keys) if config.keys else None
        self._kept: dict[str, tuple[datetime, Grant | None]] = {}
        self._bot, self._whole = "", False

    async def of(self, workspace: str) -> Grant | None:
        """What is granted there; None: nothing, or not any more. Raises StorageAway."""
        if self._config.bot_token:
            return self._ours(workspace)
        now = self._now()
        kept = self._kept.get(workspace)
        if kept is not None and timedelta(0) <= now - kept[0] < FRESH:
            return kept[1]
        row = await self._runner.read(lambda: self._row(workspace))
        grant = self._opened(row) if row is not None else None
        self._kept[workspace] = (now, grant)
        return grant

    async def workspaces(self) -> list[str]:
        """Where there is an installation whose token is there. Raises StorageAway."""
        rows = await self._runner.read(self._rows)
        return [row.workspace for row in rows if self._opened(row) is not None]

    async def knows(self, workspace: str) -> bool:
        """Whether it may be installed there, or ever was. Raises StorageAway."""
        if workspace in self._config.workspaces:
            return True
        return await self._runner.read(lambda: self._row(workspace)) is not None

    def introduce(self, bot: str, *, whole: bool) -> None:
        """Who we are, where there is one token and no row that says it."""
        self._bot, self._whole = bot, whole

    def forget(self, workspace: str) -> None:
        """Read the row again next time: it was changed."""
        self._kept.pop(workspace, None)

    async def end(self, grant: Grant, why: str) -> None:
        """Keep that a grant is worth nothing, unless there is a newer one already."""
        if not self._config.bot_token:
            await self._runner.background(lambda: self._end(grant, why))
        self.forget(grant.workspace)

    def _ours(self, workspace: str) -> Grant:
        return Grant(workspace, self._config.bot_token, self._bot, whole=self._whole)

    def _row(self, workspace: str) -> Installation | None:
        with self._store.read() as uow:
            return uow.installations.find(SLACK, workspace)

    def _rows(self) -> Sequence[Installation]:
        with self._store.read() as uow:
            return uow.installations.list_of(SLACK)

    def _end(self, grant: Grant, why: str) -> None:
        with self._store.begin() as uow:
            row = uow.installations.find(SLACK, grant.workspace)
            newest = self._opened(row) if row is not None else None
            if newest is not None and newest.token == grant.token:
                uow.installations.end(SLACK, grant.workspace, why=why)
                uow.commit()

    def _opened(self, row: Installation) -> Grant | None:
        if row.token is None or self._sealer is None:
            return None
        try:
            token = self._sealer.open(row.token)
        except Unopened:
            return None
        return Grant(row.workspace, token, row.bot, row.app, row.whole, row.scopes)


def opens(config: SlackConfig, row: Installation) -> bool:
    """Whether we have the key of a row's token."""
    if row.token is None or not config.keys:
        return False
    try:
        Sealer(config.keys).open(row.token)
    except Unopened:
        return False
    return True
