"""The Bot Connector, through botbuilder: the one module that knows it, with its cures.

Activities come in and go out as plain dicts. What is cured here, and what it costs otherwise,
stands in docs/decisions.
"""

from __future__ import annotations

import json
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, NoReturn

import aiohttp
from botbuilder.core import InvokeResponse, TurnContext
from botbuilder.integration.aiohttp import CloudAdapter
from botbuilder.schema import Activity as TypedActivity
from botbuilder.schema import ActivityTypes, ChannelAccount, ConversationAccount
from botframework.connector import AsyncBfPipeline, BotFrameworkConnectorConfiguration
from botframework.connector.aio import ConnectorClient
from botframework.connector.aio.operations_async import ConversationsOperations
from botframework.connector.auth import (
    AuthenticateRequestResult,
    BotFrameworkAuthentication,
    ClaimsIdentity,
    ConnectorFactory,
    UserTokenClient,
)
from msrest import Serializer
from msrest.exceptions import ClientException
from msrest.pipeline import Request, Response
from msrest.pipeline.async_abc import AsyncHTTPPolicy, AsyncHTTPSender
from msrest.universal_http import ClientRequest
from msrest.universal_http.async_abc import AsyncClientResponse
from msrest.universal_http.requests import ClientRetryPolicy

from integrations.teams.bodies import whole
from integrations.teams.checking import Activity, Checker, Verified
from integrations.teams.config import TeamsConfig
from integrations.teams.errors import Failed, NotOurs
from integrations.teams.keys import Keys, OpenIdKeys
from integrations.teams.tokens import MicrosoftTokens, Tokens, tokens_of

SECONDS = 10.0
"""That an answer may take."""
_CONNECT_SECONDS = 5.0
_LARGEST = 8 * 2**20
_PAGE = 500
"""Members in one answer: the most there is."""
_MOST_CLIENTS = 50
_ERROR = 400

Handle = Callable[[Activity], Awaitable[Mapping[str, Any] | None]]
"""What becomes of an activity; the answer is the body for an invoke."""
Answer = Mapping[str, Any]

# It looks up a thousand codes in a list each time a client is made: 93 % of a turn's time.
ClientRetryPolicy.safe_codes = frozenset(ClientRetryPolicy.safe_codes)  # type: ignore[assignment]


@dataclass(frozen=True, slots=True)
class Created:
    """A new conversation, and its first activity where one was given."""

    conversation: str
    activity: str = ""


@dataclass(frozen=True, slots=True)
class Page:
    """Some of a conversation's members; `cursor` leads to the next, empty at the end."""

    members: tuple[Answer, ...]
    cursor: str = ""


