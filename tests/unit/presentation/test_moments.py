"""Moments, durations and amounts, as people read them."""

from datetime import UTC, datetime, timedelta

import pytest

from bot.presentation.moments import before, clock, money, took, waited, when
from bot.presentation.wording import wording

NL, EN = wording("nl"), wording("en")
NOW = datetime(2026, 3, 18, 13, 20, tzinfo=UTC)  # a Wednesday, 14:20 in Amsterdam
ZONE = "Europe/Amsterdam"


@pytest.mark.parametrize(
    ("at", "dutch", "english"),
    [
        ("2026-03-18T16:00Z", "vandaag 17:00", "today 17:00"),
        ("2026-03-19T09:00Z", "morgen 10:00", "tomorrow 10:00"),
        ("2026-03-17T09:05Z", "gisteren 10:05", "yesterday 10:05"),
        ("2026-03-20T16:00Z", "vr 17:00", "Fri 17:00"),
        ("2026-03-24T16:00Z", "di 17:00", "Tue 17:00"),
        ("2026-03-25T16:00Z", "wo 25-3 17:00", "Wed 25 Mar 17:00"),
        ("2026-03-16T16:00Z", "ma 16-3 17:00", "Mon 16 Mar 17:00"),
        ("2027-01-04T16:00Z", "ma 4-1-2027 17:00", "Mon 4 Jan 2027 17:00"),
    ],
)
def test_a_moment_is_named_from_where_the_reader_stands(at: str, dutch: str, english: str) -> None:
    moment = datetime.fromisoformat(at)

    assert when(moment, zone=ZONE, wording=NL, now=NOW) == dutch
    assert when(moment, zone=ZONE, wording=EN, now=NOW) == english


@pytest.mark.parametrize(
    ("at", "dutch", "english"),
    [
        ("2026-03-18T16:00Z", "vandaag vóór 17:00", "before 17:00 today"),
        ("2026-03-19T09:00Z", "morgen vóór 10:00", "before 10:00 tomorrow"),
        ("2026-03-20T16:00Z", "vr vóór 17:00", "before Fri 17:00"),
        ("2026-03-25T16:00Z", "wo 25-3 vóór 17:00", "before Wed 25 Mar 17:00"),
    ],
)
def test_a_moment_to_be_ready_by_is_said_as_people_say_it(
    at: str, dutch: str, english: str
) -> None:
    moment = datetime.fromisoformat(at)

    assert before(moment, zone=ZONE, wording=NL, now=NOW) == dutch
    assert before(moment, zone=ZONE, wording=EN, now=NOW) == english


def test_a_day_is_the_readers_day_not_that_of_utc() -> None:
    late = datetime(2026, 3, 18, 23, 30, tzinfo=UTC)

    assert when(late, zone=ZONE, wording=EN, now=NOW) == "tomorrow 00:30"
    assert when(late, zone="America/New_York", wording=EN, now=NOW) == "today 19:30"


def test_summer_time_moves_the_clock_of_a_promise() -> None:
    after_the_change = datetime(2026, 3, 30, 15, 0, tzinfo=UTC)

    assert when(after_the_change, zone=ZONE, wording=NL, now=NOW) == "ma 30-3 17:00"
    assert clock(after_the_change, zone=ZONE) == "17:00"


def test_without_a_now_the_date_is_whole() -> None:
    assert when(NOW, zone=ZONE, wording=NL, now=None) == "wo 18-3-2026 14:20"


@pytest.mark.parametrize(
    ("span", "dutch", "english"),
    [
        (timedelta(0), "1 min", "1 min"),
        (timedelta(minutes=47), "47 min", "47 min"),
        (timedelta(minutes=59, seconds=59), "59 min", "59 min"),
        (timedelta(hours=1), "1 uur", "1 hour"),
        (timedelta(hours=22, minutes=59), "22 uur", "22 hours"),
        (timedelta(hours=24), "1 dag", "1 day"),
        (timedelta(days=2, hours=5), "2 dagen", "2 days"),
        (timedelta(days=1526), "1.526 dagen", "1,526 days"),
    ],
)
def test_a_wait_is_told_roughly(span: timedelta, dutch: str, english: str) -> None:
    assert waited(span, NL) == dutch
    assert waited(span, EN) == english


@pytest.mark.parametrize(
    ("span", "dutch", "english"),
    [
        (timedelta(hours=5, minutes=10), "5 u 10", "5 h 10"),
        (timedelta(hours=3, minutes=5), "3 u 05", "3 h 05"),
        (timedelta(hours=7), "7 uur", "7 hours"),
        (timedelta(minutes=47), "47 min", "47 min"),
        (timedelta(hours=22, minutes=40), "22 uur", "22 hours"),
    ],
)
def test_how_long_something_took_is_told_to_the_minute(
    span: timedelta, dutch: str, english: str
) -> None:
    assert took(span, NL) == dutch
    assert took(span, EN) == english


@pytest.mark.parametrize(
    ("cents", "dutch", "english"),
    [
        (2500, "€ 25", "€25"),
        (41250, "€ 412,50", "€412.50"),
        (123456700, "€ 1.234.567", "€1,234,567"),
        (5, "€ 0,05", "€0.05"),
        (0, "€ 0", "€0"),
    ],
)
def test_an_amount_is_written_as_the_language_writes_it(
    cents: int, dutch: str, english: str
) -> None:
    assert money(cents, NL) == dutch
    assert money(cents, EN) == english
