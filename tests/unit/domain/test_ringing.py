"""What is due to be told, each at its exact moment."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.actions import closing, hearing, ownership, promising, replying, rising
from bot.domain.case import Case, Level, NoReplyReason, State
from bot.domain.employee import Employee
from bot.domain.flags import Flag
from bot.domain.ids import EmployeeId, PromiseId
from bot.domain.notice import NoticeKind
from bot.domain.policy import Policy
from bot.domain.promise import LaterBecause, To
from bot.domain.ringing import Effect, People, Rung, Step, ring, rings_first
from bot.domain.urgency import is_urgent
from bot.domain.working_time import Absence, Calendar, WeeklyHours
from tests.builders import (
    AMY,
    ERIK,
    EVERYBODY,
    HOUR,
    INSTANT,
    MIA,
    MINUTE,
    NOW,
    OFFICE,
    a_case,
    a_claimed_case,
    a_handover,
    a_placing,
    a_policy,
    a_promise,
    a_resolved_case,
    an_answered_case,
    at,
    spoken,
)

POLICY = a_policy()
URGENT = (Flag.NO_SERVICE,)
MONTH = timedelta(days=30)
# She works Monday and Tuesday mornings, in London.
PART_TIME = replace(
    MIA,
    calendar=Calendar(
        zone="Europe/London",
        hours=WeeklyHours.parse({"mon": ["08:00-12:00"], "tue": ["08:00-12:00"]}),
        country="GB",
        subdivision="ENG",
    ),
)


def rung(case: Case, now: str | datetime, people: People = EVERYBODY) -> Rung:
    moment = at(now) if isinstance(now, str) else now
    return ring(case, POLICY, people, now=moment)


def with_step(
    case: Case, now: str | datetime, kind: NoticeKind, people: People = EVERYBODY
) -> Step:
    (found,) = (step for step in rung(case, now, people).steps if step.kind is kind)
    return found


def rings_exactly(case: Case, moment: str, people: People = EVERYBODY) -> Sequence[Step]:
    """The steps that ring at a moment, and not an instant before."""
    before = rung(case, at(moment) - INSTANT, people)
    assert before.next_at == at(moment)
    early = {step.key for step in before.steps}
    return [step for step in rung(case, moment, people).steps if step.key not in early]


def of_promises(steps: Sequence[Step]) -> list[Step]:
    """Those of them that are about a promise."""
    return [step for step in steps if "promise" in step.facts]


# --- nobody takes it --------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("moment", "effect", "kind", "level"),
    [
        ("2026-03-16 09:30", Effect.SHOW_AGAIN, None, None),
        ("2026-03-16 10:00", Effect.PERSONAL_WORD, NoticeKind.UNCLAIMED, None),
        ("2026-03-16 11:00", Effect.TELL, NoticeKind.UNCLAIMED_LEAD, Level.LEAD),
    ],
)
def test_what_nobody_takes_is_shown_again_then_told_then_the_leads(
    moment: str, effect: Effect, kind: NoticeKind | None, level: Level | None
) -> None:
    (step,) = rings_exactly(a_case(), moment)

    assert (step.effect, step.kind, step.level) == (effect, kind, level)


@pytest.mark.parametrize("moment", ["2026-03-16 09:05", "2026-03-16 09:10", "2026-03-16 09:15"])
def test_what_is_urgent_takes_a_quarter_of_an_hour(moment: str) -> None:
    assert rings_exactly(a_case(flags=URGENT), moment)


def test_nights_and_weekends_are_not_counted_before_somebody_takes_it() -> None:
    friday_evening = a_case(opened_at=at("2026-03-13 16:50"))

    assert rings_exactly(friday_evening, "2026-03-16 09:20")


@pytest.mark.parametrize(
    ("opened", "moment"),
    [
        ("2026-04-03 16:50", "2026-04-07 09:20"),  # Easter: Monday 6 April is off
        ("2026-04-24 16:50", "2026-04-28 09:20"),  # King's Day: Monday 27 April is off
        ("2026-03-27 16:50", "2026-03-30 09:20"),  # the clocks went forward on Sunday
        ("2026-10-23 16:50", "2026-10-26 09:20"),  # the clocks went back on Sunday
    ],
)
def test_holidays_and_changes_of_the_clock_move_nothing_on_the_wall(
    opened: str, moment: str
) -> None:
    assert rings_exactly(a_case(opened_at=at(opened), silent_since=None), moment)


def test_after_downtime_only_the_highest_missed_step_rings() -> None:
    found = rung(a_case(silent_since=None), "2026-03-16 16:00")

    assert [step.kind for step in found.steps] == [NoticeKind.UNCLAIMED_LEAD]
    assert found.next_at == at("2026-03-17 09:00")  # where the next level hears it


def test_a_case_that_was_released_rings_anew_although_its_first_ladder_had_ended() -> None:
    """A forgotten case reaches a manager, in steps: also one that somebody gave back."""
    case = an_answered_case(claimed_at=at("2026-03-16 13:00"))

    released = ownership.release(case, ERIK, now=at("2026-03-16 13:05")).case

    first = {step.key for step in rung(a_case(), "2026-03-16 12:00").steps}
    again = rings_exactly(released, "2026-03-16 13:35")
    assert [step.effect for step in again] == [Effect.SHOW_AGAIN]
    assert first.isdisjoint(step.key for step in rung(released, "2026-03-16 15:00").steps)


def test_what_was_dismissed_by_mistake_rings_anew() -> None:
    ladder = {step.key for step in rung(a_case(), "2026-03-16 12:00").steps}
    dismissed = a_case(state=State.DISMISSED, silent_since=None)

    case = closing.reopen(dismissed, MIA, reason=None, now=NOW).case

    assert ladder.isdisjoint(step.key for step in rung(case, "2026-03-16 12:00").steps)


def test_becoming_urgent_tells_nobody_twice() -> None:
    case = a_case(silent_since=None)
    calm = rung(case, "2026-03-16 11:00").steps

    urgent = rung(replace(case, flags=URGENT), "2026-03-16 11:00").steps

    assert [step.key for step in calm] == [step.key for step in urgent]


def test_a_ladder_that_raises_the_level_does_not_shorten_itself() -> None:
    case = a_case(flags=(Flag.MONEY,))
    before = rung(case, "2026-03-16 11:00")

    risen = rising.rise_to(case, Level.LEAD, because="unclaimed_lead")

    assert risen is not None
    assert not is_urgent(risen.case)
    assert rung(risen.case, "2026-03-16 11:00") == before


# --- public silence ---------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("moment", "level"),
    [
        ("2026-03-14 18:00", Level.LEAD),
        ("2026-03-15 18:00", Level.MANAGER),
        ("2026-03-16 18:00", Level.EXECUTIVE),
    ],
)
def test_the_hug_without_erik_reaches_a_director_on_the_third_day(
    moment: str, level: Level
) -> None:
    """D7, S1: the post lay silent for two days; a customer's weekend counts."""
    hug = a_case(opened_at=at("2026-03-13 18:00"))

    found = {step.kind: step for step in rings_exactly(hug, moment)}

    assert found[NoticeKind.PUBLIC_SILENCE].level is level


