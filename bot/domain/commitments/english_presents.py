"""The rules for a present that means the future, in English."""

from __future__ import annotations

import re

from bot.domain.commitments import english_words as words
from bot.domain.commitments.commitment import Cue, Found
from bot.domain.commitments.english_futures import NO_PRESENT
from bot.domain.commitments.english_subjects import Who, whose
from bot.domain.commitments.english_verbs import base_of
from bot.domain.commitments.plain import listed
from bot.domain.commitments.sentences import Clause

_GOING_ON = re.compile(
    r" (?P<be>am|are|is|'s|'m) (?P<adverbs>(?:\w+ )??)(?P<verb>[a-z]+ing)(?P<rest> .*)$"
)

_BARE_ING = re.compile(r"^ (?:(?:ok|okay|yes|hi|right|now) )?(?P<verb>[a-z]+ing)(?P<rest> .*)$")

_PRESENT = re.compile(
    r" (?P<who>i|we) (?P<adverbs>(?:\w+ly |also |then |will )?)(?P<verb>[a-z]+)(?P<rest> .*)$"
)

SUBORDINATE = re.compile(
    r" (?:when|after|before|if|while|until|as|that|what|which|how|why|where|who|than"
    r"|whenever) (?:\w+ )?$"
)


_CONCERNS_NOW = re.compile(
    r" (?:you|your|yours|his|her|him|them|it|this|that|these|those|someone|somebody"
    r"|the (?!system|office|roof|desk)\w+) (?!when |if |whenever )"
)


def going_on(clause: Clause, earlier: str) -> Found | None:
    """*I'm calling him at three*, *we're sending you a new one*, *calling her at 3*."""
    match = _GOING_ON.search(clause.text)
    subject = clause.text[: match.start() + 1] if match else " "
    if match is None:
        match = _BARE_ING.search(clause.text)
    if (
        match is None
        or base_of(match["verb"]) not in words.DEEDS
        or (match["rest"].startswith((" to ", " not ")) and match["verb"] == "going")
    ):
        return None
    if (
        words.NOW.search(clause.text)
        or match["rest"].startswith(" forward ")
        or SUBORDINATE.search(subject)
        or " not " in subject + clause.text[: match.start("verb")]
    ):
        return None
    who = whose(subject, clause, earlier)
    if "be" in match.groupdict() and match["be"] and who not in {Who.WRITER, Who.COLLEAGUE}:
        return None
    if "be" not in match.groupdict() and (clause.joined or clause.before.strip() != ""):
        return None
    dated = words.TIME.search(match["rest"]) or words.TIME.search(subject)
    if match["verb"] in {
        "having",
        "taking",
        "leaving",
        "moving",
        "getting",
        "opening",
        "starting",
        "closing",
        "meeting",
    } and not _CONCERNS_NOW.search(match["rest"]):
        return None
    lasting = base_of(match["verb"]) not in words.TIMELESS
    to_them = re.search(r" (?:you|him|her|your|it|this|that|his|them) ", match["rest"])
    if dated or (to_them and not lasting and "be" in match.groupdict()):
        return Found(Cue.PRESENT, match["verb"])
    return None


_PAST_TOO = listed("put set cut let read hit quit split cost")

_TAKES_ON = re.compile(r" (?:i|we) take (?:care of|(?:it|this|that) (?:up|over|on|from here)) ")

_DOES = re.compile(
    r"^ (?:\w+ ){0,4}?(?:you|him|her|it|this|that|them|your|his|an? \w+ (?:for|to) (?:you|him|her))"
    r" (?!because |to |about |regarding |concerning |why |how |as (?!soon )|since |in connection )"
)

_HABIT = re.compile(
    r" (?:times|each|every|always|often|sometimes|best wishes|wishes|greetings|regards|love|hugs"
    r"|apolog\w+|thanks|thank|because|about|regarding|concerning|sympath\w+|condolences|if"
    r"|points|offer|credit for|the chance|understand|feel) "
)

_OTHERS_SAY = re.compile(
    r"^ (?!when |once |as soon |if |after |before |the moment )(?:.* )?"
    r"(?:they|he|she|you|who|customer|client|passenger|caller|guest) "
)


def present(clause: Clause, _: str) -> Found | None:
    """*I check with Lisbon this afternoon*, *I send you the papers*."""
    if (taken := _TAKES_ON.search(clause.text)) is not None and not words.NOW.search(clause.text):
        return Found(Cue.PRESENT, taken.group().strip())
    match = _PRESENT.search(clause.text)
    if match is None or match["verb"] not in (words.DEEDS | {"revert"}) - NO_PRESENT:
        return None
    before = clause.text[: match.start() + 1]
    if SUBORDINATE.search(before) or _OTHERS_SAY.search(before):
        return None
    dated = words.DAY.search(match["rest"]) or words.DAY.search(clause.text[: match.start() + 1])
    meant = match["who"] == "i" or words.PARTICULAR.search(match["rest"])
    if (dated and meant) or _does_for_them(match["who"], match["verb"], match["rest"], clause):
        return Found(Cue.PRESENT, match["verb"])
    return None


