"""Our own tokens, with which we speak to Teams: asked of Microsoft off the event loop, and kept."""

from __future__ import annotations

import asyncio
import logging
import re
from collections.abc import Callable, Mapping
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime, timedelta
from functools import partial
from typing import Any, Protocol

import msal
import requests

from bot.domain.secret import Secret
from integrations.teams.config import AppType, TeamsConfig
from integrations.teams.errors import Failed

SCOPE = "https://api.botframework.com"
AUTHORITY = "https://login.microsoftonline.com/"
MANY = "botframework.com"
"""In whose name a bot of many tenants asks."""
SECONDS = 8.0
"""That asking may take in all; each request of it has half."""
EARLY = timedelta(minutes=5)
"""Before it ends a token is asked for anew."""
AFTER_FAILURE = timedelta(seconds=5)
_CODE = re.compile(r"[a-z0-9_]{1,60}")

log = logging.getLogger(__name__)

Ask = Callable[[], Mapping[str, Any]]
"""Asks Microsoft; its answer has `access_token` and `expires_in`, or `error`."""


class Tokens(Protocol):
    """Where a token comes from."""

    async def token(self) -> Secret:
        """One that counts for now. Raises Failed."""

    def forget(self) -> None:
        """Teams did not believe the last one."""


class MicrosoftTokens:
    """Tokens of the bot's registration, or of the machine's identity."""

    def __init__(self, ask: Ask, now: Callable[[], datetime]) -> None:
        """`ask` may wait; it is called in a thread of its own. `now` is machine time."""
        self._ask = ask
        self._now = now
        self._kept = Secret("")
        self._until: datetime | None = None
        self._failed: tuple[datetime, Failed] | None = None
        self._asking: asyncio.Task[Secret] | None = None
        self._thread = ThreadPoolExecutor(1, thread_name_prefix="teams-token")

    async def token(self) -> Secret:
        """One that counts for now; one request for all who wait. Raises Failed."""
        if self._until is not None and self._now() < self._until:
            return self._kept
        if self._failed is not None and self._now() - self._failed[0] < AFTER_FAILURE:
            raise self._failed[1]
        if self._asking is None:
            self._asking = asyncio.create_task(self._asked())
        return await asyncio.shield(self._asking)

    def forget(self) -> None:
        """Teams did not believe the last one."""
        self._until = None

    async def close(self) -> None:
        """Let go; a request that hangs is left behind."""
        if self._asking is not None:
            self._asking.cancel()
            await asyncio.gather(self._asking, return_exceptions=True)
        self._thread.shutdown(wait=False, cancel_futures=True)

    async def _asked(self) -> Secret:
        try:
            asked = asyncio.get_running_loop().run_in_executor(self._thread, self._answer)
            async with asyncio.timeout(SECONDS):
                self._kept, lasts = await asked
        except TimeoutError as late:
            raise self._noted(Failed(0, "token_timeout")) from late
        except Failed as failed:
            raise self._noted(failed) from None
        finally:
            self._asking = None
        self._until, self._failed = self._now() + lasts, None
        return self._kept

    def _noted(self, failed: Failed) -> Failed:
        self._failed = (self._now(), failed)
        log.warning("no token for Teams: %s", failed.code)
        return failed

    def _answer(self) -> tuple[Secret, timedelta]:
        try:
            answer = self._ask()
        except (requests.RequestException, OSError, ValueError, KeyError) as failure:
            # Not `from failure`: its message may have an address with words of ours in it.
            raise Failed(0, "token_away") from _named(failure)
        token = answer.get("access_token")
        if not isinstance(token, str) or not token:
            said = str(answer.get("error") or "")
            raise Failed(401, said if _CODE.fullmatch(said) else "no_token")
        lasts = timedelta(seconds=int(answer.get("expires_in") or 0)) - EARLY
        return Secret(token), max(lasts, timedelta(seconds=30))


def tokens_of(config: TeamsConfig, now: Callable[[], datetime]) -> MicrosoftTokens:
    """The tokens of a bot as it is configured; nothing is asked before somebody needs one."""
    managed = config.type is AppType.MANAGED_IDENTITY
    return MicrosoftTokens(partial(_managed if managed else _registered, config), now)


def _registered(config: TeamsConfig) -> Mapping[str, Any]:
    """Ask with the registration's password.

    With an app that knows nothing yet: we keep tokens ourselves, and want another if we ask.
    """
    many = config.type is AppType.MULTI_TENANT
    app = msal.ConfidentialClientApplication(
        config.app_id,
        client_credential=config.password.reveal(),
        authority=AUTHORITY + (MANY if many else config.tenant),
        timeout=SECONDS / 2,
    )
    answer: Mapping[str, Any] = app.acquire_token_for_client([f"{SCOPE}/.default"])
    return answer


def _managed(config: TeamsConfig) -> Mapping[str, Any]:
    """Ask the machine in Azure, which knows who we are."""
    identity = msal.UserAssignedManagedIdentity(client_id=config.app_id)
    client = msal.ManagedIdentityClient(identity, http_client=_InTime())
    answer: Mapping[str, Any] = client.acquire_token_for_client(resource=SCOPE)
    return answer


class _InTime(requests.Session):
    """A session that never waits for ever."""

    def request(self, method: Any, url: Any, **arguments: Any) -> requests.Response:  # type: ignore[override]  # noqa: ANN401 - as the library has it
        return super().request(method, url, **{"timeout": SECONDS / 2, **arguments})


def _named(failure: Exception) -> Exception:
    return Exception(type(failure).__name__)
