"""People in Slack: what they press, type and send reaches the bot signed and posted as by Slack."""

from __future__ import annotations

import hashlib
import hmac
import json
import secrets
from collections.abc import AsyncIterator, Callable, Mapping, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import datetime
from itertools import count
from typing import Any, Protocol
from urllib.parse import urlencode

from aiohttp import ClientSession, ClientTimeout, TCPConnector, web

from bot.clock import machine_now, ticks
from tests.slack.eyes import fields, pressable, things, words
from tests.slack.server import APP, SIGNING_SECRET, TEAM

Json = dict[str, Any]
Filled = Mapping[str, str | Sequence[str] | bool | int]
"""What is filled in, by label; several labels of options where a field takes several; a moment in
seconds since 1970."""

_numbers = count(1)
_FORM = "application/x-www-form-urlencoded"


class Slack(Protocol):
    """What hands need of a Slack: the local one, or a fake in Python."""

    async def trigger(self, user: str, *, view: str | None = None, lasts: int = 3) -> str: ...
    async def messages(self, channel: str) -> list[Json]: ...
    async def direct_messages(self, user: str) -> list[Json]: ...
    async def views(self, user: str | None = None) -> list[Json]: ...
    async def close_view(self, id: str) -> None: ...
    async def replace_view(self, id: str, view: Mapping[str, Any]) -> None: ...


@dataclass(frozen=True, slots=True)
class Answer:
    """What the bot answered to one request, and after how many seconds."""

    status: int
    text: str
    seconds: float

    @property
    def json(self) -> Json:
        """The answer's body; empty where it has none."""
        found = json.loads(self.text) if self.text else {}
        return found if isinstance(found, dict) else {}


# --- the way to the bot -----------------------------------------------------------------------


@dataclass
class Line:
    """Signs and posts, as Slack does, to one bot."""

    url: str
    """Where the bot listens: `http://127.0.0.1:8300/slack/events`."""
    secret: str = SIGNING_SECRET
    now: Callable[[], datetime] = machine_now
    session: ClientSession = field(init=False)

    def __post_init__(self) -> None:
        # Thousands may press at once, and each waits for a connection of its own.
        connector = TCPConnector(limit=0)
        self.session = ClientSession(connector=connector, timeout=ClientTimeout(total=30))

    async def close(self) -> None:
        await self.session.close()

    async def post(
        self,
        body: str | bytes,
        *,
        kind: str = "application/json",
        at: datetime | None = None,
        signature: str | None = None,
        retry: int | None = None,
    ) -> Answer:
        """Post a body; signed now and rightly, unless told otherwise."""
        raw = body.encode() if isinstance(body, str) else body
        headers = {"Content-Type": kind, **self._signed(raw, at or self.now(), signature)}
        if retry is not None:
            headers |= {"X-Slack-Retry-Num": str(retry), "X-Slack-Retry-Reason": "http_timeout"}
        began = ticks()
        async with self.session.post(self.url, data=raw, headers=headers) as answer:
            return Answer(answer.status, await answer.text(), ticks() - began)

    async def interact(self, payload: Mapping[str, Any], **how: Any) -> Answer:
        """A press, a sent form, a shortcut."""
        return await self.post(urlencode({"payload": json.dumps(payload)}), kind=_FORM, **how)

    async def tell(self, event: Mapping[str, Any], *, event_id: str = "", **how: Any) -> Answer:
        """An event of Slack's; the same `event_id` is the same event."""
        envelope = {
            "token": "none",
            "team_id": TEAM,
            "api_app_id": APP,
            "type": "event_callback",
            "event_id": event_id or f"Ev{next(_numbers):08X}",
            "event_time": int(self.now().timestamp()),
            "authorizations": [{"team_id": TEAM, "user_id": "U0KNUFFEL", "is_bot": True}],
            "is_ext_shared_channel": False,
            "event": {"event_ts": a_ts(self.now()), **event},
        }
        return await self.post(json.dumps(envelope), **how)

    def _signed(self, body: bytes, at: datetime, signature: str | None) -> dict[str, str]:
        stamp = str(int(at.timestamp()))
        basis = b"v0:" + stamp.encode() + b":" + body
        made = "v0=" + hmac.new(self.secret.encode(), basis, hashlib.sha256).hexdigest()
        chosen = made if signature is None else signature
        return {"X-Slack-Request-Timestamp": stamp, "X-Slack-Signature": chosen}


