"""Cases: what is stored comes back, and a change over an old version is refused."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from dataclasses import fields, replace
from datetime import UTC, datetime
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.domain.actions.merging import merge, split
from bot.domain.actions.ownership import claim
from bot.domain.broadcast import Broadcast
from bot.domain.caps import EXPERIENCED, InHand
from bot.domain.case import Case, Level, State
from bot.domain.errors import UnknownCase, UnknownPromise
from bot.domain.flags import Flag
from bot.domain.goodwill import Goodwill
from bot.domain.handover import Handover, HandoverState
from bot.domain.ids import CaseId, CustomerId, PostId, PromiseId
from bot.domain.placing import Placing, PlacingState
from bot.domain.post import Author
from bot.domain.promise import Promise, PromiseState
from bot.domain.reply import Reply
from bot.ports.storing import StaleCase, UnitOfWork
from storage.engine import SqlStore
from tests.builders import (
    AMY,
    ERIK,
    HOUR,
    MIA,
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
)
from tests.stores import a_said

_ids = st.integers(min_value=1, max_value=2**63 - 1)
_moments = st.datetimes(
    min_value=datetime(1970, 1, 2),  # noqa: DTZ001 - hypothesis adds the zone
    max_value=datetime(2200, 1, 1),  # noqa: DTZ001 - hypothesis adds the zone
    timezones=st.just(UTC),
)
_texts = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"))
_special = {int: _ids, datetime: _moments, str: _texts}


def _values(kind: type[Any], **special: st.SearchStrategy[Any]) -> st.SearchStrategy[Any]:
    """Values of this kind with anything in their fields."""
    with_ids = {one.name: _ids for one in fields(kind) if "Id" in str(one.type)}
    optional = {
        name: st.none() | ids
        for name, ids in with_ids.items()
        if "None" in str(kind.__dataclass_fields__[name].type)
    }
    chosen = {**with_ids, **optional, **special}
    for one in fields(kind):
        if "datetime" in str(one.type):
            known = _moments
            chosen[one.name] = st.none() | known if "None" in str(one.type) else known
        if str(one.type).startswith("str"):
            chosen[one.name] = st.none() | _texts if "None" in str(one.type) else _texts
    return st.builds(kind, **chosen)


def _lists(kind: type[Any], **special: st.SearchStrategy[Any]) -> st.SearchStrategy[Any]:
    values = _values(kind, **special)
    return st.lists(values, max_size=4, unique_by=lambda one: one.id).map(tuple)


_cents = st.integers(min_value=0, max_value=10**6)
_counts = st.integers(min_value=0, max_value=1000)
_children = {
    "promises": _lists(Promise, moves=_counts),
    "replies": _lists(Reply),
    "handovers": _lists(Handover),
    "placings": _lists(Placing),
    "goodwill": _lists(Goodwill, amount=_cents),
    "broadcasts": _lists(Broadcast, channels=st.lists(_texts).map(tuple)),
}
_cases = _values(
    Case,
    customer=st.none(),
    merged_into=st.none(),
    version=st.just(0),
    repeats=_counts,
    reopened=_counts,
    flags=st.lists(st.sampled_from(Flag), unique=True).map(tuple),
    backups=st.lists(_ids, max_size=4, unique=True).map(tuple),
    **_children,
)


@pytest.fixture
def customer(uow: UnitOfWork) -> CustomerId:
    """Jos, as a stored customer; committed by nobody."""
    return uow.customers.find_or_add("facebook", Author("jos", "Jos"))


@pytest.fixture
def keep(uow: UnitOfWork, customer: CustomerId) -> Callable[..., Case]:
    """Store a case of Jos's."""

    def _keep(case: Case, look_at: datetime | None = None) -> Case:
        return uow.cases.add(replace(case, customer=customer), look_at=look_at)

    return _keep


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(before=_cases, after=_cases)
def test_any_case_comes_back_as_it_was_stored(store: SqlStore, before: Case, after: Case) -> None:
    with store.begin() as uow:
        stored = uow.cases.add(before, look_at=None)
        assert stored == replace(before, version=1)
        assert uow.cases.get(stored.id) == stored

        saved = uow.cases.save(stored, replace(after, id=stored.id), look_at=NOW)
        assert saved == replace(after, id=stored.id, version=2)
        assert uow.cases.get(stored.id) == saved
        assert uow.cases.get_many([stored.id, stored.id]) == {stored.id: saved}
        assert uow.cases.lock(stored.id) == saved


