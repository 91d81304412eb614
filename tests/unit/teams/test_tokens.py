"""Our own tokens: asked for off the event loop, once for a crowd, in time, and kept."""

from __future__ import annotations

import asyncio
import json
import threading
from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
import requests

from integrations.teams import tokens as tokens_module
from integrations.teams.config import AppType, Secret, TeamsConfig
from integrations.teams.errors import Failed
from integrations.teams.tokens import AFTER_FAILURE, EARLY, SECONDS, MicrosoftTokens, tokens_of

NOW = datetime(2026, 3, 17, 9, 5, tzinfo=UTC)
HOUR = timedelta(hours=1)


class Microsoft:
    """Answers as its token service does, and counts."""

    def __init__(self) -> None:
        self.asked = 0
        self.answer: Mapping[str, Any] | Exception = {"access_token": "one", "expires_in": 3600}
        self.threads: set[str] = set()
        self.go = threading.Event()
        self.go.set()

    def __call__(self) -> Mapping[str, Any]:
        self.asked += 1
        self.threads.add(threading.current_thread().name)
        self.go.wait(5)
        if isinstance(self.answer, Exception):
            raise self.answer
        return self.answer


class Clock:
    def __init__(self) -> None:
        self.now = NOW

    def __call__(self) -> datetime:
        return self.now


async def test_a_token_is_asked_for_once_for_a_crowd_in_a_thread_of_its_own() -> None:
    microsoft, clock = Microsoft(), Clock()
    tokens = MicrosoftTokens(microsoft, clock)

    found = await asyncio.gather(*(tokens.token() for _ in range(20)))
    again = await tokens.token()

    assert {one.reveal() for one in found} == {"one"} == {again.reveal()}
    assert microsoft.asked == 1
    assert all(name.startswith("teams-token") for name in microsoft.threads)
    await tokens.close()


async def test_a_token_is_asked_for_anew_before_it_ends_and_when_it_is_not_believed() -> None:
    microsoft, clock = Microsoft(), Clock()
    tokens = MicrosoftTokens(microsoft, clock)
    await tokens.token()

    clock.now = NOW + HOUR - EARLY - timedelta(seconds=1)
    await tokens.token()
    assert microsoft.asked == 1
    clock.now = NOW + HOUR - EARLY
    await tokens.token()
    assert microsoft.asked == 2
    tokens.forget()
    await tokens.token()
    assert microsoft.asked == 3
    await tokens.close()


@pytest.mark.parametrize(
    ("answer", "status", "code"),
    [
        ({"error": "invalid_client", "error_description": "words"}, 401, "invalid_client"),
        ({"error": "Words, with a secret"}, 401, "no_token"),
        ({}, 401, "no_token"),
        (requests.ConnectionError("https://host/?secret"), 0, "token_away"),
        (ValueError("tenant words"), 0, "token_away"),
    ],
)
async def test_what_goes_wrong_has_a_code_and_no_words(answer: Any, status: int, code: str) -> None:
    microsoft, clock = Microsoft(), Clock()
    microsoft.answer = answer
    tokens = MicrosoftTokens(microsoft, clock)

    with pytest.raises(Failed) as failed:
        await tokens.token()

    assert (failed.value.status, failed.value.code) == (status, code)
    assert "secret" not in f"{failed.value!r} {failed.value.__cause__!r}"
    await tokens.close()


async def test_after_a_failure_microsoft_is_left_alone_for_a_moment() -> None:
    microsoft, clock = Microsoft(), Clock()
    good, microsoft.answer = microsoft.answer, {"error": "temporarily_unavailable"}
    tokens = MicrosoftTokens(microsoft, clock)
    for _ in range(5):
        with pytest.raises(Failed):
            await tokens.token()
    assert microsoft.asked == 1

    microsoft.answer = good
    clock.now += AFTER_FAILURE
    assert (await tokens.token()).reveal() == "one"
    await tokens.close()


async def test_whoever_hangs_is_not_waited_for_and_blocks_nobody(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(tokens_module, "SECONDS", 0.1)
    microsoft = Microsoft()
    microsoft.go.clear()
    tokens = MicrosoftTokens(microsoft, Clock())
    asking = asyncio.create_task(tokens.token())
    for _ in range(5):
        await asyncio.sleep(0.005)
    assert not asking.done()

    with pytest.raises(Failed, match="token_timeout"):
        await asking
    microsoft.go.set()
    await tokens.close()


@pytest.mark.parametrize("kind", list(AppType))
async def test_nothing_is_asked_of_microsoft_before_somebody_needs_a_token(kind: AppType) -> None:
    config = TeamsConfig(
        app_id="22222222-2222-2222-2222-222222222222", password=Secret("x"), type=kind
    )

    tokens = tokens_of(config, Clock())

    await tokens.close()


class Wire:
    """In place of the network: what was asked, with how much patience; and Microsoft's answers."""

    def __init__(self) -> None:
        self.asked: list[tuple[str, Any, Any]] = []

    def request(
        self, session: requests.Session, method: str, url: str, **more: Any
    ) -> requests.Response:
        del session, method
        self.asked.append((url, more.get("data") or more.get("params"), more.get("timeout")))
        response = requests.Response()
        response.status_code = 200
        response.headers["Content-Type"] = "application/json"
        site = url.partition("/v2.0/")[0].partition("/oauth2/")[0]
        told = (
            {
                "issuer": f"{site}/v2.0",
                "authorization_endpoint": f"{site}/oauth2/v2.0/authorize",
                "token_endpoint": f"{site}/oauth2/v2.0/token",
            }
            if "openid-configuration" in url
            else {"access_token": "of Microsoft", "expires_in": "3599", "token_type": "Bearer"}
        )
        response._content = json.dumps(told).encode()
        return response


@pytest.mark.parametrize(
    ("kind", "authority"),
    [
        (AppType.SINGLE_TENANT, "https://login.microsoftonline.com/11111111"),
        (AppType.MULTI_TENANT, "https://login.microsoftonline.com/botframework.com"),
        (AppType.MANAGED_IDENTITY, "http://169.254.169.254/"),
    ],
)
async def test_microsoft_is_asked_as_it_wants_and_never_for_ever(
    kind: AppType, authority: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    wire = Wire()
    monkeypatch.setattr(
        requests.Session, "request", lambda *given, **more: wire.request(*given, **more)
    )
    config = TeamsConfig(
        app_id="22222222-2222-2222-2222-222222222222",
        password=Secret("the-password"),
        tenant="11111111-1111-1111-1111-111111111111",
        type=kind,
    )
    tokens = tokens_of(config, Clock())

    assert (await tokens.token()).reveal() == "of Microsoft"
    tokens.forget()
    await tokens.token()

    assert sum(1 for url, _, _ in wire.asked if "openid-configuration" not in url) == 2
    url, sent, _ = wire.asked[-1]
    assert url.startswith(authority)
    assert config.app_id in str(sent)
    assert ("the-password" in str(sent)) == (kind is not AppType.MANAGED_IDENTITY)
    assert all(patience is not None and patience <= SECONDS for _, _, patience in wire.asked)
    await tokens.close()
