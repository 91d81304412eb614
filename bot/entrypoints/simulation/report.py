"""The report: what the judge found, as text for people and as JSON for scripts."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from bot.entrypoints.simulation.judge import MOST_A_DAY, Fault, Verdict

_SHOWN = 10
"""Faults of a kind that are named; the JSON has all of them."""
_MEGABYTE = 1 << 20
_KINDS = ("missed", "doubled", "late", "out_of_hours", "lost", "over_budget")


@dataclass(frozen=True, slots=True)
class Outcome:
    """Everything that a simulation came to."""

    verdict: Verdict
    seed: int
    start: datetime
    end: datetime
    people: int
    posts: int
    cases: int
    done: Mapping[str, int]
    refused: Mapping[str, int]
    posted: int
    redrawn: int
    looked_up: int
    kills: int = 0
    workers: int = 1
    memory: Sequence[tuple[datetime, int]] = ()
    """Bytes that the workers had, at each mark."""
    database: int = 0
    """Bytes."""
    seconds: float = 0.0
    extra: Mapping[str, Any] = field(default_factory=dict)

    @property
    def is_good(self) -> bool:
        """Whether the exit code is 0."""
        return self.verdict.is_good


def as_text(outcome: Outcome) -> str:
    """The report; its last two lines are fixed."""
    verdict = outcome.verdict
    lines = [*_what(outcome), "", *_service(verdict), "", *_reminders(verdict), ""]
    lines += [*_disturbed(verdict), "", *_machine(outcome), "", *_faults(verdict)]
    lines.append(f"reminders missed: {len(verdict.missed)}")
    lines.append(f"reminders doubled: {len(verdict.doubled)}")
    return "\n".join(lines)


def write_json(outcome: Outcome, path: Path) -> None:
    """Everything, with every fault, as one object."""
    verdict = outcome.verdict
    body = {
        "seed": outcome.seed,
        "start": outcome.start.isoformat(),
        "end": outcome.end.isoformat(),
        "people": outcome.people,
        "posts": outcome.posts,
        "cases": outcome.cases,
        "promises": verdict.promises,
        "reminders_expected": verdict.expected,
        "unowned_after_24h": verdict.unowned,
        "claimed_after_minutes": _quantiles(verdict.claimed_after),
        "messages_per_person_and_day": {str(n): days for n, days in sorted(verdict.days.items())},
        "dead_letters": verdict.dead,
        "done": dict(outcome.done),
        "refused": dict(outcome.refused),
        "posted": outcome.posted,
        "redrawn": outcome.redrawn,
        "looked_up": outcome.looked_up,
        "kills": outcome.kills,
        "workers": outcome.workers,
        "memory": [[at.isoformat(), size] for at, size in outcome.memory],
        "database": outcome.database,
        "seconds": round(outcome.seconds, 1),
        **{kind: [_plain(one) for one in getattr(verdict, kind)] for kind in _KINDS},
    }
    path.write_text(json.dumps(body, indent=1) + "\n", encoding="utf-8")


def _what(outcome: Outcome) -> Iterator[str]:
    days = (outcome.end - outcome.start).days
    yield (
        f"{days} days of {outcome.people} colleagues, seed {outcome.seed}: {outcome.posts} posts, "
        f"{outcome.cases} cases, {outcome.verdict.promises} promises"
    )
    yield f"pressed: {_most(outcome.done)}"
    yield f"refused: {_most(outcome.refused)}"


def _service(verdict: Verdict) -> Iterator[str]:
    yield f"without an owner or a reasoned dismissal for more than 24 h: {verdict.unowned}"
    half, most = _share(verdict.claimed_after, 0.5), _share(verdict.claimed_after, 0.9)
    yield f"from heard to taken, cases: half within {_span(half)}, 90 % within {_span(most)}"


def _reminders(verdict: Verdict) -> Iterator[str]:
    yield f"reminders that were due: {verdict.expected}"
    yield f"after the first permitted moment: {len(verdict.late)}"
    yield f"out of hours: {len(verdict.out_of_hours)}"
    yield f"promises lost: {len(verdict.lost)}"
    yield f"dead letters: {verdict.dead}"


def _disturbed(verdict: Verdict) -> Iterator[str]:
    """Days are counted, nobody's name."""
    days = " ".join(f"{count}: {times}" for count, times in sorted(verdict.days.items()))
    yield f"private messages that count, by days of somebody: {days or 'none'}"
    kept = "broken" if verdict.over_budget else "kept"
    yield f"budget of {MOST_A_DAY} a day: {kept} (at most {max(verdict.days, default=0)})"


def _machine(outcome: Outcome) -> Iterator[str]:
    memory = " ".join(str(size // _MEGABYTE) for _, size in outcome.memory)
    yield f"posted {outcome.posted}, redrawn {outcome.redrawn}"
    yield (
        f"workers {outcome.workers}, killed {outcome.kills} times; "
        f"there already when looked up: {outcome.looked_up}"
    )
    yield f"memory of a worker through the time, MB: {memory}"
    yield f"database {outcome.database // _MEGABYTE} MB, {outcome.seconds:.0f} s"


def _faults(verdict: Verdict) -> Iterator[str]:
    for kind in _KINDS:
        found: Sequence[Fault] = getattr(verdict, kind)
        for one in found[:_SHOWN]:
            at = f" at {one.at:%Y-%m-%d %H:%M %z}" if one.at is not None else ""
            about = f" promise {one.promise}" if one.promise is not None else ""
            yield f"  {kind}: {one.what}{about}{at}"
        if len(found) > _SHOWN:
            yield f"  {kind}: and {len(found) - _SHOWN} more"


def _plain(fault: Fault) -> dict[str, Any]:
    at = fault.at.isoformat() if fault.at is not None else None
    return {"what": fault.what, "promise": fault.promise, "at": at}


def _most(counts: Mapping[str, int]) -> str:
    most = Counter(counts).most_common(12)
    return ", ".join(f"{name} {times}" for name, times in most) or "nothing"


def _share(spans: Sequence[timedelta], share: float) -> timedelta:
    ordered = sorted(spans)
    return ordered[min(int(len(ordered) * share), len(ordered) - 1)] if ordered else timedelta(0)


def _quantiles(spans: Sequence[timedelta]) -> dict[str, float]:
    return {
        f"{share:g}": round(_share(spans, share) / timedelta(minutes=1), 1)
        for share in (0.5, 0.75, 0.9, 0.99)
    }


def _span(span: timedelta) -> str:
    minutes = round(span / timedelta(minutes=1))
    return f"{minutes} min" if minutes < 120 else f"{minutes / 60:.1f} h"
