"""The rules for a commitment in an English sentence."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from enum import Enum, auto

from bot.domain.commitments import english_words as words
from bot.domain.commitments.commitment import Cue, Found
from bot.domain.commitments.plain import listed, plain
from bot.domain.commitments.sentences import Clause, clauses

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
_GOING_ON = re.compile(
    r" (?P<be>am|are|is|'s|'m) (?P<adverbs>(?:\w+ )??)(?P<verb>[a-z]+ing)(?P<rest> .*)$"
)
_BARE_ING = re.compile(r"^ (?:(?:ok|okay|yes|hi|right|now) )?(?P<verb>[a-z]+ing)(?P<rest> .*)$")
_PASSIVE = re.compile(
    r"^(?:be|get|getting|being|have been) (?P<adverbs>(?:\w+ly |also |then "
    r"|all )*)(?P<verb>[a-z-]+) "
)
_PRESENT = re.compile(
    r" (?P<who>i|we) (?P<adverbs>(?:\w+ly |also |then |will )?)(?P<verb>[a-z]+)(?P<rest> .*)$"
)
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
_SUBORDINATE = re.compile(
    r" (?:when|after|before|if|while|until|as|that|what|which|how|why|where|who|than"
    r"|whenever) (?:\w+ )?$"
)


class Who(Enum):
    """Whose deed it is."""

    WRITER = auto()
    """I, we, or nobody named: *will check*."""
    COLLEAGUE = auto()
    CUSTOMER_SPOKEN_TO = auto()
    SOMEBODY_ELSE = auto()
    THING = auto()


_SHORT_FORMS = {
    "i'll": "i will",
    "i'm": "i am",
    "im": "i am",
    "i've": "i 've",
    "i'd": "i would",
    "we'd": "we would",
    "won't": "will not",
    "wont": "will not",
    "shan't": "shall not",
    "can't": "can not",
    "cannot": "can not",
    "gonna": "going to",
    "imma": "i will",
    "let's": "let's",
    "pls": "please",
    "lemme": "let me",
    "youll": "you will",
    "theyll": "they will",
    "tmrw": "tomorrow",
    "tmr": "tomorrow",
    "2moro": "tomorrow",
    "u": "you",
    "ur": "your",
    "ain't": "is not",
    "don't": "do not",
    "dont": "do not",
    "doesn't": "does not",
    "didn't": "did not",
    "that'll": "that will",
    "it's": "it is",
    "that's": "that is",
    "he's": "he is",
    "she's": "she is",
    "there's": "there is",
    "here's": "here is",
    "what's": "what is",
    "who's": "who is",
    "one's": "one is",
    "everything's": "everything is",
    "someone's": "someone is",
    "somebody's": "somebody is",
    "pass's": "pass 's",
    "thurs": "thursday",
    "weds": "wednesday",
}
_ENDINGS = (
    ("'ll", " will"),
    ("n't", " not"),
    ("'re", " are"),
    ("'ve", " 've"),
    ("'d", " would"),
    ("'s", " 's"),
)
_SMALL = listed(
    """
    i you we he she it they this that these those there here the a an my our your their his
    her its and but so or if when whenever once as after before until unless should could
    would can will shall may might must do does did is are am was were be been has have had
    not no yes ok okay please sorry thanks thank hi hello hey dear good great sure right
    well what who where why how which next today tomorrow tonight monday tuesday wednesday
    thursday friday saturday sunday january february march april june july august september
    october november december first then later soon by at in on for from to with within of
    off over under about above refunds refund bags prices price boarding delivery shipping
    maintenance payment payments orders flights flight customers passengers members everyone
    everybody anyone every all any some most both each finance logistics legal baggage
    billing accounts support complaints planning network operations ops sales marketing hr
    dm got working leave consider expect another somebody someone nobody nothing everything
    something customs give send call let us me rest just also maybe perhaps hopefully
    probably absolutely definitely certainly unfortunately course case boxes parcels claims
    tickets vouchers invoices bills seats luggage points access english dutch europe
    amsterdam asap eod christmas easter lounge wifi website app store stores shop shops mr
    mrs ms miss sir madam select shoot tweet connect join link respond hit download
    subscribe swing google screenshot allow enter fit snap upload log try see look hold
    bring pop customer client passenger caller tenant guest guests landlord neighbour lady
    driver engineer technician mechanic courier manager colleague colleagues supervisor planner
    planners agent agents head night day rest gonna whoever things details care tech
    please under at before back end more update answer reply both replacement credit callback
    callbacks
    receipt invoice bill amount money letter voucher parcel contract within once until till
    """
) | (words.DEEDS - {"mark", "grant", "bill", "sue"})


def read(sentence: str) -> str:
    """An English sentence as these rules want it."""
    text = plain(sentence, {}, _SMALL)
    text = " ".join(_spelled_out(word) for word in text.split())
    text = _ILL.sub(_without_apostrophe, _DOING.sub(_small_doing, f" {text} "))
    text = words.FRAME.sub(" ", text.replace(" we ll ", " we will ").replace(" i ll ", " i will "))
    text = _AGREED_TO.sub(" will ", text)
    return (
        text.replace(" as soon as possible ", " asap ")
        .replace(" as soon as i can ", " asap ")
        .replace(" as soon as we can ", " asap ")
    )


_ILL = re.compile(
    r"(?:^|(?<= and)|(?<= then)|(?<= ok)|(?<= so)|(?<= but)|(?<= ,)) [Ii]ll (?P<verb>\w+) "
)
_DOING = re.compile(r"^ (?P<verb>[A-Z][a-z]+ing) ")


def _without_apostrophe(will: re.Match[str]) -> str:
    """*ill check*, but not *ill passengers*."""
    return f" i will {will['verb']} " if will["verb"] in words.DEEDS else will.group()


_AGREED_TO = re.compile(
    r"(?<! i)(?<! we)(?<! had)(?<! was)(?<! were)(?<! been) (?:has |have )?(?:promised|agreed) to "
    r"(?=[^.]{0,80} (?:tonight|tomorrow|today|by|this|before|on) )(?![^.]* (?:but|yet|never|did) )"
)
"""*Sanjay promised to bring it tonight*: as good as *will*."""


def _small_doing(doing: re.Match[str]) -> str:
    """*Refunding you today*: a capital that stands in front marks no name."""
    verb = doing["verb"].lower()
    return f" {verb} " if _base(verb) in words.DEEDS else doing.group()


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


_HOURS = re.compile(r"(\d+)(h|hr|hrs)")


def _spelled_out(word: str) -> str:
    if (hours := _HOURS.fullmatch(word)) is not None:
        return f"{hours[1]} hours"
    if "'" not in word:
        return _SHORT_FORMS.get(word.lower(), word)
    if (known := _SHORT_FORMS.get(word.lower())) is not None:
        return known
    for ending, full in _ENDINGS:
        if word.endswith(ending):
            return word[: -len(ending)] + full
    return word


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
    if words.NOBODY.search(clause.text):
        return True
    told = _before_embedding(clause.text)
    if words.HEDGE.search(told) or words.HEDGE.search(_hanging_before(clause)):
        return True
    if words.ENCLOSED.search(told):
        return True
    named = words.DEPARTMENT.sub(" team ", told)
    generic = words.GENERIC.search(named) and " i " not in told
    if words.HEDGE_AFTER.search(clause.after) or words.POLICY.search(told) or generic:
        return True
    return _conditional(clause)


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


_HANGS = re.compile(r" (?:that|sure|certain|likely|possible|chance|hope|think|believe|case) $")


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


def _future(clause: Clause, earlier: str) -> Found | None:
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
    if words.EMBEDS.search(_without_adverbs(subject)) and not re.search(
        r"(?:^| is) what (?:i|we) $| that (?:i|we|\w+) $", subject
    ):
        return None
    if re.search(r" (?:who|when|whether|if|how|why|where) (?:\w+ )?$", subject) and not _relative(
        clause, subject
    ):
        return None
    rest = _skip_adverbs(match["rest"])
    who = _who(subject, clause, earlier)
    said = match.group()[: match.start("rest") - match.start()].strip()
    if (
        said == "going to"
        and subject.split()[-1:] not in (["i"], ["we"])
        and _FILLERS.fullmatch(subject) is None
    ):
        return None
    return (
        Found(Cue.FUTURE, f"{said}{rest[:20]}".strip())
        if _is_deed(who, subject, rest, clause)
        else None
    )


_FILLERS = re.compile(
    r" (?:(?:ok|okay|also|still|just|and|now|right|so|then|yes|yep|yeah|sure|cool|hi"
    r"|hey|well|alright"
    r"|no worries|no problem|got it|understood|sorry) )*"
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
    if who is Who.THING or _is_passive(rest):
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
            _base(first) in words.DEEDS
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
        return _is_passive(f" be{rest}") or bool(back and words.TIME.search(clause.text))
    if verb == "find":
        return (
            re.match(r" (?:us|me|my|our|it|the \w+|a \w+) (?:back )?(?:in|on|at) your ", rest)
            is not None
        )
    if verb not in {"hear", "have", "get", "receive", "see"} or rest.startswith(
        (" to ", " the option", " the choice", " through")
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


def _is_passive(rest: str) -> bool:
    match = _PASSIVE.match(rest.strip() + " ")
    if match is None:
        return False
    verb = match["verb"]
    return verb in words.IRREGULAR or (verb.endswith("ed") and _base(verb) in words.DEEDS)


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
        and _is_passive(rest)
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
    if _is_passive(rest):
        return " charged " not in rest and " billed " not in rest and " required " not in rest
    if words.THEIRS.search(subject) and not words.OURS.search(f" {subject.strip()} "):
        return False
    return words.ARRIVES.match(rest.strip() + " ") is not None


def _who(subject: str, clause: Clause, earlier: str) -> Who:
    """Whose deed, by what stands before *will* in its clause and, if need be, before that."""
    bare = _without_adverbs(subject).split()
    if not bare or _FILLERS.fullmatch(subject):
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


def _without_adverbs(subject: str) -> str:
    bare = subject.split()
    while bare and bare[-1] in words.ADVERBS:
        bare.pop()
    return f" {' '.join(bare)} " if bare else " "


def _skip_adverbs(rest: str) -> str:
    bare = rest.split()
    while (
        bare
        and (bare[0] in words.ADVERBS or bare[0].endswith("ly"))
        and bare[0] not in {"reply", "apply", "supply", "rely", "always", "probably"}
    ):
        bare.pop(0)
    return f" {' '.join(bare)} "


def _base(verb: str) -> str:
    """The verb without -ing or -ed; itself where that is no verb of ours."""
    stem = verb.removesuffix("ing") if verb.endswith("ing") else verb.removesuffix("ed")
    spelled = (stem, f"{stem}e", stem[:-1], f"{stem[:-1]}y", stem.removesuffix("y") + "ie")
    return next((one for one in spelled if one in words.DEEDS), verb)


def _let_me(clause: Clause, _: str) -> Found | None:
    match = _LET.search(clause.text)
    if match is None or match["verb"] not in words.DEEDS:
        return None
    return Found(Cue.FUTURE, match.group().strip())


def _going_on(clause: Clause, earlier: str) -> Found | None:
    """*I'm calling him at three*, *we're sending you a new one*, *calling her at 3*."""
    match = _GOING_ON.search(clause.text)
    subject = clause.text[: match.start() + 1] if match else " "
    if match is None:
        match = _BARE_ING.search(clause.text)
    if (
        match is None
        or _base(match["verb"]) not in words.DEEDS
        or (match["rest"].startswith((" to ", " not ")) and match["verb"] == "going")
    ):
        return None
    if (
        words.NOW.search(clause.text)
        or match["rest"].startswith(" forward ")
        or _SUBORDINATE.search(subject)
        or " not " in subject + clause.text[: match.start("verb")]
    ):
        return None
    who = _who(subject, clause, earlier)
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
        "opening",
        "starting",
        "closing",
        "meeting",
    } and not words.PARTICULAR.search(match["rest"]):
        return None
    lasting = _base(match["verb"]) not in words.TIMELESS
    to_them = re.search(r" (?:you|him|her|your|it|this|that|his|them) ", match["rest"])
    if dated or (to_them and not lasting and "be" in match.groupdict()):
        return Found(Cue.PRESENT, match["verb"])
    return None


_PAST_TOO = listed("put set cut let read hit quit split cost")
_TAKES_ON = re.compile(r" (?:i|we) take (?:care of|(?:it|this|that) (?:up|over|on|from here)) ")
_NO_PRESENT = listed("have get take stand hear thank see say hold save")
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


def _present(clause: Clause, _: str) -> Found | None:
    """*I check with Lisbon this afternoon*, *I send you the papers*."""
    if (taken := _TAKES_ON.search(clause.text)) is not None and not words.NOW.search(clause.text):
        return Found(Cue.PRESENT, taken.group().strip())
    match = _PRESENT.search(clause.text)
    if match is None or match["verb"] not in (words.DEEDS | {"revert"}) - _NO_PRESENT:
        return None
    before = clause.text[: match.start() + 1]
    if _SUBORDINATE.search(before) or _OTHERS_SAY.search(before):
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


def _head(subject: str) -> str:
    """What a subject is about, without what hangs on it: *reply to the regulator*."""
    return f"{re.split(' (?:to|for|of|from|with|about) ', subject, maxsplit=1)[0]} "


def _result(clause: Clause, _: str) -> Found | None:
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
    if words.THEIRS.search(_head(clause.text[: match.start() + 1])) or _SUBORDINATE.search(
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


def _word(clause: Clause, _: str) -> Found | None:
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
_COLLEAGUE_PRESENT = re.compile(
    r" (?P<verb>[a-z]+s|pay|call|ring|send|collect|bring|fix|ship|deliver|pick) (?P<rest>.*)$"
)


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


def _you_have(clause: Clause, _: str) -> Found | None:
    """*By Friday you have a new bill*: what they will have, said as if they had it."""
    match = next(
        (found for one in (_YOU_HAVE, _I_HAVE, _THERE_IS) if (found := one.search(clause.text))),
        None,
    )
    if match is None or _BEFORE_NOW.search(clause.text):
        return None
    before = clause.text[: match.start() + 1]
    if _SUBORDINATE.search(before) or words.THEIRS.search(before):
        return None
    then = " then " in f" {clause.joined} {before} " and _UNTIL_THEN.search(clause.before)
    if not (words.DAY.search(clause.text) or then):
        return None
    rest = f" {match['rest']} "
    given = words.GOOD_NEWS.search(rest) or _ITS_PLACE.search(rest) or " for you " in rest or then
    return Found(Cue.RESULT, match.group()[:20].strip()) if given else None


_CAUSES = re.compile(
    r" (?:am|are|will be) (?:having|getting) (?:the \w+|my \w+|our \w+|an? \w+|someone|somebody"
    r"|[A-Z]\w+)(?: \w+)?? (?:to )?(?P<verb>[a-z]+) "
)
_COMES_OFF = re.compile(
    r" (?:is coming|are coming|comes|come|is going|goes) off (?:your|his|her|the (?:\w+ )?bill"
    r"|with (?:the|your) next|on (?:the|your) next|your next|today|tonight|tomorrow)"
)


_WILL_BEFORE = re.compile(
    r" (?:(?:i|we) will|(?:i am|we are) going to|let (?:me|us)) (?!try to|hope|not )"
)


def _coordinated(clause: Clause, _: str) -> Found | None:
    """*I'll see what I can do and ring you*: the second deed is certain, whatever the first is."""
    bare = _without_adverbs(" ".join(reversed(clause.text.split()))).split()[::-1]
    if not clause.joined or not bare or bare[0] not in words.DEEDS - _NO_PRESENT:
        return None
    if not re.search(r" (?:you|him|her|it|this|that|them|your|his) ", clause.text):
        return None
    return Found(Cue.FUTURE, bare[0]) if _WILL_BEFORE.search(clause.before) else None


