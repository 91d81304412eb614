"""The weekly digest: every number by hand, from a history of real actions."""

from __future__ import annotations

import json
from collections.abc import Iterable
from datetime import timedelta

import pytest

from bot.domain.case import Outcome
from bot.domain.digest import (
    Count,
    Digest,
    Holder,
    UnreadableDigest,
    from_json,
    list_missing_cases,
    make_digest,
    nearest_rank,
    to_json,
)
from bot.domain.employee import Employee
from bot.domain.flags import Flag
from bot.domain.ids import CaseId
from bot.domain.reply import ReplyKind
from bot.domain.working_time import Calendar, IsoWeek, WeeklyHours
from tests.unit.domain.a_history import (
    HOUR,
    OFFICE,
    PEOPLE,
    WEEK,
    AHistory,
    on,
    somebody,
    webcare,
    weeks_before,
)

MINUTE = timedelta(minutes=1)


def digest(history: AHistory, week: IsoWeek = WEEK) -> Digest:
    return make_digest(history.lines, week, OFFICE)


def answered(history: AHistory, heard: str, said: str, week: IsoWeek = WEEK) -> CaseId:
    """A case heard and answered at these moments."""
    case, erik = history.hear(on(heard, week)), somebody()
    history.claim(case, erik, on(said, week))
    history.reply(case, erik, on(said, week))
    return case


def solved(
    history: AHistory, outcome: Outcome = Outcome.NOTHING, by: Employee | None = None
) -> CaseId:
    """A case that was answered and solved on Wednesday."""
    case, erik = history.hear(on("wed 09:00")), by or somebody()
    history.claim(case, erik, on("wed 10:00"))
    history.reply(case, erik, on("wed 10:00"))
    history.solve(case, erik, on("wed 11:00"), outcome)
    return case


def taken_up_by(history: AHistory, people: int, department: str) -> None:
    for _ in range(people):
        history.claim(history.hear(on("mon 10:00")), somebody(department), on("mon 11:00"))


# --- percentiles ------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("values", "percent", "expected"),
    [
        ([], 50, None),
        ([7], 50, 7),
        ([7], 90, 7),
        ([1, 2], 50, 1),
        ([3, 1, 2], 50, 2),
        ([4, 3, 2, 1], 50, 2),
        ([15, 20, 35, 40, 50], 30, 20),
        ([15, 20, 35, 40, 50], 40, 20),
        ([15, 20, 35, 40, 50], 50, 35),
        ([15, 20, 35, 40, 50], 100, 50),
        (range(1, 11), 90, 9),
        (range(1, 12), 90, 10),
        (range(1, 101), 90, 90),
        ([5, 5, 5, 9], 75, 5),
        ([5, 5, 5, 9], 76, 9),
    ],
)
def test_a_percentile_is_the_value_of_the_nearest_rank(
    values: Iterable[int], percent: int, expected: int | None
) -> None:
    assert nearest_rank(values, percent) == expected


@pytest.mark.parametrize("percent", [0, -1, 101])
def test_there_is_no_percentile_outside_a_hundred(percent: int) -> None:
    with pytest.raises(ValueError, match="between 1 and 100"):
        nearest_rank([1], percent)


# --- an empty week ----------------------------------------------------------------------------


def test_a_week_in_which_nothing_happened_has_a_digest_of_zeros() -> None:
    made = make_digest([], WEEK, OFFICE)

    assert made == Digest(WEEK, "Europe/Amsterdam")
    assert made.waiting.heard == Count(0, None, ())
    assert made.waiting.first_reply.customer.median is None


# --- who waits --------------------------------------------------------------------------------


def test_what_was_heard_is_answered_dismissed_excused_or_silent() -> None:
    history, amy = AHistory(), webcare()
    said = answered(history, "mon 10:00", "mon 11:00")
    no_complaint = history.hear(on("mon 10:00"))
    history.dismiss(no_complaint, on("tue 10:00"))
    gone = history.hear(on("mon 10:00"))
    history.claim(gone, amy, on("mon 11:00"))
    history.need_no_reply(gone, amy, on("mon 11:00"))
    quiet = history.hear(on("fri 10:00"))
    taken = history.hear(on("fri 11:00"))
    history.claim(taken, amy, on("fri 12:00"))

    waiting = digest(history).waiting

    assert waiting.heard == Count(5, None, tuple(sorted([said, no_complaint, gone, quiet, taken])))
    assert waiting.answered.cases == (said,)
    assert waiting.dismissed.cases == (no_complaint,)
    assert waiting.excused.cases == (gone,)
    assert waiting.silent.cases == (quiet, taken)
    assert waiting.all_waiting.cases == (quiet, taken)


