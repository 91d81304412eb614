"""The line on which an open page hears what changed (server-sent events)."""

from __future__ import annotations

import json
from collections.abc import Mapping

from aiohttp import web

from bot.domain.errors import Error
from integrations.console import guard, limits, render
from integrations.console.board import BoardReader, News, shown, told
from integrations.console.errors import Problem
from integrations.console.people import conversations
from integrations.console.room import ConsoleRoom
from integrations.console.view import Visitor
from integrations.console.visitor import Sessions
from integrations.console.watch import Watch

_STREAM = {"Content-Type": "text/event-stream; charset=utf-8", "X-Accel-Buffering": "no"}
_AGAIN_MILLISECONDS = 1000
_DIGITS = 18


class Events:
    """Tells each open page its changes: every one of them, in order, from where it was."""

    def __init__(
        self, room: ConsoleRoom, board: BoardReader, watch: Watch, sessions: Sessions
    ) -> None:
        """`watch` says when to look; what there is to see is read from the board."""
        self._room = room
        self._board = board
        self._watch = watch
        self._sessions = sessions

    async def stream(self, request: web.Request, visitor: Visitor) -> web.StreamResponse:
        """Answer `/events?at=…&since=…`; ends when the page must be loaded anew."""
        at = request.query.get("at", "")
        if at and at not in conversations(self._room, visitor):
            raise Problem("not_yours")
        since = _mark(request)
        self._sessions.of(visitor)
        response = web.StreamResponse(headers=guard.HEADERS | _STREAM)
        await response.prepare(request)
        try:
            await response.write(f"retry: {_AGAIN_MILLISECONDS}\n\n".encode())
            await self._tell_on(response, visitor, at, since)
        except (ConnectionError, Error):
            pass  # the page was closed, or the board is away: it asks again, from its own mark
        return response

    async def _tell_on(
        self, response: web.StreamResponse, visitor: Visitor, at: str, since: int
    ) -> None:
        while not self._watch.closed:
            if not self._sessions.is_still(visitor):
                return await _write(response, "reload", {}, None)
            visible = conversations(self._room, visitor)
            news = await self._board.since(since, visible)
            if not news.whole or (at and at not in visible):
                return await _write(response, "reload", {}, news.mark)
            await self._tell(response, visitor, at, news)
            since = news.mark
            await self._watch.beyond(since, limits.BEAT_SECONDS)
        return None

    async def _tell(
        self, response: web.StreamResponse, visitor: Visitor, at: str, news: News
    ) -> None:
        """Each card that the page shows; for the others, that something moved."""
        for row in news.changed:
            if row.conversation == at and row.bodies:
                seen = shown(row, visitor.language)
                html = render.pinned(seen, self._room.zone, visitor.language)
                await _write(response, "card", {"ref": row.ref, "html": html}, row.changed)
            elif row.conversation == at:
                await _write(response, "gone", {"ref": row.ref}, row.changed)
        for conversation, count in news.counts.items():
            moved = {"conversation": conversation, "count": told(count)}
            await _write(response, "moved", moved, None)
        await _write(response, "beat", await self._beat(visitor), news.mark)

    async def _beat(self, visitor: Visitor) -> dict[str, object]:
        """A sign of life, with what a page must know after our restart."""
        clock = self._room.clock
        face = await clock.read() if clock else None
        return {
            "token": visitor.token,
            "clock": face and {"now": render.moment(face, self._room.zone), "rate": face.rate},
        }


def _mark(request: web.Request) -> int:
    """From where the page wants to hear: its last event, else what it was drawn with."""
    since = request.headers.get("Last-Event-ID") or request.query.get("since", "")
    if not (since.isascii() and since.isdigit() and len(since) <= _DIGITS):
        raise Problem("malformed")
    return int(since)


async def _write(
    response: web.StreamResponse, event: str, data: Mapping[str, object], mark: int | None
) -> None:
    number = "" if mark is None else f"id: {mark}\n"
    await response.write(f"event: {event}\n{number}data: {json.dumps(data)}\n\n".encode())
