"""What is asked of a department, who does it then, a buddy, a manager, a rule bypassed."""

from dataclasses import replace

import pytest

from bot.domain.actions import handing_over, ownership, promising
from bot.domain.case import Case, State
from bot.domain.errors import (
    AlreadyHelping,
    AlreadyYours,
    ClaimFirst,
    HandoverPending,
    HandoverToOwner,
    NeedsTraining,
    OnlyHelpers,
    OnlyOwner,
    OnlyWebcare,
    PromiseNotOpen,
    Refusal,
    TooManyHandovers,
    UnknownPerson,
)
from bot.domain.events import Code
from bot.domain.handover import HandoverState
from bot.domain.ids import PromiseId, WordsId
from bot.domain.promise import BrokenBecause, Kind, PromiseState, To
from tests.builders import (
    AMY,
    BEN,
    ERIK,
    HOUR,
    KARIN,
    LEA,
    MIA,
    NOW,
    a_case,
    a_claimed_case,
    a_handover,
    a_promise,
    a_resolved_case,
    an_employee,
    at,
)

ONE = PromiseId(1)
LATER = at("2026-03-24 12:00")
NETTY = an_employee(20, name="Netty", department="Network")
ASKED = a_promise(kind=Kind.DEMAND, to=To.COLLEAGUE, department="Network", doer=KARIN.id)
DEMANDED = a_claimed_case(promises=(ASKED,))
PROMISED = a_claimed_case(promises=(a_promise(doer=MIA.id),))
TWICE = a_claimed_case(
    handovers=tuple(
        a_handover(number, state=HandoverState.ACCEPTED, settled_at=NOW) for number in (1, 2)
    )
)


# --- a demand -----------------------------------------------------------------------------------


def test_a_demand_keeps_a_case_from_being_solved() -> None:
    assert ASKED.blocks
    assert DEMANDED.blocking_promises == (ASKED,)


def test_a_demand_stays_with_its_department_when_the_case_is_handed_over() -> None:
    own = replace(ASKED, doer=ERIK.id)
    case = a_claimed_case(promises=(own, a_promise(2)), handovers=(a_handover(),))

    taken = handing_over.accept(case, MIA, tell=None, now=NOW).case

    assert [promise.doer for promise in taken.promises] == [ERIK.id, MIA.id]


@pytest.mark.parametrize("who", [KARIN, NETTY, LEA], ids=["manager", "department", "lead"])
def test_a_department_says_itself_what_becomes_of_what_it_was_asked(who: object) -> None:
    kept = promising.keep_promise(DEMANDED, who, promise_id=ONE, evidence=None, now=NOW)  # type: ignore[arg-type]

    assert kept.case.promises[0].state is PromiseState.KEPT


def test_nobody_of_another_department_answers_for_it() -> None:
    with pytest.raises(OnlyHelpers):
        promising.break_promise(
            DEMANDED, MIA, promise_id=ONE, because=BrokenBecause.OTHER, words=None, now=NOW
        )


def test_a_department_answers_for_nothing_else() -> None:
    plain = a_claimed_case(promises=(a_promise(department="Network"),))

    with pytest.raises(OnlyHelpers):
        promising.keep_promise(plain, NETTY, promise_id=ONE, evidence=None, now=NOW)


def test_only_who_helps_the_customer_says_that_a_demand_is_no_longer_needed() -> None:
    with pytest.raises(OnlyHelpers):
        promising.waive_promise(DEMANDED, KARIN, promise_id=ONE, reason=WordsId(1), now=NOW)

    waived = promising.waive_promise(DEMANDED, ERIK, promise_id=ONE, reason=WordsId(1), now=NOW)
    assert waived.case.promises[0].state is PromiseState.WAIVED


def test_a_department_may_name_another_day() -> None:
    due = at("2026-03-20 17:00")

    moved = promising.move_promise(DEMANDED, KARIN, promise_id=ONE, due_at=due, now=NOW)

    assert moved.case.promises[0].due_at == due


# --- who does it --------------------------------------------------------------------------------


def test_who_takes_a_promise_upon_themselves_does_it() -> None:
    change = promising.give_promise(PROMISED, ERIK, promise_id=ONE, doer=ERIK)

    assert change.case.promises[0].doer == ERIK.id
    assert change.case.promises[0].department == PROMISED.promises[0].department
    (taken,) = change.events
    assert (taken.code, taken.facts["doer"]) == (Code.PROMISE_TAKEN_OVER, ERIK.id)


def test_whoever_takes_it_on_has_put_nothing_off() -> None:
    """A reminder is put off by whoever gets it, and for nobody else."""
    case = a_claimed_case(promises=(a_promise(doer=MIA.id, remind_at=LATER),))
    mine = a_claimed_case(promises=(replace(ASKED, remind_at=LATER),))

    taken = promising.give_promise(case, ERIK, promise_id=ONE, doer=ERIK).case.promises[0]
    said_yes = promising.give_promise(mine, KARIN, promise_id=ONE, doer=KARIN).case.promises[0]

    assert (taken.doer, taken.remind_at) == (ERIK.id, None)
    assert (said_yes.doer, said_yes.remind_at) == (KARIN.id, LATER)


