"""What happened at Draadloos: invented customers, invented words, after stories that are true."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from bot.presentation.intent import Verb

ZONE = "Europe/Amsterdam"
FIRST_WEEK = date(2026, 2, 23)
"""A Monday: two quieter weeks, so that the digest has averages."""
MONDAY = date(2026, 3, 9)
"""The Monday of the week that the first digest is about."""
BEGINS = datetime(2026, 3, 16, 9, 0, tzinfo=ZoneInfo(ZONE))
"""When the visitor comes in."""


@dataclass(frozen=True, slots=True)
class Says:
    """A customer says something in public. `at` is a moment of the story, local time."""

    at: datetime
    customer: str
    text: str
    source: str = "facebook"
    language: str = "nl"


@dataclass(frozen=True, slots=True)
class Does:
    """A colleague does something about a customer's case.

    In `fields`, `@amy` stands for a colleague, and `#mia` for another customer's case. A digest
    is read under its week.
    """

    at: datetime
    who: str
    verb: Verb
    customer: str
    fields: Mapping[str, str | tuple[str, ...]] = field(default_factory=dict)


Step = Says | Does


@dataclass(frozen=True, slots=True)
class Coming:
    """A complaint that comes while the visitor watches."""

    customer: str
    text: str
    source: str
    language: str = "nl"


def _at(day: int, clock: str) -> datetime:
    """A moment: days since the digest's Monday, and the time on the wall."""
    on = MONDAY + timedelta(days=day)
    return datetime.combine(on, time.fromisoformat(clock), ZoneInfo(ZONE))


MON, TUE, WED, THU, FRI, SAT, SUN, TODAY = range(8)


def steps() -> Sequence[Step]:
    """Everything that happened before the visitor comes in, in order."""
    told = (
        *(*_quiet_weeks(), *_small(), *_THE_HUG, *_HETTY, *_MIA, *_EMPTY_HANDED, *_ALI),
        *(*_PROMISED, *_READ, *_OPEN),
    )
    return sorted(told, key=lambda step: step.at)


# --- the hug ------------------------------------------------------------------------------------

_THE_HUG: tuple[Step, ...] = (
    Says(
        _at(MON, "10:12"),
        "Jos Vermeer",
        "Drie keer dezelfde vraag gesteld in jullie chat, drie keer een ander antwoord. "
        "Op de site staat ‘onbeperkt’, in de banner eronder weer niet. Ik snap er niets meer van.",
    ),
    Does(_at(WED, "10:31"), "erik", Verb.CLAIM, "Jos Vermeer"),
    Does(_at(WED, "10:32"), "erik", Verb.REPLY, "Jos Vermeer"),
    Does(
        _at(WED, "11:05"),
        "erik",
        Verb.APOLOGISE,
        "Jos Vermeer",
        {"way": "phone", "words": "Gebeld en sorry gezegd: de banner klopt niet, hij had gelijk."},
    ),
    Does(
        _at(WED, "11:07"),
        "erik",
        Verb.PROMISE,
        "Jos Vermeer",
        {"words": "De verwarrende banners zijn overal weg.", "at": "2026-03-12T17:00"},
    ),
    Does(
        _at(WED, "11:08"),
        "erik",
        Verb.GOODWILL,
        "Jos Vermeer",
        {"amount": "10", "words": "500 MB extra deze maand"},
    ),
    Does(_at(WED, "11:10"), "erik", Verb.TELL_GOODWILL, "Jos Vermeer"),
    Does(
        _at(WED, "11:20"),
        "erik",
        Verb.PROMISE,
        "Jos Vermeer",
        {
            "words": "Een knuffel en koffie voor Nicole, die er flink van schrok.",
            "at": "2026-03-13T15:00",
            "to": "colleague",
        },
    ),
    Does(_at(WED, "11:30"), "lotte", Verb.HELP, "Jos Vermeer"),
    Does(
        _at(THU, "15:40"),
        "erik",
        Verb.KEEP,
        "Jos Vermeer",
        {"evidence": "Lotte heeft ze op alle vier de pagina’s vervangen."},
    ),
    Does(
        _at(FRI, "10:15"),
        "erik",
        Verb.KEEP,
        "Jos Vermeer",
        {"evidence": "Koffie gedronken, knuffel gegeven."},
    ),
    Does(
        _at(FRI, "10:20"),
        "erik",
        Verb.SOLVE,
        "Jos Vermeer",
        {
            "outcome": "happy",
            "helped": "Eén iemand met een naam, die zelf belde.",
            "widespread": "yes",
        },
    ),
    Says(_at(FRI, "12:02"), "Jos Vermeer", "Bedankt Erik!"),
)

