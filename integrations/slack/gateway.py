"""Slack's way out: a card is posted, redrawn, looked up by its key, and asked whether it stands."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

from bot.domain.view import Audience
from bot.ports.chatting import (
    Abilities,
    CannotPin,
    ChatAway,
    Gateway,
    MessageGone,
    NotDeliverable,
    Uneditable,
)
from bot.ports.storing import Address
from bot.presentation.card import Card
from integrations.slack.client import Answer, SlackClient
from integrations.slack.errors import TooLong, Unthreaded
from integrations.slack.installs import SLACK
from integrations.slack.render import Message, card

EVENT = "knuffel"
"""What our messages' metadata are called; whoever may read a message may read them."""
PAGES = 5
"""Of a conversation's history that are looked through for one message."""
_PAGE = 200
_BEFORE = timedelta(minutes=1)
"""Their clock and ours differ by less."""
_PRIVATE = "private:"
_PINNED = "already_pinned"
_UNSCOPED = frozenset({"missing_scope"})
"""Nothing else of the installation is wrong by this: whoever installed it left that scope out."""
_FEW_LINES = 6
"""What a card is cut to that Slack found too long."""


class SlackGateway(Gateway):
    """Posts to channels, and to people in private."""

    chat = SLACK
    abilities = Abilities(finds=True, checks=True)

    def __init__(self, client: SlackClient) -> None:
        """`client` paces and translates."""
        self._client = client

    def audiences(self, address: Address, audience: Audience) -> tuple[Audience, ...]:
        """One posting is for one audience."""
        del address  # the same for all conversations
        return (audience,)

    async def post(
        self,
        address: Address,
        key: str,
        cards: Mapping[Audience, Card],
        *,
        under: str | None = None,
        pressed: bool = False,
    ) -> str:
        """Post it; its ref. `under` makes it a reply in that thread which the channel sees too."""
        if under is not None:
            channel, ts = _placed(address, under)
            thread: dict[str, str | bool] = {"thread_ts": ts, "reply_broadcast": True}
            try:
                return await self._post(address, channel, key, cards, pressed=pressed, **thread)
            except Unthreaded:
                # It is seen all the same, beside the thread. What is half done uses what is kept,
                # or it would be refused there again and again.
                pressed = True
        return await self._post(address, _channel(address), key, cards, pressed=pressed)

    async def redraw(
        self, address: Address, ref: str, cards: Mapping[Audience, Card], *, pressed: bool = False
    ) -> None:
        """Change it in place. Raises MessageGone, and Uneditable after trying to take it away."""
        channel, ts = _placed(address, ref)
        try:
            await self._drawn(
                address,
                "chat.update",
                cards,
                pressed=pressed,
                channel=channel,
                ts=ts,
                parse="none",
            )
        except Uneditable:
            await self._take_away(address, channel, ts)
            raise

    async def find(
        self, address: Address, key: str, *, since: datetime | None = None
    ) -> str | None:
        """The ref of what was posted under this key, by the metadata of what stands there.

        What was posted into a thread stands in the conversation as well. Where there is more to
        look through than a few pages, it is not found: then it is older than we may know.
        """
        channel = await self._history_of(address)
        oldest = f"{(since - _BEFORE).timestamp():.6f}" if since is not None else None
        wanted, cursor = opaque(key), ""
        for _ in range(PAGES):
            answer = await self._client.call(
                address.workspace,
                "conversations.history",
                channel=channel,
                include_all_metadata=True,
                limit=str(_PAGE),
                cursor=cursor or None,
                oldest=oldest,
            )
            for message in answer.get("messages") or ():
                if _key_of(message) == wanted:
                    return f"{channel}:{message['ts']}"
            cursor = _next(answer)
            if not cursor:
                return None
        return None

    async def stands(self, address: Address, ref: str) -> bool:
        """Whether it is still there, as Slack's link to it says."""
        channel, ts = _placed(address, ref)
        try:
            await self._client.call(
                address.workspace, "chat.getPermalink", channel=channel, message_ts=ts
            )
        except MessageGone:
            return False
        return True

    async def pin(self, address: Address, ref: str) -> None:
        """Pin it for the whole channel. Raises CannotPin, also where the scope is missing."""
        channel, ts = _placed(address, ref)
        try:
            await self._client.call(
                address.workspace, "pins.add", spared=_UNSCOPED, channel=channel, timestamp=ts
            )
        except NotDeliverable as refused:
            if str(refused) != _PINNED:
                raise CannotPin(str(refused)) from None

    async def _post(
        self,
        address: Address,
        channel: str,
        key: str,
        cards: Mapping[Audience, Card],
        *,
        pressed: bool,
        **thread: str | bool,
    ) -> str:
        answer = await self._drawn(
            address,
            "chat.postMessage",
            cards,
            pressed=pressed,
            channel=channel,
            metadata={"event_type": EVENT, "event_payload": {"key": opaque(key)}},
            unfurl_links=False,
            unfurl_media=False,
            **thread,
        )
        return _ref(answer, channel)

    async def _drawn(
        self,
        address: Address,
        method: str,
        cards: Mapping[Audience, Card],
        *,
        pressed: bool,
        **arguments: Any,  # noqa: ANN401 - as Slack documents them
    ) -> Answer:
        """Send it as it is drawn; where Slack finds that too long, once more, shorter, at once."""
        audience, shown = next(iter(cards.items()))
        message = card(shown, audience.zone)
        try:
            return await self._sent(address, method, message, pressed=pressed, **arguments)
        except TooLong:
            shorter = card(_shortened(shown), audience.zone)
        return await self._sent(address, method, shorter, pressed=True, **arguments)

    async def _sent(
        self,
        address: Address,
        method: str,
        message: Message,
        *,
        pressed: bool,
        **arguments: Any,  # noqa: ANN401 - as Slack documents them
    ) -> Answer:
        return await self._client.call(
            address.workspace,
            method,
            pressed=pressed,
            text=message.text,
            blocks=message.blocks,
            **arguments,
        )

    async def _take_away(self, address: Address, channel: str, ts: str) -> None:
        """Nobody should read what can no longer be corrected; where that may not be, so be it."""
        try:
            await self._client.call(address.workspace, "chat.delete", channel=channel, ts=ts)
        except (MessageGone, Uneditable, NotDeliverable):
            return

    async def _history_of(self, address: Address) -> str:
        """The conversation to look through; one with a person has an id of its own."""
        if not address.conversation.startswith(_PRIVATE):
            return address.conversation
        answer = await self._client.call(
            address.workspace, "conversations.open", users=_channel(address)
        )
        return _id_of(answer.get("channel"))


