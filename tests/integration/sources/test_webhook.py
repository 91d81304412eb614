"""Webhooks: who may speak, what is understood, and what is answered."""

import base64
import gzip
import json
from collections.abc import AsyncIterator, Mapping
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from aiohttp import web
from aiohttp.test_utils import TestClient, TestServer
from hypothesis import given
from hypothesis import strategies as st
from standardwebhooks import Webhook

from bot.ports.hearing import Deed, Fetched, Heard, SourceError, Unreadable
from bot.ports.storing import StorageAway
from integrations.sources.record import FIELDS
from integrations.sources.webhook import (
    LARGEST,
    HookConfig,
    NotJson,
    NotSigned,
    TooLarge,
    hook_handler,
    receive,
)
from tests.contract.hearing.samples import NOW, PlainReading
from tests.contract.hearing.tellers import SECRET, signed

OTHER = "whsec_" + base64.b64encode(b"o" * 32).decode()

POST = {"id": "1", "published_at": "2026-03-16T09:00:00Z", "author": "@jos", "text": "Help"}


def _fetch(body: object, now: datetime = NOW, **settings: Any) -> Fetched:
    raw = json.dumps(body).encode()
    config = HookConfig("clips", (SECRET,), **settings)
    return receive(raw, signed(raw), config, now=now, reading=PlainReading())


def _only(fetched: Fetched) -> Heard:
    assert fetched.unreadable == ()
    [heard] = fetched.heard
    return heard


def _why(fetched: Fetched) -> str:
    assert fetched.heard == ()
    [aside] = fetched.unreadable
    return aside.why


def test_a_single_item_a_list_and_a_list_inside_are_understood() -> None:
    second = {**POST, "id": "2"}

    assert len(_fetch(POST).heard) == 1
    assert len(_fetch([POST, second]).heard) == 2
    assert len(_fetch({"data": {"items": [POST, second]}}, items="data.items").heard) == 2
    assert len(_fetch({"data": POST}, items="data").heard) == 1
    assert _fetch([]).heard == ()


def test_fields_are_found_by_paths_in_the_item_and_in_the_body() -> None:
    body = {
        "brand": {"name": "Telco"},
        "items": [
            {
                "data": {"post": {"id": 7, "body": "Help &amp; snel"}, "tags": [{"n": "nl"}]},
                "from.user": "@jos",
                "at": 1773651600,
                "link": "https://youtu.be/dQw4w9WgXcQ",
            }
        ],
    }
    fields = {
        "id": "data.post.id",
        "text": "data.post.body",
        "author": "from.user",
        "published_at": "at",
        "lang": "data.tags.0.n",
        "company": "$.brand.name",
        "url": "link",
    }

    said = _only(_fetch(body, items="items", fields=fields)).said

    assert said is not None
    assert (said.external_id, said.text, said.company) == ("7", "Help & snel", "Telco")
    assert (said.author.handle, said.language) == ("@jos", "nl")
    assert said.said_at == datetime(2026, 3, 16, 9, tzinfo=UTC)
    assert said.url_key is not None


def test_a_tool_that_names_no_moment_sends_what_was_just_said() -> None:
    said = _only(_fetch({"id": "1", "text": "Help", "author": "@jos"})).said

    assert said is not None
    assert said.said_at == NOW


@pytest.mark.parametrize(
    ("word", "deed"),
    [
        ("created", Deed.CREATED),
        ("UPDATED", Deed.EDITED),
        ("post.weg", Deed.DELETED),
        ("author_gone", Deed.AUTHOR_GONE),
        ("counts", Deed.COUNTS),
    ],
)
def test_a_word_tells_what_happened(word: str, deed: Deed) -> None:
    item = {**POST, "likes": 1526, "type": word}

    heard = _only(_fetch(item, deed="type", deeds={"post.weg": "deleted"}))

    assert heard.deed is deed
    assert (heard.said is not None) is (deed in {Deed.CREATED, Deed.EDITED})
    assert heard.author == ("@jos" if deed is Deed.AUTHOR_GONE else None)
    assert heard.external_id == ("@jos" if deed is Deed.AUTHOR_GONE else "1")


