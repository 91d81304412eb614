"""Conversations in trouble: closed, shared with strangers, renamed, emptied; and who hears it."""

from __future__ import annotations

import asyncio
from collections.abc import Coroutine
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from bot.carrying.carrier import Carrier
from bot.carrying.checking import Checker
from bot.domain.employee import Account
from bot.domain.notice import NoticeKind
from bot.domain.policy import Policy
from bot.interactions.places import Places
from bot.ports.chatting import (
    Abilities,
    ChatAway,
    ChatError,
    Closed,
    NotDeliverable,
    Paced,
)
from bot.ports.storing import SHARED, Address
from bot.presentation.intent import Verb
from bot.usecases.desk import Desk
from bot.usecases.places import heed_channels
from tests.acceptance.world import Colleague, World
from tests.fakes.chat import Message
from tests.fakes.runner import AtOnce

WORDS = "Mijn internet ligt er al drie dagen uit!"
DAY = timedelta(days=1)


def does(work: Coroutine[Any, Any, object]) -> None:
    """A chat tells of something."""
    asyncio.run(work)


@pytest.fixture(autouse=True)
def _operator(world: World) -> None:
    """Amy runs it, and hears all of it at once."""
    world.has_no_budget()
    choose(world, operators=(world.amy.id,))


@pytest.fixture
def places(world: World) -> Places:
    """What the chat of this world tells its news to."""
    return Places(world.desk, AtOnce(), lambda: world.now)


def choose(world: World, **choices: Any) -> None:
    """Another configuration: everybody begins anew with it."""
    policy: Policy = replace(world.desk.policy, **choices)
    world.desk = Desk(world.store, policy)
    world.carrier = replace(world.carrier, desk=world.desk)
    heed_channels(world.desk, now=world.now)
    world.carry()


def configured(world: World, key: str, *, words_outside: bool = False) -> None:
    """The company says that a channel is shared with people outside."""
    policy = world.desk.policy
    channels = [replace(one, shared=one.key == key) for one in policy.channels]
    routes = [replace(one, words_outside=words_outside) for one in policy.routes]
    choose(world, channels=tuple(channels), routes=tuple(routes))


def at(key: str) -> Address:
    return Address("fake", "t1", f"channel:{key}")


def ref_of(world: World, message: Message) -> str:
    return next(ref for ref, one in world.chat.messages.items() if one is message)


def trouble(person: Colleague) -> list[str]:
    """What went wrong in the chat, as this person was told."""
    told = [one.notice for one in person.told if one.notice.kind is NoticeKind.CHAT_TROUBLE]
    return [f"{one.facts['code']} {one.facts['place']}" for one in told]


def dead(world: World) -> list[str]:
    with world.store.read() as uow:
        return [why for _, why in uow.outbox.list_dead(limit=10)]


def checks(world: World) -> int:
    """A round of asking what still stands; how many messages were gone."""
    checker = Checker(
        world.desk, AtOnce(), {"fake": world.chat}, lambda: world.machine, lambda: world.now
    )
    gone = asyncio.run(checker.check_once())
    world.carry()
    return gone


# --- how a card goes out ------------------------------------------------------------------------


def test_a_second_card_of_a_case_is_posted_under_the_first(world: World) -> None:
    case = world.says("jos", WORDS)
    (first,) = world.channel("netwerk")

    world.erik.presses(Verb.CLAIM, case)
    world.erik.presses(Verb.RELEASE, case)

    _, again = world.channel("netwerk")
    assert first.under is None
    assert again.under == ref_of(world, first)


def test_what_somebody_pressed_for_may_use_what_is_kept_for_that(world: World) -> None:
    case = world.says("jos", WORDS)
    (card,) = world.channel("netwerk")
    assert not card.pressed

    world.erik.presses(Verb.CLAIM, case)

    (briefing,) = world.erik.messages
    assert (card.pressed, briefing.pressed) == (True, True)


def test_after_a_crash_no_more_is_read_than_there_can_be_and_the_newest_truth_is_shown(
    world: World,
) -> None:
    world.chat.lost_answers = 2
    case = world.says("jos", WORDS)
    world.erik.presses(Verb.CLAIM, case)
    world.machine += timedelta(minutes=6)
    world.carry()

    assert [len(world.channel(key)) for key in ("webcare", "netwerk")] == [1, 1]
    assert all("Erik" in world.channel(key)[0].text for key in ("webcare", "netwerk"))
    assert world.chat.looked_since
    assert all(
        since is not None and world.now - timedelta(minutes=6) < since < world.now
        for since in world.chat.looked_since
    )


