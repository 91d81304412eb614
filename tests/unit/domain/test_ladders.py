"""Every clock of the ladders, normal and urgent: nothing before its moment, then the right step."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date, datetime, time, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.actions import answering, closing, hearing, promising, rising
from bot.domain.case import Case, Level, NoReplyReason, Outcome, State
from bot.domain.employee import Employee
from bot.domain.errors import NotNow, OnlyHelpers, OnlyOwner
from bot.domain.events import Code
from bot.domain.flags import Flag
from bot.domain.goodwill import GoodwillState
from bot.domain.ids import PromiseId
from bot.domain.notice import NoticeKind
from bot.domain.policy import URGENT, Days, Ladder, Policy, Route
from bot.domain.promise import PromiseState, To
from bot.domain.ringing import Effect, People, Step, asked_key, ring
from bot.domain.rota import Duty
from bot.domain.standing import still_stands
from bot.domain.working_time import Absence
from tests.builders import (
    AMY,
    ERIK,
    EVERYBODY,
    INSTANT,
    LEA,
    MIA,
    MINUTE,
    NOW,
    OFFICE,
    a_case,
    a_claimed_case,
    a_goodwill,
    a_handover,
    a_placing,
    a_policy,
    a_promise,
    a_reply,
    a_resolved_case,
    an_answered_case,
    at,
    spoken,
)

POLICY = a_policy()
HURRY = (Flag.NO_SERVICE,)
JUNE = at("2026-06-01 09:00")
ASKED = NoticeKind.SILENT_OWNER


def steps(
    case: Case,
    now: datetime,
    *,
    people: People = EVERYBODY,
    policy: Policy = POLICY,
    asked_at: datetime | None = None,
) -> Sequence[Step]:
    return ring(case, policy, people, now=now, asked_at=asked_at).steps


def rings_at(case: Case, moment: str, **more: Any) -> list[Step]:
    """What rings at this moment, and had not rung an instant before."""
    early = ring(case, POLICY, more.get("people", EVERYBODY), now=at(moment) - INSTANT)
    before = {step.key for step in steps(case, at(moment) - INSTANT, **more)}
    assert more or early.next_at == at(moment)
    return [step for step in steps(case, at(moment), **more) if step.key not in before]


def answered(said: datetime = NOW, **changes: Any) -> Case:
    """Somebody has it, and the customer had a word of ours at a moment; there is a plan."""
    reply = a_reply(at=said)
    planned = a_promise(due_at=said + timedelta(days=300))
    defaults: dict[str, Any] = {"opened_at": said, "replies": (reply,), "promises": (planned,)}
    return an_answered_case(**{**defaults, **changes})


def a_closed_case(**changes: Any) -> Case:
    return a_resolved_case(
        **{"state": State.CLOSED, "closed_at": NOW, "outcome": Outcome.FINE, **changes}
    )


# --- the table ----------------------------------------------------------------------------------

CASES: Mapping[str, Case] = {
    "silent": a_claimed_case(no_reply=None, replies=(a_reply(at=NOW - MINUTE),)),
    "answered": answered(),
    "unplanned": an_answered_case(opened_at=JUNE),
    "undated": an_answered_case(promises=(a_promise(due_at=None),)),
    "waiting": answered(waiting_since=NOW),
    "given": answered(goodwill=(a_goodwill(),)),
    "placing": answered(placings=(a_placing(),)),
    "closed": a_closed_case(),
}
TABLE = [
    # case, urgent, moment, kind, to whom, level
    ("silent", False, "2026-03-17 09:00", ASKED, ERIK, None),
    ("silent", True, "2026-03-16 12:00", ASKED, ERIK, None),
    ("answered", False, "2026-03-23 09:00", NoticeKind.UPDATE_ASKED, ERIK, None),
    ("answered", False, "2026-03-30 09:00", NoticeKind.UPDATE_ASKED, ERIK, None),
    ("answered", False, "2026-04-06 10:00", NoticeKind.UPDATE_ASKED, ERIK, Level.LEAD),
    ("answered", True, "2026-03-17 09:00", NoticeKind.UPDATE_ASKED, ERIK, None),
    ("answered", True, "2026-03-18 09:00", NoticeKind.UPDATE_ASKED, ERIK, None),
    ("unplanned", False, "2026-06-22 09:00", NoticeKind.PLAN_ASKED, ERIK, None),
    ("unplanned", True, "2026-06-03 09:00", NoticeKind.PLAN_ASKED, ERIK, None),
    ("undated", False, "2026-03-17 09:00", NoticeKind.DATE_ASKED, ERIK, None),
    ("undated", True, "2026-03-17 09:00", NoticeKind.DATE_ASKED, ERIK, None),
    ("undated", False, "2026-03-30 17:00", NoticeKind.PROMISE_DUE, ERIK, None),
    ("undated", True, "2026-03-30 17:00", NoticeKind.PROMISE_DUE, ERIK, None),
    ("undated", False, "2026-03-31 09:00", NoticeKind.PROMISE_LATE, ERIK, Level.LEAD),
    ("waiting", False, "2026-03-30 09:00", NoticeKind.WAITING_LONG, ERIK, None),
    ("waiting", True, "2026-03-23 09:00", NoticeKind.WAITING_LONG, ERIK, None),
    ("given", False, "2026-03-17 09:00", NoticeKind.GOODWILL_LATE, None, Level.MANAGER),
    ("given", True, "2026-03-17 09:00", NoticeKind.GOODWILL_LATE, None, Level.MANAGER),
    ("placing", False, "2026-03-16 09:30", NoticeKind.PLACING_LATE, AMY, None),
    ("placing", True, "2026-03-16 09:10", NoticeKind.PLACING_LATE, AMY, None),
    ("closed", False, "2026-04-15 10:00", NoticeKind.STILL_MENDED, ERIK, None),
    ("closed", True, "2026-04-15 10:00", NoticeKind.STILL_MENDED, ERIK, None),
    ("closed", True, "2026-06-14 10:00", NoticeKind.STILL_MENDED, ERIK, None),
]


@pytest.mark.parametrize(("name", "urgent", "moment", "kind", "to", "level"), TABLE)
def test_a_clock_rings_at_its_moment_and_not_before(
    name: str,
    urgent: bool,
    moment: str,
    kind: NoticeKind,
    to: Employee | None,
    level: Level | None,
) -> None:
    case = replace(CASES[name], flags=HURRY if urgent else ())

    early = {step.key for step in steps(case, at(moment) - MINUTE) if step.kind is kind}
    (found,) = (step for step in steps(case, at(moment)) if step.kind is kind)

    assert found.key not in early
    assert (found.to, found.level) == (to.id if to else None, level)
    assert {one.key for one in steps(case, at(moment) - INSTANT) if one.kind is kind} == early


@pytest.mark.parametrize(
    ("since", "moment"),
    [
        ("2026-03-13 16:50", "2026-03-16 16:50"),  # a weekend
        ("2026-03-27 16:50", "2026-03-30 16:50"),  # the clocks went forward on Sunday
        ("2026-10-23 16:50", "2026-10-26 16:50"),  # the clocks went back on Sunday
        ("2026-04-24 16:50", "2026-04-28 16:50"),  # King's Day: Monday 27 April is off
        ("2026-03-14 12:00", "2026-03-17 09:00"),  # said on Saturday: from Monday 9:00
        ("2026-03-16 20:00", "2026-03-18 09:00"),  # said in the evening: from Tuesday 9:00
        ("2028-02-28 10:00", "2028-02-29 10:00"),  # a leap day is a working day
    ],
)
def test_a_working_day_of_silence_is_a_whole_one(since: str, moment: str) -> None:
    case = a_claimed_case(opened_at=at(since))

    assert [one.kind for one in steps(case, at(moment) - INSTANT) if one.kind is ASKED] == []
    assert [one.to for one in steps(case, at(moment)) if one.kind is ASKED] == [ERIK.id]


@pytest.mark.parametrize(
    ("since", "moment"),
    [
        ("2026-03-16 16:00", "2026-03-17 11:00"),
        ("2026-03-27 16:00", "2026-03-30 11:00"),
        ("2026-04-24 16:00", "2026-04-28 11:00"),
    ],
)
def test_three_urgent_hours_are_working_hours(since: str, moment: str) -> None:
    case = a_claimed_case(opened_at=at(since), flags=HURRY)

    assert ASKED not in {one.kind for one in steps(case, at(moment) - INSTANT)}
    assert ASKED in {one.kind for one in steps(case, at(moment))}


# --- a silent owner -----------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("flags", "asked", "lead", "again"),
    [
        ((), "2026-03-17 09:00", "2026-03-17 13:00", "2026-03-17 17:00"),
        (HURRY, "2026-03-16 12:00", "2026-03-16 12:45", "2026-03-16 13:30"),
    ],
)
def test_a_silent_owner_is_asked_then_the_lead_asks_then_it_is_anybodys(
    flags: tuple[Flag, ...], asked: str, lead: str, again: str
) -> None:
    case = a_claimed_case(flags=flags)
    told = {"asked_at": at(asked)}

    (first,) = (one for one in rings_at(case, lead, **told) if one.key.startswith("owner:"))
    (last,) = (one for one in rings_at(case, again, **told) if one.key.startswith("owner:"))

    assert (first.kind, first.level) == (NoticeKind.SILENT_OWNER_LEAD, Level.LEAD)
    assert (last.effect, last.kind, last.level) == (Effect.OFFER_AGAIN, None, None)


def test_while_a_promise_is_open_it_rises_and_is_not_offered_again() -> None:
    case = a_claimed_case(promises=(a_promise(),))

    found = steps(case, at("2026-03-17 17:00"), asked_at=at("2026-03-17 09:00"))

    (rose,) = (one for one in found if one.key.startswith("owner:"))
    assert (rose.kind, rose.level) == (NoticeKind.SILENT_OWNER_LEAD, Level.MANAGER)
    assert Effect.OFFER_AGAIN not in {one.effect for one in found}
    assert rising.offer_again(case, now=NOW) is None


def test_a_promise_to_leadership_does_not_keep_a_silent_owner() -> None:
    case = a_claimed_case(promises=(a_promise(to=To.LEADERSHIP),))

    found = steps(case, at("2026-03-17 17:00"), asked_at=at("2026-03-17 09:00"))

    assert Effect.OFFER_AGAIN in {one.effect for one in found}


def test_nobody_loses_a_case_without_having_been_asked_however_long_the_bot_was_down() -> None:
    case, later = a_claimed_case(), at("2026-03-26 11:00")

    (asked,) = (one for one in steps(case, later) if one.key.startswith("owner:"))
    half_way = steps(case, at("2026-03-26 14:59"), asked_at=later)
    after = steps(case, at("2026-03-26 15:00"), asked_at=later)

    assert asked.kind is ASKED
    assert NoticeKind.SILENT_OWNER_LEAD not in {one.kind for one in half_way}
    assert NoticeKind.SILENT_OWNER_LEAD in {one.kind for one in after}


def test_what_is_offered_again_has_no_owner_and_says_why() -> None:
    change = rising.offer_again(a_claimed_case(handovers=(a_handover(),)), now=NOW)

    assert change is not None
    assert (change.case.state, change.case.owner) == (State.OPEN, None)
    assert change.events[0].code is Code.RELEASED
    assert change.events[0].facts == {"owner": ERIK.id, "because": "silent_owner"}
    assert change.case.handover is None


@pytest.mark.parametrize("state", [State.OPEN, State.RESOLVED, State.DISMISSED])
def test_only_what_somebody_has_is_offered_again(state: State) -> None:
    assert rising.offer_again(a_case(state=state), now=NOW) is None


@pytest.mark.parametrize(
    "case",
    [
        answered(),
        a_claimed_case(no_reply=NoReplyReason.ASKED_NOT_TO),
        a_claimed_case(placings=(a_placing(),)),
        answered(waiting_since=NOW),
    ],
    ids=["answered", "asked for no reply", "webcare is to place the words", "their turn"],
)
def test_who_owes_nothing_is_not_silent(case: Case) -> None:
    assert ASKED not in {one.kind for one in steps(case, at("2026-03-18 09:00"))}


@pytest.mark.parametrize("acted", ["2026-03-16 15:00", "2026-03-17 08:59"])
def test_any_act_of_the_owner_begins_the_silence_anew(acted: str) -> None:
    case = a_claimed_case(owner_acted_at=at(acted))

    assert ASKED not in {one.kind for one in steps(case, at("2026-03-17 14:00"))}
    assert ASKED in {one.kind for one in steps(case, at("2026-03-18 09:00"))}


def test_a_new_act_is_a_new_run_that_asks_again() -> None:
    first = next(
        one for one in steps(a_claimed_case(), at("2026-03-18 09:00")) if one.kind is ASKED
    )
    later = a_claimed_case(owner_acted_at=at("2026-03-17 10:00"))

    second = next(one for one in steps(later, at("2026-03-18 10:00")) if one.kind is ASKED)

    assert first.key != second.key


def test_the_silence_of_an_answered_case_begins_with_what_was_asked() -> None:
    """Asked for a quick update on Monday the 23rd, and nothing happened."""
    case = answered()

    assert ASKED not in {one.kind for one in steps(case, at("2026-03-24 08:59"))}
    assert ASKED in {one.kind for one in steps(case, at("2026-03-24 09:00"))}


def test_still_on_it_ends_the_silence_until_something_is_asked_again() -> None:
    case = answered(owner_acted_at=at("2026-03-23 10:00"))

    assert ASKED not in {one.kind for one in steps(case, at("2026-03-30 16:59"))}
    assert ASKED in {one.kind for one in steps(case, at("2026-03-31 09:00"))}


def test_a_date_that_was_asked_for_is_owed_to_the_customer_only() -> None:
    """The coffee and the hug for a colleague (S1) need no date."""
    for to, silent in ((To.CUSTOMER, True), (To.COLLEAGUE, False)):
        promises = (a_promise(due_at=None, to=to), a_promise(2, due_at=at("2026-12-01 17:00")))
        case = an_answered_case(promises=promises)
        kinds = {one.kind for one in steps(case, at("2026-03-18 09:00"))}
        assert NoticeKind.DATE_ASKED in {one.kind for one in steps(case, at("2026-03-17 09:00"))}
        assert (ASKED in kinds) is silent


def test_an_owner_who_is_not_there_while_others_look_has_their_time_from_when_they_are() -> None:
    """An urgent case's time runs on duty hours; its owner knows of nothing before their morning."""
    evenings = Duty("evening", frozenset(range(5)), time(17), time(21), (AMY.id,))
    policy = replace(POLICY, duties=(evenings,))
    wrote_at = at("2026-03-16 17:15")
    case = answered(silent_since=wrote_at, last_said_at=wrote_at, flags=HURRY)

    early = {step.kind for step in steps(case, at("2026-03-17 11:59"), policy=policy)}
    asked = {step.kind for step in steps(case, at("2026-03-17 12:00"), policy=policy)}

    assert ASKED not in early
    assert ASKED in asked


