"""In front of every handler: who is it, is it our own page; behind it: headers and plain words."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from urllib.parse import quote

from aiohttp import web

from integrations.console import guard, render, sent, visitor
from integrations.console.errors import Problem, problem_of
from integrations.console.room import ConsoleRoom
from integrations.console.sent import Sent
from integrations.console.view import Visitor

Handler = Callable[[web.Request], Awaitable[web.StreamResponse]]
Showing = Callable[[web.Request, Visitor], Awaitable[web.StreamResponse]]
Doing = Callable[[web.Request, Visitor, Sent], Awaitable[web.StreamResponse]]

FRAGMENT = "X-Knuffel-Fragment"
"""Sent by the page's script: it wants the reply alone, and draws it where it belongs."""
TOKEN = "X-Knuffel-Token"  # noqa: S105 - the name of a header


class Doors:
    """Wraps the handlers of one room."""

    def __init__(self, room: ConsoleRoom) -> None:
        """`room` knows the people and the secret."""
        self._room = room

    def showing(self, handler: Showing) -> Handler:
        """A door to what only shows: it changes nothing, so a link may lead here."""

        async def opened(request: web.Request) -> web.StreamResponse:
            return await self._through(request, handler)

        return opened

    def doing(self, handler: Doing) -> Handler:
        """A door to what does something: only our own page's forms come through."""

        async def checked(request: web.Request, who: Visitor) -> web.StreamResponse:
            guard.check_origin(request)
            what = await sent.read(request)
            guard.check_token(request.headers.get(TOKEN) or what.one("token"), who)
            return await handler(request, who, what)

        async def opened(request: web.Request) -> web.StreamResponse:
            return await self._through(request, checked)

        return opened

    async def _through(self, request: web.Request, handler: Showing) -> web.StreamResponse:
        try:
            guard.check_host(request)
            who = visitor.read(request, self._room.people(), self._room.secret)
            response = await handler(request, who)
            if not response.prepared and request.cookies.get(visitor.SESSION) != who.session:
                visitor.remember(response, session=who.session)
        except web.HTTPException:
            raise
        except Exception as failure:  # whatever it was, a person reads a sentence
            response = _told(request, problem_of(failure))
        if not response.prepared:
            for name, value in guard.HEADERS.items():
                response.headers.setdefault(name, value)
        return response


def wants_fragment(request: web.Request) -> bool:
    """Whether the page's script asks, and not a browser without it."""
    return FRAGMENT in request.headers


def html(body: str, status: int = 200) -> web.Response:
    """An answer in HTML."""
    return web.Response(text=body, status=status, content_type="text/html")


def go(place: str) -> web.Response:
    """After something was done: look at this place (and loading it again does nothing twice)."""
    return web.Response(status=303, headers={"Location": quote(place, safe="/?&=%:,+-_.~|")})


def _told(request: web.Request, problem: Problem) -> web.Response:
    language = visitor.language(request)
    draw = render.problem if wants_fragment(request) else render.problem_page
    return html(draw(problem.code, problem.number, language), problem.status)
