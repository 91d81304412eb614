"""The local Slack behaves as Slack does where our stories depend on it."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping
from typing import Any

import pytest
from aiohttp import ClientSession
from slack_sdk.errors import SlackApiError
from slack_sdk.socket_mode.aiohttp import SocketModeClient
from slack_sdk.socket_mode.async_client import AsyncBaseSocketModeClient
from slack_sdk.socket_mode.request import SocketModeRequest
from slack_sdk.socket_mode.response import SocketModeResponse
from slack_sdk.web.async_client import AsyncWebClient

from tests.slack.server import (
    APP_TOKEN,
    BOARD,
    BOT_TOKEN,
    CLIENT_ID,
    CLIENT_SECRET,
    CLIENTS,
    ERIK,
    GUEST,
    REDIRECT,
    SHARED,
    STRANGER,
    SlackServer,
)

pytestmark = [pytest.mark.asyncio(loop_scope="session"), pytest.mark.timeout(60)]

BLOCKS = [{"type": "section", "text": {"type": "mrkdwn", "text": "*Jos* wacht"}}]
MODAL = {"type": "modal", "title": {"type": "plain_text", "text": "Wat nu?"}, "blocks": []}


def client(slack: SlackServer, token: str | None = BOT_TOKEN) -> AsyncWebClient:
    """Slack's own client, which tries nothing again by itself."""
    return AsyncWebClient(token, base_url=slack.api_url, retry_handlers=[])


async def refused(call: Any) -> str:
    """The error that a call is answered with."""
    with pytest.raises(SlackApiError) as found:
        await call
    return str(found.value.response["error"])


async def test_a_message_is_found_again_by_what_only_its_sender_knows(slack: SlackServer) -> None:
    web = client(slack)
    metadata = {"event_type": "knuffel", "event_payload": {"key": "card:1"}}

    old = await web.chat_postMessage(channel=CLIENTS, text="Oud")
    new = await web.chat_postMessage(
        channel=CLIENTS, text="Jos", blocks=BLOCKS, metadata=metadata, thread_ts=old["ts"],
        reply_broadcast=True,
    )  # fmt: skip
    plain = await web.conversations_history(channel=CLIENTS)
    found = await web.conversations_history(
        channel=CLIENTS, include_all_metadata=True, oldest=old["ts"]
    )

    assert [one["ts"] for one in plain["messages"]] == [new["ts"], old["ts"]]
    assert not any("metadata" in one for one in plain["messages"])
    assert [one["metadata"] for one in found["messages"]] == [metadata]


async def test_who_is_who_is_told_as_slack_tells_it(slack: SlackServer) -> None:
    web = client(slack)
    await slack.set_user(ERIK, deleted=True)

    first = await web.users_list(limit=5)
    cursor = first["response_metadata"]["next_cursor"]
    second = await web.users_list(limit=5, cursor=cursor)
    people = {one["id"]: one for one in [*first["members"], *second["members"]]}

    assert people[ERIK]["deleted"] is True
    assert people[GUEST]["is_ultra_restricted"] is True
    assert people[STRANGER]["is_stranger"] is True
    assert (await web.users_info(user=GUEST))["user"]["is_email_confirmed"] is True
    shared = await web.conversations_info(channel=SHARED)
    assert shared["channel"]["is_ext_shared"] is True


async def test_slack_refuses_what_it_refuses(slack: SlackServer) -> None:
    web = client(slack)
    await slack.set_channel(BOARD, members=[ERIK])
    card = await web.chat_postMessage(channel=CLIENTS, text="Jos", blocks=BLOCKS)
    here = {"channel": CLIENTS, "ts": card["ts"], "text": "Jos"}

    assert await refused(web.chat_postMessage(channel=BOARD, text="x")) == "not_in_channel"
    assert await refused(web.chat_update(**{**here, "text": "x" * 4001})) == "msg_too_long"
    await slack.close_editing(CLIENTS, card["ts"])
    assert await refused(web.chat_update(**here)) == "edit_window_closed"
    await slack.set_channel(CLIENTS, is_archived=True)
    assert await refused(web.chat_update(**here)) == "is_archived"
    await slack.take_away(CLIENTS, card["ts"])
    gone = web.chat_getPermalink(channel=CLIENTS, message_ts=card["ts"])
    assert await refused(gone) == "message_not_found"
    assert await refused(client(slack, "xoxb-unknown").auth_test()) == "invalid_auth"
    await slack.revoke()
    assert await refused(web.auth_test()) == "token_revoked"


