"""The Monday report as card, page, text and HTML."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date

import pytest

from bot.domain.digest import Count, cases_behind
from bot.domain.ids import CaseId, EmployeeId
from bot.domain.view import Audience, CaseRow, Sight
from bot.presentation.card import Card
from bot.presentation.cards.digest import digest_card
from bot.presentation.digest.html import digest_html
from bot.presentation.digest.text import WIDTH, digest_text
from bot.presentation.intent import Intent, Verb, decode
from bot.presentation.page import Page
from bot.presentation.pages import digest_cases_page, digest_page
from tests.unit.domain.a_history import PEOPLE
from tests.unit.presentation.a_digest import (
    HETTY,
    MONDAY,
    a_full_view,
    a_quiet_view,
    an_audience,
)

both_languages = pytest.mark.parametrize("language", ["nl", "en"])


def verbs(card: Card) -> list[Verb]:
    """What the card's buttons do; opening a form counts as its verb."""
    intents = [button.intent for button in card.buttons if button.intent]
    return [Verb(str(one.argument)) if one.verb is Verb.FORM else one.verb for one in intents]


def shown(card: Card) -> str:
    lines = (*card.lines, *(line for section in card.sections for line in section.lines))
    return "\n".join((card.title.plain, *(line.says.plain for line in lines)))


def numbers_of(page: Page) -> Iterator[Intent]:
    for part in page.parts:
        for row in part.rows:
            yield from (button.intent for button in row.buttons if button.intent)


def a_row(case: CaseId) -> CaseRow:
    return CaseRow(case, 1, "Hetty", "facebook", "claimed", MONDAY, None, "Ik geef het op.")


@both_languages
def test_a_full_week_is_told_in_every_language(language: str) -> None:
    told = digest_text(a_full_view(), an_audience(language))

    assert "Hetty" in told
    assert "Woorden" in told
    assert all(len(line) <= WIDTH for line in told.splitlines())
    assert len(told.split()) < 2 * 250  # two minutes at a reader's pace


def test_the_sections_stand_in_their_order() -> None:
    card = digest_card(a_full_view(), an_audience())

    titles = [section.title for section in card.sections]
    assert titles == [
        "Vraag aan jou",
        "Wie wacht nog",
        "Wie pakte op",
        "Beloften deze week: 1",
        "Hoe liep het af: 6",
        "Wat moet er beter",
    ]


@both_languages
def test_a_quiet_week_asks_nothing_and_says_so_calmly(language: str) -> None:
    card = digest_card(a_quiet_view(), an_audience(language))

    assert verbs(card) == [Verb.READ_DIGEST]
    assert len(card.sections) == 5
    assert all(section.lines for section in card.sections)


def test_what_is_asked_is_decided_or_read_with_two_buttons() -> None:
    view = a_full_view()

    assert verbs(digest_card(view, an_audience())) == [Verb.DECIDE_DIGEST, Verb.READ_DIGEST]
    assert verbs(digest_card(replace(view, read=True), an_audience())) == [Verb.DECIDE_DIGEST]


def test_who_decided_and_read_is_told_so_and_asked_nothing_more() -> None:
    view = replace(a_full_view(), read=True, decides_on=date(2026, 3, 26))

    card = digest_card(view, an_audience())

    assert card.buttons == ()
    assert "Je beslist uiterlijk donderdag 26 maart." in shown(card)


def test_a_broken_promise_shows_department_cause_and_what_was_promised_since() -> None:
    told = shown(digest_card(a_full_view(), an_audience()))

    assert "(Network): geen vervanger." in told
    assert "Nu beloofd: di 24-3 12:00." in told


def test_goodwill_that_everybody_was_told_of_says_so() -> None:
    told = shown(digest_card(a_full_view(), an_audience("en")))

    assert "6 apologies, 6 goodwill, €75, all told to the customer" in told


