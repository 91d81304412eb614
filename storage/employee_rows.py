"""Between a colleague and their rows."""

from __future__ import annotations

import json
from collections.abc import Iterable
from datetime import date, time
from functools import lru_cache
from typing import Any

from sqlalchemy import select

from bot.domain.employee import Employee, Role
from bot.domain.working_time import Absence, Calendar, WeeklyHours
from storage.codec import write_json
from storage.tables import employees

EMPLOYEES = select(
    employees.c.id,
    employees.c.name,
    employees.c.department,
    employees.c.language,
    employees.c.zone,
    employees.c.hours,
    employees.c.country,
    employees.c.subdivision,
    employees.c.holidays,
    employees.c.roles,
    employees.c.active,
    employees.c.willing,
    employees.c.lane_id,
    employees.c.has_absences,
)


def read_employee(row: Any, absences: Iterable[Absence] = ()) -> Employee:  # noqa: ANN401 - a row of EMPLOYEES
    """The colleague of a row. A forgotten name is empty."""
    return Employee(
        id=row.id,
        name=row.name or "",
        department=row.department,
        language=row.language,
        calendar=_calendar(
            row.zone, row.hours, row.country, row.subdivision, row.holidays, tuple(absences)
        ),
        roles=_roles(row.roles),
        active=row.active,
        willing=row.willing,
        lane=row.lane_id,
    )


def employee_row(employee: Employee) -> dict[str, Any]:
    """A colleague's columns, without the id, the key and the lane."""
    calendar = employee.calendar
    return {
        "name": employee.name,
        "department": employee.department,
        "language": employee.language,
        "zone": calendar.zone,
        "hours": write_hours(calendar.hours),
        "country": calendar.country,
        "subdivision": calendar.subdivision,
        "holidays": _write_holidays(calendar),
        "roles": " ".join(sorted(role.value for role in employee.roles)),
        "active": employee.active,
        "willing": employee.willing,
    }


@lru_cache(maxsize=4096)
def _calendar(
    zone: str,
    hours: str,
    country: str | None,
    subdivision: str | None,
    holidays: str,
    absences: tuple[Absence, ...],
) -> Calendar:
    """A calendar, the same one for the same texts: working time remembers its days."""
    written = json.loads(holidays)
    return Calendar(
        zone=zone,
        hours=_read_hours(hours),
        country=country,
        subdivision=subdivision,
        extra_holidays=_dates(written["extra"]),
        ordinary_days=_dates(written["ordinary"]),
        absences=absences,
    )


def write_hours(hours: WeeklyHours) -> str:
    """Weekly hours as their column has them."""
    return write_json([[[at.isoformat() for at in span] for span in day] for day in hours.days])


def _read_hours(written: str) -> WeeklyHours:
    return WeeklyHours(
        tuple(
            tuple((time.fromisoformat(start), time.fromisoformat(end)) for start, end in day)
            for day in json.loads(written)
        )
    )


def _write_holidays(calendar: Calendar) -> str:
    return write_json(
        {
            "extra": sorted(on.isoformat() for on in calendar.extra_holidays),
            "ordinary": sorted(on.isoformat() for on in calendar.ordinary_days),
        }
    )


def _dates(written: Iterable[str]) -> frozenset[date]:
    return frozenset(date.fromisoformat(on) for on in written)


@lru_cache(maxsize=64)
def _roles(written: str) -> frozenset[Role]:
    return frozenset(Role(role) for role in written.split())
