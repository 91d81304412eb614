"""Working time: hours, holidays, absences, changes of the clock, and a slow oracle for all."""

from __future__ import annotations

import pickle
from collections.abc import Callable
from dataclasses import FrozenInstanceError, dataclass, replace
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from bot.domain import working_time
from bot.domain.errors import Error
from bot.domain.holiday_calendar import UnknownCountryError, public_holidays
from bot.domain.working_time import (
    DAYS_LOOKED_AHEAD,
    LONGEST,
    WEEKDAYS,
    Absence,
    Calendar,
    IsoWeek,
    IsoWeekError,
    LocalSpan,
    NaiveMomentError,
    NotAWorkingDayError,
    NoWorkingTime,
    UnknownZoneError,
    WeeklyHours,
    WorkingHoursError,
    add_working,
    add_working_days,
    at_local,
    at_share,
    is_working,
    is_working_day,
    iso_week_of,
    local_date,
    next_working_day,
    next_working_moment,
    working_between,
    working_day_start,
    working_spans,
)

OFFICE = WeeklyHours.every_weekday("09:00", "17:00")
ALWAYS = WeeklyHours.parse({day: ["00:00-24:00"] for day in WEEKDAYS})
NEVER = WeeklyHours.parse({})
AMSTERDAM = "Europe/Amsterdam"
NEW_YORK = "America/New_York"
APIA = "Pacific/Apia"
LORD_HOWE = "Australia/Lord_Howe"
HOUR = timedelta(hours=1)
MINUTE = timedelta(minutes=1)
DAY = timedelta(days=1)
NOTHING = timedelta(0)
FOR_EVER = Absence(date(2000, 1, 1), date(2199, 12, 31))


def a_calendar(
    hours: WeeklyHours = OFFICE, zone: str = AMSTERDAM, *absences: Absence, country: str = "NL"
) -> Calendar:
    return Calendar(zone, hours, country, absences=absences)


def utc(written: str) -> datetime:
    """A moment written in UTC: "2026-03-16 14:00"."""
    return datetime.fromisoformat(written).replace(tzinfo=UTC)


def local(written: str, zone: str = AMSTERDAM) -> datetime:
    """A moment written in local time, in UTC."""
    return datetime.fromisoformat(written).replace(tzinfo=ZoneInfo(zone)).astimezone(UTC)


# --- weekly hours -----------------------------------------------------------------------------


def test_every_weekday_is_monday_to_friday() -> None:
    assert OFFICE.days == (((time(9), time(17)),),) * 5 + ((), ())


def test_split_shifts_are_read_and_put_in_order() -> None:
    hours = WeeklyHours.parse({"tue": ["13:00-17:30", "9:00 - 12:00"]})

    assert hours.days[1] == ((time(9), time(12)), (time(13), time(17, 30)))
    assert hours.days[0] == ()


def test_equal_hours_are_equal_however_they_were_written() -> None:
    one = WeeklyHours.parse({"mon": ["09:00-12:00", "13:00-17:00"], "sun": []})
    other = WeeklyHours.parse({"mon": ("13:00-17:00", "09:00-12:00")})

    assert one == other
    assert hash(one) == hash(other)


def test_24_00_is_the_end_of_the_day() -> None:
    late = a_calendar(WeeklyHours.parse({"mon": ["20:00-24:00"], "tue": ["00:00-01:00"]}))

    assert working_between(late, local("2026-03-16 12:00"), local("2026-03-17 12:00")) == 5 * HOUR
    assert is_working(late, local("2026-03-16 23:59"))
    assert is_working(late, local("2026-03-17 00:00"))


def test_spans_that_touch_do_not_overlap() -> None:
    hours = WeeklyHours.parse({"mon": ["09:00-12:00", "12:00-17:00"]})

    assert len(hours.days[0]) == 2


@pytest.mark.parametrize(
    ("written", "what_to_do"),
    [
        ({"monday": ["09:00-17:00"]}, "'monday' is no day of the week: write one of mon, tue"),
        ({"mon": "09:00-17:00"}, "write a list of spans"),
        ({"mon": None}, "write a list of spans"),
        ({"mon": ["nine to five"]}, 'write hours and minutes such as "09:00-17:00"'),
        ({"mon": [""]}, "write hours and minutes"),
        ({"mon": ["09:00"]}, "write hours and minutes"),
        ({"mon": ["09:60-17:00"]}, "write hours and minutes"),
        ({"mon": ["09:00-25:00"]}, "write hours and minutes"),
        ({"mon": ["09:00-24:01"]}, "write hours and minutes"),
        ({"mon": ["09:00-17:00-18:00"]}, "write hours and minutes"),
        ({"mon": ["\u0669:\u0660\u0660-\u0667:\u0660\u0660"]}, "write hours and minutes"),
        ({"mon": [time(9)]}, "write hours and minutes"),
        ({"mon": ["09:00-09:00"]}, "mend it or leave it out"),
        ({"mon": ["24:00-24:00"]}, "mend it or leave it out"),
        ({"mon": ["20:00-00:00"]}, "write 24:00 for the end of the day"),
        ({"mon": ["22:00-06:00"]}, "end this span at 24:00 and start one at 00:00 on the next day"),
        ({"mon": ["24:00-06:00"]}, "do not run over midnight"),
        ({"mon": ["09:00-12:00", "11:59-17:00"]}, "overlap: make them one span, or move one"),
        ({"mon": ["20:00-24:00", "21:00-22:00"]}, "overlap"),
        ({"mon": ["09:00-12:00", "09:00-12:00"]}, "overlap"),
    ],
)
def test_hours_that_cannot_be_are_refused_with_what_to_do(
    written: dict[str, object], what_to_do: str
) -> None:
    with pytest.raises(WorkingHoursError, match=what_to_do):
        WeeklyHours.parse(written)


