"""Whose signatures count: the public keys of Microsoft's tokens, fetched off the way and kept."""

from __future__ import annotations

import asyncio
import json
import logging
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Protocol

import aiohttp
from cryptography.hazmat.primitives.asymmetric.rsa import RSAPublicKey
from jwt import InvalidKeyError
from jwt.algorithms import RSAAlgorithm

from bot.domain.errors import Error
from integrations.teams.bodies import whole

METADATA_URL = "https://login.botframework.com/v1/.well-known/openidconfiguration"
"""Where the Bot Connector says which keys sign its tokens (Microsoft's documentation)."""
SECONDS = 2.0
"""That either fetch may take, and that anybody waits for both: an invoke has 5 seconds in all."""
FRESH = timedelta(days=1)
"""Keys older than this are fetched again, while the old ones still count."""
STALE = timedelta(days=5)
"""So long the old ones count where nobody answers."""
AGAIN = timedelta(minutes=5)
"""Between two fetches because of a key that nobody knows: anybody may name one."""
AFTER_FAILURE = timedelta(seconds=10)
_LARGEST = 2**20

log = logging.getLogger(__name__)


class KeysAway(Error):
    """Nobody says which keys count, so nothing can be believed now."""


@dataclass(frozen=True, slots=True)
class Key:
    """One public key, and the channels for which it may sign (none named: all)."""

    public: RSAPublicKey
    endorsements: tuple[str, ...] = ()


class Keys(Protocol):
    """Where keys come from."""

    async def find(self, key_id: str) -> Key | None:
        """The key of this id, if there is one. Raises KeysAway."""


class OpenIdKeys:
    """Keys as an OpenID metadata document leads to them."""

    def __init__(self, now: Callable[[], datetime], url: str = METADATA_URL) -> None:
        """`now` is machine time. Nothing is fetched before somebody asks."""
        self._now = now
        self._url = url
        self._keys: Mapping[str, Key] = {}
        self._fetched_at: datetime | None = None
        self._tried_at: datetime | None = None
        self._fetching: asyncio.Task[None] | None = None

    async def find(self, key_id: str) -> Key | None:
        """The key of this id, if there is one. Raises KeysAway.

        Whoever asks waits for a fetch only where nothing that is known would do.
        """
        age = self._age()
        if age is None or age > STALE:
            await self._fetched()
        elif age > FRESH and self._may_try(AFTER_FAILURE):
            self._begin()
        key = self._keys.get(key_id)
        if key is None and self._may_try(AGAIN):
            await self._fetched()
            key = self._keys.get(key_id)
        return key

    async def close(self) -> None:
        """Give up a fetch that is on its way."""
        if self._fetching is not None:
            self._fetching.cancel()
            await asyncio.gather(self._fetching, return_exceptions=True)

    def _age(self) -> timedelta | None:
        return None if self._fetched_at is None else self._now() - self._fetched_at

    def _may_try(self, rest: timedelta) -> bool:
        return self._tried_at is None or self._now() - self._tried_at >= rest

    async def _fetched(self) -> None:
        """Wait for a fetch, one for all who wait. Raises KeysAway where nothing is known then."""
        if self._fetching is not None or self._may_try(AFTER_FAILURE):
            # Whoever gives up waiting does not give up for the others.
            with suppress(TimeoutError):
                await asyncio.wait_for(asyncio.shield(self._begin()), SECONDS)
        age = self._age()
        if age is None or age > STALE:
            raise KeysAway("keys_away")

    def _begin(self) -> asyncio.Task[None]:
        if self._fetching is None:
            self._tried_at = self._now()
            self._fetching = asyncio.create_task(self._fetch())
        return self._fetching

    async def _fetch(self) -> None:
        try:
            self._keys = await _fetch(self._url)
            self._fetched_at = self._now()
        except (aiohttp.ClientError, OSError, ValueError, TypeError, KeyError) as failure:
            # TimeoutError is an OSError.
            log.warning("the keys of Microsoft's tokens cannot be had: %s", type(failure).__name__)
        finally:
            self._fetching = None


async def _fetch(url: str) -> Mapping[str, Key]:
    timeout = aiohttp.ClientTimeout(total=SECONDS)
    async with aiohttp.ClientSession(timeout=timeout, trust_env=True) as session:
        metadata = await _json(session, url)
        listed = (await _json(session, str(metadata["jwks_uri"])))["keys"]
    found = {one["kid"]: key for one in listed if (key := _key(one)) is not None}
    if not found:
        raise ValueError("no keys")
    return found


async def _json(session: aiohttp.ClientSession, url: str) -> Mapping[str, Any]:
    async with session.get(url, allow_redirects=False) as response:
        response.raise_for_status()
        body = await whole(response, _LARGEST)
    found = json.loads(body)
    if not isinstance(found, dict):
        raise TypeError("no object")
    return found


def _key(written: Mapping[str, Any]) -> Key | None:
    """One of them; None where it is of a kind that we do not take."""
    if written.get("kty") != "RSA" or not isinstance(written.get("kid"), str):
        return None
    try:
        public = RSAAlgorithm.from_jwk(dict(written))
    except (InvalidKeyError, ValueError):
        return None
    endorsed = tuple(str(one) for one in written.get("endorsements") or ())
    return Key(public, endorsed) if isinstance(public, RSAPublicKey) else None
