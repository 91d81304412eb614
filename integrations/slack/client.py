"""The one way to Slack's Web API: with the workspace's token, at its pace, in words of ours."""

from __future__ import annotations

import json
import logging
from collections.abc import Awaitable, Callable, Collection, Mapping
from typing import Any, TypeVar

import aiohttp
from slack_sdk.web.async_client import AsyncWebClient

from bot.domain.errors import Error
from bot.ports.chatting import ChatAway, NotDeliverable, Paced
from integrations.slack.config import Secret, SlackConfig
from integrations.slack.errors import ENDED, Severed, told_as, translated
from integrations.slack.installs import Grant, Tokens
from integrations.slack.pacing import Pacer

T = TypeVar("T")
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
        self._home = ""
        self._session: aiohttp.ClientSession | None = None

    async def call(
        self,
        workspace: str,
        method: str,
        *,
        pressed: bool = False,
        spared: Collection[str] = (),
        **arguments: Any,  # noqa: ANN401 - as Slack documents them
    ) -> Answer:
        """Slack's answer, which was ok. Raises a ChatError.

        `pressed`: a person waits for it. `spared`: codes that mean only that this cannot be done
        (NotDeliverable), not that the installation does not work. What is None is not sent.
        """
        grant = await self.grant(workspace)
        await self._paced(workspace, method, str(arguments.get("channel", "")), pressed=pressed)
        try:
            return await self.ask(grant.token, method, **arguments)
        except Paced as paced:
            await self._rest(workspace, method, paced)
            raise
        except Severed as severed:
            if str(severed) in spared:
                raise NotDeliverable(str(severed)) from None
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

    async def exchange(self, **given: str) -> Answer:
        """A code or a refresh token for tokens (`oauth.v2.access`). Raises a ChatError."""
        # Not the library's own method: it uses what aiohttp is about to take away.
        return await self.ask(
            None,
            "oauth.v2.access",
            client_id=self._config.client_id,
            client_secret=self._config.client_secret.reveal(),
            **given,
        )

    async def grant(self, workspace: str) -> Grant:
        """What is granted there. Raises Severed, and ChatAway while the database is."""
        grant = await self._stored(self._tokens.of(workspace))
        if grant is None:
            await self._told(workspace, NOT_INSTALLED)
            raise Severed(NOT_INSTALLED)
        return grant

    async def workspaces(self) -> list[str]:
        """Every workspace and organisation in which we may speak. Raises a ChatError.

        With a token of ours only Slack knows which it is; it is asked once.
        """
        if not self._config.bot_token:
            return await self._stored(self._tokens.workspaces())
        if not self._home:
            told = await self.ask(self._config.bot_token, "auth.test")
            self._home = str(told.get("enterprise_id") or told.get("team_id") or "")
            whole = told.get("is_enterprise_install") is True
            self._tokens.introduce(str(told.get("user_id") or ""), whole=whole)
        return [self._home]

    async def is_ours(self, workspace: str) -> bool:
        """Whether it is one in which we are, or were, installed. Raises a ChatError."""
        if self._config.bot_token:
            return workspace in await self.workspaces()
        return await self._stored(self._tokens.knows(workspace))

    async def close(self) -> None:
        """Let go of the connections."""
        if self._session is not None:
            await self._session.close()
            self._session = None

    async def _paced(self, workspace: str, method: str, channel: str, *, pressed: bool) -> None:
        rest = await self._stored(self._pacer.take(workspace, method, channel, pressed=pressed))
        if rest:
            raise Paced(rest)

    async def _stored(self, asked: Awaitable[T]) -> T:
        """What the database says; nothing was asked of Slack while it is away."""
        try:
            return await asked
        except Error as failure:
            raise ChatAway("storage_away") from failure

    async def _rest(self, workspace: str, method: str, paced: Paced) -> None:
        try:
            await self._pacer.rest(workspace, method, paced.rest)
        except Error as failure:  # whoever asked rests all the same
            _log.warning("slack %s: a rest could not be noted (%s)", method, type(failure).__name__)

    async def _severed(self, grant: Grant, code: str) -> None:
        """Forget a token that is worth nothing, and tell somebody."""
        try:
            if code in ENDED:
                await self._tokens.end(grant, code)
        except Error as failure:
            _log.warning("slack %s: not noted (%s)", grant.workspace, type(failure).__name__)
        self._tokens.forget(grant.workspace)
        await self._told(grant.workspace, code)

    async def _told(self, workspace: str, code: str) -> None:
        try:
            await self._trouble(workspace, told_as(code))
        except Error:
            _log.warning("trouble in slack %s: %s; nobody could be told", workspace, code)

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
