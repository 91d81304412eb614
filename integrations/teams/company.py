"""Whoever presses in Teams for the first time: where they were met, and what their client said."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from bot.domain.employee import Account
from bot.interactions.members import Members
from bot.ports.storing import Address
from integrations.teams.config import TEAMS
from integrations.teams.guard import text
from integrations.teams.origin import Origin
from integrations.teams.roster import Roster

_MOST = 10_000
_CLIENT = "clientInfo"


@dataclass(frozen=True, slots=True)
class _Met:
    """Where somebody was met last, and what their client proposes for them."""

    where: Address | None
    language: str | None
    zone: str | None


class Company:
    """Introduces people. Of whom it met last it remembers where; the oldest is forgotten first."""

    def __init__(self, roster: Roster, members: Members) -> None:
        """Nobody was met yet."""
        self._roster = roster
        self._members = members
        self._met: OrderedDict[Account, _Met] = OrderedDict()

    def note(self, origin: Origin, activity: Mapping[str, Any]) -> None:
        """Somebody did something somewhere."""
        if not origin.account.external_id:
            return
        place = origin.conversation.partition(";")[0]
        where = None if origin.in_private else Address(TEAMS, origin.account.workspace, place)
        self._met[origin.account] = _Met(where, origin.language, _zone(activity))
        self._met.move_to_end(origin.account)
        if len(self._met) > _MOST:
            self._met.popitem(last=False)

    async def introduce(self, account: Account) -> None:
        """Ask Teams who it is, for a second at most. Language and zone are proposed, once."""
        met = self._met.get(account, _Met(None, None, None))
        seen = await self._roster.ask(account, met.where)
        if seen is not None:
            await self._members.met(replace(seen, language=met.language, zone=met.zone))


def _zone(activity: Mapping[str, Any]) -> str | None:
    """Where their client is; not everything that they do tells it in the same place."""
    entities = activity.get("entities") or ()
    told = (text(one, "timezone") for one in entities if text(one, "type") == _CLIENT)
    return text(activity, "localTimezone") or next((one for one in told if one), None)
