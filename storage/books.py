"""The books as they stand: promises, cases, notices and history as bare rows, for a judge."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from sqlalchemy import func, select

from bot.domain.case import State
from bot.domain.errors import Facts
from storage.dialect import Kind, Use
from storage.engine import SqlStore
from storage.tables import cards, cases, employees, history, notices, promises

_AT_ONCE = 5000


@dataclass(frozen=True, slots=True)
class NoticeRow:
    """A notice, and how far it came. Moments are UTC business time."""

    id: int
    key: str
    kind: str
    reader: int | None
    facts: Facts
    state: str
    not_before: datetime
    created_at: datetime
    posted_at: datetime | None
    case: int | None
    bundle: int | None
    """The notice in which this one was told; None: by itself."""


@dataclass(frozen=True, slots=True)
class PromiseRow:
    """A promise as it stands."""

    id: int
    case: int | None
    state: str
    made_at: datetime
    made_by: int
    doer: int | None
    due_at: datetime | None
    settled_at: datetime | None
    blocks: bool


@dataclass(frozen=True, slots=True)
class CaseRow:
    """A case as it stands."""

    id: int
    state: State
    owner: int | None
    opened_at: datetime
    claimed_at: datetime | None
    found_late: bool
    dismissed: bool


@dataclass(frozen=True, slots=True)
class HistoryRow:
    """A line of history."""

    case: int | None
    code: str
    facts: Facts
    at: datetime
    actor: int | None


@dataclass(frozen=True, slots=True)
class Books:
    """Everything that is judged."""

    promises: tuple[PromiseRow, ...] = ()
    cases: tuple[CaseRow, ...] = ()
    notices: tuple[NoticeRow, ...] = ()
    history: tuple[HistoryRow, ...] = ()
    working: frozenset[int] = field(default_factory=frozenset)
    """Who works here."""
    names: dict[int, str] = field(default_factory=dict)
    """Of colleagues, by number: the key that the configuration has for them."""
    dead: int = 0
    """Dead letters: cards and notices that could not be delivered."""


_HISTORY = select(
    history.c.case_id, history.c.code, history.c.facts, history.c.happened_at, history.c.actor_id
).order_by(history.c.seq)
_NOTICES = select(
    notices.c.id,
    notices.c.key,
    notices.c.kind,
    notices.c.reader_id,
    notices.c.facts,
    notices.c.state,
    notices.c.not_before,
    notices.c.created_at,
    notices.c.posted_at,
    notices.c.case_id,
    notices.c.bundle_id,
).order_by(notices.c.id)
_PROMISES = select(
    promises.c.id,
    promises.c.case_id,
    promises.c.state,
    promises.c.made_at,
    promises.c.made_by,
    promises.c.doer,
    promises.c.due_at,
    promises.c.settled_at,
    promises.c.to,
).order_by(promises.c.id)
_CASES = select(
    cases.c.id,
    cases.c.state,
    cases.c.owner,
    cases.c.opened_at,
    cases.c.claimed_at,
    cases.c.found_late,
    cases.c.dismissed,
).order_by(cases.c.id)


def read_books(store: SqlStore) -> Books:
    """Everything, as it stands now."""
    dead = sum(
        _count(store, select(func.count()).where(table.c.since.is_(None), table.c.why.is_not(None)))
        for table in (cards, notices)
    )
    people = list(_rows(store, select(employees.c.id, employees.c.key, employees.c.active)))
    return Books(
        promises=tuple(_promise(row) for row in _rows(store, _PROMISES)),
        cases=tuple(_case(row) for row in _rows(store, _CASES)),
        notices=tuple(NoticeRow(*row) for row in _rows(store, _NOTICES)),
        history=tuple(HistoryRow(*row) for row in _rows(store, _HISTORY)),
        working=frozenset(row[0] for row in people if row[2]),
        names={row[0]: row[1] for row in people},
        dead=dead,
    )


def size_of(store: SqlStore) -> int:
    """Bytes that the database takes."""
    with store.engine(Use.READ).connect() as connection:
        if store.kind is Kind.POSTGRESQL:
            asked = select(func.pg_database_size(func.current_database()))
            return int(connection.execute(asked).scalar_one())
        pages = connection.exec_driver_sql("PRAGMA page_count").scalar_one()
        return int(pages) * int(connection.exec_driver_sql("PRAGMA page_size").scalar_one())


def _promise(row: Any) -> PromiseRow:  # noqa: ANN401 - a row of _PROMISES
    number, case, state, made_at, made_by, doer, due_at, settled_at, to = row
    blocks = str(to) in {"customer", "colleague"}
    return PromiseRow(number, case, str(state), made_at, made_by, doer, due_at, settled_at, blocks)


def _case(row: Any) -> CaseRow:  # noqa: ANN401 - a row of _CASES
    number, state, owner, opened_at, claimed_at, found_late, dismissed = row
    return CaseRow(number, state, owner, opened_at, claimed_at, found_late, dismissed is not None)


def _rows(store: SqlStore, asked: Any) -> Iterator[Any]:  # noqa: ANN401 - a statement and its rows
    with store.engine(Use.READ).connect() as connection:
        yield from connection.execution_options(yield_per=_AT_ONCE).execute(asked)


def _count(store: SqlStore, asked: Any) -> int:  # noqa: ANN401 - a statement
    with store.engine(Use.READ).connect() as connection:
        return int(connection.execute(asked).scalar_one())
