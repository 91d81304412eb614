"""The way out: at its pace, in our words, and a failed send is never taken for one that went."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import replace
from datetime import timedelta

import pytest

from bot.domain.employee import Account
from bot.ports.chatting import ChatAway, ChatError, Closed, MessageGone, NotDeliverable, Paced
from bot.ports.storing import Address, Met
from integrations.teams import connector as connector_module
from integrations.teams.client import GONE_AFTER, GONE_TIMES, SERVICE_URL
from integrations.teams.conversations import PERSONAL, Conversations
from integrations.teams.errors import Failed, Severed, TooLong
from tests.fakes.runner import AtOnce
from tests.fakes.teams_connector import APP, LARGEST, TENANT, TOKEN
from tests.integration.teams.office import CARE, CHANNEL, ERIK, HELLO, Office

SECOND = timedelta(seconds=1)


async def refused(made: Awaitable[object]) -> ChatError:
    with pytest.raises(ChatError) as error:
        await made
    return error.value


async def test_a_post_in_a_channel_begins_a_thread(office: Office) -> None:
    ref = await office.client.post(CHANNEL, HELLO)

    (message,) = office.fake.in_channel(CARE)
    assert ref == f"{CARE};messageid={message['id']}|{message['id']}"
    assert message["text"] == "Hallo"
    assert office.fake.calls[0].token == TOKEN


async def test_a_second_post_is_a_thread_of_its_own(office: Office) -> None:
    first = await office.client.post(CHANNEL, HELLO)
    second = await office.client.post(CHANNEL, HELLO)

    assert first != second
    assert office.fake.names() == ["create", "create"]


async def test_what_was_posted_is_changed_in_place(office: Office) -> None:
    ref = await office.client.post(CHANNEL, HELLO)

    await office.client.redraw(CHANNEL, ref, {**HELLO, "text": "Anders"})

    assert [one["text"] for one in office.fake.in_channel(CARE)] == ["Anders"]


async def test_whoever_asked_in_a_thread_can_be_answered_there(office: Office) -> None:
    conversation = (await office.client.post(CHANNEL, HELLO)).partition("|")[0]

    await office.client.answer_in(CHANNEL, conversation, HELLO)

    assert office.fake.names() == ["create", "send"]
    assert len(office.fake.conversations[conversation].messages) == 2


async def test_a_person_is_written_to_in_the_conversation_that_is_known(office: Office) -> None:
    office.fake.add_person("erik")
    office.fake.in_private("erik")
    await office.heard(ERIK, "personal")

    ref = await office.client.post(ERIK, HELLO)

    assert office.fake.names() == ["send"]
    assert ref.startswith("a:erik|")


async def test_a_person_of_whom_nothing_was_heard_is_written_to_all_the_same(
    office: Office,
) -> None:
    office.fake.add_person("erik")

    await office.client.say(Account("teams", TENANT, "erik"), HELLO)
    await office.client.say(Account("teams", TENANT, "erik"), HELLO)

    made = office.fake.calls[0].body
    assert office.fake.names() == ["create", "send", "send"]
    assert (made["members"], made["bot"]) == ([{"id": "erik"}], {"id": f"28:{APP}"})
    assert len(office.fake.in_private("erik")) == 2
    known = await office.conversations.find(ERIK)
    assert known is not None
    assert (known.external_id, known.kind) == ("a:erik", "personal")


async def test_a_group_chat_is_written_to_as_it_is(office: Office) -> None:
    chat = Address("teams", TENANT, "19:group@thread.v2")
    office.fake.add_channel(chat.conversation)
    await office.heard(chat, "groupChat")

    await office.client.post(chat, HELLO)

    assert office.fake.names() == ["send"]


async def test_an_organisation_nobody_heard_of_is_answered_where_all_are(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[str] = []

    async def create_personal(url: str, tenant: str, member: str) -> None:
        del tenant, member
        asked.append(url)
        raise Failed(0, "no_answer")

    monkeypatch.setattr(office.connector, "create_personal", create_personal)

    await refused(office.client.post(Address("teams", "elsewhere", "private:x"), HELLO))

    assert asked == [SERVICE_URL]


# --- faults ------------------------------------------------------------------------------------


Call = Callable[[Office], Awaitable[object]]


async def test_teams_asks_for_rest_and_gets_it_from_everybody(office: Office) -> None:
    office.fake.limit("create", 7)

    error = await refused(office.client.post(CHANNEL, HELLO))
    again = await refused(office.client.post(CHANNEL, HELLO, pressed=True))

    assert isinstance(error, Paced)
    assert 7 * SECOND <= error.rest <= 9 * SECOND
    assert isinstance(again, Paced)
    assert office.fake.names() == ["create"]
    office.wait(error.rest)
    assert await office.client.post(CHANNEL, HELLO)


@pytest.mark.parametrize("status", [412, 502, 503, 504])
async def test_what_is_to_be_tried_again_waits_longer_every_time(
    office: Office, status: int
) -> None:
    office.fake.fail("create", status, times=4)

    rests: list[timedelta] = []
    for _ in range(4):
        error = await refused(office.client.post(CHANNEL, HELLO))
        assert isinstance(error, Paced)
        rests.append(error.rest)
        office.wait(error.rest)
    await office.client.post(CHANNEL, HELLO)
    office.fake.fail("create", status)
    after = await refused(office.client.post(CHANNEL, HELLO))

    assert rests == [1 * SECOND, 2 * SECOND, 4 * SECOND, 8 * SECOND]
    assert isinstance(after, Paced)
    assert after.rest == SECOND
    assert len(office.fake.in_channel(CARE)) == 1


@pytest.mark.parametrize("status", [412, 503])
async def test_a_rest_that_teams_names_is_kept_whatever_it_is_for(
    office: Office, status: int
) -> None:
    office.fake.fail("create", status, headers={"Retry-After": "40"})

    error = await refused(office.client.post(CHANNEL, HELLO))

    assert isinstance(error, Paced)
    assert error.rest == 40 * SECOND


async def test_where_nobody_answers_it_is_looked_up_anew_what_others_heard(office: Office) -> None:
    await office.heard(ERIK, "personal")
    moved = Met(ERIK, office.fake.url, "a:erik", PERSONAL, office.now())
    office.fake.in_private("erik")
    await office.conversations.save(replace(moved, service_url="http://127.0.0.1:9/"))
    others = Conversations(office.store, AtOnce(), office.now)
    await others.save(moved)

    first = await refused(office.client.post(ERIK, HELLO))
    await office.client.post(ERIK, HELLO)

    assert isinstance(first, ChatAway)
    assert office.fake.names() == ["send"]


@pytest.mark.parametrize(
    ("status", "code", "kind", "said"),
    [
        (500, "ServiceError", ChatAway, "status_500"),
        (401, "Unauthorized", Severed, "Unauthorized"),
        (403, "MessageWritesBlocked", Closed, "blocked"),
        (403, "Forbidden", Closed, "blocked"),
        (403, "BotNotInConversationRoster", Closed, "removed"),
        (404, "ConversationNotFound", Closed, "removed"),
        (413, "RequestEntityTooLarge", TooLong, "too_long"),
        (400, "MessageSizeTooBig", TooLong, "too_long"),
        (400, "BadSyntax", NotDeliverable, "BadSyntax"),
        (400, "words, with <markup> and a name", NotDeliverable, "unknown"),
    ],
)
async def test_every_refusal_has_a_word_of_ours(
    office: Office, status: int, code: str, kind: type[ChatError], said: str
) -> None:
    office.fake.fail("create", status, code)

    error = await refused(office.client.post(CHANNEL, HELLO))

    assert (type(error), str(error)) == (kind, said)
    assert office.fake.in_channel(CARE) == []


@pytest.mark.parametrize("body", ["<html>busy</html>", "[1]", '"x"'])
async def test_an_answer_that_is_no_answer_is_none(office: Office, body: str) -> None:
    office.fake.fail("create", 200, body=body)

    assert isinstance(await refused(office.client.post(CHANNEL, HELLO)), ChatAway)


async def test_an_answer_that_was_lost_is_not_taken_for_a_message_that_was_not_sent(
    office: Office,
) -> None:
    office.fake.fail("create", 502, done=True)

    assert isinstance(await refused(office.client.post(CHANNEL, HELLO)), Paced)
    assert len(office.fake.in_channel(CARE)) == 1


async def test_a_connector_that_hangs_is_given_up(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(connector_module, "SECONDS", 0.2)
    office.fake.fail("create", 200, delay=5.0)

    async with asyncio.timeout(3.0):
        error = await refused(office.client.post(CHANNEL, HELLO))

    assert (type(error), str(error)) == (ChatAway, "timeout")


async def test_a_connector_that_is_down_is_away(office: Office) -> None:
    await office.fake.close()

    error = await refused(office.client.post(CHANNEL, HELLO))

    assert (type(error), str(error)) == (ChatAway, "no_answer")


async def test_a_token_that_teams_does_not_believe_is_forgotten_and_somebody_told(
    office: Office,
) -> None:
    office.purse.word = "old"

    await refused(office.client.post(CHANNEL, HELLO))

    assert office.purse.forgotten == 1
    assert office.trouble == [(TENANT, "bad_credentials")]


async def test_who_blocks_us_is_noted_until_they_are_heard_of_again(office: Office) -> None:
    office.fake.add_person("erik")
    office.fake.in_private("erik")
    await office.heard(ERIK, "personal")
    office.fake.conversations["a:erik"].refuses = "MessageWritesBlocked"

    error = await refused(office.client.post(ERIK, HELLO))

    blocked = await office.conversations.find(ERIK)
    assert (type(error), str(error)) == (Closed, "blocked")
    assert blocked is not None
    assert (blocked.blocked_at, blocked.why) == (office.now(), "blocked")


async def test_more_than_fits_is_said_to_be_too_long(office: Office) -> None:
    long = {**HELLO, "text": "x" * LARGEST}

    assert isinstance(await refused(office.client.post(CHANNEL, long)), TooLong)


# --- a message that is not found -----------------------------------------------------------------


async def test_a_message_that_is_not_found_now_and_then_is_still_there(office: Office) -> None:
    ref = await office.client.post(CHANNEL, HELLO)
    for _ in range(3):
        office.fake.fail("update", 404, "ActivityNotFoundInConversation", times=GONE_TIMES - 1)
        for _ in range(GONE_TIMES - 1):
            error = await refused(office.client.redraw(CHANNEL, ref, HELLO))
            assert (type(error), str(error)) == (ChatAway, "activity_not_found")
            office.wait(GONE_AFTER)
        await office.client.redraw(CHANNEL, ref, HELLO)


async def test_a_message_that_is_not_found_for_minutes_is_gone(office: Office) -> None:
    ref = await office.client.post(CHANNEL, HELLO)
    office.fake.remove(ref)

    seen: list[type[ChatError]] = []
    for _ in range(8):
        error = await refused(office.client.redraw(CHANNEL, ref, HELLO))
        seen.append(type(error))
        office.wait(timedelta(seconds=45))

    # Four tries were over after 135 seconds; it is looked for five minutes all the same.
    assert seen == [ChatAway] * 7 + [MessageGone]


# --- pace --------------------------------------------------------------------------------------


async def test_a_conversation_is_never_asked_faster_than_teams_allows(office: Office) -> None:
    sent = 0
    for _ in range(4000):
        try:
            await office.client.post(CHANNEL, HELLO, pressed=sent % 3 == 0)
            sent += 1
        except Paced as paced:
            office.wait(max(paced.rest, timedelta(milliseconds=1)))
        if sent == 700:
            break

    assert sent == 700
    assert office.fake.too_fast == 0


async def test_many_conversations_together_stay_within_the_organisations_allowance(
    office: Office,
) -> None:
    went: list[timedelta] = []
    for number in range(90):
        address = Address("teams", TENANT, f"19:{number}@thread.tacv2")
        office.fake.add_channel(address.conversation)
        while True:
            try:
                await office.client.post(address, HELLO, pressed=True)
            except Paced as paced:
                office.wait(paced.rest)
                continue
            went.append(sum(office.moved, timedelta()))
            break

    assert office.fake.too_fast == 0
    assert max(sum(1 for at in went if begin <= at < begin + SECOND) for begin in went) <= 30


async def test_the_last_of_an_allowance_is_kept_for_who_presses(office: Office) -> None:
    while True:
        try:
            await office.client.post(CHANNEL, HELLO)
        except Paced:
            break

    assert await office.client.post(CHANNEL, HELLO, pressed=True)
