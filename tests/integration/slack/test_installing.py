"""Workspaces install Slack themselves: only those that may, only from a browser that began it."""

from __future__ import annotations

import logging
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, replace
from typing import Any

import pytest
from aiohttp import ClientSession, DummyCookieJar, web
from aiohttp.test_utils import BaseTestServer, TestServer
from yarl import URL

from bot.ports.storing import StorageAway
from integrations.slack.installing import COOKIE, Installer, install_routes
from integrations.slack.manifest import scopes
from tests.fakes.slack_api import APP, BOT, TEAM
from tests.integration.slack.workspace import BY_OAUTH, KEY, Workspace, a_workspace

GRANT = {
    "app_id": APP,
    "bot_user_id": BOT,
    "access_token": "xoxb-new",
    "scope": ",".join(scopes()),
    "team": {"id": TEAM, "name": "Acme"},
    "enterprise": None,
    "is_enterprise_install": False,
}
WHOLE = {
    **GRANT,
    "team": None,
    "enterprise": {"id": "E0ACME", "name": "Acme"},
    "is_enterprise_install": True,
}
ROTATED = {**GRANT, "refresh_token": "xoxe-1", "expires_in": 43200}


@dataclass
class Browser:
    """A browser: what it was sent, and what it says back."""

    session: ClientSession
    server: BaseTestServer
    cookie: str = ""
    state: str = ""
    language: str = "nl-NL,nl;q=0.9,en;q=0.8"

    async def begin(self) -> URL:
        async with self.session.get(
            self.server.make_url("/slack/install"), allow_redirects=False
        ) as answer:
            assert answer.status == 302
            self.cookie = answer.cookies[COOKIE].value
            flags = answer.cookies[COOKIE]
            assert (flags["httponly"], flags["secure"], flags["samesite"]) == (True, True, "Lax")
            there = URL(answer.headers["Location"])
        self.state = there.query["state"]
        return there

    async def come_back(self, **query: str) -> tuple[int, str]:
        headers = {"Cookie": f"{COOKIE}={self.cookie}", "Accept-Language": self.language}
        url = self.server.make_url("/slack/oauth_redirect").with_query(query)
        async with self.session.get(url, headers=headers) as answer:
            assert answer.headers["Cache-Control"] == "no-store"
            return answer.status, await answer.text()


@asynccontextmanager
async def a_browser(here: Workspace) -> AsyncIterator[Browser]:
    app = web.Application()
    installer = Installer(here.config, here.client, here.tokens, here.store, here.runner, here.now)
    install_routes(app, installer)
    async with (
        TestServer(app, host="127.0.0.1") as server,
        ClientSession(cookie_jar=DummyCookieJar()) as session,
    ):
        yield Browser(session, server)


async def test_a_workspace_is_asked_for_what_the_manifest_names(sqlite_stored: str) -> None:
    async with a_workspace(sqlite_stored, BY_OAUTH) as here, a_browser(here) as browser:
        there = await browser.begin()

        assert there.path == "/oauth/v2/authorize"
        assert there.query["client_id"] == here.config.client_id
        assert set(there.query["scope"].split(",")) == set(scopes())
        assert there.query["redirect_uri"] == "https://knuffel.example/slack/oauth_redirect"


