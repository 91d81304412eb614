"""Microsoft's own playground for bots in Teams, as a process: a client for people and for tests.

It shows what Teams shows and posts what Teams posts; it enforces neither sizes nor rates.
"""

from __future__ import annotations

import asyncio
import json
import re
import shutil
import subprocess
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Self
from urllib.parse import quote

from aiohttp import ClientError, ClientSession, ClientTimeout
from playwright.async_api import Browser, Locator, Page, Route

from bot.clock import ticks
from tests.integration.entrypoints.running import environment, free_port
from tests.teams.company import (
    AMY,
    BOT,
    CLIENTS,
    DIRK,
    ERIK,
    KARIN,
    NEWCOMER,
    NICOLE,
    TENANT,
    WEBCARE,
    Person,
)

FOLDER = Path(__file__).parent
PERSONAL = "a:erik"
"""The conversation between the bot and whoever sits at the screen: Erik."""
AT_THE_SCREEN = "Erik"

_PROGRAM = FOLDER / "node_modules/@microsoft/m365agentsplayground/cli.js"
_CONFIG = ".m365agentsplayground.yml"
_PATIENCE = 30.0
_NOT_OURS = re.compile(r"^(?!https?://(?:127\.0\.0\.1|localhost)[:/]|data:)")


def _user(person: Person) -> dict[str, str]:
    """Somebody as its file knows them; it looks members up by `id` only, Teams by either."""
    return {
        "id": person.object_id,
        "name": person.name,
        "userPrincipleName": person.email,
        "aadObjectId": person.object_id,
        "givenName": person.name,
        "surname": person.name,
        "email": person.email,
    }


def _config() -> dict[str, Any]:
    """Five people besides the one at the screen, and one channel besides the team's first."""
    return {
        "version": "0.1.1",
        "tenantId": TENANT,
        "bot": {"id": BOT, "name": "Knuffel"},
        "currentUser": _user(ERIK),
        "users": [_user(one) for one in (NICOLE, AMY, KARIN, DIRK, NEWCOMER)],
        "personalChat": {"id": PERSONAL},
        "groupChat": {"id": "19:groep@thread.v2", "name": "Groep"},
        "team": {
            "id": CLIENTS,
            "name": "Draadloos",
            "aadGroupId": "00000000-0000-0000-0000-000000000031",
            "channels": [{"id": WEBCARE, "name": "webcare"}],
        },
    }


@dataclass
class Playground:
    """The process, in front of a bot at `endpoint`."""

    endpoint: str
    folder: Path
    port: int = field(default_factory=free_port)
    _process: subprocess.Popen[str] | None = field(default=None, init=False)
    _session: ClientSession | None = field(default=None, init=False)

    @property
    def origin(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    @property
    def service_url(self) -> str:
        """Where it is called, as it says itself in every activity."""
        return f"http://localhost:{self.port}/_connector"

    async def start(self) -> Self:
        """Start it, and wait until it says pong. Nothing of it is sent to anybody."""
        assert _PROGRAM.exists(), "the playground is not there: is `make npm` done?"
        (self.folder / _CONFIG).write_text(json.dumps(_config()))  # JSON is YAML, too
        environ = {"TEAMSAPPTESTER_BROWSER": "none", "DEFAULT_CHANNEL_ID": "msteams"}
        with (self.folder / "playground.log").open("a") as log:
            self._process = subprocess.Popen(
                [shutil.which("node") or "node", _PROGRAM, "start", "-p", str(self.port), "--dt"],
                cwd=self.folder,
                env=environment({**environ, "BOT_ENDPOINT": self.endpoint}),
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=subprocess.STDOUT,
                text=True,
            )
        self._session = ClientSession(timeout=ClientTimeout(total=_PATIENCE))
        await self._ready()
        return self

    async def stop(self) -> None:
        """Stop it, whatever it is doing."""
        if self._session is not None:
            await self._session.close()
        if self._process is not None:
            self._process.kill()
            await asyncio.to_thread(self._process.wait)

    # --- as somebody who is not at the screen

    async def says(self, person: Person, text: str, conversation: str = PERSONAL) -> None:
        """Somebody types in a conversation that they are in."""
        body = {"from": {"id": person.object_id}, "text": text, "textFormat": "plain"}
        await self._ask(f"conversation/v1/conversations/{quote(conversation)}/messages", body)

    async def invoke(
        self, person: Person, name: str, value: Mapping[str, Any], message: tuple[str, str]
    ) -> Any:
        """Somebody presses on a message: (conversation, activity). What the bot answered."""
        conversation, activity = message
        body = {
            "name": name,
            "value": value,
            "from": {"id": person.object_id},
            "conversation": {"id": conversation},
            "replyToId": activity,
        }
        return await self._ask("conversation/v1/invoke", body)

    async def posts(self, activity: Mapping[str, Any]) -> None:
        """An activity of any kind, as it is; whatever else it says, it is sent to the bot."""
        await self._ask("internal/v1/customActivities", activity)

    async def members(self) -> list[dict[str, Any]]:
        """Who is in the team, as the bot hears it."""
        path = f"connector/v3/conversations/{quote(CLIENTS)}/pagedmembers"
        found = await self._ask(path)
        return list(found["members"])

    # --- at the screen

    async def visit(self, chromium: Browser) -> Page:
        """Erik's screen; it asks nothing of anybody but this process."""
        context = await chromium.new_context(viewport={"width": 1300, "height": 950})
        page = await context.new_page()
        page.set_default_timeout(_PATIENCE * 1000)
        await page.route(_NOT_OURS, _refused)
        await page.goto(self.origin)
        await conversation(page, "General").wait_for()
        return page

    async def _ask(self, path: str, body: Mapping[str, Any] | None = None) -> Any:
        assert self._session is not None, "it was not started"
        how = "GET" if body is None else "POST"
        async with self._session.request(how, f"{self.origin}/_{path}", json=body) as answer:
            text = await answer.text()
            assert answer.status < 300, (path, answer.status, text)
            return json.loads(text) if text else None

    async def _ready(self) -> None:
        end = ticks() + _PATIENCE
        while not await self._pongs():
            assert ticks() < end, (self.folder / "playground.log").read_text()
            await asyncio.sleep(0.1)

    async def _pongs(self) -> bool:
        assert self._session is not None
        try:
            async with self._session.get(f"{self.origin}/_debug/ping") as answer:
                return await answer.text() == "pong"
        except ClientError:
            return False


async def _refused(route: Route) -> None:
    await route.abort()


def conversation(page: Page, name: str) -> Locator:
    """A conversation in the list at the side."""
    return page.get_by_role("treeitem").filter(has_text=name)


@asynccontextmanager
async def playground(endpoint: str, folder: Path) -> AsyncIterator[Playground]:
    """A playground as long as the context is open."""
    found = Playground(endpoint, folder)
    try:
        yield await found.start()
    finally:
        await found.stop()
