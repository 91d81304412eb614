"""Everybody claims the same cases at once: `python -m tests.races --people 64 --cases 1000`."""

from __future__ import annotations

import argparse
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

from tests.own_databases import KINDS, OwnDatabases
from tests.races.claiming import race


def main(arguments: Sequence[str]) -> None:
    """Run it on both databases, or on one; whatever is amiss ends it with a traceback."""
    parser = argparse.ArgumentParser(prog="python -m tests.races", description=__doc__)
    parser.add_argument("--people", type=int, default=64)
    parser.add_argument("--cases", type=int, default=1000)
    parser.add_argument("--processes", type=int, default=2)
    parser.add_argument("--database", choices=KINDS, action="append", help="default: both")
    told = parser.parse_args(arguments)
    with OwnDatabases(durable=True) as databases:
        for kind in told.database or KINDS:
            with databases.make(kind) as url, tempfile.TemporaryDirectory() as folder:
                run = race(
                    url,
                    people=told.people,
                    cases=told.cases,
                    processes=told.processes,
                    folder=Path(folder),
                )
            sys.stdout.write(
                f"{kind}: {told.people} people, {told.cases} cases, {told.processes} processes: "
                f"{run.presses} presses in {run.seconds:.0f} s, "
                f"{run.presses / run.seconds:.0f} a second; "
                f"{run.claimed} claimed, {run.refused} told who was first, "
                f"{run.asked_again} asked again; "
                "one owner, one line of history, one change of each card: yes\n"
            )
            sys.stdout.flush()


if __name__ == "__main__":
    main(sys.argv[1:])
