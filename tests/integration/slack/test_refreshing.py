"""Tokens are refreshed by the clock, once, by whoever is first, and nothing is lost on the way."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from itertools import count
from typing import Any, TypeVar

import pytest

from bot.ports.storing import StorageAway
from integrations.slack.sealing import Sealer
from storage.engine import open_store
from storage.threads import Threads
from tests.fakes.runner import AtOnce
from tests.fakes.slack_api import TEAM
from tests.integration.slack.workspace import BY_OAUTH, KEY, Workspace, a_workspace

T = TypeVar("T")
DAYS = 3
PROCESSES = 16


def grant(number: int) -> dict[str, Any]:
    return {
        "access_token": f"xoxe.xoxb-{number}",
        "refresh_token": f"xoxe-{number}",
        "expires_in": 12 * 3600,
        "scope": "chat:write",
    }


async def test_a_token_that_ends_soon_is_refreshed_and_the_old_one_is_not_kept(
    stored_url: str,
) -> None:
    async with a_workspace(stored_url, BY_OAUTH) as here:
        here.install(token="xoxe.xoxb-0", refresh="xoxe-0")
        here.slack.grants["xoxe-0"] = grant(1)

        assert await here.refresher.refresh_due(here.later(hours=9)) == 0
        assert await here.refresher.refresh_due(here.later(hours=1.5)) == 1

        assert here.opened() == ("xoxe.xoxb-1", "xoxe-1")
        granted = await here.tokens.of(TEAM)
        assert granted is not None
        assert granted.token.reveal() == "xoxe.xoxb-1"


async def test_a_quiet_weekend_loses_nothing(sqlite_stored: str) -> None:
    async with a_workspace(sqlite_stored, BY_OAUTH) as here:
        here.install(token="xoxe.xoxb-0", refresh="xoxe-0")
        for number in range(20):
            here.slack.grants[f"xoxe-{number}"] = grant(number + 1)

        for _ in range(DAYS * 24 * 4):
            await here.refresher.refresh_due(here.later(minutes=15))
            row = here.row()
            assert row is not None
            assert row.expires_at is not None
            assert row.expires_at > here.at

        assert await here.client.call(TEAM, "auth.test")


class Hiccups(AtOnce):
    """Storage is away for some of what is written in the background."""

    def __init__(self, *away: int) -> None:
        self._numbers, self._away = count(1), away

    async def background(self, work: Callable[[], T]) -> T:
        if next(self._numbers) in self._away:
            raise StorageAway("away")
        return work()


async def test_what_slack_gave_is_kept_though_storage_was_away_a_moment(
    sqlite_stored: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The old one is worth nothing from now on, and Slack does not give the new one again."""
    monkeypatch.setattr("integrations.slack.refreshing.RESTS", (0.0, 0.0))
    async with a_workspace(sqlite_stored, BY_OAUTH, Hiccups(2, 3)) as here:
        here.install(token="xoxe.xoxb-0", refresh="xoxe-0")
        here.slack.grants["xoxe-0"] = grant(1)

        assert await here.refresher.refresh_due(here.later(hours=11)) == 1

        assert here.opened() == ("xoxe.xoxb-1", "xoxe-1")


async def test_of_sixteen_at_once_one_refreshes(stored_url: str) -> None:
    async with a_workspace(stored_url, BY_OAUTH) as here:
        here.install(token="xoxe.xoxb-0", refresh="xoxe-0")
        here.slack.grants["xoxe-0"] = grant(1)
        here.slack.fail("oauth.v2.access", delay=0.1, times=PROCESSES)
        now = here.later(hours=11)
        stores = [open_store(stored_url, new_id=iter(()).__next__) for _ in range(PROCESSES)]
        threads = [Threads(store) for store in stores]
        pairs = zip(stores, threads, strict=True)
        others = [Workspace(here.slack, store, BY_OAUTH, runner) for store, runner in pairs]

        done = await asyncio.gather(*(one.refresher.refresh_due(now) for one in others))

        for other, thread, store in zip(others, threads, stores, strict=True):
            await other.client.close()
            thread.close()
            store.close()
        assert sum(done) == 1
        assert here.slack.methods() == ["oauth.v2.access"]
        assert here.opened() == ("xoxe.xoxb-1", "xoxe-1")


async def test_whoever_comes_a_moment_later_sees_that_it_is_done(sqlite_stored: str) -> None:
    async with a_workspace(sqlite_stored, BY_OAUTH) as here:
        here.install(token="xoxe.xoxb-0", refresh="xoxe-0")
        here.slack.grants |= {"xoxe-0": grant(1), "xoxe-1": grant(2)}
        now = here.later(hours=11)
        await here.refresher.refresh_due(now)

        # It had read that the token was due before the other one refreshed it.
        late = await here.refresher._refresh(TEAM, Sealer((KEY,)), now)

        assert late is False
        assert here.opened() == ("xoxe.xoxb-1", "xoxe-1")


@pytest.mark.parametrize(
    "fault",
    [
        {"error": "ratelimited", "status": 429, "headers": {"Retry-After": "30"}},
        {"error": "fatal_error"},
        {"body": "<html>Bad gateway</html>", "status": 502},
        {"body": "<html>Maintenance</html>", "status": 200},
        {"error": "bad_client_secret"},
    ],
    ids=lambda fault: str(fault.get("error") or fault.get("body")),
)
async def test_refused_for_now_the_old_one_is_kept_and_tried_again(
    sqlite_stored: str, fault: dict[str, Any]
) -> None:
    async with a_workspace(sqlite_stored, BY_OAUTH) as here:
        here.install(token="xoxe.xoxb-0", refresh="xoxe-0")
        here.slack.grants["xoxe-0"] = grant(1)
        here.slack.fail("oauth.v2.access", **fault)

        assert await here.refresher.refresh_due(here.later(hours=11)) == 0
        assert here.opened() == ("xoxe.xoxb-0", "xoxe-0")
        assert await here.refresher.refresh_due(here.later(seconds=30)) == 0
        assert await here.refresher.refresh_due(here.later(seconds=31)) == 1

        assert here.opened() == ("xoxe.xoxb-1", "xoxe-1")


async def test_a_refresh_token_that_is_worth_nothing_ends_the_installation_and_is_told(
    sqlite_stored: str,
) -> None:
    async with a_workspace(sqlite_stored, BY_OAUTH) as here:
        here.install(token="xoxe.xoxb-0", refresh="xoxe-0")

        assert await here.refresher.refresh_due(here.later(hours=11)) == 0

        row = here.row()
        assert row is not None
        assert (row.token, row.refresh, row.why) == (None, None, "invalid_refresh_token")
        assert here.troubles == [(TEAM, "token_revoked")]
        assert await here.tokens.of(TEAM) is None
        assert await here.refresher.refresh_due(here.later(hours=11)) == 0
        assert len(here.slack.calls) == 1


async def test_a_key_that_was_lost_is_told_and_forgets_nothing(sqlite_stored: str) -> None:
    async with a_workspace(sqlite_stored, BY_OAUTH) as here:
        row = here.install(refresh="xoxe-0", token="xoxe.xoxb-0")
        here.refresher._sealer = Sealer((type(KEY)(new_other_key()),))

        assert await here.refresher.refresh_due(here.later(hours=11)) == 0

        assert here.troubles == [(TEAM, "sealed_with_another_key")]
        assert here.row() == row


def new_other_key() -> str:
    return "x" * 43 + "="