def test_urgent_silence_is_four_hours_and_then_days() -> None:
    case = a_case(flags=URGENT, opened_at=at("2026-03-16 18:00"))

    for moment in ("2026-03-16 22:00", "2026-03-17 22:00", "2026-03-18 22:00"):
        assert rung(case, at(moment) - INSTANT).next_at == at(moment)


def test_a_claim_does_not_end_the_silence_but_a_word_does() -> None:
    claimed = a_claimed_case()
    answered = replying.record_reply(
        claimed, ERIK, reply=replace(an_answered_case().replies[0])
    ).case

    assert with_step(claimed, "2026-03-18 09:00", NoticeKind.PUBLIC_SILENCE).level is Level.MANAGER
    assert rung(answered, "2026-03-18 09:00").steps == ()


def test_a_new_question_is_a_new_silence() -> None:
    first = with_step(a_case(), "2026-03-17 09:00", NoticeKind.PUBLIC_SILENCE)
    asked = hearing.customer_spoke(an_answered_case(), spoken(said_at=at("2026-03-18 09:00"))).case

    second = with_step(asked, "2026-03-19 09:00", NoticeKind.PUBLIC_SILENCE)

    assert first.key != second.key
    assert second.level is Level.LEAD


def test_a_post_heard_two_days_late_alarms_at_once_and_rises_from_then_on() -> None:
    case = a_case(silent_since=NOW - 48 * HOUR, last_said_at=NOW - 48 * HOUR)

    assert with_step(case, NOW, NoticeKind.PUBLIC_SILENCE).level is Level.LEAD
    assert with_step(case, NOW + 24 * HOUR, NoticeKind.PUBLIC_SILENCE).level is Level.MANAGER


