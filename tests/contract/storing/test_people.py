"""Colleagues: who presses, what they chose, and where they are reached."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from bot.domain.employee import Account, Employee, Role
from bot.domain.errors import Broken, UnknownPerson
from bot.domain.ids import EmployeeId, LaneId
from bot.domain.working_time import Absence, Calendar, WeeklyHours
from bot.ports.storing import Address, CardKind, NewCard, Person, UnitOfWork
from tests.builders import AMY, ERIK, NOW
from tests.stores import MACHINE, a_lane

SLACK = Account("slack", "T1", "U1")
TEAMS = Account("teams", "tenant", "29:1")


def _person(employee: Employee = ERIK, *accounts: Account) -> Person:
    return Person(employee.name.lower(), employee, accounts, email=f"{employee.name}@example.org")


def test_an_unknown_account_is_nobody(uow: UnitOfWork) -> None:
    assert uow.employees.find_by_account(SLACK) is None
    assert uow.employees.private_lane(SLACK) is None
    assert uow.employees.find_by_key("erik") is None
    with pytest.raises(UnknownPerson):
        uow.employees.get(EmployeeId(404))


def test_a_colleague_comes_back_with_everything_they_have(uow: UnitOfWork) -> None:
    calendar = Calendar(
        zone="Europe/Brussels",
        hours=WeeklyHours.parse({"mon": ["08:30-12:00", "13:00-24:00"], "sun": ["10:00-11:15"]}),
        country="BE",
        subdivision=None,
        extra_holidays=frozenset({date(2026, 7, 3)}),
        ordinary_days=frozenset({date(2026, 5, 1)}),
        absences=(Absence(date(2026, 8, 1), date(2026, 8, 14), deputy=7),),
    )
    roles = frozenset({Role.LEAD, Role.MANAGER})
    erik = replace(ERIK, calendar=calendar, roles=roles, willing=True, active=False)

    employee = uow.employees.sync(_person(erik, SLACK, TEAMS))

    found = uow.employees.get(employee)
    assert found == replace(erik, id=employee, lane=found.lane)
    assert found == uow.employees.find_by_account(SLACK) == uow.employees.find_by_account(TEAMS)
    assert uow.employees.find_by_key("erik") == employee


def test_private_words_go_to_the_first_accounts_conversation(uow: UnitOfWork) -> None:
    employee = uow.employees.sync(_person(ERIK, SLACK, TEAMS))

    lane = uow.employees.get(employee).lane

    assert lane is not None
    assert lane == uow.employees.private_lane(SLACK)
    assert uow.lanes.address(lane) == Address("slack", "T1", "private:U1")
    assert uow.employees.private_lane(TEAMS) != lane


def test_syncing_again_updates_and_keeps_what_is_the_persons_own(uow: UnitOfWork) -> None:
    employee = uow.employees.sync(_person(ERIK, SLACK))
    lane = uow.employees.get(employee).lane
    away = Absence(date(2026, 3, 20), date(2026, 3, 27))
    uow.employees.set_language(employee, "en")
    uow.employees.add_absence(employee, away)

    moved = replace(ERIK, department="Network", name="Erik B.", roles=frozenset({Role.WEBCARE}))
    again = uow.employees.sync(replace(_person(moved, TEAMS, SLACK), key="erik"))

    found = uow.employees.get(employee)
    assert again == employee
    assert (found.department, found.name, found.is_webcare) == ("Network", "Erik B.", True)
    assert (found.language, found.lane) == ("en", lane)
    assert found.calendar.absences == (away,)
    assert uow.employees.find_by_account(TEAMS) == found


def test_the_configured_language_counts_until_the_person_chooses(uow: UnitOfWork) -> None:
    employee = uow.employees.sync(_person(ERIK))
    uow.employees.sync(_person(replace(ERIK, language="en")))

    assert uow.employees.get(employee).language == "en"


def test_an_account_that_moves_to_another_person_is_theirs(uow: UnitOfWork) -> None:
    uow.employees.sync(_person(ERIK, SLACK))
    amy = uow.employees.sync(_person(AMY, SLACK))

    found = uow.employees.find_by_account(SLACK)

    assert found is not None
    assert found.id == amy


def test_who_has_left_is_still_known_but_not_listed(uow: UnitOfWork) -> None:
    erik = uow.employees.sync(_person(ERIK, SLACK))
    amy = uow.employees.sync(_person(AMY))
    uow.employees.set_active(erik, active=False)

    found = uow.employees.find_by_account(SLACK)

    assert found is not None
    assert not found.active
    assert [one.id for one in uow.employees.list_active()] == [amy]
    assert set(uow.employees.get_many([erik, amy, EmployeeId(404)])) == {erik, amy}
    assert uow.employees.get_many([]) == {}


def test_another_language_has_the_private_cards_drawn_again(uow: UnitOfWork) -> None:
    erik = uow.employees.sync(_person(ERIK, SLACK))
    lane = uow.employees.private_lane(SLACK)
    assert lane is not None
    card = NewCard("briefing", CardKind.BRIEFING, lane, None, reader=erik)
    uow.cards.add(card, now=NOW)
    (item,) = uow.outbox.list_work(lane, now=MACHINE, business=NOW, limit=9)
    uow.outbox.sent(item, ref="r", shown=1, settled=False, at=NOW)
    assert list(uow.outbox.list_work(lane, now=MACHINE, business=NOW, limit=9)) == []

    uow.employees.set_language(erik, "en")

    (again,) = uow.outbox.list_work(lane, now=MACHINE, business=NOW, limit=9)
    assert (again.id, again.ref) == (item.id, "r")


def test_a_lane_is_made_once(uow: UnitOfWork) -> None:
    assert a_lane(uow) == a_lane(uow)
    assert a_lane(uow) != a_lane(uow, "other")
    assert uow.lanes.address(a_lane(uow)) == Address("console", "main", "general")
    with pytest.raises(Broken):
        uow.lanes.address(LaneId(404))


def test_hours_and_willingness_that_somebody_chose_are_theirs(uow: UnitOfWork) -> None:
    erik = uow.employees.sync(_person(ERIK, SLACK))
    hours = WeeklyHours.parse({"sat": ["10:00-12:00", "13:00-24:00"]})

    uow.employees.set_hours(erik, hours)
    uow.employees.set_willing(erik, willing=True)
    uow.employees.sync(_person(replace(ERIK, department="Netwerk"), SLACK))

    known = uow.employees.get(erik)
    assert (known.calendar.hours, known.willing) == (hours, True)
    assert known.calendar.zone == ERIK.calendar.zone
    assert known.department == "Netwerk"


def test_what_nobody_chose_follows_the_configuration(uow: UnitOfWork) -> None:
    erik = uow.employees.sync(_person(ERIK, SLACK))
    hours = WeeklyHours.parse({"sat": ["10:00-12:00"]})

    changed = replace(ERIK, willing=True, calendar=replace(ERIK.calendar, hours=hours))
    uow.employees.sync(_person(changed, SLACK))

    known = uow.employees.get(erik)
    assert (known.calendar.hours, known.willing) == (hours, True)


def test_an_absence_is_struck_out_once(uow: UnitOfWork) -> None:
    erik = uow.employees.sync(_person(ERIK, SLACK))
    first = Absence(date(2026, 3, 23), date(2026, 3, 27))
    other = Absence(date(2026, 3, 23), date(2026, 3, 28), EmployeeId(2))
    for one in (first, other):
        uow.employees.add_absence(erik, one)

    assert uow.employees.remove_absence(erik, first)
    assert not uow.employees.remove_absence(erik, first)

    assert uow.employees.get(erik).calendar.absences == (other,)


def test_an_absence_that_somebody_struck_out_does_not_come_back_with_the_configuration(
    uow: UnitOfWork,
) -> None:
    away = Absence(date(2026, 3, 23), date(2026, 3, 27), EmployeeId(2))
    planned = replace(ERIK, calendar=replace(ERIK.calendar, absences=(away,)))
    erik = uow.employees.sync(_person(planned, SLACK))
    assert uow.employees.get(erik).calendar.absences == (away,)

    assert uow.employees.remove_absence(erik, away)
    uow.employees.sync(_person(planned, SLACK))

    assert uow.employees.get(erik).calendar.absences == ()
    uow.employees.add_absence(erik, away)
    assert uow.employees.get(erik).calendar.absences == (away,)


def test_the_configuration_names_another_deputy(uow: UnitOfWork) -> None:
    away = Absence(date(2026, 3, 23), date(2026, 3, 27), EmployeeId(2))
    erik = uow.employees.sync(_person(ERIK, SLACK))
    uow.employees.plan_absence(erik, away)

    uow.employees.plan_absence(erik, replace(away, deputy=EmployeeId(3)))

    assert uow.employees.get(erik).calendar.absences == (replace(away, deputy=EmployeeId(3)),)


def test_an_address_is_known_or_not(uow: UnitOfWork) -> None:
    erik = uow.employees.sync(_person(ERIK, SLACK))
    amy = uow.employees.sync(replace(_person(AMY), email=None))

    assert uow.employees.email_of(erik) == f"{ERIK.name}@example.org".lower()
    assert uow.employees.email_of(amy) is None
