"""The score that was asked for, on sentences that were labelled before there was a detector."""

from __future__ import annotations

from dataclasses import replace
from hashlib import sha256

from tests.commitments.scoring import HERE, Judged, judged, score

AS_FROZEN = "5168d9b32c192935985ac7bc764f378a66e8b6cfe5d079a1ae9a64acd7e9c421"


def test_the_frozen_sentences_are_the_frozen_ones() -> None:
    frozen = (HERE / "frozen.jsonl").read_bytes()

    assert sha256(frozen).hexdigest() == AS_FROZEN


def test_who_is_asked_about_a_commitment_made_one_and_few_are_missed() -> None:
    every = list(judged("frozen.jsonl"))

    found = score(every)

    assert len(every) == 500
    assert found.precision >= 0.95
    assert found.recall >= 0.85


def test_a_worse_score_would_be_seen() -> None:
    every = [one for one in judged("practice.jsonl") if one.found]

    missing_half = [*every[::2], *(_missed(one) for one in every[1::2])]

    assert score(missing_half).recall < 0.85


def _missed(one: Judged) -> Judged:
    return replace(one, found=False)
