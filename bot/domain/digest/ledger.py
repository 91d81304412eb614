"""Promises and goodwill as history tells them: what was promised and given, and what came of it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import NamedTuple

from bot.domain.digest.reading import find_id, find_moment, find_text, number
from bot.domain.events import Code, Line
from bot.domain.ids import CaseId, GoodwillId, PromiseId, WordsId
from bot.domain.promise import PromiseState


@dataclass(slots=True)
class Promised:
    """One promise in the making."""

    id: PromiseId
    case: CaseId
    department: str | None = None
    words: WordsId | None = None
    due_at: datetime | None = None
    state: PromiseState = PromiseState.OPEN
    settled_at: datetime | None = None
    moved_at: datetime | None = None
    late: bool = False
    because: str | None = None
    why: WordsId | None = None

    def is_overdue(self, at: datetime) -> bool:
        """Open, and its date has passed."""
        return self.state is PromiseState.OPEN and self.due_at is not None and self.due_at < at


class Granted(NamedTuple):
    """One goodwill that was granted; the amount is in cents."""

    case: CaseId
    amount: int
    at: datetime


_ENDS = {
    Code.PROMISE_KEPT: PromiseState.KEPT,
    Code.PROMISE_BROKEN: PromiseState.BROKEN,
    Code.PROMISE_WAIVED: PromiseState.WAIVED,
}


class Ledger:
    """Every promise and goodwill of all cases."""

    def __init__(self) -> None:
        """Nothing promised, nothing given."""
        self.promises: dict[int, Promised] = {}
        self.granted: dict[GoodwillId, Granted] = {}
        self.untold: dict[GoodwillId, CaseId] = {}

    def promised(self, case: CaseId, line: Line) -> None:
        """A promise was made."""
        promise = self._promise(case, line)
        promise.words = find_words(line)

    def moved(self, case: CaseId, line: Line) -> None:
        """A new date was agreed."""
        promise = self._promise(case, line)
        promise.due_at = find_moment(line, "to_at")
        promise.moved_at = line.happened_at

    def settled(self, case: CaseId, line: Line) -> None:
        """Kept, broken or waived."""
        promise = self._promise(case, line)
        promise.state = _ENDS[Code(line.code)]
        promise.settled_at = line.happened_at
        promise.late = line.facts.get("late") is True
        promise.because = find_text(line, "because")
        promise.why = find_words(line)

    def offered(self, case: CaseId, line: Line) -> None:
        """A goodwill was offered: within the mandate it is granted at once."""
        if line.facts.get("approved") is True:
            self.approved(case, line)

    def approved(self, case: CaseId, line: Line) -> None:
        """A goodwill was granted."""
        goodwill = GoodwillId(number(line, "goodwill"))
        self.granted[goodwill] = Granted(case, number(line, "amount"), line.happened_at)
        self.untold[goodwill] = case

    def told(self, line: Line) -> None:
        """The customer knows of it."""
        self.untold.pop(GoodwillId(number(line, "goodwill")), None)

    def move(self, promises: tuple[int, ...], case: CaseId) -> None:
        """Promises moved to another case."""
        for promise in promises:
            if promise in self.promises:
                self.promises[promise].case = case

    def _promise(self, case: CaseId, line: Line) -> Promised:
        """The promise of a line, known or (its making lies before the lines given) not."""
        known = PromiseId(number(line, "promise"))
        promise = self.promises.get(known)
        if promise is None:
            promise = self.promises[known] = Promised(known, case)
            promise.department = find_text(line, "department")
            promise.due_at = find_moment(line, "due_at")
        return promise


def find_words(line: Line) -> WordsId | None:
    """The words that a line points to."""
    words = find_id(line, "words")
    return None if words is None else WordsId(words)
