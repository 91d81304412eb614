"""Teams' way in: what the guard and the connector believe becomes an Interaction, and is answered.

Every answer comes within a little over two seconds, whatever the database does: Teams waits for
five where a dialog is opened, and sends again what took longer.
"""

from __future__ import annotations

import asyncio
import logging
import re
from collections.abc import Awaitable, Callable, Coroutine, Mapping
from contextlib import suppress
from typing import Any

from aiohttp import web

from bot.domain.employee import Account
from bot.domain.errors import Error
from bot.domain.ids import CaseId
from bot.interactions.commands import read_command
from bot.interactions.errands import Errands
from bot.interactions.interaction import Interaction, Reply
from bot.ports.storing import Address, StorageAway
from bot.presentation.card import Card
from bot.presentation.intent import Intent, Verb, decode, is_number
from bot.presentation.page import Page
from bot.presentation.toast import Toast
from integrations.teams import fields, render
from integrations.teams.answers import Answers, Body
from integrations.teams.config import MESSAGES_PATH, TEAMS
from integrations.teams.errors import NotOurs
from integrations.teams.guard import MOST_BYTES, parsed, table, text
from integrations.teams.listening import Listening
from integrations.teams.origin import CHANNEL, Origin, origin_of, read_memo, sent_as
from integrations.teams.room import TeamsRoom
from integrations.teams.sentences import sentences
from integrations.teams.written import plain

log = logging.getLogger(__name__)

_TYPED = "capture"
"""What is typed for what the message extension's action does."""
_SEARCH = "composeExtension/query"
_INTENT, _MEMO = "i", "m"
_CHOSEN = re.compile(r"user:([0-9a-f-]{36})")
_MOST_SHOWN = 10
_LOOKING = 2.0
"""Seconds that drawing a card anew may take; the one that is there is right, too."""
_BRIEFED = frozenset({Verb.CLAIM, Verb.ACCEPT})
"""After these a briefing comes into one's own chat, with the way back on it."""
HURRY = 1.0
"""Seconds that an answer waits for anything besides the answer itself."""
PATIENCE = 2.0
"""Seconds within which what Teams tells by itself is recorded, or else not taken."""

Activity = Mapping[str, Any]
Handler = Callable[[Origin, Activity], Awaitable[Body | None]]


def teams_routes(app: web.Application, room: TeamsRoom) -> TeamsDoor:
    """Put Teams' door at `/api/messages` of an application."""
    door = TeamsDoor(room)
    app.router.add_post(MESSAGES_PATH, door.take)
    # After the last request was answered: what follows on it is still sent.
    app.on_cleanup.append(door.closing)
    return door


