"""A colleague's capture: what a link and a few words become."""

from datetime import UTC, datetime, timedelta, timezone
from functools import partial

import pytest

from bot.domain.canonical_url import UnusableUrl, canonical_url
from bot.domain.errors import WordsMissing, WordsTooLong
from bot.domain.ids import EmployeeId
from bot.interactions.visit import Captured
from bot.ports.hearing import Deed
from integrations.sources.capture import SOURCE, capture, captured
from tests.contract.hearing.samples import NOW, PlainReading

LINK = "https://twitter.com/jos/status/1234567890?s=20"
ERIK = EmployeeId(7)

taken = partial(captured, by=ERIK, now=NOW, reading=PlainReading(), reference="r1")


def test_a_pasted_link_is_enough() -> None:
    heard = taken(LINK, None, None, None)

    key = canonical_url("x.com/jos/status/1234567890").key
    assert (heard.deed, heard.source, heard.external_id) == (Deed.CREATED, SOURCE, key)
    assert heard.said is not None
    assert heard.said.url_key == key
    assert (heard.said.text, heard.said.language, heard.said.redacted) == ("", None, None)
    assert heard.said.said_at == NOW
    assert heard.said.captured_by == ERIK


def test_one_post_is_captured_once_whichever_link_to_it_is_pasted() -> None:
    first = taken(LINK, None, None, None)
    second = taken("x.com/jos/status/1234567890", "Help", "@Jos", None, reference="r2")

    assert first.external_id == second.external_id


def test_words_at_hand_are_read_for_what_is_private() -> None:
    said = taken(LINK, " Bel 06-12345678 \0", "@Jos", None).said

    assert said is not None
    assert said.text == "Bel 06-12345678"
    assert said.redacted == "Bel [phone]"
    assert (said.author.external_id, said.author.handle) == ("x:@jos", "@Jos")


def test_without_a_link_the_reference_tells_captures_apart() -> None:
    first = taken(None, "Hij belde, hij was boos", "Meneer Jansen", None)
    again = taken("  ", "Hij belde, hij was boos", "Meneer Jansen", None)
    other = taken(None, "Zij belde", "Meneer Jansen", None, reference="r2")

    assert first == again
    assert first.external_id != other.external_id
    assert first.said is not None
    assert first.said.url_key is None


def test_two_people_of_one_name_are_not_taken_for_one() -> None:
    first = taken(None, "een", "Jansen", None).said
    second = taken(None, "twee", "Jansen", None, reference="r2").said

    assert first is not None
    assert second is not None
    assert first.author.handle == second.author.handle == "Jansen"
    assert first.author.external_id != second.author.external_id


def test_when_it_was_said_is_known_or_now_but_never_later() -> None:
    at = datetime(2026, 3, 16, 9, tzinfo=timezone(timedelta(hours=1)))

    moments = [taken(LINK, None, None, moment).said for moment in (at, NOW + timedelta(days=1))]

    assert [said.said_at for said in moments if said] == [datetime(2026, 3, 16, 8, tzinfo=UTC), NOW]


@pytest.mark.parametrize("link", ["http://[", "gewoon tekst", "ftp://example.org/x", "localhost"])
def test_an_unusable_link_is_refused_with_a_sentence(link: str) -> None:
    with pytest.raises(UnusableUrl) as refusal:
        taken(link, "Help", None, None)

    assert str(refusal.value)


def test_neither_link_nor_words_is_refused_and_so_are_words_without_end() -> None:
    with pytest.raises(WordsMissing):
        taken(" ", "\0 ", "Jos", None)
    with pytest.raises(WordsTooLong):
        taken(None, "x" * 200_000, None, None)


def test_what_was_filled_in_becomes_the_same_post() -> None:
    seen = Captured(LINK, "Help", "@jos", ERIK, NOW, 5)

    heard = capture(seen, reading=PlainReading())

    assert heard == taken(LINK, "Help", "@jos", None, reference="5")
