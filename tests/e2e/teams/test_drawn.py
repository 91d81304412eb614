"""The reference renderer draws every card of ours, with Markdown on: nothing in it comes alive."""

from __future__ import annotations

import shutil
from collections.abc import AsyncIterator
from typing import Any

import pytest
from playwright.async_api import Page, async_playwright

from bot.domain.view import Audience
from bot.presentation.gallery import gallery
from tests import teams_gallery
from tests.contract.slack.test_hostile import WORDS
from tests.contract.teams.samples import SAMPLES, ZONE
from tests.contract.teams.test_hostile import MORE
from tests.gallery import BROWSERS
from tests.teams.eyes import read

HOSTILE = WORDS | MORE
_NEWER = 'Property "choices.data" is supported in version 1.6'
"""Teams has its list of people in cards of any version."""
_DRAW = "cards => cards.map(one => window.looked(one))"


@pytest.fixture
async def page() -> AsyncIterator[Page]:
    """A page with the renderer in it."""
    async with async_playwright() as playwright:
        path = next(filter(None, map(shutil.which, BROWSERS)))
        # As root, as in a container, there is no sandbox.
        browser = await playwright.chromium.launch(executable_path=path, args=["--no-sandbox"])
        page = await browser.new_page()
        empty = {"card": SAMPLES["card"](), "dialog": None}
        await page.set_content(teams_gallery.html(empty))
        yield page
        await browser.close()


async def test_the_whole_gallery_is_drawn_without_a_word_of_complaint(page: Page) -> None:
    for language in ("nl", "en"):
        every = {
            name: teams_gallery.drawn(shown, language)["card"]
            for name, shown in gallery(Audience(language, ZONE)).items()
        }

        looked = await page.evaluate(_DRAW, list(every.values()))

        assert len(looked) > 500
        seen = dict(zip(every, looked, strict=True))
        assert {name: said for name, one in seen.items() if (said := _came_alive(one))} == {}


async def test_hostile_words_are_drawn_as_words(page: Page) -> None:
    cards = {
        (called, name): sample(words)
        for called, words in HOSTILE.items()
        for name, sample in SAMPLES.items()
    }

    looked = await page.evaluate(_DRAW, list(cards.values()))

    seen = dict(zip(cards, looked, strict=True))
    assert len(seen) > 100
    assert {name: said for name, one in seen.items() if (said := _came_alive(one))} == {}
    unread = [name for name, one in seen.items() if not _is_read(cards[name], one["text"])]
    assert unread == []


async def test_words_that_are_not_made_literal_come_alive(page: Page) -> None:
    card = SAMPLES["card"]()
    card["body"].append({"type": "TextBlock", "text": "**vet** [bank](https://evil.example)"})
    card["body"].append({"type": "TextBlock", "text": "![x](https://evil.example/x.png)"})

    (looked,) = await page.evaluate(_DRAW, [card])

    assert looked["links"] == ["https://evil.example"]
    assert [one[:7] for one in looked["alive"]] == ["<strong", "<img sr"]


def _came_alive(looked: dict[str, Any]) -> list[str]:
    """What is more than text, and what the renderer has against the card."""
    events = [one for one in looked["events"] if not one.startswith(_NEWER)]
    return [*events, *looked["alive"], *looked["links"]]


def _is_read(card: dict[str, Any], text: str) -> bool:
    """Whether the card's first line, with a stranger's words in it, is drawn."""
    return _bare(read(card).text.split("\n")[0]) in _bare(text)


def _bare(text: Any) -> str:
    """Without blanks, and without what nobody sees."""
    unseen = "\N{WORD JOINER}\N{FIRST STRONG ISOLATE}\N{POP DIRECTIONAL ISOLATE}"
    return "".join(str(text).translate(str.maketrans("", "", unseen)).split())
