"""What is sealed opens with any of our keys, and says nothing without them."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from integrations.slack.config import Secret
from integrations.slack.sealing import Sealer, Unopened, new_key

OLD, NEW = Secret(new_key()), Secret(new_key())
MORNING = datetime(2026, 3, 17, 9, 5, tzinfo=UTC)
MINUTE = timedelta(minutes=1)


def test_what_is_sealed_is_opened_and_hides_what_it_is() -> None:
    sealed = Sealer([NEW]).seal(Secret("xoxb-1"))

    assert "xoxb-1" not in sealed
    assert Sealer([NEW]).open(sealed) == Secret("xoxb-1")


def test_a_new_key_goes_in_front_and_old_seals_still_open() -> None:
    sealed = Sealer([OLD]).seal(Secret("xoxb-1"))

    assert Sealer([NEW, OLD]).open(sealed) == Secret("xoxb-1")
    assert Sealer([NEW]).open(Sealer([NEW, OLD]).seal(Secret("xoxb-2"))) == Secret("xoxb-2")


@pytest.mark.parametrize(
    "sealed",
    ["", "xoxb-1", Sealer([OLD]).seal(Secret("xoxb-1")), "é"],
    ids=["nothing", "bare", "sealed with another key", "odd"],
)
def test_what_is_not_ours_does_not_open(sealed: str) -> None:
    with pytest.raises(Unopened):
        Sealer([NEW]).open(sealed)


def test_a_stamp_is_ours_for_a_while() -> None:
    sealer = Sealer([NEW])
    stamped = sealer.stamp("word", MORNING)

    assert sealer.read_stamp(stamped, MORNING + MINUTE, within=MINUTE) == "word"
    with pytest.raises(Unopened):
        sealer.read_stamp(stamped, MORNING + 2 * MINUTE, within=MINUTE)
    with pytest.raises(Unopened):
        Sealer([OLD]).read_stamp(stamped, MORNING, within=MINUTE)
