"""The whole main job by hand, in a real browser, on the processes that people start."""

import asyncio
import re

import pytest
from playwright.async_api import Page, expect

from tests.e2e.company import PHONE, Company, become, button, card, choose, forward
from tests.e2e.eyes import sticking_out, too_faint

pytestmark = [pytest.mark.asyncio(loop_scope="session"), pytest.mark.timeout(150)]

MARIEKE = "Marieke V."
GRACE = "Grace"
WIM = "Wim"


async def changes_within(seconds: float, page: Page, customer: str, words: str) -> None:
    """A card says this, so soon, and without being asked."""
    await page.wait_for_function(
        """([customer, words]) => [...document.querySelectorAll(".pinned")].some(
            (one) => one.textContent.includes(customer) && one.textContent.includes(words))""",
        arg=[customer, words],
        timeout=seconds * 1000,
    )


async def test_the_main_job_from_a_complaint_to_the_mondays_digest(demo: Company) -> None:
    erik = await demo.visit()
    await expect(erik.locator(".me .who")).to_contain_text("Erik")
    await expect(erik.get_by_role("heading", name="netwerk")).to_be_visible()
    await expect(button(card(erik, GRACE), "Ik pak dit op")).to_be_in_viewport()
    karin = await demo.visit("karin", "/channel/netwerk", color_scheme="dark")
    await demo.picture(erik, "1-first")

    # A complaint arrives by itself.
    await expect(card(erik, MARIEKE)).to_be_in_viewport(timeout=60_000)
    await expect(card(karin, MARIEKE)).to_contain_text("Nog niemand pakt dit op.")
    await demo.picture(erik, "2-arrived")

    # Erik takes it; everybody sees it at once.
    seen = asyncio.create_task(changes_within(5, karin, MARIEKE, "Erik (Projecten) pakt dit op."))
    await button(card(erik, MARIEKE), "Ik pak dit op").click()
    await expect(erik.locator(".toast")).to_contain_text("Dank je!")
    await seen
    await demo.picture(erik, "3-claimed")

    # The briefing lies in his private chat.
    await erik.get_by_role("link", name="Mijn chat").click()
    briefing = erik.locator(".pinned", has_text="Jij bent nu het gezicht").last
    await expect(briefing).to_contain_text(MARIEKE)
    await expect(briefing).to_contain_text("Vraag nooit klantgegevens in het openbaar.")
    await demo.picture(erik, "4-briefing")

    # One press records the reply; another takes it back.
    await button(briefing, "Ik heb gereageerd").click()
    await expect(erik.locator(".toast")).to_contain_text("Genoteerd: jij, nu")
    await demo.picture(erik, "5-replied")
    await button(erik.locator(".toast"), "Ongedaan maken").click()
    await expect(button(briefing, "Ik heb gereageerd")).to_be_visible()
    await button(briefing, "Ik heb gereageerd").click()
    mine = card(erik, f"Jij helpt {MARIEKE}")
    await expect(button(mine, "Iets beloofd")).to_be_visible()
    await changes_within(5, karin, MARIEKE, "heeft een reactie van ons")

    # He promised something for today.
    await button(mine, "Iets beloofd").click()
    dialog = erik.get_by_role("dialog")
    await dialog.get_by_label("Wat heb je beloofd").fill("Ik bel je vandaag met een nieuwe tijd.")
    await dialog.get_by_text("Vandaag 17:00").click()
    await demo.picture(erik, "6-promise")
    await button(dialog, "Onthoud dit").click()
    await expect(erik.locator(".toast").last).to_contain_text("Onthouden: vandaag 17:00")
    await expect(mine).to_contain_text("Ik bel je vandaag met een nieuwe tijd.")

    # Not solved while he still owes that.
    await button(mine, "Opgelost").click()
    await button(dialog, "Opgelost").click()
    await expect(dialog.locator(".error")).to_contain_text("Ik bel je vandaag met een nieuwe tijd.")
    await demo.picture(erik, "7-not-yet")
    await erik.keyboard.press("Escape")

    # The afternoon comes, and with it the reminder.
    await forward(erik, "+1 uur")
    reminder = erik.locator(".pinned", has_text="vóór 17:00").last
    for _ in range(8):
        if await button(reminder, "Gedaan").is_visible():
            break
        await forward(erik, "+1 uur")
        await asyncio.sleep(1.5)
    await expect(button(reminder, "Gedaan")).to_be_visible()
    await demo.picture(erik, "8-reminded")
    await button(reminder, "Gedaan").click()
    await expect(erik.locator(".toast").last).to_contain_text("belofte gehouden")

    # Solved.
    await button(mine, "Opgelost").click()
    await button(dialog, "Opgelost").click()
    await expect(dialog).to_be_hidden()
    await expect(mine).to_contain_text("Opgelost, dank je.")
    await changes_within(5, karin, MARIEKE, "Erik (Projecten) heeft dit opgelost.")
    await demo.picture(erik, "9-solved")
    await demo.picture(karin, "9-solved-dark")
    assert await too_faint(karin) == []

    # Dirk reads what was made of last week.
    await become(erik, "Dirk")
    await erik.get_by_role("link", name="Mijn chat").click()
    digest = card(erik, "week 11")
    await demo.picture(erik, "10-dirk")
    await button(digest, "Gelezen").click()
    await expect(erik.locator(".toast").last).to_be_visible()
    await erik.get_by_role("link", name="Maandagbericht").first.click()
    await expect(erik.get_by_role("heading", name=re.compile("week 11"))).to_be_visible()
    await demo.picture(erik, "11-digest")
