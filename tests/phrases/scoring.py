"""How many phrases are read right. Says how many, never which: see README.md.

`python -m tests.phrases.scoring` judges the frozen set.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from bot.domain.when.reading import read_when
from bot.domain.working_time import Calendar, WeeklyHours

FROZEN = Path(__file__).with_name("frozen.jsonl")
PRACTICE = Path(__file__).with_name("practice.jsonl")


@dataclass(frozen=True, slots=True)
class Labelled:
    """A phrase, when and where it was said, and the moment (UTC) that it stands for."""

    id: str
    said_at: datetime
    zone: str
    text: str
    due_at: datetime | None

    @property
    def is_read_right(self) -> bool:
        """Whether exactly this moment is read; or none, where there is none."""
        hours = WeeklyHours.every_weekday("09:00", "17:00")
        calendar = Calendar("Europe/Amsterdam", hours, "NL")
        found = read_when(self.text, now=self.said_at, zone=self.zone, calendar=calendar)
        return (found.at if found is not None else None) == self.due_at


def labelled(path: Path) -> Iterator[Labelled]:
    """The phrases of a file."""
    for line in path.read_text(encoding="utf-8").splitlines():
        said = json.loads(line)
        due = said["due_at"]
        yield Labelled(
            said["id"],
            datetime.fromisoformat(said["said_at"]),
            said["zone"],
            said["text"],
            datetime.fromisoformat(due) if due else None,
        )


def score(path: Path) -> tuple[int, int]:
    """How many of a file are read right, and how many there are."""
    right = [one.is_read_right for one in labelled(path)]
    return sum(right), len(right)


if __name__ == "__main__":
    sys.stdout.write("{} of {}\n".format(*score(FROZEN)))
