"""What comes back of a form in Teams, and what does not look like it."""

from dataclasses import replace
from typing import Any

import pytest

from bot.presentation.form import Field, Form, Input, Option
from bot.presentation.intent import Intent, Verb
from bot.presentation.text import Says
from integrations.teams import fields, render
from tests.teams.eyes import inputs

SEND = Intent(Verb.PROMISE, "case:12", 3)
OPTIONS = tuple(Option(value, Says((value,))) for value in ("a,b", "50%", "c"))


def form(*several: Field) -> Form:
    return Form(Says(("Wat?",)), SEND, "Onthoud", several)


def sent(of: Form, typed: dict[str, str], **how: Any) -> dict[str, Any]:
    """What a person sends who fills this in."""
    card = render.form(of, zone="Europe/Amsterdam", language="nl", memo="memo", **how)
    data: dict[str, Any] = card["actions"][0]["data"]
    return data | {f"promise.{name}": it for name, it in typed.items()}


@pytest.mark.parametrize(
    ("field", "typed", "read"),
    [
        (Field("x", "X", Input.TEXT), {"x": "woord"}, "woord"),
        (Field("x", "X", Input.LINES), {"x": "een\r\ntwee"}, "een\ntwee"),
        (Field("x", "X", Input.TEXT), {}, ""),
        (Field("x", "X", Input.DATE), {"x": "2026-03-20"}, "2026-03-20"),
        (
            Field("x", "X", Input.MOMENT),
            {"x.date": "2026-03-20", "x.time": "17:00"},
            "2026-03-20T17:00",
        ),
        (Field("x", "X", Input.MOMENT), {"x.date": "2026-03-20"}, "2026-03-20T"),
        (Field("x", "X", Input.MOMENT), {"x.time": "17:00"}, "T17:00"),
        (Field("x", "X", Input.MOMENT), {}, ""),
        (Field("x", "X", Input.TICK), {"x": "on"}, "on"),
        (Field("x", "X", Input.TICK), {"x": "no"}, ""),
        (Field("x", "X", Input.CHOICE, options=OPTIONS), {"x": "a,b"}, "a,b"),
        (Field("x", "X", Input.CHOICES, options=OPTIONS), {"x": "a%2Cb,50%25"}, ("a,b", "50%")),
        (Field("x", "X", Input.CHOICES, options=OPTIONS), {}, ()),
        (Field("x", "X", Input.PERSON, options=OPTIONS), {"x": "c"}, "c"),
        (Field("x", "X", Input.PERSON), {"x": "0a1b"}, "user:0a1b"),
        (Field("x", "X", Input.PERSON), {}, ""),
    ],
)
def test_what_was_filled_in_is_read(
    field: Field, typed: dict[str, str], read: str | tuple[str, ...]
) -> None:
    assert fields.typed(sent(form(field), typed)) == {"x": read}


def test_a_form_says_what_it_sends_and_what_we_told_ourselves() -> None:
    data = sent(form(Field("x", "X", Input.TEXT)), {})

    assert fields.sent_intent(data) == SEND
    assert fields.memo(data) == "memo"


@pytest.mark.parametrize(
    "data",
    [
        None,
        "claim|case:1||",
        [],
        {},
        {"i": 1},
        {"i": "dance|case:1||"},
        {"i": "promise|case:1||", "k": "text"},
        {"i": "promise|case:1||", "k": {"x": "poem"}},
        {"i": "promise|case:1||", "k": {"x": ["text"]}},
        {"i": "promise|case:1||", "k": {"": "text"}},
        {"i": "promise|case:1||", "k": {1: "text"}},
        {"i": "promise|case:1||", "k": {"x": "text"}, "promise.x": {"a": 1}},
        {"i": "promise|case:1||", "k": {str(one): "text" for one in range(101)}},
    ],
)
def test_what_is_no_form_of_ours_is_refused(data: object) -> None:
    with pytest.raises(ValueError, match=r".+"):
        fields.typed(data)


def test_a_memo_that_is_no_text_is_refused() -> None:
    with pytest.raises(ValueError, match="not a text"):
        fields.memo({"m": ["x"]})


def drawn(*several: Field, **how: Any) -> dict[str, Any]:
    """The inputs of a form, by name."""
    card = render.form(form(*several), zone="Europe/Amsterdam", language="nl", **how)
    return {one["id"]: one for one in inputs(card)}


@pytest.mark.parametrize(
    ("value", "day", "hour"),
    [
        ("2026-03-20T17:00", "2026-03-20", "17:00"),
        ("2026-03-20T16:00:00+00:00", "2026-03-20", "17:00"),
        ("2026-03-20T", "2026-03-20", None),
        ("T17:00", None, "17:00"),
        ("soon", None, None),
        ("2026-13-40T25:00", None, None),
    ],
)
def test_a_moment_stands_in_its_readers_zone(value: str, day: str | None, hour: str | None) -> None:
    shown = drawn(Field("at", "Wanneer?", Input.MOMENT, value=value))

    assert shown["promise.at.date"].get("value") == day
    assert shown["promise.at.time"].get("value") == hour
    assert shown["promise.at.time"]["label"] == "Wanneer: hoe laat?"


def test_what_was_typed_comes_back_also_where_it_was_emptied() -> None:
    field = Field("x", "X", Input.TEXT, value="begin")
    again = replace(form(field), typed={"x": ""})

    card = render.form(again, zone="Europe/Amsterdam", language="nl")

    assert "value" not in inputs(card)[0]


def test_folded_fields_are_behind_a_button_and_never_asked() -> None:
    folded = Field("more", "Nog iets?", Input.TEXT, required=True, folded=True)
    card = render.form(form(folded), zone="Europe/Amsterdam", language="nl")

    held = next(one for one in card["body"] if one.get("id") == "folded")
    assert not held["isVisible"]
    assert "isRequired" not in inputs(card)[0]
    assert any(one.get("id") == "fold" for one in card["body"])


def test_folded_fields_are_seen_once_something_stands_or_is_wrong_there() -> None:
    folded = Field("more", "Nog iets?", Input.TEXT, required=True, folded=True)
    again = replace(form(folded), typed={"more": "ja"})

    card = render.form(again, zone="Europe/Amsterdam", language="nl")

    assert next(one for one in card["body"] if one.get("id") == "folded")["isVisible"]
    assert inputs(card)[0]["isRequired"]


def test_a_large_company_is_asked_of_teams() -> None:
    people = tuple(Option(str(one), Says((f"Collega {one}",))) for one in range(2000))
    few, many = (
        drawn(Field("doer", "Wie?", Input.PERSON, options=some, value="7"))["promise.doer"]
        for some in (people[:20], people)
    )

    assert len(few["choices"]) == 20
    assert few["value"] == "7"
    assert many["choices.data"]["dataset"] == "graph.microsoft.com/users"
    assert many["choices"] == []
