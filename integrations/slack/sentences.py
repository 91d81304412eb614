"""What is said where a press could not be answered as usual, in both languages."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Sentences:
    """Sentences for a presser, in one language."""

    too_slow: str
    """Slack waits three seconds for a window to open."""
    old_button: str
    """A button that an older version drew, and that means nothing any more."""
    broken: str
    """A fault of ours, after which we cannot say what became of a press."""


NL = Sentences(
    too_slow="Dat duurde te lang voor Slack. Er is niets misgegaan: druk nog eens.",
    old_button="Deze knop is niet meer van nu. Typ /knuffel mijn en ga daar verder.",
    broken="Er ging bij ons iets mis. Kijk met /knuffel mijn of het is vastgelegd.",
)

EN = Sentences(
    too_slow="That took too long for Slack. Nothing went wrong: press again.",
    old_button="This button is out of date. Type /knuffel mine and go on from there.",
    broken="Something went wrong on our side. See with /knuffel mine whether it was recorded.",
)

LANGUAGES = {"nl": NL, "en": EN}


def sentences(language: str) -> Sentences:
    """The sentences of a language; English ones where we do not speak it."""
    return LANGUAGES.get(language, EN)