@pytest.mark.parametrize(
    "days",
    [
        (),
        ((),) * 8,
        (((time(17), time(9)),),) + ((),) * 6,
        (((time(9, tzinfo=UTC), time(17, tzinfo=UTC)),),) + ((),) * 6,
    ],
)
def test_hours_made_by_hand_are_checked_as_well(days: tuple[tuple[LocalSpan, ...], ...]) -> None:
    with pytest.raises(WorkingHoursError):
        WeeklyHours(days)


# --- calendars and absences -------------------------------------------------------------------


def test_an_absence_has_its_first_and_last_day_off() -> None:
    away = Absence(date(2026, 3, 17), date(2026, 3, 18), deputy=7)
    calendar = a_calendar(OFFICE, AMSTERDAM, away)

    off = [on for on in range(16, 20) if not is_working_day(calendar, date(2026, 3, on))]

    assert off == [17, 18]


def test_the_absence_of_a_day_tells_the_deputy() -> None:
    away = Absence(date(2026, 3, 17), date(2026, 3, 18), deputy=7)
    calendar = a_calendar(OFFICE, AMSTERDAM, away)

    assert calendar.find_absence(date(2026, 3, 18)) == away
    assert calendar.find_absence(date(2026, 3, 19)) is None


def test_an_absence_that_ends_before_it_starts_is_refused() -> None:
    with pytest.raises(WorkingHoursError, match="swap the dates"):
        Absence(date(2026, 3, 18), date(2026, 3, 17))


def test_an_absence_lasts_whole_days_of_the_persons_own_zone() -> None:
    away = Absence(date(2026, 3, 17), date(2026, 3, 17))
    calendar = Calendar(NEW_YORK, ALWAYS, None, absences=(away,))

    spans = working_spans(calendar, date(2026, 3, 16), date(2026, 3, 18))

    assert spans == (
        (local("2026-03-16 00:00", NEW_YORK), local("2026-03-17 00:00", NEW_YORK)),
        (local("2026-03-18 00:00", NEW_YORK), local("2026-03-19 00:00", NEW_YORK)),
    )


def test_without_a_country_there_are_no_public_holidays() -> None:
    assert is_working_day(Calendar(AMSTERDAM, OFFICE, None), date(2026, 12, 25))


def test_extra_holidays_are_off_and_ordinary_days_are_worked() -> None:
    founders_day, kings_day = date(2026, 3, 16), date(2026, 4, 27)
    calendar = replace(
        a_calendar(),
        extra_holidays=frozenset({founders_day}),
        ordinary_days=frozenset({kings_day}),
    )

    assert not is_working_day(calendar, founders_day)
    assert is_working_day(calendar, kings_day)
    assert not is_working_day(a_calendar(), kings_day)


def test_extra_holidays_need_no_country() -> None:
    calendar = Calendar(AMSTERDAM, OFFICE, None, extra_holidays=frozenset({date(2026, 3, 16)}))

    assert not is_working_day(calendar, date(2026, 3, 16))


def test_a_date_cannot_be_an_extra_holiday_and_an_ordinary_day() -> None:
    both = frozenset({date(2026, 4, 27)})

    with pytest.raises(WorkingHoursError, match="take it out of one"):
        Calendar(AMSTERDAM, OFFICE, "NL", extra_holidays=both, ordinary_days=both)


@pytest.mark.parametrize("zone", ["Amsterdam", "Europe", "", "../etc/passwd", "Europe/amsterdam "])
def test_an_unknown_zone_is_refused_at_once(zone: str) -> None:
    with pytest.raises(UnknownZoneError, match="write an IANA name"):
        Calendar(zone, OFFICE, "NL")


def test_an_unknown_country_is_refused_at_once() -> None:
    with pytest.raises(UnknownCountryError):
        Calendar(AMSTERDAM, OFFICE, "Nederland")


def test_a_region_without_a_country_is_refused() -> None:
    with pytest.raises(WorkingHoursError, match="needs its country"):
        Calendar(AMSTERDAM, OFFICE, None, subdivision="BY")


def test_a_calendar_is_a_value() -> None:
    calendar = a_calendar(OFFICE, AMSTERDAM, FOR_EVER)

    assert calendar == a_calendar(OFFICE, AMSTERDAM, FOR_EVER)
    assert hash(calendar) == hash(a_calendar(OFFICE, AMSTERDAM, FOR_EVER))
    assert pickle.loads(pickle.dumps(calendar)) == calendar  # noqa: S301 - our own bytes
    with pytest.raises(FrozenInstanceError):
        calendar.zone = NEW_YORK  # type: ignore[misc]


def test_a_calendar_with_an_absence_more_does_not_remember_the_days_of_the_old_one() -> None:
    before = a_calendar()
    monday = date(2026, 3, 16)
    assert is_working_day(before, monday)

    after = replace(before, absences=(Absence(monday, monday),))

    assert not is_working_day(after, monday)
    assert is_working_day(before, monday)


def test_more_days_than_are_kept_in_memory_are_worked_out_all_the_same() -> None:
    calendar = Calendar(AMSTERDAM, OFFICE, None)
    ten_years = utc("2020-01-01 00:00"), utc("2030-01-01 00:00")

    once, twice = working_between(calendar, *ten_years), working_between(calendar, *ten_years)

    assert once == twice == 2609 * 8 * HOUR
    assert len(working_time._days_of(calendar)) <= working_time._DAYS_KEPT


