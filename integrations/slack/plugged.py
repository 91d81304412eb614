"""Slack, put together: what the processes that answer and carry are given of it."""

from __future__ import annotations

from collections.abc import AsyncIterator, Mapping
from functools import partial

from aiohttp import web

from bot.domain.employee import Account
from bot.interactions.surroundings import Again, Surroundings
from integrations.slack.client import SlackClient
from integrations.slack.config import SlackConfig
from integrations.slack.gateway import SlackGateway
from integrations.slack.inbound import SlackDoor, slack_routes
from integrations.slack.installing import Installer, install_routes
from integrations.slack.installs import SLACK, Tokens
from integrations.slack.pacing import Pacer
from integrations.slack.reconciling import Reconciler
from integrations.slack.refreshing import Refresher
from integrations.slack.room import SlackRoom
from integrations.slack.roster import Roster
from integrations.slack.socket_mode import connected


class Slack:
    """One workspace, or several: all ways in and out."""

    def __init__(self, config: SlackConfig, around: Surroundings) -> None:
        """Nothing is called until somebody does."""
        self._config = config
        self._tokens = Tokens(config, around.store, around.runner, around.machine)
        pacer = Pacer(around.store, around.runner, around.machine)
        self._places = around.places
        self.client = SlackClient(config, self._tokens, pacer, self._trouble)
        self.gateway = SlackGateway(self.client)
        self.roster = Roster(self.client)
        self._members = around.members
        self._room = SlackRoom(
            config=config,
            answer=around.answer,
            reader=around.readers.audience,
            person=around.readers.colleague,
            members=around.members,
            places=around.places,
            tokens=self._tokens,
            client=self.client,
            machine=around.machine,
            reads_threads=around.places.reads_threads,
        )
        self._refresher = Refresher(
            config, self.client, self._tokens, around.store, around.runner, self._trouble
        )
        self._reconciler = Reconciler(
            client=self.client,
            roster=self.roster,
            members=around.members,
            places=around.places,
            store=around.store,
            runner=around.runner,
            channels=around.channels,
            machine=around.machine,
        )
        self._around = around

    async def introduce(self, account: Account) -> None:
        """Somebody whom we do not know presses: ask Slack who it is, for a second at most."""
        seen = await self.roster.ask(account)
        if seen is not None:
            await self._members.met(seen)

    def routes(self, app: web.Application) -> None:
        """Answer Slack as long as an application runs: at its address, and over a socket."""
        door = slack_routes(app, self._room)
        if self._config.has_oauth:
            install_routes(app, self._installer())
        if self._config.has_sockets:
            app.cleanup_ctx.append(partial(self._on_a_socket, door))

    async def _on_a_socket(self, door: SlackDoor, app: web.Application) -> AsyncIterator[None]:
        del app
        async with connected(self._config, door.dispatch):
            yield

    async def close(self) -> None:
        """Let go of the connections."""
        await self.client.close()

    def ticks(self) -> Mapping[str, Again]:
        """What is done again and again, by name."""
        return {
            "slack tokens": Again(self._refresh, 60.0),
            "slack people and channels": Again(self._reconciler.look, 3600.0),
        }

    def _installer(self) -> Installer:
        around = self._around
        return Installer(
            self._config, self.client, self._tokens, around.store, around.runner, around.machine
        )

    async def _refresh(self) -> int:
        return await self._refresher.refresh_due(self._around.machine())

    async def _trouble(self, workspace: str, code: str) -> None:
        await self._places.trouble(SLACK, workspace, code)
