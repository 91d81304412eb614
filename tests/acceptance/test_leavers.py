"""Somebody leaves on a Friday, and nothing of theirs is without an owner overnight."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from bot.domain.case import State
from bot.domain.ids import CaseId
from bot.domain.leaving import release_left
from bot.domain.working_time import Absence
from bot.presentation.intent import Verb
from bot.usecases import leaving
from bot.usecases.leaving import find_left, let_leavers_go, reown, reown_case
from tests.acceptance.world import Colleague, World

FRIDAY = "2026-03-20 16:30"


def _claimed(world: World, customer: str) -> CaseId:
    case = world.says(customer, "Geen internet")
    world.erik.presses(Verb.CLAIM, case)
    world.erik.presses(Verb.REPLY, case)
    return case


def _promised(world: World, customer: str, doer: Colleague | None = None) -> CaseId:
    case = _claimed(world, customer)
    who = str((doer or world.erik).id)
    world.erik.presses(Verb.PROMISE, case, words="Ik bel.", at="2026-03-24T12:00", doer=who)
    return case


def _leaves(world: World, colleague: Colleague) -> None:
    with world.store.begin() as uow:
        uow.employees.set_active(colleague.id, active=False)
        uow.commit()


def _looks(world: World) -> int:
    done = reown(world.desk, now=world.now)
    world.carry()
    return done


def _offered_to(world: World, case: CaseId) -> int | None:
    handover = world.case(case).handover
    return handover.to if handover else None


def test_a_leaver_on_friday_leaves_nothing_without_an_owner(world: World) -> None:
    free, kept, solved = (
        _claimed(world, "jos"),
        _promised(world, "mia"),
        _claimed(world, "ali"),
    )
    world.erik.presses(Verb.SOLVE, solved, outcome="nothing")
    world.goes_to(FRIDAY)
    _leaves(world, world.erik)

    _looks(world)

    assert [world.case(one).state for one in (free, solved)] == [State.OPEN, State.OPEN]
    assert "Jos" in world.channel("netwerk")[-2].text + world.channel("netwerk")[-1].text
    assert world.case(kept).owner == world.erik.id
    assert _offered_to(world, kept) == world.amy.id
    asked = world.amy.messages[-1].text
    assert "Erik (Projecten) werkt hier niet meer" in asked
    world.amy.presses(Verb.ACCEPT, kept)
    assert world.case(kept).owner == world.amy.id
    assert {one.doer for one in world.case(kept).open_promises} == {world.amy.id}
    assert world.erik.heard_of.count("handover_accepted") == 0


def test_whoever_looks_twice_finds_nothing_more_to_do(world: World) -> None:
    case = _promised(world, "mia")
    _claimed(world, "jos")
    _leaves(world, world.erik)

    assert _looks(world) == 2
    version = world.case(case).version
    assert _looks(world) == 0
    assert not reown_case(world.desk, case, now=world.now)
    assert world.case(case).version == version


def test_the_deputy_of_an_absence_that_runs_is_asked_first(world: World) -> None:
    case = _promised(world, "mia")
    away = Absence(date(2026, 3, 16), date(2026, 3, 27), deputy=world.ravi.id)
    with world.store.begin() as uow:
        uow.employees.add_absence(world.erik.id, away)
        uow.commit()
    _leaves(world, world.erik)

    _looks(world)

    assert _offered_to(world, case) == world.ravi.id


def test_who_declines_or_does_not_answer_is_followed_by_the_lead(world: World) -> None:
    case = _promised(world, "mia")
    _leaves(world, world.erik)
    _looks(world)
    world.amy.presses(Verb.DECLINE, case)

    _looks(world)

    assert _offered_to(world, case) == world.sanne.id
    assert "handover_declined" not in world.amy.heard_of + world.sanne.heard_of
    world.passes(hours=9)

    assert _offered_to(world, case) is None
    assert _looks(world) == 1
    assert world.case(case).owner == world.sanne.id
    assert world.codes(case)[-1] == "taken_over"
    world.goes_to("2026-03-17 09:30")
    assert world.sanne.heard_of.count("taken_over") == 1
    assert "handover_expired" not in world.amy.heard_of + world.sanne.heard_of


def test_the_owner_is_told_once_that_who_was_to_do_it_left(world: World) -> None:
    case = _promised(world, "mia", doer=world.ravi)
    _leaves(world, world.ravi)

    _looks(world)
    _looks(world)
    world.passes(hours=1)  # it can wait for the day's first bundle

    assert world.case(case).owner == world.erik.id
    assert world.erik.heard_of.count("doer_left") == 1
    assert "Ravi (Netwerk) werkt hier niet meer" in "".join(one.text for one in world.erik.messages)


def test_a_new_owner_is_told_when_doer_and_owner_left_together(world: World) -> None:
    case = _promised(world, "mia", doer=world.ravi)
    _leaves(world, world.ravi)
    _leaves(world, world.erik)
    _looks(world)
    world.amy.presses(Verb.ACCEPT, case)

    _looks(world)
    world.passes(hours=1)

    assert world.amy.heard_of.count("doer_left") == 1


def test_who_holds_nothing_is_no_longer_looked_at(world: World) -> None:
    _claimed(world, "jos")
    _leaves(world, world.erik)
    _looks(world)
    world.now += timedelta(minutes=6)

    let_leavers_go(world.desk, now=world.now)

    with world.store.begin() as uow:
        assert uow.leavers.let_go(before=world.now + timedelta(days=9)) == 0


def test_who_comes_back_keeps_what_is_not_handed_on(world: World) -> None:
    case = _claimed(world, "jos")
    _leaves(world, world.erik)
    with world.store.begin() as uow:
        uow.employees.set_active(world.erik.id, active=True)
        uow.commit()

    assert _looks(world) == 0
    assert world.case(case).owner == world.erik.id


def test_one_case_that_cannot_be_handed_on_keeps_no_other_waiting(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    first, second = _claimed(world, "jos"), _claimed(world, "mia")
    _leaves(world, world.erik)

    def fail(case: object, **more: object) -> object:
        if getattr(case, "id", None) == first:
            raise RuntimeError("a fault of ours")
        return release_left(case, **more)  # type: ignore[arg-type]

    monkeypatch.setattr(leaving, "release_left", fail)

    assert _looks(world) == 1
    assert world.case(first).owner == world.erik.id
    assert world.case(second).state is State.OPEN
    monkeypatch.undo()
    assert find_left(world.desk, now=world.now).cases == [first]
    assert _looks(world) == 1


def test_on_friday_evening_no_card_disturbs_who_has_it_all_then(world: World) -> None:
    """They pressed for nothing: their cards are there on Monday morning."""
    cases = [_promised(world, customer) for customer in ("jos", "mia", "ali", "kim", "bea")]
    for name in ("amy", "nicole"):
        world.is_away(name, "2026-03-16", "2026-03-27")
    world.goes_to(FRIDAY)
    _leaves(world, world.erik)
    _looks(world)
    before = len(world.sanne.messages)

    world.goes_to("2026-03-20 17:05")
    while _looks(world):
        pass
    world.goes_to("2026-03-23 08:59")
    owned = [world.case(one).owner for one in cases]
    assert len(world.sanne.messages) == before

    world.goes_to("2026-03-23 09:01")
    briefed = [one for one in world.sanne.messages if one.key.startswith("briefing:")]
    assert owned == [world.sanne.id] * 5
    assert len(briefed) == 5