# --- moments ----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("at", "working"),
    [
        ("2026-03-16 08:59:59.999999", False),
        ("2026-03-16 09:00", True),
        ("2026-03-16 16:59:59.999999", True),
        ("2026-03-16 17:00", False),
        ("2026-03-14 12:00", False),
    ],
)
def test_the_start_of_a_span_is_worked_and_its_end_is_not(at: str, working: bool) -> None:
    assert is_working(a_calendar(), local(at)) is working


def test_the_next_working_moment_is_now_while_working() -> None:
    now = local("2026-03-16 11:11:11.111111")

    assert next_working_moment(a_calendar(), now) == now


def test_the_next_working_moment_after_friday_evening_is_monday_morning() -> None:
    assert next_working_moment(a_calendar(), local("2026-03-13 17:00")) == local("2026-03-16 09:00")


def test_an_hour_from_half_past_four_on_friday_is_half_past_nine_on_monday() -> None:
    due = add_working(a_calendar(), local("2026-03-13 16:30"), HOUR)

    assert due == local("2026-03-16 09:30")


def test_an_amount_that_ends_with_the_day_ends_that_day() -> None:
    assert add_working(a_calendar(), local("2026-03-13 16:00"), HOUR) == local("2026-03-13 17:00")


def test_no_amount_at_the_end_of_a_span_is_the_start_of_the_next() -> None:
    due = add_working(a_calendar(), local("2026-03-13 17:00"), NOTHING)

    assert due == local("2026-03-16 09:00")


def test_adding_passes_over_lunch_holidays_and_absences() -> None:
    hours = WeeklyHours.parse({day: ["09:00-12:00", "13:00-17:00"] for day in WEEKDAYS[:5]})
    away = Absence(date(2026, 12, 28), date(2026, 12, 31))
    calendar = a_calendar(hours, AMSTERDAM, away)

    # Christmas is on a Friday, then absent, then New Year's Day, then a weekend.
    due = add_working(calendar, local("2026-12-24 11:00"), 6 * HOUR)

    assert due == local("2027-01-04 10:00")


def test_working_time_of_an_ordinary_week_is_forty_hours() -> None:
    week = local("2026-03-16 00:00"), local("2026-03-23 00:00")

    assert working_between(a_calendar(), *week) == 40 * HOUR


def test_working_time_of_a_week_with_kings_day_is_thirty_two_hours() -> None:
    week = local("2026-04-27 00:00"), local("2026-05-04 00:00")

    assert working_between(a_calendar(), *week) == 32 * HOUR


def test_nothing_lies_between_a_moment_and_an_earlier_one() -> None:
    later, earlier = local("2026-03-16 16:00"), local("2026-03-16 10:00")

    assert working_between(a_calendar(), later, earlier) == NOTHING
    assert working_between(a_calendar(), later, earlier - 30 * DAY) == NOTHING
    assert working_between(a_calendar(), later, later) == NOTHING


def test_parts_of_a_microsecond_are_neither_lost_nor_made() -> None:
    start = local("2026-03-16 16:59:59.999999")

    due = add_working(a_calendar(), start, timedelta(microseconds=2))

    assert due == local("2026-03-17 09:00:00.000001")
    assert working_between(a_calendar(), start, due) == timedelta(microseconds=2)


def test_moments_in_another_zone_are_understood_and_answered_in_utc() -> None:
    tokyo = datetime(2026, 3, 16, 18, 0, tzinfo=ZoneInfo("Asia/Tokyo"))

    due = add_working(a_calendar(), tokyo, HOUR)

    assert due == local("2026-03-16 11:00")
    assert due.tzinfo is UTC


def test_spans_are_given_for_both_dates_and_all_between() -> None:
    spans = working_spans(a_calendar(), date(2026, 3, 13), date(2026, 3, 16))

    assert spans == (
        (utc("2026-03-13 08:00"), utc("2026-03-13 16:00")),
        (utc("2026-03-16 08:00"), utc("2026-03-16 16:00")),
    )


def test_there_are_no_spans_from_a_date_to_an_earlier_one() -> None:
    assert working_spans(a_calendar(), date(2026, 3, 16), date(2026, 3, 13)) == ()


# --- a share of the way -----------------------------------------------------------------------


def test_four_fifths_of_a_working_day_is_at_twenty_four_past_three() -> None:
    start, due = local("2026-03-16 09:00"), local("2026-03-16 17:00")

    assert at_share(a_calendar(), start, due, 0.8) == local("2026-03-16 15:24")


def test_a_share_is_of_working_time_and_not_of_nights() -> None:
    start, due = local("2026-03-13 16:00"), local("2026-03-16 10:00")

    assert at_share(a_calendar(), start, due, 0.75) == local("2026-03-16 09:30")


def test_a_share_of_a_weekend_is_a_share_of_plain_time() -> None:
    start, due = local("2026-03-14 10:00"), local("2026-03-14 20:00")

    assert at_share(a_calendar(), start, due, 0.8) == local("2026-03-14 18:00")


def test_a_share_of_for_ever_absent_is_a_share_of_plain_time() -> None:
    away = a_calendar(OFFICE, AMSTERDAM, FOR_EVER)

    assert at_share(away, utc("2026-03-16 10:00"), utc("2026-03-16 20:00"), 0.5) == utc(
        "2026-03-16 15:00"
    )


