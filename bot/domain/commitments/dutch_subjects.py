"""Whose deed it is in a Dutch sentence: ours, theirs, or the customer's."""

from __future__ import annotations

import re

from bot.domain.commitments import dutch_words as words
from bot.domain.commitments.plain import listed
from bot.domain.commitments.sentences import Clause

_PREPOSITIONS = listed(
    """
    met bij aan van voor naar op door in uit over tegen volgens via om namens onder zonder zoals
    """
)


def team_subject(subject: str, rest: str, clause: Clause, earlier: str) -> bool:
    """Whether a colleague or a department does it."""
    bare = subject.split()
    if bare and bare[-1] in {"die", "ze", "zij", "hij"}:
        return words.OURS.search(f"{earlier} {clause.before}") is not None and not re.search(
            r" (?:klant|meneer|mevrouw|dhr|mevr|buren|man|vrouw) ", f"{earlier} {clause.before}"
        )
    front = f" {' '.join(bare[:7])} "
    if (
        bare
        and words.OURS.search(front)
        and bare[0] not in _PREPOSITIONS
        and not theirs_leads(front)
    ):
        return True
    following = f" {' '.join(rest.split()[:4])} "
    if bare == ["er"] and (someone := words.OURS.search(f" {' '.join(rest.split()[:7])} ")):
        return not words.THEIRS.search(someone.group())
    leads = words.OURS.search(following)
    if (
        (bare or clause.joined)
        and leads
        and leads.start() <= 4
        and rest.split()[0] not in _PREPOSITIONS | {"je", "u", "ik", "we", "hij", "ze"}
        and not words.THEIRS.search(following[: leads.end()])
    ):
        return True
    if bare and rest.split()[:1] in (["ze"], ["hij"], ["zij"]):
        return words.OURS.search(f"{earlier} {clause.before}") is not None and not re.search(
            r" (?:klant|meneer|mevrouw|dhr|mevr) ", f"{earlier} {clause.before}"
        )
    return False


def team_leads(text: str) -> bool:
    """Whether a colleague or a department begins the clause."""
    bare = text.split()
    front = f" {' '.join(bare[:7])} "
    return bool(bare) and bare[0] not in _PREPOSITIONS and words.OURS.search(front) is not None


_LEADING_THEIRS = re.compile(
    r"^ (?:\w+ )?(?:meneer|mevrouw|dhr|mevr|mw|de (?:klant|heer|dame|reiziger|bank|koerier|douane"
    r"|advocaat|gemeente|leverancier|fabrikant|verzekeraar|luchthaven|politie|vervoerder|buren"
    r"|verhuurder|notaris|netbeheerder)"
    r"|(?:haar|zijn|hun|uw|je|jouw) (?!(?:monteur|zaak|nieuwe|koffer|pakket)\b)\w+|ze|zij|hij|u"
    r"|je|jij|jullie|het hotel|het reisbureau|postnl|dhl|ups|dpd) "
)

_OTHER_FIRMS = re.compile(
    r"^ (?:\w+ )?(?:klm|lufthansa|transavia|easyjet|ryanair|ziggo|kpn|vodafone|odido"
    r"|eneco|vattenfall|essent|enexis|liander|stedin|bol|amazon|apple|samsung|sony"
    r"|bosch|philips|miele|ing|fedex|visa|mastercard|google|bpost|telenet|proximus"
    r"|bus|tram|rabobank|schiphol|eurostar|postnl|dhl|ups|dpd|gls"
    r"|(?:vorige|andere|huidige) (?:leverancier|maatschappij|aanbieder|provider)) "
)


def theirs_leads(text: str) -> bool:
    """Whether the customer, a stranger or another firm begins it."""
    if _OTHER_FIRMS.search(text.lower()):
        return True
    if re.search(r" van (?:de klant|meneer|mevrouw|dhr|mevr|hem|haar|hun) ", text):
        return True
    return _LEADING_THEIRS.search(text) is not None
