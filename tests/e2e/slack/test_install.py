"""A workspace installs Knuffel by itself, works with it, and puts it out again."""

from __future__ import annotations

from collections.abc import AsyncIterator, Mapping
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest
import pytest_asyncio
from aiohttp import ClientSession

from integrations.slack.installing import COOKIE
from tests.e2e.outside import seen
from tests.e2e.slack.house import SlackHouse, at_work
from tests.slack.eyes import pressable
from tests.slack.server import CLIENTS, ERIK, PUBLIC_URL, TEAM, SlackServer

pytestmark = [pytest.mark.asyncio(loop_scope="session"), pytest.mark.timeout(150)]

TAKE = "Ik pak dit op"
COMPLAINT = "Al drie dagen geen internet, en niemand reageert."


@pytest_asyncio.fixture(loop_scope="session")
async def open_house(slack: SlackServer, tmp_path: Path) -> AsyncIterator[SlackHouse]:
    """`python -m bot run` with OAuth: nobody has installed it yet."""
    async with at_work(slack, tmp_path, installed=True) as house:
        yield house


async def begun(house: SlackHouse) -> tuple[Mapping[str, str], str]:
    """What Slack is asked by a browser that begins, and the cookie that it keeps."""
    async with (
        ClientSession() as browser,
        browser.get(f"{house.premises.origin}/slack/install", allow_redirects=False) as answer,
    ):
        asked = {
            name: one[0]
            for name, one in parse_qs(urlsplit(answer.headers["Location"]).query).items()
        }
        return asked, answer.cookies[COOKIE].value


async def agreed(house: SlackHouse, asked: Mapping[str, str]) -> str:
    """Somebody of the workspace agrees at Slack; where their browser is sent."""
    chosen = {name: asked[name] for name in ("client_id", "redirect_uri", "scope", "state")}
    page = f"{house.slack.origin}/oauth/v2/authorize/callback"
    async with (
        ClientSession() as browser,
        browser.post(page, data={**chosen, "user_id": ERIK}, allow_redirects=False) as answer,
    ):
        return answer.headers["Location"]


async def returned(house: SlackHouse, location: str, cookie: str) -> tuple[int, str]:
    """The browser comes back to us; the page that it is shown."""
    assert location.startswith(PUBLIC_URL)
    here = location.replace(PUBLIC_URL, house.premises.origin)
    async with (
        ClientSession(cookies={COOKIE: cookie}) as browser,
        browser.get(here, headers={"Accept-Language": "nl"}) as answer,
    ):
        return answer.status, await answer.text()


async def install(house: SlackHouse) -> tuple[int, str]:
    """All of it, as whoever installs it does."""
    asked, cookie = await begun(house)
    return await returned(house, await agreed(house, asked), cookie)


async def test_a_workspace_installs_it_and_works_with_it(open_house: SlackHouse) -> None:
    house = open_house
    await house.says("Jos", COMPLAINT)

    status, page = await install(house)
    card = await house.card(CLIENTS, COMPLAINT, can=TAKE)
    await house.erik.presses(TAKE, card)
    taken = await house.card(CLIENTS, "Erik (Projecten) pakt dit op.")

    assert (status, "Knuffel" in page) == (200, True)
    assert TAKE not in pressable(taken)
    ((workspace, token),) = house.premises.ask("SELECT workspace, token FROM installations")
    assert workspace == TEAM
    assert "xoxb" not in token
    assert "xoxb" not in page + house.premises.log


async def test_it_survives_a_kill_with_its_installation(open_house: SlackHouse) -> None:
    house = open_house
    await house.slack.fault("chat.postMessage", delay=5, times=4)
    await install(house)

    await seen(lambda: house.slack.calls("chat.postMessage"))  # in the midst of its first words
    await house.premises.kill()
    await house.premises.start_again()
    await house.says("Jos", COMPLAINT)

    await house.card(CLIENTS, COMPLAINT, can=TAKE)


async def test_a_state_that_another_browser_began_is_worth_nothing(open_house: SlackHouse) -> None:
    house = open_house
    asked, _ = await begun(house)

    _, page = await returned(house, await agreed(house, asked), "another browser's")

    assert house.premises.ask("SELECT count(*) FROM installations") == [(0,)]
    assert "Opnieuw beginnen" in page


async def test_a_workspace_that_is_not_configured_may_not(open_house: SlackHouse) -> None:
    house = open_house
    await house.slack.install_with(organisation={"id": "E0ELDERS", "name": "Elders"})

    await install(house)

    assert house.premises.ask("SELECT count(*) FROM installations") == [(0,)]
    assert await house.slack.calls("auth.revoke")


async def test_who_puts_it_out_is_told_of_and_nothing_is_lost(open_house: SlackHouse) -> None:
    house = open_house
    await install(house)
    await house.crowd.line.tell({"type": "app_uninstalled"})
    await house.says("Jos", COMPLAINT)

    async def ended() -> bool:
        return house.premises.ask("SELECT token, why FROM installations") == [(None, "uninstalled")]

    await seen(ended)
    await install(house)

    await house.card(CLIENTS, COMPLAINT, can=TAKE)