def test_who_is_away_is_not_silent_and_is_asked_when_back() -> None:
    away = replace(
        ERIK, calendar=replace(OFFICE, absences=(Absence(date(2026, 3, 16), date(2026, 3, 20)),))
    )
    people = {**EVERYBODY, ERIK.id: away}

    for flags, back in (((), "2026-03-24 09:00"), (HURRY, "2026-03-23 09:00")):
        case = a_claimed_case(flags=flags)
        assert ASKED not in {one.kind for one in steps(case, at(back) - INSTANT, people=people)}
        assert ASKED in {one.kind for one in steps(case, at(back), people=people)}


def test_an_owner_is_not_silent_about_a_plan_once_a_helper_gave_the_customer_a_word() -> None:
    """The question is taken back then, and the same question would never be asked again."""
    planned = at("2026-04-07 09:00")
    acted = planned - MINUTE
    case = an_answered_case(promises=(), replies=(a_reply(at=acted),), owner_acted_at=acted)
    asked = [one for one in steps(case, planned) if one.kind is NoticeKind.PLAN_ASKED]
    assert [one.at for one in asked] == [planned]
    silent_at = planned + 2 * timedelta(1)
    (ask,) = (one for one in steps(case, silent_at) if one.kind is ASKED)

    word = a_reply(9, by=AMY.id, at=planned + MINUTE)
    helped = replace(case, replies=(*case.replies, word))
    again = [one for one in steps(helped, silent_at) if one.kind is ASKED]

    assert not still_stands(ASKED, helped, ask.facts, ERIK.id)
    assert ask.key not in {one.key for one in again}