def test_a_share_of_what_was_due_before_it_began_lies_between_the_two() -> None:
    start, due = local("2026-03-16 12:00"), local("2026-03-16 10:00")

    assert at_share(a_calendar(), start, due, 0.5) == local("2026-03-16 11:00")


@pytest.mark.parametrize("share", [-0.1, 1.1, float("nan"), float("inf")])
def test_a_share_outside_nothing_and_all_is_refused(share: float) -> None:
    with pytest.raises(WorkingHoursError, match="between 0 and 1"):
        at_share(a_calendar(), utc("2026-03-16 10:00"), utc("2026-03-16 12:00"), share)


# --- working days -----------------------------------------------------------------------------


def test_the_next_working_day_is_strictly_after() -> None:
    assert next_working_day(a_calendar(), date(2026, 3, 12)) == date(2026, 3, 13)
    assert next_working_day(a_calendar(), date(2026, 3, 13)) == date(2026, 3, 16)


def test_working_days_are_counted_past_weekends_and_holidays() -> None:
    # Easter Monday and King's Day are off, Good Friday is worked.
    assert add_working_days(a_calendar(), date(2026, 4, 2), 1) == date(2026, 4, 3)
    assert add_working_days(a_calendar(), date(2026, 4, 2), 2) == date(2026, 4, 7)
    assert add_working_days(a_calendar(), date(2026, 4, 2), 16) == date(2026, 4, 28)


def test_no_working_days_after_a_date_is_the_date_itself() -> None:
    sunday = date(2026, 3, 15)

    assert add_working_days(a_calendar(), sunday, 0) == sunday


def test_working_days_are_not_counted_backwards() -> None:
    with pytest.raises(WorkingHoursError):
        add_working_days(a_calendar(), date(2026, 3, 16), -1)


def test_a_working_day_starts_with_its_first_span() -> None:
    assert working_day_start(a_calendar(), date(2026, 3, 16)) == local("2026-03-16 09:00")
    assert working_day_start(a_calendar(), date(2026, 7, 16)) == utc("2026-07-16 07:00")


@pytest.mark.parametrize("off", [date(2026, 3, 15), date(2026, 4, 27)])
def test_a_day_off_has_no_start(off: date) -> None:
    with pytest.raises(NotAWorkingDayError, match="no working day"):
        working_day_start(a_calendar(), off)


def test_a_moment_is_not_taken_for_a_date() -> None:
    with pytest.raises(TypeError, match="ask with a date"):
        is_working_day(a_calendar(), utc("2026-03-16 10:00"))


# --- changes of the clock ---------------------------------------------------------------------


@pytest.mark.parametrize("on", [date(2026, 3, 29), date(2026, 10, 25)])
def test_office_hours_on_the_day_the_clock_changes_are_eight_hours(on: date) -> None:
    calendar = a_calendar(WeeklyHours.parse({"sun": ["09:00-17:00"]}))

    ((start, end),) = working_spans(calendar, on, on)

    assert end - start == 8 * HOUR


@pytest.mark.parametrize(
    ("zone", "on", "hours"),
    [
        (AMSTERDAM, date(2026, 3, 29), 23.0),
        (AMSTERDAM, date(2026, 10, 25), 25.0),
        (NEW_YORK, date(2026, 3, 8), 23.0),
        (NEW_YORK, date(2026, 11, 1), 25.0),
        (LORD_HOWE, date(2026, 10, 4), 23.5),
        (LORD_HOWE, date(2026, 4, 5), 24.5),
        ("UTC", date(2026, 3, 29), 24.0),
        ("America/Sao_Paulo", date(2018, 11, 4), 23.0),
        ("America/Sao_Paulo", date(2018, 2, 17), 25.0),
        (APIA, date(2011, 12, 29), 24.0),
        (APIA, date(2011, 12, 31), 24.0),
    ],
)
def test_a_whole_day_lasts_as_long_as_it_really_does(zone: str, on: date, hours: float) -> None:
    calendar = Calendar(zone, ALWAYS, None)

    ((start, end),) = working_spans(calendar, on, on)

    assert end - start == hours * HOUR


def test_a_night_shift_loses_the_hour_that_the_clocks_skip() -> None:
    calendar = a_calendar(WeeklyHours.parse({"sun": ["00:00-06:00"]}))

    assert working_spans(calendar, date(2026, 3, 29), date(2026, 3, 29)) == (
        (utc("2026-03-28 23:00"), utc("2026-03-29 04:00")),
    )


def test_a_night_shift_gains_the_hour_that_the_clocks_repeat() -> None:
    calendar = a_calendar(WeeklyHours.parse({"sun": ["00:00-06:00"]}))

    assert working_spans(calendar, date(2026, 10, 25), date(2026, 10, 25)) == (
        (utc("2026-10-24 22:00"), utc("2026-10-25 05:00")),
    )


@pytest.mark.parametrize(
    ("written", "spans"),
    [
        (["02:30-03:15"], [("01:00", "01:15")]),
        (["01:00-02:30"], [("00:00", "01:00")]),
        (["02:00-03:00"], []),
        (["02:10-02:50"], []),
        (["01:00-02:30", "02:45-04:00"], [("00:00", "01:00"), ("01:00", "02:00")]),
        (["01:30-02:15", "03:00-04:00"], [("00:30", "01:00"), ("01:00", "02:00")]),
    ],
)
def test_spans_that_touch_the_skipped_hour_begin_or_end_where_the_clock_jumps(
    written: list[str], spans: list[tuple[str, str]]
) -> None:
    calendar = a_calendar(WeeklyHours.parse({"sun": written}))

    found = working_spans(calendar, date(2026, 3, 29), date(2026, 3, 29))

    assert list(found) == [
        (utc(f"2026-03-29 {start}"), utc(f"2026-03-29 {end}")) for start, end in spans
    ]


