"""Quiet: who is disturbed in evenings, at weekends and on holidays, and what the cards say."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, time, timedelta
from typing import Any

import pytest

from bot.domain.budget import Budget
from bot.domain.case import Level, State
from bot.domain.employee import Employee
from bot.domain.ids import CaseId
from bot.domain.notice import ToldNotice
from bot.domain.rota import Duty
from bot.domain.working_time import Absence
from bot.ports.storing import Person
from bot.presentation.intent import Verb
from bot.usecases.attending import redraw_at_edge
from bot.usecases.leaving import reown
from bot.usecases.retiming import retime_all
from tests.acceptance.world import Colleague, World, local

URGENT = "Al drie dagen geen internet!"
ORDINARY = "Wanneer komt mijn modem?"
WEEKDAYS = frozenset(range(5))
WEEKEND = frozenset({5, 6})


@pytest.fixture(autouse=True)
def _no_budget(world: World) -> None:
    """These stories are about when, not about how many."""
    world.has_no_budget()


def choose(world: World, **choices: Any) -> None:
    """Another configuration: everybody begins anew with it."""
    world.desk = replace(world.desk, policy=replace(world.desk.policy, **choices))
    world.door = replace(world.door, house=replace(world.door.house, desk=world.desk))
    world.carrier = replace(world.carrier, desk=world.desk)


def evenings(world: World, *, holidays: bool = False) -> None:
    """Amy has duty from six until nine, Monday to Friday."""
    duty = Duty("avond", WEEKDAYS, time(18), time(21), (world.amy.id,), holidays)
    choose(world, duties=(duty,))


def saturdays(world: World) -> None:
    """Amy has duty at the weekend from ten until two."""
    duty = Duty("weekend", WEEKEND, time(10), time(14), (world.amy.id,))
    choose(world, duties=(duty,))


def card(world: World) -> str:
    """What the newest card in webcare's channel shows."""
    return world.channel("webcare")[-1].text


def channels(world: World, case: CaseId) -> list[str | None]:
    """In which channels a case stands."""
    with world.store.read() as uow:
        return [copy.channel for copy in uow.cards.list_of(case)]


def told(who: Colleague, kind: str) -> list[ToldNotice]:
    """What somebody really heard of this kind."""
    sent = [one for one in who.told if one.state in {"sent", "settled"}]
    return [one for one in sent if one.notice.kind.value == kind]


def changed(who: Colleague, **changes: Any) -> None:
    """The configuration says something else of somebody, at the next start."""
    world = who.world
    with world.store.begin() as uow:
        known: Employee = replace(uow.employees.get(who.id), **changes)
        uow.employees.sync(Person(who.account.external_id, known, (who.account,)))
        uow.commit()


# --- an evening -------------------------------------------------------------------------------


def test_in_an_evening_whoever_has_duty_hears_it_at_once_in_the_leads_place(world: World) -> None:
    evenings(world)
    world.goes_to("2026-03-17 19:00")
    world.says("jos", URGENT)

    world.goes_to("2026-03-18 12:00")

    (heard,) = told(world.amy, "unclaimed_lead")
    assert heard.sent_at == local("2026-03-17 19:15")
    assert heard.notice.facts["for"] == world.sanne.id
    assert told(world.sanne, "unclaimed_lead") == []


def test_the_clocks_of_what_is_urgent_stand_still_while_nobody_looks(world: World) -> None:
    evenings(world)
    world.goes_to("2026-03-17 20:50")
    world.says("jos", URGENT)

    world.goes_to("2026-03-18 12:00")

    (heard,) = told(world.sanne, "unclaimed_lead")
    assert heard.sent_at == local("2026-03-18 09:05")


