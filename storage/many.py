"""Rows of several keys at once, by statements of a few sizes that stay prepared."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from typing import Any

from sqlalchemy import ColumnElement, CompoundSelect, Select, bindparam, union_all

from storage.prepared import Values
from storage.transaction import Transaction

_SIZES = (1, 4, 16, 64)


class Many:
    """A query for the rows in which a column has one of several values.

    The text of an `IN` depends on how many there are, and a text that changes is compiled and
    planned each time. So there are four texts: what is asked is filled up to the next size.
    """

    def __init__(
        self, query: Select[Any], column: ColumnElement[Any], *, also: Select[Any] | None = None
    ) -> None:
        """`query` is what is asked of every row; `also` gives rows in front of each part's."""
        self._by_size = {
            size: _after(also, query.where(column.in_(_places(size)))) for size in _SIZES
        }

    def rows(self, tx: Transaction, values: Iterable[Any], more: Values = {}) -> list[Any]:  # noqa: B006 - only read
        """The rows, in no order between parts of 64; none for no values.

        `more` are the parameters of the queries themselves.
        """
        found: list[Any] = []
        for part in _parts(list(dict.fromkeys(values))):
            size = next(size for size in _SIZES if size >= len(part))
            filled = [*part, *[part[-1]] * (size - len(part))]
            asked = {_name(place): value for place, value in enumerate(filled)}
            found.extend(tx.rows(self._by_size[size], {**more, **asked}))
        return found


def _after(also: Select[Any] | None, query: Select[Any]) -> Select[Any] | CompoundSelect[Any]:
    return query if also is None else union_all(also, query)


def _places(size: int) -> list[Any]:
    return [bindparam(_name(place)) for place in range(size)]


def _name(place: int) -> str:
    return f"one_of_{place}"


def _parts(values: Sequence[Any]) -> Iterator[Sequence[Any]]:
    rest = iter(values)
    while part := list(islice(rest, _SIZES[-1])):
        yield part
