"""The words that the Dutch rules look for."""

from __future__ import annotations

import re

from bot.domain.commitments.plain import listed


def _pairs(text: str) -> tuple[str, ...]:
    return tuple(text.split())


_PAIRS = _pairs(
    """
    accepteer accepteren activeer activeren annuleer annuleren app appen bel bellen beantwoord
    beantwoorden bekijk bekijken benader benaderen bereken berekenen beoordeel beoordelen bericht
    berichten bespreek bespreken bestel bestellen betaal betalen betrek betrekken bevestig
    bevestigen bezorg bezorgen bied bieden blokkeer blokkeren boek boeken breng brengen check
    checken compenseer compenseren contacteer contacteren controleer controleren corrigeer
    corrigeren crediteer crediteren deel delen doe doen draai draaien draag dragen duik duiken
    escaleer escaleren fix fixen ga gaan geef geven haal halen handel handelen herstel herstellen
    herhaal herhalen heropen heropenen herzie herzien hou houden houd houden informeer informeren
    installeer installeren jaag jagen kaart kaarten kijk kijken klaar klaren kom komen koppel
    koppelen krab krabben laat laten leg leggen lever leveren licht lichten los lossen maak maken
    mail mailen maan manen meet meten meld melden monteer monteren neem nemen noteer noteren open
    openen overleg overleggen pak pakken parkeer parkeren pas passen pin pinnen plaats plaatsen
    plak plakken plan plannen post posten praat praten raadpleeg raadplegen rapporteer rapporteren
    regel regelen reken rekenen reserveer reserveren reset resetten restitueer restitueren rond
    ronden ruil ruilen ruim ruimen schakel schakelen scheld schelden schiet schieten schrijf
    schrijven schrap schrappen schuif schuiven spoor sporen spreek spreken spring springen start
    starten steek steken stel stellen stem stemmen storneer storneren stort storten stuur sturen
    streep strepen test testen tik tikken trek trekken update updaten upgrade upgraden vervang
    vervangen verleng verlengen vergoed vergoeden verhelp verhelpen verreken verrekenen verzend
    verzenden verzorg verzorgen verwerk verwerken verwijder verwijderen verplaats verplaatsen
    verzet verzetten vertel vertellen volg volgen voeg voegen voer voeren vraag vragen vul vullen
    wijzig wijzigen wis wissen wissel wisselen werk werken zend zenden zet zetten zie zien zoek
    zoeken zorg zorgen onderzoek onderzoeken ontkoppel ontkoppelen ontvang ontvangen
    bewaak bewaken bewaar bewaren activeer activeren attendeer attenderen whatsapp whatsappen sms
    sms'en forward forwarden push pushen claim claimen dien dienen kruis kruisen grijp grijpen
    hang hangen sluit sluiten trakteer trakteren verifieer verifieren vermeld vermelden print
    printen scan scannen tag taggen ping pingen rijd rijden rij rijden loop lopen ligt liggen
    verlaag verlagen verhoog verhogen verstuur versturen verstrek verstrekken betrap betrappen
    lees lezen graaf graven bundel bundelen repareer repareren reageer reageren scheur scheuren
    rectificeer rectificeren bemiddel bemiddelen sta staan wacht wachten wek wekken zwengel
    zwengelen hak hakken trommel trommelen reik reiken kies kiezen verbind verbinden
    ontgrendel ontgrendelen deblokkeer deblokkeren overhandig overhandigen leid leiden
    vergelijk vergelijken verdiep verdiepen bekort bekorten begeleid begeleiden beschrijf
    beschrijven bemoei bemoeien bezoek bezoeken kondig kondigen voorzie voorzien
    ververs verversen instrueer instrueren dwing dwingen dring dringen verhaal verhalen
    reconstrueer reconstrueren analyseer analyseren achterhaal achterhalen traceer traceren
    verwittig verwittigen passeer passeren depanneer depanneren onderteken ondertekenen
    doormeet doormeten behandel behandelen coordineer coordineren briefing briefen bewerk bewerken
    hersteld herstellen vereffen vereffenen regulariseer regulariseren annoteer annoteren
    inventariseer inventariseren heractiveer heractiveren herbekijk herbekijken herbereken
    herberekenen herboek herboeken herplan herplannen kopieer kopieren scherm schermen
    synchroniseer synchroniseren verstel verstellen voltooi voltooien verduidelijk verduidelijken
    zwaai zwaaien help helpen vind vinden
    neemt nemen schenk schenken gun gunnen verwissel verwisselen buig buigen wend wenden
    """
)
_STEMS = frozenset(_PAIRS[::2])
_PLURALS = frozenset(_PAIRS[1::2])


def _third(stem: str) -> str:
    """The form behind he and she."""
    special = {
        "ga": "gaat",
        "sta": "staat",
        "kom": "komt",
        "zie": "ziet",
        "doe": "doet",
        "ligt": "ligt",
    }
    return special.get(stem, stem if stem.endswith("t") else f"{stem}t")


