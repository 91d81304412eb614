"""A thousand people press the same button at once."""

from __future__ import annotations

import asyncio
import os
from collections import Counter
from pathlib import Path

import pytest

from bot.clock import machine_now
from tests.e2e.many import many_files as many_files
from tests.e2e.slack.house import SlackHouse, at_work, seen
from tests.slack.hands import Json
from tests.slack.server import CLIENTS, SIGNING_SECRET, TEAM, SlackServer
from tests.slack.volley import interaction, volley

pytestmark = [pytest.mark.asyncio(loop_scope="session"), pytest.mark.timeout(150)]

PEOPLE = tuple(f"U0P{number:04d}" for number in range(1000))
FIRST, LATER, THANKS = "was je voor. Wil je helpen?", "Nog niet vastgelegd", "Dank je!"
ANSWERED = 3.0
"""Seconds after which Slack gives up."""
_PERSON = """
[people.{key}]
name = "P{key}"
department = "Monteurs"
accounts = ["slack:{team}/{user}"]
"""


def their_names() -> str:
    """A thousand colleagues, as they are configured."""
    return "".join(_PERSON.format(key=user.lower(), team=TEAM, user=user) for user in PEOPLE)


async def they_come(slack: SlackServer) -> None:
    """All of them are in Slack as well."""
    await asyncio.gather(
        *(slack.set_user(user, name=user, team_id=TEAM, real_name=user) for user in PEOPLE)
    )


async def presses_of_all(house: SlackHouse, card: Json) -> list[bytes]:
    """What Slack would post for each of them."""
    one = await house.erik.press_payload("Ik pak dit op", card)
    presses = [
        {
            **one,
            "user": {"id": user, "username": user, "name": user, "team_id": TEAM},
            "trigger_id": f"1.{user}",
            "response_url": house.crowd.receiver.url(user, CLIENTS),
        }
        for user in PEOPLE
    ]
    return [interaction(press, SIGNING_SECRET, machine_now()) for press in presses]


def told(house: SlackHouse) -> Counter[str]:
    """How many read what, at once and in private; each was told once."""
    assert len({one.user for one in house.crowd.receiver.words}) == len(house.crowd.receiver.words)
    return Counter(
        sign
        for one in house.crowd.receiver.words
        for sign in (FIRST, LATER, THANKS)
        if sign in one.text
    )


async def answered(house: SlackHouse) -> bool:
    """Whether everybody was told something."""
    return len(house.crowd.receiver.words) == len(PEOPLE)


async def afterwards(house: SlackHouse) -> bool:
    """Whoever got an honest word first is told in private what came of it, by and by."""
    outcomes = "SELECT count(*) FROM notices WHERE kind = 'word_after' AND facts LIKE ?"
    ((refused,),) = house.premises.ask(outcomes, "%AlreadyClaimed%")
    ((taken,),) = house.premises.ask(outcomes, '%"claimed"%')
    return bool(refused + taken == told(house)[LATER])


@pytest.mark.usefixtures("many_files")
async def test_a_thousand_press_at_once_and_one_has_it(slack: SlackServer, tmp_path: Path) -> None:
    await they_come(slack)
    async with at_work(slack, tmp_path, more=their_names()) as house:
        await house.says("Jos", "Al drie dagen geen internet, en niemand reageert.")
        card = await house.card(CLIENTS, "Jos", can="Ik pak dit op")
        presses = await presses_of_all(house, card)
        is_busy = os.getloadavg()[0] > (os.cpu_count() or 1)

        _, shots = await volley(house.premises.port, presses, len(presses))

        assert Counter(one.status for one in shots) == {200: len(PEOPLE)}
        await seen(lambda: answered(house))
        ((owner,),) = house.premises.ask(
            "SELECT name FROM employees JOIN cases ON cases.owner_id = employees.id"
        )
        assert house.premises.ask("SELECT count(*) FROM history WHERE code = 'claimed'") == [(1,)]
        first = [one for one in house.crowd.receiver.words if FIRST in one.text]
        assert all(one.text.startswith(f"{owner} (Monteurs)") for one in first)
        assert told(house)[THANKS] + told(house)[FIRST] + told(house)[LATER] == len(PEOPLE)
        await seen(lambda: afterwards(house))
        await house.card(CLIENTS, f"{owner} (Monteurs) pakt dit op.")
        # A machine that does other things as well proves nothing about seconds.
        assert is_busy or max(one.seconds for one in shots) < ANSWERED, told(house)
