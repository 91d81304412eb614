"""For whom a channel's card draws itself anew: colleagues who read another language than it has."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from functools import partial

from bot.domain.employee import Account
from bot.domain.view import Audience
from bot.ports.running import Runner
from bot.ports.storing import Address, Met, StorageAway, Store
from integrations.teams.config import TEAMS
from integrations.teams.conversations import PERSONAL, PRIVATE
from integrations.teams.limits import REFRESHED

FRESH = timedelta(minutes=10)
"""So long a process goes by the languages that it read last."""

Speaker = tuple[str, str]
"""What Teams calls somebody, and their language."""


@dataclass(slots=True)
class Concerned:
    """People by the languages that they read. `now` is machine time."""

    store: Store
    runner: Runner
    now: Callable[[], datetime]
    _kept: dict[str, tuple[datetime, list[Speaker]]] = field(default_factory=dict)

    async def people(self, address: Address, audience: Audience) -> Sequence[str]:
        """Teams' own ids of those for whom a channel's card is in another language; the first few.

        Nobody where storage is away: the card is right for everybody else.
        """
        if address.conversation.startswith(PRIVATE):
            return ()
        try:
            speakers = await self._speakers(address.workspace)
        except StorageAway:
            return ()
        others = [who for who, language in speakers if language != audience.language]
        return others[:REFRESHED]

    def meet(self, met: Met) -> None:
        """Somebody has a conversation of their own with us: the next card may be for them."""
        if met.kind == PERSONAL:
            self._kept.pop(met.address.workspace, None)

    async def _speakers(self, workspace: str) -> list[Speaker]:
        kept = self._kept.get(workspace)
        if kept is None or not timedelta(0) <= self.now() - kept[0] < FRESH:
            read = await self.runner.read(partial(self._read, workspace))
            kept = self._kept[workspace] = (self.now(), read)
        return kept[1]

    def _read(self, workspace: str) -> list[Speaker]:
        """Everybody who has a conversation of their own with us."""
        found: list[Speaker] = []
        with self.store.read() as uow:
            for met in uow.conversations.list_of(TEAMS, PERSONAL):
                person = met.address.conversation.removeprefix(PRIVATE)
                if met.address.workspace != workspace or not met.member:
                    continue
                known = uow.employees.find_by_account(Account(TEAMS, workspace, person))
                if known is not None and known.active:
                    found.append((met.member, known.language))
        return found