class Connector:
    """In: believed, or refused. Out: one call each, in time, never tried again by itself."""

    def __init__(
        self,
        config: TeamsConfig,
        now: Callable[[], datetime],
        *,
        keys: Keys | None = None,
        tokens: Tokens | None = None,
    ) -> None:
        """`now` is machine time. Nothing is fetched or called until somebody needs it."""
        self._config = config
        self._own_keys = OpenIdKeys(now) if keys is None else None
        own_tokens = tokens is None and not config.unauthenticated
        self._own_tokens: MicrosoftTokens | None = tokens_of(config, now) if own_tokens else None
        self._tokens = tokens or self._own_tokens
        found = keys or self._own_keys
        assert found is not None  # noqa: S101 - one of the two is there
        self._checker = Checker(config, found, now)
        self._wire = _Wire()
        self._clients: dict[str, _Client] = {}
        # `on_turn_error` stays unset: with it, what was not delivered would count as sent.
        self._adapter = CloudAdapter(_Believed())

    async def verify(self, authorization: str, activity: Activity) -> Verified:
        """What is certain about an activity. Raises NotOurs, with HTTP's status."""
        return await self._checker.verify(authorization, activity)

    async def turn(
        self, authorization: str, activity: Activity, handle: Handle
    ) -> tuple[int, Mapping[str, Any] | None]:
        """Believe it, then have it handled: HTTP's status, and the body for an invoke.

        Raises NotOurs before anything is handled, and whatever `handle` raises.
        """
        verified = await self.verify(authorization, activity)
        answer: Mapping[str, Any] | None = None

        async def logic(context: TurnContext) -> None:
            nonlocal answer
            answer = await handle(activity)
            if context.activity.type == ActivityTypes.invoke:
                # Without the body, which would be copied deeply on its way.
                done = TypedActivity(type="invokeResponse", value=InvokeResponse(status=200))
                await context.send_activity(done)

        response = await self._adapter.process_activity(
            self._believed(verified), _typed(activity), logic
        )
        return (200, None) if response is None else (int(response.status), answer)

    async def send(self, service_url: str, conversation: str, activity: Activity) -> str:
        """Say something in a conversation; its id, empty where Teams tells none. Raises Failed."""
        operations = self._client(service_url).conversations
        answer = await self._called(
            operations.send_to_conversation(conversation, activity, raw=True)
        )
        return str(answer.get("id") or "")

    async def update(
        self, service_url: str, conversation: str, activity_id: str, activity: Activity
    ) -> None:
        """Put something else in its place. Raises Failed."""
        operations = self._client(service_url).conversations
        await self._called(
            operations.update_activity(conversation, activity_id, activity, raw=True)
        )

    async def delete(self, service_url: str, conversation: str, activity_id: str) -> None:
        """Take it away. Raises Failed."""
        operations = self._client(service_url).conversations
        await self._called(operations.delete_activity(conversation, activity_id, raw=True))

    async def create_thread(
        self, service_url: str, tenant: str, channel: str, activity: Activity
    ) -> Created:
        """A new thread in a channel, which begins with this. Raises Failed."""
        asked = {
            "isGroup": True,
            "tenantId": tenant,
            "channelData": {"channel": {"id": channel}, "tenant": {"id": tenant}},
            "activity": activity,
        }
        return await self._created(service_url, asked)

    async def create_personal(self, service_url: str, tenant: str, member: str) -> Created:
        """The conversation with one person, by their id or AAD object id. Raises Failed.

        Teams answers with the one that there is already.
        """
        asked = {
            "isGroup": False,
            "tenantId": tenant,
            "channelData": {"tenant": {"id": tenant}},
            "bot": {"id": f"28:{self._config.app_id}"},
            "members": [{"id": member}],
        }
        return await self._created(service_url, asked)

    async def member(self, service_url: str, conversation: str, member: str) -> Answer:
        """One member, by their id or AAD object id, as Teams tells of them. Raises Failed."""
        operations = self._client(service_url).conversations
        return await self._called(
            operations.get_conversation_member(conversation, member, raw=True)
        )

    async def members(self, service_url: str, conversation: str, cursor: str = "") -> Page:
        """Some members of a chat, a channel or a team. Raises Failed."""
        operations = self._client(service_url).conversations
        answer = await self._called(
            operations.get_conversation_paged_members(
                conversation, page_size=_PAGE, continuation_token=cursor or None, raw=True
            )
        )
        found = tuple(one for one in answer.get("members") or () if isinstance(one, dict))
        return Page(found, str(answer.get("continuationToken") or ""))

    async def close(self) -> None:
        """Let go of the connections."""
        await self._wire.close()
        if self._own_keys is not None:
            await self._own_keys.close()
        if self._own_tokens is not None:
            await self._own_tokens.close()

    async def _created(self, service_url: str, asked: Mapping[str, Any]) -> Created:
        operations = self._client(service_url).conversations
        answer = await self._called(operations.create_conversation(asked, raw=True))
        return Created(str(answer.get("id") or ""), str(answer.get("activityId") or ""))

    async def _called(self, call: Awaitable[Any]) -> Answer:
        try:
            raw = await call
        except Failed as failed:
            if failed.status == 401 and self._tokens is not None:
                self._tokens.forget()
            raise
        except (ClientException, ValueError, KeyError, TypeError) as failure:
            # Not `from failure`: its message has the whole answer in it.
            raise Failed(0, "no_json") from Exception(type(failure).__name__)
        return _object(raw.response)

    def _believed(self, verified: Verified) -> AuthenticateRequestResult:
        result = AuthenticateRequestResult()
        result.claims_identity = ClaimsIdentity({}, is_authenticated=True)
        result.connector_factory = _Kept(self._client)
        result.audience = verified.service_url
        return result

    def _client(self, service_url: str) -> _Client:
        """The client of a service URL: made once, since making one is most of a turn's cost."""
        found = self._clients.get(service_url)
        if found is None:
            if len(self._clients) >= _MOST_CLIENTS:
                self._clients.clear()
            found = self._clients[service_url] = _Client(service_url, self._tokens, self._wire)
        return found


class _Client(ConnectorClient):  # type: ignore[misc]
    """The library's client, on our wire; what we send goes out as it is."""

    def __init__(self, service_url: str, tokens: Tokens | None, wire: _Wire) -> None:
        configuration = BotFrameworkConnectorConfiguration(
            _Bearer(tokens), service_url, sender=wire
        )
        super().__init__(None, custom_configuration=configuration)
        # Made last: making the client's own pipeline ties the same policy to its own sender.
        configuration.pipeline = AsyncBfPipeline(configuration)
        whole = _AsItIs()  # type: ignore[no-untyped-call]
        self.conversations = ConversationsOperations(
            self._client, self.config, whole, self._deserialize
        )


class _AsItIs(Serializer):
    """Leaves a body alone: the library's models drop whatever they do not know, mentions too."""

    def body(self, data: object, data_type: str, **kwargs: object) -> object:
        del data_type, kwargs
        return data