def test_who_works_here_no_more_is_not_asked() -> None:
    people = {**EVERYBODY, ERIK.id: replace(ERIK, active=False)}

    assert ASKED not in {
        one.kind for one in steps(a_claimed_case(), NOW + 9 * timedelta(1), people=people)
    }


def test_the_question_that_a_clock_waits_for_is_named_once_it_is_due() -> None:
    case, due = a_claimed_case(), at("2026-03-17 09:00")

    assert asked_key(case, POLICY, EVERYBODY, now=due - INSTANT) is None
    (asked,) = (one for one in steps(case, due) if one.kind is ASKED)
    assert asked_key(case, POLICY, EVERYBODY, now=due) == asked.key
    solved = a_resolved_case()
    assert str(asked_key(solved, POLICY, EVERYBODY, now=NOW)).startswith("check_back:")


@pytest.mark.parametrize(
    ("changes", "stands"),
    [
        ({}, True),
        ({"owner_acted_at": at("2026-03-17 09:10")}, False),
        ({"owner": MIA.id}, False),
        ({"waiting_since": at("2026-03-17 09:10")}, False),
        ({"replies": (a_reply(at=at("2026-03-17 09:10")),)}, False),
        ({"state": State.OPEN, "owner": None}, False),
    ],
)
def test_the_question_stands_until_somebody_does_something(
    changes: dict[str, Any], stands: bool
) -> None:
    case = a_claimed_case(no_reply=None)
    (asked,) = (one for one in steps(case, at("2026-03-17 09:00")) if one.kind is ASKED)

    assert still_stands(ASKED, replace(case, **changes), asked.facts, ERIK.id) is stands


