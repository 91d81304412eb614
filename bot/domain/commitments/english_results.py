"""The rules for what will be so, and for a word given, in English."""

from __future__ import annotations

import re

from bot.domain.commitments import english_words as words
from bot.domain.commitments.commitment import Cue, Found
from bot.domain.commitments.english_presents import SUBORDINATE
from bot.domain.commitments.english_verbs import is_passive
from bot.domain.commitments.sentences import Clause

_COMES = re.compile(
    r" (?:flies|is flying|'s flying|gets to|goes|go|is going|are going|'s going|comes|come"
    r"|is coming|are coming|'s coming|coming(?= your way| to you)|heads|is heading"
    r"|ships|leaves|is leaving|lands|arrives|follows|is being sent|are being sent) (?!wrong|well"
    r"|on$)"
)

_COMES_TO = re.compile(
    r" (?:to|with|for) (?:you|him|her|them|the [\w ]*(?:team|planners?|department|lab)"
    r"|your \w+)(?: |$)"
    r"| (?:your|his|her|their) (?:way|inbox|account|door)(?: |$)| (?:from|by) (?:us|me)(?: |$)"
)

_HEARS = re.compile(
    r"(?: will| shall)?(?: be)? (?:hears?|hearing)"
    r" (?:\w+ ){0,2}?(?:from|via|through) (?:me|us|our|my|the|[A-Z]\w+|someone|one of|finance"
    r"|legal|billing)"
)


def _head(subject: str) -> str:
    """What a subject is about, without what hangs on it: *reply to the regulator*."""
    return f"{re.split(' (?:to|for|of|from|with|about) ', subject, maxsplit=1)[0]} "


def result(clause: Clause, _: str) -> Found | None:
    """*You hear from me by five*, *another router goes out to you from us*."""
    match = _HEARS.search(clause.text)
    if match and not re.search(
        r" (?:not|never|when|if|until|did|have|to|love|i|we|after|once|from|was|were) $",
        clause.text[: match.start() + 1],
    ):
        return Found(Cue.RESULT, match.group().strip())
    match = _COMES.search(clause.text)
    if match is None or " not " in clause.text or words.NOT_OURS_TO_KEEP.search(clause.text):
        return None
    if words.THEIRS.search(_head(clause.text[: match.start() + 1])) or SUBORDINATE.search(
        clause.text[: match.start() + 1]
    ):
        return None
    subject = clause.text[: match.start()].split()
    if (
        not subject
        or subject[0] in {"once", "when", "if", "after", "until", "as"}
        or subject[-1] in {"to", "you", "i", "we", "they", "who", "there"}
    ):
        return None
    dated = words.DAY.search(clause.text)
    if (
        dated
        and re.search(r" (?:ships|leaves|is leaving) ", match.group())
        and words.PARTICULAR.search(clause.text)
    ):
        return Found(Cue.RESULT, match.group().strip())
    if (
        dated
        and re.search(r"^ to", clause.text[match.end() - 1 :])
        and words.OURS.search(clause.text[match.end() + 1 :])
    ):
        return Found(Cue.RESULT, match.group().strip())
    if _COMES_TO.search(clause.text[match.end() - 1 :]) or (
        words.TIME.search(clause.text)
        and re.search(r" (?:out|off|in|up|through|back) ", clause.text[match.end() - 1 :])
    ):
        return Found(Cue.RESULT, match.group().strip())
    return None


def word_given(clause: Clause, _: str) -> Found | None:
    """*You have my word*, *leave it with me*."""
    match = words.WORDS.search(clause.text) or words.SHORT.search(clause.text)
    return Found(Cue.WORD, match.group().strip()) if match else None


def _dated_result(text: str) -> Found | None:
    """*By Monday it's off your bill*: it says when, and what will be so."""
    if words.NOT_OURS_TO_KEEP.search(text) or words.NOW.search(text):
        return None
    for shape in (words.BY_THEN, words.BOOKED, words.FIRST_THING, words.AT_DOOR):
        match = shape.search(text)
        if match and not (
            shape is words.AT_DOOR and re.search(r" (?:you|i|we) (?!will)", text[: match.start()])
        ):
            return Found(Cue.RESULT, match.group().strip())
    return None