def a_ts(at: datetime) -> str:
    """A moment as Slack writes it."""
    return f"{int(at.timestamp())}.{next(_numbers):06d}"


# --- private words ------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Word:
    """What was posted to a response_url: only the presser sees it."""

    user: str
    channel: str
    body: Json

    @property
    def text(self) -> str:
        """What they read."""
        return words(self.body)

    @property
    def replaces(self) -> bool:
        """It took the place of what was pressed."""
        return self.body.get("replace_original") is True


@dataclass
class Receiver:
    """Takes what is posted to response_urls; each may be used five times, as in Slack."""

    words: list[Word] = field(default_factory=list)
    refusing: bool = False
    """Slack takes no private word now."""
    _uses: dict[str, tuple[str, str, int]] = field(default_factory=dict)
    _runner: web.AppRunner | None = None
    _port: int = 0

    async def open(self) -> None:
        app = web.Application()
        app.router.add_post("/response/{key}", self._take)
        self._runner = web.AppRunner(app, access_log=None)
        await self._runner.setup()
        await web.TCPSite(self._runner, "127.0.0.1", 0).start()
        self._port = self._runner.addresses[0][1]

    async def close(self) -> None:
        if self._runner is not None:
            await self._runner.cleanup()

    def url(self, user: str, channel: str) -> str:
        """A new response_url for one press."""
        key = secrets.token_hex(12)
        self._uses[key] = (user, channel, 5)
        return f"http://127.0.0.1:{self._port}/response/{key}"

    async def _take(self, request: web.Request) -> web.Response:
        user, channel, left = self._uses.get(request.match_info["key"], ("", "", 0))
        if not left or self.refusing:
            return web.json_response({"ok": False, "error": "used_url"}, status=404)
        self._uses[request.match_info["key"]] = (user, channel, left - 1)
        self.words.append(Word(user, channel, await request.json()))
        return web.Response(text="ok")


# --- one person ---------------------------------------------------------------------------------


