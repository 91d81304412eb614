"""How urgent a case is, and why."""

from dataclasses import fields
from datetime import timedelta

import pytest

from bot.domain.case import Case, Level, NoReplyReason, State
from bot.domain.flags import Flag
from bot.domain.urgency import Why, is_urgent, reasons
from tests.builders import (
    HOUR,
    INSTANT,
    NOW,
    a_broadcast,
    a_case,
    a_claimed_case,
    a_resolved_case,
    an_answered_case,
)


def whys(case: Case, after: timedelta = timedelta(0)) -> list[Why]:
    return [reason.why for reason in reasons(case, now=NOW + after)]


def test_there_is_always_a_reason_why_it_is_here() -> None:
    assert whys(an_answered_case()) == [Why.NEW]


def test_the_most_telling_reason_comes_first() -> None:
    case = a_case(flags=(Flag.MONEY, Flag.SAFETY), repeats=1, level=Level.LEAD)

    found = reasons(case, now=NOW)

    assert [reason.why for reason in found] == [
        Why.FLAG,
        Why.REPEAT,
        Why.FLAG,
        Why.RAISED,
        Why.SILENT,
        Why.NEW,
    ]
    assert (found[0].flag, found[2].flag) == (Flag.SAFETY, Flag.MONEY)
    assert [reason.weight for reason in found] == sorted(
        (reason.weight for reason in found), reverse=True
    )


def test_silence_weighs_more_the_longer_it_lasts() -> None:
    weights = [
        next(r.weight for r in reasons(a_case(), now=NOW + after) if r.why is Why.SILENT)
        for after in (4 * HOUR - INSTANT, 4 * HOUR, 24 * HOUR - INSTANT, 24 * HOUR)
    ]

    assert weights == [5, 25, 25, 45]


def test_two_silent_days_say_more_than_a_bill() -> None:
    """D7."""
    assert whys(a_case(flags=(Flag.MONEY,)), 48 * HOUR)[0] is Why.SILENT


@pytest.mark.parametrize(
    "case",
    [
        an_answered_case(),
        a_resolved_case(),
        a_claimed_case(no_reply=NoReplyReason.ASKED_NOT_TO),
        a_case(state=State.CLOSED),
    ],
)
def test_nobody_waits_for_a_word_here(case: Case) -> None:
    assert Why.SILENT not in whys(case, 48 * HOUR)


def test_a_call_for_help_is_a_reason_until_somebody_takes_it() -> None:
    call = (a_broadcast(),)

    assert whys(a_case(broadcasts=call))[0] is Why.CALLED
    assert Why.CALLED not in whys(a_claimed_case(broadcasts=call))


def test_a_return_is_counted_as_one_thing() -> None:
    assert Why.REPEAT not in whys(a_case(reopened=1, repeats=1))
    assert Why.CAME_BACK in whys(a_case(reopened=1, repeats=1))
    assert {Why.CAME_BACK, Why.REPEAT} <= set(whys(a_case(reopened=1, repeats=2)))


@pytest.mark.parametrize(
    ("case", "urgent"),
    [
        (a_case(), False),
        (a_case(flags=(Flag.MONEY,)), False),
        (a_case(flags=(Flag.LEAVING,)), False),
        (a_case(flags=(Flag.MONEY, Flag.LEAVING)), True),
        (a_case(flags=(Flag.NO_SERVICE,)), True),
        (a_case(flags=(Flag.SAFETY,)), True),
        (a_case(repeats=1), True),
        (a_case(reopened=1, repeats=1), True),
        (a_case(broadcasts=(a_broadcast(),)), True),
        (a_case(level=Level.EXECUTIVE), False),
        (a_case(flags=(Flag.MONEY,), level=Level.EXECUTIVE), False),
    ],
)
def test_what_is_urgent(case: Case, urgent: bool) -> None:
    """D43, D49."""
    assert is_urgent(case) is urgent


def test_silence_alone_makes_nothing_urgent_since_a_ladder_must_not_shorten_itself() -> None:
    old = a_case(silent_since=NOW - timedelta(days=9), opened_at=NOW - timedelta(days=9))

    assert not is_urgent(old)


def test_reach_is_no_part_of_a_case_and_so_buys_no_speed() -> None:
    """D45: "say that your name is Youp"."""
    names = {field.name for field in fields(Case)}

    assert not names & {"likes", "followers", "shares", "reach", "counts", "handle", "verified"}
    assert {why.value for why in Why}.isdisjoint({"reach", "likes", "famous"})


@pytest.mark.parametrize("flag", list(Flag))
def test_every_flag_has_a_weight(flag: Flag) -> None:
    assert reasons(a_case(flags=(flag,)), now=NOW)[0].flag is flag
