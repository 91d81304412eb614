"""Promises: made, kept, moved, broken, waived, snoozed."""

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta

import pytest

from bot.domain.actions import promising
from bot.domain.case import Case, Change, Level, State
from bot.domain.employee import Employee
from bot.domain.errors import (
    ClaimFirst,
    InThePast,
    NeedsTraining,
    NotNow,
    OnlyHelpers,
    PromiseNotOpen,
    PutOffAlready,
    TooFarAhead,
    UnknownPromise,
)
from bot.domain.events import Code
from bot.domain.ids import PromiseId, WordsId
from bot.domain.promise import BrokenBecause, LaterBecause, PromiseState, To
from tests.builders import (
    AMY,
    ERIK,
    HOUR,
    INSTANT,
    KARIN,
    MIA,
    NOW,
    a_case,
    a_claimed_case,
    a_promise,
    a_resolved_case,
    at,
)

PROMISED = a_claimed_case(promises=(a_promise(1), a_promise(2)))
DUE = at("2026-03-18 17:00")
ONE = PromiseId(1)


def keep(case: Case, actor: Employee = ERIK, number: int = 1) -> Change:
    return promising.keep_promise(
        case, actor, promise_id=PromiseId(number), evidence=WordsId(5), now=NOW
    )


def move(case: Case, actor: Employee = ERIK, number: int = 1) -> Change:
    return promising.move_promise(
        case, actor, promise_id=PromiseId(number), due_at=DUE + 24 * HOUR, now=NOW
    )


def break_it(case: Case, actor: Employee = ERIK, number: int = 1) -> Change:
    return promising.break_promise(
        case,
        actor,
        promise_id=PromiseId(number),
        because=BrokenBecause.FORGOTTEN,
        words=None,
        now=NOW,
    )


def waive(case: Case, actor: Employee = ERIK, number: int = 1) -> Change:
    return promising.waive_promise(
        case, actor, promise_id=PromiseId(number), reason=WordsId(5), now=NOW
    )


def snooze(case: Case, actor: Employee = ERIK, number: int = 1) -> Change:
    return promising.remind_later(
        case,
        actor,
        promise_id=PromiseId(number),
        until=NOW + HOUR,
        because=LaterBecause.CUSTOMER,
        now=NOW,
    )


SETTLING = [keep, break_it, waive]
CHANGING = [*SETTLING, move, snooze]


@pytest.mark.parametrize("actor", [ERIK, MIA, AMY], ids=["owner", "back-up", "webcare"])
def test_helpers_write_promises_in_the_ledger(actor: Employee) -> None:
    case = a_claimed_case(backups=(MIA.id,))

    change = promising.add_promise(case, actor, promise=a_promise())

    assert change.case.open_promises == (a_promise(),)
    assert change.events[0].code is Code.PROMISED


def test_a_promise_may_have_no_date() -> None:
    change = promising.add_promise(a_claimed_case(), ERIK, promise=a_promise(due_at=None))

    assert change.events[0].facts["due_at"] is None


@pytest.mark.parametrize(
    ("case", "refusal"),
    [(a_case(), ClaimFirst), (a_resolved_case(), NotNow), (a_claimed_case(AMY), OnlyHelpers)],
)
def test_a_promise_is_not_made_here(case: Case, refusal: type[Exception]) -> None:
    with pytest.raises(refusal):
        promising.add_promise(case, MIA, promise=a_promise())


def test_what_is_sensitive_is_promised_for_nobody_without_training() -> None:
    """Whoever had it already when it became sensitive says what they promised all the same."""
    case = replace(a_claimed_case(backups=(MIA.id,)), sensitive=True)

    with pytest.raises(NeedsTraining):
        promising.add_promise(case, AMY, promise=a_promise(doer=KARIN.id), doer=KARIN)

    for doer in (AMY, ERIK, MIA):
        change = promising.add_promise(case, AMY, promise=a_promise(doer=doer.id), doer=doer)
        assert change.case.open_promises[0].doer == doer.id


@pytest.mark.parametrize(
    ("due_at", "refusal"),
    [
        (NOW, InThePast),
        (NOW - INSTANT, InThePast),
        (NOW + promising.FURTHEST_DUE + INSTANT, TooFarAhead),
    ],
)
def test_a_date_that_cannot_be_meant_is_refused(due_at: object, refusal: type[Exception]) -> None:
    with pytest.raises(refusal):
        promising.add_promise(a_claimed_case(), ERIK, promise=a_promise(due_at=due_at))


