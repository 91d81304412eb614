"""What a customer's own words do to a case."""

from dataclasses import replace
from datetime import timedelta

import pytest

from bot.domain.actions import hearing
from bot.domain.case import (
    Case,
    Change,
    DismissReason,
    Level,
    NoReplyReason,
    Outcome,
    State,
    check,
)
from bot.domain.events import Code
from bot.domain.flags import Flag
from bot.domain.ids import CaseId, CustomerId, PostId
from tests.builders import (
    ERIK,
    HOUR,
    INSTANT,
    MINUTE,
    NOW,
    a_case,
    a_claimed_case,
    a_resolved_case,
    an_answered_case,
    differing,
    spoken,
)

OPENING = hearing.Opening(
    case=CaseId(1),
    customer=CustomerId(2),
    source="facebook",
    route="care",
    company=None,
    language="nl",
)
MONTH = timedelta(days=30)
DISMISSED = a_case(state=State.DISMISSED, dismissed=DismissReason.NOT_US, silent_since=None)
CLOSED = a_resolved_case(state=State.CLOSED, closed_at=NOW + HOUR, outcome=Outcome.FINE)
LATE = a_case(found_late=True, silent_since=NOW - MONTH, last_said_at=NOW - MONTH)


def codes(change: Change) -> list[Code]:
    return [event.code for event in change.events]


# --- open -------------------------------------------------------------------------------------


def test_ladders_start_when_a_post_is_heard_and_silence_when_it_was_said() -> None:
    """D7, D41."""
    post = spoken(1, said_at=NOW - HOUR, heard_at=NOW)

    case = hearing.open_case(OPENING, post).case

    assert (case.state, case.owner, case.level) == (State.OPEN, None, Level.CHANNEL)
    assert (case.opened_at, case.last_heard_at) == (NOW, NOW)
    assert (case.first_contact_at, case.silent_since) == (NOW - HOUR, NOW - HOUR)
    check(case)


@pytest.mark.parametrize("flag", list(Flag))
def test_what_is_not_for_everybody_is_kept_apart_from_the_first_moment(flag: Flag) -> None:
    case = hearing.open_case(OPENING, spoken(1, flags=(flag,))).case

    careful = {Flag.SAFETY, Flag.VULNERABLE, Flag.LEGAL, Flag.PRESS, Flag.DATA_LEAK}
    assert case.sensitive is (flag in careful)


# --- speak again ------------------------------------------------------------------------------


def test_words_in_quick_succession_are_one_contact() -> None:
    change = hearing.customer_spoke(a_case(), spoken(said_at=NOW + 30 * MINUTE - INSTANT))

    assert (change.case.repeats, change.case.level) == (0, Level.CHANNEL)
    assert codes(change) == [Code.POST_ADDED]


def test_half_an_hour_after_their_last_post_a_customer_has_come_back() -> None:
    """D43: a second contact upgrades the service at once."""
    change = hearing.customer_spoke(a_case(), spoken(said_at=NOW + 30 * MINUTE))

    assert (change.case.repeats, change.case.level) == (1, Level.LEAD)
    assert codes(change) == [Code.POST_ADDED, Code.REPEAT_CONTACT]


def test_after_a_reply_any_word_is_a_return() -> None:
    """D44."""
    case = an_answered_case()

    change = hearing.customer_spoke(case, spoken(said_at=NOW + 11 * MINUTE))

    assert change.case.repeats == 1


def test_a_post_that_comes_in_late_and_was_said_before_our_reply_is_no_return() -> None:
    case = an_answered_case()

    post = spoken(said_at=NOW + MINUTE, heard_at=NOW + HOUR)
    change = hearing.customer_spoke(case, post)

    assert change.case.repeats == 0
    assert change.case.silent_since == NOW + MINUTE


@pytest.mark.parametrize("level", list(Level))
def test_a_return_raises_the_level_up_to_the_highest(level: Level) -> None:
    change = hearing.customer_spoke(a_case(level=level), spoken())

    assert change.case.level == min(level + 1, Level.EXECUTIVE)


def test_silence_is_counted_from_the_first_word_without_an_answer() -> None:
    asked = hearing.customer_spoke(an_answered_case(), spoken(2, said_at=NOW + HOUR)).case
    again = hearing.customer_spoke(asked, spoken(3, said_at=NOW + 2 * HOUR)).case

    assert again.silent_since == NOW + HOUR


def test_an_earlier_first_contact_that_comes_to_light_counts() -> None:
    """D41: the clock starts at the first contact in any channel."""
    post = spoken(said_at=NOW - 5 * HOUR, heard_at=NOW)

    case = hearing.customer_spoke(a_case(), post).case

    assert case.first_contact_at == NOW - 5 * HOUR
    assert case.last_said_at == NOW


def test_who_speaks_is_waited_for_no_longer() -> None:
    case = an_answered_case(waiting_since=NOW + 20 * MINUTE)

    assert hearing.customer_spoke(case, spoken()).case.waiting_since is None


def test_a_reason_not_to_reply_does_not_cover_what_is_said_after_it() -> None:
    """D10."""
    case = a_claimed_case(no_reply=NoReplyReason.POST_GONE)

    assert hearing.customer_spoke(case, spoken()).case.no_reply is None


