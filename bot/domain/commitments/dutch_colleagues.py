"""The rules for what a colleague or a department does, in Dutch."""

from __future__ import annotations

import re

from bot.domain.commitments import dutch_words as words
from bot.domain.commitments.commitment import Cue, Found
from bot.domain.commitments.dutch_deeds import SAID_DAY
from bot.domain.commitments.dutch_subjects import team_leads, team_subject, theirs_leads
from bot.domain.commitments.dutch_verbs import PARTICLES, going_on, to_do
from bot.domain.commitments.plain import listed
from bot.domain.commitments.sentences import Clause


def team_deed(clause: Clause, earlier: str) -> Found | None:
    """*Sanne belt je*, *morgen stuurt het magazijn een tweede*."""
    bare = clause.text.split()
    for place, word in enumerate(bare):
        if word not in words.THIRDS and word not in words.PLURALS and not _unlisted(bare, place):
            continue
        subject, rest = f" {' '.join(bare[:place])} ", f" {' '.join(bare[place + 1 :])} "
        if (
            word in {"gaat", "gaan", "komt", "komen", "laat", "laten"}
            and not re.search(
                r" (?:langs|terug|weten|halen|ophalen|brengen|naar|kijken|repareren"
                r"|bij (?:je|u|jou|hem|haar)|weghalen|maken|zien|uit) ",
                rest,
            )
            and not (word in {"komt", "komen"} and to_do(rest))
        ):
            continue
        if (
            word in {"openen", "sluiten", "opent", "sluit"}
            or (place == 0 and not clause.joined)
            or place > 8
            or words.COURTESY.search(rest)
        ):
            continue
        if (
            re.search(r" (?:die|dat|als|of|zodra|wanneer|omdat|wat|te) ", subject[3:])
            and bare[0] != "die"
        ):
            return None
        if (
            team_subject(subject, rest, clause, earlier)
            and not going_on(clause)
            and _to_this(clause.text, word)
        ):
            return Found(Cue.PRESENT, word)
    return None


_NO_THIRDS = listed(
    """
    niet met dat wat het moet wordt heeft weet ziet vindt staat zit ligt laat hoopt denkt verwacht
    begint eindigt hangt blijft lijkt schijnt zegt wacht kent krijgt ontvangt bedankt wenst
    begrijpt heet kost werkt wilt gelooft kunt bent
    uit hebt last want ooit nooit recht gebruikt helpt vraagt weigert mist zoekt vertrekt verdient
    klaagt leest hast hoort snapt betaalt bestaat wacht beslist adviseert vermoedt stopt opent
    sluit zat was kwam
    """
)

_DONE_TO = listed("u je jou jullie uw jouw hem haar het deze dit die dat de er")


def _unlisted(bare: list[str], place: int) -> bool:
    """Whether right behind a colleague stands a present verb that we do not list, done to them."""
    word, behind = bare[place], bare[place + 1 : place + 4]
    if not 0 < place <= 7 or len(word) < 4 or not word.endswith("t") or word in _NO_THIRDS:
        return False
    if word in words.DONE or word in words.ADVERBS or word[0].isupper() or word.startswith("ge"):
        return False
    front = f" {' '.join(bare[:place])} "
    last = list(words.OURS.finditer(front))[-1:]
    return bool(last) and last[0].end() == len(front) and not _DONE_TO.isdisjoint(behind)


def _to_this(text: str, verb: str) -> bool:
    """A department's habit is no promise: somebody, something or a day of this case is there."""
    text = f" {text.split(f' {verb} ', 1)[-1]}" if f" {verb} " in text else text
    near = re.search(
        r" (?:je|u|jou|jullie|jouw|uw|hem|haar|hen|zijn|dit|dat|deze|die|het|er|erop"
        r"|opnieuw|alsnog|ze|de|een) ",
        text,
    )
    return near is not None or SAID_DAY.search(text) is not None


