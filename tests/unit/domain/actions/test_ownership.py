"""Becoming, helping and ceasing to be the owner."""

from collections.abc import Callable
from dataclasses import replace

import pytest

from bot.domain.actions import ownership
from bot.domain.case import Case, Change, Level, State
from bot.domain.errors import (
    AlreadyClaimed,
    AlreadyHelping,
    AlreadyYours,
    ClaimFirst,
    NeedsTraining,
    NotNow,
    OnlyOwner,
    PromiseStillOpen,
    UnknownPerson,
    UnknownPromise,
)
from bot.domain.events import Code
from bot.domain.handover import HandoverState
from bot.domain.ids import PromiseId, WordsId
from bot.domain.placing import PlacingState
from bot.domain.promise import PromiseState, To
from tests.builders import (
    AMY,
    ERIK,
    HOUR,
    KARIN,
    LEA,
    MIA,
    NOW,
    a_case,
    a_claimed_case,
    a_handover,
    a_placing,
    a_promise,
    a_resolved_case,
    differing,
)

ENDED = (State.RESOLVED, State.CLOSED, State.DISMISSED, State.MERGED)


def codes(change: Change) -> list[Code]:
    return [event.code for event in change.events]


# --- claim ------------------------------------------------------------------------------------


def test_anyone_may_claim_an_open_case_and_is_its_owner_at_once() -> None:
    """D12: the hero was a project manager."""
    change = ownership.claim(a_case(), ERIK, buddy=AMY.id, now=NOW)

    assert change.case.state is State.CLAIMED
    assert (change.case.owner, change.case.buddy) == (ERIK.id, AMY.id)
    assert change.case.claimed_at == NOW
    assert change.events[0].facts == {"owner": ERIK.id, "webcare": False}


def test_a_claim_ends_no_silence_since_the_customer_has_heard_nothing() -> None:
    change = ownership.claim(a_case(), ERIK, buddy=None, now=NOW)

    assert change.case.silent_since == NOW


def test_nobody_is_their_own_buddy() -> None:
    assert ownership.claim(a_case(), AMY, buddy=AMY.id, now=NOW).case.buddy is None


def test_a_backup_who_claims_is_the_owner_and_a_backup_no_more() -> None:
    change = ownership.claim(a_case(backups=(ERIK.id, MIA.id)), ERIK, buddy=None, now=NOW)

    assert change.case.backups == (MIA.id,)


def test_the_second_to_claim_is_told_who_was_first() -> None:
    with pytest.raises(AlreadyClaimed) as refused:
        ownership.claim(a_claimed_case(ERIK), MIA, buddy=None, now=NOW)

    assert refused.value.facts == {"owner": ERIK.id}


def test_who_claims_twice_is_told_that_it_is_theirs() -> None:
    with pytest.raises(AlreadyYours):
        ownership.claim(a_claimed_case(ERIK), ERIK, buddy=None, now=NOW)


def test_a_sensitive_case_is_for_trained_webcare_only() -> None:
    with pytest.raises(NeedsTraining):
        ownership.claim(a_case(sensitive=True), ERIK, buddy=None, now=NOW)

    assert ownership.claim(a_case(sensitive=True), AMY, buddy=None, now=NOW).case.owner == AMY.id


def test_a_manager_is_not_trained_by_being_a_manager() -> None:
    with pytest.raises(NeedsTraining):
        ownership.claim(a_case(sensitive=True), KARIN, buddy=None, now=NOW)


@pytest.mark.parametrize("state", ENDED)
def test_what_has_ended_is_not_claimed(state: State) -> None:
    with pytest.raises(NotNow) as refused:
        ownership.claim(a_case(state=state), ERIK, buddy=None, now=NOW)

    assert refused.value.facts == {"state": state.value}


# --- release ----------------------------------------------------------------------------------


def test_an_owner_may_let_go_and_the_case_is_open_again() -> None:
    change = ownership.release(a_claimed_case(), ERIK, now=NOW + HOUR)

    assert (change.case.state, change.case.owner) == (State.OPEN, None)
    assert codes(change) == [Code.RELEASED]


def test_a_released_case_no_longer_waits_for_its_customer() -> None:
    change = ownership.release(a_claimed_case(waiting_since=NOW), ERIK, now=NOW + HOUR)

    assert change.case.waiting_since is None