# --- an open letter -----------------------------------------------------------------------------

_HETTY: tuple[Step, ...] = (
    Says(
        _at(FRI, "08:55"),
        "Hetty de Graaf",
        "Open brief aan de directeur klantbeleving van Draadloos. Een maand wachtte ik op een "
        "eerste antwoord. Er zou gebeld worden zodra mijn nummer was overgezet; niemand belde. "
        "Van de vier diensten werken er drie. Bestaat u eigenlijk wel? Ik geef het op.",
        "blog",
    ),
    Does(
        _at(FRI, "09:20"),
        "amy",
        Verb.RAISE,
        "Hetty de Graaf",
        {"reason": "Een open brief aan de directie."},
    ),
    Does(_at(FRI, "09:22"), "amy", Verb.RAISE, "Hetty de Graaf", {"reason": "Ze geeft het op."}),
    Does(
        _at(FRI, "09:24"),
        "amy",
        Verb.RAISE,
        "Hetty de Graaf",
        {"reason": "Wie van de directie antwoordt?"},
    ),
)

# --- billed twice -------------------------------------------------------------------------------

_MIA: tuple[Step, ...] = (
    Says(
        _at(TUE, "13:20"),
        "Mia Öztürk",
        "Alweer twee keer afgeschreven. Een jaar en een half al, en iedere maand begin ik opnieuw "
        "met uitleggen wat er mis is met mijn factuur.",
        "x",
    ),
    Does(_at(TUE, "13:41"), "yusuf", Verb.CLAIM, "Mia Öztürk"),
    Does(_at(TUE, "13:55"), "yusuf", Verb.REPLY, "Mia Öztürk"),
    Does(
        _at(TUE, "13:58"),
        "yusuf",
        Verb.PROMISE,
        "Mia Öztürk",
        {"words": "De creditnota staat woensdag op je rekening.", "at": "2026-03-11T17:00"},
    ),
    Does(
        _at(THU, "09:10"),
        "yusuf",
        Verb.BREAK,
        "Mia Öztürk",
        {"because": "other_department", "words": "De boeking bleef liggen bij de bank."},
    ),
    Says(_at(THU, "09:40"), "Mia Öztürk", "Donderdag, en nog steeds niets teruggestort.", "x"),
    Does(
        _at(THU, "09:52"),
        "yusuf",
        Verb.APOLOGISE,
        "Mia Öztürk",
        {"way": "phone", "words": "Gebeld: sorry, het had er gisteren moeten staan."},
    ),
    Does(
        _at(THU, "09:55"),
        "yusuf",
        Verb.GOODWILL,
        "Mia Öztürk",
        {"amount": "40", "words": "Een maand abonnement"},
    ),
    Does(_at(THU, "09:56"), "yusuf", Verb.TELL_GOODWILL, "Mia Öztürk"),
    Does(
        _at(THU, "10:00"),
        "yusuf",
        Verb.PROMISE,
        "Mia Öztürk",
        {"words": "Vandaag geboekt; ik bel je als het er staat.", "at": "2026-03-13T12:00"},
    ),
    Does(
        _at(FRI, "11:20"), "yusuf", Verb.KEEP, "Mia Öztürk", {"evidence": "Gebeld, het staat er."}
    ),
    Does(
        _at(FRI, "11:25"),
        "yusuf",
        Verb.SOLVE,
        "Mia Öztürk",
        {"outcome": "fine", "helped": "Bellen in plaats van mailen."},
    ),
)

# --- the engineer came with empty hands ---------------------------------------------------------

_EMPTY_HANDED: tuple[Step, ...] = (
    Says(
        _at(WED, "16:05"),
        "Bas Kuipers",
        "Monteur geweest, twee uur gemeten, en weer weg zonder iets te doen. Verkeerde doos bij "
        "zich. Dag vrij genomen voor niks.",
    ),
    Does(_at(WED, "16:20"), "joke", Verb.CLAIM, "Bas Kuipers"),
    Does(_at(WED, "16:24"), "joke", Verb.REPLY, "Bas Kuipers"),
    Does(
        _at(WED, "16:30"),
        "joke",
        Verb.PROMISE,
        "Bas Kuipers",
        {"words": "Vanavond nog staat er een team met de goede doos.", "at": "2026-03-11T20:00"},
    ),
    Does(_at(WED, "18:40"), "joke", Verb.MOVE, "Bas Kuipers", {"at": "2026-03-12T10:00"}),
    Does(
        _at(THU, "10:40"),
        "joke",
        Verb.KEEP,
        "Bas Kuipers",
        {"evidence": "Team was er om 9:30, alles werkt."},
    ),
    Does(_at(THU, "10:45"), "joke", Verb.SOLVE, "Bas Kuipers", {"outcome": "happy"}),
)

