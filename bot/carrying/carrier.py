"""Carrying: what is behind goes to its chat, lane by lane; a crash only means looking again."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import partial

from bot.carrying.drawing import Drawing, prepare
from bot.carrying.ending import give_up, note_gone, why_gone
from bot.carrying.pinning import pin
from bot.domain.errors import Refusal
from bot.domain.ids import LaneId, NoticeId
from bot.domain.notice import NoticeKind
from bot.domain.view import Audience
from bot.ports.chatting import (
    ChatAway,
    ChatError,
    Closed,
    Gateway,
    MessageGone,
    NotDeliverable,
    Paced,
    Uneditable,
)
from bot.ports.running import Runner
from bot.ports.storing import (
    SHARED,
    Address,
    CardKind,
    Leased,
    Outgoing,
    Row,
    StaleCase,
    StorageAway,
    UnitOfWork,
)
from bot.presentation.card import Card
from bot.usecases.desk import Desk
from bot.usecases.places import close_lane, tell_long_rest, tell_unpinned
from bot.usecases.telling import put_off

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
CHECKED_EVERY = timedelta(days=1)
"""So often a card that nobody redraws is asked for; a redraw that went well has asked."""
LONG_PACED = timedelta(minutes=15)
"""What has been behind for so long because its chat asks for rest is told to operators."""
MOST_AWAYS = 3
"""After so many rows in a row that their chat did not answer, the lane rests."""
_LANE_RESTS = timedelta(seconds=15)
_LONGEST_REST = timedelta(minutes=5)
_SKEW = timedelta(minutes=5)
"""A chat's clock may be so much behind ours."""
_TO_CHECK = frozenset({CardKind.CHANNEL, CardKind.BRIEFING})

Now = Callable[[], datetime]


@dataclass(frozen=True, slots=True)
class Going:
    """A row on its way to its chat."""

    drawing: Drawing
    under: str | None = None
    """The ref of the oldest copy of the case that stands there, for a new one."""
    may_post: bool = True
    """False: its lane is stopped since; what is there already is only looked up."""