def _does_for_them(who: str, verb: str, rest: str, clause: Clause) -> bool:
    """Without a moment, a deed that is done to them; the past of some verbs looks the same."""
    if verb == "let":
        return rest.startswith(" you know ") and clause.joined != "if"
    if verb in _PAST_TOO or verb in words.SAYINGS or _HABIT.search(rest + clause.after[:30]):
        return False
    if who == "we" and not re.match(r" (?:you|him|her) ", rest):
        return False
    if verb == "do" and not re.match(r" (?:it|this|that) ", rest):
        return False
    return _DOES.search(rest) is not None


_CAUSES = re.compile(
    r" (?:am|are|will be) (?:having|getting) (?:the \w+|my \w+|our \w+|an? \w+|someone|somebody"
    r"|[A-Z]\w+)(?: \w+)?? (?:to )?(?P<verb>[a-z]+) "
)

_COMES_OFF = re.compile(
    r" (?:is coming|are coming|comes|come|is going|goes) off (?:your|his|her|the (?:\w+ )?bill"
    r"|with (?:the|your) next|on (?:the|your) next|your next|today|tonight|tomorrow)"
)


def set_going(clause: Clause, earlier: str) -> Found | None:
    """*I'm having the depot send another*, *the fee comes off your bill*."""
    made = _CAUSES.search(clause.text)
    if made and made["verb"] in words.DEEDS and not words.NOW.search(clause.text):
        who = whose(clause.text[: made.start() + 1], clause, earlier)
        return Found(Cue.PRESENT, made.group().strip()) if who is Who.WRITER else None
    off = _COMES_OFF.search(clause.text)
    if off and words.CONDITION.search(clause.text) is None and " not " not in clause.text:
        return Found(Cue.RESULT, off.group().strip())
    taken = _TAKES_OFF.search(clause.text)
    return Found(Cue.PRESENT, taken.group().strip()) if taken else None


_TAKES_OFF = re.compile(
    r"(?:^| )(?:i am|we are) (?:taking|knocking|wiping) (?:\S+ ){1,5}?off (?:your|his"
    r"|her|the|this) "
)

_ASKED_TO = re.compile(
    r" (?:i|we) (?:'ve|have) (?:(?:just|also|already) )?(?:asked|told|instructed)"
    r" (?P<who>(?:\w+ ){1,4}?)to (?P<verb>[a-z]+) (?P<rest>.*)$"
)


def asked_to(clause: Clause, earlier: str) -> Found | None:
    """*I've asked my colleague to call you tomorrow*: it is set going, and still to be done."""
    match = _ASKED_TO.search(clause.text)
    if match is None or match["verb"] not in words.DEEDS | {"come"}:
        return None
    rest = f" {match['rest']}"
    concerns = match["verb"] == "come" or _CONCERNS.search(rest)
    if not (concerns and words.DAY.search(rest)):
        return None
    colleague = whose(f" {match['who']}", clause, earlier) is Who.COLLEAGUE
    return Found(Cue.PRESENT, f"asked {match['who']}to {match['verb']}") if colleague else None


_CONCERNS = re.compile(
    r" (?:you|your|him|her|his|it|this|that|them|these|those|over|care|back|off|up|in touch) "
)
_BY_ITSELF = listed(
    "take get move cover change open close start stop move run work finish go end reach call"
)
"""The deeds of a shift or a desk that concern nobody: *the shift changes at six*."""


_ALSO_THINGS = listed(
    "book call check form note order file post stock address place plan test present ship measure"
)
_BUT_DEEDS = listed("calls checks books ships files tests")
_BEFORE_NOUNS = listed("to a the i we my your will not")


def colleague_does(clause: Clause, earlier: str) -> Found | None:
    """*Helen calls you tomorrow at nine*: the present of somebody else."""
    if not words.DAY.search(f"{clause.before}{clause.text}{clause.after}"):
        return None
    bare = clause.text.split()
    for place, word in enumerate(bare[:8]):
        verb = _third(word)
        if verb is None or place == 0 or bare[place - 1] in _BEFORE_NOUNS:
            continue
        if SUBORDINATE.search(f" {bare[0]} "):
            continue
        rest = f" {' '.join(bare[place + 1 :])} "
        concerns = verb not in _BY_ITSELF or _CONCERNS.search(rest)
        if concerns and whose(f" {' '.join(bare[:place])} ", clause, earlier) is Who.COLLEAGUE:
            return Found(Cue.PRESENT, word)
    return None


def _third(word: str) -> str | None:
    """The deed whose form behind *he* and *she* this is; None: it is none, or as well a thing."""
    forms = (word.removesuffix("s"), word.removesuffix("es"), word.removesuffix("ies") + "y")
    verb = next((one for one in forms if one in words.DEEDS and one != word), None)
    return None if verb in _ALSO_THINGS and word not in _BUT_DEEDS else verb
