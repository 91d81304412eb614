"""A moment as it was said, resolved to UTC: the readings of *Promises in plain words*."""

from __future__ import annotations

from calendar import monthrange
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta

from bot.domain.errors import Error
from bot.domain.when.joining import Moment
from bot.domain.when.nights import DAWN, minutes_by_night
from bot.domain.when.pieces import (
    FRIDAY,
    MINUTES_AN_HOUR,
    Clock,
    Day,
    EndOfMonth,
    Half,
    InDays,
    InMonths,
    InNight,
    InNumberedWeek,
    InWeek,
    InWorkingDays,
    Of,
    OnDate,
    OnMonthDay,
    OnWeekday,
)
from bot.domain.when.words import AFTERNOON, EITHER_NIGHT, END_OF_DAY, EVENING, MORNING, NIGHT, NOON
from bot.domain.working_time import (
    Calendar,
    IsoWeek,
    WeeklyHours,
    add_working_days,
    at_local,
    is_working_day,
    local_date,
)

END_OF_WORK = time(17, 0)
LAST_MINUTE = time(23, 59)
_NIGHT_IS_OVER = time(6, 0)
_ENDS = {
    MORNING: time(12, 0),
    NOON: time(12, 0),
    AFTERNOON: END_OF_WORK,
    END_OF_DAY: END_OF_WORK,
    EVENING: time(21, 0),
}
_NIGHTS = frozenset({NIGHT, EITHER_NIGHT})
_LASTING = frozenset({END_OF_DAY, EVENING})
"""What of today may still be said once it is over: until midnight, then."""
_ONE_DAY = timedelta(days=1)
_HALF_DAY = 12 * MINUTES_AN_HOUR
_FIRST_OF_EVENING = 5 * MINUTES_AN_HOUR
_FIRST_HOUR = 7 * MINUTES_AN_HOUR
_WORKING_WEEK = 5
_LEAP_YEARS = 8
_MONTHS = 12


@dataclass(frozen=True, slots=True)
class Base:
    """From where it is said: the moment (UTC), the zone, and the company's days off."""

    now: datetime
    zone: str
    calendar: Calendar

    @property
    def today(self) -> date:
        """The date on the speaker's calendar."""
        return local_date(self.zone, self.now)

    def at(self, on: date, clock: time) -> datetime:
        """A time on the speaker's wall, in UTC."""
        return at_local(self.zone, on, clock)


class NotSure(Error):
    """What was said contradicts itself, or means two things."""


def resolve(moment: Moment, base: Base) -> datetime | None:
    """The moment in UTC; None where it is over, or means two things."""
    try:
        at = _at(moment, base)
    except (Error, OverflowError, ValueError):
        return None
    return at if at is not None and at > base.now else None


def _at(moment: Moment, base: Base) -> datetime | None:
    if moment.span is not None:
        return base.now + moment.span
    night = _night(moment)
    if night is not None:
        return _in_night(moment, night, base)
    if moment.days:
        return _on_a_day(moment, _date(moment.days, base), base)
    if moment.clock is not None and moment.part is None:
        return _next(base, _wall(moment.clock, None))
    return _of_no_day(moment, base)


def _night(moment: Moment) -> InNight | None:
    """The night that is named; *tonight at 2 am* is past midnight, too."""
    named = next((one for one in moment.days if isinstance(one, InNight)), None)
    if named is not None or moment.part != EVENING or moment.days != (InDays(0),):
        return named
    clock = moment.clock
    if clock is None or clock.half not in (Half.AM, Half.ALL):
        return None
    minutes = clock.minutes % _HALF_DAY if clock.half is Half.AM else clock.minutes
    return InNight(InDays(0)) if minutes < DAWN else None


def _in_night(moment: Moment, night: InNight, base: Base) -> datetime:
    """A time in a night: its hours past midnight are of the next day. Raises NotSure.

    Who says *vannacht* past midnight means the night that it is.
    """
    if moment.clock is None:
        raise NotSure
    wall = _wall(moment.clock, NIGHT)
    first = _one_date(night.of, base)
    is_night = base.now < base.at(base.today, _NIGHT_IS_OVER)
    in_it = is_night and night.of == InDays(0)
    return base.at(first if wall >= _ENDS[NOON] or in_it else first + _ONE_DAY, wall)


def _on_a_day(moment: Moment, on: date, base: Base) -> datetime:
    at = base.at(on, _time(moment))
    if at > base.now or on != base.today:
        return at
    return _still_today(moment, base)


