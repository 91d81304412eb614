"""Hearing a post against the same rows written in one bare transaction."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import count
from statistics import median
from typing import Any

from sqlalchemy import Engine, Table, insert, select

from bot.ports.hearing import Fetched
from bot.usecases.hearing import hear
from storage import tables
from storage.dialect import Use, upsert
from storage.engine import SqlStore
from tests.acceptance.world import World
from tests.benchmarks.company import a_post, company
from tests.benchmarks.measuring import Figure, against, seconds, turns
from tests.own_databases import KINDS, OwnDatabases

AIM = 3.0
FETCHED = 200
_WRITTEN = (
    tables.customers,
    tables.cases,
    tables.posts,
    tables.post_versions,
    tables.history,
    tables.cards,
)
_UNIQUE = ("external_id", "url_key", "key")
_CURSOR = upsert(tables.cursors)


@dataclass(frozen=True)
class Bare:
    """Writes again what hearing one post wrote, under other numbers: INSERTs, built once."""

    engine: Engine
    rows: Mapping[Table, Sequence[Mapping[str, Any]]]
    cursor: Mapping[str, Any]

    @classmethod
    def of(cls, store: SqlStore) -> Bare:
        """The rows of a database in which one post was heard."""
        engine = store.engine(Use.BACKGROUND)
        with engine.connect() as connection:
            rows = {
                table: [dict(row) for row in connection.execute(select(table)).mappings()]
                for table in _WRITTEN
            }
            (cursor,) = connection.execute(select(tables.cursors)).mappings()
        return cls(engine, rows, dict(cursor))

    def write(self, numbers: Sequence[int]) -> None:
        """All rows of as many posts, each in one transaction."""
        for number in numbers:
            self._write(number)

    def _write(self, number: int) -> None:
        with self.engine.begin() as connection:
            for table, rows in self.rows.items():
                connection.execute(_ADD[table], [_renumbered(row, number) for row in rows])
            connection.execute(_CURSOR, self.cursor)


_ADD = {table: insert(table).inline() for table in _WRITTEN}


def _renumbered(row: Mapping[str, Any], number: int) -> dict[str, Any]:
    """The same row with ids of its own; what names people and places stays."""
    fresh = dict(row)
    fresh.pop("seq", None)
    for name in ("id", "case_id", "post_id", "customer", "customer_id"):
        if fresh.get(name) is not None:
            fresh[name] += number
    for name in _UNIQUE:
        if fresh.get(name) is not None:
            fresh[name] = f"{fresh[name]}.{number}"
    return fresh


def measure(databases: OwnDatabases, *, quick: bool) -> Iterator[Figure]:
    """One at a time, and many at once."""
    for kind in KINDS:
        with databases.make(kind) as url, company(url) as (world, store, _):
            yield from _measure(kind, world, store, quick)


def _measure(kind: str, world: World, store: SqlStore, quick: bool) -> Iterator[Figure]:
    rounds, posts = (15, 16) if quick else (51, 32)
    _hear(world, 1)
    bare, numbers = Bare.of(store), count(1)

    def one_by_one() -> float:
        heard = [Fetched([a_post(world.now)], cursor="1") for _ in range(posts)]
        return seconds(lambda: _take(world, heard))

    def barely() -> float:
        return seconds(lambda: bare.write([next(numbers) << 32 for _ in range(posts)]))

    ours, theirs = turns(rounds, one_by_one, barely)
    note = f"{posts / min(ours):.0f}/s, bare {posts / min(theirs):.0f}/s"
    yield against(f"hear one post, {kind}", ours, theirs, aim=AIM, note=note)
    (many,) = turns(5 if quick else 9, lambda: _hear(world, FETCHED))
    rate = f"{FETCHED / median(many):.0f} posts/s"
    yield Figure(f"hear {FETCHED} posts at once, {kind}", rate)


def _hear(world: World, posts: int) -> float:
    fetched = Fetched([a_post(world.now) for _ in range(posts)], cursor="1")
    return seconds(lambda: _take(world, [fetched]))


def _take(world: World, many: Sequence[Fetched]) -> None:
    for fetched in many:
        hear(world.desk, "facebook", fetched, now=world.now)