@pytest.mark.parametrize(
    "case",
    [
        a_claimed_case(no_reply=NoReplyReason.ASKED_NOT_TO),
        a_resolved_case(),
        an_answered_case(),
        a_claimed_case(found_late=True, silent_since=NOW - 2 * MONTH),
    ],
    ids=["asked for no reply", "solved", "answered", "found late"],
)
def test_there_is_no_silence_to_alarm_about(case: Case) -> None:
    kinds = {step.kind for step in rung(case, "2026-03-27 09:00").steps}

    assert NoticeKind.PUBLIC_SILENCE not in kinds


# --- found late -------------------------------------------------------------------------------


def test_what_was_found_late_rings_nothing_for_the_past() -> None:
    late = a_case(found_late=True, silent_since=NOW - 2 * MONTH)

    assert rung(late, NOW + MONTH) == Rung((), None)


def test_what_was_found_late_and_is_written_to_again_rings_from_then_on() -> None:
    late = a_case(
        found_late=True,
        opened_at=NOW - 10 * 24 * HOUR,
        silent_since=NOW - 2 * MONTH,
        last_said_at=NOW - 2 * MONTH,
    )

    case = hearing.customer_spoke(late, spoken(said_at=NOW)).case

    assert rung(case, NOW).steps == ()
    # A return is urgent: it takes five minutes.
    assert [step.effect for step in rings_exactly(case, "2026-03-16 09:05")] == [Effect.SHOW_AGAIN]


def test_who_takes_up_what_was_found_late_is_reminded_of_it() -> None:
    case = a_claimed_case(found_late=True, silent_since=NOW - 2 * MONTH)

    (step,) = rings_exactly(case, "2026-03-16 10:00")

    assert (step.kind, step.to) == (NoticeKind.NO_REPLY, ERIK.id)


# --- the owner's first word -------------------------------------------------------------------


def test_an_owner_is_reminded_when_the_customer_has_not_heard_from_them() -> None:
    (step,) = rings_exactly(a_claimed_case(), "2026-03-16 10:00")

    assert (step.kind, step.to) == (NoticeKind.NO_REPLY, ERIK.id)


def test_the_owners_hour_begins_when_they_took_it() -> None:
    claimed = a_claimed_case(claimed_at=at("2026-03-16 14:00"))

    (step,) = rings_exactly(claimed, "2026-03-16 15:00")

    assert step.kind is NoticeKind.NO_REPLY


def test_a_part_timer_is_reminded_in_their_own_working_time() -> None:
    people = {**EVERYBODY, MIA.id: PART_TIME}
    case = a_claimed_case(MIA, opened_at=at("2026-03-17 12:30"))  # 11:30 in London, Tuesday

    (step,) = (
        one
        for one in rings_exactly(case, "2026-03-23 09:30", people)
        if one.kind is NoticeKind.NO_REPLY
    )

    assert step.to == MIA.id