@dataclass
class Hands:
    """One person in Slack: what they see, and everything they can do."""

    user: str
    slack: Slack
    line: Line
    receiver: Receiver
    team: str = TEAM
    enterprise: str | None = None

    # - what they see

    async def sees(self, channel: str) -> list[Json]:
        """The messages of a channel, oldest first."""
        return await self.slack.messages(channel)

    async def inbox(self) -> list[Json]:
        """Their conversation with the bot, oldest first."""
        return await self.slack.direct_messages(self.user)

    @property
    def heard(self) -> list[Word]:
        """Private words to them, oldest first."""
        return [word for word in self.receiver.words if word.user == self.user]

    async def modal(self) -> Json | None:
        """The modal that lies on top of their screen."""
        modals = [one for one in await self.slack.views(self.user) if one["type"] == "modal"]
        return modals[-1] if modals else None

    async def home(self) -> Json | None:
        """What they find at Home."""
        homes = [one for one in await self.slack.views(self.user) if one["type"] == "home"]
        return homes[-1] if homes else None

    # - what they do

    async def presses(
        self, label: str, on: Json | Word, *, typed: Filled | None = None, **how: Any
    ) -> Answer:
        """Press a button, or an entry of a menu, on a message, a private word or a view.

        `typed`: what stands in the form's fields meanwhile.
        """
        payload = await self.press_payload(label, on, typed=typed)
        return await self.line.interact(payload, **how)

    async def press_payload(
        self, label: str, on: Json | Word, *, typed: Filled | None = None
    ) -> Json:
        """The payload of such a press; posting it again is the same delivery."""
        shown = on.body if isinstance(on, Word) else on
        found = [(block, action) for named, block, action in things(shown) if named == label]
        assert found, f"nothing is called {label!r}; there are {pressable(shown)}"
        block, action = found[0]
        pressed: Json = {
            **{name: action[name] for name in ("type", "action_id", "value") if name in action},
            "block_id": block.get("block_id", "b1"),
            "action_ts": a_ts(self.line.now()),
            **({"text": action["text"]} if action["type"] == "button" else {}),
        }
        if "selected_option" in action:
            pressed["selected_option"] = action["selected_option"]
        return {**await self._where(on, typed), "type": "block_actions", "actions": [pressed]}

    async def sends(self, filled: Filled | None = None, view: Json | None = None) -> Answer:
        """Fill in the modal on top, send it, and let Slack do what was answered."""
        sent = view or await self.modal()
        assert sent is not None, "no modal is open"
        answer = await self.line.interact(await self.form_payload(sent, filled or {}))
        if answer.status == 200:
            await self._follow(sent, answer.json)
        return answer

    async def form_payload(self, view: Json, filled: Filled) -> Json:
        """The payload of a sent form."""
        state = {"values": state_of(view, filled)}
        return {
            **await self._who(),
            "type": "view_submission",
            "trigger_id": await self.slack.trigger(self.user, view=view["id"]),
            "view": {**_as_sent(view), "state": state},
            "response_urls": [],
        }

    async def closes(self) -> Answer:
        """Close the modal on top without sending it."""
        view = await self.modal()
        assert view is not None, "no modal is open"
        payload = {**await self._who(), "type": "view_closed", "view": _as_sent(view)}
        await self.slack.close_view(view["id"])
        return await self.line.interact(payload | {"is_cleared": False})

    async def types(self, text: str, *, channel: str = "C0KLANTEN", **how: Any) -> Answer:
        """Type `/knuffel` and this."""
        given = {
            "token": "none",
            "team_id": self.team,
            "team_domain": "draadloos",
            "channel_id": channel,
            "channel_name": "somewhere",
            "user_id": self.user,
            "user_name": self.user.lower(),
            "command": "/knuffel",
            "text": text,
            "api_app_id": APP,
            "is_enterprise_install": "false",
            "response_url": self.receiver.url(self.user, channel),
            "trigger_id": await self.slack.trigger(self.user),
        }
        if self.enterprise:
            given |= {"enterprise_id": self.enterprise}
        return await self.line.post(urlencode(given), kind=_FORM, **how)

    async def makes_a_case_of(self, message: Json, **how: Any) -> Answer:
        """The message shortcut."""
        channel = message.get("channel", "C0KLANTEN")
        payload = {
            **await self._who(),
            "type": "message_action",
            "callback_id": "capture",
            "trigger_id": await self.slack.trigger(self.user),
            "response_url": self.receiver.url(self.user, channel),
            "channel": {"id": channel, "name": "somewhere"},
            "message_ts": message["ts"],
            "message": message,
        }
        return await self.line.interact(payload, **how)

    async def reacts(self, message: Json, emoji: str = "eyes", **how: Any) -> Answer:
        """Put an emoji on a message."""
        event = {
            "type": "reaction_added",
            "user": self.user,
            "reaction": emoji,
            "item": {"type": "message", "channel": message["channel"], "ts": message["ts"]},
            "item_user": "U0KNUFFEL",
        }
        return await self.line.tell(event, **how)

    async def opens_home(self, **how: Any) -> Answer:
        """Look at the app's Home."""
        event = {"type": "app_home_opened", "user": self.user, "channel": "D0", "tab": "home"}
        return await self.line.tell(event, **how)

    # - payloads

    async def _who(self) -> Json:
        enterprise = {"id": self.enterprise, "name": "Draadloos"} if self.enterprise else None
        return {
            "token": "none",
            "api_app_id": APP,
            "is_enterprise_install": False,
            "enterprise": enterprise,
            "team": {"id": self.team, "domain": "draadloos"},
            "user": {
                "id": self.user,
                "username": self.user.lower(),
                "name": self.user.lower(),
                "team_id": self.team,
            },
        }

    async def _where(self, on: Json | Word, typed: Filled | None) -> Json:
        if isinstance(on, Word):
            return await self._on_message(on.channel, a_ts(self.line.now()), None, private=True)
        if "ts" in on:
            return await self._on_message(on["channel"], on["ts"], on, private=False)
        view = _as_sent(on) | {"state": {"values": state_of(on, typed or {})}}
        return {
            **await self._who(),
            "trigger_id": await self.slack.trigger(self.user, view=on["id"]),
            "container": {"type": "view", "view_id": on["id"]},
            "view": view,
        }

    async def _on_message(
        self, channel: str, ts: str, message: Json | None, *, private: bool
    ) -> Json:
        container = {"type": "message", "message_ts": ts, "channel_id": channel}
        where = {
            **await self._who(),
            "trigger_id": await self.slack.trigger(self.user),
            "response_url": self.receiver.url(self.user, channel),
            "channel": {"id": channel, "name": "somewhere"},
            "container": container | {"is_ephemeral": private},
            "state": {"values": {}},
        }
        return where if message is None else where | {"message": message}

    async def _follow(self, sent: Json, answer: Json) -> None:
        """Do with the modals on the screen what was answered."""
        action = answer.get("response_action")
        if action == "errors":
            return
        if action == "update":
            await self.slack.replace_view(sent["id"], answer["view"])
        elif action == "clear":
            for view in await self.slack.views(self.user):
                if view["type"] == "modal":
                    await self.slack.close_view(view["id"])
        else:
            assert action is None, f"Hands cannot {action}"
            await self.slack.close_view(sent["id"])