# --- one customer, two places -------------------------------------------------------------------

_ALI: tuple[Step, ...] = (
    Says(
        _at(SAT, "20:10"),
        "Ali Yilmaz",
        "Acht dagen zonder internet. Beloofd was vrijdag. En bellen kan niet, want alles loopt "
        "over dezelfde lijn.",
        "x",
    ),
    Says(
        _at(SUN, "11:00"),
        "A. Yilmaz",
        "Nog steeds geen internet. Wie belt mij, op een nummer dat het wél doet?",
        "klachtenkompas",
    ),
    Does(_at(SUN, "11:30"), "amy", Verb.CLAIM, "Ali Yilmaz"),
    Does(_at(SUN, "11:34"), "amy", Verb.REPLY, "Ali Yilmaz"),
    Does(_at(SUN, "11:40"), "amy", Verb.MERGE, "Ali Yilmaz", {"other": "#A. Yilmaz"}),
    Does(
        _at(SUN, "11:45"),
        "amy",
        Verb.PROMISE,
        "Ali Yilmaz",
        {
            "words": "Netwerk belt je maandag op het nummer van je buurvrouw.",
            "at": "2026-03-16T12:00",
        },
    ),
    Does(
        _at(SUN, "11:50"),
        "amy",
        Verb.HANDOVER,
        "Ali Yilmaz",
        {"colleague": "@ravi", "words": "Jij kunt in de wijkkast kijken. Tot jouw ja blijf ik."},
    ),
)

# --- promises of the smaller stories, and who read the digest before ----------------------------

_PROMISED: tuple[Step, ...] = (
    Does(
        _at(MON, "10:00"),
        "ravi",
        Verb.PROMISE,
        "Noor",
        {"words": "Voor zes uur heb je weer bereik.", "at": "2026-03-09T18:00"},
    ),
    Does(_at(MON, "11:10"), "ravi", Verb.KEEP, "Noor", {"evidence": "De mast doet het weer."}),
    Does(
        _at(MON, "15:20"),
        "yusuf",
        Verb.PROMISE,
        "Daan de Wit",
        {"words": "De boetes zijn er donderdag af.", "at": "2026-03-12T12:00"},
    ),
    Does(_at(MON, "15:40"), "yusuf", Verb.KEEP, "Daan de Wit", {"evidence": "Meteen geregeld."}),
    Does(
        _at(FRI, "10:50"),
        "joke",
        Verb.PROMISE,
        "Vera",
        {"words": "Ik zoek een eerdere monteur en bel je vrijdag.", "at": "2026-03-13T12:00"},
    ),
    Does(_at(FRI, "11:40"), "joke", Verb.KEEP, "Vera", {"evidence": "Maandagochtend gevonden."}),
    Does(
        _at(FRI, "09:20"),
        "tom",
        Verb.PROMISE,
        "Farida",
        {"words": "Ik bel je zodra één abonnement weg is.", "at": "2026-03-13T16:00"},
    ),
    Does(_at(FRI, "15:30"), "tom", Verb.MOVE, "Farida", {"at": "2026-03-17T12:00"}),
)

_READ: tuple[Step, ...] = tuple(
    Does(_at(MON, clock), who, Verb.READ_DIGEST, "2026-W10")
    for who, clock in (
        ("karin", "09:12"),
        ("dirk", "09:15"),
        ("fatima", "09:31"),
        ("sanne", "10:02"),
        ("marco", "13:10"),
    )
)

# --- what is open when the visitor comes in -----------------------------------------------------

