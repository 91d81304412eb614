"""Every story as it really went rings the right alarm, in the right minute, in the local Slack."""

from __future__ import annotations

import pytest

from bot.ports.chatting import Gateway
from bot.ports.storing import Store
from integrations.slack.gateway import SlackGateway
from tests.as_it_went.chats import PEOPLE, Arrived, New, slack_client, words_of
from tests.as_it_went.player import judge, play
from tests.as_it_went.stories import STORIES
from tests.as_it_went.story import WIDE, Story
from tests.slack.server import (
    BOT_TOKEN,
    CLIENTS,
    EVERYBODY,
    TEAM,
    WEBCARE,
    SlackServer,
    a_user,
)

pytestmark = pytest.mark.timeout(120)

_PLACES = {"webcare": WEBCARE, "netwerk": CLIENTS, "iedereen": EVERYBODY}


class LocalSlack:
    """Slack's gateway before the Slack on this machine."""

    gateway: Gateway
    workspace = TEAM

    def __init__(self, store: Store, server: SlackServer) -> None:
        self._server = server
        self._client = slack_client(store, BOT_TOKEN, server.api_url)
        self.gateway = SlackGateway(self._client)
        self._new = New()

    @classmethod
    async def start(cls, store: Store) -> LocalSlack:
        """The company's workspace, with everybody of the stories in it."""
        server = await SlackServer().start()
        chat = cls(store, server)
        for person in PEOPLE:
            await server.set_user(**a_user(chat.person(person), person.capitalize()))
        return chat

    def person(self, key: str) -> str:
        return f"U0{key.upper()}"

    def channel(self, key: str) -> str:
        return _PLACES[key]

    async def arrived(self) -> list[Arrived]:
        found: list[Arrived] = []
        for person in PEOPLE:
            messages = await self._server.direct_messages(self.person(person))
            found += self._new.of(person, words_of(messages))
        everybody = await self._server.messages(self.channel(WIDE))
        return [*found, *self._new.of(WIDE, words_of(everybody))]

    async def close(self) -> None:
        await self._client.close()
        await self._server.stop()


@pytest.mark.parametrize("story", STORIES, ids=lambda story: story.key)
def test_what_rings_in_slack_is_what_must_ring_and_nothing_else(
    story: Story, sqlite_stored: str
) -> None:
    judge(story, play(story, sqlite_stored, LocalSlack.start))
