"""The console's lock: only this machine, only this page's own forms, nothing from elsewhere."""

from __future__ import annotations

import hmac
from urllib.parse import urlsplit

from aiohttp import web

from integrations.console.errors import Problem
from integrations.console.view import Visitor

_NAMES = ("127.0.0.1", "localhost", "[::1]")
_HTTP = 80
"""The port that browsers do not mention."""

HEADERS = {
    "Cache-Control": "no-store",
    "Content-Security-Policy": (
        "default-src 'self'; script-src 'self'; style-src 'self'; img-src 'self'; "
        "connect-src 'self'; form-action 'self'; object-src 'none'; base-uri 'none'; "
        "frame-ancestors 'none'"
    ),
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
}


def check_host(request: web.Request) -> None:
    """Another name in the Host header is a page elsewhere that rebound its name to us."""
    if request.headers.get("Host", "").lower() not in _hosts(request):
        raise Problem("host")


def check_origin(request: web.Request) -> None:
    """A press comes from our own page, as the browser itself says, wherever it says so.

    Our pages tell nobody where they are, so a browser calls the origin of their forms `null`; then
    it must say besides that the form was ours.
    """
    site = request.headers.get("Sec-Fetch-Site")
    origin = request.headers.get("Origin")
    if site not in {None, "same-origin", "none"}:
        raise Problem("forged")
    if origin == "null" and site == "same-origin":
        return
    if origin is not None and urlsplit(origin).netloc.lower() not in _hosts(request):
        raise Problem("forged")


def check_token(given: str, visitor: Visitor) -> None:
    """A press brings along what only a page of this browser knows."""
    if not hmac.compare_digest(given.encode(), visitor.token.encode()):
        raise Problem("stale")


def _hosts(request: web.Request) -> set[str]:
    """The names under which this socket may be spoken to."""
    socket = request.transport.get_extra_info("sockname") if request.transport else None
    port = socket[1] if isinstance(socket, tuple) else None
    named = {f"{name}:{port}" for name in _NAMES}
    return named | set(_NAMES) if port == _HTTP else named
