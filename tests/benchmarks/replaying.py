"""What a piece of work wrote, written once more for other cases and by nothing but the driver."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import closing, contextmanager
from dataclasses import dataclass, field
from itertools import count
from typing import Any
from unittest.mock import patch

from sqlalchemy import Engine

from storage.driver import Driver
from storage.prepared import Prepared, Values

_numbers = count(1)
_UNIQUE = ("key", "slot")
"""What nobody else may have: written again it gets an end of its own."""
_CASES = ("case", "case_id", "the_case")
"""Which parameters name a case. Any other number is what it is, also where it looks like one."""


@dataclass
class Written:
    """The writes of some transactions, in order."""

    transactions: list[list[tuple[Prepared, Values]]] = field(default_factory=list)

    @property
    def statements(self) -> int:
        """How many writes they are."""
        return sum(len(one) for one in self.transactions)

    def for_others(self, others: Mapping[int, int]) -> Written:
        """The same about other cases, so that not one of them finds itself done already."""
        again = f":{next(_numbers)}"
        return Written(
            [
                [(known, _renamed(values, others, again)) for known, values in one]
                for one in self.transactions
                if one
            ]
        )

    def write(self, engine: Engine) -> None:
        """Write them, each transaction by itself: no objects, no rules, no questions."""
        for transaction in self.transactions:
            with engine.begin() as connection:
                driver: Any = connection.connection.dbapi_connection
                with closing(driver.cursor()) as cursor:
                    for known, values in transaction:
                        cursor.execute(known.text, known.bind(values))


@contextmanager
def recorded() -> Iterator[Written]:
    """Note what is written meanwhile."""
    written = Written()

    class Recorder(Driver):
        """Notes every write on its way to the database."""

        def __init__(self, connection: Any) -> None:
            super().__init__(connection)
            self._mine: list[tuple[Prepared, Values]] = []
            written.transactions.append(self._mine)

        def run(self, known: Prepared, values: Values) -> tuple[Sequence[Any], int]:
            self._note(known, values)
            return super().run(known, values)

        def run_each(self, known: Prepared, many: Sequence[Values]) -> None:
            for values in many:
                self._note(known, values)
            super().run_each(known, many)

        def keep(self, known: Prepared, values: Values) -> None:
            self._note(known, values)
            super().keep(known, values)

        def _note(self, known: Prepared, values: Values) -> None:
            if known.table is not None:
                self._mine.append((known, dict(values)))

    with patch("storage.transaction.Driver", Recorder):
        yield written


def _renamed(values: Values, others: Mapping[int, int], again: str) -> dict[str, Any]:
    return {name: _other(name, value, others, again) for name, value in values.items()}


def _other(name: str, value: Any, others: Mapping[int, int], again: str) -> Any:
    if name == "id":
        return 2**62 + next(_numbers)
    if name in _UNIQUE and isinstance(value, str):
        return value + again
    return others.get(value, value) if name in _CASES else value