_GIVEN = re.compile(r" you are (?:getting|being \w+ed|having) ")

_GETS_DONE = re.compile(r" (?:gets|is getting|are getting) (?P<done>[a-z-]+) ")

_BACK_TO = re.compile(
    r"(?:^|and|then) (?:i|we) (?:(?:come|get|circle|report) back (?:to (?:you|him|her"
    r"|this)|with|on)"
    r"|revert to (?:you|him|her))"
)

_YOU_HAVE = re.compile(
    r" (?:you|u|he|she) (?P<verb>have|get|receive|see|has|gets) (?!to |until |till "
    r"|the (?:option|right"
    r"|choice|chance)|had |been |got )(?P<rest>(?:the|a|an|your|his|her|it|that|another|my|our|both"
    r"|all|word|news) .*)$"
)

_THERE_IS = re.compile(
    r" there (?:is|are) (?P<rest>(?:a|an|your|the) .* (?:in|on"
    r"|at) your (?:\w+ )?(?:inbox|mailbox|mail"
    r"|email|account|letterbox|door|doorstep) .*)$"
)

_I_HAVE = re.compile(r" (?:i|we) have (?P<rest>(?:the|an|your|it|a|that) .* for you .*)$")

_ITS_PLACE = re.compile(
    r" (?:in|on|at) (?:your|his|her|the) (?:\w+ )?(?:inbox|mailbox|mail|email|account"
    r"|card|letterbox"
    r"|hands|door|doorstep|post)| back | from (?:me|us) "
)

_BEFORE_NOW = re.compile(r" (?:since|yesterday|last|ago|already|booked|when|if|once|not|because) ")

_UNTIL_THEN = re.compile(
    r" (?:give me|need|takes?|in|within|bear with me|wait|allow) (?:\w+ ){0,2}?(?:an?"
    r"|\d+|one|two|ten"
    r"|half|till|until) "
)


def you_have(clause: Clause, _: str) -> Found | None:
    """*By Friday you have a new bill*: what they will have, said as if they had it."""
    match = next(
        (found for one in (_YOU_HAVE, _I_HAVE, _THERE_IS) if (found := one.search(clause.text))),
        None,
    )
    if match is None or _BEFORE_NOW.search(clause.text):
        return None
    before = clause.text[: match.start() + 1]
    if SUBORDINATE.search(before) or words.THEIRS.search(before):
        return None
    then = " then " in f" {clause.joined} {before} " and _UNTIL_THEN.search(clause.before)
    if not (words.DAY.search(clause.text) or then):
        return None
    rest = f" {match['rest']} "
    given = words.GOOD_NEWS.search(rest) or _ITS_PLACE.search(rest) or " for you " in rest or then
    return Found(Cue.RESULT, match.group()[:20].strip()) if given else None


def given(clause: Clause, _: str) -> Found | None:
    """*You're getting a new one from us*: it is given."""
    done = _GETS_DONE.search(clause.text)
    if (
        done
        and is_passive(f"get {done['done']}")
        and words.PARTICULAR.search(clause.text[: done.start() + 1])
    ):
        return Found(Cue.PASSIVE, done.group().strip())
    if _BACK_TO.search(clause.text.lstrip()):
        return Found(Cue.PRESENT, "back to")
    match = _GIVEN.search(clause.text)
    if match is None or words.NOW.search(clause.text):
        return None
    rest = clause.text[match.end() - 1 :]
    if words.GOOD_NEWS.search(rest) or words.DAY.search(rest) or " from us " in rest:
        return Found(Cue.RESULT, match.group().strip())
    return None


def expect(clause: Clause, _: str) -> Found | None:
    """*Expect a call from me*, *by Monday it is off your bill*, *answer to you by Friday*."""
    if words.EXPECT.search(clause.text) and not re.search(
        r" (?:not|never|i|we) (?:\w+ )?expect ", clause.text
    ):
        return Found(Cue.WORD, "expect")
    if words.DAY.search(f"{clause.before} {clause.text}") and not re.search(
        r" (?:not|was|were|if|when|once|until) ", clause.text
    ):
        found = _dated_result(clause.text)
        if found:
            return found
    if words.OWING.search(clause.text) and words.TIME.search(clause.text):
        return Found(Cue.WORD, "owing")
    return None
