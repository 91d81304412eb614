"""Runs a whole company on a database through random actions, and looks at everything after each."""

from __future__ import annotations

import random
import time
from collections import Counter
from collections.abc import Callable
from itertools import count

from storage.engine import open_store
from storage.migrate import migrate
from tests.properties.acts import Act
from tests.properties.books import Books
from tests.properties.company import CompanyWorld, choose_here
from tests.properties.watch import Watch

AUDITED = 250
"""After so many actions everything is compared with everything."""
LOGGED = 1000

Log = Callable[[str], object]


def run_company(url: str, *, actions: int, seed: int, log: Log = lambda _: None) -> Watch:
    """So many actions on an empty database, whose tables are made first.

    Raises AssertionError where a rule is broken, with a note of the action and the seed.
    """
    migrate(url)
    numbers = count(1000)
    # Not by the clock: the same seed is the same story, with the same numbers.
    store = open_store(url, new_id=lambda: next(numbers))
    try:
        world = CompanyWorld(store, seed)
        watch = Watch(world.policy)
        _run(world, watch, actions, seed, log)
    finally:
        store.close()
    return watch


def _run(world: CompanyWorld, watch: Watch, actions: int, seed: int, log: Log) -> None:
    rng = random.Random(seed)  # noqa: S311 - a story, not a secret
    books, logged = Books(world), _Logged(watch, log)
    act: Act | None = None
    for number in range(1, actions + 1):
        act = choose_here(rng, world, act)
        try:
            _step(world, watch, books, act, audited=number % AUDITED == 0 or number == actions)
        except BaseException as broken:
            broken.add_note(f"action {number} of seed {seed}: {act}")
            raise
        if number % LOGGED == 0:
            logged.tell(number, len(world.cases()))


def _step(world: CompanyWorld, watch: Watch, books: Books, act: Act, *, audited: bool) -> None:
    happened = world.apply(act)
    what = (world.pressed or act) if act.verb == "again" else act
    watch.look(what, happened, world)
    books.look(what, happened)
    if audited:
        books.audit(at_rest=False)
        world.rest()
        books.audit(at_rest=True)


class _Logged:
    """What was done since the last line of the log."""

    def __init__(self, watch: Watch, log: Log) -> None:
        self._watch, self._log = watch, log
        self._done, self._refused = Counter[str](), Counter[str]()
        self._began = time.perf_counter()

    def tell(self, number: int, cases: int) -> None:
        taken = time.perf_counter() - self._began
        self._log(f"{number} actions, {cases} cases, {taken:.0f} s")
        self._log("  done     " + counted(self._watch.done - self._done))
        self._log("  refused  " + counted(self._watch.refused - self._refused))
        self._done, self._refused = self._watch.done.copy(), self._watch.refused.copy()


def counted(many: Counter[str]) -> str:
    """What there is most of, first."""
    return ", ".join(f"{what} {n}" for what, n in many.most_common())
