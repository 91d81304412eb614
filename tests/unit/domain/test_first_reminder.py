"""When somebody who promised something first hears of it: the moment that they are told at once."""

from dataclasses import replace
from datetime import timedelta

from hypothesis import given
from hypothesis import strategies as st

from bot.domain.budget import Budget
from bot.domain.notice import NoticeKind
from bot.domain.reminding import reminded_at
from bot.domain.ringing import first_reminder_at, ring
from bot.domain.telling import not_before
from tests.builders import (
    ERIK,
    EVERYBODY,
    NOW,
    OFFICE,
    a_claimed_case,
    a_policy,
    a_promise,
    at,
)

POLICY = a_policy()
_HEARD = (NoticeKind.PROMISE_EARLY, NoticeKind.PROMISE_DUE)


def test_at_eighty_percent_of_the_working_time() -> None:
    promise = a_promise(made_at=at("2026-03-16 09:00"), due_at=at("2026-03-17 17:00"))

    # Sixteen working hours: 12 h 48 have passed on the second day at 13:48.
    assert first_reminder_at(promise, OFFICE, POLICY) == at("2026-03-17 13:48")


def test_at_the_latest_when_it_is_due() -> None:
    promise = a_promise(made_at=at("2026-03-16 16:00"), due_at=at("2026-03-16 19:00"))

    assert first_reminder_at(promise, OFFICE, POLICY) == at("2026-03-16 16:48")
    evening = a_promise(made_at=at("2026-03-16 18:00"), due_at=at("2026-03-16 20:00"))
    assert first_reminder_at(evening, OFFICE, POLICY) == at("2026-03-16 20:00")


def test_of_a_promise_without_a_date_nothing_can_be_said() -> None:
    assert first_reminder_at(a_promise(due_at=None), OFFICE, POLICY) is None


@given(
    after=st.integers(min_value=0, max_value=14 * 24 * 60),
    takes=st.integers(min_value=1, max_value=21 * 24 * 60),
)
def test_it_is_the_moment_at_which_the_bell_rings_first(after: int, takes: int) -> None:
    made = NOW + timedelta(minutes=after)
    promise = a_promise(made_at=made, due_at=made + timedelta(minutes=takes), doer=ERIK.id)
    case = a_claimed_case(promises=(promise,))
    said = first_reminder_at(promise, ERIK.calendar, POLICY)
    assert said is not None

    steps = ring(case, POLICY, EVERYBODY, now=said).steps
    (rung,) = (one for one in steps if one.kind in _HEARD)
    assert rung.kind is not None
    told = rung.at if rung.at_once else not_before(rung.kind, ERIK.calendar, rung.at)
    assert min(told, promise.due_at or told) == said


# --- when it is told in fact --------------------------------------------------------------------


def test_what_comes_early_waits_for_the_bundle_of_the_day() -> None:
    promise = a_promise(made_at=at("2026-03-16 09:00"), due_at=at("2026-03-17 17:00"))

    assert reminded_at(promise, OFFICE, POLICY) == at("2026-03-17 15:30")


def test_what_is_due_before_the_next_bundle_is_told_by_itself() -> None:
    promise = a_promise(made_at=at("2026-03-16 15:45"), due_at=at("2026-03-16 16:45"))

    assert reminded_at(promise, OFFICE, POLICY) == at("2026-03-16 16:33")


def test_without_a_budget_it_comes_at_its_own_moment() -> None:
    promise = a_promise(made_at=at("2026-03-16 09:00"), due_at=at("2026-03-17 17:00"))
    unbounded = replace(POLICY, budget=Budget(moments=()))

    assert reminded_at(promise, OFFICE, unbounded) == at("2026-03-17 13:48")


def test_a_moment_that_somebody_chose_is_that_moment() -> None:
    chosen = at("2026-03-17 11:00")
    promise = a_promise(due_at=at("2026-03-17 17:00"), remind_at=chosen)

    assert reminded_at(promise, OFFICE, POLICY) == chosen
