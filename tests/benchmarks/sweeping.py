"""A sweep costs what is due, not what is stored."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import ExitStack
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from random import Random
from statistics import median

from sqlalchemy import Connection, Table, bindparam, func, select, text, update

from bot.domain.ids import CaseId
from bot.ports.storing import Press
from bot.usecases.owning import claim
from bot.usecases.ringing import sweep
from storage import tables
from storage.codec import to_number
from storage.dialect import Use
from storage.engine import SqlStore
from tests.acceptance.world import World
from tests.benchmarks.company import company, complaints
from tests.benchmarks.measuring import Figure, against, duration, ratio, seconds, turns
from tests.benchmarks.replaying import Written, recorded
from tests.own_databases import KINDS, OwnDatabases

FEW, MANY, QUICK = 10_000, 1_000_000, 100_000
DUE = 100
AIM = 1.5
"""Flat, but for an index that is a step deeper and a cache that is smaller than the table."""
BARE_AIM = 2.0
"""Against the bare indexed query and the same writes, by nothing but the driver."""
_CHUNK = 50_000
_NUMBERS = "WITH RECURSIVE n(n) AS (SELECT {first} UNION ALL SELECT n + 1 FROM n WHERE n < {last})"
_DUE = (
    select(tables.cases.c.id)
    .where(tables.cases.c.look_at.is_not(None), tables.cases.c.look_at <= bindparam("now"))
    .order_by(tables.cases.c.look_at)
    .limit(bindparam("limit"))
)
_RING = (
    update(tables.cases)
    .where(tables.cases.c.id == bindparam("the_case"))
    .values(look_at=bindparam("at"))
)


@dataclass
class Full:
    """A company with many claimed cases, each with a line of history and a card; none is due."""

    world: World
    store: SqlStore
    cases: int
    _order: Iterator[int] = field(init=False)

    def __post_init__(self) -> None:
        numbers = range(1, self.cases + 1)
        rng = Random(1)  # noqa: S311 - any cases, the same in every run
        self._order = iter(rng.sample(numbers, min(self.cases, FEW)))

    def fill(self) -> float:
        """Copy one claimed case, by the database itself; seconds that it took."""
        (case,) = complaints(self.world, 1)
        press = Press("sweep:1", self.world.erik.account, "claim", f"case:{case}", seen=1)
        claim(self.world.desk, press, case=case, now=self.world.now)
        return seconds(lambda: self._copy(case))

    def sweep(self) -> float:
        """Make some of them due, and sweep: each rings once, for its owner."""
        at = self.world.now + timedelta(hours=5)
        self._make_due(at)
        return seconds(lambda: self._sweep(at))

    def against_bare(self) -> tuple[float, float, int]:
        """A sweep, and its own writes for as many other cases: seconds of both, and writes."""
        at = self.world.now + timedelta(hours=5)
        ours = self._make_due(at)
        with recorded() as written:
            taken = seconds(lambda: self._sweep(at))
        theirs = self._make_due(at)
        again = written.for_others(dict(zip(ours, theirs, strict=True)))
        return taken, seconds(lambda: self._bare(at, again)), again.statements

    def _bare(self, at: datetime, again: Written) -> None:
        engine = self.store.engine(Use.BACKGROUND)
        with engine.begin() as connection:
            if len(connection.execute(_DUE, {"now": at, "limit": DUE}).all()) != DUE:
                raise LookupError("not all of them were due")
        again.write(engine)

    def _make_due(self, at: datetime) -> list[int]:
        due = [next(self._order) for _ in range(DUE)]
        with self.store.engine(Use.BACKGROUND).begin() as connection:
            connection.execute(_RING, [{"the_case": one, "at": at} for one in due])
        return due

    def _sweep(self, at: datetime) -> None:
        if sweep(self.world.desk, now=at, limit=DUE) != DUE:
            raise LookupError("not all of them were due")

    def _copy(self, case: CaseId) -> None:
        year = to_number(self.world.now + timedelta(days=365))
        fresh: Mapping[Table, Mapping[str, str]] = {
            tables.cases: {"id": "n.n", "look_at": f"{year} + n.n"},
            tables.history: {"case_id": "n.n"},
            tables.cards: {"id": "n.n", "case_id": "n.n", "key": "'copy:' || n.n", "since": "NULL"},
        }
        engine = self.store.engine(Use.BACKGROUND)
        for first in range(1, self.cases + 1, _CHUNK):
            with engine.begin() as connection:
                for table, changed in fresh.items():
                    last = min(first + _CHUNK - 1, self.cases)
                    _copy_rows(connection, table, case, changed, first, last)
        with engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
            connection.execute(text("ANALYZE"))


def _copy_rows(  # one statement from all its parts
    connection: Connection,
    table: Table,
    case: CaseId,
    changed: Mapping[str, str],
    first: int,
    last: int,
) -> None:
    """One of a case's rows, under every number from the first to the last."""
    source = table.c.id if table is tables.cases else table.c.case_id
    key = next(iter(table.primary_key.columns))
    newest = connection.scalar(select(func.max(key)).where(source == case))
    names = [column.name for column in table.columns if column.name != "seq"]
    columns = ", ".join(f'"{name}"' for name in names)
    values = ", ".join(changed.get(name, f'old."{name}"') for name in names)
    numbers = _NUMBERS.format(first=first, last=last)
    connection.execute(
        text(
            f'INSERT INTO "{table.name}" ({columns}) {numbers} '  # noqa: S608 - our own names
            f'SELECT {values} FROM n, "{table.name}" AS old WHERE old."{key.name}" = {newest}'
        )
    )


