"""The whole main job by hand, in a real browser, on the process that a newcomer starts."""

import asyncio
import re

import pytest
from playwright.async_api import Locator, Page, expect

from tests.e2e.company import Company, become, button, card, choose, forward, offered
from tests.e2e.eyes import too_faint

pytestmark = [pytest.mark.asyncio(loop_scope="session"), pytest.mark.timeout(150)]

MARIEKE = "Marieke V."
GRACE = "Grace"
WIM = "Wim"
WORDS = "Ik bel je vandaag met een nieuwe tijd."


async def follows(page: Page, customer: str, words: str, *, within: float = 2.0) -> None:
    """A card says this by itself, so many seconds from now at most."""
    await page.wait_for_function(
        """([customer, words]) => [...document.querySelectorAll(".pinned")].some(
            (one) => one.textContent.includes(customer) && one.textContent.includes(words))""",
        arg=[customer, words],
        timeout=within * 1000,
    )


async def a_complaint_comes(demo: Company) -> tuple[Page, Page]:
    """A newcomer looks, and so does somebody else: a complaint arrives at both by itself."""
    erik = await demo.visit()
    await expect(erik.locator(".me .who")).to_contain_text("Erik")
    await expect(erik.get_by_role("heading", name="netwerk")).to_be_visible()
    await expect(button(card(erik, GRACE), "Ik pak dit op")).to_be_in_viewport()
    karin = await demo.visit("karin", "/channel/netwerk", color_scheme="dark")
    await expect(card(erik, MARIEKE)).to_be_in_viewport(timeout=60_000)
    await expect(card(karin, MARIEKE)).to_contain_text("Nog niemand pakt dit op.")
    await demo.picture(erik, "arrived")
    return erik, karin


async def he_takes_it(erik: Page, karin: Page) -> Locator:
    """Everybody sees it at once; the briefing lies in his private chat."""
    await button(card(erik, MARIEKE), "Ik pak dit op").click()
    await follows(karin, MARIEKE, "Erik (Projecten) pakt dit op.")
    await expect(erik.locator(".toast")).to_contain_text("Dank je!")
    await erik.get_by_role("link", name="Mijn chat").click()
    mine = card(erik, f"Jij helpt {MARIEKE}")
    await expect(mine).to_contain_text(f"Jij bent nu het gezicht voor {MARIEKE}")
    await expect(mine).to_contain_text("Vraag nooit klantgegevens in het openbaar.")
    return mine


async def he_replies(erik: Page, karin: Page, mine: Locator) -> None:
    """One press records it; another takes it back."""
    await button(mine, "Ik heb gereageerd").click()
    await expect(erik.locator(".toast")).to_contain_text("Genoteerd: jij, nu")
    await button(erik.locator(".toast"), "Ongedaan maken").click()
    await expect(button(mine, "Ik heb gereageerd")).to_be_visible()
    await button(mine, "Ik heb gereageerd").click()
    await follows(karin, MARIEKE, "heeft een reactie van ons")


async def he_promises(erik: Page, mine: Locator) -> None:
    """Something for today; until it is done, nothing is solved."""
    dialog = erik.get_by_role("dialog")
    await button(mine, "Iets beloofd").click()
    await dialog.get_by_label("Wat heb je beloofd").fill(WORDS)
    await dialog.get_by_text("Vandaag 17:00").click()
    await button(dialog, "Onthoud dit").click()
    await expect(erik.locator(".toast").last).to_contain_text("Onthouden: vandaag 17:00")
    await expect(mine).to_contain_text(WORDS)

    await button(mine, "Opgelost").click()
    await button(dialog, "Opgelost").click()
    await expect(dialog.locator(".error")).to_contain_text(WORDS)
    await erik.keyboard.press("Escape")


async def he_is_reminded(demo: Company, erik: Page) -> Locator:
    """The afternoon comes, and with it the reminder."""
    early = "SELECT id FROM notices WHERE kind = 'promise_early' AND case_id = ?"
    while not demo.ask(early, offered(demo, MARIEKE)):
        await forward(erik, "+1 uur")
        await asyncio.sleep(1.2)
    reminder = erik.locator(".pinned", has=button(erik, "Gedaan"))
    await expect(reminder).to_have_count(1)
    await expect(reminder).to_be_in_viewport()
    await expect(reminder).to_contain_text(WORDS)
    await demo.picture(erik, "reminded")
    return reminder


async def test_the_main_job_from_a_complaint_to_mondays_digest(demo: Company) -> None:
    erik, karin = await a_complaint_comes(demo)
    mine = await he_takes_it(erik, karin)
    await he_replies(erik, karin, mine)
    await he_promises(erik, mine)
    reminder = await he_is_reminded(demo, erik)

    await button(reminder, "Gedaan").click()
    await expect(erik.locator(".toast").last).to_contain_text("belofte gehouden")
    await button(mine, "Opgelost").click()
    await button(erik.get_by_role("dialog"), "Opgelost").click()
    await follows(karin, MARIEKE, "Erik (Projecten) heeft dit opgelost.")
    await expect(mine).to_contain_text("Opgelost, dank je.")
    assert await too_faint(karin) == []

    await become(erik, "Dirk")
    await erik.get_by_role("link", name="Mijn chat").click()
    await button(card(erik, "week 11"), "Gelezen").click()
    await expect(button(card(erik, "week 11"), "Gelezen")).to_have_count(0)
    await erik.get_by_role("link", name="Maandagbericht").first.click()
    await expect(erik.get_by_role("heading", name=re.compile("week 11"))).to_be_visible()
    await demo.picture(erik, "digest")


