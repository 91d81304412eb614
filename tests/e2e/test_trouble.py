"""What goes wrong while people work: a process that is killed, a database that is locked."""

import asyncio
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from playwright.async_api import Page, Route, expect

from bot.clock import ticks
from tests.e2e.company import Company, button, card, forward, offered

pytestmark = [pytest.mark.asyncio(loop_scope="session"), pytest.mark.timeout(150)]

GRACE = "Grace"
LOST = "Geen verbinding met Knuffel"


async def started_again(company: Company, page: Page) -> None:
    """The process comes back, and the page that stayed open finds it by itself."""
    await expect(page.get_by_text(LOST)).to_be_visible()
    await company.start_again()
    await expect(page.get_by_text(LOST)).to_be_hidden()


async def taken(company: Company, customer: str) -> None:
    """It was taken once; there is one briefing, and one card in each channel."""
    case = offered(company, customer)
    claims = "SELECT count(*) FROM history WHERE case_id = ? AND code = 'claimed'"
    assert company.ask(claims, case) == [(1,)]
    briefings = "SELECT count(*) FROM board WHERE conversation = ? AND bodies LIKE ?"
    subject = f'%Jij helpt <bdi class=_"theirs_">{customer}</bdi>%'
    assert company.ask(briefings, "private:erik", subject) == [(1,)]
    assert company.ask("SELECT key FROM board GROUP BY conversation, key HAVING count(*) > 1") == []


async def pressed_again(company: Company, page: Page) -> None:
    """The page says that its press did not arrive; tried again, it is still the same press."""
    await expect(page.get_by_text("Dit is niet aangekomen.")).to_be_visible()
    await started_again(company, page)
    await button(page, "Opnieuw").click()
    await expect(page.locator(".toast").last).to_contain_text("Dank je!")


async def test_a_press_that_the_process_died_before_is_tried_again(demo: Company) -> None:
    erik = await demo.visit("erik", "/channel/netwerk")
    karin = await demo.visit("karin", "/channel/netwerk")

    demo.freeze()
    async with erik.expect_request("**/press"):
        await button(card(erik, GRACE), "Ik pak dit op").click(no_wait_after=True)
    await demo.kill()
    await pressed_again(demo, erik)

    await expect(card(karin, GRACE)).to_contain_text("Erik (Projecten) pakt dit op.")
    await erik.get_by_role("link", name="Mijn chat").click()
    await expect(card(erik, f"Jij helpt {GRACE}")).to_be_visible()
    await taken(demo, GRACE)


async def test_a_kill_while_cards_are_carried_loses_and_doubles_nothing(demo: Company) -> None:
    erik = await demo.visit("erik", "/channel/netwerk")
    karin = await demo.visit("karin", "/channel/netwerk")

    async def done_but_unanswered(route: Route) -> None:
        await route.fetch()
        await demo.kill()
        await route.abort()

    await erik.route("**/press", done_but_unanswered, times=1)
    await button(card(erik, GRACE), "Ik pak dit op").click()
    await pressed_again(demo, erik)

    await expect(card(karin, GRACE)).to_contain_text("Erik (Projecten) pakt dit op.")
    await erik.get_by_role("link", name="Mijn chat").click()
    mine = card(erik, f"Jij helpt {GRACE}")
    await expect(mine).to_be_visible()
    await taken(demo, GRACE)

    # A reminder that is on its way when the process dies comes once.
    await button(mine, "Ik heb gereageerd").click()
    await button(mine, "Iets beloofd").click()
    dialog = erik.get_by_role("dialog")
    await dialog.get_by_label("Wat heb je beloofd").fill("Ik bel je vandaag.")
    await dialog.get_by_text("Vandaag 17:00").click()
    await button(dialog, "Onthoud dit").click()
    await expect(dialog).to_be_hidden()
    early = "SELECT id FROM notices WHERE kind = 'promise_early' AND case_id = ?"
    while not demo.ask(early, offered(demo, GRACE)):
        await forward(erik, "+1 uur")
        await asyncio.sleep(1.2)
    await demo.kill()
    await started_again(demo, erik)

    reminder = erik.locator(".pinned", has=button(erik, "Gedaan"))
    await expect(reminder).to_have_count(1)
    await asyncio.sleep(2)
    await expect(reminder).to_have_count(1)
    assert len(demo.ask(early, offered(demo, GRACE))) == 1


@contextmanager
def locked(company: Company) -> Iterator[None]:
    """Somebody else writes in the database, and takes their time."""
    database = sqlite3.connect(company.folder / company.database, isolation_level=None)
    try:
        database.execute("BEGIN IMMEDIATE")
        yield
        database.execute("ROLLBACK")
    finally:
        database.close()


async def test_a_slow_database_gets_an_honest_word_and_a_late_answer(demo: Company) -> None:
    erik = await demo.visit("erik", "/channel/netwerk")
    await expect(button(card(erik, GRACE), "Ik pak dit op")).to_be_visible()

    with locked(demo):
        await asyncio.sleep(2.5)  # by now the process itself waits for it, too
        began = ticks()
        await button(card(erik, GRACE), "Ik pak dit op").click()
        await expect(erik.locator(".toast")).to_contain_text("Nog niet vastgelegd")
        word_after = ticks() - began
        await asyncio.sleep(max(4 - word_after, 0))
        await expect(card(erik, GRACE)).to_contain_text("Nog niemand pakt dit op.")

    await expect(card(erik, GRACE)).to_contain_text("Erik (Projecten) pakt dit op.")
    await erik.get_by_role("link", name="Mijn chat").click()
    told = erik.locator(".pinned", has_text="Sorry dat het even duurde.")
    await expect(told).to_have_count(1)
    await expect(told).to_contain_text("Je koos „Ik pak dit op”.")
    await demo.picture(erik, "told-later")
    await taken(demo, GRACE)
    assert demo.ask("SELECT count(*) FROM notices WHERE kind = 'word_after'") == [(1,)]
    assert word_after < 3  # two seconds, and what the browser and the test need
