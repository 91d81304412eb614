"""What the bot needs from a chat: post a card, redraw it, and ask whether it is there."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Protocol, runtime_checkable

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


class Uneditable(ChatError):
    """The message is there, but takes no change any more; the gateway took it away if it could.

    To be treated like one that is gone: whatever it shows stays as old as it is.
    """


class NotDeliverable(ChatError):
    """It can never be delivered like this: a person must look."""


class CannotPin(NotDeliverable):
    """It stands there, but may not be pinned: a person has to."""


class Closed(ChatError):
    """The conversation takes nothing: it is archived, or we are not in it. The code says which.

    Its rows wait until somebody opens it again; nothing is tried, and nothing is lost.
    """


@dataclass(frozen=True, slots=True)
class Abilities:
    """What a chat can do."""

    finds: bool
    """It can be asked for a message by key, so a crash neither loses nor doubles."""
    checks: bool = False
    """It can be asked whether a message still stands, so what was deleted is learned."""


class Gateway(Protocol):
    """The way out to one chat. Every method may raise a ChatError.

    `pressed`: a person just pressed for it and is waiting, so it may use what is kept of the
    allowance for that.
    """

    chat: str
    abilities: Abilities

    def audiences(self, address: Address, audience: Audience) -> tuple[Audience, ...]:
        """For whom one posting is drawn: mostly just `audience`."""

    async def post(
        self,
        address: Address,
        key: str,
        cards: Mapping[Audience, Card],
        *,
        under: str | None = None,
        pressed: bool = False,
    ) -> str:
        """Post it; the chat's ref.

        `under`: the ref of an older message on the same matter in this conversation. A chat with
        threads posts it there, for the whole conversation to see.
        """

    async def redraw(
        self, address: Address, ref: str, cards: Mapping[Audience, Card], *, pressed: bool = False
    ) -> None:
        """Change a posted card in place. Raises MessageGone, Uneditable."""

    async def find(
        self, address: Address, key: str, *, since: datetime | None = None
    ) -> str | None:
        """The ref of what was posted under this key, if it is there.

        `since`: it was not posted before this moment, so there is no need to look further back.
        """

    async def stands(self, address: Address, ref: str) -> bool:
        """Whether a posted message is still there; only asked where `abilities.checks`."""


@runtime_checkable
class Pinning(Protocol):
    """A gateway whose chat lets a bot keep a message in sight of a whole conversation."""

    async def pin(self, address: Address, ref: str) -> None:
        """Pin a posted message; twice is once. Raises CannotPin, and other ChatErrors."""
