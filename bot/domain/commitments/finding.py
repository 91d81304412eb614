"""Finding the first commitment in a text, in whichever of our languages each sentence is."""

from __future__ import annotations

from types import ModuleType

from bot.domain.commitments import dutch, english
from bot.domain.commitments.commitment import Commitment, Found
from bot.domain.commitments.plain import listed
from bot.domain.commitments.sentences import Sentence, sentences

_MARKS = {
    "nl": listed(
        "ik je jij u uw we wij het een de en niet van dat die zijn voor met om ook maar er op aan"
        " naar bij nog dan wel deze dit heb heeft hebben wordt worden ga gaan gaat kom komt bel"
        " belt morgen vandaag vanmiddag vanavond terug beloofd hoor hoort krijgt komen jouw jullie"
        " onze ons zal zullen doen geregeld als kan kunnen mijn uit meer zo sturen ge hebt gebeurt"
        " door tussen tegen binnen straks volgende uur week vrijdag maandag dinsdag woensdag"
        " donderdag zaterdag zondag staat ligt nieuwe ben bent was onze collega"
    ),
    "en": listed(
        "i you we the a an and not of that it is are for to will on at your our this be have has"
        " from by with they he she my i'll we'll you'll they'll i'm we're it's don't won't can"
        " would could shall let back tomorrow today done refund send call check can't do us me"
        " please thanks what who if when those these consider tomorrow's expect gone back get gets"
        " got ur gonna tmrw so as about into out up new i've i'd her"
        " his him them their there here which any all sending checking sure until tonight week"
        " next monday tuesday wednesday thursday friday saturday sunday"
    ),
}
_RULES: dict[str, ModuleType] = {"nl": dutch, "en": english}


def find_commitment(text: str, language: str | None = None) -> Commitment | None:
    """The first sentence in which a writer of ours commits us to something; None if there is none.

    `language` (nl or en) decides where a sentence itself does not show it. Never raises; the time
    it takes grows with the length of the text and with nothing else.
    """
    earlier: dict[str, str] = {"nl": "", "en": ""}
    usual = language if language in _RULES else _language(text, "nl")
    for sentence in sentences(text):
        spoken = _language(sentence.text, usual)
        found = _found(sentence, spoken, earlier)
        if found is not None:
            return Commitment(sentence.start, sentence.end, spoken, found.cue, found.words)
    return None


def _found(sentence: Sentence, spoken: str, earlier: dict[str, str]) -> Found | None:
    rules = _RULES[spoken]
    read: str = rules.read(sentence.text)
    found: Found | None = rules.find(read, earlier[spoken])
    earlier[spoken] = (earlier[spoken] + read)[-400:]
    return found


def _language(text: str, otherwise: str) -> str:
    """The language whose small words stand in it most."""
    present = [word.strip(".,:;!?()\"'").replace("\u2019", "'") for word in text.lower().split()]
    counted = {code: sum(word in marks for word in present) for code, marks in _MARKS.items()}
    best = max(counted, key=lambda code: (counted[code], code == otherwise))
    return best if counted[best] else otherwise
