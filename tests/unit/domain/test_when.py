"""By when, as people write it, read as one moment."""

from __future__ import annotations

import random
import time
from collections.abc import Iterator
from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

import pytest

from bot.domain.when.reading import Reading, read_when
from bot.domain.working_time import Absence, Calendar, WeeklyHours
from tests.phrases.scoring import FROZEN, PRACTICE, labelled, score
from tests.unit.domain.phrases_about_time import SAID
from tests.unit.domain.phrases_by_night import SAID as SAID_BY_NIGHT

_AMSTERDAM = "Europe/Amsterdam"
_HOURS = WeeklyHours.every_weekday("09:00", "17:00")
_COMPANY = Calendar(_AMSTERDAM, _HOURS, "NL")
_LEAST_RIGHT = 0.98
_PATIENCE = 2.0


def _phrases() -> Iterator[tuple[str, str, str]]:
    for said_at, lines in (*SAID.items(), *SAID_BY_NIGHT.items()):
        for line in lines.strip().splitlines():
            text, _, due = line.rpartition(" | ")
            yield said_at, text, due


def _read(
    text: str, said_at: str, *, zone: str = _AMSTERDAM, calendar: Calendar = _COMPANY
) -> Reading | None:
    now = datetime.fromisoformat(said_at).replace(tzinfo=ZoneInfo(zone)).astimezone(UTC)
    return read_when(text, now=now, zone=zone, calendar=calendar)


def _shown(found: Reading | None, zone: str = _AMSTERDAM) -> str:
    return "-" if found is None else f"{found.at.astimezone(ZoneInfo(zone)):%Y-%m-%d %H:%M}"


@pytest.mark.parametrize(("said_at", "text", "due"), list(_phrases()))
def test_a_phrase_stands_for_its_moment(said_at: str, text: str, due: str) -> None:
    assert _shown(_read(text, said_at)) == due


def test_every_phrase_of_the_practice_set_is_read_right() -> None:
    wrong = [one.text for one in labelled(PRACTICE) if not one.is_read_right]

    assert wrong == []


def test_at_least_98_of_100_frozen_phrases_are_read_right() -> None:
    right, of = score(FROZEN)

    assert of == 300
    assert right >= _LEAST_RIGHT * of


def test_the_moment_says_where_it_stands_in_the_text() -> None:
    text = "Beste Jos, ik bel je morgen om 10 uur terug."

    found = _read(text, "2026-03-18 10:00")

    assert found is not None
    assert text[found.start : found.end] == "morgen om 10 uur"


def test_a_place_in_the_text_is_right_behind_letters_that_grow_when_they_are_small() -> None:
    text = "GROẞE ﬁne İstanbul: uiterlijk vrijdag"

    found = _read(text, "2026-03-18 10:00")

    assert found is not None
    assert text[found.start : found.end] == "vrijdag"


def test_accents_that_stand_apart_from_their_letter_change_nothing() -> None:
    assert _shown(_read("vo\u0301o\u0301r e\u0301e\u0301n uur", "2026-03-18 10:00")) == (
        "2026-03-18 13:00"
    )


def test_it_is_read_in_the_zone_of_the_speaker() -> None:
    late = datetime(2026, 3, 18, 22, 30, tzinfo=UTC)

    in_delhi = read_when("morgen", now=late, zone="Asia/Kolkata", calendar=_COMPANY)
    in_new_york = read_when("tomorrow", now=late, zone="America/New_York", calendar=_COMPANY)

    assert in_delhi is not None
    assert in_delhi.at == datetime(2026, 3, 20, 11, 30, tzinfo=UTC)
    assert in_new_york is not None
    assert in_new_york.at == datetime(2026, 3, 19, 21, 0, tzinfo=UTC)


@pytest.mark.parametrize(
    ("said_at", "text", "due"),
    [
        # The night that loses an hour ends 24 hours an hour later on the wall.
        ("2026-03-28 12:00", "binnen 24 uur", "2026-03-29 13:00"),
        ("2026-03-28 12:00", "binnen 48 uur", "2026-03-30 13:00"),
        # The night that has an hour twice ends them an hour earlier.
        ("2026-10-24 12:00", "within 24 hours", "2026-10-25 11:00"),
        ("2026-10-24 12:00", "within 48 hours", "2026-10-26 11:00"),
        # Days are days on the calendar.
        ("2026-03-28 12:00", "over 1 dag", "2026-03-29 17:00"),
    ],
)
def test_24_and_48_hours_pass_across_a_change_of_the_clock(
    said_at: str, text: str, due: str
) -> None:
    assert _shown(_read(text, said_at)) == due