@pytest.mark.parametrize(
    "case", [an_answered_case(), a_claimed_case(no_reply=NoReplyReason.UNREACHABLE)]
)
def test_who_replied_or_said_why_not_is_not_reminded(case: Case) -> None:
    assert NoticeKind.NO_REPLY not in {step.kind for step in rung(case, NOW + MONTH).steps}


# --- promises ---------------------------------------------------------------------------------

PROMISED = an_answered_case(promises=(a_promise(7),))  # Monday 9:00 to Wednesday 17:00: 24 hours


def test_a_promise_is_recalled_at_four_fifths_of_its_working_time() -> None:
    (step,) = rings_exactly(PROMISED, "2026-03-18 12:12")

    assert (step.kind, step.to, step.level) == (NoticeKind.PROMISE_EARLY, ERIK.id, None)
    assert (step.facts["promise"], step.at_once) == (7, False)


def test_a_promise_is_recalled_at_its_moment_at_once() -> None:
    (step,) = rings_exactly(PROMISED, "2026-03-18 17:00")

    assert (step.kind, step.to, step.at_once) == (NoticeKind.PROMISE_DUE, ERIK.id, True)


@pytest.mark.parametrize(
    ("moment", "level"),
    [
        ("2026-03-19 09:00", Level.LEAD),
        ("2026-03-20 09:00", Level.MANAGER),
        ("2026-03-23 09:00", Level.EXECUTIVE),  # after the weekend
        ("2026-03-24 09:00", Level.EXECUTIVE),
    ],
)
def test_a_late_promise_is_recalled_every_working_day_with_the_level_rising(
    moment: str, level: Level
) -> None:
    (step,) = of_promises(rings_exactly(PROMISED, moment))

    assert (step.kind, step.to, step.level) == (NoticeKind.PROMISE_LATE, ERIK.id, level)


def test_at_the_highest_level_only_the_doer_is_reminded_any_more() -> None:
    step = with_step(
        replace(PROMISED, level=Level.EXECUTIVE), "2026-03-24 09:00", NoticeKind.PROMISE_LATE
    )

    assert step.level is None


def test_days_missed_while_nothing_ran_still_raise_the_level() -> None:
    step = with_step(PROMISED, "2026-03-30 09:00", NoticeKind.PROMISE_LATE)

    assert (step.facts["days"], step.level) == (8, Level.EXECUTIVE)


@pytest.mark.parametrize(
    ("due", "mornings"),
    [
        ("2026-04-03 17:00", ["2026-04-07 09:00", "2026-04-08 09:00"]),  # Easter Monday
        ("2026-04-24 17:00", ["2026-04-28 09:00", "2026-04-29 09:00"]),  # King's Day
        ("2026-03-27 17:00", ["2026-03-30 09:00", "2026-03-31 09:00"]),  # summer time begins
    ],
)
def test_holidays_and_summer_time_do_not_move_a_reminder(due: str, mornings: list[str]) -> None:
    case = an_answered_case(promises=(a_promise(due_at=at(due)),))

    for morning in mornings:
        steps = of_promises(rings_exactly(case, morning))
        assert [step.kind for step in steps] == [NoticeKind.PROMISE_LATE]


@pytest.mark.parametrize(
    ("made_by", "to"),
    [(MIA.id, MIA.id), (ERIK.id, None)],
    ids=["heard that it is due when it was", "hears so on this very morning"],
)
def test_a_promise_is_recalled_on_the_working_days_of_whoever_does_it(
    made_by: EmployeeId, to: EmployeeId | None
) -> None:
    people = {**EVERYBODY, MIA.id: PART_TIME}
    promise = a_promise(made_by=made_by, doer=MIA.id, due_at=at("2026-03-17 13:00"))
    case = an_answered_case(promises=(promise,))

    monday = rings_exactly(case, "2026-03-23 09:00", people)  # 8:00 in London
    (step,) = of_promises(monday)

    assert (step.to, step.kind) == (to, NoticeKind.PROMISE_LATE)
    assert step.level is not None


