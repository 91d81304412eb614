"""What is drawn once and read later is true whenever it is read."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.domain.answer import Answer
from bot.domain.errors import Facts
from bot.domain.events import moment
from bot.domain.notice import NoticeKind
from bot.domain.view import Audience, CaseView, NoticeView
from bot.presentation.card import Card
from bot.presentation.cards.briefing import briefing_card
from bot.presentation.cards.channel import channel_card
from bot.presentation.cards.digest import digest_card
from bot.presentation.cards.notices import notice_card
from bot.presentation.cards.pointer import pointer_card
from bot.presentation.gallery.digests import digest_views
from bot.presentation.gallery.examples import (
    AMY,
    ERIK,
    NOW,
    a_case,
    a_claimed_case,
    a_promise,
    a_reply,
    a_view,
    an_answered_case,
    views,
)
from bot.presentation.gallery.notices import notices
from bot.presentation.toasts import answer_toast

NL = Audience("nl", "Europe/Amsterdam", reader=ERIK.id)
EN = replace(NL, language="en")
TRUE_FOR_A_WHILE = re.compile(
    r"\b(vandaag|morgen|gisteren|zojuist|today|tomorrow|yesterday|just now"
    r"|\d+ (min|minuten|uur|dag|dagen|minutes?|hours?|days?))\b",
    re.IGNORECASE,
)
MAY_PASS = re.compile("First: let them know|Amy Jansen .* asks for help|What is asked|Before ")
IN_AN_HOUR, IN_A_YEAR = timedelta(minutes=49), timedelta(days=400)
spans = st.timedeltas(min_value=-IN_A_YEAR, max_value=IN_A_YEAR)


def _cards(view: CaseView, audience: Audience) -> Iterator[Card]:
    yield channel_card(view, replace(audience, reader=None))
    yield pointer_card(view, replace(audience, reader=None))
    yield briefing_card(view, replace(audience, reader=view.case.owner))
    yield briefing_card(view, replace(audience, reader=AMY.id))


def _drawn(audience: Audience, now: datetime, *, open_end: bool = False) -> Mapping[str, Card]:
    """Every card of the gallery, drawn at this moment."""
    cards: dict[str, Card] = {}
    for name, view in views().items():
        shown = replace(_open_ended(view) if open_end else view, now=now)
        cards |= {f"{name}.{n}": card for n, card in enumerate(_cards(shown, audience))}
    for name, (told, reader) in notices().items():
        seen = replace(told, view=replace(told.view, now=now) if told.view else None)
        cards[f"notice.{name}"] = notice_card(seen, replace(audience, reader=reader))
    return cards


def _open_ended(view: CaseView) -> CaseView:
    """The same with nothing that ends: the truth changes when it does."""
    calls = tuple(replace(one, until_at=None) for one in view.case.broadcasts)
    return replace(view, case=replace(view.case, broadcasts=calls), reply_by=None)


def _ours(card: Card) -> str:
    said = [card.title, *(line.says for line in card.lines)]
    said += [line.says for section in card.sections for line in section.lines]
    return "\n".join(part for one in said for part in one.parts if isinstance(part, str))


@pytest.mark.parametrize("audience", [NL, EN], ids=["nl", "en"])
@settings(max_examples=12, deadline=None)
@given(span=spans)
def test_a_card_says_the_same_whenever_it_is_drawn(audience: Audience, span: timedelta) -> None:
    first = _drawn(audience, NOW, open_end=True)

    assert _drawn(audience, NOW + span, open_end=True) == first


@pytest.mark.parametrize("before", [IN_AN_HOUR, -timedelta(days=3)])
def test_a_card_with_a_deadline_says_the_same_until_that_has_passed(before: timedelta) -> None:
    assert _drawn(NL, NOW + before) == _drawn(NL, NOW)


def test_only_a_call_that_ended_and_a_first_word_that_is_due_are_drawn_otherwise() -> None:
    first, later = _drawn(EN, NOW), _drawn(EN, NOW + timedelta(days=2))

    for name in first:
        gone = [line for line in first[name].lines if line not in later[name].lines]

        assert all(MAY_PASS.match(line.says.plain) for line in gone), name


@pytest.mark.parametrize("audience", [NL, EN], ids=["nl", "en"])
def test_no_card_tells_a_moment_by_when_it_was_drawn(audience: Audience) -> None:
    for name, card in _drawn(audience, NOW).items():
        assert TRUE_FOR_A_WHILE.search(_ours(card)) is None, name


@pytest.mark.parametrize("name", digest_views())
def test_the_monday_report_bears_dates(name: str) -> None:
    text = _ours(digest_card(digest_views()[name], NL))

    assert re.search(r"\b(vandaag|morgen|gisteren)\b", text) is None


def test_what_waits_is_told_since_when() -> None:
    card = channel_card(a_view(a_case()), replace(EN, reader=None))

    assert card.title.plain == "Jos · Facebook · waiting since Mon 16 Mar 14:20"


def test_a_new_case_says_when_it_came_in() -> None:
    new = a_view(a_case(silent_since=None))

    lines = [line.says.plain for line in channel_card(new, replace(EN, reader=None)).lines]

    assert "Why here: this came in Mon 16 Mar 14:20." in lines


def test_help_is_there_on_other_days_too() -> None:
    late = a_view(a_case(), now=NOW + timedelta(hours=9))

    lines = [line.says.plain for line in channel_card(late, replace(NL, reader=None)).lines]

    assert lines[-1] == "Nog niemand pakt dit op. Webcare helpt je, elke dag tot 21:00."


def test_a_date_bears_its_year_only_in_another_year_than_its_case() -> None:
    far = a_promise(due_at=datetime(2027, 1, 4, 16, 0, tzinfo=UTC))
    case = an_answered_case(promises=(a_promise(), far))

    text = _ours(briefing_card(a_view(case), EN))

    assert "Fri 20 Mar 17:00" in text
    assert "Mon 4 Jan 2027 17:00" in text


def test_what_is_shown_at_once_keeps_the_words_that_people_use() -> None:
    answer = Answer("remind_later", {"until_at": moment(NOW + timedelta(hours=2))})

    toast = answer_toast(answer, a_view(a_claimed_case()), NL)

    assert toast.says.plain == "Ik herinner je eraan: vandaag 16:20."


def test_a_late_answer_says_what_was_pressed_and_what_became_of_it() -> None:
    facts: Facts = {
        "code": "replied",
        "verb": "reply",
        "reply": 55,
        "way": "public",
        "kind": "reply",
    }
    case = a_view(an_answered_case(replies=(a_reply(),)))
    told = NoticeView(NoticeKind.WORD_AFTER.value, facts, case, id=3)

    card = notice_card(told, EN)

    assert card.summary == (
        "You chose “I replied”. Sorry that it took a while. Noted: your reply, in public."
    )
