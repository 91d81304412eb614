"""Cards, forms, pages and toasts in Slack: what stands where, and what gives way."""

from dataclasses import replace
from typing import Any

import pytest

from bot.domain.theirs import theirs
from bot.presentation.card import Button, Card, Line, Section, Style
from bot.presentation.form import Field, Form, Input, Typed
from bot.presentation.intent import Intent, Verb
from bot.presentation.page import Page, Part, Row
from bot.presentation.text import Says
from bot.presentation.toast import Toast
from integrations.slack import blocks, render
from tests.contract.chatting.examples import a_card
from tests.slack_eyes import read

ZONE = "Europe/Amsterdam"
CLAIM = Button("Ik pak dit op", Intent(Verb.CLAIM, "case:12", 3), Style.PRIMARY)
SHOW = Button("Het hele verhaal", Intent(Verb.SHOW_CASE, "case:12", 3))


def says(*parts: Any) -> Says:
    return Says(parts)


def line(text: str, style: Style = Style.PLAIN) -> Line:
    return Line(says(text), style)


def sent(card: Card) -> render.Message:
    return render.card(card, ZONE)


def kinds(drawn: list[Any]) -> list[str]:
    return [one["type"] for one in drawn]


def text_of(drawn: list[Any]) -> str:
    return read({"blocks": drawn}).text


# --- cards and toasts


def test_a_card_is_a_title_its_lines_and_one_row_of_buttons() -> None:
    drawn = sent(a_card()).blocks

    assert kinds(drawn) == ["rich_text", "rich_text", "context", "rich_text", "actions"]
    assert drawn[0]["elements"][0]["elements"][0]["style"] == {"bold": True}
    assert drawn[1]["elements"][0]["type"] == "rich_text_quote"


def test_what_changed_has_new_names_and_what_did_not_keeps_them() -> None:
    first, again, changed = sent(a_card()), sent(a_card()), sent(a_card(theirs("Anders.")))

    assert [one["block_id"] for one in first.blocks] == [one["block_id"] for one in again.blocks]
    assert not {one["block_id"] for one in first.blocks} & {
        one["block_id"] for one in changed.blocks
    }


def test_the_summary_is_what_is_heard() -> None:
    assert sent(a_card(theirs("Drie keer & meer"))).text == "Drie keer &amp; meer"


@pytest.mark.parametrize("summary", ["", " \n"])
def test_without_a_summary_there_is_something_to_hear(summary: str) -> None:
    assert sent(replace(a_card(), summary=summary)).text.strip()


def test_nothing_is_drawn_of_a_line_that_says_nothing() -> None:
    card = Card(says("Jos"), (line(" "), Line(says(theirs("")), Style.QUOTE)), "Jos")

    assert kinds(sent(card).blocks) == ["rich_text"]


def test_the_longest_quote_gives_way_first() -> None:
    reason = line("Waarom hier: " + "omdat " * 300)
    quote = Line(says("„", theirs("Nog steeds geen internet. " * 1000), "”"), Style.QUOTE)
    card = replace(a_card(), lines=(quote, reason))

    drawn = sent(card)

    assert blocks.size(drawn.blocks) <= 12_000
    read_ = text_of(drawn.blocks)
    assert reason.says.plain in read_
    assert "internet\N{HORIZONTAL ELLIPSIS}”" in read_ or "\N{HORIZONTAL ELLIPSIS}”" in read_
    assert [one for one in (*card.buttons, *card.overflow) if one.label not in read_] == []


@pytest.mark.parametrize("text", ["woord " * 8000, "\U0001f44d" * 8000, "w" * 48_000])
def test_a_card_is_never_longer_than_slack_takes(text: str) -> None:
    words = theirs(text)
    every = tuple(Line(says(words), style) for style in Style)
    card = Card(says(words), every, text, (CLAIM,), (SHOW,), (Section("Deel", every),))

    drawn = sent(card)

    assert blocks.size(drawn.blocks) <= 12_000
    assert len(drawn.text) <= 3000
    assert "Ik pak dit op" in text_of(drawn.blocks)