def test_whoever_was_away_when_it_was_due_hears_that_it_is_late_when_back() -> None:
    """Who stood in has heard that it is due."""
    away = replace(OFFICE, absences=(Absence(date(2026, 3, 18), date(2026, 3, 20)),))
    people = {**EVERYBODY, MIA.id: replace(MIA, calendar=away)}
    promise = a_promise(doer=MIA.id, due_at=at("2026-03-18 13:00"))
    case = an_answered_case(promises=(promise,))

    (step,) = of_promises(rings_exactly(case, "2026-03-23 09:00", people))

    assert (step.to, step.kind) == (MIA.id, NoticeKind.PROMISE_LATE)


@pytest.mark.parametrize(("made_by", "to"), [(MIA.id, MIA.id), (ERIK.id, None)])
def test_who_lives_where_it_is_still_yesterday_is_recalled_on_their_next_working_day(
    made_by: EmployeeId, to: EmployeeId | None
) -> None:
    willemstad = Calendar(
        zone="America/Curacao", hours=WeeklyHours.every_weekday("08:00", "16:30"), country=None
    )
    people = {**EVERYBODY, MIA.id: replace(MIA, calendar=willemstad)}
    # Tuesday 20:30 there is Wednesday 01:30 here.
    promise = a_promise(made_by=made_by, doer=MIA.id, due_at=at("2026-03-18 01:30"))
    case = an_answered_case(promises=(promise,))

    wednesday = rings_exactly(case, "2026-03-18 13:00", people)  # 8:00 there
    (step,) = of_promises(wednesday)

    assert (step.to, step.kind) == (to, NoticeKind.PROMISE_LATE)
    (step,) = of_promises(rings_exactly(case, "2026-03-19 13:00", people))
    assert step.to == MIA.id


def test_a_departments_promise_is_the_owners_to_watch() -> None:
    """D21, D27."""
    case = an_answered_case(promises=(a_promise(doer=None),))

    assert with_step(case, "2026-03-18 17:00", NoticeKind.PROMISE_DUE).to == ERIK.id


def test_a_moved_promise_rings_anew() -> None:
    due = with_step(PROMISED, "2026-03-18 17:00", NoticeKind.PROMISE_DUE)
    moved = promising.move_promise(
        PROMISED,
        ERIK,
        promise_id=PromiseId(7),
        due_at=at("2026-03-20 17:00"),
        now=at("2026-03-18 16:00"),
    ).case

    assert rung(moved, "2026-03-18 17:00").steps == ()
    assert with_step(moved, "2026-03-20 17:00", NoticeKind.PROMISE_DUE).key != due.key


def test_a_promise_due_within_the_hour_rings_early_and_at_its_moment() -> None:
    case = an_answered_case(promises=(a_promise(due_at=NOW + HOUR),))

    assert rings_exactly(case, "2026-03-16 09:48")
    assert rings_exactly(case, "2026-03-16 10:00")


def test_somebody_who_works_no_more_is_no_way_to_forget_a_promise() -> None:
    """D20."""
    gone = replace(
        ERIK,
        calendar=replace(OFFICE, absences=(Absence(date(2026, 3, 20), date(2028, 3, 20)),)),
    )
    people = {**EVERYBODY, ERIK.id: gone}

    found = [
        with_step(PROMISED, moment, NoticeKind.PROMISE_LATE, people).facts["days"]
        for moment in ("2026-03-19 09:00", "2026-03-20 09:00", "2026-03-23 09:00")
    ]

    assert found == [1, 2, 3]