def test_what_is_not_committed_did_not_happen(store: SqlStore) -> None:
    with store.begin() as uow:
        uow.cases.add(a_case(customer=None), look_at=None)

    with store.read() as uow, pytest.raises(UnknownCase):
        uow.cases.get(CaseId(1))


def test_a_unit_of_work_that_fails_leaves_nothing(store: SqlStore) -> None:
    with suppress(ZeroDivisionError), store.begin() as uow:
        uow.cases.add(a_case(customer=None), look_at=None)
        raise ZeroDivisionError

    with store.begin() as uow:
        assert uow.cases.add(a_case(customer=None), look_at=None).version == 1


def test_a_change_over_an_old_version_is_refused(
    uow: UnitOfWork, keep: Callable[..., Case]
) -> None:
    before = keep(a_case())
    uow.cases.save(before, replace(before, repeats=1), look_at=None)

    with pytest.raises(StaleCase):
        uow.cases.save(before, replace(before, repeats=2), look_at=None)

    assert uow.cases.get(before.id).repeats == 1


def test_an_unknown_case_is_said_to_be_unknown(uow: UnitOfWork) -> None:
    with pytest.raises(UnknownCase):
        uow.cases.lock(CaseId(404))


def test_a_merged_id_leads_to_the_survivor_and_takes_its_children_along(
    uow: UnitOfWork, keep: Callable[..., Case]
) -> None:
    survivor = keep(a_claimed_case(ERIK, id=CaseId(1), promises=(a_promise(1),)))
    other = keep(
        a_claimed_case(
            MIA,
            id=CaseId(2),
            promises=(a_promise(2, doer=MIA.id),),
            replies=(a_reply(1),),
            handovers=(a_handover(1, by=MIA.id, to=ERIK.id),),
            broadcasts=(a_broadcast(1),),
            goodwill=(a_goodwill(1),),
            placings=(a_placing(1),),
            backups=(AMY.id,),
        )
    )
    survives, merged = merge(survivor, other, AMY, now=NOW)

    uow.cases.save(other, merged.case, look_at=None)
    saved = uow.cases.save(survivor, survives.case, look_at=None)

    assert uow.cases.get(CaseId(2)) == saved == uow.cases.lock(CaseId(2))
    assert [promise.id for promise in saved.promises] == [1, 2]
    assert uow.cases.get(CaseId(2), follow=False).state is State.MERGED
    assert uow.cases.get(CaseId(2), follow=False).promises == ()
    assert uow.promises.case_of(PromiseId(2)) == 1
    assert uow.cases.get_many([CaseId(2), CaseId(404)]) == {2: saved}


def test_many_cases_come_back_each_with_its_own(store: SqlStore) -> None:
    """More than are asked for in one statement, some with all that hangs on a case."""
    with store.begin() as uow:
        stored = {
            number: uow.cases.add(
                a_claimed_case(
                    ERIK,
                    id=CaseId(number),
                    customer=None,
                    promises=tuple(a_promise(10 * number + one) for one in range(number % 3)),
                    replies=tuple(a_reply(10 * number + one) for one in range(number % 2)),
                    backups=(MIA.id, AMY.id)[: number % 3],
                ),
                look_at=None,
            )
            for number in range(1, 71)
        }
        assert uow.cases.get_many(CaseId(number) for number in (*stored, 404)) == stored
        assert uow.cases.get_many([]) == {}
        uow.commit()

    with store.read() as uow:
        known = uow.cases.get(CaseId(7))
        read = uow.cases.get_many([CaseId(7), CaseId(8)])
    assert read == {7: stored[7], 8: stored[8]}
    assert read[CaseId(7)] is known


