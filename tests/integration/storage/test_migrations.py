"""Migrations: they make exactly the tables that the code expects, and are run by one at a time."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from sqlalchemy import Connection, MetaData, inspect, text
from sqlalchemy.engine import make_url

import storage.triggers
from bot.domain.errors import Broken
from bot.ports.storing import StorageAway
from storage.dialect import Use, engine_for
from storage.migrate import is_current, migrate
from storage.tables import metadata


def _schema(connection: Connection) -> list[tuple[str, str, str]]:
    """What alembic does not compare: conditions of indexes, triggers, names of constraints."""
    if connection.dialect.name == "sqlite":
        # Tables are left to alembic: the order of what stands in them is nobody's business.
        found = text(
            "SELECT type, name, sql FROM sqlite_master WHERE type IN ('index', 'trigger')"
            " AND name NOT LIKE '%alembic%'"
        )
    else:
        found = text(
            "SELECT 'index', indexname, indexdef FROM pg_indexes WHERE schemaname = 'public'"
            " AND tablename NOT LIKE '%alembic%'"
            " UNION ALL SELECT 'trigger', tgname, pg_get_triggerdef(oid) FROM pg_trigger"
            " WHERE NOT tgisinternal"
            " UNION ALL SELECT 'constraint', conname, pg_get_constraintdef(oid)"
            " FROM pg_constraint WHERE conname NOT LIKE '%alembic%'"
        )
    return sorted(
        (kind, name, " ".join((sql or "").split())) for kind, name, sql in connection.execute(found)
    )


def test_the_migrations_and_the_tables_in_the_code_agree(database_url: str) -> None:
    migrate(database_url)
    engine = engine_for(make_url(database_url), Use.BACKGROUND, connections=1)

    with engine.connect() as connection:
        assert compare_metadata(MigrationContext.configure(connection), metadata) == []
    engine.dispose()


def test_a_column_that_no_migration_makes_is_seen(database_url: str) -> None:
    migrate(database_url)
    engine = engine_for(make_url(database_url), Use.BACKGROUND, connections=1)

    with engine.connect() as connection:
        differences = compare_metadata(MigrationContext.configure(connection), MetaData())
    engine.dispose()

    assert differences


def test_indexes_constraints_and_triggers_are_the_same_too(database_url: str) -> None:
    assert storage.triggers.STATEMENTS
    engine = engine_for(make_url(database_url), Use.BACKGROUND, connections=1)
    with engine.begin() as connection:
        metadata.create_all(connection)
        expected = _schema(connection)
    with engine.begin() as connection:
        metadata.drop_all(connection)
        if connection.dialect.name == "postgresql":
            connection.execute(text("DROP FUNCTION history_refuse"))

    migrate(database_url)

    with engine.connect() as connection:
        assert _schema(connection) == expected
    engine.dispose()


def test_migrating_again_changes_nothing(database_url: str) -> None:
    migrate(database_url)
    migrate(database_url)

    assert is_current(database_url)


def test_of_several_who_migrate_at_once_one_does_it(database_url: str) -> None:
    with ThreadPoolExecutor(4) as threads:
        list(threads.map(migrate, [database_url] * 4))

    assert is_current(database_url)


def test_the_folder_of_a_new_file_is_made(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path / 'var' / 'lib' / '100%' / 'knuffel.sqlite'}"

    migrate(url)

    assert is_current(url)


def test_the_tables_that_scripts_rely_on_have_their_names(stored_url: str) -> None:
    engine = engine_for(make_url(stored_url), Use.READ, connections=1)
    tables = set(inspect(engine).get_table_names())
    engine.dispose()

    fixed = {"posts", "cases", "history", "employees", "promises", "notices", "cards"}
    assert fixed <= tables


@pytest.mark.parametrize("url", ["sqlite://", "sqlite:///:memory:", "mysql://x/y"])
def test_a_database_that_we_do_not_know_is_refused_with_what_to_write(url: str) -> None:
    with pytest.raises(Broken, match="write sqlite:///FILE"):
        migrate(url)


def test_a_server_that_is_not_there_is_away() -> None:
    with pytest.raises(StorageAway):
        migrate("postgresql+psycopg://nobody@127.0.0.1:1/nothing")


def test_who_had_left_before_is_looked_at_as_a_leaver(database_url: str) -> None:
    migrate(database_url)
    engine = engine_for(make_url(database_url), Use.BACKGROUND, connections=1)
    with engine.begin() as connection:
        command.downgrade(_at(connection), "0003")
        for number, active in ((1, True), (2, False)):
            connection.execute(_SOMEBODY, {"id": number, "key": f"k{number}", "active": active})

    migrate(database_url)

    with engine.connect() as connection:
        found = connection.execute(text("SELECT id, email, has_left FROM employees ORDER BY id"))
        assert [(one, email, bool(left)) for one, email, left in found] == [
            (1, "e@draadloos.nl", False),
            (2, "e@draadloos.nl", True),
        ]
        assert connection.scalar(text("SELECT employee_id FROM leavers")) == 2
    engine.dispose()


_SOMEBODY = text(
    "INSERT INTO employees (id, key, email, department, language, language_set, zone, hours,"
    " holidays, roles, active, willing, has_absences)"
    " VALUES (:id, :key, 'E@Draadloos.NL', 'x', 'nl', false, 'UTC', '[]', '{}', '', :active,"
    " false, false)"
)


def _at(connection: Connection) -> Config:
    config = Config()
    config.set_main_option(
        "script_location", str(Path(storage.triggers.__file__).parent / "migrations")
    )
    config.set_main_option("path_separator", "os")
    config.attributes["connection"] = connection
    return config
