"""Slack's door by itself: what it answers where something behind it does not come in time."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field, replace
from typing import Any, cast

import pytest
from aiohttp import web
from aiohttp.test_utils import TestClient, TestServer

from bot.clock import machine_now, ticks
from bot.domain.employee import Account
from bot.domain.ids import EmployeeId
from bot.domain.view import Audience
from bot.interactions.interaction import Interaction, Reply
from bot.ports.chatting import ChatAway, ChatError, Paced
from bot.ports.storing import Address, StorageAway
from bot.presentation.form import Field, Form, Input
from bot.presentation.intent import Intent, Verb
from bot.presentation.text import Says
from bot.presentation.toast import Toast
from integrations.slack import render
from integrations.slack.config import Secret
from integrations.slack.errors import REST
from integrations.slack.inbound import SlackDoor
from integrations.slack.installs import Grant
from integrations.slack.origin import Memo
from integrations.slack.room import SlackRoom
from integrations.slack.sentences import NL
from tests.integration.slack.workspace import BY_TOKEN

FORM = Form(
    title=Says(("Wie kan dit?",)),
    send=Intent(Verb.SUGGEST, "case:1", 1),
    button="Vraag",
    fields=(Field("colleague", "Wie?", Input.PERSON, required=True),),
)
WHO = {"team": {"id": "T0DRAAD"}, "user": {"id": "U0ERIK"}}


@dataclass
class Behind:
    """Everything behind the door, and what it is asked."""

    reply: Reply = FORM
    failure: ChatError | None = None
    person: Callable[[Account], Awaitable[EmployeeId | None]] | None = None
    called: list[str] = field(default_factory=list)
    answered: list[Interaction] = field(default_factory=list)
    words: list[str] = field(default_factory=list)
    bot: str = ""
    """Who we are, once Slack was asked."""

    async def answer(self, interaction: Interaction) -> Reply:
        self.answered.append(interaction)
        return self.reply

    async def reader(self, account: Account) -> Audience:
        del account
        return Audience("nl", "Europe/Amsterdam")

    async def of(self, workspace: str) -> None:
        """As tokens: nothing is granted."""
        del workspace

    async def call(self, workspace: str, method: str, **arguments: Any) -> dict[str, Any]:
        """As Slack's Web API."""
        del workspace, arguments
        self.called.append(method)
        if self.failure is not None:
            raise self.failure
        return {}

    async def workspaces(self) -> list[str]:
        self.bot = "U0KNUFFEL"
        return ["T0DRAAD"]

    async def grant(self, workspace: str) -> Grant:
        return Grant(workspace, Secret("xoxb-1"), self.bot)

    async def hear(self, request: web.Request) -> web.Response:
        self.words.append((await request.json())["text"])
        return web.Response()

    def door(self) -> SlackDoor:
        one = cast("Any", self)
        return SlackDoor(
            SlackRoom(
                config=replace(BY_TOKEN, api_url="http://127.0.0.1/api/"),
                answer=self.answer,
                reader=self.reader,
                person=one.person,
                members=one,
                places=one,
                tokens=one,
                client=one,
                machine=machine_now,
            )
        )


async def told(behind: Behind, payload: dict[str, Any]) -> None:
    """Hand it to the door, with a place for private words at `WORDS`; let all come to its end."""
    app = web.Application()
    app.router.add_post("/words", behind.hear)
    async with TestClient(TestServer(app)) as client:
        url = str(client.make_url("/words"))
        door = behind.door()
        given = {**payload, **({"response_url": url} if "view" not in payload else {})}
        if "view" in given:
            memo = Memo(response_url=url, opened=FORM.send.encode())
            given["view"] = {**given["view"], "private_metadata": memo.encode()}
        assert (await door.dispatch(given)).status == 200
        await door.closing()


def press(**more: Any) -> dict[str, Any]:
    action = {"type": "button", "action_id": f"{render.PRESS}1", "value": FORM.send.encode()}
    what = {"type": "block_actions", "trigger_id": "1.2", "actions": [action]}
    return {**WHO, **what, "container": {"type": "message"}, **more}


