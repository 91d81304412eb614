"""Waiting for the customer pauses the clock of the solution: what was not ours is not counted."""

from datetime import datetime, timedelta

import pytest

from bot.domain.errors import Fact
from bot.domain.events import Code, Line
from bot.domain.ids import CaseId
from bot.domain.notice import NoticeKind
from bot.domain.policy import Amount, Days
from bot.domain.ringing import ring, waits_of
from bot.domain.ringing.waits import by_unpaused
from tests.builders import (
    ERIK,
    EVERYBODY,
    HOUR,
    INSTANT,
    NOW,
    OFFICE,
    a_policy,
    an_answered_case,
    at,
)

POLICY = a_policy()
A, B, C, D = (NOW + number * HOUR for number in range(4))


def line(code: Code, moment: datetime, **facts: Fact) -> Line:
    return Line(1, CaseId(1), code.value, facts, moment, moment, ERIK.id, None, 1)


@pytest.mark.parametrize(
    ("code", "facts"),
    [
        (Code.WAITING_ENDED, {}),
        (Code.POST_ADDED, {"bystander": False, "late": False}),
        (Code.SOLVED, {}),
        (Code.RELEASED, {}),
    ],
)
def test_a_wait_ends_with_what_ends_it(code: Code, facts: dict[str, Fact]) -> None:
    lines = [line(Code.WAITING, A), line(Code.NOTED, B), line(code, C, **facts), line(code, D)]

    assert waits_of(lines) == ((A, C),)


@pytest.mark.parametrize(
    "said",
    [
        line(Code.POST_ADDED, B, bystander=True),
        line(Code.POST_ADDED, B, late=True),
        line(Code.THANKED, B),
        line(Code.REPLIED, B),
        line(Code.UNDONE, B, of="replied"),
    ],
)
def test_nothing_else_ends_it(said: Line) -> None:
    assert waits_of([line(Code.WAITING, A), said]) == ()
    assert waits_of([line(Code.WAITING, A), said, line(Code.WAITING_ENDED, C)]) == ((A, C),)


def test_what_was_undone_was_no_wait_and_no_end() -> None:
    begun, ended = line(Code.WAITING, A), line(Code.WAITING_ENDED, B)
    not_begun, not_ended = (line(Code.UNDONE, C, of=one) for one in ("waiting", "waiting_ended"))

    assert waits_of([begun, not_begun, ended]) == ()
    assert waits_of([begun, ended, not_ended]) == ()
    assert waits_of([begun, ended, not_ended, line(Code.WAITING_ENDED, D)]) == ((A, D),)
    assert waits_of([begun, ended, line(Code.WAITING, C), line(Code.SOLVED, D)]) == ((A, B), (C, D))


@pytest.mark.parametrize(
    ("amount", "waits", "moment"),
    [
        (Days(5), (), "2026-03-23 09:00"),
        # A week of waiting from Wednesday: two of the five days had passed.
        (Days(5), (("2026-03-18 12:00", "2026-03-25 10:00"),), "2026-03-30 09:00"),
        # Within a day nothing is lost or won; nor by what came before or after.
        (Days(5), (("2026-03-18 10:00", "2026-03-18 16:00"),), "2026-03-23 09:00"),
        (Days(5), (("2026-03-02 09:00", "2026-03-13 17:00"),), "2026-03-23 09:00"),
        (Days(5), (("2026-03-23 09:00", "2026-03-30 17:00"),), "2026-03-23 09:00"),
        # Begun before it counted: from its end on.
        (Days(5), (("2026-03-02 09:00", "2026-03-17 17:00"),), "2026-03-24 09:00"),
        # Two of them; over a weekend, in which nothing passed anyhow.
        (
            Days(5),
            (("2026-03-17 12:00", "2026-03-18 12:00"), ("2026-03-20 12:00", "2026-03-22 12:00")),
            "2026-03-24 09:00",
        ),
        (timedelta(hours=4), (("2026-03-16 10:00", "2026-03-17 10:00"),), "2026-03-17 13:00"),
    ],
)
def test_nothing_of_an_amount_passes_while_we_wait(
    amount: Amount, waits: tuple[tuple[str, str], ...], moment: str
) -> None:
    spans = tuple((at(start), at(end)) for start, end in waits)

    assert by_unpaused(OFFICE, NOW, amount, spans) == at(moment)


def test_a_plan_is_asked_for_after_fifteen_days_of_ours() -> None:
    """Waited from the first afternoon to 7 April; Easter Monday, the 6th, was within it."""
    case = an_answered_case()
    waits = ((at("2026-03-16 17:00"), at("2026-04-07 11:00")),)
    due = at("2026-04-29 09:00")  # King's Day is off

    for now, asked in ((due - INSTANT, False), (due, True)):
        steps = ring(case, POLICY, EVERYBODY, now=now, waits=waits).steps
        assert (NoticeKind.PLAN_ASKED in {one.kind for one in steps}) is asked