def test_only_the_owner_says_that_they_are_still_on_it() -> None:
    change = answering.still_on_it(a_claimed_case(), ERIK)

    assert [one.code for one in change.events] == [Code.STILL_ON_IT]
    with pytest.raises(OnlyOwner):
        answering.still_on_it(a_claimed_case(), AMY)


# --- a first case -------------------------------------------------------------------------------


def test_at_a_first_case_the_buddy_hears_of_the_missing_reply() -> None:
    first = replace(a_claimed_case(), first_time=True)

    (step,) = (one for one in rings_at(first, "2026-03-16 10:00") if one.kind)

    assert (step.kind, step.to) == (NoticeKind.NO_REPLY, AMY.id)
    assert still_stands(NoticeKind.NO_REPLY, first, {}, AMY.id)
    assert not still_stands(NoticeKind.NO_REPLY, replace(first, first_time=False), {}, AMY.id)


def test_without_a_buddy_the_owner_of_a_first_case_hears_it() -> None:
    alone = replace(a_claimed_case(), first_time=True, buddy=None)

    (step,) = rings_at(alone, "2026-03-16 10:00")

    assert step.to == ERIK.id


# --- words on the way, a plan -------------------------------------------------------------------


def test_a_word_to_the_customer_begins_the_days_anew() -> None:
    case = answered(replies=(a_reply(at=NOW), a_reply(2, at=at("2026-03-20 12:00"))))

    assert steps(case, at("2026-03-26 16:59")) == ()
    assert [one.kind for one in rings_at(case, "2026-03-27 09:00")] == [NoticeKind.UPDATE_ASKED]


