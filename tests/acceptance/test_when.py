"""By when, as people write it, is read, shown in words, and saved once it was seen."""

from __future__ import annotations

import pytest

from bot.domain.ids import CaseId
from bot.interactions.interaction import Interaction, Reply
from bot.presentation.form import Field, Form, Typed
from bot.presentation.forms.moment import PICK, UNDATED, asked_as
from bot.presentation.intent import Intent, Verb, opening
from bot.presentation.toast import Toast
from tests.acceptance.world import World, local

# The world begins on Monday 16 March 2026 at 09:00.
_READ_FRIDAY = "Ik lees: vr 20 maart 12:00, over 4 dagen"


@pytest.fixture
def case(world: World) -> CaseId:
    """A case that is Erik's."""
    number = world.says("jos", "Drie keer hetzelfde gevraagd.")
    world.erik.presses(Verb.CLAIM, number)
    return number


def opens(world: World, case: CaseId, **typed: str) -> Form:
    """Erik opens *Iets beloofd*, perhaps with a reply that he pasted."""
    intent = opening(Verb.PROMISE, f"case:{case}")
    reply = world.door.take(Interaction("opens", world.erik.account, intent, typed))
    assert isinstance(reply, Form)
    return reply


def sends(world: World, case: CaseId, number: int = 1, /, **typed: str) -> Reply:
    """Erik sends the form that he opened, perhaps not for the first time."""
    intent = Intent(Verb.PROMISE, f"case:{case}", world.case(case).version)
    return world.door.take(
        Interaction(f"window:{number}", world.erik.account, intent, typed, opening="window")
    )


def asked(form: Reply) -> Form:
    """The form that came back."""
    assert isinstance(form, Form), form
    return form


def when(form: Form) -> Field:
    """The field in which a moment is chosen."""
    return next(field for field in form.fields if asked_as(field.name) == "when")


def filled(form: Form) -> dict[str, str]:
    """What a chat sends of a form as it stands: what was typed, and what was chosen for them."""
    standing: Typed = {one.name: one.value for one in form.fields if one.value} | dict(form.typed)
    return {name: value for name, value in standing.items() if isinstance(value, str)}


def chosen(form: Form) -> str | None:
    """The label of what is chosen."""
    field = when(form)
    value = form.typed.get(field.name, field.value)
    return next((one.label.plain for one in field.options if one.value == value), None)


def test_a_reply_that_was_pasted_opens_the_form_with_its_moment_chosen(
    world: World, case: CaseId
) -> None:
    form = opens(world, case, words="Sorry Jos. Ik bel je vrijdag voor 12 uur over de banners.")

    assert chosen(form) == _READ_FRIDAY
    assert form.lines == ()

    said = sends(world, case, 1, **filled(form))

    assert isinstance(said, Toast)
    assert "vr 12:00" in said.says.plain
    (promise,) = world.case(case).open_promises
    assert promise.due_at == local("2026-03-20 12:00")


def test_a_form_without_words_opens_without_a_choice(world: World, case: CaseId) -> None:
    assert chosen(opens(world, case)) is None
    assert when(opens(world, case)).name == "when"


def test_what_was_typed_is_shown_in_words_before_it_is_saved(world: World, case: CaseId) -> None:
    shown = asked(sends(world, case, words="Ik bel je.", by_when="vrijdag voor 12 uur"))

    assert world.case(case).open_promises == ()
    assert chosen(shown) == _READ_FRIDAY
    assert shown.lines[0].says.plain.startswith(_READ_FRIDAY)
    assert [field.error for field in shown.fields if field.error] == []
    assert shown.error is None
    assert shown.typed["words"] == "Ik bel je."
    assert shown.typed["by_when"] == "vrijdag voor 12 uur"

    said = sends(world, case, 2, **filled(shown))

    assert isinstance(said, Toast)
    (promise,) = world.case(case).open_promises
    assert promise.due_at == local("2026-03-20 12:00")


def test_a_moment_in_the_words_themselves_is_shown_too(world: World, case: CaseId) -> None:
    shown = asked(sends(world, case, words="Ik bel je morgen om 10 uur."))

    assert chosen(shown) == "Ik lees: di 17 maart 10:00, morgen"

    sends(world, case, 2, **filled(shown))

    (promise,) = world.case(case).open_promises
    assert promise.due_at == local("2026-03-17 10:00")


def test_it_is_asked_once_however_long_somebody_thinks(world: World, case: CaseId) -> None:
    shown = asked(sends(world, case, words="Ik bel je.", by_when="over 2 uur"))
    assert chosen(shown) == "Ik lees: ma 16 maart 11:00, vandaag"
    world.passes(minutes=7, seconds=40)

    said = sends(world, case, 2, **filled(shown))

    assert isinstance(said, Toast)
    (promise,) = world.case(case).open_promises
    assert promise.due_at == local("2026-03-16 11:00")


def test_the_seconds_that_nobody_was_shown_are_not_promised(world: World, case: CaseId) -> None:
    world.passes(seconds=42)
    shown = asked(sends(world, case, words="Ik bel je.", by_when="over 2 uur"))

    sends(world, case, 2, **filled(shown))

    (promise,) = world.case(case).open_promises
    assert promise.due_at == local("2026-03-16 11:00")


