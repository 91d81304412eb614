"""The language of a text: the platform's word first, a guess only where it is a good one."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor

import pytest
from hypothesis import given
from hypothesis import strategies as st

from integrations.reading.language import detect_language, warm_up

BOTH = ("nl", "en")

DUTCH = [
    "Wat een slechte service",
    "ik wacht al 3 weken",
    "internet doet het niet",
    "Waarom krijg ik geen antwoord",
    "nog steeds niks gehoord",
    "de trein is weer te laat",
    "Wifi ligt plat",
    "Al 2 uur in de wacht",
    "Kun je me een DM sturen?",
    "@KPN storing bij jullie? https://t.co/english",
]
ENGLISH = [
    "internet down again",
    "Where is my parcel?",
    "my phone is broken",
    "Thanks, all sorted",
    "Asked the same thing three times in chat. I'm lost.",
    "still waiting for someone to call me back",
]
TOO_LITTLE = [
    "",
    "ok",
    "@KPN",
    "12345",
    "https://example.com/een/lange/link",
    "\U0001f620\U0001f620",
]
ELSEWHERE = [
    "Das Internet geht schon wieder nicht",
    "Ich warte seit drei Wochen auf eine Antwort",
    "Qu\u00e9 mal servicio, estoy muy enfadado",
    "Ma commande n'est jamais arriv\u00e9e, c'est honteux",
    "\u0418\u043d\u0442\u0435\u0440\u043d\u0435\u0442 \u043d\u0435 \u0440\u0430\u0431\u043e\u0442"
    "\u0430\u0435\u0442",
]


@pytest.mark.parametrize("text", DUTCH)
def test_dutch_is_heard_as_dutch(text: str) -> None:
    assert detect_language(text, None, BOTH) == "nl"


@pytest.mark.parametrize("text", ENGLISH)
def test_english_is_heard_as_english(text: str) -> None:
    assert detect_language(text, None, BOTH) == "en"


@pytest.mark.parametrize("text", [*TOO_LITTLE, *ELSEWHERE])
def test_too_little_text_and_other_languages_are_not_guessed(text: str) -> None:
    assert detect_language(text, None, BOTH) is None


@pytest.mark.parametrize("hint", ["nl", "nl-NL", "NL_be", " nl "])
def test_the_platforms_own_tag_is_believed(hint: str) -> None:
    assert detect_language("Where is my parcel?", hint, BOTH) == "nl"


@pytest.mark.parametrize("hint", [None, "", "und", "qme", "de", "-", "zxx-Latn"])
def test_a_tag_that_is_none_of_ours_is_not_believed(hint: str | None) -> None:
    assert detect_language("Where is my parcel?", hint, BOTH) == "en"


def test_another_language_is_heard_once_it_is_configured() -> None:
    german = "Das Internet geht schon wieder nicht"

    assert detect_language(german, None, ("nl", "en", "de")) == "de"
    assert detect_language(german, None, ("tlh",)) is None
    assert detect_language(german, None, ()) is None


def test_many_threads_hear_the_same() -> None:
    warm_up()

    with ThreadPoolExecutor(8) as threads:
        heard = list(threads.map(lambda text: detect_language(text, None, BOTH), DUTCH * 50))

    assert set(heard) == {"nl"}


@given(st.text(), st.one_of(st.none(), st.text(max_size=8)))
def test_any_text_at_all_can_be_heard(text: str, hint: str | None) -> None:
    assert detect_language(text, hint, BOTH) in {"nl", "en", None}
