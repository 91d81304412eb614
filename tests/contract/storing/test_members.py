"""Whom chats told of, whose accounts they are, one-time codes, and who left."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest

from bot.domain.answer import refusal
from bot.domain.case import State
from bot.domain.employee import Account, Employee
from bot.domain.errors import TiedAlready, WrongCode
from bot.domain.handover import HandoverState
from bot.domain.ids import CaseId, EmployeeId, PromiseId
from bot.domain.leaving import doer_left_key
from bot.domain.member import Member, Standing, key_of
from bot.domain.notice import Notice, NoticeKind
from bot.domain.promise import PromiseState
from bot.domain.working_time import Absence
from bot.ports.storing import Address, Person, Press, Taken, UnitOfWork
from tests.builders import AMY, ERIK, MIA, NOW, a_claimed_case, a_handover, a_promise
from tests.stores import a_lane

JAN = Account("slack", "T1", "U1")
CONSOLE = Account("console", "local", "erik")
SLACK = Account("slack", "T1", "U9")
TEAMS = Account("teams", "tenant", "29:1")
LATER = NOW + timedelta(hours=1)


def _member(
    account: Account = JAN, standing: Standing = Standing.MEMBER, mark: str = "m"
) -> Member:
    return Member(account, standing, mark, NOW)


def _person(employee: Employee = ERIK, *accounts: Account, email: str | None = None) -> Person:
    return Person(employee.name.lower(), employee, accounts, email)


def _lane(uow: UnitOfWork, employee: EmployeeId) -> Address | None:
    lane = uow.employees.get(employee).lane
    return None if lane is None else uow.lanes.address(lane)


# --- members ------------------------------------------------------------------------------------


def test_a_member_comes_back_as_noted(uow: UnitOfWork) -> None:
    assert uow.members.find(JAN) is None
    assert uow.members.lock(JAN) is None

    assert uow.members.note(_member())

    assert uow.members.find(JAN) == uow.members.lock(JAN) == _member()


def test_the_same_mark_changes_nothing(uow: UnitOfWork) -> None:
    uow.members.note(_member())

    assert not uow.members.note(replace(_member(), seen_at=LATER))
    assert uow.members.find(JAN) == _member()


def test_another_mark_is_a_change(uow: UnitOfWork) -> None:
    uow.members.note(_member())
    gone = Member(JAN, Standing.GONE, "other", LATER)

    assert uow.members.note(gone)
    assert uow.members.find(JAN) == gone


def test_a_workspace_lists_who_is_not_gone(uow: UnitOfWork) -> None:
    guest = _member(Account("slack", "T1", "U2"), Standing.GUEST)
    for one in (
        _member(),
        guest,
        _member(Account("slack", "T1", "U3"), Standing.GONE),
        _member(Account("slack", "T2", "U4")),
        _member(Account("teams", "T1", "U5")),
    ):
        uow.members.note(one)

    assert set(uow.members.list_of("slack", "T1")) == {_member(), guest}


@pytest.mark.parametrize("standing", [one for one in Standing if one is not Standing.MEMBER])
def test_an_account_that_is_no_members_is_nobodys(uow: UnitOfWork, standing: Standing) -> None:
    employee = uow.employees.sync(_person(ERIK, JAN, TEAMS))
    uow.members.note(_member(standing=standing))

    assert uow.employees.find_by_account(JAN) is None
    assert uow.employees.find_with_others(JAN, [employee])[0] is None
    assert uow.employees.tied_to(JAN) == employee
    assert uow.employees.find_by_account(TEAMS) is not None


# --- whose account, and where they are reached --------------------------------------------------


def test_private_words_go_to_the_first_real_chat(uow: UnitOfWork) -> None:
    employee = uow.employees.sync(_person(ERIK, CONSOLE, TEAMS, SLACK))

    assert _lane(uow, employee) == Address("teams", "tenant", "private:29:1")


def test_without_a_real_chat_they_go_to_the_console(uow: UnitOfWork) -> None:
    employee = uow.employees.sync(_person(ERIK, CONSOLE))

    assert _lane(uow, employee) == Address("console", "local", "private:erik")


def test_an_account_that_is_tied_takes_them_over_from_the_console(uow: UnitOfWork) -> None:
    employee = uow.employees.sync(_person(ERIK, CONSOLE))
    uow.employees.tie(employee, SLACK)
    uow.employees.tie(employee, TEAMS)

    assert _lane(uow, employee) == Address("slack", "T1", "private:U9")
    assert {one.account for one in uow.employees.accounts_of(employee)} == {CONSOLE, SLACK, TEAMS}
    uow.employees.sync(_person(ERIK, CONSOLE))
    assert _lane(uow, employee) == Address("slack", "T1", "private:U9")


def test_they_move_when_an_account_is_gone(uow: UnitOfWork) -> None:
    employee = uow.employees.sync(_person(ERIK, CONSOLE, SLACK, TEAMS))
    uow.members.note(_member(SLACK, Standing.GONE))
    uow.employees.settle(employee)

    assert uow.employees.get(employee).active
    assert _lane(uow, employee) == Address("teams", "tenant", "private:29:1")


def test_who_is_gone_everywhere_works_here_no_more_until_they_return(uow: UnitOfWork) -> None:
    employee = uow.employees.sync(_person(ERIK, CONSOLE, SLACK))
    uow.members.note(_member(SLACK, Standing.GONE))
    uow.employees.settle(employee)
    assert not uow.employees.get(employee).active
    uow.employees.sync(_person(ERIK, CONSOLE, SLACK))
    uow.employees.set_active(employee, active=True)
    assert not uow.employees.get(employee).active

    uow.members.note(_member(SLACK, mark="back"))
    uow.employees.settle(employee)

    assert uow.employees.get(employee).active


def test_an_address_is_found_whatever_its_capitals(uow: UnitOfWork) -> None:
    employee = uow.employees.sync(_person(email="Erik@Draadloos.nl"))

    assert uow.employees.find_by_email("erik@DRAADLOOS.nl") == employee
    assert uow.employees.find_by_email("mia@draadloos.nl") is None


def test_of_two_with_one_address_the_one_who_works_here_is_found(uow: UnitOfWork) -> None:
    left = uow.employees.sync(_person(replace(ERIK, active=False), email="e@draadloos.nl"))
    here = uow.employees.sync(_person(MIA, email="e@draadloos.nl"))

    assert uow.employees.find_by_email("e@draadloos.nl") == here != left


def _made(email: str, employee: Employee = MIA) -> Person:
    return Person(key_of(email), employee, (JAN,), email)


def test_whom_a_chat_made_known_is_who_the_configuration_names(uow: UnitOfWork) -> None:
    made = uow.employees.sync(_made("mia@draadloos.nl"))

    named = uow.employees.sync(_person(replace(MIA, id=EmployeeId(0)), email="Mia@draadloos.nl"))

    assert named == made == uow.employees.find_by_key("mia")


def test_a_chat_renames_only_whom_it_made_known(uow: UnitOfWork) -> None:
    made = uow.employees.sync(_made("mia@draadloos.nl"))
    named = uow.employees.sync(_person(ERIK, email="erik@draadloos.nl"))
    uow.employees.rename(made, "Mia V.", None)
    uow.employees.rename(named, "E.", "other@draadloos.nl")

    assert uow.employees.get(made).name == "Mia V."
    assert uow.employees.get(named).name == "Erik"
    assert uow.employees.find_by_email("other@draadloos.nl") is None


def test_a_new_address_frees_the_old_one(uow: UnitOfWork) -> None:
    made = uow.employees.sync(_made("mia@draadloos.nl"))
    uow.employees.rename(made, "Mia", "mia.v@draadloos.nl")

    assert uow.employees.find_by_email("mia.v@draadloos.nl") == made
    assert uow.employees.find_by_email("mia@draadloos.nl") is None
    assert uow.employees.find_by_key(key_of("mia@draadloos.nl")) is None


# --- codes --------------------------------------------------------------------------------------


def test_a_code_is_used_once_and_in_time(uow: UnitOfWork) -> None:
    erik = uow.employees.sync(_person())
    uow.tie_codes.add("digest", erik, expires_at=LATER)

    assert uow.tie_codes.use("other", now=NOW) is None
    assert uow.tie_codes.use("digest", now=LATER) is None
    assert uow.tie_codes.use("digest", now=NOW) == erik
    assert uow.tie_codes.use("digest", now=NOW) is None


def test_a_new_code_ends_ones_own_earlier_ones_only(uow: UnitOfWork) -> None:
    erik, mia = uow.employees.sync(_person()), uow.employees.sync(_person(MIA))
    uow.tie_codes.add("first", erik, expires_at=LATER)
    uow.tie_codes.add("of mia", mia, expires_at=LATER)
    uow.tie_codes.add("second", erik, expires_at=LATER)

    assert uow.tie_codes.use("first", now=NOW) is None
    assert uow.tie_codes.use("second", now=NOW) == erik
    assert uow.tie_codes.use("of mia", now=NOW) == mia


def test_a_code_of_somebody_else_is_not_taken_over(uow: UnitOfWork) -> None:
    erik, mia = uow.employees.sync(_person()), uow.employees.sync(_person(MIA))
    uow.tie_codes.add("same", erik, expires_at=LATER)

    with pytest.raises(Taken):
        uow.tie_codes.add("same", mia, expires_at=LATER)


def _try(uow: UnitOfWork, number: int, account: Account = JAN, *, wrong: bool = True) -> None:
    press = Press(f"d{number}", account, "tie", "house")
    uow.deliveries.begin(press, now=NOW + timedelta(minutes=number))
    answer = refusal(WrongCode() if wrong else TiedAlready())
    uow.deliveries.finish(press, answer, actor=None)


def test_wrong_codes_of_an_account_are_counted_since_a_moment(uow: UnitOfWork) -> None:
    for number in range(3):
        _try(uow, number)
    _try(uow, 7, SLACK)
    _try(uow, 8, wrong=False)

    assert uow.tie_codes.count_wrong(JAN, since=NOW) == 3
    assert uow.tie_codes.count_wrong(JAN, since=NOW + timedelta(minutes=1)) == 2
    assert uow.tie_codes.count_wrong(TEAMS, since=NOW) == 0


# --- leavers ------------------------------------------------------------------------------------


def _leaver(uow: UnitOfWork, employee: Employee = ERIK) -> None:
    uow.employees.sync(_person(replace(employee, active=False)))


def test_a_leavers_cases_are_listed_while_they_are_on_offer_to_nobody(uow: UnitOfWork) -> None:
    _leaver(uow)
    uow.employees.sync(_person(MIA))
    offered = a_handover(state=HandoverState.OFFERED)
    declined = a_handover(2, state=HandoverState.DECLINED, settled_at=NOW)
    for case in (
        a_claimed_case(id=CaseId(1)),
        a_claimed_case(id=CaseId(2), handovers=(offered,)),
        a_claimed_case(id=CaseId(3), handovers=(declined,)),
        a_claimed_case(MIA, id=CaseId(4)),
        a_claimed_case(id=CaseId(5), state=State.CLOSED, resolved_at=NOW, closed_at=NOW),
        a_claimed_case(id=CaseId(6), state=State.RESOLVED, resolved_at=NOW),
    ):
        uow.cases.add(replace(case, customer=None), look_at=None)

    assert uow.leavers.list_cases(limit=9) == [1, 3, 6]
    assert uow.leavers.list_cases(limit=1) == [1]


def test_a_leavers_cases_are_listed_on_offer_too_where_that_is_asked(uow: UnitOfWork) -> None:
    _leaver(uow)
    offered = a_claimed_case(id=CaseId(2), handovers=(a_handover(),), customer=None)
    uow.cases.add(offered, look_at=None)

    assert uow.leavers.list_cases(limit=9) == []
    assert uow.leavers.list_cases(limit=9, offered=True) == [2]


def test_who_is_away_is_listed_while_they_hold_something(uow: UnitOfWork) -> None:
    for person in (ERIK, MIA, AMY):
        uow.employees.sync(_person(person))
    for person in (ERIK, MIA):
        uow.employees.add_absence(person.id, Absence(date(2026, 3, 16), date(2026, 3, 27)))
    uow.cases.add(a_claimed_case(ERIK, id=CaseId(1), customer=None), look_at=None)
    uow.cases.add(
        a_claimed_case(AMY, id=CaseId(2), customer=None, promises=(a_promise(doer=ERIK.id),)),
        look_at=None,
    )

    def away(day: int) -> list[EmployeeId]:
        return list(uow.leavers.list_away(on=date(2026, 3, day)))

    # A day early and late: where somebody is, it may be another date.
    assert [away(day) for day in (14, 15, 28, 29)] == [[], [ERIK.id], [ERIK.id], []]
    assert list(uow.leavers.list_cases_of([ERIK.id, MIA.id])) == [1]
    assert list(uow.leavers.list_promises_of([ERIK.id, MIA.id])) == [1]
    assert list(uow.leavers.list_promises_of([])) == []


def test_what_a_leaver_was_to_do_for_others_is_listed_until_it_is_told(uow: UnitOfWork) -> None:
    _leaver(uow)
    uow.employees.sync(_person(MIA))
    kept = PromiseState.KEPT
    promises = (
        a_promise(1, doer=ERIK.id),
        a_promise(2, doer=MIA.id),
        a_promise(3, doer=ERIK.id, state=kept, settled_at=NOW),
        a_promise(4, doer=None),
    )
    theirs = a_claimed_case(MIA, id=CaseId(1), customer=None, promises=promises)
    own = a_claimed_case(id=CaseId(2), customer=None, promises=(a_promise(5, doer=ERIK.id),))
    for case in (theirs, own):
        uow.cases.add(case, look_at=None)
    assert uow.leavers.list_promises(limit=9) == [PromiseId(1)]

    key = doer_left_key(PromiseId(1), ERIK.id)
    told = Notice(key, NoticeKind.DOER_LEFT, NOW, to=MIA.id, case=theirs.id)
    uow.notices.add(told, lane=a_lane(uow), now=NOW)

    assert uow.leavers.list_promises(limit=9) == []


def test_only_who_holds_nothing_is_let_go(uow: UnitOfWork) -> None:
    _leaver(uow)
    _leaver(uow, MIA)
    uow.cases.add(a_claimed_case(customer=None), look_at=None)

    assert uow.leavers.let_go(before=LATER) == 1
    assert uow.leavers.list_cases(limit=9) == [1]


def test_who_left_just_now_is_not_let_go(uow: UnitOfWork) -> None:
    employee = uow.employees.sync(_person(ERIK, SLACK))
    uow.members.note(_member(SLACK, Standing.GONE))
    uow.employees.settle(employee)

    assert uow.leavers.let_go(before=NOW) == 0
    assert uow.leavers.let_go(before=LATER) == 1


def test_who_returns_is_no_leaver(uow: UnitOfWork) -> None:
    _leaver(uow)
    uow.cases.add(a_claimed_case(customer=None), look_at=None)
    uow.employees.set_active(ERIK.id, active=True)

    assert uow.leavers.list_cases(limit=9) == []
    assert uow.leavers.let_go(before=LATER) == 0
