"""Calendars: zones, weekly hours and holidays, by name."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date

from bot.config import values
from bot.config.tables import Table, did_you_mean
from bot.domain.policy import Policy
from bot.domain.working_time import (
    WEEKDAYS,
    Calendar,
    NoWorkingTime,
    UnknownZoneError,
    WeeklyHours,
    WorkingHoursError,
)

_NO_DATES: frozenset[date] = frozenset()


def read_calendars(root: Table) -> dict[str, Calendar]:
    """The calendars of `[calendars.NAME]` by name."""
    return {name: _calendar(table) for name, table in root.tables("calendars", "office")}


def find_calendar(table: Table, calendars: Mapping[str, Calendar], otherwise: Calendar) -> Calendar:
    """The calendar that a table names, else `otherwise`, mostly the company's own."""
    name = table.text("calendar")
    if not name:
        return otherwise
    if name not in calendars:
        table.wrong("calendar", f"there is no calendar {name!r}{did_you_mean(name, calendars)}")
    return calendars.get(name, otherwise)


def find_own(table: Table, calendars: Mapping[str, Calendar], otherwise: Calendar) -> Calendar:
    """The calendar that a table names, with what it says of its own instead: zone, hours, place."""
    return _changed(table, find_calendar(table, calendars, otherwise))


def read_zone(table: Table, calendar: Calendar) -> str:
    """The zone that a table names, else that of the calendar."""
    zone = table.text("zone", calendar.zone)
    try:
        return replace(calendar, zone=zone).zone
    except UnknownZoneError:
        table.wrong("zone", f"there is no zone {zone!r}; write one such as Europe/Amsterdam.")
        return calendar.zone


def _calendar(table: Table) -> Calendar:
    default = _changed(table, Policy().calendar)
    extra = table.read("extra_holidays", _NO_DATES, values.dates, "dates: [2026-12-24]")
    ordinary = table.read("ordinary_days", _NO_DATES, values.dates, "dates: [2026-04-03]")
    try:
        return replace(default, extra_holidays=extra, ordinary_days=ordinary)
    except WorkingHoursError as error:
        table.wrong("", str(error))
        return default


def _changed(table: Table, default: Calendar) -> Calendar:
    """The calendar with what a table says of zone, hours, country and region in its place."""
    hours = _hours(table, default.hours)
    zone = table.text("zone", default.zone)
    country = table.text("country", default.country or "") or None
    same = default.subdivision if country == default.country else None
    region = table.optional("region") or same
    try:
        return replace(default, zone=zone, hours=hours, country=country, subdivision=region)
    except UnknownZoneError:
        table.wrong("zone", f"there is no zone {zone!r}; write one such as Europe/Amsterdam.")
    except (ValueError, NoWorkingTime) as error:
        table.wrong("", str(error))
    return default


def _hours(table: Table, default: WeeklyHours) -> WeeklyHours:
    written = table.value("hours")
    if written is None:
        return default
    if isinstance(written, list):
        written = dict.fromkeys(WEEKDAYS[:5], written)
    if not isinstance(written, dict):
        table.wrong("hours", 'write { mon = ["09:00-17:00"], … }.')
        return default
    try:
        return WeeklyHours.parse(written)
    except WorkingHoursError as error:
        table.wrong("hours", str(error))
        return default