def test_the_evenings_card_says_who_has_duty_and_then_when_somebody_looks(world: World) -> None:
    evenings(world)
    world.goes_to("2026-03-17 16:30")
    world.says("jos", ORDINARY)
    assert "Webcare helpt je, elke dag tot 21:00" in card(world)

    seen = []
    for moment in ("17 17:00", "17 18:00", "17 21:00", "18 09:00"):
        world.goes_to(f"2026-03-{moment}")
        seen.append(card(world).splitlines()[-1])

    assert seen == [
        "Nog niemand pakt dit op. Er kijkt weer iemand vanaf di 17-3 18:00.",
        "Nog niemand pakt dit op. Amy (Webcare) heeft dienst tot 21:00 en helpt je.",
        "Nog niemand pakt dit op. Er kijkt weer iemand vanaf wo 18-3 09:00.",
        "Nog niemand pakt dit op. Webcare helpt je, elke dag tot 21:00.",
    ]


def test_looking_again_within_an_evening_draws_no_card_again(world: World) -> None:
    evenings(world)
    world.goes_to("2026-03-17 19:00")
    world.says("jos", ORDINARY)
    drawn = len(world.channel("webcare")[-1].shown)

    for _ in range(3):
        world.passes(minutes=20)

    assert len(world.channel("webcare")[-1].shown) == drawn


def test_what_somebody_has_says_nothing_of_who_looks(world: World) -> None:
    world.goes_to("2026-03-17 19:00")
    world.erik.presses(Verb.CLAIM, world.says("jos", ORDINARY))

    assert "kijkt weer iemand" not in card(world)


def test_after_downtime_the_card_says_what_is_true_now(world: World) -> None:
    world.goes_to("2026-03-17 16:30")
    world.says("jos", ORDINARY)

    world.sleeps_until("2026-03-18 19:00")

    assert "Er kijkt weer iemand vanaf do 19-3 09:00." in card(world)


def test_whoever_is_away_has_no_duty(world: World) -> None:
    evenings(world)
    world.is_away("amy", "2026-03-17", "2026-03-17")
    world.goes_to("2026-03-17 19:00")
    world.says("jos", URGENT)

    assert "Er kijkt weer iemand vanaf wo 18-3 09:00." in card(world)
    world.goes_to("2026-03-18 12:00")
    assert told(world.amy, "unclaimed_lead") == []
    assert len(told(world.sanne, "unclaimed_lead")) == 1


def test_a_colleague_outside_webcare_on_duty_is_told_of_no_sensitive_thing(world: World) -> None:
    duty = Duty("avond", WEEKDAYS, time(18), time(21), (world.ravi.id,))
    choose(world, duties=(duty,))
    world.goes_to("2026-03-17 19:00")
    world.says("jos", URGENT)

    world.goes_to("2026-03-18 12:00")

    assert told(world.ravi, "unclaimed_lead") == []
    assert len(told(world.sanne, "unclaimed_lead")) == 1


def test_the_willing_get_their_word_in_the_evening_and_nobody_else_does(world: World) -> None:
    """Both helped with such a case before; Ravi is willing, Nicole is not."""
    evenings(world)
    world.goes_to("2026-03-17 16:00")
    for who, customer in ((world.ravi, "ali"), (world.nicole, "mia")):
        case = world.says(customer, URGENT)
        who.presses(Verb.CLAIM, case)
        who.presses(Verb.REPLY, case)
    world.goes_to("2026-03-17 19:00")
    world.says("jos", URGENT)

    world.goes_to("2026-03-17 23:00")

    (word,) = told(world.ravi, "unclaimed")
    assert word.sent_at == local("2026-03-17 19:10")
    assert told(world.nicole, "unclaimed") == []


def test_whoever_is_willing_and_away_is_left_alone(world: World) -> None:
    evenings(world)
    world.goes_to("2026-03-17 16:00")
    helped = world.says("ali", URGENT)
    world.ravi.presses(Verb.CLAIM, helped)
    world.ravi.presses(Verb.REPLY, helped)
    world.is_away("ravi", "2026-03-17", "2026-03-20")
    world.goes_to("2026-03-17 19:00")
    world.says("jos", URGENT)

    world.goes_to("2026-03-18 12:00")

    assert told(world.ravi, "unclaimed") == []


# --- a weekend --------------------------------------------------------------------------------


