"""Draws telling screens of the gallery as Slack shows them, for the documentation and for looking.

`python -m tests.slack_gallery` writes the pictures and docs/reference/slack-gallery.md; with names
of the gallery behind it (`card.channel.open`), only their pictures, into the folder `screenshots`.
It needs Node's packages of tests/slack (`npm ci` there) and a Chromium. Look at each picture.
"""

from __future__ import annotations

import asyncio
import json
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote

from playwright.async_api import Browser, async_playwright

from bot.domain.view import Audience
from bot.presentation.card import Card
from bot.presentation.form import Form
from bot.presentation.gallery import Shown, gallery
from bot.presentation.page import Page
from integrations.slack import render
from tests.gallery import BROWSERS, LOCALES, ROOT, small
from tests.slack_eyes import read

SLACK = ROOT / "tests" / "slack"
PICTURES = ROOT / "docs" / "images" / "slack"
ASIDE = ROOT / "screenshots"
DOCUMENT = ROOT / "docs" / "reference" / "slack-gallery.md"
ZONE = "Europe/Amsterdam"
THEMES = {"nl": "light", "en": "dark"}
"""Each language is shown in one of the two."""
NAMES = {"nl": "Nederlands", "en": "English"}
LOGO = "data:image/svg+xml," + quote(
    '<svg xmlns="http://www.w3.org/2000/svg" width="36" height="36"><rect width="36" height="36"'
    ' rx="8" fill="#0b6e5f"/><text x="18" y="25" font-size="20" text-anchor="middle" fill="#fff"'
    ' font-family="sans-serif">K</text></svg>'
)


@dataclass(frozen=True)
class Screen:
    """Something of the gallery that the documentation shows."""

    name: str
    """As in the gallery."""
    title: str
    note: str
    home: bool = False
    """Drawn as somebody's Home."""

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
        "toast.refusal.AlreadyClaimed",
        "Somebody was first",
        "One sentence that only the presser sees.",
    ),
    Screen(
        "card.briefing.claimed.placing",
        "The briefing",
        "To the owner alone. The longest card there is: webcare was asked to place the words.",
    ),
    Screen("toast.replied", "Noted", "One press, no fields; how it went can be added."),
    Screen("card.notice.promise_due", "A reminder", "In private, with an honest way out."),
    Screen(
        "card.notice.handover_asked", "Taking over", "Until a yes the old owner stays in charge."
    ),
    Screen("card.notice.placing_asked", "Placing words", "Webcare is asked to place them."),
    Screen("card.digest.full", "The Monday report", "In its readers' channel or private chat."),
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
    Screen("page.practice.waits", "Try it once", "A complaint that nobody wrote; nothing is kept."),
    Screen("page.more.claimed", "All that can be done", "Behind *More*: what each thing is for."),
    Screen("page.case.as.claimed", "The whole story", "Everything that colleagues may know."),
    Screen("page.home.full", "Home", "What waits for me, and my settings.", home=True),
    Screen("page.home.empty", "Home at the start", "Nothing yet.", home=True),
)


def drawn(shown: Shown, language: str, *, home: bool = False) -> dict[str, object]:
    """What goes to Slack: a message (`text`, `blocks`) or a view."""
    if isinstance(shown, Card):
        message = render.card(shown, ZONE)
        return {"text": message.text, "blocks": message.blocks}
    if isinstance(shown, Form):
        return render.form(shown, zone=ZONE, language=language)
    if isinstance(shown, Page):
        return (
            render.home(shown, language=language) if home else render.page(shown, language=language)
        )
    said = render.toast(shown)
    return {"text": said.text, "blocks": said.blocks}