def test_what_is_sensitive_is_told_without_a_name_except_to_webcare() -> None:
    view = replace(a_full_view(), sensitive=frozenset({HETTY}))

    webcare = Audience("nl", "Europe/Amsterdam", Sight.WEBCARE)

    assert "Hetty" not in digest_text(view, an_audience())
    assert "Hetty" in digest_text(view, webcare)


def test_forgotten_customers_and_erased_words_leave_the_sentence_standing() -> None:
    view = replace(a_full_view(), customers={}, words={})

    told = digest_text(view, an_audience())

    assert "Een belofte voor de klant (Network)" in told
    assert "1. De klant:" in told


@both_languages
def test_every_number_on_the_page_leads_to_its_cases(language: str) -> None:
    view = a_full_view()

    intents = list(numbers_of(digest_page(view, an_audience(language), now=MONDAY)))

    assert len(intents) > 20
    for intent in intents:
        assert decode(intent.encode()) == intent
        assert len(intent.encode()) <= 150
        assert (intent.verb, intent.subject) == (Verb.SHOW_DIGEST, "digest:2026-W12")
        assert cases_behind(view.digest, str(intent.argument))


@pytest.mark.parametrize(
    "number", ["", "week", "waiting", "waiting.heard.value", "waiting.nobody", "improving.flags.x"]
)
def test_what_is_no_number_leads_nowhere(number: str) -> None:
    assert cases_behind(a_full_view().digest, number) is None


def test_behind_a_number_stand_customers_and_no_colleague() -> None:
    view = a_full_view()
    rows = [replace(a_row(HETTY), owner=EmployeeId(PEOPLE))]

    page = digest_cases_page(view, "waiting.all_waiting", rows, an_audience(), now=MONDAY)

    (row,) = page.parts[0].rows
    assert row.title.plain == "Hetty · Facebook · een collega werkt eraan"
    assert row.lines[0].says.plain == "Ik geef het op."
    assert row.buttons == ()
    assert str(PEOPLE) not in repr(page)
    assert page.buttons[0].intent == Intent(Verb.SHOW_DIGEST, "digest:2026-W12")


def test_behind_a_number_what_is_sensitive_has_no_name_and_no_words() -> None:
    view = replace(a_full_view(), sensitive=frozenset({HETTY}))

    page = digest_cases_page(view, "waiting.heard", [a_row(HETTY)], an_audience())

    (row,) = page.parts[0].rows
    assert "Hetty" not in row.title.plain
    assert row.lines == ()


def test_a_strangers_name_is_escaped_in_html() -> None:
    view = replace(a_full_view(), customers={HETTY: "<script>alert(1)</script>"})

    written = digest_html(view, an_audience())

    assert "<script>" not in written
    assert "&lt;script&gt;" in written
    assert written.startswith("<!DOCTYPE html>")


def test_a_strangers_line_breaks_do_not_make_lines_of_ours() -> None:
    view = replace(a_full_view(), customers={HETTY: "Hetty\nBELOFTEN DEZE WEEK: 99"})

    assert "\nBELOFTEN DEZE WEEK: 99" not in digest_text(view, an_audience())


@both_languages
def test_no_colleague_stands_in_any_form_of_it(language: str) -> None:
    view, audience = a_full_view(), an_audience(language)

    forms = (
        repr(digest_card(view, audience)),
        repr(digest_page(view, audience, now=MONDAY)),
        digest_text(view, audience),
        digest_html(view, audience),
    )

    assert not [form for form in forms if str(PEOPLE)[:6] in form]


def test_an_average_stands_beside_a_few_numbers_only() -> None:
    view = a_full_view()
    waiting = replace(
        view.digest.waiting,
        heard=Count(142, 131.4, (HETTY,)),
        answered=Count(118, 110.0, (HETTY,)),
        silent=Count(3, 4.56, (HETTY,)),
    )
    averaged = replace(view, digest=replace(view.digest, waiting=waiting, weeks_averaged=8))

    told = digest_text(averaged, an_audience())

    assert "( ) = gemiddelde van 8 weken" in told
    assert "142 gehoord (131): 118 beantwoord, 3 nog stil (4,6)" in told
