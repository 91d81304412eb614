"""A few words a day: which notices count, which places a day has, and when bundles come."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime, time, timedelta
from itertools import islice
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.budget import (
    DESK,
    MANNERS,
    Budget,
    Manner,
    bundles_from,
    is_of_another_day,
    manner_of,
    single_slots,
    waits_until,
)
from bot.domain.ids import EmployeeId
from bot.domain.notice import NoticeKind
from bot.domain.working_time import Absence, Calendar, WeeklyHours, is_working

ERIK = EmployeeId(7)
NINE_TO_FIVE = WeeklyHours.every_weekday("09:00", "17:00")
OFFICE = Calendar("Europe/Amsterdam", NINE_TO_FIVE, "NL")
DEFAULT = Budget()
TO_A_CHANNEL = {NoticeKind.FOUND_LATE, NoticeKind.BUNDLE}


def at(text: str, zone: str = "Europe/Amsterdam") -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=ZoneInfo(zone)).astimezone(UTC)


def moments(calendar: Calendar, since: datetime, count: int, budget: Budget = DEFAULT) -> list[str]:
    zone = ZoneInfo(calendar.zone)
    found = islice(bundles_from(budget, ERIK, calendar, since), count)
    return [one.at.astimezone(zone).strftime("%m-%d %H:%M") for one in found]


def hours(**days: str) -> WeeklyHours:
    return WeeklyHours.parse({day: spans.split() for day, spans in days.items()})


# --- which count ------------------------------------------------------------------------------


def test_every_kind_of_private_notice_has_its_manner() -> None:
    assert set(NoticeKind) - TO_A_CHANNEL - set(MANNERS) == set()


def test_what_is_due_today_or_asked_of_this_very_person_counts_for_nothing() -> None:
    assert manner_of(NoticeKind.PROMISE_DUE) is Manner.EXEMPT
    assert manner_of(NoticeKind.HANDOVER_ASKED) is Manner.EXEMPT
    assert manner_of(NoticeKind.WORD_AFTER) is Manner.EXEMPT


def test_what_was_due_on_an_earlier_day_counts() -> None:
    assert manner_of(NoticeKind.PROMISE_DUE, overdue=True) is Manner.SOON
    assert manner_of(NoticeKind.HANDOVER_ASKED, overdue=True) is Manner.EXEMPT
    assert manner_of(NoticeKind.PROMISE_DUE, overdue=True, chosen=True) is Manner.EXEMPT


def test_a_late_promise_counts_and_an_early_one_can_wait() -> None:
    assert manner_of(NoticeKind.PROMISE_LATE) is Manner.SOON
    assert manner_of(NoticeKind.PROMISE_EARLY) is Manner.CAN_WAIT


@pytest.mark.parametrize("kind", NoticeKind)
def test_whoever_is_on_duty_or_chose_the_moment_is_told_at_once(kind: NoticeKind) -> None:
    assert manner_of(kind, on_duty=True) is Manner.EXEMPT
    assert manner_of(kind, chosen=True) is Manner.EXEMPT


def test_the_few_that_count_for_nothing_stay_few() -> None:
    exempt = {kind for kind, manner in MANNERS.items() if manner is Manner.EXEMPT}

    assert len(exempt) <= 7
    assert len(DESK) <= 5


# --- when bundles come ------------------------------------------------------------------------


def test_bundles_come_twice_a_working_day() -> None:
    assert moments(OFFICE, at("2026-03-16 08:00"), 3) == [
        "03-16 09:30",
        "03-16 15:30",
        "03-17 09:30",
    ]


def test_a_bundle_may_come_at_the_very_moment_and_never_before_it() -> None:
    assert moments(OFFICE, at("2026-03-16 09:30"), 1) == ["03-16 09:30"]
    assert moments(OFFICE, at("2026-03-16 09:30:01"), 1) == ["03-16 15:30"]
    assert moments(OFFICE, at("2026-03-16 15:31"), 1) == ["03-17 09:30"]


def test_nothing_is_bundled_for_a_weekend_or_a_holiday() -> None:
    assert moments(OFFICE, at("2026-03-20 16:00"), 1) == ["03-23 09:30"]
    assert moments(OFFICE, at("2026-04-24 16:00"), 1) == ["04-28 09:30"]  # King's day


def test_nothing_is_bundled_while_somebody_is_away() -> None:
    away = Calendar(
        "Europe/Amsterdam",
        NINE_TO_FIVE,
        "NL",
        absences=(Absence(date(2026, 3, 17), date(2026, 3, 19)),),
    )
    assert moments(away, at("2026-03-16 16:00"), 1) == ["03-20 09:30"]


def test_a_moment_before_the_hours_moves_to_their_start() -> None:
    late = Calendar("Europe/Amsterdam", WeeklyHours.every_weekday("13:00", "21:00"), "NL")
    assert moments(late, at("2026-03-16 08:00"), 3) == ["03-16 13:00", "03-16 15:30", "03-17 13:00"]


def test_a_moment_after_the_hours_comes_before_somebody_goes_home() -> None:
    early = Calendar("Europe/Amsterdam", WeeklyHours.every_weekday("06:00", "14:00"), "NL")
    assert moments(early, at("2026-03-16 05:00"), 2) == ["03-16 09:30", "03-16 13:30"]
    short = Calendar("Europe/Amsterdam", WeeklyHours.every_weekday("08:00", "08:20"), "NL")
    assert moments(short, at("2026-03-16 05:00"), 2) == ["03-16 08:00", "03-17 08:00"]


def test_a_moment_in_the_middle_of_split_hours_moves_to_the_next() -> None:
    split = Calendar("Europe/Amsterdam", hours(mon="07:00-09:00 16:00-19:00"), "NL")
    assert moments(split, at("2026-03-16 05:00"), 2) == ["03-16 16:00", "03-23 16:00"]


def test_moments_are_those_of_the_clock_where_the_person_is() -> None:
    york = Calendar("America/New_York", NINE_TO_FIVE, "US")
    first = next(bundles_from(DEFAULT, ERIK, york, at("2026-03-16 12:00")))
    assert first.at == at("2026-03-16 09:30", "America/New_York")
    assert first.slot == "7:2026-03-16:2"


def test_the_clock_going_forward_or_back_moves_no_bundle_on_the_wall() -> None:
    for friday, monday in (("2026-03-27", "2026-03-30"), ("2026-10-23", "2026-10-26")):
        found = list(islice(bundles_from(DEFAULT, ERIK, OFFICE, at(f"{friday} 09:30")), 3))
        assert [one.at for one in found] == [
            *(at(f"{friday} 09:30"), at(f"{friday} 15:30"), at(f"{monday} 09:30"))
        ]


def test_a_time_that_the_clock_skips_is_still_a_moment() -> None:
    nights = Calendar("Europe/Amsterdam", hours(sun="00:00-06:00"), None)
    early = Budget(2, (time(2, 30),))
    assert moments(nights, at("2026-03-29 00:30"), 1, early) == ["03-29 03:30"]


def test_where_nobody_works_for_a_year_every_day_is_one() -> None:
    never = Calendar("Europe/Amsterdam", WeeklyHours(((),) * 7), None)
    assert moments(never, at("2026-03-16 08:00"), 2) == ["03-17 09:30", "03-17 15:30"]


# --- which places a day has -------------------------------------------------------------------


def test_each_bundle_to_come_keeps_its_place() -> None:
    free = [single_slots(DEFAULT, ERIK, OFFICE, at(f"2026-03-16 {one}")) for one in _CLOCK]

    assert [len(one) for one in free] == [1, 1, 2, 2, 3]
    assert free[-1] == ("7:2026-03-16:1", "7:2026-03-16:2", "7:2026-03-16:3")


_CLOCK = ("09:00", "09:30", "09:31", "15:30", "16:00")


def test_a_day_is_the_persons_own() -> None:
    auckland = Calendar("Pacific/Auckland", NINE_TO_FIVE, None)
    (slot, *_) = single_slots(DEFAULT, ERIK, auckland, at("2026-03-16 22:00"))
    assert slot.startswith("7:2026-03-17:")


def test_a_place_is_of_another_day_from_midnight_to_midnight_where_the_person_is() -> None:
    assert is_of_another_day("7:2026-03-15:1", OFFICE, at("2026-03-16 00:00"))
    assert not is_of_another_day("7:2026-03-16:1", OFFICE, at("2026-03-16 00:00"))
    assert not is_of_another_day("7:2026-03-16:1", OFFICE, at("2026-03-16 23:59"))
    assert is_of_another_day("7:2026-03-17:1", OFFICE, at("2026-03-16 23:59"))


@st.composite
def budgets(draw: st.DrawFn) -> Budget:
    times = draw(st.sets(st.times(), min_size=1, max_size=4))
    return Budget(len(times) + draw(st.integers(0, 3)), tuple(sorted(times)))


@st.composite
def calendars(draw: st.DrawFn) -> Calendar:
    zone = draw(st.sampled_from(("Europe/Amsterdam", "America/New_York", "Asia/Kolkata")))
    days = tuple(tuple(_spans(draw)) for _ in range(7))
    return Calendar(zone, WeeklyHours(days), "NL" if draw(st.booleans()) else None)


def _spans(draw: st.DrawFn) -> Iterator[tuple[time, time]]:
    walls = sorted(draw(st.sets(st.integers(0, 95), max_size=4)))
    for start, end in zip(walls[::2], walls[1::2], strict=False):
        yield time(start // 4, start % 4 * 15), time(end // 4, end % 4 * 15)


SOME_DAY = st.integers(0, 365 * 24 * 60).map(
    lambda minutes: datetime(2026, 1, 1, tzinfo=UTC) + timedelta(minutes=minutes)
)


@given(budgets(), calendars(), SOME_DAY)
def test_bundles_come_in_order_from_then_on_while_somebody_works(
    budget: Budget, calendar: Calendar, since: datetime
) -> None:
    found = list(islice(bundles_from(budget, ERIK, calendar, since), 6))

    assert all(one.at >= since for one in found)
    assert [one.at for one in found] == sorted({one.at for one in found})
    if any(calendar.hours.days):
        assert all(is_working(calendar, one.at) for one in found)


@given(budgets(), calendars(), SOME_DAY, st.lists(st.integers(0, 24 * 60), max_size=12))
def test_a_day_never_has_more_places_than_the_budget(
    budget: Budget, calendar: Calendar, since: datetime, later: list[int]
) -> None:
    """Whatever is taken first: what comes by itself and a bundle to come never share a place."""
    taken: dict[str, set[str]] = {}
    for minutes in sorted(later):
        now = since + timedelta(minutes=minutes)
        singles = set(single_slots(budget, ERIK, calendar, now))
        bundles = {one.slot for one in islice(bundles_from(budget, ERIK, calendar, now), 6)}
        assert not singles & bundles
        for slot in singles | bundles:
            taken.setdefault(slot.rpartition(":")[0], set()).add(slot)
    assert all(len(slots) <= budget.most for slots in taken.values())


def test_without_moments_there_are_no_bundles_and_nobody_waits_for_one() -> None:
    none = Budget(moments=())
    now = at("2026-03-16 12:00")

    assert list(bundles_from(none, ERIK, OFFICE, now)) == []
    assert waits_until(none, OFFICE, now) == now
