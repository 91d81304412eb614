"""What goes wrong in Slack while people work: nothing is lost or doubled, and somebody is told."""

from __future__ import annotations

import asyncio
import json
import random
from collections import Counter
from datetime import timedelta
from urllib.parse import urlencode

import pytest

from bot.clock import machine_now
from tests.e2e.outside import locked
from tests.e2e.slack.house import SlackHouse, seen
from tests.slack.eyes import words
from tests.slack.hands import Answer, Hands, Json
from tests.slack.server import CLIENTS, ERIK, GUEST, STRANGER, TEAM, WEBCARE

pytestmark = [pytest.mark.asyncio(loop_scope="session"), pytest.mark.timeout(120)]

JOS = "Al drie dagen geen internet, en niemand reageert."
TAKE = "Ik pak dit op"
TAKEN = "Erik (Projecten) pakt dit op."
SOON = 1.0
"""Seconds within which a press is answered, whatever Slack does."""
HONEST = 3.0
"""Seconds within which Slack wants an answer in any case."""
_FORM = "application/x-www-form-urlencoded"


async def complaint(house: SlackHouse, author: str = "Jos") -> Json:
    """A complaint, and its card in #klanten."""
    await house.says(author, JOS)
    return await house.card(CLIENTS, author, can=TAKE)


async def takes(house: SlackHouse, card: Json) -> Answer:
    """Erik takes it, and is answered at once."""
    answer = await house.erik.presses(TAKE, card)
    assert (answer.status, answer.seconds < SOON) == (200, True)
    await house.heard(house.erik, "Dank je!")
    return answer


async def once_each(house: SlackHouse, *said: str) -> None:
    """Each channel has one card of it, and Erik one briefing."""
    for channel in (CLIENTS, WEBCARE):
        assert len(await house.cards(channel)) == 1
        await house.card(channel, *said)
    briefings = [one for one in await house.erik.inbox() if "Dank je, Erik." in words(one)]
    assert len(briefings) == 1


# --- Slack itself -------------------------------------------------------------------------------


async def test_a_limit_of_slacks_is_kept_and_delays_no_press(slack_house: SlackHouse) -> None:
    house = slack_house
    await house.slack.ratelimit("chat.postMessage", rest=2)
    card = await complaint(house)
    await house.slack.ratelimit("chat.update", rest=2, times=2)

    await takes(house, card)

    await house.told(house.erik, "Dank je, Erik.")
    await once_each(house, TAKEN)
    calls = await house.slack.calls("chat.postMessage")
    (refused,) = [one for one in calls if one.answer == "ratelimited"]
    # Another channel's card may be on its way already; nobody sets out within the rest.
    after = [one.at - refused.at for one in calls if one.at > refused.at]
    assert not [one for one in after if 0.1 < one < 2]


async def test_a_slow_slack_changes_nothing_for_a_press(slack_house: SlackHouse) -> None:
    house = slack_house
    card = await complaint(house)
    for method in ("chat.postMessage", "chat.update", "conversations.open", "users.info"):
        await house.slack.fault(method, times=100, delay=4)

    await takes(house, card)

    await house.told(house.erik, "Dank je, Erik.", within=40)
    await house.card(CLIENTS, TAKEN, within=40)


async def test_an_answer_that_was_lost_doubles_nothing(slack_house: SlackHouse) -> None:
    house = slack_house
    for channel in (CLIENTS, WEBCARE):
        await house.slack.fault("chat.postMessage", lose=True, channel=channel)

    card = await complaint(house)
    await house.slack.fault("chat.postMessage", lose=True)
    await takes(house, card)

    await house.told(house.erik, "Dank je, Erik.")
    await once_each(house, TAKEN)
    looked = await house.slack.calls("conversations.history")
    assert all(one.arguments["include_all_metadata"] for one in looked)


async def test_a_kill_between_posting_and_remembering_doubles_nothing(
    slack_house: SlackHouse,
) -> None:
    house = slack_house
    await house.slack.fault("chat.postMessage", lose=True, delay=1, times=2)
    await house.says("Jos", JOS)

    await seen(lambda: house.slack.calls("chat.postMessage"))
    await house.premises.kill()
    await asyncio.sleep(1.5)  # Slack does what it was asked, and nobody hears of it
    await house.premises.start_again()
    await takes(house, await house.card(CLIENTS, "Jos", can=TAKE))

    await house.told(house.erik, "Dank je, Erik.")
    await once_each(house, TAKEN)


async def test_a_press_that_the_process_died_of_is_pressed_again(slack_house: SlackHouse) -> None:
    house = slack_house
    card = await complaint(house)
    payload = await house.erik.press_payload(TAKE, card)

    assert (await house.crowd.line.interact(payload)).status == 200
    await house.premises.kill()
    await house.premises.start_again()
    again = await house.crowd.line.interact(payload, retry=1)

    assert again.status == 200
    await house.told(house.erik, "Dank je, Erik.")
    await once_each(house, TAKEN)
    assert house.premises.ask("SELECT count(*) FROM history WHERE code = 'claimed'") == [(1,)]


