"""How many cases somebody may have in hand: kind to whoever is new, and never a way to drown."""

import pytest

from bot.domain.actions import closing, handing_over, merging, ownership, undoing
from bot.domain.caps import FREE, Caps, InHand, Load, load_of
from bot.domain.case import DismissReason
from bot.domain.employee import Employee
from bot.domain.errors import AlreadyClaimed, TooManyCases
from tests.builders import (
    AMY,
    ERIK,
    MIA,
    NOW,
    a_case,
    a_claimed_case,
    a_handover,
)

FIRST = Load(claimed=0, cap=1, first_time=True)
FULL = Load(claimed=5, cap=5, first_time=False)
FULL_AT_FIRST = Load(claimed=1, cap=1, first_time=True)
OFFERED = a_claimed_case(handovers=(a_handover(),))


@pytest.mark.parametrize(
    ("ended", "cap"), [(0, 1), (1, 3), (2, 3), (3, 5)], ids=["new", "one", "two", "three"]
)
def test_what_somebody_may_have_in_hand_grows_with_what_they_ended(ended: int, cap: int) -> None:
    assert load_of(Caps(), ERIK, InHand(ended=ended)).cap == cap


@pytest.mark.parametrize("ended", [0, 3])
def test_trained_webcare_has_no_cap_but_the_companys_own(ended: int) -> None:
    assert load_of(Caps(), AMY, InHand(90, ended)).is_full is False
    assert load_of(Caps(webcare=12), AMY, InHand(12, ended)).is_full is True


@pytest.mark.parametrize(("claimed", "is_full"), [(4, False), (5, True), (6, True)])
def test_somebody_is_full_at_the_cap_and_above_it(claimed: int, is_full: bool) -> None:
    assert load_of(Caps(), ERIK, InHand(claimed, 3)).is_full is is_full


def test_a_company_may_set_no_cap() -> None:
    anything = Caps(anybody=None, first=None, early=None)

    assert not any(load_of(anything, ERIK, InHand(99, ended)).is_full for ended in range(4))


@pytest.mark.parametrize(("actor", "first"), [(ERIK, True), (AMY, False)], ids=["erik", "webcare"])
def test_a_first_time_is_for_whoever_is_not_trained(actor: Employee, first: bool) -> None:
    assert load_of(Caps(), actor, InHand()).first_time is first


def test_a_claim_with_full_hands_is_refused_with_what_they_have() -> None:
    with pytest.raises(TooManyCases) as refused:
        ownership.claim(a_case(), ERIK, buddy=None, load=FULL, now=NOW)

    assert refused.value.facts == {"count": 5, "cap": 5, "first": False}


def test_whoever_is_full_hears_first_that_a_colleague_has_it() -> None:
    with pytest.raises(AlreadyClaimed):
        ownership.claim(a_claimed_case(MIA), ERIK, buddy=None, load=FULL, now=NOW)


def test_a_claim_says_whose_first_it_is() -> None:
    first = ownership.claim(a_case(), ERIK, buddy=None, load=FIRST, now=NOW).case

    assert first.first_time
    assert not ownership.claim(a_case(), ERIK, buddy=None, load=FREE, now=NOW).case.first_time


def test_whoever_is_asked_may_take_more_than_the_cap() -> None:
    taken = handing_over.accept(OFFERED, MIA, tell=None, load=FULL, now=NOW).case

    assert taken.owner == MIA.id


def test_whoever_is_new_takes_over_no_second_one() -> None:
    with pytest.raises(TooManyCases):
        handing_over.accept(OFFERED, MIA, tell=None, load=FULL_AT_FIRST, now=NOW)

    assert handing_over.accept(OFFERED, MIA, tell=None, load=FIRST, now=NOW).case.first_time


def test_a_first_case_is_somebodys_first_no_more_once_it_is_not_theirs() -> None:
    mine = a_claimed_case(ERIK, first_time=True)
    offered = a_claimed_case(ERIK, first_time=True, handovers=(a_handover(),))

    gone = (
        ownership.release(mine, ERIK, now=NOW),
        ownership.let_go(mine, ERIK, reason=None, lead=AMY.id, now=NOW),
        closing.dismiss(mine, ERIK, reason=DismissReason.SPAM, now=NOW),
        handing_over.accept(offered, MIA, tell=None, now=NOW),
    )

    assert [change.case.first_time for change in gone] == [False] * 4


def test_an_undo_brings_a_first_time_back_or_takes_it_away() -> None:
    mine = a_claimed_case(ERIK, first_time=True)
    released = ownership.release(mine, ERIK, now=NOW)
    claimed = ownership.claim(a_case(), ERIK, buddy=None, load=FIRST, now=NOW)

    back = undoing.undo(
        released.case, released.events[0], undoing.remember(mine, released.events[0])
    )
    away = undoing.undo(
        claimed.case, claimed.events[0], undoing.remember(a_case(), claimed.events[0])
    )

    assert back.case.first_time
    assert not away.case.first_time


def test_of_two_cases_that_become_one_it_is_the_owners_first_or_not() -> None:
    first = a_claimed_case(ERIK, first_time=True)
    nobodys, mias = a_case(id=2), a_claimed_case(MIA, id=3)

    assert merging.merge(nobodys, first, AMY, now=NOW)[0].case.first_time
    kept, gone = merging.merge(mias, first, AMY, now=NOW)
    assert (kept.case.first_time, gone.case.first_time) == (False, False)
