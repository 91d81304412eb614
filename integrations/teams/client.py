"""The one way out to Teams: to where a conversation is answered, at its pace, in words of ours."""

from __future__ import annotations

import logging
import random
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import partial
from typing import TypeVar

from bot.domain.employee import Account
from bot.domain.errors import Error
from bot.ports.chatting import ChatAway, ChatError, Closed, MessageGone, Paced
from bot.ports.storing import Address, Met
from integrations.teams.checking import Activity
from integrations.teams.config import TEAMS, TeamsConfig
from integrations.teams.connector import Answer, Connector, Page
from integrations.teams.conversations import (
    CHANNEL,
    PERSONAL,
    PRIVATE,
    Conversations,
    private,
)
from integrations.teams.errors import Failed, NotThere, Severed, translated, waits
from integrations.teams.pacing import Pacer

T = TypeVar("T")
Trouble = Callable[[str, str], Awaitable[None]]
"""Told of an organisation and a code: we cannot speak there."""

SERVICE_URL = "https://smba.trafficmanager.net/teams/"
"""Where organisations are answered that we did not hear of yet (Microsoft's documentation)."""
GONE_AFTER = timedelta(minutes=5)
"""So long a message is looked for that Teams says is not there: at times it says so wrongly."""
GONE_TIMES = 4
"""And so often at least."""
_LONGEST = timedelta(minutes=5)
_LONGEST_NAMED = timedelta(hours=1)
"""More rest than this is not believed."""
_MOST_REMEMBERED = 10_000
REF = "|"

log = logging.getLogger(__name__)


@dataclass(slots=True)
class _Missing:
    """A message that Teams says is not there."""

    since: datetime
    times: int = 0


async def nobody(workspace: str, code: str) -> None:
    """Tells nobody of trouble."""


