"""A long log of random actions: how many were done and refused, and that no rule broke."""

from __future__ import annotations

import argparse
import random
import sys
from collections.abc import Sequence

from tests.properties.acts import Act, T, World, choose
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
        "done     " + ", ".join(f"{verb} {n}" for verb, n in watch.done.most_common()),
        "refused  " + ", ".join(f"{code} {n}" for code, n in watch.refused.most_common()),
        "rules broken: 0",
    ]
    return "\n".join(lines)


def main(arguments: Sequence[str]) -> None:
    """Read the command line and run."""
    parser = argparse.ArgumentParser(prog="python -m tests.properties", description=__doc__)
    parser.add_argument("--actions", type=int, default=10_000)
    parser.add_argument("--seed", type=int, default=1)
    told = parser.parse_args(arguments)
    world = MemoryWorld()
    watch = Watch(world.policy)
    run(world, watch, actions=told.actions, seed=told.seed)
    sys.stdout.write(report(watch) + "\n")


if __name__ == "__main__":
    main(sys.argv[1:])