# --- taken away ---------------------------------------------------------------------------------


def test_a_message_that_somebody_takes_away_comes_back_once(world: World) -> None:
    case = world.says("jos", WORDS)
    for again in (True, False):
        (card,) = world.channel("netwerk")
        del world.chat.messages[ref_of(world, card)]
        verb = Verb.CLAIM if again else Verb.REPLY
        world.erik.presses(verb, case)
        assert bool(world.channel("netwerk")) is again

    assert dead(world) == ["deleted_again"]
    assert trouble(world.amy) == ["deleted_again #netwerk"]


def test_a_message_that_takes_no_change_any_more_is_posted_anew_once(world: World) -> None:
    case = world.says("jos", WORDS)
    world.chat.too_old = True

    world.erik.presses(Verb.CLAIM, case)
    (card,) = world.channel("netwerk")
    assert "Erik" in card.text

    world.erik.presses(Verb.REPLY, case)
    assert not world.channel("netwerk")
    assert "uneditable" in dead(world)
    assert "uneditable #netwerk" in trouble(world.amy)


def test_what_was_taken_away_is_learned_within_a_day(world: World) -> None:
    world.chat.abilities = Abilities(finds=True, checks=True)
    world.says("jos", WORDS)
    (card,) = world.channel("netwerk")
    assert checks(world) == 0
    del world.chat.messages[ref_of(world, card)]
    calls = world.chat.calls

    assert checks(world) == 0
    assert world.chat.calls == calls
    world.machine += DAY

    assert checks(world) == 1
    assert len(world.channel("netwerk")) == 1
    calls = world.chat.calls
    assert checks(world) == 0
    assert world.chat.calls == calls


def test_a_card_that_was_redrawn_today_is_not_asked_for(world: World) -> None:
    world.chat.abilities = Abilities(finds=True, checks=True)
    case = world.says("jos", WORDS)
    world.machine += DAY / 2
    world.erik.presses(Verb.CLAIM, case)
    calls = world.chat.calls
    world.machine += DAY / 2

    checks(world)
    assert world.chat.calls == calls

    world.machine += DAY / 2
    checks(world)
    assert world.chat.calls == calls + 3


def test_what_is_over_is_not_asked_for(world: World) -> None:
    world.chat.abilities = Abilities(finds=True, checks=True)
    case = world.says("jos", WORDS)
    world.amy.presses(Verb.DISMISS, case, reason="spam")
    world.chat.messages.clear()
    world.machine += 2 * DAY

    assert checks(world) == 0
    assert not world.channel("netwerk")


def test_a_chat_that_asks_for_rest_is_asked_for_the_others_later(world: World) -> None:
    world.chat.abilities = Abilities(finds=True, checks=True)
    world.says("jos", WORDS)
    world.machine += DAY
    calls = world.chat.calls
    world.chat.failures = [Paced(timedelta(minutes=1))]

    checks(world)
    assert world.chat.calls == calls + 1
    checks(world)
    assert world.chat.calls == calls + 1
    world.machine += timedelta(minutes=1)
    checks(world)
    assert world.chat.calls == calls + 3


def test_asking_what_stands_learns_that_a_channel_is_closed(world: World) -> None:
    world.chat.abilities = Abilities(finds=True, checks=True)
    world.says("jos", WORDS)
    world.machine += DAY
    world.chat.troubled = {"channel:netwerk": Closed("archived")}

    checks(world)

    assert trouble(world.amy) == ["archived #netwerk"]


# --- closed and opened --------------------------------------------------------------------------


@pytest.mark.parametrize("told", [True, False])
def test_a_closed_channel_keeps_everything_until_it_is_open(
    world: World, places: Places, told: bool
) -> None:
    """Whether the chat says so, or it is learned by trying."""
    case = world.says("jos", WORDS)
    world.chat.troubled = {"channel:netwerk": Closed("archived")}
    if told:
        does(places.closed(at("netwerk"), "archived"))
    world.erik.presses(Verb.CLAIM, case)
    world.says("ravi", WORDS)
    calls = world.chat.calls
    world.machine += DAY
    world.carry()
    assert world.chat.calls == calls
    assert trouble(world.amy) == ["archived #netwerk"]
    assert dead(world) == []

    world.chat.troubled = {}
    does(places.opened(at("netwerk")))
    does(places.opened(at("netwerk")))
    world.carry()

    cards = world.channel("netwerk")
    assert len(cards) == 2
    assert "Erik" in cards[0].text