_OPEN: tuple[Step, ...] = (
    # Waits for the customer.
    Says(
        _at(THU, "14:00"),
        "Farida",
        "Overgestapt, en nu heb ik twee abonnementen en één telefoon. Leg uit.",
    ),
    Does(_at(THU, "14:25"), "tom", Verb.CLAIM, "Farida"),
    Does(_at(THU, "14:31"), "tom", Verb.REPLY, "Farida"),
    Does(_at(FRI, "09:30"), "tom", Verb.WAIT, "Farida"),
    # Sensitive: trained webcare only.
    Says(
        _at(FRI, "15:10"),
        "Pieter Blom",
        "Mijn advocaat heeft u in gebreke gesteld wegens negen maanden storing in ons pand.",
        "google_reviews",
    ),
    Does(_at(FRI, "15:30"), "sanne", Verb.CLAIM, "Pieter Blom"),
    Does(_at(FRI, "15:41"), "sanne", Verb.REPLY, "Pieter Blom"),
    # Claimed, and words wait to be placed.
    Says(
        _at(SUN, "16:40"),
        "Ellen",
        "Waarom vraagt jullie app me elke dag opnieuw om in te loggen? Mijn moeder van 70 is er "
        "helemaal klaar mee.",
    ),
    Does(_at(TODAY, "08:40"), "lotte", Verb.CLAIM, "Ellen"),
    Does(
        _at(TODAY, "08:45"),
        "lotte",
        Verb.PLACE,
        "Ellen",
        {
            "words": "Dag Ellen, vervelend! Dit hoort niet. Ik zoek uit waarom de app je moeder "
            "vergeet en laat het je vandaag weten. Lotte van Online",
            "webcare": "@amy",
        },
    ),
    # Nobody has these yet.
    Says(
        _at(SUN, "21:15"),
        "Wim",
        "Drie brieven over een rekening van een adres waar ik al twee jaar niet meer woon. Wie "
        "haalt mij uit jullie systeem?",
        "klachtenkompas",
    ),
    Says(
        _at(TODAY, "08:20"),
        "Grace",
        "Moved house on Friday, still no broadband and nobody picks up the phone. Is anyone there?",
        "x",
        "en",
    ),
)

# --- the smaller ones ---------------------------------------------------------------------------

# Day, time, customer, source, words; who, minutes until the claim and until the reply; the end.
_Small = tuple[int, str, str, str, str, str, int, int, str]

_SMALL: tuple[_Small, ...] = (
    (MON, "09:20", "Noor", "x", "Geen bereik in de hele wijk, al sinds gisteren.",
     "ravi", 12, 20, "happy"),
    (MON, "11:45", "Sem", "facebook", "Winkel wist van niks, en online stond het toch echt.",
     "tom", 25, 31, "fine"),
    (MON, "14:10", "Daan de Wit", "x", "Incasso twee keer in één maand, en dan nog boetes ook.",
     "yusuf", 9, 40, "happy"),
    (MON, "19:30", "Lien", "facebook", "Wifi valt elke avond weg, precies als iedereen thuis is.",
     "amy", 6, 15, "happy"),
    (TUE, "09:05", "Koen", "google_reviews", "Uur in de wacht, toen werd de verbinding verbroken.",
     "nicole", 30, 38, "fine"),
    (TUE, "10:50", "Yara", "x", "Monteur zou tussen acht en twaalf komen. Het is nu één uur.",
     "joke", 14, 19, "unhappy"),
    (TUE, "16:15", "Rob Smit", "facebook", "Jullie website zegt ja, jullie chat zegt nee.",
     "lotte", 44, 70, "happy"),
    (WED, "09:40", "Tessa", "x", "Glasvezel ligt in de straat, maar ik mag niet bestellen?",
     "karin", 50, 62, "fine"),
    (WED, "13:05", "Omar", "facebook", "Factuur voor een telefoon die ik nooit heb gehad.",
     "fatima", 17, 29, "happy"),
    (WED, "20:20", "Jet", "x", "Storing, en op de statuspagina is alles groen.",
     "amy", 8, 11, "happy"),
    (THU, "08:50", "Hugo", "facebook", "Verhuizing zes weken vooruit doorgegeven. Toch afgesloten.",
     "ravi", 21, 34, "fine"),
    (THU, "11:15", "Sanjay", "x", "Cancelled in January, still billed in March. Third email.",
     "priya", 33, 45, "happy"),
    (THU, "15:30", "Maud", "google_reviews", "Nieuwe simkaart, geen activatie, geen antwoord.",
     "tom", 27, 41, "happy"),
    (FRI, "10:05", "Vera", "x", "Geen internet en de monteur is pas over twee weken vrij.",
     "joke", 16, 22, "nothing"),
    (FRI, "13:45", "Kees", "facebook", "Voor de derde keer mijn gegevens doorgegeven. Waarom?",
     "nicole", 19, 28, "happy"),
    (FRI, "16:40", "Inge", "x", "Bel ik over een storing, krijg ik een verkooppraatje.",
     "erik", 35, 42, "happy"),
    (SAT, "11:20", "Bo", "facebook", "De app zegt dat ik betaald heb, de brief zegt van niet.",
     "amy", 5, 14, "nothing"),
    (SAT, "15:05", "Fleur", "x", "Internet plat, net nu de hele familie er is.",
     "sanne", 10, 18, "gave_up"),
)  # fmt: skip

