"""A thousand people press the same button at once."""

from __future__ import annotations

import asyncio
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

import pytest

from tests.e2e.slack.house import SlackHouse, at_work, seen
from tests.slack.hands import Answer, Json
from tests.slack.server import CLIENTS, TEAM, SlackServer

pytestmark = [pytest.mark.asyncio(loop_scope="session"), pytest.mark.timeout(150)]

PEOPLE = tuple(f"U0P{number:04d}" for number in range(1000))
ANSWERED = 3.0
"""Seconds within which Slack wants an answer."""
_PERSON = """
[people.{key}]
name = "P{key}"
department = "Monteurs"
accounts = ["slack:{team}/{user}"]
"""


def their_names() -> str:
    """A thousand colleagues, as they are configured."""
    return "".join(_PERSON.format(key=user.lower(), team=TEAM, user=user) for user in PEOPLE)


async def presses_of_all(house: SlackHouse, card: Json) -> Sequence[Json]:
    """What Slack would post for each of them."""
    one = await house.erik.press_payload("Ik pak dit op", card)
    return [
        {
            **one,
            "user": {"id": user, "username": user, "name": user, "team_id": TEAM},
            "trigger_id": f"1.{user}",
            "response_url": house.crowd.receiver.url(user, CLIENTS),
        }
        for user in PEOPLE
    ]


async def test_a_thousand_press_at_once_and_one_has_it(slack: SlackServer, tmp_path: Path) -> None:
    async with at_work(slack, tmp_path, more=their_names()) as house:
        await house.says("Jos", "Al drie dagen geen internet, en niemand reageert.")
        card = await house.card(CLIENTS, "Jos", can="Ik pak dit op")
        presses = await presses_of_all(house, card)

        answers: list[Answer] = await asyncio.gather(
            *(house.crowd.line.interact(press) for press in presses)
        )

        assert {one.status for one in answers} == {200}
        assert max(one.seconds for one in answers) < ANSWERED
        ((owner,),) = house.premises.ask(
            "SELECT employees.name FROM history JOIN employees ON employees.id = history.actor"
            " WHERE history.code = 'claimed'"
        )
        await seen(lambda: everybody_told(house, owner))
        await house.card(CLIENTS, f"{owner} (Monteurs) pakt dit op.")


async def everybody_told(house: SlackHouse, owner: str) -> bool:
    """Whoever has it is thanked, and all others read who was first."""
    told = {one.user: one.text for one in house.crowd.receiver.words}
    kinds = Counter(
        "first" if f"{owner} (Monteurs) was je voor" in text else "thanked" if "Dank je!" in text
        else text for text in told.values()
    )  # fmt: skip
    return kinds == {"first": len(PEOPLE) - 1, "thanked": 1}