def _still_today(moment: Moment, base: Base) -> datetime:
    """*Today* after 17:00 is until midnight; *today at 9* said at ten is in the evening."""
    if moment.clock is None:
        if moment.part is None or moment.part in _LASTING:
            return base.at(base.today, LAST_MINUTE)
        raise NotSure
    if moment.clock.half is None and moment.part is None:
        later = _wall(moment.clock, EVENING)
        return base.at(base.today, later)
    raise NotSure


def _of_no_day(moment: Moment, base: Base) -> datetime:
    """A part of the day, perhaps with a time of the clock."""
    wall = _time(moment)
    if moment.of is Of.TOMORROW:
        return base.at(base.today + _ONE_DAY, wall)
    if moment.of is Of.TODAY and moment.clock is None:
        at = base.at(base.today, wall)
        return at if at > base.now else base.at(base.today, LAST_MINUTE)
    return _next(base, wall)


def _next(base: Base, wall: time) -> datetime:
    """Today, or tomorrow where that is over."""
    at = base.at(base.today, wall)
    return at if at > base.now else base.at(base.today + _ONE_DAY, wall)


# --- time of the day --------------------------------------------------------------------------


def _time(moment: Moment) -> time:
    if moment.clock is not None:
        return _wall(moment.clock, moment.part)
    if moment.part in _NIGHTS:
        raise NotSure
    return END_OF_WORK if moment.part is None else _ENDS[moment.part]