@pytest.mark.parametrize("language", ["nl", "en"])
async def test_a_workspace_that_may_is_installed_and_its_token_is_sealed(
    stored_url: str, language: str, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    async with a_workspace(stored_url, BY_OAUTH) as here, a_browser(here) as browser:
        here.slack.grants["code-1"] = ROTATED
        browser.language = language
        await browser.begin()

        status, text = await browser.come_back(code="code-1", state=browser.state)

        row = here.row()
        assert row is not None
        assert (status, f'lang="{language}"' in text) == (200, True)
        assert ("staat in Slack" if language == "nl" else "is in Slack") in text
        assert (row.app, row.bot, row.whole, row.why) == (APP, BOT, False, None)
        assert set(row.scopes) == set(scopes())
        assert here.opened() == ("xoxb-new", "xoxe-1")
        assert row.token is not None
        assert "xoxb-new" not in row.token
        assert await here.client.call(TEAM, "auth.test")
        # Requests are not logged where it runs; these are the tests' own servers.
        logged = [one.getMessage() for one in caplog.records if one.name != "aiohttp.access"]
        for secret in ("xoxb-new", "xoxe-1", "code-1", browser.state, KEY.reveal()):
            assert [one for one in logged if secret in one] == []
            assert secret not in text


async def test_a_whole_organisation_is_kept_under_its_own_id(sqlite_stored: str) -> None:
    config = replace(BY_OAUTH, workspaces=("E0ACME",))
    async with a_workspace(sqlite_stored, config) as here, a_browser(here) as browser:
        here.slack.grants["code"] = WHOLE
        await browser.begin()

        assert (await browser.come_back(code="code", state=browser.state))[0] == 200

        row = here.row("E0ACME")
        assert row is not None
        assert row.whole


@pytest.mark.parametrize(
    ("workspaces", "grant"),
    [
        ((TEAM,), {**WHOLE, "team": GRANT["team"]}),
        (("T0OTHER",), GRANT),
        (("T0OTHER",), WHOLE),
        ((TEAM,), WHOLE),
        (("E0OTHER",), GRANT),
    ],
)
async def test_a_workspace_that_may_not_keeps_nothing_and_gives_the_token_back(
    sqlite_stored: str, workspaces: tuple[str, ...], grant: dict[str, Any]
) -> None:
    config = replace(BY_OAUTH, workspaces=workspaces)
    async with a_workspace(sqlite_stored, config) as here, a_browser(here) as browser:
        here.slack.grants["code"] = grant
        await browser.begin()

        status, text = await browser.come_back(code="code", state=browser.state)

        assert (status, "mag niet in deze werkruimte" in text) == (403, True)
        assert (here.row(TEAM), here.row("E0ACME")) == (None, None)
        assert here.slack.methods() == ["oauth.v2.access", "auth.revoke"]
        assert "xoxb-new" not in here.slack.tokens


async def test_somebody_who_says_no_reads_so(sqlite_stored: str) -> None:
    async with a_workspace(sqlite_stored, BY_OAUTH) as here, a_browser(here) as browser:
        await browser.begin()

        status, text = await browser.come_back(error="access_denied", state=browser.state)

        assert (status, "nee gezegd" in text) == (200, True)
        assert here.slack.calls == []


@pytest.mark.parametrize("forged", ["no cookie", "no state", "other state", "late"])
async def test_only_the_browser_that_began_it_ends_it_and_in_time(
    sqlite_stored: str, forged: str
) -> None:
    async with a_workspace(sqlite_stored, BY_OAUTH) as here, a_browser(here) as browser:
        here.slack.grants["code"] = GRANT
        await browser.begin()
        mine = browser.state
        if forged == "no cookie":
            browser.cookie = ""
        elif forged == "no state":
            mine = ""
        elif forged == "other state":
            await browser.begin()
        else:
            here.later(minutes=11)

        status, text = await browser.come_back(code="code", state=mine)

        assert (status, "duurde te lang" in text) == (400, True)
        assert here.slack.calls == []
        assert here.row() is None


@pytest.mark.parametrize(
    ("fault", "status"),
    [
        ({"error": "invalid_code"}, 502),
        ({"error": "bad_client_secret"}, 502),
        ({"error": "fatal_error"}, 503),
        ({"body": "<html>", "status": 502}, 503),
        ({"error": "ratelimited", "status": 429, "headers": {"Retry-After": "9"}}, 503),
    ],
)
async def test_what_slack_does_not_give_is_told_on_a_page(
    sqlite_stored: str, fault: dict[str, Any], status: int
) -> None:
    async with a_workspace(sqlite_stored, BY_OAUTH) as here, a_browser(here) as browser:
        here.slack.fail("oauth.v2.access", **fault)
        await browser.begin()

        assert (await browser.come_back(code="code", state=browser.state))[0] == status
        assert here.row() is None


async def test_a_database_that_is_away_is_told_on_a_page(
    sqlite_stored: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with a_workspace(sqlite_stored, BY_OAUTH) as here, a_browser(here) as browser:
        here.slack.grants["code"] = GRANT
        await browser.begin()

        def away() -> None:
            raise StorageAway

        monkeypatch.setattr(here.store, "begin", away)

        assert (await browser.come_back(code="code", state=browser.state))[0] == 503
