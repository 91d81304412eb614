"""The rules for a commitment in a Dutch sentence."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping

from bot.domain.commitments import dutch_words as words
from bot.domain.commitments.commitment import Cue, Found
from bot.domain.commitments.plain import listed, plain
from bot.domain.commitments.sentences import Clause, clauses

_SHORT_FORMS = {
    "wij": "we",
    "k": "ik",
    "m'n": "mijn",
    "z'n": "zijn",
    "zo'n": "zo een",
    "mn": "mijn",
    "z.s.m": "zsm",
    "asap": "zsm",
    "ie": "hij",
    "t": "het",
    "n": "een",
    "oke": "ok",
    "svp": "aub",
    "m": "hem",
    "r": "haar",
    "d'r": "haar",
    "ff": "even",
    "effe": "even",
    "eventjes": "even",
    "vd": "van de",
    "vh": "van het",
    "vanmorgen": "vanochtend",
    "ge": "je",
    "gij": "je",
    "uwe": "uw",
    "mekaar": "elkaar",
    "seffens": "straks",
    "subiet": "straks",
    "dadelijk": "straks",
    "morgenvroeg": "morgenochtend",
    "kwartiertje": "kwartier",
    "uurtje": "uur",
    "uurke": "uur",
    "halfuurtje": "half uur",
    "halfuur": "half uur",
    "minuutje": "minuut",
    "minuutjes": "minuten",
    "dagje": "dag",
    "weekje": "week",
    "momentje": "moment",
    "nieuwen": "nieuwe",
}
_SMALL = (
    listed(
        """
        ik je jij jou jouw u uw we wij ons onze het een de en niet van dat die dit deze
        zijn voor met om ook maar er op aan naar bij nog dan wel heb heeft hebben wordt
        worden als zodra wanneer mocht of want dus omdat zo ja nee ok oke prima goed
        goedemorgen goedemiddag goedenavond hoi hallo hey dag beste bedankt dank sorry
        excuses helaas misschien hopelijk waarschijnlijk vandaag morgen morgenochtend
        morgenmiddag vanmiddag vanavond maandag dinsdag woensdag donderdag vrijdag
        zaterdag zondag overmorgen volgende deze komende binnen uiterlijk tegen over uit
        terug zal zullen zou kan kunnen kun mag moet moeten wil wat wie waar hoe waarom
        welke mijn hij zij ze haar hem hun hen iemand niemand iedereen alles iets niets
        facturen terugbetalingen vluchten boekingen klanten reizigers winkels postnl dhl
        ups dpd gls schiphol bestellingen pakketten berichten financien logistiek bagage
        facturatie planning netwerk juridische techniek webcare collega magazijn meneer
        mevrouw dhr mevr mw januari februari maart april mei juni juli augustus september
        oktober november december wat graag via volgens eerst daarna straks net zojuist
        gisteren beloofd veiligheid tijdens na sinds door zonder komt gaat doet krijgt
        hoort staat ligt wilt wilt kunt moest had was is ben bent er daar hier even geen
        geeft houdt succes fijne fijn leuk ach wauw vervelend naar jammer heel erg echt
        nederland amsterdam kerst pasen iets onze ons elke alle tickets prijzen tarieven
        punten bagage koffers wordt werd doen regelen klant klantje reiziger passagier huurder
        buurman buurvrouw heer bank bpost telenet proximus monteur technieker chauffeur iemand
        planner afdeling dienst ploeg lab magazijn bedrag factuur uw tegen in tussen rond vanaf
        normaal eens eind meer aan alleen soms heel
        gij ge seffens
        morgenvroeg
        subiet dadelijk momentje kwartiertje collega's
        """
    )
    | words.STEMS
    | words.PLURALS
    | words.THIRDS
) - {"jan", "mark", "bas", "pas", "roos"}

_OWN = re.compile(r" (?P<who>ik|we) ")
_AUX = re.compile(r" (?P<aux>zal|zullen|zult|ga|gaat|gaan) ")
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
_PREPOSITIONS = listed(
    """
    met bij aan van voor naar op door in uit over tegen volgens via om namens onder zonder zoals
    """
)


_HOURS = re.compile(r" (\d+)(?:u|h) ")


def read(sentence: str) -> str:
    """A Dutch sentence as these rules want it."""
    text = plain(sentence, _SHORT_FORMS, _SMALL).replace(" van zodra ", " zodra ")
    text = text.replace(" reken maar ", " reken er op ").replace(" voormiddag ", " ochtend ")
    text = text.replace(" namiddag ", " middag ")
    text = _HOURS.sub(r" \1 uur ", text.replace(" in het oog ", " in de gaten "))
    return re.sub(r" zo (?:snel|spoedig|gauw|vlug) (?:als )?mogelijk ", " zsm ", text)


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
    return words.QUESTION.search(sentence) is not None and _promised_bare(sentence) is None


_OPENING = r"^ (?:(?:ok|prima|ja|goed|top|begrepen|komt goed|snap ik|hoi|sorry) ,? ?)?"
_BARE_WILL = re.compile(
    _OPENING + r"(?:zal|ga) (?:je|jou|jullie|u|het|hem|haar|dit|dat|er|eens|even) (?P<rest>[^,;?]*)"
)
_HAPPENS = listed("gaan komen werken zien staan doen laten zitten liggen lopen")


def _promised_bare(sentence: str) -> str | None:
    """*Zal het doorgeven*: without a mark it asks nothing, the *ik* was left out."""
    match = _BARE_WILL.search(sentence)
    if match is None or sentence.startswith(" ga je ") or _SUBJECT_NEXT.search(match["rest"]):
        return None
    for word in match["rest"].split():
        known = word in words.INFINITIVES or _known_infinitive(word) or word in _AFTER_IT
        if known and word not in _HAPPENS:
            return word
    return None


_AFTER_IT = listed("achteraan erachteraan achterheen")
_SUBJECT_NEXT = re.compile(r"^(?:ik|we|hij|ze|zij|iemand|[A-Z]\w+) ")


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


def _own(clause: Clause, _: str) -> Found | None:
    """*Ik bel je*, *morgen bel ik je*, *we storten het terug*."""
    for match in _OWN.finditer(clause.text):
        bare = clause.text.split()
        place = len(clause.text[: match.start()].split())
        verb = _own_verb(bare, place)
        if verb is None:
            continue
        if words.COURTESY.search(clause.text) or not _about_this(match["who"], verb, clause):
            continue
        if _going_on(clause) or _asks_them(verb, clause.text) or _why_now(verb, clause):
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


_SAID_DAY = re.compile(
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
            or _to_do(clause.text) is not None
        )
    if verb in {"ga", "gaan", "zal", "zullen"} or _is_of_many(verb, clause.text):
        return False
    if verb in _NEEDED and not _NEEDED[verb].search(clause.text):
        return False
    return who == "ik" or _is_particular(clause.text)


def _to_do(text: str) -> str | None:
    """The deed that somebody comes for: *de kabel doormeten*."""
    for word in reversed(text.split()):
        if (word in words.INFINITIVES or _known_infinitive(word)) and word not in _HAPPENS:
            return word
    return None


def _is_of_many(verb: str, text: str) -> bool:
    """*Facturen versturen we per mail*: how it goes."""
    first = _MANY_FIRST.search(text)
    return first is not None and first["verb"] == verb and first["many"] not in words.ADVERBS


def _is_particular(text: str) -> bool:
    """Somebody, something or a day of this case."""
    if not words.OF_EVERYBODY.isdisjoint(text.split()) or _SAID_DAY.search(text):
        return True
    return re.search(r" (?:de|het|een|onze) ", text) is not None and " door " not in text


def _going_on(clause: Clause) -> bool:
    """*Ik kijk nu mee*: nothing is announced."""
    if re.search(r" nu (?:meteen|direct|gelijk) | nu nog | al (?:wel|vast|snel) ", clause.text):
        return False
    return (
        re.search(
            r" (?:nu|momenteel|op dit moment|nog steeds|ondertussen|inmiddels|bezig|al) ",
            clause.text,
        )
        is not None
    )


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


def _coordinated(clause: Clause, _: str) -> Found | None:
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
        and not _subordinate(previous.text)
    ):
        return (
            None
            if words.COURTESY.search(clause.text)
            or _going_on(clause)
            or not _about_this("ik", verb, clause)
            else Found(Cue.PRESENT, verb)
        )
    if (
        verb in words.PLURALS
        and re.search(r"(?:^| )we ", previous.text)
        and not _subordinate(previous.text)
    ):
        return (
            None
            if words.COURTESY.search(clause.text) or not _about_this("we", verb, clause)
            else Found(Cue.PRESENT, verb)
        )
    if verb in words.THIRDS and _team_leads(previous.text) and not _theirs_leads(previous.text):
        return Found(Cue.PRESENT, verb)
    return None


def _subordinate(text: str) -> bool:
    return re.search(r" (?:dat|als|omdat|of|zodra|wanneer|die|wat) (?:ik|we) ", text) is not None


def _future(clause: Clause, earlier: str) -> Found | None:
    """*Ik ga het uitzoeken*, *we zullen het melden*, *Sanne zal je bellen*."""
    match = _AUX.search(clause.text)
    if match is None:
        return None
    subject, rest = clause.text[: match.start() + 1], f" {clause.text[match.end() :]}"
    whole = f"{rest.rstrip()} {clause.after.strip()} "
    verb = _infinitive(rest) or _infinitive(_first_clause(clause.after))
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
            and not _subordinate(clause.text[: match.end()] + "ik ")
            else None
        )
    if verb and _team_subject(subject, rest, clause, earlier):
        return (
            Found(Cue.FUTURE, f"{match['aux']} {verb}")
            if verb in words.INFINITIVES or _known_infinitive(verb) or verb not in _NO_INFINITIVES
            else None
        )
    if match["aux"] in {"zal", "zullen"} and _done(rest) and _definite(clause.text):
        return Found(Cue.FUTURE, f"{match['aux']} {_done(rest)}")
    return None


def _first_clause(after: str) -> str:
    parts = clauses(after, words.JOINTS)
    return parts[0].text if parts else " "


_NO_INFINITIVES = listed(
    """
    proberen missen hopen kijken zien zijn hebben worden kunnen moeten willen denken
    blijven wachten weten begrijpen een geen binnen morgen tussen tegen samen buiten boven
    zeven negen tien open eten trouwen vieren genieten slapen streven voelen vinden duren
    vertrekken reizen vliegen verhuizen staan mogen herkennen waarderen moeite zorgen
    verbeteren leren tekenen wensen lopen
    """
)


def _infinitive(rest: str) -> str | None:
    for word in reversed(rest.split()):
        if word in {
            "doen",
            "gaan",
            "nagaan",
            "inzien",
            "achterna",
            "achteraan",
            "achterheen",
            "toezien",
        } or (
            word.endswith("en")
            and len(word) > 4
            and word not in _NO_INFINITIVES
            and not word.startswith("ge")
            and not word[0].isupper()
        ):
            return None if word == "gaan" and " ervan " in rest else word
        if word in {"zorgen"} and re.search(r" (?:ervoor|voor|dat|er) ", rest):
            return word
        if (
            word == "kijken"
            and re.search(r" (?:na|uit|naar|terug|in|mee) ", rest)
            and not re.search(r" (?:of|wat|hoe) ", rest)
        ):
            return word
    return None


_PARTICLES = (
    "terug",
    "op",
    "uit",
    "na",
    "door",
    "over",
    "aan",
    "af",
    "weg",
    "bij",
    "in",
    "toe",
    "om",
    "mee",
    "voor",
    "langs",
    "recht",
    "kwijt",
    "goed",
    "vast",
    "klaar",
    "los",
    "nabe",
    "rond",
    "opnieuw",
    "her",
    "thuis",
    "bezorgen",
)


def _known_infinitive(verb: str) -> bool:
    return any(
        verb.startswith(particle) and verb[len(particle) :] in words.INFINITIVES
        for particle in _PARTICLES
    )


def _team_subject(subject: str, rest: str, clause: Clause, earlier: str) -> bool:
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
        and not _theirs_leads(front)
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


def _team_leads(text: str) -> bool:
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
    r"|bosch|philips|miele|ing|rabobank|schiphol|eurostar|postnl|dhl|ups|dpd|gls"
    r"|(?:vorige|andere|huidige) (?:leverancier|maatschappij|aanbieder|provider)) "
)


def _theirs_leads(text: str) -> bool:
    if _OTHER_FIRMS.search(text.lower()):
        return True
    if re.search(r" van (?:de klant|meneer|mevrouw|dhr|mevr|hem|haar|hun) ", text):
        return True
    return _LEADING_THEIRS.search(text) is not None


def _team(clause: Clause, earlier: str) -> Found | None:
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
            and not (word in {"komt", "komen"} and _to_do(rest))
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
            _team_subject(subject, rest, clause, earlier)
            and not _going_on(clause)
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
    return near is not None or _SAID_DAY.search(text) is not None


def _definite(text: str) -> bool:
    return (
        re.search(
            r" (?:je|jouw|uw|het|de|deze|dit|die|dat|hij|er|hem|haar|zijn|ze|alles|u|jullie|onze) ",
            text,
        )
        is not None
    )


def _done(text: str) -> str | None:
    return next(
        (word for word in text.split() if word in words.DONE or _done_up(word)),
        None,
    )


_DONE_UP = re.compile(
    r"(?:op|terug|over|na|uit|door|weg|om|aan|in|recht|bij|klaar|goed|vrij|mee|toe|langs|opnieuw)"
    r"ge\w{3,}(?:d|t|en)"
)
_NOT_DONE = listed(
    """
    ingehouden aangerekend opgezegd ingetrokken aangenomen stopgezet aangemaand uitgesteld
    opgeschort doorgerekend ingevorderd aangekondigd opgelegd uitgegeven aangeraden omgekomen
    uitgevallen doorgegaan overgenomen opgeleid ingeleverd uitgenodigd omgeleid opgelopen uitgerold
    aangeboden overgegaan
    """
)


def _done_up(word: str) -> bool:
    """*Rechtgezet*, *doorgemeten*: what is done with a particle is nearly always a deed."""
    return _DONE_UP.fullmatch(word) is not None and word not in _NOT_DONE


_POINTING = re.compile(r"^ (?:die|dat|dit|deze) (\w+) ")
"""*Die fout wordt rechtgezet*: it points, and begins no clause."""


def _passive(clause: Clause, _: str) -> Found | None:
    """*Wordt morgen opgelost*, *je koffer wordt vanavond afgeleverd*."""
    match = _PASSIVE.search(clause.text)
    if match is None:
        return None
    subject, rest = clause.text[: match.start() + 1], clause.text[match.end() - 1 :]
    subject = _POINTING.sub(r" de \1 ", subject)
    done = _done(rest) or _done(_first_clause(clause.after) if not rest.strip() else "")
    if (
        done is None
        or _BUILDINGS.search(subject)
        or _going_on(clause)
        or (
            re.search(r" (?:dat|als|of|zodra|wanneer|die|waarom|hoe|voordat|nadat) ", subject)
            and not subject.startswith(" dat ")
        )
    ):
        return None
    if (
        subject.strip()
        and not _definite(subject)
        and not _SAID_DAY.search(clause.text)
        and (subject.startswith(" een ") or not _definite(rest))
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


def _gets(clause: Clause, _: str) -> Found | None:
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
        ok = from_us or (
            (
                dated
                or re.search(
                    r" (?:hoe dan ook|sowieso|in elk geval|in ieder geval|terug|alsnog|nog) ", rest
                )
                is not None
            )
            and words.NEWS.search(rest) is not None
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
    r"|server|lounge|prijzen|tarieven|vluchten) "
)
_EVENTS = re.compile(
    r" (?:vlucht|trein|vliegtuig|contract|abonnement|boot|proefperiode|dienstregeling"
    r"|winkel|winkels|app|website|lift|roltrap|weg|brug|spoor|station|systeem|server"
    r"|lounge|storm|prijzen|tarieven|boarding|vertrek|gate) "
)


def _goes(clause: Clause, _: str) -> Found | None:
    """*Er komt een nieuwe jouw kant op*, *gaat vandaag op de post*."""
    match = _GOES.search(clause.text)
    if match is None or words.COURTESY.search(clause.text) or _going_on(clause):
        return None
    before, rest = clause.text[: match.start() + 1], clause.text[match.end() - 1 :]
    before = _POINTING.sub(r" de \1 ", before)
    if (
        re.search(
            r" (?:als|dat|of|zodra|wanneer|wat|die|hoe|ik|we|mevrouw|meneer|klant) | (?:je|u) $",
            before,
        )
        and before.strip() not in {"dat", "die", "wat"}
    ) or (_theirs_leads(before) and "uw" not in before and "je" not in before):
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
    if before.startswith(" een ") and not _SAID_DAY.search(clause.text):
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
    return verb in {"is", "zijn"} and _done(text) is not None and not _AHEAD.search(text)


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


def _mended(clause: Clause, _: str) -> Found | None:
    """*Tegen de middag werkt je lijn weer*, *de herstelling gebeurt morgen*."""
    if not words.TIME.search(clause.text) or _going_on(clause):
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


def _lies(clause: Clause, _: str) -> Found | None:
    """*De nota ligt voor 1 december bij u in de bus*, *maandag staat er iemand op de stoep*."""
    match = _LIES.search(clause.text)
    if match is None or _going_on(clause) or clause.text.startswith(" zijn "):
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
    if at is None or (_theirs_leads(before) and not thing):
        return None
    return Found(Cue.RESULT, match.group().strip() + at.group().rstrip())


def _word(clause: Clause, _: str) -> Found | None:
    """*Dat beloof ik*, *laat dat maar aan mij over*."""
    match = words.WORDS.search(clause.text) or words.WORDS.search(f" {clause.joined}{clause.text}")
    return Found(Cue.WORD, match.group().strip()) if match else None


_REPORTED = re.compile(
    r"^ (?P<front>.*?)(?P<said>zeg|zegt|zei|beloof|belooft|beloofde|bevestig|bevestigt|bevestigde"
    r"|meld|meldt|meldde|verzeker|verzekert|garandeer|garandeert|laat weten|laat u weten|liet weten"
    r"|liet me weten|laat me weten|vertelt|vertelde|gezegd|bevestigd|beloofd|doorgegeven|zeggen"
    r"|melden|bevestigen|verzekeren|vertellen|meedelen|meegeven|geruststellen) (?:\w+ ){0,3}?"
    r"dat (?P<who>ik|we|ze|zij|hij|er|het|(?:de|een|onze|mijn) \w+|[A-Z]\w+) (?P<rest>.*)$"
)


_OWING = re.compile(
    r"^ (?:\w+ ){0,2}?(?:nieuws|update|antwoord|bericht|reactie|terugkoppeling|uitsluitsel|uitleg"
    r"|bevestiging|meer|details) (?:\w+ ){0,4}?(?:van (?:mij|me|ons)|volgt|volgen|komt) "
)


def _owing(clause: Clause, _: str) -> Found | None:
    """*Meer nieuws van mij morgen*: no verb, and still a promise where it says when."""
    match = _OWING.search(clause.text)
    if match is None or words.TIME.search(clause.text) is None or _going_on(clause):
        return None
    if re.search(r" (?:was|kreeg|gekregen|gehad|kwam|als|of) ", clause.text):
        return None
    return Found(Cue.WORD, match.group().strip())


_VOWED = re.compile(
    r"^(?P<who> .*) (?:heeft|hebben) (?:\w+ ){0,2}?(?:beloofd|toegezegd) .* te \w+en "
)


def _reported(clause: Clause, earlier: str) -> Found | None:
    """*Sanne zei dat ze je morgen belt*, *ik kan u zeggen dat we het terugstorten*."""
    vowed = _VOWED.search(clause.text)
    if vowed and words.TIME.search(clause.text) and _team_leads(vowed["who"]):
        told = _theirs_leads(vowed["who"]) or re.search(r" (?:maar|gisteren) ", clause.after)
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
        bases = (word, *(word[len(one) :] for one in _PARTICLES if word.startswith(one)))
        if any(base in words.THIRDS | words.STEMS | words.PLURALS for base in bases):
            return word
    return None


def _bare(clause: Clause, _: str) -> Found | None:
    """*Kom erop terug!*, *bel je morgen*, *zal het doorgeven*: who does it goes without saying."""
    if clause.before.strip(" ,!.") and not clause.joined:
        return None
    if not clause.joined and (verb := _promised_bare(clause.text)):
        return Found(Cue.FUTURE, verb)
    match = _BARE.search(clause.text)
    if match and not re.search(r" (?:jij|zelf) ", clause.text):
        return Found(Cue.PRESENT, match.group().strip())
    auxiliary = _BARE_AUX.search(clause.text)
    if auxiliary and (verb := _infinitive(f" {auxiliary['rest']}")):
        return Found(Cue.FUTURE, verb)
    return None


_RULES: tuple[Callable[[Clause, str], Found | None], ...] = (
    _word, _future, _own, _coordinated, _team, _passive, _gets, _goes, _mended, _lies, _reported,
    _owing, _bare,
)  # fmt: skip
