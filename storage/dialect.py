"""Where SQLite and PostgreSQL differ: how they are connected to, and how a transaction begins.

SQLite copied `ON CONFLICT` from PostgreSQL, so PostgreSQL's `insert` serves both; SQLite leaves
`FOR UPDATE` out, because there a writer is alone from its first statement.
"""

from __future__ import annotations

import select
import sqlite3
from collections.abc import Iterable
from datetime import timedelta
from enum import StrEnum
from typing import Any, cast

from sqlalchemy import ColumnElement, Connection, Engine, Table, create_engine, event, literal
from sqlalchemy.dialects.postgresql import Insert, insert
from sqlalchemy.engine import URL
from sqlalchemy.exc import DisconnectionError

from bot.domain.errors import Broken

__all__ = ["Kind", "Use", "engine_for", "insert", "is_one_of", "kind_of", "patience", "upsert"]


class Kind(StrEnum):
    """Which database it is."""

    SQLITE = "sqlite"
    POSTGRESQL = "postgresql"


class Use(StrEnum):
    """What connections are for: each use has its own pool and its own patience."""

    PRESS = "press"
    BACKGROUND = "background"
    READ = "read"


_POOL = {Use.PRESS: 0.4, Use.BACKGROUND: 30.0, Use.READ: 5.0}
"""Seconds to wait for a connection. With the next two, a press knows within two seconds."""
_LOCK = {Use.PRESS: 0.7, Use.BACKGROUND: 10.0, Use.READ: 1.0}
_STATEMENT = {Use.PRESS: 0.8, Use.BACKGROUND: 30.0, Use.READ: 10.0}
_TRANSACTION = {Use.PRESS: 1.5}
"""All statements together; PostgreSQL knows this from version 17 on."""
_BUSY = {Use.PRESS: 1.2, Use.BACKGROUND: 10.0, Use.READ: 1.2}
"""SQLite: seconds to wait for another process that writes."""
_KNOWS_TRANSACTION_TIMEOUT = 170_000
_SQLITE_PAGES_KB = 16_384
_COUNTED = {"preserve_rowcount": True}
"""Otherwise SQLAlchemy asks a closed cursor how many rows an INSERT made."""


def kind_of(url: URL) -> Kind:
    """Which database a URL leads to. Raises `Broken` for any other, and for one in memory."""
    try:
        kind = Kind(url.get_backend_name())
    except ValueError:
        raise Broken(
            f"{url.get_backend_name()!r} is no database that Knuffel knows: "
            "write sqlite:///FILE or postgresql+psycopg://USER@HOST/NAME"
        ) from None
    if kind is Kind.SQLITE and url.database in {None, "", ":memory:"}:
        raise Broken("a database in memory is shared by nobody: write sqlite:///FILE")
    return kind


def engine_for(url: URL, use: Use, *, connections: int) -> Engine:
    """An engine for one use of a database, with at most so many connections."""
    make = {Kind.SQLITE: _sqlite, Kind.POSTGRESQL: _postgresql}[kind_of(url)]
    return make(url, use, connections)


def patience(use: Use) -> timedelta:
    """How long one waits for the only writer of SQLite within a process."""
    return timedelta(seconds=_POOL[use])


def is_one_of(column: ColumnElement[Any], values: Iterable[Any]) -> ColumnElement[bool]:
    """A condition with constants, in a text that stays the same and so stays prepared."""
    return column.in_([literal(value, column.type) for value in values])


def upsert(table: Table, *, leave: tuple[str, ...] = ()) -> Insert:
    """Insert a row, or change the one with the same key; `leave` is not changed then."""
    statement = insert(table)
    keys = [column.key for column in table.primary_key.columns]
    changed = [column.key for column in table.columns if column.key not in (*keys, *leave)]
    return statement.on_conflict_do_update(
        index_elements=list(table.primary_key.columns),
        set_={name: statement.excluded[name] for name in changed},
    )


def _sqlite(url: URL, use: Use, connections: int) -> Engine:
    engine = create_engine(
        url,
        # One writer: SQLite has no more. Whoever opens a unit of work waits for it in `engine`.
        hide_parameters=True,  # a failure that is logged must not carry anybody's words
        pool_size=connections if use is Use.READ else 1,
        max_overflow=0,
        pool_timeout=_POOL[use],
        pool_reset_on_return=None,
        execution_options=_COUNTED,
        connect_args={"timeout": _BUSY[use], "check_same_thread": False, "isolation_level": None},
    )

    @event.listens_for(engine, "connect")
    def _prepare(connection: sqlite3.Connection, _: object) -> None:
        for pragma in (
            "journal_mode = WAL",
            "synchronous = FULL",
            "foreign_keys = ON",
            f"cache_size = -{_SQLITE_PAGES_KB}",
            *(["query_only = ON"] if use is Use.READ else []),
        ):
            connection.execute(f"PRAGMA {pragma}").close()
        # SQLite's own knows only the letters of English.
        connection.create_function("lower", 1, _lower, deterministic=True)

    begin = "BEGIN" if use is Use.READ else "BEGIN IMMEDIATE"

    @event.listens_for(engine, "begin")
    def _begin(connection: Connection) -> None:
        # Not through SQLAlchemy, which would take longer than SQLite does.
        _raw(connection).execute(begin)

    return engine


def _postgresql(url: URL, use: Use, connections: int) -> Engine:
    engine = create_engine(
        url,
        hide_parameters=True,
        pool_size=connections,
        max_overflow=0,
        pool_timeout=_POOL[use],
        pool_use_lifo=True,
        pool_reset_on_return=None,
        execution_options=_COUNTED,
        isolation_level="REPEATABLE READ" if use is Use.READ else "READ COMMITTED",
        connect_args={
            "connect_timeout": 2,
            "application_name": f"knuffel-{use}",
            "options": (
                f"-c lock_timeout={_milliseconds(_LOCK[use])} "
                f"-c statement_timeout={_milliseconds(_STATEMENT[use])} -c timezone=UTC"
            ),
        },
    )

    @event.listens_for(engine, "connect")
    def _prepare(connection: Any, _: object) -> None:  # noqa: ANN401 - psycopg's, behind SQLAlchemy
        connection.read_only = use is Use.READ
        if use in _TRANSACTION and connection.info.server_version >= _KNOWS_TRANSACTION_TIMEOUT:
            limit = _milliseconds(_TRANSACTION[use])
            connection.execute(f"SET transaction_timeout = {limit}")
            connection.commit()

    @event.listens_for(engine, "checkout")
    def _look(connection: Any, *_: object) -> None:  # noqa: ANN401 - psycopg's, behind SQLAlchemy
        # A server that went away has said so: a look at the socket costs no round trip.
        if connection.closed or select.select([connection.fileno()], [], [], 0)[0]:
            raise DisconnectionError("the server closed this connection")

    return engine


def _raw(connection: Connection) -> sqlite3.Connection:
    return cast("sqlite3.Connection", connection.connection.dbapi_connection)


def _lower(text: str | None) -> str | None:
    return None if text is None else text.lower()


def _milliseconds(seconds: float) -> int:
    return round(seconds * 1000)
