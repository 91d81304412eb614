"""Goodwill: within the mandate at once, above it with the lead's word, and told."""

import pytest

from bot.domain.actions import giving
from bot.domain.case import Case
from bot.domain.employee import Employee
from bot.domain.errors import (
    ClaimFirst,
    GoodwillNotApproved,
    GoodwillNotProposed,
    NothingToGive,
    NotNow,
    OnlyHelpers,
    OnlyLead,
    UnknownGoodwill,
)
from bot.domain.goodwill import Goodwill, GoodwillState
from bot.domain.ids import GoodwillId, WordsId
from tests.builders import (
    AMY,
    ERIK,
    KARIN,
    LEA,
    MIA,
    NOW,
    a_case,
    a_claimed_case,
    a_goodwill,
    a_resolved_case,
)

ONE = GoodwillId(1)
APPROVED, TOLD = GoodwillState.APPROVED, GoodwillState.TOLD


def given(amount: int, state: GoodwillState = APPROVED, by: Employee = ERIK) -> Goodwill:
    return a_goodwill(9, amount=amount, by=by.id, approved_by=by.id, state=state)


def offered(case: Case, amount: int, actor: Employee = ERIK) -> GoodwillState:
    goodwill = a_goodwill(2, amount=amount, by=actor.id)
    change = giving.offer_goodwill(case, actor, goodwill=goodwill, mandate=2500)
    return change.case.goodwill[-1].state


@pytest.mark.parametrize(("amount", "state"), [(2500, APPROVED), (2501, GoodwillState.PROPOSED)])
def test_the_mandate_is_given_alone_to_the_last_cent(amount: int, state: GoodwillState) -> None:
    """D19."""
    assert offered(a_claimed_case(), amount) is state


@pytest.mark.parametrize("state", [APPROVED, TOLD])
@pytest.mark.parametrize("by", [ERIK, AMY], ids=["same", "another helper"])
def test_two_small_goodwills_are_no_way_around_the_mandate(
    state: GoodwillState, by: Employee
) -> None:
    case = a_claimed_case(goodwill=(given(1500, state, by),))

    assert offered(case, 1000) is APPROVED
    assert offered(case, 1001) is GoodwillState.PROPOSED


@pytest.mark.parametrize(
    "before",
    [
        given(2500, GoodwillState.WITHDRAWN),
        given(2500, GoodwillState.REFUSED),
        a_goodwill(9, amount=9000, state=TOLD, approved_by=LEA.id),
    ],
    ids=["undone", "refused", "the lead's own yes"],
)
def test_what_was_not_given_alone_leaves_the_mandate_whole(before: Goodwill) -> None:
    assert offered(a_claimed_case(goodwill=(before,)), 2500) is APPROVED


def test_flowers_and_hugs_cost_no_mandate() -> None:
    """D24."""
    hug = a_goodwill(amount=0, words=WordsId(1))
    spent = a_claimed_case(goodwill=(given(2500),))

    change = giving.offer_goodwill(spent, ERIK, goodwill=hug, mandate=0)

    assert change.case.goodwill[-1].state is APPROVED


def test_who_gives_alone_is_written_down_as_who_allowed_it() -> None:
    change = giving.offer_goodwill(a_claimed_case(), ERIK, goodwill=a_goodwill(), mandate=2500)

    assert change.case.goodwill[0].approved_by == ERIK.id
    assert change.events[0].facts["approved"] is True


@pytest.mark.parametrize("goodwill", [a_goodwill(amount=-1), a_goodwill(amount=0)])
def test_nothing_is_not_given(goodwill: Goodwill) -> None:
    with pytest.raises(NothingToGive):
        giving.offer_goodwill(a_claimed_case(), ERIK, goodwill=goodwill, mandate=2500)


@pytest.mark.parametrize(
    ("case", "refusal"),
    [(a_case(), ClaimFirst), (a_resolved_case(), NotNow), (a_claimed_case(AMY), OnlyHelpers)],
)
def test_goodwill_is_not_given_here(case: Case, refusal: type[Exception]) -> None:
    with pytest.raises(refusal):
        giving.offer_goodwill(case, MIA, goodwill=a_goodwill(), mandate=2500)


