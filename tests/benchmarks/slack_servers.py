"""The servers that are pressed, each a process: `python -m tests.benchmarks.slack_servers KIND …`.

`ours CONFIG URL`: the web process's application on a database. `bolt` and `bolt-before`: a listener
of Bolt's that only acknowledges, in its default mode and with `process_before_response`. `mute`:
answers every request with 200, and so shows what the pressing itself costs. Each prints its port.
"""

from __future__ import annotations

import asyncio
import re
import sys
from collections.abc import AsyncIterator, Callable, Mapping, Sequence
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from pathlib import Path

from aiohttp import web
from slack_bolt.adapter.aiohttp import to_aiohttp_response, to_bolt_request
from slack_bolt.async_app import AsyncAck, AsyncApp
from slack_bolt.authorization import AuthorizeResult

from bot.config import read_config
from bot.entrypoints import logs
from bot.entrypoints.web import application
from bot.wiring import wire
from tests.slack.volley import HOST, PATH

SECRET = "a-signing-secret"
_OK = b"HTTP/1.1 200 OK\r\nContent-Length: 2\r\nContent-Type: text/plain\r\n\r\nok"
_END = b"\r\n\r\n"

Serving = AbstractAsyncContextManager[int]


def environment(config: str, url: str) -> Mapping[str, str]:
    """Settings of a bot in Slack, whose Web API answers nothing here."""
    return {
        "KNUFFEL_CONFIG": config,
        "DATABASE_URL": url,
        "SLACK_BOT_TOKEN": "xoxb-bench",
        "SLACK_SIGNING_SECRET": SECRET,
        "SLACK_API_URL": f"http://{HOST}:1/api/",
    }


@asynccontextmanager
async def ours(config: str, url: str) -> AsyncIterator[int]:
    """The application, as the web process runs it."""
    bot = wire(read_config(environment(config, url)), worker="bench")
    try:
        async with _served(application(bot)) as port:
            yield port
    finally:
        bot.close()


@asynccontextmanager
async def bolt(*, before: bool) -> AsyncIterator[int]:
    """A listener that only acknowledges; nothing of Slack's is asked."""

    async def authorize(enterprise_id: str | None, team_id: str | None) -> AuthorizeResult:
        return AuthorizeResult(
            enterprise_id=enterprise_id, team_id=team_id, bot_token="xoxb-bench", bot_user_id="U0"
        )

    app = AsyncApp(signing_secret=SECRET, authorize=authorize, process_before_response=before)

    @app.action(re.compile(""))
    async def acknowledge(ack: AsyncAck) -> None:
        await ack()

    async def take(request: web.Request) -> web.Response:
        return await to_aiohttp_response(await app.async_dispatch(await to_bolt_request(request)))

    served = web.Application()
    served.router.add_post(PATH, take)
    async with _served(served) as port:
        yield port


@asynccontextmanager
async def mute() -> AsyncIterator[int]:
    """Reads requests, and answers each with as little as can be."""
    server = await asyncio.start_server(_answer_all, HOST, 0)
    async with server:
        yield server.sockets[0].getsockname()[1]


async def _answer_all(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    try:
        while True:
            head = await reader.readuntil(_END)
            length = re.search(rb"content-length: (\d+)", head.lower())
            await reader.readexactly(int(length[1]) if length else 0)
            writer.write(_OK)
    except (asyncio.IncompleteReadError, ConnectionError):
        writer.close()


@asynccontextmanager
async def _served(app: web.Application) -> AsyncIterator[int]:
    runner = web.AppRunner(app, access_log=None, shutdown_timeout=1)
    await runner.setup()
    try:
        await web.TCPSite(runner, HOST, 0).start()
        yield runner.addresses[0][1]
    finally:
        await runner.cleanup()


KINDS: Mapping[str, Callable[..., Serving]] = {
    "ours": ours,
    "bolt": lambda: bolt(before=False),
    "bolt-before": lambda: bolt(before=True),
    "mute": mute,
}


async def serve(kind: str, arguments: Sequence[str]) -> None:
    """Serve until standard input ends: whoever started it is gone, or has seen enough."""
    async with KINDS[kind](*arguments) as port:
        print(port, flush=True)
        await asyncio.to_thread(sys.stdin.read)


if __name__ == "__main__":
    logs.speak("ERROR")
    asyncio.run(serve(Path(sys.argv[1]).name, sys.argv[2:]))