def test_a_weekend_without_duty_disturbs_nobody_and_monday_begins_with_it(world: World) -> None:
    world.goes_to("2026-03-21 12:00")
    world.says("jos", URGENT)
    assert "Er kijkt weer iemand vanaf ma 23-3 09:00." in card(world)

    world.goes_to("2026-03-23 08:59")
    assert [one.heard_of for one in world.people.values() if one.heard_of] == []

    world.goes_to("2026-03-23 09:20")
    assert {one.sent_at for one in told(world.sanne, "public_silence")} == {
        local("2026-03-23 09:00")
    }
    assert world.channel("webcare")[0].text.endswith("elke dag tot 21:00.")


def test_what_rises_in_the_night_waits_for_the_duty_and_not_for_monday(world: World) -> None:
    saturdays(world)
    world.goes_to("2026-03-20 23:00")
    world.says("jos", URGENT)
    assert "Er kijkt weer iemand vanaf za 21-3 10:00." in card(world)

    world.goes_to("2026-03-23 08:59")

    assert told(world.sanne, "public_silence") == []
    first = min(told(world.amy, "public_silence"), key=lambda one: str(one.sent_at))
    assert first.sent_at == local("2026-03-21 10:00")
    assert first.notice.facts["level"] == Level.LEAD


def test_a_manager_is_not_disturbed_by_what_rises_at_night(world: World) -> None:
    saturdays(world)
    world.goes_to("2026-03-20 23:00")
    world.says("jos", URGENT)

    world.goes_to("2026-03-23 08:59")
    assert world.karin.heard_of == []
    world.goes_to("2026-03-23 09:01")
    assert "public_silence" in world.karin.heard_of


@pytest.mark.parametrize("has_duty", [True, False])
def test_help_asked_on_a_saturday_is_heard_by_whoever_has_duty(
    world: World, *, has_duty: bool
) -> None:
    if has_duty:
        saturdays(world)
    world.goes_to("2026-03-21 11:00")
    case = world.says("jos", ORDINARY)
    world.erik.presses(Verb.CLAIM, case)
    world.erik.presses(Verb.ASK_HELP, case)

    assert len(told(world.amy, "help_asked")) == has_duty
    world.goes_to("2026-03-23 12:00")
    assert len(told(world.amy, "help_asked")) == 1


def test_whoever_has_duty_hears_nothing_of_their_own_deed(world: World) -> None:
    saturdays(world)
    world.goes_to("2026-03-21 11:00")
    case = world.says("jos", ORDINARY)
    world.amy.presses(Verb.CLAIM, case)
    world.amy.presses(Verb.ASK_HELP, case)

    world.goes_to("2026-03-21 23:00")

    assert told(world.amy, "help_asked") == []


def test_no_more_than_three_get_a_word_about_one_case_whoever_helped_since(world: World) -> None:
    helpers = (world.ravi, world.erik, world.nicole, world.fatima)
    for who in helpers:
        changed(who, willing=True)
        who.presses(Verb.CLAIM, world.says(f"klant van {who.employee.name}", ORDINARY))
        world.passes(minutes=1)
    case = world.says("jos", ORDINARY)
    world.goes_to("2026-03-16 10:30")
    heard = [who for who in helpers if told(who, "unclaimed")]
    assert len(heard) == 3

    (other,) = (who for who in helpers if who not in heard)
    other.presses(Verb.CLAIM, world.says("els", ORDINARY))
    with world.store.begin() as uow:
        uow.cases.look_at_all(at=world.now)
        uow.commit()
    world.goes_to("2026-03-16 10:40")

    assert world.case(case).state is State.OPEN
    assert told(other, "unclaimed") == []


# --- holidays ---------------------------------------------------------------------------------


def test_on_kings_day_nobody_has_an_ordinary_evenings_duty(world: World) -> None:
    evenings(world)
    world.goes_to("2026-04-27 19:00")
    world.says("jos", URGENT)

    assert "Er kijkt weer iemand vanaf di 28-4 09:00." in card(world)
    world.goes_to("2026-04-28 08:59")
    assert (world.amy.heard_of, world.sanne.heard_of) == ([], [])