class _Wire(AsyncHTTPSender):  # type: ignore[type-arg]
    """HTTP by aiohttp in place of threads: with time-outs, and never twice by itself."""

    def __init__(self) -> None:
        self._session: aiohttp.ClientSession | None = None

    async def send(self, request: Request[Any], **config: Any) -> Response[Any, Any]:  # noqa: ANN401 - the library's
        """Send it. Raises Failed for everything but success: the library would only parse it."""
        del config
        wanted = request.http_request
        try:
            async with self._opened().request(
                wanted.method, wanted.url, data=wanted.data, headers=dict(wanted.headers)
            ) as response:
                body = await whole(response, _LARGEST)
        except TimeoutError as late:
            raise Failed(0, "timeout") from late
        except (aiohttp.ClientError, OSError, ValueError) as failure:
            raise Failed(0, "no_answer") from failure
        if response.status >= _ERROR or response.status < 200:
            raise Failed(response.status, _code(body), _rest(response.headers))
        return Response(request, _Read(wanted, response.status, response.headers, body))

    async def close(self) -> None:
        if self._session is not None:
            await self._session.close()
            self._session = None

    async def __aexit__(self, *failure: object) -> None:
        await self.close()

    def _opened(self) -> aiohttp.ClientSession:
        if self._session is None:
            self._session = aiohttp.ClientSession(
                timeout=aiohttp.ClientTimeout(total=SECONDS, connect=_CONNECT_SECONDS),
                trust_env=True,
            )
        return self._session


class _Read(AsyncClientResponse):
    """An answer that is read to its end."""

    def __init__(
        self, request: ClientRequest, status: int, headers: Mapping[str, str], body: bytes
    ) -> None:
        super().__init__(request, body)
        self.status_code = status
        self.headers = dict(headers.items())
        self._body = body

    def body(self) -> bytes:
        return self._body


class _Bearer(AsyncHTTPPolicy):  # type: ignore[type-arg]
    """Puts our token on what goes out; where nothing is authenticated, none."""

    def __init__(self, tokens: Tokens | None) -> None:
        super().__init__()
        self._tokens = tokens

    async def send(self, request: Request[Any], **config: Any) -> Response[Any, Any]:  # noqa: ANN401 - the library's
        if self._tokens is not None:
            token = await self._tokens.token()
            request.http_request.headers["Authorization"] = f"Bearer {token.reveal()}"
        sent: Response[Any, Any] = await self.next.send(request, **config)  # type: ignore[union-attr]
        return sent


class _Kept(ConnectorFactory):  # type: ignore[misc]
    """Gives the adapter the client that we have."""

    def __init__(self, client: Callable[[str], ConnectorClient]) -> None:
        self._client = client

    async def create(self, service_url: str, audience: str) -> ConnectorClient:
        del audience
        return self._client(service_url)


class _Believed(BotFrameworkAuthentication):  # type: ignore[misc]
    """The adapter is only given what our own checker believed; it believes nothing by itself."""

    async def authenticate_request(self, *_: object) -> NoReturn:
        raise NotOurs(401, "unchecked")

    async def authenticate_streaming_request(self, *_: object) -> NoReturn:
        raise NotOurs(401, "unchecked")

    def create_connector_factory(self, *_: object) -> NoReturn:
        raise NotOurs(401, "unchecked")

    async def create_user_token_client(self, *_: object) -> UserTokenClient:
        """Nobody signs in with us: there are no tokens of people."""
        return None


def _typed(activity: Activity) -> TypedActivity:
    """As much of it as the adapter looks at; never more, for whatever it stumbles over."""
    conversation = activity["conversation"]
    return TypedActivity(
        type=activity["type"],
        channel_id=activity["channelId"],
        service_url=activity["serviceUrl"],
        id=str(activity.get("id") or ""),
        conversation=ConversationAccount(id=conversation["id"]),
        from_property=ChannelAccount(id=""),
        recipient=ChannelAccount(id=""),
    )


def _object(body: object) -> Answer:
    """An answer that is an object; an empty one says nothing."""
    if not body:
        return {}
    found = json.loads(body) if isinstance(body, bytes) else None
    if not isinstance(found, dict):
        raise Failed(0, "no_json")
    return found


def _code(body: bytes) -> str:
    """What Teams calls the fault: a word of theirs, never a sentence."""
    try:
        found = json.loads(body)
    except ValueError:
        return "unknown"
    inside = found.get("error") if isinstance(found, dict) else None
    if not isinstance(inside, dict):
        return "unknown"
    code = str(inside.get("subCode") or inside.get("code") or "")
    return code if code.isascii() and code.isalnum() and len(code) < 60 else "unknown"


def _rest(headers: Mapping[str, str]) -> timedelta | None:
    said = headers.get("Retry-After", "")
    return timedelta(seconds=int(said[:6])) if said.isascii() and said.isdigit() else None
