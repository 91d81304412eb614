"""Numbers, in figures and in words."""

from __future__ import annotations

from bot.domain.when.patterns import Line, Slot, kind_at, text_at
from bot.domain.when.tokens import Kind
from bot.domain.when.words import (
    COUNTED,
    ENGLISH_TENS,
    NUMBERS,
    ONE,
    ORDINAL_ENDS,
    ORDINALS,
)

_LONGEST_MONTH = 31
_YEARS = range(2000, 2200)


def read_whole(line: Line, at: int) -> tuple[int, int] | None:
    """A whole number, in figures or in words."""
    text = text_at(line, at)
    if kind_at(line, at) is Kind.NUMBER:
        return (int(text), at + 1) if text.isdecimal() else None
    if text not in NUMBERS:
        return None
    tens = ENGLISH_TENS.get(text)
    unit = at + (2 if text_at(line, at + 1) == "-" else 1)
    if tens is not None and 0 < NUMBERS.get(text_at(line, unit), 0) < 10:
        return tens + NUMBERS[text_at(line, unit)], unit + 1
    return NUMBERS[text], at + 1


def read_number(line: Line, at: int) -> tuple[float, int] | None:
    """The same, and 1,5 and 2.5; and *a*, which is one."""
    text = text_at(line, at)
    if kind_at(line, at) is Kind.NUMBER and text.count(",") + text.count(".") == 1:
        whole, _, rest = text.replace(",", ".").partition(".")
        if whole.isdecimal() and rest.isdecimal() and len(rest) == 1:
            return float(f"{whole}.{rest}"), at + 1
    if text in ONE:
        return 1, at + 1
    return read_whole(line, at)


def read_day_number(line: Line, at: int) -> tuple[int, int] | None:
    """A day of a month: 3, 3rd, 3e, third."""
    text = text_at(line, at)
    if text in ORDINALS:
        return ORDINALS[text], at + 1
    if text in ("twenty", "thirty"):
        behind = at + (2 if text_at(line, at + 1) == "-" else 1)
        unit = ORDINALS.get(text_at(line, behind), 0)
        if 0 < unit < 10:
            return NUMBERS[text] + unit, behind + 1
    found = read_whole(line, at)
    if found is None or not 1 <= found[0] <= _LONGEST_MONTH or text in ONE - {"1", "one", "een"}:
        return None
    number, behind = found
    if text_at(line, behind) in COUNTED:
        return None
    return number, behind + 1 if _is_ordinal(line, behind) else behind


def read_ordinal(line: Line, at: int) -> tuple[int, int] | None:
    """A day of a month that is written as the how-manieth: 3rd, 3e, third."""
    found = read_day_number(line, at)
    if found is None:
        return None
    is_word = text_at(line, at) not in NUMBERS and kind_at(line, at) is Kind.WORD
    return found if is_word or _is_ordinal(line, found[1] - 1) else None


def read_year(line: Line, at: int) -> tuple[int, int] | None:
    """A year of this century or the next."""
    text = text_at(line, at)
    if kind_at(line, at) is Kind.NUMBER and text.isdecimal() and int(text) in _YEARS:
        return int(text), at + 1
    return None


def _is_ordinal(line: Line, at: int) -> bool:
    return at < len(line) and line[at].glued and line[at].text in ORDINAL_ENDS


NUMBER_WORDS = frozenset(NUMBERS) | ONE
DAY_NUMBER = Slot(read_day_number, frozenset(NUMBERS) | frozenset(ORDINALS), numbers=True)
ORDINAL = Slot(read_ordinal, frozenset(ORDINALS) | {"twenty", "thirty"}, numbers=True)
YEAR = Slot(read_year, frozenset(), numbers=True)
WHOLE = Slot(read_whole, frozenset(NUMBERS), numbers=True)