def test_the_longest_waiting_come_first_whenever_they_were_heard() -> None:
    history, amy, erik = AHistory(), webcare(), somebody()
    ali = history.hear(on("sun 20:00"))
    hetty = history.hear(on("thu 09:00", weeks_before(1)), said_at=on("wed 08:00", weeks_before(1)))
    history.raise_level(hetty, on("fri 10:00"))
    mia = history.hear(on("sat 10:00"))
    history.claim(mia, erik, on("sat 11:00"))
    history.promise(mia, erik, on("sat 11:00"), on("sun 11:00", WEEK.next()))
    jos = history.hear(on("sun 10:00"))
    history.claim(jos, amy, on("sun 11:00"))

    longest = digest(history).waiting.longest

    assert [waiter.case for waiter in longest] == [hetty, mia, jos, ali]
    assert longest[0].since == on("wed 08:00", weeks_before(1))
    assert [waiter.level for waiter in longest] == [1, 0, 0, 0]
    assert [waiter.holder for waiter in longest] == [
        Holder.NOBODY,
        Holder.COLLEAGUE,
        Holder.WEBCARE,
        Holder.NOBODY,
    ]
    assert longest[1].next_due_at == on("sun 11:00", WEEK.next())


def test_only_some_of_the_waiting_are_listed_and_all_are_counted() -> None:
    history = AHistory()
    cases = [history.hear(on("mon 10:00") + n * HOUR) for n in range(7)]

    made = make_digest(history.lines, WEEK, OFFICE, longest_shown=3)

    assert [waiter.case for waiter in made.waiting.longest] == cases[:3]
    assert made.waiting.all_waiting.value == 7


def test_whoever_speaks_again_after_a_reply_waits_again_but_was_answered() -> None:
    history = AHistory()
    case = answered(history, "mon 10:00", "mon 11:00")
    history.speak(case, on("tue 10:00"))

    waiting = digest(history).waiting

    assert waiting.answered.cases == (case,)
    assert waiting.longest[0].since == on("tue 10:00")


def test_a_thanks_is_no_waiting() -> None:
    history = AHistory()
    case = answered(history, "mon 10:00", "mon 11:00")
    history.speak(case, on("tue 10:00"), thanks=True)

    assert digest(history).waiting.longest == ()
    assert digest(history).endings.came_back.value == 0


def test_a_dismissed_case_that_is_opened_again_by_a_colleague_waits_from_the_first_contact() -> (
    None
):
    history = AHistory()
    case = history.hear(on("mon 10:00"), said_at=on("mon 09:00"))
    history.dismiss(case, on("mon 11:00"))
    history.reopen(case, on("tue 11:00"))

    waiting = digest(history).waiting

    assert waiting.dismissed.value == 0
    assert waiting.silent.cases == (case,)
    assert waiting.longest[0].since == on("mon 09:00")


def test_a_case_counts_as_it_stood_at_the_end_of_its_week() -> None:
    history, erik = AHistory(), somebody()
    case = history.hear(on("fri 10:00"))
    later = WEEK.next()
    history.claim(case, erik, on("mon 09:00", later))
    history.reply(case, erik, on("mon 10:00", later))

    assert digest(history).waiting.silent.cases == (case,)
    assert digest(history).taken_up.cases.value == 0
    assert digest(history, later).waiting.heard.value == 0
    assert digest(history, later).waiting.first_reply.customer.cases == (case,)


def test_what_was_found_late_is_counted_apart_and_waits_for_nothing() -> None:
    history, erik = AHistory(), somebody()
    old = on("mon 10:00", weeks_before(7))
    case = history.hear(on("tue 10:00"), said_at=old, late=True)
    told = history.hear(on("tue 10:00"), said_at=old, late=True)
    history.speak(told, on("tue 12:00"), late=True)
    history.claim(told, erik, on("wed 10:00"))
    history.reply(told, erik, on("wed 10:00"))

    made = digest(history)

    assert made.waiting.found_late.cases == (case, told)
    assert made.waiting.heard.value == 0
    assert made.waiting.longest == ()
    assert made.waiting.first_reply.customer.median is None
    assert made.waiting.claim.customer.median is None
    assert made.endings.came_back.value == 0
    assert made.taken_up.cases.cases == (told,)


def test_what_was_found_late_is_heard_when_the_customer_speaks_again() -> None:
    history = AHistory()
    case = history.hear(on("mon 10:00"), said_at=on("mon 10:00", weeks_before(7)), late=True)
    history.speak(case, on("thu 10:00"))

    waiting = digest(history).waiting

    assert waiting.found_late.value == 0
    assert waiting.heard.cases == (case,)
    assert waiting.longest[0].since == on("thu 10:00")


# --- how long it took -------------------------------------------------------------------------


