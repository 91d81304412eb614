"""What was typed in a modal comes back as a form's neutral values, or as a ValueError."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as some

from bot.domain.theirs import theirs
from bot.presentation.form import Field, Form, Input, Option
from bot.presentation.intent import Intent, Verb
from bot.presentation.text import Says
from integrations.slack import fields, inputs, render

SEND = Intent(Verb.PROMISE, "case:12", 3)
ZONE = "Europe/Amsterdam"


def a_form(*asked: Field, **more: Any) -> Form:
    return Form(Says(("Beloofd",)), SEND, "Onthoud dit", asked, **more)


def a_view(form: Form, **more: Any) -> dict[str, Any]:
    return render.form(form, zone=ZONE, language="nl", **more)


def state(element: dict[str, Any], action: str = "v") -> dict[str, Any]:
    return {"state": {"values": {"f.promise.x": {action: element}}}}


@pytest.mark.parametrize(
    ("element", "value"),
    [
        ({"type": "plain_text_input", "value": "a\r\nb"}, "a\nb"),
        ({"type": "plain_text_input", "value": None}, ""),
        ({"type": "plain_text_input"}, ""),
        ({"type": "radio_buttons", "selected_option": {"value": "2"}}, "2"),
        ({"type": "radio_buttons", "selected_option": None}, ""),
        ({"type": "static_select", "selected_option": {"value": "7"}}, "7"),
        ({"type": "checkboxes", "selected_options": [{"value": "a"}, {"value": "b"}]}, ("a", "b")),
        ({"type": "checkboxes", "selected_options": []}, ()),
        ({"type": "multi_static_select", "selected_options": [{"value": "a"}]}, ("a",)),
        ({"type": "users_select", "selected_user": "U1"}, "user:U1"),
        ({"type": "users_select", "selected_user": None}, ""),
        ({"type": "datepicker", "selected_date": "2026-03-20"}, "2026-03-20"),
        (
            {"type": "datetimepicker", "selected_date_time": 1774022400},
            "2026-03-20T16:00:00+00:00",
        ),
        ({"type": "datetimepicker", "selected_date_time": None}, ""),
    ],
)
def test_every_input_gives_its_value(element: dict[str, Any], value: object) -> None:
    assert fields.typed(state(element)) == {"x": value}


def test_a_box_is_ticked_or_not_as_in_a_browsers_form() -> None:
    ticked = {"type": "checkboxes", "selected_options": [{"value": "on"}]}
    unticked = {"type": "checkboxes", "selected_options": []}

    assert fields.typed(state(ticked, inputs.TICKED)) == {"x": "on"}
    assert fields.typed(state(unticked, inputs.TICKED)) == {"x": ""}


def test_what_is_no_field_of_ours_is_passed_over() -> None:
    values = {"fold": {}, "b.1": {"k.1": {"type": "button"}}, "f.promise": {}}

    assert fields.typed({"state": {"values": values}}) == {}


@pytest.mark.parametrize(
    "view",
    [
        {},
        [],
        None,
        {"state": None},
        {"state": {}},
        {"state": {"values": []}},
        {"state": {"values": {1: {}}}},
        {"state": {"values": {"f.promise.x": None}}},
        {"state": {"values": {"f.promise.x": {"v": "text"}}}},
        state({}),
        state({"type": "timepicker"}),
        state({"type": ["plain_text_input"]}),
        state({"type": "plain_text_input", "value": 7}),
        state({"type": "radio_buttons", "selected_option": "2"}),
        state({"type": "radio_buttons", "selected_option": {"value": 2}}),
        state({"type": "checkboxes", "selected_options": "on"}),
        state({"type": "checkboxes", "selected_options": ["on"]}),
        state({"type": "users_select", "selected_user": {"id": "U1"}}),
        state({"type": "datetimepicker", "selected_date_time": "1774022400"}),
        state({"type": "datetimepicker", "selected_date_time": True}),
        state({"type": "datetimepicker", "selected_date_time": 10**30}),
        state({"type": "datetimepicker", "selected_date_time": 10**15}),
    ],
)
def test_what_no_modal_of_ours_sends_is_a_value_error(view: Any) -> None:
    with pytest.raises(ValueError, match=r"."):
        fields.typed(view)


JSON = some.recursive(
    some.none() | some.booleans() | some.integers() | some.text(max_size=20),
    lambda inner: (
        some.lists(inner, max_size=3)
        | some.dictionaries(
            some.sampled_from(
                [
                    *("f.promise.x", "v", "t", "type", "value", "state", "values", "blocks"),
                    *("selected_options", "selected_option", "selected_date_time"),
                    *("checkboxes", "callback_id"),
                ]
            ),
            inner
            | some.sampled_from(["plain_text_input", "checkboxes", "datetimepicker", "form:"]),
            max_size=4,
        )
    ),
)


@given(JSON)
def test_whatever_comes_in_nothing_but_a_value_error_comes_out(sent: Any) -> None:
    for view in (sent, {"state": {"values": sent}}, {"state": {"values": {"f.promise.x": sent}}}):
        for read in (fields.typed, fields.sent_intent):
            try:
                read(view)
            except ValueError:
                continue
        fields.first_input(view)
        fields.errors(a_form(), view)


def test_the_intent_of_sending_comes_back_whatever_is_remembered_beside_it() -> None:
    view = a_view(a_form(), memo="form:\n|" * 400)

    assert fields.sent_intent(view) == SEND
    assert view["private_metadata"] == "form:\n|" * 400


def test_more_than_a_view_remembers_is_an_error() -> None:
    with pytest.raises(ValueError, match="remember"):
        a_view(a_form(), memo="x" * 3001)


@pytest.mark.parametrize("name", [None, 7, "page", "form:", "form:x", "form:claim|case:1|x|"])
def test_another_modal_has_no_intent_of_sending(name: object) -> None:
    with pytest.raises(ValueError, match=r"."):
        fields.sent_intent({"callback_id": name})


def test_what_is_wrong_is_said_under_its_field() -> None:
    form = a_form(Field("words", "Wat?", Input.TEXT, error="Wat beloofde je?"))

    assert fields.errors(form, a_view(form)) == {"f.promise.words": "Wat beloofde je?"}


def test_what_is_wrong_with_a_field_that_is_not_seen_is_not_said_in_this_modal() -> None:
    asked = Field("words", "Wat?", Input.TEXT, folded=True)
    shown = a_view(a_form(asked))
    wrong = a_form(Field("words", "Wat?", Input.TEXT, folded=True, error="Nee."))

    assert fields.errors(wrong, shown) is None
    assert fields.errors(wrong, a_view(a_form(asked), unfolded=True)) == {"f.promise.words": "Nee."}


def test_what_is_wrong_with_the_whole_form_is_not_said_under_a_field() -> None:
    wrong = a_form(Field("words", "Wat?", Input.TEXT, error="Nee."), error="Iemand was je voor.")

    assert fields.errors(wrong, a_view(wrong)) is None
    assert fields.errors(a_form(), a_view(a_form())) is None


def test_the_first_input_is_found_behind_what_is_only_read() -> None:
    asked = Field("words", "Wat?", Input.TEXT)

    assert fields.first_input(a_view(a_form(asked, error="Nee."))) == "f.promise.words"
    assert fields.first_input(a_view(a_form())) is None


@pytest.mark.parametrize("count", [3, 12, 250])
@pytest.mark.parametrize("kind", [Input.CHOICE, Input.PERSON])
def test_what_was_chosen_is_what_was_offered(kind: Input, count: int) -> None:
    """The modal's own options, sent back as Slack sends them, are the form's values."""
    options = tuple(
        Option(str(number), Says((theirs(f"Jos {number}"),))) for number in range(count)
    )
    view = a_view(a_form(Field("x", "Wie?", kind, value="2", options=options)))
    (block,) = view["blocks"]
    element = block["element"]

    sent = {"type": element["type"], "selected_option": element["initial_option"]}

    values = {block["block_id"]: {element["action_id"]: sent}}
    assert fields.typed({"state": {"values": values}}) == {"x": "2"}
