"""A web server on loopback whose feed does whatever a test wants."""

import asyncio
import gzip
from collections.abc import Awaitable, Callable, Mapping
from html import escape

from aiohttp import web
from aiohttp.test_utils import TestServer
from multidict import CIMultiDict

Script = Callable[[web.Request], Awaitable[web.StreamResponse]]


class FeedServer:
    """Serves one script at `/feed`, and remembers what it was asked."""

    def __init__(self) -> None:
        self.asked: list[CIMultiDict[str]] = []
        self.script: Script = answering("")
        app = web.Application()
        app.router.add_get("/{path:.*}", self._serve)
        self._server = TestServer(app)

    async def start(self) -> None:
        await self._server.start_server()

    async def stop(self) -> None:
        await self._server.close()

    def address(self, path: str = "/feed", host: str = "127.0.0.1") -> str:
        return f"http://{host}:{self._server.port}{path}"

    async def _serve(self, request: web.Request) -> web.StreamResponse:
        self.asked.append(CIMultiDict(request.headers))
        return await self.script(request)


def item(guid: str | None = "1", text: str = "Help", **more: str) -> str:
    """An RSS item; `more` are further elements by name."""
    inner = f"<guid isPermaLink='false'>{escape(guid)}</guid>" if guid is not None else ""
    told = {"description": text, "pubDate": "Mon, 16 Mar 2026 09:00:00 +0000", **more}
    inner += "".join(f"<{name}>{escape(value)}</{name}>" for name, value in told.items() if value)
    return f"<item>{inner}</item>"


def rss(*items: str) -> str:
    """An RSS document."""
    content = "xmlns:content='http://purl.org/rss/1.0/modules/content/'"
    return (
        f"<?xml version='1.0' encoding='utf-8'?><rss version='2.0' {content}><channel>"
        f"<title>Blog</title>{''.join(items)}</channel></rss>"
    )


def answering(
    body: str | bytes,
    status: int = 200,
    content_type: str = "application/rss+xml; charset=utf-8",
    **headers: str,
) -> Script:
    """Always the same answer; `ETag_x` in `headers` stands for `ETag-x`."""
    raw = body if isinstance(body, bytes) else body.encode()
    named = {name.replace("_", "-"): value for name, value in headers.items()}

    async def script(_: web.Request) -> web.StreamResponse:
        return web.Response(
            body=raw, status=status, headers={"Content-Type": content_type, **named}
        )

    return script


def redirecting(to: Mapping[str, str], then: Script, status: int = 302) -> Script:
    """Redirects by path, and answers everywhere else."""

    async def script(request: web.Request) -> web.StreamResponse:
        if request.path in to:
            return web.Response(status=status, headers={"Location": to[request.path]})
        return await then(request)

    return script


def zipped(body: bytes) -> Script:
    """The answer, compressed."""
    return answering(gzip.compress(body), Content_Encoding="gzip")


def slow(seconds: float) -> Script:
    """Begins at once, goes on too late."""

    async def script(request: web.Request) -> web.StreamResponse:
        response = web.StreamResponse()
        await response.prepare(request)
        await response.write(b"<rss>")
        await asyncio.sleep(seconds)
        return response

    return script


def cut_off(body: bytes) -> Script:
    """Promises more than it sends, and hangs up."""

    async def script(request: web.Request) -> web.StreamResponse:
        response = web.StreamResponse(headers={"Content-Length": str(len(body) + 100)})
        await response.prepare(request)
        await response.write(body)
        assert request.transport is not None
        request.transport.close()
        return response

    return script
