"""Statements as the drivers take them: compiled by SQLAlchemy once, and run without it after that.

SQLAlchemy's way from a statement to the driver costs about as much as SQLite itself, at every
execution: for a press with its eight statements, half of the time. All our statements are
constants, so what has to be known of each is worked out once: its text, the order of its
parameters, and how each value is written and read. Statements whose text depends on the values
(`IN` a list) go the long way.
"""

from __future__ import annotations

from collections import namedtuple
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import lru_cache
from typing import Any

from sqlalchemy import ClauseElement, Dialect
from sqlalchemy.engine.interfaces import Compiled
from sqlalchemy.sql.compiler import SQLCompiler
from sqlalchemy.types import TypeEngine

from bot.domain.errors import Broken

Convert = Callable[[Any], Any]
Values = Mapping[str, Any]
Readers = tuple[tuple[int, Convert], ...]
"""Columns that are not taken as they come, by their place."""
_FIRST: dict[tuple[str, str, tuple[Any, ...] | None], Dialect] = {}
"""One dialect for each kind and version of database."""


class Prepared:
    """One statement with one set of parameters, for one database."""

    def __init__(self, compiled: SQLCompiler, names: tuple[str, ...], dialect: Dialect) -> None:
        """`names` are the parameters that come with each execution; the others are constants."""
        self.text = compiled.string
        self._order = tuple(compiled.positiontup or ()) if compiled.positional else None
        writers = {name: _writer(bind.type, dialect) for name, bind in compiled.binds.items()}
        self._writers = tuple((name, write) for name in names if (write := writers.get(name)))
        self._constants = dict(_constants(compiled, names, writers))
        columns = _columns(compiled)
        row: Any = namedtuple("row", [key for key, _ in columns], rename=True)  # type: ignore[misc]
        self._make: Convert = row._make
        self._kinds = [kind.dialect_impl(dialect) for _, kind in columns]
        self._dialect = dialect
        self._readers: Readers | None = None
        self.has_rows = bool(columns)
        self.table = getattr(compiled.statement, "table", None)

    def bind(self, values: Values) -> Any:  # noqa: ANN401 - as the driver wants it
        """The parameters of one execution, as the driver takes them."""
        bound = {**self._constants, **values}
        for name, write in self._writers:
            bound[name] = write(bound[name])
        return bound if self._order is None else [bound[name] for name in self._order]

    def fetch(self, cursor: Any) -> list[Any]:  # noqa: ANN401 - a driver's cursor
        """What the driver found, as rows with named columns."""
        if self._readers is None:
            self._readers = self._find_readers(cursor.description)
        make, readers = self._make, self._readers
        if not readers:
            return [make(row) for row in cursor.fetchall()]
        return [make(_converted(row, readers)) for row in cursor.fetchall()]

    def _find_readers(self, description: Sequence[Sequence[Any]]) -> Readers:
        """How each column is read; PostgreSQL's numbers say only in an answer which ones they are.

        Several threads may find out at once, and find the same.
        """
        found = (
            (place, kind.result_processor(self._dialect, described[1]))
            for place, (kind, described) in enumerate(zip(self._kinds, description, strict=True))
        )
        return tuple((place, read) for place, read in found if read is not None)


def prepared(statement: ClauseElement, names: tuple[str, ...], dialect: Dialect) -> Prepared | None:
    """The statement, prepared; None when its text depends on the values.

    `dialect` is that of an open connection. Databases of one kind and version share what was
    prepared: the second engine of a process, and each store of a test, begins with all of it.
    """
    return _prepared(statement, names, _first_alike(dialect))


@lru_cache(maxsize=64)
def _first_alike(dialect: Dialect) -> Dialect:
    """The first dialect that we met of this kind and version."""
    kind = (dialect.name, dialect.driver, dialect.server_version_info)
    return _FIRST.setdefault(kind, dialect)


@lru_cache(maxsize=1024)
def _prepared(
    statement: ClauseElement, names: tuple[str, ...], dialect: Dialect
) -> Prepared | None:
    compiled = statement.compile(dialect=dialect, column_keys=list(names))
    if not isinstance(compiled, SQLCompiler) or _depends_on_values(compiled):
        return None
    return Prepared(compiled, names, dialect)


def _depends_on_values(compiled: SQLCompiler) -> bool:
    return bool(compiled.post_compile_params or compiled.literal_execute_params)


def _converted(row: Sequence[Any], readers: Readers) -> list[Any]:
    values = list(row)
    for place, read in readers:
        values[place] = read(values[place])
    return values


def _constants(
    compiled: SQLCompiler, names: tuple[str, ...], writers: Mapping[str, Convert | None]
) -> Iterator[tuple[str, Any]]:
    for name, bind in compiled.binds.items():
        if name in names:
            continue
        if bind.required:
            raise Broken(f"a statement needs {name}: {compiled.string}")
        write = writers[name]
        yield name, write(bind.value) if write else bind.value


def _columns(compiled: Compiled) -> list[tuple[str, TypeEngine[Any]]]:
    exported = getattr(compiled.statement, "exported_columns", ())
    return [(column.key, column.type) for column in exported]


def _writer(kind: TypeEngine[Any], dialect: Dialect) -> Convert | None:
    return kind.dialect_impl(dialect).bind_processor(dialect)
