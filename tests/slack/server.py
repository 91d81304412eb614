"""A Slack in a process of its own: an invented workspace that tests steer and look into."""

from __future__ import annotations

import asyncio
import json
import shutil
import subprocess
from collections.abc import AsyncIterator, Mapping, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Self

from aiohttp import ClientSession, ClientTimeout, TCPConnector

FOLDER = Path(__file__).parent
NODE = FOLDER / "node_modules/.bin/node"
"""The pinned one; `make npm` puts it there."""

TEAM = "T0DRAADLOOS"
ELSEWHERE = "T0ELDERS"
"""The workspace of another company, with which a channel is shared."""
APP, BOT, BOT_USER = "A0KNUFFEL", "B0KNUFFEL", "U0KNUFFEL"
BOT_TOKEN = "xoxb-0-knuffel"
APP_TOKEN = "xapp-1-A0KNUFFEL-0"
CLIENT_ID, CLIENT_SECRET = "1.2", "hush"
SIGNING_SECRET = "8f742231b10e8888abcd99yyyzzz85a5"
REDIRECT = "http://127.0.0.1/slack/oauth_redirect"
PUBLIC_URL = "https://knuffel.draadloos.example"
"""Where browsers reach the bot that is installed."""

ERIK, NICOLE, AMY, KARIN, DIRK = "U0ERIK", "U0NICOLE", "U0AMY", "U0KARIN", "U0DIRK"
GUEST, STRANGER = "U0GUUS", "U0VREEMD"
CLIENTS, WEBCARE, EVERYBODY, BOARD = "C0KLANTEN", "C0WEBCARE", "C0IEDEREEN", "C0DIRECTIE"
SHARED = "C0PARTNERS"

SCOPES = (
    *("chat:write", "commands", "im:write", "im:history", "channels:read", "channels:history"),
    *("groups:read", "groups:history", "users:read", "users:read.email", "reactions:read"),
    *("pins:write", "team:read"),
)
"""What the bot may do unless a test says otherwise."""

_PATIENCE = 30.0


def a_user(id: str, name: str, **more: Any) -> dict[str, Any]:
    """Somebody in Slack, as Slack tells of them; `more` is any field of its user object."""
    return {
        "id": id,
        "team_id": TEAM,
        "name": name.lower(),
        "real_name": name,
        "email": f"{name.lower()}@draadloos.example",
        "is_email_confirmed": True,
        "locale": "nl-NL",
        "tz": "Europe/Amsterdam",
    } | more


PEOPLE = (
    a_user(ERIK, "Erik", profile={"title": "Projecten"}),
    a_user(NICOLE, "Nicole"),
    a_user(AMY, "Amy", profile={"title": "Webcare"}),
    a_user(KARIN, "Karin", locale="en-GB"),
    a_user(DIRK, "Dirk"),
    a_user(GUEST, "Guus", is_restricted=True, is_ultra_restricted=True),
    a_user(STRANGER, "Vera", team_id=ELSEWHERE, is_stranger=True, is_email_confirmed=False),
    a_user(BOT_USER, "Knuffel", is_bot=True),
)
_HERE = (ERIK, NICOLE, AMY, KARIN, DIRK, BOT_USER)


def a_channel(id: str, name: str, **more: Any) -> dict[str, Any]:
    """A channel with everybody in it, unless told otherwise."""
    return {"id": id, "team_id": TEAM, "name": name, "members": list(_HERE)} | more


CHANNELS = (
    a_channel(CLIENTS, "klanten"),
    a_channel(WEBCARE, "webcare"),
    a_channel(EVERYBODY, "iedereen"),
    a_channel(BOARD, "directie", is_private=True),
    a_channel(
        SHARED,
        "partners",
        members=[*_HERE, STRANGER],
        is_ext_shared=True,
        is_shared=True,
        connected_team_ids=[ELSEWHERE],
    ),
)


