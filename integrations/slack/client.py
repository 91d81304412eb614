"""The one way to Slack's Web API: with the workspace's token, at its pace, in words of ours."""

from __future__ import annotations

import json
import logging
from collections.abc import Awaitable, Callable, Mapping
from typing import Any

import aiohttp
from slack_sdk.web.async_client import AsyncWebClient

from bot.domain.errors import Error
from bot.ports.chatting import ChatAway, ChatError, Paced
from integrations.slack.config import Secret, SlackConfig
from integrations.slack.errors import ENDED, Severed, translated
from integrations.slack.installs import Grant, Tokens
from integrations.slack.pacing import Pacer

Answer = Mapping[str, Any]
Trouble = Callable[[str, str], Awaitable[None]]
"""Told of a workspace and a code: its installation does not work."""

SECONDS = 10.0
"""That an answer may take."""
_CONNECT_SECONDS = 5.0

NOT_INSTALLED = "not_installed"

_log = logging.getLogger(__name__)
_silent = logging.getLogger(f"{__name__}.silent")
# The library would log bodies, and so customers' words, for any level that is not above DEBUG.
_silent.setLevel(logging.CRITICAL)


async def nobody(workspace: str, code: str) -> None:
    """Tells nobody of trouble."""


class SlackClient:
    """Calls methods. It never tries again by itself: whoever carries does."""

    def __init__(
        self, config: SlackConfig, tokens: Tokens, pacer: Pacer, trouble: Trouble = nobody
    ) -> None:
        """`trouble` hears of every installation that turns out not to work."""
        self._config = config
        self._tokens = tokens
        self._pacer = pacer
        self._trouble = trouble
        self._session: aiohttp.ClientSession | None = None

    async def call(
        self,
        workspace: str,
        method: str,
        *,
        pressed: bool = False,
        **arguments: Any,  # noqa: ANN401 - as Slack documents them
    ) -> Answer:
        """Slack's answer, which was ok. Raises a ChatError.

        `pressed`: a person waits for it. What is None is not sent.
        """
        grant = await self.grant(workspace)
        await self._paced(workspace, method, str(arguments.get("channel", "")), pressed=pressed)
        try:
            return await self.ask(grant.token, method, **arguments)
        except Paced as paced:
            await self._pacer.rest(workspace, method, paced.rest)
            raise
        except Severed as severed:
            await self._severed(grant, str(severed))
            raise

    async def ask(
        self,
        token: Secret | None,
        method: str,
        **arguments: Any,  # noqa: ANN401 - as Slack documents them
    ) -> Answer:
        """The same with a token in hand, or with none, and at no pace. Raises a ChatError."""
        client = self._client(token)
        given = {name: _written(one) for name, one in arguments.items() if one is not None}
        try:
            response = await client.api_call(method, data=given)
        except Exception as failure:
            # Not `from failure`: its message has the whole answer in it.
            raise translated(failure) from None
        data = response.data
        return data if isinstance(data, dict) else {}

    def web(self, token: Secret | None = None) -> AsyncWebClient:
        """The library's client as we set it up, for what Slack asks of its own OAuth."""
        return self._client(token)

    async def grant(self, workspace: str) -> Grant:
        """What is granted there. Raises Severed, and ChatAway while the database is."""
        try:
            grant = await self._tokens.of(workspace)
        except Error as failure:
            raise ChatAway("storage_away") from failure
        if grant is None:
            await self._trouble(workspace, NOT_INSTALLED)
            raise Severed(NOT_INSTALLED)
        return grant

    async def close(self) -> None:
        """Let go of the connections."""
        if self._session is not None:
            await self._session.close()
            self._session = None

    async def _paced(self, workspace: str, method: str, channel: str, *, pressed: bool) -> None:
        try:
            rest = await self._pacer.take(workspace, method, channel, pressed=pressed)
        except ChatError:
            raise
        except Error as failure:
            raise ChatAway("storage_away") from failure
        if rest:
            raise Paced(rest)

    async def _severed(self, grant: Grant, code: str) -> None:
        """Forget a token that is worth nothing, and tell somebody."""
        try:
            if code in ENDED:
                await self._tokens.end(grant, code)
            self._tokens.forget(grant.workspace)
            await self._trouble(grant.workspace, code)
        except Error:
            _log.warning("trouble in slack %s: %s; it could not be noted", grant.workspace, code)

    def _client(self, token: Secret | None) -> AsyncWebClient:
        return AsyncWebClient(
            token=token.reveal() if token is not None else None,
            base_url=self._config.api_url,
            timeout=int(SECONDS),
            session=self._opened(),
            logger=_silent,
            retry_handlers=[],
        )

    def _opened(self) -> aiohttp.ClientSession:
        """One session for all: connections are kept, cookies are not."""
        if self._session is None or self._session.closed:
            self._session = aiohttp.ClientSession(
                timeout=aiohttp.ClientTimeout(total=SECONDS, connect=_CONNECT_SECONDS),
                cookie_jar=aiohttp.DummyCookieJar(),
            )
        return self._session


def _written(value: Any) -> str:  # noqa: ANN401 - any argument that Slack takes
    """An argument as a form carries it: one way for reading and writing methods."""
    if isinstance(value, bool):
        return "true" if value else "false"
    return value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)
