"""The company as Teams knows it: its organisation, its people, its channels."""

from __future__ import annotations

from dataclasses import dataclass

from tests.fakes.teams_connector import APP as APP
from tests.fakes.teams_connector import TENANT as TENANT

ELSEWHERE = "0a1b2c3d-0000-4000-8000-0000000000e2"
"""The organisation of another company, with which a channel may be shared."""
BOT = f"28:{APP}"


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody in Teams."""

    name: str
    object_id: str
    """The same in every conversation."""
    tenant: str = TENANT
    role: str = "user"
    locale: str = "nl-NL"

    @property
    def id(self) -> str:
        """Teams' own id of them, towards this bot."""
        return f"29:{self.object_id}"

    @property
    def email(self) -> str:
        """Also what they sign in with."""
        return f"{self.name.lower()}@draadloos.example"


def a_person(name: str, number: int, **more: str) -> Person:
    """Somebody; the number makes their object id."""
    return Person(name, f"0a1b2c3d-0000-4000-8000-{number:012d}", **more)


ERIK, NICOLE, AMY = a_person("Erik", 1), a_person("Nicole", 2), a_person("Amy", 3)
KARIN, DIRK = a_person("Karin", 4, locale="en-GB"), a_person("Dirk", 5)
PEOPLE = (ERIK, NICOLE, AMY, KARIN, DIRK)
NEWCOMER = a_person("Wil", 6)
"""Works here, and no colleague in our book is tied to them yet."""
GUEST = a_person("Guus", 7, role="guest")
STRANGER = a_person("Vera", 8, tenant=ELSEWHERE)
"""Of the other company, in a channel that is shared."""

TEAM = CLIENTS = "19:klanten@thread.tacv2"
"""A team is named like its first channel."""
WEBCARE, EVERYBODY = "19:webcare@thread.tacv2", "19:iedereen@thread.tacv2"
CHANNELS = (CLIENTS, WEBCARE, EVERYBODY)