STEMS = _STEMS - listed("ontvang ligt sta wacht zie klaar help vind hersteld briefing doormeet")
"""What a writer of ours does: behind *ik*."""
PLURALS = _PLURALS - listed("ontvangen staan wachten zien liggen klaren dragen helpen vinden")
"""Behind *we*, and behind more than one colleague; also the infinitives."""
THIRDS = frozenset(_third(stem) for stem in STEMS) | listed("stuurt haalt gaat")
"""Behind a colleague or a department."""
INFINITIVES = PLURALS | listed("zien ontvangen doen gaan terugbellen")

NO_DEEDS = listed(
    """
    ben heb kan moet wil zou mag denk begrijp snap vind geloof hoop wens weet zie lees hoor probeer
    schrik werk woon twijfel betreur waardeer vrees merk sta zit lig heet had was zag kreeg vroeg
    sprak las hoorde ging kwam deed gaf nam zocht bracht schreef hielp liet vond wist dacht stond
    keek hing trok bleef begreep kon wou wilde moest mocht zouden zelf ook niet nooit dus toch wel
    duim duimen wacht verwacht vermoed voel herken lijk schijn blijf bleef raad adviseer verzoek
    bedoel vertrouw
    gun kreeg krijg ontvang hoef durf besef meen verbaas schaam mis geniet hield houd-van zal ga
    help werd word sprak en of die dat als om met in op van aan er je u jou hier daar nu al nog even
    maar want juist helemaal echt snapte herinner reis vlieg slaap eet drink ken bedank dank
    feliciteer wenste twijfelde hoopte verlang spijt vergat vergeet verloor verlies koop kocht steun
    baal leef kamp worstel stel-voor was-al waren zijn hebben kunnen moeten willen mogen denken
    begrijpen snappen vinden geloven hopen wensen weten lezen horen proberen werken wonen
    betreuren waarderen vrezen merken zitten liggen heten hadden zagen kregen vroegen
    spraken lazen gingen kwamen deden gaven namen zochten brachten schreven hielpen lieten
    vonden wisten dachten stonden keken konden wilden moesten mochten wachten verwachten vermoeden
    voelen herkennen blijven bleven raden adviseren verzoeken bedoelen vertrouwen krijgen ontvangen
    hoeven danken bedanken feliciteren helpen werden worden streven staan kennen missen leven open
    sluiten verhuizen vieren lunchen vergaderen weigeren weiger wijs wijzen betwist betwisten
    vliegen vertrekken varen reizen rijden gebruiken hanteren bieden rekenen verkopen
    kopen vragen lunch lunchen stop stoppen begin beginnen vertrek pauzeer pauzeren raken raak
    koesteren koester groeien zullen
    """
)
"""Behind *ik* and *we* any present verb may stand but these."""

PRESENT_IN_TEN = listed(
    """
    storten houden melden laten zetten vergoeden antwoorden beantwoorden zenden verzenden bieden
    verbinden starten testen herstarten sluiten praten schatten verzetten schieten meten raden
    """
)
"""Plurals on -den and -ten that are not in the past."""

OURS = re.compile(
    r" (?:collega(?:'s|s)?|teams?|techniekers?|dispatching|dienst(?:en)?"
    r"|vertegenwoordigers?|\w+chef|overste|teamlead|keuken|helpdesk|depannage"
    r"|hersteldienst|afdeling(?:en)?|monteurs?|technicus|technici|leidinggevende"
    r"|manager"
    r"|teamleider|chef|planning|planners?|planner|magazijn|logistiek|financien|boekhouding"
    r"|administratie|facturatie|juridische zaken|juridisch|juristen|jurist|bezorgers?|bezorging"
    r"|chauffeurs?|bagage|tweede lijn|eerste lijn|netwerk|techniek|winkel|filiaal|webcare"
    r"|klantenservice|service|backoffice|back office|binnendienst|buitendienst|specialist(?:en)?"
    r"|experts?|iemand|supervisor|directie|directeur|baas|afhandeling|expeditie|werkplaats|lab|crew"
    r"|balie|gate|ict|it|ontwikkelaars?|inkoop|verkoop|sales|marketing|hr|communicatie|vestiging"
    r"|medewerkers?|mensen|adviseurs?|begeleider|coordinator|onderzoekers?|meetploeg|ploeg"
    r"|installateurs?|elektricien|loodgieter|dispatch|debiteuren|crediteuren|incasso|claims"
    r"|schade|kwaliteit|onderhoud|beveiliging|fraude|privacy|grondpersoneel|piloten|cabine"
    r"|retouren|piloot|gezagvoerder|purser|nachtploeg|stationschef|boekhouder|redactie"
    r"|woordvoerder|devs|inpak"
    r"|voorraad|depot|distributie|centrum|hoofdkantoor|kantoor|callcenter|social|digitaal|webteam"
    r"|accountmanager|onze \w+|ons (?:team|grondpersoneel|magazijn|lab|kantoor|\w+team"
    r"|\w+personeel)|personeel|\w+personeel|mijn (?:overste|collega|manager|chef|baas"
    r"|leidinggevende"
    r"|team\w*)"
    r"|\w+(?:afdeling|team|dienst|commissie|manager|monteurs?|desk|beheer|service|leider|ploeg"
    r"|specialist|planner|planning|kantoor|lijn|magazijn)|[A-Z][\w'-]+) "
)
THEIRS = re.compile(
    r" (?:meneer|mevrouw|dhr|mevr|mw|heer|klanten|klant|reizigers?|passagiers?|dame|man|vrouw|gast"
    r"|huurder|gezin|familie|ouders?|echtgenoot|echtgenote|partner|zoon|dochter|moeder|vader|broer"
    r"|zus|vriend|vriendin|buren|buurman|buurvrouw|verhuurder|advocaat|bank|douane|koerier"
    r"|vervoerder"
    r"|fedex|visa|mastercard|apple|google|museum|huisarts|bus|tram|bpost|telenet"
    r"|proximus|syndicus|dhl|ups|postnl|fedex|dpd|gls|politie"
    r"|verzekeraar|verzekering|luchthaven|schiphol|hotel"
    r"|fabrikant|leverancier|gemeente|overheid|toezichthouder|ombudsman|rechter|rechtbank|notaris"
    r"|makelaar|mantelzorger|arts|dokter|ziekenhuis|ambassade|hij|zij|ze|haar|hun|jij|u|je|jullie"
    r"|reisbureau|concurrent|andere partij|netbeheerder|paypal|klarna|tikkie) "
)

