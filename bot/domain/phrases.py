"""Finding words and phrases of ours in a text, whatever its capitals, accents and tricks."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import pairwise, product

GAP = "..."
"""In a phrase: up to four other words of the same sentence may stand here."""

_LONGEST_GAP = 4

_SENTENCE_ENDS = frozenset(".!?;\n")

_TOKEN = re.compile(r"[^\W_]+(?:'[^\W_]+)*|[.!?;:,\n]")

_SMALL_SIGNS = {
    **dict.fromkeys(range(0x0300, 0x0370)),  # accents, once they stand apart from their letter
    **dict.fromkeys((0xAD, 0x34F, 0x61C, 0x180E, 0xFEFF)),
    **dict.fromkeys((*range(0x200B, 0x2010), *range(0x202A, 0x202F), *range(0x2060, 0x2070))),
    **dict.fromkeys((0x60, 0xB4, 0x2018, 0x2019, 0x2BC), "'"),
    0x2028: "\n",
    0x2029: "\n",
}


@dataclass(frozen=True, slots=True)
class Phrase:
    """Words of our list, ready to be compared, and what they mean; None: nothing at all."""

    words: tuple[str, ...]
    listed: str
    """As it stands in the list, for explaining."""
    meaning: str | None


@dataclass(frozen=True, slots=True)
class Hit:
    """A phrase that stands in a text, and at which tokens."""

    phrase: Phrase
    at: tuple[int, ...]


Book = Mapping[tuple[str, str], tuple[Phrase, ...]]
"""Phrases by their first two words; "" for the second where there is none, or a gap."""


def tokens(text: str) -> list[str]:
    """The words and the punctuation of a text: casefolded, no accents, no zero-width characters."""
    return _TOKEN.findall(_plain(text).casefold())


def spelled(text: str) -> list[str]:
    """The same, with the capitals that were written."""
    return _TOKEN.findall(_plain(text))


def book(meanings: Mapping[str, Iterable[str]], harmless: Iterable[str] = ()) -> Book:
    """A book from lists by meaning.

    In a list `a|b_c d` stands for "a d" and "b c d", and `a ... b` allows words between. Harmless
    phrases forbid others to use their words: "basketball court" is no court.
    """
    phrases: dict[tuple[str, str], list[Phrase]] = {}
    for meaning, lines in (*meanings.items(), (None, harmless)):
        for phrase in (one for line in lines for one in _expanded(line, meaning)):
            phrases.setdefault(_key(phrase.words), []).append(phrase)
    return {key: tuple(sharing) for key, sharing in phrases.items()}


def merged(books: Iterable[Book]) -> Book:
    """One book with the phrases of all."""
    together: dict[tuple[str, str], tuple[Phrase, ...]] = {}
    for one in books:
        for key, phrases in one.items():
            together[key] = together.get(key, ()) + phrases
    return together


def find_phrases(words: list[str], known: Book) -> Iterator[Hit]:
    """The phrases with a meaning among these tokens, in the order of the text."""
    hits = list(_hits(words, known))
    taken = {place for hit in hits if hit.phrase.meaning is None for place in hit.at}
    return (hit for hit in hits if hit.phrase.meaning and taken.isdisjoint(hit.at))


def _plain(text: str) -> str:
    """The text without accents and tricks; every apostrophe is the same."""
    if text.isascii():
        return text.replace("`", "'")
    return unicodedata.normalize("NFKD", text).translate(_SMALL_SIGNS)


def _expanded(line: str, meaning: str | None) -> Iterator[Phrase]:
    """Every phrase that one line of a list stands for."""
    for choice in product(*(slot.split("|") for slot in line.split())):
        words = tuple(word for slot in choice for word in ((GAP,) if slot == GAP else tokens(slot)))
        yield Phrase(words, " ".join(choice).replace("_", " "), meaning)


def _key(words: tuple[str, ...]) -> tuple[str, str]:
    """Where a phrase stands in a book."""
    return (words[0], words[1] if len(words) > 1 and words[1] != GAP else "")


def _hits(words: list[str], known: Book) -> Iterator[Hit]:
    present = set(words)
    for start, pair in enumerate(pairwise((*words, ""))):
        for key in (pair, (pair[0], "")):
            for phrase in known.get(key, ()):
                if phrase.words[-1] in present and (at := _places(phrase.words, words, start)):
                    yield Hit(phrase, at)


def _places(phrase: tuple[str, ...], words: list[str], start: int) -> tuple[int, ...]:
    """Where each word of a phrase stands, when it begins at `start`; nothing if it does not."""
    places: list[int] = []
    place = start
    reach = 0
    for wanted in phrase:
        if wanted == GAP:
            reach = _LONGEST_GAP
            continue
        place = _next(wanted, words, place, reach)
        if place < 0:
            return ()
        places.append(place)
        place, reach = place + 1, 0
    return tuple(places)


def _next(wanted: str, words: list[str], start: int, reach: int) -> int:
    """Where a word stands, at most `reach` words further in the sentence; -1 if nowhere."""
    for place in range(start, min(start + reach + 1, len(words))):
        if words[place] == wanted:
            return place
        if words[place] in _SENTENCE_ENDS:
            break
    return -1
