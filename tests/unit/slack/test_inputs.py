"""The fields of a form as inputs; what Slack would refuse to begin with is left out."""

from typing import Any

import pytest

from bot.presentation.form import Field, Form, Input, Option, Typed
from bot.presentation.intent import Intent, Verb
from bot.presentation.text import Says
from integrations.slack import inputs
from integrations.slack.words import NL

SEND = Intent(Verb.PROMISE, "case:12", 3)


def a_field(kind: Input, **more: Any) -> Field:
    return Field("x", "Wat?", kind, **more)


def block(field: Field, typed: Typed | None = None, zone: str = "Europe/Amsterdam") -> Any:
    form = Form(Says(("Titel",)), SEND, "Stuur", (field,), typed=typed or {})
    return inputs.drawn(field, form, zone, NL)


def element(field: Field, typed: Typed | None = None, zone: str = "Europe/Amsterdam") -> Any:
    return block(field, typed, zone)["element"]


def options(count: int, name: str = "Naam") -> tuple[Option, ...]:
    return tuple(Option(str(number), Says((f"{name} {number}",))) for number in range(count))


def test_a_field_keeps_its_name_whatever_stands_in_it() -> None:
    assert block(a_field(Input.TEXT))["block_id"] == "f.promise.x"
    assert block(a_field(Input.TEXT, error="Nee."), {"x": "y"})["block_id"] == "f.promise.x"


def test_a_field_says_whether_it_must_be_filled() -> None:
    assert block(a_field(Input.TEXT, required=True))["optional"] is False
    assert block(a_field(Input.TEXT))["optional"] is True


@pytest.mark.parametrize("kind", [Input.TEXT, Input.URL, Input.AMOUNT, Input.LINES])
def test_text_is_typed_on_one_line_or_several(kind: Input) -> None:
    drawn = element(a_field(kind, value="ja", limit=5000))

    assert drawn == {
        "type": "plain_text_input",
        "action_id": "v",
        "multiline": kind is Input.LINES,
        "max_length": 3000,
        "initial_value": "ja",
    }


def test_what_was_typed_goes_before_what_stood_there() -> None:
    assert element(a_field(Input.TEXT, value="oud"), {"x": "nieuw"})["initial_value"] == "nieuw"
    assert "initial_value" not in element(a_field(Input.TEXT, value="oud"), {"x": ""})


def test_more_than_may_be_typed_is_cut() -> None:
    assert element(a_field(Input.TEXT, value="x" * 50, limit=20))["initial_value"] == (
        "x" * 19 + "\N{HORIZONTAL ELLIPSIS}"
    )


@pytest.mark.parametrize(
    ("kind", "count", "drawn"),
    [
        (Input.CHOICE, 10, "radio_buttons"),
        (Input.CHOICE, 11, "static_select"),
        (Input.CHOICE, 0, "plain_text_input"),
        (Input.CHOICES, 10, "checkboxes"),
        (Input.CHOICES, 11, "multi_static_select"),
        (Input.CHOICES, 0, "plain_text_input"),
        (Input.PERSON, 1, "static_select"),
        (Input.PERSON, 100, "static_select"),
        (Input.PERSON, 0, "users_select"),
        (Input.MOMENT, 3, "datetimepicker"),
        (Input.TEXT, 3, "plain_text_input"),
        (Input.TICK, 0, "checkboxes"),
    ],
)
def test_a_field_is_drawn_by_its_kind_and_how_much_there_is_to_choose(
    kind: Input, count: int, drawn: str
) -> None:
    assert element(a_field(kind, options=options(count)))["type"] == drawn


def test_many_people_are_grouped_by_their_first_letter() -> None:
    people = (*options(120, "Anna"), *options(3, "éva"), *options(2, "3CX"), *options(1, "Bo"))

    drawn = element(a_field(Input.PERSON, options=people))

    groups = [(one["label"]["text"], len(one["options"])) for one in drawn["option_groups"]]
    assert groups == [("A", 100), ("A (2)", 20), ("B", 1), ("É", 3), ("Overige", 2)]


def test_more_people_than_a_modal_holds_are_chosen_in_slacks_own_list() -> None:
    drawn = element(a_field(Input.PERSON, value="7", options=options(3000)))

    assert drawn == {"type": "users_select", "action_id": "v"}


@pytest.mark.parametrize(
    ("value", "seconds"),
    [
        ("2026-03-20T17:00", 1774022400),
        ("2026-03-20T16:00:00+00:00", 1774022400),
        ("2026-07-20T17:00", 1784559600),
        ("gauw", None),
        ("1900-01-01T00:00", None),
        ("9999-12-31T23:59", None),
        ("0001-01-01T00:00", None),
        ("", None),
    ],
)
def test_a_moment_is_the_readers_own(value: str, seconds: int | None) -> None:
    assert element(a_field(Input.MOMENT, value=value)).get("initial_date_time") == seconds


@pytest.mark.parametrize("value", ["20-3-2026", "2026-02-30", "<b>", "", "2026-W12-1", "20260320"])
def test_what_is_no_day_is_left_out(value: str) -> None:
    assert "initial_date" not in element(a_field(Input.DATE, value=value))
    assert element(a_field(Input.DATE, value="2026-03-20"))["initial_date"] == "2026-03-20"


@pytest.mark.parametrize("kind", [Input.CHOICE, Input.PERSON])
def test_what_cannot_be_chosen_is_left_out(kind: Input) -> None:
    assert "initial_option" not in element(a_field(kind, value="99", options=options(3)))
    assert element(a_field(kind, value="2", options=options(3)))["initial_option"]["value"] == "2"


def test_of_several_those_that_can_be_chosen_are() -> None:
    drawn = element(a_field(Input.CHOICES, value=("1", "9"), options=options(3)))

    assert [one["value"] for one in drawn["initial_options"]] == ["1"]
    assert "initial_options" not in element(a_field(Input.CHOICES, value=(), options=options(3)))


@pytest.mark.parametrize(("value", "ticked"), [("on", True), ("", False), ("no", False)])
def test_a_tick_is_one_box(value: str, ticked: bool) -> None:
    drawn = element(a_field(Input.TICK, value=value))

    assert drawn["action_id"] == "t"
    assert ("initial_options" in drawn) is ticked


def test_a_label_is_one_line_and_never_empty() -> None:
    labels = (Option("1", Says(("Jos\nen nog een",))), Option("2", Says(("",))))

    drawn = element(a_field(Input.CHOICE, options=labels))

    assert [one["text"]["text"] for one in drawn["options"]] == [
        "Jos en nog een",
        "\N{HORIZONTAL ELLIPSIS}",
    ]
