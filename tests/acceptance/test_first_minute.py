"""Somebody's first minute: what is this, try it once, and a first real case with a buddy."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta

from bot.domain.employee import Account
from bot.interactions.interaction import Interaction, Reply
from bot.ports.storing import Address
from bot.presentation.card import Button
from bot.presentation.intent import Intent, Verb
from bot.presentation.page import Page
from bot.usecases.places import introduce_channels, set_outside
from tests.acceptance.world import World

STRANGER = Account("fake", "t1", "nobody-knows")


# --- playing ------------------------------------------------------------------------------------


def buttons_on(page: Page) -> Iterator[Button]:
    """Everything on a page that can be pressed."""
    yield from page.buttons
    for part in page.parts:
        if part.card is not None:
            yield from (*part.card.buttons, *part.card.overflow)
        for row in part.rows:
            yield from row.buttons


def text_of(page: Page) -> str:
    """Everything that can be read on a page."""
    said = [page.title.plain]
    for part in page.parts:
        said += [part.title, *(line.says.plain for line in part.lines)]
        if part.card is not None:
            said += [part.card.title.plain, *(line.says.plain for line in part.card.lines)]
        for row in part.rows:
            said += [row.title.plain, *(line.says.plain for line in row.lines)]
    return "\n".join(said)


def asks(world: World, account: Account, intent: Intent) -> Reply:
    """Press as whoever has this account."""
    number = f"f{next(world.numbers)}"
    return world.door.take(Interaction(number, account, intent))


def presses_on(world: World, account: Account, page: Page, label: str) -> Page:
    """Press the first button with this label on a page; the page that follows."""
    intent = next(one.intent for one in buttons_on(page) if one.label == label)
    assert intent is not None
    following = asks(world, account, intent)
    assert isinstance(following, Page)
    return following


def begins(world: World, account: Account) -> Page:
    """The first page of the practice."""
    page = asks(world, account, Intent(Verb.SHOW_PRACTICE, "house"))
    assert isinstance(page, Page)
    return page


# --- try it once --------------------------------------------------------------------------------


def test_a_practice_complaint_is_played_from_card_to_solved_and_leaves_nothing(
    world: World,
) -> None:
    me = world.erik.account
    before = world.everything_stored()

    page = begins(world, me)
    assert "Robin · oefening" in text_of(page)
    page = presses_on(world, me, page, "Ik pak dit op")
    assert "Dank je, Erik. Jij bent nu het gezicht voor Robin." in text_of(page)
    assert "Beloof geen geld" not in text_of(page)
    assert "goedmaker tot € 25" in text_of(page)
    page = presses_on(world, me, page, "Ik heb gereageerd")
    page = presses_on(world, me, page, "Dit zeg ik")
    # Monday 09:00 to Tuesday 17:00: 80 % of sixteen hours is Tuesday 13:48.
    assert "Ik lees: morgen 17:00." in text_of(page)
    assert "Ik herinner je morgen 13:48, alleen jou." in text_of(page)
    page = presses_on(world, me, page, "Gedaan")

    assert "Bij je eerste echte klant staat Amy (Webcare) naast je." in text_of(page)
    assert world.everything_stored() == before
    world.carry()
    assert world.chat.messages == {}


def test_every_step_of_the_practice_can_be_left_and_gone_back_from(world: World) -> None:
    me = world.erik.account
    first = begins(world, me)
    second = presses_on(world, me, first, "Ik pak dit op")
    third = presses_on(world, me, second, "Ik heb gereageerd")

    for page in (first, second, third):
        assert presses_on(world, me, page, "Stoppen").title.plain == "Mijn overzicht"
    assert presses_on(world, me, third, "Terug") == second
    assert presses_on(world, me, second, "Terug") == first


def test_soon_is_asked_about_and_does_not_lead_on(world: World) -> None:
    me = world.erik.account
    page = begins(world, me)
    for label in ("Ik pak dit op", "Ik heb gereageerd"):
        page = presses_on(world, me, page, label)
    say = [one.intent for one in buttons_on(page) if one.label == "Dit zeg ik"]

    page = asks(world, me, say[-1]) if say[-1] else page

    assert isinstance(page, Page)
    assert "Ik lees geen moment" in text_of(page)
    assert "Gedaan" not in [one.label for one in buttons_on(page)]


def test_whoever_is_unknown_may_practise_and_reads_no_colleagues_name(world: World) -> None:
    page = begins(world, STRANGER)
    said = text_of(page)
    for label in ("Ik pak dit op", "Ik heb gereageerd", "Dit zeg ik", "Gedaan"):
        page = presses_on(world, STRANGER, page, label)
        said += text_of(page)

    assert "Amy" not in said
    assert "iemand van webcare naast je" in said


def test_webcare_practises_as_a_colleague_does(world: World) -> None:
    page = presses_on(world, world.amy.account, begins(world, world.amy.account), "Ik pak dit op")

    assert "Bereiken: webcare plaatst jouw tekst" in text_of(page)


def test_the_practice_is_not_found_by_anybody(world: World) -> None:
    me = world.erik.account
    presses_on(world, me, begins(world, me), "Ik pak dit op")

    found = asks(world, me, Intent(Verb.SHOW_SEARCH, "house", argument="Robin"))
    case = asks(world, me, Intent(Verb.SHOW_CASE, "case:0"))

    assert isinstance(found, Page)
    assert "oefening" not in text_of(found)
    assert not isinstance(case, Page)


# --- what is this -------------------------------------------------------------------------------

CHANNELS = ("webcare", "netwerk", "iedereen")


def introduces(world: World) -> int:
    """The bot starts: its channels are told what this is."""
    new = introduce_channels(world.desk, now=world.now)
    world.carry()
    return new


def test_every_channel_gets_one_card_that_says_what_this_is(world: World) -> None:
    assert introduces(world) == len(CHANNELS)

    for key in CHANNELS:
        (card,) = world.channel(key)
        assert "klanten van Draadloos" in card.text
        assert card.labels == ["Oefen één keer", "Wat is dit?"]
        assert card.pinned == 1


def test_what_this_is_comes_once_however_often_the_bot_starts(world: World) -> None:
    introduces(world)
    world.says("jos", "Mijn internet ligt eruit")

    assert introduces(world) == 0
    assert [one.pinned for one in world.channel("netwerk")] == [1, 0]


def test_what_this_is_is_none_of_the_few_wide_cards_of_a_day(world: World) -> None:
    introduces(world)

    with world.store.read() as uow:
        assert uow.cards.count_wide("iedereen", since=world.now - timedelta(days=1)) == 0


def test_a_kill_between_posting_and_pinning_neither_doubles_nor_forgets(world: World) -> None:
    world.chat.lost_answers = 1
    introduces(world)
    assert sum(one.pinned for key in CHANNELS for one in world.channel(key)) == 2

    world.machine += timedelta(minutes=1)
    world.carry()

    assert [(len(world.channel(key)), world.channel(key)[0].pinned) for key in CHANNELS] == [
        (1, 1)
    ] * 3


def test_where_nothing_may_be_pinned_operators_hear_it_once(world: World) -> None:
    world.chat.pinless = True

    introduces(world)

    assert all(len(world.channel(key)) == 1 for key in CHANNELS)
    (told,) = [one for one in world.amy.messages if "vastzetten" in one.text]
    assert "Zet haar zelf vast" in told.text


def test_where_strangers_read_along_nothing_says_what_this_is(world: World) -> None:
    channels = tuple(
        replace(one, shared=one.key == "netwerk") for one in world.desk.policy.channels
    )
    world.desk = replace(world.desk, policy=replace(world.desk.policy, channels=channels))
    set_outside(world.desk, Address("fake", "t1", "channel:iedereen"), outside=True, now=world.now)
    world.carrier = replace(world.carrier, desk=world.desk)

    assert introduces(world) == 1
    assert [len(world.channel(key)) for key in CHANNELS] == [1, 0, 0]


def test_whoever_takes_it_away_does_not_want_it(world: World) -> None:
    introduces(world)
    world.chat.messages.clear()
    set_outside(world.desk, Address("fake", "t1", "channel:netwerk"), outside=True, now=world.now)
    world.carry()

    assert introduces(world) == 0
    assert not world.channel("netwerk")


def test_its_buttons_lead_to_the_practice_and_the_explanation(world: World) -> None:
    introduces(world)
    (card,) = world.channel("netwerk")

    intents = [one.intent for one in card.card.buttons]
    pages = [asks(world, world.erik.account, one) for one in intents if one is not None]

    assert [one.title.plain for one in pages if isinstance(one, Page)] == [
        "Oefenen: stap 1 van 4",
        "Wat is dit?",
    ]
