"""The rules for a commitment in an English sentence."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from bot.domain.commitments import english_words as words
from bot.domain.commitments.commitment import Cue, Found
from bot.domain.commitments.english_futures import coordinated, future, let_me
from bot.domain.commitments.english_presents import (
    asked_to,
    colleague_does,
    going_on,
    present,
    set_going,
)
from bot.domain.commitments.english_reading import read
from bot.domain.commitments.english_results import expect, given, result, word_given, you_have
from bot.domain.commitments.sentences import Clause, clauses

__all__ = ["find", "read"]


def find(sentence: str, earlier: str) -> Found | None:
    """The first rule that sees a commitment in a sentence that `read` made; None: there is none.

    `earlier` is what was written before it, read likewise: it tells who *they* are.
    """
    if _asks(sentence) or _answers_an_offer(sentence, earlier):
        return None
    for clause in clauses(sentence, words.JOINTS):
        for found in _candidates(clause, earlier):
            if not _ruled_out(clause, found):
                return found
    return None


def _answers_an_offer(sentence: str, earlier: str) -> bool:
    """*Rather have a voucher? Then we'll make you one*: it hangs on a yes."""
    asked = earlier.rstrip().endswith("?") or words.ASKED_FOR.search(
        f" {earlier.rsplit(' . ', 2)[-2 if earlier.count(' . ') > 1 else 0].strip()} "
    )
    return bool((asked and words.THEN.search(sentence)) or words.OFFERING.search(earlier.lower()))


def _asks(sentence: str) -> bool:
    if sentence.rstrip(" !").endswith("?"):
        return words.TAG.search(sentence) is None
    return words.QUESTION.search(sentence) is not None


def _candidates(clause: Clause, earlier: str) -> Iterator[Found]:
    for rule in _RULES:
        found = rule(clause, earlier)
        if found is not None:
            yield found


def _ruled_out(clause: Clause, found: Found) -> bool:
    """Whether something around it takes the commitment back."""
    if found.cue is Cue.WORD:
        return bool(
            _REFUSES.search(clause.text) or words.POLICY.search(clause.text)
        ) or _conditional(clause)
    if words.NOBODY.search(clause.text) or words.CUSTOMERS_OWN.search(clause.text):
        return True
    told = _before_embedding(clause.text)
    if words.HEDGE.search(told) or words.HEDGE.search(_hanging_before(clause)):
        return True
    if words.ENCLOSED.search(told):
        return True
    named = words.DEPARTMENT.sub(" team ", told)
    generic = words.GENERIC.search(named) and " i " not in told
    if words.HEDGE_AFTER.search(clause.after) or _policy(clause, told) or generic:
        return True
    return _conditional(clause)


def _policy(clause: Clause, told: str) -> bool:
    """How it goes for everybody; *according to our terms* may stand in front."""
    terms = words.TERMS.search(f"{clause.before}{clause.text}".lower())
    return bool(terms or words.POLICY.search(told))


_REFUSES = re.compile(r" (?:not|never) ")


def _before_embedding(text: str) -> str:
    """A clause up to its embedded one: *I'll ask whether they could* hedges nothing."""
    for see in words.EMBEDDED.finditer(text):
        if (
            not text[: see.start()].endswith((" see", " sure", " certain", " say", " know"))
            and see.start() > 3
        ):
            return f"{text[: see.start()]} "
    return text


def _hanging_before(clause: Clause) -> str:
    return clause.before[-60:] if clause.joined in {":", "that"} else " "


_OF_THEM = re.compile(r" (?:me|us|your|please|over) ")


def _conditional(clause: Clause) -> bool:
    """Whether it only holds when the customer does something first."""
    earlier = clause.before.lower()
    linked = clause.joined not in {"", ":"}
    plainly = clause.joined != "," or _OF_THEM.search(clause.before)
    if linked and plainly and words.ASKED_FOR.search(earlier):
        return True
    nearest = clauses(clause.before, words.JOINTS)
    if nearest and "and" in clause.joined and words.REQUESTED.search(nearest[-1].text):
        return True
    if nearest and "and" in clause.joined and words.ASKED_FOR.search(nearest[-1].text):
        return True
    if words.HANDED_IN.search(clause.text.lower()):
        return True
    before = words.CONDITION.search(earlier)
    if before and not words.OWN_MAIN_CLAUSE.search(earlier[before.end() :]):
        return True
    here = words.CONDITION.search(clause.text.lower())
    if here:
        return not words.OWN_MAIN_CLAUSE.search(clause.after)
    after = words.CONDITION.search(clause.after)
    return after is not None and not words.OWN_MAIN_CLAUSE.search(clause.after[after.end() - 1 :])


_RULES: tuple[Callable[[Clause, str], Found | None], ...] = (
    word_given,
    future,
    let_me,
    going_on,
    present,
    result,
    given,
    you_have,
    coordinated,
    set_going,
    asked_to,
    colleague_does,
    expect,
)
