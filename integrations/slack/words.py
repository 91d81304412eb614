"""The few words that stand around what is shown, in both languages; the rest brings its own."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Words:
    """The words of Slack's surfaces in one language."""

    name: str
    """Above a modal whose own title is too long for that."""
    cancel: str
    close: str
    more_fields: str
    yes: str
    """Beside the only box of a field that is ticked or not."""
    others: str
    """Names that begin with no letter."""
    not_shown: str
    """At the end of what does not fit, with `{count}`."""


NL = Words(
    name="Knuffel",
    cancel="Annuleren",
    close="Sluiten",
    more_fields="Meer invullen",
    yes="Ja",
    others="Overige",
    not_shown="Hier past niet alles: nog {count}.",
)

EN = Words(
    name="Knuffel",
    cancel="Cancel",
    close="Close",
    more_fields="Fill in more",
    yes="Yes",
    others="Others",
    not_shown="Not everything fits here: {count} more.",
)

LANGUAGES = {"nl": NL, "en": EN}


def words(language: str) -> Words:
    """The words of a language (`nl`, `nl-NL` …), or English ones where we do not speak it."""
    return LANGUAGES.get(language.replace("_", "-").partition("-")[0].lower(), EN)
