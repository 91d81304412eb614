"""The score on labelled sentences: `python -m tests.commitments.scoring [practice]` prints counts.

No sentence of the frozen file is ever shown: who works on the detector must not know them.
"""

from __future__ import annotations

import json
import sys
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from bot.domain.commitments import find_commitment

HERE = Path(__file__).parent


@dataclass(frozen=True, slots=True)
class Judged:
    """What a sentence was labelled, and whether a commitment was found in it."""

    lang: str
    kind: str
    commitment: bool
    found: bool


@dataclass(frozen=True, slots=True)
class Score:
    """Counts, and the two shares that are made of them."""

    right: int
    wrong: int
    missed: int

    @property
    def precision(self) -> float:
        """Of what was found, the share that is a commitment."""
        return self.right / (self.right + self.wrong) if self.right else 0.0

    @property
    def recall(self) -> float:
        """Of the commitments, the share that was found."""
        return self.right / (self.right + self.missed) if self.right else 0.0

    def __str__(self) -> str:
        counts = f"right {self.right}, wrong {self.wrong}, missed {self.missed}"
        return f"precision {self.precision:.3f}, recall {self.recall:.3f} ({counts})"


def judged(file: str) -> Iterator[Judged]:
    """Each sentence of a file, put to the detector as a person would have typed it."""
    for line in (HERE / file).read_text(encoding="utf-8").splitlines():
        one = json.loads(line)
        found = find_commitment(one["text"]) is not None
        yield Judged(one["lang"], one["kind"], one["commitment"], found)


def score(sentences: Iterable[Judged]) -> Score:
    """The counts of some sentences."""
    counts = Counter((one.commitment, one.found) for one in sentences)
    return Score(counts[True, True], counts[False, True], counts[True, False])


def report(file: str) -> Iterator[str]:
    """Lines to read: all, per language, per kind. Never a text."""
    every = list(judged(file))
    yield f"{file}: {len(every)} sentences"
    yield f"all: {score(every)}"
    for lang in sorted({one.lang for one in every}):
        yield f"{lang}: {score(one for one in every if one.lang == lang)}"
    for kind in sorted({one.kind for one in every}):
        of_kind = [one for one in every if one.kind == kind]
        faults = sum(one.found != one.commitment for one in of_kind)
        yield f"  {kind}: {faults} of {len(of_kind)} not as labelled"


if __name__ == "__main__":
    which = sys.argv[1] if len(sys.argv) > 1 else "frozen"
    sys.stdout.write("\n".join(report(f"{which}.jsonl")) + "\n")
