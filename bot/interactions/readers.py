"""Who somebody is to us, for a chat that has to draw for them or was shown them in a picker."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from functools import partial

from bot.domain.employee import Account, Employee
from bot.domain.errors import UnknownCase
from bot.domain.ids import CaseId, EmployeeId
from bot.domain.view import Audience
from bot.ports.running import Runner
from bot.ports.storing import Address, StorageAway
from bot.presentation.card import Card
from bot.presentation.cards.channel import channel_card
from bot.usecases.desk import Desk
from bot.usecases.places import sight_in
from bot.usecases.showing import audience_of, view_case

PATIENCE = 0.3
"""Seconds that a chat waits for somebody's language: a press has three in all."""


@dataclass(frozen=True, slots=True)
class Readers:
    """Colleagues by their accounts. Reads only."""

    desk: Desk
    runner: Runner
    now: Callable[[], datetime]
    """Business time."""

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

    async def card(self, account: Account, place: Address, case: CaseId) -> Card | None:
        """A case's card in a channel as one colleague reads it: in their language and zone.

        It says no more than the channel's own. None: there is no such card for them. Raises
        StorageAway.
        """
        return await self.runner.read(partial(self._card, account, place, case))

    def _card(self, account: Account, place: Address, number: CaseId) -> Card | None:
        policy = self.desk.policy
        with self.desk.store.read() as uow:
            person, lane = uow.employees.find_by_account(account), uow.lanes.find(place)
            channel = policy.channel_of(lane) if lane is not None else None
            if person is None or not person.active or lane is None or channel is None:
                return None
            try:
                case = uow.cases.get(number, follow=False)
            except UnknownCase:
                return None
            sight = sight_in(policy, uow.lanes.get(lane), channel, case)
            view = view_case(uow, policy, case, now=self.now())
        audience = Audience(person.language, person.calendar.zone, sight)
        return channel_card(view, audience)

    def _find(self, account: Account) -> Employee | None:
        with self.desk.store.read() as uow:
            return uow.employees.find_by_account(account)
