"""The rules for a commitment in a Dutch sentence."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from bot.domain.commitments import dutch_words as words
from bot.domain.commitments.commitment import Cue, Found
from bot.domain.commitments.dutch_colleagues import asked_to, reported, team_deed
from bot.domain.commitments.dutch_deeds import (
    bare_deed,
    coordinated,
    future,
    own_deed,
    promised_bare,
)
from bot.domain.commitments.dutch_reading import read
from bot.domain.commitments.dutch_results import (
    gets,
    goes,
    lies,
    mended,
    owing,
    passive,
    word_given,
)
from bot.domain.commitments.plain import listed
from bot.domain.commitments.sentences import Clause, clauses

__all__ = ["find", "read"]


def find(sentence: str, earlier: str) -> Found | None:
    """The first rule that sees a commitment in a sentence that `read` made; None: there is none.

    `earlier` is what was written before it, read likewise: it tells who *ze* are.
    """
    if _asks(sentence) or _answers_an_offer(sentence, earlier):
        return None
    for clause in clauses(sentence, words.JOINTS):
        for found in _candidates(clause, earlier):
            if not _ruled_out(clause, found):
                return found
    return None


def _answers_an_offer(sentence: str, earlier: str) -> bool:
    """*Liever een voucher? Dan maken we die*: it hangs on a yes."""
    asked = earlier.rstrip().endswith("?") or words.ASKED_FOR.search(
        f" {earlier.rsplit(' . ', 2)[-2 if earlier.count(' . ') > 1 else 0].strip()} "
    )
    return bool((asked and words.THEN.search(sentence)) or words.OFFERING.search(earlier.lower()))


def _asks(sentence: str) -> bool:
    if sentence.rstrip(" !").endswith("?"):
        return words.TAG.search(sentence) is None
    return words.QUESTION.search(sentence) is not None and promised_bare(sentence) is None


def _candidates(clause: Clause, earlier: str) -> Iterator[Found]:
    for rule in _RULES:
        found = rule(clause, earlier)
        if found is not None:
            yield found


def _ruled_out(clause: Clause, found: Found) -> bool:
    told = _before_embedding(clause.text)
    if words.ENCLOSED.search(told) and " hierbij " not in told[:3]:
        return True
    named = words.DEPARTMENT.sub(" afdeling ", told)
    generic = words.GENERIC.search(named) and " ik " not in told
    own = found.cue is Cue.PRESENT and found.words.startswith(("ik ", "we "))
    if not own and words.MODAL.search(told) and found.cue is not Cue.WORD:
        return True
    if (
        words.NEGATION.search(told)
        or words.POLICY.search(told)
        or words.TERMS.search(f"{clause.before}{clause.text}".lower())
        or words.CUSTOMERS_OWN.search(clause.text)
        or generic
        or words.HANDED_IN.search(clause.text)
    ):
        return True
    if found.cue is not Cue.WORD and (words.HEDGE.search(told) or _sees_whether(clause.text)):
        return True
    if words.HEDGE_AFTER.search(clause.after) and found.cue is not Cue.WORD:
        return True
    return _conditional(clause)


_SEES = re.compile(
    r" (?:kijk|kijken|kijkt|zien|ziet|bezien|bekijk|bekijkt|bekijken) (?:\w+ ){0,3}?(?:of|wat|hoe) "
)


def _sees_whether(text: str) -> bool:
    return _SEES.search(text) is not None


_FOREGOING = (
    " met",
    " van",
    " over",
    " voor",
    " aan",
    " bij",
    " naar",
    " op",
    " in",
    " maar",
    " en",
)

_POINTED_BEFORE = listed(
    "je jou jullie u hem haar hun hen ik we dus dan nu ook vandaag morgen straks zo nog"
)


def _points(text: str, embedded: re.Match[str]) -> bool:
    """Whether *die* is *that one* there, and begins no clause: *we sturen je die brief*."""
    if embedded.group().strip() != "die":
        return False
    before = text[: embedded.start()].split()[-1:]
    return bool(before) and (
        before[0] in _POINTED_BEFORE | words.STEMS | words.PLURALS | words.THIRDS
    )


def _before_embedding(text: str) -> str:
    """A clause up to its embedded one: *ik zoek uit waarom er niet gebeld is* denies nothing."""
    for embedded in words.EMBEDDED.finditer(text):
        if _points(text, embedded):
            continue
        if embedded.start() > 3 and not text[: embedded.start()].endswith(_FOREGOING):
            return f"{text[: embedded.start()]} "
    return text


def _conditional(clause: Clause) -> bool:
    """Whether it only holds when the customer does something first."""
    earlier = clause.before.lower()
    if clause.text.startswith(" dan ") and words.VERB_FIRST.search(earlier.rstrip(" ,")):
        return True
    nearest = clauses(clause.before, words.JOINTS)
    opening = nearest[-1].text.split()[:1] if nearest else []
    imperative = bool(opening) and (
        opening[0] in words.STEMS or opening[0] in {"loop", "spring", "wip", "typ", "wacht"}
    )
    if (
        imperative
        and not re.search(r" (?:ik|we|me|mij|ons) ", nearest[-1].text)
        and clause.text.startswith(" dan ")
    ):
        return True
    if words.ASKED_FOR.search(earlier) and clause.joined not in {"", ":"}:
        return True
    before = words.CONDITION.search(earlier)
    if before and not words.OWN_MAIN_CLAUSE.search(earlier[before.end() - 1 :]):
        return True
    if words.CONDITION.search(clause.text.lower()):
        return not words.OWN_MAIN_CLAUSE.search(clause.after)
    after = words.CONDITION.search(clause.after)
    return after is not None and not words.OWN_MAIN_CLAUSE.search(clause.after[after.end() - 1 :])


_RULES: tuple[Callable[[Clause, str], Found | None], ...] = (
    word_given, future, own_deed, coordinated, team_deed, passive, gets, goes, mended, lies,
    reported, asked_to, owing, bare_deed,
)  # fmt: skip
