"""Teams as it is put together, against a strict connector on loopback."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from itertools import count

from bot.domain.secret import Secret
from bot.ports.storing import Address, Met
from integrations.teams.client import TeamsClient
from integrations.teams.config import TeamsConfig
from integrations.teams.connector import Connector
from integrations.teams.conversations import Conversations
from integrations.teams.gateway import TeamsGateway
from integrations.teams.keys import Key
from integrations.teams.pacing import Pacer
from integrations.teams.roster import Roster
from storage.engine import SqlStore, open_store
from storage.migrate import migrate
from tests.fakes.runner import AtOnce
from tests.fakes.teams_connector import APP, TENANT, TOKEN, FakeTeams

NOW = datetime(2026, 3, 17, 9, 5, tzinfo=UTC)
CARE = "19:care@thread.tacv2"
CHANNEL = Address("teams", TENANT, CARE)
ERIK = Address("teams", TENANT, "private:erik")
CONFIG = TeamsConfig(app_id=APP, password=Secret("x"), tenant=TENANT, tenants=(TENANT,))
HELLO = {"type": "message", "text": "Hallo"}


class NoKeys:
    async def find(self, key_id: str) -> Key | None:
        del key_id
        return None


@dataclass
class Purse:
    """Tokens in hand; how often one was forgotten."""

    word: str = TOKEN
    forgotten: int = 0

    async def token(self) -> Secret:
        return Secret(self.word)

    def forget(self) -> None:
        self.forgotten += 1


@dataclass
class Office:
    """One organisation with one bot, and a clock that only tests move."""

    store: SqlStore
    fake: FakeTeams
    connector: Connector
    conversations: Conversations
    client: TeamsClient
    gateway: TeamsGateway
    roster: Roster
    purse: Purse
    now: Callable[[], datetime]
    moved: list[timedelta]
    trouble: list[tuple[str, str]] = field(default_factory=list)

    def wait(self, moment: timedelta) -> None:
        self.moved.append(moment)

    async def heard(self, address: Address = CHANNEL, kind: str = "channel") -> None:
        """Something came from there once."""
        external = address.conversation
        if kind == "personal":
            external = f"a:{external.removeprefix('private:')}"
        await self.conversations.save(Met(address, self.fake.url, external, kind, self.now()))

    async def close(self) -> None:
        await self.conversations.close()
        await self.connector.close()
        await self.fake.close()
        self.store.close()


async def opened(url: str, *, jitter: float = 0.5) -> Office:
    """An organisation of which one channel was heard."""
    migrate(url)
    store = open_store(url, new_id=count(1).__next__)
    moved: list[timedelta] = []
    trouble: list[tuple[str, str]] = []

    def now() -> datetime:
        return NOW + sum(moved, timedelta())

    async def told(workspace: str, code: str) -> None:
        trouble.append((workspace, code))

    async def pause(seconds: float) -> None:
        moved.append(timedelta(seconds=seconds))

    fake = FakeTeams(now)
    await fake.start()
    fake.add_channel(CARE)
    purse = Purse()
    connector = Connector(CONFIG, now, keys=NoKeys(), tokens=purse)
    conversations = Conversations(store, AtOnce(), now)
    pacer = Pacer(store, AtOnce(), now)
    client = TeamsClient(CONFIG, connector, conversations, pacer, now, told, jitter=lambda: jitter)
    office = Office(
        store=store,
        fake=fake,
        connector=connector,
        conversations=conversations,
        client=client,
        gateway=TeamsGateway(client),
        roster=Roster(CONFIG, client, pause),
        purse=purse,
        now=now,
        moved=moved,
        trouble=trouble,
    )
    await office.heard()
    return office
