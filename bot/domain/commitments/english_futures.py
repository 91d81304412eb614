"""The rules for what will be done, in English."""

from __future__ import annotations

import re

from bot.domain.commitments import english_words as words
from bot.domain.commitments.commitment import Cue, Found
from bot.domain.commitments.english_subjects import FILLERS, Who, whose
from bot.domain.commitments.english_verbs import base_of, is_passive, skip_adverbs, without_adverbs
from bot.domain.commitments.plain import listed
from bot.domain.commitments.sentences import Clause

_FUTURE = re.compile(
    r" (?:will|shall|(?:am|are|is|'s) (?:(?!not |never )\w+ )?(?:going|about|due) to"
    r"|(?<! not )(?<! never )(?<! was )(?<! were )going to)"
    r"(?P<no>(?: \w+ly| certainly| also| of course)? (?:not|never|no longer|hardly|in no way"
    r"|nowhere))?(?P<rest>(?: .*)?)$"
)

_LET = re.compile(
    r" let (?:me|us) (?P<verb>(?!know|have|see|explain|say|add|assure|guess|be|apologi|start|tell"
    r"|clarify|rephrase|put it|share|introduce|stress|repeat|get this|help|give you some|point"
    r"|down)[a-z]+) "
)


def future(clause: Clause, earlier: str) -> Found | None:
    """*Will*, *shall*, *going to*."""
    match = _FUTURE.search(clause.text)
    if match is None or (
        match["no"]
        and not re.match(
            r" (?:forget to|fail to|(?:be )?charg|(?:be )?bill|rest until|stop until"
            r"|stop chasing|let (?:this|it) (?:go|drop|rest|lie))",
            match["rest"],
        )
    ):
        return None
    subject = clause.text[: match.start() + 1]
    if _NO_SUBJECT.search(subject.lower()):
        return None
    if words.EMBEDS.search(without_adverbs(subject)) and not re.search(
        r"(?:^| is) what (?:i|we) $| that (?:i|we|\w+) $", subject
    ):
        return None
    if re.search(r" (?:who|when|whether|if|how|why|where) (?:\w+ )?$", subject) and not _relative(
        clause, subject
    ):
        return None
    rest = skip_adverbs(match["rest"])
    who = whose(subject, clause, earlier)
    said = match.group()[: match.start("rest") - match.start()].strip()
    if (
        said == "going to"
        and subject.split()[-1:] not in (["i"], ["we"])
        and FILLERS.fullmatch(subject) is None
    ):
        return None
    return (
        Found(Cue.FUTURE, f"{said}{rest[:20]}".strip())
        if _is_deed(who, subject, rest, clause)
        else None
    )


_NO_SUBJECT = re.compile(
    r" (?<!if )(?<!why )(?<!or )(?:not|nothing|none|nobody|no one|neither|never)(?! only) "
    r"| no (?!worries|worry|problems?|probs?|need|doubt|trouble|stress|rush|hassle|fuss|bother"
    r"|matter|reason|panic|sweat)\w+ (?:\w+ ){0,4}$"
)
"""*No refund will*, *none of them will*."""


def _relative(clause: Clause, subject: str) -> bool:
    """*Mark, who will call you*."""
    return (
        subject.strip() == "who"
        and (clause.joined == "," or not subject.strip("who "))
        and words.OURS.search(clause.before) is not None
    )


_DEMANDED = re.compile(r" (?:charged|billed|invoiced|required|asked|assigned|fined) ")


def _is_deed(who: Who, subject: str, rest: str, clause: Clause) -> bool:
    verb, _, after = rest.strip().partition(" ")
    if not verb:
        return False
    if who is Who.THING or is_passive(rest):
        told = who is Who.CUSTOMER_SPOKEN_TO and _DEMANDED.search(rest) is None
        return told or (who is not Who.CUSTOMER_SPOKEN_TO and _thing_happens(subject, rest, clause))
    if who is Who.CUSTOMER_SPOKEN_TO:
        return _customer_gets(verb, f" {after} ", clause)
    if who is Who.SOMEBODY_ELSE and verb in {"get", "receive", "have", "hear"}:
        return re.search(r" from (?:me|us|our|my) ", rest) is not None
    if who is Who.WRITER:
        return _writer_does(verb, f" {rest.strip()} ")
    if who is Who.COLLEAGUE:
        return _colleague_will(verb, f" {rest.strip()} ")
    return False


_COMES_BY = re.compile(r" (?:by|round|around|over|along|past|out) ")

_LEAVES = re.compile(
    r" leave (?:it|this|that|them|one|him|her|a|an|the|your|another) "
    r"(?!(?:at )?(?:that|there|be) |alone |company |to you |\w+ as (?:it|they|is))"
)


def _colleague_will(verb: str, rest: str) -> bool:
    """A known deed; or anything that is done to this customer or case."""
    if verb == "be":
        return _will_be(rest)
    if words.COURTESY.search(rest):
        return False
    if verb in words.DEEDS:
        return True
    meant = words.PARTICULAR.search(rest) or (words.TIME.search(rest) and _COMES_BY.search(rest))
    return bool(meant) and verb not in words.NO_DEEDS | words.STATES


