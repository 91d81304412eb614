"""What somebody typed to us, as what they mean by it: in Dutch or English, and forgiving."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from types import MappingProxyType

from bot.domain.working_time import IsoWeek, IsoWeekError
from bot.presentation.intent import Intent, Verb, is_number, opening
from bot.usecases.desk import LONGEST_WORDS

HOUSE = "house"
SAID = "said"
"""The field for days as they were written, which the form's opening reads."""
LONGEST_SEARCH = 100
"""Characters that are looked for: more does not fit on a button, and finds nothing more."""
_LONGEST_CODE = 40
_LONGEST_READ = 20_000
"""So much of what was typed is read at all; no chat lets anybody type more."""


@dataclass(frozen=True, slots=True)
class Command:
    """What is asked for, and the fields that came with it, by name."""

    intent: Intent
    fields: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))


_Read = Callable[[str], Command | None]
"""What a command makes of the text behind it; None: that is no text for this command."""


def read_command(text: str) -> Command:
    """What was typed after the bot's name, or to the bot in private. Never raises.

    What is no command is looked for: whoever types a customer's name means that customer.
    """
    plain = _plain(text[:_LONGEST_READ])
    words = [_bare(one) for one in plain.split(None, _MOST_WORDS)[:_MOST_WORDS]]
    for count in range(min(_MOST_WORDS, len(words)), 0, -1):
        read = COMMANDS.get(" ".join(words[:count]))
        found = read(_behind(plain, count)) if read is not None else None
        if found is not None:
            return found
    if not _bare(plain):
        return Command(Intent(Verb.SHOW_HELP, HOUSE))
    return _case(plain) if plain.startswith("#") else _search(plain)


# --- what was typed ---------------------------------------------------------------------------

_CHATS_LINK = re.compile(r"<((?:https?://|mailto:|tel:)[^\s|<>]+)(?:\|([^<>]*))?>", re.IGNORECASE)
"""A link as a chat writes it into a text: `<https://…|what stands there>`."""
_CHATS_NAME = re.compile(r"<[@#!][^\s|<>]*(?:\|([^<>]*))?>")
_ESCAPED = {"&lt;": "<", "&gt;": ">", "&amp;": "&"}
_LINK = re.compile(r"https?://\S+", re.IGNORECASE)
_QUOTES = "\"'`“”„‟«»\u2018\u2019\u201a\u201b\u2039\u203a"
_MARKS = f" \t{_QUOTES}.,;:!?()[]{{}}*_~/…·"
"""Around a word they mean nothing to us."""
_CALLED = re.compile(r"\s*(?:<@[^<>]*>|[/@]?knuffel\b)[\s,:!]*", re.IGNORECASE)
"""Whoever speaks to us may begin with our name."""


def _plain(text: str) -> str:
    """Without what a chat or a keyboard put into it: its own links, its escapes, odd characters."""
    called = _CALLED.match(text)
    said = text[called.end() :] if called is not None else text
    linked = _CHATS_NAME.sub(r"\1", _CHATS_LINK.sub(_linked, said))
    for escaped, meant in _ESCAPED.items():
        linked = linked.replace(escaped, meant)
    return "".join(one if one.isprintable() or one == "\n" else " " for one in linked).strip()


def _linked(link: re.Match[str]) -> str:
    target, label = link[1], link[2]
    return target if target.lower().startswith("http") else label or target.partition(":")[2]


def _bare(word: str) -> str:
    return word.strip(_MARKS).casefold()


def _behind(plain: str, count: int) -> str:
    """What follows the first words."""
    split = plain.split(None, count)
    return split[count].strip() if len(split) > count else ""


def _unquoted(text: str) -> str:
    """Without the quotation marks, colons and dashes that people put around what they mean."""
    return text.strip(f" \t\n{_QUOTES}:,\u2013\u2014-")


# --- what is meant ----------------------------------------------------------------------------


def _at_once(verb: Verb) -> _Read:
    return _plainly(Command(Intent(verb, HOUSE)))


def _form(verb: Verb) -> _Read:
    return _plainly(Command(opening(verb, HOUSE)))


