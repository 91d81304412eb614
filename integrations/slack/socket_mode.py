"""Socket Mode: what Slack sends comes over a connection that we open; no address is needed."""

from __future__ import annotations

import asyncio
import json
import logging
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from typing import Any

from slack_bolt.response import BoltResponse
from slack_sdk.socket_mode.aiohttp import SocketModeClient
from slack_sdk.socket_mode.async_client import AsyncBaseSocketModeClient
from slack_sdk.socket_mode.request import SocketModeRequest
from slack_sdk.socket_mode.response import SocketModeResponse
from slack_sdk.web.async_client import AsyncWebClient

from integrations.slack.config import SlackConfig
from integrations.slack.guard import Turned, sound

log = logging.getLogger(__name__)

_LOOK = 5.0
"""Seconds between two looks at the connection."""
_GRACE = 2.5
"""Seconds that what is under way gets when the process is stopped: every press is answered then."""
_STATES = {True: "connected", False: "not connected; is SLACK_APP_TOKEN right?"}

Dispatch = Callable[[dict[str, Any]], Awaitable[BoltResponse]]


@asynccontextmanager
async def connected(config: SlackConfig, dispatch: Dispatch) -> AsyncIterator[None]:
    """Listen on a socket as long as the context is open; a lost connection is made again."""
    token = config.app_token.reveal()
    client = SocketModeClient(
        app_token=token,
        logger=_quiet(),
        web_client=AsyncWebClient(base_url=config.api_url),
        auto_reconnect_enabled=True,
    )

    under_way: set[asyncio.Task[None]] = set()

    async def take(connection: AsyncBaseSocketModeClient, request: SocketModeRequest) -> None:
        taking = asyncio.create_task(_take(connection, request, dispatch))
        under_way.add(taking)
        taking.add_done_callback(under_way.discard)
        await taking

    client.socket_mode_request_listeners.append(take)
    # It tries until it succeeds; whoever starts us does not wait for Slack.
    tasks = [asyncio.create_task(work) for work in (client.connect(), _watched(client))]  # type: ignore[no-untyped-call]
    try:
        yield
    finally:
        for task in tasks:
            task.cancel()
        if under_way:  # somebody waits for each of them
            await asyncio.wait(under_way, timeout=_GRACE)
        await client.close()  # type: ignore[no-untyped-call]


async def _watched(client: SocketModeClient) -> None:
    """Tell the log when the connection comes and goes: the library's own log is silent."""
    was = None
    while True:
        await asyncio.sleep(_LOOK)
        now = await client.is_connected()
        if now is not was:
            log.log(logging.INFO if now else logging.WARNING, "socket: %s", _STATES[now])
        was = now


async def _take(
    connection: AsyncBaseSocketModeClient, request: SocketModeRequest, dispatch: Dispatch
) -> None:
    """One envelope: acknowledged after the commit; what was not recorded comes again."""
    try:
        answer = await dispatch(sound(request.payload))
    except Turned as turned:
        log.info("turned away at Slack's socket: %s", turned)
        answer = BoltResponse(status=200)  # it would only come again
    if answer.status != 200:
        return
    body = json.loads(answer.body) if _is_json(answer) else None
    await connection.send_socket_mode_response(SocketModeResponse(request.envelope_id, body))


def _is_json(answer: BoltResponse) -> bool:
    kind = next(iter(answer.headers.get("content-type", ())), "")
    return bool(answer.body) and kind.startswith("application/json")


def _quiet() -> logging.Logger:
    """The library's own log quotes what it receives."""
    logger = logging.getLogger("integrations.slack.socket.library")
    logger.setLevel(logging.CRITICAL + 1)
    logger.propagate = False
    return logger