@dataclass(slots=True)
class _Turn:
    """A lane while this worker has it, with what is due in it."""

    leased: Leased
    work: Sequence[Outgoing]
    is_given_back: bool = False
    """It was, together with its last row."""


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
        turn = await self.runner.background(partial(self._begin, lane))
        if turn is None:
            return 0
        next_at: datetime | None = None
        done = aways = 0
        try:
            for item in turn.work:
                if self._is_over(turn.leased) or aways == MOST_AWAYS:
                    break
                carried = await self._carry(turn, item)
                aways = aways + 1 if carried is None else 0
                done += carried or 0
        except Paced as paced:
            next_at = self.machine() + paced.rest
        except Closed:
            pass  # it is stopped, with all its rows
        finally:
            if aways == MOST_AWAYS:
                next_at = self.machine() + _LANE_RESTS
            if not turn.is_given_back:
                await self.runner.background(partial(self._release, lane, next_at))
        return done

    def _is_over(self, leased: Leased) -> bool:
        """Whether the lane may become somebody else's before a call to its chat comes back."""
        return self.machine() > leased.until - timedelta(seconds=CALL)

    async def _carry(self, turn: _Turn, item: Outgoing) -> int | None:
        """Carry one row; how many went somewhere, None where its chat did not answer.

        A fault of one row does not stop its lane, only pacing and closing do.
        """
        try:
            return await self._try(turn, item)
        except (Paced, Closed):
            raise
        except (StorageAway, StaleCase) as error:  # it stays as it is, and is looked up later
            log.warning("carrying %s %s waits: %s", item.row, item.id, type(error).__name__)
        except Exception as error:  # a fault of ours in one row: told, kept, and not in the way
            log.exception("carrying %s %s failed", item.row, item.id)
            await self._note(partial(self._fault, item, type(error).__name__))
        return 0

    async def _try(self, turn: _Turn, item: Outgoing) -> int | None:
        leased = turn.leased
        try:
            going = await self.runner.background(partial(self._prepare, leased, item))
            # Preparing may have waited long in its queue.
            if going is None or self._is_over(leased):
                return 0
            ref = await self._send(leased, item, going)
            await self._keep_in_sight(leased, item, ref)
            await self.runner.background(partial(self._sent, turn, item, ref, going.drawing))
        except ChatError as error:
            return await self._failed(leased, item, error)
        return 1

    async def _failed(self, leased: Leased, item: Outgoing, error: ChatError) -> int | None:
        """Write down what the chat said. Raises what concerns the whole lane: Paced, Closed."""
        match error:
            case Paced():
                await self._note(partial(self._paced, leased, item, error.rest))
                raise error
            case Closed():
                await self._note(partial(self._close, leased, item, str(error)))
                raise error
            case MessageGone() | Uneditable():
                await self._note(partial(self._gone, item, why_gone(error)))
                return 1
            case NotDeliverable():
                await self._note(partial(self._bury, item, str(error)))
                return 0
        await self._note(partial(self._later, item, _rest(item.attempts), str(error)))
        return None

    async def _send(self, leased: Leased, item: Outgoing, going: Going) -> str:
        gateway = self.gateways.get(leased.address.chat)
        if gateway is None:
            raise ChatAway("chat_not_connected")
        audiences = gateway.audiences(leased.address, going.drawing.audience)
        cards = {audience: going.drawing.draw(audience) for audience in audiences}
        try:
            async with asyncio.timeout(CALL):
                return await _shown(gateway, leased, item, going, cards)
        except TimeoutError as error:
            raise ChatAway("timeout") from error

    async def _keep_in_sight(self, leased: Leased, item: Outgoing, ref: str) -> None:
        """Pin what lasts, before it is noted as sent: whoever is killed in between pins again."""
        if item.kind != CardKind.INTRO or item.ref is not None:
            return
        gateway = self.gateways[leased.address.chat]
        if not await pin(gateway, leased.address, ref, seconds=CALL):
            await self._note(partial(self._unpinned, leased.address))

    async def _note(self, work: Callable[[], None]) -> None:
        """Write down how it went; where the database is away, the row is behind all the same."""
        with suppress(StorageAway, StaleCase):
            await self.runner.background(work)

    def _begin(self, lane: LaneId) -> _Turn | None:
        """Lease a lane with what is due in it; None: somebody else has it, or has carried it."""
        now = self.machine()
        with self.desk.store.begin() as uow:
            leased = uow.outbox.lease(lane, worker=self.worker, now=now, until=now + LEASE)
            if leased is None:
                return None
            work = uow.outbox.list_work(lane, now=now, business=self.business(), limit=ROWS)
            if not work:
                return None
            uow.commit()
            return _Turn(leased, work)

    def _release(self, lane: LaneId, next_at: datetime | None) -> None:
        with self.desk.store.begin() as uow:
            uow.outbox.release(lane, worker=self.worker, next_at=next_at)
            uow.commit()

    def _prepare(self, leased: Leased, item: Outgoing) -> Going | None:
        """Judge and draw; before a first sending, note that it is being sent."""
        if item.ref is not None:
            with self.desk.store.read() as uow:
                drawing = self._draw(uow, item)
                return None if drawing is None else Going(drawing)
        with self.desk.store.begin() as uow:
            if put_off(uow, self.desk.policy, item, now=self.business()):
                uow.commit()
                return None
            drawing = self._draw(uow, item)
            going = None
            if drawing is None:
                uow.outbox.withdraw(item)
            elif uow.outbox.sending(item, worker=self.worker, until=self._call_ends()):
                may_post = uow.lanes.get(leased.lane).stopped is None
                going = Going(drawing, _under(uow, leased.lane, item), may_post)
            uow.commit()
            return going

    def _call_ends(self) -> datetime:
        return self.machine() + timedelta(seconds=CALL)

    def _draw(self, uow: UnitOfWork, item: Outgoing) -> Drawing | None:
        try:
            return prepare(self.desk, uow, item, now=self.business())
        except Refusal as refused:
            raise NotDeliverable(refused.code) from refused

    def _sent(self, turn: _Turn, item: Outgoing, ref: str, drawing: Drawing) -> None:
        """Note it; with the last row of a lane goes the lane, so that nobody waits for it."""
        leased, is_last = turn.leased, item is turn.work[-1]
        gateway = self.gateways[leased.address.chat]
        checked = gateway.abilities.checks and item.kind in _TO_CHECK and not drawing.settled
        with self.desk.store.begin() as uow:
            uow.outbox.sent(
                item,
                ref=ref,
                shown=drawing.version,
                settled=drawing.settled,
                at=self.business(),
                check_at=self.machine() + CHECKED_EVERY if checked else None,
            )
            if item.kind == NoticeKind.BUNDLE:
                told = NoticeId(item.id)
                uow.notices.told_together(told, done=drawing.done, at=self.business())
            if is_last:
                uow.outbox.release(leased.lane, worker=self.worker, next_at=None)
            uow.commit()
        turn.is_given_back = is_last

    def _later(self, item: Outgoing, rest: timedelta, why: str, *, ours: bool = False) -> None:
        with self.desk.store.begin() as uow:
            uow.outbox.later(item, retry_at=self.machine() + rest, why=why, ours=ours)
            uow.commit()

    def _paced(self, leased: Leased, item: Outgoing, rest: timedelta) -> None:
        """It waits; where that has gone on for long, and not for the first time, it is told."""
        now = self.business()
        with self.desk.store.begin() as uow:
            uow.outbox.later(item, retry_at=self.machine() + rest, why="paced")
            if item.attempts and item.since is not None and now - item.since > LONG_PACED:
                tell_long_rest(uow, self.desk.policy, leased.address, now=now)
            uow.commit()

    def _bury(self, item: Outgoing, why: str) -> None:
        with self.desk.store.begin() as uow:
            give_up(self.desk, uow, item, why, now=self.business())
            uow.commit()

    def _gone(self, item: Outgoing, why: str) -> None:
        with self.desk.store.begin() as uow:
            note_gone(self.desk, uow, item, why, now=self.business())
            uow.commit()

    def _close(self, leased: Leased, item: Outgoing, why: str) -> None:
        """Nothing goes there until it is opened; the row is tried first thing then."""
        policy, now = self.desk.policy, self.business()
        with self.desk.store.begin() as uow:
            uow.outbox.later(item, retry_at=self.machine(), why=why)
            close_lane(uow, policy, leased.lane, why, reader=item.reader, now=now)
            uow.commit()

    def _unpinned(self, address: Address) -> None:
        with self.desk.store.begin() as uow:
            tell_unpinned(uow, self.desk.policy, address, now=self.business())
            uow.commit()

    def _fault(self, item: Outgoing, why: str) -> None:
        if item.faults + 1 >= MOST_FAULTS:
            self._bury(item, why)
        else:
            self._later(item, _rest(item.faults), why, ours=True)


