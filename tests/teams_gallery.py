"""Draws telling screens of the gallery as Teams shows them, for the documentation and for looking.

`python -m tests.teams_gallery` writes the pictures and docs/reference/teams-gallery.md; with names
of the gallery behind it (`card.channel.open`), only their pictures, into the folder `screenshots`.
It needs Node's packages of tests/teams (`npm ci` there) and a Chromium. Look at each picture.
"""

from __future__ import annotations

import asyncio
import json
import shutil
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from playwright.async_api import Browser, async_playwright

from bot.domain.view import Audience
from bot.presentation.card import Card
from bot.presentation.form import Form
from bot.presentation.gallery import Shown, gallery
from bot.presentation.page import Page
from integrations.teams import render
from tests.gallery import BROWSERS, LOCALES, ROOT, small
from tests.teams.eyes import read

TEAMS = ROOT / "tests" / "teams"
PICTURES = ROOT / "docs" / "images" / "teams"
ASIDE = ROOT / "screenshots"
DOCUMENT = ROOT / "docs" / "reference" / "teams-gallery.md"
ZONE = "Europe/Amsterdam"
THEMES = {"nl": "light", "en": "dark"}
"""Each language is shown in one of the two."""
NAMES = {"nl": "Nederlands", "en": "English"}

Json = dict[str, Any]


@dataclass(frozen=True)
class Screen:
    """Something of the gallery that the documentation shows."""

    name: str
    """As in the gallery."""
    title: str
    note: str
    chat: bool = False
    """Drawn in somebody's own chat, and not in a dialog."""

    def picture(self, language: str) -> str:
        """The name of its picture in a language."""
        return f"{self.name.replace('.', '-').replace('_', '-').lower()}-{language}.png"


SCREENS = (
    Screen("card.intro", "What is this?", "Pinned in every channel, once: for who is new there."),
    Screen(
        "card.channel.open",
        "A complaint in a channel",
        "What was said, since when it waits, one reason; two things to press, the rest folded.",
    ),
    Screen("card.channel.claimed", "Somebody took it", "Help is public, lateness is not."),
    Screen(
        "card.channel.open.called",
        "A call for help",
        "Webcare asks, in its own words. The longest card in a channel.",
    ),
    Screen("card.channel.closed.happy", "It is over", "The shortest card in a channel."),
    Screen(
        "card.channel.sensitive",
        "Not for everybody",
        "A sensitive case as a channel outside webcare sees it: no name, no words.",
    ),
    Screen(
        "card.channel.strange.markup",
        "A stranger who means harm",
        "Whatever a customer writes is drawn as they wrote it, and never as anything else.",
    ),
    Screen(
        "card.channel.strange.direction",
        "From right to left",
        "Words that run the other way turn nothing of ours around.",
    ),
    Screen("card.channel.strange.long", "Much to say", "Cut where it is long; the page has all."),
    Screen(
        "card.briefing.claimed.placing",
        "The briefing",
        "To the owner alone. The longest card there is: webcare was asked to place the words.",
    ),
    Screen("card.notice.promise_due", "A reminder", "In private, with an honest way out."),
    Screen(
        "card.notice.handover_asked", "Taking over", "Until a yes the old owner stays in charge."
    ),
    Screen("card.digest.full", "The Monday report", "In its readers' channel or own chat."),
    Screen("toast.replied", "Noted", "One press, no fields; how it went can be added.", chat=True),
    Screen("page.practice.waits", "Try it once", "A complaint that nobody wrote; nothing is kept."),
    Screen("card.notice.bundle.2", "A few things", "What can wait comes together, twice a day."),
    Screen("form.promise", "A promise", "Nothing is guessed: without a choice there is no date."),
    Screen(
        "form.promise.refused",
        "A form that comes back",
        "With what was typed, all its fields, and what is wrong.",
    ),
    Screen("form.solve", "Solved", "What the customer said, and what helped."),
    Screen("form.broadcast", "A call for help, asked", "Where, why, what for, until when."),
    Screen("form.capture.prefilled", "Make this a case", "From a message, with what it says."),
    Screen("page.more.claimed", "All that can be done", "Behind *More*: what each thing is for."),
    Screen("page.case.as.claimed", "The whole story", "Everything that colleagues may know."),
    Screen("page.home.full", "My own chat", "What waits for me, and my settings.", chat=True),
    Screen("page.digest.full", "The report, page by page", "Every number leads to its cases."),
)


