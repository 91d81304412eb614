"""Slack's Web API in this process, on loopback: strict in what it takes, and failing on command."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any

from aiohttp import web
from aiohttp.test_utils import TestServer

from integrations.slack.manifest import scopes

TEAM = "T0ACME"
TOKEN = "xoxb-acme"
BOT = "U0KNUFFEL"
APP = "A0KNUFFEL"
CLIENT = ("123.456", "client-secret")
BLOCKS_JSON = 13_200
HISTORY_PAGE = 100

ALL_SCOPES = frozenset(scopes())
"""Those of our manifest, and no other."""

_POST = "channel text blocks metadata thread_ts reply_broadcast unfurl_links unfurl_media parse"
ARGUMENTS: Mapping[str, frozenset[str]] = {
    method: frozenset(names.split())
    for method, names in {
        "auth.revoke": "test",
        "auth.teams.list": "cursor limit include_icon",
        "auth.test": "",
        "chat.delete": "channel ts",
        "chat.getPermalink": "channel message_ts",
        "chat.postEphemeral": "channel user text blocks thread_ts parse",
        "chat.postMessage": _POST,
        "chat.update": "channel ts text blocks metadata parse link_names reply_broadcast",
        "conversations.history": "channel cursor include_all_metadata latest limit oldest",
        "conversations.info": "channel include_locale include_num_members",
        "conversations.open": "users channel return_im prevent_creation",
        "oauth.v2.access": "client_id client_secret code redirect_uri grant_type refresh_token",
        "pins.add": "channel timestamp",
        "users.info": "user include_locale",
        "users.list": "cursor include_locale limit team_id",
        "views.open": "trigger_id view",
        "views.publish": "user_id view hash",
        "views.push": "trigger_id view",
        "views.update": "view_id external_id view hash",
    }.items()
}
"""What may be asked, as documented; of what we never use, nothing."""

SCOPES: Mapping[str, str] = {
    "chat.delete": "chat:write",
    "chat.postEphemeral": "chat:write",
    "chat.postMessage": "chat:write",
    "chat.update": "chat:write",
    "conversations.open": "im:write",
    "pins.add": "pins:write",
    "users.info": "users:read",
    "users.list": "users:read",
}


class Refused(Exception):
    """Slack says no, with a code."""


@dataclass
class Channel:
    """A conversation, and what stands in it, oldest first."""

    id: str
    archived: bool = False
    joined: bool = True
    user: str = ""
    """The person, where it is a conversation with one."""
    messages: list[dict[str, Any]] = field(default_factory=list)

    @property
    def scope(self) -> str:
        return {"D": "im:", "G": "groups:"}.get(self.id[0], "channels:")

    def find(self, ts: str) -> dict[str, Any]:
        for message in self.messages:
            if message["ts"] == ts:
                return message
        raise Refused("message_not_found")


@dataclass(frozen=True)
class Call:
    """One call, as it came in."""

    method: str
    token: str
    arguments: Mapping[str, str]


@dataclass
class Fault:
    """What the next calls of a method get in place of an answer."""

    method: str
    error: str = ""
    status: int = 200
    headers: Mapping[str, str] = field(default_factory=dict)
    body: str = ""
    """Sent as it is, instead of JSON."""
    delay: float = 0.0
    times: int = 1
    done: bool = False
    """The call has its effect all the same; only its answer is lost."""


@dataclass
class Token:
    """What a token may do."""

    scopes: frozenset[str] = ALL_SCOPES
    team: str = TEAM
    whole: bool = False
    """Of an organisation."""


def utc_now() -> datetime:
    return datetime(2026, 3, 17, 9, 5, tzinfo=UTC)


class FakeSlack:
    """A workspace. Use it as an async context; `url` is where its Web API is."""

    def __init__(self, now: Callable[[], datetime] = utc_now) -> None:
        self.now = now
        self.tokens: dict[str, Token] = {TOKEN: Token()}
        self.channels: dict[str, Channel] = {}
        self.users: dict[str, dict[str, Any]] = {}
        self.teams: list[str] = [TEAM]
        self.grants: dict[str, dict[str, Any]] = {}
        """What the codes and refresh tokens of OAuth give."""
        self.views: dict[str, dict[str, Any]] = {}
        self.homes: dict[str, dict[str, Any]] = {}
        self.calls: list[Call] = []
        self.faults: list[Fault] = []
        self.url = ""
        self._server: TestServer | None = None
        self._count = 0

    async def start(self) -> None:
        app = web.Application(client_max_size=2**22)
        app.router.add_route("*", "/api/{method}", self._answer)
        self._server = TestServer(app, host="127.0.0.1")
        await self._server.start_server()
        self.url = str(self._server.make_url("/api/"))

    async def close(self) -> None:
        if self._server is not None:
            await self._server.close()

    async def __aenter__(self) -> FakeSlack:
        await self.start()
        return self

    async def __aexit__(self, *_: object) -> None:
        await self.close()

    # - what a test sets up and looks at

    def add_channel(self, channel: str, **more: Any) -> Channel:
        return self.channels.setdefault(channel, Channel(channel, **more))

    def add_user(self, user: str, **more: Any) -> dict[str, Any]:
        profile = {"real_name": user.title(), **more.pop("profile", {})}
        self.users[user] = {
            **{"id": user, "team_id": TEAM, "name": user.lower(), "deleted": False},
            **{"is_bot": False, "is_restricted": False, "is_ultra_restricted": False},
            **{"tz": "Europe/Amsterdam", "locale": "nl-NL", "profile": profile},
            **more,
        }
        return self.users[user]

    def fail(self, method: str, error: str = "", **more: Any) -> None:
        self.faults.append(Fault(method, error, **more))

    def limit(self, method: str, seconds: int, times: int = 1) -> None:
        headers = {"Retry-After": str(seconds)}
        self.fail(method, "ratelimited", status=429, headers=headers, times=times)

    def methods(self) -> list[str]:
        return [call.method for call in self.calls]

    def in_private(self, user: str) -> list[dict[str, Any]]:
        return self._private(user).messages

    # - the server

    async def _answer(self, request: web.Request) -> web.StreamResponse:
        method = request.match_info["method"]
        arguments = {name: str(value) for name, value in (await request.post()).items()}
        arguments |= dict(request.query)
        token = request.headers.get("Authorization", "").removeprefix("Bearer ")
        self.calls.append(Call(method, token, arguments))
        fault = self._fault(method)
        if fault is None or fault.done:
            answer = self._result(method, token, arguments)
            if fault is None:
                return web.json_response(answer)
        await asyncio.sleep(fault.delay)
        if fault.body or fault.done:
            return web.Response(
                text=fault.body,
                status=fault.status,
                content_type="text/html",
                headers=fault.headers,
            )
        if not fault.error:
            return web.json_response(self._result(method, token, arguments))
        refused = {"ok": False, "error": fault.error}
        return web.json_response(refused, status=fault.status, headers=fault.headers)

    def _fault(self, method: str) -> Fault | None:
        for fault in self.faults:
            if fault.method == method and fault.times > 0:
                fault.times -= 1
                return fault
        return None

    def _result(self, method: str, token: str, arguments: dict[str, str]) -> dict[str, Any]:
        try:
            if method not in ARGUMENTS:
                raise Refused("unknown_method")
            if not set(arguments) <= ARGUMENTS[method]:
                raise Refused("invalid_arg_name")
            if method == "oauth.v2.access":
                return {"ok": True, **self._granted(arguments)}
            return {"ok": True, **self._called(method, token, arguments)}
        except Refused as refused:
            return {"ok": False, "error": str(refused)}

    def _called(self, method: str, token: str, arguments: dict[str, str]) -> dict[str, Any]:
        held = self.tokens.get(token)
        if held is None:
            raise Refused("invalid_auth" if token else "not_authed")
        if SCOPES.get(method, "") not in held.scopes | {""}:
            raise Refused("missing_scope")
        if method == "auth.revoke":
            del self.tokens[token]
            return {"revoked": True}
        does = getattr(self, "_" + method.replace(".", "_").lower())
        result: dict[str, Any] = does(arguments, held)
        return result

    # - methods

    def _auth_test(self, _: Mapping[str, str], token: Token) -> dict[str, Any]:
        whole = {"enterprise_id": token.team} if token.whole else {}
        return {"team_id": token.team, "user_id": BOT, "bot_id": "B0KNUFFEL", **whole}

    def _auth_teams_list(self, _: Mapping[str, str], token: Token) -> dict[str, Any]:
        return {"teams": [{"id": team, "name": team} for team in self.teams]}

    def _chat_postmessage(self, given: Mapping[str, str], _: Token) -> dict[str, Any]:
        channel = self._open_to_us(given)
        message = {"type": "message", "user": BOT, "ts": self._ts(), **_drawn(given, 40_000)}
        if "thread_ts" in given:
            message["thread_ts"] = channel.find(given["thread_ts"])["ts"]
            if given.get("reply_broadcast") == "true":
                message["subtype"] = "thread_broadcast"
        channel.messages.append(message)
        return {"channel": channel.id, "ts": message["ts"], "message": message}

    def _chat_postephemeral(self, given: Mapping[str, str], _: Token) -> dict[str, Any]:
        self._open_to_us(given)
        _drawn(given, 40_000)
        return {"message_ts": self._ts()}

    def _chat_update(self, given: Mapping[str, str], _: Token) -> dict[str, Any]:
        if given["channel"].startswith("U"):
            raise Refused("channel_not_found")
        channel = self._channel(given["channel"])
        if channel.archived:
            raise Refused("is_inactive")
        message = channel.find(given["ts"])
        if message["user"] != BOT:
            raise Refused("cant_update_message")
        if len(given.get("text", "")) > 4000:
            raise Refused("msg_too_long")
        drawn = _drawn(given, 4000)
        if "metadata" not in given:
            drawn.pop("metadata", None)
        message.pop("blocks", None)
        message.update(drawn)
        return {"channel": channel.id, "ts": message["ts"], "text": message["text"]}

    def _chat_delete(self, given: Mapping[str, str], _: Token) -> dict[str, Any]:
        channel = self._channel(given["channel"])
        channel.messages.remove(channel.find(given["ts"]))
        return {"channel": channel.id, "ts": given["ts"]}

    def _chat_getpermalink(self, given: Mapping[str, str], _: Token) -> dict[str, Any]:
        message = self._channel(given["channel"]).find(given["message_ts"])
        return {"permalink": f"https://acme.slack.com/archives/x/p{message['ts']}"}

    def _conversations_history(self, given: Mapping[str, str], token: Token) -> dict[str, Any]:
        channel = self._channel(given["channel"])
        if f"{channel.scope}history" not in token.scopes:
            raise Refused("missing_scope")
        if not channel.joined:
            raise Refused("not_in_channel")
        oldest = float(given.get("oldest", 0))
        shown = [one for one in channel.messages if "thread_ts" not in one or "subtype" in one]
        found = [one for one in reversed(shown) if float(one["ts"]) > oldest]
        if given.get("include_all_metadata") != "true":
            found = [{k: v for k, v in one.items() if k != "metadata"} for one in found]
        size = min(int(given.get("limit", "100")), HISTORY_PAGE)
        return _page("messages", found, given, size)

    def _conversations_info(self, given: Mapping[str, str], token: Token) -> dict[str, Any]:
        channel = self._channel(given["channel"])
        if f"{channel.scope}read" not in token.scopes:
            raise Refused("missing_scope")
        return {"channel": {"id": channel.id, "is_archived": channel.archived}}

    def _conversations_open(self, given: Mapping[str, str], _: Token) -> dict[str, Any]:
        return {"channel": {"id": self._private(given["users"]).id}}

    def _pins_add(self, given: Mapping[str, str], _: Token) -> dict[str, Any]:
        message = self._channel(given["channel"]).find(given["timestamp"])
        if message.get("pinned_to"):
            raise Refused("already_pinned")
        message["pinned_to"] = [given["channel"]]
        return {}

    def _users_info(self, given: Mapping[str, str], token: Token) -> dict[str, Any]:
        if given["user"] not in self.users:
            raise Refused("user_not_found")
        return {"user": _person(self.users[given["user"]], given, token)}

    def _users_list(self, given: Mapping[str, str], token: Token) -> dict[str, Any]:
        if token.whole and "team_id" not in given:
            raise Refused("missing_argument")
        team = given.get("team_id", token.team)
        people = [_person(u, given, token) for u in self.users.values() if u["team_id"] == team]
        return _page("members", people, given, int(given.get("limit", "1000")))

    def _views_open(self, given: Mapping[str, str], _: Token) -> dict[str, Any]:
        view = json.loads(given["view"])
        self._count += 1
        view["id"] = f"V{self._count:08d}"
        self.views[view["id"]] = view
        return {"view": view}

    _views_push = _views_open

    def _views_update(self, given: Mapping[str, str], _: Token) -> dict[str, Any]:
        if given.get("view_id") not in self.views:
            raise Refused("not_found")
        self.views[given["view_id"]] = {**json.loads(given["view"]), "id": given["view_id"]}
        return {"view": self.views[given["view_id"]]}

    def _views_publish(self, given: Mapping[str, str], _: Token) -> dict[str, Any]:
        self.homes[given["user_id"]] = json.loads(given["view"])
        return {"view": self.homes[given["user_id"]]}

    def _granted(self, given: dict[str, str]) -> dict[str, Any]:
        shown = (given.get("client_id"), given.get("client_secret"))
        if shown != CLIENT:
            raise Refused("bad_client_secret" if shown[0] == CLIENT[0] else "invalid_client_id")
        refreshing = given.get("grant_type") == "refresh_token"
        word = given.get("refresh_token" if refreshing else "code", "")
        if word not in self.grants:
            raise Refused("invalid_refresh_token" if refreshing else "invalid_code")
        grant = self.grants.pop(word)
        self.tokens[grant["access_token"]] = Token(frozenset(grant["scope"].split(",")))
        return grant

    # - state

    def _channel(self, channel: str) -> Channel:
        if channel not in self.channels:
            raise Refused("channel_not_found")
        return self.channels[channel]

    def _private(self, user: str) -> Channel:
        if user not in self.users:
            raise Refused("user_not_found")
        return self.add_channel(f"D{user[1:]}", user=user)

    def _open_to_us(self, given: Mapping[str, str]) -> Channel:
        if given["channel"].startswith("U"):
            if given["channel"] not in self.users:
                raise Refused("channel_not_found")
            return self._private(given["channel"])
        channel = self._channel(given["channel"])
        if channel.archived:
            raise Refused("is_archived")
        if not channel.joined:
            raise Refused("not_in_channel")
        return channel

    def _ts(self) -> str:
        self._count += 1
        at = self.now() + timedelta(microseconds=self._count)
        return f"{int(at.timestamp())}.{at.microsecond:06d}"


def _drawn(given: Mapping[str, str], most: int) -> dict[str, Any]:
    """A message's looks, if Slack takes them."""
    text, blocks = given.get("text", ""), json.loads(given.get("blocks", "[]"))
    metadata = json.loads(given.get("metadata", "null"))
    if not text and not blocks:
        raise Refused("no_text")
    if not isinstance(blocks, list) or len(blocks) > 50:
        raise Refused("invalid_blocks")
    if len(json.dumps(blocks, ensure_ascii=False)) > BLOCKS_JSON:
        raise Refused("msg_blocks_too_long")
    if metadata is not None and set(metadata) != {"event_type", "event_payload"}:
        raise Refused("invalid_metadata_format")
    drawn: dict[str, Any] = {"text": text[:most], "blocks": blocks}
    return drawn if metadata is None else {**drawn, "metadata": metadata}


def _person(user: Mapping[str, Any], given: Mapping[str, str], token: Token) -> dict[str, Any]:
    """A user as this token may see them."""
    hidden = set() if given.get("include_locale") == "true" else {"locale"}
    profile = dict(user["profile"])
    if "users:read.email" not in token.scopes:
        profile.pop("email", None)
    return {**{k: v for k, v in user.items() if k not in hidden}, "profile": profile}


def _page(
    name: str, everything: list[dict[str, Any]], given: Mapping[str, str], size: int
) -> dict[str, Any]:
    start = int(given.get("cursor") or 0)
    more = str(start + size) if start + size < len(everything) else ""
    return {
        name: everything[start : start + size],
        "has_more": bool(more),
        "response_metadata": {"next_cursor": more},
    }
