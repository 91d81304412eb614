"""The rules for what will be so, and for a word given, in Dutch."""

from __future__ import annotations

import re

from bot.domain.commitments import dutch_words as words
from bot.domain.commitments.commitment import Cue, Found
from bot.domain.commitments.dutch_deeds import SAID_DAY
from bot.domain.commitments.dutch_subjects import theirs_leads
from bot.domain.commitments.dutch_verbs import definite, first_clause, going_on, participle
from bot.domain.commitments.sentences import Clause

_PASSIVE = re.compile(r" (?:wordt|worden|word) ")

_GETS = re.compile(
    r" (?:(?:je|jij|u|jullie|hij|zij|ze|mevrouw|meneer|klant|dame|mevrouw \w+|meneer \w+"
    r"|[A-Z]\w+) (?P<direct>hoort|hoor|horen|krijgt|krijg|krijgen|ontvangt|ontvang|ontvangen|hebt"
    r"|heeft|heb|vindt|ziet|weet)"
    r"|(?P<inverted>weet|hoort|hoor|horen|krijgt|krijg|krijgen|ontvangt|ontvang|hebt|heeft|heb"
    r"|ziet|zie|vind|vindt) (?:je|jij|u|jullie|hij|zij|ze|mevrouw \w+|meneer \w+)) "
)

_GOES = re.compile(
    r" (?P<verb>gaat|gaan|komt|komen|vertrekt|vertrekken|volgt|valt|vallen|vliegt" r"|vliegen) "
)

_LIES = re.compile(r" (?P<verb>ligt|liggen|staat|staan|zit|zitten|is|zijn|hangt|bent|ben) ")

_FROM_US = re.compile(
    r" (?:van|via|door) (?:me|mij|ons|onze \w+|mijn \w+|de \w+|het \w*team|iemand"
    r"|collega|[A-Z]\w+|financien|logistiek|planning) "
)

_POINTING = re.compile(r"^ (?:die|dat|dit|deze) (\w+) ")
"""*Die fout wordt rechtgezet*: it points, and begins no clause."""


def passive(clause: Clause, _: str) -> Found | None:
    """*Wordt morgen opgelost*, *je koffer wordt vanavond afgeleverd*."""
    match = _PASSIVE.search(clause.text)
    if match is None:
        return None
    subject, rest = clause.text[: match.start() + 1], clause.text[match.end() - 1 :]
    subject = _POINTING.sub(r" de \1 ", subject)
    done = participle(rest) or participle(first_clause(clause.after) if not rest.strip() else "")
    if (
        done is None
        or _BUILDINGS.search(subject)
        or going_on(clause)
        or (
            re.search(r" (?:dat|als|of|zodra|wanneer|die|waarom|hoe|voordat|nadat) ", subject)
            and not subject.startswith(" dat ")
        )
    ):
        return None
    if (
        subject.strip()
        and not definite(subject)
        and not SAID_DAY.search(clause.text)
        and (subject.startswith(" een ") or not definite(rest))
    ):
        return None
    if re.search(r" (?:door|via) (?:de bank|je bank|uw bank|postnl|dhl|je verzekeraar) ", rest):
        return None
    if done in {"gemaakt", "gegeven", "gesloten", "verwerkt", "gezet"} and not words.TIME.search(
        clause.text
    ):
        return None
    return Found(Cue.PASSIVE, f"wordt {done}")


def _has_by_then(text: str, rest: str) -> bool:
    limit = re.search(r" (?:binnen|voor|tegen|uiterlijk) ", text) is not None and rest.strip() != ""
    news = words.TIME.search(text) is not None and words.NEWS.search(rest) is not None
    return (limit or news) and _HAD.search(rest) is None


_HAD = re.compile(
    r" (?:gehad|ontvangen|gekregen|gehoord|gebeld|gestuurd|gemeld|gelijk|recht|last"
    r"|vragen|een vraag|problemen|een afspraak|een vlucht|(?:ge|be|ver|her|ont|op|aan"
    r"|af|uit|door)\w+(?:[dt]|en)) "
)