_NO_COMPLAINTS: tuple[tuple[int, str, str, str, str, str], ...] = (
    (TUE, "12:30", "Nina", "x", "Wat een fijne winkel in Zwolle, dankjewel!", "praise"),
    (WED, "17:50", "gratis_iphone", "x", "Win nu een nieuwe telefoon via deze link", "spam"),
    (THU, "19:10", "Ruud", "facebook", "Weet iemand of de bibliotheek open is?", "not_us"),
    (SAT, "12:00", "Eva", "x", "Op zoek naar een goedkope fiets in Utrecht.", "no_complaint"),
)

_QUIET: tuple[tuple[str, str, str], ...] = (
    ("Geen bereik op het station, al weken niet.", "ravi", "happy"),
    ("Dubbele factuur in de bus gekregen.", "yusuf", "fine"),
    ("Monteur niet op komen dagen.", "marco", "unhappy"),
    ("De app loopt vast bij het inloggen.", "lotte", "happy"),
    ("Wifi valt steeds weg op zolder.", "amy", "happy"),
    ("Rekening klopt niet met de offerte.", "fatima", "fine"),
)
_QUIET_NAMES = (
    *("Anouk", "Bram Hendriks", "Chantal", "Dewi", "Emre", "Femke V."),
    *("Gijs", "Halima", "Ivo Postma", "Janneke", "Khalid", "Loes de Boer"),
)
"""Who said so in the first of these weeks, and in the second."""


def _small() -> Iterator[Step]:
    """Complaints that went as they should: claimed, answered, solved, and asked back."""
    for day, clock, customer, source, text, who, claim, reply, end in _SMALL:
        yield from _simple(_at(day, clock), customer, source, text, who, claim, reply, end)
    for day, clock, customer, source, text, reason in _NO_COMPLAINTS:
        at = _at(day, clock)
        yield Says(at, customer, text, source)
        seen = at + timedelta(minutes=18)
        yield Does(seen, "amy", Verb.DISMISS, customer, {"reason": reason})


def _quiet_weeks() -> Iterator[Step]:
    """Two weeks before, so that there is something to compare with."""
    for week in range(2):
        for number, (text, who, end) in enumerate(_QUIET):
            on = FIRST_WEEK + timedelta(days=7 * week + number % 5)
            at = datetime.combine(on, time(9 + number, 10 * week + 5), ZoneInfo(ZONE))
            name = _QUIET_NAMES[week * len(_QUIET) + number]
            yield from _simple(at, name, "facebook", text, who, 12 + 3 * number, 25, end)


def _simple(  # one row of a table
    at: datetime,
    customer: str,
    source: str,
    text: str,
    who: str,
    claim: int,
    reply: int,
    end: str,
) -> Iterator[Step]:
    yield Says(at, customer, text, source, "en" if who == "priya" else "nl")
    yield Does(at + timedelta(minutes=claim), who, Verb.CLAIM, customer)
    yield Does(at + timedelta(minutes=claim + reply), who, Verb.REPLY, customer)
    solved = at + timedelta(minutes=claim + reply + 90)
    yield Does(solved, who, Verb.SOLVE, customer, {"outcome": end})


COMING: tuple[Coming, ...] = (
    # The first is for the channel that a visitor looks at.
    Coming(
        "Marieke V.",
        "De monteur belde aan bij de buren, stond twee minuten stil en reed weer weg. Ik was "
        "gewoon thuis.",
        "x",
    ),
    Coming(
        "Lotje",
        "Drie weken gewacht op een simkaart, en nu krijg ik een rekening voor twee. Wie kijkt "
        "hier even naar?",
        "facebook",
    ),
    Coming(
        "Callum",
        "Your app says my payment failed, my bank says it did not. Who do I believe?",
        "x",
        "en",
    ),
    Coming(
        "Henk-Jan",
        "Sinds de update geen bereik meer in huis. Buiten op het dak wel. Dat is geen oplossing.",
        "klachtenkompas",
    ),
    Coming(
        "Sophie",
        "Ik kreeg een mail met ‘uw klacht is afgehandeld’. Welke klacht? Er is niets gebeurd.",
        "facebook",
    ),
    Coming(
        "Thomas",
        "Ligt er nu wel of geen storing in Almere? De kaart zegt nee, mijn televisie zegt ja.",
        "x",
    ),
    Coming(
        "Amara",
        "Been passed on to five departments today. All I want is my old number back.",
        "google_reviews",
        "en",
    ),
    Coming(
        "Gerrit",
        "Opgezegd per brief, per mail en in de winkel. Vandaag weer een factuur.",
        "facebook",
    ),
)
"""They come again and again, from other people, as long as somebody watches."""
