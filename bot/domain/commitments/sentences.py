"""A text cut into sentences, and a sentence into clauses, with their places."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

MOST_CHARACTERS = 20_000
"""Nobody writes more to a customer; what stands further on is not read."""
LONGEST = 600
"""A sentence is cut after so many characters, so that no text costs more than its length."""

_END = re.compile(r"[.!?\u2026]+[\"'\u201d\u2019)\]]*(?=\s|$)|\n+")
_NO_END = re.compile(
    r"(?:\b(?:[a-z]|mr|mrs|ms|dr|st|nr|no|tel|approx|incl|excl|dhr|mevr|mw|bijv|bv|evt|ca|resp)"
    r"|\b[ap]\.m|z\.s\.m|e\.g|i\.e|o\.a|m\.b\.t|t\.a\.v|d\.w\.z|i\.v\.m)\.$",
    re.IGNORECASE,
)
_LAST_WORDS = 12
"""An abbreviation is looked for in so many characters before a full stop."""


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence as it was written, and where."""

    text: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Clause:
    """A part of a plain sentence, and what stands around it. Each begins and ends with a space."""

    text: str
    joined: str
    """The comma or word that joins it to what stands before; empty for the first."""
    before: str
    after: str


def sentences(text: str) -> Iterator[Sentence]:
    """The sentences of a text, in order."""
    text = text[:MOST_CHARACTERS]
    start = 0
    for end in _ends(text):
        yield from _cut(text, start, end)
        start = end
    yield from _cut(text, start, len(text))


def clauses(plain: str, joints: re.Pattern[str]) -> list[Clause]:
    """A plain sentence cut at its joints."""
    found: list[Clause] = []
    start, joined = 0, ""
    for joint in (*joints.finditer(plain), None):
        end = joint.start() + 1 if joint else len(plain)
        if plain[start:end].strip():
            before, after = plain[:start] or " ", plain[end - 1 :]
            found.append(Clause(plain[start:end], joined, before, after))
            joined = ""
        if joint:
            joined = f"{joined} {joint.group().strip()}".strip()
            start = joint.end()
    return found


def _ends(text: str) -> Iterator[int]:
    for mark in _END.finditer(text):
        before = text[max(0, mark.end() - _LAST_WORDS) : mark.end()]
        if mark.group() == "." and _NO_END.search(before) and text[mark.end() :].strip():
            continue
        yield mark.end()


def _cut(text: str, start: int, end: int) -> Iterator[Sentence]:
    """The stretch without its white space, in pieces that are not too long."""
    for at in range(start, end, LONGEST):
        piece = text[at : min(at + LONGEST, end)]
        words = piece.strip()
        if words:
            first = at + len(piece) - len(piece.lstrip())
            yield Sentence(words, first, first + len(words))