def test_a_reply_takes_the_customers_time_and_working_time_from_when_it_was_said() -> None:
    history, erik = AHistory(), somebody()
    case = history.hear(on("fri 16:30"), said_at=on("fri 16:00"))
    history.claim(case, erik, on("fri 17:30"))
    history.reply(case, erik, on("sat 12:00"), kind=ReplyKind.UPDATE)
    history.reply(case, erik, on("sat 15:00"))

    waiting = digest(history).waiting

    assert waiting.first_reply.customer.median == 20 * 3600
    assert waiting.first_reply.working.median == 3600
    assert waiting.claim.customer.median == 90 * 60
    assert waiting.claim.working.median == 3600
    assert waiting.first_reply.customer.cases == (case,)


def test_half_and_the_slowest_tenth_are_the_values_of_real_cases() -> None:
    history = AHistory()
    for minutes in (10, 20, 30, 40, 50, 60, 70, 80, 90, 480):
        case, erik = history.hear(on("mon 09:00")), somebody()
        history.claim(case, erik, on("mon 09:00") + MINUTE)
        history.reply(case, erik, on("mon 09:00") + minutes * MINUTE)

    first_reply = digest(history).waiting.first_reply

    assert first_reply.customer.median == 50 * 60
    assert first_reply.customer.slowest_tenth == 90 * 60
    assert len(first_reply.customer.cases) == 10


def test_a_reply_counts_when_it_was_said_and_not_when_it_was_recorded() -> None:
    history, erik = AHistory(), somebody()
    case = history.hear(on("sun 20:00"))
    later = WEEK.next()
    history.claim(case, erik, on("mon 09:00", later))
    history.reply(case, erik, on("mon 09:05", later), said_at=on("sun 21:00"))

    made = digest(history)

    assert made.waiting.answered.cases == (case,)
    assert made.waiting.first_reply.customer.median == 3600
    assert digest(history, later).waiting.first_reply.customer.median is None
    assert digest(history, later).waiting.all_waiting.value == 0


def test_a_reply_said_before_the_customer_spoke_took_no_time() -> None:
    history, erik = AHistory(), somebody()
    case = history.hear(on("tue 10:00"))
    history.claim(case, erik, on("tue 10:05"))
    history.reply(case, erik, on("tue 10:06"), said_at=on("tue 09:00"))

    assert digest(history).waiting.first_reply.customer.median == 0


# --- who took it up ---------------------------------------------------------------------------


def test_people_outside_webcare_are_counted_by_department_and_people() -> None:
    history, erik = AHistory(), somebody("Network")
    taken_up_by(history, 5, "Network")
    taken_up_by(history, 6, "Billing")
    for case in (history.hear(on("tue 10:00")), history.hear(on("tue 10:00"))):
        history.claim(case, erik, on("tue 11:00"))
    history.claim(history.hear(on("tue 10:00")), webcare(), on("tue 11:00"))

    taken = digest(history).taken_up

    assert (taken.cases.value, taken.outside.value, taken.people.value) == (14, 13, 12)
    assert [(one.name, one.people, one.cases.value) for one in taken.departments] == [
        ("Billing", 6, 6),
        ("Network", 6, 7),
    ]


def test_departments_with_fewer_than_five_people_are_shown_together() -> None:
    history = AHistory()
    taken_up_by(history, 9, "Network")
    taken_up_by(history, 3, "Legal")
    taken_up_by(history, 2, "Online")

    departments = digest(history).taken_up.departments

    assert [(one.name, one.people) for one in departments] == [("Network", 9), (None, 5)]


def test_a_single_person_left_over_is_hidden_in_the_next_smallest_department() -> None:
    history = AHistory()
    taken_up_by(history, 9, "Network")
    taken_up_by(history, 5, "Billing")
    taken_up_by(history, 1, "Legal")

    departments = digest(history).taken_up.departments

    assert [(one.name, one.people) for one in departments] == [("Network", 9), (None, 6)]


def test_few_people_in_all_are_shown_without_a_department() -> None:
    history = AHistory()
    taken_up_by(history, 2, "Network")

    departments = digest(history).taken_up.departments

    assert [(one.name, one.people) for one in departments] == [(None, 2)]


def test_one_person_with_much_to_do_does_not_make_a_department_large() -> None:
    history, erik = AHistory(), somebody("Projects")
    taken_up_by(history, 5, "Network")
    for _ in range(10):
        history.claim(history.hear(on("mon 10:00")), erik, on("mon 11:00"))

    assert [one.name for one in digest(history).taken_up.departments] == [None]


