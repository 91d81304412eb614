"""A sweep costs what is due, not what is stored."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
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
from tests.benchmarks.company import QUIET, URGENT, company, complaints
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
_LEFT = {
    table.name: select(*columns).where(where.in_(bindparam("these", expanding=True)))
    for table, where, columns in (
        (
            tables.cases,
            tables.cases.c.id,
            [tables.cases.c[name] for name in ("version", "parts", "look_at", "level")],
        ),
        (
            tables.notices,
            tables.notices.c.case_id,
            [tables.notices.c[name] for name in ("kind", "state", "wanted", "bundle_id")],
        ),
        (tables.cards, tables.cards.c.case_id, [tables.cards.c.wanted, tables.cards.c.state]),
        (tables.history, tables.history.c.case_id, [tables.history.c.code]),
    )
}
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
    words: str = QUIET
    """What the customer said: how fast it has to go, and so what rings, depends on it."""
    rings: int = 1
    """How many people are told something of each."""
    _order: Iterator[int] = field(init=False)

    def __post_init__(self) -> None:
        numbers = range(1, self.cases + 1)
        rng = Random(1)  # noqa: S311 - any cases, the same in every run
        self._order = iter(rng.sample(numbers, min(self.cases, FEW)))

    def fill(self) -> float:
        """Copy one claimed case, by the database itself; seconds that it took."""
        (case,) = complaints(self.world, 1, words=self.words)
        press = Press("sweep:1", self.world.erik.account, "claim", f"case:{case}", seen=1)
        claim(self.world.desk, press, case=case, now=self.world.now)
        taken = seconds(lambda: self._copy(case))
        # It would be due by itself, and take the place of one that is made due.
        self._look_at([case], None)
        return taken

    def sweep(self) -> float:
        """Make some of them due, and sweep."""
        at = self._at()
        self._make_due(at)
        return seconds(lambda: self._sweep(at))

    def recorded(self) -> tuple[list[int], Written]:
        """What a sweep wrote, and of which cases."""
        at = self._at()
        due = self._make_due(at)
        with recorded() as written:
            self._sweep(at)
        found = self._told_of(due)
        if found != DUE * self.rings:
            raise LookupError(f"{found} were told, and not {self.rings} of each case")
        return due, written

    def bare(self, due: list[int], written: Written) -> float:
        """Find as many other cases, and write the same of them, by nothing but the driver."""
        at = self._at()
        others = self._make_due(at)
        again = written.for_others(dict(zip(due, others, strict=True)))
        taken = seconds(lambda: self._bare(at, again))
        if self._left_by(due) != self._left_by(others):
            raise LookupError("what was replayed is not what the sweep wrote")
        return taken

    def _bare(self, at: datetime, again: Written) -> None:
        engine = self.store.engine(Use.BACKGROUND)
        with engine.begin() as connection:
            if len(connection.execute(_DUE, {"now": at, "limit": DUE}).all()) != DUE:
                raise LookupError("not all of them were due")
        again.write(engine)

    def _told_of(self, due: list[int]) -> int:
        return sum(count for (table, *_), count in self._left_by(due).items() if table == "notices")

    def _left_by(self, due: list[int]) -> Counter[tuple[object, ...]]:
        """What now stands of these cases: how many rows of each kind."""
        with self.store.engine(Use.READ).connect() as connection:
            return Counter(
                (table, *row)
                for table, statement in _LEFT.items()
                for row in connection.execute(statement, {"these": due})
            )

    def _at(self) -> datetime:
        return self.world.now + timedelta(hours=5)

    def _make_due(self, at: datetime) -> list[int]:
        due = [next(self._order) for _ in range(DUE)]
        self._look_at(due, at)
        return due

    def _look_at(self, these: Sequence[int], at: datetime | None) -> None:
        with self.store.engine(Use.BACKGROUND).begin() as connection:
            connection.execute(_RING, [{"the_case": one, "at": at} for one in these])

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
    """The same number due in a small and in a large company, and where more rings for each."""
    many, rounds = (QUICK, 9) if quick else (MANY, 15)
    for kind in KINDS:
        with ExitStack() as ends:
            small, large = (Full(*_company(databases, kind, ends), cases) for cases in (FEW, many))
            small.fill()
            filled = large.fill()
            yield from _measure(kind, small, large, filled, rounds)
        with ExitStack() as ends:
            urgent = Full(*_company(databases, kind, ends), FEW, words=URGENT, rings=3)
            urgent.fill()
            yield _against_bare(f"sweep, {DUE} due, three rings each", kind, urgent, rounds)


def _company(databases: OwnDatabases, kind: str, ends: ExitStack) -> tuple[World, SqlStore]:
    url = ends.enter_context(databases.make(kind))
    world, store, _ = ends.enter_context(company(url))
    return world, store


def _measure(kind: str, small: Full, large: Full, filled: float, rounds: int) -> Iterator[Figure]:
    few, many = turns(rounds, small.sweep, large.sweep)
    note = (
        f"{duration(median(many) / DUE)} per due case, among {FEW:,} {duration(median(few) / DUE)}"
    )
    what = f"sweep, {DUE} due of {large.cases:,}, {kind}"
    found = f"{ratio(many, few):.2f} ×"
    yield Figure(what, found, f"≤ {AIM:g} ×", f"{note}; filled in {duration(filled)}")
    yield _against_bare(f"sweep, {DUE} due of {large.cases:,}", kind, large, rounds)
    idle = [seconds(lambda: sweep(large.world.desk, now=large.world.now)) for _ in range(20)]
    yield Figure(f"sweep, none due of {large.cases:,}, {kind}", duration(median(idle)))


def _against_bare(what: str, kind: str, full: Full, rounds: int) -> Figure:
    """What is replayed comes from a sweep that is not measured, after one that was the day's first.

    Recording takes time too, and the first sweep of a day takes the day's first places.
    """
    full.sweep()
    due, written = full.recorded()
    ours, bare = turns(rounds, full.sweep, lambda: full.bare(due, written))
    note = (
        f"{duration(median(ours) / DUE)} per due case, bare {duration(median(bare) / DUE)}, "
        f"{written.statements / DUE:g} writes each"
    )
    return against(f"{what}, against bare, {kind}", ours, bare, aim=BARE_AIM, note=note)