_SENT_TO_THEM = re.compile(
    r" (?:een|de|het|je|jouw|uw|deze|dit|die|dat) (?:\w+ ){1,4}?(?:opgestuurd|toegestuurd"
    r"|toegezonden|thuisgestuurd|thuisbezorgd|teruggestort|terugbetaald|teruggestuurd|uitbetaald"
    r"|vergoed|nagestuurd) "
)
"""Behind *u krijgt*: it is on its way, or will be."""


def gets(clause: Clause, _: str) -> Found | None:
    """*Je hoort vrijdag van me*, *tegen vijven heb je het verslag*."""
    match = _GETS.search(clause.text)
    if match is None:
        return None
    verb = match["direct"] or match["inverted"]
    before, rest = clause.text[: match.start() + 1], clause.text[match.end() - 1 :]
    before = _POINTING.sub(r" de \1 ", before)
    if (match["inverted"] and not before.strip()) or (
        before.strip() not in {"die", "dat", "wat"}
        and re.search(
            r" (?:als|dat|of|zodra|wanneer|wat|die|hoe|waarom|voordat|nadat|waar|mits"
            r"|indien|omdat) ",
            before,
        )
    ):
        return None
    dated = words.TIME.search(f"{clause.before}{clause.text}") is not None
    from_us = _FROM_US.search(rest) is not None or _FROM_US.search(before) is not None
    if verb.startswith("hoor") or verb == "horen":
        ok = (from_us or dated) and not re.search(r" (?:graag|bij|thuis) ", rest)
    elif verb.startswith(("krijg", "ontvang")):
        ok = (
            from_us
            or _SENT_TO_THEM.search(rest) is not None
            or (
                (
                    dated
                    or re.search(
                        r" (?:hoe dan ook|sowieso|in elk geval|in ieder geval|terug|alsnog|nog) ",
                        rest,
                    )
                    is not None
                )
                and words.NEWS.search(rest) is not None
            )
        )
    elif verb == "weet":
        ok = dated and (from_us or re.search(r" (?:aan toe|meer|waar) ", rest) is not None)
    elif verb.startswith(("vind", "zie")):
        ok = (
            dated
            and re.search(
                r" (?:op|in) (?:je|jouw|uw) (?:rekening|inbox|mail|account|bus"
                r"|brievenbus) | terug ",
                rest,
            )
            is not None
        )
    else:
        ok = _has_by_then(f"{clause.before}{clause.text}", rest) and not re.search(
            r" (?:hij|zij|ze) heeft ", clause.text
        )
    return Found(Cue.RESULT, match.group().strip()) if ok else None


_BUILDINGS = re.compile(
    r" (?:winkel|winkels|app|website|lift|roltrap|weg|brug|spoor|station|systeem"
    r"|systemen|dak|gebouw|straat"
    r"|server|lounge|prijzen|tarieven|vluchten) "
)

_EVENTS = re.compile(
    r" (?:vlucht|trein|vliegtuig|contract|abonnement|boot|proefperiode|dienstregeling"
    r"|winkel|winkels|app|website|lift|roltrap|weg|brug|spoor|station|systeem|server"
    r"|lounge|storm|prijzen|tarieven|boarding|vertrek|gate) "
)


