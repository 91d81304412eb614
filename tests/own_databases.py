"""Databases for programs that are no tests: files for SQLite, a PostgreSQL server of their own."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from types import TracebackType
from typing import Self

import psycopg

from storage.migrate import migrate
from tests import databases

KINDS = ("sqlite", "postgresql")

_AS_IN_PRODUCTION = ("fsync", "full_page_writes", "synchronous_commit")
"""What the tests' server leaves out, because a test's data need not survive a power cut."""


class OwnDatabases:
    """Makes databases with the product's tables, and removes them all at its end.

    `durable`: PostgreSQL writes to the disk before it says that something is committed, as SQLite
    does. A server is started when the first database on it is asked for.
    """

    def __init__(self, *, durable: bool = False) -> None:
        self._durable = durable
        self._ends = ExitStack()
        self._server: databases.PostgresServer | None = None
        self._files = 0

    def __enter__(self) -> Self:
        self._folder = Path(self._ends.enter_context(tempfile.TemporaryDirectory()))
        databases.begin_run(durable=self._durable)
        self._ends.callback(databases.end_run)
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._ends.__exit__(kind, error, trace)

    @contextmanager
    def make(self, kind: str) -> Iterator[str]:
        """The URL of a new database of this kind, migrated; it is gone afterwards."""
        with ExitStack() as ends:
            if kind == "sqlite":
                self._files += 1
                url = f"sqlite:///{self._folder / str(self._files)}.sqlite"
            else:
                url = ends.enter_context(self._started().database())
            migrate(url)
            yield url

    def _started(self) -> databases.PostgresServer:
        if self._server is None:
            self._server = databases.connect_to_server()
            self._ends.callback(self._server.close)
            if self._durable:
                with self._server.database() as url:
                    _make_durable(url)
        return self._server


def _make_durable(url: str) -> None:
    """Raises psycopg.Error where the server is not ours to change."""
    with psycopg.connect(url.replace("+psycopg", ""), autocommit=True) as connection:
        for setting in _AS_IN_PRODUCTION:
            connection.execute(f"ALTER SYSTEM SET {setting} = on".encode())
        connection.execute("SELECT pg_reload_conf()")