def test_on_kings_day_a_holidays_duty_is_done(world: World) -> None:
    evenings(world, holidays=True)
    world.goes_to("2026-04-27 19:00")
    world.says("jos", URGENT)

    assert "Amy (Webcare) heeft dienst tot 21:00" in card(world)
    world.goes_to("2026-04-27 20:00")
    assert len(told(world.amy, "unclaimed_lead")) == 1


def test_what_found_no_room_on_a_friday_is_shown_when_somebody_looks(world: World) -> None:
    choose(world, wide_cards_per_day=1)
    world.goes_to("2026-03-20 14:00")
    world.says("jos", ORDINARY)
    world.goes_to("2026-03-20 16:15")
    second = world.says("els", ORDINARY)

    world.goes_to("2026-03-23 08:59")
    assert "iedereen" not in channels(world, second)
    world.goes_to("2026-03-23 09:00")
    assert "iedereen" in channels(world, second)


# --- levels and those who stand in ------------------------------------------------------------


def test_while_the_lead_is_away_the_next_named_hears_it_and_for_whom(world: World) -> None:
    leaders = {**world.desk.policy.leaders, Level.LEAD: (world.sanne.id, world.amy.id)}
    choose(world, leaders=leaders)
    world.is_away("sanne", "2026-03-16", "2026-03-17")
    world.says("jos", URGENT)

    world.goes_to("2026-03-16 09:20")

    (heard,) = told(world.amy, "unclaimed_lead")
    assert heard.notice.facts["for"] == world.sanne.id
    assert "in plaats van Sanne" in world.amy.messages[-1].text
    world.goes_to("2026-03-18 12:00")
    assert told(world.sanne, "unclaimed_lead") == []


def test_a_level_passes_over_whoever_has_left_and_whoever_is_away(world: World) -> None:
    managers = {"Netwerk": (world.karin.id, world.fatima.id, world.ravi.id)}
    choose(world, managers=managers)
    changed(world.karin, active=False)
    world.is_away("fatima", "2026-03-16", "2026-03-20")
    case = world.says("jos", URGENT)

    world.goes_to("2026-03-18 12:00")

    assert world.case(case).level >= Level.MANAGER
    assert (told(world.karin, "public_silence"), told(world.fatima, "public_silence")) == ([], [])
    assert len(told(world.ravi, "public_silence")) == 1


def test_the_deputy_whom_somebody_named_goes_before_the_next_of_the_level(world: World) -> None:
    choose(world, managers={"Netwerk": (world.karin.id, world.fatima.id)})
    away = Absence(date(2026, 3, 16), date(2026, 3, 20), world.ravi.id)
    with world.store.begin() as uow:
        uow.employees.add_absence(world.karin.id, away)
        uow.commit()
    world.says("jos", URGENT)

    world.goes_to("2026-03-18 12:00")

    assert len(told(world.ravi, "public_silence")) == 1
    assert told(world.fatima, "public_silence") == []


# --- what waits goes by the hours as they are now ---------------------------------------------


def waits_for_monday(world: World) -> CaseId:
    """On a Saturday evening, a word to webcare's lead waits for Monday."""
    world.goes_to("2026-03-21 12:00")
    case = world.says("jos", URGENT)
    world.goes_to("2026-03-21 20:00")
    assert told(world.sanne, "public_silence") == []
    return case


def test_whoever_works_on_sunday_from_now_on_hears_it_on_sunday(world: World) -> None:
    waits_for_monday(world)

    world.sanne.presses(Verb.SET_HOURS, "house", days=("sun",), begin="10:00", end="12:00")
    world.goes_to("2026-03-22 23:00")

    heard = told(world.sanne, "public_silence")
    assert [one.sent_at for one in heard[:1]] == [local("2026-03-22 10:00")]