def drawn(shown: Shown, language: str, *, chat: bool = False) -> Json:
    """What goes to Teams: a card, with the dialog around it where there is one."""
    if isinstance(shown, Card):
        return {"card": render.card(shown, ZONE), "dialog": None}
    if isinstance(shown, Form):
        card = render.form(shown, zone=ZONE, language=language, dialog=not chat)
    elif isinstance(shown, Page):
        card = render.page(shown, language=language, dialog=not chat)
    else:
        return {"card": render.toast(shown), "dialog": None}
    return {"card": card, "dialog": None if chat else render.dialog(shown.title, card)}


async def draw(screens: tuple[Screen, ...], into: Path) -> None:
    """A picture of each screen in each language."""
    into.mkdir(parents=True, exist_ok=True)
    shown = {language: gallery(Audience(language, ZONE)) for language in THEMES}
    async with async_playwright() as playwright:
        path = next(filter(None, map(shutil.which, BROWSERS)))
        # As root, as in a container, there is no sandbox.
        browser = await playwright.chromium.launch(executable_path=path, args=["--no-sandbox"])
        for screen in screens:
            for language, theme in THEMES.items():
                sent = drawn(shown[language][screen.name], language, chat=screen.chat)
                picture = small(await _shot(browser, html(sent, theme), language))
                (into / screen.picture(language)).write_bytes(picture)
        await browser.close()


def html(sent: Json, theme: str = "light") -> str:
    """A page that draws a card."""
    modules = TEAMS / "node_modules"
    scripts = [
        modules / "markdown-it" / "dist" / "markdown-it.min.js",
        modules / "adaptivecards" / "dist" / "adaptivecards.min.js",
        TEAMS / "draw.js",
    ]
    given = json.dumps(sent | {"dark": theme == "dark", "name": "Knuffel"}).replace("<", "\\u003c")
    told = [f"window.SHOWN={given}", *(one.read_text() for one in scripts)]
    running = "".join(
        "<script>{}</script>".format(one.replace("</script", "<\\/script")) for one in told
    )
    return (
        f"<!doctype html><meta charset=utf-8><style>{(TEAMS / 'draw.css').read_text()}</style>"
        f'<body data-theme="{theme}"><div id="shot"></div>{running}'
    )


async def _shot(browser: Browser, page_html: str, language: str) -> bytes:
    page = await browser.new_page(
        viewport={"width": 680, "height": 200}, locale=LOCALES[language], timezone_id=ZONE
    )
    await page.set_content(page_html)
    await page.wait_for_selector("#shot .ac-adaptiveCard")
    picture = await page.locator("#shot").screenshot()
    await page.close()
    return picture


# --- the document -------------------------------------------------------------------------------


def _document() -> Iterator[str]:
    yield "# Gallery of Teams"
    yield ""
    yield "What people see in Teams, as the reference renderer of Adaptive Cards draws our cards:"
    yield "Dutch in light, English in dark. Teams itself looks a little different. Everybody and"
    yield "everything here is invented. `python -m tests.teams_gallery` draws this page again."
    shown = {language: gallery(Audience(language, ZONE)) for language in THEMES}
    for screen in SCREENS:
        yield from ("", f"## {screen.title}", "", screen.note, "")
        for language in THEMES:
            address = f"../images/teams/{screen.picture(language)}"
            yield f"![{screen.title}, {NAMES[language]}: its text stands below]({address})"
        yield from ("", "<details><summary>In words</summary>")
        for language in THEMES:
            sent = drawn(shown[language][screen.name], language, chat=screen.chat)
            title = [sent["dialog"]["title"]] if sent["dialog"] else []
            yield from ("", f"*{NAMES[language]}*", "", "```text", *title)
            yield from read(sent["card"]).text.replace("```", "'''").splitlines()
            yield "```"
        yield from ("", "</details>")


async def main(names: list[str]) -> None:
    """The pictures and the document; or only pictures of what is named."""
    if names:
        await draw(tuple(Screen(name, name, "") for name in names), ASIDE)
        return
    await draw(SCREENS, PICTURES)
    DOCUMENT.write_text("\n".join(_document()) + "\n")


if __name__ == "__main__":
    asyncio.run(main(sys.argv[1:]))
