"""A company that works in Teams: the bot on a process, its people, and customers who complain."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path

from tests.e2e.company import SECRET, Premises
from tests.e2e.outside import SECONDS, Outside, introduced, seen
from tests.e2e.slack import moved
from tests.fakes.teams_connector import FakeTeams
from tests.teams.company import (
    AMY,
    CHANNELS,
    CLIENTS,
    DIRK,
    ERIK,
    EVERYBODY,
    GUEST,
    KARIN,
    NEWCOMER,
    NICOLE,
    PEOPLE,
    STRANGER,
    TENANT,
    WEBCARE,
    Person,
)
from tests.teams.hands import Crowd, Faked, Hands, Message, Sign, crowd

ALWAYS = """
[company]
name = "Draadloos"
calendar = "always"
webcare_until = "23:00"

[calendars.always]
zone = "Europe/Amsterdam"
country = ""
hours = { mon = ["00:00-24:00"], tue = ["00:00-24:00"], wed = ["00:00-24:00"], \
thu = ["00:00-24:00"], fri = ["00:00-24:00"], sat = ["00:00-24:00"], sun = ["00:00-24:00"] }

[[routes]]
key = "all"
channels = ["klanten", "webcare"]
wide = ["iedereen"]
buddies = ["amy"]

[mandates]
default = 25

[hooks.clips]
secret_env = "CLIPS"
language = "nl"
"""
"""A company that is never closed."""

HOUSE = f"""{ALWAYS}
[teams]
tenants = ["{TENANT}"]

[people]
erik = {{ name = "Erik", department = "Projecten", accounts = ["teams:{TENANT}/{ERIK.object_id}"] }}
nicole = {{ name = "Nicole", department = "Chat", \
accounts = ["teams:{TENANT}/{NICOLE.object_id}"] }}
karin = {{ name = "Karin", department = "Netwerk", language = "en", roles = ["manager"], \
accounts = ["teams:{TENANT}/{KARIN.object_id}"] }}
amy = {{ name = "Amy", department = "Webcare", roles = ["lead"], \
accounts = ["teams:{TENANT}/{AMY.object_id}"] }}
dirk = {{ name = "Dirk", department = "Directie", roles = ["executive"], \
accounts = ["teams:{TENANT}/{DIRK.object_id}"] }}

[channels.klanten]
at = "teams:{TENANT}/{CLIENTS}"

[channels.webcare]
at = "teams:{TENANT}/{WEBCARE}"
webcare = true

[channels.iedereen]
at = "teams:{TENANT}/{EVERYBODY}"
wide = true
"""

BARE: Mapping[str, str] = {
    "KNUFFEL_CONFIG": "house.toml",
    "KNUFFEL_TEAMS_UNAUTHENTICATED": "1",
    "DATABASE_URL": "",
    "CLIPS": SECRET,
}
"""Settings of a bot that believes whoever reaches it."""


TRY = "Oefen één keer"
"""Stands on what says what this is, and on nothing else."""


@dataclass
class TeamsHouse(Outside):
    """The bot, the Teams it works in, and everybody there."""

    teams: FakeTeams = field(kw_only=True)
    crowd: Crowd = field(init=False)

    # --- people

    @property
    def erik(self) -> Hands:
        return self.crowd.hands(ERIK)

    @property
    def nicole(self) -> Hands:
        return self.crowd.hands(NICOLE)

    @property
    def karin(self) -> Hands:
        return self.crowd.hands(KARIN)

    @property
    def amy(self) -> Hands:
        return self.crowd.hands(AMY)

    @property
    def dirk(self) -> Hands:
        return self.crowd.hands(DIRK)

    # --- what is looked at

    async def card(
        self, channel: str, *said: str, can: str | None = None, within: float = SECONDS
    ) -> Message:
        """The newest message of a channel that says all of this, and offers `can`."""
        return await self._found(lambda: self.erik.sees(channel), said, can, within)

    def cards(self, channel: str) -> list[Message]:
        """What stands in a channel, but for what says what this is."""
        return [one for one in self.erik.sees(channel) if TRY not in one.buttons]

    async def told(
        self, person: Hands, *said: str, can: str | None = None, within: float = SECONDS
    ) -> Message:
        """The newest message of somebody's own conversation that says all of this."""
        return await self._found(person.inbox, said, can, within)

    async def _found(
        self,
        read: Callable[[], list[Message]],
        said: tuple[str, ...],
        can: str | None,
        within: float,
    ) -> Message:
        async def look() -> list[Message]:
            return [
                one
                for one in read()
                if all(each in one.text for each in said) and (can is None or can in one.buttons)
            ]

        try:
            return (await seen(look, within=within))[-1]
        except AssertionError:
            there = "\n--\n".join(one.text for one in read())
            told = f"nothing says {said} and offers {can!r}; there is:\n{there}"
            raise AssertionError(told) from None


def people_come(teams: FakeTeams) -> None:
    """Everybody is in the organisation, its channels and, as guests are, in some."""
    for one in (*PEOPLE, NEWCOMER, GUEST, STRANGER):
        add(teams, one)
    everybody = [one.object_id for one in (*PEOPLE, NEWCOMER, GUEST, STRANGER)]
    for channel in CHANNELS:
        teams.add_channel(channel, *everybody)


def add(teams: FakeTeams, person: Person) -> None:
    """Somebody is in Teams."""
    teams.add_person(
        person.object_id,
        name=person.name,
        tenantId=person.tenant,
        userRole=person.role,
        email=person.email,
        userPrincipalName=person.email,
    )


@asynccontextmanager
async def at_work(
    teams: FakeTeams,
    folder: Path,
    *,
    command: tuple[str, ...] = ("bot", "run"),
    environ: Mapping[str, str] = BARE,
    sign: Sign | None = None,
) -> AsyncIterator[TeamsHouse]:
    """The company at work; its process may not have failed.

    The bot was let into the team, so it knows where that is answered. `command`: what is run in
    place of `python -m bot run`. `sign`: who vouches for people, where the bot asks for that.
    """
    (folder / "house.toml").write_text(HOUSE, encoding="utf-8")
    (folder / moved.FILE).write_text("0")
    premises = Premises(folder, command, "knuffel.db", environ)
    house = TeamsHouse(premises, teams=teams)
    teams.now = house.now  # it counts what comes too fast by the bot's clock
    url = f"{premises.origin}/api/messages"
    async with crowd(Faked(teams), url, sign=sign, now=house.now) as people:
        house.crowd = people
        try:
            await premises.start()
            await it_is_let_in(house)
            await introduced(premises)
            yield house
            await premises.stop()
        finally:
            if premises.process is not None and premises.process.poll() is None:
                await premises.kill()
    for trouble in ("Traceback", "Unclosed"):
        assert trouble not in premises.log, premises.log


async def it_is_let_in(house: TeamsHouse) -> None:
    """Karin installs it in the team; it is told of each channel."""
    for channel in CHANNELS:
        answer = await house.karin.lets_it_in(channel)
        assert answer.status == 200, answer