@pytest.mark.parametrize(
    ("written", "spans"),
    [
        (["01:00-02:30", "02:30-04:00"], [("23:00", "00:30"), ("00:30", "03:00")]),
        (["02:00-03:00"], [("00:00", "02:00")]),
        (["02:15-02:45"], [("00:15", "00:45")]),
    ],
)
def test_spans_that_touch_the_repeated_hour_go_by_its_first_passing(
    written: list[str], spans: list[tuple[str, str]]
) -> None:
    calendar = a_calendar(WeeklyHours.parse({"sun": written}))

    found = working_spans(calendar, date(2026, 10, 25), date(2026, 10, 25))

    assert [(f"{start:%H:%M}", f"{end:%H:%M}") for start, end in found] == spans


def test_a_span_to_the_microsecond_begins_exactly_where_the_clock_jumps() -> None:
    odd = (time(2, 30, 0, 999_999), time(4))
    calendar = a_calendar(WeeklyHours(((),) * 6 + ((odd,),)))

    ((start, _),) = working_spans(calendar, date(2026, 3, 29), date(2026, 3, 29))

    assert start == utc("2026-03-29 01:00")


def test_a_day_that_the_zone_skipped_is_no_working_day() -> None:
    calendar = Calendar(APIA, OFFICE, None)
    skipped = date(2011, 12, 30)

    assert not is_working_day(calendar, skipped)
    assert next_working_day(calendar, date(2011, 12, 29)) == date(2012, 1, 2)


def test_clocks_set_back_over_midnight_do_not_hide_the_new_day() -> None:
    # Until 2011 clocks in St John's went back from 00:01 to 23:01 of the day before.
    zone = "America/St_Johns"
    calendar = Calendar(zone, WeeklyHours.parse({"sun": ["00:00-06:00"]}), None)
    saturday_again = utc("2010-11-07 03:00")
    assert local_date(zone, saturday_again) == date(2010, 11, 6)

    assert is_working(calendar, saturday_again)
    assert next_working_moment(calendar, saturday_again) == saturday_again
    assert working_between(calendar, saturday_again, saturday_again + MINUTE) == MINUTE


def test_an_hour_of_work_is_a_real_hour_across_the_change() -> None:
    calendar = a_calendar(ALWAYS, country="NL")
    start = utc("2026-03-29 00:30")

    assert add_working(calendar, start, HOUR) == start + HOUR


# --- local dates and times --------------------------------------------------------------------


def test_the_local_date_may_be_yesterday_or_tomorrow() -> None:
    at = utc("2026-03-16 23:30")

    assert local_date("UTC", at) == date(2026, 3, 16)
    assert local_date(AMSTERDAM, at) == date(2026, 3, 17)
    assert local_date(NEW_YORK, utc("2026-03-16 03:00")) == date(2026, 3, 15)


def test_a_local_time_follows_summer_and_winter() -> None:
    assert at_local(AMSTERDAM, date(2026, 1, 5), time(8)) == utc("2026-01-05 07:00")
    assert at_local(AMSTERDAM, date(2026, 7, 6), time(8)) == utc("2026-07-06 06:00")


@pytest.mark.parametrize(
    ("zone", "on", "at", "moved_to"),
    [
        (AMSTERDAM, date(2026, 3, 29), time(2, 30), "2026-03-29 03:30"),
        (AMSTERDAM, date(2026, 3, 29), time(2, 0), "2026-03-29 03:00"),
        (NEW_YORK, date(2026, 3, 8), time(2, 15), "2026-03-08 03:15"),
        (LORD_HOWE, date(2026, 10, 4), time(2, 10), "2026-10-04 02:40"),
        (APIA, date(2011, 12, 30), time(9, 0), "2011-12-31 09:00"),
    ],
)
def test_a_time_that_the_clocks_skip_moves_forward_by_what_they_skip(
    zone: str, on: date, at: time, moved_to: str
) -> None:
    assert at_local(zone, on, at) == local(moved_to, zone)


def test_of_a_time_that_comes_twice_the_first_is_meant() -> None:
    twice = time(2, 30)

    assert at_local(AMSTERDAM, date(2026, 10, 25), twice) == utc("2026-10-25 00:30")
    assert at_local(AMSTERDAM, date(2026, 10, 25), twice.replace(fold=1)) == utc("2026-10-25 00:30")


def test_a_local_time_with_a_zone_of_its_own_is_refused() -> None:
    with pytest.raises(WorkingHoursError, match="time on the wall only"):
        at_local(AMSTERDAM, date(2026, 3, 16), time(9, tzinfo=UTC))


# --- ISO weeks --------------------------------------------------------------------------------


def test_a_week_is_written_and_read_as_iso_does() -> None:
    week = IsoWeek.parse("2026-W02")

    assert week == IsoWeek(2026, 2)
    assert str(week) == "2026-W02"


def test_a_week_runs_from_monday_to_sunday() -> None:
    week = IsoWeek(2026, 12)

    assert (week.first_on, week.last_on) == (date(2026, 3, 16), date(2026, 3, 22))


def test_the_bounds_of_a_week_are_midnights_of_the_zone() -> None:
    assert IsoWeek(2026, 12).bounds(AMSTERDAM) == (utc("2026-03-15 23:00"), utc("2026-03-22 23:00"))