TIME = re.compile(
    r" (?:vandaag|vanmiddag|vanavond|vanochtend|vannacht|morgen\w*|overmorgen|maandag\w*|dinsdag\w*"
    r"|woensdag\w*|donderdag\w*|vrijdag\w*|zaterdag\w*|zondag\w*|ma|di|wo|vr|za|weekend|volgende"
    r" (?:week|maand|dag|werkdag)|komende \w+|aanstaande|deze (?:week|maand|middag|ochtend|avond"
    r"|dagen)|later"
    r"|straks|zo|zometeen|dadelijk|meteen|direct|gelijk|onmiddellijk|zsm|spoedig|binnenkort"
    r"|zo dadelijk"
    r"|(?:binnen|over|in) (?:de |een |het |circa |ongeveer |uiterlijk |hooguit |max )?(?:\d+|een"
    r"|twee|drie|vier|vijf|zes|zeven|acht|tien|paar"
    r"|half|halve|enkele|komende|loop|kwartier|uur|anderhalf|anderhalve|veertien|twintig|vijftien"
    r"|dertig)|(?:uiterlijk|voor|tegen|rond|om|vanaf|tot) (?:de |het )?"
    r"(?:\d[\d.:]*\w*|een|twee|drie|vier|vij[fv]\w*|zes\w*|zeven\w*|acht\w*|negen\w*|tien\w*|elf\w*"
    r"|twaalf|twaalven|half|kwart|einde|eind|ochtend|avond"
    r"|middag|weekend|lunch|middernacht|feestdagen|kerst|sluitingstijd|vandaag)|uiterlijk"
    r"|eind van|einde|eerstvolgende|zodra|vanaf"
    r"|nog (?:\d+|een|twee|drie|vier|vijf) (?:dagen|dag|uur|weken|week|nachtjes?)|\d+ (?:januari"
    r"|februari|maart|april|mei|juni|juli|augustus|september|oktober|november"
    r"|december)|eod|tegen het|begin (?:van|volgende)|na (?:de|het|mijn|dit|lunch)|aan het eind"
    r"|nog voor|tussen \d+ en \d+"
    r"|dezelfde dag|per omgaande|per direct|eerste ding|als eerste|week|de komende) ",
    re.IGNORECASE,
)

