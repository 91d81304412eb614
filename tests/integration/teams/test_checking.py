"""Who is believed: tokens as Microsoft makes them, against a key server on loopback."""

from __future__ import annotations

import asyncio
import base64
import hashlib
import hmac
import json
from collections.abc import AsyncIterator, Mapping
from datetime import datetime, timedelta
from typing import Any

import pytest

from integrations.teams import keys as keys_module
from integrations.teams.config import TeamsConfig
from integrations.teams.connector import Connector
from integrations.teams.errors import NotOurs
from integrations.teams.keys import AGAIN, FRESH, STALE, OpenIdKeys
from tests.fakes.teams_connector import APP, TENANT
from tests.integration.teams.key_server import (
    KEY_ID,
    MINUTE,
    NOW,
    OTHER_KEY,
    PUBLIC_PEM,
    SERVICE_URL,
    KeyServer,
    token,
)

OTHER = "99999999-9999-9999-9999-999999999999"
CONFIG = TeamsConfig(app_id=APP, tenant=TENANT, tenants=(TENANT,))
ACTIVITY: Mapping[str, Any] = {
    "type": "invoke",
    "id": "1",
    "channelId": "msteams",
    "serviceUrl": SERVICE_URL,
    "conversation": {"id": "a:1", "conversationType": "personal", "tenantId": TENANT},
    "from": {"id": "29:1", "aadObjectId": "erik"},
}


class Clock:
    def __init__(self) -> None:
        self.now = NOW

    def __call__(self) -> datetime:
        return self.now


@pytest.fixture
async def server() -> AsyncIterator[KeyServer]:
    async with KeyServer() as made:
        yield made


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
async def connector(server: KeyServer, clock: Clock) -> AsyncIterator[Connector]:
    keys = OpenIdKeys(clock, server.url)
    made = Connector(CONFIG, clock, keys=keys, tokens=None)
    yield made
    await made.close()
    await keys.close()


async def turned_away(
    connector: Connector, authorization: str, activity: Mapping[str, Any] = ACTIVITY
) -> int:
    handled: list[object] = []

    async def handle(one: Mapping[str, Any]) -> None:
        handled.append(one)

    with pytest.raises(NotOurs) as refused:
        await connector.turn(authorization, activity, handle)
    assert handled == []
    return refused.value.status


async def test_a_valid_token_is_believed_and_the_answer_comes_back(connector: Connector) -> None:
    async def handle(one: Mapping[str, Any]) -> Mapping[str, Any]:
        return {"statusCode": 200, "heard": one["id"]}

    answer = await connector.turn(f"Bearer {token()}", ACTIVITY, handle)

    assert answer == (200, {"statusCode": 200, "heard": "1"})
    verified = await connector.verify(f"bearer {token()}", ACTIVITY)
    assert (verified.service_url, verified.tenant) == (SERVICE_URL, TENANT)


async def test_a_message_needs_no_answer(connector: Connector) -> None:
    async def handle(_: Mapping[str, Any]) -> Mapping[str, Any]:
        return {"unasked": True}

    told = {**ACTIVITY, "type": "message"}

    assert await connector.turn(f"Bearer {token()}", told, handle) == (200, None)


def unsigned(head: Mapping[str, Any], secret: bytes = b"") -> str:
    """A token put together by hand, as the library would not make it."""
    claims = json.loads(base64.urlsafe_b64decode(token().split(".")[1] + "=="))

    def part(said: bytes) -> str:
        return base64.urlsafe_b64encode(said).rstrip(b"=").decode()

    body = f"{part(json.dumps(head).encode())}.{part(json.dumps(claims).encode())}"
    signed = hmac.new(secret, body.encode(), hashlib.sha256).digest() if secret else b""
    return f"{body}.{part(signed)}"


