"""Queries that run again and again cost what is due or late, not what is stored."""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterator, Mapping
from contextlib import ExitStack
from dataclasses import astuple
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Connection, Executable, insert, text

from storage import (
    cards,
    case_lists,
    cases,
    deliveries,
    digests,
    history,
    leavers,
    outbox,
    promises,
    tables,
    tie_codes,
)
from storage.case_rows import scalars
from storage.codec import to_number
from storage.engine import SqlStore
from storage.migrate import migrate
from tests.builders import NOW, a_claimed_case, a_promise
from tests.databases import PostgresServer
from tests.stores import MACHINE, opened

MANY = 4000
_TIMES = {"now": MACHINE, "business": NOW, "limit": 50}


@pytest.fixture(scope="module", params=["sqlite", "postgresql"])
def full(
    request: pytest.FixtureRequest, migrated_file: Path, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[SqlStore]:
    """A database with many rows of which none is due, late or dead; it is only read."""
    with ExitStack() as ends:
        if request.param == "sqlite":
            url = f"sqlite:///{shutil.copy(migrated_file, tmp_path_factory.mktemp('full'))}"
        else:
            server: PostgresServer = request.getfixturevalue("postgres")
            url = ends.enter_context(server.database(server.template("stored", migrate)))
        store = ends.enter_context(opened(url))
        with store.engine().begin() as connection:
            _fill(connection)
        engine = store.engine().execution_options(isolation_level="AUTOCOMMIT")
        with engine.connect() as connection:
            connection.execute(text("ANALYZE"))
        yield store


def _fill(connection: Connection) -> None:
    numbers = range(1, MANY + 1)
    lane = {"id": 1, "chat": "console", "workspace": "main", "conversation": "general"}
    connection.execute(insert(tables.lanes), lane)
    case = {**scalars(a_claimed_case(customer=None)), "parts": 0}
    connection.execute(insert(tables.cases), [{**case, "id": number} for number in numbers])
    promise = dict(zip(promises._NAMES, astuple(a_promise()), strict=True))
    connection.execute(
        insert(tables.promises),
        [{**promise, "id": number, "case_id": number, "position": 0} for number in numbers],
    )
    row = {"lane_id": 1, "created_at": NOW, "kind": "any", "occurrence": 1, "shown": 1}
    row |= {"wanted": 1, "marks": 0, "settled": False, "attempts": 0, "facts": {}}
    for table, state in ((tables.cards, "live"), (tables.notices, "sent")):
        own = {name: value for name, value in row.items() if name in table.c}
        own |= {"not_before": NOW} if "not_before" in table.c else {}
        rows = [
            {
                **own,
                "id": number,
                "key": f"k{number}",
                "ref": f"r{number}",
                "case_id": number,
                "state": state,
            }
            for number in numbers
        ]
        connection.execute(insert(table), rows)

    line = {"code": "noted", "facts": {}, "happened_at": NOW, "recorded_at": NOW, "schema": 1}
    connection.execute(insert(tables.history), [{**line, "case_id": number} for number in numbers])
    press = {"chat": "c", "workspace": "w", "external_id": "x", "verb": "claim", "at": NOW}
    press |= {"facts": {}, "undo": {}, "refused": False, "finished": True, "version": 2}
    rows = [
        {**press, "delivery": f"d{number}", "subject": f"case:{number}", "case_id": number}
        for number in numbers
    ]
    connection.execute(insert(tables.deliveries), rows)


_PRESS = {"subject": "case:1", "verb": "claim", "seen": 1, "actor": 1, "version": 2}
_SINCE = "ix_cards_(lane_id_)?since ix_notices_(lane_id_)?since"
_REPEATED: Mapping[str, tuple[Any, Mapping[str, Any], str]] = {
    "due cases": (cases._DUE, {"now": NOW, "limit": 50}, "ix_cases_look_at"),
    "lanes": (outbox._LANES, _TIMES, _SINCE),
    "work": (
        outbox._WORK,
        {**_TIMES, "lane": 1},
        "ix_cards_(lane_id_)?since ix_notices_(lane_id_)?since",
    ),
    "dead": (outbox._DEAD, {"limit": 50}, "ix_cards_undelivered ix_notices_undelivered"),
    "what is to be asked for": (
        outbox._TO_CHECK,
        {"now": MACHINE, "limit": 20},
        "ix_cards_check_at",
    ),
    "the copy of a ref": (cards._BY_REF, {"the_ref": "C1:1.5", "lane": 1}, "ix_cards_ref"),
    "the oldest copy": (cards._OLDEST, {"case": 1, "lane": 1}, "ix_cards_case_id"),
    "late cards": (outbox._late(tables.cards), {"business": NOW}, "ix_cards_(lane_id_)?since"),
    "late notices": (
        outbox._late(tables.notices),
        {"business": NOW},
        "ix_notices_(lane_id_)?since",
    ),
    "due digests": (digests._DUE, {"now": NOW}, ""),
    "history of a case": (history._OF_CASE, {"case": 1}, "ix_history_case_id ix_cases_merged_into"),
    "mine": (case_lists.MINE, {"person": 404}, "ix_cases_owner_id_state"),
    "helped before": (
        cases._HELPED_BEFORE,
        {"route": "x", "limit": 9},
        "ix_cases_route_claimed_at",
    ),
    "the same press": (deliveries._SAME, _PRESS, "ix_deliveries_subject_version"),
    "what produced it": (
        deliveries._PRODUCING,
        {"case": 1, "version": 2},
        "ix_deliveries_case_id_version",
    ),
    "what leavers own": (
        leavers._CASES._by_size[1],
        {"one_of_0": 404},
        "ix_cases_owner_id_state",
    ),
    "what leavers were to do": (
        leavers._PROMISES._by_size[1],
        {"one_of_0": 404},
        "ix_promises_doer_id_state",
    ),
    "wrong codes": (
        tie_codes._COUNT,
        {"chat": "c", "workspace": "w", "external_id": "x", "since": NOW},
        "ix_deliveries_wrong_code",
    ),
    "waiting": (
        case_lists.WAITING,
        {"limit": 50, "late": False},
        "ix_cases_state_opened_at",
    ),
}


def _plan(connection: Connection, statement: Executable, values: Mapping[str, Any]) -> str:
    explain = "EXPLAIN QUERY PLAN " if connection.dialect.name == "sqlite" else "EXPLAIN "
    compiled = statement.compile(  # type: ignore[attr-defined]
        dialect=connection.dialect, compile_kwargs={"render_postcompile": True}
    )
    bound = compiled.construct_params(values)
    writers = {
        name: bind.type.dialect_impl(connection.dialect).bind_processor(connection.dialect)
        for name, bind in compiled.binds.items()
    }
    written = {
        name: writers[name](value) if writers.get(name) else value for name, value in bound.items()
    }
    order = compiled.positiontup
    parameters = tuple(written[name] for name in order) if order else written
    rows = connection.exec_driver_sql(explain + str(compiled), parameters)
    return "\n".join(str(row[-1]) for row in rows)


@pytest.mark.parametrize("name", _REPEATED)
def test_a_query_that_is_repeated_looks_only_at_what_is_due(full: SqlStore, name: str) -> None:
    statement, values, indexes = _REPEATED[name]

    with full.engine().connect() as connection:
        plan = _plan(connection, statement, values)

    for index in indexes.split():
        assert re.search(index, plan), plan
    scanned = re.findall(
        r"(?:SCAN|Seq Scan on) (cases|cards|notices|history|deliveries)\b(?!.*USING)", plan
    )
    assert scanned == [], plan


def test_a_query_that_looks_at_everything_is_seen(full: SqlStore) -> None:
    with full.engine().connect() as connection:
        plan = _plan(connection, text("SELECT * FROM cards WHERE kind = 'x'"), {})

    assert re.search(r"(SCAN|Seq Scan on) cards\b", plan)


def test_the_outbox_of_a_full_database_reads_no_more_than_that_of_an_empty_one(
    full: SqlStore,
) -> None:
    """Counted by the database itself: rows on SQLite's virtual machine, buffers on PostgreSQL."""
    with full.engine().connect() as connection:
        if connection.dialect.name == "sqlite":
            steps = _steps(connection, outbox._LANES, _TIMES)
            assert steps < MANY // 4
        else:
            assert _buffers(connection, outbox._LANES, _TIMES) < 20


def _steps(connection: Connection, statement: Executable, values: Mapping[str, Any]) -> int:
    raw: Any = connection.connection.dbapi_connection
    steps = 0

    def count() -> int:
        nonlocal steps
        steps += 1
        return 0

    raw.set_progress_handler(count, 1)
    connection.execute(statement, values).all()
    raw.set_progress_handler(None, 0)
    return steps


def _buffers(connection: Connection, statement: Any, values: Mapping[str, Any]) -> int:
    compiled = statement.compile(
        dialect=connection.dialect, compile_kwargs={"render_postcompile": True}
    )
    written = {
        name: to_number(value) if name in {"now", "business"} else value
        for name, value in compiled.construct_params(values).items()
    }
    rows = connection.exec_driver_sql(f"EXPLAIN (ANALYZE, BUFFERS) {compiled}", written)
    plan = "\n".join(row[0] for row in rows)
    return sum(int(hit) for hit in re.findall(r"^\s*Buffers: shared hit=(\d+)", plan)[:1])