def test_a_department_names_who_does_it() -> None:
    change = promising.give_promise(DEMANDED, KARIN, promise_id=ONE, doer=NETTY)

    assert change.case.promises[0].doer == NETTY.id


def test_a_manager_says_yes_to_what_is_theirs_already() -> None:
    change = promising.give_promise(DEMANDED, KARIN, promise_id=ONE, doer=KARIN)

    assert change.events[0].facts["doer"] == KARIN.id


def test_a_deputy_may_take_what_no_stranger_may() -> None:
    with pytest.raises(OnlyHelpers):
        promising.give_promise(PROMISED, NETTY, promise_id=ONE, doer=NETTY)

    taken = promising.give_promise(PROMISED, NETTY, promise_id=ONE, doer=NETTY, stands_in=True)
    assert taken.case.promises[0].doer == NETTY.id


@pytest.mark.parametrize(
    ("case", "doer", "rule"),
    [
        (PROMISED, MIA, AlreadyYours),
        (PROMISED, replace(NETTY, active=False), UnknownPerson),
        (replace(PROMISED, sensitive=True), NETTY, NeedsTraining),
        (a_claimed_case(promises=(a_promise(state=PromiseState.KEPT),)), MIA, PromiseNotOpen),
    ],
)
@pytest.mark.parametrize("stands_in", [False, True])
def test_what_is_no_way_to_give_a_promise(
    case: Case, doer: object, rule: type[Refusal], stands_in: bool
) -> None:
    with pytest.raises(rule):
        promising.give_promise(case, ERIK, promise_id=ONE, doer=doer, stands_in=stands_in)  # type: ignore[arg-type]


# --- a third handover ---------------------------------------------------------------------------


def test_a_third_handover_is_asked_of_a_manager() -> None:
    with pytest.raises(TooManyHandovers):
        handing_over.offer(TWICE, ERIK, MIA, handover=a_handover(3))
    change = handing_over.ask_manager(TWICE, ERIK, MIA, manager=KARIN.id)

    assert handing_over.needs_manager(TWICE)
    (asked,) = change.events
    assert asked.facts == {"by": ERIK.id, "colleague": MIA.id, "lead": KARIN.id}
    by_manager = a_handover(3, by=KARIN.id, expires_at=NOW + HOUR)
    assert handing_over.offer(TWICE, KARIN, MIA, handover=by_manager).case.handover


@pytest.mark.parametrize(
    ("case", "actor", "colleague", "rule"),
    [
        (TWICE, MIA, ERIK, OnlyOwner),
        (TWICE, ERIK, ERIK, HandoverToOwner),
        (replace(TWICE, sensitive=True), ERIK, MIA, NeedsTraining),
        (replace(TWICE, handovers=(*TWICE.handovers, a_handover(3))), ERIK, MIA, HandoverPending),
        (a_case(), ERIK, MIA, ClaimFirst),
    ],
)
def test_what_no_manager_is_asked(
    case: Case, actor: object, colleague: object, rule: type[Refusal]
) -> None:
    with pytest.raises(rule):
        handing_over.ask_manager(case, actor, colleague, manager=None)  # type: ignore[arg-type]


# --- a buddy, and a rule bypassed ---------------------------------------------------------------


def test_the_owner_and_webcare_name_a_buddy() -> None:
    assert ownership.name_buddy(a_claimed_case(), ERIK, BEN).case.buddy == BEN.id
    assert ownership.name_buddy(a_claimed_case(), AMY, BEN).case.buddy == BEN.id


@pytest.mark.parametrize(
    ("case", "actor", "colleague", "rule"),
    [
        (a_claimed_case(), MIA, BEN, OnlyOwner),
        (a_claimed_case(), ERIK, MIA, OnlyWebcare),
        (a_claimed_case(AMY), AMY, AMY, AlreadyYours),
        (a_claimed_case(), ERIK, AMY, AlreadyHelping),
        (a_claimed_case(), ERIK, replace(BEN, active=False), UnknownPerson),
        (a_case(), ERIK, BEN, ClaimFirst),
    ],
)
def test_who_is_no_buddy(case: Case, actor: object, colleague: object, rule: type[Refusal]) -> None:
    with pytest.raises(rule):
        ownership.name_buddy(case, actor, colleague)  # type: ignore[arg-type]


@pytest.mark.parametrize("case", [a_claimed_case(), a_resolved_case()])
def test_a_bypassed_rule_needs_nobodys_leave(case: Case) -> None:
    change = ownership.bypass(case, ERIK, words=WordsId(4), why=None)

    assert change.case == case
    assert change.events[0].facts == {"by": ERIK.id, "words": WordsId(4), "why": None}


def test_only_who_helps_went_around_a_rule() -> None:
    with pytest.raises(OnlyHelpers):
        ownership.bypass(a_claimed_case(), MIA, words=WordsId(4), why=None)
    with pytest.raises(ClaimFirst):
        ownership.bypass(a_case(state=State.OPEN), ERIK, words=WordsId(4), why=None)
