"""Once a day, and at the first start: who is in Slack, and what became of our channels there."""

from __future__ import annotations

import logging
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import partial

from bot.domain.errors import Error
from bot.domain.ids import LaneId
from bot.domain.member import ShortRoster
from bot.interactions.members import Members
from bot.interactions.places import Places
from bot.ports.chatting import Closed
from bot.ports.running import Runner
from bot.ports.storing import SHARED, Lane, Store
from integrations.slack.client import SlackClient
from integrations.slack.installs import SLACK
from integrations.slack.roster import Roster

log = logging.getLogger(__name__)

EVERY = timedelta(hours=20)
"""Between two looks: with a look every hour, once a day at about the same time."""
_SETTING = "slack:reconciled:{}"


@dataclass(frozen=True, slots=True)
class Reconciler:
    """Sees to it that nothing is missed that Slack told while nobody listened."""

    client: SlackClient
    roster: Roster
    members: Members
    places: Places
    store: Store
    runner: Runner
    channels: tuple[LaneId, ...]
    """The lanes of those of the configuration, whatever Slack calls them by now."""
    machine: Callable[[], datetime]

    async def look(self) -> None:
        """Look at every workspace whose last look was long ago; one that fails, an hour later."""
        for workspace in await self.runner.read(self._workspaces):
            if not await self.runner.read(partial(self._is_due, workspace)):
                continue
            try:
                await self._people(workspace)
                await self._channels(workspace)
            except Error as error:
                log.warning("reconciling slack %s: %s (%s)", workspace, type(error).__name__, error)
                continue
            await self.runner.background(partial(self._note, workspace))

    async def _people(self, workspace: str) -> None:
        everyone = await self.roster.everyone(workspace)
        try:
            await self.members.met_all(SLACK, workspace, everyone)
        except ShortRoster:
            await self.places.trouble(SLACK, workspace, "people_list_short")

    async def _channels(self, workspace: str) -> None:
        for lane in await self.runner.read(partial(self._lanes, workspace)):
            await self._channel(lane)

    async def _channel(self, lane: Lane) -> None:
        """Whether strangers are in it, and whether it takes anything."""
        address = lane.address
        try:
            told = await self.client.call(
                address.workspace, "conversations.info", channel=address.conversation
            )
        except Closed as closed:
            await self.places.closed(address, str(closed))
            return
        channel = told.get("channel")
        known = channel if isinstance(channel, dict) else {}
        outside = known.get("is_ext_shared") is True
        if outside is not lane.outside:
            await (self.places.shared if outside else self.places.unshared)(address)
        if known.get("is_archived") is True:
            await self.places.closed(address, "archived")
        elif known.get("is_member") is False:
            await self.places.closed(address, "removed")
        elif lane.stopped not in (None, SHARED):
            await self.places.opened(address)

    def _workspaces(self) -> list[str]:
        """Where we are installed, or have a channel."""
        with self.store.read() as uow:
            lanes = [uow.lanes.get(one).address for one in self.channels]
            installed = [one.workspace for one in uow.installations.list_of(SLACK)]
        return sorted({*installed, *(one.workspace for one in lanes if one.chat == SLACK)})

    def _lanes(self, workspace: str) -> list[Lane]:
        with self.store.read() as uow:
            lanes = [uow.lanes.get(one) for one in self.channels]
        return [
            one for one in lanes if (one.address.chat, one.address.workspace) == (SLACK, workspace)
        ]

    def _is_due(self, workspace: str) -> bool:
        with self.store.read() as uow:
            last = uow.settings.get(_SETTING.format(workspace))
        return last is None or self.machine() - datetime.fromisoformat(last) >= EVERY

    def _note(self, workspace: str) -> None:
        with self.store.begin() as uow:
            uow.settings.set(_SETTING.format(workspace), self.machine().isoformat())
            uow.commit()
