"""Calls to Slack: paced by rows that all processes share, and every failure with its name."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import AsyncIterator
from dataclasses import replace
from datetime import timedelta
from itertools import count
from typing import Any

import pytest

from bot.ports.chatting import ChatAway, Closed, NotDeliverable, Paced
from bot.ports.storing import StorageAway
from integrations.slack.config import Secret
from integrations.slack.errors import Severed
from integrations.slack.pacing import CHANNEL_POSTS, PACES
from integrations.slack.sealing import Sealer, new_key
from storage.engine import open_store
from tests.fakes.slack_api import TEAM, TOKEN, FakeSlack
from tests.integration.slack.workspace import (
    BY_OAUTH,
    BY_TOKEN,
    MORNING,
    Workspace,
    a_workspace,
)

CHANNEL = "C0KLANTEN"
WORDS = "Jos zegt: waar blijft mijn pakket?"


@pytest.fixture
async def here(sqlite_stored: str) -> AsyncIterator[Workspace]:
    async with a_workspace(sqlite_stored) as made:
        made.slack.add_channel(CHANNEL)
        yield made


async def say(here: Workspace, channel: str = CHANNEL, *, pressed: bool = False) -> Any:
    return await here.client.call(
        TEAM, "chat.postMessage", channel=channel, text=WORDS, pressed=pressed
    )


async def test_a_call_bears_the_token_and_brings_the_answer(here: Workspace) -> None:
    answer = await say(here)

    (call,) = here.slack.calls
    assert (call.token, call.arguments) == (TOKEN, {"channel": CHANNEL, "text": WORDS})
    assert answer["channel"] == CHANNEL


async def test_an_installations_token_is_read_from_its_row_and_kept_for_a_moment(
    stored_url: str,
) -> None:
    async with a_workspace(stored_url, BY_OAUTH) as here:
        here.install()
        assert await here.client.call(TEAM, "auth.test")
        here.slack.tokens["xoxb-other"] = here.slack.tokens[TOKEN]
        here.install(token="xoxb-other")

        await here.client.call(TEAM, "auth.test")
        here.later(seconds=6)
        await here.client.call(TEAM, "auth.test")

        assert [call.token for call in here.slack.calls] == [TOKEN, TOKEN, "xoxb-other"]


async def test_where_it_is_not_installed_nothing_is_asked_and_somebody_hears(
    sqlite_stored: str,
) -> None:
    async with a_workspace(sqlite_stored, BY_OAUTH) as here:
        with pytest.raises(Severed, match="not_installed"):
            await here.client.call("T0OTHER", "auth.test")

        assert here.slack.calls == []
        assert here.troubles == [("T0OTHER", "token_revoked")]


async def test_a_token_under_a_lost_key_is_no_token(sqlite_stored: str) -> None:
    async with a_workspace(sqlite_stored, BY_OAUTH) as here:
        sealed = Sealer((Secret(new_key()),)).seal(Secret(TOKEN))
        row = replace(here.install(), token=sealed)
        with here.store.begin() as uow:
            uow.installations.save(row)
            uow.commit()

        with pytest.raises(Severed):
            await here.client.call(TEAM, "auth.test")


@pytest.mark.parametrize("code", ["token_revoked", "account_inactive", "invalid_auth"])
async def test_a_token_that_is_worth_nothing_ends_its_installation(
    sqlite_stored: str, code: str
) -> None:
    async with a_workspace(sqlite_stored, BY_OAUTH) as here:
        here.install()
        here.slack.fail("auth.test", code)

        with pytest.raises(Severed, match=code):
            await here.client.call(TEAM, "auth.test")

        row = here.row()
        assert row is not None
        assert (row.token, row.why) == (None, code)
        assert here.troubles == [(TEAM, "token_revoked")]
        assert await here.client.workspaces() == []


async def test_a_token_that_was_renewed_meanwhile_is_left_alone(sqlite_stored: str) -> None:
    async with a_workspace(sqlite_stored, BY_OAUTH) as here:
        here.install(token="xoxb-old")
        await here.tokens.of(TEAM)
        here.install(token=TOKEN)

        with pytest.raises(Severed, match="invalid_auth"):
            await here.client.call(TEAM, "auth.test")

        assert here.opened() == (TOKEN, "")
        assert await here.client.call(TEAM, "auth.test")


async def test_a_missing_scope_is_told_and_ends_nothing(sqlite_stored: str) -> None:
    async with a_workspace(sqlite_stored, BY_OAUTH) as here:
        row = here.install()
        here.slack.fail("chat.update", "missing_scope")

        with pytest.raises(Severed, match="missing_scope"):
            await here.client.call(TEAM, "chat.update", channel=CHANNEL, ts="1", text="x")

        assert here.row() == row
        assert here.troubles == [(TEAM, "no_permission")]


async def test_the_one_token_finds_its_workspace_by_asking_once(here: Workspace) -> None:
    assert await here.client.workspaces() == [TEAM]
    assert await here.client.workspaces() == [TEAM]
    assert here.slack.methods() == ["auth.test"]


@pytest.mark.parametrize("method", sorted(PACES))
def test_never_more_is_asked_in_a_minute_than_the_tier_allows(method: str) -> None:
    most = {"chat.postMessage": 300, "users.info": 100, "views.publish": 100}
    tier = most.get(method, 20 if method in {"auth.teams.list", "users.list"} else 50)

    assert PACES[method].in_a_minute <= tier
    assert 0 < PACES[method].reserve < PACES[method].burst


async def test_one_conversation_gets_one_message_a_second_and_others_do_not_wait(
    here: Workspace,
) -> None:
    here.slack.add_channel("C0NETWERK")
    await say(here)

    with pytest.raises(Paced) as refused:
        await say(here)
    await say(here, "C0NETWERK")
    await say(here, pressed=True)

    assert refused.value.rest == CHANNEL_POSTS.every
    here.later(seconds=2)
    await say(here)
    assert here.slack.methods() == ["chat.postMessage"] * 4


async def test_one_conversation_that_rests_uses_nothing_of_the_others(here: Workspace) -> None:
    await say(here)
    for _ in range(PACES["chat.postMessage"].burst):
        with pytest.raises(Paced):
            await say(here)

    here.slack.add_channel("C0NETWERK")
    assert await say(here, "C0NETWERK")


async def test_a_workspace_that_rests_uses_nothing_of_its_conversations(here: Workspace) -> None:
    pace = PACES["chat.postMessage"]
    for number in range(pace.burst - pace.reserve):
        here.slack.add_channel(f"C{number}")
        await say(here, f"C{number}")

    with pytest.raises(Paced):
        await say(here)
    here.later(seconds=pace.every.total_seconds())

    assert await say(here)


async def test_what_is_pressed_uses_what_is_kept_for_it(here: Workspace) -> None:
    here.slack.add_user("U1")
    pace = PACES["conversations.info"]

    async def ask(*, pressed: bool = False) -> Any:
        return await here.client.call(TEAM, "conversations.info", channel=CHANNEL, pressed=pressed)

    for _ in range(pace.burst - pace.reserve):
        await ask()
    with pytest.raises(Paced):
        await ask()
    for _ in range(pace.reserve):
        await ask(pressed=True)
    with pytest.raises(Paced):
        await ask(pressed=True)


async def test_two_processes_share_one_allowance(stored_url: str) -> None:
    async with a_workspace(stored_url) as here:
        here.slack.add_channel(CHANNEL)
        store = open_store(stored_url, new_id=count(1).__next__)
        other = Workspace(here.slack, store, BY_TOKEN, here.runner)

        await say(here)
        with pytest.raises(Paced):
            await say(other)

        await other.client.close()
        store.close()


async def test_a_rest_that_slack_asks_for_is_heeded_by_all_processes(stored_url: str) -> None:
    async with a_workspace(stored_url) as here:
        here.slack.add_channel(CHANNEL)
        store = open_store(stored_url, new_id=count(1).__next__)
        other = Workspace(here.slack, store, BY_TOKEN, here.runner)
        here.slack.limit("chat.update", 30)

        async def change(where: Workspace, *, pressed: bool) -> Any:
            return await where.client.call(
                TEAM, "chat.update", channel=CHANNEL, ts="1.0", text="x", pressed=pressed
            )

        with pytest.raises(Paced) as told:
            await change(here, pressed=False)
        with pytest.raises(Paced) as heeded:
            await change(other, pressed=True)

        assert told.value.rest == timedelta(seconds=30)
        assert heeded.value.rest == timedelta(seconds=30)
        assert len(here.slack.calls) == 1
        here.later(seconds=31)
        other.at = here.at
        with pytest.raises(Exception, match="message_not_found"):
            await change(other, pressed=False)
        await other.client.close()
        store.close()


@pytest.mark.parametrize(
    ("fault", "outcome", "code"),
    [
        ({"error": "is_archived"}, Closed, "archived"),
        ({"error": "invalid_blocks"}, NotDeliverable, "invalid_blocks"),
        ({"body": "<html>Oops</html>"}, ChatAway, "no_json"),
        ({"body": "<html>Oops</html>", "status": 503}, ChatAway, "status_503"),
        ({"body": "{", "status": 200}, ChatAway, "no_json"),
        ({"error": "fatal_error", "status": 500}, ChatAway, "status_500"),
    ],
)
async def test_a_failure_has_its_name(
    here: Workspace, fault: dict[str, Any], outcome: type[Exception], code: str
) -> None:
    here.slack.fail("chat.postMessage", **fault)

    with pytest.raises(outcome, match=f"^{code}$"):
        await say(here)


async def test_slack_that_is_not_there_is_away(here: Workspace) -> None:
    await here.slack.close()

    with pytest.raises(ChatAway, match="no_answer"):
        await say(here)


async def test_slack_that_does_not_answer_in_time_is_away(
    here: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("integrations.slack.client.SECONDS", 0.2)
    here.slack.fail("chat.postMessage", delay=2.0)

    with pytest.raises(ChatAway, match="timeout"):
        await say(here)


async def test_a_database_that_is_away_asks_slack_nothing(
    here: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    def away() -> None:
        raise StorageAway

    monkeypatch.setattr(here.store, "begin", away)

    with pytest.raises(ChatAway, match="storage_away"):
        await say(here)
    assert here.slack.calls == []


async def test_no_words_and_no_token_are_logged_or_told(
    here: Workspace, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    here.slack.fail("chat.postMessage", "invalid_blocks")

    with pytest.raises(NotDeliverable) as refused:
        await say(here)
    here.later(seconds=2)
    await say(here)

    logged = [one.getMessage() for one in caplog.records if one.name != "aiohttp.access"]
    told = [*logged, repr(refused.value), repr(refused.value.__cause__)]
    assert [one for one in told if "Jos" in one or TOKEN in one] == []


async def test_calls_at_once_share_one_session(here: Workspace) -> None:
    await asyncio.gather(*(here.client.call(TEAM, "auth.test") for _ in range(20)))

    assert here.slack.methods() == ["auth.test"] * 20


def test_the_fake_is_strict() -> None:
    assert FakeSlack(lambda: MORNING)._result("chat.postMessage", TOKEN, {"colour": "red"}) == {
        "ok": False,
        "error": "invalid_arg_name",
    }