HEDGE = re.compile(
    r" (?:misschien|wellicht|mogelijk|mogelijkerwijs|waarschijnlijk|vermoedelijk|hopelijk|hoop"
    r"|hopen"
    r"|probeer|probeert|proberen|poog|trachten|tracht|zou|zouden|denk|denken|denkt|geloof|geloven"
    r"|verwacht|verwachten|vermoed|vermoeden|schijnt|schijnen|lijkt|(?:mijn|ons|hun|zijn|haar)"
    r" (?:uiterste |stinkende )?best|streef|streven|streeft|onder voorbehoud|zonder garantie"
    r"|(?<!in elk )kans|als het goed is|in principe|eventueel|liefst|(?:kijk|kijken|kijkt|zien"
    r"|bezien|bekijk|bekijken)"
    r" (?:\w+ ){0,3}?(?:of|wat|hoe)|als het (?:even )?(?:lukt|kan|mee\w*)|zo mogelijk"
    r"|indien mogelijk"
    r"|waar mogelijk|weet (?:\w+ )?niet|niet zeker|twijfel|volgens mij|naar verwachting"
    r"|verwachting|doorgaans"
    r"|zullen (?:we )?(?:vast|wel)|zal (?:vast|wel|het wel)|vast wel|met (?:een beetje|wat) geluk"
    r"|in theorie|vast|wie weet"
    r"|van plan|plan is|bedoeling|neig|overweeg|overwegen|zit te denken|wens|niks beloven"
    r"|niet beloven"
    r"|geen (?:garantie|belofte)|niet garanderen|ijs en weder\w*|durf|durven|behoort|hoort te"
    r"|dient|idealiter|wat mij betreft|naar mijn mening|mijns inziens|als het aan mij ligt"
    r"|als je het mij vraagt|verstandig\w*|afhankelijk|ligt eraan|inschatting|schat|schatten"
    r"|gerucht|zeggen ze|naar het schijnt|blijkbaar|kennelijk|beraad|zeker weten doe) ",
    re.IGNORECASE,
)
HEDGE_AFTER = re.compile(
    r" (?:,|;|-|\(|maar|al|hoewel) (?:\w+ ){0,2}?(?:hopelijk|als het goed is|hoop ik|denk ik"
    r"|geloof ik|denk"
    r" ik|vermoed ik|onder voorbehoud|zonder garantie|geen garanti\w*|beloof (?:niks|niets)"
    r"|kan (?:ik )?(?:niks|niets|het niet|nog niks|nog niets)"
    r"|misschien|waarschijnlijk|als het (?:even )?(?:lukt|kan|mee\w*)|zo mogelijk|indien mogelijk"
    r"|mits|volgens mij"
    r"|of niet|weet het niet|zeker is het niet|niet zeker|pin me|tenzij|beloven kan ik"
    r"|met een beetje geluk|wellicht|mogelijk|naar verwachting|durf) ",
    re.IGNORECASE,
)

POLICY = re.compile(
    r" (?:altijd|meestal|normaal|gewoonlijk|doorgaans|normaal gesproken|normaliter|standaard|nooit"
    r"|automatisch|vanzelf"
    r"|elke (?!keer dat|stap)|ieder(?:e)? |iedereen|alle (?:klanten|berichten|reizigers"
    r"|passagiers|bestellingen"
    r"|vragen|klachten|facturen|aanvragen|claims|tassen)|klanten|reizigers|passagiers|leden|gasten"
    r"|maandelijks|jaarlijks|dagelijks|wekelijks|op volgorde|beleid|per (?:persoon|jaar|maand"
    r"|keer|boeking)"
    r"|elk|(?:eerste|laatste|\d+e) (?:dag )?van (?:de|elke|iedere) maand|vaak|zelden|in de regel"
    r"|alleen (?:per|via|als|op|met|in)|uitsluitend|volgens de voorwaarden"
    r"|wettelijk|over het algemeen|in het algemeen|per \d+ januari|op werkdagen|op weekdagen"
    r"|bij (?:annulering|vertraging|schade|verlies|retour\w*|herhaling|storing\w*)"
    r"|na (?:annulering|ontvangst|betaling|afloop|de vlucht|vertrek)|besteld (?:voor|op)"
    r"|buiten kantooruren|van maandag|(?<=^ )wie|in de meeste gevallen|zoals gebruikelijk"
    r"|bij (?:een|elke) \w+) ",
    re.IGNORECASE,
)

TERMS = re.compile(
    r" (?:volgens|conform|krachtens|op grond van|op basis van) (?:de|onze|het|ons) (?:\w+ ){0,2}?"
    r"(?:voorwaarden|beleid|regels|reglement|richtlijnen|retourbeleid) "
)
"""What our terms say is a policy, however it goes on."""

CUSTOMERS_OWN = re.compile(
    r" jullie (?!een |het |de )(?:(?!een )\w+ ){0,5}?(?:aanbevelen|aanraden|aanprijzen) "
    r"| (?:blijven|iedereen|vrienden|kennissen|anderen|familie) (?:\w+ ){0,3}?"
    r"(?:aanbevelen|aanraden|aanprijzen) "
    r"| (?:mijn|ons) (?:abonnement|contract|lidmaatschap) (?:\w+ ){0,3}?"
    r"(?:op|opzeggen|stopzetten|beeindigen|annuleren) "
    r"| (?:stap|stappen|ga|gaan|zal|zullen) (?:\w+ ){0,3}?(?:over )?naar (?:een andere|de"
    r"|jullie) (?:aanbieder|concurrent|concurrentie|provider|leverancier|maatschappij|winkel)"
    r"(?: over| overstappen)? | klandizie "
)
"""What only a customer does: leave us, or praise us to others."""