def _plainly(command: Command) -> _Read:
    """A command that takes nothing: with other words behind it, it was not meant as one."""

    def read(rest: str) -> Command | None:
        return command if all(_bare(one) in _POLITE for one in rest.split(None, 9)) else None

    return read


_POLITE = frozenset(
    {
        *("", "please", "graag", "aub", "alsjeblieft", "svp", "me", "mij", "nu", "now", "even"),
        *("klanten", "klachten", "zaken", "cases", "customers", "complaints"),
    }
)


def _search(rest: str) -> Command:
    return Command(Intent(Verb.SHOW_SEARCH, HOUSE, argument=_searched(rest) or None))


def _searched(text: str) -> str:
    """What is looked for: one line, cut behind a word where there is one to cut behind."""
    line = " ".join(_unquoted(text).split())
    if len(line) <= LONGEST_SEARCH:
        return line
    cut = line[: LONGEST_SEARCH + 1].rpartition(" ")[0]
    return cut if len(cut) > LONGEST_SEARCH // 2 else line[:LONGEST_SEARCH]


def _case(rest: str) -> Command:
    number = _case_number(rest)
    return _search(rest) if number is None else Command(Intent(Verb.SHOW_CASE, f"case:{number}"))


def _call(rest: str) -> Command:
    """A call for help: on this case, or on one that is to be found first."""
    number = _case_number(rest)
    if number is not None:
        return Command(opening(Verb.BROADCAST, f"case:{number}"))
    return _search(rest) if _bare(rest) else Command(Intent(Verb.SHOW_WAITING, HOUSE))


_NUMBERED = re.compile(r"(?:(?:case|zaak|nummer|number|nr)\b\.?\s*)?#?\s*([0-9]+)", re.IGNORECASE)


def _case_number(text: str) -> int | None:
    found = _NUMBERED.fullmatch(text.strip(_MARKS))
    return int(found[1]) if found is not None and is_number(found[1]) else None


def _capture(rest: str) -> Command:
    """A complaint that was come across: its link and the words around it, apart."""
    link = _LINK.search(rest)
    words = _LINK.sub(" ", rest, count=1) if link is not None else rest
    typed = {
        "url": link[0].rstrip(f".,;:!?){_QUOTES}") if link is not None else "",
        "words": _unquoted(words)[:LONGEST_WORDS],
    }
    filled = {name: value for name, value in typed.items() if value}
    return Command(opening(Verb.CAPTURE, HOUSE), filled)


_WEEK = re.compile(r"(?:(\d{4})\s*-?\s*)?(?:w|wk|week)?\s*(\d{1,2})", re.IGNORECASE | re.ASCII)


def _digest(rest: str) -> Command | None:
    if not _bare(rest):
        return Command(Intent(Verb.SHOW_DIGEST, HOUSE))
    written = _WEEK.fullmatch(rest.strip(_MARKS))
    if written is None:
        return None
    try:
        week = IsoWeek(int(written[1] or _LONG_YEAR), int(written[2]))
    except IsoWeekError:
        return None
    named = str(week) if written[1] else f"W{week.week:02}"
    return Command(Intent(Verb.SHOW_DIGEST, f"digest:{named}"))


_LONG_YEAR = 2026
"""A year with 53 weeks: any week that there can be is one of its weeks."""


def _absence(rest: str) -> Command:
    """The form of an absence; which days were meant, is read where it is known what day it is."""
    said = rest[:LONGEST_SEARCH].strip()
    return Command(opening(Verb.SET_ABSENCE, HOUSE), {SAID: said} if said else {})


def _language(rest: str) -> Command | None:
    named = _bare(rest)
    if not named:
        return Command(opening(Verb.SET_LANGUAGE, HOUSE))
    chosen = _LANGUAGES.get(named)
    if chosen is None:
        return None
    return Command(opening(Verb.SET_LANGUAGE, HOUSE), {"language": chosen})


_LANGUAGES = {
    **dict.fromkeys(("nl", "nederlands", "dutch", "hollands"), "nl"),
    **dict.fromkeys(("en", "engels", "english"), "en"),
}


