"""What becomes of what somebody held who works here no more."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest

from bot.domain.case import Case, Outcome, State, check
from bot.domain.employee import Employee
from bot.domain.events import Code
from bot.domain.handover import HandoverState
from bot.domain.ids import LaneId
from bot.domain.leaving import (
    ASKED_AGAIN,
    Gone,
    Next,
    choose_heir,
    choose_keeper,
    gone,
    is_day_over,
    is_due_in,
    is_left_behind,
    long_absence,
    offer_left,
    release_left,
    take_over,
    what_next,
)
from bot.domain.promise import To
from bot.domain.working_time import Absence, WeeklyHours
from tests.builders import (
    AMY,
    BEN,
    ERIK,
    LEA,
    MIA,
    NOW,
    OFFICE,
    a_case,
    a_claimed_case,
    a_handover,
    a_placing,
    a_policy,
    a_promise,
    a_resolved_case,
    at,
)

GONE = replace(ERIK, active=False)
PROMISED = a_claimed_case(promises=(a_promise(),))
LATER = NOW + timedelta(hours=3)
OFFERED = replace(PROMISED, handovers=(a_handover(),))
UNPROMISED = a_claimed_case(handovers=(a_handover(),))
LATER_DUE = a_claimed_case(promises=(a_promise(due_at=at("2026-03-28 09:00")),))
UNDATED = a_claimed_case(promises=(a_promise(due_at=None),))
AWAY = replace(
    ERIK,
    calendar=replace(OFFICE, absences=(Absence(date(2026, 3, 16), date(2026, 3, 27)),)),
)


def _here(person: Employee) -> Employee:
    return replace(person, lane=LaneId(int(person.id)))


BUDDY, LEAD, DEPUTY = _here(AMY), _here(LEA), _here(MIA)


def _passed(person: Employee, state: HandoverState = HandoverState.DECLINED) -> Case:
    past = a_handover(by=ERIK.id, to=person.id, state=state, settled_at=LATER)
    return replace(PROMISED, handovers=(past,))


@pytest.mark.parametrize("case", [a_claimed_case(), a_resolved_case(), PROMISED])
def test_a_case_whose_owner_left_waits_for_another(case: Case) -> None:
    assert is_left_behind(case, GONE)
    assert not is_left_behind(case, ERIK)


def test_a_case_that_is_on_offer_or_over_waits_for_nobody() -> None:
    offered = replace(PROMISED, handovers=(a_handover(),))
    closed = replace(a_resolved_case(), state=State.CLOSED, closed_at=NOW, outcome=Outcome.NOTHING)

    assert not is_left_behind(offered, GONE)
    assert not is_left_behind(closed, GONE)


def test_without_a_promise_it_is_anybodys_again() -> None:
    change = release_left(a_claimed_case(placings=(a_placing(),)), now=LATER)

    assert change is not None
    check(change.case)
    assert (change.case.state, change.case.owner) == (State.OPEN, None)
    assert change.case.claimed_at == LATER
    assert change.case.placing is None
    assert change.events[0].code is Code.RELEASED
    assert change.events[0].facts == {"owner": ERIK.id, "left": True}


def test_a_solved_case_is_open_again() -> None:
    change = release_left(a_resolved_case(outcome=Outcome.FINE), now=LATER)

    assert change is not None
    check(change.case)
    assert (change.case.state, change.case.outcome) == (State.OPEN, Outcome.NOTHING)


@pytest.mark.parametrize("to", [To.CUSTOMER, To.COLLEAGUE])
def test_with_an_open_promise_it_is_never_released(to: To) -> None:
    assert release_left(a_claimed_case(promises=(a_promise(to=to),)), now=LATER) is None


def test_a_promise_to_leadership_keeps_nobody_from_taking_it() -> None:
    assert release_left(a_claimed_case(promises=(a_promise(to=To.LEADERSHIP),)), now=LATER)


def test_an_offer_leaves_the_owner_accountable() -> None:
    offer = a_handover(by=ERIK.id, to=AMY.id)
    change = offer_left(PROMISED, handover=offer)

    check(change.case)
    assert change.case.owner == ERIK.id
    assert change.case.handover == offer
    assert change.events[0].facts["left"] is True


def test_the_first_who_can_is_asked() -> None:
    assert choose_heir(PROMISED, [DEPUTY, BUDDY, LEAD], now=NOW) == DEPUTY
    assert choose_heir(PROMISED, [BUDDY, LEAD], now=NOW) == BUDDY


@pytest.mark.parametrize("state", [HandoverState.DECLINED, HandoverState.EXPIRED])
def test_who_let_it_pass_is_not_asked_again_before_the_others(state: HandoverState) -> None:
    assert choose_heir(_passed(BUDDY, state), [BUDDY, LEAD], now=LATER) == LEAD


def test_a_withdrawn_offer_was_no_answer() -> None:
    assert choose_heir(_passed(BUDDY, HandoverState.WITHDRAWN), [BUDDY], now=LATER) == BUDDY


def test_what_an_earlier_owner_offered_does_not_count() -> None:
    past = a_handover(by=BEN.id, to=AMY.id, state=HandoverState.DECLINED, settled_at=NOW)
    case = replace(PROMISED, handovers=(past,))

    assert choose_heir(case, [BUDDY, LEAD], now=LATER) == BUDDY


def test_when_all_let_it_pass_the_last_is_asked_again_a_day_later() -> None:
    second = a_handover(
        2, by=ERIK.id, to=LEA.id, offered_at=LATER, state=HandoverState.EXPIRED, settled_at=LATER
    )
    case = replace(_passed(BUDDY), handovers=(*_passed(BUDDY).handovers, second))

    assert choose_heir(case, [BUDDY, LEAD], now=LATER + ASKED_AGAIN / 2) is None
    assert choose_heir(case, [BUDDY, LEAD], now=LATER + ASKED_AGAIN) == LEAD


def test_who_cannot_is_not_asked() -> None:
    gone, unreachable = replace(BUDDY, active=False), AMY

    assert choose_heir(PROMISED, [gone, unreachable, _here(ERIK), LEAD], now=NOW) == LEAD
    assert choose_heir(PROMISED, [gone], now=NOW) is None
    assert choose_heir(PROMISED, [], now=NOW) is None


def test_a_sensitive_case_goes_to_trained_webcare_only() -> None:
    sensitive = replace(PROMISED, sensitive=True)

    assert choose_heir(sensitive, [DEPUTY, BUDDY], now=NOW) == BUDDY


def test_who_is_away_is_asked_last() -> None:
    absence = Absence(date(2026, 3, 16), date(2026, 3, 20))
    away = replace(BUDDY, calendar=replace(OFFICE, absences=(absence,)))

    assert choose_heir(PROMISED, [away, LEAD], now=NOW) == LEAD
    assert choose_heir(PROMISED, [away], now=NOW) == away


def test_an_open_case_has_nobody_to_leave_it() -> None:
    assert not is_left_behind(a_case(), GONE)


# --- away for long, and the end of the day ------------------------------------------------------


def _away(first_on: str, last_on: str, **changes: object) -> Employee:
    absence = Absence(date.fromisoformat(first_on), date.fromisoformat(last_on))
    calendar = replace(OFFICE, absences=(absence,), **changes)  # type: ignore[arg-type]
    return replace(ERIK, calendar=calendar)


@pytest.mark.parametrize(
    ("last_on", "is_long"),
    [("2026-03-18", False), ("2026-03-19", True), ("2026-03-27", True)],
    ids=["three days", "four days", "two weeks"],
)
def test_long_is_more_than_three_working_days(last_on: str, is_long: bool) -> None:
    away = _away("2026-03-16", last_on)

    assert (long_absence(away, a_policy(), now=NOW) is not None) is is_long


def test_a_weekend_and_a_holiday_make_no_absence_longer() -> None:
    # Thursday to Tuesday with Easter in it: Thursday, (Good) Friday, Tuesday are worked.
    away = _away("2026-04-02", "2026-04-07")

    assert long_absence(away, a_policy(), now=at("2026-04-02 09:00")) is None
    # One who works two days a week is away for two weeks before four of them are missed.
    part_time = _away(
        "2026-03-16",
        "2026-03-27",
        hours=WeeklyHours.parse({"mon": ["09:00-17:00"], "tue": ["09:00-17:00"]}),
    )
    assert long_absence(part_time, a_policy(), now=NOW) is not None
    shorter = _away(
        "2026-03-16",
        "2026-03-20",
        hours=WeeklyHours.parse({"mon": ["09:00-17:00"], "tue": ["09:00-17:00"]}),
    )
    assert long_absence(shorter, a_policy(), now=NOW) is None


@pytest.mark.parametrize(
    ("moment", "why"),
    [
        ("2026-03-15 23:59", None),
        ("2026-03-16 00:00", Gone.AWAY),
        ("2026-03-27 23:59", Gone.AWAY),
        ("2026-03-28 00:00", None),
    ],
)
def test_an_absence_counts_from_its_first_day_to_its_last_where_the_person_is(
    moment: str, why: Gone | None
) -> None:
    away = _away("2026-03-16", "2026-03-27")

    assert gone(away, a_policy(), now=at(moment)) is why


@pytest.mark.parametrize(
    ("moment", "over"),
    [
        ("2026-03-16 08:00", False),
        ("2026-03-16 16:59", False),
        ("2026-03-16 17:00", True),
        ("2026-03-16 23:59", True),
        ("2026-03-17 00:00", False),
        ("2026-03-21 10:00", True),
        ("2026-03-29 12:00", True),
        ("2026-03-30 16:59", False),
        ("2026-03-30 17:00", True),
        ("2026-04-06 10:00", True),
    ],
    ids=[
        *("early", "a minute before", "the end", "night", "midnight", "saturday"),
        *("clocks change", "a minute before in summer", "the end in summer", "easter monday"),
    ],
)
def test_the_day_is_over_when_nobody_of_the_company_works_any_more(moment: str, over: bool) -> None:
    assert is_day_over(OFFICE, at(moment)) is over


@pytest.mark.parametrize(
    ("case", "owner", "moment", "step"),
    [
        (PROMISED, ERIK, "2026-03-16 18:00", Next.NOTHING),
        (PROMISED, GONE, "2026-03-16 10:00", Next.OFFER),
        (PROMISED, GONE, "2026-03-16 17:00", Next.TAKE_OVER),
        (OFFERED, GONE, "2026-03-16 10:00", Next.NOTHING),
        (OFFERED, GONE, "2026-03-16 17:00", Next.TAKE_OVER),
        (a_claimed_case(), GONE, "2026-03-16 10:00", Next.RELEASE),
        (UNPROMISED, GONE, "2026-03-16 10:00", Next.NOTHING),
        (UNPROMISED, GONE, "2026-03-16 17:00", Next.RELEASE),
        (a_resolved_case(), GONE, "2026-03-16 10:00", Next.RELEASE),
        (PROMISED, AWAY, "2026-03-16 10:00", Next.OFFER),
        (PROMISED, AWAY, "2026-03-16 17:00", Next.TAKE_OVER),
        (OFFERED, AWAY, "2026-03-16 10:00", Next.NOTHING),
        (a_claimed_case(), AWAY, "2026-03-16 17:00", Next.OFFER),
        (LATER_DUE, AWAY, "2026-03-16 17:00", Next.OFFER),
        (UNDATED, AWAY, "2026-03-16 17:00", Next.OFFER),
        (a_resolved_case(), AWAY, "2026-03-16 10:00", Next.NOTHING),
        (a_claimed_case(MIA), AWAY, "2026-03-16 10:00", Next.NOTHING),
    ],
)
def test_what_the_house_does_next(case: Case, owner: Employee, moment: str, step: Next) -> None:
    assert what_next(case, owner, a_policy(), now=at(moment)) is step


@pytest.mark.parametrize(
    ("due", "is_in"),
    [("2026-03-27 23:59", True), ("2026-03-28 00:00", False), ("2026-03-10 12:00", True)],
)
def test_a_promise_is_due_while_somebody_is_away_up_to_their_last_day(
    due: str, is_in: bool
) -> None:
    absence = AWAY.calendar.absences[0]

    assert is_due_in(a_promise(due_at=at(due)), absence, OFFICE.zone) is is_in


def test_a_promise_without_a_date_is_due_in_an_absence_where_it_counts_as_due() -> None:
    absence, promise = AWAY.calendar.absences[0], a_promise(due_at=None)

    for due, is_in in (("2026-03-27 17:00", True), ("2026-03-30 17:00", False)):
        assert is_due_in(promise, absence, OFFICE.zone, counts_as_due=at(due)) is is_in


def test_whoever_takes_over_has_what_was_promised_and_nothing_is_on_offer() -> None:
    change = take_over(OFFERED, LEAD, why=Gone.LEFT, now=LATER)

    check(change.case)
    assert change.case.owner == LEAD.id
    assert change.case.handover is None
    assert [promise.doer for promise in change.case.promises] == [LEAD.id]
    codes = [happened.code for happened in change.events]
    assert codes == [Code.TAKEN_OVER, Code.HANDOVER_WITHDRAWN]
    assert change.events[0].facts["promises"] == (1,)


def test_nobody_who_is_away_takes_over_from_somebody_who_is_away() -> None:
    away = replace(LEAD, calendar=AWAY.calendar)

    def keeper(why: Gone) -> Employee | None:
        return choose_keeper(PROMISED, [away], why=why, now=NOW)

    assert keeper(Gone.AWAY) is None
    assert keeper(Gone.LEFT) == away
    assert choose_keeper(PROMISED, [away, BUDDY], why=Gone.LEFT, now=NOW) == BUDDY


def test_only_the_trained_take_over_what_is_sensitive() -> None:
    sensitive = replace(PROMISED, sensitive=True)

    assert choose_keeper(sensitive, [DEPUTY, BUDDY], why=Gone.LEFT, now=NOW) == BUDDY


def test_of_whoever_comes_back_nobody_is_asked_twice() -> None:
    passed = _passed(DEPUTY)

    assert choose_heir(passed, [DEPUTY], why=Gone.AWAY, now=NOW + 9 * ASKED_AGAIN) is None
    assert choose_heir(passed, [DEPUTY], why=Gone.LEFT, now=NOW + 9 * ASKED_AGAIN) == DEPUTY
