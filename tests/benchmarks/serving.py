"""Servers that are measured: each a process of its own, which prints its port."""

from __future__ import annotations

import asyncio
import re
import sys
from collections.abc import AsyncIterator, Callable, Mapping, Sequence
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from functools import partial

from aiohttp import web

from bot.entrypoints import logs
from tests.slack.volley import HOST

Serving = AbstractAsyncContextManager[int]
Kinds = Mapping[str, Callable[..., Serving]]
_END = b"\r\n\r\n"


@asynccontextmanager
async def served(app: web.Application) -> AsyncIterator[int]:
    """An application on a port of its own."""
    runner = web.AppRunner(app, access_log=None, shutdown_timeout=1)
    await runner.setup()
    try:
        await web.TCPSite(runner, HOST, 0).start()
        yield runner.addresses[0][1]
    finally:
        await runner.cleanup()


@asynccontextmanager
async def mute(kind: str, body: bytes) -> AsyncIterator[int]:
    """Reads requests, and answers each with as little as can be."""
    head = f"HTTP/1.1 200 OK\r\nContent-Type: {kind}\r\nContent-Length: {len(body)}\r\n\r\n"
    answer = partial(_answer_all, head.encode() + body)
    server = await asyncio.start_server(answer, HOST, 0)
    async with server:
        yield server.sockets[0].getsockname()[1]


async def _answer_all(
    answer: bytes, reader: asyncio.StreamReader, writer: asyncio.StreamWriter
) -> None:
    try:
        while True:
            head = await reader.readuntil(_END)
            length = re.search(rb"content-length: (\d+)", head.lower())
            await reader.readexactly(int(length[1]) if length else 0)
            writer.write(answer)
    except (asyncio.IncompleteReadError, ConnectionError):
        writer.close()


def main(kinds: Kinds, arguments: Sequence[str]) -> None:
    """Serve one of these until standard input ends: whoever started it has seen enough."""
    logs.speak("CRITICAL")
    asyncio.run(_serve(kinds[arguments[0]](*arguments[1:])))


async def _serve(serving: Serving) -> None:
    async with serving as port:
        print(port, flush=True)
        await asyncio.to_thread(sys.stdin.read)
