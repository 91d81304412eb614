"""Handing a case over: ownership moves on yes only."""

from dataclasses import replace

import pytest

from bot.domain.actions import handing_over
from bot.domain.case import Case, State
from bot.domain.employee import Employee
from bot.domain.errors import (
    ClaimFirst,
    HandoverPending,
    HandoverToOwner,
    InThePast,
    NeedsTraining,
    NoHandover,
    NotNow,
    OnlyAsked,
    OnlyOwner,
    TooManyHandovers,
    UnknownPerson,
)
from bot.domain.events import Code
from bot.domain.handover import HandoverState
from bot.domain.ids import PromiseId
from bot.domain.promise import Kind, PromiseState
from tests.builders import (
    AMY,
    ERIK,
    HOUR,
    INSTANT,
    KARIN,
    LEA,
    MIA,
    NOW,
    a_case,
    a_claimed_case,
    a_handover,
    a_promise,
    a_resolved_case,
    at,
)

OFFERED = a_claimed_case(handovers=(a_handover(),))
TELL = handing_over.tell_customer(PromiseId(9), MIA, due_at=at("2026-03-16 17:00"), now=NOW)


def twice_handed() -> Case:
    past = tuple(a_handover(number, state=HandoverState.ACCEPTED) for number in (1, 2))
    return a_claimed_case(handovers=past)


# --- offer ------------------------------------------------------------------------------------


def test_an_offer_leaves_the_old_owner_accountable() -> None:
    change = handing_over.offer(a_claimed_case(), ERIK, MIA, handover=a_handover())

    assert change.case.owner == ERIK.id
    assert change.case.handover == a_handover()
    assert change.events[0].code is Code.HANDOVER_OFFERED


@pytest.mark.parametrize("boss", [LEA, KARIN])
def test_a_lead_or_manager_offers_a_case_that_is_not_theirs(boss: Employee) -> None:
    """D20: the cases of somebody who left get a new owner."""
    change = handing_over.offer(a_claimed_case(), boss, MIA, handover=a_handover(by=boss.id))

    assert change.case.handover is not None


@pytest.mark.parametrize(
    ("case", "refusal"),
    [
        (a_claimed_case(AMY), OnlyOwner),
        (OFFERED, HandoverPending),
        (a_claimed_case(sensitive=True), NeedsTraining),
        (a_case(), ClaimFirst),
        (a_resolved_case(), NotNow),
        (a_case(state=State.DISMISSED), NotNow),
    ],
)
def test_an_offer_is_refused(case: Case, refusal: type[Exception]) -> None:
    with pytest.raises(refusal):
        handing_over.offer(case, ERIK, MIA, handover=a_handover(2))


def test_a_second_offer_is_told_whom_the_first_went_to() -> None:
    with pytest.raises(HandoverPending) as refused:
        handing_over.offer(OFFERED, ERIK, AMY, handover=a_handover(2, to=AMY.id))

    assert refused.value.facts == {"asked": MIA.id}


def test_nobody_is_offered_what_they_have() -> None:
    with pytest.raises(HandoverToOwner):
        handing_over.offer(a_claimed_case(), LEA, ERIK, handover=a_handover())


def test_nothing_is_offered_to_who_has_left() -> None:
    with pytest.raises(UnknownPerson):
        handing_over.offer(
            a_claimed_case(), ERIK, replace(MIA, active=False), handover=a_handover()
        )


def test_an_offer_that_has_ended_already_is_refused() -> None:
    with pytest.raises(InThePast):
        handing_over.offer(a_claimed_case(), ERIK, MIA, handover=a_handover(expires_at=NOW))


def test_a_customer_is_not_passed_on_a_third_time() -> None:
    """D14: not passed on twenty times."""
    with pytest.raises(TooManyHandovers) as refused:
        handing_over.offer(twice_handed(), ERIK, MIA, handover=a_handover(3))

    assert refused.value.facts == {"count": 2}


def test_a_manager_may_pass_a_customer_on_a_third_time() -> None:
    change = handing_over.offer(twice_handed(), KARIN, MIA, handover=a_handover(3))

    assert change.case.handover is not None


def test_offers_that_came_to_nothing_do_not_count() -> None:
    past = tuple(
        a_handover(number, state=state)
        for number, state in enumerate(
            (HandoverState.DECLINED, HandoverState.EXPIRED, HandoverState.WITHDRAWN), 1
        )
    )

    change = handing_over.offer(a_claimed_case(handovers=past), ERIK, MIA, handover=a_handover(9))

    assert change.case.handover is not None


# --- accept -----------------------------------------------------------------------------------


def test_yes_moves_the_case_with_the_promises_that_the_old_owner_was_to_do() -> None:
    kept = a_promise(3, state=PromiseState.KEPT)
    case = replace(OFFERED, promises=(a_promise(1), a_promise(2, doer=AMY.id), kept))

    change = handing_over.accept(case, MIA, tell=None, now=NOW + HOUR)

    assert change.case.owner == MIA.id
    assert change.case.claimed_at == NOW + HOUR
    assert [promise.doer for promise in change.case.promises] == [MIA.id, AMY.id, ERIK.id]
    assert change.case.handovers[0].state is HandoverState.ACCEPTED


