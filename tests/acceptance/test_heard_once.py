"""Whoever stands in for a colleague, and then takes their case over, hears each reminder once."""

from __future__ import annotations

from bot.presentation.intent import Verb
from tests.acceptance.world import World


def test_a_deputy_who_takes_the_case_over_is_not_reminded_again(world: World) -> None:
    case = world.says("jos", "Al drie dagen geen internet!")
    world.erik.presses(Verb.CLAIM, case)
    world.erik.presses(Verb.REPLY, case)
    words, nicole = "Ik bel u woensdag", str(world.nicole.id)
    world.erik.presses(Verb.PROMISE, case, words=words, at="2026-03-18T12:00")
    world.erik.presses(
        Verb.SET_ABSENCE, "house", deputy=nicole, first_on="2026-03-18", last_on="2026-03-18"
    )

    world.goes_to("2026-03-18 12:30")
    stood_in = world.nicole.heard_of.count("promise_due")
    world.erik.presses(Verb.HANDOVER, case, colleague=nicole)
    world.nicole.presses(Verb.ACCEPT, case)
    world.goes_to("2026-03-18 16:00")

    assert stood_in == 1
    assert world.case(case).owner == world.nicole.id
    assert world.nicole.heard_of.count("promise_due") == 1


def test_whoever_stands_in_from_now_on_hears_no_old_reminder(world: World) -> None:
    case = world.says("jos", "Al drie dagen geen internet!")
    world.erik.presses(Verb.CLAIM, case)
    world.erik.presses(Verb.REPLY, case)
    words, nicole = "Ik bel u woensdag", str(world.nicole.id)
    world.erik.presses(Verb.PROMISE, case, words=words, at="2026-03-18T16:00")
    world.goes_to("2026-03-18 20:00")

    world.erik.presses(
        Verb.SET_ABSENCE, "house", deputy=nicole, first_on="2026-03-18", last_on="2026-03-18"
    )
    world.goes_to("2026-03-18 21:00")

    assert world.erik.heard_of.count("promise_due") == 1
    assert world.nicole.heard_of == []


def test_a_reminder_that_is_handed_on_before_it_was_sent_is_heard_once(world: World) -> None:
    case = world.says("jos", "Wanneer komt mijn modem?")
    world.erik.presses(Verb.CLAIM, case)
    world.erik.presses(Verb.REPLY, case)
    words, nicole = "Ik bel u vrijdag", str(world.nicole.id)
    world.erik.presses(Verb.PROMISE, case, words=words, at="2026-03-20T17:00")
    world.goes_to("2026-03-19 17:30")
    world.erik.presses(
        Verb.SET_ABSENCE, "house", deputy=nicole, first_on="2026-03-20", last_on="2026-03-20"
    )

    world.goes_to("2026-03-20 10:00")
    world.says("jos", "Nog iets gehoord?")
    world.goes_to("2026-03-20 16:59")

    assert world.erik.heard_of.count("promise_early") == 0
    assert world.nicole.heard_of.count("promise_early") == 1
