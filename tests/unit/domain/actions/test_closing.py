"""Solving, closing, reopening, dismissing."""

import pytest

from bot.domain.actions import closing
from bot.domain.case import Case, DismissReason, Level, NoReplyReason, Outcome, State, check
from bot.domain.employee import Employee
from bot.domain.errors import (
    ClaimFirst,
    NoReplyYet,
    NotNow,
    OnlyHelpers,
    OnlyOwner,
    OnlyWebcare,
    OutcomeMissing,
    OwnerDoesNotGrade,
    PromiseStillOpen,
)
from bot.domain.events import Code
from bot.domain.handover import HandoverState
from bot.domain.ids import WordsId
from bot.domain.placing import PlacingState
from bot.domain.promise import PromiseState, To
from tests.builders import (
    AMY,
    ERIK,
    HOUR,
    LEA,
    MIA,
    NOW,
    a_case,
    a_claimed_case,
    a_handover,
    a_placing,
    a_promise,
    a_reply,
    a_resolved_case,
    an_answered_case,
)

LATER = NOW + HOUR


def solve(case: Case, actor: Employee = ERIK, outcome: Outcome = Outcome.NOTHING) -> Case:
    change = closing.solve(case, actor, outcome=outcome, helped=None, widespread=False, now=LATER)
    check(change.case)
    return change.case


# --- solve ------------------------------------------------------------------------------------


def test_an_owner_says_that_it_is_solved() -> None:
    solved = solve(an_answered_case(), outcome=Outcome.FINE)

    assert (solved.state, solved.resolved_at, solved.owner) == (State.RESOLVED, LATER, ERIK.id)
    assert solved.outcome is Outcome.FINE


@pytest.mark.parametrize("to", [To.CUSTOMER, To.COLLEAGUE])
def test_no_case_is_solved_with_an_open_promise_which_is_named(to: To) -> None:
    """D24: a promise about a colleague binds as one to the customer does."""
    promises = (a_promise(1, state=PromiseState.KEPT), a_promise(2, to=to))

    with pytest.raises(PromiseStillOpen) as refused:
        solve(an_answered_case(promises=promises))

    assert refused.value.facts == {"promises": (2,)}


def test_a_promise_to_leadership_keeps_no_case_from_being_solved() -> None:
    solved = solve(an_answered_case(promises=(a_promise(to=To.LEADERSHIP),)))

    assert len(solved.open_promises) == 1


@pytest.mark.parametrize("replies", [(), (a_reply(withdrawn=True),)], ids=["none", "undone"])
def test_no_case_is_solved_without_a_reply(replies: tuple[object, ...]) -> None:
    """D35: "Your complaint has been handled" is the named anti-pattern."""
    with pytest.raises(NoReplyYet):
        solve(a_claimed_case(replies=replies), outcome=Outcome.HAPPY)


def test_a_recorded_reason_stands_for_a_reply() -> None:
    assert solve(a_claimed_case(no_reply=NoReplyReason.UNREACHABLE)).state is State.RESOLVED


def test_who_wrote_again_since_our_last_word_has_had_no_reply_to_that() -> None:
    """D10: every post ends in a human answer."""
    with pytest.raises(NoReplyYet):
        solve(an_answered_case(silent_since=LATER))


def test_a_customer_who_wrote_that_all_is_well_needs_no_further_reply() -> None:
    solved = solve(an_answered_case(silent_since=LATER), outcome=Outcome.HAPPY)

    assert (solved.state, solved.silent_since) == (State.RESOLVED, None)


@pytest.mark.parametrize(
    ("case", "actor", "refusal"),
    [
        (an_answered_case(ERIK), AMY, OnlyOwner),
        (an_answered_case(ERIK), LEA, OnlyOwner),
        (a_case(), ERIK, ClaimFirst),
        (a_resolved_case(), ERIK, NotNow),
        (a_case(state=State.CLOSED), ERIK, NotNow),
    ],
)
def test_a_case_is_not_solved_here(case: Case, actor: Employee, refusal: type[Exception]) -> None:
    with pytest.raises(refusal):
        solve(case, actor)


def test_nothing_waits_or_is_on_offer_once_it_is_solved() -> None:
    case = an_answered_case(waiting_since=NOW, handovers=(a_handover(),), placings=(a_placing(),))

    change = closing.solve(
        case, ERIK, outcome=Outcome.FINE, helped=WordsId(1), widespread=True, now=LATER
    )

    assert change.case.waiting_since is None
    assert change.case.handovers[0].state is HandoverState.WITHDRAWN
    assert change.case.placings[0].state is PlacingState.WITHDRAWN
    assert [event.code for event in change.events] == [
        Code.SOLVED,
        Code.HANDOVER_WITHDRAWN,
        Code.PLACING_WITHDRAWN,
    ]


def test_what_happens_to_more_customers_stays_marked_so() -> None:
    assert solve(an_answered_case(widespread=True)).widespread


# --- close ------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "outcome", [outcome for outcome in Outcome if outcome is not Outcome.NOTHING]
)
def test_a_colleague_records_what_the_customer_said(outcome: Outcome) -> None:
    change = closing.close(a_resolved_case(), AMY, outcome=outcome, now=LATER)

    assert (change.case.state, change.case.outcome) == (State.CLOSED, outcome)
    assert change.case.closed_at == LATER
    assert change.events[0].facts["lost"] is (outcome is Outcome.GAVE_UP)  # D54
    check(change.case)


