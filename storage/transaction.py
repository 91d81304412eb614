"""One transaction: runs statements, translates failures, and knows what is to be written last."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, CursorResult, Executable

from bot.domain.ids import CaseId, NewId
from storage.codec import EPOCH
from storage.failures import FAILURES, translated

Parameters = Mapping[str, Any] | Sequence[Mapping[str, Any]]

_PLAIN: Mapping[str, Any] = {}
_COUNTED: Mapping[str, Any] = {"preserve_rowcount": True}
"""An INSERT forgets how many rows it made unless it is asked to remember."""

UNTOLD = EPOCH
"""Stands where nobody told when: behind since we do not know when."""


class Transaction:
    """A connection in a transaction, with what the repositories tell each other through it."""

    def __init__(self, connection: Connection, new_id: NewId) -> None:
        """`connection` is in a transaction already, or begins one with its first statement."""
        self.connection = connection
        self.new_id = new_id
        self.now = UNTOLD
        """The business moment that this transaction was told last."""
        self.parts: dict[CaseId, int] = {}
        """Of the cases that this transaction has locked: which tables have rows of them."""
        self.last: dict[object, Callable[[], None]] = {}
        """What is to be done before the commit, by subject: the newest only."""

    def tell(self, now: datetime) -> None:
        """Note which moment it is; what is behind from now on says so."""
        self.now = max(self.now, now)

    def run(
        self,
        statement: Executable,
        parameters: Parameters | None = None,
        options: Mapping[str, Any] = _PLAIN,
    ) -> CursorResult[Any]:
        """Run a statement. Raises StorageAway, StaleCase, Taken, Broken."""
        try:
            return self.connection.execute(statement, parameters, execution_options=options)
        except FAILURES as failure:
            raise translated(failure) from failure

    def rows(self, statement: Executable, parameters: Parameters | None = None) -> Sequence[Any]:
        """Every row of the answer."""
        return self.run(statement, parameters).all()

    def first(self, statement: Executable, parameters: Parameters | None = None) -> Any:  # noqa: ANN401 - a row, or None
        """The first row of the answer, if there is one."""
        return self.run(statement, parameters).first()

    def value(self, statement: Executable, parameters: Parameters | None = None) -> Any:  # noqa: ANN401 - a column, or None
        """The first column of the first row, if there is one."""
        return self.run(statement, parameters).scalar()

    def change(self, statement: Executable, parameters: Parameters | None = None) -> int:
        """How many rows were changed."""
        return self.run(statement, parameters, _COUNTED).rowcount

    def run_many(self, statement: Executable, parameters: Iterable[Mapping[str, Any]]) -> None:
        """Run a statement for each of these; for none at all, do nothing."""
        many = list(parameters)
        if many:
            self.run(statement, many if len(many) > 1 else many[0])

    def commit(self) -> None:
        """Do what was left for the end, and make it true."""
        for step in self.last.values():
            step()
        self.last.clear()
        try:
            self.connection.commit()
        except FAILURES as failure:
            raise translated(failure) from failure
