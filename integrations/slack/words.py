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
    too_slow: str
    """Slack opens a modal only within three seconds of the press."""
    broken: str
    old_button: str


NL = Words(
    name="Knuffel",
    cancel="Annuleren",
    close="Sluiten",
    more_fields="Meer invullen",
    yes="Ja",
    others="Overige",
    not_shown="Hier past niet alles: nog {count}.",
    too_slow="Dit duurde te lang voor Slack. Druk nog eens; er is niets gedaan of kwijt.",
    broken="Hier ging iets mis, niet bij jou. Probeer het zo nog eens.",
    old_button="Deze knop is van vroeger. Typ /knuffel om te zien wat er nu kan.",
)

EN = Words(
    name="Knuffel",
    cancel="Cancel",
    close="Close",
    more_fields="Fill in more",
    yes="Yes",
    others="Others",
    not_shown="Not everything fits here: {count} more.",
    too_slow="This took too long for Slack. Press again; nothing was done or lost.",
    broken="Something went wrong here, not with you. Try again in a moment.",
    old_button="This button is from before. Type /knuffel to see what can be done now.",
)

LANGUAGES = {"nl": NL, "en": EN}
DEFAULT = "en"
"""The language of whoever's language we do not know."""


def words(language: str) -> Words:
    """The words of a language (`nl`, `nl-NL` …), or English ones where we do not speak it."""
    return LANGUAGES.get(language.replace("_", "-").partition("-")[0].lower(), LANGUAGES[DEFAULT])
