"""What every source promises, whatever it hears from."""

import tempfile
from collections.abc import AsyncIterator, Callable
from contextlib import suppress
from datetime import timedelta
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.domain.canonical_url import canonical_url
from bot.domain.post import Direction, Said
from bot.ports.hearing import Deed, Heard, SourceError, Unreadable
from tests.contract.hearing.samples import NOW, UNICODE, Sample
from tests.contract.hearing.tellers import (
    CsvTeller,
    FeedTeller,
    JsonlTeller,
    Teller,
    Told,
    WebhookTeller,
)


@pytest.fixture(params=["csv", "jsonl", "feed", "webhook"])
async def teller(request: pytest.FixtureRequest, tmp_path: Path) -> AsyncIterator[Teller]:
    made = _teller(request.param, tmp_path)
    yield made
    await made.close()


def _teller(kind: str, folder: Path) -> Teller:
    makers: dict[str, Callable[[], Teller]] = {
        "csv": lambda: CsvTeller(folder),
        "jsonl": lambda: JsonlTeller(folder),
        "feed": FeedTeller,
        "webhook": WebhookTeller,
    }
    return makers[kind]()


def _said(told: Told) -> list[Said]:
    assert [one for one in told if isinstance(one, Unreadable)] == []
    return [one.said for one in told if isinstance(one, Heard) and one.said is not None]


async def test_a_post_is_heard_as_it_was_said(teller: Teller) -> None:
    [heard] = await teller.tell([Sample("7", "Mijn internet doet het niet", "@jos")])

    assert isinstance(heard, Heard)
    assert (heard.deed, heard.source, heard.external_id) == (Deed.CREATED, teller.source, "7")
    assert heard.said is not None
    assert heard.said.key == (teller.source, "7")
    assert heard.said.text == "Mijn internet doet het niet"
    assert heard.said.said_at == NOW - timedelta(hours=1)
    assert heard.said.direction is Direction.INBOUND
    assert heard.said.author.handle == "@jos"


async def test_what_is_fetched_again_has_the_same_ids_or_is_not_told_again(teller: Teller) -> None:
    samples = [Sample("1", "een"), Sample("2", "twee")]

    first = await teller.tell(samples)
    second = await teller.tell([*samples, Sample("3", "drie")])

    assert {one.external_id for one in _said(first)} == {"1", "2"}
    assert {one.external_id for one in _said(second)} - {"1", "2"} == {"3"}


async def test_changed_words_are_told_under_the_same_id(teller: Teller) -> None:
    await teller.tell([Sample("1", "Dit werkt niet")])

    [heard] = await teller.tell([Sample("1", "Dit werkt nog steeds niet")])

    assert isinstance(heard, Heard)
    assert heard.external_id == "1"
    assert heard.deed is (Deed.EDITED if teller.tells_edits else Deed.CREATED)
    assert heard.said is not None
    assert heard.said.text == "Dit werkt nog steeds niet"


async def test_whatever_people_type_arrives(teller: Teller) -> None:
    [said] = _said(await teller.tell([Sample("1", UNICODE, "Zoë 🦄")]))

    assert said.text == UNICODE
    assert said.author.handle == "Zoë 🦄"


async def test_a_long_text_arrives_whole(teller: Teller) -> None:
    letter = "Geachte directeur, " * 2_000 + "einde"

    [said] = _said(await teller.tell([Sample("1", letter)]))

    assert said.text == letter


async def test_a_text_of_no_end_is_kept_aside(teller: Teller) -> None:
    told = await teller.tell([Sample("1", "x" * 130_000), Sample("2", "twee")])

    assert [one.external_id for one in told if isinstance(one, Heard)] == ["2"]
    [aside] = [one for one in told if isinstance(one, Unreadable)]
    assert "100000" in aside.why
    assert len(aside.body) <= 10_000