class TeamsDoor:
    """Everything that Teams sends comes through here."""

    def __init__(self, room: TeamsRoom) -> None:
        """Nothing is called yet."""
        self._room = room
        self._errands = Errands()
        self._answers = Answers(room)
        self._listening = Listening(room, self._answers, self._errands)
        self._invokes: Mapping[str, Handler] = {
            "adaptiveCard/action": self._press,
            "task/fetch": self._fetch,
            "task/submit": self._sent,
            "composeExtension/fetchTask": self._capture,
            "composeExtension/submitAction": self._sent,
            _SEARCH: self._search,
        }

    async def take(self, request: web.Request) -> web.Response:
        """One request of Teams'."""
        if (request.content_length or 0) > MOST_BYTES:
            return _turned(NotOurs(413, "too_long"))
        if self._room.config.unauthenticated and _is_from_a_page(request):
            return _turned(NotOurs(403, "a_page"))
        try:
            activity = parsed(await request.read())
            authorization = request.headers.get("Authorization", "")
            status, body = await self._room.connector.turn(authorization, activity, self.handle)
        except NotOurs as turned:
            log.info("turned away at Teams' door: %s", turned)
            return _turned(turned)
        if body is None:
            return web.Response(status=status)
        return web.json_response(dict(body), status=status)

    async def handle(self, activity: Activity) -> Body | None:
        """An activity that is believed; the body, where an answer is waited for."""
        origin = origin_of(activity)
        self._room.conversations.note(activity)
        self._room.company.note(origin, activity)
        kind = text(activity, "type")
        if kind == "invoke":
            return await self._invoked(origin, activity)
        if kind == "message":
            return await self._said(origin, activity)
        await self._recorded(self._listening.heard(origin, activity))
        return None

    async def _recorded(self, hearing: Coroutine[Any, Any, None]) -> None:
        """What Teams tells by itself, in time. Raises NotOurs: it comes again, or is done late."""
        work = asyncio.ensure_future(hearing)
        try:
            await asyncio.wait_for(asyncio.shield(work), PATIENCE)
        except TimeoutError:
            self._errands.send(_ended(work), "an event")
            raise NotOurs(503, "not_recorded") from None
        except Error as failure:
            raise NotOurs(503, "not_recorded") from failure

    async def closing(self, app: web.Application | None = None) -> None:
        """Let what follows the last answers come to its end."""
        del app
        await self._errands.close()

    async def _invoked(self, origin: Origin, activity: Activity) -> Body:
        handler = self._invokes.get(text(activity, "name"))
        if handler is None:
            return {}
        try:
            return await handler(origin, activity) or {}
        except (Error, TimeoutError) as failure:
            log.warning("answering Teams: %s", type(failure).__name__)
            return await self._own_up(origin, text(activity, "name"))
        except Exception:
            log.exception("answering Teams failed")
            return await self._own_up(origin, text(activity, "name"))

    async def _own_up(self, origin: Origin, name: str) -> Body:
        """A fault of ours: told in the log, and to the person."""
        reader = await self._room.reader(origin.account)
        sentence = sentences(reader.language).broken
        if name == "adaptiveCard/action":
            return self._answers.word(sentence)
        if name == _SEARCH:
            return self._answers.instead_of_a_list(sentence)
        return {"task": {"type": "message", "value": sentence}}

    # --- what people do

    async def _press(self, origin: Origin, activity: Activity) -> Body:
        """A button that does something at once, or a card that refreshes itself."""
        action = table(table(activity, "value"), "action")
        intent = _intent(table(action, "data").get(_INTENT))
        if text(action, "verb") == render.REFRESH:
            return await self._refresh(origin, intent, text(table(activity, "from"), "id"))
        if intent is None:
            reader = await self._room.reader(origin.account)
            return self._answers.word(sentences(reader.language).old_button)
        reply = await self._answer(origin, intent, origin.delivery)
        if intent.verb not in _BRIEFED:
            self._errands.send(self._answers.after_press(origin, reply), "answering a press")
        return self._answers.to_press(reply)

    async def _refresh(self, origin: Origin, intent: Intent | None, member: str) -> Body:
        """Somebody looks at a channel's card that is in another language: nothing is done."""
        case = _case(intent)
        place = Address(TEAMS, origin.account.workspace, origin.conversation.partition(";")[0])
        shown: Card | None = None
        if case is not None:
            with suppress(StorageAway, TimeoutError):
                async with asyncio.timeout(_LOOKING):
                    shown = await self._room.card(origin.account, place, case)
        return self._answers.refreshed(shown, member)

    async def _fetch(self, origin: Origin, activity: Activity) -> Body:
        """A button that opens a dialog."""
        data = table(table(activity, "value"), "data")
        intent = _intent(data.get(_INTENT))
        if intent is None:
            return await self._too_old(origin)
        reply = await self._answer(origin, intent, origin.delivery)
        return await self._answers.to_fetch(origin, intent, reply)

    async def _sent(self, origin: Origin, activity: Activity) -> Body:
        """A form, or a button in a dialog, which comes back as one."""
        data = table(table(activity, "value"), "data")
        memo, sent = read_memo(data.get(_MEMO)), _sent(data)
        if sent is None:
            return await self._too_old(origin)
        intent, typed = sent
        delivery, opening = sent_as(origin, memo, data)
        filled = await self._resolved(origin, typed)
        reply = await self._answer(origin, intent, delivery, filled, opening)
        return await self._answers.to_sent(origin, memo, intent, reply)

    async def _too_old(self, origin: Origin) -> Body:
        """A dialog cannot come of what an older version drew."""
        reader = await self._room.reader(origin.account)
        return {"task": {"type": "message", "value": sentences(reader.language).old_button}}

    async def _capture(self, origin: Origin, activity: Activity) -> Body:
        """*Make this a case*: as if what the message says were typed after the command."""
        message = table(table(activity, "value"), "messagePayload")
        command = read_command(f"{_TYPED} {plain(text(table(message, 'body'), 'content'))}")
        reply = await self._answer(origin, command.intent, origin.delivery, command.fields)
        return await self._answers.to_fetch(origin, command.intent, reply)

    async def _search(self, origin: Origin, activity: Activity) -> Body:
        """What is found, as cards that may be shared: they say nothing of a customer's."""
        parameters = table(activity, "value").get("parameters") or []
        wanted = next((text(one, "value") for one in parameters), "")
        intent = Intent(Verb.SHOW_SEARCH, "house")
        reply = await self._answer(origin, intent, origin.delivery, {"text": wanted[:100]})
        if isinstance(reply, Toast):
            # A list without anything in it would say that nothing is there.
            return self._answers.instead_of_a_list(reply.says.plain)
        rows = [row for part in reply.parts for row in part.rows] if isinstance(reply, Page) else []
        shared = [self._answers.shared(row) for row in rows[:_MOST_SHOWN]]
        return {
            "composeExtension": {
                "type": "result",
                "attachmentLayout": "list",
                "attachments": shared,
            }
        }

    async def _said(self, origin: Origin, activity: Activity) -> Body | None:
        """What somebody typed to us, or a button of a client that knows no better."""
        data = table(activity, "value")
        if data:
            await self._submitted(origin, data)
            return None
        if origin.kind == CHANNEL and not _is_to_us(activity):
            # Said among colleagues: Teams tells it only where the team consented to that.
            if self._room.reads_threads:
                await self._recorded(self._listening.wrote(origin, activity))
            return None
        command = read_command(plain(text(activity, "text")))
        reply = await self._answer(origin, command.intent, origin.delivery, command.fields)
        self._errands.send(self._answers.to_command(origin, command.intent, reply), "a command")
        return None

    async def _submitted(self, origin: Origin, data: Mapping[str, Any]) -> None:
        sent = _sent(data)
        if sent is None:
            return
        intent, typed = sent
        delivery, opening = sent_as(origin, read_memo(data.get(_MEMO)), data)
        filled = await self._resolved(origin, typed)
        reply = await self._answer(origin, intent, delivery, filled, opening)
        self._errands.send(self._answers.to_command(origin, intent, reply), "a button")

    async def _answer(
        self,
        origin: Origin,
        intent: Intent,
        delivery: str,
        typed: Mapping[str, str | tuple[str, ...]] | None = None,
        opening: str | None = None,
    ) -> Reply:
        interaction = Interaction(
            delivery, origin.account, intent, typed or {}, origin.language, opening
        )
        return await self._room.answer(interaction)

    async def _resolved(self, origin: Origin, typed: fields.Typed) -> fields.Typed:
        """People who were chosen among everybody in Teams, as the colleagues that they are."""
        return {
            name: await self._colleague(origin, value) if isinstance(value, str) else value
            for name, value in typed.items()
        }

    async def _colleague(self, origin: Origin, value: str) -> str:
        chosen = _CHOSEN.fullmatch(value)
        if chosen is None:
            return value
        async with asyncio.timeout(HURRY):
            found = await self._room.person(Account(TEAMS, origin.account.workspace, chosen[1]))
        return str(found) if found is not None else value


