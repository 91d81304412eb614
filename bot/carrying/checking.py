"""Checking: whether what was posted still stands, asked of its chat once a day, few at a time."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import partial

from bot.carrying.carrier import CALL, CHECKED_EVERY, Now
from bot.carrying.ending import DELETED_AGAIN, note_gone
from bot.ports.chatting import ChatError, Closed, Gateway, Paced
from bot.ports.running import Runner
from bot.ports.storing import Address, Outgoing, UnitOfWork
from bot.usecases.desk import Desk
from bot.usecases.places import close_place

ROUND = 20
"""Cards in one round; with a round a minute that is 28,800 a day."""
_AFTER_A_FAILURE = timedelta(hours=1)


@dataclass(frozen=True, slots=True)
class Checker:
    """Learns of cards that somebody took away. `machine` and `business` give the two clocks."""

    desk: Desk
    runner: Runner
    gateways: Mapping[str, Gateway]
    machine: Now
    business: Now

    async def check_once(self) -> int:
        """Ask for the cards whose day has passed, longest ago first; how many were gone.

        Costs what is to be asked for. Whoever is killed in between asks tomorrow.
        """
        gone = 0
        taken = await self.runner.background(self._take)
        for number, (item, address) in enumerate(taken):
            try:
                gone += not await self._stands(item, address)
            except Paced as paced:
                await self._put_off([one for one, _ in taken[number:]], paced.rest)
                break
            except Closed as closed:
                await self._close(address, str(closed))
            except ChatError:
                await self._put_off([item], _AFTER_A_FAILURE)
        return gone

    async def _stands(self, item: Outgoing, address: Address) -> bool:
        try:
            async with asyncio.timeout(CALL):
                stands = await self.gateways[address.chat].stands(address, item.ref or "")
        except TimeoutError:
            await self._put_off([item], _AFTER_A_FAILURE)
            return True
        if not stands:
            await self.runner.background(partial(self._note_gone, item))
        return stands

    def _take(self) -> list[tuple[Outgoing, Address]]:
        """What is to be asked for now; nobody else asks for it today."""
        now = self.machine()
        with self.desk.store.begin() as uow:
            found = uow.outbox.list_to_check(now=now, limit=ROUND)
            taken = [(item, where) for item, where in found if self._is_wanted(uow, item, where)]
            for item, _ in found:
                uow.outbox.check_again(item, at=None)
            for item, _ in taken:
                uow.outbox.check_again(item, at=now + CHECKED_EVERY)
            uow.commit()
        return taken

    def _is_wanted(self, uow: UnitOfWork, item: Outgoing, address: Address) -> bool:
        """A card of a live case, in a chat that can be asked; others are when they are redrawn."""
        gateway = self.gateways.get(address.chat)
        if gateway is None or not gateway.abilities.checks or item.case is None:
            return False
        return uow.cases.get(item.case, follow=False).is_live

    def _note_gone(self, item: Outgoing) -> None:
        with self.desk.store.begin() as uow:
            note_gone(self.desk, uow, item, DELETED_AGAIN, now=self.business())
            uow.commit()

    async def _put_off(self, items: Sequence[Outgoing], rest: timedelta) -> None:
        await self.runner.background(partial(self._check_again, items, self.machine() + rest))

    def _check_again(self, items: Sequence[Outgoing], at: datetime) -> None:
        with self.desk.store.begin() as uow:
            for item in items:
                uow.outbox.check_again(item, at=at)
            uow.commit()

    async def _close(self, address: Address, why: str) -> None:
        closing = partial(close_place, self.desk, address, why, now=self.business())
        await self.runner.background(closing)
