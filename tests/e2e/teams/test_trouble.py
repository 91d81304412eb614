"""What goes wrong in Teams while people work: nothing is lost, and somebody is told."""

from __future__ import annotations

import asyncio
import json
import random
from collections import Counter
from datetime import timedelta
from typing import Any

import pytest

from bot.clock import ticks
from tests.e2e.outside import locked, seen
from tests.e2e.teams.house import TeamsHouse
from tests.teams.company import CLIENTS, ELSEWHERE, ERIK, GUEST, NEWCOMER, STRANGER, WEBCARE
from tests.teams.hands import Answer, Hands, Json, Message, again

pytestmark = [pytest.mark.asyncio(loop_scope="session"), pytest.mark.timeout(120)]

JOS = "Al drie dagen geen internet, en niemand reageert."
TAKE = "Ik pak dit op"
FREE, TAKEN = "Nog niemand pakt dit op.", "Erik (Projecten) pakt dit op."
CLAIMS = "SELECT count(*) FROM history WHERE code = 'claimed'"
LATER, AWAY = "Nog niet vastgelegd", "Ik kan er nu even niet bij."
SOON = 1.5
"""Seconds within which a press is answered, whatever Teams does."""
HONEST = 4.0
"""Seconds within which something honest is said in any case; Teams waits for five."""


async def complaint(house: TeamsHouse, author: str = "Jos") -> Message:
    """A complaint, and its card in klanten."""
    await house.says(author, JOS)
    return await house.card(CLIENTS, author, can=TAKE)


async def takes(house: TeamsHouse, card: Message) -> Answer:
    """Erik takes it, and is answered at once."""
    answer = await house.erik.presses(TAKE, card)
    assert (answer.status, answer.seconds < SOON) == (200, True), answer
    assert answer.said.startswith("Dank je!")
    return answer


async def once_each(house: TeamsHouse, *said: str) -> None:
    """Each channel has one card of it, and Erik one briefing."""
    for channel in (CLIENTS, WEBCARE):
        await house.card(channel, *said)
        assert len(house.cards(channel)) == 1
    briefings = [one for one in house.erik.inbox() if "Dank je, Erik." in one.text]
    assert len(briefings) == 1


async def called(house: TeamsHouse, name: str, times: int = 1) -> None:
    """Wait until Teams was asked for something so often."""

    async def look() -> bool:
        return house.teams.names().count(name) >= times

    await seen(look)


# --- Teams itself -------------------------------------------------------------------------------


async def test_a_limit_of_teams_is_kept_and_delays_no_press(teams_house: TeamsHouse) -> None:
    house = teams_house
    house.teams.limit("create", 2)
    card = await complaint(house)
    house.teams.limit("update", 2, times=2)

    await takes(house, card)

    await house.told(house.erik, "Dank je, Erik.")
    await once_each(house, TAKEN)
    assert house.teams.too_fast == 0


@pytest.mark.parametrize("status", [412, 502, 504])
async def test_a_fault_that_passes_is_tried_again(teams_house: TeamsHouse, status: int) -> None:
    house = teams_house
    house.teams.fail("create", status, times=2)
    card = await complaint(house)
    house.teams.fail("update", status, times=2)

    await takes(house, card)

    await house.told(house.erik, "Dank je, Erik.")
    await once_each(house, TAKEN)


async def test_a_slow_teams_changes_nothing_for_a_press(teams_house: TeamsHouse) -> None:
    house = teams_house
    card = await complaint(house)
    for name in ("create", "send", "update", "member"):
        house.teams.fail(name, 200, times=100, delay=4)

    await takes(house, card)

    await house.told(house.erik, "Dank je, Erik.", within=40)
    await house.card(CLIENTS, TAKEN, within=40)


async def test_a_channel_that_blocks_the_bot_is_told_of_and_catches_up(
    teams_house: TeamsHouse,
) -> None:
    house = teams_house
    await complaint(house)
    other = await house.card(WEBCARE, "Jos", can=TAKE)
    house.teams.conversations[CLIENTS].refuses = "BotNotInConversationRoster"

    await takes(house, other)

    await house.told(house.amy, "klanten")
    assert FREE in house.cards(CLIENTS)[0].text
    house.teams.conversations[CLIENTS].refuses = ""
    assert (await house.karin.lets_it_in(CLIENTS)).status == 200
    await house.told(house.erik, "Dank je, Erik.")
    await once_each(house, TAKEN)


async def test_a_message_that_is_not_found_once_is_not_called_deleted(
    teams_house: TeamsHouse,
) -> None:
    house = teams_house
    card = await complaint(house)
    house.teams.fail("update", 404, "ActivityNotFoundInConversation", times=2)

    await takes(house, card)

    await house.told(house.erik, "Dank je, Erik.")
    await once_each(house, TAKEN)