def _writer_does(verb: str, rest: str) -> bool:
    if verb == "be":
        return _will_be(rest)
    if verb == "see":
        return rest.startswith((" see to ", " see that "))
    if verb == "leave" and _LEAVES.match(rest):
        return True
    courtesy = words.COURTESY.search(rest)
    return (
        verb not in words.NO_DEEDS
        and not (courtesy and courtesy.start() <= 12)
        and not re.match(r" (?:not|never) ", rest)
    )


def _will_be(rest: str) -> bool:
    after = rest.strip().removeprefix("be").rstrip() + " "
    match = words.BE_DEED.match(f" {after.strip()} ")
    if match is None:
        return False
    first = after.strip().split(" ")[0]
    if first.endswith("ing"):
        return (
            base_of(first) in words.DEEDS
            and first not in {"looking", "waiting", "thinking", "going", "staying"}
        ) or "looking into" in after
    return True


def _customer_gets(verb: str, rest: str, clause: Clause) -> bool:
    """*You'll have it by Friday*, *you will hear from us*."""
    if verb == "be" and (getting := re.match(r" (?:getting|receiving|hearing)(?= )", rest)):
        return _customer_gets("get", rest[getting.end() :], clause)
    if verb == "be":
        back = re.match(
            r" (?:back|online|up and|sorted|all set|on (?:the|an|tomorrow)|home|connected|moved) ",
            rest,
        )
        return is_passive(f" be{rest}") or bool(back and words.TIME.search(clause.text))
    if verb == "find":
        return (
            re.match(r" (?:us|me|my|our|it|the \w+|a \w+) (?:back )?(?:in|on|at) your ", rest)
            is not None
        )
    if verb not in {"hear", "have", "get", "receive", "see"} or rest.startswith(
        (
            " to ",
            " the option",
            " the choice",
            " through",
            " a click",
            " a beep",
            " a tone",
            " noticed",
            " seen",
        )
    ):
        return False
    if re.search(
        r" from (?:me|us|our|one of|someone|my|[A-Z]|the \w+ (?:team|department|desk))", rest
    ):
        return True
    dated = (
        words.TIME.search(rest)
        or words.TIME.search(clause.text)
        or words.TIME.search(clause.before)
        or words.TIME.search(clause.after)
    )
    return bool(dated or (verb != "see" and words.GOOD_NEWS.search(rest)))


_THEIRS_TELL = re.compile(
    r" (?:courier|carrier|bank|customer|client|dhl|ups|postnl|insurer|airport|hotel"
    r"|app|site|website"
    r"|tracking|tracker)(?: 's)?(?: \w+){0,2}? (?:says?|said|shows?|claims|tells?|told) "
)


def _thing_happens(subject: str, rest: str, clause: Clause) -> bool:
    """*Your reading will be corrected*, *the money will be with you by Friday*."""
    if words.NOT_OURS_TO_KEEP.search(clause.text) or _THEIRS_TELL.search(subject.lower()):
        return False
    about = words.PARTICULAR.search(clause.text) or (
        re.search(r" (?:the|all|both) ", clause.text)
        and words.TIME.search(clause.text)
        and is_passive(rest)
    )
    if not about and subject.strip():
        return False
    if subject.split()[-1:] == ["there"]:
        return (
            re.match(
                r" be (?:an? |someone |another ).*(?:(?:at|in|on) (?:yours?|his|her)"
                r"|with you|for you) ",
                rest,
            )
            is not None
        )
    if is_passive(rest):
        return " charged " not in rest and " billed " not in rest and " required " not in rest
    if words.THEIRS.search(subject) and not words.OURS.search(f" {subject.strip()} "):
        return False
    return words.ARRIVES.match(rest.strip() + " ") is not None


def let_me(clause: Clause, _: str) -> Found | None:
    """*Let me check with the depot*."""
    match = _LET.search(clause.text)
    if match is None or match["verb"] not in words.DEEDS:
        return None
    return Found(Cue.FUTURE, match.group().strip())


NO_PRESENT = listed("have get take stand hear thank see say hold save")

_WILL_BEFORE = re.compile(
    r" (?:(?:i|we) will|(?:i am|we are) going to|let (?:me|us)) (?!try to|hope|not )"
)


def coordinated(clause: Clause, _: str) -> Found | None:
    """*I'll see what I can do and ring you*: the second deed is certain, whatever the first is."""
    bare = without_adverbs(" ".join(reversed(clause.text.split()))).split()[::-1]
    if not clause.joined or not bare or bare[0] not in words.DEEDS - NO_PRESENT:
        return None
    if not re.search(r" (?:you|him|her|it|this|that|them|your|his) ", clause.text):
        return None
    return Found(Cue.FUTURE, bare[0]) if _WILL_BEFORE.search(clause.before) else None