CONDITION = re.compile(
    r" (?:(?:als|indien|wanneer|zodra|mits|mocht|mochten|tenzij|nadat|voordat|zolang|zo gauw"
    r"|moment dat)"
    r" (?:je|jij|u|jullie|de (?:klant|reiziger)|mevrouw|meneer|dhr|mevr"
    r"|(?:hij|zij|ze)(?! (?:\w+ )?(?:binnen|klaar|aankomt|er is|gearriveerd|hersteld"
    r"|terug is|op voorraad) ))"
    r"|(?:als|indien|mits|tenzij) (?:dat|dit|er(?! (?:\w+ )?(?:plek|plaats|ruimte"
    r"|nieuws|beweging|schot"
    r"|meer|duidelijkheid|antwoord|verandering|update|bekend|verandert) )"
    r"|iets(?! verandert| nieuws)|nodig|gewenst|daar|wenselijk|hier"
    r"|de (?:storing|fout)"
    r"|het (?:terug\w+|stuk\w*|kapot\w*|mis\w+|uitvalt|wegvalt|hapert|faalt|niet|weer"
    r"|nog|toch|kan|mag|wel|dan|nodig|uitkomt|zo|vaker|opnieuw|u|je|jou|jullie"
    r"|past|schikt|misgaat|mis|gebeurt|blijft|probleem))"
    r"|(?<=^ )eens (?:je|u)|mocht(?! (?:ik|we) )|mochten(?! we )|(?:(?<=^ )"
    r"|(?<=[,;.] ))(?:heb (?:je|jij)|heeft u|wil (?:je|jij|u)|wilt u)"
    r"|zeg (?:het )?maar|lukt (?:dat|het) niet|bij (?:een )?herhaling|met (?:je|jouw"
    r"|uw) (?:toestemming|akkoord|goedvinden)|(?<=^ )anders"
    r"|na ontvangst van (?:je|jouw|uw)|gaat het (?:weer|nog)|komt het (?:weer|nog)|gebeurt (?:het"
    r"|dit|dat) (?:weer|nog)|(?<=^ )liever|desgewenst|zolang|(?<=^ )voor (?:maar )?(?:een tientje"
    r"|\d+ euro|een klein bedrag)|op verzoek|op aanvraag) "
)
OWN_MAIN_CLAUSE = re.compile(
    r" (?:laat (?:het )?(?:me|mij|ons|dan|gerust|maar|weten|even)|bel (?:dan|gerust|ons|me|mij)"
    r"|mail (?:dan|gerust|ons|me)|neem (?:dan|gerust)|hoor (?:ik|we)|horen we"
    r"|stuur (?:dan|gerust|ons|me)|mag (?:je|u)|kun (?:je|u)|kunt u|staan we|sta ik|zeg het"
    r"|geef (?:het )?(?:dan|gerust|even|maar|door)|reageer|trek|aarzel|app (?:dan|gerust|me|ons)"
    r"|stel (?:ze|gerust|dan)|dm) "
)
ASKED_FOR = re.compile(
    r"^ (?:graag |dus |even |eerst |dan |ok |oke |prima |en |of |nou |hoi \w+ , "
    r"|goed , )*(?:geef(?! (?:me|mij|ons) (?:een|tot|even (?:tot|een)|nog|twee|tien|wat|de tijd))"
    r"|stuur|mail|bel|app|dm|zeg|vul|meld|kom|breng|neem"
    r"|check|deel|noem|reageer|antwoord|klik|ga|kies|probeer|upload|log|bevestig|schrijf|herstart"
    r"|laat (?!(?:dit|het|dat|hem|haar|die|alles|deze) (?:maar |dan |gerust )?(?:aan|bij|over)"
    r"|mij|me maar)"
    r"|pak|zoek|maak(?! (?:je|u|jullie) geen)|haal|lever|bezorg|scan|print|trek|zet|doe|houd|hou"
    r"|retourneer|kijk|geeft u|stuurt u|vult u|meldt u|mailt u|laat u|belt u|brengt u"
    r"|een (?:\w+ )?(?:seintje|woord|berichtje|bericht|telefoontje|mailtje|dm|appje|reactie"
    r"|belletje|klik|foto|knikje|teken|kik|gil)|(?:je|uw) (?:nummer|adres|gegevens|akkoord"
    r"|handtekening) (?:en|is)) "
)
QUESTION = re.compile(
    r"^ (?:(?:en|maar|dus|ok|oke|of|hoi|\w+ ,) )*(?:(?:wie|wat|wanneer|waar|hoe|waarom|welke?"
    r"|hoelang|hoeveel|wiens) (?:\w+ )??(?:gaat|gaan|ga|zal|zullen|is|zijn|doet|doen|doe|heeft"
    r"|hebben|heb|kan|kunnen|moet|moeten|belt|stuurt|betaalt|betalen|komt|neemt|pakt|regelt"
    r"|krijgt|staat|had|mag|wil|wordt|worden|was|spreken)"
    r"|(?:zal|zullen|kan|kunnen|mag|mogen|moet|moeten|wil|wilt|kun|kunt|zou|zouden) (?:ik|we|je"
    r"|jij|u|jullie|hij|zij|ze|er|iemand|de|het)"
    r"|(?:weet|weten|heeft|hebben|gaat|komt|belt|wordt|worden|krijgt|krijg|heb|ben|is|bel|ga|kom"
    r"|doe|stuur) (?:iemand|jij|jullie|u|je al|je nog|hij|er (?:nog )?iemand|er al|er nog)"
    r"|jij (?:\w+ ){1,6}, toch) "
)
TAG = re.compile(r" , (?:ok|oke|goed|prima|akkoord|is dat goed|he|deal|ja) \? $")
REQUEST = re.compile(
    r" (?:jij|vergeet niet|graag (?:even|voor|voor) (?:jij|je))|wil je |wilt u |kun je |kunt u "
)