async def test_a_message_that_is_gone_for_good_is_posted_once_more(
    movable_teams: TeamsHouse,
) -> None:
    house = movable_teams
    card = await complaint(house)
    other = await house.card(WEBCARE, "Jos", can=TAKE)
    house.teams.remove(f"{card.conversation}|{card.id}")

    await takes(house, other)
    await house.told(house.erik, "Dank je, Erik.")
    await called(house, "update", 2)
    assert house.cards(CLIENTS) == []  # it may be a whim of Teams': nothing is doubled yet
    for _ in range(8):
        house.goes_to(house.now() + timedelta(minutes=5))
        await asyncio.sleep(1)

    await once_each(house, TAKEN)


async def test_killed_between_posting_and_remembering_it_is_said_at_least_once(
    teams_house: TeamsHouse,
) -> None:
    house = teams_house
    house.teams.fail("create", 200, done=True, delay=1, times=2)
    await house.says("Jos", JOS)

    await called(house, "create", 2)  # one in each channel: none is left for later
    await house.premises.kill()
    await asyncio.sleep(1.5)  # Teams does what it was asked, and nobody hears of it
    await house.premises.start_again()
    await takes(house, await house.card(CLIENTS, "Jos", can=TAKE))

    await house.told(house.erik, "Dank je, Erik.")
    for channel in (CLIENTS, WEBCARE):
        await house.card(channel, TAKEN)
        copies = house.cards(channel)
        assert len(copies) <= 2  # Teams cannot be asked what stands there
        left = [one for one in copies if TAKEN not in one.text]
        for one in left:  # whoever presses an orphan is told the truth
            late = await house.nicole.presses(TAKE, one)
            assert late.said.startswith("Erik (Projecten) was je voor."), late
    assert house.premises.ask(CLAIMS) == [(1,)]


# --- people -------------------------------------------------------------------------------------


async def test_a_press_that_comes_again_has_one_effect(teams_house: TeamsHouse) -> None:
    house = teams_house
    press = house.erik.press_of(TAKE, await complaint(house))
    line = house.crowd.line

    first, *others = [await line.post(one) for one in (press, press, again(press), again(press))]

    assert {first.status, *(one.status for one in others)} == {200}
    assert {one.said for one in others} == {first.said}
    assert house.premises.ask(CLAIMS) == [(1,)]
    await house.told(house.erik, "Dank je, Erik.")
    await once_each(house, TAKEN)


async def test_a_form_that_comes_again_has_one_effect(teams_house: TeamsHouse) -> None:
    house = teams_house
    await takes(house, await complaint(house))
    mine = await house.told(house.erik, "Dank je, Erik.", can="Ik heb gereageerd")
    await house.erik.presses("Ik heb gereageerd", mine)
    mine = await house.told(house.erik, "Jos", can="Iets beloofd")
    await house.erik.presses("Iets beloofd", mine)
    filled = {"Wat heb je beloofd?": "Ik bel.", "Wanneer?": "Geen datum genoemd"}
    sent = house.erik.press_of("Onthoud dit", filled=filled)

    answers = [await house.crowd.line.post(one) for one in (sent, sent, again(sent))]

    assert {one.status for one in answers} == {200}
    assert house.premises.ask("SELECT count(*) FROM promises") == [(1,)]


async def test_a_press_that_the_process_died_of_is_pressed_again(teams_house: TeamsHouse) -> None:
    house = teams_house
    press = house.erik.press_of(TAKE, await complaint(house))

    assert (await house.crowd.line.post(press)).status == 200
    await house.premises.kill()
    await house.premises.start_again()
    repeated = await house.crowd.line.post(again(press))

    assert (repeated.status, repeated.said[:8]) == (200, "Dank je!")
    await house.told(house.erik, "Dank je, Erik.")
    assert house.premises.ask(CLAIMS) == [(1,)]
    await house.card(CLIENTS, TAKEN)


async def test_guests_and_strangers_are_refused_kindly(teams_house: TeamsHouse) -> None:
    house = teams_house
    card = await complaint(house)

    for person in (GUEST, STRANGER, NEWCOMER):
        hands = house.crowd.hands(person)
        answer = await hands.presses(TAKE, card)
        assert (answer.status, answer.seconds < HONEST) == (200, True), answer
        assert answer.said

    assert house.premises.ask(CLAIMS) == [(0,)]
    assert JOS not in " ".join(one.text for one in house.crowd.hands(GUEST).inbox())


async def test_another_organisation_gets_nothing(teams_house: TeamsHouse) -> None:
    house = teams_house
    card = await complaint(house)
    foreign = Hands(STRANGER, house.crowd.teams, house.crowd.line, home=ELSEWHERE)

    answers = [await foreign.presses(TAKE, card), await foreign.types("open")]

    assert {one.status for one in answers} == {403}
    assert house.premises.ask(CLAIMS) == [(0,)]


