"""Who somebody is to us, for a chat that has to draw for them or was shown them in a picker."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass
from functools import partial

from bot.domain.employee import Account, Employee
from bot.domain.ids import EmployeeId
from bot.domain.view import Audience
from bot.ports.running import Runner
from bot.ports.storing import StorageAway
from bot.usecases.desk import Desk
from bot.usecases.showing import audience_of

PATIENCE = 0.3
"""Seconds that a chat waits for somebody's language: a press has three in all."""


@dataclass(frozen=True, slots=True)
class Readers:
    """Colleagues by their accounts. Reads only."""

    desk: Desk
    runner: Runner

    async def audience(self, account: Account) -> Audience:
        """For whom something is drawn: the company's language and zone for who is unknown.

        The same where the database is slow or away: what is in the wrong language is better than
        what comes too late.
        """
        try:
            async with asyncio.timeout(PATIENCE):
                known = await self.runner.read(partial(self._find, account))
        except (StorageAway, TimeoutError):
            known = None
        if known is not None and known.active:
            return audience_of(known)
        return Audience(self.desk.policy.languages[0], self.desk.policy.calendar.zone)

    async def colleague(self, account: Account) -> EmployeeId | None:
        """Which colleague it is; None for somebody else. Raises StorageAway."""
        known = await self.runner.read(partial(self._find, account))
        return known.id if known is not None and known.active else None

    def _find(self, account: Account) -> Employee | None:
        with self.desk.store.read() as uow:
            return uow.employees.find_by_account(account)