@pytest.mark.parametrize("state", [State.OPEN, State.RESOLVED, State.CLOSED, State.DISMISSED])
def test_a_promise_to_leadership_rings_whatever_became_of_its_case(state: State) -> None:
    """D29: executives' promises stand in the same ledger."""
    case = a_case(state=state, promises=(a_promise(to=To.LEADERSHIP),), silent_since=None)

    assert with_step(case, "2026-03-18 17:00", NoticeKind.PROMISE_DUE).to == ERIK.id


def test_a_settled_promise_rings_nothing() -> None:
    kept = promising.keep_promise(
        PROMISED, ERIK, promise_id=PromiseId(7), evidence=None, now=NOW
    ).case

    assert of_promises(rung(kept, NOW + MONTH).steps) == []


# --- remind me later --------------------------------------------------------------------------


def snoozed(until: str, **changes: object) -> Case:
    return an_answered_case(promises=(a_promise(7, remind_at=at(until), **changes),))


def test_a_snooze_silences_a_promise_until_its_moment() -> None:
    case = snoozed("2026-03-18 15:00")

    assert rung(case, "2026-03-18 14:59").steps == ()
    (step,) = rings_exactly(case, "2026-03-18 15:00")

    assert (step.kind, step.at_once) == (NoticeKind.PROMISE_DUE, True)
    assert step.facts["promise"] == 7
    assert [one.kind for one in rings_exactly(case, "2026-03-18 17:00")] == [NoticeKind.PROMISE_DUE]


def test_a_snooze_to_the_promise_itself_rings_once() -> None:
    case = snoozed("2026-03-18 17:00")

    assert len(rings_exactly(case, "2026-03-18 17:00")) == 1


def test_the_longest_snooze_never_goes_past_the_promise() -> None:
    late_afternoon = at("2026-03-18 16:59")
    case = promising.remind_later(
        PROMISED,
        ERIK,
        promise_id=PromiseId(7),
        until=at("2026-03-18 17:00"),
        because=LaterBecause.COLLEAGUE,
        now=late_afternoon,
    ).case

    assert rung(case, late_afternoon).next_at == at("2026-03-18 17:00")


def test_a_late_promise_that_is_snoozed_rises_without_a_word_to_whoever_does_it() -> None:
    case = snoozed("2026-03-23 14:00")

    mornings = [
        with_step(case, f"2026-03-{day} 09:00", NoticeKind.PROMISE_LATE) for day in (19, 20, 23)
    ]

    assert [one.level for one in mornings] == [Level.LEAD, Level.MANAGER, Level.EXECUTIVE]
    assert [one.to for one in mornings] == [None] * 3


def test_a_snooze_that_ends_on_a_morning_tells_both() -> None:
    (step,) = of_promises(rings_exactly(snoozed("2026-03-19 09:00"), "2026-03-19 09:00"))

    assert (step.to, step.level, step.at_once) == (ERIK.id, Level.LEAD, True)


def test_a_late_promise_that_is_snoozed_is_still_late_after_it() -> None:
    case = snoozed("2026-03-23 14:00")

    (step,) = of_promises(rings_exactly(case, "2026-03-23 14:00"))

    assert step.kind is NoticeKind.PROMISE_LATE
    assert with_step(case, "2026-03-24 09:00", NoticeKind.PROMISE_LATE).level is Level.EXECUTIVE


def test_a_snooze_of_an_undated_promise_rings_too() -> None:
    assert rings_exactly(snoozed("2026-03-17 11:00", due_at=None), "2026-03-17 11:00")


def test_two_snoozes_ring_twice() -> None:
    first = rung(snoozed("2026-03-18 14:00"), "2026-03-18 14:00").steps[0]
    second = rung(snoozed("2026-03-18 15:00"), "2026-03-18 15:00").steps[0]

    assert first.key != second.key


# --- handover, placing, waiting, check back ---------------------------------------------------


