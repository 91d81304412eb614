"""A long log of random actions: how many were done and refused, and that no rule broke."""

from __future__ import annotations

import argparse
import logging
import random
import sys
from collections.abc import Iterator, Sequence

from tests.own_databases import KINDS, OwnDatabases
from tests.properties.acts import Act, T, World, choose
from tests.properties.handing_over import run_stories
from tests.properties.log import counted, run_company
from tests.properties.memory import MemoryWorld
from tests.properties.watch import Watch


def run(world: World, watch: Watch, *, actions: int, seed: int) -> None:
    """So many actions, each looked at. Raises AssertionError where a rule is broken."""
    rng = random.Random(seed)  # noqa: S311 - a story, not a secret

    def pick(options: Sequence[T], /) -> T:
        return rng.choice(options)

    act: Act | None = None
    for number in range(1, actions + 1):
        act = choose(pick, world, act)
        try:
            watch.look(act, world.apply(act), world)
        except Exception as broken:
            broken.add_note(f"action {number} of seed {seed}: {act}")
            raise


def report(watch: Watch) -> str:
    """What was done and what was refused, most often first."""
    lines = [
        f"done: {watch.done.total()}  refused: {watch.refused.total()}  changes: {watch.changes}",
        "done     " + counted(watch.done),
        "refused  " + counted(watch.refused),
        "broken rules: 0",
    ]
    return "\n".join(lines)


def main(arguments: Sequence[str]) -> None:
    """Read the command line and run; a broken rule ends it, with the action and the seed."""
    parser = argparse.ArgumentParser(prog="python -m tests.properties", description=__doc__)
    parser.add_argument("--actions", type=int, default=10_000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument(
        "--database-url",
        default="both",
        metavar="URL",
        help="an empty database; sqlite, postgresql or both (the default) for databases of this "
        "run's own; memory for the rules alone",
    )
    parser.add_argument(
        "--handing-over",
        type=int,
        metavar="N",
        help="instead, N short stories of who has what, each with a day and an evening",
    )
    told = parser.parse_args(arguments)
    if told.database_url == "memory":
        watch = Watch((world := MemoryWorld()).policy)
        run(world, watch, actions=told.actions, seed=told.seed)
        _log(report(watch))
        return
    logging.disable()  # what the chat is made to fail at is no news
    for url in _urls(told.database_url):
        if told.handing_over:
            _log(f"{url.partition(':')[0]}, seed {told.seed}")
            _log(str(run_stories(url, stories=told.handing_over, seed=told.seed, log=_log)))
            continue
        _log(f"{url.partition(':')[0]}, seed {told.seed}")
        _log(report(run_company(url, actions=told.actions, seed=told.seed, log=_log)))


def _urls(asked: str) -> Iterator[str]:
    """Empty databases, one after the other."""
    kinds = KINDS if asked == "both" else (asked,)
    if not set(kinds) <= set(KINDS):
        yield asked
        return
    with OwnDatabases() as databases:
        for kind in kinds:
            with databases.make(kind) as url:
                yield url


def _log(line: str) -> None:
    sys.stdout.write(line + "\n")
    sys.stdout.flush()


if __name__ == "__main__":
    main(sys.argv[1:])