def _tie(rest: str) -> Command | None:
    """The code stands in a field: what is on an intent is remembered with the press."""
    if _LINK.search(rest):
        return None
    code = "".join(rest.split()).strip(_MARKS)[:_LONGEST_CODE]
    return Command(Intent(Verb.TIE, HOUSE), {"code": code}) if code else _TIE_FORM


_TIE_FORM = Command(opening(Verb.TIE, HOUSE))


_SPOKEN: Mapping[_Read, tuple[str, ...]] = {
    _at_once(Verb.SHOW_HELP): ("help", "hulp", "uitleg", "wat is dit", "what is this", "hoi", "hi"),
    _at_once(Verb.SHOW_PRACTICE): (
        *("oefenen", "oefen", "oefen een keer", "oefen één keer", "oefening", "proberen"),
        *("practice", "practise", "try", "try once", "try it", "try it once"),
    ),
    _at_once(Verb.SHOW_MINE): (
        *("mine", "mijn", "van mij", "my", "my cases", "mijn zaken", "mijn klanten"),
        *("my customers", "my list", "mijn lijst", "todo"),
    ),
    _at_once(Verb.SHOW_HOME): (
        *("home", "start", "begin", "overzicht", "overview", "mijn overzicht", "my overview"),
        *("settings", "instellingen", "my settings", "mijn instellingen", "profiel", "profile"),
    ),
    _at_once(Verb.SHOW_WAITING): (
        *("open", "wacht", "wachten", "wachtend", "wachtende", "waiting", "wie wacht"),
        *("wie wacht nog", "who waits", "who is waiting", "open cases", "open zaken"),
    ),
    _case: ("case", "zaak", "klant", "customer", "nr", "nummer"),
    _search: ("zoek", "zoeken", "zoek naar", "search", "search for", "find", "vind"),
    _capture: (
        *("capture", "meld", "melden", "melding", "klacht", "klacht melden", "meld klacht"),
        *("complaint", "report", "report a complaint"),
    ),
    _call: (
        *("call", "call for help", "call for help on", "call for help with", "help-call"),
        *("help call", "helpcall", "oproep", "oproep voor", "oproep doen", "hulpoproep"),
    ),
    _digest: (
        *("digest", "maandag", "maandagbericht", "monday", "monday report", "weekbericht"),
        *("weekly", "weekly report"),
    ),
    _absence: (
        *("absence", "absent", "away", "i am away", "i'm away", "out of office", "ooo"),
        *("off", "day off", "vacation", "holiday", "sick", "afwezig", "afwezigheid"),
        *("ik ben afwezig", "ik ben weg", "vrij", "ik ben vrij", "verlof", "vakantie", "ziek"),
    ),
    _language: ("language", "taal"),
    _form(Verb.SET_HOURS): (
        *("hours", "working hours", "my hours", "my working hours", "uren", "werktijd"),
        *("werktijden", "werkuren", "mijn werktijden", "mijn uren"),
    ),
    _form(Verb.SET_WILLING): (
        *("willing", "ask me", "ask me too", "quiet", "vraag mij", "mij ook vragen", "stil"),
    ),
    _tie: ("link", "koppel", "koppelen", "koppel code", "link code", "tie"),
    _at_once(Verb.MAKE_CODE): ("code", "maak code", "make code", "new code", "nieuwe code"),
    _at_once(Verb.SHOW_KEPT): (
        *("kept", "privacy", "gegevens", "mijn gegevens", "my data", "bewaard", "avg", "gdpr"),
        *("what is kept", "what is kept about me", "what do you keep", "wat bewaar je"),
        *("what do you keep about me", "what you keep about me", "wat bewaar je van mij"),
        *("wat je van mij bewaart", "wat bewaar je over mij", "wat weet je van mij"),
    ),
}
"""What people say for it, in small letters."""

COMMANDS: Mapping[str, _Read] = {
    phrase: read for read, phrases in _SPOKEN.items() for phrase in phrases
}
"""What every phrase at the beginning of a text means; the longest phrase goes first."""
_MOST_WORDS = max(len(phrase.split()) for phrase in COMMANDS)