def _wall(clock: Clock, part: str | None) -> time:
    """A time of the clock on the wall: a part of the day decides, else 07:00 to 18:59.

    Raises NotSure where they contradict each other.
    """
    minutes = _minutes(clock, part)
    if minutes is None or (part == EVENING and minutes < _HALF_DAY):
        raise NotSure
    return time(minutes // MINUTES_AN_HOUR, minutes % MINUTES_AN_HOUR)


def _minutes(clock: Clock, part: str | None) -> int | None:
    if part in _NIGHTS:
        return minutes_by_night(clock, part)
    minutes = clock.minutes
    if clock.half is Half.AM:
        minutes %= _HALF_DAY
    elif clock.half is Half.PM:
        minutes = minutes % _HALF_DAY + _HALF_DAY
    elif clock.half is None and minutes < _HALF_DAY + MINUTES_AN_HOUR:
        return _decided(minutes, part)
    return minutes


def _decided(minutes: int, part: str | None) -> int | None:
    if part == MORNING:
        return minutes
    if part == EVENING:
        return _in_the_evening(minutes)
    # Half past midnight, as 0:30, is nobody's half past noon.
    is_early = MINUTES_AN_HOUR <= minutes < _FIRST_HOUR
    return minutes + _HALF_DAY if is_early else minutes


def _in_the_evening(minutes: int) -> int | None:
    """*Vanavond om 2 uur* is no evening: nobody knows which half of the day, or which day."""
    if minutes == _HALF_DAY:
        return 24 * MINUTES_AN_HOUR - 1
    return minutes + _HALF_DAY if _FIRST_OF_EVENING <= minutes < _HALF_DAY else None


# --- days -------------------------------------------------------------------------------------


def _date(days: tuple[Day, ...], base: Base) -> date:
    """The date that all of them name. Raises NotSure."""
    week = next((one for one in days if isinstance(one, InWeek | InNumberedWeek)), None)
    weekday = next((one for one in days if isinstance(one, OnWeekday)), None)
    if week is not None and weekday is not None:
        return _in_week(week, weekday.day, base)
    shift = _shift(days)
    if shift is not None:
        return _one_date(days[0], base) + shift
    named = [one for one in days if not isinstance(one, OnWeekday)]
    found = {_one_date(one, base) for one in named or days}
    if len(found) != 1:
        raise NotSure
    on = found.pop()
    if weekday is not None and on.weekday() != weekday.day:
        raise NotSure
    return on


def _shift(days: tuple[Day, ...]) -> timedelta | None:
    """*Vrijdag over een week*: so much later than the first day."""
    last = days[-1]
    if (
        len(days) != 2
        or not isinstance(last, InDays)
        or not isinstance(days[0], OnWeekday | InDays)
    ):
        return None
    whole_weeks = last.count >= 7 and last.count % 7 == 0
    return timedelta(days=last.count) if whole_weeks else None


def _one_date(day: Day, base: Base) -> date:
    today = base.today
    match day:
        case InDays() | InWorkingDays() | InMonths():
            return _counted(day, base)
        case OnWeekday():
            return _weekday(day, base)
        case OnDate():
            return _dated(day, today)
        case OnMonthDay():
            return _month_day(day.day, today)
        case InNight():
            return _one_date(day.of, base)
        case EndOfMonth():
            return _month_end(day, base)
        case _:
            return _in_week(day, day.day if isinstance(day, InWeek) else FRIDAY, base)


def _counted(day: InDays | InWorkingDays | InMonths, base: Base) -> date:
    if isinstance(day, InWorkingDays):
        return _working_days_later(base, day.count)
    if isinstance(day, InMonths):
        return _months_later(base.today, day.count)
    return base.today + timedelta(days=day.count)


def _weekday(named: OnWeekday, base: Base) -> date:
    """The first such day after today. *Next* Friday must be that of next week, too."""
    today = base.today
    first = today + timedelta(days=(named.day - today.weekday() - 1) % 7 + 1)
    if named.named_next and IsoWeek.containing(first) != IsoWeek.containing(today).next():
        raise NotSure
    return first


def _in_week(week: InWeek | InNumberedWeek, day: int, base: Base) -> date:
    """A day of an ISO week; this week's Friday is next week's once it is over."""
    if isinstance(week, InNumberedWeek):
        return _in_numbered_week(week.number, day, base)
    monday = IsoWeek.containing(base.today).first_on + timedelta(weeks=week.ahead)
    on = monday + timedelta(days=day)
    is_over = week.ahead == 0 and day == week.day and base.at(on, END_OF_WORK) <= base.now
    return on + timedelta(weeks=1) if is_over else on


def _in_numbered_week(number: int, day: int, base: Base) -> date:
    this_year = IsoWeek.containing(base.today).year
    for year in range(this_year, this_year + _LEAP_YEARS):
        try:
            on = IsoWeek(year, number).first_on + timedelta(days=day)
        except Error:
            continue
        if on >= base.today:
            return on
    raise NotSure


def _dated(named: OnDate, today: date) -> date:
    """A date, in the next year that has it where none is named."""
    if named.year is not None:
        return date(named.year, named.month, named.day)
    for year in range(today.year, today.year + _LEAP_YEARS + 1):
        if named.day <= monthrange(year, named.month)[1]:
            on = date(year, named.month, named.day)
            if on >= today:
                return on
    raise NotSure


def _month_day(day: int, today: date) -> date:
    first = today.replace(day=1)
    for ahead in range(_MONTHS):
        month = _months_later(first, ahead)
        if day <= monthrange(month.year, month.month)[1] and month.replace(day=day) >= today:
            return month.replace(day=day)
    raise NotSure


def _months_later(on: date, count: int) -> date:
    month = on.month - 1 + count
    year, month = on.year + month // _MONTHS, month % _MONTHS + 1
    return date(year, month, min(on.day, monthrange(year, month)[1]))


def _month_end(named: EndOfMonth, base: Base) -> date:
    """The last working day of a month that is not over."""
    first = base.today.replace(day=1)
    ahead = named.ahead if named.month is None else (named.month - first.month) % _MONTHS
    on = _last_working_day(_months_later(first, ahead), base.calendar)
    if base.at(on, END_OF_WORK) > base.now:
        return on
    later = ahead + (1 if named.month is None else _MONTHS)
    return _last_working_day(_months_later(first, later), base.calendar)


def _last_working_day(first: date, calendar: Calendar) -> date:
    company = _company_days(calendar)
    on = first.replace(day=monthrange(first.year, first.month)[1])
    while not is_working_day(company, on):
        on -= _ONE_DAY
        if on.month != first.month:
            raise NotSure
    return on


def _working_days_later(base: Base, count: int) -> date:
    return add_working_days(_company_days(base.calendar), base.today, count)


def _company_days(calendar: Calendar) -> Calendar:
    """Whose days are counted: the company's, without anybody's days off.

    A company that works on more than five days of the week means Monday to Friday by *working
    days*, as its customers do.
    """
    worked = sum(1 for spans in calendar.hours.days if spans)
    hours = calendar.hours
    if not 0 < worked <= _WORKING_WEEK:
        hours = WeeklyHours.every_weekday("09:00", "17:00")
    return replace(calendar, hours=hours, absences=())