def test_a_merge_may_be_saved_in_either_order(uow: UnitOfWork, keep: Callable[..., Case]) -> None:
    survivor = keep(a_claimed_case(ERIK, id=CaseId(1)))
    other = keep(a_claimed_case(MIA, id=CaseId(2), promises=(a_promise(2, doer=MIA.id),)))
    survives, merged = merge(survivor, other, AMY, now=NOW)

    saved = uow.cases.save(survivor, survives.case, look_at=None)
    uow.cases.save(other, merged.case, look_at=None)

    assert uow.cases.get(CaseId(1)) == saved
    assert uow.cases.get(CaseId(2), follow=False).promises == ()


def test_a_split_moves_promises_to_the_new_case(uow: UnitOfWork, keep: Callable[..., Case]) -> None:
    case = keep(a_claimed_case(ERIK, promises=(a_promise(1), a_promise(2), a_promise(3))))
    stays, new = split(
        case,
        ERIK,
        new_id=CaseId(9),
        posts=(PostId(2),),
        all_posts=((PostId(1), NOW, NOW), (PostId(2), NOW, NOW)),
        promises=(PromiseId(2),),
    )

    rest = uow.cases.save(case, stays.case, look_at=None)
    apart = uow.cases.add(new.case, look_at=None)

    assert uow.cases.get(CaseId(1)) == rest
    assert uow.cases.get(CaseId(9)) == apart
    assert [one.id for one in rest.promises] == [1, 3]
    assert [one.id for one in apart.promises] == [2]


def test_a_promise_of_no_case_is_unknown(uow: UnitOfWork, keep: Callable[..., Case]) -> None:
    case = keep(a_claimed_case(promises=(a_promise(1),)))
    uow.cases.save(case, replace(case, promises=()), look_at=None)

    with pytest.raises(UnknownPromise):
        uow.promises.case_of(PromiseId(1))
    with pytest.raises(UnknownPromise):
        uow.promises.case_of(PromiseId(404))


def test_cases_are_due_when_their_moment_has_come_the_longest_overdue_first(
    uow: UnitOfWork, keep: Callable[..., Case]
) -> None:
    keep(a_case(id=CaseId(1)), NOW)
    keep(a_case(id=CaseId(2)), NOW - HOUR)
    keep(a_case(id=CaseId(3)), NOW + HOUR)
    keep(a_case(id=CaseId(4)), None)

    assert list(uow.cases.list_due(now=NOW, limit=9)) == [2, 1]
    assert list(uow.cases.list_due(now=NOW, limit=1)) == [2]
    assert uow.cases.next_look_at() == NOW - HOUR

    uow.cases.look_again(CaseId(2), at=None)
    assert list(uow.cases.list_due(now=NOW, limit=9)) == [1]
    assert uow.cases.get(CaseId(2)).version == 1


def test_of_two_moments_to_look_at_it_the_one_that_was_set_last_counts(store: SqlStore) -> None:
    """Also of a case that is locked, of which it is written at the end."""
    with store.begin() as uow:
        for number in (1, 2, 3):
            uow.cases.add(a_case(id=CaseId(number), customer=None), look_at=NOW)
        uow.commit()
    with store.begin() as uow:
        first, second, third = (uow.cases.lock(CaseId(number)) for number in (1, 2, 3))
        uow.cases.look_again(first.id, at=NOW)
        uow.cases.save(first, replace(first, level=Level.LEAD), look_at=NOW + HOUR)
        saved = uow.cases.save(second, replace(second, level=Level.LEAD), look_at=NOW)
        uow.cases.look_again(saved.id, at=NOW + 2 * HOUR)
        uow.cases.look_again(third.id, at=NOW + 4 * HOUR)
        uow.cases.look_again(third.id, at=NOW + 3 * HOUR)
        assert uow.cases.next_look_at() == NOW + HOUR
        uow.commit()
    with store.read() as uow:
        due = [uow.cases.list_due(now=NOW + hours * HOUR, limit=9) for hours in (0, 1, 2, 3)]

    assert [list(one) for one in due] == [[], [1], [1, 2], [1, 2, 3]]


