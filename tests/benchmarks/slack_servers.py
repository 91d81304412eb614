"""The servers that are pressed, each a process: `python -m tests.benchmarks.slack_servers KIND …`.

`ours CONFIG URL`: the web process's application on a database. `bolt` and `bolt-before`: a listener
of Bolt's that only acknowledges, in its default mode and with `process_before_response`. `mute`:
answers every request with 200, and so shows what the pressing itself costs. Each prints its port.
"""

from __future__ import annotations

import re
import sys
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager

from aiohttp import web
from slack_bolt.adapter.aiohttp import to_aiohttp_response, to_bolt_request
from slack_bolt.async_app import AsyncAck, AsyncApp
from slack_bolt.authorization import AuthorizeResult

from bot.config import read_config
from bot.entrypoints.web import application
from bot.wiring import wire
from tests.benchmarks.serving import Kinds, main, mute, served
from tests.slack.volley import HOST, PATH

SECRET = "a-signing-secret"


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
        async with served(application(bot)) as port:
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

    found = web.Application()
    found.router.add_post(PATH, take)
    async with served(found) as port:
        yield port


KINDS: Kinds = {
    "ours": ours,
    "bolt": lambda: bolt(before=False),
    "bolt-before": lambda: bolt(before=True),
    "mute": lambda: mute("text/plain", b"ok"),
}


if __name__ == "__main__":
    main(KINDS, sys.argv[1:])
