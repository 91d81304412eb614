"""A stranger's words come through whole, without tricks, and never into a sentence of ours."""

from __future__ import annotations

import json
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.theirs import ELLIPSIS, Theirs, theirs

FAMILY = "\U0001f468\u200d\U0001f469\u200d\U0001f467\u200d\U0001f466"
DUTCH_FLAG = "\U0001f1f3\U0001f1f1"
BELGIAN_FLAG = "\U0001f1e7\U0001f1ea"
ENGLAND = "\U0001f3f4\U000e0067\U000e0062\U000e0065\U000e006e\U000e0067\U000e007f"
BROWN_THUMB = "\U0001f44d\U0001f3fd"
RED_HEART = "\u2764\ufe0f"
BURNING_HEART = "\u2764\ufe0f\u200d\U0001f525"
KEYCAP = "1\ufe0f\u20e3"
PRIDE = "\U0001f3f3\ufe0f\u200d\U0001f308"

tricky = st.text(
    alphabet=st.one_of(
        st.characters(),
        st.sampled_from(
            "ae\u0301\u0300\u0323\u20d0\u200c\u200d\ufe0f\u202e\n\r\t \u2764\U0001f525\U0001f3f4"
            "\U000e0067\U000e007f\U0001f1f3\U0001f1f1\U0001f3fd\u0915\u094d\u0644\u1100\u1161\u212a"
        ),
    ),
    max_size=40,
)


def test_their_words_cannot_be_formatted_into_a_text_of_ours() -> None:
    words = theirs("Drie keer hetzelfde gevraagd")

    for put_into_a_text in (str, "{}".format, lambda it: f"{it:>10}", "{0!s}".format):
        with pytest.raises(TypeError, match=r"give \.literal to a renderer"):
            put_into_a_text(words)


def test_their_words_cannot_be_glued_joined_or_dumped() -> None:
    words = theirs("<!channel>")

    with pytest.raises(TypeError):
        "Hi " + words  # type: ignore[operator]
    with pytest.raises(TypeError):
        " ".join([words])  # type: ignore[list-item]
    with pytest.raises(TypeError):
        json.dumps(words)


def test_a_traceback_or_a_log_shows_their_length_only() -> None:
    words = theirs("mijn nummer is geheim")

    assert f"{words!r}" == "Theirs(<21 characters>)"


def test_equal_words_are_equal_and_no_words_are_false() -> None:
    assert theirs(" a ") == theirs("a")
    assert len({theirs("a"), theirs("a")}) == 1
    assert not theirs(" \u200b ")


@pytest.mark.parametrize(
    "whole",
    [
        FAMILY,
        DUTCH_FLAG + BELGIAN_FLAG,
        ENGLAND,
        BROWN_THUMB,
        RED_HEART,
        BURNING_HEART,
        KEYCAP,
        PRIDE,
        "\u0646\u0645\u06cc\u200c\u062e\u0648\u0627\u0647\u0645",  # Persian, shaped by a joiner
        "\u0915\u094d\u200d\u0937",  # Hindi, likewise
        "Bj\u00f6rk, Vi\u1ec7t Nam, \u0e17\u0e35\u0e48, \u05e9\u05b8\u05c1",
        "caf\u00e9 \u20ac 12,50 \u2013 \u201cja\u201d",
    ],
)
def test_emoji_and_living_scripts_survive(whole: str) -> None:
    assert theirs(f"a {whole} b").literal == f"a {whole} b"


@pytest.mark.parametrize(
    ("dirty", "clean"),
    [
        ("a\0b\x1bc\x7fd\x9be", "abcde"),
        ("a\r\nb\rc\u2028d\x85e", "a\nb\nc\nd\ne"),
        ("invoice\u202efdp.exe", "invoicefdp.exe"),
        ("\u2066a\u2069\u200eb\u061c", "ab"),
        ("s\u200bu\u2060p\ufeffe\u00adr", "super"),
        ("h\u200do\u200ci", "hoi"),
        ("\U0001f468" + "\u200d" * 500 + "\U0001f469", "\U0001f468\U0001f469"),
        ("hi\U000e0048\U000e0049 you", "hi you"),
        ("\u3164\u2800\u115fa", "a"),
        ("a\ufe0f\ufe0f\ufe01", "a\ufe0f"),
        ("e\u0301", "\u00e9"),
        ("e\u200d\u0301", "\u00e9"),
        ("a\tb  \n\n\n\n\n\n  c", "a b\n\n\n  c"),
        ("\n \n a \n\n", "a"),
        ("half \ud83d here", "half \ufffd here"),
    ],
)
def test_what_misleads_the_eye_goes(dirty: str, clean: str) -> None:
    assert theirs(dirty).literal == clean


def test_a_letter_keeps_two_accents_of_a_heap() -> None:
    zalgo = "h" + "\u0336\u0321\u0335\u0322" * 200 + "i"

    assert theirs(zalgo).literal == "h\u0336\u0335i"


def test_joiners_do_not_hide_a_heap_of_accents() -> None:
    heap = "\u0915" + "\u094d\u200d" * 100

    assert theirs(heap).literal.count("\u094d") == 2


@pytest.mark.parametrize("whole", [FAMILY, DUTCH_FLAG, ENGLAND, BROWN_THUMB, BURNING_HEART, KEYCAP])
def test_a_cut_never_goes_through_an_emoji(whole: str) -> None:
    text = "ab" + whole + "cd" * 20

    cuts = {theirs(text, limit).literal for limit in range(1, len(whole) + 5)}

    assert cuts <= {
        ELLIPSIS,
        *("ab" + rest + ELLIPSIS for rest in ("", whole, whole + "c", whole + "cd")),
        "a" + ELLIPSIS,
    }


def test_a_row_of_flags_is_cut_between_two_flags() -> None:
    text = DUTCH_FLAG + BELGIAN_FLAG + DUTCH_FLAG

    assert theirs(text, 4).literal == DUTCH_FLAG + ELLIPSIS
    assert theirs(text, 5).literal == DUTCH_FLAG + BELGIAN_FLAG + ELLIPSIS


def test_words_that_fit_are_not_cut() -> None:
    assert theirs("precies", 7).literal == "precies"
    assert theirs("precies", 6).literal == "preci" + ELLIPSIS
    assert theirs("een twee", 5).literal == "een" + ELLIPSIS


def test_a_limit_below_one_is_refused() -> None:
    with pytest.raises(ValueError, match="at least 1"):
        theirs("a", 0)


def test_one_endless_character_still_shows_something() -> None:
    chain = "\u200d".join(["\U0001f468"] * 300)

    assert len(theirs(chain, 20).literal) == 20


@given(tricky)
def test_cleaning_twice_changes_nothing(text: str) -> None:
    once = theirs(text)

    assert theirs(once.literal) == once


@given(tricky, st.integers(1, 50))
def test_a_limit_holds_and_cutting_twice_changes_nothing(text: str, limit: int) -> None:
    once = theirs(text, limit)

    assert len(once.literal) <= limit
    assert theirs(once.literal, limit) == once


@given(tricky)
def test_clean_words_can_be_stored_and_are_normalised(text: str) -> None:
    literal = theirs(text).literal

    literal.encode("utf-8")
    assert "\0" not in literal
    assert unicodedata.is_normalized("NFC", literal)


def test_a_megabyte_of_noise_is_cleaned_in_reasonable_time() -> None:
    noise = "\u0301\u0323" * 100_000 + " " * 200_000 + "\n" * 100_000 + "\u200d" * 100_000 + "x"

    assert isinstance(theirs(noise, 500), Theirs)
