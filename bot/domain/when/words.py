"""The words that moments are said in, Dutch and English, without accents and capitals."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import lru_cache


def spread(names: str) -> list[str]:
    """The words in a line."""
    return names.split()


def _numbered(names: Iterable[str], start: int = 0) -> dict[str, int]:
    """`a|b c` gives a and b the first number, c the next."""
    return {name: number for number, same in enumerate(names, start) for name in same.split("|")}


# --- days and months --------------------------------------------------------------------------

DUTCH_WEEKDAYS = spread("maandag dinsdag woensdag donderdag vrijdag zaterdag zondag")
ENGLISH_WEEKDAYS = spread("monday tuesday wednesday thursday friday saturday sunday")
WEEKDAYS: Mapping[str, int] = {
    **_numbered(DUTCH_WEEKDAYS),
    **_numbered(ENGLISH_WEEKDAYS),
}
SHORT_WEEKDAYS: Mapping[str, int] = {
    **_numbered(spread("ma|maa di|din wo|woe do|don vr|vrij|vrijd za|zat zo|zon")),
    **_numbered(spread("mon tue|tues wed|weds thu|thur|thurs fri sat sun")),
}
WHO_IS_OFF = frozenset(spread("ik je u we wij hij zij ben bent is zijn heb hebt heeft hebben er"))
"""Before *vrij*: it is no Friday."""
CLEAR_WEEKDAYS: Mapping[str, int] = {
    name: SHORT_WEEKDAYS[name]
    for name in spread("vr vrijd wo di za mon tue tues wed weds thu thur thurs fri")
}
"""Short ones that are no other word."""
MONTHS: Mapping[str, int] = {
    **_numbered(
        spread(
            "januari|january|jan februari|february|feb maart|march|mrt|mar april|apr mei|may "
            "juni|june|jun juli|july|jul augustus|august|aug september|sept|sep "
            "oktober|october|okt|oct november|nov december|dec"
        ),
        1,
    ),
}
NEAR_DAYS: Mapping[str, int] = {
    **dict.fromkeys(spread("vandaag today hedend heden"), 0),
    **dict.fromkeys(spread("morgen tomorrow"), 1),
    "overmorgen": 2,
}

# --- parts of a day ---------------------------------------------------------------------------

MORNING, AFTERNOON, EVENING, NOON, END_OF_DAY = spread("morning afternoon evening noon end_of_day")
NIGHT, EITHER_NIGHT = spread("night either_night")
"""A night has hours and no end. *Maandagnacht* may be the one before Monday or the one after it."""
PARTS: Mapping[str, str] = {
    **dict.fromkeys(spread("ochtend morning voormiddag"), MORNING),
    **dict.fromkeys(spread("middag namiddag afternoon"), AFTERNOON),
    **dict.fromkeys(spread("avond evening night"), EVENING),
    "nacht": EITHER_NIGHT,
}
"""Parts that stand beside a day."""
POSSESSIVE_PARTS: Mapping[str, str] = {
    **dict.fromkeys(spread("ochtends morgens"), MORNING),
    **dict.fromkeys(spread("middags namiddags"), AFTERNOON),
    "avonds": EVENING,
    "nachts": NIGHT,
}
"""Behind 's: *'s middags*."""
PARTS_OF_TODAY: Mapping[str, str] = {
    **dict.fromkeys(spread("vanochtend vanmorgen"), MORNING),
    **dict.fromkeys(spread("vanmiddag vannamiddag"), AFTERNOON),
    **dict.fromkeys(spread("vanavond tonight"), EVENING),
}
_PARTS_IN_ONE_WORD = {
    "ochtend": MORNING,
    "voormiddag": MORNING,
    "middag": AFTERNOON,
    "namiddag": AFTERNOON,
    "avond": EVENING,
    "nacht": EITHER_NIGHT,
    "vroeg": MORNING,
}
DAYS_WITH_PART: Mapping[str, tuple[int, str]] = {
    f"{day}{name}": (count, part)
    for day, count in (("morgen", 1), ("overmorgen", 2))
    for name, part in _PARTS_IN_ONE_WORD.items()
}
"""*morgenmiddag*."""
WEEKDAYS_WITH_PART: Mapping[str, tuple[int, str]] = {
    f"{day}{name}": (number, part)
    for number, day in enumerate(DUTCH_WEEKDAYS)
    for name, part in (*_PARTS_IN_ONE_WORD.items(), ("morgen", MORNING))
}
"""*maandagochtend*."""

# --- numbers ----------------------------------------------------------------------------------

_DUTCH_SMALL = spread(
    "nul een twee drie vier vijf zes zeven acht negen tien elf twaalf dertien veertien "
    "vijftien zestien zeventien achttien negentien"
)
_ENGLISH_SMALL = spread(
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen "
    "fifteen sixteen seventeen eighteen nineteen"
)
ENGLISH_TENS: Mapping[str, int] = {
    name: 10 * number
    for number, name in enumerate(
        spread("twenty thirty forty fifty sixty seventy eighty ninety"), 2
    )
}
_DUTCH_TENS = {
    name: 10 * number
    for number, name in enumerate(
        spread("twintig dertig veertig vijftig zestig zeventig tachtig negentig"), 2
    )
}
DUTCH_NUMBERS: Mapping[str, int] = {
    **_numbered(_DUTCH_SMALL),
    **_DUTCH_TENS,
    **{
        f"{unit}en{ten}": number + tens
        for ten, tens in _DUTCH_TENS.items()
        for number, unit in enumerate(spread("een twee drie vier vijf zes zeven acht negen"), 1)
    },
}
ENGLISH_NUMBERS: Mapping[str, int] = {**_numbered(_ENGLISH_SMALL), **ENGLISH_TENS}
NUMBERS: Mapping[str, int] = {**DUTCH_NUMBERS, **ENGLISH_NUMBERS}
ONE = frozenset({"een", "a", "an", "one", "1"})
HOURS_BY_NAME: Mapping[str, int] = _numbered(
    spread("enen tweeen drieen vieren vijven zessen zevenen achten negenen tienen elven twaalven"),
    1,
)
"""*tegen vijven*."""
ORDINALS: Mapping[str, int] = {
    **_numbered(
        spread(
            "first|eerste second|tweede third|derde fourth|vierde fifth|vijfde sixth|zesde "
            "seventh|zevende eighth|achtste ninth|negende tenth|tiende eleventh|elfde "
            "twelfth|twaalfde thirteenth|dertiende fourteenth|veertiende fifteenth|vijftiende "
            "sixteenth|zestiende seventeenth|zeventiende eighteenth|achttiende "
            "nineteenth|negentiende twentieth|twintigste"
        ),
        1,
    ),
    **{f"{name}ste": number for name, number in DUTCH_NUMBERS.items() if 20 < number < 32},
    "thirtieth": 30,
}
ORDINAL_ENDS = frozenset({"e", "de", "ste", "st", "nd", "rd", "th"})
AND_A_HALF: Mapping[str, float] = {
    **dict.fromkeys(spread("anderhalf anderhalve"), 1.5),
    **{
        f"{name}enhal{end}": number + 0.5
        for number, name in enumerate(spread("twee drie vier vijf"), 2)
        for end in ("f", "ve")
    },
}

# --- amounts of time --------------------------------------------------------------------------

MINUTE, HOUR, DAY, WORKING_DAY, WEEK, MONTH = spread("minute hour day working_day week month")
UNITS: Mapping[str, str] = {
    **dict.fromkeys(spread("minuut minuten minuutje minuutjes min mins minute minutes m"), MINUTE),
    **dict.fromkeys(spread("uur uren uurtje uurtjes u hour hours hr hrs h"), HOUR),
    **dict.fromkeys(spread("dag dagen dagje day days etmaal etmalen"), DAY),
    **dict.fromkeys(
        spread("werkdag werkdagen werkdgn werkdagjes workday workdays weekday weekdays"),
        WORKING_DAY,
    ),
    **dict.fromkeys(spread("week weken weekje weekjes wk wks wkn weeks"), WEEK),
    **dict.fromkeys(spread("maand maanden maandje month months mnd"), MONTH),
}
QUARTERS = frozenset({"kwartier", "kwartiertje", "kwartieren"})
HALF_HOURS = frozenset({"halfuur", "halfuurtje"})
ENGLISH_UNITS = frozenset({"minutes", "minute", "hour", "hours", "day", "days", "weeks", "months"})
FORTNIGHT = frozenset({"fortnight"})
AFTER_A_NUMBER = frozenset({"u", "h", "uur", "hr", "hrs"})
"""What may stand between two numbers without a space: 15u30."""

# --- spelling ---------------------------------------------------------------------------------

TYPOS: Mapping[str, str] = {
    **dict.fromkeys(spread("vandag vndg vandaaag vndaag vanadag vandaga vandaagg"), "vandaag"),
    **dict.fromkeys(spread("morgn mrgn morgne mrogen mogren morgenn morge"), "morgen"),
    **dict.fromkeys(
        spread("overmorgn overmrogen overmorge overmogen ovemorgen ovrmorgen"), "overmorgen"
    ),
    **dict.fromkeys(
        spread(
            "tommorow tomorow tommorrow tomorro tomorrrow tomorrw tomorow tmrw tmw tmr tomo "
            "tmrow 2moro 2morrow tomorroww tomrrow tomrorow toomorrow tomorrwo"
        ),
        "tomorrow",
    ),
    **dict.fromkeys(spread("todya tody todday toady tday"), "today"),
    **dict.fromkeys(spread("tonite tonigt tonght tonigth 2nite tonihgt tongiht"), "tonight"),
    **dict.fromkeys(spread("vanavnd vanvond vanvaond vnavond vanaovnd vanavodn"), "vanavond"),
    **dict.fromkeys(spread("vanacht vannach vannahct vannnacht vannact"), "vannacht"),
    **dict.fromkeys(spread("vanmidag vanmiddg vanmidddag vanmiddga vanmidadg"), "vanmiddag"),
    **dict.fromkeys(spread("vanochted vanochend vanocthend vanochtned"), "vanochtend"),
    **dict.fromkeys(
        spread("wensday wendsday wensdays wednesay wenesday wednsday wednesdey"), "wednesday"
    ),
    **dict.fromkeys(spread("afternon afernoon aftrnoon afternooon afteroon"), "afternoon"),
    **dict.fromkeys(spread("mornign moring morining mornig"), "morning"),
    **dict.fromkeys(spread("evning evenign eveing"), "evening"),
    **dict.fromkeys(spread("volgend volgede volgnde vlgende vlgd volgene"), "volgende"),
    **dict.fromkeys(spread("uiterljk uiterlik uiterlijl uitelijk uitterlijk"), "uiterlijk"),
    **dict.fromkeys(spread("minuen minuetn minutne"), "minuten"),
    **dict.fromkeys(spread("werkdage werkdgen wekdagen werkagen"), "werkdagen"),
}
_NAMES = tuple(
    name
    for name in (
        *(*WEEKDAYS, *MONTHS, *WEEKDAYS_WITH_PART, *DAYS_WITH_PART, *PARTS_OF_TODAY),
        *("overmorgen", "tomorrow", "afternoon", "morning", "evening", "ochtend", "weekend"),
        *("volgende", "uiterlijk", "komende", "aanstaande", "werkdagen", "minuten", "minutes"),
        *("kwartier", "werkdag", "working"),
    )
    if len(name) >= 6
)
_SHORTEST_NEAR = 5
_NO_SLIP = frozenset(
    {
        *(f"{day}s" for day in (*DUTCH_WEEKDAYS, *ENGLISH_WEEKDAYS)),
        *("zonda", "octobers", "middag", "augusta", "decembers", "mornings", "evenings"),
        *("afternoons", "weekends", "workings", "worming", "wording", "mourning", "moaning"),
        *("evening's", "tomorrows", "minuter", "warning", "working", "werkdag", "werkdagen"),
        *("weekend", "walking", "volgend", "volgens", "volgenden", "komend", "komen"),
    }
)
"""Words that look like a slip and are none: *Mondays* are many."""


def _shorter(word: str) -> set[str]:
    return {word[:place] + word[place + 1 :] for place in range(1, len(word))}


def _near_names() -> dict[str, str]:
    found: dict[str, str] = {}
    for name in _NAMES:
        for part in (name, *_shorter(name)):
            found.setdefault(part, name)
    return found


_NEAR = _near_names()


@lru_cache(maxsize=4096)
def near_name(word: str) -> str | None:
    """The long name of a day or month from which a word differs by one slip; None: none.

    A slip is one letter too many, too few, another one, or two that changed places; the first
    letter is right.
    """
    if len(word) < _SHORTEST_NEAR or word in _NO_SLIP or word in _KNOWN:
        return None
    for part in (word, *_shorter(word)):
        name = _NEAR.get(part)
        if name is not None and _is_one_slip(word, name):
            return name
    return None


def _is_one_slip(word: str, name: str) -> bool:
    if word[0] != name[0] or abs(len(word) - len(name)) > 1:
        return False
    same = 0
    while same < min(len(word), len(name)) and word[same] == name[same]:
        same += 1
    ours, theirs = word[same:], name[same:]
    swapped = ours[:2] == theirs[1::-1] and ours[2:] == theirs[2:]
    return swapped or ours[1:] == theirs[1:] or ours[1:] == theirs or ours == theirs[1:]


_KNOWN = frozenset(
    {
        *(*WEEKDAYS, *SHORT_WEEKDAYS, *MONTHS, *NEAR_DAYS, *PARTS, *PARTS_OF_TODAY),
        *(*WEEKDAYS_WITH_PART, *DAYS_WITH_PART, *NUMBERS, *UNITS, *POSSESSIVE_PARTS),
    }
)

# --- little words -----------------------------------------------------------------------------

ABBREVIATED = frozenset(
    {
        *SHORT_WEEKDAYS,
        *("jan", "feb", "mrt", "apr", "jun", "jul", "aug", "sep", "sept", "okt", "oct", "nov"),
        *("dec", "uiterl", "ca", "evt", "max", "min", "jl", "vd", "vlgd", "approx", "nr", "no"),
    }
)
"""Words whose full stop ends no sentence."""
MONEY = frozenset({"\u20ac", "$", "\u00a3", "eur", "euro", "usd", "gbp", "nummer", "number", "nr"})
"""Before a number: it counts money, or names something."""
KNOWN_BY = ("nummer", "nr", "number", "kenmerk", "reference", "referentie", "ref", "dossier")
"""How words end that what follows is known by."""
COUNTED = frozenset(
    {
        *(
            "euro",
            "euros",
            "eur",
            "cent",
            "cents",
            "pound",
            "pounds",
            "dollar",
            "dollars",
            "\u20ac",
        ),
        *("kilo", "kilos", "kg", "gram", "km", "kilometer", "kilometers", "meter", "meters", "cm"),
        *("mm", "mb", "gb", "tb", "mbit", "kwh", "watt", "procent", "percent", "%", "graden"),
        *("degrees", "keer", "times", "x", "per", "personen", "people", "persons", "stuks"),
        *("klanten", "customers", "punten", "points", "jaar", "years", "year", "jaren", "liter"),
    }
)
"""Behind a number: it counts something else than time."""
LITTLE = frozenset(
    spread(
        "ik wij we je jij jou u uw ze zij hij er het de die dat dit dan en of maar want om op met "
        "bij voor van te aan in is zijn bel mail kom hoor krijg krijgt heb heeft hebben staat "
        "komt gaat wordt worden zal zullen even nog graag terug zodra als wanneer stipt precies "
        "exact sharp i i'll i'm i've we'll we're you you'll your he she it it'll they they'll the "
        "a an and or but so for to with about on at will can please when if once today tomorrow "
        "then is be because that this our us me my thanks bedankt groet groeten gr mvg"
    )
)
"""Words that may follow a bare hour: *om 3 bel ik*, *at 3 and email you*."""
ENGLISH_WORDS = frozenset(
    {
        *(*ENGLISH_WEEKDAYS, "today", "tomorrow", "end", "morning", "afternoon", "evening"),
        *(
            "noon",
            "week",
            "month",
            "cob",
            "eod",
            "mon",
            "tue",
            "tues",
            "wed",
            "thu",
            "thurs",
            "fri",
        ),
    }
)
"""Words before *of* that show it to be the English one."""