def test_a_week_in_which_the_clock_changes_is_an_hour_shorter_or_longer() -> None:
    spring, autumn = (week.bounds(AMSTERDAM) for week in (IsoWeek(2026, 13), IsoWeek(2026, 43)))

    assert spring[1] - spring[0] == 167 * HOUR
    assert autumn[1] - autumn[0] == 169 * HOUR


@pytest.mark.parametrize(
    ("at", "week"),
    [
        ("2026-01-01 12:00", "2026-W01"),
        ("2025-12-29 12:00", "2026-W01"),
        ("2027-01-01 12:00", "2026-W53"),
        ("2027-01-03 22:59", "2026-W53"),
        ("2027-01-03 23:00", "2027-W01"),
        ("2024-12-30 12:00", "2025-W01"),
        ("2028-02-29 12:00", "2028-W09"),
    ],
)
def test_the_week_of_a_moment_is_that_of_the_zone(at: str, week: str) -> None:
    assert str(iso_week_of(AMSTERDAM, utc(at))) == week


def test_only_long_years_have_a_week_fifty_three() -> None:
    long_years = [year for year in range(2000, 2040) if IsoWeek(year + 1, 1).previous().week == 53]

    assert long_years == [2004, 2009, 2015, 2020, 2026, 2032, 2037]
    assert IsoWeek(2026, 53).next() == IsoWeek(2027, 1)
    assert IsoWeek(2025, 52).next() == IsoWeek(2026, 1)
    assert IsoWeek(2026, 1).previous() == IsoWeek(2025, 52)


@pytest.mark.parametrize("written", ["2025-W53", "2026-W54", "2026-W00", "0000-W01", "9999-W01"])
def test_a_week_that_its_year_does_not_have_is_refused(written: str) -> None:
    with pytest.raises(IsoWeekError, match=r"no week|no year"):
        IsoWeek.parse(written)


@pytest.mark.parametrize(
    "written",
    [
        "",
        "2026W12",
        "2026-12",
        "2026-W1",
        "2026-w12",
        "2026-W12 ",
        "26-W12",
        "\u0662\u0660\u0662\u0666-W12",
    ],
)
def test_what_is_no_week_is_refused_with_an_example(written: str) -> None:
    with pytest.raises(IsoWeekError, match="such as 2026-W12"):
        IsoWeek.parse(written)


def test_weeks_sort_by_time() -> None:
    weeks = [IsoWeek(2027, 1), IsoWeek(2026, 53), IsoWeek(2026, 9)]

    assert sorted(weeks) == [IsoWeek(2026, 9), IsoWeek(2026, 53), IsoWeek(2027, 1)]


def test_there_is_a_first_and_a_last_week() -> None:
    with pytest.raises(IsoWeekError):
        IsoWeek(1, 1).previous()
    with pytest.raises(IsoWeekError):
        IsoWeek(9998, 53).next()


@given(st.dates(date(1900, 1, 1), date(2400, 1, 1)))
def test_every_date_lies_in_its_week_and_weeks_follow_each_other(on: date) -> None:
    week = IsoWeek.containing(on)

    assert week.first_on <= on <= week.last_on
    assert week.next().first_on == week.last_on + DAY
    assert week.next().previous() == week
    assert IsoWeek.parse(str(week)) == week


# --- what goes wrong --------------------------------------------------------------------------

NAIVE = datetime(2026, 3, 16, 12, 0)  # noqa: DTZ001 - that is what these tests are about
AWARE = utc("2026-03-16 12:00")


QUESTIONS: dict[str, Callable[[datetime], object]] = {
    "is_working": lambda at: is_working(a_calendar(), at),
    "next_working_moment": lambda at: next_working_moment(a_calendar(), at),
    "add_working": lambda at: add_working(a_calendar(), at, HOUR),
    "working_between, start": lambda at: working_between(a_calendar(), at, AWARE),
    "working_between, end": lambda at: working_between(a_calendar(), AWARE, at),
    "at_share, start": lambda at: at_share(a_calendar(), at, AWARE, 0.5),
    "at_share, due": lambda at: at_share(a_calendar(), AWARE, at, 0.5),
    "local_date": lambda at: local_date(AMSTERDAM, at),
    "iso_week_of": lambda at: iso_week_of(AMSTERDAM, at),
}


@pytest.mark.parametrize("question", QUESTIONS)
def test_a_moment_without_a_zone_is_refused(question: str) -> None:
    with pytest.raises(NaiveMomentError, match="has no time zone"):
        QUESTIONS[question](NAIVE)


@pytest.mark.parametrize(
    "calendar",
    [a_calendar(NEVER), a_calendar(OFFICE, AMSTERDAM, FOR_EVER)],
    ids=["no hours", "absent for ever"],
)
def test_who_never_works_has_no_next_moment_and_no_working_time(calendar: Calendar) -> None:
    questions: tuple[Callable[[], object], ...] = (
        lambda: next_working_moment(calendar, AWARE),
        lambda: add_working(calendar, AWARE, HOUR),
        lambda: next_working_day(calendar, AWARE.date()),
        lambda: add_working_days(calendar, AWARE.date(), 3),
    )
    for ask in questions:
        with pytest.raises(NoWorkingTime, match="Nobody works for 400 days"):
            ask()

    assert not is_working(calendar, AWARE)
    assert working_between(calendar, AWARE, AWARE + 3000 * DAY) == NOTHING
    assert working_spans(calendar, date(2026, 1, 1), date(2026, 12, 31)) == ()


