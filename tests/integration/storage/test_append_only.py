"""The database itself refuses to change history, whoever asks."""

from __future__ import annotations

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError

from bot.domain.events import Code, Event
from bot.domain.ids import CaseId
from tests.builders import NOW
from tests.stores import opened

_CHANGES = ("UPDATE history SET code = 'nothing'", "DELETE FROM history")
_ONLY_SQLITE = (
    "INSERT OR REPLACE INTO history SELECT * FROM history",
    "REPLACE INTO history SELECT * FROM history",
)
_ONLY_POSTGRESQL = (
    "UPDATE history SET code = 'nothing' WHERE seq = 404",
    "TRUNCATE history",
    "TRUNCATE history CASCADE",
)


@pytest.mark.parametrize("change", [*_CHANGES, *_ONLY_SQLITE])
def test_sqlite_never_changes_or_deletes_history(sqlite_stored: str, change: str) -> None:
    _assert_refused(sqlite_stored, change)


@pytest.mark.parametrize("change", [*_CHANGES, *_ONLY_POSTGRESQL])
def test_postgresql_never_changes_or_deletes_history(postgres_stored: str, change: str) -> None:
    _assert_refused(postgres_stored, change)


def _assert_refused(url: str, change: str) -> None:
    with opened(url) as store:
        with store.begin() as uow:
            happened = Event(Code.OPENED, {"post": 1})
            uow.history.append([happened], case=CaseId(1), actor=None, now=NOW)
            uow.commit()

        with (
            pytest.raises(DBAPIError, match="append-only"),
            store.engine().begin() as connection,
        ):
            connection.execute(text(change))

        with store.read() as uow:
            assert [line.code for line in uow.history.list_of(CaseId(1))] == ["opened"]