# --- our own database ---------------------------------------------------------------------------


async def test_a_locked_database_gets_an_honest_word_and_loses_nothing(
    teams_house: TeamsHouse,
) -> None:
    house = teams_house
    card = await complaint(house)
    press = house.erik.press_of(TAKE, card)

    with locked(house.premises):
        began = ticks()
        answer = await house.crowd.line.post(press)
        assert (answer.status, answer.seconds < HONEST) == (200, True), answer
        assert answer.said.startswith((LATER, AWAY)), answer
        await asyncio.sleep(max(4 - (ticks() - began), 0))
        assert FREE in house.cards(CLIENTS)[0].text

    if answer.said.startswith(AWAY):  # it was given up, and says so: it is pressed again
        assert (await house.crowd.line.post(again(press))).said.startswith("Dank je!")
    else:
        await house.told(house.erik, "Sorry dat het even duurde.", TAKE)
    await house.card(CLIENTS, TAKEN)
    await house.told(house.erik, "Dank je, Erik.")
    await once_each(house, TAKEN)
    assert house.premises.ask(CLAIMS) == [(1,)]


async def test_a_form_is_answered_in_time_too(teams_house: TeamsHouse) -> None:
    house = teams_house
    card = await complaint(house)

    with locked(house.premises):
        opened = await house.erik.presses("Ik weet wie dit kan", card)
        written = await house.erik.makes_a_case_of("<p>Jos zegt dat het niet werkt.</p>")
        searched = await house.erik.looks_for("Jos")

    for answer in (opened, written, searched):
        assert (answer.status, answer.seconds < HONEST) == (200, True), answer


# --- whoever else sends something ---------------------------------------------------------------


def malformed(activity: Json, dice: random.Random) -> bytes:
    """A body that Teams would never send."""
    text = json.dumps(activity)
    broken = dice.choice(
        [
            text[: dice.randrange(len(text))],
            json.dumps(_spoiled(activity, dice)),
            json.dumps(_spoiled(activity, dice)),
            json.dumps(_spoiled(_spoiled(activity, dice), dice)),
            json.dumps(dice.choice([None, [], 7, "x", [activity], {"type": None}])),
            "[" * 5000,
            text.replace('"', "\x00", dice.randrange(5)),
            "\ud800".join(text[:40].split(" ")),
        ]
    )
    raw = broken.encode("utf-8", "surrogatepass")
    if dice.random() < 0.2:
        raw = bytes(dice.randrange(256) for _ in range(dice.randrange(300)))
    return raw


def _spoiled(activity: Json, dice: random.Random) -> Json:
    """The same with something of another kind in some place."""
    spoiled = json.loads(json.dumps(activity))
    part: Any = spoiled
    while True:
        name = dice.choice(list(part))
        if isinstance(part[name], dict) and part[name] and dice.random() < 0.6:
            part = part[name]
            continue
        part[name] = dice.choice([None, [], {}, 0, -1, "x", "💥" * 90, [[]], True, {"id": []}])
        return dict(spoiled)


async def kinds(house: TeamsHouse, card: Message) -> list[Json]:
    """One activity of each kind."""
    erik = house.erik
    await erik.presses("Ik weet wie dit kan", card)
    assert erik.dialog is not None
    return [
        erik.press_of(TAKE, card),
        erik.press_of("Ik weet wie dit kan", card),
        erik.press_of(_send(erik)),
        erik.activity("message", card, value={**erik.press_of(_send(erik))["value"]["data"]}),
        erik.words("open"),
        erik.words("open", CLIENTS),
        erik.activity("installationUpdate", Message(CLIENTS, "", {}), action="add"),
        erik.activity("conversationUpdate", Message(CLIENTS, "", {}), membersAdded=[{"id": "x"}]),
        erik.activity("invoke", name="composeExtension/query", value={"parameters": [{}]}),
        erik.activity("invoke", name="somethingElse/entirely", value={}),
    ]


def _send(hands: Hands) -> str:
    assert hands.dialog is not None
    return str(hands.dialog["actions"][0]["title"])


async def test_no_malformed_body_is_a_fault_of_ours(teams_house: TeamsHouse) -> None:
    house = teams_house
    card = await complaint(house)
    dice = random.Random(20261121)  # noqa: S311 - the same every time
    activities = await kinds(house, card)
    statuses: Counter[int] = Counter()

    for _ in range(300):
        body = malformed(dice.choice(activities), dice)
        kind = dice.choice(["application/json", "application/json", "text/plain", ""])
        answer = await house.crowd.line.post(body, kind=kind)
        statuses[answer.status] += 1

    assert not [status for status in statuses if status >= 500], statuses
    assert set(statuses) <= {200, 400, 401, 403}, statuses
    assert statuses[400] > 50, statuses
    assert "answering Teams failed" not in house.premises.log
    await takes(house, card)
    assert house.erik.person is ERIK