def test_what_waits_for_somebody_who_will_be_away_is_for_who_stands_in(world: World) -> None:
    waits_for_monday(world)

    amy = str(world.amy.id)
    world.sanne.presses(
        Verb.SET_ABSENCE, "house", first_on="2026-03-23", last_on="2026-04-03", deputy=amy
    )
    world.goes_to("2026-03-23 09:01")

    heard = told(world.amy, "public_silence")
    assert {one.notice.facts.get("for") for one in heard} == {world.sanne.id}
    assert [one.sent_at for one in heard[:1]] == [local("2026-03-23 09:00")]


def test_what_waits_for_somebody_who_leaves_meanwhile_is_for_who_stands_in(world: World) -> None:
    waits_for_monday(world)
    changed(world.sanne, active=False)

    assert [reown(world.desk, now=world.now), reown(world.desk, now=world.now)] == [1, 0]
    world.goes_to("2026-03-23 09:01")

    (heard,) = told(world.amy, "public_silence")
    assert heard.notice.facts["for"] == world.sanne.id
    assert heard.sent_at == local("2026-03-23 09:00")
    assert told(world.sanne, "public_silence") == []


def test_what_waited_for_the_end_of_an_absence_comes_when_it_is_ended(world: World) -> None:
    case = world.says("jos", ORDINARY)
    world.erik.presses(Verb.CLAIM, case)
    world.is_away("erik", "2026-03-16", "2026-03-27")
    world.ravi.presses(Verb.HELP, case)
    world.passes(hours=2)
    assert told(world.erik, "helper_joined") == []

    world.erik.presses(Verb.END_ABSENCE, "house", argument="2026-03-16/2026-03-27")

    assert [one.sent_at for one in told(world.erik, "helper_joined")] == [world.now]


def test_a_new_rota_is_heeded_by_what_waits_already(world: World) -> None:
    waits_for_monday(world)
    duty = Duty("zondag", WEEKEND, time(10), time(14), (world.sanne.id,))

    choose(world, duties=(duty,))
    world.goes_to("2026-03-22 10:30")
    retime_all(world.desk, now=world.now)
    world.carry()

    assert [one.sent_at for one in told(world.sanne, "public_silence")][:1] == [world.now]


def test_timing_anew_twice_changes_nothing(world: World) -> None:
    waits_for_monday(world)
    retime_all(world.desk, now=world.now)

    assert retime_all(world.desk, now=world.now) == 0


def test_what_waits_for_ones_duty_does_not_come_before_it_beyond_the_days_few(
    world: World,
) -> None:
    """At her duty it counts for nothing; earlier it would. Whoever has it before is not webcare."""
    evening = Duty("avond", WEEKDAYS, time(18), time(21), (world.erik.id,))
    weekend = Duty("weekend", WEEKEND, time(10), time(14), (world.amy.id,))
    choose(world, budget=Budget(), duties=(evening, weekend))
    world.amy.presses(Verb.SET_HOURS, "house", days=("fri",), begin="12:00", end="21:00")
    world.goes_to("2026-03-20 18:00")
    for customer in ("jos", "ali", "mia", "kim", "bea"):
        world.says(customer, URGENT)
    world.goes_to("2026-03-20 18:40")

    before = len(world.amy.messages)
    assert retime_all(world.desk, now=world.now) == 0
    world.carry()
    assert len(world.amy.messages) == before

    world.goes_to("2026-03-21 10:01")
    assert len(told(world.amy, "unclaimed_lead")) == 5


def waits_for_tomorrow(world: World, *duties: Duty) -> None:
    """Erik works until nine, and the last message of his day came at half past three."""
    choose(world, budget=Budget(), duties=duties)
    days = ("mon", "tue", "wed", "thu", "fri")
    world.erik.presses(Verb.SET_HOURS, "house", days=days, begin="12:30", end="21:00")
    world.goes_to("2026-03-16 13:00")
    case = world.says("jos", ORDINARY)
    world.erik.presses(Verb.CLAIM, case)
    world.goes_to("2026-03-16 17:50")
    world.ravi.presses(Verb.HELP, case)
    world.goes_to("2026-03-16 18:30")
    assert told(world.erik, "helper_joined") == []