def test_a_changed_policy_has_every_live_case_looked_at(
    uow: UnitOfWork, keep: Callable[..., Case]
) -> None:
    keep(a_case(id=CaseId(1)))
    keep(a_claimed_case(id=CaseId(2)))
    keep(a_case(id=CaseId(3), state=State.CLOSED))

    keep(a_case(id=CaseId(4), state=State.CLOSED))
    uow.cases.look_again(CaseId(4), at=NOW + HOUR)  # to be asked whether it is still mended

    assert uow.cases.look_at_all(at=NOW) == 3
    assert sorted(uow.cases.list_due(now=NOW, limit=9)) == [1, 2, 4]


def test_what_rings_for_somebody_is_looked_at_again_and_nothing_else(
    uow: UnitOfWork, keep: Callable[..., Case]
) -> None:
    keep(a_claimed_case(ERIK, id=CaseId(1), buddy=None))
    keep(a_claimed_case(AMY, id=CaseId(2), buddy=ERIK.id))
    promise = a_promise(id=PromiseId(3), doer=ERIK.id)
    keep(a_claimed_case(AMY, id=CaseId(3), buddy=None, promises=(promise,)))
    keep(a_claimed_case(AMY, id=CaseId(4), buddy=AMY.id))
    keep(a_case(id=CaseId(5)))
    keep(a_claimed_case(ERIK, id=CaseId(6), buddy=None, state=State.CLOSED))

    assert uow.cases.look_at_those_of(ERIK.id, at=NOW) == 3

    assert sorted(uow.cases.list_due(now=NOW, limit=9)) == [1, 2, 3]


def test_an_author_comes_back_to_their_newest_live_case_of_the_same_brand(
    uow: UnitOfWork, keep: Callable[..., Case], customer: CustomerId
) -> None:
    keep(a_case(id=CaseId(1), company="a", opened_at=NOW))
    keep(a_case(id=CaseId(2), company="a", opened_at=NOW + HOUR))
    keep(a_case(id=CaseId(3), company="a", opened_at=NOW + 2 * HOUR, state=State.CLOSED))
    keep(a_case(id=CaseId(4), company="b", opened_at=NOW + 2 * HOUR))

    assert uow.cases.find_for_author(customer, "a") == 2
    assert uow.cases.find_for_author(customer, "b") == 4
    assert uow.cases.find_for_author(customer, None) is None


def test_an_author_whose_case_was_merged_comes_back_to_the_survivor(
    uow: UnitOfWork, keep: Callable[..., Case], customer: CustomerId
) -> None:
    other = uow.customers.find_or_add("twitter", Author("jos2", "Jos"))
    keep(a_case(id=CaseId(1)))
    merged = a_case(id=CaseId(2), state=State.MERGED, merged_into=CaseId(1))
    uow.cases.add(replace(merged, customer=other), look_at=None)

    assert uow.cases.find_for_author(other, None) == 1
    assert uow.cases.customers_of(CaseId(1)) == {customer, other}


def test_who_only_spoke_in_a_case_is_not_its_customer(
    uow: UnitOfWork, keep: Callable[..., Case]
) -> None:
    keep(a_case(id=CaseId(1)))
    said = a_said("tweet", source="twitter", author=Author("jos2", "Jos"))
    post = uow.posts.add(said, post=PostId(1), heard_at=NOW).post
    uow.posts.set_case([post.id], CaseId(1))
    assert post.customer is not None

    assert uow.cases.find_for_author(post.customer, None) is None


def test_my_cases_are_listed_by_what_is_due_next(
    uow: UnitOfWork, keep: Callable[..., Case]
) -> None:
    keep(a_claimed_case(id=CaseId(1), opened_at=NOW))
    keep(a_claimed_case(id=CaseId(2), promises=(a_promise(1, due_at=NOW + 2 * HOUR),)))
    keep(
        a_claimed_case(
            id=CaseId(3),
            promises=(
                a_promise(2, due_at=NOW + HOUR),
                a_promise(3, due_at=NOW, state=PromiseState.KEPT),
            ),
        )
    )
    keep(a_claimed_case(MIA, id=CaseId(4)))

    rows = uow.cases.list_mine(ERIK.id)

    assert [row.case for row in rows] == [3, 2, 1]
    assert [row.next_due_at for row in rows] == [NOW + HOUR, NOW + 2 * HOUR, None]
    assert {(row.customer, row.owner, row.state) for row in rows} == {("Jos", ERIK.id, "claimed")}


