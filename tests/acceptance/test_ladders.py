"""Nothing silent, nothing forgotten: what the ladders tell, to whom, and what they do then."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from bot.domain.case import Level, State
from bot.domain.ids import CaseId
from bot.domain.policy import Days, Ladder
from bot.presentation.intent import Verb
from bot.usecases.people import apply_policy
from tests.acceptance.world import Colleague, World, local

WORDS = "Ik wacht al dagen op antwoord over mijn factuur."


def _heard(person: Colleague, kind: str) -> int:
    """How often somebody heard this kind of thing."""
    return person.heard_of.count(kind)


def _asked(person: Colleague, kind: str) -> str:
    """What the newest notice of a kind says, in whatever state it is."""
    return [one for one in person.told if one.notice.kind.value == kind][-1].state


def _is_answered(person: Colleague, name: str) -> bool:
    """Whether the newest of this name, alone or told with others, asks for nothing any more."""
    card = [one for one in person.messages if name in one.text][-1].text
    alone = card.startswith(name)
    said = card if alone else next(line for line in card.splitlines() if name in line)
    return "afgehandeld" in said.casefold()


def test_a_forgotten_case_climbs_to_the_executive_step_by_step(world: World) -> None:
    """D7: nobody takes it, and the customer has no word of ours."""
    jos = world.says("jos", WORDS)

    world.goes_to("2026-03-16 09:30")
    assert len(world.channel("iedereen")) == 1
    world.goes_to("2026-03-16 11:00")
    assert (world.case(jos).level, world.sanne.heard_of) == (Level.LEAD, ["unclaimed_lead"])
    world.goes_to("2026-03-18 09:00")
    assert (world.case(jos).level, _heard(world.fatima, "public_silence")) == (Level.MANAGER, 1)
    world.goes_to("2026-03-19 08:59")
    assert world.dirk.heard_of == []
    world.goes_to("2026-03-19 09:00")
    assert (world.case(jos).level, world.dirk.heard_of) == (Level.EXECUTIVE, ["public_silence"])
    assert "Zorg jij dat er nu iemand reageert?" in world.dirk.messages[-1].text


def test_a_silent_owner_is_asked_then_the_lead_asks_then_it_is_anybodys(world: World) -> None:
    jos = world.says("jos", WORDS)
    world.erik.presses(Verb.CLAIM, jos)

    world.goes_to("2026-03-17 09:00")
    assert _heard(world.erik, "silent_owner") == 1
    assert _heard(world.sanne, "silent_owner_lead") == 0
    world.goes_to("2026-03-17 13:00")
    assert _asked(world.sanne, "silent_owner_lead") in {"sent", "pending", "bundled"}
    assert world.case(jos).owner == world.erik.id
    world.goes_to("2026-03-17 16:59")
    assert world.case(jos).state is State.CLAIMED
    world.goes_to("2026-03-17 17:00")

    case = world.case(jos)
    assert (case.state, case.owner) == (State.OPEN, None)
    assert world.codes(jos).count("released") == 1
    assert _asked(world.erik, "silent_owner") in {"settled", "withdrawn"}
    world.goes_to("2026-03-18 17:00")
    assert _heard(world.erik, "offered_again") == 1
    assert "Ik pak dit op" in world.channel("webcare")[-1].labels
    world.ravi.presses(Verb.CLAIM, jos)
    assert world.case(jos).owner == world.ravi.id


def test_who_had_a_case_gets_no_personal_word_about_it(world: World) -> None:
    """It was taken from them a moment ago: others who help with such cases are asked."""
    world.has_no_budget()
    jos, ali = world.says("jos", WORDS), world.says("ali", WORDS)
    world.erik.presses(Verb.CLAIM, ali)
    world.erik.presses(Verb.CLAIM, jos)
    world.erik.presses(Verb.SET_WILLING, "house", willing="yes")
    world.goes_to("2026-03-16 16:00")
    world.erik.presses(Verb.STILL_ON_IT, ali)
    world.goes_to("2026-03-18 12:00")

    assert world.case(jos).state is State.OPEN
    about = [one.notice.case for one in world.erik.told if one.notice.kind.value == "unclaimed"]
    assert jos not in about


def test_one_press_says_that_somebody_is_still_on_it(world: World) -> None:
    jos = world.says("jos", WORDS)
    world.erik.presses(Verb.CLAIM, jos)
    world.goes_to("2026-03-17 09:00")

    said = world.erik.hears(Verb.STILL_ON_IT, jos)
    again = world.amy.hears(Verb.STILL_ON_IT, jos)

    assert said == "Fijn. Ik vraag het je voorlopig niet nog eens."
    assert "Erik" in again
    assert _asked(world.erik, "silent_owner") == "settled"
    world.goes_to("2026-03-17 17:00")
    assert world.case(jos).owner == world.erik.id
    assert _heard(world.sanne, "silent_owner_lead") == 0


def test_a_silent_owner_with_a_promise_keeps_it_and_the_manager_hears(world: World) -> None:
    jos = world.says("jos", WORDS)
    world.erik.presses(Verb.CLAIM, jos)
    world.erik.presses(Verb.PROMISE, jos, words="Ik bel je vrijdag.", at="2026-03-20T17:00")

    world.goes_to("2026-03-18 12:00")

    case = world.case(jos)
    assert (case.state, case.owner) == (State.CLAIMED, world.erik.id)
    assert case.level >= Level.MANAGER
    assert "released" not in world.codes(jos)
    assert "silent_owner_lead" in {one.notice.kind.value for one in world.fatima.told}


@pytest.mark.parametrize("next_lead", ["amy", None])
def test_a_silent_lead_is_not_asked_how_she_is_doing_herself(
    world: World, next_lead: str | None
) -> None:
    """The next named lead asks; where there is none, the next level."""
    other = world.people[next_lead] if next_lead else world.fatima
    named = (world.sanne.id, *((other.id,) if next_lead else ()))
    leaders = {**world.desk.policy.leaders, Level.LEAD: named}
    world.desk = replace(world.desk, policy=replace(world.desk.policy, leaders=leaders))
    case = world.says("jos", WORDS)
    world.sanne.presses(Verb.CLAIM, case)

    world.goes_to("2026-03-17 16:59")

    assert _asked(other, "silent_owner_lead") in {"sent", "pending", "bundled"}
    assert _heard(world.sanne, "silent_owner") == 1
    assert "silent_owner_lead" not in {one.notice.kind.value for one in world.sanne.told}
    world.goes_to("2026-03-18 12:00")
    assert world.case(case).state is State.OPEN


def test_while_the_other_lead_is_away_no_silent_lead_is_asked_in_their_place(world: World) -> None:
    leaders = {**world.desk.policy.leaders, Level.LEAD: (world.amy.id, world.sanne.id)}
    world.desk = replace(world.desk, policy=replace(world.desk.policy, leaders=leaders))
    case = world.says("jos", WORDS)
    world.sanne.presses(Verb.CLAIM, case)
    world.is_away("amy", "2026-03-17", "2026-03-17")

    world.goes_to("2026-03-17 16:59")

    assert _asked(world.fatima, "silent_owner_lead") in {"sent", "pending", "bundled"}
    assert "silent_owner_lead" not in {one.notice.kind.value for one in world.sanne.told}
    world.goes_to("2026-03-18 16:59")
    assert "silent_owner_lead" not in {one.notice.kind.value for one in world.amy.told}


def test_after_downtime_nobody_loses_a_case_without_having_been_asked(world: World) -> None:
    jos = world.says("jos", WORDS)
    world.erik.presses(Verb.CLAIM, jos)

    world.sleeps_until("2026-03-25 10:00")
    assert world.case(jos).owner == world.erik.id
    assert "silent_owner" in {one.notice.kind.value for one in world.erik.told}
    world.goes_to("2026-03-25 16:59")
    assert world.case(jos).owner == world.erik.id
    world.goes_to("2026-03-26 10:00")
    assert world.case(jos).state is State.OPEN


def test_nobody_loses_a_case_over_a_question_that_the_chat_did_not_deliver(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    """From when they have it they have as long as always, and the lead hears in between."""
    world.has_no_budget()
    jos = world.says("jos", WORDS)
    world.erik.presses(Verb.CLAIM, jos)

    with monkeypatch.context() as down:
        down.setattr(world, "carry", lambda: None)
        world.goes_to("2026-03-19 12:00")
    assert world.case(jos).owner == world.erik.id
    world.carry()
    assert _heard(world.erik, "silent_owner") == 1

    world.goes_to("2026-03-19 15:59")
    assert _heard(world.sanne, "silent_owner_lead") == 0
    world.goes_to("2026-03-19 16:00")
    assert _heard(world.sanne, "silent_owner_lead") == 1
    world.goes_to("2026-03-20 11:59")
    assert world.case(jos).owner == world.erik.id
    world.goes_to("2026-03-20 12:00")
    assert world.case(jos).state is State.OPEN


def test_a_solved_case_waits_while_nobody_could_be_asked_to_check_back(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    jos = world.says("jos", WORDS)
    world.erik.presses(Verb.CLAIM, jos)
    world.erik.presses(Verb.REPLY, jos)
    world.erik.presses(Verb.SOLVE, jos, outcome="nothing")

    with monkeypatch.context() as down:
        down.setattr(world, "carry", lambda: None)
        world.goes_to("2026-04-20 12:00")
    assert world.case(jos).state is State.RESOLVED
    world.passes(hours=4)
    assert _heard(world.erik, "check_back") == 1

    world.goes_to("2026-04-27 08:59")
    assert world.case(jos).state is State.RESOLVED
    world.goes_to("2026-04-28 09:00")
    assert world.case(jos).state is State.CLOSED


def test_looking_again_and_again_tells_nothing_twice(world: World) -> None:
    jos = world.says("jos", WORDS)
    world.erik.presses(Verb.CLAIM, jos)
    world.goes_to("2026-03-17 13:00")
    told = [one.notice.key for one in (*world.erik.told, *world.sanne.told)]

    for _ in range(3):
        with world.desk.store.begin() as uow:
            uow.cases.look_at_all(at=world.now)
            uow.commit()
        world.goes_to(world.now)

    assert [one.notice.key for one in (*world.erik.told, *world.sanne.told)] == told


def test_the_first_return_is_the_leads_and_the_second_the_managers(world: World) -> None:
    """D43, and what users of rival products ask for."""
    jos = world.says("jos", WORDS)
    world.erik.presses(Verb.CLAIM, jos)
    for day, level in ((17, Level.LEAD), (18, Level.MANAGER)):
        world.erik.presses(Verb.REPLY, jos)
        world.erik.presses(Verb.SOLVE, jos, outcome="fine")
        world.goes_to(f"2026-03-{day} 10:00")
        assert world.says("jos", "Het is weer mis.") == jos
        assert world.case(jos).level is level

    world.goes_to("2026-03-19 12:00")
    assert "raised" in {one.notice.kind.value for one in world.sanne.told}
    assert "raised" in {one.notice.kind.value for one in world.fatima.told}


def test_a_repeat_contact_raises_a_level_at_once(world: World) -> None:
    jos = world.says("jos", WORDS)
    world.erik.presses(Verb.CLAIM, jos)
    world.erik.presses(Verb.REPLY, jos)
    world.passes(hours=1)

    world.says("jos", "En nu?")

    assert world.case(jos).level is Level.LEAD
    world.passes(hours=24)
    assert "raised" in {one.notice.kind.value for one in world.sanne.told}


def test_a_month_after_closing_the_last_owner_is_asked_whether_it_is_mended(world: World) -> None:
    jos = world.says("jos", WORDS)
    world.erik.presses(Verb.CLAIM, jos)
    world.erik.presses(Verb.REPLY, jos)
    world.erik.presses(Verb.SOLVE, jos, outcome="happy")
    world.amy.presses(Verb.CLOSE, jos, outcome="happy")

    world.sleeps_until("2026-04-15 08:00")
    assert _heard(world.erik, "still_mended") == 0
    world.goes_to("2026-04-15 17:00")
    assert _heard(world.erik, "still_mended") == 1

    assert world.erik.hears(Verb.STILL_MENDED, jos) == "Mooi. Genoteerd."
    assert _is_answered(world.erik, "Nog steeds goed?")
    assert world.case(jos).state is State.CLOSED
    world.sleeps_until("2026-07-01 12:00")
    assert _heard(world.erik, "still_mended") == 1


def test_what_is_not_mended_after_all_comes_back(world: World) -> None:
    jos = world.says("jos", WORDS)
    world.erik.presses(Verb.CLAIM, jos)
    world.erik.presses(Verb.REPLY, jos)
    world.erik.presses(Verb.SOLVE, jos, outcome="happy")
    world.amy.presses(Verb.CLOSE, jos, outcome="happy")
    world.sleeps_until("2026-04-15 12:00")
    world.goes_to("2026-04-15 17:00")

    world.erik.presses(Verb.REOPEN, jos, reason="De banner staat er weer.")

    case = world.case(jos)
    assert (case.state, case.owner) == (State.CLAIMED, world.erik.id)
    assert _is_answered(world.erik, "Nog steeds goed?")


def test_a_word_on_the_way_is_asked_for_and_one_word_is_enough(world: World) -> None:
    jos = world.says("jos", WORDS)
    world.erik.presses(Verb.CLAIM, jos)
    world.erik.presses(Verb.REPLY, jos)

    world.goes_to("2026-03-23 12:00")
    assert _heard(world.erik, "update_asked") == 1
    world.erik.presses(Verb.QUICK_UPDATE, jos, way="public", words="We zijn nog bezig.")

    assert _is_answered(world.erik, "Een tussenbericht")
    world.goes_to("2026-03-29 12:00")
    assert _heard(world.erik, "silent_owner") == 0
    world.goes_to("2026-03-30 12:00")
    assert _heard(world.erik, "update_asked") == 2


def _waits_for_three_weeks(world: World) -> CaseId:
    """From the afternoon of the first day to 7 April; nothing of a solution is asked meanwhile."""
    world.has_no_budget()
    jos = world.says("jos", WORDS, post="first")
    world.erik.presses(Verb.CLAIM, jos)
    world.erik.presses(Verb.REPLY, jos)
    world.goes_to("2026-03-16 17:00")
    world.erik.presses(Verb.WAIT, jos)
    world.goes_to("2026-03-30 12:00")
    world.erik.presses(Verb.STILL_ON_IT, jos)
    world.goes_to("2026-04-07 11:00")
    return jos


def _asks_for_a_plan(world: World, at: str) -> None:
    """Not a minute before."""
    world.goes_to(local(at) - timedelta(minutes=1))
    assert _heard(world.erik, "plan_asked") == 0
    world.goes_to(at)
    assert _heard(world.erik, "plan_asked") == 1


def test_while_a_customer_is_waited_for_no_time_of_the_solution_passes(world: World) -> None:
    jos = _waits_for_three_weeks(world)

    world.erik.presses(Verb.STOP_WAITING, jos)
    for day in (13, 14, 17, 20, 21, 24, 28):
        world.goes_to(f"2026-04-{day} 12:00")
        world.erik.presses(Verb.REPLY, jos)

    _asks_for_a_plan(world, "2026-04-29 09:00")


def test_the_answer_of_a_customer_who_was_waited_for_lets_it_pass_again(world: World) -> None:
    """They write again, which is urgent: two working days for a plan."""
    jos = _waits_for_three_weeks(world)

    assert world.says("jos", "Hier is mijn nummer.", in_reply_to="first") == jos
    world.erik.presses(Verb.REPLY, jos)
    world.goes_to("2026-04-08 10:00")
    world.erik.presses(Verb.REPLY, jos)

    _asks_for_a_plan(world, "2026-04-09 09:00")


def test_a_changed_ladder_applies_to_what_is_under_way_and_to_what_was_closed(
    world: World,
) -> None:
    jos, ina = world.says("jos", WORDS), world.says("ina", WORDS)
    for customer in (jos, ina):
        world.amy.presses(Verb.CLAIM, customer)
        world.amy.presses(Verb.REPLY, customer)
    world.amy.presses(Verb.SOLVE, ina, outcome="happy")
    world.sanne.presses(Verb.CLOSE, ina, outcome="happy")
    apply_policy(world.desk, "before", now=world.now)
    world.goes_to("2026-03-18 10:00")
    assert {"plan_asked", "still_mended"}.isdisjoint(world.amy.heard_of)

    shorter = replace(Ladder(), plan=Days(2), look_again=(2,))
    world.desk = replace(world.desk, policy=replace(world.desk.policy, normal=shorter))
    apply_policy(world.desk, "after", now=world.now)
    world.goes_to("2026-03-19 17:00")

    assert {"plan_asked", "still_mended"} <= set(world.amy.heard_of)