def test_many_short_lines_give_way_at_the_end_of_the_longest_section() -> None:
    short = tuple(line(f"Regel {number} van heel veel") for number in range(400))
    few = tuple(line(f"Feit {number}") for number in range(3))
    card = Card(says("Week"), (), "Week", (CLAIM,), (), (Section("A", short), Section("B", few)))

    drawn = sent(card)

    read_ = text_of(drawn.blocks)
    assert blocks.size(drawn.blocks) <= 12_000
    assert "Regel 0 van" in read_
    assert "Regel 399" not in read_
    assert all(f"Feit {number}" in read_ for number in range(3))


def test_a_card_of_many_parts_is_drawn_in_few_blocks() -> None:
    parts = tuple(
        Section(f"Deel {number}", (line("a"), line("b", Style.QUIET))) for number in range(40)
    )

    drawn = sent(Card(says("Week"), (), "Week", (CLAIM,), (), parts)).blocks

    assert len(drawn) <= 50
    assert [f"Deel {one}" for one in range(40) if f"Deel {one}" not in text_of(drawn)] == []


def test_a_toast_is_a_sentence_and_what_may_follow() -> None:
    toast = Toast(says("Genoteerd: jij, nu, openbaar."), (SHOW,))

    assert kinds(render.toast(toast).blocks) == ["rich_text", "actions"]
    view = render.toast_view(toast, language="nl", memo="m")
    assert (view["close"]["text"], view["private_metadata"]) == ("Sluiten", "m")
    assert "submit" not in view


# --- pages


def a_page(rows: int, *, lines: tuple[Line, ...] = (), buttons: Any = (CLAIM, SHOW)) -> Page:
    every = tuple(Row(says(f"Rij {number}"), lines, buttons) for number in range(rows))
    return Page(says("Mijn klanten"), (Part("Deel", rows=every),), (SHOW,))


def test_a_short_title_stands_above_a_modal_and_a_long_one_in_it() -> None:
    short = render.page(a_page(1), language="en")
    long = render.page(
        replace(a_page(1), title=says("Wat je nu voor Jos kunt doen")), language="en"
    )

    assert short["title"]["text"] == "Mijn klanten"
    assert short["blocks"][0]["type"] == "actions"
    assert long["title"]["text"] == "Knuffel"
    assert long["blocks"][0]["text"]["text"] == "Wat je nu voor Jos kunt doen"


def test_home_begins_with_its_title() -> None:
    view = render.home(a_page(1), language="nl")

    assert view["type"] == "home"
    assert view["blocks"][0]["text"]["text"] == "Mijn klanten"


def test_what_one_button_does_stands_beside_it() -> None:
    view = render.page(a_page(2, buttons=(SHOW,)), language="nl")

    rows = [one for one in view["blocks"] if one["type"] == "section"]
    assert [one["text"]["text"] for one in rows] == ["Rij 0", "Rij 1"]
    assert [one["accessory"]["type"] for one in rows] == ["button", "button"]


def test_a_page_that_does_not_fit_says_how_much_more_there_is() -> None:
    view = render.page(a_page(80), language="nl")

    assert len(view["blocks"]) <= 100
    shown = sum(f"Rij {number}\n" in read(view).text for number in range(80))
    assert f"Hier past niet alles: nog {80 - shown}." in read(view).text
    assert view["blocks"][0]["type"] == "actions"


def test_a_page_of_long_words_does_not_grow_beyond_what_slack_takes() -> None:
    quote = Line(says(theirs("\U0001f44d" * 20_000)), Style.QUOTE)

    view = render.page(a_page(30, lines=(quote,)), language="en")

    assert blocks.size(view) <= 250_000
    assert "Not everything fits here" in read(view).text


def test_rows_to_read_go_together() -> None:
    view = render.page(a_page(60, buttons=()), language="nl")

    assert kinds(view["blocks"]) == ["actions", "header", "rich_text"]
    assert all(f"Rij {number}" in read(view).text for number in range(60))


