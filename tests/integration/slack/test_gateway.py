"""Slack's way out beyond what every chat is asked: threads, private words, look-ups, odd ends."""

from __future__ import annotations

import json
from collections.abc import AsyncIterator, Mapping
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from bot.domain.theirs import theirs
from bot.domain.view import Audience
from bot.ports.chatting import ChatAway, Closed, MessageGone, NotDeliverable, Uneditable
from bot.ports.storing import Address
from bot.presentation.card import Card, Line, Style
from bot.presentation.text import Says
from integrations.slack import gateway as way_out
from integrations.slack.gateway import SlackGateway, opaque
from tests.contract.chatting.examples import a_card, a_settled_card
from tests.fakes.slack_api import TEAM
from tests.integration.slack.workspace import Workspace, a_workspace

READER = Audience("nl", "Europe/Amsterdam")
CHANNEL = Address("slack", TEAM, "C0KLANTEN")
ERIK = Address("slack", TEAM, "private:U0ERIK")


class Rig(Workspace):
    """A workspace with a gateway; every call is a moment later, so that nothing is paced."""

    def __post_init__(self) -> None:
        super().__post_init__()
        self.gateway = SlackGateway(self.client)

    async def post(self, key: str = "case:1", at: Address = CHANNEL, **more: Any) -> str:
        self.later(seconds=5)
        return await self.gateway.post(at, key, cards(), **more)

    @property
    def stands(self) -> list[dict[str, Any]]:
        return self.slack.channels["C0KLANTEN"].messages


def cards(card: Card | None = None) -> Mapping[Audience, Card]:
    return {READER: card or a_card()}


@pytest.fixture
async def here(sqlite_stored: str) -> AsyncIterator[Rig]:
    async with a_workspace(sqlite_stored) as made:
        rig = Rig(made.slack, made.store, made.config, made.runner)
        rig.slack.add_channel("C0KLANTEN")
        rig.slack.add_user("U0ERIK")
        yield rig
        await rig.client.close()


async def test_a_message_has_blocks_text_and_nothing_unfolds(here: Rig) -> None:
    ref = await here.post()

    (call,) = here.slack.calls
    (message,) = here.stands
    assert ref == f"C0KLANTEN:{message['ts']}"
    assert message["text"]
    assert message["blocks"]
    assert (call.arguments["unfurl_links"], call.arguments["unfurl_media"]) == ("false", "false")


async def test_what_everybody_may_read_of_a_message_says_nothing(here: Rig) -> None:
    await here.post("case:12345:channel")

    metadata = here.stands[0]["metadata"]
    assert metadata == {
        "event_type": "knuffel",
        "event_payload": {"key": opaque("case:12345:channel")},
    }
    assert "12345" not in json.dumps(metadata)
    assert opaque("a") != opaque("b")


async def test_private_words_reach_a_person_and_are_found_there(here: Rig) -> None:
    ref = await here.post(at=ERIK)

    (message,) = here.slack.in_private("U0ERIK")
    assert ref == f"D0ERIK:{message['ts']}"
    assert await here.gateway.find(ERIK, "case:1") == ref
    assert await here.gateway.stands(ERIK, ref)
    await here.gateway.redraw(ERIK, ref, cards(a_settled_card()))
    assert "opgelost" in message["text"] + json.dumps(message["blocks"])


async def test_a_second_call_for_help_is_a_reply_that_the_channel_sees_and_is_found(
    here: Rig,
) -> None:
    first = await here.post("case:1")

    second = await here.post("case:1:again", under=first)

    older, newer = here.stands
    assert (newer["thread_ts"], newer["subtype"]) == (older["ts"], "thread_broadcast")
    assert await here.gateway.find(CHANNEL, "case:1:again") == second


@pytest.mark.parametrize(
    "code", ["cannot_reply_to_message", "restricted_action_thread_locked", "thread_not_found"]
)
async def test_where_a_thread_takes_nothing_it_is_posted_beside_it(here: Rig, code: str) -> None:
    first = await here.post("case:1")
    here.slack.fail("chat.postMessage", code)

    here.later(seconds=5)
    await here.gateway.post(CHANNEL, "case:1:again", cards(), under=first)

    assert "thread_ts" not in here.stands[1]


async def test_a_channel_whose_id_changed_is_written_to_under_the_new_one(here: Rig) -> None:
    ref = await here.post()
    here.slack.channels["C0NEW"] = here.slack.channels["C0KLANTEN"]

    await here.gateway.redraw(replace(CHANNEL, conversation="C0NEW"), ref, cards())

    assert here.slack.calls[-1].arguments["channel"] == "C0NEW"


async def test_redrawing_keeps_the_key_and_both_text_and_blocks(here: Rig) -> None:
    ref = await here.post()

    await here.gateway.redraw(CHANNEL, ref, cards(a_settled_card()))

    arguments = here.slack.calls[-1].arguments
    assert arguments["parse"] == "none"
    assert arguments["text"]
    assert json.loads(arguments["blocks"])
    assert await here.gateway.find(CHANNEL, "case:1") == ref


