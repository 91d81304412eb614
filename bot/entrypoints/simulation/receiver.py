"""The receiver: a chat that can be asked, and that remembers every posting with its moment."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Protocol

from bot.config import CONSOLE
from bot.domain.view import Audience
from bot.ports.chatting import Abilities, MessageGone
from bot.ports.storing import Address
from bot.presentation.card import Card


@dataclass(frozen=True, slots=True)
class Posting:
    """What came to a conversation, as whoever reads there sees it."""

    conversation: str
    key: str
    asks: tuple[str, ...]
    """What its buttons mean, encoded."""
    at: datetime


@dataclass(frozen=True, slots=True)
class Posted:
    """A line of the receiver's book: under which key something came, where, and when."""

    at: datetime
    conversation: str
    key: str


@dataclass(slots=True)
class Receiver:
    """Stands outside of every worker, and so survives them. Its book is a file."""

    book: Path
    at: datetime
    """Business time."""
    inbox: list[Posting] = field(default_factory=list)
    """What nobody has looked at yet."""
    posted: int = 0
    redrawn: int = 0
    found: int = 0
    """So often something was there already when a worker asked after a crash."""
    _refs: dict[int, int] = field(default_factory=dict)
    """By the digest of a key: which posting it was. Small, since it grows all year."""
    _lines: list[str] = field(default_factory=list)

    def post(self, conversation: str, key: str, asks: tuple[str, ...]) -> str:
        """It is there from now on, once more if it was there already: nothing is hidden here."""
        self.posted += 1
        self._refs.setdefault(hash((conversation, key)), self.posted)
        self._lines.append(f"{self.at.isoformat()}\t{conversation}\t{key}\n")
        if len(self._lines) >= 1000:
            self.flush()
        self.inbox.append(Posting(conversation, key, asks, self.at))
        return str(self.posted)

    def redraw(self, ref: str) -> bool:
        """Whether there is such a posting to be changed."""
        self.redrawn += 1
        return 0 < int(ref) <= self.posted

    def find(self, conversation: str, key: str) -> str | None:
        """The ref of what came under this key."""
        ref = self._refs.get(hash((conversation, key)))
        self.found += ref is not None
        return None if ref is None else str(ref)

    def flush(self) -> None:
        """Write the book up to now."""
        with self.book.open("a", encoding="utf-8") as file:
            file.writelines(self._lines)
        self._lines.clear()

    def read(self) -> Iterator[Posted]:
        """Everything that ever came."""
        self.flush()
        with self.book.open(encoding="utf-8") as file:
            for line in file:
                at, conversation, key = line.rstrip("\n").split("\t")
                yield Posted(datetime.fromisoformat(at), conversation, key)

    def take(self) -> list[Posting]:
        """What came since the last look."""
        seen, self.inbox = self.inbox, []
        return seen


class Line(Protocol):
    """The way from a worker to the receiver: in the same process, or over a connection."""

    def post(self, conversation: str, key: str, asks: tuple[str, ...]) -> str:
        """Post it; the ref."""

    def redraw(self, ref: str) -> bool:
        """Whether it was there."""

    def find(self, conversation: str, key: str) -> str | None:
        """The ref of a key."""


@dataclass(slots=True)
class ReceiverGateway:
    """Implements the Gateway port towards the receiver, in place of the console's own."""

    line: Line
    chat: str = CONSOLE
    abilities: Abilities = field(default_factory=lambda: Abilities(finds=True))

    def audiences(self, address: Address, audience: Audience) -> tuple[Audience, ...]:
        """Everything is drawn once."""
        del address
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
        """Post it."""
        del under, pressed
        return self.line.post(address.conversation, key, asked_by(cards.values()))

    async def redraw(
        self, address: Address, ref: str, cards: Mapping[Audience, Card], *, pressed: bool = False
    ) -> None:
        """Change it. Raises MessageGone."""
        del address, cards, pressed
        if not self.line.redraw(ref):
            raise MessageGone("gone")

    async def find(
        self, address: Address, key: str, *, since: datetime | None = None
    ) -> str | None:
        """What is there under a key."""
        del since
        return self.line.find(address.conversation, key)

    async def stands(self, address: Address, ref: str) -> bool:
        """Nobody takes anything away here."""
        del address, ref
        return True


def asked_by(cards: Iterable[Card]) -> tuple[str, ...]:
    """What the buttons of these cards mean, encoded."""
    buttons = (button for card in cards for button in (*card.buttons, *card.overflow))
    return tuple(one.intent.encode() for one in buttons if one.intent is not None)