def measure(databases: OwnDatabases, *, quick: bool) -> Iterator[Figure]:
    """The same number due in a small and in a large company."""
    many = QUICK if quick else MANY
    for kind in KINDS:
        with ExitStack() as ends:
            small, large = (Full(*_company(databases, kind, ends), cases) for cases in (FEW, many))
            small.fill()
            filled = large.fill()
            yield from _measure(kind, small, large, filled, rounds=9 if quick else 15)


def _company(databases: OwnDatabases, kind: str, ends: ExitStack) -> tuple[World, SqlStore]:
    url = ends.enter_context(databases.make(kind))
    world, store, _ = ends.enter_context(company(url))
    return world, store


def _measure(
    kind: str, small: Full, large: Full, filled: float, *, rounds: int
) -> Iterator[Figure]:
    few, many = turns(rounds, small.sweep, large.sweep)
    note = (
        f"{duration(median(many) / DUE)} per due case, among {FEW:,} {duration(median(few) / DUE)}"
    )
    what = f"sweep, {DUE} due of {large.cases:,}, {kind}"
    found = f"{ratio(many, few):.2f} ×"
    yield Figure(what, found, f"≤ {AIM:g} ×", f"{note}; filled in {duration(filled)}")
    yield _against_bare(kind, large, rounds)
    idle = [seconds(lambda: sweep(large.world.desk, now=large.world.now)) for _ in range(20)]
    yield Figure(f"sweep, none due of {large.cases:,}, {kind}", duration(median(idle)))


def _against_bare(kind: str, large: Full, rounds: int) -> Figure:
    """The first round is thrown away: statements are prepared in it."""
    measured = [large.against_bare() for _ in range(rounds + 1)][1:]
    ours, bare, writes = zip(*measured, strict=True)
    note = (
        f"{duration(median(ours) / DUE)} per due case, bare {duration(median(bare) / DUE)}, "
        f"{max(writes) / DUE:g} writes each"
    )
    what = f"sweep, {DUE} due of {large.cases:,}, against bare, {kind}"
    return against(what, list(ours), list(bare), aim=BARE_AIM, note=note)