@pytest.mark.parametrize("text", ["", "  \n\t ", "\u00a0"])
async def test_a_post_without_words_is_kept_aside(teller: Teller, text: str) -> None:
    told = await teller.tell([Sample("1", text), Sample("2", "twee")])

    assert [one.external_id for one in told if isinstance(one, Heard)] == ["2"]
    assert [one.why for one in told if isinstance(one, Unreadable)] == ["The text is empty."]


async def test_the_words_are_read_for_what_is_private(teller: Teller) -> None:
    told = await teller.tell([Sample("1", "Bel 06-12345678"), Sample("2", "Bel me")])

    redacted = {one.external_id: one.redacted for one in _said(told)}
    assert redacted == {"1": "Bel [phone]", "2": None}


async def test_a_link_gives_the_key_under_which_others_hear_the_post(teller: Teller) -> None:
    link = "https://twitter.com/jos/status/1234567890?s=20"

    [said] = _said(await teller.tell([Sample("1", "een", url=link)]))

    assert said.url_key == canonical_url("https://x.com/jos/status/1234567890").key
    assert said.url == canonical_url(link).url


async def test_an_unusable_link_costs_no_post(teller: Teller) -> None:
    told = await teller.tell([Sample("1", "een", url="http://[bad"), Sample("2", "twee")])

    assert [(one.external_id, one.url, one.url_key) for one in _said(told)] == [
        ("1", None, None),
        ("2", None, None),
    ]


async def test_posts_without_an_author_are_not_by_one_person(teller: Teller) -> None:
    told = await teller.tell([Sample("1", "een", author=""), Sample("2", "twee", author="")])

    first, second = (one.author for one in _said(told))
    assert first.external_id != second.external_id
    assert (first.handle, second.handle) == ("", "")


async def test_a_clock_that_is_a_little_ahead_is_forgiven(teller: Teller) -> None:
    [said] = _said(await teller.tell([Sample("1", "een", at=NOW + timedelta(minutes=1))]))

    assert said.said_at == NOW


@pytest.mark.parametrize("kind", ["csv", "jsonl", "feed", "webhook"])
@settings(max_examples=60, suppress_health_check=list(HealthCheck))
@given(garbage=st.binary(max_size=400))
async def test_garbage_ends_in_a_clear_error_or_is_kept_aside(kind: str, garbage: bytes) -> None:
    with tempfile.TemporaryDirectory() as folder:
        teller = _teller(kind, Path(folder))
        try:
            with suppress(SourceError):
                assert await teller.tell_garbage(garbage) is not None
        finally:
            await teller.close()


_WORDS = st.text(max_size=30) | st.sampled_from(
    ["&amp;", "<b>", "]]>", '"', ";", "\0", "\ud800", "2026-03-16", "1e9", "-1", "\u2028", "\r\n"]
)
_SAMPLES = st.lists(
    st.builds(
        Sample,
        id=_WORDS,
        text=_WORDS,
        author=_WORDS,
        url=_WORDS,
        at=st.datetimes().map(lambda naive: naive.replace(tzinfo=NOW.tzinfo)),
    ),
    min_size=1,
    max_size=5,
)


@pytest.mark.parametrize("kind", ["csv", "jsonl", "webhook"])
@settings(max_examples=100, suppress_health_check=list(HealthCheck))
@given(samples=_SAMPLES)
async def test_every_post_is_heard_or_kept_aside_and_can_be_stored(
    kind: str, samples: list[Sample]
) -> None:
    # A file cannot hold half a character; JSON can.
    if kind == "csv":
        samples = [_whole(one) for one in samples]
    with tempfile.TemporaryDirectory() as folder:
        teller = _teller(kind, Path(folder))
        try:
            told = await teller.tell(samples)
        finally:
            await teller.close()

    assert len(told) == len(samples)
    for one in told:
        repr(one).encode("utf-8")
        assert "\\x00" not in repr(one)


def _whole(sample: Sample) -> Sample:
    return Sample(
        _in_a_file(sample.id), _in_a_file(sample.text), _in_a_file(sample.author), sample.at
    )


def _in_a_file(text: str) -> str:
    return text.encode("utf-8", "replace").decode().replace("\r", "")
