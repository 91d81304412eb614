"""The console's way in: a request becomes an Interaction, and its Reply is drawn."""

from __future__ import annotations

import asyncio
import uuid
from collections.abc import AsyncIterator
from urllib.parse import quote

from aiohttp import web

from bot.interactions.commands import read_command
from bot.interactions.interaction import Interaction, Reply
from bot.presentation.form import Form
from bot.presentation.intent import Intent, Verb
from bot.presentation.page import Page
from bot.presentation.toast import Toast
from integrations.console import assets, limits, people, render, visitor
from integrations.console.board import BoardReader, Glance, shown, told
from integrations.console.doors import Doors, Showing, go, html, wants_fragment
from integrations.console.errors import Problem
from integrations.console.events import Events
from integrations.console.room import ConsoleRoom
from integrations.console.sent import Sent
from integrations.console.view import (
    Board,
    ConsoleChannel,
    Frame,
    Hidden,
    Lane,
    Step,
    Visitor,
)
from integrations.console.visitor import Sessions
from integrations.console.watch import Watch
from integrations.console.words import LANGUAGES

HOUSE = "house"
_FOR_EVER = {"Cache-Control": "public, max-age=31536000, immutable"}


def console_routes(app: web.Application, room: ConsoleRoom) -> None:
    """Put the console at `/` of an application, with all that it watches."""
    console, doors = _Console(room), Doors(room)
    for path, handler in console.shown().items():
        app.router.add_get(path, doors.showing(handler), allow_head=False)
    for path, done in {
        "/press": console.press,
        "/say": console.say,
        "/me": console.become,
        "/language": console.speak,
        "/theme": console.colour,
        "/clock": console.forward,
    }.items():
        app.router.add_post(path, doors.doing(done))
    app.cleanup_ctx.append(console.watching)
    app.on_shutdown.append(console.closing)


