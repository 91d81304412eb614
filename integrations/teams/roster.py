"""Who is in Teams, as its rosters tell: one by one in a hurry, or a whole team at leisure."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Mapping
from datetime import timedelta
from typing import Any

from bot.domain.employee import Account
from bot.domain.member import Seen, Standing
from bot.ports.chatting import ChatError, Closed, Paced
from bot.ports.storing import Address, Met
from integrations.teams.client import TeamsClient
from integrations.teams.config import TEAMS, TeamsConfig
from integrations.teams.connector import Answer, Page
from integrations.teams.conversations import private
from integrations.teams.errors import NotThere

SECONDS = 1.0
"""That a look-up may take while a press waits for it."""
_LONGEST_WAIT = timedelta(minutes=5)
"""A longer rest means: another night."""
_MOST_PAGES = 200
_GUEST_UPN = "#ext#"
"""What stands in the user principal name of somebody who was invited."""
_GUEST_ROLES = frozenset({"guest", "anonymous"})

Pause = Callable[[float], Awaitable[None]]


class Roster:
    """Asks Teams who somebody is, and who there is."""

    def __init__(
        self, config: TeamsConfig, client: TeamsClient, pause: Pause = asyncio.sleep
    ) -> None:
        """`pause` waits so many seconds between two pages, where Teams or its pace wants it."""
        self._config = config
        self._client = client
        self._pause = pause

    async def ask(self, account: Account, where: Address | None = None) -> Seen | None:
        """One person; None where Teams does not know them. Raises a ChatError within a second.

        `where` is a conversation that they are in; without it, their own with us.
        """
        try:
            return await self.look_up(account, where)
        except Closed:
            return None

    async def look_up(self, account: Account, where: Address | None = None) -> Seen | None:
        """The same; but where nobody can be asked (Closed), None means that they are not there."""
        try:
            async with asyncio.timeout(SECONDS):
                told = await self._client.member(where or private(account), account.external_id)
        except NotThere:
            return None
        except TimeoutError as error:
            raise ChatError("timeout") from error
        return self.seen(told, account.workspace)

    async def everyone(self, team: Met) -> list[Seen]:
        """Everybody in a team, page by page. Raises a ChatError."""
        met: dict[Account, Seen] = {}
        cursor = ""
        for _ in range(_MOST_PAGES):
            page = await self._page(team, cursor)
            found = (self.seen(one, team.address.workspace) for one in page.members)
            met |= {one.account: one for one in found if one is not None}
            cursor = page.cursor
            if not cursor:
                return list(met.values())
        raise ChatError("endless_roster")

    def seen(self, told: Answer, workspace: str) -> Seen | None:
        """A person as we heed them; None for whoever has no id that lasts.

        `workspace` is the organisation of the conversation. An address counts only of somebody of
        an organisation that may come, who is no guest there.
        """
        person = _text(told.get("aadObjectId")) or _text(told.get("objectId"))
        if not person:
            return None
        standing = self._standing(told, workspace)
        ours = standing is Standing.MEMBER
        return Seen(
            account=Account(TEAMS, workspace, person.lower()),
            standing=standing,
            name=_text(told.get("name")) or person,
            email=_address(told) if ours else None,
            confirmed=ours,
        )

    def _standing(self, told: Mapping[str, Any], workspace: str) -> Standing:
        """What somebody is: their own organisation decides, also in a shared channel."""
        home = (_text(told.get("tenantId")) or workspace).lower()
        if not self._config.allows(home):
            return Standing.FOREIGN
        role = (_text(told.get("userRole")) or "").lower()
        if (
            role in _GUEST_ROLES
            or _GUEST_UPN in (_text(told.get("userPrincipalName")) or "").lower()
        ):
            return Standing.GUEST
        return Standing.MEMBER

    async def _page(self, team: Met, cursor: str) -> Page:
        """One page, after as many rests as are asked for. Raises Paced for one that is too long."""
        while True:
            try:
                return await self._client.members(team, cursor)
            except Paced as paced:
                if paced.rest > _LONGEST_WAIT:
                    raise
                await self._pause(paced.rest.total_seconds())


def _address(told: Mapping[str, Any]) -> str | None:
    """Their e-mail address; else the name by which they sign in, which looks like one."""
    return _text(told.get("email")) or _text(told.get("userPrincipalName"))


def _text(value: object) -> str | None:
    return value.strip() or None if isinstance(value, str) else None