class TeamsClient:
    """Sends, changes and asks. It never tries again by itself: whoever carries does."""

    def __init__(  # everything that it speaks with
        self,
        config: TeamsConfig,
        connector: Connector,
        conversations: Conversations,
        pacer: Pacer,
        now: Callable[[], datetime],
        trouble: Trouble = nobody,
        jitter: Callable[[], float] = random.random,
    ) -> None:
        """`now` is machine time; `trouble` hears when we cannot speak in an organisation.

        `jitter` gives numbers from 0 to 1, so that not everybody comes again at one moment.
        """
        self._config = config
        self._connector = connector
        self._conversations = conversations
        self._pacer = pacer
        self._now = now
        self._trouble = trouble
        self._jitter = jitter
        self._faults: dict[Address, int] = {}
        self._missing: dict[tuple[Address, str], _Missing] = {}

    async def post(self, address: Address, activity: Activity, *, pressed: bool = False) -> str:
        """Say something new: in a channel it begins a thread. Its ref. Raises a ChatError."""
        if _is_private(address):
            there = await self._personal(address, pressed=pressed)
            sent = await self._called(
                address,
                partial(self._connector.send, there.service_url, there.external_id, activity),
                pressed=pressed,
            )
            return _ref(there.external_id, sent)
        known = await self._known(address)
        url = await self._url(address.workspace, known)
        if known is not None and known.kind != CHANNEL:
            sent = await self._called(
                address,
                partial(self._connector.send, url, known.external_id, activity),
                pressed=pressed,
            )
            return _ref(known.external_id, sent)
        made = await self._called(
            address,
            partial(
                self._connector.create_thread,
                url,
                address.workspace,
                address.conversation,
                activity,
            ),
            pressed=pressed,
        )
        conversation, _, number = made.conversation.partition(";messageid=")
        return _ref(made.conversation or conversation, made.activity or number)

    async def redraw(
        self, address: Address, ref: str, activity: Activity, *, pressed: bool = False
    ) -> None:
        """Put something else in its place. Raises MessageGone once it is surely not there."""
        conversation, _, number = ref.rpartition(REF)
        url = await self._url(address.workspace, await self._known(address))
        try:
            await self._called(
                address,
                partial(self._connector.update, url, conversation, number, activity),
                pressed=pressed,
            )
        except NotThere as missing:
            raise self._judged(address, ref, missing) from None
        self._missing.pop((address, ref), None)

    async def say(self, account: Account, activity: Activity) -> None:
        """A word to somebody who waits for it, in their own chat with us. Raises a ChatError."""
        await self.post(private(account), activity, pressed=True)

    async def answer_in(self, address: Address, conversation: str, activity: Activity) -> None:
        """A word for everybody, in the thread where it was asked for. Raises a ChatError."""
        url = await self._url(address.workspace, await self._known(address))
        call = partial(self._connector.send, url, conversation, activity)
        await self._called(address, call, pressed=True)

    async def member(self, address: Address, member: str) -> Answer:
        """Somebody in a conversation, as Teams tells of them. Raises a ChatError, and NotThere."""
        known = await self._known(address)
        url = await self._url(address.workspace, known)
        conversation = known.external_id if known is not None else address.conversation
        return await self._called(
            address, partial(self._connector.member, url, conversation, member), pressed=True
        )

    async def members(self, met: Met, cursor: str = "") -> Page:
        """Some of those in a team or a chat. Raises a ChatError, and NotThere."""
        return await self._called(
            met.address,
            partial(self._connector.members, met.service_url, met.external_id, cursor),
            pressed=False,
        )

    async def _personal(self, address: Address, *, pressed: bool) -> Met:
        """Somebody's own conversation with us: the one that is known, else it is asked for."""
        known = await self._known(address)
        if known is not None:
            return known
        url = await self._url(address.workspace, None)
        person = address.conversation.removeprefix(PRIVATE)
        made = await self._called(
            address,
            partial(self._connector.create_personal, url, address.workspace, person),
            pressed=pressed,
        )
        met = Met(address, url, made.conversation, PERSONAL, self._now())
        await self._stored(self._conversations.save(met))
        return met

    async def _known(self, address: Address) -> Met | None:
        return await self._stored(self._conversations.find(address))

    async def _url(self, workspace: str, known: Met | None) -> str:
        """Where to call. Raises ChatAway where nobody told us yet."""
        if known is not None:
            return known.service_url
        found = await self._stored(self._conversations.service_url(workspace))
        if found is None and self._config.unauthenticated:
            raise ChatAway("no_service_url")
        return found or SERVICE_URL

    async def _called(
        self, address: Address, call: Callable[[], Awaitable[T]], *, pressed: bool
    ) -> T:
        """One call, if its pace allows it. Raises a ChatError."""
        rest = await self._stored(
            self._pacer.take(address.workspace, address.conversation, pressed=pressed)
        )
        if rest:
            raise Paced(rest)
        try:
            done = await call()
        except Failed as failed:
            raise await self._failed(address, failed) from None
        self._faults.pop(address, None)
        return done

    async def _failed(self, address: Address, failed: Failed) -> ChatError:
        """What it comes to; whoever must know of it is told."""
        # Another process may have heard since where it is answered.
        self._conversations.forget(address)
        if waits(failed):
            grown = self._growing(address)
            return Paced(min(max(grown, failed.rest or grown), _LONGEST_NAMED))
        error = translated(failed)
        if isinstance(error, Paced):
            error = Paced(error.rest * (1 + self._jitter() / 4))
            await self._noted(self._pacer.rest(address.workspace, address.conversation, error.rest))
        elif isinstance(error, Closed):
            await self._noted(self._conversations.block(address, str(error)))
        elif isinstance(error, Severed):
            await self._noted(self._trouble(address.workspace, "bad_credentials"))
        return error

    def _growing(self, address: Address) -> timedelta:
        """1 s, 2 s, 4 s … up to 5 minutes, each half to one and a half times so long."""
        if len(self._faults) >= _MOST_REMEMBERED:
            self._faults.clear()
        times = self._faults.get(address, 0)
        self._faults[address] = times + 1
        return min(timedelta(seconds=2 ** min(times, 12)), _LONGEST) * (0.5 + self._jitter())

    def _judged(self, address: Address, ref: str, missing: NotThere) -> ChatError:
        """Gone, once it was looked for often enough; until then just not found this time."""
        if len(self._missing) >= _MOST_REMEMBERED:
            self._missing.clear()
        known = self._missing.setdefault((address, ref), _Missing(self._now()))
        known.times += 1
        if known.times >= GONE_TIMES and self._now() - known.since >= GONE_AFTER:
            del self._missing[(address, ref)]
            return MessageGone(str(missing))
        return ChatAway("activity_not_found")

    async def _stored(self, asked: Awaitable[T]) -> T:
        """What the database says; nothing was asked of Teams while it is away."""
        try:
            return await asked
        except ChatError:
            raise
        except Error as failure:
            raise ChatAway("storage_away") from failure

    async def _noted(self, noting: Awaitable[object]) -> None:
        try:
            await noting
        except Error as failure:  # whoever asked knows all the same
            log.warning("%s: not noted (%s)", TEAMS, type(failure).__name__)


def _is_private(address: Address) -> bool:
    return address.conversation.startswith(PRIVATE)


def _ref(conversation: str, activity: str) -> str:
    """Where it stands. Raises ChatAway where Teams did not say."""
    if not conversation or not activity:
        raise ChatAway("no_activity_id")
    return f"{conversation}{REF}{activity}"
