"""What people type, in both languages and in every shape that a chat gives it."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.interactions.commands import COMMANDS, LONGEST_SEARCH, read_command
from bot.presentation.intent import Intent, Verb, decode, opening

LONGEST_INTENT = 150


def meant(text: str) -> str:
    return read_command(text).intent.encode()


def form(verb: Verb, subject: str = "house") -> str:
    return opening(verb, subject).encode()


def show(verb: Verb, subject: str = "house", argument: str | None = None) -> str:
    return Intent(verb, subject, argument=argument).encode()


@pytest.mark.parametrize(
    ("texts", "wanted"),
    [
        (("", "  ", "?", "help", "Hulp", "HELP!", "/knuffel help", "<@U1> help"), Verb.SHOW_HELP),
        (
            ("practice", "Oefenen", "oefen één keer", "Try it once", "Oefen even"),
            Verb.SHOW_PRACTICE,
        ),
        (("mine", "mijn", "Van mij", "mijn klanten", "mine, please"), Verb.SHOW_MINE),
        (("home", "start", "settings", "Instellingen"), Verb.SHOW_HOME),
        (("open", "wacht", "waiting", "Wie wacht nog?", "open zaken"), Verb.SHOW_WAITING),
        (("kept", "gegevens", "What is kept about me?", "wat bewaar je van mij"), Verb.SHOW_KEPT),
        (("digest", "maandag", "Maandagbericht"), Verb.SHOW_DIGEST),
        (("code", "nieuwe code"), Verb.MAKE_CODE),
        (("zoek", "search"), Verb.SHOW_SEARCH),
    ],
)
def test_a_word_in_either_language_shows_what_it_says(texts: tuple[str, ...], wanted: Verb) -> None:
    assert {meant(text) for text in texts} == {show(wanted)}


@pytest.mark.parametrize(
    ("texts", "wanted"),
    [
        (("capture", "meld", "Klacht"), Verb.CAPTURE),
        (("absence", "afwezig", "vrij", "away"), Verb.SET_ABSENCE),
        (("language", "taal"), Verb.SET_LANGUAGE),
        (("hours", "Werktijden"), Verb.SET_HOURS),
        (("ask me too", "stil", "quiet"), Verb.SET_WILLING),
        (("link", "koppel"), Verb.TIE),
    ],
)
def test_a_word_in_either_language_opens_its_form(texts: tuple[str, ...], wanted: Verb) -> None:
    assert {meant(text) for text in texts} == {form(wanted)}


@pytest.mark.parametrize("text", ["case 12", "Zaak 12", "zaak #12", "case nr. 12", "#12"])
def test_a_number_shows_that_case(text: str) -> None:
    assert meant(text) == show(Verb.SHOW_CASE, "case:12")


@pytest.mark.parametrize(
    "text",
    [
        *("case Jos de Vries", "zaak Jos de Vries", "zoek “Jos de Vries”", "search Jos  de Vries"),
        *("find: Jos de Vries", "Jos de Vries", "zoek 'Jos de Vries'", "zoek Jos\nde Vries"),
    ],
)
def test_any_other_text_is_looked_for(text: str) -> None:
    assert meant(text) == show(Verb.SHOW_SEARCH, argument="Jos de Vries")


@pytest.mark.parametrize("text", ["open haard", "help mijn internet doet het niet", "code oranje"])
def test_a_customers_words_that_begin_like_a_command_are_looked_for(text: str) -> None:
    assert meant(text) == show(Verb.SHOW_SEARCH, argument=text)


def test_a_number_that_no_case_can_have_is_looked_for() -> None:
    assert meant("case " + "9" * 30) == show(Verb.SHOW_SEARCH, argument="9" * 30)


@pytest.mark.parametrize(
    ("text", "url", "words"),
    [
        ("meld https://x.example/1", "https://x.example/1", None),
        ("meld <https://x.example/1?a=1&amp;b=2|x.example>", "https://x.example/1?a=1&b=2", None),
        ("klacht „Ik ben boos” (https://x.example/1).", "https://x.example/1", None),
        ("capture <https://x.example/1>: “so angry”", "https://x.example/1", "so angry"),
        ("melden Al drie dagen geen internet", None, "Al drie dagen geen internet"),
        ("capture one\ntwo", None, "one\ntwo"),
        ("meld <mailto:jos@example.nl|jos@example.nl> belt", None, "jos@example.nl belt"),
    ],
)
def test_a_complaint_comes_with_its_link_and_its_words_apart(
    text: str, url: str | None, words: str | None
) -> None:
    command = read_command(text)

    assert command.intent == opening(Verb.CAPTURE, "house")
    assert command.fields.get("url") == url
    if words is not None:
        assert command.fields["words"] == words


@pytest.mark.parametrize("text", ["oproep 12", "call for help 12", "help-call #12", "call case 12"])
def test_a_call_for_help_on_a_number_opens_its_form(text: str) -> None:
    assert meant(text) == form(Verb.BROADCAST, "case:12")


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("oproep Jos", "Jos"),
        ("call for help <https://x.example/1|here>", "https://x.example/1"),
    ],
)
def test_a_call_for_help_on_a_name_or_link_looks_for_its_case(text: str, wanted: str) -> None:
    assert meant(text) == show(Verb.SHOW_SEARCH, argument=wanted)


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("digest 2026-W12", "digest:2026-W12"),
        ("maandagbericht week 12", "digest:W12"),
        ("digest w7", "digest:W07"),
        ("Monday 53", "digest:W53"),
    ],
)
def test_a_week_shows_its_digest(text: str, wanted: str) -> None:
    assert meant(text) == show(Verb.SHOW_DIGEST, wanted)


@pytest.mark.parametrize("text", ["digest 54", "digest 2025-W53", "maandag om tien uur"])
def test_what_is_no_week_is_looked_for(text: str) -> None:
    assert meant(text) == show(Verb.SHOW_SEARCH, argument=text)


def test_days_off_come_with_the_form_as_they_were_written() -> None:
    command = read_command("Afwezig van 20-3 t/m 24-3")

    assert command.intent == opening(Verb.SET_ABSENCE, "house")
    assert command.fields == {"said": "van 20-3 t/m 24-3"}


@pytest.mark.parametrize(("text", "chosen"), [("taal Engels", "en"), ("language: dutch", "nl")])
def test_a_language_is_chosen_in_its_form(text: str, chosen: str) -> None:
    command = read_command(text)

    assert command.intent == opening(Verb.SET_LANGUAGE, "house")
    assert command.fields == {"language": chosen}


def test_a_code_travels_as_a_field_and_never_on_the_intent() -> None:
    command = read_command("koppel “ABC 123”")

    assert command.intent == Intent(Verb.TIE, "house")
    assert command.fields == {"code": "ABC123"}


def test_a_long_text_is_cut_behind_a_word() -> None:
    searched = read_command("zoek " + "internet kapot " * 700).intent.argument

    assert searched is not None
    assert len(searched) <= LONGEST_SEARCH
    assert searched.endswith(("internet", "kapot"))


@pytest.mark.parametrize("text", ["\u202e\x00", "“ ”", "/knuffel", "!!!"])
def test_what_says_nothing_gets_help(text: str) -> None:
    assert meant(text) == show(Verb.SHOW_HELP)


@pytest.mark.parametrize(
    "text",
    [
        *("\N{FAMILY}\u200d\N{WOMAN} Jos", "zoek \u202eJos\u202c", "x" * 10_000, "\ud800 Jos"),
        *("<https://", "<http://" * 3000, "<@" * 5000, "|||", "zoek a|b|c", "&lt;!channel&gt;"),
    ],
)
def test_odd_input_is_looked_for_and_fits_on_a_button(text: str) -> None:
    intent = read_command(text).intent

    assert intent.verb is Verb.SHOW_SEARCH
    assert len(intent.encode()) <= LONGEST_INTENT
    assert decode(intent.encode()) == intent


@given(
    st.one_of(
        st.text(),
        st.builds("{} {}".format, st.sampled_from(sorted(COMMANDS)), st.text(max_size=300)),
    )
)
def test_nothing_that_anybody_types_is_a_fault(text: str) -> None:
    command = read_command(text)

    assert decode(command.intent.encode()) == command.intent
    assert len(command.intent.encode()) <= LONGEST_INTENT
    assert all(command.fields.values())