def test_what_happened_may_stand_above_the_items() -> None:
    body = {"event": "deleted", "posts": [{"id": "1"}, {"id": "2"}]}

    heard = _fetch(body, items="posts", deed="$.event").heard

    assert [(one.deed, one.external_id) for one in heard] == [
        (Deed.DELETED, "1"),
        (Deed.DELETED, "2"),
    ]


@pytest.mark.parametrize(
    ("item", "why"),
    [
        ({**POST, "type": "liked"}, "unknown: 'liked'"),
        (POST, "missing: there is no text at type"),
        ({"type": "deleted"}, "The id is missing."),
        ({"type": "author_gone", "id": "1"}, "The id is missing."),
        ({"type": "counts", "id": "1", "likes": "many"}, "no number in any of likes, shares"),
        ({**POST, "type": "created", "text": None}, "The text is empty."),
        ({**POST, "type": "created", "id": None}, "The id is missing."),
        ({**POST, "type": "created", "published_at": "2026-03-16T11:00:00"}, "future"),
        ("Help", "not a JSON object"),
        (None, "not a JSON object"),
    ],
)
def test_an_item_that_is_not_understood_is_kept_aside(item: object, why: str) -> None:
    assert why in _why(_fetch([item], deed="type"))


def test_the_place_of_an_item_is_the_same_when_it_is_sent_again() -> None:
    first, again = _fetch([POST, {}]), _fetch([POST, {}])

    assert [one.place for one in first.unreadable] == ["delivery msg_1, item 2"]
    assert first.unreadable == again.unreadable
    assert first.heard == again.heard


def test_a_delivery_of_another_shape_is_kept_aside_whole() -> None:
    fetched = _fetch({"ping": True}, items="data.items")

    assert [one.body for one in fetched.unreadable] == ['{"ping": true}']


@pytest.mark.parametrize("secrets", [(SECRET,), (OTHER, SECRET), (SECRET, OTHER)])
def test_any_of_the_secrets_will_do_while_one_replaces_the_other(secrets: tuple[str, ...]) -> None:
    raw = json.dumps(POST).encode()

    fetched = receive(
        raw, signed(raw), HookConfig("clips", secrets), now=NOW, reading=PlainReading()
    )

    assert len(fetched.heard) == 1


def _changed(**headers: str | None) -> dict[str, str]:
    raw = json.dumps(POST).encode()
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    return {k: v for k, v in {**signed(raw), **named}.items() if v is not None}


@pytest.mark.parametrize(
    "headers",
    [
        {},
        _changed(webhook_id=None),
        _changed(webhook_timestamp=None),
        _changed(webhook_signature=None),
        _changed(webhook_id="msg_2"),
        _changed(webhook_id="\ud800"),
        _changed(webhook_timestamp=str(int(NOW.timestamp()) + 1)),
        _changed(webhook_timestamp="1e9"),
        _changed(webhook_timestamp="-5"),
        _changed(webhook_timestamp="²"),
        _changed(webhook_timestamp="9" * 30),
        _changed(webhook_signature="v1,"),
        _changed(webhook_signature="v1"),
        _changed(webhook_signature="v1,é"),
        _changed(
            webhook_signature="v2" + signed(json.dumps(POST).encode())["webhook-signature"][2:]
        ),
        _changed(
            webhook_signature=signed(json.dumps(POST).encode(), secret=OTHER)["webhook-signature"]
        ),
        signed(b"another body"),
    ],
)
def test_what_nobody_we_know_signed_is_refused(headers: Mapping[str, str]) -> None:
    raw = json.dumps(POST).encode()

    with pytest.raises(NotSigned) as error:
        receive(raw, headers, HookConfig("clips", (SECRET,)), now=NOW, reading=PlainReading())

    assert SECRET[6:12] not in str(error.value)


@pytest.mark.parametrize("minutes", [-6, 6, -60 * 24 * 365])
def test_an_old_signature_is_refused_and_so_is_one_from_the_future(minutes: int) -> None:
    with pytest.raises(NotSigned, match="more than five minutes"):
        _fetch(POST, NOW + timedelta(minutes=minutes))