@pytest.mark.parametrize("failure", [Paced(REST), ChatAway("status_500")])
async def test_whoever_sees_no_form_is_told_to_press_again(failure: ChatError) -> None:
    behind = Behind(failure=failure)

    await told(behind, press())

    assert behind.called == ["views.open"]
    assert behind.words == [NL.too_slow]


@pytest.mark.parametrize("failure", [Paced(REST), ChatAway("status_500")])
async def test_in_a_modal_too(failure: ChatError) -> None:
    behind = Behind(failure=failure)

    await told(behind, press(view={"id": "V1", "type": "modal", "hash": "1"}))

    assert behind.called == ["views.push"]
    assert behind.words == [NL.too_slow]


async def test_fields_that_cannot_be_unfolded_now_are_told_so() -> None:
    behind = Behind(reply=Toast(Says(("Even niet.",)), refused=True))
    fold = {"type": "button", "action_id": render.FOLD, "value": FORM.send.encode()}
    view = {"id": "V1", "type": "modal", "hash": "1", "state": {"values": {}}}

    await told(behind, press(view=view, actions=[fold]))

    assert behind.called == ["views.push"]


async def test_what_became_of_a_press_is_told_where_no_modal_shows_it() -> None:
    behind = Behind(reply=Toast(Says(("Genoteerd.",))), failure=ChatAway("timeout"))

    await told(behind, press(view={"id": "V1", "type": "modal", "hash": "1"}))

    assert behind.called == ["views.update"]
    assert behind.words == ["Genoteerd."]


async def _slow(account: Account) -> EmployeeId | None:
    del account
    await asyncio.sleep(5)
    return None


async def _away(account: Account) -> EmployeeId | None:
    del account
    raise StorageAway


@pytest.mark.parametrize("person", [_slow, _away])
async def test_who_was_chosen_in_slack_keeps_no_form_waiting(
    person: Callable[[Account], Awaitable[EmployeeId | None]],
) -> None:
    behind = Behind(person=person)
    view = render.form(FORM, zone="Europe/Amsterdam", language="nl")
    block = next(one for one in view["blocks"] if one["type"] == "input")
    chosen = {block["block_id"]: {"v": {"type": "users_select", "selected_user": "U0KARIN"}}}
    sent = {**view, "id": "V1", "hash": "1", "state": {"values": chosen}}
    began = ticks()

    answer = await behind.door().dispatch({**WHO, "type": "view_submission", "view": sent})

    assert ticks() - began < 0.6
    assert NL.broken in str(answer.body)
    assert behind.answered == []


@pytest.mark.parametrize(
    "payload",
    [
        {"type": "app_rate_limited", "team_id": "T0DRAAD"},
        {
            "type": "event_callback",
            "team_id": "T0DRAAD",
            "event_id": "Ev1",
            "event": {"type": "message", "channel": "C1"},
        },
    ],
)
async def test_what_we_do_not_listen_to_is_taken_all_the_same(payload: dict[str, Any]) -> None:
    """Whatever an app is subscribed to besides: Slack counts what nobody takes."""
    assert (await Behind().door().dispatch(payload)).status == 200


class Opened(Behind):
    """As places: what is open is remembered."""

    async def opened(self, address: Address) -> None:
        self.called.append(f"opened {address.conversation}")


async def test_a_channel_that_lets_us_in_is_open_at_once_also_where_nobody_asked_who_we_are() -> (
    None
):
    """With one token of ours only Slack knows who it is: the process that answers asks, too."""
    behind = Opened()
    event = {"type": "member_joined_channel", "user": "U0KNUFFEL", "channel": "C1"}
    told = {"type": "event_callback", "team_id": "T0DRAAD", "event_id": "Ev1", "event": event}

    await behind.door().dispatch(told)
    await behind.door().dispatch({**told, "event": {**event, "user": "U0ERIK", "channel": "C2"}})

    assert behind.called == ["opened C1"]
