"""One transaction: runs statements, translates failures, and knows what is to be written last."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Executable

from bot.domain.errors import Broken
from bot.domain.ids import CaseId, NewId
from storage.codec import EPOCH
from storage.driver import Driver
from storage.failures import FAILURES, translated
from storage.prepared import Prepared, Values, prepared

UNTOLD = EPOCH
"""Stands where nobody told when: behind since we do not know when."""

_NOTHING: Mapping[str, Any] = {}


class Transaction:
    """A connection in a transaction, with what the repositories tell each other through it.

    Whatever runs a statement raises StorageAway, StaleCase, Taken or Broken.
    """

    def __init__(
        self,
        connection: Connection,
        new_id: NewId,
        *,
        is_press: bool = False,
        only_reads: bool = False,
    ) -> None:
        """`connection` has begun its transaction."""
        self.connection = connection
        self.new_id = new_id
        self.is_press = is_press
        """Whether somebody waits for what is behind because of it."""
        self.only_reads = only_reads
        """It sees one snapshot, and changes nothing."""
        self.now = UNTOLD
        """The business moment that this transaction was told last."""
        self.parts: dict[CaseId, int] = {}
        """Of the cases that this transaction has locked: which tables have rows of them."""
        self.noted: dict[CaseId, Mapping[str, Any]] = {}
        """What is still to be written in rows of cases: see `storage.noted`."""
        self.last: dict[object, Callable[[], None]] = {}
        """What is to be done before the commit, by subject: the newest only."""
        self._driver = Driver(connection.connection.dbapi_connection)
        self._open = True

    def tell(self, now: datetime) -> None:
        """Note which moment it is; what is behind from now on says so."""
        self.now = max(self.now, now)

    def do_first(self, subject: object, step: Callable[[], None]) -> None:
        """Do this before the commit, and before whatever else is left for then."""
        self.last = {subject: step, **self.last}

    def rows(self, statement: Executable, values: Values = _NOTHING) -> Sequence[Any]:
        """Every row of the answer."""
        return self._run(statement, values)[0]

    def first(self, statement: Executable, values: Values = _NOTHING) -> Any:  # noqa: ANN401 - a row, or None
        """The first row of the answer, if there is one."""
        rows = self._run(statement, values)[0]
        return rows[0] if rows else None

    def value(self, statement: Executable, values: Values = _NOTHING) -> Any:  # noqa: ANN401 - a column, or None
        """The first column of the first row, if there is one."""
        rows = self._run(statement, values)[0]
        return rows[0][0] if rows else None

    def change(self, statement: Executable, values: Values = _NOTHING) -> int:
        """Write something; how many rows were changed."""
        return self._run(statement, values)[1]

    def write(self, statement: Executable, values: Values) -> None:
        """Write something of which nobody asks how many rows were changed, soon.

        See `Driver.keep` for what may wait so.
        """
        self._driver.keep(self._require_prepared(statement, values), values)

    def change_each(self, statement: Executable, many: Iterable[Values]) -> None:
        """Write something for each of these; for none at all, do nothing.

        All of them have the same names, and the statement is no `IN`.
        """
        listed = list(many)
        if len(listed) == 1:
            self._run(statement, listed[0])
        elif listed:
            self._run_each(statement, listed)

    def rows_of_each(self, statement: Executable, many: Sequence[Values]) -> Sequence[Any]:
        """Insert all of these in few statements; what they return, in any order."""
        self._require_open()
        try:
            self._driver.send_kept()
            return self.connection.execute(statement, many).all()
        except FAILURES as failure:
            raise translated(failure) from failure

    def commit(self) -> None:
        """Do what was left for the end, and make it true."""
        while self.last:  # a step may leave another one
            self.last.pop(next(iter(self.last)))()
        self._require_open()
        self._open = False
        try:
            self._driver.send_kept(commit=True)
            self.connection.commit()
        except FAILURES as failure:
            raise translated(failure) from failure

    def _run(self, statement: Executable, values: Values) -> tuple[Sequence[Any], int]:
        """The rows, and how many there are or were changed."""
        known = self._prepared(statement, values)
        try:
            if known is None:
                return self._run_long(statement, values)
            return self._driver.run(known, values)
        except FAILURES as failure:
            raise translated(failure) from failure

    def _run_long(self, statement: Executable, values: Values) -> tuple[Sequence[Any], int]:
        self._driver.send_kept()
        result = self.connection.execute(statement, values)
        return (result.all() if result.returns_rows else ()), result.rowcount

    def _run_each(self, statement: Executable, many: Sequence[Values]) -> None:
        known = self._require_prepared(statement, many[0])
        try:
            self._driver.run_each(known, many)
        except FAILURES as failure:
            raise translated(failure) from failure

    def _require_prepared(self, statement: Executable, values: Values) -> Prepared:
        known = self._prepared(statement, values)
        if known is None:
            raise Broken(f"the text of this depends on its values: {statement}")
        return known

    def _prepared(self, statement: Any, values: Values) -> Prepared | None:  # noqa: ANN401 - SQLAlchemy types no constant
        self._require_open()
        return prepared(statement, tuple(values), self.connection.dialect)

    def _require_open(self) -> None:
        if not self._open:
            raise Broken("a unit of work was used after its commit, which comes last")
