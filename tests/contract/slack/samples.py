"""A message, a modal and a Home with everything on them that we ever draw."""

from __future__ import annotations

from typing import Any

from bot.domain.theirs import Theirs
from bot.presentation.card import Button, Card, Line, Section, Style
from bot.presentation.form import Field, Form, Input, Option
from bot.presentation.intent import Intent, Verb
from bot.presentation.page import Page, Part, Row
from bot.presentation.text import Says
from integrations.slack import render
from tests.contract.chatting.examples import HARMLESS, a_card

ZONE = "Europe/Amsterdam"
CASE = "case:12"


def options(count: int, words: Theirs = HARMLESS) -> tuple[Option, ...]:
    """So many choices, one of them a stranger's words."""
    ours = tuple(Option(str(number), Says((f"Collega {number}",))) for number in range(1, count))
    return (*ours, Option(str(count), Says((words,))))


def a_form(words: Theirs = HARMLESS) -> Form:
    """A form with a field of every kind, each with something in it."""
    return Form(
        title=Says(("Wat heb je ", words, " beloofd, en wanneer?")),
        send=Intent(Verb.PROMISE, CASE, 3),
        button="Onthoud dit",
        fields=(
            Field("words", "Wat?", Input.LINES, required=True, hint="Letterlijk"),
            Field("customer", "Wie?", Input.TEXT, required=True, value=words.literal, limit=3000),
            Field("url", "Waar?", Input.URL, value="https://social.example/1"),
            Field("amount", "Hoeveel?", Input.AMOUNT, value="25,50", limit=20),
            Field("when", "Wanneer?", Input.CHOICE, value="2", options=options(3, words)),
            Field("other", "Welke?", Input.CHOICE, value="2", options=options(12, words)),
            Field("channels", "Waar?", Input.CHOICES, value=("1",), options=options(3, words)),
            Field("posts", "Welke?", Input.CHOICES, value=("1", "2"), options=options(12, words)),
            Field("doer", "Wie doet het?", Input.PERSON, value="7", options=options(250, words)),
            Field("deputy", "Wie anders?", Input.PERSON),
            Field("at", "Hoe laat?", Input.MOMENT, value="2026-03-20T17:00"),
            Field("on", "Welke dag?", Input.DATE, value="2026-03-20"),
            Field("widespread", "Meer klanten?", Input.TICK, value="on", error="Nog niet."),
            Field("condition", "Als?", Input.TEXT, folded=True),
        ),
        lines=(Line(Says((words,)), Style.QUOTE), Line(Says(("Let op.",)))),
        footer=(Line(Says(("Ik herinner je.",))),),
        error="Dat kan nu niet.",
    )


def a_page(words: Theirs = HARMLESS) -> Page:
    """A page with a card, rows of every kind, and a part with nothing in it."""
    show = Button("Het hele verhaal", Intent(Verb.SHOW_CASE, CASE, 3))
    numbers = tuple(
        Button(
            f"{number} gehoord", Intent(Verb.SHOW_DIGEST, CASE, argument=str(number)), Style.QUIET
        )
        for number in range(1, 8)
    )
    rows = (
        Row(Says((words, " · Facebook")), (Line(Says((words,)), Style.QUOTE),), (show, show, show)),
        Row(Says((words, " wacht")), (), (show,)),
        Row(Says(("1 en meer gehoord",)), (), numbers),
        Row(Says(("Gisteren: ", words))),
    )
    return Page(
        Says(("Wat je nu voor ", words, " kunt doen")),
        (
            Part("Hoe het staat", (Line(Says((words,)), Style.QUIET), Line(Says((words,))))),
            Part("Kaart", card=a_card(words)),
            Part("Rijen", rows=rows),
            Part("Leeg", empty="Niets."),
        ),
        (show,),
    )


def a_digest(words: Theirs = HARMLESS) -> Card:
    """A long card, with a menu that does not hold all."""
    lines = tuple(Line(Says((f"{number}. ", words))) for number in range(1, 6))
    folded = tuple(
        Button(f"Getal {one}", Intent(Verb.SHOW_DIGEST, CASE, one)) for one in range(1, 6)
    )
    more = Button("Meer…", Intent(Verb.MORE, CASE, 3))
    link = Button("Bekijk bericht", url="https://social.example/post/1")
    parts = tuple(Section(title, lines) for title in ("WIE WACHT", "WIE PAKTE OP"))
    return Card(Says(("Week 12",)), (), words.literal or "Week", (), (link, *folded, more), parts)


def a_message(words: Theirs = HARMLESS) -> dict[str, Any]:
    """A card as it is sent."""
    drawn = render.card(a_card(words), ZONE)
    return {"text": drawn.text, "blocks": drawn.blocks}


def a_long_message(words: Theirs = HARMLESS) -> dict[str, Any]:
    """A digest as it is sent."""
    drawn = render.card(a_digest(words), ZONE)
    return {"text": drawn.text, "blocks": drawn.blocks}


def a_modal(words: Theirs = HARMLESS) -> dict[str, Any]:
    """A form as it is sent."""
    return render.form(a_form(words), zone=ZONE, language="nl", memo="memo", unfolded=True)


def a_modal_page(words: Theirs = HARMLESS) -> dict[str, Any]:
    """A page as it is sent."""
    return render.page(a_page(words), language="nl")


def a_home(words: Theirs = HARMLESS) -> dict[str, Any]:
    """A Home as it is sent."""
    return render.home(a_page(words), language="nl")


SAMPLES = {
    "message": a_message,
    "long": a_long_message,
    "form": a_modal,
    "page": a_modal_page,
    "home": a_home,
}