def test_what_the_old_owner_put_off_rings_for_the_new_one() -> None:
    later = NOW + 5 * HOUR
    own, mias = a_promise(1, remind_at=later), a_promise(2, doer=MIA.id, remind_at=later)
    nobodys = a_promise(3, doer=None, remind_at=later)
    settled = a_promise(4, state=PromiseState.KEPT, remind_at=later)
    case = a_claimed_case(
        promises=(own, mias, nobodys, settled), handovers=(a_handover(to=AMY.id),)
    )

    taken = handing_over.accept(case, AMY, tell=None, now=NOW).case.promises

    assert [one.doer for one in taken] == [AMY.id, MIA.id, None, ERIK.id]
    assert [one.remind_at for one in taken] == [None, later, None, later]


def test_the_new_owner_tells_the_customer_which_is_a_promise_due_today() -> None:
    change = handing_over.accept(OFFERED, MIA, tell=TELL, now=NOW)

    assert change.case.blocking_promises == (TELL,)
    assert [event.code for event in change.events] == [Code.HANDOVER_ACCEPTED, Code.PROMISED]


def test_a_customer_who_is_to_be_told_already_is_told_once() -> None:
    pending = replace(TELL, id=PromiseId(8), doer=ERIK.id)

    change = handing_over.accept(replace(OFFERED, promises=(pending,)), MIA, tell=TELL, now=NOW)

    assert [(one.id, one.doer) for one in change.case.open_promises] == [(8, MIA.id)]
    assert TELL.kind is Kind.TELL_NEW_OWNER


def test_a_backup_who_accepts_is_a_backup_no_more() -> None:
    change = handing_over.accept(replace(OFFERED, backups=(MIA.id,)), MIA, tell=None, now=NOW)

    assert change.case.backups == ()


def test_a_buddy_who_accepts_is_not_their_own_buddy() -> None:
    case = a_claimed_case(handovers=(a_handover(to=AMY.id),))

    assert handing_over.accept(case, AMY, tell=None, now=NOW).case.buddy is None


def test_yes_in_the_last_moment_counts() -> None:
    ends = a_handover().expires_at

    assert handing_over.accept(OFFERED, MIA, tell=None, now=ends - INSTANT).case.owner == MIA.id


def test_yes_after_the_time_is_over_is_too_late_although_nobody_has_looked_yet() -> None:
    """SCREENS: no reaction before 16:00? Then Erik keeps it."""
    with pytest.raises(NoHandover):
        handing_over.accept(OFFERED, MIA, tell=None, now=a_handover().expires_at)


def test_a_case_that_became_sensitive_since_is_not_accepted_without_training() -> None:
    with pytest.raises(NeedsTraining):
        handing_over.accept(replace(OFFERED, sensitive=True), MIA, tell=None, now=NOW)


# --- the other answers ------------------------------------------------------------------------


def test_not_now_leaves_the_case_with_its_owner() -> None:
    change = handing_over.decline(OFFERED, MIA, now=NOW)

    assert change.case.owner == ERIK.id
    assert change.case.handovers[0].state is HandoverState.DECLINED


def test_an_owner_may_take_the_offer_back() -> None:
    change = handing_over.withdraw(OFFERED, ERIK, now=NOW)

    assert change.case.handovers[0].state is HandoverState.WITHDRAWN
    assert change.events[0].facts["to"] == MIA.id


def test_a_manager_takes_back_what_they_offered() -> None:
    case = a_claimed_case(handovers=(a_handover(by=KARIN.id),))

    assert handing_over.withdraw(case, KARIN, now=NOW).case.handover is None


def test_nobody_else_takes_an_offer_back() -> None:
    with pytest.raises(OnlyOwner):
        handing_over.withdraw(OFFERED, AMY, now=NOW)


def test_only_the_colleague_who_was_asked_answers() -> None:
    with pytest.raises(OnlyAsked) as refused:
        handing_over.accept(OFFERED, AMY, tell=None, now=NOW)
    with pytest.raises(OnlyAsked):
        handing_over.decline(OFFERED, AMY, now=NOW)

    assert refused.value.facts == {"asked": MIA.id}


def test_without_an_offer_there_is_nothing_to_answer() -> None:
    case = a_claimed_case()

    with pytest.raises(NoHandover):
        handing_over.accept(case, MIA, tell=None, now=NOW)
    with pytest.raises(NoHandover):
        handing_over.decline(case, MIA, now=NOW)
    with pytest.raises(NoHandover):
        handing_over.withdraw(case, ERIK, now=NOW)


def test_an_offer_ends_at_its_moment_and_not_before() -> None:
    ends = a_handover().expires_at

    assert handing_over.expire(OFFERED, now=ends - INSTANT) is None
    change = handing_over.expire(OFFERED, now=ends)

    assert change is not None
    assert change.case.owner == ERIK.id
    assert change.case.handovers[0].state is HandoverState.EXPIRED


def test_an_offer_ends_once() -> None:
    change = handing_over.expire(OFFERED, now=NOW + 3 * HOUR)

    assert change is not None
    assert handing_over.expire(change.case, now=NOW + 3 * HOUR) is None
