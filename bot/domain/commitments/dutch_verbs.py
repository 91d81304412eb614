"""Dutch verbs, participles and what stands around them."""

from __future__ import annotations

import re

from bot.domain.commitments import dutch_words as words
from bot.domain.commitments.plain import listed
from bot.domain.commitments.sentences import Clause, clauses

HAPPENS = listed("gaan komen werken zien staan doen laten zitten liggen lopen")


def to_do(text: str) -> str | None:
    """The deed that somebody comes for: *de kabel doormeten*."""
    for word in reversed(text.split()):
        if (word in words.INFINITIVES or known_infinitive(word)) and word not in HAPPENS:
            return word
    return None


def going_on(clause: Clause) -> bool:
    """*Ik kijk nu mee*: nothing is announced."""
    if re.search(r" nu (?:meteen|direct|gelijk) | nu nog | al (?:wel|vast|snel) ", clause.text):
        return False
    return (
        re.search(
            r" (?:nu|momenteel|op dit moment|nog steeds|ondertussen|inmiddels|bezig|al) ",
            clause.text,
        )
        is not None
    )


def subordinate(text: str) -> bool:
    """Whether *ik* or *we* stands behind a word that begins a clause of its own."""
    return re.search(r" (?:dat|als|omdat|of|zodra|wanneer|die|wat) (?:ik|we) ", text) is not None


def first_clause(after: str) -> str:
    """The first clause of what follows."""
    parts = clauses(after, words.JOINTS)
    return parts[0].text if parts else " "


NO_INFINITIVES = listed(
    """
    proberen missen hopen kijken zien zijn hebben worden kunnen moeten willen denken
    blijven wachten weten begrijpen een geen binnen morgen tussen tegen samen buiten boven
    zeven negen tien open eten trouwen vieren genieten slapen streven voelen vinden duren
    vertrekken reizen vliegen verhuizen staan mogen herkennen waarderen moeite zorgen
    verbeteren leren tekenen wensen lopen
    """
)


def infinitive(rest: str) -> str | None:
    """The last infinitive that is a deed."""
    for word in reversed(rest.split()):
        if word in {
            "doen",
            "gaan",
            "nagaan",
            "inzien",
            "achterna",
            "achteraan",
            "achterheen",
            "toezien",
        } or (
            word.endswith("en")
            and len(word) > 4
            and word not in NO_INFINITIVES
            and not word.startswith("ge")
            and not word[0].isupper()
        ):
            return None if word == "gaan" and " ervan " in rest else word
        if word in {"zorgen"} and re.search(r" (?:ervoor|voor|dat|er) ", rest):
            return word
        if (
            word == "kijken"
            and re.search(r" (?:na|uit|naar|terug|in|mee) ", rest)
            and not re.search(r" (?:of|wat|hoe) ", rest)
        ):
            return word
    return None


PARTICLES = (
    "terug",
    "op",
    "uit",
    "na",
    "door",
    "over",
    "aan",
    "af",
    "weg",
    "bij",
    "in",
    "toe",
    "om",
    "mee",
    "voor",
    "langs",
    "recht",
    "kwijt",
    "goed",
    "vast",
    "klaar",
    "los",
    "nabe",
    "rond",
    "opnieuw",
    "her",
    "thuis",
    "bezorgen",
)


def known_infinitive(verb: str) -> bool:
    """Whether it is a known deed with a particle before it: *terugbellen*."""
    return any(
        verb.startswith(particle) and verb[len(particle) :] in words.INFINITIVES
        for particle in PARTICLES
    )


def definite(text: str) -> bool:
    """Whether it is about something in particular."""
    return (
        re.search(
            r" (?:je|jouw|uw|het|de|deze|dit|die|dat|hij|er|hem|haar|zijn|ze|alles|u|jullie|onze) ",
            text,
        )
        is not None
    )


def participle(text: str) -> str | None:
    """The first participle of something that is done for a customer."""
    return next(
        (word for word in text.split() if word in words.DONE or _done_up(word)),
        None,
    )


_DONE_UP = re.compile(
    r"(?:op|terug|over|na|uit|door|weg|om|aan|in|recht|bij|klaar|goed|vrij|mee|toe|langs|opnieuw)"
    r"ge\w{3,}(?:d|t|en)"
)

_NOT_DONE = listed(
    """
    ingehouden aangerekend opgezegd ingetrokken aangenomen stopgezet aangemaand uitgesteld
    opgeschort doorgerekend ingevorderd aangekondigd opgelegd uitgegeven aangeraden omgekomen
    uitgevallen doorgegaan overgenomen opgeleid ingeleverd uitgenodigd omgeleid opgelopen uitgerold
    aangeboden overgegaan
    """
)


def _done_up(word: str) -> bool:
    """*Rechtgezet*, *doorgemeten*: what is done with a particle is nearly always a deed."""
    return _DONE_UP.fullmatch(word) is not None and word not in _NOT_DONE