@pytest.mark.parametrize("to", [To.CUSTOMER, To.COLLEAGUE])
def test_a_case_with_an_open_promise_is_not_released(to: To) -> None:
    case = a_claimed_case(promises=(a_promise(7, to=to),))

    with pytest.raises(PromiseStillOpen) as refused:
        ownership.release(case, ERIK, now=NOW)

    assert refused.value.facts == {"promises": (7,)}


@pytest.mark.parametrize(
    "promise",
    [a_promise(to=To.LEADERSHIP), a_promise(state=PromiseState.KEPT)],
    ids=["to leadership", "kept"],
)
def test_a_promise_that_does_not_bind_the_case_keeps_nobody(promise: object) -> None:
    case = a_claimed_case(promises=(promise,))

    change = ownership.release(case, ERIK, now=NOW)

    assert change.case.state is State.OPEN
    assert change.case.promises == (promise,)


def test_only_the_owner_releases() -> None:
    with pytest.raises(OnlyOwner) as refused:
        ownership.release(a_claimed_case(ERIK), LEA, now=NOW)

    assert refused.value.facts == {"owner": ERIK.id}


def test_an_open_case_has_nobody_to_release_it() -> None:
    with pytest.raises(ClaimFirst):
        ownership.release(a_case(), ERIK, now=NOW)


@pytest.mark.parametrize("state", ENDED)
def test_what_has_ended_is_not_released(state: State) -> None:
    with pytest.raises(NotNow):
        ownership.release(a_case(state=state, owner=ERIK.id), ERIK, now=NOW)


def test_what_the_owner_had_on_offer_ends_with_the_release_and_is_written_down() -> None:
    case = a_claimed_case(handovers=(a_handover(8),), placings=(a_placing(9),))

    change = ownership.release(case, ERIK, now=NOW)

    assert change.case.handovers[0].state is HandoverState.WITHDRAWN
    assert change.case.placings[0].state is PlacingState.WITHDRAWN
    assert codes(change) == [Code.RELEASED, Code.HANDOVER_WITHDRAWN, Code.PLACING_WITHDRAWN]
    assert change.events[1].facts == {"handover": 8, "by": ERIK.id, "to": MIA.id}


# --- let go -----------------------------------------------------------------------------------


def let_go(case: Case) -> Change:
    return ownership.let_go(case, ERIK, reason=WordsId(3), lead=LEA.id, now=NOW)


def test_who_is_treated_badly_is_free_at_once_and_the_case_is_webcares() -> None:
    change = let_go(a_claimed_case())

    assert (change.case.state, change.case.owner) == (State.OPEN, None)
    assert change.case.sensitive
    assert change.case.level is Level.LEAD


def test_the_lead_becomes_the_owner_where_promises_are_open() -> None:
    case = a_claimed_case(promises=(a_promise(1), a_promise(2, doer=MIA.id)))

    change = let_go(case)

    assert (change.case.state, change.case.owner) == (State.CLAIMED, LEA.id)
    assert [promise.doer for promise in change.case.promises] == [LEA.id, MIA.id]
    assert change.events[0].facts["inherits"] is True


def test_a_level_that_is_higher_stays_when_the_owner_lets_go() -> None:
    assert let_go(a_claimed_case(level=Level.EXECUTIVE)).case.level is Level.EXECUTIVE


@pytest.mark.parametrize("promises", [(), (a_promise(),)], ids=["open again", "to the lead"])
def test_nothing_stays_on_offer_when_the_owner_lets_go(promises: tuple[object, ...]) -> None:
    case = a_claimed_case(promises=promises, handovers=(a_handover(),), placings=(a_placing(),))

    change = let_go(case)

    assert change.case.handover is None
    assert change.case.placing is None
    assert set(codes(change)) == {Code.LET_GO, Code.HANDOVER_WITHDRAWN, Code.PLACING_WITHDRAWN}


def test_a_lead_with_open_promises_has_nobody_to_leave_them_to() -> None:
    case = a_claimed_case(LEA, promises=(a_promise(),))

    with pytest.raises(PromiseStillOpen):
        ownership.let_go(case, LEA, reason=None, lead=LEA.id, now=NOW)


def test_a_lead_without_open_promises_may_let_go_too() -> None:
    change = ownership.let_go(a_claimed_case(LEA), LEA, reason=None, lead=LEA.id, now=NOW)

    assert change.case.state is State.OPEN


@pytest.mark.parametrize(
    ("case", "refusal"),
    [
        (a_claimed_case(MIA), OnlyOwner),
        (a_case(), ClaimFirst),
        (a_resolved_case(ERIK), NotNow),
    ],
    ids=["somebody else's", "nobody's", "solved"],
)
def test_only_an_owner_at_work_lets_go(case: Case, refusal: type[Exception]) -> None:
    with pytest.raises(refusal):
        let_go(case)


