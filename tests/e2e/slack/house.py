"""A company that works in Slack: the bot on a process, its people, and customers who complain."""

from __future__ import annotations

from collections.abc import AsyncIterator, Awaitable, Callable, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, TypeVar

from cryptography.fernet import Fernet

from tests.e2e.company import SECRET, Premises
from tests.e2e.outside import SECONDS, Outside, introduced
from tests.e2e.outside import seen as seen
from tests.e2e.slack import moved
from tests.slack.eyes import pressable, words
from tests.slack.hands import Crowd, Hands, Json, crowd
from tests.slack.server import (
    AMY,
    APP_TOKEN,
    BOT_TOKEN,
    CLIENT_ID,
    CLIENT_SECRET,
    CLIENTS,
    DIRK,
    ERIK,
    EVERYBODY,
    KARIN,
    NICOLE,
    PUBLIC_URL,
    SIGNING_SECRET,
    TEAM,
    WEBCARE,
    SlackServer,
)

T = TypeVar("T")

HOUSE = f"""
[company]
name = "Draadloos"
calendar = "always"
webcare_until = "23:00"

[calendars.always]
zone = "Europe/Amsterdam"
country = ""
hours = {{ mon = ["00:00-24:00"], tue = ["00:00-24:00"], wed = ["00:00-24:00"], \
thu = ["00:00-24:00"], fri = ["00:00-24:00"], sat = ["00:00-24:00"], sun = ["00:00-24:00"] }}

[slack]
workspaces = ["{TEAM}"]

[people]
erik = {{ name = "Erik", department = "Projecten", accounts = ["slack:{TEAM}/{ERIK}"] }}
nicole = {{ name = "Nicole", department = "Chat", accounts = ["slack:{TEAM}/{NICOLE}"] }}
karin = {{ name = "Karin", department = "Netwerk", language = "en", \
roles = ["manager"], accounts = ["slack:{TEAM}/{KARIN}"] }}
amy = {{ name = "Amy", department = "Webcare", roles = ["lead"], \
accounts = ["slack:{TEAM}/{AMY}"] }}
dirk = {{ name = "Dirk", department = "Directie", roles = ["executive"], \
accounts = ["slack:{TEAM}/{DIRK}"] }}

[channels.klanten]
at = "slack:{TEAM}/{CLIENTS}"

[channels.webcare]
at = "slack:{TEAM}/{WEBCARE}"
webcare = true

[channels.iedereen]
at = "slack:{TEAM}/{EVERYBODY}"
wide = true

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


TRY = "Oefen één keer"
"""Stands on what says what this is, and on nothing else."""


@dataclass
class SlackHouse(Outside):
    """The bot, the Slack it works in, and everybody there."""

    slack: SlackServer = field(kw_only=True)
    crowd: Crowd = field(init=False)

    # --- people

    @property
    def erik(self) -> Hands:
        return self.crowd.hands(ERIK)

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
    ) -> Json:
        """The newest message of a channel that says all of this, and offers `can`."""
        return await self._found(lambda: self.slack.messages(channel), said, can, within)

    async def cards(self, channel: str) -> list[Json]:
        """What stands in a channel, but for what says what this is."""
        return [one for one in await self.slack.messages(channel) if TRY not in pressable(one)]

    async def told(
        self, person: Hands, *said: str, can: str | None = None, within: float = SECONDS
    ) -> Json:
        """The newest message of somebody's private conversation that says all of this."""
        return await self._found(person.inbox, said, can, within)

    async def heard(self, person: Hands, *said: str, within: float = SECONDS) -> Any:
        """The newest private word to somebody that says all of this."""

        async def look() -> list[Any]:
            return [one for one in person.heard if all(each in one.text for each in said)]

        return (await self._tell(look, said, person, within))[-1]

    async def modal(self, person: Hands, *said: str, within: float = SECONDS) -> Json:
        """The modal on top of somebody's screen, once it says all of this."""

        async def look() -> Json | None:
            view = await person.modal()
            fits = view is not None and all(one in words(view) for one in said)
            return view if fits else None

        found = await self._tell(look, said, person, within)
        assert found is not None
        return found

    async def _found(
        self,
        read: Callable[[], Awaitable[list[Json]]],
        said: tuple[str, ...],
        can: str | None,
        within: float,
    ) -> Json:
        async def look() -> list[Json]:
            return [
                one
                for one in await read()
                if all(each in words(one) for each in said)
                and (can is None or can in pressable(one))
            ]

        try:
            return (await seen(look, within=within))[-1]
        except AssertionError:
            there = "\n--\n".join(words(one) for one in await read())
            told = f"nothing says {said} and offers {can!r}; there is:\n{there}"
            raise AssertionError(told) from None

    async def _tell(
        self, look: Callable[[], Awaitable[T]], said: tuple[str, ...], person: Hands, within: float
    ) -> T:
        try:
            return await seen(look, within=within)
        except AssertionError:
            view = await person.modal()
            shown = [one.text for one in person.heard] + ([words(view)] if view else [])
            told = f"{person.user} reads none that says {said}: {shown}"
            raise AssertionError(told) from None


def environment(
    slack: SlackServer, *, sockets: bool = False, installed: bool = False
) -> Mapping[str, str]:
    """How the bot is told of this Slack: over HTTP, or over a socket; with a token, or without."""
    way_in = {"SLACK_APP_TOKEN": APP_TOKEN} if sockets else {"SLACK_SIGNING_SECRET": SIGNING_SECRET}
    oauth = {
        "SLACK_CLIENT_ID": CLIENT_ID,
        "SLACK_CLIENT_SECRET": CLIENT_SECRET,
        "KNUFFEL_SECRET_KEY": Fernet.generate_key().decode(),
    }
    return {
        "KNUFFEL_CONFIG": "house.toml",
        "DATABASE_URL": "",
        "CLIPS": SECRET,
        "SLACK_API_URL": slack.api_url,
        **(oauth if installed else {"SLACK_BOT_TOKEN": BOT_TOKEN}),
        **way_in,
    }


@asynccontextmanager
async def at_work(
    slack: SlackServer,
    folder: Path,
    *,
    movable: bool = False,
    sockets: bool = False,
    installed: bool = False,
    more: str = "",
) -> AsyncIterator[SlackHouse]:
    """The company at work; its process may not have failed, and told no token.

    `installed`: by the workspaces themselves, in place of a token.
    `movable`: on a clock that `goes_to` moves, in place of `python -m bot run` itself. `more`: of
    the configuration.
    """
    url = f'[slack]\nurl = "{PUBLIC_URL}"' if installed else "[slack]"
    written = HOUSE.replace("[slack]", url) + more
    (folder / "house.toml").write_text(written, encoding="utf-8")
    (folder / moved.FILE).write_text("0")
    command = ("tests.e2e.slack.moved",) if movable else ("bot", "run")
    environ = environment(slack, sockets=sockets, installed=installed)
    premises = Premises(folder, command, "knuffel.db", environ)
    house = SlackHouse(premises, slack=slack)
    async with crowd(slack, f"{premises.origin}/slack/events", now=house.now) as people:
        house.crowd = people
        try:
            await premises.start()
            if not installed:
                await introduced(premises)
            yield house
            await premises.stop()
        finally:
            if premises.process is not None and premises.process.poll() is None:
                await premises.kill()
    for sign in ("Traceback", "Unclosed"):
        assert sign not in premises.log, premises.log
    assert BOT_TOKEN not in premises.log
