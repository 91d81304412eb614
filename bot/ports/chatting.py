"""What the bot needs from a chat: post a card, redraw it, and ask whether it is there."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta
from typing import Protocol

from bot.domain.errors import Error
from bot.domain.view import Audience
from bot.ports.storing import Address
from bot.presentation.card import Card


class ChatError(Error):
    """The chat did not do it. The message is a code of ours: no words, no tokens."""


class Paced(ChatError):
    """The chat asks for rest."""

    def __init__(self, rest: timedelta) -> None:
        """`rest` is how long, as the chat said or as we know its limits."""
        super().__init__("paced")
        self.rest = rest


class ChatAway(ChatError):
    """No answer, or a failure on their side: to be tried again, and looked up first."""


class MessageGone(ChatError):
    """The message that was to be redrawn is not there any more."""


class NotDeliverable(ChatError):
    """It can never be delivered like this: a person must look."""


@dataclass(frozen=True, slots=True)
class Abilities:
    """What a chat can do."""

    finds: bool
    """It can be asked for a message by key, so a crash neither loses nor doubles."""


class Gateway(Protocol):
    """The way out to one chat. Every method may raise a ChatError."""

    chat: str
    abilities: Abilities

    def audiences(self, address: Address, audience: Audience) -> tuple[Audience, ...]:
        """For whom one posting is drawn: mostly just `audience`."""

    async def post(self, address: Address, key: str, cards: Mapping[Audience, Card]) -> str:
        """Post it; the chat's ref."""

    async def redraw(self, address: Address, ref: str, cards: Mapping[Audience, Card]) -> None:
        """Change a posted card in place. Raises MessageGone."""

    async def find(self, address: Address, key: str) -> str | None:
        """The ref of what was posted under this key, if it is there."""
