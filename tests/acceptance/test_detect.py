"""What a helper writes that they will do: offered once, in private; remembered, or forgotten."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from dataclasses import replace

import pytest
from sqlalchemy import select

from bot.domain.case import Outcome
from bot.domain.ids import CaseId
from bot.domain.notice import Notice
from bot.domain.when.reading import read_when
from bot.interactions.places import Places
from bot.ports.storing import Address
from bot.presentation.form import Form
from bot.presentation.intent import Verb, opening
from storage.engine import SqlStore
from storage.tables import words
from tests.acceptance.world import Colleague, World, local
from tests.fakes.runner import AtOnce

COMPLAINT = "Mijn internet ligt er al drie dagen uit!"
SORRY = "Wat naar, Jos. Ik zoek het uit en bel je vrijdag terug. Sterkte!"
SAID = "Ik zoek het uit en bel je vrijdag terug."
OFFER = "promise_heard"


@pytest.fixture(autouse=True)
def _switched_on(world: World) -> None:
    choose(world, detect_promises=True)


def choose(world: World, *, detect_promises: bool) -> None:
    """The company switches it on or off."""
    policy = replace(world.desk.policy, detect_promises=detect_promises)
    world.desk = replace(world.desk, policy=policy)
    world.door = replace(world.door, house=replace(world.door.house, desk=world.desk))
    world.carrier = replace(world.carrier, desk=world.desk)


@pytest.fixture
def case(world: World) -> CaseId:
    """A case of Erik's."""
    case = world.says("jos", COMPLAINT)
    world.erik.presses(Verb.CLAIM, case)
    return case


def replies(person: Colleague, case: CaseId, words: str, *, delivery: str | None = None) -> None:
    """Somebody sends words to the customer, and says so."""
    person.presses(Verb.QUICK_UPDATE, case, way="public", words=words, delivery=delivery)


def writes(
    world: World, person: Colleague, words: str, *, under: str | None = None, once: str = "e1"
) -> None:
    """Somebody writes in the thread under the card in the channel, or under another message."""
    (card,) = (ref for ref, one in world.chat.messages.items() if one in world.channel("netwerk"))
    places = Places(world.desk, AtOnce(), lambda: world.now)
    at = Address("fake", "t1", "channel:netwerk")
    asyncio.run(places.wrote(person.account, at, under or card, words, once))
    world.carry()


def offers(person: Colleague) -> list[Notice]:
    return [one.notice for one in person.told if one.notice.kind.value == OFFER]


def number_of(person: Colleague) -> int:
    (told,) = (one for one in person.told if one.notice.kind.value == OFFER)
    return told.id


def kept(world: World) -> list[str]:
    """Every word of colleagues that the database holds."""
    assert isinstance(world.store, SqlStore)
    with world.store.engine().connect() as connection:
        return list(
            connection.execute(select(words.c.body).where(words.c.body.is_not(None))).scalars()
        )


def shown(person: Colleague) -> Iterator[str]:
    return (message.text for message in person.messages)


# --- in a pasted reply --------------------------------------------------------------------------


def test_what_a_reply_commits_to_is_offered_once_and_in_private(world: World, case: CaseId) -> None:
    replies(world.erik, case, SORRY, delivery="r1")
    replies(world.erik, case, SORRY, delivery="r1")

    assert len(offers(world.erik)) == 1
    assert sum(SAID in one for one in shown(world.erik)) == 1
    assert not any("bel je vrijdag" in one.text for one in world.channel("netwerk"))