def test_a_first_time_is_one_that_no_line_before_knows() -> None:
    history, erik, nicole, karin = AHistory(), somebody(), somebody(), somebody()
    before = history.hear(on("mon 10:00", weeks_before(2)))
    history.claim(before, erik, on("mon 11:00", weeks_before(2)))
    cases = [history.hear(on("mon 10:00")) for _ in range(4)]
    for case, who in zip(cases, (erik, nicole, nicole, karin), strict=True):
        history.claim(case, who, on("mon 11:00"))

    first_time = make_digest(history.lines, WEEK, OFFICE, known_helpers=[karin.id])

    assert first_time.taken_up.first_time.value == 1
    assert first_time.taken_up.first_time.cases == (cases[1],)


def test_an_accepted_handover_is_taking_up_too() -> None:
    history, erik, karin = AHistory(), somebody("Projects"), somebody("Network")
    case = history.hear(on("mon 10:00"))
    history.claim(case, erik, on("mon 11:00"))
    history.hand_over(case, erik, karin, on("tue 11:00"))

    taken = digest(history).taken_up

    assert (taken.cases.value, taken.people.value) == (1, 2)
    assert digest(history).waiting.claim.customer.median == 3600


def test_a_claim_that_was_undone_does_not_count() -> None:
    history, erik, nicole = AHistory(), somebody(), somebody()
    case = history.hear(on("mon 10:00"))
    history.claim(case, erik, on("mon 11:00"))
    history.undo(case, erik, on("mon 11:00"))
    other = history.hear(on("mon 10:00"))
    history.claim(other, erik, on("mon 11:00"))
    history.undo(other, erik, on("mon 11:00"))
    history.claim(other, nicole, on("mon 12:00"))

    made = digest(history)

    assert made.taken_up.cases.cases == (other,)
    assert made.taken_up.people.value == 1
    assert made.waiting.claim.customer.median == 2 * 3600
    assert [waiter.holder for waiter in made.waiting.longest] == [Holder.NOBODY, Holder.COLLEAGUE]


def test_an_undone_release_leaves_the_case_with_its_owner() -> None:
    history, erik = AHistory(), somebody()
    case = history.hear(on("mon 10:00"))
    history.claim(case, erik, on("mon 11:00"))
    history.release(case, erik, on("mon 12:00"))
    assert digest(history).waiting.longest[0].holder is Holder.NOBODY

    history.undo(case, erik, on("mon 12:00"))

    assert digest(history).waiting.longest[0].holder is Holder.COLLEAGUE


def test_whoever_lets_go_hands_to_nobody_or_with_a_promise_to_the_lead() -> None:
    history, erik = AHistory(), somebody()
    free, bound = history.hear(on("mon 10:00")), history.hear(on("mon 10:00"))
    for case in (free, bound):
        history.claim(case, erik, on("mon 11:00"))
    history.promise(bound, erik, on("mon 12:00"), on("tue 12:00"))
    for case in (free, bound):
        history.let_go(case, erik, on("mon 13:00"))

    longest = digest(history).waiting.longest

    assert [waiter.holder for waiter in longest] == [Holder.NOBODY, Holder.WEBCARE]
    assert [waiter.level for waiter in longest] == [1, 1]


# --- promises ---------------------------------------------------------------------------------


def test_each_promise_of_the_week_has_exactly_one_fate() -> None:
    history, erik = AHistory(), somebody("Billing")
    case = history.hear(on("mon 09:00"))
    history.claim(case, erik, on("mon 09:00"))
    made = [history.promise(case, erik, on("mon 10:00"), on("tue 12:00")) for _ in range(6)]
    history.keep(case, erik, made[0], on("tue 11:00"))
    history.keep(case, erik, made[1], on("wed 11:00"))
    history.move(case, erik, made[2], on("tue 11:00"), on("fri 12:00", WEEK.next()))
    history.break_(case, erik, made[3], on("tue 13:00"))
    history.waive(case, erik, made[4], on("tue 13:00"))

    promises = digest(history).promises

    assert promises.due.value == 6
    assert (promises.kept.value, promises.late.value) == (2, 1)
    assert (promises.moved.value, promises.broken.value) == (1, 1)
    assert (promises.waived.value, promises.overdue.value) == (1, 1)
    assert promises.due.cases == (case,)


def test_a_promise_that_did_not_happen_is_listed_with_department_and_cause() -> None:
    history, erik = AHistory(), somebody("Planning")
    case = history.hear(on("mon 09:00"))
    history.claim(case, erik, on("mon 09:00"))
    promise = history.promise(case, erik, on("mon 10:00"), on("tue 12:00"))
    history.break_(case, erik, promise, on("wed 10:00"))
    history.promise(case, erik, on("wed 10:00"), on("tue 12:00", WEEK.next()))

    (listed,) = digest(history).promises.listed

    kept = next(one for one in history.cases[case].promises if one.id == promise)
    assert (listed.promise, listed.case) == (promise, case)
    assert (listed.department, listed.because) == ("Planning", "no_deputy")
    assert (listed.words, listed.why) == (kept.words, kept.evidence)
    assert listed.due_at == on("tue 12:00")
    assert listed.next_due_at == on("tue 12:00", WEEK.next())
    assert digest(history).improving.causes[0].code == "no_deputy"


