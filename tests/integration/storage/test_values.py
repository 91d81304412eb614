"""How values are written, and what new ids are made of."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.errors import Broken
from storage.codec import key_of_url, to_moment, to_number, write_json
from storage.ids import Ids

START = datetime(2026, 3, 16, 8, 0, tzinfo=UTC)


@given(st.datetimes(timezones=st.timezones()))
def test_a_moment_is_kept_to_the_microsecond_in_any_zone(at: datetime) -> None:
    assert to_moment(to_number(at)) == at.astimezone(UTC)


@given(st.lists(st.datetimes(timezones=st.just(UTC)), min_size=2))
def test_stored_moments_have_the_order_of_moments(moments: list[datetime]) -> None:
    assert [to_moment(number) for number in sorted(map(to_number, moments))] == sorted(moments)


def test_a_stored_moment_comes_back_in_utc() -> None:
    at = datetime(2026, 3, 16, 9, 0, tzinfo=timezone(timedelta(hours=1)))

    assert to_moment(to_number(at)).tzinfo is UTC


def test_a_moment_without_a_zone_is_refused() -> None:
    with pytest.raises(Broken, match="zone"):
        to_number(datetime(2026, 3, 16, 9, 0))  # noqa: DTZ001 - that is the point


def test_the_same_facts_are_the_same_text() -> None:
    assert write_json({"b": (1, 2), "a": "é"}) == write_json({"a": "é", "b": [1, 2]})
    assert write_json({"b": (1, 2), "a": "é"}) == '{"a":"é","b":[1,2]}'


def test_a_url_is_compared_and_cannot_be_read() -> None:
    assert key_of_url("facebook/jos/1") == key_of_url("facebook/jos/1")
    assert key_of_url("facebook/jos/1") != key_of_url("facebook/jos/2")
    assert "jos" not in str(key_of_url("facebook/jos/1"))
    assert key_of_url(None) is None


def test_ids_rise_with_time_and_within_a_millisecond() -> None:
    clock = iter(START + timedelta(milliseconds=number // 3) for number in range(3000))
    ids = Ids(lambda: next(clock))

    made = [ids() for _ in range(3000)]

    assert made == sorted(set(made))


def test_a_clock_that_is_set_back_gives_no_id_twice() -> None:
    clock = iter([START, START - timedelta(hours=1), START, START + timedelta(hours=1)])
    ids = Ids(lambda: next(clock))

    made = [ids() for _ in range(4)]

    assert made == sorted(set(made))


def test_a_millisecond_that_is_full_borrows_from_the_next() -> None:
    ids = Ids(lambda: START)

    made = [ids() for _ in range(20_000)]

    assert made == sorted(set(made))


def test_ids_have_63_bits_until_2089() -> None:
    last = datetime(2089, 9, 6, tzinfo=UTC)

    assert 2**62 < Ids(lambda: last)() < 2**63
    assert Ids(lambda: START)() > 0