def is_heard_tomorrow_after_restarts(world: World) -> None:
    """A worker starts twice in the evening; it comes when Erik begins again."""
    retime_all(world.desk, now=world.now)
    retime_all(world.desk, now=world.now)
    world.goes_to("2026-03-17 12:31")

    assert [one.sent_at for one in told(world.erik, "helper_joined")] == [local("2026-03-17 12:30")]


def test_a_restart_in_the_evening_leaves_what_waits_for_tomorrow(world: World) -> None:
    waits_for_tomorrow(world)

    is_heard_tomorrow_after_restarts(world)


def test_a_restart_in_somebodys_duty_leaves_tomorrows_bundle_for_tomorrow(world: World) -> None:
    """Not even a night's work is lost in looking at it again and again."""
    waits_for_tomorrow(world, Duty("avond", WEEKDAYS, time(18), time(23), (world.erik.id,)))

    is_heard_tomorrow_after_restarts(world)


def test_a_restart_in_somebodys_duty_keeps_mondays_two_bundles_apart(world: World) -> None:
    """The second was opened while his day began at four; then he sets his hours to nine to five."""
    duty = Duty("zondag", WEEKEND, time(10), time(14), (world.erik.id,))
    choose(world, budget=Budget(), duties=(duty,))
    days = ("mon", "tue", "wed", "thu", "fri")
    world.goes_to("2026-03-20 16:30")
    first, second = world.says("jos", ORDINARY), world.says("ali", ORDINARY)
    world.erik.presses(Verb.CLAIM, first)
    world.erik.presses(Verb.CLAIM, second)
    world.erik.presses(Verb.SET_HOURS, "house", days=days, begin="16:00", end="20:00")
    world.goes_to("2026-03-21 15:00")
    world.ravi.presses(Verb.HELP, first)
    world.erik.presses(Verb.SET_HOURS, "house", days=days, begin="09:00", end="17:00")
    world.ravi.presses(Verb.HELP, second)
    before = waits(world, world.erik)
    assert [at for _, at in before] == [local("2026-03-23 09:30"), local("2026-03-23 15:30")]

    world.goes_to("2026-03-22 12:00")
    assert retime_all(world.desk, now=world.now) == 0

    assert waits(world, world.erik) == before


def waits(world: World, who: Colleague) -> list[tuple[int, datetime]]:
    """What they are still to be told, and when."""
    with world.store.read() as uow:
        return [(one.id, one.at) for one in uow.notices.list_waiting(who.id, now=world.now)]


def test_without_moments_for_bundles_what_waited_for_one_comes_all_the_same(world: World) -> None:
    waits_for_tomorrow(world)

    choose(world, budget=Budget(moments=()))
    retime_all(world.desk, now=world.now)
    world.carry()

    assert [one.sent_at for one in told(world.erik, "helper_joined")] == [world.now]


def test_a_new_rota_is_heeded_by_what_has_a_place_among_mondays_few(world: World) -> None:
    """On duty it counts for nothing, and its place on Monday is free again."""
    choose(world, budget=Budget())
    waits_for_monday(world)
    duty = Duty("zondag", WEEKEND, time(10), time(14), (world.sanne.id,))

    choose(world, budget=Budget(), duties=(duty,))
    world.goes_to("2026-03-22 10:30")
    retime_all(world.desk, now=world.now)
    world.carry()

    (heard, *_) = told(world.sanne, "public_silence")
    assert heard.sent_at == world.now
    assert waits(world, world.sanne) == []


