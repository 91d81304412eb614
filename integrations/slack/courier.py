"""Private words to whoever pressed, to the address that Slack gave with the press."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping
from typing import Any
from urllib.parse import urlsplit

from aiohttp import ClientError, ClientSession, ClientTimeout

from bot.ports.chatting import ChatAway

_SECONDS = ClientTimeout(total=10)
_OURS = ".slack.com"
AGAIN = 1.0
"""Seconds after which a word is tried once more that Slack could not take."""
_DONE, _THEIR_FAULT = 200, 500
_PASSING = frozenset({429})


class Courier:
    """Posts to `response_url`s: of Slack itself, or of the local API that stands in for it."""

    def __init__(self, api_url: str) -> None:
        """`api_url` is where Slack's Web API is."""
        self._api = urlsplit(api_url).netloc
        self._host = urlsplit(api_url).hostname or ""
        self._session: ClientSession | None = None

    async def bring(self, url: str, message: Mapping[str, Any]) -> None:
        """Post a message there. Raises ChatAway."""
        if not self.may_go(url):
            raise ChatAway("response_url_elsewhere")
        status = await self._posted(url, message)
        if status in _PASSING or status >= _THEIR_FAULT:
            # Nobody else will say it: once more, as long as somebody looks.
            await asyncio.sleep(AGAIN)
            status = await self._posted(url, message)
        if status != _DONE:
            raise ChatAway(f"response_url_{status}")

    async def _posted(self, url: str, message: Mapping[str, Any]) -> int:
        if self._session is None:
            self._session = ClientSession(timeout=_SECONDS)
        try:
            async with self._session.post(url, json=dict(message)) as answer:
                return answer.status
        except (ClientError, TimeoutError) as error:
            raise ChatAway(f"response_url_{type(error).__name__}") from error

    def may_go(self, url: str) -> bool:
        """Whether an address is Slack's: no press makes us call anybody else."""
        parts = urlsplit(url)
        host = parts.hostname or ""
        if host == self._host and self._host in _LOOPBACK:
            return True  # a local API answers on any of its ports
        return parts.scheme == "https" and (host.endswith(_OURS) or parts.netloc == self._api)

    async def close(self) -> None:
        """Let go of the connections."""
        if self._session is not None:
            await self._session.close()


_LOOPBACK = frozenset({"127.0.0.1", "localhost", "::1"})
