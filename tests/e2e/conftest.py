"""A real Chromium, and a server on a real port."""

from __future__ import annotations

import shutil
from collections.abc import AsyncIterator, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from shutil import copyfile
from types import MappingProxyType
from typing import Any

import pytest
import pytest_asyncio
from aiohttp import web
from playwright.async_api import Browser, Page, async_playwright

from bot.entrypoints.demo.play import FILE, demo_config, prepare
from tests.e2e.company import HOUSE, SECRET, Company, working
from tests.e2e.stage import Stage, a_full_stage

_NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
_NONE: Mapping[str, str] = MappingProxyType({})
_ON_A_MAC = "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome"


@pytest_asyncio.fixture(loop_scope="session", scope="session")
async def chromium() -> AsyncIterator[Browser]:
    """The system's own browser: none is downloaded."""
    path = next(filter(None, map(shutil.which, _NAMES)), _ON_A_MAC)
    async with async_playwright() as playwright:
        browser = await playwright.chromium.launch(
            executable_path=path,
            args=["--no-sandbox"],  # as root, as in a container, there is none
        )
        yield browser
        with suppress(Exception):
            await browser.close()


@dataclass
class Theatre:
    """A stage with its doors open, and the visitors who look at it."""

    chromium: Browser
    stage: Stage
    port: int = 0
    runner: web.AppRunner | None = None
    complaints: list[str] = field(default_factory=list)
    """What the browsers complain about: scripts that fail, policies that are broken."""
    asked: list[str] = field(default_factory=list)
    """Every address that a browser asked for."""

    @property
    def origin(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    async def open(self) -> None:
        """Start; again on the same port after it was closed."""
        self.runner = web.AppRunner(self.stage.app(), access_log=None, shutdown_timeout=1)
        await self.runner.setup()
        site = web.TCPSite(self.runner, "127.0.0.1", self.port, reuse_address=True)
        await site.start()
        self.port = self.runner.addresses[0][1]

    async def close(self) -> None:
        if self.runner is not None:
            await self.runner.cleanup()

    async def visit(self, path: str = "/", **context: Any) -> Page:
        """A new browser at this place; `context` as Playwright's new_context takes it."""
        settings = {"locale": "nl-NL", "viewport": {"width": 1180, "height": 820}} | context
        page = await (await self.chromium.new_context(**settings)).new_page()
        page.on("console", self._listen)
        page.on("pageerror", lambda error: self.complaints.append(str(error)))
        page.on("request", lambda request: self.asked.append(request.url))
        await page.goto(self.origin + path)
        return page

    def _listen(self, message: Any) -> None:
        if message.type in {"error", "warning"} and "Failed to load" not in message.text:
            self.complaints.append(message.text)


@pytest_asyncio.fixture(loop_scope="session")
async def theatre(chromium: Browser) -> AsyncIterator[Theatre]:
    """A full stage; no browser may have complained in the end."""
    theatre = Theatre(chromium, await a_full_stage())
    await theatre.open()
    yield theatre
    for context in list(chromium.contexts):
        await context.close()
    await theatre.close()
    if theatre.complaints:
        pytest.fail(f"The browser complained: {theatre.complaints}")


def _company(
    chromium: Browser, folder: Path, command: str, database: str, environ: Mapping[str, str] = _NONE
) -> Company:
    return Company(folder, ("bot", command), database, environ, chromium=chromium)


@pytest.fixture(scope="session")
def filled(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The demo's database as a visitor first finds it."""
    file = tmp_path_factory.mktemp("demo") / FILE
    prepare(demo_config(f"sqlite:///{file}", port=0), fresh=False)
    return file


@pytest_asyncio.fixture(loop_scope="session")
async def demo(chromium: Browser, filled: Path, tmp_path: Path) -> AsyncIterator[Company]:
    """`python -m bot demo`, on a database of the test's own."""
    copyfile(filled, tmp_path / FILE)
    async with working(_company(chromium, tmp_path, "demo", FILE)) as company:
        yield company


@pytest_asyncio.fixture(loop_scope="session")
async def house(chromium: Browser, tmp_path: Path) -> AsyncIterator[Company]:
    """`python -m bot run` with a small configuration: real time, and a tool that sends posts."""
    (tmp_path / "house.toml").write_text(HOUSE, encoding="utf-8")
    environ = {"KNUFFEL_CONFIG": "house.toml", "CLIPS": SECRET, "DATABASE_URL": ""}
    async with working(_company(chromium, tmp_path, "run", "knuffel.db", environ)) as company:
        yield company