def test_what_was_due_today_and_comes_on_another_day_is_among_the_few_of_that_day(
    world: World,
) -> None:
    choose(world, budget=Budget())
    world.goes_to("2026-03-20 15:00")
    case = world.says("jos", ORDINARY)
    world.nicole.presses(Verb.CLAIM, case)
    world.nicole.presses(Verb.REPLY, case)
    erik = str(world.erik.id)
    world.nicole.sends(
        Verb.PROMISE, case, {"words": "Erik belt je.", "at": "2026-03-23T07:00", "doer": erik}
    )
    world.goes_to("2026-03-23 08:00")
    world.erik.presses(Verb.SET_HOURS, "house", days=("tue",), begin="09:00", end="17:00")

    world.goes_to("2026-03-24 09:01")
    assert told(world.erik, "promise_due") == []
    world.goes_to("2026-03-24 09:31")

    assert [one.sent_at for one in told(world.erik, "promise_due")] == [local("2026-03-24 09:30")]


# --- nothing promised moves -------------------------------------------------------------------


def promises(world: World, who: Colleague, at: str) -> CaseId:
    """A case with a reply and one promise, due at this moment in Amsterdam."""
    case = world.says("jos", ORDINARY)
    who.presses(Verb.CLAIM, case)
    who.presses(Verb.REPLY, case)
    who.presses(Verb.PROMISE, case, words="Ik bel je.", at=at)
    return case


@pytest.mark.parametrize(
    ("begins", "due"),
    [
        ("2026-03-27 10:00", "2026-03-29T03:00"),
        ("2026-03-27 10:00", "2026-03-30T17:00"),
        ("2026-10-23 10:00", "2026-10-25T02:30"),
        ("2026-10-23 10:00", "2026-10-26T17:00"),
        ("2028-02-28 10:00", "2028-02-29T17:00"),
        ("2028-02-28 10:00", "2028-03-01T09:30"),
    ],
)
def test_a_promise_is_due_when_the_clock_on_the_wall_says_so(
    world: World, begins: str, due: str
) -> None:
    """Over both changes of the clock, and on a leap day."""
    world.now = local(begins)
    moment = local(due.replace("T", " "))
    case = promises(world, world.erik, due)

    world.goes_to(moment + timedelta(minutes=1))

    assert world.case(case).open_promises[0].due_at == moment
    assert [one.sent_at for one in told(world.erik, "promise_due")] == [moment]


@pytest.mark.parametrize("whose", ["person", "company"])
def test_another_zone_moves_no_promise_and_no_chosen_reminder(world: World, whose: str) -> None:
    world.now = local("2026-03-16 10:00")
    case = promises(world, world.erik, "2026-03-20T16:00")
    promise = f"promise:{world.promise_of(case)}"
    world.erik.presses(Verb.REMIND_LATER, promise, at="2026-03-19T15:00", reason="customer")
    before = world.case(case).open_promises[0]

    calendar = replace(world.erik.employee.calendar, zone="America/New_York", country="US")
    if whose == "person":
        changed(world.erik, calendar=calendar)
    else:
        choose(world, calendar=calendar)
    with world.store.begin() as uow:
        uow.cases.look_at_all(at=world.now)
        uow.commit()
    retime_all(world.desk, now=world.now)
    world.goes_to("2026-03-20 16:01")

    assert world.case(case).open_promises[0].due_at == before.due_at
    assert world.case(case).open_promises[0].remind_at == before.remind_at
    assert [one.sent_at for one in told(world.erik, "promise_due")] == [
        local("2026-03-19 15:00"),
        local("2026-03-20 16:00"),
    ]


def test_other_hours_and_an_absence_move_no_promise(world: World) -> None:
    case = promises(world, world.erik, "2026-03-18T16:00")

    world.erik.presses(Verb.SET_HOURS, "house", days=("fri",), begin="10:00", end="12:00")
    world.is_away("erik", "2026-03-18", "2026-03-18")
    world.goes_to("2026-03-18 16:01")

    assert world.case(case).open_promises[0].due_at == local("2026-03-18 16:00")


@pytest.mark.parametrize("limit", [2, 3, 100])
def test_an_edge_is_heeded_once_however_many_are_drawn_at_a_time(world: World, limit: int) -> None:
    """The sweep may be repeated at once: nothing is drawn twice."""
    world.goes_to("2026-03-17 16:59")
    cards = sum(len(channels(world, world.says(f"customer{one}", ORDINARY))) for one in range(6))
    world.now = local("2026-03-17 17:00")

    redrawn = [redraw_at_edge(world.desk, now=world.now, limit=limit) for _ in range(8)]

    assert sum(redrawn) == cards > 0
    assert redrawn[0] <= limit * 2
    assert redrawn[-1] == 0


