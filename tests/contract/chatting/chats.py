"""The chats under test, each with eyes: what can be read in a conversation, and how it is made."""

from __future__ import annotations

import re
from collections.abc import Awaitable, Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from html.parser import HTMLParser
from itertools import count
from typing import Any

from bot.ports.chatting import Gateway
from bot.ports.storing import Address, Met, Store
from integrations.console.gateway import ConsoleGateway
from integrations.slack.client import SlackClient
from integrations.slack.config import Secret, SlackConfig
from integrations.slack.gateway import SlackGateway
from integrations.slack.installs import Tokens
from integrations.slack.pacing import Pacer
from integrations.teams.client import TeamsClient
from integrations.teams.config import TeamsConfig
from integrations.teams.connector import Connector
from integrations.teams.conversations import Conversations
from integrations.teams.gateway import TeamsGateway
from integrations.teams.pacing import Pacer as TeamsPacer
from storage.engine import open_store
from tests.fakes.board import BoardStore
from tests.fakes.runner import AtOnce
from tests.fakes.slack_api import TOKEN, FakeSlack
from tests.fakes.teams_connector import TENANT, FakeTeams
from tests.slack import eyes
from tests.teams import eyes as teams_eyes

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
    close: Callable[[], Awaitable[None]]
    workspace: str = "local"


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


async def console_in_memory(url: str) -> ChatUnderTest:
    """The console on the tests' own board."""
    del url  # it needs no database
    return _console(BoardStore())


async def console_on_sqlite(url: str) -> ChatUnderTest:
    """The console on the real storage."""
    numbers = count(1)
    store = open_store(url, new_id=lambda: next(numbers))
    return _console(store, store.close)


async def slack(url: str) -> ChatUnderTest:
    """Slack, as strict as its Web API is documented, never in a hurry."""
    store = open_store(url, new_id=count(1).__next__)
    fake = FakeSlack()
    await fake.start()
    for channel in ("channel:klanten", "channel:netwerk"):
        fake.add_channel(channel)
    config = SlackConfig(bot_token=Secret(TOKEN), api_url=fake.url)
    seconds = count(0, 10)

    def later() -> datetime:
        return MORNING + timedelta(seconds=next(seconds))

    client = SlackClient(
        config, Tokens(config, store, AtOnce(), later), Pacer(store, AtOnce(), later)
    )

    def look(conversation: str, language: str) -> list[Seen]:
        del language  # a posting is in one language
        return [_as_seen(one) for one in fake.channels[conversation].messages]

    def remove(ref: str) -> None:
        channel, _, ts = ref.rpartition(":")
        fake.channels[channel].messages.remove(fake.channels[channel].find(ts))

    async def close() -> None:
        await client.close()
        await fake.close()
        store.close()

    return ChatUnderTest(SlackGateway(client), look, remove, close)


async def teams(url: str) -> ChatUnderTest:
    """Teams, as strict as its connector is documented, never in a hurry."""
    store = open_store(url, new_id=count(1).__next__)
    minutes = count()

    def later() -> datetime:
        return MORNING + timedelta(minutes=next(minutes))

    fake = FakeTeams(later, token="")
    await fake.start()
    for channel in ("channel:klanten", "channel:netwerk"):
        fake.add_channel(channel)
    config = TeamsConfig(unauthenticated=True)
    connector = Connector(config, later)
    conversations = Conversations(store, AtOnce(), later)
    for channel in fake.conversations:
        await conversations.save(_heard(channel, fake.url))
    client = TeamsClient(
        config, connector, conversations, TeamsPacer(store, AtOnce(), later), later
    )

    def look(conversation: str, language: str) -> list[Seen]:
        del language  # a posting is in one language
        return [_as_read(one) for one in fake.in_channel(conversation)]

    async def close() -> None:
        await connector.close()
        await fake.close()
        store.close()

    return ChatUnderTest(TeamsGateway(client), look, fake.remove, close, TENANT)


CHATS = {
    "console": console_in_memory,
    "console on SQLite": console_on_sqlite,
    "slack": slack,
    "teams": teams,
}
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

    async def let_go() -> None:
        close()

    return ChatUnderTest(ConsoleGateway(store, AtOnce(), lambda: MORNING), look, remove, let_go)


def _heard(channel: str, url: str) -> Met:
    return Met(Address("teams", TENANT, channel), url, channel, "channel", MORNING)


def _as_read(message: Mapping[str, Any]) -> Seen:
    read = teams_eyes.read(message["attachments"][0]["content"])
    return Seen(read.text, read.marks)


# Everything that Slack would make of plain characters in a text that may have markup.
_MARKUP = re.compile(r"<[^>]*>|[*_~`]|^(?:>|&gt;)|:[\w+-]+:", re.MULTILINE)


def _as_seen(message: Mapping[str, Any]) -> Seen:
    shown = {"blocks": message["blocks"]}
    labels = eyes.pressable(shown)
    return Seen("\n".join([eyes.words(shown), *labels]), tuple(_marks(message["blocks"])))


def _marks(drawn: Any) -> Iterator[str]:
    """The kinds of everything in it, with their styles; markup where there may be some."""
    if isinstance(drawn, list):
        for one in drawn:
            yield from _marks(one)
    elif isinstance(drawn, dict):
        yield f"{drawn.get('type')} {drawn.get('style')}"
        if drawn.get("type") == "mrkdwn":
            yield from _MARKUP.findall(drawn["text"])
        for one in drawn.values():
            if isinstance(one, list | dict):
                yield from _marks(one)