def test_helpers_see_the_cases_where_they_are_back_up_or_buddy(
    uow: UnitOfWork, keep: Callable[..., Case]
) -> None:
    keep(a_claimed_case(id=CaseId(1)))
    keep(a_claimed_case(id=CaseId(2), buddy=None, backups=(MIA.id, AMY.id)))
    keep(a_case(id=CaseId(3), backups=(AMY.id,)))

    assert [row.case for row in uow.cases.list_helping(AMY.id)] == [1, 2]
    assert [row.case for row in uow.cases.list_helping(MIA.id)] == [2]


def test_who_is_asked_sees_what_waits_for_an_answer(
    uow: UnitOfWork, keep: Callable[..., Case]
) -> None:
    keep(a_claimed_case(id=CaseId(1), handovers=(a_handover(1),)))
    keep(a_claimed_case(id=CaseId(2), handovers=(a_handover(2, state=HandoverState.DECLINED),)))
    keep(a_claimed_case(id=CaseId(3), placings=(a_placing(1),)))
    keep(a_claimed_case(id=CaseId(4), placings=(a_placing(2, state=PlacingState.PLACED),)))

    assert [row.case for row in uow.cases.list_asked(MIA.id)] == [1]
    assert [row.case for row in uow.cases.list_asked(AMY.id)] == [3]


def test_what_waits_is_listed_oldest_first_and_by_what_one_may_see(
    uow: UnitOfWork, keep: Callable[..., Case]
) -> None:
    keep(a_case(id=CaseId(1), opened_at=NOW + HOUR))
    keep(a_case(id=CaseId(2), opened_at=NOW))
    keep(a_case(id=CaseId(3), sensitive=True))
    keep(a_case(id=CaseId(4), found_late=True))
    keep(a_claimed_case(id=CaseId(5)))

    assert [row.case for row in uow.cases.list_waiting(limit=9, sensitive=False)] == [2, 1]
    assert [row.case for row in uow.cases.list_waiting(limit=9, sensitive=True)] == [2, 3, 1]
    assert [row.case for row in uow.cases.list_waiting(limit=1, sensitive=True)] == [2]
    late = uow.cases.list_waiting(limit=9, sensitive=True, late=True)
    assert [row.case for row in late] == [4]
    assert uow.cases.count_found_late("facebook") == 1
    assert uow.cases.count_found_late("twitter") == 0


def _say(uow: UnitOfWork, case: int, text: str, redacted: str | None = None) -> None:
    said = a_said(f"of {case}", text=text, redacted=redacted)
    post = uow.posts.add(said, post=PostId(100 + case), heard_at=NOW).post
    uow.posts.set_case([post.id], CaseId(case))


def test_a_list_shows_the_beginning_of_the_words_without_private_data(
    uow: UnitOfWork, keep: Callable[..., Case]
) -> None:
    keep(a_case(id=CaseId(1)))
    keep(a_case(id=CaseId(2)))
    keep(a_case(id=CaseId(3), sensitive=True))
    _say(uow, 1, "a" * 200)
    _say(uow, 2, "call 0612345678", "call [number]")
    _say(uow, 3, "somebody is hurt")

    rows = {row.case: row for row in uow.cases.list_waiting(limit=9, sensitive=True)}

    assert rows[CaseId(1)].excerpt == "a" * 139 + "…"
    assert rows[CaseId(2)].excerpt == "call [number]"
    assert rows[CaseId(3)].excerpt == "somebody is hurt"


def test_a_sensitive_cases_words_are_in_no_list_for_everybody(
    uow: UnitOfWork, keep: Callable[..., Case]
) -> None:
    keep(a_claimed_case(AMY, sensitive=True))
    _say(uow, 1, "somebody is hurt")

    assert [row.excerpt for row in uow.cases.list_mine(AMY.id)] == [None]