COURTESY = re.compile(
    r" (?:graag (?:tegemoet|weer|voor)|(?:je|u|jullie) graag|(?:ons|onze|mijn) (?:excuses"
    r"|verontschuldigingen|welgemeende|oprechte|diepste)|excuses|voor (?:je|u|jullie) klaar"
    r"|serieus|ter harte"
    r"|gelijk|ervan uit|er vanuit|me zorgen|ons zorgen|kwalijk|toe dat|me voor|me aan bij"
    r"|afscheid|me af|mezelf af"
    r"|medeleven|(?:leef|leven) (?:\w+ )?mee|alle begrip|begrip|ons best|mijn best|dankbaar"
    r"|welkom|de tijd|namens|succes|sterkte|trots|vakantie|rekening mee|tot ziens|onze duim\w*"
    r"|duimen|blij|missen|missie|van (?:je|u|jullie) houden|het jammer|spijtig|jammer"
    r"|een goed gevoel|vast aan|ervan af|er van af|(?:laat|laten) (?:ik|we) (?:zo|staan|rusten"
    r"|zitten)|pauze|lunch|(?:laat|laten|houd|hou"
    r"|houden) (?:\w+ )?(?:het zo|het hierbij|het erbij|het daarbij)|ernaar uit|er naar uit"
    r"|uit naar|(?:doen we|doe ik) (?:het|dat) (?:graag )?voor|volgende keer"
    r"|doen we beter|goed voor je|goed voor u|plekje voor|plaatsje voor"
    r"|je lieve woorden|boos|stil van|groot gelijk) "
)
OF_EVERYBODY = listed(
    "u je jou jullie jouw uw hem haar hen hun dit dat deze die het er erop daarop ze alsnog"
    " opnieuw iemand langs erin eraf"
)
"""With one of these *we* speak about this case."""