def test_flags_are_added_and_never_lost() -> None:
    case = a_claimed_case(flags=(Flag.MONEY,))

    spoke = hearing.customer_spoke(case, spoken(flags=(Flag.LEGAL, Flag.MONEY))).case

    assert spoke.flags == (Flag.MONEY, Flag.LEGAL)
    assert (spoke.sensitive, spoke.owner) == (True, ERIK.id)


# --- thanks, bystanders, found late -----------------------------------------------------------


@pytest.mark.parametrize("case", [an_answered_case(), a_resolved_case(), CLOSED, DISMISSED])
def test_a_thanks_is_noted_and_no_more(case: Case) -> None:
    """A "thanks" is not a reopening."""
    change = hearing.customer_spoke(case, spoken(thanks=True))

    assert codes(change) == [Code.THANKED]
    assert differing(case, change.case) <= {"last_said_at", "last_heard_at"}


@pytest.mark.parametrize("case", [a_case(), an_answered_case(), a_resolved_case(), CLOSED, LATE])
def test_somebody_else_in_the_thread_changes_nothing_of_the_customers(case: Case) -> None:
    post = spoken(said_at=NOW - MONTH, bystander=True, flags=(Flag.LEGAL,), heard_at=NOW)

    change = hearing.customer_spoke(case, post)

    assert change.case == case
    assert codes(change) == [Code.POST_ADDED]


@pytest.mark.parametrize("case", [an_answered_case(), a_resolved_case(), CLOSED])
def test_an_old_post_that_was_found_counts_and_rings_nothing(case: Case) -> None:
    post = spoken(said_at=NOW - MONTH, heard_at=NOW + HOUR, found_late=True)

    after = hearing.customer_spoke(case, post).case

    assert differing(case, after) == {"first_contact_at", "last_heard_at"}


def test_an_old_post_after_an_older_one_is_a_return_that_raises_nothing() -> None:
    post = spoken(said_at=NOW - MONTH + HOUR, heard_at=NOW, found_late=True)

    change = hearing.customer_spoke(LATE, post)

    assert (change.case.repeats, change.case.level) == (1, Level.CHANNEL)
    assert change.case.found_late


def test_a_case_that_was_found_late_lives_from_the_customers_next_word_on() -> None:
    heard = NOW + 10 * HOUR

    case = hearing.customer_spoke(LATE, spoken(said_at=heard - MINUTE, heard_at=heard)).case

    assert not case.found_late
    assert case.opened_at == heard
    assert case.silent_since == heard - MINUTE


def test_a_thanks_brings_no_old_case_to_life() -> None:
    assert hearing.customer_spoke(LATE, spoken(thanks=True)).case.found_late


# --- back -------------------------------------------------------------------------------------


@pytest.mark.parametrize("case", [a_resolved_case(), CLOSED])
def test_a_customers_new_post_brings_a_case_back_to_its_owner_a_level_up(case: Case) -> None:
    change = hearing.customer_spoke(case, spoken(said_at=NOW + 3 * HOUR))

    assert (change.case.state, change.case.owner) == (State.CLAIMED, ERIK.id)
    assert (change.case.level, change.case.reopened) == (Level.LEAD, 1)
    assert change.case.silent_since == NOW + 3 * HOUR
    assert change.case.outcome is Outcome.NOTHING
    assert codes(change) == [Code.POST_ADDED, Code.REOPENED]
    check(change.case)


def test_a_customer_who_was_dismissed_and_writes_again_is_heard() -> None:
    """D10: never silent."""
    change = hearing.customer_spoke(DISMISSED, spoken())

    assert (change.case.state, change.case.dismissed) == (State.OPEN, None)
    assert change.case.silent_since == NOW + HOUR
    check(change.case)


def test_reopened_twice_means_that_a_manager_must_know() -> None:
    """D30: three complaints in a year is a breaking point."""
    once = hearing.customer_spoke(a_resolved_case(), spoken(2)).case
    solved = replace(once, state=State.RESOLVED, resolved_at=NOW, level=Level.CHANNEL)

    twice = hearing.customer_spoke(solved, spoken(3, said_at=NOW + 2 * HOUR)).case

    assert twice.level is Level.MANAGER


# --- edits and deletions ----------------------------------------------------------------------


def test_an_edit_adds_flags_and_takes_none_away() -> None:
    case = a_claimed_case(flags=(Flag.MONEY,))

    change = hearing.post_edited(case, PostId(1), 2, (Flag.PRESS,))

    assert change.case.flags == (Flag.MONEY, Flag.PRESS)
    assert change.case.sensitive
    assert change.events[0].facts == {"post": 1, "version": 2}


def test_a_harmless_edit_leaves_a_sensitive_case_sensitive() -> None:
    assert hearing.post_edited(a_case(sensitive=True), PostId(1), 2, ()).case.sensitive


def test_a_deleted_post_leaves_the_case() -> None:
    case = a_claimed_case()

    change = hearing.post_gone(case, PostId(1))

    assert change.case == case
    assert codes(change) == [Code.POST_DELETED]