# --- and with the day's few messages ----------------------------------------------------------


def test_a_bundle_that_waits_for_monday_comes_on_sunday_to_whoever_works_then(
    world: World,
) -> None:
    choose(world, budget=Budget())
    world.goes_to("2026-03-21 12:00")
    for customer in ("jos", "ali", "mia"):
        world.says(customer, URGENT)
    world.goes_to("2026-03-21 18:00")

    world.sanne.presses(Verb.SET_HOURS, "house", days=("sun",), begin="10:00", end="16:00")
    world.goes_to("2026-03-22 09:59")
    assert world.sanne.messages == []
    world.goes_to("2026-03-22 16:00")

    cases = {one.notice.case for one in told(world.sanne, "public_silence")}
    assert len(cases) == 3
    assert 1 <= len(world.sanne.messages) <= 3


def test_what_was_asked_every_day_of_a_weekend_is_asked_once_on_monday(world: World) -> None:
    """With a duty the days of a weekend count for what is urgent, but its owner was off."""
    saturdays(world)
    choose(world, budget=Budget())
    world.goes_to("2026-03-20 10:00")
    case = world.says("jos", URGENT)
    world.erik.presses(Verb.CLAIM, case)
    world.erik.presses(Verb.REPLY, case, words="Ik zoek het uit.")

    world.goes_to("2026-03-23 15:31")

    (asked,) = told(world.erik, "update_asked")
    assert asked.notice.case == case


def test_what_is_handed_to_a_deputy_comes_in_their_next_bundle(world: World) -> None:
    choose(world, budget=Budget())
    waits_for_monday(world)

    amy = str(world.amy.id)
    world.sanne.presses(
        Verb.SET_ABSENCE, "house", first_on="2026-03-23", last_on="2026-04-03", deputy=amy
    )
    world.goes_to("2026-03-23 09:29")
    world.goes_to("2026-03-23 09:31")

    heard = [one for one in told(world.amy, "public_silence") if "for" in one.notice.facts]
    assert heard
    assert told(world.sanne, "public_silence") == []


# --- cards that nobody pressed for ------------------------------------------------------------


def test_what_is_let_go_in_an_evening_is_the_leads_in_the_morning(world: World) -> None:
    case = promises(world, world.erik, "2026-03-18T12:00")
    world.goes_to("2026-03-16 22:00")

    world.erik.presses(Verb.LET_GO, case, reason="Hij bedreigt me.")

    assert world.case(case).owner == world.sanne.id
    world.passes(minutes=30)
    world.amy.presses(Verb.REPLY, case)  # what it shows has changed, and it waits all the same
    world.goes_to("2026-03-17 08:59")
    assert world.sanne.messages == []
    world.goes_to("2026-03-17 09:00")
    assert any(one.key.startswith("briefing:") for one in world.sanne.messages)


def test_whoever_takes_something_up_in_an_evening_has_its_card_at_once(world: World) -> None:
    world.goes_to("2026-03-16 22:00")

    world.erik.presses(Verb.CLAIM, world.says("jos", ORDINARY))

    assert [one.key.split(":")[0] for one in world.erik.messages] == ["briefing"]


def test_whoever_has_duty_gets_the_card_of_what_is_theirs_now_at_once(world: World) -> None:
    duty = Duty("avond", WEEKDAYS, time(18), time(23), (world.sanne.id,))
    choose(world, duties=(duty,))
    case = promises(world, world.erik, "2026-03-18T12:00")
    world.goes_to("2026-03-16 22:00")

    world.erik.presses(Verb.LET_GO, case, reason="Hij bedreigt me.")

    assert any(one.key.startswith("briefing:") for one in world.sanne.messages)