def _seed(scopes: Sequence[str]) -> dict[str, Any]:
    names = {"bot_id": BOT, "app_id": APP}
    app = {"client_id": CLIENT_ID, "client_secret": CLIENT_SECRET, "name": "Knuffel"}
    bot = {"token_type": "bot", "team_id": TEAM, "user_id": BOT_USER, "bot_user_id": BOT_USER}
    return {
        "team": {"team_id": TEAM, "name": "Draadloos", "domain": "draadloos"},
        "users": PEOPLE,
        "channels": CHANNELS,
        "secret": SIGNING_SECRET,
        "bots": [{**names, "user_id": BOT_USER, "name": "knuffel"}],
        "apps": [
            {
                **names,
                **app,
                "bot_user_id": BOT_USER,
                "bot_name": "knuffel",
                "scopes": list(scopes),
                "redirect_uris": [REDIRECT, f"{PUBLIC_URL}/slack/oauth_redirect"],
            }
        ],
        "tokens": [{**names, **bot, "token": BOT_TOKEN, "scopes": list(scopes)}],
    }


@dataclass(frozen=True, slots=True)
class Call:
    """One call of the Web API: what was asked, without secrets, and what was answered."""

    method: str
    arguments: Mapping[str, Any]
    answer: str | None
    """`ok`, Slack's error, or an HTTP status; None while it is being answered."""
    at: float
    """Seconds since 1970."""


