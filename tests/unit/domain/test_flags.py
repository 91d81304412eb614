"""Flags on a labelled table of sentences, Dutch and English, with those that only look alike."""

from __future__ import annotations

import timeit

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain import flag_words
from bot.domain.flags import SENSITIVE, Flag, FoundFlag, find_flags

DUTCH = {
    "Er is voor de derde keer dubbel afgeschreven!": "money",
    "Ik krijg steeds aanmaningen terwijl ik alles betaald heb": "money",
    "Mijn factuur klopt weer niet": "money",
    "Wanneer krijg ik mijn geld terug?": "money",
    "Ik heb veel te veel betaald": "money",
    "Er staat een deurwaarder voor de deur, en jullie zitten fout": "money",
    "Sinds maart wacht ik op de terugbetaling": "money",
    "Jullie schrijven elke maand 12 euro te veel af": "money",
    "Wat krijg ik als compensatie?": "money",
    "Mijn advocaat neemt contact met jullie op": "legal",
    "Dan zie ik jullie voor de rechter": "legal",
    "ik stap naar de geschillencommissie": "legal",
    "Ik stel u hierbij in gebreke": "legal",
    "Ik houd jullie aansprakelijk voor de schade": "legal",
    "Ik ga aangifte doen": "legal",
    "Klacht ingediend bij de ACM": "legal",
    "Wordt dit een rechtszáák of lossen we het op?": "legal",
    "Al acht dagen geen internet": "no_service",
    "Internet ligt er weer uit, plat in heel Zuid": "no_service",
    "De tv doet het al een week niet": "no_service",
    "Is er een storing in Almere?": "no_service",
    "Mijn modem werkt nog steeds niet": "no_service",
    "We zitten hier zonder stroom": "no_service",
    "Jullie zijn telefonisch niet bereikbaar": "no_service",
    "De verbinding valt steeds weg": "no_service",
    "Niks werkt": "no_service",
    "De router staat in brand": "safety",
    "Mijn telefoon vloog in de fik": "safety",
    "De lader is ontploft": "safety",
    "Er komen vonken uit de meterkast": "safety",
    "We ruiken hier gas!": "safety",
    "Mijn dochter is gewond geraakt door jullie product": "safety",
    "Dit is levensgevaarlijk": "safety",
    "Ik heb een flinke schok gekregen": "safety",
    "Na het eten kreeg ik een voedselvergiftiging": "safety",
    "Ik kan 112 niet bellen, ik kan niet eens 112 bereiken": "safety",
    "Mijn man is overleden en jullie blijven brieven sturen": "vulnerable",
    "Mijn moeder heeft dementie en begrijpt dit niet": "vulnerable",
    "Ik zit in een rolstoel en kan niet langskomen": "vulnerable",
    "Mijn alarmknop is hiervan afhankelijk": "vulnerable",
    "Hij heeft kanker en kan niemand bellen": "vulnerable",
    "Ik wil niet meer leven": "vulnerable",
    "Ik denk aan zelfmoord": "vulnerable",
    "Mijn oma van 87 snapt die app niet": "vulnerable",
    "Ik zit in de schuldsanering": "vulnerable",
    "Suïcidaal word ik ervan": "vulnerable",
    "Ik ben hoogzwanger en sta hier al een uur": "vulnerable",
    "Dan stap ik naar de pers": "press",
    "Ik ga hiermee naar Kassa": "press",
    "Misschien moet Radar hier eens naar kijken, ik mail Radar": "press",
    "Een journalist van de Volkskrant heeft mij gebeld": "press",
    "Straks staan jullie in de krant": "press",
    "Dit gaat naar de lokale media": "press",
    "Jullie hebben een datalek": "data_leak",
    "Mijn account is gehackt": "data_leak",
    "Ik kreeg de factuur van iemand anders in de bus": "money data_leak",
    "Hoe zit het met mijn privacy?": "data_leak",
    "Mijn gegevens liggen gewoon op straat": "data_leak",
    "Volgens de AVG heb ik recht op inzage": "data_leak",
    "Ik zeg mijn abonnement per direct op": "leaving",
    "Ik heb alles opgezegd": "leaving",
    "Wij gaan overstappen": "leaving",
    "Ik stap over naar een andere provider": "leaving",
    "Jullie zijn een klant kwijt": "leaving",
    "Ik bestel hier nooit meer": "leaving",
    "Kan ik mijn contract ontbinden?": "leaving",
    "Ik weet waar je woont": "threat",
    "Ik sla je in elkaar": "threat",
    "Krijg de tering": "threat",
    "Stelletje idioten": "threat",
    "Ik maak jullie kapot": "threat",
    "Straks steek ik jullie kantoor in de fik": "safety threat",
    "kankerlijers": "threat",
    "V\u200be\u200br\u200bmoord moeten ze worden, ik vermo\u00adord ze": "threat",
    "Geen internet en toch een rekening, ik bel mijn advocaat": "money legal no_service",
    # They only look alike.
    "Dank jullie wel voor de snelle hulp": "",
    "Waar blijft mijn pakket?": "",
    "Ik zat drie kwartier in de wacht": "",
    "Advocaat met slagroom in de bonus": "",
    "De rechter knop blijft hangen": "",
    "Houd er rekening mee dat ik pas om vijf uur thuis ben": "",
    "Heb per ongeluk twee keer besteld": "",
    "Ik stond bij de kassa en er was niemand": "",
    "Pers een sinaasappel uit en je hebt sap": "",
    "Waar kan ik overstappen in Utrecht?": "",
    "Die kassa's zijn gesloten": "",
    "Zeg, wat is jullie adres op Texel?": "",
    "Dat kost een bom geld": "",
    "Nieuw bij jullie, brand new zelfs": "",
    "Jullie maken het wel af, toch?": "",
    "Kreeg bijna een hartaanval van dat filmpje": "",
    "Weet iemand waar jullie zitten?": "",
    "Er is geen storing, gewoon traag": "",
    "Hij werkt niet mee": "",
    "Ik werk bij een krantenkiosk": "",
    "Aangifte inkomstenbelasting lukt niet in de app": "",
    "Zo werkt dat niet, meneer": "",
}

