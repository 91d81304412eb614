"""The console in a real browser: what people do there, with the mouse, the keyboard, a phone."""

import asyncio
from dataclasses import replace
from functools import partial

import pytest
from playwright.async_api import Browser, Route, expect

from bot.domain.view import Audience
from bot.presentation.card import Card
from bot.presentation.form import Form
from bot.presentation.gallery import gallery
from bot.presentation.intent import Verb
from bot.presentation.page import Page
from tests.contract.chatting.examples import HARMFUL
from tests.e2e.conftest import Theatre
from tests.e2e.eyes import nameless, sticking_out, too_faint
from tests.e2e.stage import ALI, JOS, Story

pytestmark = pytest.mark.asyncio(loop_scope="session")

PLACES = [
    "/",
    "/private",
    "/mine",
    "/waiting",
    "/digest",
    "/help",
    "/case/1",
    "/channel/facturatie",
]
PHONE = {"width": 390, "height": 780}


async def test_a_new_card_appears_by_itself_and_is_announced(theatre: Theatre) -> None:
    page = await theatre.visit()

    await theatre.stage.tell(replace(JOS, number=9, name="Nieuwe Klant"))

    await expect(page.get_by_role("heading", name="Nieuwe Klant")).to_be_in_viewport()
    await expect(page.get_by_role("status")).to_contain_text("Nieuwe Klant")
    await expect(page.locator(".side [aria-current] .count")).to_have_text("4")


async def test_a_card_in_another_channel_shows_at_the_side(theatre: Theatre) -> None:
    page = await theatre.visit()

    await theatre.stage.tell(replace(JOS, number=9), "channel:facturatie")

    entry = page.get_by_role("link", name="facturatie")
    await expect(entry.locator(".count")).to_have_text("1")
    await expect(entry).to_have_class("news")


async def test_a_claim_changes_the_card_in_place_for_everybody(theatre: Theatre) -> None:
    mine, theirs = await theatre.visit(), await theatre.visit()

    await (
        mine.locator(".pinned", has_text="Jos").get_by_role("button", name="Ik pak dit op").click()
    )

    for page in (mine, theirs):
        jos = page.locator(".pinned", has_text="Jos")
        await expect(jos).to_contain_text("Erik (Projecten) pakt dit op.")
        await expect(jos).to_have_count(1)
    await expect(mine.locator(".toast")).to_contain_text("Dank je.")
    await expect(theirs.locator(".toast")).to_have_count(0)
    await mine.get_by_role("link", name="Mijn chat").click()
    await expect(mine.get_by_role("heading", name="het gezicht voor Jos")).to_be_visible()


async def test_an_undo_stands_on_the_toast(theatre: Theatre) -> None:
    page = await theatre.visit()
    jos = page.locator(".pinned", has_text="Jos")
    await jos.get_by_role("button", name="Ik pak dit op").click()

    await page.get_by_role("button", name="Ongedaan").click()

    await expect(jos.get_by_role("button", name="Ik pak dit op")).to_be_visible()
    await expect(page.locator(".toast")).to_contain_text("Genoteerd.")
    await page.get_by_role("button", name="Sluiten").click()
    await expect(page.locator(".toast")).to_have_count(0)


@pytest.mark.parametrize("viewport", [PHONE, {"width": 1180, "height": 820}])
async def test_a_toast_covers_nothing_that_is_still_to_be_pressed(
    theatre: Theatre, viewport: dict[str, int]
) -> None:
    await theatre.stage.brief(JOS, "erik")
    await theatre.stage.brief(ALI, "erik")
    page = await theatre.visit("/private", viewport=viewport)
    last = page.locator(".pinned").last

    await last.get_by_role("button", name="Ik heb gereageerd").click()
    await expect(page.locator(".toast")).to_contain_text("Genoteerd: jij")

    await last.get_by_role("button", name="Iets beloofd").click(timeout=2000)
    await expect(page.get_by_role("dialog")).to_be_visible()


async def test_only_what_happened_last_to_a_case_can_still_be_undone(theatre: Theatre) -> None:
    page = await theatre.visit()
    jos = page.locator(".pinned", has_text="Jos")
    await jos.get_by_role("button", name="Ik pak dit op").click()
    await expect(page.locator(".toast")).to_contain_text("Dank je.")
    await page.get_by_role("link", name="Mijn chat").click()
    await page.get_by_role("button", name="Ik heb gereageerd").click()
    await expect(page.locator(".toast")).to_contain_text("Genoteerd: jij")

    for _ in range(2):
        await page.get_by_role("button", name="Iets beloofd").click()
        await page.get_by_role("textbox", name="Beloofd").fill("Ik bel")
        await page.get_by_role("button", name="Onthoud dit").click()
        await expect(page.get_by_role("dialog")).to_be_hidden()

    await expect(page.locator(".toast", has_text="Onthouden.")).to_have_count(1)
    await expect(page.locator(".toast", has_text="Genoteerd: jij")).to_have_count(1)