async def _ended(work: asyncio.Future[None]) -> None:
    await work


def _is_from_a_page(request: web.Request) -> bool:
    """Whether a browser sent it, which says for which page it does so; Teams is none."""
    return "Origin" in request.headers or "Sec-Fetch-Site" in request.headers


def _is_to_us(activity: Activity) -> bool:
    """Whether the bot is mentioned; a client that names nobody may still have written `<at>`."""
    us = text(table(activity, "recipient"), "id")
    entities = activity.get("entities")
    named = entities if isinstance(entities, list) else []
    if not named:
        return "<at>" in text(activity, "text")
    return any(text(table(one, "mentioned"), "id") == us for one in named)


def _case(intent: Intent | None) -> CaseId | None:
    """The case that a card is about, as any of its buttons says."""
    kind, _, number = intent.subject.partition(":") if intent is not None else ("", "", "")
    return CaseId(int(number)) if kind == "case" and is_number(number) else None


def _intent(value: object) -> Intent | None:
    """None: no button of ours bears this, or none any more."""
    try:
        return decode(value) if isinstance(value, str) else None
    except ValueError:
        return None


def _sent(data: Mapping[str, Any]) -> tuple[Intent, fields.Typed] | None:
    """What a form asks for, and what was filled in; None: it is none of ours, or none any more."""
    try:
        return fields.sent_intent(data), fields.typed(data)
    except ValueError:
        return None


def _turned(turned: NotOurs) -> web.Response:
    return web.Response(status=turned.status, text=str(turned))