async def test_a_card_that_somebody_deleted_is_posted_once_more(slack_house: SlackHouse) -> None:
    house = slack_house
    card = await complaint(house)
    other = await house.card(WEBCARE, "Jos", can=TAKE)
    await house.slack.take_away(CLIENTS, card["ts"])

    await takes(house, other)

    await house.told(house.erik, "Dank je, Erik.")
    await house.card(CLIENTS, TAKEN)
    await once_each(house, TAKEN)


async def test_an_archived_channel_is_told_of_and_catches_up(slack_house: SlackHouse) -> None:
    house = slack_house
    await complaint(house)
    other = await house.card(WEBCARE, "Jos", can=TAKE)
    await house.slack.set_channel(CLIENTS, is_archived=True)

    await takes(house, other)
    await house.told(house.amy, "gearchiveerd")
    stale = await house.cards(CLIENTS)
    assert TAKEN not in words(stale[0])

    await house.slack.set_channel(CLIENTS, is_archived=False)
    opened = await house.crowd.line.tell(
        {"type": "channel_unarchive", "channel": CLIENTS, "user": ERIK}
    )
    assert opened.status == 200
    await house.told(house.erik, "Dank je, Erik.")
    await house.card(CLIENTS, TAKEN)
    await once_each(house, TAKEN)


async def test_a_revoked_token_stops_no_press(slack_house: SlackHouse) -> None:
    house = slack_house
    card = await complaint(house)
    await house.slack.revoke()

    answer = await house.erik.presses(TAKE, card)

    assert (answer.status, answer.seconds < SOON) == (200, True)
    assert house.premises.ask("SELECT count(*) FROM history WHERE code = 'claimed'") == [(1,)]
    await seen(lambda: asyncio.to_thread(lambda: "token_revoked" in house.premises.log))


# --- people -------------------------------------------------------------------------------------


async def test_guests_and_strangers_are_refused_kindly(slack_house: SlackHouse) -> None:
    house = slack_house
    card = await complaint(house)

    for user in (GUEST, STRANGER):
        person = house.crowd.hands(user)
        answer = await person.presses(TAKE, card)
        assert (answer.status, answer.seconds < HONEST) == (200, True)
        assert (await house.heard(person)).text

    assert house.premises.ask("SELECT count(*) FROM history WHERE code = 'claimed'") == [(0,)]


async def test_an_emoji_of_helping_offers_the_claim_in_private(slack_house: SlackHouse) -> None:
    house = slack_house
    card = await complaint(house)

    first = await house.erik.reacts(card)
    offered = await house.told(house.erik, "Jos", can=TAKE)

    assert first.status == 200
    assert "Nog niemand pakt dit op." in words((await house.cards(CLIENTS))[0])
    await house.erik.presses(TAKE, offered)
    await house.card(CLIENTS, TAKEN)


# --- our own database ---------------------------------------------------------------------------


async def test_a_slow_database_gets_an_honest_word_and_then_the_outcome(
    slack_house: SlackHouse,
) -> None:
    house = slack_house
    card = await complaint(house)

    with locked(house.premises):
        # The process itself waits for the database with something, and the press behind it.
        waiting = asyncio.create_task(house.karin.reacts(card))
        await asyncio.sleep(0.5)
        answer = await house.erik.presses(TAKE, card)
        assert (answer.status, answer.seconds < HONEST) == (200, True)
        await house.heard(house.erik, "Nog niet vastgelegd")
        await waiting
        assert "Nog niemand pakt dit op." in words((await house.cards(CLIENTS))[0])

    await house.card(CLIENTS, TAKEN)
    await house.told(house.erik, "Sorry dat het even duurde.", "Ik pak dit op")
    await once_each(house, TAKEN)
    assert house.premises.ask("SELECT count(*) FROM notices WHERE kind = 'word_after'") == [(1,)]


async def test_an_event_that_is_not_recorded_is_not_acknowledged(slack_house: SlackHouse) -> None:
    house = slack_house
    card = await complaint(house)
    looked_at = {"type": "message", "channel": CLIENTS, "ts": card["ts"]}
    came = {"id": "U0NIEUW", "team_id": TEAM, "profile": {"email": "nieuw@draadloos.example"}}
    events: list[Json] = [
        {"type": "channel_archive", "channel": CLIENTS, "user": ERIK},
        {"type": "reaction_added", "user": ERIK, "reaction": "eyes", "item": looked_at},
        {"type": "team_join", "user": came},
        {"type": "user_change", "user": {**came, "id": "U0NIEUWER"}},
    ]

    with locked(house.premises):
        await asyncio.sleep(2.5)  # by now the process itself waits for it, too
        lost = [
            await house.crowd.line.tell(event, event_id=f"Ev{number}")
            for number, event in enumerate(events)
        ]
    again = [
        await house.crowd.line.tell(event, event_id=f"Ev{number}", retry=1)
        for number, event in enumerate(events)
    ]

    assert [(one.status, one.seconds < HONEST) for one in lost] == [(500, True)] * 4, lost
    assert [one.status for one in again] == [200] * 4


