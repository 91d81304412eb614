"""A text as tokens: words, numbers, marks, and what only looks like one of them."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum, auto
from functools import lru_cache

from bot.domain.when.words import ABBREVIATED, AFTER_A_NUMBER, KNOWN_BY, MONEY, TYPOS, near_name

LONGEST_TEXT = 5_000
"""Characters that are read; nobody says by when after more."""


class Kind(Enum):
    """What a token is."""

    WORD = auto()
    NUMBER = auto()
    """Figures, with what may join them in a clock time or a date: `12`, `12:30`, `25-3-2026`."""
    MARK = auto()
    JUNK = auto()
    """An address, an order or flight number, an amount: never part of a moment."""


@dataclass(frozen=True, slots=True)
class Token:
    """One token; `start` and `end` are places in the text as it was typed."""

    kind: Kind
    text: str
    """In small letters, without accents; a misspelt day or month as it is spelt."""
    start: int
    end: int
    glued: bool = False
    """Nothing stands between the token before and this one."""


_CHUNK = re.compile(r"\S+|\n")
_ADDRESS = re.compile(r"://|@|^www\.", re.IGNORECASE)
_DASHES = "\u2010\u2011\u2012\u2013\u2014"
_QUOTES = "\u2018\u2019\u02bc`\u00b4"
_PIECE = re.compile(
    rf"(?P<number>[0-9]+(?:[-.,:/{_DASHES}][0-9]+)*)"
    # One letter, a full stop, one letter: p.m., a.s., v.d.
    r"|(?P<dotted>(?<![^\W\d_])[^\W\d_](?:\.[^\W\d_])+(?![^\W\d_]))"
    rf"|(?P<word>(?:[^\W\d_][\u0300-\u036f]*)+(?:['{_QUOTES}](?:[^\W\d_][\u0300-\u036f]*)+)*)"
    r"|(?P<mark>.)",
    re.DOTALL,
)
_SAME = str.maketrans({**dict.fromkeys(_DASHES, "-"), **dict.fromkeys(_QUOTES, "'")})
_MOST_FIGURES = 4
_NAMED_WITHIN = 3
_NAMES_A_NUMBER = frozenset("#$\u20ac\u00a3+_=&*%\\")


def tokens_of(text: str) -> tuple[Token, ...]:
    """The tokens of the first 5,000 characters, in order."""
    found: list[Token] = []
    for token in _raw(text[:LONGEST_TEXT]):
        found.append(_judged(token, found))
        _unmask(found)
    return tuple(found)


def _raw(text: str) -> Iterator[Token]:
    previous = -1
    for chunk in _CHUNK.finditer(text):
        if _ADDRESS.search(chunk[0]):
            yield Token(Kind.JUNK, "", chunk.start(), chunk.end())
            continue
        for piece in _PIECE.finditer(text, chunk.start(), chunk.end()):
            kind, said = _read(piece)
            yield Token(kind, said, piece.start(), piece.end(), piece.start() == previous)
            previous = piece.end()


def _read(piece: re.Match[str]) -> tuple[Kind, str]:
    if piece.lastgroup == "number":
        return Kind.NUMBER, piece[0].translate(_SAME)
    if piece.lastgroup == "mark":
        return Kind.MARK, piece[0].translate(_SAME)
    return Kind.WORD, spelled(piece[0])


@lru_cache(maxsize=4096)
def spelled(word: str) -> str:
    """A word in small letters and without accents; a misspelt day or month as it is spelt."""
    apart = unicodedata.normalize("NFKD", word.casefold().translate(_SAME))
    plain = "".join(one for one in apart if not unicodedata.combining(one))
    return TYPOS.get(plain) or near_name(plain) or plain


def _judged(token: Token, before: list[Token]) -> Token:
    """A number that is glued to a name, or that counts money, is no number of ours."""
    last = before[-1] if before else None
    if token.kind is not Kind.NUMBER or last is None:
        if token.kind is Kind.NUMBER and _is_too_long(token.text):
            return _junk(token)
        return token
    named = token.glued and (_is_name(last, before) or last.text in _NAMES_A_NUMBER)
    paid = last.text in MONEY or last.text == "#"
    is_other = named or paid or _is_too_long(token.text) or _is_numbered(token, before)
    return _junk(token) if is_other else token


def _is_numbered(token: Token, before: list[Token]) -> bool:
    """Whether figures with dashes and the like are what an order or a file is known by."""
    words = [one.text for one in before[-_NAMED_WITHIN:] if one.kind is Kind.WORD]
    return not token.text.isdecimal() and any(one.endswith(KNOWN_BY) for one in words)


def _is_name(last: Token, before: list[Token]) -> bool:
    """Whether what the number is glued to makes it a name, such as KL in KL1234."""
    if last.kind is Kind.JUNK:
        return True
    if last.text == "-":
        return len(before) > 1 and last.glued and before[-2].kind is not Kind.NUMBER
    counted = len(before) > 1 and before[-2].kind is Kind.NUMBER and last.glued
    return last.kind is Kind.WORD and not (counted and last.text in AFTER_A_NUMBER)


def _is_too_long(figures: str) -> bool:
    return any(len(one) > _MOST_FIGURES for one in re.split(r"[-.,:/]", figures))


def _junk(token: Token) -> Token:
    return Token(Kind.JUNK, "", token.start, token.end, token.glued)


def _unmask(found: list[Token]) -> None:
    """The full stop of an abbreviation ends no sentence: *do. om half elf*."""
    if len(found) < 2 or found[-1].text != "." or not found[-1].glued:
        return
    word = found[-2]
    if word.kind is Kind.WORD and (word.text in ABBREVIATED or "." in word.text):
        found.pop()
