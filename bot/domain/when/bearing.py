"""What the words around a moment make of it: when it is due, when it was, or what happens then."""

from __future__ import annotations

import re
from dataclasses import dataclass

from bot.domain.when.joining import Moment
from bot.domain.when.patterns import Line, text_at
from bot.domain.when.pieces import InDays, InNight, OnDate, OnMonthDay, OnWeekday
from bot.domain.when.tokens import Token
from bot.domain.when.words import spread

_SENTENCE_ENDS = frozenset(".!?\n;")
_CLAUSE_ENDS = _SENTENCE_ENDS | frozenset(
    spread(", : en and maar but want because omdat of or dus so ( ) -")
)
_NEVER_BEFORE = frozenset(
    spread(
        "sinds since sedert vanaf from afgelopen vorige vorig last past previous elke elk iedere "
        "ieder every each alle gisteren yesterday tot till until t/m tm d.d dated "
        "goede goeden goed good fijne fijn prettige prettig mooie nice lovely great pleasant "
        "leuke gezellige gezellig happy wonderful enjoy"
    )
)
"""Right before a moment: it was, it begins, it comes back, or it is a greeting."""
_SKIPPED = frozenset(spread("de het the een a your je jullie u your this deze op on om at"))
_AFTER_DAYS = frozenset({"na", "after"})
_NEVER_BEHIND = frozenset(spread("geleden ago jl jongstleden j.l"))
_FROM_THE_FIRST = frozenset({"na", "after", "of", "vanaf", "following"})
_DUE = frozenset(spread("uiterlijk by before voor binnen within deadline latest ultimo later"))
_OURS = frozenset(
    spread(
        "ik wij we i i'll we'll i'm we're i'd we'd ik'll mij ons us me you'll zal zullen will "
        "krijgt ontvangt hoort krijg hoor ontvang belooft beloof beloofd promise belofte "
        "toegezegd mijn our my"
    )
)
_CONDITIONS = frozenset(
    spread("als if wanneer when zodra once unless tenzij mits indien whether though")
)
_YOURS = frozenset(
    spread(
        "kunt kun could please gelieve moet moeten must graag wilt wil would kan can vlucht "
        "flight vliegt vertrekt vertrek departs departure leaves verjaardag birthday geldig valid "
        "verloopt expires feest bruiloft wedding afloopt ends loopt besteld bestelde ordered "
        "order's open geopend opens opened bereikbaar"
    )
)
_PAST = frozenset(
    spread(
        "was were did didn't wasn't weren't had hadden hadn't werd werden kwam kwamen kreeg kregen "
        "belde belden mailde schreef stuurde stuurden came went wrote spoke sprak spraken "
        "zei zeiden told said got zou zouden supposed ging gingen stond deed zag hoorde saw heard "
        "didnt wasnt waren vroeg vroegen bought"
    )
)
"""They tell of what was."""
_DONE_IN_DUTCH = frozenset(
    spread(
        "gebeld gesproken ontvangen besteld gemaild gekregen gestuurd verstuurd verzonden gekocht "
        "geplaatst geweest gekomen gemeld geschreven gevraagd aangevraagd ingediend geprobeerd "
        "gehad gezien gelezen teruggebeld doorgegeven opgestuurd betaald geopend gesloten gezegd"
    )
)
_HAVING = frozenset(spread("heb hebt heeft hebben ben bent is zijn"))
"""With one of those they tell of what was: *heeft gebeld*; *wordt verstuurd* does not."""
_DONE_IN_ENGLISH = frozenset(
    spread(
        "called arrived received sent ordered placed booked emailed tried contacted reported "
        "shipped paid asked phoned rang mentioned"
    )
)
_AHEAD = frozenset(
    spread(
        "will be is are get gets getting going wordt worden word zal zullen gaat gaan krijgt to "
        "i'll we'll you'll it'll they'll he'll she'll can kan"
    )
)
"""With one of these they do not: *will be sent*."""
_THANKS = frozenset(
    spread(
        "thank thanks bedankt dank dankjewel dankuwel how hoe waarmee sorry apologies apologise "
        "apologize excuses"
    )
)
_OPEN = frozenset(
    spread(
        "open geopend opens opent gesloten closed openingstijden openingstijd openingsuren hours "
        "bereikbaar available beschikbaar"
    )
)
_AWAY = re.compile(
    r"\b(?:i'm|im|i am|we're|we are|i'll be|we'll be|i will be|we will be) "
    r"(?:(?:out|off|away|absent)(?= on | all |$)|on leave|on holiday)"
    r"|\b(?:ben ik|ik ben|zijn wij|zijn we|wij zijn|we zijn|heb ik|ik heb|hebben we|we hebben) "
    r"(?:(?:dan|helaas|zelf|dus|op|met) )*"
    r"(?:vrij|afwezig|weg|ziek|er niet|geen tijd|vakantie|verlof|gesloten|dicht)$"
    # *of* is the Dutch *or*, too, and ends what is read: *out of the office on Friday*
    r"|^(?:the )?office(?: on| all)?$"
    r"|\bniet op kantoor\b|\b(?:ik zal|zal ik) er niet zijn$"
)
"""Whoever speaks is not there."""
_MUST = frozenset(spread("must moet moeten dient dienen"))
_YOU = frozenset(spread("you u je jij jullie"))
_I = frozenset(spread("i we i'll we'll ik wij"))
_NOT = frozenset({"niet", "not", "never", "nooit", "geen", "don't", "won't", "cannot", "can't"})
_LATER_THAN = frozenset({"later", "than", "dan", "verder"})
_EARLIEST = frozenset({"vroegst", "earliest"})
_REACH, _CLAUSE = 3, 40