HEAD = {"typ": "JWT", "kid": KEY_ID}
HOUR = 60 * MINUTE
WRONG = {
    "nothing": "",
    "garbage": "Bearer garbage",
    "garbage with dots": "Bearer a.b.c",
    "another scheme": f"Basic {token()}",
    "no scheme": token(),
    "not text": "Bearer \x00\udcff.é.ü",
    "expired": f"Bearer {token(exp=int((NOW - 6 * MINUTE).timestamp()))}",
    "long expired": f"Bearer {token(exp=1)}",
    "not yet valid": f"Bearer {token(nbf=int((NOW + 6 * MINUTE).timestamp()))}",
    "without an end": f"Bearer {token(exp=None)}",
    "an end that is no number": f"Bearer {token(exp='tomorrow')}",
    "for another bot": f"Bearer {token(aud=OTHER)}",
    "for nobody": f"Bearer {token(aud=None)}",
    "of another issuer": f"Bearer {token(iss='https://sts.windows.net/x/')}",
    "of nobody": f"Bearer {token(iss=None)}",
    "of another service": f"Bearer {token(serviceurl='https://evil.example/')}",
    "of no service": f"Bearer {token(serviceurl=None)}",
    "signed by another": f"Bearer {token(OTHER_KEY)}",
    "of a key that nobody knows": f"Bearer {token(OTHER_KEY, kid='key-9')}",
    "of no key": f"Bearer {token(kid=None)}",
    "another algorithm": f"Bearer {token(algorithm='RS512')}",
    "algorithm none": f"Bearer {unsigned({**HEAD, 'alg': 'none'})}",
    "HS256 with the public key": f"Bearer {unsigned({**HEAD, 'alg': 'HS256'}, PUBLIC_PEM)}",
    "RS256 with no signature": f"Bearer {unsigned({**HEAD, 'alg': 'RS256'})}",
    "a key of another kind": f"Bearer {token(kid='curve')}",
}


@pytest.mark.parametrize("authorization", WRONG.values(), ids=WRONG)
async def test_whoever_nobody_vouches_for_is_turned_away(
    connector: Connector, authorization: str
) -> None:
    assert await turned_away(connector, authorization) == 401


@pytest.mark.parametrize(
    "claims",
    [
        {"exp": int((NOW - 4 * MINUTE).timestamp())},
        {"nbf": int((NOW + 4 * MINUTE).timestamp())},
        {"nbf": None},
    ],
)
async def test_clocks_may_differ_a_little(connector: Connector, claims: dict[str, Any]) -> None:
    assert (await connector.verify(f"Bearer {token(**claims)}", ACTIVITY)).tenant == TENANT


async def test_a_token_ends_by_our_own_clock(connector: Connector, clock: Clock) -> None:
    clock.now = NOW + 2 * HOUR

    assert await turned_away(connector, f"Bearer {token()}") == 401


@pytest.mark.parametrize(
    "change",
    [
        {"type": None},
        {"type": 7},
        {"serviceUrl": None},
        {"serviceUrl": "file:///etc/passwd"},
        {"serviceUrl": "https://{conversationId}/"},
        {"conversation": None},
        {"conversation": {"id": 7}},
        {"conversation": "a:1"},
    ],
)
async def test_what_has_not_the_shape_of_an_activity_is_malformed(
    connector: Connector, change: dict[str, Any]
) -> None:
    assert await turned_away(connector, f"Bearer {token()}", {**ACTIVITY, **change}) == 400


@pytest.mark.parametrize(
    "change",
    [
        {"conversation": {"id": "a:1", "tenantId": OTHER}},
        {"conversation": {"id": "a:1"}, "channelData": {"tenant": {"id": OTHER}}},
        {"conversation": {"id": "a:1"}},
        {"channelId": "webchat"},
    ],
)
async def test_other_organisations_and_channels_are_turned_away(
    connector: Connector, change: dict[str, Any]
) -> None:
    assert await turned_away(connector, f"Bearer {token()}", {**ACTIVITY, **change}) == 403


async def test_the_organisation_may_stand_beside_the_conversation(connector: Connector) -> None:
    told = {**ACTIVITY, "conversation": {"id": "a:1"}, "channelData": {"tenant": {"id": TENANT}}}

    assert (await connector.verify(f"Bearer {token()}", told)).tenant == TENANT


async def test_a_key_of_another_channel_does_not_count(
    connector: Connector, server: KeyServer
) -> None:
    server.endorsements = ["webchat"]

    assert await turned_away(connector, f"Bearer {token()}") == 401


# --- the key server ------------------------------------------------------------------------------


async def test_keys_are_fetched_once_for_a_crowd(connector: Connector, server: KeyServer) -> None:
    server.delay = 0.05

    await asyncio.gather(*(connector.verify(f"Bearer {token()}", ACTIVITY) for _ in range(50)))

    assert server.asked == 1


