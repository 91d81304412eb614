"""Draws the most telling screens of the gallery for the documentation, in a real Chromium.

`python -m tests.gallery` writes the pictures and docs/reference/gallery.md. Look at each of them.
"""

from __future__ import annotations

import asyncio
import shutil
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path

from PIL import Image
from playwright.async_api import Browser, async_playwright

from bot.domain.view import Audience
from bot.presentation.card import Button, Card, Line
from bot.presentation.form import Field, Form
from bot.presentation.gallery import Shown, gallery
from bot.presentation.page import Page, Part, Row
from bot.presentation.weaving import woven
from integrations.console import render
from integrations.console.view import Hidden

ROOT = Path(__file__).parents[1]
PICTURES = ROOT / "docs" / "images" / "gallery"
DOCUMENT = ROOT / "docs" / "reference" / "gallery.md"
STYLE = ROOT / "integrations" / "console" / "static" / "console.css"
BROWSERS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
HIDDEN = Hidden("", "", "", "/")
WIDTH, PHONE = 600, 390
COLOURS = 128
"""Enough for flat colours and smooth letters; it keeps the files small."""
LOCALES = {"nl": "nl-NL", "en": "en-GB"}
THEMES = {"nl": "light", "en": "dark"}
"""Each language is shown in one of the two."""


@dataclass(frozen=True)
class Screen:
    """Something of the gallery that the documentation shows."""

    name: str
    """As in the gallery."""
    title: str
    note: str
    width: int = WIDTH

    def picture(self, language: str) -> str:
        """The name of its picture in a language."""
        return f"{self.name.replace('.', '-').replace('_', '-').lower()}-{language}.png"


SCREENS = (
    Screen("card.intro", "What is this?", "Pinned in every channel, once: for who is new there."),
    Screen(
        "card.channel.open",
        "A complaint in a channel",
        "What was said, since when it waits, one reason, and two things to press.",
    ),
    Screen(
        "card.channel.open.called",
        "A call for help",
        "Webcare asks, in its own words. The longest card in a channel.",
    ),
    Screen("card.channel.claimed", "Somebody took it", "Help is public, lateness is not."),
    Screen("card.channel.closed.happy", "It is over", "The shortest card in a channel."),
    Screen(
        "card.channel.sensitive",
        "Not for everybody",
        "A sensitive case as a channel outside webcare sees it: no name, no words.",
    ),
    Screen(
        "card.channel.strange.html",
        "A stranger who means harm",
        "Whatever a customer writes is drawn as they wrote it, and never as anything else.",
    ),
    Screen(
        "card.briefing.claimed.placing",
        "The briefing",
        "To the owner alone. The longest card there is: webcare was asked to place the words.",
    ),
    Screen(
        "card.briefing.answered.promised",
        "The briefing after the first word",
        "What was promised stands on it until it is done.",
    ),
    Screen("card.notice.promise_due", "A reminder", "In private, with an honest way out."),
    Screen(
        "card.notice.handover_asked", "Taking over", "Until a yes the old owner stays in charge."
    ),
    Screen("toast.refusal.AlreadyClaimed", "Somebody was first", "One private sentence."),
    Screen("form.promise", "A promise", "Nothing is guessed: without a choice there is no date."),
    Screen("page.case.as.claimed", "The whole story", "Everything that colleagues may know."),
    Screen("page.help", "What is this?", "On a phone.", PHONE),
    Screen(
        "page.practice.waits",
        "Try it once",
        "The first of four steps, on a phone. Nobody wrote it, and nothing is kept.",
        PHONE,
    ),
    Screen("page.practice.claimed", "Try it once: the briefing", "The card is a real one.", PHONE),
    Screen(
        "page.practice.replied.friday",
        "Try it once: a promise",
        "How it is read, and when the reminder would come.",
        PHONE,
    ),
    Screen("page.practice.done", "Try it once: the end", "Who helps when it is real.", PHONE),
    Screen("card.notice.first_case", "Somebody's first", "To the buddy, who looks along.", PHONE),
    Screen(
        "card.notice.bundle.some_done", "A few things", "What can wait comes together, twice a day."
    ),
    Screen("card.notice.silent_owner", "Still on it?", "A question, and letting go is allowed."),
    Screen(
        "card.notice.demanded",
        "Asked of a department",
        "Its manager answers, or names who does it.",
    ),
    Screen(
        "form.promise.confirm", "By when, in words", "What was read is shown before it is saved."
    ),
    Screen("form.remind_later", "Remind me later", "With a reason, which helpers alone read."),
    Screen(
        "page.digest.full",
        "The Monday report",
        "Every number is a link to its cases. No colleague stands in it.",
    ),
)


