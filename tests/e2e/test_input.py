"""Whatever is typed, pasted or sent: a clear sentence, nothing lost, and nothing that runs."""

import json
from datetime import UTC, datetime
from itertools import count

import aiohttp
import pytest
from playwright.async_api import Locator, Page, expect
from standardwebhooks import Webhook

from tests.contract.chatting.examples import HARMFUL
from tests.e2e.company import PHONE, SECRET, Company, button, card, choose
from tests.e2e.eyes import sticking_out

pytestmark = [pytest.mark.asyncio(loop_scope="session"), pytest.mark.timeout(150)]

NUMBERS = count(1)
OTHERS_SECRET = "whsec_" + "A" * 43 + "="
TURNED = "Betaald\u202emoc.elpmaxe.live//:sptth\u202c\u200b\u0000 en toch afgesloten"
LONG = "Al zes weken zonder internet. " * 334


async def sent(company: Company, author: str, text: str, *, secret: str = SECRET) -> int:
    """What the webhook answers to a post, signed as its tool does."""
    number, now = f"m{next(NUMBERS)}", datetime.now(UTC)  # noqa: TID251 - signatures have a real one
    body = json.dumps({"id": number, "author": author, "text": text})
    headers = {
        "webhook-id": number,
        "webhook-timestamp": str(int(now.timestamp())),
        "webhook-signature": Webhook(secret).sign(number, now, body),
    }
    async with (
        aiohttp.ClientSession() as tool,
        tool.post(f"{company.origin}/hooks/clips", data=body.encode(), headers=headers) as answer,
    ):
        return answer.status


async def opened(page: Page, customer: str, label: str) -> Locator:
    """The form of a button on the owner's own card."""
    await button(card(page, f"Jij helpt {customer}"), label).click()
    dialog = page.get_by_role("dialog")
    await expect(dialog).to_be_visible()
    return dialog


async def test_the_main_job_in_real_time_on_a_phone(house: Company) -> None:
    erik = await house.visit("erik", "/channel/klanten", viewport=PHONE, has_touch=True)
    amy = await house.visit("amy", "/channel/webcare")
    assert await sent(house, "Jos", "Drie keer gevraagd in de chat, drie antwoorden.") == 204

    await button(card(erik, "Jos"), "Ik pak dit op").click()
    await expect(card(amy, "Jos")).to_contain_text("Erik (Projecten) pakt dit op.")
    await erik.get_by_role("link", name="Mijn chat").click()
    mine = card(erik, "Jij helpt Jos")
    await expect(mine).to_contain_text("Dank je, Erik.")
    assert await sticking_out(erik) == []
    await button(mine, "Ik heb gereageerd").click()

    dialog = await opened(erik, "Jos", "Iets beloofd")
    await dialog.get_by_label("Wat heb je beloofd").fill("Ik bel over de banners.")
    await dialog.get_by_text("Vr 17:00").or_(dialog.get_by_text("Morgen 17:00")).first.click()
    await house.picture(erik, "phone-promise")
    assert await sticking_out(erik) == []
    await button(dialog, "Onthoud dit").click()
    await expect(mine).to_contain_text("Ik bel over de banners.")

    await choose(mine, "Meer…")
    await house.picture(erik, "phone-more")
    await button(dialog, "Gedaan").click()
    await house.picture(erik, "phone-kept")
    dialog = await opened(erik, "Jos", "Opgelost")
    await button(dialog, "Opgelost").click()
    await expect(card(amy, "Jos")).to_contain_text("Erik (Projecten) heeft dit opgelost.")


async def test_what_strangers_send_is_shown_and_does_nothing(house: Company) -> None:
    erik = await house.visit("erik", "/channel/klanten")
    asked: list[str] = []
    erik.on("request", lambda request: asked.append(request.url))
    texts = [*HARMFUL, TURNED, LONG]

    for number, text in enumerate(texts):
        assert await sent(house, f"Klant {number}x {text[:40]}", text) == 204

    for number, text in enumerate(texts):
        quote = card(erik, f"Klant {number}x").locator("blockquote .theirs")
        begin = text[:30].replace("\u202e", "").split("\n")[0].strip()
        await expect(quote).to_contain_text(begin)
        assert await quote.evaluate("one => one.childElementCount") == 0
    assert "\u202e" not in await erik.locator("#board").inner_text()
    assert [url for url in asked if not url.startswith(house.origin)] == []
    assert await sticking_out(erik) == []
    await house.picture(erik, "strangers")


