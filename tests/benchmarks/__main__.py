"""Prints how fast it is: `python -m tests.benchmarks [--quick] [NAME ...]`."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence

from tests.benchmarks import carrying, claiming, drawing, hearing, slack, sweeping, teams, two_chats
from tests.benchmarks.measuring import Figure
from tests.own_databases import OwnDatabases

Measure = Callable[..., Iterator[Figure]]

MEASURES: Mapping[str, Measure] = {
    "claim": claiming.measure,
    "hear": hearing.measure,
    "sweep": sweeping.measure,
    "draw": drawing.measure,
    "carry": carrying.measure,
    "slack": slack.measure,
    "teams": teams.measure,
    "two-chats": two_chats.measure,
}


def main(arguments: Sequence[str]) -> None:
    """Measure what was asked for, or everything."""
    parser = argparse.ArgumentParser(prog="python -m tests.benchmarks", description=__doc__)
    parser.add_argument("names", nargs="*", metavar="NAME", help=", ".join(MEASURES))
    parser.add_argument("--quick", action="store_true", help="fewer rounds and smaller tables")
    told = parser.parse_args(arguments)
    unknown = set(told.names) - set(MEASURES)
    if unknown:
        parser.error(f"unknown: {', '.join(sorted(unknown))}; there are {', '.join(MEASURES)}")
    print(f"{'what':<46}{'figure':>12}  {'aim':<8}  note")
    with OwnDatabases(durable=True) as databases:
        for name in told.names or MEASURES:
            for figure in MEASURES[name](databases, quick=told.quick):
                line = f"{figure.what:<46}{figure.value:>12}  {figure.aim:<8}  {figure.note}"
                print(line.rstrip(), flush=True)


if __name__ == "__main__":
    main(sys.argv[1:])