# --- suggest, help, ask, note -----------------------------------------------------------------


def test_a_suggestion_makes_nobody_anything() -> None:
    case = a_case()

    change = ownership.suggest(case, ERIK, MIA)

    assert change.case == case
    assert change.events[0].facts == {"by": ERIK.id, "colleague": MIA.id}


@pytest.mark.parametrize(
    ("case", "refusal"),
    [
        (a_claimed_case(AMY), AlreadyClaimed),
        (a_case(sensitive=True), NeedsTraining),
        *((a_case(state=state), NotNow) for state in ENDED),
    ],
)
def test_nobody_is_suggested_for_what_they_cannot_take(
    case: Case, refusal: type[Exception]
) -> None:
    with pytest.raises(refusal):
        ownership.suggest(case, ERIK, MIA)


def test_who_has_left_is_not_suggested() -> None:
    """D20."""
    with pytest.raises(UnknownPerson):
        ownership.suggest(a_case(), ERIK, replace(MIA, active=False))


def test_helpers_stand_beside_the_owner_in_the_order_in_which_they_came() -> None:
    change = ownership.help_out(a_claimed_case(backups=(LEA.id,)), MIA)

    assert change.case.backups == (LEA.id, MIA.id)
    assert change.case.owner == ERIK.id


@pytest.mark.parametrize(
    ("case", "refusal"),
    [
        (a_claimed_case(MIA), AlreadyHelping),
        (a_claimed_case(backups=(MIA.id,)), AlreadyHelping),
        (a_claimed_case(sensitive=True), NeedsTraining),
        (a_case(), ClaimFirst),
        *((a_case(state=state), NotNow) for state in ENDED),
    ],
)
def test_help_is_refused_where_it_is_none(case: Case, refusal: type[Exception]) -> None:
    with pytest.raises(refusal):
        ownership.help_out(case, MIA)


def test_who_helps_may_stop() -> None:
    change = ownership.stop_helping(a_claimed_case(backups=(MIA.id,)), MIA)

    assert change.case.backups == ()
    assert codes(change) == [Code.HELP_ENDED]


def test_who_does_not_help_cannot_stop() -> None:
    with pytest.raises(NotNow):
        ownership.stop_helping(a_claimed_case(), MIA)


def test_an_owner_asks_the_buddy_for_help_with_a_promise() -> None:
    case = a_claimed_case(promises=(a_promise(7),))

    change = ownership.ask_help(case, ERIK, promise=7)

    assert change.case == case
    assert change.events[0].facts == {"by": ERIK.id, "buddy": AMY.id, "promise": 7}


@pytest.mark.parametrize(
    ("case", "refusal"),
    [
        (a_claimed_case(MIA), OnlyOwner),
        (a_case(), ClaimFirst),
        (a_resolved_case(), NotNow),
    ],
)
def test_only_an_owner_at_work_asks_for_help(case: Case, refusal: type[Exception]) -> None:
    with pytest.raises(refusal):
        ownership.ask_help(case, ERIK)


def test_help_is_not_asked_with_a_promise_of_another_case() -> None:
    with pytest.raises(UnknownPromise):
        ownership.ask_help(a_claimed_case(), ERIK, promise=PromiseId(7))


@pytest.mark.parametrize("state", [state for state in State if state is not State.MERGED])
def test_a_note_changes_nothing_and_stops_no_clock(state: State) -> None:
    case = a_case(state=state)

    assert ownership.note(case, MIA, words=WordsId(1)).case == case


def test_a_merged_case_takes_no_note() -> None:
    with pytest.raises(NotNow):
        ownership.note(a_case(state=State.MERGED), MIA, words=WordsId(1))


# --- who may do it where it is sensitive ------------------------------------------------------


@pytest.mark.parametrize(
    "act",
    [
        lambda case: ownership.claim(case, ERIK, buddy=None, now=NOW),
        lambda case: ownership.suggest(case, AMY, ERIK),
    ],
    ids=["claim", "suggest"],
)
def test_a_refused_action_leaves_the_case_as_it_was(act: Callable[[Case], Change]) -> None:
    case = a_case(sensitive=True)
    untouched = replace(case)

    with pytest.raises(NeedsTraining):
        act(case)

    assert differing(case, untouched) == set()