async def test_two_at_once_have_one_owner_who_hands_it_over(demo: Company) -> None:
    names = {"erik": "Erik (Projecten)", "joke": "Joke (Monteurs)"}
    pages = {name: await demo.visit(name, "/channel/netwerk") for name in names}
    ravi = await demo.visit("ravi", "/private")

    # Neither card knows of the other when they press.
    claiming = [button(card(page, GRACE), "Ik pak dit op") for page in pages.values()]
    for one in claiming:
        await expect(one).to_be_visible()
    await asyncio.gather(*(one.evaluate("one => one.click()") for one in claiming))
    claims = "SELECT facts FROM history WHERE code = 'claimed' AND case_id = ?"
    for page in pages.values():
        await expect(page.locator(".toast")).to_be_visible()
    assert len(demo.ask(claims, offered(demo, GRACE))) == 1
    (second,) = [
        name for name, page in pages.items() if await page.locator(".toast.refused").count()
    ]
    (first,) = set(names) - {second}
    told = pages[second].locator(".toast.refused")
    await expect(told).to_contain_text(f"{names[first]} was je voor. Wil je helpen?")
    await button(told, "Ik kan helpen").click()
    await follows(pages[first], GRACE, "helpt mee.")

    # Whoever was first asks Ravi, and stays the owner until he says yes.
    owner = pages[first]
    await owner.get_by_role("link", name="Mijn chat").click()
    await choose(card(owner, f"Jij helpt {GRACE}"), "Overdragen")
    dialog = owner.get_by_role("dialog")
    await dialog.get_by_role("combobox").select_option(label="Ravi (Netwerk)")
    await dialog.locator("textarea").fill("Jij kent de kasten in haar wijk.")
    await dialog.locator("[type=submit]").click()
    await expect(owner.locator(".toast").last).to_contain_text("Ik vraag het Ravi")
    asked = ravi.locator(".pinned", has_text="Jij kent de kasten in haar wijk.").filter(
        has=button(ravi, "Ja, ik neem het over")
    )
    await expect(asked).to_contain_text(GRACE)
    await demo.picture(ravi, "handover")
    await expect(card(pages[second], GRACE)).to_contain_text(f"{names[first]} pakt dit op.")
    await button(asked, "Ja, ik neem het over").click()
    await follows(pages[second], GRACE, "Ravi (Netwerk) pakt dit op.")
    await expect(card(ravi, f"Jij helpt {GRACE}")).to_be_visible()
    await demo.picture(ravi, "taken-over")


async def pressed(page: Page, *keys: str) -> None:
    """One key after another, as a hand would."""
    for key in keys:
        await page.keyboard.press(key)


async def tab_to(page: Page, label: str, *, within: Locator | None = None) -> None:
    """Tab until the focus is on this button."""
    wanted = button(within or page, label)
    for _ in range(200):
        if await wanted.count() and await wanted.last.evaluate(
            "one => one === document.activeElement"
        ):
            return
        await page.keyboard.press("Tab")
    raise AssertionError(f"no way to {label} by keyboard")


async def test_claim_and_promise_by_keyboard_in_english_and_dark(demo: Company) -> None:
    page = await demo.visit("erik", "/channel/facturatie")

    await page.locator("body").press("Tab")
    await page.locator(".settings > summary").focus()
    await pressed(page, "Enter")
    await tab_to(page, "English")
    await pressed(page, "Enter")
    await expect(page.get_by_role("heading", name="facturatie")).to_be_visible()
    await expect(page.locator("html")).to_have_attribute("lang", "en")
    await page.locator(".settings > summary").focus()
    await pressed(page, "Enter")
    await tab_to(page, "Dark")
    await pressed(page, "Enter")
    await expect(page.locator("html")).to_have_attribute("data-theme", "dark")

    await tab_to(page, "I’ll take this", within=card(page, WIM))
    await pressed(page, "Enter")
    await expect(card(page, WIM)).to_contain_text("Erik (Projecten) is on it.")
    await page.get_by_role("link", name="My chat").press("Enter")
    mine = card(page, f"You are helping {WIM}")
    await tab_to(page, "I replied", within=mine)
    await pressed(page, "Enter")
    await tab_to(page, "I promised something", within=mine)
    await pressed(page, "Enter")
    dialog = page.get_by_role("dialog")
    await expect(dialog.get_by_role("textbox").first).to_be_focused()
    await page.keyboard.type("I’ll take you out of the system.")
    await pressed(page, "Tab", "Space")
    await tab_to(page, "Remember this", within=dialog)
    await demo.picture(page, "keyboard")
    await pressed(page, "Enter")
    await expect(mine).to_contain_text("I’ll take you out of the system.”, Mon 16 Mar 17:00")
    assert await too_faint(page) == []
    await demo.picture(page, "keyboard-done")