async def test_whoever_is_second_hears_it_and_may_help(theatre: Theatre) -> None:
    page = await theatre.visit()
    offline = page.context
    await page.route("**/events*", lambda route: route.abort())
    await page.reload()
    changed = replace(JOS, owner="Karin (Netwerk)", version=2)
    await theatre.stage.tell(changed)

    await (
        page.locator(".pinned", has_text="Jos").get_by_role("button", name="Ik pak dit op").click()
    )

    toast = page.locator(".toast.refused")
    await expect(toast).to_contain_text("Karin (Netwerk) was je voor.")
    await expect(toast.get_by_role("button", name="Ik kan helpen")).to_be_visible()
    await offline.close()


async def test_a_redrawn_card_keeps_the_focus_and_its_open_menu(theatre: Theatre) -> None:
    page = await theatre.visit()
    jos = page.locator(".pinned", has_text="Jos")
    await jos.get_by_label("Meer: Jos").click()
    await jos.get_by_role("button", name="Geen klacht").focus()

    await theatre.stage.tell(replace(JOS, version=7, words="Andere woorden"))

    await expect(jos).to_contain_text("Andere woorden")
    again = jos.get_by_role("button", name="Geen klacht")
    await expect(again).to_be_focused()
    await expect(again).to_have_attribute("value", "form|case:1|7|dismiss")


async def test_a_focused_button_that_goes_leaves_the_focus_on_its_card(theatre: Theatre) -> None:
    page = await theatre.visit()
    jos = page.locator(".pinned", has_text="Jos")
    await jos.get_by_role("button", name="Ik pak dit op").focus()

    await theatre.stage.tell(replace(JOS, owner="Karin (Netwerk)", version=2))

    await expect(jos).to_be_focused()


async def test_a_form_opens_where_one_can_type_and_escape_keeps_the_words(theatre: Theatre) -> None:
    page = await theatre.visit()
    opener = page.locator(".pinned", has_text="Jos").get_by_role("button", name="Ik weet wie")
    await opener.click()
    words = page.get_by_role("textbox", name="Beloofd")
    await expect(words).to_be_focused()
    await page.keyboard.type("Ik bel je woensdag")

    await theatre.stage.tell(replace(JOS, version=5, words="Intussen iets anders"))
    await expect(page.locator(".pinned", has_text="Intussen iets anders")).to_be_attached()
    await expect(words).to_have_value("Ik bel je woensdag")
    await expect(words).to_be_focused()
    await page.keyboard.press("Escape")
    await expect(page.get_by_role("dialog")).to_be_hidden()

    await opener.click()
    await expect(words).to_have_value("Ik bel je woensdag")


async def test_escape_gives_the_focus_back_to_where_the_form_was_opened(theatre: Theatre) -> None:
    page = await theatre.visit()
    opener = page.locator(".pinned", has_text="Jos").get_by_role("button", name="Ik weet wie")
    await opener.click()
    await expect(page.get_by_role("dialog")).to_be_visible()

    await page.keyboard.press("Escape")

    await expect(opener).to_be_focused()


async def test_a_refused_form_comes_back_as_it_was_typed(theatre: Theatre) -> None:
    page = await theatre.visit()
    await page.locator(".pinned", has_text="Jos").get_by_role("button", name="Ik weet wie").click()
    dialog = page.get_by_role("dialog")
    await dialog.get_by_text("morgen 17:00").click()
    await dialog.get_by_text("Meer invullen").click()
    await dialog.get_by_label("Wie doet het?").select_option("amy")
    await dialog.get_by_text("app", exact=True).click()
    await dialog.get_by_label("Geldt voor meer klanten").check()

    await dialog.get_by_role("button", name="Onthoud dit").click()

    words = dialog.get_by_role("textbox", name="Beloofd")
    await expect(words).to_have_attribute("aria-invalid", "true")
    await expect(words).to_be_focused()
    await expect(words).to_have_accessible_description("Zoals je het zei. Vul dit nog in.")
    await expect(dialog.get_by_label("morgen 17:00")).to_be_checked()
    await dialog.get_by_text("Meer invullen").click()
    await expect(dialog.get_by_label("Wie doet het?")).to_have_value("amy")
    await expect(dialog.get_by_label("app")).to_be_checked()
    await expect(dialog.get_by_label("Geldt voor meer klanten")).to_be_checked()

    await words.fill("Ik bel je")
    await dialog.get_by_role("button", name="Onthoud dit").click()

    await expect(dialog).to_be_hidden()
    await expect(page.locator(".toast")).to_contain_text("Onthouden.")
    sent = theatre.stage.heard[-1]
    assert sent.intent.verb is Verb.PROMISE
    assert sent.fields["words"] == "Ik bel je"
    assert sent.fields["where"] == ("app",)
    assert sent.fields["when"] == "2026-03-18T17:00"