async def _shown(
    gateway: Gateway,
    leased: Leased,
    item: Outgoing,
    going: Going,
    cards: Mapping[Audience, Card],
) -> str:
    """Post it, or redraw what stands there; after a crash that is looked up first. Its ref."""
    address, pressed = leased.address, item.pressed
    ref = item.ref
    if ref is None and item.sending:
        since = item.written_at - _SKEW if item.written_at is not None else None
        ref = await gateway.find(address, item.key, since=since)
    if ref is not None:
        # What was found was drawn in an earlier attempt, perhaps of an older truth.
        await gateway.redraw(address, ref, cards, pressed=pressed)
        return ref
    if not going.may_post:
        raise ChatAway(SHARED)
    return await gateway.post(address, item.key, cards, under=going.under, pressed=pressed)


def _under(uow: UnitOfWork, lane: LaneId, item: Outgoing) -> str | None:
    """Another copy of a case in the same conversation belongs with the first."""
    if item.row is not Row.CARD or item.kind != CardKind.CHANNEL or item.case is None:
        return None
    return uow.cards.find_oldest(item.case, lane)


def _rest(attempts: int) -> timedelta:
    """How long a failed row rests: 1 s, 2 s, 4 s … up to 5 minutes."""
    return min(timedelta(seconds=2 ** min(attempts, 12)), _LONGEST_REST)
