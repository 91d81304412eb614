"""Who hears what of an action, and when."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date, time

import pytest

from bot.domain.actions import (
    closing,
    giving,
    handing_over,
    hearing,
    merging,
    ownership,
    promising,
    replying,
    rising,
)
from bot.domain.case import Case, Change, DismissReason, Level
from bot.domain.employee import Employee
from bot.domain.flags import Flag
from bot.domain.ids import CaseId, EmployeeId, GoodwillId, PostId, PromiseId, ReplyId, WordsId
from bot.domain.notice import Notice, NoticeKind
from bot.domain.rota import Duty
from bot.domain.telling import (
    AT_ONCE,
    Scene,
    duty_hears,
    leader_of,
    not_before,
    not_before_for,
    notices,
)
from bot.domain.working_time import Absence, Calendar, WeeklyHours
from tests.builders import (
    AMY,
    BEN,
    ERIK,
    EVERYBODY,
    HOUR,
    KARIN,
    LEA,
    MIA,
    NOW,
    OFFICE,
    OTTO,
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

POLICY = a_policy(managers={"Network": (KARIN.id,)})
SATURDAY = at("2026-03-14 12:00")
MONDAY = at("2026-03-16 09:00")
OFFERED = a_claimed_case(handovers=(a_handover(),))
PLACING = a_claimed_case(placings=(a_placing(by=MIA.id),), backups=(MIA.id,))


def told(
    before: Case,
    change: Change,
    actor: Employee | None = None,
    people: Mapping[EmployeeId, Employee] = EVERYBODY,
) -> list[Notice]:
    scene = Scene(before, change.case, actor.id if actor else None, POLICY, SATURDAY)
    return list(notices(scene, change.events, people))


def heard(before: Case, change: Change, actor: Employee | None = None) -> set[tuple[str, int]]:
    """Kinds of notices and who gets them."""
    return {(one.kind.value, one.to or 0) for one in told(before, change, actor)}


# --- who hears what ---------------------------------------------------------------------------


def test_a_suggested_colleague_is_asked() -> None:
    change = ownership.suggest(a_case(), ERIK, MIA)

    assert heard(a_case(), change, ERIK) == {("suggested", MIA.id)}


def test_a_buddy_hears_of_somebodys_first_case_and_of_no_later_one() -> None:
    case = a_case()
    claimed = ownership.claim(case, ERIK, buddy=AMY.id, now=NOW)
    first = claimed._replace(case=replace(claimed.case, first_time=True))

    assert heard(case, first, ERIK) == {("first_case", AMY.id)}
    assert heard(case, claimed, ERIK) == set()


def test_without_a_buddy_the_lead_hears_of_somebodys_first_case() -> None:
    case = a_case()
    claimed = ownership.claim(case, ERIK, buddy=None, now=NOW)
    first = claimed._replace(case=replace(claimed.case, first_time=True))

    assert heard(case, first, ERIK) == {("first_case", LEA.id)}


def test_an_owner_hears_who_helps() -> None:
    case = a_claimed_case()

    assert heard(case, ownership.help_out(case, MIA), MIA) == {("helper_joined", ERIK.id)}


def test_a_handover_is_asked_of_whom_it_is_offered_to() -> None:
    case = a_claimed_case()
    change = handing_over.offer(case, ERIK, MIA, handover=a_handover())

    assert heard(case, change, ERIK) == {("handover_asked", MIA.id)}


def test_whoever_offered_hears_the_answer() -> None:
    accepted = handing_over.accept(OFFERED, MIA, tell=None, now=NOW)
    declined = handing_over.decline(OFFERED, MIA, now=NOW)
    expired = handing_over.expire(OFFERED, now=NOW + 3 * HOUR)

    assert expired is not None
    assert heard(OFFERED, accepted, MIA) == {("handover_accepted", ERIK.id)}
    assert heard(OFFERED, declined, MIA) == {("handover_declined", ERIK.id)}
    assert heard(OFFERED, expired) == {("handover_expired", ERIK.id)}


def test_an_owner_hears_the_answer_to_what_a_manager_offered() -> None:
    case = a_claimed_case(handovers=(a_handover(by=KARIN.id),))

    accepted = handing_over.accept(case, MIA, tell=None, now=NOW)
    declined = handing_over.decline(case, MIA, now=NOW)

    assert heard(case, accepted, MIA) == {
        ("handover_accepted", KARIN.id),
        ("handover_accepted", ERIK.id),
    }
    assert heard(case, declined, MIA) == {
        ("handover_declined", KARIN.id),
        ("handover_declined", ERIK.id),
    }


def test_who_was_asked_hears_that_it_is_no_longer_needed_whatever_the_reason() -> None:
    answered = replace(OFFERED, replies=(a_reply(),), silent_since=None)
    ways = [
        (OFFERED, handing_over.withdraw(OFFERED, ERIK, now=NOW)),
        (OFFERED, ownership.release(OFFERED, ERIK, now=NOW)),
        (OFFERED, closing.dismiss(OFFERED, ERIK, reason=DismissReason.SPAM, now=NOW)),
        (
            answered,
            closing.solve(
                answered, ERIK, outcome=answered.outcome, helped=None, widespread=False, now=NOW
            ),
        ),
    ]

    for before, change in ways:
        assert heard(before, change, ERIK) == {("handover_withdrawn", MIA.id)}


def test_placing_is_asked_of_the_one_who_is_named() -> None:
    case = a_claimed_case()
    change = replying.ask_placing(case, ERIK, AMY, placing=a_placing())

    assert heard(case, change, ERIK) == {("placing_asked", AMY.id)}


def test_whose_words_they_were_and_the_owner_hear_that_they_were_placed() -> None:
    change = replying.place(PLACING, BEN, reply_id=ReplyId(1), url=None, now=NOW)

    assert heard(PLACING, change, BEN) == {("placed", MIA.id), ("placed", ERIK.id)}


def test_whose_words_they_were_hears_that_they_were_not_placed() -> None:
    change = replying.decline_placing(PLACING, AMY, reason=WordsId(1), now=NOW)

    assert heard(PLACING, change, AMY) == {("placing_declined", MIA.id)}


def test_the_lead_decides_on_goodwill_above_the_mandate_and_the_helper_hears_it() -> None:
    case = a_claimed_case()
    alone = giving.offer_goodwill(case, ERIK, goodwill=a_goodwill(), mandate=2500)
    above = giving.offer_goodwill(case, ERIK, goodwill=a_goodwill(), mandate=0)
    yes = giving.approve_goodwill(above.case, LEA, goodwill_id=GoodwillId(1))
    no = giving.refuse_goodwill(above.case, LEA, goodwill_id=GoodwillId(1))

    assert heard(case, alone, ERIK) == set()
    assert heard(case, above, ERIK) == {("goodwill_asked", LEA.id)}
    assert heard(above.case, yes, LEA) == {("goodwill_decided", ERIK.id)}
    assert heard(above.case, no, LEA) == {("goodwill_decided", ERIK.id)}


@pytest.mark.parametrize(("buddy", "helper"), [(AMY.id, AMY), (None, LEA)])
def test_an_owner_who_asks_for_help_is_heard_by_the_buddy_or_the_lead(
    buddy: EmployeeId | None, helper: Employee
) -> None:
    case = a_claimed_case(buddy=buddy)

    assert heard(case, ownership.ask_help(case, ERIK), ERIK) == {("help_asked", helper.id)}


@pytest.mark.parametrize("promises", [(), (a_promise(),)])
def test_the_lead_hears_who_was_treated_badly(promises: tuple[object, ...]) -> None:
    case = a_claimed_case(promises=promises)
    change = ownership.let_go(case, ERIK, reason=WordsId(1), lead=LEA.id, now=NOW)

    assert heard(case, change, ERIK) == {("let_go", LEA.id)}


def test_an_owner_hears_that_the_customer_wrote() -> None:
    case = a_claimed_case()
    change = hearing.customer_spoke(case, spoken(said_at=NOW))

    assert heard(case, change) == {("customer_spoke", ERIK.id)}


@pytest.mark.parametrize("more", [{"thanks": True}, {"bystander": True}, {"found_late": True}])
def test_an_owner_is_not_disturbed_by_what_asks_for_nothing(more: dict[str, bool]) -> None:
    case = an_answered_case()

    assert heard(case, hearing.customer_spoke(case, spoken(**more))) == set()


def test_a_return_is_told_to_the_owner_and_to_the_person_it_rose_to() -> None:
    case = an_answered_case()

    change = hearing.customer_spoke(case, spoken())

    assert heard(case, change) == {("customer_spoke", ERIK.id), ("raised", LEA.id)}


def test_a_case_that_came_back_is_one_thing_to_hear_not_two() -> None:
    case = a_resolved_case()

    change = hearing.customer_spoke(case, spoken(said_at=NOW + 3 * HOUR))

    assert heard(case, change) == {("came_back", ERIK.id), ("raised", LEA.id)}


@pytest.mark.parametrize(
    ("level", "owner", "late", "hears"),
    [
        (Level.EXECUTIVE, None, False, {("raised", OTTO.id)}),
        (Level.EXECUTIVE, None, True, set()),
        (Level.EXECUTIVE, ERIK, False, {("customer_spoke", ERIK.id)}),
        (Level.MANAGER, None, False, {("raised", OTTO.id)}),
    ],
)
def test_who_comes_back_to_what_nobody_has_and_can_rise_no_higher_is_heard_at_the_top(
    level: Level, owner: Employee | None, *, late: bool, hears: set[tuple[str, int]]
) -> None:
    """An open letter after three months without an ear is not read by nobody (D4)."""
    before = a_claimed_case(owner=owner, level=level) if owner else a_case(level=level)
    change = hearing.customer_spoke(before, spoken(said_at=NOW + HOUR, found_late=late))

    assert heard(before, change) == hears


def test_the_person_of_the_level_hears_what_a_colleague_raised() -> None:
    case = a_claimed_case(level=Level.MANAGER)

    assert heard(case, rising.raise_level(case, ERIK, reason=None), ERIK) == {("raised", OTTO.id)}


def test_the_second_move_of_a_promise_is_told_to_the_lead() -> None:
    case = a_claimed_case(promises=(a_promise(moves=1),))
    change = promising.move_promise(
        case, ERIK, promise_id=PromiseId(1), due_at=NOW + 200 * HOUR, now=NOW
    )

    assert heard(case, change, ERIK) == {("raised", LEA.id)}


def test_a_rise_by_a_ladder_is_told_by_its_own_step_and_not_twice() -> None:
    case = a_case()
    change = rising.rise_to(case, Level.LEAD, because=NoticeKind.UNCLAIMED_LEAD.value)

    assert change is not None
    assert heard(case, change) == set()


def test_both_owners_hear_of_a_merge() -> None:
    survivor, other = a_claimed_case(ERIK), a_claimed_case(MIA, id=CaseId(2))

    kept, gone = merging.merge(survivor, other, AMY, now=NOW)

    assert heard(survivor, kept, AMY) == {("merged", ERIK.id), ("merged", MIA.id)}
    assert heard(other, gone, AMY) == set()


def test_who_reported_a_reply_hears_that_it_was_heard() -> None:
    case = an_answered_case()

    change = replying.hear_reply(case, reply=a_reply(9, by=None, at=NOW + HOUR))

    assert heard(case, change) == {("reply_heard", ERIK.id)}


# --- not for everybody ------------------------------------------------------------------------


def test_the_buddy_hears_that_a_case_became_sensitive_in_untrained_hands() -> None:
    case = a_claimed_case()

    change = hearing.post_edited(case, PostId(1), 2, (Flag.LEGAL,))

    assert heard(case, change) == {("sensitive", AMY.id)}


def test_without_a_buddy_the_lead_hears_it() -> None:
    case = a_claimed_case(buddy=None)

    change = hearing.customer_spoke(case, spoken(said_at=NOW, flags=(Flag.SAFETY,)))

    assert ("sensitive", LEA.id) in heard(case, change)


def test_a_sensitive_case_that_a_merge_gives_to_an_untrained_owner_is_told() -> None:
    survivor = a_case(sensitive=True)

    kept, _ = merging.merge(survivor, a_claimed_case(ERIK, id=CaseId(2)), BEN, now=NOW)

    assert ("sensitive", AMY.id) in heard(survivor, kept, BEN)


@pytest.mark.parametrize(
    "case", [a_claimed_case(AMY), a_case(), a_claimed_case(ERIK, sensitive=True)]
)
def test_trained_hands_nobodys_hands_and_known_ones_are_no_news(case: Case) -> None:
    change = hearing.post_edited(case, PostId(1), 2, (Flag.LEGAL,))

    assert heard(case, change) == set()


# --- nobody hears what they did; everything once ----------------------------------------------


LEADS = a_claimed_case(LEA)


@pytest.mark.parametrize(
    ("before", "change", "actor"),
    [
        (OFFERED, handing_over.withdraw(OFFERED, ERIK, now=NOW), MIA),
        (a_case(), rising.raise_level(a_case(), LEA, reason=None), LEA),
        (LEADS, giving.offer_goodwill(LEADS, LEA, goodwill=a_goodwill(), mandate=0), LEA),
        (a_resolved_case(), closing.reopen(a_resolved_case(), ERIK, reason=None, now=NOW), ERIK),
    ],
    ids=["the one asked", "the lead raises", "the lead gives", "the owner reopens"],
)
def test_nobody_is_told_what_they_did_themselves(
    before: Case, change: Change, actor: Employee
) -> None:
    somebody_else = told(before, change, OTTO)

    assert actor.id in {notice.to for notice in somebody_else}
    assert actor.id not in {notice.to for notice in told(before, change, actor)}


def test_every_notice_has_a_key_of_its_own_and_the_same_one_when_told_again() -> None:
    case = an_answered_case()
    change = hearing.customer_spoke(case, spoken(flags=(Flag.LEGAL,)))

    first, again = told(case, change), told(case, change)

    keys = [notice.key for notice in first]
    assert len(set(keys)) == len(keys) == 3
    assert first == again


def test_the_same_thing_at_another_version_is_another_notice() -> None:
    case = a_claimed_case()
    later = replace(case, version=5)

    (first,) = told(case, hearing.customer_spoke(case, spoken(said_at=NOW)))
    (second,) = told(later, hearing.customer_spoke(later, spoken(said_at=NOW)))

    assert first.key != second.key


def test_where_nobody_stands_at_a_level_nobody_is_told() -> None:
    scene = Scene(a_case(), a_case(level=Level.LEAD), None, replace(POLICY, leaders={}), NOW)
    change = rising.raise_level(a_case(), AMY, reason=None)

    assert notices(scene, change.events, EVERYBODY) == ()


# --- when -------------------------------------------------------------------------------------


@pytest.mark.parametrize("kind", list(NoticeKind))
def test_outside_working_hours_only_what_became_of_ones_own_press_comes_at_once(
    kind: NoticeKind,
) -> None:
    moment = SATURDAY if kind in AT_ONCE else MONDAY

    assert not_before(kind, OFFICE, SATURDAY) == moment


def test_what_is_told_carries_the_moment_of_its_reader() -> None:
    case = a_claimed_case()
    (spoke,) = told(case, hearing.customer_spoke(case, spoken(said_at=NOW)))
    (asked,) = told(case, handing_over.offer(case, ERIK, MIA, handover=a_handover()), ERIK)

    assert (spoke.not_before, asked.not_before) == (MONDAY, MONDAY)


def test_the_manager_of_the_department_stands_for_its_level() -> None:
    route = replace(POLICY.routes[0], department="Network")
    policy = replace(POLICY, routes=(route,), leaders={Level.MANAGER: (OTTO.id,)})

    assert leader_of(a_case(), policy, Level.MANAGER) == KARIN.id
    assert leader_of(a_case(route="other"), policy, Level.MANAGER) == OTTO.id
    assert leader_of(a_case(route="other"), policy, Level.EXECUTIVE) == OTTO.id
    nobody = replace(POLICY, leaders={}, managers={})
    assert leader_of(a_case(), nobody, Level.EXECUTIVE) is None


# --- outside working time ---------------------------------------------------------------------


EVENING = Duty("weekend", frozenset({5}), time(10), time(14), (AMY.id,))
ROTA = a_policy(duties=(EVENING,)).rota


def test_somebody_without_working_hours_hears_at_once() -> None:
    never = Calendar(zone="Europe/Amsterdam", hours=WeeklyHours.parse({}), country=None)

    assert not_before(NoticeKind.NO_REPLY, never, SATURDAY) == SATURDAY


def test_whoever_has_duty_is_told_now_and_nobody_else_is() -> None:
    kind = NoticeKind.PUBLIC_SILENCE

    assert not_before_for(kind, AMY, ROTA, SATURDAY) == SATURDAY
    assert not_before_for(kind, LEA, ROTA, SATURDAY) == MONDAY
    assert not_before_for(kind, AMY, ROTA, SATURDAY + 2 * HOUR) == MONDAY


@pytest.mark.parametrize("kind", list(NoticeKind))
def test_the_willing_are_told_at_any_hour_of_what_nobody_takes_and_of_nothing_else(
    kind: NoticeKind,
) -> None:
    now = kind is NoticeKind.UNCLAIMED or kind in AT_ONCE
    willing = replace(BEN, willing=True)

    assert not_before_for(kind, willing, ROTA, SATURDAY) == (SATURDAY if now else MONDAY)


def test_the_willing_are_left_alone_while_they_are_away() -> None:
    away = Absence(date(2026, 3, 14), date(2026, 3, 16))
    calendar = replace(OFFICE, absences=(away,))
    willing = replace(BEN, willing=True, calendar=calendar)

    told = not_before_for(NoticeKind.UNCLAIMED, willing, ROTA, SATURDAY)
    assert told == MONDAY + 24 * HOUR


@pytest.mark.parametrize(
    ("kind", "level", "heard"),
    [
        (NoticeKind.PUBLIC_SILENCE, Level.LEAD, True),
        (NoticeKind.PUBLIC_SILENCE, Level.MANAGER, False),
        (NoticeKind.RAISED, Level.LEAD, True),
        (NoticeKind.PLACING_LATE_LEAD, Level.LEAD, True),
        (NoticeKind.UNCLAIMED_LEAD, Level.LEAD, True),
        (NoticeKind.SENSITIVE, None, True),
        (NoticeKind.HELP_ASKED, None, True),
        (NoticeKind.PLACING_ASKED, None, True),
        (NoticeKind.PROMISE_LATE, Level.LEAD, False),
        (NoticeKind.PROMISE_ROSE, Level.LEAD, False),
        (NoticeKind.LET_GO, None, False),
        (NoticeKind.HANDOVER_ASKED, None, False),
    ],
)
def test_duty_hears_what_webcare_must_look_at_and_nothing_between_colleagues(
    kind: NoticeKind, level: Level | None, *, heard: bool
) -> None:
    assert duty_hears(kind, {"level": int(level) if level else None}) is heard
