"""Where each conversation in Teams is answered: learned from all that comes in, kept in rows."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Awaitable, Callable, Iterator, Mapping
from dataclasses import replace
from datetime import datetime, timedelta
from functools import partial
from typing import Any

from bot.domain.employee import Account
from bot.domain.errors import Error
from bot.ports.running import Runner
from bot.ports.storing import Address, Met, Store
from integrations.teams.checking import tenant_of
from integrations.teams.config import TEAMS

PERSONAL = "personal"
GROUP = "groupChat"
CHANNEL = "channel"
TEAM = "team"
PRIVATE = "private:"
EVERY = timedelta(days=1)
"""So often a row is written anew in which nothing changed."""
FRESH = timedelta(minutes=1)
"""So long a process trusts what it remembers: another may have been shut out meanwhile."""
_MOST_KEPT = 20_000
_KINDS = frozenset({PERSONAL, GROUP, CHANNEL})

log = logging.getLogger(__name__)


Opened = Callable[[Address], Awaitable[None]]
"""Told of a conversation that takes something again."""


async def nobody(address: Address) -> None:
    """Tells nobody."""


class Conversations:
    """Conversations by address: in memory what this process heard, in the database all of it."""

    def __init__(
        self,
        store: Store,
        runner: Runner,
        now: Callable[[], datetime],
        opened: Opened = nobody,
    ) -> None:
        """`now` is machine time; `opened` hears of who shut us out, and speaks to us again."""
        self._store = store
        self._runner = runner
        self._now = now
        self._opened = opened
        self._kept: dict[Address, Met] = {}
        self._looked: dict[Address, datetime] = {}
        self._writing: set[asyncio.Task[None]] = set()
        self._order = asyncio.Lock()
        """What was told first is written first."""
        self._first: list[Callable[[Met], None]] = []

    def on_first(self, hears: Callable[[Met], None]) -> None:
        """Tell this of each conversation that nobody knew before, when it is written."""
        self._first.append(hears)

    def note(self, activity: Mapping[str, Any]) -> None:
        """Learn from an activity that is believed; what is new is written by the way."""
        for met in told(activity, self._now()):
            known = self._kept.get(met.address)
            if known is not None and _is_old_news(known, met) and self._is_fresh(met.address):
                continue
            self._keep(met)
            self._looked[met.address] = met.seen_at
            self._write(met)

    async def find(self, address: Address) -> Met | None:
        """What is known of a conversation. Raises StorageAway."""
        kept = self._kept.get(address)
        if kept is not None:
            return kept
        found = await self._runner.read(partial(self._find, address))
        if found is not None and found.blocked_at is None:
            self._keep(found)
        return found

    def forget(self, address: Address) -> None:
        """What this process heard of it; it is looked up anew."""
        self._kept.pop(address, None)

    async def service_url(self, workspace: str) -> str | None:
        """Where an organisation is answered, as it was heard of last. Raises StorageAway."""
        found = await self._runner.read(partial(self._newest, workspace))
        return None if found is None else found.service_url

    async def list_of(self, kind: str) -> list[Met]:
        """All of a kind, the blocked ones too. Raises StorageAway."""
        return await self._runner.read(partial(self._list_of, kind))

    async def save(self, met: Met) -> None:
        """Keep one that we made ourselves. Raises StorageAway."""
        self._keep(met)
        async with self._order:
            await self._runner.background(partial(self._note, met))

    async def block(self, address: Address, why: str) -> None:
        """Teams lets nothing of ours in there; until it is heard of again. Raises StorageAway."""
        async with self._order:
            self._kept.pop(address, None)
            await self._runner.background(partial(self._block, address, why))

    async def close(self) -> None:
        """Wait for what is being written."""
        await asyncio.gather(*self._writing, return_exceptions=True)

    def _keep(self, met: Met) -> None:
        if len(self._kept) >= _MOST_KEPT:
            self._kept.clear()
            self._looked.clear()
        self._kept[met.address] = met

    def _is_fresh(self, address: Address) -> bool:
        looked = self._looked.get(address)
        return looked is not None and self._now() - looked < FRESH

    def _write(self, met: Met) -> None:
        task = asyncio.create_task(self._written(met))
        self._writing.add(task)
        task.add_done_callback(self._writing.discard)

    async def _written(self, met: Met) -> None:
        try:
            async with self._order:
                known = await self._runner.read(partial(self._find, met.address))
                if known is None or not _is_old_news(known, met):
                    await self._runner.background(partial(self._note, met))
            if known is None:
                self._tell_first(met)
            if known is not None and known.blocked_at is not None and met.blocked_at is None:
                await self._opened(met.address)
        except Error as failure:
            self._kept.pop(met.address, None)  # the next activity tells it again
            log.warning("a conversation of Teams was not noted: %s", type(failure).__name__)

    def _tell_first(self, met: Met) -> None:
        for hears in self._first:
            hears(met)

    def _find(self, address: Address) -> Met | None:
        with self._store.read() as uow:
            return uow.conversations.find(address)

    def _newest(self, workspace: str) -> Met | None:
        with self._store.read() as uow:
            return uow.conversations.newest(TEAMS, workspace)

    def _list_of(self, kind: str) -> list[Met]:
        with self._store.read() as uow:
            return list(uow.conversations.list_of(TEAMS, kind))

    def _note(self, met: Met) -> None:
        with self._store.begin() as uow:
            uow.conversations.note(met)
            uow.commit()

    def _block(self, address: Address, why: str) -> None:
        with self._store.begin() as uow:
            uow.conversations.block(address, why, at=self._now())
            uow.commit()


def private(account: Account) -> Address:
    """The address of somebody's own conversation with us."""
    return Address(account.chat, account.workspace, f"{PRIVATE}{account.external_id}")


