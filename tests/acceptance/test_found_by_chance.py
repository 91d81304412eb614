"""What only random actions found, told as short stories."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta

from bot.domain.ids import CaseId
from bot.domain.notice import ToldNotice
from bot.presentation.intent import Verb
from tests.acceptance.world import World


def test_what_was_told_of_a_merged_case_is_settled_with_the_case_that_took_it_in(
    world: World,
) -> None:
    """A reminder keeps its buttons as long as there is something to do, and no longer.

    It is Erik's first case: his buddy is reminded of it, not he.
    """
    kept, gone = world.says("jos", "Hallo?"), world.says("jos2", "Hallo?")
    world.erik.presses(Verb.CLAIM, gone)
    world.passes(hours=5)
    world.erik.presses(Verb.MERGE, kept, other=str(gone))
    assert _state_of(world.amy.told, "no_reply") == "sent"
    world.erik.presses(Verb.REPLY, kept)

    assert _state_of(world.amy.told, "no_reply") == "settled"


def test_a_case_that_takes_in_an_older_one_comes_to_rest(world: World) -> None:
    """What was told of the older one was behind for ever: it waited for a version of its own."""
    kept, gone = world.says("jos", "Hallo?"), world.says("jos2", "Hallo?")
    world.erik.presses(Verb.CLAIM, gone)
    world.passes(hours=5)
    for _ in range(5):
        world.erik.presses(Verb.NOTE, gone, words="Nog een notitie")

    world.erik.presses(Verb.MERGE, kept, other=str(gone))

    with world.store.read() as uow:
        assert uow.outbox.lateness(business=world.now)["notices"] == 0


def test_what_a_merge_takes_back_comes_to_rest_too(world: World) -> None:
    """An offer is withdrawn by a merge, and who was asked is told: of the case that stays."""
    kept, gone = world.says("jos", "Hallo?"), world.says("jos2", "Hallo?")
    world.ravi.presses(Verb.CLAIM, kept)
    world.erik.presses(Verb.CLAIM, gone)
    for _ in range(5):
        world.erik.presses(Verb.NOTE, gone, words="Nog een notitie")
    world.erik.presses(Verb.HANDOVER, gone, colleague=str(world.nicole.id))

    world.erik.presses(Verb.MERGE, kept, other=str(gone))

    world.passes(hours=24)
    assert world.nicole.heard_of.count("handover_withdrawn") == 1
    with world.store.read() as uow:
        assert uow.outbox.lateness(business=world.now)["notices"] == 0


def test_a_promise_that_moves_to_another_case_is_not_reminded_of_twice(world: World) -> None:
    """Once per step, wherever the promise is by then."""
    kept, gone = world.says("jos", "Hallo?"), world.says("jos2", "Hallo?")
    world.erik.presses(Verb.CLAIM, gone)
    due = (world.now + timedelta(hours=2)).isoformat()
    world.erik.presses(Verb.PROMISE, gone, words="Ik bel je", to="customer", at=due)
    world.passes(hours=3)
    world.erik.presses(Verb.MERGE, kept, other=str(gone))
    world.passes(hours=1)

    assert world.erik.heard_of.count("promise_due") == 1
    assert _state_of(world.erik.told, "promise_due") == "sent"


def test_a_reminder_goes_with_its_promise_when_a_case_is_split(world: World) -> None:
    """It is neither told again nor left behind without buttons."""
    case = world.says("jos", "Hallo?", post="first")
    world.erik.presses(Verb.CLAIM, case)
    due = (world.now + timedelta(hours=2)).isoformat()
    world.erik.presses(Verb.PROMISE, case, words="Ik bel je", to="customer", at=due)
    world.passes(hours=3)
    world.says("jos", "En nog iets anders", in_reply_to="first")
    promise = world.promise_of(case)
    world.erik.presses(Verb.SPLIT, case, posts=_posts(world, case)[-1:], promises=(str(promise),))
    world.passes(hours=1)

    assert world.erik.heard_of.count("promise_due") == 1
    assert _state_of(world.erik.told, "promise_due") == "sent"
    world.erik.presses(Verb.KEEP, f"promise:{promise}", evidence="Gebeld")
    assert _state_of(world.erik.told, "promise_due") == "settled"


def _posts(world: World, case: CaseId) -> tuple[str, ...]:
    with world.store.read() as uow:
        return tuple(str(post.id) for post in uow.posts.list_of(case))


def _state_of(told: Sequence[ToldNotice], kind: str) -> str:
    (found,) = [one for one in told if one.notice.kind.value == kind]
    return found.state
