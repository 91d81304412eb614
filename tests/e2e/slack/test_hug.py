"""The story that the product is built on (S1), played in Slack from the complaint to the digest."""

from __future__ import annotations

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from tests.e2e.outside import seen
from tests.e2e.slack.house import SlackHouse
from tests.slack.eyes import pressable, words
from tests.slack.hands import Filled, Json
from tests.slack.server import CLIENTS, WEBCARE

pytestmark = [pytest.mark.asyncio(loop_scope="session"), pytest.mark.timeout(150)]

AMSTERDAM = ZoneInfo("Europe/Amsterdam")
JOS = "Drie keer hetzelfde gevraagd in de chat. Ik snap er niets meer van."
CALL = "Ik bel je woensdag over de banners."
HUG = "Nicole krijgt koffie en een knuffel."
SOON = 1.0
"""Seconds within which a press is answered."""


def monday(house: SlackHouse) -> datetime:
    """The next Monday, nine o'clock in Amsterdam."""
    today = house.now().astimezone(AMSTERDAM)
    day = today.date() + timedelta(days=7 - today.weekday())
    return datetime(day.year, day.month, day.day, 9, tzinfo=AMSTERDAM)


async def he_takes_it(house: SlackHouse) -> Json:
    """A complaint arrives in #klanten; Erik takes it, and is briefed in private."""
    await house.says("Jos", JOS)
    card = await house.card(CLIENTS, "Jos", JOS, "Nog niemand pakt dit op.", can="Ik pak dit op")
    await house.card(WEBCARE, "Jos", can="Ik pak dit op")

    answer = await house.erik.presses("Ik pak dit op", card)

    assert (answer.status, answer.seconds < SOON) == (200, True)
    await house.heard(house.erik, "Dank je! In je privéchat staat hoe je kunt beginnen.")
    for channel in (CLIENTS, WEBCARE):
        taken = await house.card(channel, "Erik (Projecten) pakt dit op.")
        assert "Ik pak dit op" not in pressable(taken)
    briefing = await house.told(house.erik, "Dank je, Erik.", "Amy", can="Ik heb gereageerd")
    assert "€ 25" in words(briefing).replace("\xa0", " ")
    return briefing


async def he_replies(house: SlackHouse, briefing: Json) -> Json:
    """One press, no fields; the same press delivered again is the same press."""
    payload = await house.erik.press_payload("Ik heb gereageerd", briefing)

    first = await house.crowd.line.interact(payload)
    again = await house.crowd.line.interact(payload, retry=1)

    assert (first.status, again.status) == (200, 200)
    await house.heard(house.erik, "Genoteerd: jij, nu")
    told = await house.told(house.erik, "Jos", can="Iets beloofd")
    assert house.premises.ask("SELECT count(*) FROM replies") == [(1,)]
    return told


async def he_promises(house: SlackHouse, mine: Json, wednesday: datetime) -> None:
    """To call on Wednesday, and, in a field that was folded, something for a colleague."""
    await house.erik.presses("Iets beloofd", mine)
    await house.modal(house.erik, "Wat heb je beloofd?", "Wanneer?")
    moment: Filled = {
        "Wanneer?": "Een ander moment, hieronder",
        "Ander moment": int(wednesday.timestamp()),
    }
    sent = await house.erik.sends({"Wat heb je beloofd?": CALL, **moment})
    assert (sent.status, sent.seconds < SOON) == (200, True)
    await house.heard(house.erik, "Onthouden", "17:00")
    await house.told(house.erik, CALL)

    await house.erik.presses("Iets beloofd", mine)
    form = await house.modal(house.erik, "Wat heb je beloofd?")
    typed = {"Wat heb je beloofd?": HUG}
    (more,) = pressable(form)
    await house.erik.presses(more, form, typed=typed)
    await house.modal(house.erik, "Aan wie?")
    undated = {"Wanneer?": "Geen datum genoemd", "Aan wie?": "Een collega"}
    await house.erik.sends({**typed, **undated})
    await house.told(house.erik, CALL, HUG)


async def he_cannot_be_done_yet(house: SlackHouse, mine: Json) -> None:
    """Solved is refused as long as a promise is open; what was filled in stays."""
    await house.erik.presses("Opgelost", mine)
    await house.modal(house.erik, "Wat zei de klant?")

    answer = await house.erik.sends({"Wat zei de klant?": "Tevreden"})

    assert answer.json["response_action"] in {"errors", "update"}
    assert "banners" in answer.text
    await house.erik.closes()


async def he_is_reminded(house: SlackHouse, wednesday: datetime) -> None:
    """In good time, and once; done is one press."""
    house.goes_to(wednesday - timedelta(hours=1))
    reminder = await house.told(house.erik, CALL, can="Gedaan")

    await house.erik.presses("Gedaan", reminder)

    await house.heard(house.erik, "Mooi: belofte gehouden.")
    early = "SELECT count(*) FROM notices WHERE kind = 'promise_early'"
    assert house.premises.ask(early) == [(1,)]


async def he_keeps_the_other(house: SlackHouse, mine: Json) -> None:
    """The hug and the coffee, from the list of everything that can be done."""
    await house.erik.presses("Meer…", mine)
    everything = await house.modal(house.erik, HUG)
    await house.erik.presses("Gedaan", everything)
    await house.heard(house.erik, "Mooi: belofte gehouden.")


async def it_is_solved(house: SlackHouse) -> None:
    """The owner says so; the channel sees it."""
    mine = await house.told(house.erik, "Jos", can="Opgelost")
    await house.erik.presses("Opgelost", mine)
    await house.modal(house.erik, "Er staat geen belofte open.")
    answer = await house.erik.sends(
        {"Wat zei de klant?": "Nog niets", "Wat hielp?": "Een naam en een telefoontje."}
    )
    assert answer.json.get("response_action") in {None, "clear"}
    await house.heard(house.erik, "Opgelost, dank je!")
    await house.card(CLIENTS, "Erik (Projecten) heeft dit opgelost.")


async def it_waits_for_the_bundle(house: SlackHouse) -> None:
    """The check back is written down in the morning, and told with what else can wait at 15:30."""

    async def written() -> bool:
        question = "SELECT count(*) FROM notices WHERE kind = 'check_back'"
        return house.premises.ask(question) == [(1,)]

    await seen(written)


async def test_the_hug_in_slack(movable_house: SlackHouse) -> None:
    house = movable_house
    begin = monday(house)
    wednesday = begin + timedelta(days=2, hours=8)
    house.goes_to(begin)

    mine = await he_takes_it(house)
    mine = await he_replies(house, mine)
    await he_promises(house, mine, wednesday)
    await he_cannot_be_done_yet(house, mine)
    await he_is_reminded(house, wednesday)
    await he_keeps_the_other(house, mine)
    await it_is_solved(house)

    house.goes_to(begin + timedelta(days=7, minutes=5))
    digest = await house.told(house.dirk, "Maandagbericht", can="Gelezen")
    await house.dirk.presses("Gelezen", digest)
    await house.heard(house.dirk, "Dank je: gelezen.")

    await it_waits_for_the_bundle(house)
    house.goes_to(begin + timedelta(days=7, hours=6, minutes=31))
    check_back = await house.told(house.erik, "Vraag Jos één keer", can="Ik heb het gevraagd")
    await house.erik.presses("Ik heb het gevraagd", check_back)
    house.goes_to(begin + timedelta(days=30))
    await house.card(CLIENTS, "Jos", "Afgerond: we hoorden niets meer.")
    assert len(await house.cards(CLIENTS)) == 1
    assert {one.answer for one in await house.slack.calls()} == {"ok"}