def told(activity: Mapping[str, Any], now: datetime) -> Iterator[Met]:
    """The conversations that an activity tells of: its own, and the team that it is in."""
    tenant, service_url = tenant_of(activity), _text(activity.get("serviceUrl"))
    where = _table(activity.get("conversation"))
    kind = _text(where.get("conversationType")) or PERSONAL
    external_id = _text(where.get("id")).partition(";")[0]
    if not (tenant and service_url and external_id) or kind not in _KINDS:
        return
    blocked = now if _is_farewell(activity) else None
    why = "removed" if blocked else None
    person = _text(_table(activity.get("from")).get("aadObjectId")).lower()
    name = f"{PRIVATE}{person}" if kind == PERSONAL else external_id
    if kind != PERSONAL or person:
        address = Address(TEAMS, tenant, name)
        member = _text(_table(activity.get("from")).get("id")) if kind == PERSONAL else ""
        yield Met(address, service_url, external_id, kind, now, blocked, why, member)
    team = _text(_table(_table(activity.get("channelData")).get("team")).get("id"))
    if team and kind == CHANNEL:
        # A team is named like its first channel: a row of its own leaves the channel's alone.
        yield Met(
            Address(TEAMS, tenant, f"{TEAM}:{team}"), service_url, team, TEAM, now, blocked, why
        )


def _is_farewell(activity: Mapping[str, Any]) -> bool:
    """Whether it says that we were put out."""
    if activity.get("type") == "installationUpdate":
        return _text(activity.get("action")).startswith("remove")
    us = _text(_table(activity.get("recipient")).get("id"))
    removed = activity.get("membersRemoved")
    gone = removed if isinstance(removed, list) else []
    return bool(us) and any(_text(_table(one).get("id")) == us for one in gone)


def _is_old_news(known: Met, met: Met) -> bool:
    return replace(known, seen_at=met.seen_at) == met and met.seen_at - known.seen_at < EVERY


def _table(value: object) -> Mapping[str, Any]:
    return value if isinstance(value, dict) else {}


def _text(value: object) -> str:
    return value if isinstance(value, str) else ""
