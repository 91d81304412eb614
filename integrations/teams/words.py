"""The few words that stand around what is shown, in both languages; the rest brings its own."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Words:
    """The words of Teams' surfaces in one language."""

    name: str
    """Above a dialog whose own title is too long for that."""
    more_fields: str
    choose: str
    """In a list from which nothing was chosen."""
    type_name: str
    """In a list of people."""
    hour: str
    """The end of the label of the hour beside a date."""
    missing: str
    """Under a field that must be filled in."""
    missing_hour: str
    not_shown: str
    """At the end of what does not fit, with `{count}`."""


NL = Words(
    name="Knuffel",
    more_fields="Meer invullen",
    choose="Kies",
    type_name="Typ een naam",
    hour="hoe laat?",
    missing="Vul dit nog in.",
    missing_hour="Vul nog in hoe laat.",
    not_shown="Hier past niet alles: nog {count}.",
)

EN = Words(
    name="Knuffel",
    more_fields="Fill in more",
    choose="Choose",
    type_name="Type a name",
    hour="what time?",
    missing="Please fill this in.",
    missing_hour="Please fill in what time.",
    not_shown="Not everything fits here: {count} more.",
)

LANGUAGES = {"nl": NL, "en": EN}
DEFAULT = "en"
"""The language of whoever's language we do not know."""


def words(language: str) -> Words:
    """The words of a language (`nl`, `nl-NL` …), or English ones where we do not speak it."""
    return LANGUAGES.get(language.replace("_", "-").partition("-")[0].lower(), LANGUAGES[DEFAULT])