async def draw() -> None:
    """Every picture, and the document."""
    PICTURES.mkdir(parents=True, exist_ok=True)
    shown = {language: gallery(Audience(language, "Europe/Amsterdam")) for language in THEMES}
    async with async_playwright() as playwright:
        path = next(filter(None, map(shutil.which, BROWSERS)))
        # As root, as in a container, there is no sandbox.
        browser = await playwright.chromium.launch(executable_path=path, args=["--no-sandbox"])
        for screen in SCREENS:
            for language, theme in THEMES.items():
                html = _html(shown[language][screen.name], language, theme)
                picture = small(await _shot(browser, html, screen.width, language))
                (PICTURES / screen.picture(language)).write_bytes(picture)
        await browser.close()
    DOCUMENT.write_text("\n".join(_document(shown)) + "\n")


async def _shot(browser: Browser, html: str, width: int, language: str) -> bytes:
    locale = LOCALES[language]
    page = await browser.new_page(viewport={"width": width, "height": 200}, locale=locale)
    await page.set_content(html)
    picture = await page.locator("#shot").screenshot()
    await page.close()
    return picture


def small(picture: bytes) -> bytes:
    """The same picture in few colours."""
    small = BytesIO()
    flat = Image.open(BytesIO(picture)).convert("RGB").quantize(COLOURS, dither=Image.Dither.NONE)
    flat.save(small, "PNG", optimize=True)
    return small.getvalue()


def _html(shown: Shown, language: str, theme: str) -> str:
    style = f"{STYLE.read_text()} body {{ margin: 0 }} #shot {{ padding: 1rem }}"
    return (
        f'<!doctype html><html lang="{language}" data-theme="{theme}"><meta charset="utf-8">'
        f'<style>{style}</style><body><div id="shot">{_drawn(shown, language)}</div>'
    )


def _drawn(shown: Shown, language: str) -> str:
    if isinstance(shown, Card):
        return render.card(shown, language)
    if isinstance(shown, Form):
        return f'<div class="sheet">{render.form(shown, language, HIDDEN)}</div>'
    if isinstance(shown, Page):
        return render.page(shown, language)
    return render.toast(shown, language)


# --- the document -------------------------------------------------------------------------------


def _document(shown: Mapping[str, Mapping[str, Shown]]) -> Iterator[str]:
    yield "# Gallery"
    yield ""
    yield "What people see, as the console draws it: Dutch in light, English in dark. Everybody and"
    yield "everything here is invented. `python -m tests.gallery` draws this page again."
    for screen in SCREENS:
        yield from ("", f"## {screen.title}", "", screen.note, "")
        for language in THEMES:
            address = f"../images/gallery/{screen.picture(language)}"
            yield f"![{screen.title}, {_NAMES[language]}: its text stands below]({address})"
        yield from ("", "<details><summary>In words</summary>")
        for language in THEMES:
            yield from ("", f"*{_NAMES[language]}*", "", "```text")
            yield from _fenced(_told(shown[language][screen.name]))
            yield "```"
        yield from ("", "</details>")


_NAMES = {"nl": "Nederlands", "en": "English"}


def _fenced(lines: Iterator[str]) -> Iterator[str]:
    """Lines that cannot end their block."""
    for line in lines:
        yield line.replace("```", "'''")


def _told(shown: Shown) -> Iterator[str]:
    """Something shown as text, in the order in which it is read."""
    match shown:
        case Card():
            yield shown.title.plain
            yield from _lines(shown.lines)
            yield from _labels((*shown.buttons, *shown.overflow))
        case Form():
            yield shown.title.plain
            yield from _lines(shown.lines)
            for field in shown.fields:
                yield from _field(field)
            yield f"[{shown.button}]"
            yield from _lines(shown.footer)
        case Page():
            yield shown.title.plain
            yield from _labels(shown.buttons)
            for part in shown.parts:
                yield from _part(part)
        case _:
            yield shown.says.plain
            yield from _labels(shown.buttons)


def _lines(lines: tuple[Line, ...]) -> Iterator[str]:
    for line in lines:
        yield from line.says.plain.splitlines()


def _labels(buttons: tuple[Button, ...]) -> Iterator[str]:
    if buttons:
        yield " ".join(f"[{button.label}]" for button in buttons)


def _field(field: Field) -> Iterator[str]:
    choices = " / ".join(option.label.plain for option in field.options)
    yield f"{field.label}: {choices}" if choices else field.label


def _part(part: Part) -> Iterator[str]:
    yield ""
    yield part.title
    yield from _lines(part.lines)
    for row in part.rows:
        yield from _row(row)
    if part.empty and not part.rows:
        yield part.empty


def _row(row: Row) -> Iterator[str]:
    yield f"- {row.title.plain}"
    yield from (f"  {line}" for line in _lines(row.lines))
    beside = woven(row)[1]
    yield from (f"  {line}" for line in _labels(tuple(beside)))


if __name__ == "__main__":
    asyncio.run(draw())
