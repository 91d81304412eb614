"""A customer who only thanks, told apart from thanks with more to it (D44)."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.flags import is_thanks

ONLY_THANKS = [
    ("dank je wel!", "nl"),
    ("Dankjewel Erik!", "nl"),
    ("Bedankt voor de snelle reactie", "nl"),
    ("Top, bedankt!", "nl"),
    ("Het is gelukt, heel erg bedankt \U0001f44d", "nl"),
    ("Hij doet het weer, dank jullie wel", "nl"),
    ("Thanks, het werkt weer", "nl"),
    ("@Odido bedankt voor jullie hulp!", "nl"),
    ("Hartelijk dank, Amy en Erik", "nl"),
    ("Oké, dank u wel. Fijne avond!", "nl"),
    ("Bedankt voor het meedenken, held!", "nl"),
    ("Thanks, all sorted", "en"),
    ("Thank you so much @Company", "en"),
    ("Brilliant, thank you!", "en"),
    ("Thanks for your help, Amy \u2764\ufe0f", "en"),
    ("ty!", "en"),
    ("It\u2019s working now, thanks a lot!", "en"),
    ("Cheers guys, much appreciated", "en"),
    ("THANK YOU", "en"),
    ("Merci!", None),
    ("thx", "de"),
]

MORE_THAN_THANKS = [
    ("bedankt voor niks", "nl"),
    ("Bedankt voor niets, hè", "nl"),
    ("Nou bedankt", "nl"),
    ("Lekker dan, bedankt", "nl"),
    ("Nee bedankt", "nl"),
    ("Alvast bedankt", "nl"),
    ("Bedankt, maar het werkt nog steeds niet", "nl"),
    ("Dank je, wanneer komt de monteur?", "nl"),
    ("Bedankt. Mijn klantnummer is 12345", "nl"),
    ("Bedankt, werkt het nu", "nl"),
    ("Bedankt! Oplichters", "nl"),
    ("Bedankt Oplichters", "nl"),
    ("Bedankt hoor \U0001f644", "nl"),
    ("Dank je, ik zeg mijn abonnement op", "nl"),
    ("bedankt voor de rekening", "nl"),
    ("Fijn weekend", "nl"),
    ("", "nl"),
    ("thanks for nothing", "en"),
    ("Thanks for nothing, Amy!", "en"),
    ("Thanks, but it's still broken", "en"),
    ("Thanks. Broken again", "en"),
    ("Thanks, when will it be fixed", "en"),
    ("Thanks, is it fixed now", "en"),
    ("thank you, is there anyone else", "en"),
    ("No thanks", "en"),
    ("Thanks for losing my luggage", "en"),
    ("Thanks in advance", "en"),
    ("Thanks Scammers", "en"),
    ("Thanks, Goodbye", "en"),
    ("Thanks \U0001f595", "en"),
    ("Thanks. Call me", "en"),
    ("Thanks! My lawyer says hi", "en"),
    ("Great!", "en"),
    ("?", "en"),
    ("thanks " * 40, "en"),
]


@pytest.mark.parametrize(("text", "language"), ONLY_THANKS)
def test_thanks_are_thanks(text: str, language: str | None) -> None:
    assert is_thanks(text, language)


@pytest.mark.parametrize(("text", "language"), MORE_THAN_THANKS)
def test_thanks_with_news_a_question_or_irony_are_no_thanks(
    text: str, language: str | None
) -> None:
    assert not is_thanks(text, language)


@pytest.mark.parametrize("text", [text for text, _ in MORE_THAN_THANKS])
def test_not_knowing_the_language_makes_no_complaint_into_thanks(text: str) -> None:
    assert not is_thanks(text, None)


@given(st.text(), st.sampled_from(["nl", "en", None]))
def test_any_text_at_all_can_be_judged(text: str, language: str | None) -> None:
    assert is_thanks(text, language) in {True, False}
