"""Slack's way in: what passed the guard becomes an Interaction, answered after the commit."""

from __future__ import annotations

import asyncio
import hashlib
import json
import logging
import re
from collections.abc import Awaitable, Callable, Mapping
from typing import Any

from aiohttp import web
from slack_bolt.adapter.aiohttp import to_aiohttp_response
from slack_bolt.async_app import AsyncAck, AsyncApp, AsyncBoltRequest
from slack_bolt.authorization import AuthorizeResult
from slack_bolt.response import BoltResponse
from slack_sdk.web.async_client import AsyncWebClient

from bot.domain.employee import Account
from bot.interactions.commands import read_command
from bot.interactions.errands import Errands
from bot.interactions.interaction import Interaction, Reply
from bot.ports.storing import StorageAway
from bot.presentation.form import Form
from bot.presentation.intent import Intent, decode
from integrations.slack import fields, render
from integrations.slack.answers import Answers
from integrations.slack.courier import Courier
from integrations.slack.guard import MOST_BYTES, Turned, admit
from integrations.slack.listening import Listening
from integrations.slack.origin import CHAT, Origin, origin_of
from integrations.slack.room import SlackRoom
from integrations.slack.sentences import sentences

log = logging.getLogger(__name__)

COMMAND = "/knuffel"
CAPTURE = "capture"
"""The message shortcut *make this a case*."""
HURRY = 0.3
"""Seconds that a press may wait for anything besides itself."""
_TOLD = frozenset({"event_callback", "app_rate_limited"})
"""What Slack tells by itself, with nobody waiting."""
_CHOSEN = re.compile(r"user:([UW][A-Z0-9]{2,30})", re.ASCII)

Payload = Mapping[str, Any]
Listener = Callable[[AsyncAck, Payload], Awaitable[None]]


def slack_routes(app: web.Application, room: SlackRoom) -> SlackDoor:
    """Put Slack's door at `/slack/events` of an application."""
    door = SlackDoor(room)
    app.router.add_post("/slack/events", door.take)
    app.on_cleanup.append(door.closing)  # after the last presses: they have something to say, too
    return door


