"""The Bot Connector of Teams, on loopback: strict in what it takes, and failing on command."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any

from aiohttp import web
from aiohttp.test_utils import TestServer

TENANT = "11111111-1111-1111-1111-111111111111"
APP = "22222222-2222-2222-2222-222222222222"
TOKEN = "teams-token"
CARD = "application/vnd.microsoft.card.adaptive"
LARGEST = 28_000
"""Bytes of one message: Microsoft says about 28 KB."""
WINDOWS: Mapping[timedelta, int] = {
    timedelta(seconds=1): 7,
    timedelta(seconds=2): 8,
    timedelta(seconds=30): 60,
    timedelta(hours=1): 1800,
}
"""Requests that one conversation takes, as documented."""
IN_A_SECOND = 50
"""Requests that an organisation takes."""
_ACTIVITY = frozenset({"type", "summary", "attachments", "entities", "channelData", "text"})
_CREATE = frozenset({"isGroup", "tenantId", "channelData", "bot", "members", "activity"})


class Refused(Exception):
    """Teams says no, with a status and a code."""

    def __init__(self, status: int, code: str, headers: Mapping[str, str] | None = None) -> None:
        super().__init__(code)
        self.status = status
        self.code = code
        self.headers = dict(headers or {})


@dataclass
class Conversation:
    """A conversation, and what stands in it, oldest first."""

    id: str
    kind: str = "channel"
    members: list[str] = field(default_factory=list)
    """AAD object ids."""
    messages: list[dict[str, Any]] = field(default_factory=list)
    refuses: str = ""
    """The code with which it refuses whatever comes."""
    asked_at: list[datetime] = field(default_factory=list)

    def find(self, number: str) -> dict[str, Any]:
        for message in self.messages:
            if message["id"] == number:
                return message
        raise Refused(404, "ActivityNotFoundInConversation")


@dataclass(frozen=True)
class Call:
    """One call, as it came in."""

    name: str
    conversation: str
    body: Mapping[str, Any]
    token: str


@dataclass
class Fault:
    """What the next calls of a kind get in place of an answer."""

    name: str
    status: int = 200
    code: str = ""
    headers: Mapping[str, str] = field(default_factory=dict)
    body: str = ""
    """Sent as it is, in place of JSON."""
    delay: float = 0.0
    times: int = 1
    done: bool = False
    """The call has its effect all the same; only its answer is lost."""


def utc_now() -> datetime:
    return datetime(2026, 3, 17, 9, 5, tzinfo=UTC)


class FakeTeams:
    """An organisation. Use it as an async context; `url` is where it is answered.

    Calls are `send`, `update`, `delete`, `create`, `member`, `members`. Rates are counted by `now`.
    """

    def __init__(self, now: Callable[[], datetime] = utc_now, *, token: str = TOKEN) -> None:
        """`token` is the one that it believes; empty: whatever comes."""
        self.now = now
        self.token = token
        self.conversations: dict[str, Conversation] = {}
        self.people: dict[str, dict[str, Any]] = {}
        self.installed_for_all = True
        """A set-up policy installs the bot for everybody, so that it may write to them."""
        self.calls: list[Call] = []
        self.faults: list[Fault] = []
        self.too_fast = 0
        self.url = ""
        self._server: TestServer | None = None
        self._count = 1_700_000_000_000
        self._asked_at: list[datetime] = []

    async def start(self) -> None:
        app = web.Application(client_max_size=2**22)
        routes = app.router
        routes.add_post("/emea/v3/conversations", self._does("create"))
        place = "/emea/v3/conversations/{conversation}"
        routes.add_post(f"{place}/activities", self._does("send"))
        routes.add_put(f"{place}/activities/{{activity}}", self._does("update"))
        routes.add_delete(f"{place}/activities/{{activity}}", self._does("delete"))
        routes.add_get(f"{place}/members/{{member}}", self._does("member"))
        routes.add_get(f"{place}/pagedmembers", self._does("members"))
        self._server = TestServer(app, host="127.0.0.1")
        await self._server.start_server()
        self.url = str(self._server.make_url("/emea/"))

    async def close(self) -> None:
        if self._server is not None:
            await self._server.close()

    async def __aenter__(self) -> FakeTeams:
        await self.start()
        return self

    async def __aexit__(self, *_: object) -> None:
        await self.close()

    # - what a test sets up and looks at

    def add_channel(self, channel: str, *members: str) -> Conversation:
        made = Conversation(channel, "channel", list(members))
        return self.conversations.setdefault(channel, made)

    def add_person(self, aad: str, **more: Any) -> dict[str, Any]:
        self.people[aad] = {
            "id": f"29:{aad}",
            "name": aad.title(),
            "aadObjectId": aad,
            "tenantId": TENANT,
            "userRole": "user",
            "email": f"{aad}@knuffel.example",
            "userPrincipalName": f"{aad}@knuffel.example",
            **more,
        }
        return self.people[aad]

    def fail(self, name: str, status: int = 500, code: str = "ServiceError", **more: Any) -> None:
        self.faults.append(Fault(name, status, code, **more))

    def limit(self, name: str, seconds: int, times: int = 1) -> None:
        self.fail(name, 429, "TooManyRequests", headers={"Retry-After": str(seconds)}, times=times)

    def names(self) -> list[str]:
        return [call.name for call in self.calls]

    def in_channel(self, channel: str) -> list[dict[str, Any]]:
        """The first messages of a channel's threads, oldest first."""
        return [
            message
            for one in self.conversations.values()
            if one.id.startswith(f"{channel};messageid=")
            for message in one.messages
        ]

    def in_private(self, aad: str) -> list[dict[str, Any]]:
        return self._private(aad).messages

    def remove(self, ref: str) -> None:
        """Somebody takes away what a ref of ours leads to."""
        conversation, _, number = ref.rpartition("|")
        held = self.conversations[conversation]
        held.messages.remove(held.find(number))

    # - the server

    def _does(self, name: str) -> Callable[[web.Request], Any]:
        async def answer(request: web.Request) -> web.StreamResponse:
            return await self._answer(name, request)

        return answer

    async def _answer(self, name: str, request: web.Request) -> web.StreamResponse:
        written = await request.read()
        body = json.loads(written) if written else {}
        conversation = request.match_info.get("conversation", "")
        token = request.headers.get("Authorization", "").removeprefix("Bearer ")
        self.calls.append(Call(name, conversation, body, token))
        fault = self._fault(name)
        if fault is None or fault.done:
            answer = self._result(name, request, body, len(written), token)
            if fault is None:
                return answer
        await asyncio.sleep(fault.delay)
        if fault.body or fault.done:
            return web.Response(text=fault.body, status=fault.status, content_type="text/html")
        if fault.status < 400:
            return self._result(name, request, body, len(written), token)
        return _refused(Refused(fault.status, fault.code, fault.headers))

    def _fault(self, name: str) -> Fault | None:
        for fault in self.faults:
            if fault.name == name and fault.times > 0:
                fault.times -= 1
                return fault
        return None

    def _result(
        self, name: str, request: web.Request, body: Any, size: int, token: str
    ) -> web.StreamResponse:
        try:
            if self.token and token != self.token:
                raise Refused(401, "Unauthorized")
            self._count_rates(request.match_info.get("conversation", "") or _channel_of(body))
            if size > LARGEST:
                raise Refused(413, "MessageSizeTooBig")
            does = getattr(self, f"_{name}")
            status, answer = does(request, body)
        except Refused as refused:
            return _refused(refused)
        return web.json_response(answer, status=status)

    def _count_rates(self, conversation: str) -> None:
        """Refuses what comes too fast, and counts what it refused."""
        now = self.now()
        held = self.conversations.get(conversation)
        if held is not None:
            for window, most in WINDOWS.items():
                if sum(1 for at in held.asked_at if now - at < window) >= most:
                    self.too_fast += 1
                    raise Refused(429, "TooManyRequests", {"Retry-After": "2"})
            held.asked_at.append(now)
        second = timedelta(seconds=1)
        self._asked_at = [at for at in self._asked_at if now - at < second]
        if len(self._asked_at) >= IN_A_SECOND:
            self.too_fast += 1
            raise Refused(429, "TooManyRequests", {"Retry-After": "1"})
        self._asked_at.append(now)

    # - calls

    def _create(self, _: web.Request, body: dict[str, Any]) -> tuple[int, dict[str, Any]]:
        if not set(body) <= _CREATE or body.get("tenantId") != TENANT:
            raise Refused(400, "BadArgument")
        if body.get("isGroup") is not True:
            (member,) = body["members"]
            return 201, {"id": self._open_private(member["id"]).id}
        channel = self._open(_channel_of(body))
        message = self._message(body.get("activity"))
        thread = f"{channel.id};messageid={message['id']}"
        self.conversations[thread] = Conversation(thread, messages=[message])
        return 201, {"id": thread, "activityId": message["id"]}

    def _send(self, request: web.Request, body: Any) -> tuple[int, dict[str, Any]]:
        held = self._open(request.match_info["conversation"])
        message = self._message(body)
        held.messages.append(message)
        return 201, {"id": message["id"]}

    def _update(self, request: web.Request, body: Any) -> tuple[int, dict[str, Any]]:
        held = self._open(request.match_info["conversation"])
        message = held.find(request.match_info["activity"])
        number = message["id"]
        message.clear()
        message.update({**_judged(body), "id": number})
        return 200, {"id": number}

    def _delete(self, request: web.Request, _: Any) -> tuple[int, dict[str, Any]]:
        held = self._open(request.match_info["conversation"])
        held.messages.remove(held.find(request.match_info["activity"]))
        return 200, {}

    def _member(self, request: web.Request, _: Any) -> tuple[int, dict[str, Any]]:
        held = self._open(request.match_info["conversation"])
        wanted = request.match_info["member"].removeprefix("29:")
        if wanted not in held.members or wanted not in self.people:
            raise Refused(404, "MemberNotFoundInConversation")
        return 200, self.people[wanted]

    def _members(self, request: web.Request, _: Any) -> tuple[int, dict[str, Any]]:
        held = self._open(request.match_info["conversation"])
        size = int(request.query.get("pageSize", "200"))
        if not 50 <= size <= 500:
            raise Refused(400, "BadArgument")
        start = int(request.query.get("continuationToken", "0"))
        end = start + size
        page = [self.people[one] for one in held.members[start:end]]
        more = {"continuationToken": str(end)} if end < len(held.members) else {}
        return 200, {"members": page, **more}

    def _open(self, conversation: str) -> Conversation:
        held = self.conversations.get(conversation)
        if held is None:
            raise Refused(404, "ConversationNotFound")
        channel = self.conversations.get(conversation.partition(";")[0], held)
        for one in (held, channel):
            if one.refuses:
                raise Refused(403, one.refuses)
        return held

    def _open_private(self, member: str) -> Conversation:
        aad = member.removeprefix("29:")
        known = f"a:{aad}" in self.conversations
        if not known and (aad not in self.people or not self.installed_for_all):
            raise Refused(403, "BotNotInConversationRoster")
        return self._private(aad)

    def _private(self, aad: str) -> Conversation:
        return self.conversations.setdefault(
            f"a:{aad}", Conversation(f"a:{aad}", "personal", [aad])
        )

    def _message(self, body: Any) -> dict[str, Any]:
        self._count += 1
        return {**_judged(body), "id": str(self._count)}


def _judged(body: Any) -> dict[str, Any]:
    """A message as we may write it: nothing beside a card, and a summary for notifications."""
    if not isinstance(body, dict) or not set(body) <= _ACTIVITY or body.get("type") != "message":
        raise Refused(400, "BadSyntax")
    cards = body.get("attachments") or []
    if not cards and not body.get("text"):
        raise Refused(400, "BadSyntax")
    if cards and ("text" in body or not body.get("summary")):
        raise Refused(400, "BadArgument")
    if any(one.get("contentType") != CARD or "content" not in one for one in cards):
        raise Refused(400, "BadArgument")
    return dict(body)


def _channel_of(body: Any) -> str:
    data = body.get("channelData") if isinstance(body, dict) else None
    channel = data.get("channel") if isinstance(data, dict) else None
    return str(channel.get("id") or "") if isinstance(channel, dict) else ""


def _refused(refused: Refused) -> web.Response:
    error = {"error": {"code": refused.code, "message": "words that nobody should log"}}
    return web.json_response(error, status=refused.status, headers=refused.headers)
