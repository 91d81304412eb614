"""A form that is sent again because nobody knew what became of it is recorded once."""

from bot.domain.ids import CaseId
from bot.interactions.interaction import Interaction
from bot.presentation.form import Form
from bot.presentation.forms.moment import UNDATED
from bot.presentation.intent import Intent, Verb
from bot.presentation.toast import Toast
from tests.acceptance.world import World


def promises(world: World, case: CaseId, words: str, number: int, opening: str) -> Toast | Form:
    """Erik fills in *Iets beloofd*, in a window that he opened once."""
    intent = Intent(Verb.PROMISE, f"case:{case}", 2)
    fields = {"words": words, "when": UNDATED}
    reply = world.door.take(
        Interaction(f"{opening}:{number}", world.erik.account, intent, fields, opening=opening)
    )
    assert isinstance(reply, Toast | Form)
    return reply


def test_what_was_typed_differently_meanwhile_is_no_second_promise(world: World) -> None:
    case = world.says("jos", "Drie keer hetzelfde gevraagd.")
    world.erik.presses(Verb.CLAIM, case)

    promises(world, case, "Ik bel je.", 1, "window")
    again = promises(world, case, "Ik bel je vandaag.", 2, "window")

    assert isinstance(again, Toast)
    assert not again.refused
    assert len(world.case(case).open_promises) == 1


def test_a_window_that_is_opened_again_is_another_promise(world: World) -> None:
    case = world.says("jos", "Drie keer hetzelfde gevraagd.")
    world.erik.presses(Verb.CLAIM, case)

    promises(world, case, "Ik bel je.", 1, "window")
    promises(world, case, "Ik mail je.", 1, "another window")

    assert len(world.case(case).open_promises) == 2


def test_what_was_refused_may_be_mended_in_the_same_window(world: World) -> None:
    case = world.says("jos", "Drie keer hetzelfde gevraagd.")
    world.erik.presses(Verb.CLAIM, case)

    refused = promises(world, case, "", 1, "window")
    promises(world, case, "Ik bel je.", 2, "window")

    assert isinstance(refused, Form)
    assert len(world.case(case).open_promises) == 1