def test_a_search_finds_names_and_words_in_any_case_and_takes_signs_literally(
    uow: UnitOfWork, keep: Callable[..., Case]
) -> None:
    keep(a_case(id=CaseId(1), opened_at=NOW))
    keep(a_case(id=CaseId(2), opened_at=NOW + HOUR))
    _say(uow, 1, "Één keer 100% mis")
    _say(uow, 2, "100 keer goed")

    def found(text: str) -> list[int]:
        return [row.case for row in uow.cases.search(text, limit=9, sensitive=False)]

    assert found("één KEER") == [1]
    assert found("100%") == [1]
    assert found("1__") == []
    assert found("JOS") == [2, 1]
    assert found("\\") == []
    assert found("nobody") == []


def test_a_search_finds_nothing_that_one_may_not_see(
    uow: UnitOfWork, keep: Callable[..., Case]
) -> None:
    keep(a_case(id=CaseId(1), sensitive=True))
    keep(a_case(id=CaseId(2)))
    _say(uow, 1, "hurt on the stairs")
    _say(uow, 2, "I live on the Stairs 12", "I live on [address]")

    assert uow.cases.search("stairs", limit=9, sensitive=False) == []
    assert {row.case for row in uow.cases.search("stairs", limit=9, sensitive=True)} == {1, 2}


def test_what_somebody_has_in_hand_is_what_they_own_and_a_few_that_they_ended(
    uow: UnitOfWork, keep: Callable[..., Case]
) -> None:
    keep(a_claimed_case(ERIK, id=CaseId(1)))
    keep(a_claimed_case(ERIK, id=CaseId(2)))
    keep(a_claimed_case(MIA, id=CaseId(3)))
    keep(a_case(id=CaseId(4)))
    for number in range(5, 9):
        keep(a_resolved_case(ERIK, id=CaseId(number), replies=(a_reply(number),)))

    assert uow.cases.in_hand(ERIK.id) == InHand(claimed=2, ended=EXPERIENCED)
    assert uow.cases.in_hand(MIA.id) == InHand(claimed=1, ended=0)
    assert uow.cases.in_hand(AMY.id) == InHand(claimed=0, ended=0)


def test_who_helped_before_comes_newest_first(uow: UnitOfWork, keep: Callable[..., Case]) -> None:
    keep(a_claimed_case(ERIK, id=CaseId(1), opened_at=NOW))
    keep(a_claimed_case(MIA, id=CaseId(2), opened_at=NOW + HOUR))
    keep(a_claimed_case(ERIK, id=CaseId(3), opened_at=NOW + 2 * HOUR))
    keep(a_claimed_case(AMY, id=CaseId(4), route="other"))
    keep(a_case(id=CaseId(5)))

    assert list(uow.cases.helped_before("care", limit=9)) == [ERIK.id, MIA.id]
    assert list(uow.cases.helped_before("care", limit=1)) == [ERIK.id]


def test_cases_are_counted_by_state(uow: UnitOfWork, keep: Callable[..., Case]) -> None:
    keep(a_case(id=CaseId(1)))
    keep(a_case(id=CaseId(2)))
    keep(a_claimed_case(id=CaseId(3)))

    assert uow.cases.list_states() == {"open": 2, "claimed": 1}


def test_open_promises_are_listed_by_due_moment_undated_last(
    uow: UnitOfWork, keep: Callable[..., Case]
) -> None:
    keep(
        a_claimed_case(
            promises=(
                a_promise(1, due_at=None),
                a_promise(2, due_at=NOW + HOUR),
                a_promise(3, due_at=NOW),
                a_promise(4, state=PromiseState.KEPT),
                a_promise(5, doer=MIA.id),
            )
        )
    )

    rows = uow.promises.list_open_of(ERIK.id)

    assert [row.promise.id for row in rows] == [3, 2, 1]
    assert {(row.case, row.version, row.customer, row.words) for row in rows} == {
        (1, 1, "Jos", None)
    }


def test_a_claimed_case_is_saved_with_its_level_and_all(
    uow: UnitOfWork, keep: Callable[..., Case]
) -> None:
    open_case = keep(a_case(level=Level.MANAGER, flags=(Flag.MONEY, Flag.LEAVING)))
    change = claim(uow.cases.lock(open_case.id), ERIK, buddy=AMY.id, now=NOW)

    saved = uow.cases.save(open_case, change.case, look_at=None)

    assert uow.cases.get(open_case.id) == saved
    assert saved.version == 2
    assert saved.level is Level.MANAGER
