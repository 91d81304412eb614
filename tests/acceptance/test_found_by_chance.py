"""What only random actions found, told as short stories."""

from __future__ import annotations

from bot.presentation.intent import Verb
from tests.acceptance.world import World


def test_what_was_told_of_a_merged_case_is_settled_with_the_case_that_took_it_in(
    world: World,
) -> None:
    """A reminder keeps its buttons as long as there is something to do, and no longer."""
    kept, gone = world.says("jos", "Hallo?"), world.says("jos2", "Hallo?")
    world.erik.presses(Verb.CLAIM, gone)
    world.passes(hours=5)
    world.erik.presses(Verb.MERGE, kept, other=str(gone))
    assert _state_of(world, "no_reply") == "sent"
    world.erik.presses(Verb.REPLY, kept)

    assert _state_of(world, "no_reply") == "settled"


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


def _state_of(world: World, kind: str) -> str:
    (told,) = [one for one in world.erik.told if one.notice.kind.value == kind]
    return told.state