def test_what_was_given_up_in_a_channel_is_tried_again_when_it_is_open(
    world: World, places: Places
) -> None:
    world.chat.troubled = {"channel:netwerk": NotDeliverable("too_long")}
    world.says("jos", WORDS)
    assert dead(world) == ["too_long"]
    assert trouble(world.amy) == ["too_long #netwerk"]

    world.chat.troubled = {}
    does(places.opened(at("netwerk")))
    world.carry()

    assert len(world.channel("netwerk")) == 1
    assert dead(world) == []


def unreachable(person: Colleague) -> list[str]:
    """What this person read of private words that do not arrive."""
    return [one.text for one in person.messages if "privéberichten" in one.text]


def test_whoever_cannot_be_reached_in_private_is_named(world: World) -> None:
    case = world.says("jos", WORDS)
    world.chat.troubled = {"private:erik": Closed("removed")}

    world.erik.presses(Verb.CLAIM, case)
    assert unreachable(world.amy) == []
    world.passes(minutes=1)

    (told,) = unreachable(world.amy)
    assert "Erik" in told
    assert "(removed)" in told


def test_a_burst_of_private_trouble_is_one_notice_that_counts_colleagues(world: World) -> None:
    people = (world.erik, world.sanne, world.karin)
    for number, why in enumerate(("no_such_person", "no_such_person", "user_blocked")):
        world.chat.troubled = {
            f"private:{one.account.external_id}": NotDeliverable(why) for one in people
        }
        for one in people:
            one.presses(Verb.CLAIM, world.says(f"{one.employee.name} {why} {number}", WORDS))

    world.passes(minutes=1)

    assert sorted(trouble(world.amy)) == ["no_such_person None", "user_blocked None"]
    (told,) = (one for one in unreachable(world.amy) if "no_such_person" in one)
    assert "3 collega's" in told


def test_the_count_of_a_posted_notice_grows(world: World) -> None:
    world.chat.troubled = {
        f"private:{one.account.external_id}": Closed("removed") for one in (world.erik, world.sanne)
    }
    world.erik.presses(Verb.CLAIM, world.says("jos", WORDS))
    world.passes(minutes=1)
    assert "Erik" in unreachable(world.amy)[0]

    world.sanne.presses(Verb.CLAIM, world.says("mia", WORDS))
    world.passes(minutes=1)

    (told,) = unreachable(world.amy)
    assert "2 collega's" in told


def test_private_trouble_is_told_anew_the_next_day(world: World) -> None:
    for day in range(2):
        world.chat.troubled = {"private:erik": NotDeliverable("no_such_person")}
        world.erik.presses(Verb.CLAIM, world.says(f"jos {day}", WORDS))
        world.goes_to(f"2026-03-{17 + day} 09:00")

    assert len(unreachable(world.amy)) == 2


def test_a_chat_that_lets_nobody_in_loses_nothing(world: World) -> None:
    conversations = ("webcare", "netwerk", "iedereen")
    revoked = ChatAway("token_revoked")
    world.chat.troubled = {f"channel:{one}": revoked for one in conversations}
    for customer in ("jos", "mia", "pim", "els", "tom"):
        world.says(customer, WORDS)
    calls = world.chat.calls
    for _ in range(20):
        world.machine += timedelta(minutes=6)
        world.carry()
    assert world.chat.calls > calls
    assert dead(world) == []

    world.chat.troubled = {}
    for _ in range(3):
        world.machine += timedelta(minutes=6)
        world.carry()

    assert [len(world.channel(one)) for one in ("webcare", "netwerk")] == [5, 5]


def test_a_chat_that_does_not_answer_is_let_rest(world: World) -> None:
    world.chat.troubled = {"channel:netwerk": ChatAway("token_revoked")}
    for customer in ("jos", "mia", "pim", "els", "tom", "bas"):
        world.says(customer, WORDS)
    world.machine += timedelta(minutes=6)
    calls = world.chat.calls

    for _ in range(5):
        world.carry()

    assert world.chat.calls == calls + 3


# --- shared with strangers ----------------------------------------------------------------------


