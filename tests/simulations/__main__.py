"""A month in one process, then some days with workers that are killed, side by side."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence

from bot.entrypoints.simulate import Plan, simulate
from tests.own_databases import KINDS, OwnDatabases


def main(arguments: Sequence[str]) -> int:
    """Play both; 0 if nothing was missed, doubled or lost in either."""
    parser = argparse.ArgumentParser(prog="python -m tests.simulations", description=__doc__)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--days", type=int, default=30, help="of the first (default 30)")
    parser.add_argument("--posts", type=int, default=900, help="of the first (default 900)")
    parser.add_argument("--kill", type=int, default=3, help="times, in the second (default 3)")
    parser.add_argument("--workers", type=int, default=2, help="of the second (default 2)")
    parser.add_argument(
        "--database", choices=KINDS, default="postgresql", help="of the second (default postgresql)"
    )
    told = parser.parse_args(arguments)
    alone = simulate(Plan(days=told.days, seed=told.seed, posts=told.posts, people=60))
    with OwnDatabases() as databases, databases.make(told.database) as url:
        plan = Plan(
            days=2,
            seed=told.seed,
            posts=80,
            people=60,
            kills=told.kill,
            workers=told.workers,
            database=url,
        )
        return simulate(plan) or alone


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
