"""What an action had settled is alive again when the action is undone."""

from __future__ import annotations

from datetime import timedelta

from bot.domain.ids import CaseId
from bot.ports.chatting import ChatAway
from bot.presentation.intent import Verb
from tests.acceptance.world import World
from tests.fakes.chat import Message


def _promised(world: World, at: str) -> CaseId:
    case = world.says("ali", "Bel me.")
    world.ravi.presses(Verb.CLAIM, case)
    world.ravi.presses(Verb.REPLY, case)
    world.ravi.presses(Verb.PROMISE, case, words="Ik bel.", at=at)
    return case


def _reminders(world: World) -> list[Message]:
    return [one for one in world.ravi.messages if one.key.startswith("promise:")]


def test_a_reminder_that_was_done_asks_again_when_that_is_undone(world: World) -> None:
    """Its key is used, so nothing else would ask."""
    case = _promised(world, "2026-03-16T12:00")
    world.goes_to("2026-03-16 12:01")
    asked = [one.labels for one in _reminders(world)]
    assert any(asked)

    promise = f"promise:{world.promise_of(case)}"
    world.ravi.presses(Verb.KEEP, promise)
    assert not any(one.labels for one in _reminders(world))
    world.ravi.presses(Verb.UNDO, case)

    assert [one.labels for one in _reminders(world)] == asked
    world.ravi.presses(Verb.KEEP, promise)
    assert not any(one.labels for one in _reminders(world))


def test_a_reminder_that_was_withdrawn_comes_when_its_reason_is_undone(world: World) -> None:
    """It was not sent yet, because the chat was away."""
    case = _promised(world, "2026-03-16T12:00")
    world.chat.failures = [ChatAway("timeout")] * 50
    world.goes_to("2026-03-16 12:01")
    assert not _reminders(world)
    world.machine += timedelta(minutes=6)
    world.chat.failures = []
    world.ravi.presses(Verb.KEEP, f"promise:{world.promise_of(case)}")
    assert not _reminders(world)

    world.ravi.presses(Verb.UNDO, case)

    assert any(one.labels for one in _reminders(world))


def test_a_briefing_is_alive_again_when_letting_go_is_undone(world: World) -> None:
    """The same one: the owner works on where they were."""
    case = world.says("ali", "Bel me.")
    world.ravi.presses(Verb.CLAIM, case)
    (briefing,) = world.ravi.messages
    labels = briefing.labels
    world.ravi.presses(Verb.RELEASE, case)
    assert briefing.labels != labels

    world.ravi.presses(Verb.UNDO, case)

    assert briefing.labels == labels
    world.ravi.presses(Verb.REPLY, case)
    world.passes(minutes=1)
    assert briefing.shown[-1] is not briefing.shown[-2]
    assert len(world.ravi.messages) == 1


def test_what_an_earlier_action_settled_stays_settled(world: World) -> None:
    """Only the undone action's doing is taken back."""
    case = _promised(world, "2026-03-16T12:00")
    world.goes_to("2026-03-16 12:01")
    world.ravi.presses(Verb.KEEP, f"promise:{world.promise_of(case)}")
    drawn = [len(one.shown) for one in _reminders(world)]
    world.ravi.presses(Verb.REPLY, case)
    world.ravi.presses(Verb.UNDO, case)

    assert [len(one.shown) for one in _reminders(world)] == drawn