def test_each_ending_is_told_once_and_what_is_overdue_every_week() -> None:
    history, erik = AHistory(), somebody()
    case = history.hear(on("mon 09:00"))
    history.claim(case, erik, on("mon 09:00"))
    promise = history.promise(case, erik, on("mon 10:00"), on("tue 12:00"))
    weeks = [WEEK, WEEK.next(), WEEK.next().next(), WEEK.next().next().next()]
    history.keep(case, erik, promise, on("mon 10:00", weeks[2]))

    told = [digest(history, week).promises for week in weeks]

    assert [one.overdue.value for one in told] == [1, 1, 0, 0]
    assert [one.kept.value for one in told] == [0, 0, 1, 0]
    assert told[2].late.value == 1


def test_a_promise_without_a_date_is_never_overdue() -> None:
    history, erik = AHistory(), somebody()
    case = history.hear(on("mon 09:00"))
    history.claim(case, erik, on("mon 09:00"))
    history.promise(case, erik, on("mon 10:00"), None)

    assert digest(history).promises.due.value == 0


def test_a_promise_that_was_moved_and_kept_in_one_week_is_kept() -> None:
    history, erik = AHistory(), somebody()
    case = history.hear(on("mon 09:00"))
    history.claim(case, erik, on("mon 09:00"))
    promise = history.promise(case, erik, on("mon 10:00"), on("tue 12:00"))
    history.move(case, erik, promise, on("tue 11:00"), on("thu 12:00"))
    history.keep(case, erik, promise, on("thu 11:00"))

    promises = digest(history).promises

    assert (promises.due.value, promises.kept.value, promises.late.value) == (1, 1, 0)


@pytest.mark.parametrize("undone", ["keep", "promise"])
def test_what_was_undone_about_a_promise_never_happened(undone: str) -> None:
    history, erik = AHistory(), somebody()
    case = history.hear(on("mon 09:00"))
    history.claim(case, erik, on("mon 09:00"))
    promise = history.promise(case, erik, on("mon 10:00"), on("tue 12:00"))
    if undone == "keep":
        history.keep(case, erik, promise, on("mon 11:00"))
    history.undo(case, erik, on("mon 11:00"))

    promises = digest(history).promises

    assert promises.kept.value == 0
    assert promises.overdue.value == (1 if undone == "keep" else 0)


# --- how it ended -----------------------------------------------------------------------------


@pytest.mark.parametrize(
    "outcome", [Outcome.HAPPY, Outcome.FINE, Outcome.UNHAPPY, Outcome.GAVE_UP, Outcome.NOTHING]
)
def test_a_closed_case_ended_as_the_customer_said(outcome: Outcome) -> None:
    history = AHistory()
    case = solved(history, outcome)
    history.close(case, on("fri 10:00"))

    endings = digest(history).endings

    assert endings.ended.cases == (case,)
    assert getattr(endings, outcome.value).cases == (case,)
    assert endings.asked_back.value == 0


def test_a_case_ends_once_when_the_customers_word_is_known() -> None:
    history, later = AHistory(), WEEK.next()
    happy, unheard, changed = (solved(history, Outcome.HAPPY), solved(history), solved(history))
    history.close(happy, on("mon 10:00", later))
    history.close(unheard, on("mon 10:00", later))
    history.close(changed, on("mon 10:00", later), Outcome.UNHAPPY)

    endings, after = digest(history).endings, digest(history, later).endings

    assert (endings.ended.cases, endings.happy.cases) == ((happy,), (happy,))
    assert endings.asked_back.cases == (unheard, changed)
    assert after.ended.cases == (unheard, changed)
    assert (after.nothing.cases, after.unhappy.cases) == ((unheard,), (changed,))
    assert after.asked_back.value == 0


def test_a_case_that_came_back_has_not_ended() -> None:
    history = AHistory()
    case = solved(history, Outcome.HAPPY)
    history.speak(case, on("thu 10:00"))

    endings = digest(history).endings

    assert endings.ended.value == 0
    assert endings.came_back.cases == (case,)
    assert (endings.repeats.value, endings.reopened.value) == (0, 1)


def test_a_customer_who_comes_back_twice_is_one_case_and_two_times() -> None:
    history = AHistory()
    case = answered(history, "mon 10:00", "mon 11:00")
    history.speak(case, on("tue 10:00"))
    history.speak(case, on("wed 10:00"))

    endings = digest(history).endings

    assert (endings.came_back.value, endings.repeats.value) == (1, 2)
    assert endings.came_back.cases == endings.repeats.cases == (case,)