def opaque(key: str) -> str:
    """A key as everybody may read it: always the same, and says nothing."""
    return hashlib.sha256(f"knuffel {key}".encode()).hexdigest()[:32]


def _channel(address: Address) -> str:
    """Where to post: a person's own id leads to their conversation with us."""
    return address.conversation.removeprefix(_PRIVATE)


def _placed(address: Address, ref: str) -> tuple[str, str]:
    """Where a message stands: a channel's id may have changed since, and its address with it."""
    channel, _, ts = ref.rpartition(":")
    return channel if address.conversation.startswith(_PRIVATE) else address.conversation, ts


def _ref(answer: Answer, asked: str) -> str:
    """Where it stands. Raises ChatAway where the answer does not say: it is looked up then."""
    ts = answer.get("ts")
    if not isinstance(ts, str) or not ts:
        raise ChatAway("no_ts")
    return f"{answer.get('channel') or asked}:{ts}"


def _id_of(channel: object) -> str:
    found = channel.get("id") if isinstance(channel, dict) else None
    if not isinstance(found, str):
        raise ChatAway("no_channel")
    return found


def _key_of(message: Mapping[str, Any]) -> str | None:
    metadata = message.get("metadata")
    if not isinstance(metadata, dict) or metadata.get("event_type") != EVENT:
        return None
    payload = metadata.get("event_payload")
    return payload.get("key") if isinstance(payload, dict) else None


def _next(answer: Answer) -> str:
    about = answer.get("response_metadata")
    return str(about.get("next_cursor") or "") if isinstance(about, dict) else ""


def _shortened(shown: Card) -> Card:
    """What matters most of it: its beginning, and everything that can be pressed."""
    return replace(shown, lines=shown.lines[:_FEW_LINES], sections=shown.sections[:1])
