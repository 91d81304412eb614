"""Carrying cards to the console, which keeps them in the same database."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator, Sequence
from itertools import count
from statistics import median

from bot.carrying.carrier import Carrier
from bot.domain.ids import CaseId
from bot.ports.storing import Address, CardKind, NewCard, Press
from bot.usecases.owning import note
from integrations.console.gateway import ConsoleGateway
from storage.engine import SqlStore
from storage.threads import Threads
from tests.acceptance.world import World
from tests.benchmarks.company import company, complaints
from tests.benchmarks.measuring import Figure, seconds, turns
from tests.own_databases import KINDS, OwnDatabases

LANES, CASES = 10, 20
_MOST = 100


def measure(databases: OwnDatabases, *, quick: bool) -> Iterator[Figure]:
    """Cards of each case in every lane: posted first, then redrawn because their case changed."""
    rounds = 3 if quick else 7
    for kind in KINDS:
        with databases.make(kind) as url, company(url) as (world, store, threads):
            work = _Work(world, store, threads)
            posted, redrawn = turns(rounds, work.post, work.redraw)
            for what, taken in (("post", posted), ("redraw", redrawn)):
                rate = LANES * CASES / median(taken)
                name = f"{what} {LANES * CASES} cards in {LANES} lanes, {kind}"
                yield Figure(name, f"{rate:.0f} rows/s")


class _Work:
    def __init__(self, world: World, store: SqlStore, threads: Threads) -> None:
        self._world = world
        self._store = store
        gateway = ConsoleGateway(store, threads, lambda: world.now)
        self._carrier = Carrier(
            world.desk,
            threads,
            {"console": gateway, "fake": world.chat},
            "w1",
            lambda: world.machine,
            lambda: world.now,
        )
        self._numbers = count(1)
        self._cases = self._post_in_lanes()

    def post(self) -> float:
        """Seconds to post what is new."""
        self._cases = self._post_in_lanes()
        return self._carry()

    def redraw(self) -> float:
        """Seconds to redraw what changed."""
        for case in self._cases:
            delivery = f"bench:{next(self._numbers)}"
            press = Press(delivery, self._world.erik.account, "note", f"case:{case}")
            words = "Belt liever 's avonds"
            note(self._world.desk, press, case=case, words=words, now=self._world.now)
        return self._carry()

    def _post_in_lanes(self) -> Sequence[CaseId]:
        self._carry()
        cases = complaints(self._world, CASES)
        self._carry()
        with self._store.begin() as uow:
            for number in range(LANES):
                lane = uow.lanes.find_or_add(Address("console", "main", f"channel{number}"))
                for case in cases:
                    key = f"bench:{case}:{number}"
                    card = NewCard(key, CardKind.CHANNEL, lane, case, channel="webcare")
                    uow.cards.add(card, now=self._world.now)
            uow.commit()
        return cases

    def _carry(self) -> float:
        return seconds(lambda: asyncio.run(self._to_rest()))

    async def _to_rest(self) -> None:
        for _ in range(_MOST):
            if not await self._carrier.carry_once():
                return
        raise LookupError("carrying does not come to rest")