@pytest.mark.parametrize(
    "changes",
    [
        {"waiting_since": NOW},
        {"silent_since": NOW + MINUTE},
        {"no_reply": NoReplyReason.ASKED_NOT_TO},
        {"state": State.RESOLVED, "resolved_at": NOW, "promises": ()},
    ],
    ids=["their turn", "they wait for an answer", "they asked for none", "solved"],
)
def test_no_quick_update_is_asked_for_where_none_is_due(changes: dict[str, Any]) -> None:
    found = steps(answered(**changes), at("2026-03-27 16:00"))

    assert NoticeKind.UPDATE_ASKED not in {one.kind for one in found}


def test_a_long_interval_is_cut_off_at_the_limit() -> None:
    slow = replace(Ladder(), quick_update=Days(40))
    policy = a_policy(normal=slow)
    asked = at("2026-04-06 10:00")  # 21 days in elapsed time: an hour later by the clock

    (first,) = (
        one
        for one in steps(answered(), asked, policy=policy)
        if one.kind is NoticeKind.UPDATE_ASKED
    )

    assert (first.at, first.level) == (asked, None)
    assert all(
        one.kind is not NoticeKind.UPDATE_ASKED
        for one in steps(answered(), asked - INSTANT, policy=policy)
    )


def test_who_takes_up_an_old_case_is_not_asked_for_everything_at_once() -> None:
    case = an_answered_case(opened_at=JUNE, claimed_at=at("2026-07-20 10:00"))

    assert steps(case, at("2026-07-20 16:59")) == ()
    kinds = {one.kind for one in steps(case, at("2026-07-21 09:00"))}
    assert kinds == {NoticeKind.UPDATE_ASKED, NoticeKind.PLAN_ASKED}


