"""Somebody's first minute: what is this, try it once, and a first real case with a buddy."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta

from bot.domain.case import Level
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
    # 80 % of the sixteen hours until Tuesday 17:00 is 13:48; it comes with what is told at 15:30.
    assert "Ik lees: morgen 17:00." in text_of(page)
    assert "Ik herinner je eraan: morgen 15:30. Alleen jij ziet dat." in text_of(page)
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

    assert say[-1] is not None
    answer = asks(world, me, say[-1])

    assert isinstance(answer, Page)
    assert "Ik lees geen dag of tijd" in text_of(answer)
    assert "Gedaan" not in [one.label for one in buttons_on(answer)]


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
    new = introduce_channels(world.desk)
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


def test_what_this_is_comes_on_a_clock_that_is_moved_back(world: World) -> None:
    introduce_channels(world.desk)
    world.now -= timedelta(days=365)

    world.carry()

    assert [len(world.channel(key)) for key in CHANNELS] == [1, 1, 1]


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
    assert "Zet die zelf vast" in told.text


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


# --- a first real case --------------------------------------------------------------------------


def test_a_first_case_has_a_named_buddy_at_its_side(world: World) -> None:
    world.has_no_budget()
    case = world.says("jos", "Drie keer hetzelfde gevraagd, ik snap er niets meer van")

    world.erik.presses(Verb.CLAIM, case)

    (briefing,) = world.erik.messages
    assert "Dit is je eerste: Amy (Webcare) kijkt met je mee." in briefing.text
    (told,) = world.amy.messages
    assert "Erik (Projecten) doet dit voor het eerst, met Jos. Kijk je mee?" in told.text
    assert told.labels[0] == "Het hele verhaal"


def test_nobody_is_pressed_for_a_reply_on_their_first_case(world: World) -> None:
    world.has_no_budget()
    case = world.says("jos", "Drie keer hetzelfde gevraagd, ik snap er niets meer van")
    world.erik.presses(Verb.CLAIM, case)

    world.passes(minutes=90)

    assert "no_reply" not in world.erik.heard_of
    assert world.amy.heard_of[:2] == ["first_case", "no_reply"]


def test_what_a_buddy_heard_is_settled_when_the_case_is_somebody_elses(world: World) -> None:
    world.has_no_budget()
    case = world.says("jos", "Drie keer hetzelfde gevraagd, ik snap er niets meer van")
    world.erik.presses(Verb.CLAIM, case)

    world.erik.presses(Verb.RELEASE, case)

    (told,) = world.amy.messages
    assert not told.labels
    assert "Jos" not in told.text


def test_a_second_case_has_no_buddy_notice_and_a_webcare_colleagues_never(world: World) -> None:
    world.has_no_budget()
    first = world.says("jos", "Drie keer hetzelfde gevraagd, ik snap er niets meer van")
    world.erik.presses(Verb.CLAIM, first)
    world.erik.presses(Verb.REPLY, first)
    world.erik.presses(Verb.SOLVE, first, outcome="happy")

    second = world.says("mia", "Mijn factuur klopt niet")
    world.erik.presses(Verb.CLAIM, second)
    third = world.says("ali", "Waar blijft mijn modem?")
    world.sanne.presses(Verb.CLAIM, third)

    assert world.amy.heard_of.count("first_case") == 1
    assert "Dit is je eerste" not in world.erik.messages[-1].text


# --- remind me later ----------------------------------------------------------------------------


def test_why_somebody_is_reminded_later_is_read_by_helpers_alone(world: World) -> None:
    case = world.says("jos", "Drie keer hetzelfde gevraagd, ik snap er niets meer van")
    world.erik.presses(Verb.CLAIM, case)
    world.erik.presses(Verb.REPLY, case)
    world.erik.presses(Verb.PROMISE, case, words="Ik bel je.", at="2026-03-18T17:00")
    promise = f"promise:{world.promise_of(case)}"

    world.erik.presses(
        Verb.REMIND_LATER,
        promise,
        at="2026-03-18T16:30",
        reason="colleague",
        words="Nicole is pas woensdag terug.",
    )

    def reads(account: Account) -> str:
        page = asks(world, account, Intent(Verb.SHOW_CASE, f"case:{case}"))
        assert isinstance(page, Page)
        return text_of(page)

    for helper in (world.erik, world.amy):
        assert "Herinnering verschoven: het wacht op een collega." in reads(helper.account)
        assert "Nicole is pas woensdag terug." in reads(helper.account)
    for leader in (world.karin, world.dirk, world.nicole):
        assert "erinnering" not in reads(leader.account)
        assert "Nicole is pas" not in reads(leader.account)


def test_a_late_promise_is_put_off_once_and_rises_all_the_same(world: World) -> None:
    world.has_no_budget()
    case = world.says("jos", "Drie keer hetzelfde gevraagd, ik snap er niets meer van")
    world.erik.presses(Verb.CLAIM, case)
    world.erik.presses(Verb.REPLY, case)
    world.erik.presses(Verb.PROMISE, case, words="Ik bel je.", at="2026-03-17T12:00")
    promise = f"promise:{world.promise_of(case)}"
    world.goes_to("2026-03-17 14:00")
    told = world.erik.heard_of

    world.erik.presses(Verb.REMIND_LATER, promise, reason="part", at="2026-03-20T10:00")
    world.goes_to("2026-03-20 09:59")

    assert world.erik.heard_of == told
    assert world.case(case).level is Level.EXECUTIVE
    world.goes_to("2026-03-20 10:01")
    assert world.erik.heard_of == [*told, "promise_late"]
    again = world.erik.hears(Verb.REMIND_LATER, promise, reason="part", at="2026-03-23T10:00")
    assert "een keer uitgesteld" in again


def test_a_promise_says_when_its_reminder_will_come(world: World) -> None:
    case = world.says("jos", "Drie keer hetzelfde gevraagd, ik snap er niets meer van")
    world.erik.presses(Verb.CLAIM, case)
    world.erik.presses(Verb.REPLY, case)

    said = world.erik.hears(Verb.PROMISE, case, words="Ik bel je.", at="2026-03-17T17:00")

    assert said == "Onthouden: morgen 17:00. Ik herinner je eraan: morgen 15:30."
    world.goes_to("2026-03-17 15:29")
    assert "promise_early" not in world.erik.heard_of
    world.goes_to("2026-03-17 15:31")
    assert "promise_early" in world.erik.heard_of


def test_an_early_reminder_that_cannot_wait_for_the_days_bundle_comes_by_itself(
    world: World,
) -> None:
    case = world.says("jos", "Drie keer hetzelfde gevraagd, ik snap er niets meer van")
    world.erik.presses(Verb.CLAIM, case)
    world.erik.presses(Verb.REPLY, case)

    said = world.erik.hears(Verb.PROMISE, case, words="Ik bel je.", at="2026-03-16T14:00")

    assert said == "Onthouden: vandaag 14:00. Ik herinner je eraan: vandaag 13:00."
    world.goes_to("2026-03-16 12:59")
    assert world.erik.heard_of == []
    world.goes_to("2026-03-16 13:01")
    assert world.erik.heard_of == ["promise_early"]
    world.goes_to("2026-03-16 14:01")
    assert world.erik.heard_of == ["promise_early", "promise_due"]
