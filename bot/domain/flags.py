"""What in a customer's words asks for care: flags, each with the word of our list that raised it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from bot.domain import flag_words
from bot.domain.phrases import Book, book, find_phrases, merged, tokens


class Flag(StrEnum):
    """One kind of care that a case may need."""

    MONEY = "money"
    """A bill, a refund, debt collection (D49)."""
    LEGAL = "legal"
    NO_SERVICE = "no_service"
    """The customer cannot use what he pays for."""
    SAFETY = "safety"
    """Somebody is hurt, or may be."""
    VULNERABLE = "vulnerable"
    """Illness, death, despair, dependence on others."""
    PRESS = "press"
    DATA_LEAK = "data_leak"
    LEAVING = "leaving"
    """The customer says that he goes."""
    THREAT = "threat"
    """Threats or abuse of the people who work here."""


SENSITIVE: frozenset[Flag] = frozenset(
    {Flag.SAFETY, Flag.VULNERABLE, Flag.LEGAL, Flag.PRESS, Flag.DATA_LEAK}
)
"""These go to trained webcare only (DESIGN 1, "Not for everybody")."""


@dataclass(frozen=True, slots=True)
class FoundFlag:
    """A flag and why: `evidence` stands in our own list, so it repeats no stranger's words."""

    flag: Flag
    evidence: str


_DUTCH = book(flag_words.DUTCH, flag_words.DUTCH_HARMLESS)
_ENGLISH = book(flag_words.ENGLISH, flag_words.ENGLISH_HARMLESS)
_ALL = merged((_DUTCH, _ENGLISH))
_BOOKS: Mapping[str, Book] = {"nl": _DUTCH, "en": _ENGLISH}


def find_flags(text: str, language: str | None) -> tuple[FoundFlag, ...]:
    """The flags that a text raises, each once, in the order of `Flag`.

    `language` is "nl" or "en"; with None, or a language without lists, all lists are tried. Words
    are matched, not understood: a flag asks somebody to look, it decides nothing.
    """
    found: dict[str, str] = {}
    for hit in find_phrases(tokens(text), _BOOKS.get(language or "", _ALL)):
        if hit.phrase.meaning is not None:
            found.setdefault(hit.phrase.meaning, hit.phrase.listed)
    return tuple(FoundFlag(flag, found[flag]) for flag in Flag if flag in found)
