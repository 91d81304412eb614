"""The demo as a visitor meets it: a complaint comes, is taken, promised, reminded of, solved."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
import pytest_asyncio
from playwright.async_api import Browser, Locator, Page, expect

from tests.integration.entrypoints.running import free_port, started, stopped, wait_for

pytestmark = [pytest.mark.asyncio(loop_scope="session"), pytest.mark.timeout(180)]


@pytest_asyncio.fixture(loop_scope="session")
async def page(chromium: Browser, tmp_path: Path) -> AsyncIterator[Page]:
    """A browser at a demo that has just begun."""
    port = free_port()
    with started("demo", "--port", str(port), cwd=tmp_path) as process:
        await asyncio.to_thread(wait_for, port)
        context = await chromium.new_context(
            locale="en-GB",
            base_url=f"http://127.0.0.1:{port}",
            viewport={"width": 1100, "height": 900},
        )
        yield await context.new_page()
        await context.close()
        await asyncio.to_thread(stopped, process)


async def become(page: Page, name: str) -> None:
    await page.locator("details.me summary").click()
    await page.locator("details.me").get_by_role("button", name=name).click()


async def forward(page: Page, label: str) -> None:
    await page.locator("details.clock summary").click()
    await page.locator("details.clock").get_by_role("button", name=label).click()


def last(page: Page, words: str) -> Locator:
    return page.locator("article", has_text=words).last


async def test_the_first_hour(page: Page) -> None:
    await page.goto("/")
    await become(page, "Yusuf")

    await page.goto("/channel/facturatie")
    card = last(page, "Lotje")
    await expect(card).to_be_visible(timeout=60_000)
    await card.get_by_role("button", name="I’ll take this").click()
    await expect(last(page, "Lotje")).to_contain_text("Yusuf")

    await page.goto("/private")
    await last(page, "Lotje").get_by_role("button", name="I replied").click()
    await expect(last(page, "Lotje")).to_contain_text("Your last reply")
    await last(page, "Lotje").get_by_role("button", name="I promised something").click()
    await page.get_by_label("What did you promise?").fill("I’ll call about the second bill")
    await page.get_by_label("Today 17:00").check()
    await page.get_by_role("button", name="Remember this").click()
    await expect(last(page, "Lotje")).to_contain_text("I’ll call about the second bill")

    reminder = page.locator("article", has=page.get_by_role("button", name="Done")).last
    for _ in range(12):
        await forward(page, "Next")
        await page.wait_for_timeout(1500)
        if await reminder.is_visible():
            break
    await expect(reminder).to_contain_text("Lotje")
    await reminder.get_by_role("button", name="Done").click()

    briefing = page.locator("article", has=page.get_by_role("button", name="Solved")).last
    await expect(briefing).to_contain_text("Lotje")
    await briefing.get_by_role("button", name="Solved").click()
    await page.locator("form").get_by_role("button", name="Solved").last.click()
    await page.goto("/channel/facturatie")
    await expect(last(page, "Lotje")).to_contain_text("olved")


async def test_leadership_reads_last_weeks_digest(page: Page) -> None:
    await page.goto("/")
    await become(page, "Dirk")

    await page.goto("/private")
    digest = last(page, "week 11")
    await expect(digest).to_contain_text("Hetty")
    await digest.get_by_role("button", name="Read").first.click()

    await expect(last(page, "week 11").get_by_role("button", name="Read")).to_have_count(0)
