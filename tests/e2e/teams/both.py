"""A company that works in Teams and in Slack at once: one bot, one truth."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path

from tests.e2e.company import Premises
from tests.e2e.outside import introduced
from tests.e2e.slack.house import SlackHouse, environment
from tests.e2e.teams.house import ALWAYS, BARE, TeamsHouse
from tests.fakes.teams_connector import FakeTeams
from tests.slack.hands import crowd as slack_crowd
from tests.slack.server import AMY, BOT_TOKEN, NICOLE, SlackServer
from tests.slack.server import CLIENTS as SLACK_CLIENTS
from tests.slack.server import TEAM as WORKSPACE
from tests.slack.server import WEBCARE as SLACK_WEBCARE
from tests.teams.company import CLIENTS, ERIK, TENANT
from tests.teams.company import NICOLE as TEAMS_NICOLE
from tests.teams.hands import Faked, crowd

BOTH = f"""{
    ALWAYS.replace('["klanten", "webcare"]', '["klanten", "slack", "webcare"]').replace(
        'wide = ["iedereen"]' + chr(10), ""
    )
}
[teams]
tenants = ["{TENANT}"]

[slack]
workspaces = ["{WORKSPACE}"]

[channels.klanten]
at = "teams:{TENANT}/{CLIENTS}"

[channels.slack]
at = "slack:{WORKSPACE}/{SLACK_CLIENTS}"

[channels.webcare]
at = "slack:{WORKSPACE}/{SLACK_WEBCARE}"
webcare = true

[people]
erik = {{ name = "Erik", department = "Projecten", accounts = ["teams:{TENANT}/{ERIK.object_id}"] }}
amy = {{ name = "Amy", department = "Webcare", roles = ["lead"], \
accounts = ["slack:{WORKSPACE}/{AMY}"] }}
nicole = {{ name = "Nicole", department = "Chat", \
accounts = ["teams:{TENANT}/{TEAMS_NICOLE.object_id}", "slack:{WORKSPACE}/{NICOLE}"] }}
"""
"""Erik is in Teams, Amy in Slack, Nicole in both."""


@dataclass
class Both:
    """One bot, and its people in two chats."""

    premises: Premises
    teams: TeamsHouse
    slack: SlackHouse


@asynccontextmanager
async def at_work_in_both(
    teams: FakeTeams, slack: SlackServer, folder: Path, *, more: str = ""
) -> AsyncIterator[Both]:
    """The company at work; its process may not have failed, and told no token.

    `more`: of the configuration.
    """
    (folder / "house.toml").write_text(BOTH + more, encoding="utf-8")
    environ = {**BARE, **environment(slack)}
    premises = Premises(folder, ("bot", "run"), "knuffel.db", environ)
    both = Both(premises, TeamsHouse(premises, teams=teams), SlackHouse(premises, slack=slack))
    async with (
        crowd(Faked(teams), f"{premises.origin}/api/messages") as there,
        slack_crowd(slack, f"{premises.origin}/slack/events") as here,
    ):
        both.teams.crowd, both.slack.crowd = there, here
        try:
            await premises.start()
            assert (await both.teams.nicole.lets_it_in(CLIENTS)).status == 200
            await introduced(premises)
            yield both
            await premises.stop()
        finally:
            if premises.process is not None and premises.process.poll() is None:
                await premises.kill()
    for sign in ("Traceback", "Unclosed", BOT_TOKEN):
        assert sign not in premises.log, premises.log
