"""Teams, put together: what the processes that answer and carry are given of it."""

from __future__ import annotations

from collections.abc import Mapping

from aiohttp import web

from bot.domain.employee import Account
from bot.interactions.surroundings import Again, Surroundings
from integrations.teams.client import TeamsClient
from integrations.teams.company import Company
from integrations.teams.concerned import Concerned
from integrations.teams.config import TEAMS, TeamsConfig
from integrations.teams.connector import Connector
from integrations.teams.conversations import Conversations
from integrations.teams.gateway import TeamsGateway
from integrations.teams.inbound import teams_routes
from integrations.teams.pacing import Pacer
from integrations.teams.reconciling import Reconciler
from integrations.teams.room import TeamsRoom
from integrations.teams.roster import Roster


class Teams:
    """One organisation, or several: all ways in and out."""

    def __init__(self, config: TeamsConfig, around: Surroundings) -> None:
        """Nothing is called until somebody does."""
        self._places = around.places
        self._connector = Connector(config, around.machine)
        self._conversations = Conversations(
            around.store, around.runner, around.machine, around.places.opened
        )
        pacer = Pacer(around.store, around.runner, around.machine)
        client = TeamsClient(
            config, self._connector, self._conversations, pacer, around.machine, self._trouble
        )
        roster = Roster(config, client)
        self._company = Company(roster, around.members)
        concerned = Concerned(around.store, around.runner, around.machine)
        self._conversations.on_first(concerned.meet)
        self.gateway = TeamsGateway(client, concerned.people)
        self._room = TeamsRoom(
            config=config,
            answer=around.answer,
            reader=around.readers.audience,
            card=around.readers.card,
            person=around.readers.colleague,
            members=around.members,
            places=around.places,
            connector=self._connector,
            client=client,
            conversations=self._conversations,
            company=self._company,
            machine=around.machine,
            reads_threads=around.places.reads_threads,
        )
        self._reconciler = Reconciler(
            roster=roster,
            conversations=self._conversations,
            members=around.members,
            places=around.places,
            store=around.store,
            runner=around.runner,
            machine=around.machine,
        )

    async def introduce(self, account: Account) -> None:
        """Somebody whom we do not know presses: ask Teams who it is."""
        await self._company.introduce(account)

    def routes(self, app: web.Application) -> None:
        """Answer Teams as long as an application runs."""
        teams_routes(app, self._room)

    def ticks(self) -> Mapping[str, Again]:
        """What is done again and again, by name."""
        return {"teams people": Again(self._reconciler.look, 3600.0)}

    async def close(self) -> None:
        """Let go of the connections."""
        await self._conversations.close()
        await self._connector.close()

    async def _trouble(self, workspace: str, code: str) -> None:
        await self._places.trouble(TEAMS, workspace, code)
