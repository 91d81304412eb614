"""Stores for tests: with all tables and nothing in them, on both databases."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from itertools import count
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest

from bot.domain.ids import LaneId
from bot.domain.post import Author, Said
from bot.ports.storing import Address, UnitOfWork
from storage.engine import SqlStore, open_store
from storage.migrate import migrate
from tests.builders import NOW
from tests.databases import PostgresServer

MACHINE = datetime(2026, 3, 16, 8, 0, tzinfo=UTC)
"""Machine time in tests; nothing moves it."""
GENERAL = Address("console", "main", "general")


_MEMORY = Path("/dev/shm")  # noqa: S108 - a folder of our own is made in it
_ROOM = 256 * 1024 * 1024
"""Bytes that must be free in memory; few databases are there at once."""


@pytest.fixture(scope="session")
def migrated_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A SQLite file with all tables, to be copied."""
    path = tmp_path_factory.mktemp("migrated") / "migrated.sqlite"
    migrate(f"sqlite:///{path}")
    return path


@pytest.fixture
def sqlite_stored(migrated_file: Path) -> Iterator[str]:
    """A SQLite database with all tables.

    Where Linux has room for it, it is in memory, as the tests' PostgreSQL does not wait for its
    disk either: what a test wrote need not survive a power cut.
    """
    quick = _MEMORY if _MEMORY.is_dir() and shutil.disk_usage(_MEMORY).free > _ROOM else None
    with TemporaryDirectory(prefix="knuffel-", dir=quick) as folder:
        path = Path(folder) / "stored.sqlite"
        shutil.copyfile(migrated_file, path)
        yield f"sqlite:///{path}"


@pytest.fixture
def postgres_stored(postgres: PostgresServer) -> Iterator[str]:
    """A PostgreSQL database with all tables."""
    with postgres.database(postgres.template("stored", migrate)) as url:
        yield url


@pytest.fixture(params=["sqlite", "postgresql"])
def stored_url(request: pytest.FixtureRequest) -> str:
    """A database with all tables; the test runs once on each kind."""
    url: str = request.getfixturevalue(
        {"sqlite": "sqlite_stored", "postgresql": "postgres_stored"}[request.param]
    )
    return url


@pytest.fixture
def store(stored_url: str) -> Iterator[SqlStore]:
    """The store of such a database; its ids count from 1000."""
    with opened(stored_url) as store:
        yield store


@pytest.fixture
def uow(store: SqlStore) -> Iterator[UnitOfWork]:
    """One unit of work, which is never committed."""
    with store.begin() as uow:
        yield uow


@contextmanager
def opened(url: str, *, first_id: int = 1000) -> Iterator[SqlStore]:
    """A store that is closed afterwards."""
    numbers = count(first_id)
    store = open_store(url, new_id=lambda: next(numbers))
    try:
        yield store
    finally:
        store.close()


def a_lane(uow: UnitOfWork, conversation: str = "general") -> LaneId:
    """The lane of a conversation in the console."""
    return uow.lanes.find_or_add(Address("console", "main", conversation))


def a_said(external_id: str = "1", **changes: object) -> Said:
    """Jos says on Facebook that he is lost."""
    told: dict[str, object] = {
        "source": "facebook",
        "external_id": external_id,
        "author": Author("jos", "Jos"),
        "text": "Asked the same thing three times in chat. I'm lost.",
        "said_at": NOW,
    }
    return Said(**{**told, **changes})  # type: ignore[arg-type]