async def test_everything_goes_by_keyboard(theatre: Theatre) -> None:
    page = await theatre.visit()
    await page.keyboard.press("Tab")
    await expect(page.get_by_role("link", name="Naar de inhoud")).to_be_focused()
    await page.keyboard.press("Enter")
    await expect(page.locator("#main")).to_be_focused()
    first = page.locator(".pinned").first.get_by_role("button", name="Ik pak dit op")

    await page.keyboard.press("Tab")

    await expect(first).to_be_focused()
    await page.keyboard.press("Tab")
    await page.keyboard.press("Enter")
    await expect(page.get_by_role("textbox", name="Beloofd")).to_be_focused()
    await page.keyboard.type("Ik bel")
    await page.keyboard.press("Tab")
    await page.keyboard.press("ArrowUp")
    await page.keyboard.press("Enter")
    await expect(page.locator(".toast")).to_contain_text("Onthouden.")
    sent = theatre.stage.heard[-1].fields
    assert sent["when"] == "2026-03-20T17:00"


async def test_a_menu_opens_and_closes_by_keyboard(theatre: Theatre) -> None:
    page = await theatre.visit()
    more = page.locator(".pinned", has_text="Jos").get_by_label("Meer: Jos")
    await more.focus()
    await page.keyboard.press("Enter")
    item = page.get_by_role("button", name="Geen klacht").locator("visible=true")
    await expect(item).to_be_visible()
    await page.keyboard.press("Tab")

    await page.keyboard.press("Escape")

    await expect(more).to_be_focused()
    await expect(
        page.get_by_role("button", name="Geen klacht").locator("visible=true")
    ).to_have_count(0)


@pytest.mark.parametrize("place", PLACES)
@pytest.mark.parametrize("scheme", ["light", "dark"])
async def test_every_text_can_be_read_and_every_control_has_a_name(
    theatre: Theatre, place: str, scheme: str
) -> None:
    await theatre.stage.brief(JOS, "erik")
    page = await theatre.visit(place, color_scheme=scheme)
    await page.evaluate("for (const one of document.querySelectorAll('details')) one.open = true")

    assert await too_faint(page) == []
    assert await nameless(page) == []


@pytest.mark.parametrize("scheme", ["light", "dark"])
async def test_a_form_can_be_read_and_its_controls_have_names(
    theatre: Theatre, scheme: str
) -> None:
    page = await theatre.visit(color_scheme=scheme)
    await page.get_by_role("button", name="Ik weet wie").first.click()
    await page.get_by_role("button", name="Onthoud dit").click()
    await expect(page.get_by_text("Vul dit nog in.")).to_be_visible()
    await page.get_by_text("Meer invullen").click()

    assert await too_faint(page) == []
    assert await nameless(page) == []


@pytest.mark.parametrize("place", PLACES)
async def test_nothing_sticks_out_on_a_phone(theatre: Theatre, place: str) -> None:
    long = "Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaft" * 3
    await theatre.stage.tell(Story(9, long, long, long, long, "https://" + "a" * 60 + ".example/"))
    await theatre.stage.brief(JOS, "erik")

    page = await theatre.visit(place, viewport=PHONE, has_touch=True)

    assert await sticking_out(page) == []


async def test_a_form_fits_on_a_phone(theatre: Theatre) -> None:
    page = await theatre.visit(viewport=PHONE, has_touch=True)
    await page.get_by_role("button", name="Ik weet wie").first.click()
    await page.get_by_text("Meer invullen").click()

    send = page.get_by_role("button", name="Onthoud dit")
    await send.scroll_into_view_if_needed()
    await expect(send).to_be_in_viewport()
    assert await sticking_out(page) == []


def _same(card: Card, language: str) -> Card:
    del language  # it is drawn already
    return card


