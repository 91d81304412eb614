"""What a text says of a moment, piece by piece: a day, a part of one, a clock time, a span."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from enum import Enum, StrEnum, auto

FRIDAY = 4
MINUTES_AN_HOUR = 60


@dataclass(frozen=True, slots=True)
class InDays:
    """So many days from today: *today* is 0."""

    count: int


@dataclass(frozen=True, slots=True)
class InWorkingDays:
    """So many working days from today."""

    count: int


@dataclass(frozen=True, slots=True)
class InMonths:
    """The same day of a later month, or that month's last."""

    count: int


@dataclass(frozen=True, slots=True)
class OnWeekday:
    """The first such day after today; Monday is 0."""

    day: int
    named_next: bool = False
    """*Next Friday*: some mean the first, others the one of next week."""


@dataclass(frozen=True, slots=True)
class OnDate:
    """A date; without a year the next one."""

    day: int
    month: int
    year: int | None = None


@dataclass(frozen=True, slots=True)
class OnMonthDay:
    """*The 15th*: the next one, today included."""

    day: int


@dataclass(frozen=True, slots=True)
class InWeek:
    """An ISO week so many weeks ahead, and its day where no other is named."""

    ahead: int
    day: int = FRIDAY


@dataclass(frozen=True, slots=True)
class InNumberedWeek:
    """*Week 53*: the next of that number."""

    number: int


@dataclass(frozen=True, slots=True)
class EndOfMonth:
    """The last working day of a month: so many ahead, or a named one."""

    ahead: int = 0
    month: int | None = None


@dataclass(frozen=True, slots=True)
class InNight:
    """The night that begins in the evening of a day."""

    of: InDays | OnWeekday | OnDate


Day = (
    InDays
    | InWorkingDays
    | InMonths
    | OnWeekday
    | OnDate
    | OnMonthDay
    | InWeek
    | InNumberedWeek
    | EndOfMonth
    | InNight
)


class Half(StrEnum):
    """Which half of the day a time of the clock lies in, where that was said."""

    AM = "am"
    PM = "pm"
    ALL = "all"
    """Written as of 24 hours: 06:00, 17:00."""


@dataclass(frozen=True, slots=True)
class Clock:
    """A time as it was said, in minutes since midnight."""

    minutes: int
    half: Half | None = None


class Of(Enum):
    """Which day a part of the day belongs to, where no day is named."""

    TODAY = auto()
    NEXT = auto()
    """Today's, or tomorrow's once that is over."""
    TOMORROW = auto()


class Needs(Enum):
    """What a piece needs around it to be one."""

    NOTHING = auto()
    LEAD = auto()
    """A word such as *om* or *by* before it, or another piece beside it, or nothing else at all."""
    HOUR = auto()
    """The same; and behind it nothing that it may count."""
    DAY = auto()
    """A day beside it."""
    BESIDE = auto()
    """A day or a time of the clock beside it."""
    ALONE = auto()
    """Nothing else in the whole text."""
    NEVER = auto()
    """It can be read, but not as one moment: *om 10 of 11 uur*, *ma t/m vr*."""


@dataclass(frozen=True, slots=True)
class Piece:
    """One piece, and from which token to which (not included) it stands."""

    days: tuple[Day, ...] = ()
    clock: Clock | None = None
    part: str | None = None
    of: Of | None = None
    span: timedelta | None = None
    needs: Needs = Needs.NOTHING
    first: int = 0
    last: int = 0
