"""Two chats, one truth: Erik is in Teams, Amy in Slack, and they work on one case."""

from __future__ import annotations

import json
import os
from collections import Counter
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
import pytest_asyncio

from bot.clock import machine_now
from tests.e2e.many import many_files as many_files
from tests.e2e.outside import seen
from tests.e2e.teams.both import Both, at_work_in_both
from tests.e2e.teams.house import add
from tests.fakes.teams_connector import FakeTeams
from tests.slack.eyes import pressable, words
from tests.slack.hands import Json
from tests.slack.server import CLIENTS as SLACK_CLIENTS
from tests.slack.server import NICOLE, SIGNING_SECRET, TEAM, SlackServer, slack_server
from tests.slack.server import WEBCARE as SLACK_WEBCARE
from tests.slack.volley import Shot, interaction, volley
from tests.teams.company import CLIENTS, TENANT, a_person
from tests.teams.hands import Message
from tests.teams.volley import invoke

pytestmark = [pytest.mark.asyncio(loop_scope="session"), pytest.mark.timeout(150)]

JOS = "Al drie dagen geen internet, en niemand reageert."
TAKE = "Ik pak dit op"
FREE = "Nog niemand pakt dit op."
PROMISE = "Ik bel je morgen."
OWNERS = """SELECT employees.name FROM employees JOIN cases ON cases.owner_id = employees.id"""
CLAIMS = "SELECT count(*) FROM history WHERE code = 'claimed'"


@pytest_asyncio.fixture(loop_scope="session")
async def slack() -> AsyncIterator[SlackServer]:
    """The company's workspace in Slack."""
    async with slack_server() as server:
        yield server


@pytest_asyncio.fixture(loop_scope="session")
async def both(teams: FakeTeams, slack: SlackServer, tmp_path: Path) -> AsyncIterator[Both]:
    """The company at work in Teams and in Slack."""
    async with at_work_in_both(teams, slack, tmp_path) as company:
        yield company


async def complaint(both: Both, author: str = "Jos") -> tuple[Message, Json]:
    """A complaint, and its cards in Teams and in Slack."""
    await both.teams.says(author, JOS)
    there = await both.teams.card(CLIENTS, author, FREE, can=TAKE)
    return there, await both.slack.card(SLACK_CLIENTS, author, FREE, can=TAKE)


async def test_one_case_lives_in_both(both: Both) -> None:
    erik, amy = both.teams.erik, both.slack.amy
    there, _ = await complaint(both)

    taken = await erik.presses(TAKE, there)

    assert taken.said.startswith("Dank je!")
    for channel in (SLACK_CLIENTS, SLACK_WEBCARE):
        card = await both.slack.card(channel, "Erik (Projecten) pakt dit op.")
        assert TAKE not in pressable(card)

    await amy.presses("Ik kan helpen", await both.slack.card(SLACK_CLIENTS, "Erik"))
    await both.slack.heard(amy, "Fijn, je helpt mee.")
    helped = await both.teams.card(CLIENTS, "Erik (Projecten) pakt dit op.", "Amy")
    assert TAKE not in helped.buttons

    mine = await both.teams.told(erik, "Dank je, Erik.", can="Ik heb gereageerd")
    await erik.presses("Ik heb gereageerd", mine)
    await erik.presses("Iets beloofd", await both.teams.told(erik, "Jos", can="Iets beloofd"))
    promised = await erik.sends({"Wat heb je beloofd?": PROMISE, "Wanneer?": "Geen datum genoemd"})
    assert promised.shown.startswith("Onthouden")
    await amy.types("Jos", channel=SLACK_WEBCARE)
    await amy.presses("Het hele verhaal", await both.slack.modal(amy, "Gevonden"))
    page = await both.slack.modal(amy, PROMISE)
    assert "Erik" in words(page)
    assert both.premises.ask("SELECT count(*) FROM cases") == [(1,)]


async def test_a_claim_in_slack_is_seen_in_teams(both: Both) -> None:
    there, here = await complaint(both)

    await both.slack.amy.presses(TAKE, here)

    taken = await both.teams.card(CLIENTS, "Amy (Webcare) pakt dit op.")
    assert (taken.conversation, taken.id) == (there.conversation, there.id)
    late = await both.teams.erik.presses(TAKE, there)
    assert late.said.startswith("Amy (Webcare) was je voor.")


async def test_somebody_with_two_accounts_is_one_colleague(both: Both) -> None:
    there, here = await complaint(both)
    nicole, in_slack = both.teams.nicole, both.slack.crowd.hands(NICOLE)
    await nicole.presses(TAKE, there)
    await both.slack.card(SLACK_CLIENTS, "Nicole (Chat) pakt dit op.")

    await in_slack.presses(TAKE, here)

    said = (await both.slack.heard(in_slack)).text
    assert "was je voor" not in said, said
    assert both.premises.ask(OWNERS) == [("Nicole",)]
    assert both.premises.ask(CLAIMS) == [(1,)]
    told = [one for one in nicole.inbox() if "Dank je, Nicole." in one.text]
    told_in_slack = [one for one in await in_slack.inbox() if "Dank je, Nicole." in words(one)]
    assert len(told) + len(told_in_slack) == 1


