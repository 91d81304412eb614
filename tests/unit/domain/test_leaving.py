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
    choose_heir,
    is_left_behind,
    offer_left,
    release_left,
)
from bot.domain.promise import To
from bot.domain.working_time import Absence
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
    a_promise,
    a_resolved_case,
)

GONE = replace(ERIK, active=False)
PROMISED = a_claimed_case(promises=(a_promise(),))
LATER = NOW + timedelta(hours=3)


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