@pytest.mark.parametrize("language", ["nl", "en"])
async def test_every_card_of_the_gallery_fits_on_a_phone(theatre: Theatre, language: str) -> None:
    shown = gallery(Audience(language, "Europe/Amsterdam"))
    cards = [(name, card) for name, card in shown.items() if isinstance(card, Card)]
    for start in range(0, len(cards), 100):
        channel = f"channel:{('klanten', 'netwerk', 'facturatie', 'webcare')[start // 100 % 4]}"
        for name, card in cards[start : start + 100]:
            await theatre.stage.bring(channel, name, partial(_same, card))

    page = await theatre.visit(viewport=PHONE, has_touch=True, locale=language)
    for place in ("/channel/klanten", "/channel/netwerk", "/channel/facturatie"):
        await page.goto(theatre.origin + place)
        assert await sticking_out(page) == []
        assert await too_faint(page) == []
        assert await nameless(page) == []


async def test_every_form_and_page_of_the_gallery_fits_on_a_phone(theatre: Theatre) -> None:
    page = await theatre.visit(viewport=PHONE, has_touch=True)
    everything = gallery(Audience("nl", "Europe/Amsterdam"))
    one_of_each: dict[object, Form | Page] = {
        one.send.verb if isinstance(one, Form) else name: one
        for name, one in everything.items()
        if isinstance(one, Form | Page)
    }
    wrong = []
    for name, one in one_of_each.items():
        theatre.stage.instead = one
        await page.goto(theatre.origin + "/help")
        for found in (await sticking_out(page), await too_faint(page), await nameless(page)):
            wrong += [(name, what) for what in found]

    assert len(one_of_each) > 40
    assert wrong == []


@pytest.mark.parametrize("opened", [".clock", ".settings", ".me"])
async def test_menus_fit_on_a_phone(theatre: Theatre, opened: str) -> None:
    page = await theatre.visit(viewport=PHONE, has_touch=True)

    await page.locator(f"{opened} > summary").click()

    await expect(page.locator(f"{opened} > .menu")).to_be_in_viewport(ratio=1)
    assert await sticking_out(page) == []


async def test_i_can_be_somebody_else_and_see_what_they_see(theatre: Theatre) -> None:
    page = await theatre.visit()
    await expect(page.get_by_role("link", name="webcare")).to_have_count(0)

    await page.locator(".me > summary").click()
    await page.get_by_role("button", name="Amy de Wit").click()

    await expect(page.locator(".me .who")).to_contain_text("Amy de Wit")
    await expect(page.get_by_role("link", name="webcare")).to_be_visible()
    await (
        page.locator(".pinned", has_text="Jos").get_by_role("button", name="Ik pak dit op").click()
    )
    await expect(page.locator(".pinned", has_text="Jos")).to_contain_text(
        "Amy (Webcare) pakt dit op"
    )


async def test_a_second_tab_follows_when_i_become_somebody_else(theatre: Theatre) -> None:
    page = await theatre.visit()
    second = await page.context.new_page()
    await second.goto(theatre.origin + "/private")

    await page.locator(".me > summary").click()
    await page.get_by_role("button", name="Amy de Wit").click()

    await expect(second.locator(".me .who")).to_contain_text("Amy de Wit")


async def test_the_language_and_the_colours_are_chosen_and_stay(theatre: Theatre) -> None:
    page = await theatre.visit()
    await page.locator(".settings > summary").click()
    await page.get_by_role("button", name="English").click()
    await expect(page.get_by_role("button", name="I’ll take this").first).to_be_visible()

    await page.locator(".settings > summary").click()
    await page.get_by_role("button", name="Dark").click()

    await expect(page.locator("html")).to_have_attribute("data-theme", "dark")
    await page.goto(theatre.origin + "/waiting")
    await expect(page.locator("html")).to_have_attribute("lang", "en")
    back = await page.evaluate("getComputedStyle(document.body).backgroundColor")
    assert back == "rgb(23, 21, 19)"


async def test_the_clock_goes_forward_without_leaving_the_page(theatre: Theatre) -> None:
    page = await theatre.visit("/mine")
    clock = page.locator("#clock")
    await expect(clock).to_have_text("di 17 mrt 10:26")

    await page.locator(".clock > summary").click()
    await page.get_by_role("button", name="+1 uur").click()

    await expect(clock).to_have_text("di 17 mrt 11:26")
    await expect(page.locator(".clock > .menu")).to_be_hidden()


async def test_a_page_that_is_read_follows_what_happens(theatre: Theatre) -> None:
    page = await theatre.visit("/waiting")

    await theatre.stage.tell(replace(JOS, number=9, name="Nieuwe Klant"))

    await expect(page.get_by_role("heading", name="Nieuwe Klant")).to_be_visible()


