"""A channel speaks one language; whoever reads another sees its cards in their own."""

from __future__ import annotations

import pytest

from tests.e2e.outside import seen
from tests.e2e.teams.house import TeamsHouse
from tests.teams import eyes
from tests.teams.company import CLIENTS, ERIK, KARIN, STRANGER
from tests.teams.hands import Answer, Hands, Message

pytestmark = [pytest.mark.asyncio(loop_scope="session"), pytest.mark.timeout(120)]

COMPLAINT = "Al drie dagen geen internet, en niemand reageert."
TAKE = "Ik pak dit op"


async def spoke(house: TeamsHouse, who: Hands) -> None:
    """Somebody has a chat of their own with the bot, and the bot knows of it."""
    await who.types("help")

    async def known() -> bool:
        question = "SELECT count(*) FROM conversations WHERE member = ?"
        return house.premises.ask(question, who.person.id) == [(1,)]

    await seen(known)


async def looks_at(who: Hands, card: Message) -> Answer:
    """Teams asks for the card anew, because somebody sees it."""
    wanted = card.card["refresh"]["action"]
    value = {"action": {**wanted, "type": "Action.Execute"}, "trigger": "automatic"}
    asked = who.activity("invoke", card, name="adaptiveCard/action", value=value)
    return await who.line.post(asked)


async def test_who_reads_another_language_sees_the_card_in_it(teams_house: TeamsHouse) -> None:
    house = teams_house
    await spoke(house, house.karin)  # who reads English
    await spoke(house, house.erik)
    await house.says("Jos", COMPLAINT)

    card = await house.card(CLIENTS, COMPLAINT, can=TAKE)
    answer = await looks_at(house.karin, card)

    assert card.card["refresh"]["userIds"] == [KARIN.id]
    shown = answer.json["value"]
    assert "Nobody has this yet." in eyes.read(shown).text
    assert COMPLAINT in eyes.read(shown).text
    assert shown["refresh"]["userIds"] == [KARIN.id]
    assert ERIK.id not in str(shown["refresh"])


async def test_looking_does_nothing(teams_house: TeamsHouse) -> None:
    house = teams_house
    await spoke(house, house.karin)
    await house.says("Jos", COMPLAINT)
    card = await house.card(CLIENTS, COMPLAINT, can=TAKE)

    for _ in range(3):
        await looks_at(house.karin, card)

    assert house.premises.ask("SELECT state, version FROM cases") == [("open", 1)]
    assert house.premises.ask("SELECT count(*) FROM deliveries WHERE verb = 'claim'") == [(0,)]


async def test_a_stranger_who_looks_is_shown_nothing_more(teams_house: TeamsHouse) -> None:
    house = teams_house
    await spoke(house, house.karin)
    await house.says("Jos", COMPLAINT)
    card = await house.card(CLIENTS, COMPLAINT, can=TAKE)

    answer = await looks_at(house.crowd.hands(STRANGER), card)

    assert COMPLAINT not in answer.text