def test_yes_opens_the_promise_with_the_sentence_and_its_date(world: World, case: CaseId) -> None:
    replies(world.erik, case, SORRY)
    number = number_of(world.erik)

    form = world.erik.presses(
        Verb.FORM, case, argument=opening(Verb.PROMISE, "", item=number).argument
    )

    assert isinstance(form, Form)
    filled = {one.name: one.value for one in form.fields}
    assert filled["words"] == SAID
    (when,) = (one for one in form.fields if one.name.startswith("when"))
    assert isinstance(when.value, str)
    assert when.value
    sent = {"words": SAID, when.name: when.value}
    world.erik.sends(Verb.PROMISE, case, sent, None, form.send.argument)
    (promise,) = world.case(case).promises
    read = read_when(
        SAID, now=world.now, zone="Europe/Amsterdam", calendar=world.desk.policy.calendar
    )
    assert read is not None
    assert promise.due_at == read.at == local("2026-03-20 17:00")
    assert kept(world).count(SAID) == 1, "the promise's own words, and no more the offer's"
    assert not any(SAID in one for one in shown(world.erik) if "Onthouden?" in one)


def test_of_a_no_nothing_is_kept(world: World, case: CaseId) -> None:
    writes(world, world.erik, SAID)
    before = history(world, case)

    world.erik.presses(Verb.DECLINE_OFFER, case, argument=str(number_of(world.erik)))

    assert SAID not in kept(world)
    assert not any("bel je vrijdag" in one for one in shown(world.erik))
    assert history(world, case) == before
    assert world.case(case).promises == ()
    writes(world, world.erik, SAID)
    assert len(offers(world.erik)) == 1


def test_nobody_answers_an_offer_to_somebody_else(world: World, case: CaseId) -> None:
    writes(world, world.erik, SAID)
    world.amy.presses(Verb.HELP, case)

    world.amy.presses(Verb.DECLINE_OFFER, case, argument=str(number_of(world.erik)))
    form = world.amy.presses(
        Verb.FORM, case, argument=opening(Verb.PROMISE, "", item=number_of(world.erik)).argument
    )

    assert SAID in kept(world)
    assert not isinstance(form, Form)


def test_what_was_not_answered_is_forgotten_when_the_case_closes(
    world: World, case: CaseId
) -> None:
    replies(world.erik, case, "Sorry! " + SAID)
    assert SAID in kept(world)

    world.erik.presses(Verb.SOLVE, case, outcome=Outcome.HAPPY.value)
    world.amy.presses(Verb.CLOSE, case, outcome=Outcome.HAPPY.value)
    world.carry()

    assert world.case(case).state.value in {"closed", "resolved"}
    if world.case(case).state.value == "resolved":
        world.passes(days=60)
    assert SAID not in kept(world)


def test_what_is_to_be_placed_is_looked_at_too(world: World, case: CaseId) -> None:
    world.erik.presses(Verb.PLACE, case, words=SORRY)

    assert len(offers(world.erik)) == 1


def test_a_reply_without_a_commitment_asks_nothing(world: World, case: CaseId) -> None:
    replies(world.erik, case, "Wat naar, Jos. Ik hoop dat het snel weer werkt.")

    assert offers(world.erik) == []


# --- in the case's own thread -------------------------------------------------------------------


@pytest.mark.usefixtures("case")
def test_what_the_owner_writes_under_the_card_is_offered(world: World) -> None:
    writes(world, world.erik, SAID)
    writes(world, world.erik, SAID)

    assert len(offers(world.erik)) == 1
    assert len(world.channel("netwerk")) == 1, "nothing is posted in the channel"


@pytest.mark.usefixtures("case")
def test_what_others_write_is_neither_offered_nor_kept(world: World) -> None:
    writes(world, world.sanne, SAID)

    assert offers(world.sanne) == offers(world.erik) == []
    assert SAID not in kept(world)


@pytest.mark.usefixtures("case")
def test_under_another_message_nothing_is_read(world: World) -> None:
    writes(world, world.erik, SAID, under="elsewhere")

    assert offers(world.erik) == []


def test_switched_off_nothing_is_read_nor_kept(world: World, case: CaseId) -> None:
    choose(world, detect_promises=False)

    writes(world, world.erik, SAID)
    replies(world.erik, case, "Hoi! " + SAID)

    assert offers(world.erik) == []
    assert SAID not in kept(world)


def history(world: World, case: CaseId) -> list[str]:
    with world.store.read() as uow:
        return [line.code for line in uow.history.list_of(case)]