@dataclass
class Crowd:
    """Everybody in one Slack, in front of one bot."""

    slack: Slack
    line: Line
    receiver: Receiver

    def hands(self, user: str, **more: Any) -> Hands:
        """The hands of one of them."""
        return Hands(user, self.slack, self.line, self.receiver, **more)


@asynccontextmanager
async def crowd(
    slack: Slack, url: str, *, now: Callable[[], datetime] = machine_now
) -> AsyncIterator[Crowd]:
    """People in front of the bot that listens at `url`, as long as the context is open."""
    found = Crowd(slack, Line(url, now=now), Receiver())
    await found.receiver.open()
    try:
        yield found
    finally:
        await found.line.close()
        await found.receiver.close()


# --- forms --------------------------------------------------------------------------------------


def state_of(view: Json, filled: Filled) -> dict[str, dict[str, Json]]:
    """What Slack sends of a form's fields: what was in them at first, or what was filled in."""
    values: dict[str, dict[str, Json]] = {}
    known = set()
    for label, block, element in fields(view):
        known.add(label)
        held = _held(element, filled.get(label))
        values.setdefault(block["block_id"], {})[element["action_id"]] = held
    assert set(filled) <= known, f"no field is called {set(filled) - known}; there are {known}"
    return values


def _held(element: Mapping[str, Any], given: Any) -> Json:
    """The value of one field; what is given replaces what was in it at first."""
    kind = element["type"]
    name, read = _KINDS[kind]
    if given is None:
        return {"type": kind, name: element.get(f"initial_{_INITIAL.get(name, name)}")}
    return {"type": kind, name: read(element, given)}


def _option(element: Mapping[str, Any], label: Any) -> Json:
    for option in _options(element):
        if label in (option["text"]["text"], option["value"]):
            return option
    raise AssertionError(f"no choice {label!r} in {[one['text'] for one in _options(element)]}")


def _options(element: Mapping[str, Any]) -> list[Json]:
    grouped = [one for group in element.get("option_groups", ()) for one in group["options"]]
    return [*element.get("options", ()), *grouped]


def _several(element: Mapping[str, Any], labels: Any) -> list[Json]:
    if labels is True:
        return list(_options(element))
    return [_option(element, one) for one in ([labels] if isinstance(labels, str) else labels)]


def _as_it_is(element: Mapping[str, Any], given: Any) -> Any:
    del element
    return given


_KINDS: Mapping[str, tuple[str, Callable[[Mapping[str, Any], Any], Any]]] = {
    "plain_text_input": ("value", _as_it_is),
    "url_text_input": ("value", _as_it_is),
    "email_text_input": ("value", _as_it_is),
    "number_input": ("value", _as_it_is),
    "static_select": ("selected_option", _option),
    "radio_buttons": ("selected_option", _option),
    "external_select": ("selected_option", _as_it_is),
    "checkboxes": ("selected_options", _several),
    "multi_static_select": ("selected_options", _several),
    "users_select": ("selected_user", _as_it_is),
    "multi_users_select": ("selected_users", _as_it_is),
    "conversations_select": ("selected_conversation", _as_it_is),
    "datepicker": ("selected_date", _as_it_is),
    "timepicker": ("selected_time", _as_it_is),
    "datetimepicker": ("selected_date_time", _as_it_is),
}
_INITIAL = {name: name.removeprefix("selected_") for name, _ in _KINDS.values()}


def _as_sent(view: Json) -> Json:
    """A view as it stands in a payload."""
    return {
        **view,
        "team_id": TEAM,
        "app_id": APP,
        "app_installed_team_id": TEAM,
        "root_view_id": view.get("root_view_id") or view["id"],
        "previous_view_id": view.get("previous_view_id"),
        "state": view.get("state") or {"values": {}},
    }