def goes(clause: Clause, _: str) -> Found | None:
    """*Er komt een nieuwe jouw kant op*, *gaat vandaag op de post*."""
    match = _GOES.search(clause.text)
    if match is None or words.COURTESY.search(clause.text) or going_on(clause):
        return None
    before, rest = clause.text[: match.start() + 1], clause.text[match.end() - 1 :]
    before = _POINTING.sub(r" de \1 ", before)
    if (
        re.search(
            r" (?:als|dat|of|zodra|wanneer|wat|die|hoe|ik|we|mevrouw|meneer|klant) | (?:je|u) $",
            before,
        )
        and before.strip() not in {"dat", "die", "wat"}
    ) or (theirs_leads(before) and "uw" not in before and "je" not in before):
        return None
    ahead = "" if rest.startswith(" mee ") else rest
    if _EVENTS.search(f"{before}{' '.join(ahead.split()[:4])} ") or (
        re.search(r"^ (?:je|jij|u|jullie|het (?:mis|fout|weer)|ik|we|hij|ze|zij) ", rest)
        and match["verb"] not in {"gaan", "gaat"}
    ):
        return None
    out = words.GOING_OUT.search(rest)
    dated = words.TIME.search(clause.text)
    arrives = re.search(
        r" (?:langs|bij (?:je|u|jou|jullie|hem|haar)|naar (?:je|u|jou|jullie|hem"
        r"|haar)(?: toe)?|van (?:ons|mij|me)|aan de deur|voor de deur|ophalen|halen"
        r"|brengen|repareren|bezorgen) ",
        rest,
    )
    if before.startswith(" een ") and not SAID_DAY.search(clause.text):
        return None
    if out and (
        dated
        or match["verb"] in {"komt", "komen", "valt", "vallen"}
        or " van " in out.group()
        or "naar " in out.group()
        or not before.strip()
    ):
        return Found(Cue.RESULT, match.group().strip() + out.group().rstrip())
    if (
        arrives
        and (rest.startswith(" er ") or before.endswith(" er ") or dated)
        and match["verb"] in {"komt", "komen", "volgt"}
    ):
        return Found(Cue.RESULT, match.group().strip() + arrives.group().rstrip())
    if match["verb"] == "volgt" and dated and " na " not in rest:
        return Found(Cue.RESULT, "volgt")
    return None


_IN_THEIR_HANDS = re.compile(r" (?:in|op) (?:je|jouw|uw|zijn|haar) (?:\w*bus|inbox|mail\w*|mat) ")

_AHEAD = re.compile(
    r" (?:morgen\w*|overmorgen|binnen|uiterlijk|voor|tegen|over|straks|volgende|komende|eind|einde"
    r"|vanavond|vanmiddag|aanstaande|zo|weer|terug) "
)


def _is_over(verb: str, text: str) -> bool:
    """*Het bedrag is op 12 mei teruggestort*: only a limit or a day to come makes it a promise."""
    return verb in {"is", "zijn"} and participle(text) is not None and not _AHEAD.search(text)


_WORKS_AGAIN = re.compile(
    r" (?:werkt|werken|doet|draait|heeft|hebben|is|zijn) (?:\w+ ){0,5}?"
    r"(?:(?:weer|terug|opnieuw) (?:\w+ )?(?:\.|!|,|in orde|hersteld|actief|internet|stroom|aan|$)"
    r"|hersteld|in orde) "
)

_OURS_TO_MEND = re.compile(
    r" (?:je|jouw|uw|zijn|haar) (?:\w+ )?(?:lijn|internet|verbinding|stroom|verwarming|ketel|meter"
    r"|modem|toestel|account|boeking|abonnement|router|tv|televisie|telefoon|wifi|app"
    r"|kaart|simkaart"
    r"|dossier|tarief|nummer) | (?:alles|het|dat|dit) "
)

_HAPPENS_THEN = re.compile(
    r" (?:de|uw|jouw|je|die|deze) (?:herstelling|reparatie|levering|plaatsing"
    r"|terugbetaling|storting"
    r"|vervanging|interventie|bezorging|overboeking|aanpassing|correctie|omruiling|installatie"
    r"|verhuizing van uw \w+|ophaling|betaling)(?: van \w+ \w+)? (?:gebeurt|volgt|staat gepland)"
    r"| (?:gebeurt|volgt) (?:de|uw|jouw|je) (?:herstelling|reparatie|levering|plaatsing"
    r"|terugbetaling|storting|vervanging|interventie|aanpassing|correctie|installatie|ophaling) "
)

_BE_THERE = re.compile(
    r" (?:ik ben|ben ik|we zijn|zijn we|ik sta|sta ik|we staan|staan we) "
    r"(?:er(?= (?:\w+ ){0,6}?(?:met|bij|om))|(?:\w+ ){0,4}?bij (?:u|je|jou|jullie|hem|haar)) "
    r"| (?:u staat|je staat|staat u|sta je|u bent|je bent) (?:\w+ ){0,4}?(?:ingepland|op de route"
    r"|op de planning|aan de beurt) "
)