def test_what_a_colleague_brings_back_owes_no_word_for_the_time_in_which_it_was_ended() -> None:
    """Months after our last word: nobody is told at once that there was none."""
    closed = a_closed_case(opened_at=JUNE, claimed_at=JUNE, replies=(a_reply(at=JUNE),))

    back = closing.reopen(closed, MIA, reason=None, now=at("2026-09-21 10:00")).case

    assert back.owner == closed.owner
    assert steps(back, at("2026-09-21 16:59")) == ()
    kinds = {one.kind for one in steps(back, at("2026-09-22 09:00"))}
    assert kinds == {NoticeKind.UPDATE_ASKED, NoticeKind.PLAN_ASKED}


def test_waiting_for_the_customer_pauses_the_plan_and_never_a_promise() -> None:
    waiting = an_answered_case(
        opened_at=JUNE,
        waiting_since=JUNE,
        promises=(a_promise(made_at=JUNE, due_at=at("2026-06-05 17:00"), to=To.LEADERSHIP),),
    )

    kinds = {one.kind for one in steps(waiting, at("2026-06-24 09:00"))}

    assert NoticeKind.PLAN_ASKED not in kinds
    assert NoticeKind.PROMISE_LATE in kinds


def test_a_promise_with_a_date_is_a_plan_and_one_without_is_none() -> None:
    dated = a_promise(due_at=at("2026-12-01 17:00"))
    undated, to_amy = a_promise(due_at=None), replace(dated, to=To.COLLEAGUE)

    for promise, asked in ((dated, False), (undated, True), (to_amy, True)):
        case = an_answered_case(opened_at=JUNE, promises=(promise,))
        kinds = {one.kind for one in steps(case, at("2026-06-22 09:00"))}
        assert (NoticeKind.PLAN_ASKED in kinds) is asked


def test_after_a_promise_was_kept_there_is_time_for_the_next_plan() -> None:
    kept = a_promise(
        due_at=at("2026-06-10 17:00"), state=PromiseState.KEPT, settled_at=at("2026-06-10 09:00")
    )
    case = an_answered_case(opened_at=JUNE, promises=(kept,))

    kinds = {one.kind for one in steps(case, at("2026-06-30 16:00"))}
    later = {one.kind for one in steps(case, at("2026-07-01 09:00"))}

    assert NoticeKind.PLAN_ASKED not in kinds
    assert NoticeKind.PLAN_ASKED in later


# --- a promise without a date -------------------------------------------------------------------


def test_the_first_date_of_a_promise_is_no_move_and_rings_as_any_date() -> None:
    case = an_answered_case(promises=(a_promise(7, due_at=None),))
    told = {one.key for day in range(15) for one in steps(case, NOW + timedelta(days=day))}

    dated = promising.move_promise(
        case,
        ERIK,
        promise_id=PromiseId(7),
        due_at=at("2026-04-09 17:00"),
        now=at("2026-03-31 10:00"),
    ).case

    assert dated.promises[0].moves == 0
    due = [one for one in steps(dated, at("2026-04-09 17:00")) if "promise" in one.facts]
    assert [one.kind for one in due] == [NoticeKind.PROMISE_DUE]
    assert told.isdisjoint(one.key for one in due)
    for kind in (NoticeKind.DATE_ASKED, NoticeKind.PROMISE_DUE):
        facts = {"promise": 7, "due_at": None, "undated": True}
        assert still_stands(kind, case, facts, ERIK.id)
        assert not still_stands(kind, dated, facts, ERIK.id)