@pytest.mark.parametrize(
    ("case", "actor", "outcome", "refusal"),
    [
        (a_resolved_case(ERIK), ERIK, Outcome.HAPPY, OwnerDoesNotGrade),
        (a_resolved_case(AMY), AMY, Outcome.HAPPY, OwnerDoesNotGrade),
        (a_resolved_case(), AMY, Outcome.NOTHING, OutcomeMissing),
        (a_resolved_case(), MIA, Outcome.HAPPY, OnlyHelpers),
        (an_answered_case(), AMY, Outcome.HAPPY, NotNow),
        (a_case(state=State.CLOSED), AMY, Outcome.HAPPY, NotNow),
    ],
)
def test_a_case_is_not_closed_here(
    case: Case, actor: Employee, outcome: Outcome, refusal: type[Exception]
) -> None:
    """D53: the outcome that counts is the customer's; nobody grades himself."""
    with pytest.raises(refusal):
        closing.close(case, actor, outcome=outcome, now=LATER)


@pytest.mark.parametrize("outcome", list(Outcome))
def test_silence_after_the_check_back_closes_with_what_the_customer_had_said(
    outcome: Outcome,
) -> None:
    change = closing.close_in_silence(a_resolved_case(outcome=outcome), now=LATER)

    assert (change.case.state, change.case.outcome) == (State.CLOSED, outcome)


def test_silence_closes_only_what_is_solved() -> None:
    with pytest.raises(NotNow):
        closing.close_in_silence(an_answered_case(), now=LATER)


# --- reopen -----------------------------------------------------------------------------------

CLOSED = a_resolved_case(state=State.CLOSED, closed_at=LATER, outcome=Outcome.UNHAPPY)
DISMISSED = a_case(state=State.DISMISSED, dismissed=DismissReason.SPAM, silent_since=None)


@pytest.mark.parametrize("case", [a_resolved_case(), CLOSED])
def test_a_case_comes_back_to_the_one_who_had_it_and_rises(case: Case) -> None:
    change = closing.reopen(case, MIA, reason=WordsId(1), now=NOW)

    assert (change.case.state, change.case.owner) == (State.CLAIMED, ERIK.id)
    assert (change.case.level, change.case.reopened) == (Level.LEAD, 1)
    assert (change.case.outcome, change.case.closed_at) == (Outcome.NOTHING, None)
    check(change.case)


def test_what_was_dismissed_by_mistake_is_anybodys_again() -> None:
    """D10."""
    change = closing.reopen(DISMISSED, MIA, reason=None, now=NOW)

    assert (change.case.state, change.case.owner) == (State.OPEN, None)
    assert change.case.dismissed is None
    check(change.case)


def test_reopened_twice_means_that_a_manager_knows() -> None:
    change = closing.reopen(a_resolved_case(reopened=1), MIA, reason=None, now=NOW)

    assert change.case.level is Level.MANAGER
    assert change.events[0].facts["level"] == 2


@pytest.mark.parametrize("level", list(Level))
def test_a_return_never_lowers_the_level_nor_leaves_it(level: Level) -> None:
    change = closing.reopen(a_resolved_case(level=level), MIA, reason=None, now=NOW)

    assert change.case.level == min(level + 1, Level.EXECUTIVE)


def test_a_reason_not_to_reply_ends_when_the_case_comes_back() -> None:
    solved = a_resolved_case(replies=(), no_reply=NoReplyReason.ASKED_NOT_TO)

    assert closing.reopen(solved, MIA, reason=None, now=NOW).case.no_reply is None


@pytest.mark.parametrize("state", [State.OPEN, State.CLAIMED, State.MERGED])
def test_what_has_not_ended_does_not_come_back(state: State) -> None:
    with pytest.raises(NotNow):
        closing.reopen(a_case(state=state), AMY, reason=None, now=NOW)


def test_only_webcare_brings_a_sensitive_dismissal_back() -> None:
    case = a_case(state=State.DISMISSED, dismissed=DismissReason.SPAM, sensitive=True)

    with pytest.raises(OnlyWebcare):
        closing.reopen(case, MIA, reason=None, now=NOW)
    assert closing.reopen(case, AMY, reason=None, now=NOW).case.state is State.OPEN


# --- dismiss ----------------------------------------------------------------------------------


@pytest.mark.parametrize("reason", list(DismissReason))
def test_anybody_dismisses_an_open_case_and_says_why(reason: DismissReason) -> None:
    change = closing.dismiss(a_case(), MIA, reason=reason, now=LATER)

    assert (change.case.state, change.case.dismissed) == (State.DISMISSED, reason)
    assert change.case.silent_since is None
    check(change.case)


def test_a_helper_dismisses_a_claimed_case_which_is_nobodys_then() -> None:
    case = a_claimed_case(handovers=(a_handover(),), waiting_since=NOW)

    change = closing.dismiss(case, AMY, reason=DismissReason.PRAISE, now=LATER)

    assert (change.case.owner, change.case.handover) == (None, None)
    assert change.events[0].facts["owner"] == ERIK.id
    assert change.events[1].code is Code.HANDOVER_WITHDRAWN
    check(change.case)


@pytest.mark.parametrize(
    ("case", "refusal"),
    [
        (a_case(sensitive=True), OnlyWebcare),
        (a_claimed_case(MIA, sensitive=True), OnlyWebcare),
        (a_claimed_case(ERIK), OnlyHelpers),
        (a_claimed_case(MIA, promises=(a_promise(),)), PromiseStillOpen),
        (a_resolved_case(), NotNow),
        (a_case(state=State.DISMISSED), NotNow),
    ],
)
def test_a_case_is_not_dismissed_here(case: Case, refusal: type[Exception]) -> None:
    with pytest.raises(refusal):
        closing.dismiss(case, MIA, reason=DismissReason.NOT_US, now=LATER)
