"""Carrying: what is behind goes to its chat, lane by lane; a crash only means looking again."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import partial

from bot.carrying.drawing import Drawing, prepare
from bot.domain.errors import Refusal
from bot.domain.ids import LaneId
from bot.ports.chatting import ChatAway, ChatError, Gateway, MessageGone, NotDeliverable, Paced
from bot.ports.running import Runner
from bot.ports.storing import Leased, Outgoing, StaleCase, StorageAway, UnitOfWork
from bot.usecases.desk import Desk

log = logging.getLogger(__name__)

LEASE = timedelta(seconds=30)
"""So long a worker keeps a lane; after a crash another takes it then."""
CALL = 15.0
"""Seconds before a call to a chat is given up as *away*."""
LANES = 4
"""Lanes that one worker carries at the same time."""
ROWS = 25
"""Rows of a lane in one lease."""
MOST_FAULTS = 8
"""So often a row that we cannot draw is tried before it is a dead letter."""
_LONGEST_REST = timedelta(minutes=5)

Now = Callable[[], datetime]


@dataclass(frozen=True, slots=True)
class Carrier:
    """One worker's carrying. `machine` and `business` give the two clocks."""

    desk: Desk
    runner: Runner
    gateways: Mapping[str, Gateway]
    worker: str
    machine: Now
    business: Now

    async def carry_once(self) -> int:
        """Carry every lane that has something due; how many rows went somewhere."""
        lanes = await self.runner.background(self._lanes)
        limit = asyncio.Semaphore(LANES)

        async def one(lane: LaneId) -> int:
            async with limit:
                return await self._carry_lane(lane)

        # All come to their end first: a lane that is still carried must not be begun again.
        done = await asyncio.gather(*(one(lane) for lane in lanes), return_exceptions=True)
        for fault in done:
            if isinstance(fault, BaseException):
                raise fault
        return sum(carried for carried in done if isinstance(carried, int))

    def _lanes(self) -> list[LaneId]:
        with self.desk.store.read() as uow:
            return list(
                uow.outbox.list_lanes(now=self.machine(), business=self.business(), limit=50)
            )

    async def _carry_lane(self, lane: LaneId) -> int:
        leased = await self.runner.background(partial(self._lease, lane))
        if leased is None:
            return 0
        next_at: datetime | None = None
        done = 0
        try:
            for item in await self.runner.background(partial(self._work, lane)):
                if self._is_over(leased):
                    break
                done += await self._carry(leased, item)
        except Paced as paced:
            next_at = self.machine() + paced.rest
        finally:
            await self.runner.background(partial(self._release, lane, next_at))
        return done

    def _is_over(self, leased: Leased) -> bool:
        """Whether the lane may become somebody else's before a call to its chat comes back."""
        return self.machine() > leased.until - timedelta(seconds=CALL)

    async def _carry(self, leased: Leased, item: Outgoing) -> int:
        """Carry one row; a fault of one row does not stop its lane, only pacing does."""
        try:
            return await self._try(leased, item)
        except Paced:
            raise
        except (StorageAway, StaleCase) as error:  # it stays as it is, and is looked up later
            log.warning("carrying %s %s waits: %s", item.row, item.id, type(error).__name__)
        except Exception as error:  # a fault of ours in one row: told, kept, and not in the way
            log.exception("carrying %s %s failed", item.row, item.id)
            await self._note(partial(self._fault, item, type(error).__name__))
        return 0

    async def _try(self, leased: Leased, item: Outgoing) -> int:
        try:
            drawing = await self.runner.background(partial(self._prepare, item))
            # Preparing may have waited long in its queue.
            if drawing is None or self._is_over(leased):
                return 0
            ref = await self._send(leased, item, drawing)
            await self.runner.background(partial(self._sent, item, ref, drawing))
        except Paced as paced:
            await self._note(partial(self._later, item, paced.rest, "paced"))
            raise
        except MessageGone:
            await self._note(partial(self._gone, item))
            return 1
        except NotDeliverable as error:
            await self._note(partial(self._bury, item, str(error)))
        except ChatError as error:
            await self._note(partial(self._later, item, _rest(item.attempts), str(error)))
        else:
            return 1
        return 0

    async def _send(self, leased: Leased, item: Outgoing, drawing: Drawing) -> str:
        gateway = self.gateways.get(leased.address.chat)
        if gateway is None:
            raise ChatAway("chat_not_connected")
        audiences = gateway.audiences(leased.address, drawing.audience)
        cards = {audience: drawing.draw(audience) for audience in audiences}
        try:
            async with asyncio.timeout(CALL):
                if item.ref is not None:
                    await gateway.redraw(leased.address, item.ref, cards)
                    return item.ref
                found = await gateway.find(leased.address, item.key) if item.sending else None
                return found or await gateway.post(leased.address, item.key, cards)
        except TimeoutError as error:
            raise ChatAway("timeout") from error

    async def _note(self, work: Callable[[], None]) -> None:
        """Write down how it went; where the database is away, the row is behind all the same."""
        with suppress(StorageAway, StaleCase):
            await self.runner.background(work)

    def _lease(self, lane: LaneId) -> Leased | None:
        now = self.machine()
        with self.desk.store.begin() as uow:
            leased = uow.outbox.lease(lane, worker=self.worker, now=now, until=now + LEASE)
            uow.commit()
            return leased

    def _work(self, lane: LaneId) -> list[Outgoing]:
        with self.desk.store.read() as uow:
            return list(
                uow.outbox.list_work(lane, now=self.machine(), business=self.business(), limit=ROWS)
            )

    def _release(self, lane: LaneId, next_at: datetime | None) -> None:
        with self.desk.store.begin() as uow:
            uow.outbox.release(lane, worker=self.worker, next_at=next_at)
            uow.commit()

    def _prepare(self, item: Outgoing) -> Drawing | None:
        """Judge and draw; before a first sending, note that it is being sent."""
        if item.ref is not None:
            with self.desk.store.read() as uow:
                return self._draw(uow, item)
        with self.desk.store.begin() as uow:
            drawing = self._draw(uow, item)
            if drawing is None:
                uow.outbox.withdraw(item)
            elif not uow.outbox.sending(item, worker=self.worker, until=self._call_ends()):
                drawing = None
            uow.commit()
            return drawing

    def _call_ends(self) -> datetime:
        return self.machine() + timedelta(seconds=CALL)

    def _draw(self, uow: UnitOfWork, item: Outgoing) -> Drawing | None:
        try:
            return prepare(self.desk, uow, item, now=self.business())
        except Refusal as refused:
            raise NotDeliverable(refused.code) from refused

    def _sent(self, item: Outgoing, ref: str, drawing: Drawing) -> None:
        with self.desk.store.begin() as uow:
            uow.outbox.sent(
                item,
                ref=ref,
                shown=drawing.version,
                settled=drawing.settled,
                at=self.business(),
            )
            uow.commit()

    def _later(self, item: Outgoing, rest: timedelta, why: str, *, ours: bool = False) -> None:
        with self.desk.store.begin() as uow:
            uow.outbox.later(item, retry_at=self.machine() + rest, why=why, ours=ours)
            uow.commit()

    def _bury(self, item: Outgoing, why: str) -> None:
        with self.desk.store.begin() as uow:
            uow.outbox.bury(item, why=why)
            uow.commit()

    def _gone(self, item: Outgoing) -> None:
        with self.desk.store.begin() as uow:
            case = uow.cases.get(item.case, follow=False) if item.case is not None else None
            uow.outbox.gone(item, repost=case is not None and case.is_live)
            uow.commit()

    def _fault(self, item: Outgoing, why: str) -> None:
        if item.faults + 1 >= MOST_FAULTS:
            self._bury(item, why)
        else:
            self._later(item, _rest(item.faults), why, ours=True)


def _rest(attempts: int) -> timedelta:
    """How long a failed row rests: 1 s, 2 s, 4 s … up to 5 minutes."""
    return min(timedelta(seconds=2 ** min(attempts, 12)), _LONGEST_REST)
