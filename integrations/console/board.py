"""What stands on the board, read for the page: off the event loop, in one snapshot."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from bot.ports.running import Runner
from bot.ports.storing import LASTING, Pinned, Store, UnitOfWork
from integrations.console import limits
from integrations.console.view import Shown


@dataclass(frozen=True, slots=True)
class Glance:
    """The board as it is at one moment."""

    mark: int
    cards: tuple[Pinned, ...]
    """Of the conversation that was asked for."""
    counts: Mapping[str, int]
    """Cards by conversation, as far as they are shown."""


@dataclass(frozen=True, slots=True)
class News:
    """What changed since a mark."""

    mark: int
    changed: tuple[Pinned, ...]
    counts: Mapping[str, int]
    """Of the conversations in which something changed."""
    whole: bool = True
    """False: too much to tell one by one."""


class BoardReader:
    """Reads the board."""

    def __init__(self, store: Store, runner: Runner) -> None:
        """`runner` has the threads."""
        self._store = store
        self._runner = runner

    async def mark(self) -> int:
        """The newest change."""
        return await self._runner.read(self._mark)

    async def glance(self, conversation: str, counted: Iterable[str]) -> Glance:
        """The cards of one conversation (none for an empty name), and how many others have."""
        wanted = tuple(counted)
        return await self._runner.read(lambda: self._glance(conversation, wanted))

    async def since(self, mark: int, visible: frozenset[str]) -> News:
        """What changed in these conversations."""
        return await self._runner.read(lambda: self._since(mark, visible))

    def _mark(self) -> int:
        with self._store.read() as uow:
            return uow.board.mark()

    def _glance(self, conversation: str, counted: tuple[str, ...]) -> Glance:
        with self._store.read() as uow:
            mark = uow.board.mark()
            cards = uow.board.list_of(conversation, limit=limits.SHOWN) if conversation else ()
            return Glance(mark, tuple(cards), _counts(uow, counted))

    def _since(self, since: int, visible: frozenset[str]) -> News:
        with self._store.read() as uow:
            mark = uow.board.mark()
            if not 0 <= mark - since <= limits.CATCH_UP:
                return News(mark, (), {}, whole=False)
            if mark == since:
                return News(mark, (), {})
            rows = [row for row in uow.board.list_since(since) if row.conversation in visible]
            return News(mark, tuple(rows), _counts(uow, {row.conversation for row in rows}))


def shown(pinned: Pinned, language: str) -> Shown:
    """A card as a reader of a language sees it; in another one rather than not at all."""
    body = pinned.bodies.get(language) or next(iter(pinned.bodies.values()), "")
    return Shown(pinned.ref, body, pinned.posted_at)


def told(count: int) -> str:
    """A number of cards in the list at the side; nothing for none."""
    return f"{limits.SHOWN - 1}+" if count >= limits.SHOWN else str(count or "")


def _counts(uow: UnitOfWork, conversations: Iterable[str]) -> dict[str, int]:
    return {one: _count(uow, one) for one in conversations}


def _count(uow: UnitOfWork, conversation: str) -> int:
    """What says what this is, is always there: it is no news."""
    shown = uow.board.list_of(conversation, limit=limits.SHOWN)
    return sum(not one.key.startswith(LASTING) for one in shown)
