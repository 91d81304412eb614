"""A workspace for tests: a strict Slack on loopback, a real database, and our way out to it."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from itertools import count

from bot.ports.running import Runner
from bot.ports.storing import Installation
from integrations.slack.client import SlackClient
from integrations.slack.config import Secret, SlackConfig
from integrations.slack.installs import Tokens
from integrations.slack.pacing import Pacer
from integrations.slack.refreshing import Refresher
from integrations.slack.sealing import Sealer, new_key
from storage.engine import SqlStore, open_store
from tests.fakes.runner import AtOnce
from tests.fakes.slack_api import APP, BOT, CLIENT, TEAM, TOKEN, FakeSlack

MORNING = datetime(2026, 3, 17, 9, 5, tzinfo=UTC)
KEY = Secret(new_key())
BY_TOKEN = SlackConfig(bot_token=Secret(TOKEN), signing_secret=Secret("signing"))
BY_OAUTH = SlackConfig(
    signing_secret=Secret("signing"),
    client_id=CLIENT[0],
    client_secret=Secret(CLIENT[1]),
    workspaces=(TEAM,),
    keys=(KEY,),
    public_url="https://knuffel.example",
)


@dataclass
class Workspace:
    """Everything on this side of Slack, and Slack."""

    slack: FakeSlack
    store: SqlStore
    config: SlackConfig
    runner: Runner
    at: datetime = MORNING
    troubles: list[tuple[str, str]] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.config = replace(self.config, api_url=self.slack.url)
        self.slack.now = self.now
        self.tokens = Tokens(self.config, self.store, self.runner, self.now)
        pacer = Pacer(self.store, self.runner, self.now)
        self.client = SlackClient(self.config, self.tokens, pacer, self.trouble)
        self.refresher = Refresher(
            self.config, self.client, self.tokens, self.store, self.runner, self.trouble
        )

    def now(self) -> datetime:
        return self.at

    def later(self, **much: float) -> datetime:
        self.at += timedelta(**much)
        return self.at

    async def trouble(self, workspace: str, code: str) -> None:
        self.troubles.append((workspace, code))

    def install(self, workspace: str = TEAM, *, token: str = TOKEN, **more: object) -> Installation:
        """A row; with `refresh` the token ends in twelve hours."""
        sealer = Sealer((KEY,))
        refresh = more.pop("refresh", None)
        row = Installation(
            chat="slack",
            workspace=workspace,
            app=APP,
            bot=BOT,
            whole=False,
            scopes=("chat:write",),
            token=sealer.seal(Secret(token)),
            refresh=sealer.seal(Secret(str(refresh))) if refresh else None,
            expires_at=self.at + timedelta(hours=12) if refresh else None,
            why=None,
            installed_at=self.at,
        )
        row = replace(row, **more)  # type: ignore[arg-type]
        with self.store.begin() as uow:
            uow.installations.save(row)
            uow.commit()
        return row

    def row(self, workspace: str = TEAM) -> Installation | None:
        with self.store.read() as uow:
            return uow.installations.find("slack", workspace)

    def opened(self, workspace: str = TEAM) -> tuple[str, str]:
        """The token and the refresh token that are kept."""
        row, sealer = self.row(workspace), Sealer((KEY,))
        assert row is not None
        kept = (row.token, row.refresh)
        token, refresh = (sealer.open(one).reveal() if one else "" for one in kept)
        return token, refresh


@asynccontextmanager
async def a_workspace(
    url: str, config: SlackConfig = BY_TOKEN, runner: Runner | None = None
) -> AsyncIterator[Workspace]:
    """Slack and a migrated database, as long as the context is open."""
    store = open_store(url, new_id=count(1).__next__)
    async with FakeSlack() as slack:
        made = Workspace(slack, store, config, runner or AtOnce())
        try:
            yield made
        finally:
            await made.client.close()
            store.close()
