"""The story that the product is built on (S1), played in Teams from the complaint to the digest."""

from __future__ import annotations

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from tests.e2e.outside import seen
from tests.e2e.teams.house import TeamsHouse
from tests.teams.company import CLIENTS, WEBCARE
from tests.teams.hands import Filled, Message

pytestmark = [pytest.mark.asyncio(loop_scope="session"), pytest.mark.timeout(150)]

AMSTERDAM = ZoneInfo("Europe/Amsterdam")
JOS = "Drie keer hetzelfde gevraagd in de chat. Ik snap er niets meer van."
CALL = "Ik bel je woensdag over de banners."
HUG = "Nicole krijgt koffie en een knuffel."
SOON = 1.5
"""Seconds within which a press is answered."""


def monday(house: TeamsHouse) -> datetime:
    """The next Monday, nine o'clock in Amsterdam."""
    today = house.now().astimezone(AMSTERDAM)
    day = today.date() + timedelta(days=7 - today.weekday())
    return datetime(day.year, day.month, day.day, 9, tzinfo=AMSTERDAM)


async def he_takes_it(house: TeamsHouse) -> Message:
    """A complaint arrives in klanten; Erik takes it, and is briefed in private."""
    await house.says("Jos", JOS)
    card = await house.card(CLIENTS, "Jos", JOS, "Nog niemand pakt dit op.", can="Ik pak dit op")
    await house.card(WEBCARE, "Jos", can="Ik pak dit op")

    answer = await house.erik.presses("Ik pak dit op", card)

    assert (answer.status, answer.seconds < SOON) == (200, True), answer
    assert "Dank je! In je privéchat staat hoe je kunt beginnen." in answer.said
    for channel in (CLIENTS, WEBCARE):
        taken = await house.card(channel, "Erik (Projecten) pakt dit op.")
        assert "Ik pak dit op" not in taken.buttons
    briefing = await house.told(house.erik, "Dank je, Erik.", "Amy", can="Ik heb gereageerd")
    assert "€ 25" in briefing.text.replace("\xa0", " ")
    return briefing


async def he_replies(house: TeamsHouse, briefing: Message) -> Message:
    """One press, no fields; the same press delivered again is the same press."""
    press = house.erik.press_of("Ik heb gereageerd", briefing)

    first = house.erik.follow(press, await house.crowd.line.post(press))
    again = await house.crowd.line.post(press)

    assert (first.status, again.status) == (200, 200)
    assert "Genoteerd: jij, nu" in first.said
    told = await house.told(house.erik, "Jos", can="Iets beloofd")
    assert house.premises.ask("SELECT count(*) FROM replies") == [(1,)]
    return told


async def he_promises(house: TeamsHouse, mine: Message, wednesday: datetime) -> None:
    """To call on Wednesday, and, in a field that was folded, something for a colleague."""
    erik = house.erik
    await erik.presses("Iets beloofd", mine)
    moment: Filled = {
        "Wanneer?": "Een ander moment, hieronder",
        "Ander moment": wednesday.astimezone(AMSTERDAM).strftime("%Y-%m-%dT%H:%M"),
    }
    sent = await erik.sends({"Wat heb je beloofd?": CALL, **moment})
    assert (sent.status, sent.seconds < SOON) == (200, True), sent
    assert "Onthouden: wo 17:00." in sent.shown
    erik.closes()
    await house.told(erik, CALL)

    await erik.presses("Iets beloofd", mine)
    undated: Filled = {"Wanneer?": "Geen datum genoemd", "Aan wie?": "Een collega"}
    await erik.sends({"Wat heb je beloofd?": HUG, **undated})
    await house.told(erik, CALL, HUG)


async def he_cannot_be_done_yet(house: TeamsHouse, mine: Message) -> None:
    """Solved is refused as long as a promise is open; what was filled in stays."""
    await house.erik.presses("Opgelost", mine)

    answer = await house.erik.sends({"Wat zei de klant?": "Tevreden"})

    assert "banners" in answer.shown
    assert "Wat zei de klant?" in answer.shown
    house.erik.closes()


async def he_is_reminded(house: TeamsHouse, wednesday: datetime) -> None:
    """In good time, and once; done is one press."""
    house.goes_to(wednesday - timedelta(hours=1))
    reminder = await house.told(house.erik, CALL, can="Gedaan")

    answer = await house.erik.presses("Gedaan", reminder)

    assert "Mooi: belofte gehouden." in answer.said
    early = "SELECT count(*) FROM notices WHERE kind = 'promise_early'"
    assert house.premises.ask(early) == [(1,)]


async def he_keeps_the_other(house: TeamsHouse, mine: Message) -> None:
    """The hug and the coffee, from the list of everything that can be done."""
    opened = await house.erik.presses("Meer…", mine)
    assert HUG in opened.shown
    answer = await house.erik.presses("Gedaan")
    assert "Mooi: belofte gehouden." in answer.shown


async def it_is_solved(house: TeamsHouse) -> None:
    """The owner says so; the channel sees it."""
    mine = await house.told(house.erik, "Jos", can="Opgelost")
    await house.erik.presses("Opgelost", mine)
    answer = await house.erik.sends(
        {"Wat zei de klant?": "Nog niets", "Wat hielp?": "Een naam en een telefoontje."}
    )
    assert "Opgelost, dank je!" in answer.shown
    await house.card(CLIENTS, "Erik (Projecten) heeft dit opgelost.")


async def it_waits_for_the_bundle(house: TeamsHouse) -> None:
    """The check back is written down in the morning, and told with what else can wait at 15:30."""

    async def written() -> bool:
        question = "SELECT count(*) FROM notices WHERE kind = 'check_back'"
        return house.premises.ask(question) == [(1,)]

    await seen(written)


async def test_the_hug_in_teams(movable_teams: TeamsHouse) -> None:
    house = movable_teams
    begin = monday(house)
    wednesday = begin + timedelta(days=2, hours=8)
    house.goes_to(begin)

    mine = await he_takes_it(house)
    mine = await he_replies(house, mine)
    await he_promises(house, mine, wednesday)
    mine = await house.told(house.erik, CALL, HUG, can="Opgelost")
    await he_cannot_be_done_yet(house, mine)
    await he_is_reminded(house, wednesday)
    mine = await house.told(house.erik, "Jos", can="Meer…")
    await he_keeps_the_other(house, mine)
    await it_is_solved(house)

    house.goes_to(begin + timedelta(days=7, minutes=5))
    digest = await house.told(house.dirk, "Maandagbericht", can="Gelezen")
    read = await house.dirk.presses("Gelezen", digest)
    assert "Dank je: gelezen." in read.said

    await it_waits_for_the_bundle(house)
    house.goes_to(begin + timedelta(days=7, hours=6, minutes=31))
    check_back = await house.told(house.erik, "Vraag Jos één keer", can="Ik heb het gevraagd")
    await house.erik.presses("Ik heb het gevraagd", check_back)
    house.goes_to(begin + timedelta(days=30))
    await house.card(CLIENTS, "Jos", "Afgerond: we hoorden niets meer.")
    assert len(house.cards(CLIENTS)) == 1
    assert house.teams.too_fast == 0