def test_a_handover_ends_at_its_moment() -> None:
    case = an_answered_case(handovers=(a_handover(),))

    assert [step.effect for step in rings_exactly(case, "2026-03-16 11:00")] == [
        Effect.EXPIRE_HANDOVER
    ]


def test_words_to_be_placed_wait_half_an_hour_then_the_lead_hears() -> None:
    case = an_answered_case(placings=(a_placing(),))

    (late,) = rings_exactly(case, "2026-03-16 09:30")
    (lead,) = rings_exactly(case, "2026-03-16 10:00")

    assert (late.kind, late.to, late.level) == (NoticeKind.PLACING_LATE, AMY.id, None)
    assert (lead.kind, lead.to, lead.level) == (NoticeKind.PLACING_LATE_LEAD, None, Level.LEAD)


@pytest.mark.parametrize(
    ("flags", "moment"), [((), "2026-03-17 09:50"), (URGENT, "2026-03-17 09:10")]
)
def test_the_lead_hears_of_words_to_be_placed_while_their_webcare_person_is_away(
    flags: tuple[Flag, ...], moment: str
) -> None:
    """The lead's time is the company's: an hour, or 20 minutes, and Amy is away for three weeks."""
    away = Absence(date(2026, 3, 17), date(2026, 4, 3))
    people = {**EVERYBODY, AMY.id: replace(AMY, calendar=replace(OFFICE, absences=(away,)))}
    asked = a_placing(asked_at=at("2026-03-16 16:50"))
    case = an_answered_case(placings=(asked,), flags=flags)

    lead = with_step(case, moment, NoticeKind.PLACING_LATE_LEAD, people)

    assert (lead.at, lead.level) == (at(moment), Level.LEAD)


def test_urgent_words_wait_ten_minutes() -> None:
    case = an_answered_case(placings=(a_placing(),), flags=URGENT)

    assert rings_exactly(case, "2026-03-16 09:10")
    assert rings_exactly(case, "2026-03-16 09:20")


def test_who_waits_ten_working_days_for_a_customer_is_asked() -> None:
    case = an_answered_case(waiting_since=NOW)

    (step,) = rings_exactly(case, "2026-03-30 09:00")

    assert (step.kind, step.to) == (NoticeKind.WAITING_LONG, ERIK.id)


def test_a_solved_case_is_checked_back_on_and_then_closed_in_silence() -> None:
    solved = a_resolved_case(resolved_at=at("2026-03-16 10:00"))

    (ask,) = rings_exactly(solved, "2026-03-23 09:00")
    asked = at("2026-03-23 09:00")
    end = ring(solved, POLICY, EVERYBODY, now=at("2026-03-30 09:00"), asked_at=asked).steps[-1]

    assert (ask.kind, ask.to, ask.effect) == (NoticeKind.CHECK_BACK, ERIK.id, Effect.TELL)
    assert end.effect is Effect.CLOSE
    waiting = ring(solved, POLICY, EVERYBODY, now=asked, asked_at=asked)
    assert waiting.next_at == at("2026-03-30 09:00")


def test_nothing_is_closed_before_somebody_was_asked_to_check_back() -> None:
    solved = a_resolved_case(resolved_at=at("2026-03-16 10:00"))
    asked = at("2026-04-13 11:00")

    (late,) = rung(solved, "2026-04-13 11:00").steps
    assert late.kind is NoticeKind.CHECK_BACK
    after = ring(solved, POLICY, EVERYBODY, now=asked, asked_at=asked)
    assert after.next_at == at("2026-04-20 09:00")


def test_easter_and_kings_day_lengthen_the_check_back() -> None:
    solved = a_resolved_case(resolved_at=at("2026-04-20 10:00"))

    assert rings_exactly(solved, "2026-04-28 09:00")


def test_what_has_ended_rings_nothing() -> None:
    for state in (State.CLOSED, State.DISMISSED, State.MERGED):
        assert rung(a_case(state=state), NOW + MONTH) == Rung((), None)


# --- looking early, twice, and never skipping -------------------------------------------------