_REPORTED = re.compile(
    r"^ (?P<front>.*?)(?P<said>zeg|zegt|zei|beloof|belooft|beloofde|bevestig|bevestigt|bevestigde"
    r"|meld|meldt|meldde|verzeker|verzekert|garandeer|garandeert|laat weten|laat u weten|liet weten"
    r"|liet me weten|laat me weten|vertelt|vertelde|gezegd|bevestigd|beloofd|doorgegeven|zeggen"
    r"|melden|bevestigen|verzekeren|vertellen|meedelen|meegeven|geruststellen) (?:\w+ ){0,3}?"
    r"dat (?P<who>ik|we|ze|zij|hij|er|het|(?:de|een|onze|mijn) \w+|[A-Z]\w+) (?P<rest>.*)$"
)

_VOWED = re.compile(
    r"^(?P<who> .*) (?:heeft|hebben) (?:\w+ ){0,2}?(?:beloofd|toegezegd) .* te \w+en "
)


_ASKED_TO = re.compile(
    r" (?:ik heb|heb ik|we hebben|hebben we) (?P<who>(?:\w+ ){1,4}?)"
    r"(?:gevraagd|verzocht|opgedragen) (?:om )?(?P<deed>(?:\S+ ){0,12}?te \w+en )"
)

_OF_LATE = re.compile(r" (?:vorige|afgelopen|gisteren|eerder|destijds|toen|mij|me|mijn) ")
"""It was asked some time ago, or of somebody for whoever writes: a customer says so."""


def asked_to(clause: Clause, _: str) -> Found | None:
    """*Ik heb mijn collega gevraagd je morgen te bellen*: it is set going, and still to be done."""
    match = _ASKED_TO.search(clause.text)
    if match is None or not team_leads(f" {match['who']}") or theirs_leads(f" {match['who']}"):
        return None
    rest = clause.text[match.start("deed") - 1 :]
    if _OF_LATE.search(f" {match['who'].partition(' ')[2]}{rest}"):
        return None
    return Found(Cue.WORD, f"{match['who']}gevraagd") if words.TIME.search(rest) else None


def reported(clause: Clause, earlier: str) -> Found | None:
    """*Sanne zei dat ze je morgen belt*, *ik kan u zeggen dat we het terugstorten*."""
    vowed = _VOWED.search(clause.text)
    if vowed and words.TIME.search(clause.text) and team_leads(vowed["who"]):
        told = theirs_leads(vowed["who"]) or re.search(r" (?:maar|gisteren) ", clause.after)
        return None if told else Found(Cue.WORD, "beloofd")
    match = _REPORTED.search(clause.text)
    if match is None or words.THEIRS.search(_speaker(match["front"])):
        return None
    who, front, rest = match["who"], f" {match['front']}", f" {match['rest']} "
    own = re.search(r" (?:ik|we) ", front) is not None
    ours = words.OURS.search(f"{front}{earlier}") is not None
    if who in {"ze", "zij", "hij"} and (own or not ours):
        return None
    if not own and not ours:
        return None
    named = who in {"er", "het", "ik", "we", "ze", "zij", "hij"} or words.OURS.search(f" {who} ")
    if not named or words.THEIRS.search(f" {who} ".replace(" ze ", " ").replace(" hij ", " ")):
        return None
    verb = _verb_at_end(rest)
    return Found(Cue.WORD, f"dat {who} {verb}") if verb else None


def _speaker(front: str) -> str:
    """Who says it, without whom it is said to."""
    return f" {' '.join(word for word in front.split() if word not in {'je', 'u', 'jullie'})} "


_MAY_OR_DID = listed(
    "zou zouden kan kunnen kon moet moeten moest wil willen wilde mag mogen heeft hebben had is was"
    " werd werden"
)


def _verb_at_end(rest: str) -> str | None:
    """The present or future verb that ends an embedded clause."""
    tail = [word for word in rest.split() if word.isalpha()][-4:]
    if not _MAY_OR_DID.isdisjoint(tail):
        return None
    for word in reversed(tail):
        if word in {"zal", "zullen", "wordt", "worden"}:
            return word
        bases = (word, *(word[len(one) :] for one in PARTICLES if word.startswith(one)))
        if any(base in words.THIRDS | words.STEMS | words.PLURALS for base in bases):
            return word
    return None
