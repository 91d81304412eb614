"""The chats in which a story is told: what a person gets there in private, as it arrives."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from datetime import UTC, datetime, timedelta
from html.parser import HTMLParser
from itertools import count
from typing import Any, NamedTuple, Protocol

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
from tests.as_it_went.story import WIDE
from tests.fakes.runner import AtOnce
from tests.fakes.slack_api import TEAM, TOKEN, FakeSlack
from tests.fakes.teams_connector import TENANT, FakeTeams
from tests.slack import eyes as slack_eyes
from tests.teams import eyes as teams_eyes

PEOPLE = ("amy", "sanne", "erik", "nicole", "ravi", "karin", "fatima", "dirk")
CHANNELS = ("webcare", "netwerk", WIDE)
READERS = (*PEOPLE, WIDE)
"""Where somebody looks: each private conversation, and the channel where everybody reads along."""
_MACHINE = datetime(2026, 11, 21, 11, 0, tzinfo=UTC)


class Arrived(NamedTuple):
    """A message as it was when it came, in somebody's private conversation or the channel."""

    to: str
    text: str


class Chat(Protocol):
    """A chat with the company in it."""

    gateway: Gateway
    workspace: str

    def person(self, key: str) -> str:
        """How the chat calls a colleague."""

    def channel(self, key: str) -> str:
        """How it calls a channel."""

    async def arrived(self) -> list[Arrived]:
        """What came since this was last asked, oldest first for each reader."""

    async def close(self) -> None:
        """Nobody needs it any more."""


class New:
    """Of what stands in conversations: what was not there before."""

    def __init__(self) -> None:
        self._seen: dict[str, int] = dict.fromkeys(READERS, 0)

    def of(self, reader: str, texts: list[str]) -> Iterator[Arrived]:
        """What is new of what a reader sees; nothing there ever goes away."""
        before, self._seen[reader] = self._seen[reader], len(texts)
        yield from (Arrived(reader, text) for text in texts[before:])


class Console:
    """The console on the real storage."""

    gateway: Gateway
    workspace = "local"

    def __init__(self, store: Store) -> None:
        self.gateway = ConsoleGateway(store, AtOnce(), lambda: _MACHINE)
        self._store = store
        self._new = New()

    @classmethod
    async def start(cls, store: Store) -> Console:
        """It is always there."""
        return cls(store)

    def person(self, key: str) -> str:
        return key

    def channel(self, key: str) -> str:
        return f"channel:{key}"

    async def arrived(self) -> list[Arrived]:
        return [one for who in READERS for one in self._new.of(who, self._seen_by(who))]

    async def close(self) -> None:
        """There is nothing to close."""

    def _seen_by(self, reader: str) -> list[str]:
        place = self.channel(reader) if reader == WIDE else f"private:{reader}"
        with self._store.read() as uow:
            pinned = uow.board.list_of(place, limit=10_000)
        return [_read(one.bodies["nl"]) for one in pinned]


class Slack:
    """Slack's gateway before a Web API in this process."""

    gateway: Gateway
    workspace = TEAM

    def __init__(self, store: Store, fake: FakeSlack) -> None:
        self._fake = fake
        self._client = slack_client(store, TOKEN, fake.url)
        self.gateway = SlackGateway(self._client)
        self._new = New()

    @classmethod
    async def start(cls, store: Store) -> Slack:
        """A workspace with everybody in it."""
        fake = FakeSlack()
        await fake.start()
        chat = cls(store, fake)
        for person in PEOPLE:
            fake.add_user(chat.person(person))
        for channel in CHANNELS:
            fake.add_channel(chat.channel(channel))
        return chat

    def person(self, key: str) -> str:
        return f"U0{key.upper()}"

    def channel(self, key: str) -> str:
        return f"C0{key.upper()}"

    async def arrived(self) -> list[Arrived]:
        return [one for who in READERS for one in self._new.of(who, self._seen_by(who))]

    async def close(self) -> None:
        await self._client.close()
        await self._fake.close()

    def _seen_by(self, reader: str) -> list[str]:
        if reader == WIDE:
            return words_of(self._fake.channels[self.channel(reader)].messages)
        return words_of(self._fake.in_private(self.person(reader)))


class Teams:
    """Teams' gateway before a Bot Connector in this process."""

    gateway: Gateway
    workspace = TENANT

    def __init__(self, store: Store, fake: FakeTeams, later: Callable[[], datetime]) -> None:
        self._fake = fake
        self._connector = Connector(TeamsConfig(unauthenticated=True), later)
        self.conversations = Conversations(store, AtOnce(), later)
        self.gateway = TeamsGateway(
            TeamsClient(
                TeamsConfig(unauthenticated=True),
                self._connector,
                self.conversations,
                TeamsPacer(store, AtOnce(), later),
                later,
            )
        )
        self._new = New()

    @classmethod
    async def start(cls, store: Store) -> Teams:
        """An organisation with everybody in it, which let the bot into its channels."""
        later = unhurried()
        fake = FakeTeams(later, token="")
        await fake.start()
        chat = cls(store, fake, later)
        for person in PEOPLE:
            fake.add_person(chat.person(person))
        for key in CHANNELS:
            channel = chat.channel(key)
            fake.add_channel(channel)
            met = Met(Address("teams", TENANT, channel), fake.url, channel, "channel", _MACHINE)
            await chat.conversations.save(met)
        return chat

    def person(self, key: str) -> str:
        return f"0a1b2c3d-0000-4000-8000-{PEOPLE.index(key):012d}"

    def channel(self, key: str) -> str:
        return f"19:{key}@thread.tacv2"

    async def arrived(self) -> list[Arrived]:
        return [one for who in READERS for one in self._new.of(who, self._seen_by(who))]

    async def close(self) -> None:
        await self.conversations.close()
        await self._connector.close()
        await self._fake.close()

    def _seen_by(self, reader: str) -> list[str]:
        if reader == WIDE:
            messages = self._fake.in_channel(self.channel(reader))
        else:
            messages = self._fake.in_private(self.person(reader))
        return [teams_eyes.read(one["attachments"][0]["content"]).text for one in messages]


def slack_client(store: Store, token: str, url: str) -> SlackClient:
    """The way out to a Slack at this address, never in a hurry."""
    config, later = SlackConfig(bot_token=Secret(token), api_url=url), unhurried()
    return SlackClient(
        config, Tokens(config, store, AtOnce(), later), Pacer(store, AtOnce(), later)
    )


def words_of(messages: list[dict[str, Any]] | list[Mapping[str, Any]]) -> list[str]:
    """What a person reads in these messages of Slack's."""
    return [slack_eyes.words(one) for one in messages]


def unhurried() -> Callable[[], datetime]:
    """A machine's clock on which nothing ever comes too fast: a minute passes with each look."""
    minutes = count()
    return lambda: _MACHINE + timedelta(minutes=next(minutes))


class _Words(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.parts: list[str] = []

    def handle_data(self, data: str) -> None:
        self.parts.append(data)


def _read(html: str) -> str:
    """What a browser shows of it."""
    words = _Words()
    words.feed(html)
    words.close()
    return "".join(words.parts)
