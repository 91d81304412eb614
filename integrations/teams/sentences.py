"""What is said where a press could not be answered as usual, in both languages."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Sentences:
    """Sentences for a presser, in one language."""

    old_button: str
    """A button that an older version drew, and that means nothing any more."""
    broken: str
    """A fault of ours, after which we cannot say what became of a press."""
    not_in_private: str
    """To somebody who spoke to us among others; everybody there reads it."""


NL = Sentences(
    old_button="Deze knop is niet meer van nu. Typ mijn in onze chat en ga daar verder.",
    broken="Er ging bij ons iets mis. Typ mijn in onze chat en kijk of het is vastgelegd.",
    not_in_private="Ik kan je niet in privé schrijven. Voeg Knuffel toe bij Apps, en typ het daar.",
)

EN = Sentences(
    old_button="This button is out of date. Type mine in our chat and go on from there.",
    broken="Something went wrong on our side. Type mine in our chat to see if it was recorded.",
    not_in_private="I cannot write to you in private. Add Knuffel under Apps, and type it there.",
)

LANGUAGES = {"nl": NL, "en": EN}


def sentences(language: str) -> Sentences:
    """The sentences of a language; English ones where we do not speak it."""
    return LANGUAGES.get(language, EN)