def test_what_rises_to_manager_and_executive_is_counted_when_it_gets_there() -> None:
    history = AHistory()
    first, second = history.hear(on("mon 10:00")), history.hear(on("mon 10:00"))
    history.raise_level(second, on("mon 12:00"))
    for _ in range(3):
        history.raise_level(first, on("tue 10:00"))
    history.speak(second, on("wed 10:00"))

    endings = digest(history).endings

    assert endings.to_manager.cases == (first, second)
    assert endings.to_executive.cases == (first,)


def test_a_second_reopening_reaches_the_manager() -> None:
    history, erik = AHistory(), somebody()
    case = solved(history, by=erik)
    history.reopen(case, on("thu 10:00"))
    assert digest(history).endings.to_manager.value == 0
    history.solve(case, erik, on("thu 11:00"))

    history.reopen(case, on("fri 10:00"))

    assert digest(history).endings.to_manager.cases == (case,)


def test_an_undone_solving_did_not_end_the_case() -> None:
    history, erik = AHistory(), somebody()
    case = history.hear(on("wed 09:00"))
    history.claim(case, erik, on("wed 10:00"))
    history.reply(case, erik, on("wed 10:00"))
    history.solve(case, erik, on("wed 11:00"), Outcome.HAPPY, widespread=True)
    assert digest(history).improving.widespread.cases == (case,)

    history.undo(case, erik, on("wed 11:00"))

    assert digest(history).endings.ended.value == 0
    assert digest(history).improving.widespread.value == 0


def test_apologies_are_counted_and_undone_ones_are_not() -> None:
    history, erik = AHistory(), somebody()
    case = history.hear(on("mon 09:00"))
    history.claim(case, erik, on("mon 10:00"))
    history.reply(case, erik, on("mon 11:00"), kind=ReplyKind.APOLOGY)
    history.reply(case, erik, on("mon 12:00"), kind=ReplyKind.APOLOGY)
    history.reply(case, erik, on("mon 13:00"), kind=ReplyKind.APOLOGY)
    history.undo(case, erik, on("mon 13:00"))

    assert digest(history).endings.apologies == Count(2, None, (case,))


def test_goodwill_counts_when_it_is_granted_and_stays_in_sight_until_it_is_told() -> None:
    history, erik, later = AHistory(), somebody(), WEEK.next()
    case = history.hear(on("mon 09:00"))
    history.claim(case, erik, on("mon 10:00"))
    told = history.give(case, erik, on("mon 11:00"), 2000)
    history.tell(case, erik, told, on("mon 11:00"))
    large = history.give(case, erik, on("mon 12:00"), 9900)
    history.give(case, erik, on("mon 12:00"), 1)
    history.undo(case, erik, on("mon 12:00"))

    before = digest(history).endings
    assert (before.goodwill.value, before.cents.value, before.untold.value) == (1, 2000, 0)

    history.approve(case, large, on("mon 09:00", later))
    after = digest(history, later).endings
    assert (after.goodwill.value, after.cents.value, after.untold.value) == (1, 9900, 1)
    assert after.cents.cases == (case,)

    history.tell(case, erik, large, on("mon 09:00", later.next()))
    assert digest(history, later.next()).endings.untold.value == 0
    assert digest(history).endings.goodwill.value == 1


# --- what leadership is asked, and what must get better ---------------------------------------


def test_leadership_is_asked_about_what_is_open_at_its_level_longest_first() -> None:
    history, amy = AHistory(), webcare()
    newer, older, done, low = (history.hear(on("mon 09:00")) for _ in range(4))
    for case, when in ((older, "mon 10:00"), (newer, "tue 10:00"), (done, "tue 11:00")):
        for _ in range(3):
            history.raise_level(case, on(when))
    history.raise_level(low, on("tue 10:00"))
    history.claim(older, amy, on("tue 12:00"))
    history.reply(older, amy, on("tue 12:00"))
    history.dismiss(done, on("wed 10:00"))

    asked = digest(history).asked

    assert asked.cases.cases == (newer, older)
    assert [ask.case for ask in asked.listed] == [older, newer]
    assert [ask.since for ask in asked.listed] == [on("mon 10:00"), on("tue 10:00")]
    assert [ask.waiting_since for ask in asked.listed] == [None, on("mon 09:00")]
    assert [ask.holder for ask in asked.listed] == [Holder.WEBCARE, Holder.NOBODY]
    assert [ask.case for ask in digest(history, WEEK.next()).asked.listed] == [older, newer]