def test_looking_forward_reaches_four_hundred_days_and_no_further() -> None:
    today = date(2026, 3, 16)
    whole_week = Calendar("UTC", ALWAYS, None)
    away = Absence(today, today + (DAYS_LOOKED_AHEAD - 1) * DAY)
    back = replace(whole_week, absences=(away,))
    longer = replace(whole_week, absences=(replace(away, last_on=away.last_on + DAY),))

    assert next_working_moment(back, AWARE).date() == today + DAYS_LOOKED_AHEAD * DAY
    assert next_working_day(back, today) == today + DAYS_LOOKED_AHEAD * DAY
    with pytest.raises(NoWorkingTime):
        next_working_moment(longer, AWARE)
    with pytest.raises(NoWorkingTime):
        next_working_day(longer, today)


@pytest.mark.parametrize("amount", [-timedelta(microseconds=1), LONGEST + HOUR, timedelta.max])
def test_less_than_nothing_and_more_than_ten_years_are_not_added(amount: timedelta) -> None:
    with pytest.raises(WorkingHoursError):
        add_working(a_calendar(), AWARE, amount)


def test_the_end_of_time_is_an_answer_and_no_crash() -> None:
    calendar = a_calendar()
    last = datetime(9999, 12, 31, 12, tzinfo=UTC)

    assert working_between(calendar, last - DAY, last) == NOTHING
    with pytest.raises(NoWorkingTime):
        next_working_moment(calendar, last)


def test_all_errors_are_the_domains_own() -> None:
    for error in (
        IsoWeekError,
        NaiveMomentError,
        NotAWorkingDayError,
        UnknownZoneError,
        UnknownCountryError,
        WorkingHoursError,
    ):
        assert issubclass(error, Error)
        assert issubclass(error, ValueError)
    assert issubclass(NoWorkingTime, Error)


# --- properties, and an oracle that goes by the minute ----------------------------------------

ZONES = (AMSTERDAM, NEW_YORK, APIA, LORD_HOWE, "UTC")
REMARKABLE = (
    date(2026, 3, 29),  # clocks forward in Amsterdam
    date(2026, 10, 25),  # and back
    date(2026, 3, 8),  # forward in New York
    date(2026, 11, 1),  # and back
    date(2026, 10, 4),  # half an hour forward on Lord Howe
    date(2026, 4, 5),  # and back
    date(2010, 9, 26),  # forward in Apia
    date(2011, 4, 2),  # and back
    date(2011, 12, 30),  # the day that Apia skipped
    date(2028, 2, 29),  # a leap day
    date(2026, 12, 31),  # in week 53
    date(2027, 1, 3),
    date(2026, 4, 27),  # King's Day
)
DAYS_SEEN = 5


@dataclass(frozen=True)
class Scene:
    """A calendar, and some days around a remarkable date."""

    calendar: Calendar
    first: datetime

    @property
    def last(self) -> datetime:
        return self.first + DAYS_SEEN * DAY


def minutes_of_the_day() -> st.SearchStrategy[tuple[LocalSpan, ...]]:
    cuts = st.lists(st.integers(0, 288), max_size=6, unique=True).map(sorted)
    return cuts.map(
        lambda five: tuple(
            (wall(start * 5), wall(end * 5))
            for start, end in zip(five[::2], five[1::2], strict=False)
        )
    )