async def draw(screens: tuple[Screen, ...], into: Path) -> None:
    """A picture of each screen in each language."""
    into.mkdir(parents=True, exist_ok=True)
    shown = {language: gallery(Audience(language, ZONE)) for language in THEMES}
    script, style = _bundled()
    async with async_playwright() as playwright:
        path = next(filter(None, map(shutil.which, BROWSERS)))
        # As root, as in a container, there is no sandbox.
        browser = await playwright.chromium.launch(executable_path=path, args=["--no-sandbox"])
        for screen in screens:
            for language, theme in THEMES.items():
                sent = drawn(shown[language][screen.name], language, home=screen.home)
                html = _html(sent, script, style, dark=theme == "dark")
                picture = small(await _shot(browser, html, language))
                (into / screen.picture(language)).write_bytes(picture)
        await browser.close()


def _bundled() -> tuple[str, str]:
    """The script and the style that draw."""
    with tempfile.TemporaryDirectory() as folder:
        subprocess.run(
            [
                SLACK / "node_modules" / ".bin" / "esbuild",
                SLACK / "draw.jsx",
                *("--bundle", "--minify", "--jsx=automatic", "--log-level=error"),
                '--define:process.env.NODE_ENV="production"',
                f"--outfile={folder}/draw.js",
            ],
            check=True,
        )
        made = Path(folder)
        return (made / "draw.js").read_text(), (made / "draw.css").read_text()


def _html(sent: Mapping[str, object], script: str, style: str, *, dark: bool) -> str:
    is_message = "type" not in sent
    shown = {
        "message": sent["blocks"] if is_message else None,
        "view": None if is_message else sent,
        "dark": dark,
        "name": "Knuffel",
        "logo": LOGO,
    }
    paper = "#1a1d21" if dark else "#fff"
    own = (
        'body *{font-family:Lato,"Noto Color Emoji",sans-serif!important}'
        f"body{{margin:0;background:{paper}}}#shot{{display:inline-block;max-width:680px}}"
    )
    given = json.dumps(shown).replace("<", "\\u003c")
    ending = script.replace("</script", "<\\/script")
    return (
        f"<!doctype html><meta charset=utf-8><style>{style}{own}</style>"
        f'<body data-theme="{"dark" if dark else "light"}"><div id="shot"></div>'
        f"<script>window.SHOWN={given}</script><script>{ending}</script>"
    )


_NOT_SLACKS = """
for (const one of document.querySelectorAll("#shot *"))
  if (!one.children.length && one.textContent.includes("Please 'enter' to submit")) one.remove();
const typed = (SHOWN.view?.blocks ?? []).filter(one => one.element?.type === "plain_text_input");
document.querySelectorAll("#shot textarea").forEach((one, place) => {
  if (!typed[place].element.multiline) one.style = "min-height: 0; height: 36px; resize: none";
});
"""
"""What the library adds of its own: a hint below each field, several lines where one is asked."""


async def _shot(browser: Browser, html: str, language: str) -> bytes:
    page = await browser.new_page(
        viewport={"width": 680, "height": 200}, locale=LOCALES[language], timezone_id=ZONE
    )
    await page.set_content(html)
    await page.wait_for_selector("#shot *")
    await page.evaluate(_NOT_SLACKS)
    picture = await page.locator("#shot").screenshot()
    await page.close()
    return picture


# --- the document -------------------------------------------------------------------------------


def _document() -> Iterator[str]:
    yield "# Gallery of Slack"
    yield ""
    yield "What people see in Slack, as an independent library draws our blocks: Dutch in light,"
    yield "English in dark. Slack itself looks a little different. Everybody and everything here is"
    yield "invented. `python -m tests.slack_gallery` draws this page again."
    shown = {language: gallery(Audience(language, ZONE)) for language in THEMES}
    for screen in SCREENS:
        yield from ("", f"## {screen.title}", "", screen.note, "")
        for language in THEMES:
            address = f"../images/slack/{screen.picture(language)}"
            yield f"![{screen.title}, {NAMES[language]}: its text stands below]({address})"
        yield from ("", "<details><summary>In words</summary>")
        for language in THEMES:
            sent = drawn(shown[language][screen.name], language, home=screen.home)
            yield from ("", f"*{NAMES[language]}*", "", "```text")
            yield from read(sent).text.replace("```", "'''").splitlines()
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
