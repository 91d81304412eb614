"""How soon a press in one chat is seen in the other: the whole bot, with both chats on loopback."""

from __future__ import annotations

import asyncio
import time
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import asynccontextmanager
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from typing import NamedTuple

from bot.clock import machine_now
from bot.domain.ids import CaseId
from tests.benchmarks import slack as slack_presses
from tests.benchmarks import teams as teams_presses
from tests.benchmarks.measuring import Figure, duration
from tests.benchmarks.slack_servers import SECRET as SIGNING_SECRET
from tests.e2e.company import SECRET, Premises
from tests.e2e.outside import Outside
from tests.fakes.slack_api import TEAM, TOKEN, FakeSlack
from tests.fakes.teams_connector import FakeTeams
from tests.own_databases import OwnDatabases
from tests.slack.volley import volley
from tests.teams.company import CLIENTS, TENANT, a_person

SOON = 2.0
"""Aim, in seconds: as long as no allowance is spent, every copy shows the truth by then."""
_REST = 1.3
"""Seconds between two cases, so that no allowance is spent."""
_PATIENCE = 20.0
_CHANNEL = "C0KLANTEN"
_ERIK = a_person("P1", 1)

HOUSE = f"""
[company]
name = "Draadloos"
{slack_presses.ANY_NUMBER}calendar = "always"

[calendars.always]
zone = "Europe/Amsterdam"
hours = ["00:00-24:00"]

[teams]
tenants = ["{TENANT}"]

[slack]
workspaces = ["{TEAM}"]

[channels.klanten]
at = "teams:{TENANT}/{CLIENTS}"

[channels.webcare]
at = "slack:{TEAM}/{_CHANNEL}"
webcare = true

[[routes]]
key = "all"
channels = ["klanten", "webcare"]

[hooks.clips]
secret_env = "CLIPS"

[people]
erik = {{ name = "Erik", department = "D", accounts = ["teams:{TENANT}/{_ERIK.object_id}"] }}
amy = {{ name = "Amy", department = "Webcare", accounts = ["slack:{TEAM}/U0AMY"] }}
"""


class Both(NamedTuple):
    """The bot between its two chats."""

    outside: Outside
    teams: FakeTeams
    slack: FakeSlack


def measure(databases: OwnDatabases, *, quick: bool) -> Iterator[Figure]:
    """Both ways, in turn; on SQLite, as a small company has it."""
    del databases  # the bot makes its own
    there, back = asyncio.run(_measured(4 if quick else 15))
    yield _figure("a press in Teams, seen in Slack", there)
    yield _figure("a press in Slack, seen in Teams", back)


def _figure(what: str, took: list[float]) -> Figure:
    note = f"the longest of {len(took)}: {duration(max(took))}"
    return Figure(what, duration(median(took)), f"≤ {SOON:g} s", note)


async def _measured(rounds: int) -> tuple[list[float], list[float]]:
    there, back = list[float](), list[float]()
    with TemporaryDirectory() as folder:
        async with _working(Path(folder)) as both:
            for number in range(rounds):
                there.append(await _in_teams(both, f"Jos{number}"))
                back.append(await _in_slack(both, f"Kim{number}"))
    return there, back


async def _in_teams(both: Both, author: str) -> float:
    case = await _complaint(both, author)
    return await _until(
        both, teams_presses.a_press_of(_ERIK, case, both.teams.url), lambda: _updates_of_slack(both)
    )


async def _in_slack(both: Both, author: str) -> float:
    case = await _complaint(both, author)
    press = slack_presses.request(case, 1, team=TEAM, user="U0AMY")
    return await _until(both, press, lambda: both.teams.names().count("update"))


async def _complaint(both: Both, author: str) -> CaseId:
    """A new case, whose cards stand in both chats, and after it some rest."""
    before = len(both.teams.in_channel(CLIENTS)), len(both.slack.channels[_CHANNEL].messages)
    await both.outside.says(author, "Al drie dagen geen internet.")
    await _so(lambda: len(both.teams.in_channel(CLIENTS)) > before[0])
    await _so(lambda: len(both.slack.channels[_CHANNEL].messages) > before[1])
    await asyncio.sleep(_REST)
    ((case,),) = both.outside.premises.ask("SELECT max(id) FROM cases")
    return CaseId(case)


async def _until(both: Both, press: bytes, changes: Callable[[], int]) -> float:
    """Seconds from a press until the other chat was asked to change its card."""
    before, began = changes(), time.perf_counter()
    _, (shot,) = await volley(both.outside.premises.port, [press], 1)
    if shot.status != slack_presses.OK:
        raise LookupError(shot)
    await _so(lambda: changes() > before)
    return time.perf_counter() - began


def _updates_of_slack(both: Both) -> int:
    return both.slack.methods().count("chat.update")


async def _so(true: Callable[[], bool]) -> None:
    end = time.perf_counter() + _PATIENCE
    while not true():
        if time.perf_counter() > end:
            raise LookupError("it was never seen")
        await asyncio.sleep(0.005)


@asynccontextmanager
async def _working(folder: Path) -> AsyncIterator[Both]:
    (folder / "house.toml").write_text(HOUSE, encoding="utf-8")
    async with FakeTeams(machine_now, token="") as teams, FakeSlack(machine_now) as slack:
        teams.add_channel(CLIENTS, _ERIK.object_id)
        slack.add_channel(_CHANNEL)
        environ = {
            "KNUFFEL_CONFIG": "house.toml",
            "KNUFFEL_TEAMS_UNAUTHENTICATED": "1",
            "DATABASE_URL": "",
            "CLIPS": SECRET,
            "SLACK_BOT_TOKEN": TOKEN,
            "SLACK_SIGNING_SECRET": SIGNING_SECRET,
            "SLACK_API_URL": slack.url,
        }
        premises = Premises(folder, ("bot", "run"), "knuffel.db", environ)
        try:
            await premises.start()
            await volley(premises.port, [teams_presses.an_installation(_ERIK, teams.url)], 1)
            yield Both(Outside(premises), teams, slack)
            await premises.stop()
        finally:
            if premises.process is not None and premises.process.poll() is None:
                await premises.kill()
