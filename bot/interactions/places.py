"""What a chat tells of its conversations: shared, closed, renamed, in trouble, or reacted to."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from functools import partial

from bot.domain.employee import Account
from bot.ports.running import Runner
from bot.ports.storing import Address
from bot.usecases.desk import Desk
from bot.usecases.places import (
    close_place,
    offer_claim,
    open_place,
    rename_place,
    set_outside,
    tell_trouble,
)
from bot.usecases.remembering import wrote


@dataclass(frozen=True, slots=True)
class Places:
    """Takes what chats tell of their conversations. `now` gives UTC business time.

    Everything may be told twice, or late. All of it may raise StorageAway: then it is not recorded.
    """

    desk: Desk
    runner: Runner
    now: Callable[[], datetime]

    async def shared(self, address: Address) -> None:
        """People from outside the company are in it from now on."""
        work = partial(set_outside, self.desk, address, outside=True, now=self.now())
        await self.runner.background(work)

    async def unshared(self, address: Address) -> None:
        """Only colleagues are in it again."""
        work = partial(set_outside, self.desk, address, outside=False, now=self.now())
        await self.runner.background(work)

    async def closed(self, address: Address, why: str) -> None:
        """It takes nothing any more: `archived`, `removed`."""
        await self.runner.background(partial(close_place, self.desk, address, why, now=self.now()))

    async def opened(self, address: Address) -> None:
        """It takes messages: unarchived, or we were let in."""
        await self.runner.background(partial(open_place, self.desk, address, now=self.now()))

    async def renamed(self, chat: str, workspace: str, old: str, new: str) -> None:
        """The chat calls a conversation by another id from now on."""
        await self.runner.background(partial(rename_place, self.desk, chat, workspace, old, new))

    async def trouble(self, chat: str, workspace: str, code: str, place: str | None = None) -> None:
        """Operators are to hear of it, once a day; `place` is a conversation's id."""
        told = partial(tell_trouble, self.desk, chat, workspace, code, place)
        await self.runner.background(partial(told, now=self.now()))

    @property
    def reads_threads(self) -> bool:
        """Whether the company switched on that what helpers write under cards is looked at."""
        return self.desk.policy.detect_promises

    async def wrote(
        self, account: Account, address: Address, ref: str, text: str, delivery: str
    ) -> None:
        """Somebody wrote in the thread under a message; `delivery` names what they wrote.

        If it is a card of a case that they help with, and says what they will do, they are asked.
        """
        work = partial(wrote, self.desk, account, address, ref, text, delivery=delivery)
        await self.runner.background(partial(work, now=self.now()))

    async def reacted(self, account: Account, address: Address, ref: str) -> None:
        """Somebody put an emoji of helping on a message: if it is a card, they are asked."""
        work = partial(offer_claim, self.desk, account, address, ref, now=self.now())
        await self.runner.background(work)