@dataclass(frozen=True, slots=True)
class Bearing:
    """How well a moment fits a promise; more is better."""

    fits: int
    looks_back: bool = False
    """The words around it tell of what was: if it can have been, it is no promise."""


def bearing_of(line: Line, moment: Moment) -> Bearing | None:
    """How well a moment fits; None where it is surely none that a promise is due at."""
    before = _before(line, moment.first)
    if _is_out(line, moment, before):
        return None
    clause = _clause(line, moment)
    said = {one.text for one in clause}
    if _is_open_then(clause, said, moment) or _is_theirs(said) or _is_away(line, clause, moment):
        return None
    looks_back = _may_be_past(moment) and _tells_of_past(said, before)
    fits = 2 * bool(_DUE & set(before)) + 2 * bool(said & _OURS)
    fits -= 2 * bool(said & _CONDITIONS) + 2 * bool(said & _YOURS) + 3 * looks_back
    return Bearing(fits, looks_back)


def _is_open_then(clause: tuple[Token, ...], said: set[str], moment: Moment) -> bool:
    """*Zaterdag open 10:00-14:00*: hours at which somebody is there."""
    timed = moment.clock is not None or any(":" in one.text for one in clause if one.text != ":")
    return bool(said & _OPEN) and timed


def _is_theirs(said: set[str]) -> bool:
    """*U moet uw claim binnen 24 uur melden*: it is the customer who has so long."""
    return bool(said & _MUST) and bool(said & _YOU) and not said & _I


def _is_away(line: Line, clause: tuple[Token, ...], moment: Moment) -> bool:
    """*This week I'm out*: whoever speaks does nothing then."""
    own = {token for piece in moment.pieces for token in line[piece.first : piece.last]}
    return _AWAY.search(" ".join(one.text for one in clause if one not in own)) is not None


def _is_out(line: Line, moment: Moment, before: list[str]) -> bool:
    near = next((text for text in before if text not in _SKIPPED), "")
    if text_at(line, moment.first - 1) in _NEVER_BEFORE or near in _NEVER_BEFORE:
        return True
    if text_at(line, moment.last) in _NEVER_BEHIND or _EARLIEST & set(before):
        return True
    if near in _AFTER_DAYS:
        return True
    if _is_belonging(line, moment) or _runs_from(line, moment):
        return True
    return _is_denied(before)


def _tells_of_past(said: set[str], before: list[str]) -> bool:
    """Whether the words around tell of what was done, and not of what is meant for then."""
    if {"voor", "for", "uiterlijk", "by"} & set(before[:2]):
        return False
    if said & _THANKS and {"today", "vandaag", "tonight", "vanavond"} & said:
        return True
    if said & _DONE_IN_DUTCH and said & _HAVING and not said & {"wordt", "worden", "zal", "zullen"}:
        return True
    return bool(said & _PAST) or (bool(said & _DONE_IN_ENGLISH) and not said & _AHEAD)


def _is_denied(before: list[str]) -> bool:
    """*Niet vandaag*, *not before Friday*; but *no later than Friday* is a promise."""
    return any(text in _NOT for text in before[:2]) and not _LATER_THAN & set(before)


def _is_belonging(line: Line, moment: Moment) -> bool:
    """*De vlucht van vrijdag*, *your mail of 3 March*: what something is named after."""
    word = text_at(line, moment.first - 1)
    named = word in ("van", "of") and moment.span is None
    return named and text_at(line, moment.first - 2) not in _ENDS


_ENDS = frozenset(
    spread("eind einde end loop course ochtend middag avond morning afternoon evening")
)


def _runs_from(line: Line, moment: Moment) -> bool:
    """*Binnen 14 dagen na aankoop*: nobody knows from when."""
    word, then = text_at(line, moment.last), text_at(line, moment.last + 1)
    counted = moment.span is not None or any(isinstance(one, InDays) for one in moment.days)
    is_span = counted and moment.pieces[-1].last - moment.pieces[-1].first > 1
    return is_span and word in _FROM_THE_FIRST and then not in ("now", "nu", "today", "vandaag")


def _may_be_past(moment: Moment) -> bool:
    """Whether it could be a day that was, said of what was done: *maandag*, *today*, *3 maart*."""
    return any(
        isinstance(one, OnWeekday | OnDate | OnMonthDay | InNight) or one == InDays(0)
        for one in moment.days
    )


def _before(line: Line, first: int) -> list[str]:
    """Up to four words before, the nearest first, within the sentence."""
    found: list[str] = []
    for token in reversed(line[max(first - _REACH - 1, 0) : first]):
        if token.text in _SENTENCE_ENDS or token.text == ",":
            break
        found.append(token.text)
    return found


def _clause(line: Line, moment: Moment) -> tuple[Token, ...]:
    """The words between the commas around a moment, as far as anybody reads back for it."""
    start, end = moment.first, moment.last
    earliest, latest = max(start - _CLAUSE, 0), min(end + _CLAUSE, len(line))
    while start > earliest and line[start - 1].text not in _CLAUSE_ENDS:
        start -= 1
    while end < latest and line[end].text not in _CLAUSE_ENDS:
        end += 1
    return line[start:end]