@pytest.mark.parametrize("due_at", [NOW + INSTANT, NOW + promising.FURTHEST_DUE])
def test_any_other_date_is_taken(due_at: object) -> None:
    change = promising.add_promise(a_claimed_case(), ERIK, promise=a_promise(due_at=due_at))

    assert change.case.open_promises[0].due_at == due_at


def test_a_kept_promise_says_how_we_know() -> None:
    """D24: the hug and the coffee were kept, with proof."""
    change = keep(PROMISED)

    settled = change.case.promises[0]
    assert (settled.state, settled.settled_at, settled.evidence) == (PromiseState.KEPT, NOW, 5)
    assert change.events[0].facts["late"] is False


def test_promises_are_items_so_that_part_delivery_shows() -> None:
    """D26: one of four promised services was missing."""
    assert [promise.id for promise in keep(PROMISED).case.open_promises] == [2]


def test_a_promise_kept_after_its_moment_was_late() -> None:
    in_time = promising.keep_promise(PROMISED, ERIK, promise_id=ONE, evidence=None, now=DUE)
    late = promising.keep_promise(PROMISED, ERIK, promise_id=ONE, evidence=None, now=DUE + INSTANT)

    assert (in_time.events[0].facts["late"], late.events[0].facts["late"]) == (False, True)


def test_a_broken_promise_says_the_cause_and_the_department_and_no_name() -> None:
    """D31, D52."""
    change = break_it(PROMISED)

    broken = change.case.promises[0]
    assert (broken.state, broken.settled_at) == (PromiseState.BROKEN, NOW)
    assert broken.because is BrokenBecause.FORGOTTEN
    facts = change.events[0].facts
    assert (facts["because"], facts["department"]) == ("forgotten", "Projects")


def test_a_waived_promise_says_why() -> None:
    settled = waive(PROMISED).case.promises[0]

    assert (settled.state, settled.settled_at, settled.evidence) == (PromiseState.WAIVED, NOW, 5)


@pytest.mark.parametrize("change_it", SETTLING)
def test_a_settled_promise_reminds_of_nothing(change_it: Callable[[Case], Change]) -> None:
    case = a_claimed_case(promises=(a_promise(remind_at=NOW + HOUR),))

    assert change_it(case).case.promises[0].remind_at is None


@pytest.mark.parametrize("change_it", CHANGING)
def test_a_doer_who_is_no_helper_sees_to_their_own_promise(
    change_it: Callable[[Case, Employee], Change],
) -> None:
    """D21: a demand on another department."""
    case = a_claimed_case(AMY, promises=(a_promise(doer=MIA.id),))

    assert change_it(case, MIA).events


@pytest.mark.parametrize("change_it", CHANGING)
def test_strangers_to_a_case_leave_its_promises_alone(
    change_it: Callable[[Case, Employee], Change],
) -> None:
    with pytest.raises(OnlyHelpers):
        change_it(PROMISED, MIA)


@pytest.mark.parametrize("change_it", CHANGING)
@pytest.mark.parametrize(
    "state", [state for state in PromiseState if state is not PromiseState.OPEN]
)
def test_a_settled_promise_stays_settled(
    change_it: Callable[[Case], Change], state: PromiseState
) -> None:
    case = a_claimed_case(promises=(a_promise(state=state),))

    with pytest.raises(PromiseNotOpen) as refused:
        change_it(case)

    assert refused.value.facts == {"promise": 1, "state": state.value}


@pytest.mark.parametrize("change_it", CHANGING)
def test_a_promise_of_another_case_is_unknown(
    change_it: Callable[[Case, Employee, int], Change],
) -> None:
    with pytest.raises(UnknownPromise):
        change_it(PROMISED, ERIK, 99)


@pytest.mark.parametrize("state", [State.OPEN, State.CLOSED, State.DISMISSED])
def test_a_promise_to_leadership_is_kept_after_its_case(state: State) -> None:
    """D29: executives' promises stand in the same ledger."""
    case = a_case(state=state, promises=(a_promise(to=To.LEADERSHIP),))

    assert keep(case).case.promises[0].state is PromiseState.KEPT


