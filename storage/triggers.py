"""The triggers by which the database itself keeps history append-only."""

from __future__ import annotations

from sqlalchemy import Connection, event

from storage.dialect import Kind
from storage.tables import history

_IF_THERE = "WHEN NEW.seq IN (SELECT seq FROM history)"
_REFUSE = "BEGIN SELECT RAISE(ABORT, 'history is append-only'); END"

STATEMENTS: dict[str, tuple[str, ...]] = {
    Kind.SQLITE.value: (
        f"CREATE TRIGGER history_no_update BEFORE UPDATE ON history {_REFUSE}",
        f"CREATE TRIGGER history_no_delete BEFORE DELETE ON history {_REFUSE}",
        # INSERT OR REPLACE deletes without asking the trigger above.
        f"CREATE TRIGGER history_no_replace BEFORE INSERT ON history {_IF_THERE} {_REFUSE}",
    ),
    Kind.POSTGRESQL.value: (
        "CREATE FUNCTION history_refuse() RETURNS trigger LANGUAGE plpgsql AS "
        "$$ BEGIN RAISE EXCEPTION 'history is append-only'; END $$",
        "CREATE TRIGGER history_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON history "
        "FOR EACH STATEMENT EXECUTE FUNCTION history_refuse()",
    ),
}
"""By the name of the database; the migration runs the same ones."""


def _create(_: object, connection: Connection, **__: object) -> None:
    for statement in STATEMENTS[connection.dialect.name]:
        connection.exec_driver_sql(statement)


event.listen(history, "after_create", _create)
