"""The chats under test, each with eyes: what can be read in a conversation, and how it is made."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from html.parser import HTMLParser
from itertools import count

from bot.ports.chatting import Gateway
from bot.ports.storing import Store
from integrations.console.gateway import ConsoleGateway
from storage.engine import open_store
from storage.migrate import migrate
from tests.fakes.board import BoardStore
from tests.fakes.runner import AtOnce

MORNING = datetime(2026, 3, 17, 9, 5, tzinfo=UTC)


@dataclass(frozen=True)
class Seen:
    """One message as a person sees it."""

    text: str
    """All that can be read."""
    marks: tuple[str, ...]
    """All that is more than text: tags, links, mentions, pictures."""


@dataclass(frozen=True)
class ChatUnderTest:
    """A gateway, and a way to look at what became of it."""

    gateway: Gateway
    look: Callable[[str, str], list[Seen]]
    """What stands in a conversation, for a reader of a language."""
    remove: Callable[[str], None]
    """Somebody takes a message away."""
    close: Callable[[], None] = lambda: None


class _Eyes(HTMLParser):
    """Reads HTML as a browser does."""

    def __init__(self, html: str) -> None:
        super().__init__(convert_charrefs=True)
        self.text, self.marks = "", list[str]()
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.marks.append(" ".join((tag, *(name for name, _ in attrs))))

    def handle_data(self, data: str) -> None:
        self.text += data

    def handle_comment(self, data: str) -> None:
        self.marks.append(f"comment {data}")


def console_in_memory(url: str) -> ChatUnderTest:
    """The console on the tests' own board."""
    del url  # it needs no database
    return _console(BoardStore())


def console_on_sqlite(url: str) -> ChatUnderTest:
    """The console on the real storage."""
    migrate(url)
    numbers = count(1)
    store = open_store(url, new_id=lambda: next(numbers))
    return _console(store, store.close)


CHATS = {"console": console_in_memory, "console on SQLite": console_on_sqlite}
"""Every chat that must give the same answers."""


def _console(store: Store, close: Callable[[], None] = lambda: None) -> ChatUnderTest:
    def look(conversation: str, language: str) -> list[Seen]:
        with store.read() as uow:
            pinned = uow.board.list_of(conversation, limit=10_000)
        eyes = [_Eyes(one.bodies[language]) for one in pinned]
        return [Seen(one.text, tuple(one.marks)) for one in eyes]

    def remove(ref: str) -> None:
        with store.begin() as uow:
            uow.board.remove(ref)
            uow.commit()

    return ChatUnderTest(ConsoleGateway(store, AtOnce(), lambda: MORNING), look, remove, close)