def test_text_that_was_changed_after_its_reading_is_read_again(world: World, case: CaseId) -> None:
    shown = asked(sends(world, case, words="Ik bel je.", by_when="vrijdag voor 12 uur"))

    again = asked(sends(world, case, 2, **{**filled(shown), "by_when": "donderdag"}))

    assert world.case(case).open_promises == ()
    assert chosen(again) == "Ik lees: do 19 maart 17:00, over 3 dagen"
    assert when(again).name != when(shown).name

    sends(world, case, 3, **filled(again))

    (promise,) = world.case(case).open_promises
    assert promise.due_at == local("2026-03-19 17:00")


def test_words_that_were_mended_but_mean_the_same_moment_are_not_asked_about_again(
    world: World, case: CaseId
) -> None:
    shown = asked(sends(world, case, words="Ik bel je vrijdag."))

    said = sends(world, case, 2, **{**filled(shown), "words": "Ik bel je vrijdag over de banners."})

    assert isinstance(said, Toast)


@pytest.mark.parametrize(
    ("by_hand", "due"),
    [
        ({"when": UNDATED}, None),
        ({"when": "2026-03-18T17:00"}, "2026-03-18 17:00"),
        ({"at": "2026-03-18T09:30"}, "2026-03-18 09:30"),
        ({"when": PICK, "at": "2026-03-18T09:30"}, "2026-03-18 09:30"),
    ],
)
def test_what_was_picked_by_hand_wins_over_what_was_written(
    world: World, case: CaseId, by_hand: dict[str, str], due: str | None
) -> None:
    typed = {"words": "Ik bel je vrijdag.", "by_when": "donderdag", **by_hand}

    said = sends(world, case, 1, **typed)

    assert isinstance(said, Toast)
    (promise,) = world.case(case).open_promises
    assert promise.due_at == (local(due) if due else None)


def test_another_choice_than_what_was_read_is_one_press(world: World, case: CaseId) -> None:
    shown = asked(sends(world, case, words="Ik bel je vrijdag."))

    said = sends(world, case, 2, **{**filled(shown), when(shown).name: UNDATED})

    assert isinstance(said, Toast)
    (promise,) = world.case(case).open_promises
    assert promise.due_at is None


@pytest.mark.parametrize("vague", ["zsm", "maandag of dinsdag", "over een paar uur", "blauw"])
def test_what_is_not_understood_comes_back_as_it_was_typed_with_a_kind_word(
    world: World, case: CaseId, vague: str
) -> None:
    form = asked(sends(world, case, words="Ik bel je.", by_when=vague))

    (wrong,) = [field for field in form.fields if field.error]
    assert wrong.name == "by_when"
    assert wrong.value == vague
    assert wrong.error is not None
    assert wrong.error.startswith("Hier lees ik geen dag of tijd in")
    assert form.typed["words"] == "Ik bel je."
    assert world.case(case).open_promises == ()

    asked(sends(world, case, 2, words="Ik bel je.", by_when="morgen"))


def test_the_same_window_sent_again_stays_one_promise(world: World, case: CaseId) -> None:
    shown = asked(sends(world, case, words="Ik bel je.", by_when="vrijdag"))

    sends(world, case, 2, **filled(shown))
    again = sends(world, case, 3, **filled(shown))

    assert isinstance(again, Toast)
    assert not again.refused
    assert len(world.case(case).open_promises) == 1


def test_a_refusal_for_another_reason_keeps_what_was_read(world: World, case: CaseId) -> None:
    shown = asked(sends(world, case, words="Ik bel je vrijdag."))

    back = asked(sends(world, case, 2, **{**filled(shown), "words": ""}))

    assert chosen(back) == "Ik lees: vr 20 maart 17:00, over 4 dagen"
    assert [field.name for field in back.fields if field.error] == ["words"]


def test_a_moment_that_passed_while_it_was_shown_is_not_promised(
    world: World, case: CaseId
) -> None:
    shown = asked(sends(world, case, words="Ik bel je.", by_when="over 5 minuten"))
    world.passes(minutes=10)

    back = asked(sends(world, case, 2, **filled(shown)))

    assert [asked_as(field.name) for field in back.fields if field.error] == ["when"]
    assert world.case(case).open_promises == ()


@pytest.mark.parametrize(
    "forged",
    ["read/", "read/2026-99-99T99:99+00:00/00000000", "read/2026-03-20T12:00/zz", "read/x/y"],
)
def test_a_choice_that_is_none_of_ours_is_no_moment(
    world: World, case: CaseId, forged: str
) -> None:
    reply = sends(world, case, words="Ik bel je.", when=forged)

    asked(reply)
    assert world.case(case).open_promises == ()


def test_a_new_agreement_is_written_in_words_too(world: World, case: CaseId) -> None:
    sends(world, case, words="Ik bel je.", when="2026-03-18T17:00")
    promise = f"promise:{world.promise_of(case)}"

    shown = asked(world.erik.presses(Verb.MOVE, promise, by_when="vrijdag voor 12 uur"))
    assert chosen(shown) == _READ_FRIDAY
    intent = Intent(Verb.MOVE, promise)
    said = world.door.take(Interaction("moves", world.erik.account, intent, filled(shown)))

    assert isinstance(said, Toast)
    assert "vr 12:00" in said.says.plain
    (moved,) = world.case(case).open_promises
    assert moved.due_at == local("2026-03-20 12:00")


def test_who_reads_english_is_shown_it_in_english(world: World, case: CaseId) -> None:
    world.erik.presses(Verb.SET_LANGUAGE, "house", language="en")

    shown = asked(sends(world, case, words="I'll call you tomorrow at noon."))

    assert chosen(shown) == "I read: Tue 17 March 12:00, tomorrow"