async def test_a_restart_loses_nothing(theatre: Theatre) -> None:
    page = await theatre.visit()
    await expect(page.locator(".side [aria-current] .count")).to_have_text("3")
    await theatre.close()
    await expect(page.get_by_text("Geen verbinding met Knuffel")).to_be_visible()
    await theatre.stage.tell(replace(ALI, number=8, name="Gemist Eén"))
    await theatre.stage.tell(replace(ALI, number=9, name="Gemist Twee"))

    await theatre.open()

    await expect(page.get_by_role("heading", name="Gemist Eén")).to_be_visible()
    await expect(page.get_by_role("heading", name="Gemist Twee")).to_be_visible()
    await expect(page.get_by_text("Geen verbinding met Knuffel")).to_be_hidden()
    await (
        page.locator(".pinned", has_text="Jos").get_by_role("button", name="Ik pak dit op").click()
    )
    await expect(page.locator(".toast")).to_contain_text("Dank je.")


async def test_a_press_that_did_not_arrive_is_tried_again_as_the_same_press(
    theatre: Theatre,
) -> None:
    page = await theatre.visit()
    sent: list[str] = []

    async def lose(route: Route) -> None:
        sent.append(route.request.post_data or "")
        await (route.abort() if len(sent) < 5 else route.continue_())

    await page.route("**/press", lose)
    await (
        page.locator(".pinned", has_text="Jos").get_by_role("button", name="Ik pak dit op").click()
    )
    await expect(page.get_by_text("Dit is niet aangekomen.")).to_be_visible()

    await page.get_by_role("button", name="Opnieuw").click()

    await expect(page.locator(".toast")).to_contain_text("Dank je.")
    assert len(sent) == 5
    assert len(set(sent)) == 1


@pytest.mark.parametrize("words", HARMFUL)
async def test_a_strangers_words_do_nothing_in_a_browser(theatre: Theatre, words: str) -> None:
    page = await theatre.visit()
    theatre.asked.clear()

    await theatre.stage.tell(Story(66, words, words, "X", "X"))

    quote = page.locator(".pinned").last.locator("blockquote .theirs")
    await expect(quote).to_have_text(words)
    assert await quote.evaluate("one => one.childElementCount") == 0
    assert [url for url in theatre.asked if not url.startswith(theatre.origin)] == []


async def test_everything_works_without_a_script(theatre: Theatre) -> None:
    page = await theatre.visit(java_script_enabled=False)
    await (
        page.locator(".pinned", has_text="Jos").get_by_role("button", name="Ik pak dit op").click()
    )
    await expect(page.locator(".toast")).to_contain_text("Dank je.")
    await page.get_by_role("link", name="Mijn chat").click()

    await page.get_by_role("button", name="Iets beloofd").click()
    await page.get_by_role("button", name="Onthoud dit").click()
    await expect(page.get_by_text("Vul dit nog in.")).to_be_visible()
    await page.get_by_role("textbox", name="Beloofd").fill("Ik bel")
    await page.get_by_role("button", name="Onthoud dit").click()

    await expect(page.locator(".toast")).to_contain_text("Onthouden.")
    await expect(page.get_by_role("heading", name="Mijn chat")).to_be_visible()


async def test_a_post_in_public_opens_elsewhere_and_tells_nothing(theatre: Theatre) -> None:
    page = await theatre.visit()
    await page.get_by_label("Meer: Jos").click()

    link = page.get_by_role("link", name="Bekijk bericht facebook.com")

    await expect(link).to_have_attribute("target", "_blank")
    await expect(link).to_have_attribute("rel", "noopener noreferrer nofollow")


async def test_an_impatient_finger_presses_once(theatre: Theatre) -> None:
    page = await theatre.visit()
    button = page.locator(".pinned", has_text="Jos").get_by_role("button", name="Ik pak dit op")

    await button.evaluate("one => { for (let i = 0; i < 20; i += 1) one.click(); }")
    await expect(page.locator(".toast")).to_contain_text("Dank je.")
    await asyncio.sleep(0.2)

    claims = [one for one in theatre.stage.heard if one.intent.verb is Verb.CLAIM]
    assert len(claims) == 1


async def test_our_eyes_see_what_is_wrong(chromium: Browser) -> None:
    page = await (await chromium.new_context()).new_page()
    await page.set_content(
        "<body><p style='color: #999'>flets</p><p style='color: #111'>helder</p>"
        "<button></button><input><button>Goed</button>"
        "<div style='width: 200vw'>breed</div></body>"
    )

    assert [text.partition(":")[0] for text in await too_faint(page)] == ["flets"]
    assert len(await nameless(page)) == 2
    assert len(await sticking_out(page)) == 2
