"""The process is told to stop while somebody presses: they hear, as from one that runs."""

from __future__ import annotations

import asyncio

import pytest

from tests.e2e.outside import locked, seen
from tests.e2e.slack.house import SlackHouse
from tests.slack.server import CLIENTS, GUEST

pytestmark = [pytest.mark.asyncio(loop_scope="session"), pytest.mark.timeout(120)]

TAKE = "Ik pak dit op"


async def test_a_press_in_flight_is_answered_and_its_word_is_brought(
    slack_house: SlackHouse,
) -> None:
    house = slack_house
    await house.says("Jos", "Al drie dagen geen internet, en niemand reageert.")
    card = await house.card(CLIENTS, "Jos", can=TAKE)
    guest = house.crowd.hands(GUEST)
    await guest.presses(TAKE, card)
    await house.heard(guest)  # so there is a connection already for private words

    with locked(house.premises):
        pressing = asyncio.create_task(house.erik.presses(TAKE, card))
        await asyncio.sleep(0.1)
        stopping = asyncio.create_task(house.premises.stop())
        answer = await pressing
        word = await house.heard(house.erik, "nog eens")
        await stopping

    assert (answer.status, answer.seconds < 3) == (200, True)
    assert word.text
    assert house.premises.ask("SELECT state FROM cases") == [("open",)]


async def test_over_a_socket_too(socket_house: SlackHouse) -> None:
    house = socket_house
    await seen(house.slack.connected)
    await house.says("Jos", "Al drie dagen geen internet, en niemand reageert.")
    card = await house.card(CLIENTS, "Jos", can=TAKE)
    payload = await house.erik.press_payload(TAKE, card)
    envelope = {"envelope_id": "e1", "type": "interactive", "payload": payload}

    with locked(house.premises):
        pressing = asyncio.create_task(house.slack.hand(envelope))
        await asyncio.sleep(0.1)
        stopping = asyncio.create_task(house.premises.stop())
        acknowledged = await pressing
        await house.heard(house.erik, "nog eens")
        await stopping

    assert acknowledged is not None
