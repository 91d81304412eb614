"""The duty rota: turns, swaps, holidays, changes of the clock, and the hours that it adds."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.rota import (
    Duty,
    Rota,
    Swap,
    attended,
    coming_shifts,
    is_on_duty,
    next_duty,
    on_duty,
    shifts_at,
)
from bot.domain.working_time import (
    Absence,
    Calendar,
    IsoWeek,
    WeeklyHours,
    WorkingHoursError,
    add_working,
    is_working,
    united,
    working_between,
)
from tests.builders import AMY, BEN, LEA, OFFICE, at

WEEKDAYS = frozenset(range(5))
WEEKEND = frozenset({5, 6})
EVENING = Duty("evening", WEEKDAYS, time(18), time(21), (AMY.id,))
SATURDAY = Duty("weekend", WEEKEND, time(10), time(14), (AMY.id, BEN.id), holidays=True)
ROTA = Rota(OFFICE, (EVENING, SATURDAY))


@pytest.mark.parametrize(
    ("moment", "who"),
    [
        ("2026-03-16 17:59", ()),
        ("2026-03-16 18:00", (AMY.id,)),
        ("2026-03-16 20:59", (AMY.id,)),
        ("2026-03-16 21:00", ()),
        ("2026-03-21 10:00", (BEN.id,)),
        ("2026-03-21 18:30", ()),
    ],
)
def test_who_has_duty_has_it_from_its_start_until_its_end(
    moment: str, who: tuple[int, ...]
) -> None:
    assert on_duty(ROTA, at(moment)) == who


def test_those_who_are_named_take_turns_by_iso_week() -> None:
    saturdays = [at("2026-01-03 12:00") + timedelta(weeks=week) for week in range(4)]

    assert [on_duty(ROTA, one) for one in saturdays] == [
        (AMY.id,),
        (BEN.id,),
        (AMY.id,),
        (BEN.id,),
    ]


def test_turns_go_on_over_a_year_with_53_weeks() -> None:
    """2026 has 53 weeks: by its number, week 1 would follow week 53 with the same person."""
    last, first = on_duty(ROTA, at("2027-01-02 12:00")), on_duty(ROTA, at("2027-01-09 12:00"))

    assert IsoWeek.containing(date(2027, 1, 2)) == IsoWeek(2026, 53)
    assert (last, first) == ((AMY.id,), (BEN.id,))


def test_the_first_has_the_week_that_the_turns_start_with() -> None:
    late = replace(SATURDAY, first_week=IsoWeek(2026, 12))

    assert late.person_on(date(2026, 3, 21)) == AMY.id
    assert late.person_on(date(2026, 3, 14)) == BEN.id


def test_a_swap_holds_for_its_date_only() -> None:
    swapped = replace(SATURDAY, swaps=(Swap(date(2026, 3, 21), LEA.id),))

    assert on_duty(Rota(OFFICE, (swapped,)), at("2026-03-21 12:00")) == (LEA.id,)
    assert on_duty(Rota(OFFICE, (swapped,)), at("2026-03-22 12:00")) == (BEN.id,)


def test_on_a_holiday_only_those_duties_are_done_that_say_so() -> None:
    """King's Day 2026 is a Monday, Boxing Day a Saturday."""
    assert on_duty(ROTA, at("2026-04-27 19:00")) == ()
    assert on_duty(ROTA, at("2026-12-26 12:00")) != ()


def test_two_duties_at_once_are_two_people_and_nobody_twice() -> None:
    also = replace(EVENING, name="press", starts=time(17), people=(LEA.id,))
    again = replace(EVENING, name="again")

    assert on_duty(Rota(OFFICE, (EVENING, also, again)), at("2026-03-16 19:00")) == (
        LEA.id,
        AMY.id,
    )


@pytest.mark.parametrize(
    ("zone", "on", "starts", "ends", "hours"),
    [
        ("Europe/Amsterdam", date(2026, 3, 29), time(0), time(8), 7),
        ("Europe/Amsterdam", date(2026, 10, 25), time(0), time(8), 9),
        ("Europe/Amsterdam", date(2026, 3, 29), time(2, 15), time(2, 45), 0),
        ("America/New_York", date(2026, 11, 1), time(0), time(0), 25),
    ],
)
def test_a_duty_over_a_change_of_the_clock_ends_when_the_clock_says_so(
    zone: str, on: date, starts: time, ends: time, hours: float
) -> None:
    night = Duty("night", frozenset({6}), starts, ends, (AMY.id,), holidays=True)
    rota = Rota(replace(OFFICE, zone=zone, country=None), (night,))
    start = datetime.combine(on, time(0), at("2026-01-01 00:00").tzinfo) - timedelta(hours=12)

    found = [one for one in coming_shifts(rota, start) if one.ends_at < start + timedelta(days=3)]

    assert sum((one.ends_at - one.starts_at).total_seconds() / 3600 for one in found) == hours


