"""The rules for what the writer does, in Dutch."""

from __future__ import annotations

import re
from collections.abc import Mapping

from bot.domain.commitments import dutch_words as words
from bot.domain.commitments.commitment import Cue, Found
from bot.domain.commitments.dutch_subjects import team_leads, team_subject, theirs_leads
from bot.domain.commitments.dutch_verbs import (
    HAPPENS,
    NO_INFINITIVES,
    definite,
    first_clause,
    going_on,
    infinitive,
    known_infinitive,
    participle,
    subordinate,
    to_do,
)
from bot.domain.commitments.plain import listed
from bot.domain.commitments.sentences import Clause, clauses

_OWN = re.compile(r" (?P<who>ik|we) ")

_AUX = re.compile(r" (?P<aux>zal|zullen|zult|ga|gaat|gaan) ")

_BARE = re.compile(
    r"^ (?:(?:ok|prima|ja|goed|top|doe ik|begrepen|snap ik|sorry|hoi"
    r"|hoi [A-Z]\w+) ,? ?)?(?:(?P<fixed>kom (?:er|hier|daar)(?:op)? |laat (?:het )?(?:je|u|jullie"
    r"|hem|haar) |(?:stuur|mail|app|bezorg|breng|geef|leg|zoek) (?:het|hem|ze|die|dat"
    r"|dit) (?:je|u|jullie|jou) "
    r"|koppel .{0,30}?terug|houd? (?:je|u|jullie|hem|haar|dit|het|hem) (?!aan)"
    r"|laat (?:het|iets|je) (?:(?!ons |me |mij )\w+ )?weten|check het (?:even )?(?:en"
    r"|bij|voor)|(?:stuur|mail|app"
    r"|breng|leg|geef|zet) (?:het|hem|haar|dit|ze|m) (?:\w+ ){0,3}?(?:naar|voor|aan|bij) (?:je|u"
    r"|jou)(?= )|zoek het (?:voor (?:je|u)|even voor))"
    r"|(?:(?:bel|mail|app|sms) (?:je|u|jullie|jou) (?:\w+ ){0,2}?(?:terug|erover|even|hierover)"
    r"|stuur (?:je|u|jullie|jou) (?:even|het|de|een|alvast|zo))(?= )"
    r"|(?P<verb>bel|mail|app|sms|stuur|breng|bezorg|vertel) (?P<whom>u|jou|je"
    r"|jullie)(?= (?:\w+ )?(?:morgen|vandaag|vanmiddag|vanavond|straks|zo|maandag|dinsdag"
    r"|woensdag|donderdag|vrijdag|volgende|uiterlijk|binnen|voor|dadelijk|later) ))"
)

_BARE_AUX = re.compile(
    r"^ (?:(?:ok|prima|ja|goed|top|begrepen) ,? ?)?(?:zal|ga|gaan) (?!(?:ik|we|je|jij"
    r"|u|jullie|hij|zij|ze|er|iemand|de|het er|nu maar|eerst|naar|dan|eens"
    r"|even zitten|maar) )(?P<rest>.*)$"
)

_OPENING = r"^ (?:(?:ok|prima|ja|goed|top|begrepen|komt goed|snap ik|hoi|sorry) ,? ?)?"

_BARE_WILL = re.compile(
    _OPENING + r"(?:zal|ga) (?:je|jou|jullie|u|het|hem|haar|dit|dat|er|eens|even) (?P<rest>[^,;?]*)"
)


def promised_bare(sentence: str) -> str | None:
    """*Zal het doorgeven*: without a mark it asks nothing, the *ik* was left out."""
    match = _BARE_WILL.search(sentence)
    if match is None or sentence.startswith(" ga je ") or _SUBJECT_NEXT.search(match["rest"]):
        return None
    for word in match["rest"].split():
        known = word in words.INFINITIVES or known_infinitive(word) or word in _AFTER_IT
        if known and word not in HAPPENS:
            return word
    return None


_AFTER_IT = listed("achteraan erachteraan achterheen")

_SUBJECT_NEXT = re.compile(r"^(?:ik|we|hij|ze|zij|iemand|[A-Z]\w+) ")


def own_deed(clause: Clause, _: str) -> Found | None:
    """*Ik bel je*, *morgen bel ik je*, *we storten het terug*."""
    for match in _OWN.finditer(clause.text):
        bare = clause.text.split()
        place = len(clause.text[: match.start()].split())
        verb = _own_verb(bare, place)
        if verb is None:
            continue
        if words.COURTESY.search(clause.text) or not _about_this(match["who"], verb, clause):
            continue
        if going_on(clause) or _asks_them(verb, clause.text) or _why_now(verb, clause):
            continue
        return Found(Cue.PRESENT, f"{match['who']} {verb}")
    return None


