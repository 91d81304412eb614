"""How a Dutch sentence is read before the rules see it."""

from __future__ import annotations

import re

from bot.domain.commitments import dutch_words as words
from bot.domain.commitments.plain import listed, plain

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

_HOURS = re.compile(r" (\d+)(?:u|h) ")


def read(sentence: str) -> str:
    """A Dutch sentence as these rules want it."""
    text = plain(sentence, _SHORT_FORMS, _SMALL).replace(" van zodra ", " zodra ")
    text = text.replace(" reken maar ", " reken er op ").replace(" voormiddag ", " ochtend ")
    text = text.replace(" namiddag ", " middag ")
    text = _HOURS.sub(r" \1 uur ", text.replace(" in het oog ", " in de gaten "))
    return re.sub(r" zo (?:snel|spoedig|gauw|vlug) (?:als )?mogelijk ", " zsm ", text)