def wall(minutes: int) -> time:
    return time(minutes // 60 % 24, minutes % 60)


@st.composite
def scenes(draw: st.DrawFn) -> Scene:
    on = draw(st.sampled_from(REMARKABLE) | st.dates(date(2000, 1, 1), date(2037, 1, 1)))
    near = st.integers(-3, DAYS_SEEN + 3).map(lambda days: on + days * DAY)
    extra, ordinary = draw(st.frozensets(near, max_size=2)), draw(st.frozensets(near, max_size=2))
    calendar = Calendar(
        zone=draw(st.sampled_from(ZONES)),
        hours=WeeklyHours(draw(st.tuples(*[minutes_of_the_day()] * 7))),
        country=draw(st.sampled_from([None, "NL", "US"])),
        extra_holidays=extra,
        ordinary_days=ordinary - extra,
        absences=tuple(
            Absence(min(pair), max(pair))
            for pair in draw(st.lists(st.tuples(near, near), max_size=2))
        ),
    )
    assume(any(calendar.hours.days))
    noon = datetime.combine(on, time(12), UTC)
    return Scene(calendar, noon - draw(st.integers(0, 3 * 24 * 60)) * MINUTE)


def is_worked(calendar: Calendar, face: datetime) -> bool:
    """What the calendar says about a clock's face, from its fields alone."""
    on = face.date()
    off = calendar.country is not None and on in public_holidays(calendar.country, None, on.year)
    if on in calendar.extra_holidays or (off and on not in calendar.ordinary_days):
        return False
    if any(away.first_on <= on <= away.last_on for away in calendar.absences):
        return False
    return any(
        start <= face.time() and (face.time() < end or end == time(0))
        for start, end in calendar.hours.days[on.weekday()]
    )


def worked_minutes(scene: Scene) -> list[datetime]:
    """Every minute of the scene that is worked, one by one.

    A clock that is set back shows nothing new until it has caught up with itself: what counts
    is the latest face it has shown.
    """
    zone = ZoneInfo(scene.calendar.zone)
    moment, latest, found = scene.first - DAY, datetime.min, []  # noqa: DTZ901 - a clock's face
    while moment < scene.last:
        latest = max(latest, moment.astimezone(zone).replace(tzinfo=None))
        if moment >= scene.first and is_worked(scene.calendar, latest):
            found.append(moment)
        moment += MINUTE
    return found


slowly = settings(max_examples=50, deadline=None)


@slowly
@given(scenes(), st.data())
def test_working_time_is_what_counting_minutes_gives(scene: Scene, data: st.DataObject) -> None:
    minutes = worked_minutes(scene)
    whole = st.integers(0, DAYS_SEEN * 24 * 60).map(lambda count: scene.first + count * MINUTE)
    start, end = data.draw(whole), data.draw(whole)

    assert working_between(scene.calendar, start, end) == MINUTE * sum(
        start <= minute < end for minute in minutes
    )


@slowly
@given(scenes(), st.data())
def test_adding_working_time_goes_where_counting_minutes_goes(
    scene: Scene, data: st.DataObject
) -> None:
    minutes = worked_minutes(scene)
    assume(minutes)
    amount = data.draw(st.integers(1, len(minutes)))

    assert next_working_moment(scene.calendar, scene.first) == minutes[0]
    assert add_working(scene.calendar, scene.first, amount * MINUTE) == minutes[amount - 1] + MINUTE


@slowly
@given(scenes())
def test_each_minute_is_worked_or_not_as_the_wall_clock_says(scene: Scene) -> None:
    minutes = set(worked_minutes(scene))
    asked = [scene.first + count * MINUTE for count in range(0, DAYS_SEEN * 24 * 60, 5)]

    assert [is_working(scene.calendar, at) for at in asked] == [at in minutes for at in asked]


@given(scenes())
def test_spans_are_in_order_and_never_overlap(scene: Scene) -> None:
    on = scene.first.date()

    edges = [edge for span in working_spans(scene.calendar, on, on + 20 * DAY) for edge in span]

    assert edges == sorted(edges)
    assert all(start < end for start, end in zip(edges[::2], edges[1::2], strict=True))


amounts = st.timedeltas(NOTHING, timedelta(hours=200))


@given(scenes(), amounts)
def test_what_was_added_lies_between(scene: Scene, amount: timedelta) -> None:
    due = add_working(scene.calendar, scene.first, amount)

    assert working_between(scene.calendar, scene.first, due) == amount


@given(scenes(), amounts, amounts)
def test_adding_twice_is_adding_the_sum(scene: Scene, one: timedelta, other: timedelta) -> None:
    assume(other)

    halfway = add_working(scene.calendar, scene.first, one)

    assert add_working(scene.calendar, halfway, other) == add_working(
        scene.calendar, scene.first, one + other
    )


@given(scenes(), amounts, amounts)
def test_more_working_time_never_ends_earlier(
    scene: Scene, one: timedelta, other: timedelta
) -> None:
    less, more = sorted((one, other))

    assert add_working(scene.calendar, scene.first, less) <= add_working(
        scene.calendar, scene.first, more
    )


@given(scenes(), amounts, st.timedeltas(NOTHING, timedelta(days=20)))
def test_starting_later_never_ends_earlier(
    scene: Scene, amount: timedelta, later: timedelta
) -> None:
    assert add_working(scene.calendar, scene.first, amount) <= add_working(
        scene.calendar, scene.first + later, amount
    )


@given(scenes(), st.lists(st.timedeltas(NOTHING, timedelta(days=40)), min_size=2, max_size=2))
def test_working_time_adds_up_at_any_midpoint(scene: Scene, steps: list[timedelta]) -> None:
    calendar, start = scene.calendar, scene.first
    middle = start + steps[0]
    end = middle + steps[1]

    parts = working_between(calendar, start, middle) + working_between(calendar, middle, end)

    assert working_between(calendar, start, end) == parts
    assert parts <= end - start


@given(scenes(), amounts, st.floats(0, 1))
def test_a_share_of_the_way_has_that_share_of_the_working_time(
    scene: Scene, amount: timedelta, share: float
) -> None:
    assume(amount)
    due = add_working(scene.calendar, scene.first, amount)

    at = at_share(scene.calendar, scene.first, due, share)

    assert working_between(scene.calendar, scene.first, at) == amount * share
    assert scene.first <= at <= due


@given(scenes(), st.integers(1, 60))
def test_counting_working_days_passes_exactly_so_many(scene: Scene, count: int) -> None:
    on = scene.first.date()

    reached = add_working_days(scene.calendar, on, count)

    passed = [on + ahead * DAY for ahead in range(1, (reached - on).days + 1)]
    assert sum(is_working_day(scene.calendar, day) for day in passed) == count
    assert is_working_day(scene.calendar, reached)
    assert local_date(scene.calendar.zone, working_day_start(scene.calendar, reached)) == reached


@given(
    st.sampled_from((*ZONES, "America/Sao_Paulo", "America/St_Johns", "Africa/Casablanca")),
    st.datetimes(datetime(1980, 1, 1), datetime(2037, 1, 1)),  # noqa: DTZ001 - a clock's face
)
def test_a_local_time_shows_again_on_the_wall_unless_it_was_skipped(
    zone: str, face: datetime
) -> None:
    at = at_local(zone, face.date(), face.time())

    shown = at.astimezone(ZoneInfo(zone))
    skipped = shown.replace(tzinfo=None) - face
    gap = shown.utcoffset() - (at - DAY).astimezone(ZoneInfo(zone)).utcoffset()  # type: ignore[operator]
    assert skipped in {NOTHING, gap}
    assert shown.fold == 0