class SlackDoor:
    """Everything that Slack sends comes through here, over HTTP or a socket."""

    def __init__(self, room: SlackRoom) -> None:
        """Nothing is called yet."""
        self._room = room
        self._courier = Courier(room.config.api_url)
        self._errands = Errands()
        self._answers = Answers(room, self._courier)
        self._listening = Listening(room, self._answers, self._errands)
        self._bolt = self._assembled()

    async def take(self, request: web.Request) -> web.Response:
        """One request of Slack's, answered within three seconds."""
        if (request.content_length or 0) > MOST_BYTES:
            return web.Response(status=413, text="too_long")
        headers = {name.lower(): value for name, value in request.headers.items()}
        secret = self._room.config.signing_secret.reveal()
        try:
            payload = admit(secret, headers, await request.read(), now=self._room.machine())
        except Turned as turned:
            log.info("turned away at Slack's door: %s", turned)
            return web.Response(status=turned.status, text=str(turned))
        return await to_aiohttp_response(await self.dispatch(payload))

    async def dispatch(self, payload: dict[str, Any]) -> BoltResponse:
        """Hand a payload that passed the guard to Bolt; its answer."""
        # It is parsed and verified: Bolt is given it as it gives itself what a socket brings.
        request = AsyncBoltRequest(body=payload, mode="socket_mode")
        answer = await self._bolt.async_dispatch(request)
        if answer.status == 404 and payload.get("type") in _TOLD:
            # Slack counts what nobody takes, and in the end tells nothing any more.
            log.info("Slack told what we do not listen to: %s", payload["type"])
            return BoltResponse(status=200)
        return answer

    async def closing(self, app: web.Application | None = None) -> None:
        """Let what follows the last answers come to its end."""
        del app
        await self._errands.close()
        await self._courier.close()

    # --- Bolt

    def _assembled(self) -> AsyncApp:
        async def authorize(enterprise_id: str | None, team_id: str | None) -> AuthorizeResult:
            # Bolt passes a method its own names by keyword, `self` among them.
            return await self._authorize(enterprise_id, team_id)

        bolt = AsyncApp(
            name="knuffel",
            logger=_silent(),
            # Bolt's own client calls nothing; with one given, it takes no token from elsewhere.
            client=AsyncWebClient(base_url=self._room.config.api_url),
            authorize=authorize,
            process_before_response=True,
            request_verification_enabled=False,  # the guard has done it
            ignoring_self_events_enabled=False,  # when the bot itself is removed, we want to know
            attaching_function_token_enabled=False,
        )
        everything = re.compile("")
        bolt.action({"type": "block_actions", "action_id": everything})(self._kept(self._press))
        bolt.view_submission(everything)(self._kept(self._sent))
        bolt.view_closed(everything)(_seen)
        bolt.command(COMMAND)(self._kept(self._typed))
        bolt.message_shortcut(CAPTURE)(self._kept(self._captured))
        self._listening.listen(bolt)
        if self._room.reads_threads:
            self._listening.listen_to_threads(bolt)
        bolt.error(_told)
        return bolt

    async def _authorize(self, enterprise_id: str | None, team_id: str | None) -> AuthorizeResult:
        """What our own row says: nothing of Slack's is asked, and no press waits for a token."""
        try:
            async with asyncio.timeout(HURRY):
                grant = await self._room.tokens.of(enterprise_id or team_id or "")
        except (StorageAway, TimeoutError):
            grant = None  # the press itself will say so, honestly
        return AuthorizeResult(
            enterprise_id=enterprise_id,
            team_id=team_id,
            bot_token=None,
            bot_user_id=grant.bot if grant is not None else None,
        )

    def _kept(self, listener: Listener) -> Callable[..., Awaitable[None]]:
        """A listener that always answers: a fault of ours is told in the log, and to the person."""

        async def keeps(ack: AsyncAck, body: Payload) -> None:
            try:
                await listener(ack, body)
            except Exception:
                log.exception("answering Slack failed")
                await self._own_up(ack, body)

        return keeps

    async def _own_up(self, ack: AsyncAck, body: Payload) -> None:
        origin = origin_of(body)
        sentence = sentences((await self._room.reader(origin.account)).language).broken
        view = body.get("view") or {}
        first = fields.first_input(view) if body.get("type") == "view_submission" else None
        if first is not None:
            await ack(response_action="errors", errors={first: sentence})
            return
        await ack()
        self._errands.send(self._answers.say_this(origin, sentence), "owning up")

    # --- what people do

    async def _press(self, ack: AsyncAck, body: Payload) -> None:
        """A button, or an entry of a menu."""
        origin = origin_of(body)
        pressed: Payload = next(iter(body["actions"]), {})
        if pressed.get("action_id") == render.FOLD:
            await ack()
            self._errands.send(self._unfold(origin, body), "unfolding")
            return
        value = _value(pressed)
        if value is None:  # a link, or a field of a form
            await ack()
            return
        intent = _intent(value)
        if intent is None:
            await ack()
            self._errands.send(self._say_old(origin), "an old button")
            return
        reply = await self._room.answer(Interaction(origin.delivery, origin.account, intent))
        await ack()
        self._errands.send(self._answers.show(origin, intent, reply), "answering a press")

    async def _say_old(self, origin: Origin) -> None:
        reader = await self._room.reader(origin.account)
        await self._answers.say_this(origin, sentences(reader.language).old_button)

    async def _sent(self, ack: AsyncAck, body: Payload) -> None:
        """A form."""
        origin, view = origin_of(body), body["view"]
        intent = fields.sent_intent(view)
        try:
            async with asyncio.timeout(HURRY):
                typed = await self._resolved(origin, fields.typed(view))
        except (StorageAway, TimeoutError):
            await self._own_up(ack, body)
            return
        delivery, opening = _delivery(view, origin)
        reply = await self._room.answer(
            Interaction(delivery, origin.account, intent, typed, opening=opening)
        )
        await ack(**await self._answers.after_sending(origin, intent, reply, view))
        self._errands.send(self._answers.say_after(origin, reply), "answering a form")

    async def _typed(self, ack: AsyncAck, body: Payload) -> None:
        """`/knuffel`, with whatever comes after it."""
        origin = origin_of(body)
        command = read_command(str(body.get("text") or ""))
        await self._do(ack, origin, command.intent, command.fields)

    async def _captured(self, ack: AsyncAck, body: Payload) -> None:
        """*Make this a case*: as if what the message says were typed after the command."""
        command = read_command(f"{CAPTURE} {body['message'].get('text') or ''}")
        await self._do(ack, origin_of(body), command.intent, command.fields)

    async def _do(
        self, ack: AsyncAck, origin: Origin, intent: Intent, typed: Mapping[str, str]
    ) -> None:
        reply = await self._room.answer(Interaction(origin.delivery, origin.account, intent, typed))
        await ack()
        self._errands.send(self._answers.show(origin, intent, reply), "answering a command")

    async def _unfold(self, origin: Origin, body: Payload) -> None:
        """Draw an open form again with all its fields, as what is typed in it stands."""
        opened = _intent(origin.memo.opened)
        if opened is None:
            return
        typed = fields.typed(body["view"])
        reply: Reply = await self._room.answer(
            Interaction(origin.delivery, origin.account, opened, typed)
        )
        if isinstance(reply, Form):
            await self._answers.unfold(origin, reply)
        else:
            await self._answers.show(origin, opened, reply)

    async def _resolved(self, origin: Origin, typed: fields.Typed) -> fields.Typed:
        """People who were chosen among everybody in Slack, as the colleagues that they are."""
        return {
            name: await self._colleague(origin, value) if isinstance(value, str) else value
            for name, value in typed.items()
        }

    async def _colleague(self, origin: Origin, value: str) -> str:
        chosen = _CHOSEN.fullmatch(value)
        if chosen is None:
            return value
        found = await self._room.person(Account(CHAT, origin.team, chosen[1]))
        return str(found) if found is not None else value


