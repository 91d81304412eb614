"""What in a customer's words asks for care, or for none: flags with their reasons, and thanks."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from bot.domain import flag_words, thanks_words
from bot.domain.phrases import Book, book, find_phrases, merged, spelled, tokens


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

_UNGRATEFUL = book({"ungrateful": thanks_words.UNGRATEFUL})
_ADDRESSED = re.compile(r"@[\w.@-]+")
_PAUSES = frozenset(".!;:,\n")
_MOST_WORDS = 30
"""Nobody only thanks at greater length."""


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


def is_thanks(text: str, language: str | None) -> bool:
    """Whether a customer only thanks: never a repeat contact, never a reason to reopen (D44).

    Every word must be known to be friendly, but for names; so thanks with a question, with news or
    with irony is no thanks. Sooner miss thanks than a complaint.
    """
    said = spelled(_ADDRESSED.sub(" ", text))
    words = [word.casefold() for word in said]
    if len(words) > _MOST_WORDS or thanks_words.CROSS_SIGNS.intersection(text):
        return False
    if _of(thanks_words.THANKS, language).isdisjoint(words) or _means_more(words, language):
        return False
    friendly = _of(thanks_words.FRIENDLY, language) | thanks_words.ANY_THANKS | _PAUSES
    return all(word in friendly or _is_name(said, at) for at, word in enumerate(words))


def _means_more(words: list[str], language: str | None) -> bool:
    """Whether there is a question, a reproach or a reason for care in friendly words."""
    raised = find_phrases(words, _BOOKS.get(language or "", _ALL))
    return "?" in words or any(raised) or any(find_phrases(words, _UNGRATEFUL))


def _of(lists: Mapping[str, frozenset[str]], language: str | None) -> frozenset[str]:
    """The words of one language, or of all if it has none of its own."""
    return lists.get(language or "") or frozenset().union(*lists.values())


def _is_name(said: list[str], at: int) -> bool:
    """Whether a word that we do not know is how somebody is called: "Thanks, Amy and Erik!"."""
    if at == 0 or not said[at].istitle() or said[at].casefold() in thanks_words.NO_NAMES:
        return False
    before = said[at - 1]
    if before == "," or before.casefold() in thanks_words.BEFORE_NAMES:
        return True
    return _is_name(said, at - 1)
