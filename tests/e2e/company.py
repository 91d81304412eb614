"""A whole company on a real process: started, killed and started again, with people who look."""

from __future__ import annotations

import asyncio
import signal
import sqlite3
import subprocess
import sys
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager, closing
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from playwright.async_api import Browser, Locator, Page

from tests.integration.entrypoints.running import environment, free_port, stopped, wait_for

PHONE = {"width": 390, "height": 780}
DESK = {"width": 1180, "height": 820}
SLOW = 20_000
"""Milliseconds that a page gets on a machine that does other things as well."""

SECRET = "whsec_MDEyMzQ1Njc4OWFiY2RlZjAxMjM0NTY3ODlhYmNkZWY="
HOUSE = """
[company]
name = "Draadloos"
calendar = "always"
webcare_until = "23:00"

[calendars.always]
zone = "Europe/Amsterdam"
hours = ["00:00-24:00"]

[people]
erik = { name = "Erik", department = "Projecten" }
karin = { name = "Karin", department = "Netwerk" }
amy = { name = "Amy", department = "Webcare", roles = ["lead"] }

[channels.klanten]

[channels.webcare]
webcare = true

[[routes]]
key = "all"
channels = ["klanten", "webcare"]
buddies = ["amy"]

[hooks.clips]
secret_env = "CLIPS"
"""


@dataclass
class Premises:
    """A folder with a database, and the process on it."""

    folder: Path
    command: tuple[str, ...]
    database: str
    environ: Mapping[str, str] = field(default_factory=dict)
    port: int = field(default_factory=free_port)
    process: subprocess.Popen[str] | None = None

    @property
    def origin(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    async def start(self) -> None:
        """Start the process, again on the same database and port if there was one before."""
        arguments = [sys.executable, "-m", *self.command, "--port", str(self.port)]
        with (self.folder / "log").open("a") as log:
            self.process = subprocess.Popen(
                arguments,
                cwd=self.folder,
                env=environment(self.environ),
                stdout=log,
                stderr=subprocess.STDOUT,
                text=True,
            )
        await asyncio.to_thread(wait_for, self.port)

    async def kill(self) -> None:
        """SIGKILL, in the middle of whatever it does."""
        assert self.process is not None
        self.process.kill()
        await asyncio.to_thread(self.process.wait)

    async def start_again(self) -> None:
        """Half a minute after a SIGKILL: what the dead process had in hand is free again."""
        self.change("UPDATE lanes SET leased_until = NULL, leased_by = NULL")
        await self.start()

    def freeze(self) -> None:
        """Let it take nothing more; what is sent to it waits at its door."""
        assert self.process is not None
        self.process.send_signal(signal.SIGSTOP)

    async def stop(self) -> None:
        """Stop it as a person does; it says nothing but what it was asked to."""
        if self.process is not None and self.process.poll() is None:
            await asyncio.to_thread(stopped, self.process)

    @property
    def log(self) -> str:
        """Everything that the processes said."""
        return (self.folder / "log").read_text()

    def ask(self, question: str, *values: object) -> list[Any]:
        """Rows of the database, read past the process."""
        with closing(sqlite3.connect(self.folder / self.database, timeout=10)) as database:
            return database.execute(question, values).fetchall()

    def change(self, statement: str) -> None:
        """Change the database behind the back of its process."""
        with closing(sqlite3.connect(self.folder / self.database, timeout=10)) as database:
            database.execute(statement)
            database.commit()


@dataclass
class Company(Premises):
    """The same, and the browsers that look at its page."""

    chromium: Browser = field(kw_only=True)
    complaints: list[str] = field(default_factory=list, kw_only=True)
    """What the browsers complain about: scripts that fail, policies that are broken."""

    async def visit(self, person: str | None = None, path: str = "/", **context: Any) -> Page:
        """A new browser, as this colleague; without one, as whoever a newcomer is."""
        settings = {"locale": "nl-NL", "viewport": DESK} | context
        browser = await self.chromium.new_context(**settings)
        if person is not None:
            cookie = {"name": "knuffel_me", "value": person, "url": self.origin}
            await browser.add_cookies([cookie])  # type: ignore[list-item]
        page = await browser.new_page()
        page.set_default_timeout(SLOW)
        page.on("console", self._listen)
        page.on("pageerror", lambda error: self.complaints.append(str(error)))
        await page.goto(self.origin + path)
        return page

    async def picture(self, page: Page, name: str) -> None:
        """Keep what is seen now beside the database, for whoever wants to look."""
        await page.screenshot(path=self.folder / f"{name}.png")

    def _listen(self, message: Any) -> None:
        # A process that was killed is not the page's mistake.
        expected = ("Failed to load", "ERR_", "Failed to fetch")
        if message.type in {"error", "warning"} and not any(
            one in message.text for one in expected
        ):
            self.complaints.append(message.text)


@asynccontextmanager
async def working(company: Company) -> AsyncIterator[Company]:
    """The company at work; no browser may have complained, and no process have failed."""
    try:
        await company.start()
        yield company
        await company.stop()
    finally:
        if company.process is not None and company.process.poll() is None:
            await company.kill()
        for context in list(company.chromium.contexts):
            await context.close()
    assert company.complaints == []
    assert "Traceback" not in company.log


def offered(company: Company, customer: str) -> int:
    """The number of a customer's case."""
    question = """SELECT posts.case_id FROM posts JOIN customers
        ON customers.id = posts.customer_id WHERE customers.handle = ? ORDER BY posts.id LIMIT 1"""
    ((case,),) = company.ask(question, customer)
    return int(case)


def card(page: Page, customer: str) -> Locator:
    """The newest card on the page that bears a customer's name."""
    return page.locator(".pinned", has_text=customer).last


def button(within: Page | Locator, label: str) -> Locator:
    """A button or a link that looks like one, by exactly what stands on it."""
    return within.get_by_role("button", name=label, exact=True)


async def choose(at: Locator, label: str) -> None:
    """Press something in a card's *more* menu."""
    await at.locator(".overflow > summary").click()
    await button(at, label).click()


async def forward(page: Page, label: str) -> None:
    """Move the demo's clock."""
    await page.locator(".clock > summary").click()
    async with page.expect_response("**/clock"):
        await button(page, label).click()


async def become(page: Page, name: str) -> None:
    """Be another colleague in this browser."""
    await page.locator(".me > summary").click()
    await page.locator(".me .person", has_text=name).click()
    await page.locator(".me .who", has_text=name).wait_for()