async def test_however_many_keys_there_are_all_of_them_count(
    connector: Connector, server: KeyServer
) -> None:
    server.keys = {f"other-{number}": OTHER_KEY for number in range(400)} | server.keys

    assert (await connector.verify(f"Bearer {token()}", ACTIVITY)).tenant == TENANT


async def test_a_new_key_is_fetched_at_once_and_unknown_ones_seldom(
    connector: Connector, server: KeyServer, clock: Clock
) -> None:
    await connector.verify(f"Bearer {token()}", ACTIVITY)
    clock.now += AGAIN
    server.keys["key-2"] = OTHER_KEY

    await connector.verify(f"Bearer {token(OTHER_KEY, kid='key-2')}", ACTIVITY)
    for number in range(20):
        await turned_away(connector, f"Bearer {token(OTHER_KEY, kid=f'made-up-{number}')}")

    assert server.asked == 2


async def test_without_keys_nobody_is_believed_and_it_says_later(
    connector: Connector, server: KeyServer, clock: Clock
) -> None:
    server.status = 500

    assert await turned_away(connector, f"Bearer {token()}") == 503
    assert await turned_away(connector, f"Bearer {token()}") == 503
    assert server.asked == 1
    server.status = 200
    clock.now += timedelta(seconds=10)
    assert (await connector.verify(f"Bearer {token()}", ACTIVITY)).tenant == TENANT


@pytest.mark.parametrize("body", ["no json", "[]", "{}", '{"jwks_uri": "http://127.0.0.1:1/x"}'])
async def test_a_key_server_that_talks_nonsense_is_a_key_server_that_is_down(
    connector: Connector, server: KeyServer, body: str
) -> None:
    server.body = body

    assert await turned_away(connector, f"Bearer {token()}") == 503


async def test_a_slow_key_server_is_not_waited_for_and_blocks_nobody(
    connector: Connector, server: KeyServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(keys_module, "SECONDS", 0.2)
    server.delay = 5.0
    turns = 0

    async def count() -> None:
        nonlocal turns
        while True:
            await asyncio.sleep(0.005)
            turns += 1

    counting = asyncio.create_task(count())
    async with asyncio.timeout(2.0):
        assert await turned_away(connector, f"Bearer {token()}") == 503
    counting.cancel()

    assert turns > 10


async def test_both_fetches_together_take_no_longer_than_an_invoke_can_wait(
    connector: Connector, server: KeyServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(keys_module, "SECONDS", 0.5)
    server.delay = 0.35

    assert await turned_away(connector, f"Bearer {token()}") == 503
    server.delay = 0.0
    await asyncio.sleep(0.5)

    assert (await connector.verify(f"Bearer {token()}", ACTIVITY)).tenant == TENANT
    assert server.asked == 1


async def test_old_keys_count_while_new_ones_are_fetched_and_for_days_where_nobody_answers(
    connector: Connector, server: KeyServer, clock: Clock
) -> None:
    await connector.verify(f"Bearer {token()}", ACTIVITY)
    server.status = 500
    clock.now = NOW + FRESH + HOUR
    late = int((NOW + 30 * FRESH).timestamp())

    assert (await connector.verify(f"Bearer {token(exp=late)}", ACTIVITY)).tenant == TENANT
    await asyncio.sleep(0.1)
    assert server.asked == 2
    clock.now = NOW + STALE + HOUR
    assert await turned_away(connector, f"Bearer {token(exp=late)}") == 503


async def test_whoever_gives_up_waiting_does_not_give_up_for_the_others(
    connector: Connector, server: KeyServer
) -> None:
    server.delay = 0.2
    first = asyncio.create_task(connector.verify(f"Bearer {token()}", ACTIVITY))
    second = asyncio.create_task(connector.verify(f"Bearer {token()}", ACTIVITY))
    await asyncio.sleep(0.05)
    first.cancel()

    assert (await second).tenant == TENANT
    assert server.asked == 1


async def test_unauthenticated_everybody_is_believed_but_not_everything(clock: Clock) -> None:
    connector = Connector(TeamsConfig(unauthenticated=True), clock)

    assert (await connector.verify("", ACTIVITY)).tenant == TENANT
    assert await turned_away(connector, "", {**ACTIVITY, "conversation": None}) == 400
    await connector.close()
