"""Somebody's first minute: what is this, try it once, and a first real case with a buddy."""

from __future__ import annotations

from collections.abc import Iterator

from bot.domain.employee import Account
from bot.interactions.interaction import Interaction, Reply
from bot.presentation.card import Button
from bot.presentation.intent import Intent, Verb
from bot.presentation.page import Page
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