PARTICIPLES = re.compile(
    r" (?:al|nog|dan|meteen|direct|zo|nu|alsnog|weer|volledig|opnieuw|er|hier|daar"
    r"|\w+)* ?(?P<verb>(?:op|terug|over|af|na|uit|door|weg|om|aan|in|recht|bij|ver|be|her|ont"
    r"|goed|gecom|ge|schoon|vrij|binnen|thuis|klaar|los|voor|mee|nagekeken|\w)\w*(?:d|t|en)) "
)
DONE = listed(
    """
    opgelost geregeld afgeleverd bezorgd teruggestort overgemaakt gecrediteerd hersteld gerepareerd
    vervangen opgehaald teruggebeld gebeld gemaild verstuurd verzonden gestuurd nagestuurd
    opgestuurd toegestuurd toegezonden
    opgespoord uitgezocht nagekeken nagezocht gecorrigeerd aangepast rechtgezet teruggedraaid
    verrekend terugbetaald uitbetaald uitgekeerd vergoed gecompenseerd kwijtgescholden geannuleerd
    geboekt omgeboekt overgeboekt bijgeschreven afgeschreven-niet verwijderd weggehaald
    geschrapt afgehandeld
    opgepakt doorgestuurd doorgegeven besproken onderzocht uitgevoerd gemaakt gefikst gerepareerd
    ingepland gepland-in geplaatst geleverd nageleverd thuisbezorgd gebracht teruggebracht
    geruild omgeruild
    geinstalleerd aangesloten doorgemeten gemeten gecontroleerd gecheckt nagelopen bijgewerkt
    toegevoegd aangevuld gewijzigd omgezet overgezet heropend verlengd vrijgegeven gedeblokkeerd
    geinformeerd ingelicht gecontacteerd benaderd beantwoord verstrekt uitgereikt nabetaald
    gestorneerd gerestitueerd verholpen gefixt opgeruimd afgerond gesloten-niet behandeld
    aangevraagd besteld bijbesteld nabesteld klaargezet klaargelegd teruggeplaatst overhandigd
    afgegeven
    ingeboekt verwerkt uitgekeken aangekaart gemeld teruggezet geactiveerd ontgrendeld gestort
    gefaxt bezocht weggenomen bevestigd uitgelegd
    gehaald gekeken geschrapt bekeken nagegaan doorgevoerd vereffend geregulariseerd voltooid
    opnieuw-bekeken herbekeken
    heropgestart herzien herberekend verwittigd bijgesteld gedepanneerd rechtgetrokken
    teruggehaald aangepakt geescaleerd gegeven genoteerd vastgelegd doorgezet geplakt gezet
    omgewisseld verlaagd gerectificeerd
    """
)
GOING_OUT = re.compile(
    r" (?:op de (?:post|bus|mail|trein|wagen|rit)|de deur uit|naar (?:je|u|jou|jullie|hem|haar"
    r"|de (?:planning|netwerk\w*|directie|monteur|werkplaats))"
    r"|(?:jouw|uw|je|zijn|haar|jullie) kant (?:op|uit)|(?:eraf|er af|eruit|er uit|van (?:je|uw|de"
    r"|zijn|haar) (?:volgende |eerstvolgende )?(?:rekening|factuur|nota))"
    r"|(?<= )mee(?= \.)|vandaag nog|vanavond nog|vanmiddag nog|mee (?:met|op)"
    r"|naar (?:onze|mijn) \w+"
    r"|in de bus|terug naar|met de (?:avond|middag|koerier|post)\w*|retour) "
)
AT_THEIRS = re.compile(
    r" (?:(?:bij|voor) (?:je|u|jou|jullie|hem|haar) (?:\w+ ){0,3}|bij (?:je|u|jou|jullie|hem|haar"
    r"|de klant)|in (?:je|jouw|uw|zijn|haar) (?:\w*bus|inbox|mail\w*|account|bezit|app|postvak)"
    r"|op (?:je|jouw|uw|zijn|haar|de|je bank|uw bank) ?(?:rekening|mat|stoep|deurmat|bankrekening"
    r"|pas|account|bestemming)"
    r"|klaar|binnen|geregeld|opgelost|gerepareerd|hersteld|voor elkaar|rond|in orde|op orde|thuis"
    r"|in huis|verholpen|gefikst|in de bus|op de mat|afgehandeld|teruggestort|werkend|weer actief"
    r"|in het systeem|van (?:je|uw) rekening|bijgewerkt|online|in de lucht|eraf|weg|van de baan"
    r"|verbonden|er een \w+|een (?:voorstel|antwoord|oplossing|besluit|plan)|aan de lijn"
    r"|voor (?:je|uw) neus|voor de deur|aan de deur|er (?:weer|terug|opnieuw) (?:in|op)) "
)
NEWS = re.compile(
    r" (?:bericht|antwoord|reactie|uitsluitsel|telefoontje|belletje|update|terug|geld|nieuwe?"
    r"|vervangende?|uitleg|terugkoppeling"
    r"|bedrag|terugbetaling|vergoeding|voucher|tegoed|creditnota|verslag|rapport|duidelijkheid"
    r"|compensatie|voorstel|brief|mail|label|koffer|pakket|het|papieren|overzicht|factuur|nota"
    r"|bevestiging|oplossing|code|ticket|iemand|monteur) "
)
WORDS = re.compile(
    r" (?:(?:ik|we) (?:beloof|beloven|garandeer|garanderen|verzeker|verzekeren)(?! (?:niks|niets"
    r"|geen))|(?:dat )?beloof ik|beloofd ! |beloofd \. |, beloofd|(?:erop|op) rekenen|(?:kunt|kun"
    r"|mag) (?:je |u )?(?:onze|ons|mijn|.{0,40} van (?:ons|mij|me)) .{0,40}?(?:verwachten"
    r"|tegemoet)|reken maar|reken er ?(?:maar )?op|reken (?:maar )?op (?:een|mijn|ons|onze|mij"
    r"|me)|laat (?:me|mij|ons) (?!weten)(?:\w+ ){1,5}?\w+(?:zoeken|vragen|gaan|kijken|checken"
    r"|lopen)|blijf(?:t|ven)? (?:\w+ ){0,5}?(?:volgen|in de gaten|monitoren|bewaken)"
    r"|(?:daar|hier) (?:zorg ik|zorgen we|maak ik werk van|ga ik achteraan|kom ik op terug"
    r"|komen we op terug)|(?:ik|we) zorg(?:en)? (?:ervoor|er voor|er|dat)|mijn woord|mijn belofte"
    r"|erewoord|handen in het vuur|(?:laat (?:dat|dit|het|hem|haar|die|alles"
    r"|deze) (?:\w+ )?(?:maar )?(?:aan (?:mij|ons) over|bij (?:mij|ons) liggen))"
    r"|zwart op wit|komt (?:helemaal )?(?:goed|voor elkaar|in orde|voor de bakker)|zeg ik (?:je"
    r"|u) toe|zeggen we (?:je|u) toe|(?:ik|we) zeg(?:gen)? (?:je|u|hem|haar) .{0,40}? toe"
    r"|je kunt op (?:me|mij|ons) rekenen|vertrouw er ?(?:maar )?op dat (?:ik|we)"
    r"|(?:ik|we) (?:zie|zien) er ?(?:\w+ )?op toe|zie ik op toe|zien we op toe) ",
    re.IGNORECASE,
)
NOW = re.compile(
    r" (?:nu|momenteel|op dit moment|nog steeds|al|bezig|ondertussen|inmiddels|net"
    r"|zojuist|al (?:dagen|weken|uren)|reeds|intussen|aan het) "
)