def test_a_promise_without_a_date_rings_on_while_whoever_does_it_is_away() -> None:
    """Away from Tuesday on, for two months: the question, and then it is due and late."""
    away = Absence(date(2026, 3, 17), date(2026, 5, 15))
    people = {**EVERYBODY, ERIK.id: replace(ERIK, calendar=replace(OFFICE, absences=(away,)))}
    case = an_answered_case(promises=(a_promise(due_at=None),))

    rung = {
        (step.at, step.kind, step.level)
        for hours in range(0, 24 * 20)
        for step in steps(case, NOW + timedelta(hours=hours), people=people)
        if "promise" in step.facts
    }

    assert (at("2026-03-17 09:00"), NoticeKind.DATE_ASKED, None) in rung
    assert (at("2026-03-30 17:00"), NoticeKind.PROMISE_DUE, None) in rung
    assert (at("2026-03-31 09:00"), NoticeKind.PROMISE_LATE, Level.LEAD) in rung
    assert (at("2026-04-02 09:00"), NoticeKind.PROMISE_LATE, Level.EXECUTIVE) in rung


def test_a_question_for_a_date_that_comes_late_keeps_nothing_back() -> None:
    """A house may ask for the date later than it lets the promise ring."""
    policy = a_policy(normal=replace(Ladder(), ask_date=Days(20)))
    case = an_answered_case(promises=(a_promise(due_at=None),))

    kinds = {one.kind for one in steps(case, at("2026-03-30 17:00"), policy=policy)}

    assert NoticeKind.PROMISE_DUE in kinds


def test_a_snooze_of_a_promise_without_a_date_comes_before_the_question() -> None:
    case = an_answered_case(promises=(a_promise(due_at=None, remind_at=at("2026-03-20 14:00")),))

    before = [one for one in steps(case, at("2026-03-20 13:59")) if "promise" in one.facts]
    (then,) = (one for one in steps(case, at("2026-03-20 14:00")) if "promise" in one.facts)

    assert before == []
    assert (then.kind, then.at_once) == (NoticeKind.PROMISE_DUE, True)


# --- goodwill, and some time after closing ------------------------------------------------------


def test_a_goodwill_that_was_decided_is_not_waited_for() -> None:
    for state in set(GoodwillState) - {GoodwillState.PROPOSED}:
        case = answered(goodwill=(a_goodwill(state=state),))
        assert NoticeKind.GOODWILL_LATE not in {one.kind for one in steps(case, NOW + timedelta(3))}


def test_a_goodwill_on_friday_afternoon_waits_until_monday_afternoon() -> None:
    friday = at("2026-03-27 15:00")
    case = answered(friday, goodwill=(a_goodwill(at=friday),))

    assert NoticeKind.GOODWILL_LATE not in {o.kind for o in steps(case, at("2026-03-30 14:59"))}
    assert NoticeKind.GOODWILL_LATE in {one.kind for one in steps(case, at("2026-03-30 15:00"))}


def test_after_downtime_one_question_whether_it_is_mended() -> None:
    case = a_closed_case(flags=HURRY)

    (found,) = steps(case, NOW + timedelta(days=200))

    assert found.facts["days"] == 90
    assert ring(case, POLICY, EVERYBODY, now=NOW + timedelta(days=200)).next_at is None


@pytest.mark.parametrize(
    "case",
    [
        a_closed_case(outcome=Outcome.GAVE_UP),
        a_case(state=State.DISMISSED, silent_since=None),
        a_case(state=State.MERGED, silent_since=None),
    ],
    ids=["gave up", "dismissed", "merged"],
)
def test_nobody_is_asked_whether_something_else_is_mended(case: Case) -> None:
    assert steps(case, NOW + timedelta(days=100)) == ()