ENGLISH = {
    "I was charged twice for one ticket": "money",
    "Still waiting for my refund": "money",
    "I want my money back": "money",
    "You sent me to a debt collector": "money",
    "My bill went up again": "money",
    "You took 40 pounds out of my account": "money",
    "They overcharged us": "money",
    "My lawyer will be in touch": "legal",
    "I will sue you": "legal",
    "We're suing": "legal",
    "See you in court": "legal",
    "I'm taking you to court": "legal",
    "Taking this to the ombudsman": "legal",
    "This is a breach of contract": "legal",
    "Small claims it is then": "legal",
    "My internet has been down for three days": "no_service",
    "No hot water since Monday": "no_service",
    "Is there an outage in Leeds?": "no_service",
    "The app isn\u2019t working": "no_service",
    "My phone doesn't work in Spain": "no_service",
    "Your website went down again": "no_service",
    "You disconnected my line": "no_service",
    "We have been without power all night": "no_service",
    "The charger caught fire": "safety",
    "There is smoke coming from the router": "safety",
    "I smell gas": "safety",
    "My son was injured by your door": "safety",
    "The battery exploded": "safety",
    "I got an electric shock": "safety",
    "This is dangerous": "safety",
    "I can't even call 911": "safety",
    "The house is filled with carbon mon\u200boxide": "safety",
    "My husband died and you keep writing to him": "vulnerable",
    "My mother has dementia": "vulnerable",
    "I use a wheelchair and was left at the gate": "vulnerable",
    "I want to die": "vulnerable",
    "I'm thinking of suicide": "vulnerable",
    "Missed my uncle's funeral": "vulnerable",
    "I'm 8 months pregnant and standing": "vulnerable",
    "I depend on insulin": "vulnerable",
    "My 84 year old neighbour cannot get out": "vulnerable",
    "There was a death in the family": "vulnerable",
    "I'm going to the press": "press",
    "As a journalist I will write about this": "press",
    "This will be on the local news": "press",
    "BBC watchdog will love this": "press",
    "My account was hacked": "data_leak",
    "I can see someone else's details": "data_leak",
    "You had a data breach": "data_leak",
    "Who leaked my personal information?": "data_leak",
    "This is against GDPR": "data_leak",
    "Cancel my subscription": "leaving",
    "I'm switching to another provider": "leaving",
    "I'll take my business elsewhere": "leaving",
    "You just lost a loyal customer": "leaving",
    "Never flying with you again": "leaving",
    "NEVER AGAIN!!!": "leaving",
    "This was the last time": "leaving",
    "I know where you live": "threat",
    "I'll find you": "threat",
    "I will kill you": "threat",
    "Fuck you": "threat",
    "You bunch of idiots": "threat",
    "I hope you all die": "threat",
    "\U0001d424\U0001d422\U0001d425\U0001d425 him": "threat",
    "No internet and you still charge me. My lawyer will call": "money legal no_service",
    # They only look alike.
    "Thanks for the quick reply!": "",
    "When does the store open?": "",
    "Press the button on the back": "",
    "I pressed reset, press any key it said": "",
    "Thanks Sue, you were great": "",
    "I spoke to Sue yesterday": "",
    "Will Sue call me back?": "",
    "The basketball court was closed": "",
    "Your food court is lovely": "",
    "This wait is killing me": "",
    "I could kill for a coffee": "",
    "Would it kill you to answer?": "",
    "You guys are on fire today": "",
    "My phone died while on hold": "",
    "Your team gave me a heart attack, nice surprise though": "",
    "That falls on deaf ears": "",
    "Why is my card disabled?": "",
    "Love these bath bombs, this bath bomb most": "",
    "To add insult to injury you were late": "",
    "The fire stick remote is tiny": "",
    "Emergency exit seats, please": "",
    "I charged my phone": "",
    "Please cancel my order": "",
    "My flight was cancelled": "",
    "Calm down, it's fine": "",
    "It's down to you": "",
    "No service charge, lovely": "",
    "Good news at last": "",
    "Follow us on social media": "",
    "I'm switching seats": "",
    "The last time I flew it was fun": "",
    "That time does not work for me": "",
    "Moved to a new city": "",
    "A stroke of luck": "",
    "Pursue the matter, issue by issue": "",
}


