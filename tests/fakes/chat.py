"""A chat in memory, which keeps what was posted and fails on command."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

from bot.domain.view import Audience
from bot.ports.chatting import Abilities, CannotPin, ChatError, MessageGone, Uneditable
from bot.ports.storing import Address
from bot.presentation.card import Card


@dataclass
class Message:
    """A posted message: where, and what it has shown, newest last."""

    address: Address
    key: str
    shown: list[Card] = field(default_factory=list)
    under: str | None = None
    pressed: bool = False
    pinned: int = 0
    """How often it was pinned."""

    @property
    def card(self) -> Card:
        """What it shows now."""
        return self.shown[-1]

    @property
    def text(self) -> str:
        """Everything that can be read on it, a line each."""
        lines = [self.card.title.plain, *(line.says.plain for line in self.card.lines)]
        for section in self.card.sections:
            lines += [section.title, *(line.says.plain for line in section.lines)]
        return "\n".join(lines)

    @property
    def labels(self) -> list[str]:
        """The labels of its buttons, the overflow's included."""
        return [button.label for button in (*self.card.buttons, *self.card.overflow)]


class FakeChat:
    """Implements the Gateway port."""

    abilities = Abilities(finds=True)

    def __init__(self, chat: str = "fake") -> None:
        self.chat = chat
        self.messages: dict[str, Message] = {}
        self.failures: list[ChatError] = []
        self.troubled: dict[str, ChatError] = {}
        """What every call about a conversation comes to."""
        self.too_old = False
        """Nothing that is posted takes a change any more: it is taken away instead."""
        self.pinless = False
        """Nothing may be pinned in it."""
        self.lost_answers = 0
        """So many of the next posts arrive, but their answer does not."""
        self.looked_since: list[datetime | None] = []
        """For each looking up, how far back."""
        self.calls = 0
        self.posted = 0

    def audiences(self, address: Address, audience: Audience) -> tuple[Audience, ...]:
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
        self._fail(address)
        self.posted += 1
        ref = f"{self.chat}-{self.posted}"
        self.messages[ref] = Message(address, key, [next(iter(cards.values()))], under, pressed)
        if self.lost_answers:
            self.lost_answers -= 1
            raise ConnectionResetError
        return ref

    async def redraw(
        self, address: Address, ref: str, cards: Mapping[Audience, Card], *, pressed: bool = False
    ) -> None:
        self._fail(address)
        if ref not in self.messages:
            raise MessageGone(ref)
        if self.too_old:
            del self.messages[ref]
            raise Uneditable(ref)
        self.messages[ref].pressed = pressed
        self.messages[ref].shown.append(next(iter(cards.values())))

    async def find(
        self, address: Address, key: str, *, since: datetime | None = None
    ) -> str | None:
        self._fail(address)
        self.looked_since.append(since)
        for ref, message in self.messages.items():
            if (message.address, message.key) == (address, key):
                return ref
        return None

    async def stands(self, address: Address, ref: str) -> bool:
        self._fail(address)
        return ref in self.messages

    async def pin(self, address: Address, ref: str) -> None:
        self._fail(address)
        if self.pinless:
            raise CannotPin("missing_scope")
        self.messages[ref].pinned += 1

    def in_conversation(self, conversation: str) -> list[Message]:
        """What stands in one conversation, oldest first."""
        return [one for one in self.messages.values() if one.address.conversation == conversation]

    def _fail(self, address: Address) -> None:
        self.calls += 1
        if address.conversation in self.troubled:
            raise self.troubled[address.conversation]
        if self.failures:
            raise self.failures.pop(0)
