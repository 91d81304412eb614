"""What a chat can be made to send is refused kindly, or kept as it was typed: it breaks nothing."""

from __future__ import annotations

import pytest

from bot.domain.ids import CaseId
from bot.interactions.interaction import Interaction, Reply
from bot.presentation.form import Form
from bot.presentation.gallery.examples import STRANGE
from bot.presentation.intent import Verb, opening
from bot.presentation.page import Page
from bot.presentation.toast import Toast
from tests.acceptance.world import Colleague, World

STRANGE_WORDS = (
    *(words for _, words in STRANGE.values() if len(words) < 1000),
    "<!channel> <@U123> @everyone <at>iedereen</at> [hier](http://evil.example) *vet* `x`",
    "\u202e\u05e9\u05dc\u05d5\u05dd\u202c \U0001f468\u200d\U0001f469\u200d\U0001f467",
)
LATER = "2026-03-18T17:00"
_CHANGES: tuple[tuple[Verb, dict[str, str]], ...] = (
    (Verb.STILL_ON_IT, {}),
    (Verb.STILL_MENDED, {}),
    (Verb.BYPASS, {"words": "Wachttijd"}),
    (Verb.ASK_DEPARTMENT, {"department": "Netwerk", "words": "Meten", "at": LATER}),
    (Verb.ASK_MANAGER, {"colleague": "1"}),
    (Verb.BUDDY, {"webcare": "1"}),
)


@pytest.fixture
def case(world: World) -> CaseId:
    """A case that is Erik's, and that has a reply."""
    number = world.says("jos", "Geen internet")
    world.erik.presses(Verb.CLAIM, number)
    world.erik.presses(Verb.REPLY, number)
    return number


def _asks(world: World, case: CaseId, **changed: str) -> Reply:
    asked = {"department": "Netwerk", "words": "Meet de lijn.", "at": LATER} | changed
    return world.erik.sends(Verb.ASK_DEPARTMENT, case, asked)


def _opens(who: Colleague, verb: Verb, subject: str, item: str | None = None) -> Reply:
    intent = opening(verb, subject, item=item)
    return who.world.door.take(Interaction("opens", who.account, intent, {}))


# --- numbers that are not there, or somebody else's ---------------------------------------------


@pytest.mark.parametrize(
    "step", ["99", "replied.never", "", "claimed.claimed", "\u0661", "x" * 300]
)
def test_a_step_of_the_practice_that_is_not_there_begins_anew(world: World, step: str) -> None:
    page = world.erik.presses(Verb.SHOW_PRACTICE, "house", argument=step)

    assert isinstance(page, Page)
    assert page.title.plain == "Oefenen: stap 1 van 4"
    assert world.everything_stored().count("Robin") == 0


@pytest.mark.parametrize(("verb", "fields"), _CHANGES)
@pytest.mark.parametrize("subject", ["case:0", "case:99999999999999999999", "case:x", "notice:1"])
def test_no_answer_concerns_a_case_that_is_not_there(
    world: World, verb: Verb, fields: dict[str, str], subject: str
) -> None:
    assert isinstance(world.erik.sends(verb, subject, fields), Toast | Form)


@pytest.mark.parametrize(("verb", "fields"), _CHANGES)
def test_what_is_the_owners_changes_nothing_when_somebody_else_sends_it(
    world: World, case: CaseId, verb: Verb, fields: dict[str, str]
) -> None:
    before = world.case(case)

    assert isinstance(world.ravi.sends(verb, case, fields), Toast | Form)

    assert world.case(case) == before


@pytest.mark.parametrize("verb", [Verb.TAKE_PROMISE, Verb.NAME_DOER, Verb.REMIND_LATER, Verb.MOVE])
def test_a_promise_of_another_case_is_not_reached_through_mine(
    world: World, case: CaseId, verb: Verb
) -> None:
    other = world.says("mia", "Ook niets")
    world.amy.presses(Verb.CLAIM, other)
    world.amy.presses(Verb.PROMISE, other, words="Ik bel.", at=LATER)
    promise, before = world.promise_of(other), world.case(other)
    fields = {"doer": str(world.erik.id), "reason": "other", "at": "2026-03-17T12:00"}

    for argument in (str(promise), "0", "x", "99999999999999999999"):
        reply = world.erik.sends(verb, case, fields, argument=argument)
        assert isinstance(reply, Toast | Form)
        assert world.case(other) == before


@pytest.mark.parametrize(
    "subject", ["notice:0", "notice:x", "notice:99999999999999999999", "case:1"]
)
def test_a_bundle_that_is_not_there_is_refused(world: World, subject: str) -> None:
    assert isinstance(world.erik.presses(Verb.SHOW_BUNDLE, subject), Toast)


@pytest.mark.parametrize("argument", ["0", "x", "99999999999999999999", "-1", None])
def test_an_offer_that_is_not_there_is_neither_declined_nor_opened(
    world: World, case: CaseId, argument: str | None
) -> None:
    declined = world.erik.presses(Verb.DECLINE_OFFER, case, argument=argument)

    assert isinstance(declined, Toast | Form)
    assert isinstance(_opens(world.erik, Verb.PROMISE, f"case:{case}", argument), Toast | Form)


# --- fields -------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "department", ["Bestaat niet", "", " ", "netwerk ", "x" * 6000, "\u202eNet"]
)
def test_a_department_that_is_not_there_is_asked_for_nothing(
    world: World, case: CaseId, department: str
) -> None:
    assert isinstance(_asks(world, case, department=department), Form)
    assert world.case(case).open_promises == ()


@pytest.mark.parametrize("at", ["0001-01-01T00:00+14:00", "9999-12-31T23:59-14:00"])
def test_a_reading_that_was_made_up_saves_nothing(world: World, case: CaseId, at: str) -> None:
    made_up = {"words": "Ik bel.", "when": f"read/{at}/00000000"}

    world.erik.sends(Verb.PROMISE, case, made_up)
    _asks(world, case, at="", when=made_up["when"])

    assert [one for one in world.case(case).open_promises if one.due_at is not None] == []


@pytest.mark.parametrize("words", STRANGE_WORDS)
def test_strange_words_are_kept_and_shown_as_they_were_typed(
    world: World, case: CaseId, words: str
) -> None:
    _asks(world, case, words=words)
    world.erik.sends(Verb.BYPASS, case, {"words": words, "why": words})
    shown = _opens(world.erik, Verb.PROMISE, f"case:{case}")

    assert isinstance(shown, Form)
    (asked,) = world.case(case).open_promises
    assert asked.words is not None
    assert "process_bypassed" in world.codes(case)
    assert isinstance(world.karin.presses(Verb.SHOW_CASE, case), Page)


@pytest.mark.parametrize("verb", [Verb.ASK_DEPARTMENT, Verb.BYPASS, Verb.PROMISE])
def test_more_words_than_there_is_room_for_are_given_back(
    world: World, case: CaseId, verb: Verb
) -> None:
    words = "\U0001f468\u200d\U0001f469 woord " * 3000
    fields = {"department": "Netwerk", "words": words, "at": LATER, "why": words}

    reply = world.erik.sends(verb, case, fields)

    assert isinstance(reply, Form)
    assert reply.typed["words"] == words
    assert world.case(case).open_promises == ()
