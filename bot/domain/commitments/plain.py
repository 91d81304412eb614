"""A sentence as the rules read it: small letters, single spaces, no accents, whole words."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping

_TOKEN = re.compile(
    r"[^\W_]+(?:['.:/&-][^\W_]+)*%?|[,;:()?!\u2013\u2014]|-+|[.\u2026]|[\"\u201c\u201d\u201e]"
)
_APOSTROPHES = str.maketrans(dict.fromkeys("`\u00b4\u2018\u2019\u02bc", "'"))
_ADDRESS = re.compile(r"https?://\S+|@\w+|\S+@\S+")


def listed(text: str) -> frozenset[str]:
    """The words of a list of ours."""
    return frozenset(text.split())


def plain(text: str, spelled_out: Mapping[str, str], known: frozenset[str]) -> str:
    """The words with single spaces between and around them.

    A capital is kept only where it marks a name: inside the sentence, or in front where the word is
    none that we know. `spelled_out` says what short forms stand for.
    """
    tokens = _TOKEN.findall(_ADDRESS.sub(" ", _unaccented(text)))
    shouting = text.isupper()
    words = [
        _word(token, first=_begins(tokens, place), shouting=shouting, known=known)
        for place, token in enumerate(tokens)
    ]
    return f" {' '.join(spelled_out.get(word, word) for word in words if word)} "


def _begins(tokens: list[str], place: int) -> bool:
    return place == 0 or not any(character.isalnum() for character in tokens[place - 1])


def _word(token: str, *, first: bool, shouting: bool, known: frozenset[str]) -> str:
    small = token.lower()
    if shouting or not token[0].isupper() or small in known:
        return small
    if first and (token.isupper() or small.partition("'")[0] in known):
        return small
    return token[0] + small[1:] if token[0].isalpha() else small


def _unaccented(text: str) -> str:
    """The text without accents; every apostrophe is the same."""
    text = text.translate(_APOSTROPHES)
    if text.isascii():
        return text
    apart = unicodedata.normalize("NFKD", text)
    return "".join(sign for sign in apart if not unicodedata.combining(sign))