async def test_who_does_not_know_the_secret_is_not_heard(house: Company) -> None:
    erik = await house.visit("erik", "/channel/klanten")

    assert await sent(house, "Vervalst", "Ik ben een klant, echt.", secret=OTHERS_SECRET) == 401
    assert await sent(house, "Echt", "Ik ben een klant.") == 204

    await expect(card(erik, "Echt")).to_be_visible()
    await expect(erik.get_by_text("Vervalst")).to_have_count(0)
    assert house.ask("SELECT count(*) FROM posts") == [(1,)]


async def test_a_form_that_cannot_be_used_comes_back_as_it_was_typed(house: Company) -> None:
    await sent(house, "Jos", "Wie belt mij terug?")
    erik = await house.visit("erik", "/channel/klanten")
    await button(card(erik, "Jos"), "Ik pak dit op").click()
    await erik.get_by_role("link", name="Mijn chat").click()
    await button(card(erik, "Jij helpt Jos"), "Ik heb gereageerd").click()

    # Nothing promised.
    dialog = await opened(erik, "Jos", "Iets beloofd")
    words, at = dialog.get_by_label("Wat heb je beloofd"), dialog.get_by_label("ander moment").last
    await at.fill("2031-05-04T10:00")
    await button(dialog, "Onthoud dit").click()
    await expect(dialog.locator(".error")).to_have_text("Vul dit nog in.")
    await expect(words).to_be_focused()
    await expect(at).to_have_value("2031-05-04T10:00")
    await house.picture(erik, "empty-promise")

    # A moment that is over.
    await words.fill("Ik bel je.")
    await at.fill("2020-01-01T10:00")
    await button(dialog, "Onthoud dit").click()
    await expect(dialog.locator(".error")).to_have_text("Dat moment is al voorbij.")
    await expect(words).to_have_value("Ik bel je.")
    await house.picture(erik, "past")

    # No moment at all.
    await at.evaluate("one => { one.type = 'text'; one.value = 'gisteren'; }")
    await button(dialog, "Onthoud dit").click()
    await expect(at).to_have_value("gisteren")
    await expect(dialog.locator(".error")).to_contain_text("Schrijf het zo")
    await house.picture(erik, "no-date")

    # Far too much.
    await at.fill("")
    await words.fill(LONG)
    await expect(dialog.locator(".over")).to_contain_text("tekens te veel")
    await button(dialog, "Onthoud dit").click()
    await expect(dialog.locator(".error").first).to_be_visible()
    await expect(words).to_have_value(LONG)
    await house.picture(erik, "too-long")
    await words.fill("Ik bel je.")
    await button(dialog, "Onthoud dit").click()
    await expect(dialog).to_be_hidden()
    await expect(card(erik, "Jij helpt Jos")).to_contain_text("Ik bel je.")


async def test_a_capture_takes_no_link_that_is_none(house: Company) -> None:
    erik = await house.visit("erik", "/channel/klanten")
    await button(erik, "Ik zag een klacht").click()
    dialog = erik.get_by_role("dialog")
    await dialog.locator("textarea").fill("Ik hoorde dit in de winkel.")

    for link in ("javascript:alert(1)", "data:text/html,<b>x", "http://127.0.0.1/"):
        await dialog.get_by_label("Link").fill(link)
        await button(dialog, "Melden").click()
        await expect(dialog.locator("[aria-busy=true]")).to_have_count(0)
        await expect(dialog.locator(".error")).to_contain_text("Plak de hele link")
        await expect(dialog.get_by_label("Link")).to_have_value(link)
        await expect(dialog.locator("textarea")).to_have_value("Ik hoorde dit in de winkel.")
    assert house.ask("SELECT count(*) FROM posts") == [(0,)]

    await dialog.get_by_label("Link").fill("")
    await button(dialog, "Melden").click()
    await expect(dialog).to_be_hidden()
    await expect(card(erik, "Ik hoorde dit in de winkel.")).to_be_visible()