def test_the_next_duty_is_the_one_that_runs_or_the_first_to_come() -> None:
    running, coming = (
        next_duty(ROTA, at("2026-03-16 19:00")),
        next_duty(ROTA, at("2026-03-20 21:00")),
    )

    assert running is not None
    assert (running.duty, running.starts_at) == ("evening", at("2026-03-16 18:00"))
    assert coming is not None
    assert (coming.duty, coming.starts_at, coming.person) == (
        "weekend",
        at("2026-03-21 10:00"),
        BEN.id,
    )


def test_without_duties_nobody_has_any() -> None:
    nobody = Rota(OFFICE)

    assert next_duty(nobody, at("2026-03-16 19:00")) is None
    assert (on_duty(nobody, at("2026-03-16 19:00")), shifts_at(nobody, at("2026-03-16 19:00"))) == (
        (),
        (),
    )
    assert attended(nobody) == OFFICE
    assert (
        next_duty(Rota(OFFICE, (replace(EVENING, days=frozenset({7})),)), at("2026-03-16 19:00"))
        is None
    )


def test_whoever_is_away_or_has_left_has_no_duty() -> None:
    moment = at("2026-03-16 19:00")
    away = replace(OFFICE, absences=(Absence(date(2026, 3, 16), date(2026, 3, 17)),))

    assert is_on_duty(ROTA, AMY, moment)
    assert not is_on_duty(ROTA, BEN, moment)
    assert not is_on_duty(ROTA, replace(AMY, active=False), moment)
    assert not is_on_duty(ROTA, replace(AMY, calendar=away), moment)
    assert is_on_duty(ROTA, replace(AMY, calendar=away), moment + timedelta(days=2))


@pytest.mark.parametrize(
    "changes",
    [
        {"people": ()},
        {"days": frozenset()},
        {"starts": time(21), "ends": time(18)},
        {"starts": time(18), "ends": time(18)},
    ],
)
def test_a_duty_that_nobody_could_do_is_refused(changes: dict[str, object]) -> None:
    with pytest.raises(WorkingHoursError):
        replace(EVENING, **changes)  # type: ignore[arg-type]  # that is what is asked


# --- attended time ----------------------------------------------------------------------------


def test_attended_time_is_working_time_and_duty_together() -> None:
    both = attended(ROTA)

    friday, monday = at("2026-03-20 16:50"), at("2026-03-23 09:00")
    assert working_between(both, friday, monday) == timedelta(minutes=10, hours=3 + 4 + 4)
    assert add_working(both, friday, timedelta(minutes=15)) == at("2026-03-20 18:05")


def test_hours_that_overlap_or_touch_are_counted_once() -> None:
    late = replace(EVENING, starts=time(16), ends=time(19))
    both = attended(Rota(OFFICE, (late, replace(EVENING, starts=time(19), ends=time(0)))))

    day = working_between(both, at("2026-03-16 00:00"), at("2026-03-17 00:00"))
    assert day == timedelta(hours=15)
    assert united([(time(9), time(17)), (time(17), time(0)), (time(20), time(21))]) == (
        (time(9), time(0)),
    )


def test_on_a_holiday_attended_time_is_the_duty_that_is_done_then() -> None:
    daily = Duty("day", frozenset(range(7)), time(12), time(13), (AMY.id,), holidays=True)
    both = attended(Rota(OFFICE, (EVENING, daily)))

    king = working_between(both, at("2026-04-27 00:00"), at("2026-04-28 00:00"))
    assert king == timedelta(hours=1)


def test_whoever_is_away_has_no_duty_hours_either() -> None:
    away = Absence(date(2026, 3, 16), date(2026, 3, 16))
    both = replace(attended(ROTA), absences=(away,))

    assert not is_working(both, at("2026-03-16 19:00"))


_TIMES = st.integers(0, 47).map(lambda half: time(half // 2, half % 2 * 30))
_DUTIES = st.lists(
    st.builds(
        lambda days, one, other, holidays: Duty(
            "duty", frozenset(days), min(one, other), max(one, other), (AMY.id,), holidays
        ),
        st.sets(st.integers(0, 6), min_size=1),
        _TIMES.filter(lambda one: one < time(12)),
        _TIMES.filter(lambda one: one >= time(12)),
        st.booleans(),
    ),
    max_size=3,
)
_HOURS = WeeklyHours.parse({"mon": ["09:00-12:00", "13:00-17:00"], "sun": ["00:00-04:00"]})


@given(
    duties=_DUTIES,
    zone=st.sampled_from(["Europe/Amsterdam", "America/New_York", "Africa/Cairo"]),
    minutes=st.integers(0, 366 * 24 * 60 - 1),
)
def test_a_moment_is_attended_when_somebody_works_or_has_duty(
    duties: list[Duty], zone: str, minutes: int
) -> None:
    """Through a year with both changes of the clock, and every holiday."""
    company = Calendar(zone, _HOURS, "NL")
    rota = Rota(company, tuple(duties))
    moment = at("2026-01-01 00:00") + timedelta(minutes=minutes)

    looked = is_working(company, moment) or bool(on_duty(rota, moment))

    assert is_working(attended(rota), moment) == looked
