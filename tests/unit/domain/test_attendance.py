"""Attendance: who looks at what nobody has, when somebody does again, and when that changes."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, time, timedelta

import pytest

from bot.domain.attendance import Attendance, find_attendance, last_edge
from bot.domain.policy import Policy
from bot.domain.rota import Duty
from bot.domain.working_time import Absence, WeeklyHours
from tests.builders import AMY, BEN, INSTANT, OFFICE, a_policy, at

PEOPLE = {one.id: one for one in (AMY, BEN)}
EVENING = Duty("evening", frozenset(range(5)), time(18), time(21), (AMY.id,))
SATURDAY = Duty("saturday", frozenset({5}), time(10), time(14), (BEN.id,), holidays=True)
POLICY = a_policy(duties=(EVENING, SATURDAY))
NEVER = replace(OFFICE, hours=WeeklyHours(((),) * 7))


@pytest.mark.parametrize(
    ("moment", "found"),
    [
        ("2026-03-16 09:00", None),
        ("2026-03-16 16:59", None),
        ("2026-03-16 17:00", Attendance(again_at=at("2026-03-16 18:00"))),
        ("2026-03-16 18:00", Attendance(by=AMY.id, until=at("2026-03-16 21:00"))),
        ("2026-03-16 21:00", Attendance(again_at=at("2026-03-17 09:00"))),
        ("2026-03-20 23:00", Attendance(again_at=at("2026-03-21 10:00"))),
        ("2026-03-21 12:00", Attendance(by=BEN.id, until=at("2026-03-21 14:00"))),
        ("2026-03-21 14:00", Attendance(again_at=at("2026-03-23 09:00"))),
        ("2026-04-27 18:30", Attendance(again_at=at("2026-04-28 09:00"))),
        ("2026-03-28 23:00", Attendance(again_at=at("2026-03-30 09:00"))),
    ],
)
def test_outside_working_time_somebody_has_duty_or_looks_again_later(
    moment: str, found: Attendance | None
) -> None:
    assert find_attendance(POLICY, PEOPLE, at(moment)) == found


def test_whoever_is_away_or_has_left_does_not_look() -> None:
    evening = at("2026-03-16 19:00")
    away = replace(OFFICE, absences=(Absence(date(2026, 3, 16), date(2026, 3, 16)),))
    morning = Attendance(again_at=at("2026-03-17 09:00"))

    assert find_attendance(POLICY, {AMY.id: replace(AMY, calendar=away)}, evening) == morning
    assert find_attendance(POLICY, {AMY.id: replace(AMY, active=False)}, evening) == morning
    assert find_attendance(POLICY, {}, evening) == morning


def test_where_nobody_ever_works_the_duties_are_all_there_is() -> None:
    nobody = replace(POLICY, calendar=NEVER)

    assert find_attendance(nobody, PEOPLE, at("2026-03-16 10:00")) == Attendance(
        again_at=at("2026-03-16 18:00")
    )
    assert find_attendance(replace(nobody, duties=()), PEOPLE, at("2026-03-16 10:00")) is None


@pytest.mark.parametrize(
    ("moment", "edge"),
    [
        ("2026-03-16 08:59", "2026-03-14 14:00"),
        ("2026-03-16 09:00", "2026-03-16 09:00"),
        ("2026-03-16 16:59", "2026-03-16 09:00"),
        ("2026-03-16 17:00", "2026-03-16 17:00"),
        ("2026-03-16 20:59", "2026-03-16 18:00"),
        ("2026-03-17 03:00", "2026-03-16 21:00"),
    ],
)
def test_an_edge_is_where_working_time_or_a_duty_began_or_ended(moment: str, edge: str) -> None:
    assert last_edge(POLICY, at(moment)) == at(edge)


def test_a_company_that_never_works_has_no_edge() -> None:
    assert last_edge(Policy(calendar=NEVER), at("2026-03-16 12:00")) is None


def test_what_is_said_changes_at_edges_only() -> None:
    """Through two weeks with a change of the clock and a weekend: minute by minute of each edge."""
    moment, end = at("2026-03-20 00:00"), at("2026-04-03 00:00")
    before = find_attendance(POLICY, PEOPLE, moment)
    while moment < end:
        moment += timedelta(minutes=30)
        now = find_attendance(POLICY, PEOPLE, moment)
        if last_edge(POLICY, moment) == last_edge(POLICY, moment - timedelta(minutes=30)):
            assert now == before, moment
        before = now
    assert find_attendance(POLICY, PEOPLE, at("2026-03-30 09:00") - INSTANT) is not None