@pytest.mark.parametrize("code", ["edit_window_closed", "cant_update_message"])
async def test_what_can_no_longer_be_changed_is_taken_away(here: Rig, code: str) -> None:
    ref = await here.post()
    here.slack.fail("chat.update", code)

    with pytest.raises(Uneditable):
        await here.gateway.redraw(CHANNEL, ref, cards())

    assert here.stands == []


async def test_what_can_neither_be_changed_nor_taken_away_is_told_so(here: Rig) -> None:
    ref = await here.post()
    here.slack.fail("chat.update", "edit_window_closed")
    here.slack.fail("chat.delete", "cant_delete_message")

    with pytest.raises(Uneditable, match="edit_window_closed"):
        await here.gateway.redraw(CHANNEL, ref, cards())


async def test_what_people_took_away_no_longer_stands(here: Rig) -> None:
    ref = await here.post()
    assert await here.gateway.stands(CHANNEL, ref)
    here.stands.clear()

    assert not await here.gateway.stands(CHANNEL, ref)
    with pytest.raises(MessageGone):
        await here.gateway.redraw(CHANNEL, ref, cards())


async def test_an_archived_channel_takes_nothing(here: Rig) -> None:
    ref = await here.post()
    here.slack.channels["C0KLANTEN"].archived = True

    with pytest.raises(Closed, match="archived"):
        await here.post("case:2")
    with pytest.raises(Closed, match="archived"):
        await here.gateway.redraw(CHANNEL, ref, cards())


async def test_an_answer_that_was_lost_is_found_by_its_key(here: Rig) -> None:
    here.slack.fail("chat.postMessage", done=True, status=504)
    since = here.now()

    with pytest.raises(ChatAway):
        await here.post()

    found = await here.gateway.find(CHANNEL, "case:1", since=since)
    assert found == f"C0KLANTEN:{here.stands[0]['ts']}"


async def test_a_look_up_goes_no_further_back_than_it_must(here: Rig) -> None:
    old = await here.post("case:1")
    here.later(minutes=30)
    asked = here.now()
    for number in range(2, 5):
        await here.post(f"case:{number}")

    assert await here.gateway.find(CHANNEL, "case:1", since=asked) is None
    assert await here.gateway.find(CHANNEL, "case:3", since=asked) is not None
    assert await here.gateway.find(CHANNEL, "case:1", since=asked - timedelta(hours=1)) == old


async def test_a_look_up_turns_pages_but_not_for_ever(here: Rig) -> None:
    ref = await here.post("case:1")
    talk = [
        {"ts": f"{here.now().timestamp() + n:.6f}", "user": "U1", "text": "x"} for n in range(350)
    ]
    here.stands.extend(talk)
    here.slack.calls.clear()

    assert await here.gateway.find(CHANNEL, "case:1") == ref
    assert here.slack.methods() == ["conversations.history"] * 4

    here.stands.extend(talk * 2)
    here.slack.calls.clear()
    assert await here.gateway.find(CHANNEL, "case:1") is None
    assert len(here.slack.calls) == way_out.PAGES


async def test_somebody_elses_metadata_are_not_ours(here: Rig) -> None:
    foreign = {"event_type": "task", "event_payload": {"key": opaque("case:1")}}
    odd = [{"event_type": "knuffel"}, {"event_type": "knuffel", "event_payload": "x"}, "x", None]
    for number, metadata in enumerate([foreign, *odd]):
        here.stands.append({"ts": f"1773737000.{number:06d}", "user": "U1", "metadata": metadata})

    assert await here.gateway.find(CHANNEL, "case:1") is None


async def test_what_slack_finds_too_long_is_drawn_shorter_once(here: Rig) -> None:
    here.slack.fail("chat.postMessage", "msg_blocks_too_long")
    lines = tuple(Line(Says((f"regel {n}",))) for n in range(20))

    here.later(seconds=5)
    await here.gateway.post(CHANNEL, "case:1", cards(replace(a_card(), lines=lines)))

    shown = json.dumps(here.stands[0]["blocks"])
    assert "regel 0" in shown
    assert "regel 19" not in shown
    assert "Ik pak dit op" in shown


async def test_what_is_too_long_even_then_is_for_a_person(here: Rig) -> None:
    here.slack.fail("chat.postMessage", "msg_too_long", times=2)

    with pytest.raises(NotDeliverable, match="msg_too_long"):
        await here.post()


async def test_the_longest_words_fit_in_one_message_and_one_change(here: Rig) -> None:
    words = theirs("Drie keer gevraagd & niets gehoord. <https://x.example> " * 800)
    long = Card(
        Says((words,)),
        tuple(Line(Says((words,)), style) for style in Style),
        words.literal,
        a_card().buttons,
    )

    here.later(seconds=5)
    ref = await here.gateway.post(CHANNEL, "case:1", cards(long))
    await here.gateway.redraw(CHANNEL, ref, cards(long))

    assert len(here.stands) == 1
    assert here.slack.methods() == ["chat.postMessage", "chat.update"]
