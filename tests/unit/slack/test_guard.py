"""What gets past the guard is a payload that nothing behind it stumbles over."""

import hashlib
import hmac
import json
from collections.abc import Iterator
from contextlib import suppress
from datetime import UTC, datetime, timedelta
from typing import Any
from urllib.parse import urlencode

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from slack_bolt.async_app import AsyncBoltRequest

from integrations.slack.guard import MOST_BYTES, Turned, admit
from integrations.slack.origin import Memo, origin_of, read_memo

SECRET = "a secret of the tests"
NOW = datetime(2026, 3, 17, 9, 0, tzinfo=UTC)
FORM, JSON = "application/x-www-form-urlencoded", "application/json"

PRESS = {
    "type": "block_actions",
    "user": {"id": "U0ERIK", "team_id": "T0DRAAD"},
    "team": {"id": "T0DRAAD"},
    "enterprise": None,
    "container": {"type": "message", "is_ephemeral": False},
    "trigger_id": "1.2.a",
    "response_url": "https://hooks.slack.com/actions/1",
    "channel": {"id": "C0KLANTEN"},
    "message": {"ts": "1.2", "text": "Jos"},
    "actions": [{"action_id": "k.1", "value": "claim|case:1|1|"}],
}
SENT = {
    "type": "view_submission",
    "user": {"id": "U0ERIK"},
    "team": {"id": "T0DRAAD"},
    "view": {"id": "V1", "hash": "h", "private_metadata": "", "state": {"values": {}}},
}
EVENT = {
    "type": "event_callback",
    "team_id": "T0DRAAD",
    "event_id": "Ev1",
    "authorizations": [{"team_id": "T0DRAAD", "enterprise_id": None}],
    "event": {"type": "reaction_added", "user": "U0ERIK", "item": {"channel": "C1", "ts": "1"}},
}
COMMAND = {
    "command": "/knuffel",
    "text": "mijn",
    "team_id": "T0DRAAD",
    "user_id": "U0ERIK",
    "trigger_id": "1.2.b",
    "response_url": "https://hooks.slack.com/commands/1",
}


def signed(
    body: bytes, *, at: datetime = NOW, kind: str = FORM, key: str = SECRET
) -> dict[str, str]:
    stamp = str(int(at.timestamp()))
    base = b"v0:" + stamp.encode() + b":" + body
    digest = hmac.new(key.encode(), base, hashlib.sha256).hexdigest()
    return {
        "x-slack-signature": f"v0={digest}",
        "x-slack-request-timestamp": stamp,
        "content-type": kind,
    }


def interactive(payload: object) -> bytes:
    return urlencode({"payload": json.dumps(payload)}).encode()


def taken(body: bytes, kind: str = FORM) -> dict[str, Any]:
    return admit(SECRET, signed(body, kind=kind), body, now=NOW)


@pytest.mark.parametrize("payload", [PRESS, SENT])
def test_what_people_do_gets_in(payload: dict[str, Any]) -> None:
    assert taken(interactive(payload)) == payload


def test_an_event_and_a_command_get_in() -> None:
    assert taken(json.dumps(EVENT).encode(), JSON) == EVENT
    assert taken(urlencode(COMMAND).encode()) == COMMAND


@pytest.mark.parametrize("age", [timedelta(minutes=6), timedelta(minutes=-6)])
def test_what_was_signed_too_long_ago_or_ahead_does_not(age: timedelta) -> None:
    body = interactive(PRESS)
    with pytest.raises(Turned) as turned:
        admit(SECRET, signed(body, at=NOW - age), body, now=NOW)
    assert turned.value.status == 401


def test_what_was_signed_within_five_minutes_gets_in() -> None:
    body = interactive(PRESS)
    assert admit(SECRET, signed(body, at=NOW - timedelta(minutes=4)), body, now=NOW)


@pytest.mark.parametrize(
    "headers",
    [
        {},
        {"x-slack-signature": "v0=00", "x-slack-request-timestamp": "no number"},
        {"x-slack-signature": "v0=ÿ", "x-slack-request-timestamp": "1773738000"},
        {"x-slack-signature": "v0=00", "x-slack-request-timestamp": "\uff19" * 5},
        {"x-slack-signature": "v0=00", "x-slack-request-timestamp": "9" * 400},
    ],
)
def test_what_is_not_signed_is_turned_away(headers: dict[str, str]) -> None:
    with pytest.raises(Turned) as turned:
        admit(SECRET, headers, interactive(PRESS), now=NOW)
    assert turned.value.status == 401