async def test_a_trigger_opens_one_modal_and_soon(slack: SlackServer) -> None:
    web = client(slack)
    trigger, late = await slack.trigger(ERIK), await slack.trigger(ERIK, lasts=0)

    opened = await web.views_open(trigger_id=trigger, view=MODAL)
    again = web.views_open(trigger_id=trigger, view=MODAL)

    assert await refused(again) == "exchanged_trigger_id"
    assert await refused(web.views_open(trigger_id=late, view=MODAL)) == "expired_trigger_id"
    conflict = web.views_update(view_id=opened["view"]["id"], hash="old", view=MODAL)
    assert await refused(conflict) == "hash_conflict"
    assert [one["id"] for one in await slack.views(ERIK)] == [opened["view"]["id"]]


async def test_what_goes_wrong_goes_wrong_as_it_was_asked(slack: SlackServer) -> None:
    web = client(slack)
    await slack.ratelimit("chat.postMessage", rest=7)
    await slack.fault("chat.postMessage", lose=True, channel=CLIENTS)

    with pytest.raises(SlackApiError) as limited:
        await web.chat_postMessage(channel=CLIENTS, text="Een")
    with pytest.raises(Exception, match="disconnected"):
        await web.chat_postMessage(channel=CLIENTS, text="Twee")
    await web.chat_postMessage(channel=CLIENTS, text="Drie")

    assert limited.value.response.headers["Retry-After"] == "7"
    assert [one["text"] for one in await slack.messages(CLIENTS)] == ["Twee", "Drie"]
    calls = await slack.calls("chat.postMessage")
    assert [one.answer for one in calls] == ["ratelimited", "ok", "ok"]
    assert "token" not in calls[0].arguments


async def granted_for(slack: SlackServer, **given: str) -> Mapping[str, Any]:
    """What is given for a code, or for a token that renews."""
    asked = {"client_id": CLIENT_ID, "client_secret": CLIENT_SECRET, **given}
    answer = await client(slack, None).api_call("oauth.v2.access", data=asked)
    assert isinstance(answer.data, dict)
    return answer.data


async def installed(slack: SlackServer) -> Mapping[str, Any]:
    """Somebody installs the application; what it is given."""
    chosen = {
        "user_id": ERIK,
        "client_id": CLIENT_ID,
        "redirect_uri": REDIRECT,
        "scope": "chat:write",
        "state": "s",
    }
    page = f"{slack.origin}/oauth/v2/authorize/callback"
    async with (
        ClientSession() as browser,
        browser.post(page, data=chosen, allow_redirects=False) as answer,
    ):
        code = answer.headers["Location"].partition("code=")[2].partition("&")[0]
    return await granted_for(slack, code=code, redirect_uri=REDIRECT)


async def test_a_token_that_expires_is_renewed_once(slack: SlackServer) -> None:
    await slack.install_with(rotation=True, organisation={"id": "E0DRAAD", "name": "Draadloos"})
    granted = await installed(slack)
    renewal = {"grant_type": "refresh_token", "refresh_token": granted["refresh_token"]}

    renewed = await granted_for(slack, **renewal)
    await slack.expire(granted["access_token"])

    assert granted["team"] is None
    assert granted["enterprise"]["id"] == "E0DRAAD"
    assert granted["expires_in"] == 12 * 3600
    old = client(slack, granted["access_token"]).auth_test()
    assert await refused(old) == "token_expired"
    assert (await client(slack, renewed["access_token"]).auth_test())["ok"]
    assert await refused(granted_for(slack, **renewal)) == "invalid_refresh_token"


async def test_an_envelope_reaches_whoever_listens_on_a_socket(slack: SlackServer) -> None:
    socket = SocketModeClient(APP_TOKEN, web_client=client(slack, None))
    heard: list[dict[str, Any]] = []

    async def take(line: AsyncBaseSocketModeClient, request: SocketModeRequest) -> None:
        heard.append(request.payload)
        await line.send_socket_mode_response(
            SocketModeResponse(request.envelope_id, {"response_action": "clear"})
        )

    socket.socket_mode_request_listeners.append(take)
    await socket.connect()  # type: ignore[no-untyped-call]
    try:
        while not await slack.connected():
            await asyncio.sleep(0.02)
        envelope = {"envelope_id": "e1", "type": "interactive", "payload": {"type": "x"}}
        acknowledged = await slack.hand(envelope)
    finally:
        await socket.close()  # type: ignore[no-untyped-call]

    assert heard == [{"type": "x"}]
    assert acknowledged is not None
    assert acknowledged["payload"] == {"response_action": "clear"}