def test_who_says_that_it_is_still_mended_has_answered() -> None:
    case, asked = a_closed_case(), NOW + timedelta(days=30)
    (step,) = steps(case, asked)

    fine = answering.still_mended(case, ERIK, now=asked + MINUTE).case

    assert still_stands(NoticeKind.STILL_MENDED, case, step.facts, ERIK.id)
    assert not still_stands(NoticeKind.STILL_MENDED, fine, step.facts, ERIK.id)
    assert answering.still_mended(case, LEA, now=asked).case.owner_acted_at == asked
    with pytest.raises(OnlyHelpers):
        answering.still_mended(case, MIA, now=asked)
    with pytest.raises(NotNow):
        answering.still_mended(a_resolved_case(), ERIK, now=asked)


# --- levels -------------------------------------------------------------------------------------


def test_a_repeat_contact_raises_a_level_at_once() -> None:
    """D43."""
    before = answered()

    after = hearing.customer_spoke(before, spoken(said_at=at("2026-03-17 11:00"))).case

    assert (before.level, after.level) == (Level.CHANNEL, Level.LEAD)


def test_the_second_return_goes_to_the_manager() -> None:
    once = hearing.customer_spoke(a_resolved_case(), spoken(said_at=at("2026-03-17 11:00"))).case
    solved = replace(once, state=State.RESOLVED, resolved_at=at("2026-03-18 11:00"))
    twice = hearing.customer_spoke(solved, spoken(3, said_at=at("2026-03-19 11:00"))).case

    assert (once.level, twice.level) == (Level.LEAD, Level.MANAGER)


def test_what_nobody_takes_rises_each_day_also_where_the_customer_had_a_word() -> None:
    case = a_case(silent_since=None)

    levels = [
        next(one.level for one in steps(case, at(moment)))
        for moment in ("2026-03-16 11:00", "2026-03-17 09:00", "2026-03-18 09:00")
    ]

    assert levels == [Level.LEAD, Level.MANAGER, Level.EXECUTIVE]


# --- as policy data -----------------------------------------------------------------------------


def test_a_route_has_a_ladder_of_its_own() -> None:
    own = replace(Ladder(), silent_owner=timedelta(hours=2))
    policy = a_policy(routes=(Route("care", channels=("care",), normal=own),))
    other = replace(a_claimed_case(), route="elsewhere")

    assert policy.ladder("care", urgent=False) is own
    assert policy.ladder("care", urgent=True) is URGENT
    assert ASKED in {
        one.kind for one in steps(a_claimed_case(), at("2026-03-16 11:00"), policy=policy)
    }
    assert ASKED not in {one.kind for one in steps(other, at("2026-03-16 11:00"), policy=policy)}


def test_a_changed_ladder_applies_to_what_is_under_way() -> None:
    shorter = a_policy(normal=replace(Ladder(), plan=Days(3)))
    case, now = an_answered_case(opened_at=JUNE), at("2026-06-04 09:00")

    assert NoticeKind.PLAN_ASKED not in {one.kind for one in steps(case, now)}
    assert NoticeKind.PLAN_ASKED in {one.kind for one in steps(case, now, policy=shorter)}


# --- looking early, looking twice ---------------------------------------------------------------

BUSY = [
    *CASES.values(),
    *(replace(case, flags=HURRY) for case in CASES.values()),
    a_claimed_case(promises=(a_promise(1, due_at=None), a_promise(2)), goodwill=(a_goodwill(),)),
]


@given(
    minutes=st.integers(0, 60 * 24 * 120), number=st.integers(0, len(BUSY) - 1), asked=st.booleans()
)
def test_looking_early_finds_nothing_new_and_looking_twice_finds_the_same(
    minutes: int, number: int, asked: bool
) -> None:
    case, now = BUSY[number], NOW + minutes * MINUTE
    asked_at = NOW if asked else None

    found = ring(case, POLICY, EVERYBODY, now=now, asked_at=asked_at)

    assert ring(case, POLICY, EVERYBODY, now=now, asked_at=asked_at) == found
    assert all(step.at <= now for step in found.steps)
    assert len({step.key for step in found.steps}) == len(found.steps)
    if found.next_at is not None:
        early = ring(case, POLICY, EVERYBODY, now=found.next_at - INSTANT, asked_at=asked_at)
        assert found.next_at > now
        assert early.steps == found.steps