def proposed(state: GoodwillState = GoodwillState.PROPOSED) -> Case:
    return a_claimed_case(goodwill=(a_goodwill(state=state),))


def test_the_lead_says_yes() -> None:
    change = giving.approve_goodwill(proposed(), LEA, goodwill_id=ONE)

    assert change.case.goodwill[0].state is APPROVED
    assert change.case.goodwill[0].approved_by == LEA.id
    assert change.events[0].facts["offered_by"] == ERIK.id


def test_the_lead_says_no() -> None:
    change = giving.refuse_goodwill(proposed(), LEA, goodwill_id=ONE)

    assert change.case.goodwill[0].state is GoodwillState.REFUSED


def test_the_lead_may_still_decide_when_the_case_is_solved() -> None:
    case = a_resolved_case(goodwill=(a_goodwill(),))

    assert giving.approve_goodwill(case, LEA, goodwill_id=ONE).events


@pytest.mark.parametrize("decide", [giving.approve_goodwill, giving.refuse_goodwill])
@pytest.mark.parametrize("actor", [ERIK, AMY, KARIN])
def test_nobody_but_the_lead_decides(decide: object, actor: Employee) -> None:
    with pytest.raises(OnlyLead):
        decide(proposed(), actor, goodwill_id=ONE)  # type: ignore[operator]


@pytest.mark.parametrize("decide", [giving.approve_goodwill, giving.refuse_goodwill])
@pytest.mark.parametrize(
    "state", [state for state in GoodwillState if state is not GoodwillState.PROPOSED]
)
def test_what_was_decided_is_not_decided_again(decide: object, state: GoodwillState) -> None:
    with pytest.raises(GoodwillNotProposed):
        decide(proposed(state), LEA, goodwill_id=ONE)  # type: ignore[operator]


def test_the_customer_is_told_so_that_nothing_is_found_by_accident_on_an_invoice() -> None:
    """D34."""
    change = giving.tell_goodwill(proposed(APPROVED), ERIK, goodwill_id=ONE, now=NOW)

    assert (change.case.goodwill[0].state, change.case.goodwill[0].told_at) == (TOLD, NOW)


@pytest.mark.parametrize("state", [state for state in GoodwillState if state is not APPROVED])
def test_only_what_was_allowed_is_told(state: GoodwillState) -> None:
    with pytest.raises(GoodwillNotApproved):
        giving.tell_goodwill(proposed(state), ERIK, goodwill_id=ONE, now=NOW)


def test_strangers_to_a_case_tell_nothing() -> None:
    with pytest.raises(OnlyHelpers):
        giving.tell_goodwill(proposed(APPROVED), MIA, goodwill_id=ONE, now=NOW)


def test_goodwill_of_another_case_is_unknown() -> None:
    unknown = GoodwillId(99)

    with pytest.raises(UnknownGoodwill):
        giving.approve_goodwill(proposed(), LEA, goodwill_id=unknown)
    with pytest.raises(UnknownGoodwill):
        giving.refuse_goodwill(proposed(), LEA, goodwill_id=unknown)
    with pytest.raises(UnknownGoodwill) as refused:
        giving.tell_goodwill(proposed(), ERIK, goodwill_id=unknown, now=NOW)

    assert refused.value.facts == {"goodwill": 99}


@pytest.mark.parametrize(
    ("given", "left"),
    [
        ((), 2500),
        ((a_goodwill(amount=1000, state=GoodwillState.APPROVED, approved_by=ERIK.id),), 1500),
        ((a_goodwill(amount=2500, state=GoodwillState.TOLD, approved_by=ERIK.id),), 0),
        ((a_goodwill(amount=9000, state=GoodwillState.APPROVED, approved_by=LEA.id),), 2500),
        ((a_goodwill(amount=1000, state=GoodwillState.PROPOSED),), 2500),
    ],
    ids=["nothing", "a part", "all", "by the lead", "not yet"],
)
def test_what_may_still_be_given_is_what_was_not_given_alone(
    given: tuple[Goodwill, ...], left: int
) -> None:
    assert giving.left_to_give(a_claimed_case(goodwill=given), 2500) == left
    assert giving.left_to_give(a_claimed_case(goodwill=given), 0) == 0