def reads(world: World, key: str) -> str:
    return "\n".join(one.text for one in world.channel(key))


def test_strangers_in_a_channel_read_nothing_of_the_customer(world: World, places: Places) -> None:
    case = world.says("jos", WORDS)
    assert WORDS in reads(world, "netwerk")

    does(places.shared(at("netwerk")))
    world.carry()

    assert WORDS not in reads(world, "netwerk")
    assert "Jos" not in reads(world, "netwerk")
    assert WORDS in reads(world, "webcare")
    assert trouble(world.amy) == ["shared #netwerk"]
    world.says("mia", WORDS)
    world.erik.presses(Verb.CLAIM, case)
    (card,) = world.channel("netwerk")
    assert "Erik" in card.text

    does(places.unshared(at("netwerk")))
    world.carry()

    assert len(world.channel("netwerk")) == 2
    assert reads(world, "netwerk").count(WORDS) == 2


def test_what_ended_long_ago_is_not_left_to_strangers_either(world: World, places: Places) -> None:
    case = world.says("jos", WORDS)
    world.amy.presses(Verb.DISMISS, case, reason="spam")
    assert WORDS in reads(world, "netwerk")

    does(places.shared(at("netwerk")))
    world.carry()

    assert WORDS not in reads(world, "netwerk")


def test_a_channel_that_is_known_to_be_shared_goes_on_without_words(
    world: World, places: Places
) -> None:
    does(places.shared(at("netwerk")))
    world.says("jos", WORDS)
    assert not world.channel("netwerk")

    configured(world, "netwerk")

    assert len(world.channel("netwerk")) == 1
    assert WORDS not in reads(world, "netwerk")
    configured(world, "netwerk", words_outside=True)
    assert WORDS in reads(world, "netwerk")
    configured(world, "webcare")
    assert WORDS not in reads(world, "netwerk")
    assert stopped(world) == [SHARED]


def stopped(world: World) -> list[str | None]:
    with world.store.read() as uow:
        return [lane.stopped for lane, _ in uow.lanes.list_stopped()]


def test_what_is_on_its_way_when_strangers_come_is_drawn_for_them(
    world: World, places: Places
) -> None:
    """It was drawn before the chat said so, and arrives after."""

    class Late(AtOnce):
        async def background(self, work: Any) -> Any:
            if (
                getattr(work, "func", None) is not None
                and work.func.__name__ == "_sent"
                and world.channel("netwerk")
            ):
                await places.shared(at("netwerk"))
            return work()

    carrier: Carrier = world.carrier
    world.carrier = replace(carrier, runner=Late())
    world.says("jos", WORDS)
    world.carrier = carrier
    world.carry()

    assert len(world.channel("netwerk")) == 1
    assert WORDS not in reads(world, "netwerk")


def test_a_channel_that_is_opened_with_strangers_in_it_is_told_of(
    world: World, places: Places
) -> None:
    does(places.closed(at("netwerk"), "archived"))
    does(places.shared(at("netwerk")))
    assert stopped(world) == ["archived"]

    does(places.opened(at("netwerk")))
    world.carry()

    assert stopped(world) == [SHARED]
    assert trouble(world.amy) == ["archived #netwerk", "shared #netwerk"]


# --- renamed ------------------------------------------------------------------------------------


def test_a_renamed_channel_goes_on_under_its_new_name(world: World, places: Places) -> None:
    case = world.says("jos", WORDS)

    does(places.renamed("fake", "t1", "channel:netwerk", "channel:net"))
    does(places.renamed("fake", "t1", "channel:netwerk", "channel:net"))
    world.erik.presses(Verb.CLAIM, case)
    world.says("mia", WORDS)

    assert [len(world.channel(one)) for one in ("netwerk", "net")] == [1, 1]
    with world.store.begin() as uow:
        found = [uow.lanes.find_or_add(at(one)) for one in ("netwerk", "net")]
    assert found[0] == found[1]


# --- an emoji of helping ------------------------------------------------------------------------


