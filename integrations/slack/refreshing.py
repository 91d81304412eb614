"""Keeps the tokens of installations alive: one process at a time, long before they expire.

Slack's rotated tokens live for twelve hours. They are refreshed by the clock and not by presses,
so that after a quiet weekend Monday's digest still goes out.
"""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, timedelta

from bot.ports.chatting import ChatError, NotDeliverable
from bot.ports.running import Runner
from bot.ports.storing import Installation, StorageAway, Store
from integrations.slack.client import Answer, SlackClient, Trouble, nobody
from integrations.slack.config import Secret, SlackConfig
from integrations.slack.errors import ENDED, Severed, told_as
from integrations.slack.installs import SLACK, Tokens
from integrations.slack.sealing import Sealer, Unopened

AHEAD = timedelta(hours=2)
"""So long before its end a token is refreshed: two hours of their trouble cost nothing."""
LEASE = timedelta(minutes=1)
"""So long one process may take; whoever failed tries again after it."""
RESTS = (1.0, 5.0, 15.0)
"""Seconds between two tries to keep what Slack gave, within the lease."""
WORTHLESS = ENDED | {"invalid_refresh_token", "token_expired"}
"""Answers after which only installing it anew helps; others may be mended, and are tried again."""
UNREADABLE = "sealed_with_another_key"

_log = logging.getLogger(__name__)


class Refresher:
    """Refreshes what is due. Any number of processes may; one of them does."""

    def __init__(  # what it is plugged into
        self,
        config: SlackConfig,
        client: SlackClient,
        tokens: Tokens,
        store: Store,
        runner: Runner,
        trouble: Trouble = nobody,
    ) -> None:
        """`trouble` hears of an installation that cannot be refreshed any more."""
        self._config = config
        self._client = client
        self._tokens = tokens
        self._store = store
        self._runner = runner
        self._trouble = trouble
        self._sealer = Sealer(config.keys) if config.keys else None

    async def refresh_due(self, now: datetime) -> int:
        """Refresh every token that ends soon; how many were. `now` is machine time."""
        if self._sealer is None or not self._config.has_oauth:
            return 0
        due = [one for one in await self._runner.read(self._installed) if _is_due(one, now)]
        done = [await self._refresh(one.workspace, self._sealer, now) for one in due]
        return sum(done)

    async def _refresh(self, workspace: str, sealer: Sealer, now: datetime) -> bool:
        """One of them, unless another process does; no transaction is open meanwhile."""
        row = await self._runner.background(lambda: self._leased(workspace, now))
        if row is None or row.refresh is None:
            return False
        try:
            told = await self._asked(sealer.open(row.refresh))
            renewed = _renewed(row, told, sealer, now)
        except Unopened:
            return await self._troubled(workspace, UNREADABLE)
        except (NotDeliverable, Severed) as refused:
            return await self._troubled(workspace, str(refused))
        except ChatError as failure:
            _log.warning("slack %s: not refreshed now (%s)", workspace, failure)
            return False
        await self._keep(renewed)
        self._tokens.forget(workspace)
        return True

    async def _keep(self, renewed: Installation) -> None:
        """Slack gives it once: where storage is away a moment, it is kept after that moment."""
        for rest in RESTS:
            try:
                return await self._runner.background(lambda: self._save(renewed))
            except StorageAway:
                await asyncio.sleep(rest)
        return await self._runner.background(lambda: self._save(renewed))

    async def _asked(self, refresh: Secret) -> Answer:
        return await self._client.exchange(
            grant_type="refresh_token", refresh_token=refresh.reveal()
        )

    async def _troubled(self, workspace: str, why: str) -> bool:
        """Somebody must do something; what is still good is kept, and tried again."""
        _log.error("slack %s: not refreshed (%s)", workspace, why)
        if why in WORTHLESS:
            await self._runner.background(lambda: self._end(workspace, why))
            self._tokens.forget(workspace)
        await self._trouble(workspace, told_as(why))
        return False

    def _installed(self) -> Sequence[Installation]:
        with self._store.read() as uow:
            return uow.installations.list_of(SLACK)

    def _leased(self, workspace: str, now: datetime) -> Installation | None:
        """The row as it is now, if it is ours to refresh and still due."""
        with self._store.begin() as uow:
            if not uow.installations.lease_refresh(SLACK, workspace, now=now, until=now + LEASE):
                return None
            row = uow.installations.find(SLACK, workspace)
            if row is None or not _is_due(row, now):
                return None  # not committed: the lease is given back
            uow.commit()
        return row

    def _save(self, installation: Installation) -> None:
        with self._store.begin() as uow:
            uow.installations.save(installation)
            uow.commit()

    def _end(self, workspace: str, why: str) -> None:
        with self._store.begin() as uow:
            uow.installations.end(SLACK, workspace, why=why)
            uow.commit()


def expiry(told: Answer, now: datetime) -> datetime | None:
    """When a token ends that Slack just gave us; None: never."""
    seconds = told.get("expires_in")
    return now + timedelta(seconds=seconds) if isinstance(seconds, int) and seconds > 0 else None


def sealed(told: Answer, name: str, sealer: Sealer) -> str | None:
    """A token of an answer as it is kept; None where there is none in it."""
    word = told.get(name)
    return sealer.seal(Secret(word)) if isinstance(word, str) and word else None


def _is_due(row: Installation, now: datetime) -> bool:
    ends = row.expires_at
    return row.refresh is not None and ends is not None and ends <= now + AHEAD


def _renewed(row: Installation, told: Answer, sealer: Sealer, now: datetime) -> Installation:
    token = sealed(told, "access_token", sealer)
    if token is None:
        raise ChatError("no_token")
    return replace(
        row,
        token=token,
        refresh=sealed(told, "refresh_token", sealer) or row.refresh,
        expires_at=expiry(told, now),
        why=None,
    )