def _set_going(clause: Clause, earlier: str) -> Found | None:
    """*I'm having the depot send another*, *the fee comes off your bill*."""
    made = _CAUSES.search(clause.text)
    if made and made["verb"] in words.DEEDS and not words.NOW.search(clause.text):
        who = _who(clause.text[: made.start() + 1], clause, earlier)
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


def _given(clause: Clause, _: str) -> Found | None:
    """*You're getting a new one from us*: it is given."""
    done = _GETS_DONE.search(clause.text)
    if (
        done
        and _is_passive(f"get {done['done']}")
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


_BY_ITSELF = listed("change open close start stop move run work finish go end reach call")
"""The deeds of a shift or a desk that concern nobody: *the shift changes at six*."""


def _colleague_does(clause: Clause, earlier: str) -> Found | None:
    """*Helen calls you tomorrow at nine*: the present of somebody else."""
    if not words.DAY.search(f"{clause.before}{clause.text}{clause.after}"):
        return None
    bare = clause.text.split()
    for place, word in enumerate(bare[:8]):
        verb = (
            word
            if word in words.DEEDS
            else next(
                (
                    one
                    for one in (
                        word.removesuffix("s"),
                        word.removesuffix("es"),
                        word.removesuffix("ies") + "y",
                    )
                    if one in words.DEEDS and one != word
                ),
                "",
            )
        )
        if place == 0 or (
            verb
            not in words.DEEDS
            - {
                "book",
                "call",
                "check",
                "form",
                "note",
                "order",
                "file",
                "post",
                "stock",
                "address",
                "place",
                "plan",
                "test",
                "present",
                "ship",
                "measure",
            }
            and word not in {"calls", "checks", "books", "ships", "files", "tests"}
        ):
            continue
        front = bare[:place]
        who = _who(f" {' '.join(front)} ", clause, earlier)
        plural = word == verb
        if (
            who is Who.COLLEAGUE
            and front[-1] not in {"to", "a", "the", "i", "we", "my", "your", "will", "not"}
            and not (plural and front[-1] in {"who", "someone", "engineer", "technician", "driver"})
            and not _SUBORDINATE.search(f" {' '.join(front[:1])} ")
            and not plural
            and (
                verb not in _BY_ITSELF
                or words.PARTICULAR.search(f" {' '.join(bare[place + 1 :])} ")
            )
        ):
            return Found(Cue.PRESENT, word)
    return None


def _expect(clause: Clause, _: str) -> Found | None:
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


_RULES: tuple[Callable[[Clause, str], Found | None], ...] = (
    _word,
    _future,
    _let_me,
    _going_on,
    _present,
    _result,
    _given,
    _you_have,
    _coordinated,
    _set_going,
    _colleague_does,
    _expect,
)
