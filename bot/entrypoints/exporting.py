"""`export`: cases, promises and history as lines of JSON, in which no colleague can be found."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from datetime import UTC, datetime, timedelta
from typing import TextIO

from bot.config import Config
from bot.domain.case import Case
from bot.domain.errors import Fact, Facts
from bot.domain.ids import CaseId, EmployeeId
from bot.domain.promise import Promise
from bot.ports.storing import Line, UnitOfWork
from bot.wiring import perused

_BEGAN = datetime(1990, 1, 1, tzinfo=UTC)
_AT_ONCE = timedelta(weeks=4)

Row = Mapping[str, object]


def export(config: Config, out: TextIO, *, words: bool) -> int:
    """Write everything; the exit code.

    Colleagues are left out altogether, so that nobody's speed or share can be counted (DESIGN 1).
    `words` adds what customers wrote.
    """
    seen: set[CaseId] = set()
    with perused(config) as (desk, now):
        for start, end in _windows(now):
            with desk.store.read() as uow:
                lines = uow.history.list_between(start, end)
                _write(out, _history(uow, lines))
                new = {line.case for line in lines if line.case is not None} - seen
                for case in sorted(new):
                    _write(out, _case_rows(uow, case, words=words))
                seen |= new
    return 0


def _windows(now: datetime) -> Iterator[tuple[datetime, datetime]]:
    """From the beginning to a little after now, a few weeks at a time."""
    start = _BEGAN
    while start <= now + timedelta(days=1):
        yield start, start + _AT_ONCE
        start += _AT_ONCE


def _write(out: TextIO, rows: Iterable[Row]) -> None:
    for row in rows:
        out.write(json.dumps(row, ensure_ascii=False, separators=(",", ":")) + "\n")


def _history(uow: UnitOfWork, lines: Iterable[Line]) -> Iterator[Row]:
    known = list(lines)
    people = _people(uow, known)
    for line in known:
        yield {
            "kind": "history",
            "seq": line.seq,
            "case": line.case,
            "code": line.code,
            "facts": _without(line.facts, people),
            "happened_at": line.happened_at.isoformat(),
            "department": line.department,
            "schema": line.schema,
        }


def _people(uow: UnitOfWork, lines: Iterable[Line]) -> frozenset[EmployeeId]:
    """Every number in these facts that is a colleague's."""
    numbers = {
        EmployeeId(number)
        for line in lines
        for fact in line.facts.values()
        for number in _numbers(fact)
    }
    return frozenset(uow.employees.get_many(numbers))


def _numbers(fact: Fact) -> Iterator[int]:
    many = fact if isinstance(fact, tuple) else (fact,)
    yield from (one for one in many if isinstance(one, int) and not isinstance(one, bool))


def _without(facts: Facts, people: frozenset[EmployeeId]) -> dict[str, Fact]:
    return {name: fact for name, fact in facts.items() if people.isdisjoint(_numbers(fact))}


def _case_rows(uow: UnitOfWork, case_id: CaseId, *, words: bool) -> Iterator[Row]:
    case = uow.cases.get(case_id, follow=False)
    yield _case(case)
    for promise in case.promises:
        yield _promise(case, promise)
    if words:
        for post in uow.posts.list_of(case_id):
            yield {
                "kind": "post",
                "id": post.id,
                "case": case_id,
                "source": post.source,
                "said_at": post.said_at.isoformat(),
                "direction": post.direction.value,
                "text": post.text,
            }


def _case(case: Case) -> Row:
    return {
        "kind": "case",
        "id": case.id,
        "state": case.state.value,
        "source": case.source,
        "company": case.company,
        "route": case.route,
        "language": case.language,
        "flags": [flag.value for flag in case.flags],
        "level": int(case.level),
        "opened_at": case.opened_at.isoformat(),
        "first_contact_at": case.first_contact_at.isoformat(),
        "repeats": case.repeats,
        "reopened": case.reopened,
        "outcome": case.outcome.value,
        "found_late": case.found_late,
        "merged_into": case.merged_into,
    }


def _promise(case: Case, promise: Promise) -> Row:
    return {
        "kind": "promise",
        "id": promise.id,
        "case": case.id,
        "department": promise.department,
        "to": promise.to.value,
        "about": promise.about.value,
        "state": promise.state.value,
        "moves": promise.moves,
        "due_at": promise.due_at.isoformat() if promise.due_at else None,
        "because": promise.because.value if promise.because else None,
    }
