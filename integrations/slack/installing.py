"""Slack is installed by a workspace itself (OAuth v2): begun here, agreed to there, kept sealed."""

from __future__ import annotations

import hmac
import logging
import secrets
from collections.abc import Callable, Mapping
from datetime import datetime, timedelta
from typing import Any

from aiohttp import web
from yarl import URL

from bot.domain.errors import Error
from bot.ports.chatting import ChatAway, ChatError, Paced
from bot.ports.running import Runner
from bot.ports.storing import Installation, StorageAway, Store
from integrations.slack.client import Answer, SlackClient
from integrations.slack.config import Secret, SlackConfig
from integrations.slack.installs import SLACK, Tokens
from integrations.slack.manifest import INSTALL_PATH, REDIRECT_PATH, scopes
from integrations.slack.pages import Outcome, page
from integrations.slack.refreshing import expiry, sealed
from integrations.slack.sealing import Sealer, Unopened

COOKIE = "knuffel_install"
PATIENCE = timedelta(minutes=10)
"""So long somebody may read what Slack asks before agreeing."""

_log = logging.getLogger(__name__)


class NotOurs(Error):
    """A workspace that is none of those that may install it."""


class Installer:
    """Answers the two requests of a browser. No token is ever shown or logged."""

    def __init__(  # what it is plugged into
        self,
        config: SlackConfig,
        client: SlackClient,
        tokens: Tokens,
        store: Store,
        runner: Runner,
        now: Callable[[], datetime],
    ) -> None:
        """`now` is machine time. The configuration has OAuth, so it has keys too."""
        self._config = config
        self._client = client
        self._tokens = tokens
        self._store = store
        self._runner = runner
        self._now = now
        self._sealer = Sealer(config.keys)
        self._redirect = config.public_url + REDIRECT_PATH

    async def begin(self, request: web.Request) -> web.Response:
        """To Slack, with a state that only this browser can bring back."""
        del request
        word = secrets.token_urlsafe(32)
        state = self._sealer.stamp(word, self._now())
        to_slack = {"Location": str(self._authorize(state)), "Cache-Control": "no-store"}
        answer = web.Response(status=302, headers=to_slack)
        answer.set_cookie(
            COOKIE,
            word,
            max_age=int(PATIENCE.total_seconds()),
            path="/slack",
            secure=True,
            httponly=True,
            samesite="Lax",  # it comes back by a link from Slack
        )
        return answer

    async def finish(self, request: web.Request) -> web.Response:
        """Back from Slack: keep the installation, and say what became of it."""
        outcome = await self._outcome(request)
        answer = page(
            outcome,
            accepts=request.headers.get("Accept-Language", ""),
            again=self._config.public_url + INSTALL_PATH,
        )
        answer.del_cookie(COOKIE, path="/slack")
        return answer

    async def _outcome(self, request: web.Request) -> Outcome:
        if not self._began_here(request):
            return Outcome.EXPIRED
        code = request.query.get("code", "")
        if not code:
            denied = request.query.get("error") == "access_denied"
            return Outcome.DENIED if denied else Outcome.FAILED
        try:
            await self._install(code)
        except NotOurs:
            return Outcome.ELSEWHERE
        except (ChatAway, Paced, StorageAway) as failure:
            _log.warning("installing slack: not now (%s)", failure)
            return Outcome.AWAY
        except ChatError as refused:
            _log.warning("installing slack: refused (%s)", refused)
            return Outcome.FAILED
        return Outcome.INSTALLED

    def _began_here(self, request: web.Request) -> bool:
        """Whether this browser was sent by us, lately."""
        try:
            word = self._sealer.read_stamp(
                request.query.get("state", ""), self._now(), within=PATIENCE
            )
        except Unopened:
            return False
        return hmac.compare_digest(word.encode(), request.cookies.get(COOKIE, "").encode())

    async def _install(self, code: str) -> None:
        """Raises a ChatError, NotOurs, and StorageAway."""
        told = await self._client.exchange(code=code, redirect_uri=self._redirect)
        if not self._may(told):
            await self._give_back(told)
            raise NotOurs("workspace_not_configured")
        row = installation(told, self._sealer, self._now())
        await self._runner.background(lambda: self._save(row))
        self._tokens.forget(row.workspace)
        _log.info("slack installed in %s", row.workspace)

    def _may(self, told: Answer) -> bool:
        """Only configured ones: of an organisation as a whole, only where that is named."""
        named = {_id(told, "enterprise")}
        if told.get("is_enterprise_install") is not True:
            named.add(_id(told, "team"))
        return bool((named - {""}) & set(self._config.workspaces))

    async def _give_back(self, told: Answer) -> None:
        """What we may not have, we do not keep: not even in Slack."""
        _log.warning("slack was not installed in %s: it is not configured", _id(told, "team"))
        token = told.get("access_token")
        if not isinstance(token, str):
            return
        try:
            await self._client.ask(Secret(token), "auth.revoke")
        except ChatError as failure:
            _log.warning("its token could not be given back (%s)", failure)

    def _save(self, row: Installation) -> None:
        with self._store.begin() as uow:
            uow.installations.save(row)
            uow.commit()

    def _authorize(self, state: str) -> URL:
        """Where Slack asks; beside its Web API, so that a local one asks too."""
        asked = {
            "client_id": self._config.client_id,
            "scope": ",".join(scopes()),
            "redirect_uri": self._redirect,
            "state": state,
        }
        return URL(self._config.api_url).with_path("/oauth/v2/authorize").with_query(asked)


def install_routes(app: web.Application, installer: Installer) -> None:
    """The two addresses that a browser visits."""
    app.router.add_get(INSTALL_PATH, installer.begin, allow_head=False)
    app.router.add_get(REDIRECT_PATH, installer.finish, allow_head=False)


def installation(told: Answer, sealer: Sealer, now: datetime) -> Installation:
    """What is kept of Slack's answer. Raises ChatError where that is not enough."""
    workspace = _id(told, "enterprise") or _id(told, "team")
    token = sealed(told, "access_token", sealer)
    if token is None or not workspace:
        raise ChatError("no_token")
    return Installation(
        chat=SLACK,
        workspace=workspace,
        app=_text(told, "app_id"),
        bot=_text(told, "bot_user_id"),
        whole=told.get("is_enterprise_install") is True,
        scopes=tuple(_text(told, "scope").replace(",", " ").split()),
        token=token,
        refresh=sealed(told, "refresh_token", sealer),
        expires_at=expiry(told, now),
        why=None,
        installed_at=now,
    )


def _id(told: Answer, of: str) -> str:
    """The id of a workspace or an organisation; empty where there is none."""
    named = told.get(of)
    return _text(named, "id") if isinstance(named, dict) else ""


def _text(told: Mapping[str, Any], name: str) -> str:
    value = told.get(name)
    return value if isinstance(value, str) else ""