class _Console:
    """The handlers of the page's routes."""

    def __init__(self, room: ConsoleRoom) -> None:
        self._room = room
        self._sessions = Sessions()
        self._board = BoardReader(room.store, room.runner)
        self._watch = Watch(self._board.mark, room.wake, room.look_seconds)
        self._events = Events(room, self._board, self._watch, self._sessions)
        self._speaking: set[asyncio.Task[None]] = set()

    def shown(self) -> dict[str, Showing]:
        """What can be looked at, by address."""
        return {
            "/": self.home,
            "/channel/{key}": self.channel,
            "/private": self.private,
            "/mine": self._shows(Verb.SHOW_MINE, HOUSE),
            "/waiting": self._shows(Verb.SHOW_WAITING, HOUSE),
            "/overview": self._shows(Verb.SHOW_HOME, HOUSE),
            "/kept": self._shows(Verb.SHOW_KEPT, HOUSE),
            "/help": self._shows(Verb.SHOW_HELP, HOUSE),
            "/digest": self._shows(Verb.SHOW_DIGEST, HOUSE),
            "/digest/{name}": self._shows(Verb.SHOW_DIGEST, "digest"),
            "/case/{name}": self._shows(Verb.SHOW_CASE, "case"),
            "/found": self._shows(Verb.SHOW_FOUND, HOUSE),
            "/show": self.show,
            "/events": self._events.stream,
            "/static/{mark}/{name}": self.static,
        }

    async def watching(self, app: web.Application) -> AsyncIterator[None]:
        """Look at the board while the application runs."""
        del app  # one console, one watch
        async with self._watch.open():
            yield

    async def closing(self, app: web.Application) -> None:
        """Let the open pages go, so that the application can stop."""
        del app
        await self._watch.close()

    async def home(self, request: web.Request, who: Visitor) -> web.Response:
        """The first channel; without any, the private chat."""
        first = next(iter(people.channels(self._room, who)), None)
        return await self._conversation(request, who, first)

    async def channel(self, request: web.Request, who: Visitor) -> web.Response:
        """A channel's cards."""
        key = request.match_info["key"]
        channel = next((one for one in self._room.channels() if one.key == key), None)
        if channel is None:
            raise Problem("no_place")
        if channel not in people.channels(self._room, who):
            raise Problem("not_yours")
        return await self._conversation(request, who, channel)

    async def private(self, request: web.Request, who: Visitor) -> web.Response:
        """My private chat."""
        return await self._conversation(request, who, None)

    async def show(self, request: web.Request, who: Visitor) -> web.Response:
        """Whatever an intent shows; one that does something is not done here."""
        intent = Sent({"intent": (request.query.get("intent", ""),)}).intent
        if not intent.verb.value.startswith("show_"):
            raise Problem("malformed")
        return await self._whole(request, who, await self._answer(who, intent, str(uuid.uuid4())))

    async def static(self, request: web.Request, who: Visitor) -> web.Response:
        """A file of the page, under the address of its content."""
        del who  # the same for everybody
        asset = assets.find(request.match_info["mark"], request.match_info["name"])
        if asset is None:
            raise Problem("no_place")
        return web.Response(
            body=asset.body, content_type=asset.type, charset="utf-8", headers=_FOR_EVER
        )

    async def press(self, request: web.Request, who: Visitor, sent: Sent) -> web.Response:
        """A button, or a form that is sent; a browser without JavaScript gets a whole page."""
        if sent.one("me") != who.me.external_id:
            raise Problem("someone_else")
        delivery = sent.delivery(who.me.external_id)
        reply = await self._answer(who, sent.intent, delivery, sent.fields)
        if wants_fragment(request):
            return self._fragment(who, reply, sent.back)
        if isinstance(reply, Form | Page):
            return await self._whole(request, who, reply, path=sent.back)
        if reply is not None:
            self._sessions.of(who).toasts.append(render.toast(reply, who.language))
        return go(sent.back)

    async def say(self, request: web.Request, who: Visitor, sent: Sent) -> web.Response:
        """What was typed into the box: a command, or something to look for.

        What only shows has an address of its own, so that it can be gone back to.
        """
        if sent.one("me") != who.me.external_id:
            raise Problem("someone_else")
        command = read_command(sent.one("text"))
        where = render.place(command.intent)
        if where is not None:
            return go(where)
        said = sent.meaning(command.intent)
        delivery = said.delivery(who.me.external_id)
        reply = await self._answer(who, command.intent, delivery, dict(command.fields))
        return await self._whole(request, who, reply, path=sent.back)

    async def become(self, request: web.Request, who: Visitor, sent: Sent) -> web.Response:
        """Be another colleague, in this browser."""
        del request
        person = sent.one("person")
        me = next((one for one in self._room.people() if one.external_id == person), None)
        if me is None:
            raise Problem("malformed")
        self._sessions.of(who).person = person
        await self._watch.nudge()
        key = sent.back.removeprefix("/channel/")
        hidden = any(one.key == key and one.webcare for one in self._room.channels())
        response = go("/" if hidden and not me.is_webcare else sent.back)
        visitor.remember(response, me=person)
        return response

    async def speak(self, request: web.Request, who: Visitor, sent: Sent) -> web.Response:
        """Read another language: the page, its cards, and what this colleague is told."""
        del request
        language = sent.one("language")
        if language not in LANGUAGES:
            raise Problem("malformed")
        await self._speak(who, language)
        response = go(sent.back)
        visitor.remember(response, language=language)
        return response

    async def colour(self, request: web.Request, who: Visitor, sent: Sent) -> web.Response:
        """Light, dark, or as the system is."""
        del request, who
        theme = sent.one("theme")
        if theme not in visitor.THEMES:
            raise Problem("malformed")
        response = go(sent.back)
        visitor.remember(response, theme=theme)
        return response

    async def forward(self, request: web.Request, who: Visitor, sent: Sent) -> web.Response:
        """Move the demo's clock; every open page hears of it."""
        del who
        if self._room.clock is None or sent.one("step") not in set(Step):
            raise Problem("malformed")
        await self._room.clock.forward(Step(sent.one("step")))
        await self._watch.nudge()
        return web.Response(status=204) if wants_fragment(request) else go(sent.back)

    def _shows(self, verb: Verb, subject: str) -> Showing:
        """A handler for what a page of this kind shows; its name stands in the address."""

        async def shows(request: web.Request, who: Visitor) -> web.Response:
            name = request.match_info.get("name")
            intent = Intent(verb, f"{subject}:{name}" if name else subject)
            return await self._whole(
                request, who, await self._answer(who, intent, str(uuid.uuid4()))
            )

        return shows

    async def _answer(
        self,
        who: Visitor,
        intent: Intent,
        delivery: str,
        fields: dict[str, str | tuple[str, ...]] | None = None,
    ) -> Reply:
        """What comes back to this visitor, in the language that they read here."""
        await self._speak_soon(who)
        account = people.account(who.me)
        return await self._room.answer(
            # A form has one delivery from when it is drawn: another window is another form.
            Interaction(
                delivery, account, intent, fields or {}, who.language, delivery if fields else None
            )
        )

    async def _speak_soon(self, who: Visitor) -> None:
        """The same as `_speak`, but a press does not wait for it twice where storage is slow."""
        if self._sessions.speaks(who.me.external_id, who.language):
            return
        speaking = asyncio.create_task(self._speak(who, who.language))
        self._speaking.add(speaking)
        speaking.add_done_callback(self._speaking.discard)
        done, _ = await asyncio.wait({speaking}, timeout=limits.SPEAK_SECONDS)
        for task in done:
            task.result()

    async def _speak(self, who: Visitor, language: str) -> None:
        """See to it that a colleague is told everything in the language of the page."""
        if self._sessions.speaks(who.me.external_id, language):
            return
        intent = Intent(Verb.SET_LANGUAGE, HOUSE, argument=language)
        account = people.account(who.me)
        fields = {"language": language}
        reply = await self._room.answer(
            Interaction(str(uuid.uuid4()), account, intent, fields, language)
        )
        if not (isinstance(reply, Toast) and reply.refused):
            self._sessions.spoke(who.me.external_id, language)

    def _fragment(self, who: Visitor, reply: Reply, back: str) -> web.Response:
        """The reply alone, for the page's script."""
        if reply is None:
            return web.Response(status=204)
        if isinstance(reply, Form):
            return html(render.form(reply, who.language, _hidden(who, back)))
        if isinstance(reply, Page):
            return html(render.page(reply, who.language))
        return html(render.toast(reply, who.language))

    async def _conversation(
        self, request: web.Request, who: Visitor, channel: ConsoleChannel | None
    ) -> web.Response:
        name = channel.conversation if channel else people.private(who.me)
        glance = await self._board.glance(name, people.conversations(self._room, who))
        cards = tuple(shown(one, who.language) for one in glance.cards)
        path = f"/channel/{quote(channel.key)}" if channel else "/private"
        frame = await self._frame(request, who, glance, path=path)
        return html(render.whole(frame, Board(name, channel, cards)))

    async def _whole(
        self,
        request: web.Request,
        who: Visitor,
        reply: Reply,
        *,
        path: str | None = None,
    ) -> web.Response:
        """The reply in the middle of a page."""
        if reply is None:
            raise Problem("no_place")
        glance = await self._board.glance("", people.conversations(self._room, who))
        frame = await self._frame(request, who, glance, path=path)
        refused = isinstance(reply, Toast) and reply.refused
        return html(render.whole(frame, reply), 404 if refused else 200)

    async def _frame(
        self,
        request: web.Request,
        who: Visitor,
        glance: Glance,
        *,
        path: str | None = None,
    ) -> Frame:
        room, session = self._room, self._sessions.of(who)
        toasts = tuple(session.toasts)
        session.toasts.clear()
        here = path or request.path_qs
        return Frame(
            visitor=who,
            people=tuple(room.people()),
            lanes=tuple(
                Lane(one, told(glance.counts[one.conversation]))
                for one in people.channels(room, who)
            ),
            private_count=told(glance.counts[people.private(who.me)]),
            company=room.company,
            zone=room.zone,
            path=here,
            hidden=_hidden(who, here),
            mark=glance.mark,
            clock=await room.clock.read() if room.clock else None,
            toasts=toasts,
        )


def _hidden(who: Visitor, back: str) -> Hidden:
    """What a form carries unseen; each is drawn with an id of its own."""
    return Hidden(who.token, str(uuid.uuid4()), who.me.external_id, back)
