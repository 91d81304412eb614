"""The web process: the console, webhooks, and how the bot is, over HTTP on this machine."""

from __future__ import annotations

import errno
from collections.abc import AsyncIterator, Awaitable, Callable, Mapping
from contextlib import asynccontextmanager
from functools import partial

from aiohttp import HttpVersion11, web

from bot.config import Config
from bot.domain.errors import Error
from bot.entrypoints.process import serve
from bot.entrypoints.ticks import hear_all
from bot.ports.hearing import Fetched
from bot.ports.storing import StorageAway
from bot.wiring import Bot
from integrations.console.inbound import console_routes
from integrations.sources.webhook import hook_handler
from storage.migrate import is_current

HOST = "127.0.0.1"
"""The console needs no account, so nobody but this machine reaches it."""
_GRACE = 2.5
"""Seconds that open requests get when the process is stopped: every press is answered by then."""
_PUBLIC = ("/slack/", "/api/messages", "/hooks/", "/healthz", "/readyz")
"""What others may reach, through a proxy in front: it asks for a signature, or tells nothing."""
_PASSED_ON = (
    *("Forwarded", "Via", "X-Real-IP", "X-Forwarded-For", "X-Forwarded-Host", "X-Forwarded-Proto"),
)
"""What proxies add to what they pass on."""

_LOOPBACK = frozenset({"127.0.0.1", "::1", "localhost"})

Handler = Callable[[web.Request], Awaitable[web.StreamResponse]]


class PortTaken(Error):
    """Another program listens there already."""


class OpenDoor(Error):
    """Teams is not authenticated, and somebody else could reach the port."""


def refuse_open_door(config: Config, host: str) -> None:
    """Whoever reaches the port is believed only where that is this machine. Raises OpenDoor."""
    teams = config.house.teams
    if teams is not None and teams.unauthenticated and host not in _LOOPBACK:
        raise OpenDoor(
            f"KNUFFEL_TEAMS_UNAUTHENTICATED: anybody who reaches {host} could act as anybody; take "
            "it out and set MICROSOFT_APP_ID, or listen on 127.0.0.1 only."
        )


async def run_web(bot: Bot) -> None:
    """Run the web process alone, until it is told to stop."""
    await serve(bot, [serving])


@asynccontextmanager
async def serving(bot: Bot) -> AsyncIterator[None]:
    """Answer requests as long as the context is open. Raises PortTaken, OpenDoor."""
    refuse_open_door(bot.config, HOST)
    runner = web.AppRunner(application(bot), access_log=None, shutdown_timeout=_GRACE)
    await runner.setup()
    try:
        await _listen(runner, bot.config.port)
        yield
    finally:
        await runner.cleanup()


def application(bot: Bot) -> web.Application:
    """The application with all its routes."""
    app = web.Application(client_max_size=2**20, middlewares=[_keep_house])
    app.router.add_get("/healthz", _healthy)
    app.router.add_get("/readyz", _ready(bot))
    app.router.add_get("/metrics", _metrics(bot))
    app.router.add_post("/hooks/{source}", _hooks(bot))
    console_routes(app, bot.console)
    for chat in bot.chats:
        chat.routes(app)
    return app


@web.middleware
async def _keep_house(request: web.Request, handler: Handler) -> web.StreamResponse:
    """What needs no account is this machine's alone, also behind a proxy that lets too much by.

    Some proxies do not say that they are one; those speak HTTP/1.0, which no browser does.
    """
    passed_on = request.version < HttpVersion11 or any(
        name in request.headers for name in _PASSED_ON
    )
    if passed_on and not request.path.startswith(_PUBLIC):
        raise web.HTTPNotFound
    return await handler(request)


async def _listen(runner: web.AppRunner, port: int) -> None:
    try:
        await web.TCPSite(runner, HOST, port).start()
    except OSError as error:
        if error.errno != errno.EADDRINUSE:
            raise
        raise PortTaken(
            f"Port {port} is in use: stop what listens there, or set PORT to another number."
        ) from error


async def _healthy(request: web.Request) -> web.Response:
    """The process lives."""
    del request
    return web.json_response({"status": "ok"})


def _hooks(bot: Bot) -> Handler:
    async def keep(fetched: Fetched, source: str) -> None:
        await hear_all(bot, source, fetched)

    return hook_handler(bot.config.house.hooks, keep, reading=bot.reading, now=bot.machine)


def _ready(bot: Bot) -> Handler:
    async def ready(request: web.Request) -> web.Response:
        """The database answers, and its tables are those of this version."""
        del request
        try:
            current = await bot.runner.read(partial(is_current, bot.config.database_url))
        except StorageAway:
            return web.json_response({"status": "database away"}, status=503)
        if not current:
            return web.json_response({"status": "migrations missing"}, status=503)
        return web.json_response({"status": "ready"})

    return ready


def _metrics(bot: Bot) -> Handler:
    async def metrics(request: web.Request) -> web.Response:
        """Numbers in Prometheus' text format; no words, no names, nothing per person."""
        del request
        try:
            numbers = await bot.runner.read(partial(measure, bot))
        except StorageAway:
            return web.Response(status=503, text="# the database is away\n")
        return web.Response(text=exposition(numbers), content_type="text/plain")

    return metrics


def measure(bot: Bot) -> dict[str, Mapping[str, float]]:
    """Every metric with its values by label."""
    now = bot.business.now()
    with bot.store.read() as uow:
        look_at = uow.cases.next_look_at()
        lag = max((now - look_at).total_seconds(), 0.0) if look_at is not None else 0.0
        return {
            "knuffel_posts_total": {"": uow.posts.count()},
            "knuffel_cases": {f'state="{k}"': v for k, v in uow.cases.list_states().items()},
            "knuffel_outbox": {
                f'what="{key}"': value for key, value in uow.outbox.lateness(business=now).items()
            },
            "knuffel_sweep_lag_seconds": {"": lag},
            "knuffel_source_failures": {
                f'source="{one.source}"': one.failures for one in uow.cursors.list_states()
            },
        }


def exposition(metrics: Mapping[str, Mapping[str, float]]) -> str:
    """The metrics as Prometheus reads them."""
    lines: list[str] = []
    for name, values in metrics.items():
        lines.append(f"# TYPE {name} {'counter' if name.endswith('_total') else 'gauge'}")
        for label, value in sorted(values.items()):
            lines.append(f"{name}{{{label}}} {value:g}" if label else f"{name} {value:g}")
    return "\n".join(lines) + "\n"