async def _told(error: Exception) -> BoltResponse:
    """What failed in Bolt or in a listener: told in the log, and nothing counts as taken."""
    log.error("taking what Slack sent failed", exc_info=error)
    return BoltResponse(status=500, body="")


async def _seen(ack: AsyncAck) -> None:
    """A modal was closed: nothing was asked."""
    await ack()


def _value(pressed: Mapping[str, Any]) -> str | None:
    """What a pressed thing means; None: nothing is asked of us."""
    chosen = pressed.get("selected_option")
    held = chosen.get("value") if isinstance(chosen, dict) else pressed.get("value")
    is_ours = str(pressed.get("action_id") or "").startswith(render.PRESS)
    return held if is_ours and isinstance(held, str) and held else None


def _intent(value: str) -> Intent | None:
    """None: no button of ours bears this, or none any more."""
    try:
        return decode(value)
    except ValueError:
        return None


def _delivery(view: Mapping[str, Any], origin: Origin) -> tuple[str, str]:
    """The same form, sent again with the same in it, is the same; and how all of them begin."""
    state = json.dumps(view.get("state"), sort_keys=True)
    digest = hashlib.sha256(state.encode("utf-8", "replace")).hexdigest()[:32]
    opening = f"{view.get('id')}:{origin.memo.nonce}"
    return f"{opening}:{view.get('hash')}:{digest}", opening


def _silent() -> logging.Logger:
    """Bolt's own log quotes what people send; ours does not."""
    logger = logging.getLogger("integrations.slack.bolt")
    logger.setLevel(logging.CRITICAL + 1)
    logger.propagate = False
    return logger
