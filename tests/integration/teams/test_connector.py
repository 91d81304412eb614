"""What botbuilder is cured of: what a turn costs, what goes out, what is swallowed."""

from __future__ import annotations

from collections import Counter
from collections.abc import AsyncIterator, Mapping
from typing import Any

import pytest
from botbuilder.core import TurnContext
from botframework.connector.aio import ConnectorClient
from msrest.universal_http.requests import ClientRetryPolicy

from integrations.teams.config import TeamsConfig
from integrations.teams.connector import Connector, Page
from integrations.teams.errors import Failed
from tests.fakes.teams_connector import TENANT, FakeTeams, utc_now
from tests.integration.teams.office import CARE, HELLO

MENTION = {"type": "mention", "text": "<at>Erik</at>", "mentioned": {"id": "29:erik", "name": "E"}}
WHOLE = {**HELLO, "entities": [MENTION], "channelData": {"notification": {"alert": True}}}


@pytest.fixture
async def fake() -> AsyncIterator[FakeTeams]:
    async with FakeTeams(token="") as made:
        made.add_channel(CARE)
        yield made


@pytest.fixture
async def connector() -> AsyncIterator[Connector]:
    made = Connector(TeamsConfig(unauthenticated=True), utc_now)
    yield made
    await made.close()


def invoke(service_url: str, number: int = 1) -> Mapping[str, Any]:
    return {
        "type": "invoke",
        "id": str(number),
        "channelId": "msteams",
        "serviceUrl": service_url,
        "conversation": {"id": "a:1", "tenantId": TENANT},
    }


async def handled(activity: Mapping[str, Any]) -> Mapping[str, Any]:
    return {"heard": activity["id"]}


async def test_a_turn_makes_no_client_and_looks_through_no_list_of_codes(
    fake: FakeTeams, connector: Connector, monkeypatch: pytest.MonkeyPatch
) -> None:
    made: Counter[str] = Counter()

    def counted(kind: type[Any], name: str) -> None:
        original = getattr(kind, name)

        def call(*arguments: Any, **more: Any) -> Any:
            made[kind.__name__] += 1
            return original(*arguments, **more)

        monkeypatch.setattr(kind, name, call)

    counted(ClientRetryPolicy, "__init__")
    counted(ConnectorClient, "__init__")
    counted(TurnContext, "__init__")
    for number in range(20):
        answer = await connector.turn("", invoke(fake.url, number), handled)
        assert answer == (200, {"heard": str(number)})

    # One turn each, by the adapter; the first of a service URL makes the client for all of them.
    assert made == {"ClientRetryPolicy": 1, "ConnectorClient": 1, "TurnContext": 20}
    codes: object = ClientRetryPolicy.safe_codes
    assert isinstance(codes, frozenset)
    assert {200, 404, 501, 505} <= codes
    assert not {408, 500, 502} & codes


async def test_what_fails_while_it_is_handled_is_not_swallowed(connector: Connector) -> None:
    async def broken(_: Mapping[str, Any]) -> None:
        raise LookupError("ours")

    with pytest.raises(LookupError, match="ours"):
        await connector.turn("", invoke("http://127.0.0.1:1/"), broken)


async def test_what_is_sent_goes_out_as_it_is(fake: FakeTeams, connector: Connector) -> None:
    made = await connector.create_thread(fake.url, TENANT, CARE, WHOLE)
    await connector.send(fake.url, made.conversation, WHOLE)
    await connector.update(fake.url, made.conversation, made.activity, WHOLE)

    created, sent, updated = (call.body for call in fake.calls)
    assert created["activity"] == sent == updated == WHOLE
    assert created["channelData"]["channel"] == {"id": CARE}


async def test_what_is_taken_away_is_gone(fake: FakeTeams, connector: Connector) -> None:
    made = await connector.create_thread(fake.url, TENANT, CARE, HELLO)

    await connector.delete(fake.url, made.conversation, made.activity)

    assert fake.in_channel(CARE) == []
    with pytest.raises(Failed) as failed:
        await connector.delete(fake.url, made.conversation, made.activity)
    assert (failed.value.status, failed.value.code) == (404, "ActivityNotFoundInConversation")


async def test_a_call_is_made_once_whatever_comes_of_it(
    fake: FakeTeams, connector: Connector
) -> None:
    made = await connector.create_thread(fake.url, TENANT, CARE, HELLO)
    for status in (502, 503, 504, 429, 408):
        fake.fail("update", status)
        with pytest.raises(Failed):
            await connector.update(fake.url, made.conversation, made.activity, HELLO)

    assert fake.names() == ["create", *["update"] * 5]


async def test_members_come_page_by_page_with_all_that_teams_tells(
    fake: FakeTeams, connector: Connector
) -> None:
    names = [f"person-{number}" for number in range(501)]
    fake.conversations[CARE].members += names
    for name in names:
        fake.add_person(name)

    first = await connector.members(fake.url, CARE)
    rest = await connector.members(fake.url, CARE, first.cursor)
    one = await connector.member(fake.url, CARE, "person-7")

    assert (len(first.members), first.cursor) == (500, "500")
    assert rest == Page((fake.people["person-500"],))
    assert one == fake.people["person-7"]