_MAY_EXPECT = re.compile(
    r" (?:mag|kunt|kun) (?:je|u) (?:\w+ ){0,3}?(?:geld|bedrag|antwoord|bericht|pakket"
    r"|mail|brief|reactie"
    r"|telefoontje|monteur|technieker|ons|factuur|vergoeding) (?:\w+ ){0,5}?verwachten "
)


def mended(clause: Clause, _: str) -> Found | None:
    """*Tegen de middag werkt je lijn weer*, *de herstelling gebeurt morgen*."""
    if not words.TIME.search(clause.text) or going_on(clause):
        return None
    there = _BE_THERE.search(clause.text) or _MAY_EXPECT.search(clause.text)
    if there and " verwachten" in there.group():
        return Found(Cue.WORD, there.group().strip())
    if there and not re.search(r" (?:niet|geen|als|vrij|afwezig|terug|weer) ", clause.text):
        return Found(Cue.RESULT, there.group().strip())
    happens = _HAPPENS_THEN.search(clause.text)
    if happens and not re.search(r" (?:sinds|na) ", clause.text):
        return Found(Cue.RESULT, happens.group().strip())
    again = _WORKS_AGAIN.search(clause.text)
    ahead = _AHEAD.search(re.sub(r" (?:weer|terug|zo) ", " ", clause.text))
    if again is None or not ahead or not _OURS_TO_MEND.search(clause.text):
        return None
    if re.search(r" (?:ik|we|als|zodra|sinds|gisteren|dat je|of) ", clause.text):
        return None
    return Found(Cue.RESULT, again.group().strip())


def lies(clause: Clause, _: str) -> Found | None:
    """*De nota ligt voor 1 december bij u in de bus*, *maandag staat er iemand op de stoep*."""
    match = _LIES.search(clause.text)
    if match is None or going_on(clause) or clause.text.startswith(" zijn "):
        return None
    before, rest = clause.text[: match.start() + 1], clause.text[match.end() - 1 :]
    dated = words.TIME.search(clause.text)
    if (
        not dated
        or " zodra " in dated.group()
        or (
            re.search(r" (?:als|dat|of|zodra|wanneer|wat|die|hoe|jij) $", before)
            and before.strip() not in {"dat", "die"}
        )
        or (_EVENTS.search(clause.text) and not _IN_THEIR_HANDS.search(clause.text))
        or _is_over(match["verb"], clause.text)
    ):
        return None
    if (
        re.search(r"^ (?:ik|we) ", rest)
        and not re.search(
            r" (?:bij (?:je|u|jou)|voor (?:de deur|je neus|uw neus)|aan de deur"
            r"|op (?:je|uw) stoep) ",
            rest,
        )
    ) or re.search(r" (?:geweest|gegaan|gekomen|sinds|gisteren|afgelopen) ", rest):
        return None
    at = words.AT_THEIRS.search(rest)
    thing = re.search(r"^ (?:hij|ze) | (?:je|jouw|uw|zijn|haar) ", before)
    if re.search(r" (?:servicepunt|afhaalpunt|postkantoor|balie) ", rest):
        return None
    if at is None or (theirs_leads(before) and not thing):
        return None
    return Found(Cue.RESULT, match.group().strip() + at.group().rstrip())


def word_given(clause: Clause, _: str) -> Found | None:
    """*Dat beloof ik*, *laat dat maar aan mij over*."""
    match = words.WORDS.search(clause.text) or words.WORDS.search(f" {clause.joined}{clause.text}")
    return Found(Cue.WORD, match.group().strip()) if match else None


_OWING = re.compile(
    r"^ (?:\w+ ){0,2}?(?:nieuws|update|antwoord|bericht|reactie|terugkoppeling|uitsluitsel|uitleg"
    r"|bevestiging|meer|details) (?:\w+ ){0,4}?(?:van (?:mij|me|ons)|volgt|volgen|komt) "
)


def owing(clause: Clause, _: str) -> Found | None:
    """*Meer nieuws van mij morgen*: no verb, and still a promise where it says when."""
    match = _OWING.search(clause.text)
    if match is None or words.TIME.search(clause.text) is None or going_on(clause):
        return None
    if re.search(r" (?:was|kreeg|gekregen|gehad|kwam|als|of) ", clause.text):
        return None
    return Found(Cue.WORD, match.group().strip())
