"""The pieces of one moment, put together: *morgen*, *om*, *10 uur*."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import timedelta

from bot.domain.when.patterns import Line, text_at
from bot.domain.when.pieces import (
    Clock,
    Day,
    InDays,
    InNumberedWeek,
    InWeek,
    Needs,
    Of,
    OnDate,
    OnMonthDay,
    OnWeekday,
    Piece,
)
from bot.domain.when.tokens import Kind
from bot.domain.when.words import COUNTED, ENGLISH_WORDS, LITTLE, spread

_JOINTS = frozenset(
    spread(
        "op on om at in de het the voor before by uiterlijk latest van of vd rond around tegen "
        "about ergens sometime some time nog dus precies stipt exact sharp rondom circa ca no not "
        "niet later dan than point alvast already graag please already ruim well vlak ergens "
        "tijdens as from starting zo ongeveer en and , ( ) - : / ' s vroeg early late laat "
        "het liefst preferably anywhere"
    )
) - {"en", "and", "not", "niet"}
_MOST_BETWEEN = 5
_LEADS = frozenset(
    spread(
        "om at op on by before voor voor rond rondom around tegen towards toward uiterlijk latest "
        "about circa ca ongeveer precies exact exactly stipt tussen between until than dan "
        "na after later per"
    )
)
_FILLERS = (
    _LEADS
    | _JOINTS
    | frozenset(
        spread(
            "nog graag please aub svp ok oke ja yes ergens sometime even afgesproken zeker by max "
            "maximaal binnen in within over beloofd promised wordt will be done klaar ready ik bel "
            "i'll call mail deadline due ongeveer about komt is en and then dan anders or maar but"
        )
    )
)
_BREAKS = frozenset(
    spread(
        ". ! ? ; \n en and maar but want because omdat of or dus so daarna then vervolgens "
        "anders otherwise zodat while terwijl"
    )
)
_EITHER = frozenset({"of", "or", "dan", "wel", "anders", "else"})
_MOST_DAYS = 3
_VAGUE = frozenset({Needs.DAY, Needs.BESIDE})
"""What they need is said by another piece, or nothing was said."""


@dataclass(frozen=True, slots=True)
class Moment:
    """One moment as it was said, from the token `first` to `last` (not included)."""

    pieces: tuple[Piece, ...]

    @property
    def first(self) -> int:
        """The token it begins with."""
        return self.pieces[0].first

    @property
    def last(self) -> int:
        """The token behind it."""
        return self.pieces[-1].last

    @property
    def days(self) -> tuple[Day, ...]:
        """What is said of the day."""
        return tuple(day for piece in self.pieces for day in piece.days)

    @property
    def clock(self) -> Clock | None:
        """The time of the clock."""
        return next((one.clock for one in self.pieces if one.clock is not None), None)

    @property
    def part(self) -> str | None:
        """The part of the day."""
        return next((one.part for one in self.pieces if one.part is not None), None)

    @property
    def of(self) -> Of | None:
        """Which day the part belongs to."""
        return next((one.of for one in self.pieces if one.of is not None), None)

    @property
    def span(self) -> timedelta | None:
        """How long from now, exactly."""
        return next((one.span for one in self.pieces if one.span is not None), None)


def moments_of(line: Line, pieces: Sequence[Piece]) -> tuple[Moment, ...]:
    """The moments that the pieces make, in the order of the text; alternatives are none."""
    beside = _joined(line, pieces)
    sure = [one for one in beside if _is_one(line, one)]
    return _without_alternatives(line, _joined_across(line, sure))


def stands_alone(line: Line, moment: Moment) -> bool:
    """Whether the whole text says nothing but this moment."""
    rest = (*line[: moment.first], *line[moment.last :])
    return all(one.kind is Kind.MARK or one.text in _FILLERS for one in rest)


# --- side by side -----------------------------------------------------------------------------


def _joined(line: Line, pieces: Sequence[Piece]) -> Iterator[Moment]:
    current: Moment | None = None
    for piece in pieces:
        longer = _with(line, current, piece) if current is not None else None
        if longer is None and current is not None:
            yield current
        current = longer or Moment((piece,))
    if current is not None:
        yield current


def _with(line: Line, moment: Moment, piece: Piece) -> Moment | None:
    """The moment with a piece that stands beside it; None where it is another moment."""
    between = line[moment.last : piece.first]
    if len(between) > _MOST_BETWEEN or not all(one.text in _JOINTS for one in between):
        return None
    if any(one.text == "of" for one in between) and not _is_english_of(line, moment.last):
        return None
    fits = _fit(moment, piece) and not _is_bare_beside_weekday(line, moment, piece)
    return Moment((*moment.pieces, piece)) if fits else None


def _is_english_of(line: Line, behind: int) -> bool:
    """English *of* ties together; the Dutch one means *or*."""
    return text_at(line, behind - 1) in ENGLISH_WORDS


def _fit(moment: Moment, piece: Piece) -> bool:
    """Whether a moment has room for what a piece says."""
    if piece.span is not None or moment.span is not None:
        return False
    if piece.clock is not None and moment.clock is not None:
        return False
    if piece.part is not None and moment.part is not None:
        return False
    return not piece.days or not moment.days or _days_fit((*moment.days, *piece.days))


def _days_fit(days: tuple[Day, ...]) -> bool:
    """Whether days may name one and the same: a weekday and its week, a weekday and its date."""
    if len(days) > _MOST_DAYS or len({type(one) for one in days}) < len(days):
        return _is_weekday_later(days)
    weeks = [one for one in days if isinstance(one, InWeek | InNumberedWeek)]
    if weeks:
        return len(days) == 2 and any(isinstance(one, OnWeekday) for one in days)
    return all(isinstance(one, OnWeekday | OnDate | OnMonthDay | InDays) for one in days)


def _is_weekday_later(days: tuple[Day, ...]) -> bool:
    """*Morgen over een week*."""
    return len(days) == 2 and all(isinstance(one, InDays) for one in days)


def _is_bare_beside_weekday(line: Line, moment: Moment, piece: Piece) -> bool:
    """*Donderdag 12*: an hour or a date? Only a word between them says so."""
    if piece.needs is not Needs.HOUR or piece.last - piece.first > 1 or piece.clock is None:
        return False
    if "." in text_at(line, piece.first):
        return False
    is_led = text_at(line, piece.first - 1) in _LEADS
    on_day = any(isinstance(one, OnWeekday | OnDate | InWeek) for one in moment.days)
    return on_day and moment.part is None and not is_led


# --- what a piece needs -----------------------------------------------------------------------


def _is_one(line: Line, moment: Moment) -> bool:
    """Whether a moment stands there, or only what looks like one."""
    needs = {one.needs for one in moment.pieces}
    if Needs.NEVER in needs:
        return False
    if needs == {Needs.NOTHING}:
        return True
    if stands_alone(line, moment):
        return not needs <= _VAGUE
    return all(_has(line, moment, piece) for piece in moment.pieces)


def _has(line: Line, moment: Moment, piece: Piece) -> bool:
    beside = len(moment.pieces) > 1
    led = text_at(line, piece.first - 1) in _LEADS
    if piece.needs is Needs.DAY:
        return beside and any(one.days for one in moment.pieces if one is not piece)
    if piece.needs is Needs.BESIDE:
        others = [one for one in moment.pieces if one is not piece]
        return any(one.days or one.clock is not None for one in others)
    if piece.needs is Needs.LEAD:
        return beside or led or (text_at(line, piece.first) in ("do", "ma") and _is_dutch(line))
    if piece.needs is Needs.HOUR:
        is_last = piece is moment.pieces[-1]
        return (beside or led) and not (is_last and _counts(line, piece))
    return piece.needs is Needs.NOTHING


def _counts(line: Line, piece: Piece) -> bool:
    """Whether a number counts what stands behind it: *om 3 redenen*, *at 4 locations*."""
    behind = text_at(line, piece.last)
    if behind in COUNTED:
        return True
    if piece.last >= len(line) or line[piece.last].kind is Kind.MARK or behind in LITTLE:
        return False
    # Dutch puts the verb first: *om 3 mail ik u*.
    return text_at(line, piece.last + 1) not in _PERSONS


def _is_dutch(line: Line) -> bool:
    """Whether *do* can only be a Thursday."""
    said = {token.text for token in line}
    return bool(said & _DUTCH) and not said & _ENGLISH


_DUTCH = frozenset(spread("ik u je jij wij uw een het dat niet met naar bel mail laat weten voor"))
_ENGLISH = frozenset(spread("i i'll you your the to we'll will is and it for not")) - {"is", "we"}
_PERSONS = frozenset(spread("ik wij we je jij u uw ze hij er het i you they de mijn onze"))


# --- further apart ----------------------------------------------------------------------------


def _joined_across(line: Line, moments: Sequence[Moment]) -> list[Moment]:
    """A day and a time of the clock with other words between: *morgen bel ik u om 10 uur*."""
    found: list[Moment] = []
    for moment in moments:
        last = found[-1] if found else None
        if last is not None and _are_halves(last, moment) and not _is_broken(line, last, moment):
            found[-1] = Moment((*last.pieces, *moment.pieces))
        else:
            found.append(moment)
    return found


def _are_halves(one: Moment, other: Moment) -> bool:
    return (_is_day(one) and _is_time(other)) or (_is_time(one) and _is_day(other))


def _is_day(moment: Moment) -> bool:
    return bool(moment.days) and moment.clock is None


def _is_time(moment: Moment) -> bool:
    return not moment.days and moment.span is None


def _is_broken(line: Line, one: Moment, other: Moment) -> bool:
    if one.part is not None and other.part is not None:
        return True
    return any(token.text in _BREAKS for token in line[one.last : other.first])


def _without_alternatives(line: Line, moments: Sequence[Moment]) -> tuple[Moment, ...]:
    """*Maandag of dinsdag* says neither; of *tussen maandag en woensdag* the last counts."""
    out: set[int] = set()
    for number in range(len(moments) - 1):
        one, other = moments[number], moments[number + 1]
        between = [token.text for token in line[one.last : other.first]]
        if _are_alternatives(between):
            out |= {number, number + 1}
        elif text_at(line, one.first - 1) in ("tussen", "between") and between[:1] in (
            ["en"],
            ["and"],
            ["-"],
        ):
            out.add(number)
    return tuple(one for number, one in enumerate(moments) if number not in out)


def _are_alternatives(between: list[str]) -> bool:
    said = [text for text in between if text not in _JOINTS or text == "of"]
    return bool({"of", "or"} & set(said)) and all(text in _EITHER for text in said)