def flags_in(text: str, language: str | None) -> set[str]:
    return {str(found.flag) for found in find_flags(text, language)}


@pytest.mark.parametrize(("text", "expected"), DUTCH.items())
def test_a_dutch_sentence_raises_just_these_flags(text: str, expected: str) -> None:
    assert flags_in(text, "nl") == set(expected.split())


@pytest.mark.parametrize(("text", "expected"), ENGLISH.items())
def test_an_english_sentence_raises_just_these_flags(text: str, expected: str) -> None:
    assert flags_in(text, "en") == set(expected.split())


@pytest.mark.parametrize(("text", "expected"), [*DUTCH.items(), *ENGLISH.items()])
@pytest.mark.parametrize("language", [None, "de"])
def test_without_a_language_of_ours_both_lists_are_tried(
    text: str, expected: str, language: str | None
) -> None:
    assert flags_in(text, language) == set(expected.split())


def test_the_evidence_stands_in_our_list_and_is_not_their_spelling() -> None:
    found = find_flags("Mijn ADVOCÁÁT zegt: geef dat geld t\u200berug", "nl")

    assert found == (FoundFlag(Flag.MONEY, "geld terug"), FoundFlag(Flag.LEGAL, "advocaat"))


def test_a_flag_is_found_once_and_flags_come_in_one_order() -> None:
    found = find_flags("Lawyer! Refund! Lawyer! Refund!", "en")

    assert [one.flag for one in found] == [Flag.MONEY, Flag.LEGAL]


def test_words_of_two_sentences_make_no_phrase() -> None:
    assert find_flags("I like no one. Service was fine.", "en") == ()
    assert find_flags("Het werkt. Ik ben het er niet mee oneens", "nl") == ()


def test_every_list_belongs_to_a_flag_and_every_flag_has_its_lists() -> None:
    assert set(flag_words.DUTCH) == set(flag_words.ENGLISH) == set(Flag)


def test_what_goes_to_trained_webcare_only_is_what_the_design_says() -> None:
    assert set(SENSITIVE) == {"safety", "vulnerable", "legal", "press", "data_leak"}


@given(st.text(), st.sampled_from(["nl", "en", None, "xx"]))
def test_any_text_at_all_can_be_looked_at(text: str, language: str | None) -> None:
    for found in find_flags(text, language):
        assert found.evidence


def test_a_long_text_takes_time_in_proportion() -> None:
    text = "never fly with you hope you die no internet zeg op geen stroom " * 2_000

    assert timeit.timeit(lambda: find_flags(text, None), number=1) < 5