# --- a crowd ------------------------------------------------------------------------------------

HALF = 500
FIRST, LATER, THANKS = "was je voor. Wil je helpen?", "Nog niet vastgelegd", "Dank je!"
ANSWERED = 3.0
"""Seconds after which Slack gives up; Teams waits for five."""
IN_TEAMS = tuple(a_person(f"T{number:03d}", 1000 + number) for number in range(HALF))
IN_SLACK = tuple(f"U0P{number:04d}" for number in range(HALF))


def their_names() -> str:
    """A thousand colleagues, half of them in each chat, as they are configured."""
    accounts = [f"teams:{TENANT}/{one.object_id}" for one in IN_TEAMS]
    accounts += [f"slack:{TEAM}/{one}" for one in IN_SLACK]
    return "".join(
        f'[people.p{number}]\nname = "P{number}"\ndepartment = "Monteurs"\n'
        f'accounts = ["{account}"]\n'
        for number, account in enumerate(accounts)
    )


async def presses_of_all(both: Both, there: Message, here: Json) -> list[bytes]:
    """What the two would post for each of them, in turn."""
    one = await both.slack.amy.press_payload(TAKE, here)
    receiver = both.slack.crowd.receiver
    slack = [
        interaction(
            {
                **one,
                "user": {"id": user, "username": user, "name": user, "team_id": TEAM},
                "trigger_id": f"1.{user}",
                "response_url": receiver.url(user, SLACK_CLIENTS),
            },
            SIGNING_SECRET,
            machine_now(),
        )
        for user in IN_SLACK
    ]
    teams = [invoke(both.teams.crowd.hands(person).press_of(TAKE, there)) for person in IN_TEAMS]
    return [press for pair in zip(slack, teams, strict=True) for press in pair]


def told_in_teams(shots: list[Shot]) -> Counter[str]:
    """How many read what in the answer to their press."""
    said = [str(json.loads(one.body).get("value")) for one in shots if one.body.startswith(b"{")]
    return _counted(said)


def told_in_slack(both: Both) -> Counter[str]:
    """How many read what in private."""
    return _counted([one.text for one in both.slack.crowd.receiver.words])


def _counted(said: list[str]) -> Counter[str]:
    return Counter(sign for one in said for sign in (FIRST, LATER, THANKS) if sign in one)


@pytest.mark.usefixtures("many_files")
async def test_five_hundred_press_in_each_and_one_has_it(
    teams: FakeTeams, slack: SlackServer, tmp_path: Path
) -> None:
    for person in IN_TEAMS:
        add(teams, person)
    for user in IN_SLACK:
        await slack.set_user(user, name=user, team_id=TEAM, real_name=user)
    async with at_work_in_both(teams, slack, tmp_path, more=their_names()) as both:
        there, here = await complaint(both)
        presses = await presses_of_all(both, there, here)

        is_busy = os.getloadavg()[0] > (os.cpu_count() or 1)

        _, shots = await volley(both.premises.port, presses, len(presses))

        assert Counter(one.status for one in shots) == {200: 2 * HALF}
        # A machine that does other things as well proves nothing about seconds.
        assert is_busy or max(one.seconds for one in shots) < ANSWERED
        await seen(lambda: everybody_was_told(both))
        ((owner,),) = both.premises.ask(OWNERS)
        assert both.premises.ask(CLAIMS) == [(1,)]
        in_teams, in_slack = told_in_teams(list(shots)), told_in_slack(both)
        assert in_teams.total() == in_slack.total() == HALF, (in_teams, in_slack)
        assert in_teams[THANKS] + in_slack[THANKS] <= 1
        whose = f"{owner} (Monteurs) was je voor."
        assert sum(whose.encode() in one.body for one in shots) == in_teams[FIRST]
        assert sum(whose in one.text for one in both.slack.crowd.receiver.words) == in_slack[FIRST]
        await seen(lambda: outcomes_follow(both, in_teams[LATER] + in_slack[LATER]))
        await both.teams.card(CLIENTS, f"{owner} (Monteurs) pakt dit op.", within=60)
        await both.slack.card(SLACK_CLIENTS, f"{owner} (Monteurs) pakt dit op.", within=60)


async def everybody_was_told(both: Both) -> bool:
    """Whether each presser in Slack got a private word; in Teams it is in the answer."""
    return len({one.user for one in both.slack.crowd.receiver.words}) == HALF


async def outcomes_follow(both: Both, late: int) -> bool:
    """Whoever got an honest word first is told in private what came of it, by and by."""
    ((told,),) = both.premises.ask("SELECT count(*) FROM notices WHERE kind = 'word_after'")
    return bool(told == late)