def test_a_moved_promise_is_open_with_its_new_date() -> None:
    moved = move(PROMISED)

    promise = moved.case.promises[0]
    assert (promise.is_open, promise.due_at, promise.moves) == (True, DUE + 24 * HOUR, 1)
    assert moved.case.level is Level.CHANNEL
    assert moved.events[0].facts["due_at"] == DUE.isoformat()


def test_a_moved_promise_forgets_its_snooze() -> None:
    case = a_claimed_case(promises=(a_promise(remind_at=NOW + HOUR),))

    assert move(case).case.promises[0].remind_at is None


@pytest.mark.parametrize(("before", "after"), [(0, 1), (2, 3), (3, 3)])
def test_the_second_move_raises_the_level_up_to_the_highest(before: int, after: int) -> None:
    case = a_claimed_case(promises=(a_promise(moves=1),), level=Level(before))

    assert move(case).case.level == after


def test_moves_of_two_promises_are_first_moves() -> None:
    assert move(move(PROMISED).case, number=2).case.level is Level.CHANNEL


@pytest.mark.parametrize(
    ("due_at", "refusal"),
    [(NOW, InThePast), (NOW + promising.FURTHEST_DUE + INSTANT, TooFarAhead)],
)
def test_a_promise_is_not_moved_to_a_moment_that_cannot_be_meant(
    due_at: object, refusal: type[Exception]
) -> None:
    with pytest.raises(refusal):
        promising.move_promise(PROMISED, ERIK, promise_id=ONE, due_at=due_at, now=NOW)  # type: ignore[arg-type]


# --- remind me later --------------------------------------------------------------------------


def remind(case: Case, until: object) -> Change:
    return promising.remind_later(
        case,
        ERIK,
        promise_id=ONE,
        until=until,  # type: ignore[arg-type]
        because=LaterBecause.CUSTOMER,
        now=NOW,
    )


def test_why_it_may_wait_stands_in_history() -> None:
    change = promising.remind_later(
        PROMISED,
        ERIK,
        promise_id=ONE,
        until=DUE,
        because=LaterBecause.PART,
        words=WordsId(9),
        now=NOW,
    )

    assert change.events[0].facts["later"] == "part"
    assert change.events[0].facts["words"] == 9


def test_a_late_promise_is_put_off_once_and_no_more() -> None:
    late = a_claimed_case(promises=(a_promise(due_at=NOW - HOUR),))

    again = remind(late, NOW + HOUR).case

    with pytest.raises(PutOffAlready):
        remind(again, NOW + 2 * HOUR)


def test_what_was_put_off_in_time_may_be_put_off_once_when_it_is_late() -> None:
    due = NOW - HOUR
    late = a_claimed_case(promises=(a_promise(due_at=due, remind_at=due),))

    assert remind(late, NOW + HOUR).case.promises[0].remind_at == NOW + HOUR


def test_a_promise_without_a_date_waits_no_longer_than_until_it_counts_as_due() -> None:
    undated = a_claimed_case(promises=(a_promise(due_at=None),))

    with pytest.raises(TooFarAhead):
        promising.remind_later(
            undated,
            ERIK,
            promise_id=ONE,
            until=NOW + 2 * HOUR,
            because=LaterBecause.OTHER,
            counts_as_due=NOW + HOUR,
            now=NOW,
        )


def test_a_reminder_may_wait_until_the_promise_itself_and_no_longer() -> None:
    assert remind(PROMISED, DUE).case.promises[0].remind_at == DUE
    with pytest.raises(TooFarAhead) as refused:
        remind(PROMISED, DUE + INSTANT)

    assert refused.value.facts["until"] == DUE.isoformat()


@pytest.mark.parametrize("due_at", [None, NOW - HOUR, NOW + timedelta(days=30)])
def test_a_reminder_waits_a_week_at_most(due_at: object) -> None:
    case = a_claimed_case(promises=(a_promise(due_at=due_at),))
    week = NOW + promising.LONGEST_SNOOZE

    assert remind(case, week).case.promises[0].remind_at == week
    with pytest.raises(TooFarAhead):
        remind(case, week + INSTANT)


def test_a_reminder_lies_ahead() -> None:
    with pytest.raises(InThePast):
        remind(PROMISED, NOW)


def test_a_snooze_moves_no_promise() -> None:
    promise = remind(PROMISED, NOW + HOUR).case.promises[0]

    assert replace(promise, remind_at=None) == a_promise()
