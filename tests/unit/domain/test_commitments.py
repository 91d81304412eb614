"""What somebody said they will do, found in their words; and all that only looks like it."""

from __future__ import annotations

import random
import string
from time import thread_time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.commitments import Cue, find_commitment
from bot.domain.commitments.sentences import LONGEST, MOST_CHARACTERS, sentences
from tests.commitments.scoring import HERE, judged, score
from tests.unit.domain import said_in_classes
from tests.unit.domain.said_and_unsaid import COMMITMENTS, OTHERS


@pytest.mark.parametrize(
    "text", [*COMMITMENTS.strip().splitlines(), *said_in_classes.COMMITMENTS.strip().splitlines()]
)
def test_a_commitment_is_found(text: str) -> None:
    assert find_commitment(text) is not None


@pytest.mark.parametrize(
    "text", [*OTHERS.strip().splitlines(), *said_in_classes.OTHERS.strip().splitlines()]
)
def test_what_commits_nobody_is_left_alone(text: str) -> None:
    assert find_commitment(text) is None


def test_the_practice_set_is_nearly_all_right() -> None:
    found = score(judged("practice.jsonl"))

    assert (HERE / "practice.jsonl").exists()
    assert found.precision >= 0.98
    assert found.recall >= 0.98


def test_the_sentence_is_named_with_its_place_and_why() -> None:
    text = "Wat naar, Jos! Ik bel je vrijdag terug. Sterkte."

    found = find_commitment(text)

    assert found is not None
    assert text[found.start : found.end] == "Ik bel je vrijdag terug."
    assert (found.language, found.cue, found.words) == ("nl", Cue.PRESENT, "ik bel")


@pytest.mark.parametrize(
    ("text", "cue"),
    [
        ("I'll call you tomorrow.", Cue.FUTURE),
        ("I'm sending you a new one today.", Cue.PRESENT),
        ("Your reading will be corrected.", Cue.FUTURE),
        ("You hear from me by five.", Cue.RESULT),
        ("You have my word on it.", Cue.WORD),
        ("Wordt morgen opgelost.", Cue.PASSIVE),
        ("Je hoort vrijdag van me.", Cue.RESULT),
        ("Laat dat maar aan mij over.", Cue.WORD),
    ],
)
def test_each_rule_says_that_it_was_it(text: str, cue: Cue) -> None:
    found = find_commitment(text)

    assert found is not None
    assert found.cue is cue


def test_the_first_of_several_is_named() -> None:
    text = "Thanks! I'll call Jos at 3. We'll refund it this week."

    found = find_commitment(text)

    assert found is not None
    assert text[found.start : found.end] == "I'll call Jos at 3."


@pytest.mark.parametrize(
    ("text", "cut"),
    [
        ("Ik bel om 10.30 u. Tot dan.", ["Ik bel om 10.30 u. Tot dan."]),
        ("Bel dhr. De Wit. Nu!", ["Bel dhr. De Wit.", "Nu!"]),
        ("One... two?! Three", ["One...", "two?!", "Three"]),
        ("first line\nsecond line", ["first line", "second line"]),
        ("", []),
        (" \n ", []),
    ],
)
def test_a_text_is_cut_into_its_sentences(text: str, cut: list[str]) -> None:
    found = list(sentences(text))

    assert [one.text for one in found] == cut
    assert [text[one.start : one.end] for one in found] == cut


@given(st.text(max_size=400))
def test_no_text_breaks_it(text: str) -> None:
    found = find_commitment(text)

    assert found is None or 0 <= found.start < found.end <= len(text)


HOSTILE = {
    "one letter": "a",
    "full stops": ". ",
    "half a promise": "I will not ",
    "a promise that never comes": "ik zal je het en de ",
    "commas": "ik, we, you, ",
    "questions": "will i? ",
    "words of every list": "expect a from my call the if you unless dan als je ",
    "apostrophes": "'ll ",
    "brackets": "(((",
}


@pytest.mark.parametrize("piece", HOSTILE.values(), ids=HOSTILE)
def test_a_hostile_text_costs_no_more_than_its_length(piece: str) -> None:
    text = piece * (MOST_CHARACTERS // len(piece))
    short = text[: MOST_CHARACTERS // 4]

    quick, slow = min(_seconds(short) for _ in range(3)), min(_seconds(text) for _ in range(3))

    assert slow < 1.0, "so much for twenty thousand characters"
    assert slow < 12 * max(quick, 0.002), "four times the text, hardly more than four times as long"


def test_a_sentence_takes_far_less_than_five_milliseconds() -> None:
    texts = [*COMMITMENTS.strip().splitlines(), *OTHERS.strip().splitlines()]

    each = min(sum(_seconds(text) for text in texts) for _ in range(3)) / len(texts)

    assert each < 0.005


def test_a_sentence_without_end_is_cut() -> None:
    letters = random.Random(7)  # noqa: S311 (no secret)
    text = "".join(letters.choice(string.ascii_letters + " ") for _ in range(5 * LONGEST))

    assert max(one.end - one.start for one in sentences(text)) <= LONGEST


def _seconds(text: str) -> float:
    began = thread_time()
    find_commitment(text)
    return thread_time() - began