def test_flags_and_routes_of_what_was_heard_are_tallied_most_frequent_first() -> None:
    history = AHistory()
    one = history.hear(on("mon 09:00"), flags=[Flag.MONEY], route="billing")
    two = history.hear(on("mon 09:00"), flags=[Flag.MONEY, Flag.LEAVING], route="network")
    three = history.hear(on("mon 09:00"), route="network")

    improving = digest(history).improving

    assert [(tally.code, tally.count.cases) for tally in improving.flags] == [
        ("money", (one, two)),
        ("leaving", (two,)),
    ]
    assert [(tally.code, tally.count.cases) for tally in improving.routes] == [
        ("network", (two, three)),
        ("billing", (one,)),
    ]


# --- one and two cases ------------------------------------------------------------------------


def test_merged_cases_count_once_as_the_survivor_from_the_earliest_contact() -> None:
    history, erik = AHistory(), somebody()
    other = history.hear(on("mon 09:00"))
    survivor = history.hear(on("mon 12:00"))
    history.claim(other, erik, on("mon 13:00"))
    history.promise(other, erik, on("mon 13:00"), on("tue 12:00"))
    history.merge(survivor, other, on("mon 14:00"))
    history.reply(survivor, erik, on("mon 15:00"))

    made = digest(history)

    assert made.waiting.heard == Count(1, None, (survivor,))
    assert made.waiting.first_reply.customer.median == 6 * 3600
    assert made.taken_up.cases.cases == (survivor,)
    assert made.promises.overdue.cases == (survivor,)


def test_a_chain_of_merges_ends_in_one_case() -> None:
    history = AHistory()
    one, two, three = (history.hear(on("mon 09:00")) for _ in range(3))
    history.merge(two, one, on("mon 10:00"))
    history.merge(three, two, on("mon 11:00"))

    assert digest(history).waiting.heard.cases == (three,)


def test_before_the_week_of_the_merge_there_were_two_cases() -> None:
    history = AHistory()
    one, two = history.hear(on("mon 09:00")), history.hear(on("mon 09:00"))
    history.merge(two, one, on("mon 11:00", WEEK.next()))

    assert digest(history).waiting.all_waiting.value == 2
    assert digest(history, WEEK.next()).waiting.all_waiting.value == 1


def test_a_split_case_counts_as_heard_when_its_posts_were_and_has_no_reply_yet() -> None:
    history, erik = AHistory(), somebody()
    case = history.hear(on("mon 09:00"))
    second = history.speak(case, on("tue 09:00"))
    history.claim(case, erik, on("tue 10:00"))
    promise = history.promise(case, erik, on("tue 10:00"), on("wed 10:00"))
    history.reply(case, erik, on("tue 11:00"))
    new = history.split(case, (second,), on("tue 12:00"), promise)

    made = digest(history)

    assert made.waiting.heard.cases == (case, new)
    assert made.waiting.answered.cases == (case,)
    assert made.waiting.silent.cases == (new,)
    assert [(one.case, one.since) for one in made.waiting.longest] == [(new, on("tue 09:00"))]
    assert made.waiting.longest[0].holder is Holder.COLLEAGUE
    assert made.promises.overdue.cases == (new,)
    assert made.taken_up.cases.cases == (case,)


def test_cases_whose_lines_are_missing_are_named_until_there_are_none() -> None:
    history = AHistory()
    one, two = history.hear(on("mon 09:00")), history.hear(on("mon 09:00"))
    history.merge(two, one, on("mon 11:00"))
    given = [line for line in history.lines if line.case == two]

    assert list_missing_cases(given) == (one,)
    assert list_missing_cases(history.lines) == ()


# --- weeks ------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("week", "hours"),
    [(IsoWeek(2026, 13), 167), (IsoWeek(2026, 43), 169), (IsoWeek(2026, 53), 168)],
)
def test_a_week_is_that_of_the_companys_clock(week: IsoWeek, hours: int) -> None:
    start, end = on("mon 00:00", week), on("mon 00:00", week.next())
    history = AHistory()
    history.hear(start - timedelta(seconds=1))
    first, last = history.hear(start), history.hear(end - timedelta(seconds=1))
    history.hear(end)

    assert end - start == hours * HOUR
    assert digest(history, week).waiting.heard.cases == (first, last)


def test_the_zone_decides_which_week_it_is() -> None:
    history = AHistory()
    case = history.hear(on("sun 23:30"))
    tokyo = Calendar("Asia/Tokyo", WeeklyHours.every_weekday("09:00", "17:00"), None)

    assert make_digest(history.lines, WEEK, tokyo).waiting.heard.value == 0
    assert make_digest(history.lines, WEEK.next(), tokyo).waiting.heard.cases == (case,)


# --- averages ---------------------------------------------------------------------------------


