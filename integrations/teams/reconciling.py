"""Once a day, and at the first start: who is in the teams where we are, so that leavers are seen.

Teams tells a bot of nobody who was deactivated, and of leavers only while it listens.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import partial

from bot.domain.employee import Account
from bot.domain.errors import Error
from bot.domain.member import Seen, ShortRoster, Standing
from bot.interactions.members import Members
from bot.interactions.places import Places
from bot.ports.chatting import ChatError, Closed
from bot.ports.running import Runner
from bot.ports.storing import Met, Store
from integrations.teams.config import TEAMS
from integrations.teams.conversations import TEAM, Conversations
from integrations.teams.errors import NotThere
from integrations.teams.roster import Roster

log = logging.getLogger(__name__)

EVERY = timedelta(hours=20)
"""Between two looks: with a look every hour, once a day at about the same time."""
_SETTING = "teams:reconciled:{}"


@dataclass(frozen=True, slots=True)
class Reconciler:
    """Sees to it that nobody is missed who left while nobody listened."""

    roster: Roster
    conversations: Conversations
    members: Members
    places: Places
    store: Store
    runner: Runner
    machine: Callable[[], datetime]

    async def look(self) -> None:
        """Look at every organisation whose last look was long ago; one that fails, an hour later.

        Only at those with a team that we are in: of nobody else there is a list.
        """
        teams = [one for one in await self.conversations.list_of(TEAM) if one.blocked_at is None]
        for workspace in sorted({one.address.workspace for one in teams}):
            if not await self.runner.read(partial(self._is_due, workspace)):
                continue
            try:
                await self._people(workspace, [one for one in teams if _of(one) == workspace])
            except Error as error:
                log.warning("reconciling teams %s: %s (%s)", workspace, type(error).__name__, error)
                continue
            await self.runner.background(partial(self._note, workspace))

    async def _people(self, workspace: str, teams: Iterable[Met]) -> None:
        """Everybody of all teams together; who is known, and in none of them, is asked for."""
        listed: dict[Account, Seen] = {}
        for team in teams:
            listed |= {one.account: one for one in await self._team(team)}
        unsure: set[Account] = set()
        for account in await self.runner.read(partial(self._others, workspace, frozenset(listed))):
            try:
                seen = await self.roster.look_up(account)
            except ChatError:
                # Nobody was asked, so nobody said that they left.
                unsure.add(account)
                continue
            if seen is not None:
                listed[account] = seen
        try:
            await self.members.met_all(TEAMS, workspace, list(listed.values()), unsure)
        except ShortRoster:
            await self.places.trouble(TEAMS, workspace, "people_list_short")

    async def _team(self, team: Met) -> list[Seen]:
        """Everybody of one team; nobody of one that we were put out of."""
        try:
            return await self.roster.everyone(team)
        except (Closed, NotThere) as gone:
            await self.conversations.block(team.address, str(gone))
            return []

    def _others(self, workspace: str, listed: frozenset[Account]) -> list[Account]:
        """Whom we know and no team has: their own conversation with us tells whether they left."""
        with self.store.read() as uow:
            known = uow.members.list_of(TEAMS, workspace)
        asked = {Standing.MEMBER, Standing.GUEST}
        return [one.account for one in known if one.standing in asked and one.account not in listed]

    def _is_due(self, workspace: str) -> bool:
        with self.store.read() as uow:
            last = uow.settings.get(_SETTING.format(workspace))
        return last is None or self.machine() - datetime.fromisoformat(last) >= EVERY

    def _note(self, workspace: str) -> None:
        with self.store.begin() as uow:
            uow.settings.set(_SETTING.format(workspace), self.machine().isoformat())
            uow.commit()


def _of(team: Met) -> str:
    return team.address.workspace
