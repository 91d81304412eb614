"""A driver's connection: runs prepared statements, in as few round trips as their order allows.

On PostgreSQL round trips decide how fast a press is. So BEGIN travels with the first statement, and
writes of which nobody asks the outcome travel together, with the COMMIT where they come last.
"""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import AbstractContextManager, closing, nullcontext
from typing import Any

from storage.prepared import Prepared, Values


class Driver:
    """One connection of psycopg or sqlite3, for one transaction. Raises what the driver raises."""

    def __init__(self, connection: Any) -> None:  # noqa: ANN401 - two drivers, no type in common
        """`connection` begins its transaction by itself, or has begun it."""
        self._connection = connection
        self._pipeline = getattr(connection, "pipeline", None)
        self._cursor: Any = None
        self._is_first = True
        self._kept: list[tuple[Prepared, Any]] = []

    def run(self, known: Prepared, values: Values) -> tuple[Sequence[Any], int]:
        """The rows, and how many there are or were changed."""
        if self._kept and self._may_not_overtake(known):
            self.send_kept()
        cursor = self._require_cursor()
        with self._with_begin():
            cursor.execute(known.text, known.bind(values))
        rows = known.fetch(cursor) if known.has_rows else ()
        return rows, cursor.rowcount

    def run_each(self, known: Prepared, many: Sequence[Values]) -> None:
        """Write something for each of these."""
        self.send_kept()
        with closing(self._connection.cursor()) as cursor:
            cursor.executemany(known.text, [known.bind(values) for values in many])

    def keep(self, known: Prepared, values: Values) -> None:
        """Write this before anything is read, before its table is written to, or at the commit.

        Only for rows to which no other row comes to point meanwhile: new ones of a table to which
        no other points, or changes of rows that are there.
        """
        # Bound at once, so that what cannot be written is refused where it comes from.
        self._kept.append((known, known.bind(values)))

    def send_kept(self, *, commit: bool = False) -> None:
        """Write what was kept, and on PostgreSQL `commit` in the same breath."""
        kept, self._kept = self._kept, []
        if not kept:
            return
        cursor = self._require_cursor()
        with self._together():
            for known, bound in kept:
                cursor.execute(known.text, bound)
            if commit and self._pipeline is not None:
                cursor.execute("COMMIT", prepare=False)

    def _require_cursor(self) -> Any:  # noqa: ANN401 - a driver's cursor
        """One for all: every answer is read whole, and psycopg takes its time to make another."""
        if self._cursor is None:
            self._cursor = self._connection.cursor()
        return self._cursor

    def _may_not_overtake(self, known: Prepared) -> bool:
        return known.has_rows or any(known.table is one.table for one, _ in self._kept)

    def _with_begin(self) -> AbstractContextManager[object]:
        if not self._is_first:
            return nullcontext()
        self._is_first = False
        return self._together()

    def _together(self) -> AbstractContextManager[object]:
        return nullcontext() if self._pipeline is None else self._pipeline()