@pytest.mark.parametrize("minutes", [-5, 0, 5])
def test_clocks_may_differ_by_five_minutes(minutes: int) -> None:
    assert len(_fetch(POST, NOW + timedelta(minutes=minutes)).heard) == 1


def test_one_of_several_signatures_is_enough() -> None:
    raw = json.dumps(POST).encode()
    headers = signed(raw)
    headers["webhook-signature"] = "v1a,xyz v1,bm8= " + headers["webhook-signature"]
    headers = {name.title(): value for name, value in headers.items()}

    fetched = receive(raw, headers, HookConfig("clips", (SECRET,)), now=NOW, reading=PlainReading())

    assert len(fetched.heard) == 1


@pytest.mark.parametrize("raw", [b"", b"{", b"\xff", b"[" * 200_000, b"9" * 5_000])
def test_a_body_that_is_no_json_is_refused(raw: bytes) -> None:
    with pytest.raises(NotJson):
        receive(raw, signed(raw), HookConfig("c", (SECRET,)), now=NOW, reading=PlainReading())


def test_a_body_that_is_too_large_is_refused_before_it_is_looked_at() -> None:
    with pytest.raises(TooLarge):
        receive(
            b"x" * (LARGEST + 1), {}, HookConfig("c", (SECRET,)), now=NOW, reading=PlainReading()
        )


@pytest.mark.parametrize(
    ("settings", "sentence"),
    [
        ({"secrets": ()}, "needs a secret"),
        ({"secrets": (SECRET, "")}, "needs a secret"),
        ({"secrets": ("whsec_c2hvcnQ=",)}, "at least 16 bytes"),
        ({"secrets": ("my-secret-of-words-that-is-so-long",)}, "in base64"),
        ({"fields": {"idd": "x"}}, "unknown field idd"),
        ({"deeds": {"x": "liked"}}, "unknown deed liked"),
        ({"zone": "Mars/North"}, "no zone"),
    ],
)
def test_a_wrong_configuration_fails_at_the_start(settings: dict[str, Any], sentence: str) -> None:
    with pytest.raises(SourceError, match=sentence) as error:
        HookConfig("clips", **{"secrets": (SECRET,), **settings})

    assert "words-that" not in str(error.value)


def test_a_secret_is_shown_nowhere() -> None:
    assert SECRET[6:] not in repr(HookConfig("clips", (SECRET,)))


class Desk:
    """Hears what the handler gives, or fails as it is told."""

    def __init__(self) -> None:
        self.heard: list[tuple[str, Fetched]] = []
        self.failure: Exception | None = None

    async def hear(self, fetched: Fetched, source: str) -> None:
        if self.failure is not None:
            raise self.failure
        self.heard.append((source, fetched))


@pytest.fixture
def desk() -> Desk:
    return Desk()


Client = TestClient[web.Request, web.Application]


@pytest.fixture
async def client(desk: Desk) -> AsyncIterator[Client]:
    sources = {"clips": HookConfig("clips", (SECRET,))}
    handler = hook_handler(sources, desk.hear, reading=PlainReading(), now=lambda: NOW)
    app = web.Application()
    app.router.add_post("/hooks/{source}", handler)
    async with TestClient(TestServer(app)) as running:
        yield running


async def _send(
    client: Client, body: object, path: str = "/hooks/clips", **headers: str
) -> tuple[int, str]:
    raw = body if isinstance(body, bytes) else json.dumps(body).encode()
    response = await client.post(path, data=raw, headers={**signed(raw), **headers})
    return response.status, await response.text()


async def test_2xx_is_answered_when_it_is_kept(client: Client, desk: Desk) -> None:
    assert await _send(client, POST) == (204, "")
    [(source, fetched)] = desk.heard
    assert source == "clips"
    assert len(fetched.heard) == 1


async def test_what_was_partly_understood_is_kept_and_told(client: Client, desk: Desk) -> None:
    status, text = await _send(client, [POST, {"id": "2"}])

    assert status == 200
    assert json.loads(text) == {
        "heard": 1,
        "unreadable": ["delivery msg_1, item 2: The text is empty."],
    }
    assert len(desk.heard[0][1].unreadable) == 1


