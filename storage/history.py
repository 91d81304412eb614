"""History: lines of codes, ids and numbers, which the database itself refuses to change."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import Select, bindparam, desc, func, select

from bot.domain.employee import Employee
from bot.domain.errors import Broken
from bot.domain.events import SCHEMA, Code, Event
from bot.domain.ids import CaseId, EmployeeId
from bot.ports.storing import Line
from storage.codec import Id, Moment
from storage.dialect import insert
from storage.tables import cases, history
from storage.transaction import Transaction

_WORDS = "words"
_ADD = insert(history).inline()
_LINES = select(
    history.c.seq,
    history.c.case_id,
    history.c.code,
    history.c.facts,
    history.c.happened_at,
    history.c.recorded_at,
    history.c.actor_id,
    history.c.department,
    history.c.schema,
)


def _in_order(lines: Select[Any]) -> Select[Any]:
    return lines.order_by(history.c.happened_at, history.c.seq)


_root = select(bindparam("case", type_=cases.c.id.type).label("id")).cte("merged", recursive=True)
_merged = _root.union(select(cases.c.id).where(cases.c.merged_into == _root.c.id))
_OF_CASE = _in_order(_LINES.where(history.c.case_id.in_(select(_merged.c.id))))
_OF_CASES = _in_order(_LINES.where(history.c.case_id.in_(bindparam("cases", expanding=True))))
_BETWEEN = _in_order(
    _LINES.where(
        history.c.happened_at >= bindparam("start", type_=Moment()),
        history.c.happened_at < bindparam("end", type_=Moment()),
    )
)
_BETWEEN_OF = _BETWEEN.where(history.c.code == bindparam("code", type_=history.c.code.type))
_LAST = _LINES.where(history.c.case_id == bindparam("case")).order_by(desc(history.c.seq)).limit(1)

_COUNT_BY = select(func.count()).where(history.c.actor_id == bindparam("actor", type_=Id))


class SqlHistory:
    """The append-only record."""

    def __init__(self, tx: Transaction) -> None:
        self._tx = tx

    def append(
        self,
        events: Iterable[Event],
        *,
        case: CaseId | None,
        actor: Employee | None,
        now: datetime,
    ) -> None:
        """Write what happened; never changed, never deleted. Raises `Broken` for human words."""
        self._tx.tell(now)
        for line in _lines(events, case, actor, now):
            self._tx.write(_ADD, line)

    def list_of(self, case: CaseId) -> Sequence[Line]:
        """A case's lines, with those of cases merged into it, in order."""
        return self._read(_OF_CASE, case=case)

    def list_between(
        self, start: datetime, end: datetime, *, code: Code | None = None
    ) -> Sequence[Line]:
        """All lines that happened in [start, end), in order; of one code where that is given."""
        if code is None:
            return self._read(_BETWEEN, start=start, end=end)
        return self._read(_BETWEEN_OF, start=start, end=end, code=code.value)

    def list_for_cases(self, cases: Iterable[CaseId]) -> Sequence[Line]:
        """All lines of these cases, in order."""
        asked = list(cases)
        return self._read(_OF_CASES, cases=asked) if asked else []

    def last_of(self, case: CaseId) -> Line | None:
        """A case's newest line."""
        return next(iter(self._read(_LAST, case=case)), None)

    def count_by(self, actor: EmployeeId) -> int:
        """How many lines say that this colleague did something."""
        return int(self._tx.value(_COUNT_BY, {"actor": actor}))

    def _read(self, statement: Select[Any], **asked: object) -> list[Line]:
        return [Line(*row) for row in self._tx.rows(statement, asked)]


def _lines(
    events: Iterable[Event], case: CaseId | None, actor: Employee | None, now: datetime
) -> Iterator[dict[str, Any]]:
    for event in events:
        if isinstance(event.facts.get(_WORDS), str):
            raise Broken(f"history holds ids of words, not the words ({event.code})")
        yield {
            "case_id": case,
            "code": event.code.value,
            "facts": event.facts,
            "happened_at": event.happened_at or now,
            "recorded_at": now,
            "actor_id": actor.id if actor else None,
            "department": actor.department if actor else None,
            "schema": SCHEMA,
        }