def test_an_emoji_of_helping_offers_the_claim_and_claims_nothing(
    world: World, places: Places
) -> None:
    case = world.says("jos", WORDS)
    ref = ref_of(world, world.channel("netwerk")[0])

    for _ in range(2):
        does(places.reacted(world.erik.account, at("netwerk"), ref))
    world.carry()

    (offer,) = world.erik.messages
    assert offer.labels[0] == "Ik pak dit op"
    assert world.case(case).owner is None
    world.erik.presses(Verb.CLAIM, case)
    assert offer.card.settled

    does(places.reacted(world.erik.account, at("netwerk"), ref))
    does(places.reacted(world.ravi.account, at("netwerk"), ref))
    world.carry()
    (helping,) = world.ravi.messages
    assert "Erik" in helping.text
    assert world.erik.heard_of.count("claim_offered") == 1

    world.erik.presses(Verb.RELEASE, case)
    does(places.reacted(world.erik.account, at("netwerk"), ref))
    world.carry()
    assert world.erik.heard_of.count("claim_offered") == 2


def test_an_emoji_on_what_is_no_card_or_by_a_stranger_is_nothing(
    world: World, places: Places
) -> None:
    world.says("jos", WORDS)
    ref = ref_of(world, world.channel("netwerk")[0])
    posted = world.chat.posted

    does(places.reacted(Account("fake", "t1", "stranger"), at("netwerk"), ref))
    does(places.reacted(world.erik.account, at("netwerk"), "other"))
    does(places.reacted(world.erik.account, at("elsewhere"), ref))
    world.carry()

    assert world.chat.posted == posted


def test_who_may_not_see_a_case_is_not_offered_it(world: World, places: Places) -> None:
    world.says("jos", "Mijn advocaat stuurt u een brief, ik spreek de krant.")
    ref = ref_of(world, world.channel("webcare")[0])
    for one in (world.erik, world.amy):
        does(places.reacted(one.account, at("webcare"), ref))
    world.carry()

    assert "claim_offered" not in world.erik.heard_of
    assert "claim_offered" in world.amy.heard_of


# --- who hears of trouble -----------------------------------------------------------------------


def test_trouble_is_told_once_a_day_for_each_code_and_place(world: World, places: Places) -> None:
    for _ in range(2):
        does(places.trouble("fake", "t1", "events_failing"))
        does(places.trouble("fake", "t1", "no_permission", "channel:netwerk"))
        does(places.trouble("fake", "t1", "something_new", "C1"))
    world.carry()
    assert trouble(world.amy) == [
        "events_failing None",
        "no_permission #netwerk",
        "something_new C1",
    ]
    assert trouble(world.sanne) == []

    world.goes_to("2026-03-17 09:00")
    does(places.trouble("fake", "t1", "events_failing"))
    world.carry()
    assert len(trouble(world.amy)) == 4


def test_where_no_operator_is_named_all_of_webcare_hears(world: World, places: Places) -> None:
    choose(world, operators=())
    places = replace(places, desk=world.desk)

    does(places.trouble("fake", "t1", "uninstalled"))
    world.carry()

    assert trouble(world.amy) == trouble(world.sanne) == ["uninstalled None"]


def test_a_chat_that_asks_for_rest_for_long_is_told_of(world: World) -> None:
    case = world.says("jos", WORDS)
    world.chat.troubled = {"channel:netwerk": Paced(timedelta(minutes=1))}
    world.erik.presses(Verb.CLAIM, case)
    for _ in range(10):
        world.passes(minutes=1)
    assert trouble(world.amy) == []

    for _ in range(10):
        world.passes(minutes=1)

    assert trouble(world.amy) == ["rate_limited_long None"]
    world.chat.troubled = {}
    world.passes(minutes=1)
    (card,) = world.channel("netwerk")
    assert "Erik" in card.text


def test_trouble_in_the_operators_own_chat_is_not_told_of_itself(
    world: World, caplog: pytest.LogCaptureFixture
) -> None:
    broken: ChatError = NotDeliverable("no_such_person")
    world.chat.troubled = {"private:amy": broken, "channel:netwerk": broken}

    world.says("jos", WORDS)

    assert sorted(dead(world)) == ["no_such_person"] * 2
    assert "no_such_person" in caplog.text


def test_a_code_without_words_is_told_in_words_that_name_the_channel(
    world: World, places: Places
) -> None:
    does(places.trouble("fake", "t1", "something_new", "channel:netwerk"))
    does(places.trouble("fake", "t1", "something_else"))
    world.carry()

    told = [one.text for one in world.amy.messages]
    assert len(told) == 2
    assert "#netwerk" in told[0]
    for text, code in zip(told, ("something_new", "something_else"), strict=True):
        assert text.endswith(f"({code}).")
        assert text.count(code) == 1
