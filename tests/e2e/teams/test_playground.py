"""What a person sees in a client of Microsoft's own: the Agents Playground, in Chromium."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
import pytest_asyncio
from playwright.async_api import Browser, Locator, Page, expect

from integrations.teams.manifest import CAPTURE
from tests.e2e.company import Premises
from tests.e2e.outside import Outside
from tests.e2e.teams.house import BARE, HOUSE
from tests.teams.company import AMY, CLIENTS, KARIN
from tests.teams.playground import Playground, conversation, playground

pytestmark = [pytest.mark.asyncio(loop_scope="session"), pytest.mark.timeout(150)]

JOS = "Al drie dagen geen internet, en niemand reageert."
TAKE = "Ik pak dit op"
SLOW = 20_000
"""Milliseconds that anything may take on a machine that does other things as well."""


@dataclass
class Screen:
    """The bot, the playground in front of it, and what Erik sees of it."""

    house: Outside
    played: Playground
    page: Page

    async def opens(self, name: str) -> None:
        """Look into a conversation."""
        await conversation(self.page, name).click()

    def post(self, *said: str) -> Locator:
        """A message that says all of this; the thread that it begins is in it."""
        found = self.page.locator("[role=group]")
        for one in said:
            found = found.filter(has_text=one)
        return found.last

    async def sees(self, *said: str) -> Locator:
        """Wait for such a message."""
        post = self.post(*said)
        await post.wait_for(timeout=SLOW)
        return post

    async def reads(self, *said: str) -> None:
        """Wait until all of this stands on the screen."""
        for one in said:
            await expect(self.page.get_by_text(one).last).to_be_visible(timeout=SLOW)


@asynccontextmanager
async def at_the_screen(chromium: Browser, folder: Path) -> AsyncIterator[Screen]:
    """The company at work, and Erik at his screen; nothing may have failed."""
    settings = HOUSE.partition("[channels.iedereen]")[0].replace('wide = ["iedereen"]\n', "")
    (folder / "house.toml").write_text(settings, encoding="utf-8")
    premises = Premises(folder, ("bot", "run"), "knuffel.db", BARE)
    async with playground(f"{premises.origin}/api/messages", folder) as played:
        try:
            await premises.start()
            page = await played.visit(chromium)
            yield Screen(Outside(premises), played, page)
            await page.screenshot(path=folder / "last.png")
            await page.context.close()
            await premises.stop()
        finally:
            if premises.process is not None and premises.process.poll() is None:
                await premises.kill()
    for sign in ("Traceback", "Unclosed"):
        assert sign not in premises.log, premises.log


@pytest_asyncio.fixture(loop_scope="session")
async def screen(chromium: Browser, tmp_path: Path) -> AsyncIterator[Screen]:
    """Erik's screen."""
    async with at_the_screen(chromium, tmp_path) as found:
        yield found


async def test_a_complaint_is_taken_on_the_card_and_goes_on_in_private(screen: Screen) -> None:
    await screen.opens("General")
    await screen.house.says("Jos", JOS)
    card = await screen.sees("Jos", "Nog niemand pakt dit op.")

    async with screen.page.expect_response("**/_conversation/v1/invoke") as answered:
        await card.get_by_role("button", name=TAKE).click()

    answer = await (await answered.value).json()
    assert answer["value"].startswith("Dank je! In je privéchat")
    await screen.reads("Erik (Projecten) pakt dit op.")
    await expect(card.get_by_role("button", name=TAKE)).to_have_count(0)
    await screen.opens("Personal Chat")
    await screen.reads("Dank je, Erik.", "Amy")
    await screen.page.get_by_role("button", name="Ik heb gereageerd").click()
    await screen.reads("Genoteerd: jij, nu")
    assert screen.house.premises.ask("SELECT count(*) FROM replies") == [(1,)]


async def test_what_is_typed_in_private_is_answered_there(screen: Screen) -> None:
    await screen.opens("Personal Chat")
    await screen.page.get_by_role("textbox").last.click()
    await screen.page.keyboard.type("open")

    await screen.page.get_by_role("button", name="Send Message").click()

    await screen.reads("Niemand wacht")


async def test_a_message_becomes_a_case_in_a_dialog(screen: Screen) -> None:
    page = screen.page
    await screen.opens("General")
    await page.get_by_role("textbox").first.click()
    await page.keyboard.type("Mijn buurvrouw zegt dat haar telefoon het niet doet.")
    await page.get_by_role("button", name="Post", exact=True).click()
    # What introduces the bot may stand above it, or below it.
    message = page.get_by_role("group").filter(has_text="Mijn buurvrouw")
    await message.get_by_role("button", name="Show more information").click()
    await page.get_by_role("menuitem", name="Action Command").click()

    await page.get_by_role("textbox", name="Command ID").fill(CAPTURE)
    await page.get_by_role("button", name="Create").click()

    dialog = page.get_by_role("dialog").last
    await expect(dialog).to_contain_text("Wat", timeout=SLOW)
    await expect(dialog.locator("textarea").first).to_have_value(
        "Mijn buurvrouw zegt dat haar telefoon het niet doet."
    )


async def test_several_people_press_and_everybody_sees_one_truth(screen: Screen) -> None:
    await screen.opens("General")
    await screen.house.says("Jos", JOS)
    await screen.sees("Jos", "Nog niemand pakt dit op.")
    message, press = await a_press(screen)

    first = await screen.played.invoke(AMY, "adaptiveCard/action", press, message)
    late = await screen.played.invoke(KARIN, "adaptiveCard/action", press, message)

    assert first["value"].startswith("Dank je!")
    assert "Amy" in late["value"]
    await screen.reads("Amy (Webcare) pakt dit op.")


async def a_press(screen: Screen) -> tuple[tuple[str, str], dict[str, Any]]:
    """Where the card stands, and what its button brings."""
    refs = (
        "SELECT ref FROM cards JOIN lanes ON lanes.id = cards.lane_id "
        "WHERE conversation = ? AND kind = 'channel'"
    )
    ((ref,),) = screen.house.premises.ask(refs, CLIENTS)
    ((case, version),) = screen.house.premises.ask("SELECT id, version FROM cases")
    where, _, number = ref.rpartition("|")
    data = {"i": f"claim|case:{case}|{version}|"}
    return (where, number), {"action": {"type": "Action.Execute", "verb": "press", "data": data}}
