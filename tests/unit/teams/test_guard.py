"""What gets past the guard is an activity that nothing behind it stumbles over."""

import json
from collections.abc import Iterator
from contextlib import suppress
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from integrations.teams.conversations import told
from integrations.teams.errors import NotOurs
from integrations.teams.guard import MOST_BYTES, parsed
from integrations.teams.origin import Memo, origin_of, read_memo, sent_as
from tests.contract.chatting.chats import MORNING

PRESS = {
    "type": "invoke",
    "name": "adaptiveCard/action",
    "id": "f:1",
    "channelId": "msteams",
    "serviceUrl": "https://smba.example/emea/",
    "locale": "nl-NL",
    "from": {"id": "29:erik", "aadObjectId": "A0A0", "name": "Erik"},
    "recipient": {"id": "28:bot"},
    "conversation": {"id": "19:k@thread.tacv2;messageid=1", "conversationType": "channel"},
    "channelData": {"tenant": {"id": "T1"}, "team": {"id": "19:t"}, "channel": {"id": "19:k"}},
    "value": {"action": {"verb": "press", "data": {"i": "claim|case:1|1|", "m": ""}}},
}
JOINED = {
    "type": "conversationUpdate",
    "serviceUrl": "https://smba.example/emea/",
    "conversation": {"id": "19:k", "tenantId": "T1"},
    "membersAdded": [{"id": "29:erik"}],
    "channelData": {"eventType": "teamMemberAdded"},
}
_ODD = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(),
    st.text(max_size=5),
    st.lists(st.integers(), max_size=2),
    st.just({"id": 1}),
    st.just([None]),
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


@pytest.mark.parametrize("activity", [PRESS, JOINED])
def test_what_teams_sends_gets_in(activity: dict[str, Any]) -> None:
    assert parsed(json.dumps(activity).encode()) == activity


@pytest.mark.parametrize(
    ("body", "status"),
    [
        (b"", 400),
        (b"\xff", 400),
        (b"[]", 400),
        (b"null", 400),
        (b"{}", 400),
        (b"[" * 100_000, 400),
        (b"9" * 10_000, 400),
        (b'{"type":"message","serviceUrl":"x y","conversation":{"id":"a"}}', 400),
        (b" " * (MOST_BYTES + 1), 413),
    ],
)
def test_what_is_no_activity_is_told_so(body: bytes, status: int) -> None:
    with pytest.raises(NotOurs) as turned:
        parsed(body)
    assert turned.value.status == status


@given(activity=st.sampled_from([PRESS, JOINED]), data=st.data(), odd=_ODD)
@settings(max_examples=300, deadline=None)
def test_whatever_stands_in_it_nothing_behind_the_guard_stumbles(
    activity: dict[str, Any], data: st.DataObject, odd: object
) -> None:
    path = data.draw(st.sampled_from(list(_paths(activity))))
    with suppress(NotOurs):
        admitted = parsed(json.dumps(_changed(activity, path, odd)).encode())
        origin_of(admitted)
        list(told(admitted, MORNING))


def test_a_memo_comes_back_as_it_was() -> None:
    memo = Memo("nonce", "form|case:1|3|promise")
    assert read_memo(memo.encode()) == memo


@pytest.mark.parametrize("written", [None, 3, "", "[]", "{}", "[1,2]", "[" * 5000])
def test_what_is_no_memo_of_ours_is_an_empty_one(written: object) -> None:
    assert read_memo(written) == Memo()


def test_a_form_that_teams_sends_twice_under_two_ids_is_one_delivery() -> None:
    first, again = origin_of(PRESS), origin_of({**PRESS, "id": "f:2"})
    memo, filled = Memo("nonce"), {"k": {"words": "text"}, "promise.words": "Ik bel je"}

    delivery, opening = sent_as(first, memo, filled)
    changed, same_opening = sent_as(first, memo, {**filled, "promise.words": "Ik mail je"})

    assert sent_as(again, memo, filled) == (delivery, opening)
    assert changed != delivery
    assert same_opening == opening
    assert opening is not None
    assert delivery.startswith(f"{opening}:")
    assert sent_as(first, Memo("other"), filled)[1] != opening


def test_a_button_is_no_form_that_counts_once() -> None:
    assert sent_as(origin_of(PRESS), Memo("nonce"), {"i": "reply|case:1|1|"})[1] is None