JOINTS = re.compile(
    r" (?:[,;:()]|-+|\u2013|\u2014|en(?! \d)|want|omdat|hoewel|terwijl|zodat|doordat|plus|aangezien"
    r"|(?:maar|dus)(?= (?:ik|we|je|jij|u|het|dat|die|de|een|hij|ze|er|dan|nu|vandaag|morgen|bel"
    r"|kan|kunnen|zal|daar|helaas|wel|geen|mijn|onze|dit|iemand|[A-Z])))(?= )"
)
EMBEDDED = re.compile(
    r" (?:waarom|hoe|wat|of|dat (?:ik|we|je|u|hij|ze|er|het|de)|die|wie|waar|wanneer|welke?"
    r"|waardoor|hoeveel|om) "
)
NEGATION = re.compile(
    r" (?:niet(?! later| alleen| langer dan| rekenen| in rekening| berekenen"
    r"| doorberekenen)|geen|nooit|niks|niets|nergens|niemand|evenmin|geenszins"
    r"|onmogelijk) "
)
SUBORDINATORS = listed(
    "dat als omdat of zodat wat die zodra wanneer terwijl voordat nadat waar hoe hoor waarom"
    " wie waarop"
    " waarmee waarvan totdat tot mits tenzij dan waarin waaraan sinds zoals toen indien"
)
ADVERBS = listed(
    "vandaag morgen straks dan daarna meteen direct ook zo nu nog alsnog vanmiddag vanavond"
    " dus zeker uiteraard natuurlijk zelf daarom daar hier morgenochtend morgenmiddag"
    " maandag dinsdag woensdag donderdag vrijdag zaterdag zondag overmorgen graag even eerst"
    " gelijk snel ondertussen vervolgens straks"
)

GENERIC = re.compile(
    r"(?<! je)(?<! jouw)(?<! uw)(?<! de)(?<! die)(?<! deze)(?<! beide)(?<! twee)(?<! haar)"
    r"(?<! zijn)(?<! onze)(?<! drie)(?<! hun)(?<! mijn)(?<! nieuwe)(?<! \d)"
    r" (?:terugbetalingen|klachten"
    r"|bestellingen|pakketten|facturen|berichten|vluchten|boekingen|retouren|koffers|tickets"
    r"|vouchers"
    r"|aanvragen|meldingen|verzoeken|claims|artikelen|toestellen|storingen|betalingen|tassen"
    r"|abonnementen"
    r"|contracten|(?:na|bij) (?:je|jouw|uw|een|de|elke) (?:aankoop|boeking|bestelling|betaling"
    r"|verhuizing|retour\w*|aanmelding|vlucht|reis|opzegging|annulering|wijziging)|(?:vanaf"
    r"|per) (?:\d+ )?(?:januari|februari|maart|april|mei|juni|juli|augustus|september|oktober"
    r"|november|december|volgend (?:jaar|seizoen))|reparaties|meters|meterstanden|producten"
    r"|stoelen|annuleringen|rekeningen|voorwerpen|brieven) ",
    re.IGNORECASE,
)
"""Many of a kind, none in particular: how things go."""
DEPARTMENT = re.compile(
    r" (?:(?:afdeling|team|dienst|desk|balie|collega's van|van|bij|de) (?:de |het )?"
    r"|onze (?:dienst )?)"
    r"(?:claims|klachten|retouren|facturen|boekingen|bestellingen|storingen|betalingen|reparaties"
    r"|terugbetalingen|abonnementen|contracten|meters|annuleringen|tickets|meldingen)(?= )"
)
"""The names of departments that are also names of many things."""

HANDED_IN = re.compile(
    r"^ (?:met|tegen|op vertoon van) (?:een |je |jouw |uw |de )?(?:\w+ )?(?:bon|bonnetje|kassabon"
    r"|kopie|foto|nummer|factuurnummer"
    r"|bewijs|aankoopbewijs|code|akkoord|paspoort) "
)
THEN = re.compile(r"^ (?:dan|in dat geval|zo ja) ")

MODAL = re.compile(
    r" (?:wil|willen|wilde|wilden|kan|kunnen|kon|konden|moet|moeten|moest|moesten|mag|mogen|hoeft"
    r"|hoef|hoeven|behoort|dient) "
)
"""May, can, must: nothing is said to be done. Where *ik* has a verb of its own they mean others."""

OFFERING = re.compile(
    r"(?:^ | [.?!] )(?:liever|hulp nodig|zin in|wil (?:je|jij|u)|wilt u|toch nog|nog vragen"
    r"|lukt het niet|heb je liever|heeft u liever"
    r"|zal ik|zullen we|vind je het|is het goed|past dat) [^?]*\? $"
)
"""A question that offers something: what follows it hangs on a yes."""
VERB_FIRST = re.compile(
    r"(?:^| [,.;] ) ?(?:gaat|komt|lukt|werkt|heeft|is|blijft|doet|valt|past|staat|zit|krijg|wil"
    r"|heb|ben|vind|bent|wordt|gebeurt|bevalt|mist|nog|toch|liever|kun|kunt|kan|zie|ziet|noem"
    r"|zeg) (?!ik |we )[^,]*$"
)
"""*Gaat de nieuwe ook stuk, dan ...*"""

ENCLOSED = re.compile(
    r" (?:bijlage|bijgaand|hierbij|bijgevoegd|hieronder|in deze (?:mail|brief|e-mail)) "
)
"""What the message itself does."""