def test_averages_go_over_the_eight_weeks_before() -> None:
    history = AHistory()
    history.hear(on("mon 10:00", weeks_before(9)))
    for number in range(1, 9):
        for _ in range(number):
            answered(history, "tue 10:00", "tue 11:00", weeks_before(number))
    answered(history, "mon 10:00", "mon 12:00")

    made = digest(history)

    assert made.weeks_averaged == 8
    assert (made.waiting.heard.value, made.waiting.heard.average) == (1, 4.5)
    assert made.waiting.first_reply.customer.median == 2 * 3600
    assert made.waiting.first_reply.customer.average_median == 3600
    assert made.waiting.all_waiting.average == 1
    assert made.improving.routes[0].count.average == 4.5


def test_a_young_history_averages_over_its_whole_weeks_only() -> None:
    history = AHistory()
    for number in (0, 1, 2, 3):
        history.hear(on("wed 10:00", weeks_before(number)))

    made = digest(history)

    assert (made.weeks_averaged, made.waiting.heard.average) == (2, 1.0)
    older = make_digest(history.lines, WEEK, OFFICE, began_at=on("mon 00:00", weeks_before(4)))
    assert (older.weeks_averaged, older.waiting.heard.average) == (4, 0.75)


def test_a_first_week_has_no_averages() -> None:
    history = AHistory()
    history.hear(on("wed 10:00"))

    made = digest(history)

    assert made.weeks_averaged == 0
    assert made.waiting.heard.average is None


# --- kept and read again ----------------------------------------------------------------------


def a_full_history() -> AHistory:
    history, erik = AHistory(), somebody()
    history.hear(on("mon 10:00", weeks_before(4)))
    taken_up_by(history, 5, "Network")
    for _ in range(3):
        history.raise_level(CaseId(1), on("tue 10:00"))
    case = solved(history, Outcome.HAPPY)
    other = history.hear(on("mon 10:00"), flags=[Flag.MONEY])
    history.claim(other, erik, on("mon 11:00"))
    promise = history.promise(other, erik, on("mon 12:00"), on("tue 12:00"))
    history.break_(other, erik, promise, on("wed 12:00"))
    history.reopen(case, on("fri 10:00"))
    return history


def test_a_digest_is_the_same_after_it_was_written_and_read() -> None:
    made = digest(a_full_history())

    assert from_json(to_json(made)) == made
    assert json.loads(to_json(made))["schema"] == 1


@pytest.mark.parametrize(
    "written", ["", "[]", "{}", "null", '{"schema":1}', '{"schema":2,"week":"2026-W12"}']
)
def test_what_is_no_digest_of_ours_is_refused(written: str) -> None:
    with pytest.raises(UnreadableDigest):
        from_json(written)


def test_a_digest_with_a_number_of_the_wrong_kind_is_refused() -> None:
    written = to_json(digest(a_full_history())).replace(
        '"weeks_averaged":3', '"weeks_averaged":"3"'
    )

    with pytest.raises(UnreadableDigest, match="is no int"):
        from_json(written)


def test_a_bypassed_rule_is_counted_for_its_department_and_told_to_webcare() -> None:
    history, erik = AHistory(), somebody("Projects")
    case = history.hear(on("wed 09:00"))
    history.claim(case, erik, on("wed 10:00"))
    words = history.bypass(case, erik, on("wed 11:00"))

    improving = digest(history).improving

    assert [(one.code, one.count.cases) for one in improving.bypassed] == [("Projects", (case,))]
    assert [(one.case, one.words) for one in improving.bypasses] == [(case, words)]
    assert digest(history, WEEK.next()).improving.bypassed == ()


def test_whoever_is_made_the_owner_took_nothing_up() -> None:
    history, erik = AHistory(), somebody()
    case = history.hear(on("wed 09:00"))
    history.claim(case, erik, on("wed 10:00"))
    history.take_over(case, on("wed 17:00"))

    made = digest(history)

    assert made.taken_up.cases.value == 1
    assert made.taken_up.people.value == 1
    assert [waiter.holder for waiter in made.waiting.longest] == [Holder.WEBCARE]


def test_a_digest_that_was_made_before_bypassed_rules_were_counted_is_read() -> None:
    plain = json.loads(to_json(digest(AHistory())))
    del plain["improving"]["bypassed"], plain["improving"]["bypasses"]

    assert from_json(json.dumps(plain)).improving.bypassed == ()


def test_no_colleague_can_be_found_in_a_digest() -> None:
    history = a_full_history()

    written = to_json(digest(history))

    assert len({line.actor for line in history.lines if line.actor}) > 5
    assert str(PEOPLE)[:5] in json.dumps([line.actor for line in history.lines])
    assert str(PEOPLE)[:5] not in written
