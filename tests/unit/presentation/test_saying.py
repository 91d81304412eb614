"""Text as a chat draws it: nothing of a stranger's turns ours around, or breaks it."""

from __future__ import annotations

import sys
import unicodedata

import pytest

from bot.domain.theirs import theirs
from bot.presentation.saying import on_one_line, ours, sound, turns, words
from bot.presentation.text import Says

SHALOM = "\u05e9\u05dc\u05d5\u05dd"


def test_every_letter_that_is_written_the_other_way_is_seen_and_no_other() -> None:
    """Of all characters that Unicode has, by what Unicode says of each."""
    everything = [chr(code) for code in range(sys.maxunicode + 1)]
    other_way = [one for one in everything if unicodedata.bidirectional(one) in {"R", "AL"}]

    assert len(other_way) > 1000
    assert [one for one in everything if turns(one)] == other_way


@pytest.mark.parametrize("text", ["", "Jos", "caf\u00e9", "\U0001f600 \u20ac 5", "\u0663\u0664"])
def test_what_is_written_our_way_stays_as_it_is(text: str) -> None:
    assert words(Says((theirs(text), " \u00b7 14:20"))) == f"{theirs(text).literal} \u00b7 14:20"


def test_what_is_written_the_other_way_stands_apart() -> None:
    said = Says(("Jij helpt ", theirs(f"Jos {SHALOM}")))

    assert words(said) == f"Jij helpt \u2068Jos {SHALOM}\u2069"


def test_ours_alone_has_no_word_of_a_stranger() -> None:
    assert ours(Says((theirs("Jos"), " \u00b7 Facebook:"))) == "Facebook"


def test_a_text_is_put_on_one_line_and_made_whole() -> None:
    assert on_one_line(" a\nb\t c ") == "a b c"
    assert sound("a\0b\ud83d") == "a\ufffdb\ufffd"