def _busy_cases() -> list[Case]:
    promises = (
        a_promise(1),
        a_promise(2, due_at=at("2026-03-17 11:30"), doer=AMY.id),
        a_promise(3, remind_at=at("2026-03-17 10:00")),
    )
    return [
        a_case(),
        a_case(flags=URGENT),
        a_claimed_case(promises=promises, placings=(a_placing(),), handovers=(a_handover(),)),
        an_answered_case(waiting_since=NOW, promises=promises),
        a_resolved_case(),
    ]


def _walk(case: Case, until: datetime) -> list[str]:
    """Every key in the order in which it first rings, by going to each next moment."""
    seen: dict[str, None] = {}
    now: datetime | None = NOW
    while now is not None and now <= until:
        found = rung(case, now)
        seen.update(dict.fromkeys(step.key for step in found.steps))
        assert found.next_at is None or found.next_at > now
        now = found.next_at
    return list(seen)


def _scan(case: Case, until: datetime, stride: timedelta) -> list[str]:
    seen: dict[str, None] = {}
    now = NOW
    while now <= until:
        seen.update(dict.fromkeys(step.key for step in rung(case, now).steps))
        now += stride
    return list(seen)


@pytest.mark.parametrize("number", range(len(_busy_cases())))
def test_going_from_moment_to_moment_misses_nothing(number: int) -> None:
    case = _busy_cases()[number]
    until = NOW + timedelta(days=16)

    assert set(_walk(case, until)) >= set(_scan(case, until, timedelta(minutes=3)))


@given(
    minutes=st.integers(0, 60 * 24 * 40),
    number=st.integers(0, len(_busy_cases()) - 1),
)
def test_looking_early_or_twice_changes_nothing(minutes: int, number: int) -> None:
    case, now = _busy_cases()[number], NOW + minutes * MINUTE

    found = rung(case, now)

    assert rung(case, now) == found
    assert all(step.at <= now for step in found.steps)
    assert found.next_at is None or found.next_at > now
    if found.next_at is not None:
        assert rung(case, found.next_at - INSTANT).steps == found.steps


@given(minutes=st.integers(0, 60 * 24 * 30))
def test_of_what_was_missed_of_a_promise_one_step_rings(minutes: int) -> None:
    found = rung(_busy_cases()[2], NOW + minutes * MINUTE).steps
    promises = [step.facts["promise"] for step in found if "promise" in step.facts]

    assert len(set(promises)) == len(promises)


@given(
    weekday=st.integers(0, 13),
    hour=st.integers(0, 23),
    hours=st.integers(1, 200),
)
def test_a_promise_rings_early_before_due_before_late_whenever_it_is_made(
    weekday: int, hour: int, hours: int
) -> None:
    made = NOW + timedelta(days=weekday, hours=hour)
    promise = a_promise(made_at=made, due_at=made + timedelta(hours=hours))
    case = an_answered_case(promises=(promise,))

    walked = _walk(case, made + timedelta(days=30))
    keys = [key.split(":", 3)[3] for key in walked if key.startswith("promise:")]

    assert [key for key in keys if key != "early"][:2] == ["due", "late:1"]
    assert "early" not in keys[1:]


# --- the order of steps -------------------------------------------------------------------------


def test_endings_come_after_what_they_end() -> None:
    end = Step("end", NOW, Effect.CLOSE)
    tell = Step("tell", NOW + HOUR)

    assert rings_first([end, tell]) == [tell, end]


def test_a_company_that_never_works_is_told_in_plain_time() -> None:
    never = Calendar(zone="Europe/Amsterdam", hours=WeeklyHours.parse({}), country=None)
    policy: Policy = a_policy(calendar=never)
    nobody: dict[int, Employee] = {}

    for case in _busy_cases():
        found = ring(case, policy, nobody, now=NOW + MONTH)  # type: ignore[arg-type]
        assert found.steps
