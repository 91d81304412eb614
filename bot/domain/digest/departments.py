"""Departments that took something up, small ones merged, so that no person can be read off."""

from __future__ import annotations

from collections.abc import Iterable

from bot.domain.digest.book import Taking
from bot.domain.digest.figures import Count, Department
from bot.domain.ids import CaseId, EmployeeId


def count_departments(takings: Iterable[Taking], *, smallest_group: int) -> tuple[Department, ...]:
    """Departments by people, largest first; those with too few people together last, unnamed.

    Where even those together are fewer than `smallest_group`, the smallest named department
    joins them: otherwise who is left could be told from the total.
    """
    named, small = _sized(_groups(takings), smallest_group)
    while small and named and _people(small) < smallest_group:
        small.append(named.pop())
    shown = tuple(_department(name, [group]) for name, group in named)
    return (*shown, _department(None, [group for _, group in small])) if small else shown


_Group = list[Taking]
_Named = tuple[str, _Group]


def _groups(takings: Iterable[Taking]) -> dict[str | None, _Group]:
    """What was taken up by department, each person in the department of their last time."""
    by_person: dict[EmployeeId, _Group] = {}
    for taking in takings:
        by_person.setdefault(taking.person, []).append(taking)
    groups: dict[str | None, _Group] = {}
    for taken in by_person.values():
        groups.setdefault(taken[-1].department, []).extend(taken)
    return groups


def _sized(
    groups: dict[str | None, _Group], smallest_group: int
) -> tuple[list[_Named], list[_Named]]:
    """Departments to be named, largest first, and those that are too small (or unknown)."""
    named: list[_Named] = []
    small: list[_Named] = []
    for name, group in groups.items():
        fits = bool(name) and len(_persons(group)) >= smallest_group
        (named if fits else small).append((name or "", group))
    named.sort(key=lambda one: (-len(_persons(one[1])), one[0]))
    return named, small


def _department(name: str | None, groups: list[_Group]) -> Department:
    takings = [taking for group in groups for taking in group]
    cases: set[CaseId] = {taking.case for taking in takings}
    people = len(_persons(takings))
    return Department(name, people, Count(len(cases), None, tuple(sorted(cases))))


def _people(groups: list[_Named]) -> int:
    return sum(len(_persons(group)) for _, group in groups)


def _persons(group: _Group) -> set[EmployeeId]:
    return {taking.person for taking in group}
