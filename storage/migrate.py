"""Brings a database's tables to what this version of the code expects."""

from __future__ import annotations

from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, text
from sqlalchemy.engine import make_url

from storage.dialect import Kind, Use, engine_for, kind_of
from storage.failures import FAILURES, translated

_MIGRATIONS = Path(__file__).parent / "migrations"
_LOCK = 0x6B6E7566
"""Any number, as long as nobody else uses it: PostgreSQL's advisory lock of whoever migrates."""


def migrate(url: str) -> None:
    """Make or change the tables of the database at a URL; does nothing when they are right.

    All of it happens or nothing, and of several processes at once one does it. The folder of a
    SQLite file is made if need be. Raises StorageAway, Broken.
    """
    address = make_url(url)
    if kind_of(address) is Kind.SQLITE:
        Path(str(address.database)).parent.mkdir(parents=True, exist_ok=True)
    engine = engine_for(address, Use.BACKGROUND, connections=1)
    try:
        with engine.begin() as connection:
            _upgrade(connection)
    except FAILURES as failure:
        raise translated(failure) from failure
    finally:
        engine.dispose()


def is_current(url: str) -> bool:
    """Whether the tables are as this version of the code expects them. Raises StorageAway."""
    engine = engine_for(make_url(url), Use.READ, connections=1)
    try:
        with engine.connect() as connection:
            found = MigrationContext.configure(connection).get_current_revision()
    except FAILURES as failure:
        raise translated(failure) from failure
    finally:
        engine.dispose()
    return found == ScriptDirectory.from_config(_config()).get_current_head()


def _upgrade(connection: Connection) -> None:
    if connection.dialect.name == Kind.POSTGRESQL:
        connection.execute(text("SELECT pg_advisory_xact_lock(:lock)"), {"lock": _LOCK})
    config = _config()
    config.attributes["connection"] = connection
    command.upgrade(config, "head")


def _config() -> Config:
    config = Config()
    # A percent sign in the path would be an interpolation.
    config.set_main_option("script_location", str(_MIGRATIONS).replace("%", "%%"))
    config.set_main_option("path_separator", "os")
    return config