def _own_verb(bare: list[str], place: int) -> str | None:
    """The present verb that belongs to *ik* or *we* at a place, if it is a deed."""
    who = bare[place]
    before = bare[place - 1] if place else ""
    behind = bare[place + 1] if place + 1 < len(bare) else ""
    deeds = words.STEMS if who == "ik" else words.PLURALS
    if before in deeds and not (who == "we" and before == "laten" and place == 1):
        return before
    if (
        place > 0
        and (
            before in words.SUBORDINATORS
            or before
            not in words.ADVERBS
            | {"ja", "nee", "ok", "prima", "sorry", "top", "goed", "hoi", "helaas"}
        )
        and before not in {"", "."}
    ):
        return None
    if behind in deeds:
        return behind
    return behind if _open_verb(who, behind) else None


def _open_verb(who: str, verb: str) -> bool:
    """Whether a word that we do not list is a present verb."""
    if verb in words.NO_DEEDS or len(verb) < 3 or not verb.isalpha() or verb in words.ADVERBS:
        return False
    if who == "ik":
        return not verb.endswith(("de", "te", "en", "lijk", "ig", "den", "ten"))
    past = verb.endswith(("den", "ten")) and verb not in words.PRESENT_IN_TEN
    return verb.endswith("en") and not past


SAID_DAY = re.compile(
    r" (?:vandaag|van(?:middag|avond|ochtend|nacht)|morgen\w*|overmorgen|maandag|dinsdag|woensdag"
    r"|donderdag|vrijdag|zaterdag|zondag|deze \w+|volgende \w+|meteen|direct|straks|zsm|zo) "
)

_NEEDS: Mapping[str, re.Pattern[str]] = {
    "sluit sluiten open openen": re.compile(r" (?:je|jouw|uw|dit|deze|aan) "),
    "reken rekenen": re.compile(r" (?:na|uit|door|af|terug|niet) "),
    "hang hangen": words.TIME,
    "lees lezen": re.compile(r" (?:na|door|terug|me in) "),
    "hou houd houden": re.compile(
        r" (?:op de hoogte|in de gaten|bij|vast|vrij|apart|contact|achter|in het oog|vinger) "
    ),
    "geef geven": re.compile(
        r" (?:door|aan|terug|mee|je|u|hem|haar|uw|jullie|af|vrij|opdracht|dit|het) "
    ),
    "kijk kijken": re.compile(r" (?:na|uit|terug|door|naar|in|mee) "),
    "werk werken": re.compile(r" (?:uit|bij|af) "),
}
"""Verbs that are a deed only with one of these words beside them."""

_NEEDED = {verb: needs for verbs, needs in _NEEDS.items() for verb in verbs.split()}

_COMES_WITH = re.compile(r" (?:terug|langs|brengen|halen|ophalen|naar|erop|bij|met|kijken) ")

_MANY_FIRST = re.compile(
    r"^ (?!morgen|overmorgen|dinsdag)(?P<many>[a-z]{3,}(?:en|s|'s)) (?P<verb>\S+) "
)


def _about_this(who: str, verb: str, clause: Clause) -> bool:
    """*We* also tells how things go for everybody; a moment or a *you* shows that it does not."""
    if verb in {"kom", "komen"}:
        return (
            _COMES_WITH.search(clause.text + clause.after) is not None
            or to_do(clause.text) is not None
        )
    if verb in {"ga", "gaan", "zal", "zullen"} or _is_of_many(verb, clause.text):
        return False
    if verb in _NEEDED and not _NEEDED[verb].search(clause.text):
        return False
    return who == "ik" or _is_particular(clause.text)


def _is_of_many(verb: str, text: str) -> bool:
    """*Facturen versturen we per mail*: how it goes."""
    first = _MANY_FIRST.search(text)
    return first is not None and first["verb"] == verb and first["many"] not in words.ADVERBS


def _is_particular(text: str) -> bool:
    """Somebody, something or a day of this case."""
    if not words.OF_EVERYBODY.isdisjoint(text.split()) or SAID_DAY.search(text):
        return True
    return re.search(r" (?:de|het|een|onze) ", text) is not None and " door " not in text


def _asks_them(verb: str, text: str) -> bool:
    """*Ik vraag u om uw nummer*, *we vragen je*."""
    return (
        verb in {"vraag", "vragen"}
        and re.search(
            r" (?:vraag|vragen) (?:\w+ )?(?:je|u|jullie) (?:om|even|of|wel|nog|alvast"
            r"|te|vriendelijk"
            r"|(?:\w+ ){1,5}te \w+en) ",
            text,
        )
        is not None
    )