# --- whoever else sends something ---------------------------------------------------------------


async def test_what_slack_did_not_sign_is_refused(slack_house: SlackHouse) -> None:
    house = slack_house
    card = await complaint(house)
    line, body = house.crowd.line, await house.erik.press_payload(TAKE, card)
    old = machine_now() - timedelta(minutes=6)

    answers = [
        await line.interact(body, signature="v0=" + "0" * 64),
        await line.interact(body, signature=""),
        await line.interact(body, at=old),
        await line.interact(body, at=machine_now() + timedelta(minutes=6)),
    ]

    assert {one.status for one in answers} == {401}
    assert house.premises.ask("SELECT count(*) FROM history WHERE code = 'claimed'") == [(0,)]


def malformed(payload: Json, dice: random.Random) -> tuple[bytes, str]:
    """A body that Slack would never send, and its content type."""
    text = json.dumps(payload)
    broken = dice.choice(
        [
            text[: dice.randrange(len(text))],
            json.dumps(_spoiled(payload, dice)),
            json.dumps(_spoiled(payload, dice)),
            json.dumps(dice.choice([None, [], 7, "x", [payload], {"type": None}])),
            "[" * 5000,
            text.replace('"', "\x00", dice.randrange(5)),
            "\ud800".join(text[:40].split(" ")),
        ]
    )
    raw = broken.encode("utf-8", "surrogatepass")
    if dice.random() < 0.2:
        raw = bytes(dice.randrange(256) for _ in range(dice.randrange(300)))
    kind = dice.choice([_FORM, _FORM, "application/json", "text/plain", ""])
    return (urlencode({"payload": raw}).encode() if kind == _FORM else raw), kind


def _spoiled(payload: Json, dice: random.Random) -> Json:
    """The same with something of another kind in some place."""
    spoiled = json.loads(json.dumps(payload))
    part = spoiled
    while True:
        name = dice.choice(list(part))
        if isinstance(part[name], dict) and part[name] and dice.random() < 0.6:
            part = part[name]
            continue
        part[name] = dice.choice([None, [], {}, 0, -1, "x", "💥" * 90, [[]], True, {"id": []}])
        return dict(spoiled)


async def payloads(house: SlackHouse, erik: Hands, card: Json) -> list[Json]:
    """One of each kind."""
    await erik.presses("Ik weet wie dit kan", card)
    form = await house.modal(erik)
    event = {"type": "event_callback", "event_id": "Ev9", "team_id": "T0DRAADLOOS"}
    user = {"id": ERIK, "team_id": "T0DRAADLOOS", "profile": {"email": "erik@draadloos.example"}}
    return [
        await erik.press_payload(TAKE, card),
        await erik.form_payload(form, {}),
        {**event, "event": {"type": "user_change", "user": user}},
        {**event, "event": {"type": "reaction_added", "user": ERIK, "item": {"type": "message"}}},
        {**event, "event": {"type": "channel_id_changed", "old_channel_id": "C1"}},
    ]


async def test_no_malformed_body_is_a_fault_of_ours(slack_house: SlackHouse) -> None:
    house = slack_house
    card = await complaint(house)
    dice = random.Random(20261121)  # noqa: S311 - the same every time
    kinds = await payloads(house, house.erik, card)
    statuses: Counter[int] = Counter()

    for number in range(300):
        body, kind = malformed(dice.choice(kinds), dice)
        signature = None if number % 3 else "v0=forged"
        answer = await house.crowd.line.post(body, kind=kind, signature=signature)
        statuses[answer.status] += 1

    assert not [status for status in statuses if status >= 500], statuses
    assert min(statuses[400], statuses[401]) > 50, statuses
    assert statuses[200] > 3, statuses
    await takes(house, card)


# --- over a socket ------------------------------------------------------------------------------


async def test_socket_mode_needs_no_address_of_ours(socket_house: SlackHouse) -> None:
    house = socket_house
    await seen(house.slack.connected)
    card = await complaint(house)
    payload = await house.erik.press_payload(TAKE, card)
    envelope = {"envelope_id": "e1", "type": "interactive", "payload": payload}

    acknowledged = await house.slack.hand(envelope)
    await house.slack.hang_up()
    await house.card(CLIENTS, TAKEN)
    await seen(house.slack.connected)
    again = await house.slack.hand({**envelope, "envelope_id": "e2", "retry_attempt": 1})

    assert acknowledged is not None
    assert again is not None
    await house.heard(house.erik, "Dank je!")
    await house.told(house.erik, "Dank je, Erik.")
    await once_each(house, TAKEN)
    over_http = await house.erik.presses("Ik kan helpen", await house.card(CLIENTS, TAKEN))
    assert over_http.status == 401
