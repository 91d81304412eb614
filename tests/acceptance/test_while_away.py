"""Who hears of a promise while somebody is away, and when: nothing sleeps, nobody is disturbed."""

from __future__ import annotations

from bot.domain.ids import CaseId
from bot.presentation.intent import Verb
from tests.acceptance.test_quiet import told
from tests.acceptance.world import Colleague, World, local

ORDINARY = "Wanneer komt mijn modem?"


def promises(
    who: Colleague, at: str, doer: Colleague | None = None, text: str = ORDINARY
) -> CaseId:
    """A case of theirs with a reply and one promise, due at this moment in Amsterdam."""
    case = who.world.says("jos", text)
    who.presses(Verb.CLAIM, case)
    who.presses(Verb.REPLY, case)
    named = {"doer": str(doer.id)} if doer else {}
    who.presses(Verb.PROMISE, case, words="Ik bel je.", at=at, **named)
    return case


def is_away(
    who: Colleague, first_on: str, last_on: str | None = None, deputy: Colleague | None = None
) -> None:
    """They say so themselves."""
    named = {"deputy": str(deputy.id)} if deputy else {}
    who.presses(Verb.SET_ABSENCE, "house", first_on=first_on, last_on=last_on or first_on, **named)


def waits_for_monday(world: World) -> CaseId:
    """What Erik does for Nicole was due on Friday evening, and he hears it on Monday."""
    case = promises(world.nicole, "2026-03-20T20:00", doer=world.erik)
    world.goes_to("2026-03-20 20:30")
    assert told(world.erik, "promise_due") == []
    return case


# --- handed on, and on again --------------------------------------------------------------------


def test_what_is_handed_on_twice_is_still_heard(world: World) -> None:
    waits_for_monday(world)

    is_away(world.erik, "2026-03-23", "2026-03-24", deputy=world.ravi)
    is_away(world.ravi, "2026-03-23", "2026-03-24", deputy=world.fatima)
    world.goes_to("2026-03-23 16:59")

    (heard,) = told(world.fatima, "promise_due")
    assert heard.notice.facts["for"] == world.erik.id
    assert (told(world.erik, "promise_due"), told(world.ravi, "promise_due")) == ([], [])


def test_what_comes_back_to_whom_it_was_meant_for_is_simply_theirs(world: World) -> None:
    """Erik is there after all when Ravi, who stood in for him, is away."""
    waits_for_monday(world)
    is_away(world.erik, "2026-03-23", deputy=world.ravi)
    world.erik.presses(Verb.END_ABSENCE, "house", argument="2026-03-23/2026-03-23")
    is_away(world.ravi, "2026-03-23", deputy=world.erik)

    world.goes_to("2026-03-23 16:59")

    (heard,) = told(world.erik, "promise_due")
    assert "for" not in heard.notice.facts
