"""Forms: what they ask, what they offer, and how they come back."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from bot.domain.answer import Answer
from bot.domain.errors import UnknownCase
from bot.domain.view import Audience
from bot.presentation.form import Field, Form
from bot.presentation.forms import FORMS, FormContext
from bot.presentation.gallery.examples import (
    ERIK,
    NOW,
    PEOPLE,
    a_claimed_case,
    a_promise,
    a_view,
    an_answered_case,
)
from bot.presentation.intent import Intent, Verb, opened, opening

READER = Audience("en", "Europe/Amsterdam", reader=ERIK.id)


def _context(**fields: object) -> FormContext:
    context = FormContext(
        READER, NOW, a_view(an_answered_case(promises=(a_promise(),))), tuple(PEOPLE.values())
    )
    return replace(context, **fields)  # type: ignore[arg-type] # any field


def _field(form: Form, name: str) -> Field:
    return next(field for field in form.fields if field.name == name)


def _choices(form: Form, name: str) -> dict[str, str]:
    return {option.value: option.label.plain for option in _field(form, name).options}


def test_a_promise_offers_ends_of_days_to_come_and_guesses_none() -> None:
    form = FORMS[Verb.PROMISE](_context())

    assert _choices(form, "when") == {
        "2026-03-18T17:00": "Today 17:00",
        "2026-03-19T17:00": "Tomorrow 17:00",
        "2026-03-20T17:00": "Fri 17:00",
        "pick": "Another moment, below",
        "none": "No date was said",
    }
    assert _field(form, "when").value is None
    assert form.send == Intent(Verb.PROMISE, "case:12", seen=3)
    assert form.button == "Remember this"


def test_what_is_seldom_needed_is_folded_and_filled_with_what_is_usual() -> None:
    form = FORMS[Verb.PROMISE](_context())

    assert {field.name for field in form.fields if field.folded} == {"to", "doer", "condition"}
    assert _field(form, "to").value == "customer"
    assert _field(form, "doer").value == str(ERIK.id)


def test_neither_an_end_of_day_that_is_all_but_over_nor_a_saturday_is_offered() -> None:
    evening = datetime(2026, 3, 20, 15, 45, tzinfo=UTC)  # a Friday, 16:45 in Amsterdam

    form = FORMS[Verb.MOVE](_context(now=evening, promise=a_promise()))

    assert list(_choices(form, "when")) == ["2026-03-23T17:00", "pick"]


def test_a_promises_form_is_about_the_promise() -> None:
    form = FORMS[Verb.BREAK](_context(promise=a_promise()))

    assert form.send == Intent(Verb.BREAK, "promise:7", seen=3)
    assert "Ik bel je woensdag" in form.lines[0].says.plain


def test_what_cannot_be_done_offers_four_ways_on() -> None:
    form = FORMS[Verb.CANNOT](_context(promise=a_promise()))

    assert list(_choices(form, "instead")) == ["move", "ask_help", "waive", "break"]
    assert all(Verb(value) for value in _choices(form, "instead"))


def test_solving_shows_what_still_stands_in_the_way() -> None:
    unready = FORMS[Verb.SOLVE](_context(view=a_view(a_claimed_case())))
    bound = FORMS[Verb.SOLVE](_context())

    assert unready.lines[0].says.plain == "✗ Jos has not heard from us yet."
    assert bound.lines[1].says.plain.startswith("✗ Still promised: “Ik bel je woensdag")
    assert _field(bound, "outcome").value == "nothing"


def test_a_reply_is_amended_by_its_id() -> None:
    form = FORMS[Verb.AMEND_REPLY](_context(item="55"))
    linked = FORMS[Verb.AMEND_REPLY](_context(item="55", choice="url"))

    assert form.send.argument == "55"
    assert [field.name for field in linked.fields] == ["url"]


def test_only_webcare_is_asked_to_place_words_and_the_buddy_first() -> None:
    form = FORMS[Verb.PLACE](_context())

    assert set(_choices(form, "webcare").values()) == {
        "Amy Jansen (Webcare)",
        "Lotte Smit (Webcare)",
    }
    assert _field(form, "webcare").value == "2"


@pytest.mark.parametrize(
    ("code", "blamed"), [("InThePast", "when"), ("TooFarAhead", "when"), ("WordsMissing", "words")]
)
def test_a_refusal_stands_at_the_field_that_it_is_about(code: str, blamed: str) -> None:
    facts = {"field": "words"} if code == "WordsMissing" else {}
    refused = Answer(code, facts, refused=True)

    form = FORMS[Verb.PROMISE](_context(refused=refused, typed={"words": "I’ll call"}))

    assert [field.name for field in form.fields if field.error] == [blamed]
    assert _field(form, "words").value == "I’ll call"
    assert form.error is None


def test_of_two_moments_the_one_that_was_typed_is_blamed() -> None:
    refused = Answer("InThePast", refused=True)
    typed = {"words": "I’ll call", "at": "2020-01-01T10:00"}

    form = FORMS[Verb.PROMISE](_context(refused=refused, typed=typed))

    assert [field.name for field in form.fields if field.error] == ["at"]


def test_a_field_that_was_emptied_stays_empty() -> None:
    form = FORMS[Verb.PROMISE](_context(typed={"doer": ""}))

    assert _field(form, "doer").value == ""


def test_a_form_about_a_case_needs_one() -> None:
    with pytest.raises(UnknownCase):
        FORMS[Verb.PROMISE](_context(view=None))


def test_forms_of_the_house_need_no_case() -> None:
    form = FORMS[Verb.CAPTURE](_context(view=None))

    assert form.send == Intent(Verb.CAPTURE, "house")


@pytest.mark.parametrize(
    ("item", "choice"), [(None, None), (55, None), ("55", "url"), (None, "url")]
)
def test_what_opens_a_form_says_which_about_what_and_how(item: object, choice: str | None) -> None:
    intent = opening(Verb.AMEND_REPLY, "case:12", seen=3, item=item, choice=choice)

    named = None if item is None else str(item)
    assert opened(intent) == (Verb.AMEND_REPLY, named, choice)


def test_what_opens_no_form_is_refused() -> None:
    with pytest.raises(ValueError, match="nonsense"):
        opened(Intent(Verb.FORM, "case:12", argument="nonsense"))
