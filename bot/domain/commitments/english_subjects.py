"""Whose deed it is in an English sentence: ours, theirs, or the customer's."""

from __future__ import annotations

import re
from enum import Enum, auto

from bot.domain.commitments import english_words as words
from bot.domain.commitments.english_verbs import without_adverbs
from bot.domain.commitments.sentences import Clause, clauses


class Who(Enum):
    """Whose deed it is."""

    WRITER = auto()
    """I, we, or nobody named: *will check*."""
    COLLEAGUE = auto()
    CUSTOMER_SPOKEN_TO = auto()
    SOMEBODY_ELSE = auto()
    THING = auto()


FILLERS = re.compile(
    r" (?:(?:ok|okay|also|still|just|and|now|right|so|then|yes|yep|yeah|sure|cool|hi"
    r"|hey|well|alright"
    r"|no worries|no problem|got it|understood|sorry) )*"
)


def whose(subject: str, clause: Clause, earlier: str) -> Who:
    """Whose deed, by what stands before *will* in its clause and, if need be, before that."""
    bare = without_adverbs(subject).split()
    if not bare or FILLERS.fullmatch(subject):
        return _inherited(clause, earlier)
    if bare == ["who"]:
        return Who.COLLEAGUE
    return _named(bare, f"{clause.before} {earlier} ")


def _named(bare: list[str], before: str) -> Who:
    last = bare[-1]
    if last in {"i", "we"} or bare[-2:] in (["of", "us"], ["and", "i"]):
        return Who.WRITER
    if last == "you":
        return Who.CUSTOMER_SPOKEN_TO
    phrase = f" {' '.join(bare[-7:])} "
    if last in {"he", "she", "they"}:
        return _someone_named(phrase, before)
    if last in words.PRONOUNS:
        return Who.THING
    if words.THEIRS.search(phrase.lower()) and not _AT_OURS.search(phrase):
        return (
            Who.THING
            if last not in {"customer", "lady"} and not last[0].isupper()
            else Who.SOMEBODY_ELSE
        )
    return Who.COLLEAGUE if words.OURS.search(phrase) else Who.THING


_AT_OURS = re.compile(r" (?:lady|guy|man|woman|gentleman|girl|lad) (?:at|in|from|of|on) our ")


def _someone_named(phrase: str, before: str) -> Who:
    told = f"{before}{phrase}"
    ours = words.OURS.search(told)
    theirs = words.THEIRS.search(told.lower())
    return Who.COLLEAGUE if ours and not theirs else Who.SOMEBODY_ELSE


_IS_SOMETHING = re.compile(r" (?:is|are|was|were|has|have|'s) ")


def _inherited(clause: Clause, earlier: str) -> Who:
    """Whose deed where no subject stands: of the clauses before, the nearest that names one."""
    if not clause.joined:
        return Who.WRITER
    for part in reversed(clauses(clause.before, words.JOINTS)):
        tokens = part.text.split()[:8]
        for place, token in enumerate(tokens):
            if token in words.PRONOUNS - {"this", "that", "these", "those", "there", "it", "which"}:
                return _named(tokens[: place + 1], earlier)
        if words.OURS.search(part.text) and len(tokens) > 1:
            return Who.COLLEAGUE
        if words.THEIRS.search(part.text):
            return Who.SOMEBODY_ELSE
        if clause.joined != "," and _IS_SOMETHING.search(part.text):
            return Who.THING
    return Who.WRITER
