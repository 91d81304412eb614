"""The grammar: patterns, and the piece of a moment that each one stands for."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace

from bot.domain.when import clocks, words
from bot.domain.when.amounts import AMOUNT, Amount
from bot.domain.when.clocks import CLOCK
from bot.domain.when.dates import DATE
from bot.domain.when.numbers import DAY_NUMBER, ORDINAL, WHOLE, YEAR
from bot.domain.when.patterns import Line, Pattern, Read, Slot, kind_at, pattern, text_at
from bot.domain.when.pieces import (
    MINUTES_AN_HOUR,
    Clock,
    EndOfMonth,
    Half,
    InDays,
    InNight,
    InNumberedWeek,
    InWeek,
    InWorkingDays,
    Needs,
    Of,
    OnDate,
    OnMonthDay,
    OnWeekday,
    Piece,
)
from bot.domain.when.tokens import Kind
from bot.domain.when.words import AFTERNOON, END_OF_DAY, MORNING, NIGHT, NOON

Make = Callable[..., Piece | None]
_MONDAY, _TUESDAY, _WEDNESDAY, _SUNDAY = 0, 1, 2, 6
_DECEMBER, _WEEKS, _A_WEEK = 12, 53, 7
_LAST_MINUTE = 23 * 60 + 59


def _listed(names: Mapping[str, object]) -> Slot:
    """A slot that reads one of these words as what it stands for."""

    def read(line: Line, at: int) -> Read | None:
        text = text_at(line, at)
        known = kind_at(line, at) is Kind.WORD and text in names
        return (names[text], at + 1) if known else None

    return Slot(read, frozenset(names))


def _hours(line: Line, at: int) -> Read | None:
    """9-12, before *uur*: the last of two hours."""
    first, dash, last = text_at(line, at).partition("-")
    fits = kind_at(line, at) is Kind.NUMBER and dash and first.isdecimal() and last.isdecimal()
    return (int(last), at + 1) if fits and int(last) <= 24 else None


_SHORT_WEEKDAY = _listed(words.SHORT_WEEKDAYS)


def _short(line: Line, at: int) -> Read | None:
    """A short weekday; whoever is *vrij* is off, and names no Friday."""
    is_off = text_at(line, at) == "vrij" and text_at(line, at - 1) in words.WHO_IS_OFF
    return None if is_off else _SHORT_WEEKDAY.read(line, at)


_SLOTS: Mapping[str, Slot] = {
    "near": _listed(words.NEAR_DAYS),
    "weekday": _listed(words.WEEKDAYS),
    "short": Slot(_short, _SHORT_WEEKDAY.heads),
    "clear": _listed(words.CLEAR_WEEKDAYS),
    "any_weekday": _listed({**words.WEEKDAYS, **words.SHORT_WEEKDAYS}),
    "month": _listed(words.MONTHS),
    "part": _listed(words.PARTS),
    "possessive": _listed(words.POSSESSIVE_PARTS),
    "today_part": _listed(words.PARTS_OF_TODAY),
    "day_part": _listed(words.DAYS_WITH_PART),
    "weekday_part": _listed(words.WEEKDAYS_WITH_PART),
    "hours": Slot(_hours, frozenset(), numbers=True),
    "day": DAY_NUMBER,
    "ordinal": ORDINAL,
    "year": YEAR,
    "whole": WHOLE,
    "date": DATE,
    "clock": CLOCK,
    "amount": AMOUNT,
}

# --- what a pattern stands for ----------------------------------------------------------------


def _near(count: int) -> Piece:
    return Piece((InDays(count),))


def _near_part(said: tuple[int, str]) -> Piece:
    return Piece((InDays(said[0]),), part=said[1])


def _today_part(part: str) -> Piece:
    return Piece((InDays(0),), part=part)


def _weekday(day: int) -> Piece:
    return Piece((OnWeekday(day),))


def _short_weekday(day: int) -> Piece:
    return Piece((OnWeekday(day),), needs=Needs.LEAD)


def _clear_weekday(day: int) -> Piece:
    return Piece((OnWeekday(day),))


def _next_weekday(day: int) -> Piece:
    return Piece((OnWeekday(day, named_next=True),))


def _weekday_after_next(day: int) -> Piece:
    return Piece((OnWeekday(day), InDays(_A_WEEK)))


def _from_weekday(amount: Amount, day: int) -> Piece | None:
    return None if amount.day is None else Piece((OnWeekday(day), amount.day))


def _from_day(amount: Amount, count: int) -> Piece | None:
    later = amount.day
    return Piece((InDays(count + later.count),)) if isinstance(later, InDays) else None


def _night_between(first: int, second: int) -> Piece:
    """*De nacht van maandag op dinsdag*; from Monday to Wednesday is no night."""
    if (first + 1) % _A_WEEK != second:
        return Piece(needs=Needs.NEVER)
    return Piece((InNight(OnWeekday(first)),), part=NIGHT)


def _night_between_dates(first: int, second: int, month: int) -> Piece:
    """*De nacht van 20 op 21 maart*; where a month ends, the form asks."""
    if second != first + 1:
        return Piece(needs=Needs.NEVER)
    return Piece((InNight(OnDate(first, month)),), part=NIGHT)


def _weekday_part(said: tuple[int, str]) -> Piece:
    return Piece((OnWeekday(said[0]),), part=said[1])


def _dated(day: int, month: int, year: int | None = None) -> Piece:
    return Piece((OnDate(day, month, year),))


def _dated_month_first(month: int, day: int, year: int | None = None) -> Piece:
    return _dated(day, month, year)


def _figures(said: tuple[OnDate, Needs]) -> Piece:
    return Piece((said[0],), needs=said[1])


def _month_day(day: int) -> Piece:
    return Piece((OnMonthDay(day),), needs=Needs.HOUR)


def _week(ahead: int, day: int | None = None) -> Make:
    week = InWeek(ahead) if day is None else InWeek(ahead, day)
    return lambda: Piece((week,))


def _numbered_week(number: int) -> Piece | None:
    return Piece((InNumberedWeek(number),)) if 1 <= number <= _WEEKS else None


def _month_end(ahead: int) -> Make:
    return lambda: Piece((EndOfMonth(ahead),))


def _named_month_end(month: int) -> Piece:
    return Piece((EndOfMonth(month=month),))


def _part(of: Of) -> Make:
    return lambda part: Piece(part=part, of=of)


def _next_part(part: str) -> Piece:
    """*In the morning* is tomorrow's; *in the afternoon* is today's, as long as there is one."""
    needs = Needs.BESIDE if part == NIGHT else Needs.NOTHING
    return Piece(part=part, of=Of.TOMORROW if part == MORNING else Of.NEXT, needs=needs)


def _begun_part(part: str) -> Piece:
    """*Begin van de middag*: nobody knows when it has begun."""
    return Piece(part=part, of=Of.NEXT, needs=Needs.BESIDE)


def _until_clock(said: clocks.Said) -> Piece:
    """*Tussen nu en 17 uur*; until *een uur* is an hour long, or ends at one."""
    is_one = said.clock == Clock(MINUTES_AN_HOUR)
    return Piece(clock=said.clock, needs=Needs.NEVER if is_one else Needs.NOTHING)


def _bare_part(part: str) -> Piece:
    return Piece(part=part, needs=Needs.DAY)


def _fixed(piece: Piece) -> Make:
    return lambda *_: piece


def _within(amount: Amount) -> Piece:
    if amount.exact is not None:
        return Piece(span=amount.exact)
    return Piece((amount.day,) if amount.day is not None else ())


def _over(amount: Amount) -> Piece | None:
    """Dutch *over* looks ahead; English *over 3 days* does not."""
    return None if amount.english else _within(amount)


def _bare_amount(amount: Amount) -> Piece:
    return replace(_within(amount), needs=Needs.ALONE)


def _clock(said: clocks.Said) -> Piece:
    return Piece(clock=said.clock, needs=said.needs)


def _later_clock(_: clocks.Said, last: clocks.Said) -> Piece:
    return Piece(clock=last.clock)


def _later_clock_of_day(_: clocks.Said, last: clocks.Said) -> Piece:
    return Piece(clock=last.clock, needs=Needs.DAY)


def _later_hour(last: int) -> Piece:
    return Piece(clock=Clock(last * 60), needs=Needs.LEAD)


# --- the patterns -----------------------------------------------------------------------------

_ABOUT = (
    "ongeveer|circa|ca|about|around|approximately|roughly|maximaal|max|hooguit|uiterlijk|zo'n|"
    "less|than|minder|dan|nu|now|en|and|de|het|the|next|komende|komend|eerstkomende|eerstvolgende|"
    "coming|under|at|most|nog|just|only|slechts|zeker|ruim"
)
_END = "end|eind|einde|eindje|ultimo of|van|vd|v.d?"
_NEXT = "next|volgende|komende|aankomende|aanstaande|following"
_WEEKEND = "weekend|weekeinde"
_LUNCHES = "lunch|lunchpauze|lunchtime|lunchtijd|middageten|middagpauze"
_LAST_DAY = (
    "the|de? last|laatste|allerlaatste working|business|work|werk? "
    "day|dag|werkdag|workday? of|van|in"
)
_OF_THE_MONTH = "of|van|vd|v.d|in the|de|this|deze|next|volgende? month|maand|week"

_TODAY = _fixed(Piece((InDays(0),)))
_DAYS_END = _fixed(Piece(part=END_OF_DAY, of=Of.TODAY))
_YEARS_END = _fixed(Piece((EndOfMonth(month=_DECEMBER),)))
_NEVER = _fixed(Piece(needs=Needs.NEVER))
_NIGHT = _fixed(Piece(part=NIGHT, of=Of.NEXT, needs=Needs.BESIDE))
_AFTER_LUNCH = _fixed(Piece(part=AFTERNOON, of=Of.NEXT, needs=Needs.BESIDE))
_COMING_NIGHT = _fixed(Piece((InNight(InDays(0)),), part=NIGHT))
_DURING_LUNCH = _fixed(Piece(part=NOON, of=Of.NEXT))
_LUNCH = _fixed(Piece(part=NOON, of=Of.NEXT, needs=Needs.LEAD))

_WRITTEN: tuple[tuple[str, Make], ...] = (
    # days
    ("<near>", _near),
    ("the? day after tomorrow", _fixed(Piece((InDays(2),)))),
    ("<day_part>", _near_part),
    ("<today_part>", _today_part),
    ("morgen|tomorrow vroeg|early", _fixed(Piece((InDays(1),), part=MORNING))),
    ("first thing", _fixed(Piece(part=MORNING, needs=Needs.DAY))),
    ("<weekday>", _weekday),
    ("<any_weekday> a.s|as|aanstaande|eerstkomende|eerstvolgende", _weekday),
    (
        "aanstaande|komende|aankomende|eerstkomende|eerstvolgende|coming|upcoming|this|deze|a.s "
        "<any_weekday>",
        _weekday,
    ),
    ("this|deze coming|komende|aankomende|aanstaande <any_weekday>", _weekday),
    ("next|volgende <any_weekday>", _next_weekday),
    ("<weekday> week", _weekday_after_next),
    ("<amount> from|on <any_weekday>", _from_weekday),
    ("<amount> from|vanaf <near>", _from_day),
    ("<any_weekday> -|to|through|tot|t <any_weekday>", _NEVER),
    ("<any_weekday> tot en met <any_weekday>", _NEVER),
    ("<any_weekday> t / m <any_weekday>", _NEVER),
    ("<clear>", _clear_weekday),
    ("<short>", _short_weekday),
    ("<weekday_part>", _weekday_part),
    # dates
    ("the|de? <day> of|van? <month> ,? <year>?", _dated),
    ("<month> the? <day> ,? <year>?", _dated_month_first),
    ("<date>", _figures),
    ("the|de <ordinal> ", _month_day),
    ("the|de <ordinal> of|van the|this|de|deze month|maand", _month_day),
    # weeks
    (f"{_NEXT} week|wk", _week(1)),
    ("this|deze|dees week|wk", _week(0)),
    ("van de week", _week(0)),
    (f"{_END} the|de|this|deze? week|wk", _week(0)),
    ("eow|e.o.w|weekeinde", _week(0)),
    (
        f"before|by|voor|voor't|vlak|tegen the|het|this|dit|komend|aankomend|coming? {_WEEKEND}",
        _week(0),
    ),
    ("ahead of the|this? weekend", _week(0)),
    ("in time for the|this? weekend", _week(0)),
    (f"between|tussen now|nu and|en the|het? {_WEEKEND}", _week(0)),
    (f"{_END} the|het|this|dit? {_WEEKEND}", _week(0, _SUNDAY)),
    (f"{_LAST_DAY} the|de|this|deze? week|wk", _week(0)),
    (f"{_LAST_DAY} {_NEXT} week|wk", _week(1)),
    (f"{_END} {_NEXT} week|wk", _week(1)),
    (f"begin|start|early|vroeg of|van|in? {_NEXT} week|wk", _week(1, _TUESDAY)),
    (f"mid|midden|halverwege|middle of|van|in|-? {_NEXT} week|wk", _week(1, _WEDNESDAY)),
    (f"this|dit|komend|aankomend {_WEEKEND}", _week(0, _SUNDAY)),
    (f"in|over|during the|het|dit|this {_WEEKEND}", _week(0, _SUNDAY)),
    (f"after|na the|het|dit|this {_WEEKEND}", _week(1, _MONDAY)),
    ("week|wk <whole>", _numbered_week),
    # months
    (f"{_END} the|de|this|deze? month|maand", _month_end(0)),
    ("eom|e.o.m|maandeinde", _month_end(0)),
    ("month|month's -? end", _month_end(0)),
    ("this|deze month|maand", _month_end(0)),
    (f"{_END}? {_NEXT} month|maand", _month_end(1)),
    (f"{_END} <month>", _named_month_end),
    (f"{_END} the|het|this|dit? year|jaar", _YEARS_END),
    (f"{_LAST_DAY} the|de|this|deze? month|maand", _month_end(0)),
    (f"{_LAST_DAY} {_NEXT} month|maand", _month_end(1)),
    (f"{_LAST_DAY} <month>", _named_month_end),
    (f"{_LAST_DAY} the|het|this|dit? year|jaar", _YEARS_END),
    # the last Friday of the month is not the next one; which it is, the form asks
    (f"the|de? last|laatste <any_weekday> {_OF_THE_MONTH}", _NEVER),
    (f"the|de? <day> <any_weekday> {_OF_THE_MONTH}", _NEVER),
    (
        f"the|de? <day> working|business|work|werk? day|dag|werkdag|workday {_OF_THE_MONTH}",
        _NEVER,
    ),
    ("the|de? last|laatste <any_weekday> of|van|in <month>", _NEVER),
    ("the|de? <day> <any_weekday> of|van|in <month>", _NEVER),
    # amounts
    (f"binnen|in|within|inside {_ABOUT}* <amount>", _within),
    (f"over {_ABOUT}* <amount>", _over),
    ("<amount> from|vanaf now|nu", _within),
    ("the|de|het next|komende|coming|eerstkomende <amount>", _within),
    (
        "the|de? next|volgende|eerstvolgende|following|first|eerste working|business|werk day|dag",
        _fixed(Piece((InWorkingDays(1),))),
    ),
    (
        "the|de? next|volgende|eerstvolgende|following|first|eerste werkdag|workday",
        _fixed(Piece((InWorkingDays(1),))),
    ),
    # nights: before the parts of a day, since an English *night* beside a day is its evening
    ("at|by night", _NIGHT),
    ("in|during|through|gedurende|tijdens the|de night|nacht", _NIGHT),
    ("in? the|de middle|dead|loop|course of|van the|de? night|nacht", _NIGHT),
    ("midden in de nacht", _NIGHT),
    ("in het holst van de nacht", _NIGHT),
    ("end|late|early|mid of|in the? night", _NIGHT),
    ("vannacht", _COMING_NIGHT),
    ("deze|dees nacht", _COMING_NIGHT),
    ("the|de? komende|aankomende|eerstkomende|aanstaande|coming night|nacht", _COMING_NIGHT),
    (
        "in? the|de? night|nacht of|van|from|between|tussen <any_weekday> op|to|and|en|on|into|- "
        "<any_weekday>",
        _night_between,
    ),
    (
        "in? the|de? night|nacht of|van|from|between <day> op|to|and|en|on|into|- <day> of? "
        "<month>",
        _night_between_dates,
    ),
    ("in? the|de? night|nacht of|van|from <day> <month> op|to|on|into <day> <month>", _NEVER),
    ("afgelopen|vorige|last night|nacht", _NEVER),
    # parts of a day
    ("this|deze|dees <part>", _today_part),
    ("in|during|gedurende the|de <part>", _next_part),
    ("'? s <possessive>", _next_part),
    (
        "end|eind|einde|eindje|late|later|laat|mid|halverwege -? of|op|van|vd|v.d|in? "
        "the|de|this? <part>",
        _part(Of.NEXT),
    ),
    (
        "early|begin|start|vroeg of|van|vd|v.d|in? the|de|this? <part>",
        _begun_part,
    ),
    ("in de|the loop|course van|of de|the|this <part>", _part(Of.NEXT)),
    ("in de|the loop|course van|of de|the dag|day", _TODAY),
    ("during the day", _TODAY),
    ("overdag", _TODAY),
    ("<part>", _bare_part),
    (
        "eod|cob|eob|eop|e.o.d|c.o.b|eindedag|werkdageinde",
        _DAYS_END,
    ),
    (
        "close|end|eind|einde|sluit of|van? business|play|werktijd|kantoortijd|kantooruren",
        _DAYS_END,
    ),
    (
        f"{_END} the|de|my|mijn|this|deze|onze|our? working|business|work|werk? "
        "day|dag|werkdag|workday",
        _DAYS_END,
    ),
    ("noon|midday", _fixed(Piece(part=NOON, of=Of.NEXT))),
    ("the|de? lunch|lunchtime|lunchtijd|lunchpauze", _LUNCH),
    ("lunch time|tijd|break", _LUNCH),
    ("voor de middag", _fixed(Piece(part=NOON, of=Of.NEXT))),
    ("tussen de middag", _fixed(Piece(part=NOON, of=Of.NEXT))),
    ("tijdens|during|in de|the|mijn|my? lunch|lunchtime|lunchtijd|lunchpauze", _DURING_LUNCH),
    (f"na|after de|het|the|mijn|my|onze|our? {_LUNCHES} break|time|pauze?", _AFTER_LUNCH),
    ("midnight|middernacht", _fixed(Piece(clock=Clock(_LAST_MINUTE, Half.ALL)))),
    # times of the clock
    ("<clock>", _clock),
    ("between|tussen <clock> and|en|- <clock>", _later_clock),
    ("between|tussen now|nu and|en|- <clock>", _until_clock),
    ("between|tussen now|nu and|en|- <amount>", _within),
    ("from|van <clock> to|tot|till|until|- <clock>", _later_clock_of_day),
    ("<clock> -|tot|to|a <clock>", _later_clock_of_day),
    ("om|at|rond|around|by|voor|before <clock> of|or <clock>", _NEVER),
    ("between|tussen? <hours> uur|u", _later_hour),
    # what is a time of the clock, is no amount
    ("<amount>", _bare_amount),
)


@dataclass(frozen=True, slots=True)
class Rule:
    """A pattern, and what makes a piece of the values of its slots."""

    pattern: Pattern
    make: Make


_RULES = tuple(Rule(pattern(written, _SLOTS), make) for written, make in _WRITTEN)


def _by_head() -> dict[str, tuple[Rule, ...]]:
    heads = {head for rule in _RULES for head in rule.pattern.heads}
    return {head: tuple(one for one in _RULES if head in one.pattern.heads) for head in heads}


_BY_HEAD = _by_head()
_OF_NUMBERS = tuple(one for one in _RULES if one.pattern.begins_with_numbers)


def pieces_of(line: Line) -> tuple[Piece, ...]:
    """The pieces of moments in a text, the longest first at each place, none over another."""
    found: list[Piece] = []
    at = 0
    while at < len(line):
        piece = max(_pieces_at(line, at), key=lambda one: one.last, default=None)
        if piece is not None:
            found.append(piece)
        at = at + 1 if piece is None else piece.last
    return tuple(found)


def _pieces_at(line: Line, at: int) -> Iterator[Piece]:
    token = line[at]
    rules = _OF_NUMBERS if token.kind is Kind.NUMBER else _BY_HEAD.get(token.text, ())
    for rule in rules:
        found = rule.pattern.match(line, at)
        piece = rule.make(*found[0]) if found is not None else None
        if found is not None and piece is not None:
            yield replace(piece, first=at, last=found[1])