_WHY_NOW = re.compile(
    r" (?:omdat|in verband met|naar aanleiding|inzake|betreffende|vanwege|wegens|met betrekking"
    r"|over (?:je|uw|de|het)|aangezien|want) "
)


def _why_now(verb: str, clause: Clause) -> bool:
    """*Ik schrijf u in verband met de factuur*: it is being done."""
    if verb not in {"bel", "bellen", "schrijf", "schrijven", "mail", "mailen", "contacteer", "app"}:
        return False
    told = f"{clause.text}{clause.after[:12]}"
    return _WHY_NOW.search(told) is not None and not words.TIME.search(clause.text)


def coordinated(clause: Clause, _: str) -> Found | None:
    """*... en stuur je een bericht*: the subject stands in the clause before."""
    if clause.joined.split(" ")[-1] not in {"en", ",", "maar"} or not clause.before.strip():
        return None
    bare = [word for word in clause.text.split() if word not in words.ADVERBS]
    if (
        not bare
        or len(clause.text.split()) < 2
        or (len(bare) > 1 and bare[1] in {"jij", "jullie", "ik", "we"})
    ):
        return None
    previous = clauses(clause.before, words.JOINTS)[-1]
    verb = bare[0]
    if (
        verb in words.STEMS
        and re.search(r"(?:^| )ik ", previous.text)
        and not subordinate(previous.text)
    ):
        return (
            None
            if words.COURTESY.search(clause.text)
            or going_on(clause)
            or not _about_this("ik", verb, clause)
            else Found(Cue.PRESENT, verb)
        )
    if (
        verb in words.PLURALS
        and re.search(r"(?:^| )we ", previous.text)
        and not subordinate(previous.text)
    ):
        return (
            None
            if words.COURTESY.search(clause.text) or not _about_this("we", verb, clause)
            else Found(Cue.PRESENT, verb)
        )
    if verb in words.THIRDS and team_leads(previous.text) and not theirs_leads(previous.text):
        return Found(Cue.PRESENT, verb)
    return None


def future(clause: Clause, earlier: str) -> Found | None:
    """*Ik ga het uitzoeken*, *we zullen het melden*, *Sanne zal je bellen*."""
    match = _AUX.search(clause.text)
    if match is None:
        return None
    subject, rest = clause.text[: match.start() + 1], f" {clause.text[match.end() :]}"
    whole = f"{rest.rstrip()} {clause.after.strip()} "
    verb = infinitive(rest) or infinitive(first_clause(clause.after))
    if words.COURTESY.search(whole[: len(rest) + 30]) or re.search(
        r" (?:ervan uit|er van uit|akkoord|niet|geen) ", rest
    ):
        return None
    if re.search(r" (?:erachteraan|achteraan|aan de slag|achterheen) ", rest):
        verb = verb or "achteraan"
    mine = re.search(r" (?:ik|we) $", subject) or (rest.startswith((" ik ", " we ")))
    if mine:
        inverted_question = not subject.strip() and match["aux"] in {"zal", "zullen"}
        return (
            Found(Cue.FUTURE, f"{match['aux']} {verb}")
            if verb
            and not inverted_question
            and not subordinate(clause.text[: match.end()] + "ik ")
            else None
        )
    if verb and team_subject(subject, rest, clause, earlier):
        return (
            Found(Cue.FUTURE, f"{match['aux']} {verb}")
            if verb in words.INFINITIVES or known_infinitive(verb) or verb not in NO_INFINITIVES
            else None
        )
    if match["aux"] in {"zal", "zullen"} and participle(rest) and definite(clause.text):
        return Found(Cue.FUTURE, f"{match['aux']} {participle(rest)}")
    return None


def bare_deed(clause: Clause, _: str) -> Found | None:
    """*Kom erop terug!*, *bel je morgen*, *zal het doorgeven*: who does it goes without saying."""
    if clause.before.strip(" ,!.") and not clause.joined:
        return None
    if not clause.joined and (verb := promised_bare(clause.text)):
        return Found(Cue.FUTURE, verb)
    match = _BARE.search(clause.text)
    if match and not re.search(r" (?:jij|zelf) ", clause.text):
        return Found(Cue.PRESENT, match.group().strip())
    auxiliary = _BARE_AUX.search(clause.text)
    if auxiliary and (verb := infinitive(f" {auxiliary['rest']}")):
        return Found(Cue.FUTURE, verb)
    return None