def test_another_secret_or_a_changed_body_is_turned_away() -> None:
    body = interactive(PRESS)
    for headers, sent in ((signed(body, key="another"), body), (signed(body), body + b" ")):
        with pytest.raises(Turned) as turned:
            admit(SECRET, headers, sent, now=NOW)
        assert turned.value.status == 401


def test_what_is_too_long_is_not_even_read() -> None:
    with pytest.raises(Turned) as turned:
        taken(b"payload=" + b"a" * MOST_BYTES)
    assert turned.value.status == 413


@pytest.mark.parametrize(
    ("body", "kind"),
    [
        (b"", FORM),
        (b"", JSON),
        (b"\xff\xfe", JSON),
        (b"payload", FORM),
        (b"payload=", FORM),
        (b"payload=%7B", FORM),
        (b"payload=[]", FORM),
        (b"null", JSON),
        (b"[" * 100_000, JSON),
        (b"9" * 10_000, JSON),
        (b'{"type": "event_callback"}', JSON),
        (b'{"type": "something new"}', JSON),
        (b"&".join(b"a=b" for _ in range(1000)), FORM),
        (b"<xml/>", "text/xml"),
    ],
)
def test_what_is_no_payload_of_slack_is_told_so(body: bytes, kind: str) -> None:
    with pytest.raises(Turned) as turned:
        taken(body, kind)
    assert turned.value.status == 400


@pytest.mark.parametrize("half", ["\\ud83d", "\\u0000"])
def test_what_no_database_keeps_is_left_out(half: str) -> None:
    """Who cuts a text in two leaves half an emoji in it."""
    event = {"type": "user_change", "user": {"id": "U1", "real_name": "Jo~s", "x": ["~a", 7]}}
    body = json.dumps({**EVENT, "event": event}).replace("~", half).encode()

    admitted = taken(body, JSON)

    assert admitted["event"]["user"] == {"id": "U1", "real_name": "Jos", "x": ["a", 7]}


def test_a_zero_character_that_is_typed_is_left_out() -> None:
    assert taken(urlencode({**COMMAND, "text": "mi\0jn"}).encode())["text"] == "mijn"


@pytest.mark.parametrize(
    "event",
    [
        {"type": "channel_archive", "channel": "C" * 300},
        {"type": "channel_id_changed", "old_channel_id": "C1", "new_channel_id": "C" * 300},
        {"type": "reaction_added", "user": "U1", "item": {"channel": "C1", "ts": "1" * 300}},
        {"type": "user_change", "user": {"id": "U" * 300}},
    ],
)
def test_an_id_longer_than_any_is_none(event: dict[str, Any]) -> None:
    with pytest.raises(Turned) as turned:
        taken(json.dumps({**EVENT, "event": event}).encode(), JSON)
    assert turned.value.status == 400


_ODD = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(),
    st.text(max_size=5),
    st.lists(st.integers(), max_size=2),
    st.dictionaries(
        st.sampled_from(["id", "type", "user", "team", "x"]), st.integers(), max_size=2
    ),
    st.just([None]),
    st.just({"id": None}),
)


def _paths(value: object, path: tuple[str | int, ...] = ()) -> Iterator[tuple[str | int, ...]]:
    yield path
    if isinstance(value, dict):
        for name, held in value.items():
            yield from _paths(held, (*path, name))
    if isinstance(value, list):
        for place, held in enumerate(value):
            yield from _paths(held, (*path, place))


def _changed(value: Any, path: tuple[str | int, ...], new: object) -> Any:
    if not path:
        return new
    copy = value.copy()
    copy[path[0]] = _changed(value[path[0]], path[1:], new)
    return copy


@given(payload=st.sampled_from([PRESS, SENT, EVENT]), data=st.data(), odd=_ODD)
@settings(max_examples=400, deadline=None)
def test_whatever_stands_in_it_nothing_behind_the_guard_stumbles(
    payload: dict[str, Any], data: st.DataObject, odd: object
) -> None:
    path = data.draw(st.sampled_from(list(_paths(payload))))
    odd_one = _changed(payload, path, odd)
    with suppress(Turned):
        admitted = taken(interactive(odd_one))
        AsyncBoltRequest(body=admitted, mode="socket_mode")
        origin_of(admitted)


def test_a_memo_comes_back_as_it_was() -> None:
    memo = Memo("https://hooks.slack.com/actions/1", "form|case:1|3|promise", 2)
    assert read_memo(memo.encode()) == memo


@pytest.mark.parametrize("text", ["", "[]", "{}", "[1,2,3]", '["a","b"]', "[" * 5000, "null"])
def test_what_is_no_memo_of_ours_is_an_empty_one(text: str) -> None:
    assert read_memo(text) == Memo()