async def test_where_nothing_was_understood_it_is_kept_aside_and_the_sender_is_told(
    client: Client, desk: Desk
) -> None:
    status, text = await _send(client, [{"id": "2"}])

    assert status == 422
    assert "The text is empty." in text
    assert len(desk.heard[0][1].unreadable) == 1


@pytest.mark.parametrize(
    ("body", "path", "headers", "status"),
    [
        (POST, "/hooks/clips", {"webhook-signature": "v1,x"}, 401),
        (POST, "/hooks/other", {}, 404),
        (b"{", "/hooks/clips", {}, 400),
        (b"\xff\xfe", "/hooks/clips", {}, 400),
        (b"x" * (LARGEST + 1), "/hooks/clips", {}, 413),
        (gzip.compress(b" " * 50_000_000), "/hooks/clips", {"Content-Encoding": "gzip"}, 413),
        (b"\x1f\x8bnonsense", "/hooks/clips", {"Content-Encoding": "gzip"}, 400),
    ],
)
async def test_a_refusal_has_its_status_and_nothing_is_heard(
    client: Client,
    desk: Desk,
    body: object,
    path: str,
    headers: dict[str, str],
    status: int,
) -> None:
    answered, text = await _send(client, body, path, **headers)

    assert answered == status
    assert "error" in json.loads(text)
    assert desk.heard == []


async def test_where_it_cannot_be_kept_the_sender_is_asked_to_come_back(
    client: Client, desk: Desk
) -> None:
    desk.failure = StorageAway()
    raw = json.dumps(POST).encode()

    response = await client.post("/hooks/clips", data=raw, headers=signed(raw))

    assert response.status == 503
    assert int(response.headers["Retry-After"]) > 0
    desk.failure = None
    assert await _send(client, POST) == (204, "")


async def test_a_body_larger_than_one_of_aiohttps_own_limits_is_read_up_to_ours(
    client: Client, desk: Desk
) -> None:
    posts = [{**POST, "id": str(number), "text": "x" * 900} for number in range(900)]

    assert await _send(client, posts) == (204, "")
    assert len(desk.heard[0][1].heard) == 900


_JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=10),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(
            st.sampled_from(FIELDS) | st.sampled_from(["type", "0"]) | st.text(max_size=3),
            inner,
            max_size=6,
        )
    ),
    max_leaves=12,
)
_PATHS = st.text(st.sampled_from("$.0aid"), max_size=8) | st.sampled_from(FIELDS)


@given(
    body=_JSON,
    items=st.none() | _PATHS,
    deed=st.none() | st.just("type") | _PATHS,
    fields=st.dictionaries(st.sampled_from(FIELDS), _PATHS, max_size=4),
)
def test_whatever_json_says_every_item_is_heard_or_kept_aside(
    body: object, items: str | None, deed: str | None, fields: dict[str, str]
) -> None:
    fetched = _fetch(body, items=items, deed=deed, fields=fields)

    for one in (*fetched.heard, *fetched.unreadable):
        assert isinstance(one, Heard | Unreadable)
        repr(one).encode("utf-8")


@given(st.binary(max_size=200), st.dictionaries(st.text(max_size=20), st.text(max_size=20)))
def test_no_stranger_gets_past_the_door(raw: bytes, headers: dict[str, str]) -> None:
    with pytest.raises((NotSigned, NotJson)):
        receive(raw, headers, HookConfig("c", (SECRET,)), now=NOW, reading=PlainReading())


def test_the_signature_is_the_librarys_own() -> None:
    raw = json.dumps(POST)
    at = datetime.fromtimestamp(1_773_655_200, UTC)

    headers = {
        "webhook-id": "msg_9",
        "webhook-timestamp": "1773655200",
        "webhook-signature": Webhook(OTHER).sign("msg_9", at, raw),
    }

    config = HookConfig("c", (OTHER,))
    assert receive(raw.encode(), headers, config, now=at, reading=PlainReading()).heard
