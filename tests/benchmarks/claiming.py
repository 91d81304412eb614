"""The whole claim against the least that a claim could be: a guarded UPDATE and two INSERTs."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from itertools import count

from sqlalchemy import Column, Integer, MetaData, Table, Text, bindparam, insert, update

from bot.domain.ids import CaseId
from bot.ports.storing import Press
from bot.usecases.owning import claim
from storage.codec import Id
from storage.dialect import Use
from storage.engine import SqlStore
from storage.threads import Threads
from tests.acceptance.world import World
from tests.benchmarks.company import company, complaints
from tests.benchmarks.measuring import Figure, against, seconds, turns
from tests.own_databases import KINDS, OwnDatabases

AIM = 2.0
_HELPERS = ("erik", "ravi", "nicole", "karin", "fatima", "dirk", "sanne")

metadata = MetaData()
bare_cases = Table(
    "bare_cases",
    metadata,
    Column("id", Id, primary_key=True),
    Column("version", Integer, nullable=False),
    Column("state", Text, nullable=False),
    Column("owner", Id),
)
bare_history = Table(
    "bare_history",
    metadata,
    Column("seq", Id, primary_key=True),
    Column("case_id", Id, nullable=False, index=True),
    Column("code", Text, nullable=False),
    Column("actor", Id, nullable=False),
    Column("at", Id, nullable=False),
)
bare_outbox = Table(
    "bare_outbox",
    metadata,
    Column("id", Id, primary_key=True),
    Column("case_id", Id, nullable=False, index=True),
    Column("version", Integer, nullable=False),
)
_TAKE = (
    update(bare_cases)
    .where(bare_cases.c.id == bindparam("the_case"), bare_cases.c.state == "open")
    .values(state="claimed", owner=bindparam("by"), version=bare_cases.c.version + 1)
)
_NOTE = insert(bare_history).values(code="claimed")
_SEND = insert(bare_outbox).values(version=2)


@dataclass(frozen=True)
class Bare:
    """The bare minimum, on the same connections."""

    store: SqlStore

    def prepare(self, cases: int) -> Sequence[int]:
        """Make tables, and so many open cases."""
        engine = self.store.engine(Use.PRESS)
        metadata.create_all(engine)
        rows = [{"id": one, "version": 1, "state": "open"} for one in range(1, cases + 1)]
        with engine.begin() as connection:
            connection.execute(insert(bare_cases), rows)
        return range(1, cases + 1)

    def claim(self, case: int) -> None:
        """Take it. The statements were built once."""
        with self.store.engine(Use.PRESS).begin() as connection:
            taken = connection.execute(_TAKE, {"the_case": case, "by": 7})
            if taken.rowcount != 1:
                raise LookupError(case)
            connection.execute(_NOTE, {"case_id": case, "actor": 7, "at": case})
            connection.execute(_SEND, {"case_id": case})


def measure(databases: OwnDatabases, *, quick: bool) -> Iterator[Figure]:
    """At 1 and at 16 at once, on both databases."""
    for kind in KINDS:
        with databases.make(kind) as url, company(url) as (world, store, threads):
            yield from _measure(kind, world, store, threads, quick)


def _measure(
    kind: str, world: World, store: SqlStore, threads: Threads, quick: bool
) -> Iterator[Figure]:
    rounds, claims = (15, 32) if quick else (51, 64)
    needed = 2 * (rounds + 1) * claims
    ours, theirs = iter(complaints(world, needed)), iter(Bare(store).prepare(needed))
    numbers = count(1)

    def press(case: CaseId) -> None:
        number = next(numbers)
        account = world.people[_HELPERS[number % len(_HELPERS)]].account
        pressed = Press(f"bench:{number}", account, "claim", f"case:{case}", seen=1)
        answer = claim(world.desk, pressed, case=case, now=world.now)
        if answer.refused:
            raise LookupError(answer)

    for at_once in (1, 16):

        def we(at_once: int = at_once) -> float:
            cases = [next(ours) for _ in range(claims)]
            return _run(threads, [partial(press, case) for case in cases], at_once)

        def they(at_once: int = at_once) -> float:
            cases = [next(theirs) for _ in range(claims)]
            return _run(threads, [partial(Bare(store).claim, case) for case in cases], at_once)

        mine, bare = turns(rounds, we, they)
        note = f"{claims / min(mine):.0f}/s, bare {claims / min(bare):.0f}/s"
        yield against(f"claim, {at_once} at once, {kind}", mine, bare, aim=AIM, note=note)


def _run(threads: Threads, works: Sequence[Callable[[], None]], at_once: int) -> float:
    """Seconds for all of these, so many at once, through the product's executor."""

    async def every() -> None:
        waiting = iter(works)

        async def one_after_the_other() -> None:
            for work in waiting:
                await threads.press(work)

        await asyncio.gather(*(one_after_the_other() for _ in range(at_once)))

    return seconds(lambda: asyncio.run(every()))