def test_a_time_that_the_clock_skips_is_moved_by_what_it_skips() -> None:
    found = _read("morgen om 02:30", "2026-03-28 12:00")

    assert found is not None
    assert found.at == datetime(2026, 3, 29, 1, 30, tzinfo=UTC)


def test_of_a_time_that_the_clock_shows_twice_it_is_the_first() -> None:
    found = _read("morgen om 02:30", "2026-10-24 12:00")

    assert found is not None
    assert found.at == datetime(2026, 10, 25, 0, 30, tzinfo=UTC)


def test_good_friday_is_a_working_day_unless_the_calendar_says_otherwise() -> None:
    closed = Calendar(_AMSTERDAM, _HOURS, "NL", extra_holidays=frozenset({date(2026, 4, 3)}))

    assert _shown(_read("binnen 1 werkdag", "2026-04-02 10:00")) == "2026-04-03 17:00"
    assert _shown(_read("binnen 1 werkdag", "2026-04-02 10:00", calendar=closed)) == (
        "2026-04-07 17:00"
    )


def test_a_named_day_is_not_moved_off_a_holiday() -> None:
    assert _shown(_read("maandag", "2026-04-02 10:00")) == "2026-04-06 17:00"
    assert _shown(_read("morgen", "2026-04-26 10:00")) == "2026-04-27 17:00"


def test_working_days_are_the_companys_not_those_that_somebody_has_off() -> None:
    away = Calendar(
        _AMSTERDAM,
        _HOURS,
        "NL",
        absences=(Absence(date(2026, 3, 19), date(2026, 3, 27)),),
    )

    assert _shown(_read("binnen 2 werkdagen", "2026-03-18 10:00", calendar=away)) == (
        "2026-03-20 17:00"
    )


def test_a_company_that_never_closes_means_monday_to_friday_by_working_days() -> None:
    always = WeeklyHours((*_HOURS.days[:5], _HOURS.days[0], _HOURS.days[0]))

    found = _read(
        "binnen 3 werkdagen", "2026-03-19 10:00", calendar=Calendar(_AMSTERDAM, always, "NL")
    )

    assert _shown(found) == "2026-03-24 17:00"


def test_a_calendar_without_a_working_day_is_no_reason_to_fail() -> None:
    never = Calendar(_AMSTERDAM, WeeklyHours(((),) * 7), None)

    assert _shown(_read("binnen 2 werkdagen", "2026-03-18 10:00", calendar=never)) == (
        "2026-03-20 17:00"
    )


@pytest.mark.parametrize(
    "text",
    [
        "",
        " \n\t ",
        "9" * 5000,
        "1-" * 2500,
        "1:" * 2500,
        "om " * 1600,
        "over een " * 550,
        "tussen 3 en " * 420,
        "vrijdag of " * 450,
        "half " * 1000,
        "binnen nu en nog " * 290,
        "a.b." * 1250,
        "e\u0301" * 2500,
        "'" * 5000,
        "van de " * 700,
        "12 over half " * 380,
        "3 december " * 450,
        "the next the next " * 270,
        "99999999999999999999 uur",
        "over 9999 weken",
        "31-12-2199 23:59",
        "over 400 dagen",
        "\ud800 vrijdag \udfff",
        "\x00vrijdag\x00",
        "٣ december",
    ],
)
def test_a_hostile_text_is_read_in_time_and_without_a_failure(text: str) -> None:
    began = time.thread_time()

    _read(text, "2026-03-18 10:00")

    assert time.thread_time() - began < _PATIENCE


def test_whatever_is_thrown_together_is_read_without_a_failure_and_never_in_the_past() -> None:
    chance = random.Random(20260322)  # noqa: S311 - the same phrases in each run
    words = [word for lines in SAID.values() for word in lines.replace("|", " ").split()]
    marks = [*"-/.,:'()!?\n€#½–’", "\u0301", "\u200b", "😀", "12", "0", "31", "24:00", "99"]

    for _ in range(3000):
        size = chance.randint(1, 14)
        text = chance.choice(["", " "]).join(chance.choices([*words, *marks], k=size))
        said_at = f"{chance.randint(2024, 2031)}-{chance.randint(1, 12):02}-28 23:30"
        zone = chance.choice([_AMSTERDAM, "America/St_Johns", "Pacific/Apia", "Asia/Kolkata"])
        found = _read(text, said_at, zone=zone)
        now = datetime.fromisoformat(said_at).replace(tzinfo=ZoneInfo(zone))
        if found is not None:
            assert found.at > now, text
            assert 0 <= found.start < found.end <= len(text), text


def test_a_sentence_is_read_in_less_than_a_few_milliseconds() -> None:
    texts = [text for _, text, _ in _phrases()]
    began = time.thread_time()

    for text in texts:
        _read(text, "2026-03-18 10:00")

    assert (time.thread_time() - began) / len(texts) < 0.005
