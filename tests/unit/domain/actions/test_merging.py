"""Merge and split: one operation, with a line on both cases."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta

import pytest

from bot.domain.actions import closing, giving, merging
from bot.domain.case import Case, Change, Level, NoReplyReason, Outcome, State, check
from bot.domain.employee import Employee
from bot.domain.errors import (
    NeedsTraining,
    NothingToSplit,
    NotNow,
    OnlyHelpers,
    SameCase,
    UnknownPost,
    UnknownPromise,
)
from bot.domain.events import Code
from bot.domain.flags import Flag
from bot.domain.goodwill import GoodwillState
from bot.domain.handover import HandoverState
from bot.domain.ids import CaseId, GoodwillId, PostId, PromiseId
from bot.domain.placing import PlacingState
from tests.builders import (
    AMY,
    BEN,
    ERIK,
    HOUR,
    KARIN,
    LEA,
    MIA,
    MINUTE,
    NOW,
    a_broadcast,
    a_case,
    a_claimed_case,
    a_goodwill,
    a_handover,
    a_placing,
    a_promise,
    a_reply,
    a_resolved_case,
    an_answered_case,
)

OTHER = CaseId(2)
LATER = NOW + HOUR
MONTH = timedelta(days=30)


def merge(survivor: Case, other: Case, actor: Employee = AMY) -> tuple[Case, Case]:
    kept, gone = merging.merge(survivor, other, actor, now=LATER)
    check(kept.case)
    check(gone.case)
    return kept.case, gone.case


# --- who owns it ------------------------------------------------------------------------------


def test_the_survivors_owner_stays_and_the_other_becomes_a_backup() -> None:
    kept, gone = merge(
        a_claimed_case(ERIK, backups=(LEA.id,)),
        a_claimed_case(MIA, id=OTHER, backups=(BEN.id, LEA.id)),
    )

    assert kept.owner == ERIK.id
    assert kept.backups == (LEA.id, BEN.id, MIA.id)
    assert (gone.state, gone.merged_into, gone.owner) == (State.MERGED, 1, None)


def test_a_survivor_that_nobody_has_gets_the_others_owner() -> None:
    kept, _ = merge(a_case(), a_claimed_case(MIA, id=OTHER, claimed_at=LATER))

    assert (kept.state, kept.owner, kept.claimed_at) == (State.CLAIMED, MIA.id, LATER)
    assert kept.backups == ()


def test_two_cases_that_nobody_has_are_one_that_nobody_has() -> None:
    kept, _ = merge(a_case(), a_case(id=OTHER))

    assert (kept.state, kept.owner) == (State.OPEN, None)


def test_who_owned_both_is_no_backup_of_their_own() -> None:
    kept, _ = merge(a_claimed_case(ERIK), a_claimed_case(ERIK, id=OTHER))

    assert kept.backups == ()


def test_an_owner_is_not_their_own_buddy_after_a_merge() -> None:
    kept, _ = merge(a_case(buddy=AMY.id), a_claimed_case(AMY, id=OTHER))

    assert (kept.owner, kept.buddy) == (AMY.id, None)


@pytest.mark.parametrize(
    ("survivor", "other", "state"),
    [
        (State.OPEN, State.OPEN, State.OPEN),
        (State.OPEN, State.CLAIMED, State.CLAIMED),
        (State.OPEN, State.RESOLVED, State.CLAIMED),
        (State.CLAIMED, State.OPEN, State.CLAIMED),
        (State.CLAIMED, State.CLAIMED, State.CLAIMED),
        (State.CLAIMED, State.RESOLVED, State.CLAIMED),
        (State.RESOLVED, State.OPEN, State.CLAIMED),
        (State.RESOLVED, State.CLAIMED, State.CLAIMED),
        (State.RESOLVED, State.RESOLVED, State.RESOLVED),
    ],
)
def test_what_is_not_wholly_solved_is_not_solved(
    survivor: State, other: State, state: State
) -> None:
    kept, _ = merge(_in(survivor, 1), _in(other, 2))

    assert kept.state is state


def _in(state: State, number: int) -> Case:
    made = {State.OPEN: a_case, State.CLAIMED: a_claimed_case, State.RESOLVED: a_resolved_case}
    changes = {"replies": (a_reply(number),)} if state is State.RESOLVED else {}
    return made[state](id=CaseId(number), **changes)


def test_a_solved_survivor_that_takes_in_an_open_matter_forgets_that_it_was_solved() -> None:
    kept, _ = merge(a_resolved_case(outcome=Outcome.HAPPY), a_case(id=OTHER))

    assert (kept.resolved_at, kept.outcome) == (None, Outcome.NOTHING)


def test_two_solved_cases_wait_for_the_customer_from_the_later_solution() -> None:
    kept, _ = merge(
        a_resolved_case(), a_resolved_case(id=OTHER, resolved_at=LATER, outcome=Outcome.FINE)
    )

    assert (kept.resolved_at, kept.outcome) == (LATER, Outcome.FINE)


# --- what comes along -------------------------------------------------------------------------


def test_everything_that_was_promised_said_and_given_comes_along() -> None:
    other = a_claimed_case(
        MIA,
        id=OTHER,
        promises=(a_promise(2),),
        replies=(a_reply(2),),
        goodwill=(a_goodwill(2),),
        broadcasts=(a_broadcast(2),),
    )
    survivor = a_claimed_case(promises=(a_promise(1),), broadcasts=(a_broadcast(1),))

    kept, gone = merge(survivor, other)

    assert [one.id for one in kept.promises] == [1, 2]
    assert [one.id for one in kept.replies] == [2]
    assert [one.id for one in kept.goodwill] == [2]
    assert kept.broadcast == a_broadcast(1)
    assert (gone.promises, gone.replies, gone.goodwill, gone.broadcasts) == ((), (), (), ())


def test_goodwill_is_still_approved_after_a_merge() -> None:
    kept, _ = merge(a_claimed_case(), a_claimed_case(MIA, id=OTHER, goodwill=(a_goodwill(),)))

    approved = giving.approve_goodwill(kept, LEA, goodwill_id=GoodwillId(1)).case

    assert approved.goodwill[0].state is GoodwillState.APPROVED


def test_the_earliest_first_contact_stays() -> None:
    """D2, D41: Twitter, phone and a form side by side are one case."""
    kept, _ = merge(a_case(), a_case(id=OTHER, first_contact_at=NOW - 5 * HOUR))

    assert kept.first_contact_at == NOW - 5 * HOUR


def test_flags_levels_and_returns_add_up() -> None:
    kept, _ = merge(
        a_case(flags=(Flag.MONEY,), level=Level.MANAGER, repeats=1),
        a_case(id=OTHER, flags=(Flag.LEGAL,), sensitive=True, repeats=2, widespread=True),
    )

    assert (kept.flags, kept.sensitive) == ((Flag.MONEY, Flag.LEGAL), True)
    assert (kept.level, kept.repeats, kept.widespread) == (Level.MANAGER, 3, True)


def test_a_reply_on_one_case_was_heard_by_the_customer_of_both() -> None:
    survivor = an_answered_case()
    duplicate = a_case(id=OTHER, last_said_at=NOW + MINUTE, silent_since=NOW + MINUTE)

    kept, _ = merge(survivor, duplicate)

    assert kept.silent_since is None


def test_what_the_customer_said_after_the_last_reply_still_waits() -> None:
    kept, _ = merge(an_answered_case(), a_case(id=OTHER, last_said_at=LATER, silent_since=LATER))

    assert kept.silent_since == LATER


def test_a_case_found_late_brings_no_ringing_of_its_past() -> None:
    late = a_case(id=OTHER, found_late=True, opened_at=NOW - MONTH, silent_since=NOW - 2 * MONTH)

    for kept, _ in (merge(a_case(), late), merge(late, a_case())):
        assert not kept.found_late
        assert (kept.opened_at, kept.silent_since) == (NOW, NOW)


def test_a_reason_not_to_reply_to_one_does_not_excuse_the_other() -> None:
    """D10."""
    excused = a_resolved_case(
        MIA, id=OTHER, replies=(), no_reply=NoReplyReason.POST_GONE, silent_since=None
    )

    kept, _ = merge(a_claimed_case(), excused)

    assert kept.no_reply is None


# --- what was on offer ------------------------------------------------------------------------


def test_a_request_to_place_words_comes_along() -> None:
    other = a_claimed_case(MIA, id=OTHER, placings=(a_placing(2, by=MIA.id),))

    kept, gone = merge(a_claimed_case(), other)

    assert kept.placing == a_placing(2, by=MIA.id)
    assert gone.placings == ()


def test_of_two_requests_to_place_words_the_survivors_stays() -> None:
    survivor = a_claimed_case(placings=(a_placing(1),))
    other = a_claimed_case(MIA, id=OTHER, placings=(a_placing(2),))

    kept, gone = merging.merge(survivor, other, AMY, now=LATER)

    assert [one.state for one in kept.case.placings] == [
        PlacingState.WITHDRAWN,
        PlacingState.ASKED,
    ]
    assert [one.code for one in gone.events] == [Code.MERGED, Code.PLACING_WITHDRAWN]


def test_a_handover_by_who_owns_it_no_longer_is_withdrawn_and_told() -> None:
    other = a_claimed_case(MIA, id=OTHER, handovers=(a_handover(2, by=MIA.id, to=BEN.id),))

    kept, gone = merging.merge(a_claimed_case(), other, AMY, now=LATER)

    assert kept.case.handovers[0].state is HandoverState.WITHDRAWN
    assert gone.events[1].facts == {"handover": 2, "by": MIA.id, "to": BEN.id}


def test_a_handover_by_who_goes_on_owning_it_stands() -> None:
    offer = a_handover(2, by=MIA.id, to=BEN.id)

    kept, _ = merge(a_case(), a_claimed_case(MIA, id=OTHER, handovers=(offer,)))

    assert kept.handover == offer


# --- refusals ---------------------------------------------------------------------------------


def test_a_case_is_not_merged_with_itself() -> None:
    with pytest.raises(SameCase):
        merge(a_case(), a_case())


@pytest.mark.parametrize("state", [State.CLOSED, State.DISMISSED, State.MERGED])
def test_what_has_ended_is_not_merged(state: State) -> None:
    ended = a_case(id=OTHER, state=state)

    with pytest.raises(NotNow):
        merge(a_case(), ended)
    with pytest.raises(NotNow):
        merge(ended, a_case())


def test_only_webcare_merges_what_is_sensitive() -> None:
    with pytest.raises(NeedsTraining):
        merge(a_case(), a_case(id=OTHER, sensitive=True), ERIK)
    with pytest.raises(NeedsTraining):
        merge(a_case(sensitive=True), a_case(id=OTHER), ERIK)


def test_what_somebody_owns_is_merged_by_those_who_help_with_either() -> None:
    mine, other = a_claimed_case(ERIK, backups=(MIA.id,)), a_case(id=OTHER)

    for helper in (ERIK, MIA, AMY):
        assert merge(mine, other, helper)[0].owner == ERIK.id
        assert merge(other, mine, helper)[0].owner == ERIK.id
    for pair in ((mine, other), (other, mine)):
        with pytest.raises(OnlyHelpers):
            merge(*pair, KARIN)


def test_anybody_merges_what_nobody_owns() -> None:
    assert merge(a_case(), a_case(id=OTHER), KARIN)[1].merged_into == a_case().id


# --- split ------------------------------------------------------------------------------------

FIRST, SECOND = PostId(1), PostId(2)
POSTS = ((FIRST, NOW - HOUR, NOW), (SECOND, NOW + 2 * HOUR, NOW + 3 * HOUR))


def split(
    case: Case,
    *,
    posts: Sequence[PostId] = (SECOND,),
    promises: Sequence[PromiseId] = (),
    actor: Employee = AMY,
) -> tuple[Change, Change]:
    rest, new = merging.split(
        case,
        actor,
        new_id=OTHER,
        posts=tuple(posts),
        all_posts=POSTS,
        promises=tuple(promises),
    )
    check(rest.case)
    check(new.case)
    return rest, new


def test_posts_and_promises_move_to_a_case_of_their_own_with_the_same_owner() -> None:
    case = a_claimed_case(promises=(a_promise(1), a_promise(2)), backups=(MIA.id,))

    rest, new = split(case, promises=[PromiseId(2)])

    assert ([one.id for one in rest.case.promises], rest.case.owner) == ([1], ERIK.id)
    assert ([one.id for one in new.case.promises], new.case.owner) == ([2], ERIK.id)
    assert (new.case.id, new.case.version) == (OTHER, 0)
    assert rest.events[0].facts["other"] == OTHER
    assert new.events[0].facts["other"] == case.id


def test_each_half_is_as_old_as_its_own_posts() -> None:
    rest, new = split(a_case(first_contact_at=NOW - HOUR, opened_at=NOW))

    assert (rest.case.first_contact_at, rest.case.last_said_at) == (NOW - HOUR, NOW - HOUR)
    assert (new.case.first_contact_at, new.case.opened_at) == (NOW + 2 * HOUR, NOW + 3 * HOUR)


def test_replies_stay_so_that_the_new_case_needs_one_of_its_own() -> None:
    case = an_answered_case(silent_since=NOW + 2 * HOUR)

    rest, new = split(case)

    assert (len(rest.case.said), len(new.case.said)) == (1, 0)
    assert closing.solve(
        rest.case, ERIK, outcome=Outcome.NOTHING, helped=None, widespread=False, now=LATER
    )


def test_the_silence_goes_with_the_words_that_had_no_answer() -> None:
    case = an_answered_case(silent_since=NOW + 2 * HOUR)

    rest, new = split(case)
    rest_again, new_again = split(case, posts=[FIRST])

    assert (rest.case.silent_since, new.case.silent_since) == (None, NOW + 2 * HOUR)
    assert (rest_again.case.silent_since, new_again.case.silent_since) == (NOW + 2 * HOUR, None)


def test_what_is_on_offer_and_given_stays() -> None:
    case = a_claimed_case(
        handovers=(a_handover(),),
        placings=(a_placing(),),
        goodwill=(a_goodwill(),),
        no_reply=NoReplyReason.LEGAL,
    )

    rest, new = split(case)

    assert (rest.case.handover, rest.case.placing) == (a_handover(), a_placing())
    assert (new.case.handovers, new.case.placings, new.case.goodwill) == ((), (), ())
    assert (rest.case.no_reply, new.case.no_reply) == (NoReplyReason.LEGAL, None)


def test_both_halves_of_a_sensitive_case_are_sensitive() -> None:
    _, new = split(a_case(sensitive=True, flags=(Flag.LEGAL,)))

    assert new.case.sensitive


@pytest.mark.parametrize("posts", [(), (FIRST, SECOND), (FIRST, SECOND, FIRST)])
def test_a_split_moves_something_and_leaves_something(posts: Sequence[PostId]) -> None:
    with pytest.raises(NothingToSplit):
        split(a_case(), posts=posts)


def test_posts_and_promises_of_other_cases_are_unknown() -> None:
    with pytest.raises(UnknownPost):
        split(a_case(), posts=[PostId(9)])
    with pytest.raises(UnknownPromise):
        split(a_claimed_case(), promises=[PromiseId(9)])


@pytest.mark.parametrize(
    "case", [a_resolved_case(), *(replace(a_case(), state=s) for s in (State.CLOSED,))]
)
def test_what_is_solved_is_not_split(case: Case) -> None:
    with pytest.raises(NotNow):
        split(case)


def test_only_webcare_splits_what_is_sensitive() -> None:
    with pytest.raises(NeedsTraining):
        split(a_claimed_case(sensitive=True), actor=ERIK)


def test_what_somebody_owns_is_split_by_those_who_help() -> None:
    with pytest.raises(OnlyHelpers):
        split(a_claimed_case(), actor=KARIN)
    assert split(a_case(), actor=KARIN)