@dataclass
class SlackServer:
    """The process, and everything that tests do with it."""

    scopes: Sequence[str] = SCOPES
    _process: subprocess.Popen[str] | None = field(default=None, init=False)
    _session: ClientSession | None = field(default=None, init=False)
    _port: int = field(default=0, init=False)

    @property
    def api_url(self) -> str:
        """What SLACK_API_URL is set to."""
        return f"{self.origin}/api/"

    @property
    def origin(self) -> str:
        return f"http://127.0.0.1:{self._port}"

    async def start(self) -> Self:
        """Start it on a free port, with the company's workspace in it."""
        node = shutil.which(NODE) or "node"
        self._process = subprocess.Popen(
            [node, "emulate_server.mjs"],
            cwd=FOLDER,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )
        assert self._process.stdout is not None
        first = await asyncio.wait_for(
            asyncio.to_thread(self._process.stdout.readline), timeout=_PATIENCE
        )
        assert first, "the local Slack did not start: is `make npm` done?"
        self._port = json.loads(first)["port"]
        # A connection for each question: an idle one may be closed while it is asked.
        self._session = ClientSession(
            connector=TCPConnector(force_close=True), timeout=ClientTimeout(total=_PATIENCE)
        )
        await self._ask("seed", **_seed(self.scopes))
        return self

    async def stop(self) -> None:
        """Stop it, whatever it is doing."""
        if self._session is not None:
            await self._session.close()
        if self._process is not None:
            self._process.kill()
            await asyncio.to_thread(self._process.communicate)

    # --- what happened, and how things stand

    async def calls(self, *methods: str) -> list[Call]:
        """Every call so far, oldest first; of these methods only, if any are named."""
        found = [
            Call(one["method"], one["arguments"], one["answer"], one["at"])
            for one in await self._ask("calls")
        ]
        return [one for one in found if not methods or one.method in methods]

    async def messages(self, channel: str) -> list[dict[str, Any]]:
        """What stands in a conversation, oldest first, threads included."""
        found: list[dict[str, Any]] = await self._ask("messages", channel=channel)
        return found

    async def direct_messages(self, user: str) -> list[dict[str, Any]]:
        """What stands in somebody's conversation with the bot; nothing before it was opened."""
        channel = (await self._ask("direct", user=user))["channel"]
        return await self.messages(channel) if channel else []

    async def views(self, user: str | None = None) -> list[dict[str, Any]]:
        """Modals that are open and Homes that were published, oldest first."""
        found: list[dict[str, Any]] = await self._ask("views")
        return [one for one in found if user in (None, one["user_id"])]

    async def deliveries(self) -> list[dict[str, Any]]:
        """Events of Slack's own that it tried to deliver; see `tell_events_to`."""
        found: list[dict[str, Any]] = await self._ask("deliveries")
        return found

    # --- what people do, and what Slack does by itself

    async def set_user(self, id: str, **fields: Any) -> dict[str, Any]:
        """Change somebody, or let somebody in; the user as Slack tells of them now."""
        found: dict[str, Any] = await self._ask("user", id=id, **fields)
        return found

    async def set_channel(self, id: str, **fields: Any) -> None:
        """Change a channel: `is_archived=True`, `members=[…]`, `is_ext_shared=True` and so on."""
        await self._ask("channel", id=id, **fields)

    async def take_away(self, channel: str, ts: str) -> None:
        """Delete a message, as a person or retention does."""
        assert (await self._ask("takeAway", channel=channel, ts=ts))["ok"]

    async def close_editing(self, channel: str, ts: str) -> None:
        """From now on this message can no longer be edited."""
        await self._ask("uneditable", channel=channel, ts=ts)

    async def revoke(self, token: str = BOT_TOKEN, why: str = "token_revoked") -> None:
        """A token is worth nothing any more; `why` is what Slack answers."""
        await self._ask("token", token=token, fate=why)

    async def expire(self, token: str) -> None:
        """The twelve hours of a rotated token are over."""
        await self._ask("token", token=token, fate=1)

    async def install_with(
        self, *, rotation: bool = False, organisation: Mapping[str, str] | None = None
    ) -> None:
        """How whoever installs from now on does it: tokens that expire, a whole organisation."""
        await self._ask("rules", rotation=rotation, organisation=organisation)

    async def tell_events_to(self, url: str) -> None:
        """Deliver the events that follow from calls (messages, channels), signed."""
        await self._ask("events", url=url)

    async def fault(
        self,
        method: str,
        *,
        times: int = 1,
        status: int | None = None,
        error: str | None = None,
        headers: Mapping[str, str] | None = None,
        delay: float = 0,
        lose: bool = False,
        **match: str,
    ) -> None:
        """Let the next calls of a method go wrong.

        `status` or `error`: it does nothing and answers this. `delay`: seconds before anything.
        `lose`: it is done, and the answer never arrives. `match`: only calls with these arguments.
        """
        fault: dict[str, Any] = {"method": method, "times": times, "lose": lose, "match": match}
        fault["delay"] = round(delay * 1000)
        if status is not None or error is not None:
            fault |= {"status": status or 200, "body": {"ok": False, "error": error or "fault"}}
        await self._ask("fault", **fault, headers=dict(headers or {}))

    async def ratelimit(self, method: str, *, rest: int, times: int = 1) -> None:
        """Refuse the next calls as too many; `rest` seconds stand in the answer."""
        asked = {"Retry-After": str(rest)}
        await self.fault(method, times=times, status=429, error="ratelimited", headers=asked)

    async def mend(self) -> None:
        """Nothing goes wrong from now on."""
        await self._ask("mend")

    # --- what presses need

    async def trigger(self, user: str, *, view: str | None = None, lasts: int = 3) -> str:
        """A trigger, as a press brings it: it opens one modal, within so many seconds."""
        asked = {"user": user, "app": APP, "lasts": lasts, "view": view}
        found = await self._ask("trigger", **asked)
        return str(found["trigger_id"])

    async def close_view(self, id: str) -> None:
        """A modal is gone."""
        await self._ask("closeView", id=id)

    async def replace_view(self, id: str, view: Mapping[str, Any]) -> None:
        """What an answer to a form puts in its place."""
        await self._ask("replaceView", id=id, view=view)

    # --- Socket Mode

    async def connected(self) -> int:
        """How many connections listen."""
        return int((await self._ask("sockets"))["connected"])

    async def hand(self, envelope: Mapping[str, Any]) -> dict[str, Any] | None:
        """Hand an envelope to a connection; its acknowledgement, None where none came in 3 s."""
        found = await self._ask("hand", **envelope)
        assert found["connected"], "nobody listens"
        acknowledged: dict[str, Any] | None = found["acknowledgement"]
        return acknowledged

    async def hang_up(self) -> None:
        """Cut all connections."""
        await self._ask("hangUp")

    async def _ask(self, what: str, /, **given: Any) -> Any:
        assert self._session is not None, "it was not started"
        async with self._session.post(f"{self.origin}/_{what}", json=given) as answer:
            assert answer.status == 200, await answer.text()
            return await answer.json()


@asynccontextmanager
async def slack_server(scopes: Sequence[str] = SCOPES) -> AsyncIterator[SlackServer]:
    """A Slack as long as the context is open."""
    server = SlackServer(scopes)
    try:
        yield await server.start()
    finally:
        await server.stop()