def test_the_numbers_of_a_row_are_folded_beside_it() -> None:
    numbers = tuple(
        Button(
            f"{one} gehoord", Intent(Verb.SHOW_DIGEST, "digest:x", argument=str(one)), Style.QUIET
        )
        for one in range(4)
    )
    view = render.page(a_page(1, buttons=numbers), language="nl")

    (row,) = [one for one in view["blocks"] if one["type"] == "section"]
    assert row["accessory"]["type"] == "overflow"


def test_an_empty_part_says_so() -> None:
    page = Page(says("Mijn klanten"), (Part("Deel", empty="Niets."), Part("", empty=None)))

    assert "Niets." in read(render.home(page, language="nl")).text
    assert render.home(Page(says("Leeg"), ()), language="nl")["blocks"]


# --- forms


def a_form(*asked: Field, typed: Typed | None = None, title: str = "Beloofd") -> Form:
    send = Intent(Verb.PROMISE, "case:12", 3)
    return Form(says(title), send, "Onthoud dit", asked, typed=typed or {})


def a_field(name: str, **more: Any) -> Field:
    return Field(name, name.title(), Input.TEXT, **more)


def view_of(form: Form, **more: Any) -> Any:
    return render.form(form, zone=ZONE, language="nl", **more)


def names(view: Any) -> list[str]:
    return [one["block_id"] for one in view["blocks"]]


def test_a_form_has_its_fields_its_button_and_a_way_back() -> None:
    view = view_of(a_form(a_field("wat"), a_field("wie")))

    assert names(view) == ["f.promise.wat", "f.promise.wie"]
    assert (view["submit"]["text"], view["close"]["text"]) == ("Onthoud dit", "Annuleren")


def test_a_title_that_is_too_long_is_said_below_and_the_button_stands_above() -> None:
    view = view_of(a_form(a_field("wat"), title="Wat heb je Jos precies beloofd?"))

    assert view["title"]["text"] == "Onthoud dit"
    assert view["blocks"][0]["text"]["text"] == "Wat heb je Jos precies beloofd?"


def test_folded_fields_are_behind_a_button() -> None:
    view = view_of(a_form(a_field("wat"), a_field("als", folded=True)))

    assert names(view) == ["f.promise.wat", "fold"]
    (button,) = view["blocks"][1]["elements"]
    assert (button["action_id"], button["text"]["text"]) == (render.FOLD, "Meer invullen")


@pytest.mark.parametrize(
    "form",
    [
        a_form(a_field("wat"), a_field("als", folded=True), typed={"als": ""}),
        a_form(a_field("wat"), a_field("als", folded=True), typed={"als": "ooit"}),
        a_form(a_field("wat"), a_field("als", folded=True, error="Nee.")),
    ],
)
def test_fields_that_were_open_stay_open(form: Form) -> None:
    assert "f.promise.als" in names(view_of(form))
    assert "fold" not in names(view_of(form))


def test_fields_are_shown_when_they_are_asked_for() -> None:
    form = a_form(a_field("wat"), a_field("als", folded=True))

    assert names(view_of(form, unfolded=True)) == ["f.promise.wat", "f.promise.als"]


def test_the_first_empty_field_that_must_be_filled_is_where_one_types() -> None:
    view = view_of(
        a_form(
            a_field("a"),
            a_field("b", required=True, value="staat er"),
            a_field("c", required=True),
            a_field("d", required=True),
        )
    )

    focused = [one["block_id"] for one in view["blocks"] if "focus_on_load" in one["element"]]
    assert focused == ["f.promise.c"]


def test_what_is_wrong_stands_in_the_form_as_well() -> None:
    wrong = replace(a_form(a_field("wat", error="Wat beloofde je?")), error="Iemand was je voor.")

    assert read(view_of(wrong)).text.splitlines()[1:5] == [
        "⚠ Iemand was je voor.",
        "Wat",
        "⚠ Wat beloofde je?",
        "[Onthoud dit]",
    ]
