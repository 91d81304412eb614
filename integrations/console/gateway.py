"""The console's way out: cards are drawn and kept on the board, which open pages watch."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import datetime

from bot.domain.view import Audience
from bot.ports.chatting import Abilities, Gateway, MessageGone
from bot.ports.running import Runner
from bot.ports.storing import Address, Store
from bot.presentation.card import Card
from integrations.console import render
from integrations.console.errors import as_chat_errors
from integrations.console.words import LANGUAGES


class ConsoleGateway(Gateway):
    """A chat whose server is our own database: it can be asked for everything, at any time."""

    chat = "console"
    abilities = Abilities(finds=True)

    def __init__(
        self,
        store: Store,
        runner: Runner,
        now: Callable[[], datetime],
        changed: Callable[[], None] = lambda: None,
    ) -> None:
        """`now` is business time; `changed` wakes the open pages, on the event loop."""
        self._store = store
        self._runner = runner
        self._now = now
        self._changed = changed

    def audiences(self, address: Address, audience: Audience) -> tuple[Audience, ...]:
        """One for each language: a visitor reads the one that is chosen on the page."""
        del address  # the same for all conversations
        return tuple(replace(audience, language=language) for language in LANGUAGES)

    async def post(
        self,
        address: Address,
        key: str,
        cards: Mapping[Audience, Card],
        *,
        under: str | None = None,
        pressed: bool = False,
    ) -> str:
        """Pin it; the ref. What was pinned under this key before stays the only one."""
        del under, pressed  # a board has no threads, and no limits
        bodies = _draw(cards)
        at = self._now()
        with as_chat_errors():
            ref = await self._runner.background(
                lambda: self._pin(address.conversation, key, bodies, at)
            )
        self._changed()
        return ref

    async def redraw(
        self, address: Address, ref: str, cards: Mapping[Audience, Card], *, pressed: bool = False
    ) -> None:
        """Change a pinned card in place. Raises MessageGone."""
        del address, pressed  # a ref is unique on the board
        bodies = _draw(cards)
        with as_chat_errors():
            there = await self._runner.background(lambda: self._replace(ref, bodies))
        if not there:
            raise MessageGone("console")
        self._changed()

    async def find(
        self, address: Address, key: str, *, since: datetime | None = None
    ) -> str | None:
        """The ref of what was pinned under this key."""
        del since  # the board finds a key at once, however old
        with as_chat_errors():
            return await self._runner.read(lambda: self._find(address.conversation, key))

    async def stands(self, address: Address, ref: str) -> bool:
        """Whether it is still pinned. Nobody takes anything off the board, so nobody asks."""
        del address
        with as_chat_errors():
            return await self._runner.read(lambda: self._has(ref))

    def _pin(self, conversation: str, key: str, bodies: Mapping[str, str], at: datetime) -> str:
        with self._store.begin() as uow:
            ref = uow.board.put(conversation, key, bodies, at=at)
            uow.commit()
        return ref

    def _replace(self, ref: str, bodies: Mapping[str, str]) -> bool:
        with self._store.begin() as uow:
            there = uow.board.replace(ref, bodies)
            uow.commit()
        return there

    def _find(self, conversation: str, key: str) -> str | None:
        with self._store.read() as uow:
            return uow.board.find(conversation, key)

    def _has(self, ref: str) -> bool:
        with self._store.read() as uow:
            return uow.board.has(ref)


def _draw(cards: Mapping[Audience, Card]) -> dict[str, str]:
    """The bodies by language."""
    return {
        audience.language: render.card(card, audience.language) for audience, card in cards.items()
    }
