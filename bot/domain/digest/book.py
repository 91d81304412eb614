"""The book that is kept while history is read in order: cases, promises, goodwill, this week."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import NamedTuple

from bot.domain.case import Level, Outcome, State
from bot.domain.digest.figures import Holder
from bot.domain.digest.ledger import Ledger, find_words
from bot.domain.digest.reading import find_id, find_moment, find_text, ids, number, texts
from bot.domain.digest.track import Heard, Track, earliest
from bot.domain.events import Code, Line
from bot.domain.ids import CaseId, EmployeeId, WordsId


class Taking(NamedTuple):
    """Somebody took a case up. The person is needed to count people, and stays in here."""

    case: CaseId
    person: EmployeeId
    department: str | None
    outside: bool
    """Outside webcare."""
    first: bool
    """Never before, as far as we know."""


class Bypassing(NamedTuple):
    """A rule was gone around, in a department, to help with a case."""

    case: CaseId
    department: str | None
    words: WordsId | None


@dataclass(slots=True)
class Happenings:
    """What happened in the week that is being read, as the cases to which it did."""

    takings: list[Taking] = field(default_factory=list)
    repeats: list[CaseId] = field(default_factory=list)
    reopened: list[CaseId] = field(default_factory=list)
    apologies: list[CaseId] = field(default_factory=list)
    widespread: list[CaseId] = field(default_factory=list)
    bypassed: list[Bypassing] = field(default_factory=list)
    reached: dict[int, list[CaseId]] = field(default_factory=dict)
    """By level."""


class Book:
    """Everything read so far."""

    def __init__(self, known_helpers: Collection[EmployeeId]) -> None:
        """An empty book; `known_helpers` took something up before the first line."""
        self.ledger = Ledger()
        self.week = Happenings()
        self._tracks: dict[CaseId, Track] = {}
        self._merged: dict[CaseId, CaseId] = {}
        self._helpers = set(known_helpers)

    def read(self, line: Line) -> None:
        """Take in one line; codes that no number comes from are passed over."""
        reader = READERS.get(line.code)
        if reader is not None and line.case is not None:
            reader(self, self.track(line.case), line)

    def turn_page(self) -> None:
        """A new week begins."""
        self.week = Happenings()

    def survivor(self, case: CaseId) -> CaseId:
        """The case that a merged one is part of now; any other is itself."""
        while case in self._merged:
            case = self._merged[case]
        return case

    def track(self, case: CaseId) -> Track:
        """Where a case stands, or the one that it was merged into."""
        case = self.survivor(case)
        found = self._tracks.get(case)
        if found is None:
            found = self._tracks[case] = Track(case)
        return found

    def tracks(self) -> tuple[Track, ...]:
        """Every case that is not merged, in order of id."""
        standing = (one for one in self._tracks.values() if one.state is not State.MERGED)
        return tuple(sorted(standing, key=lambda track: track.case))

    def take(self, track: Track, person: EmployeeId, line: Line) -> None:
        """Somebody became the owner."""
        webcare = line.facts.get("webcare") is True
        track.state = State.CLAIMED
        track.holder = Holder.WEBCARE if webcare else Holder.COLLEAGUE
        first = person not in self._helpers
        self._helpers.add(person)
        taking = Taking(track.case, person, line.department, outside=not webcare, first=first)
        self.week.takings.append(taking)

    def rise(self, track: Track, level: int, at: datetime) -> None:
        """The case rose, if it was not that high."""
        for reached in track.rise(level, at):
            self.week.reached.setdefault(reached, []).append(track.case)

    def merge(self, survivor: CaseId, other: CaseId) -> None:
        """Two cases are one; both have a line of it, and the first one read does it."""
        into, gone = self.track(survivor), self.track(other)
        if into is gone:
            return
        into.absorb(gone)
        self._merged[gone.case] = into.case

    def split(self, rest: CaseId, new: CaseId, line: Line) -> None:
        """One case is two. A reply told late, of the week before, may be known of the new one."""
        early = self._tracks.get(new)
        made = self._tracks[new] = self.track(rest).split(new, ids(line, "posts"))
        if early is not None:
            made.reply(early.first_reply_at, early.replied_seq)
        self.ledger.move(ids(line, "promises"), new)


# --- one reader for each code -----------------------------------------------------------------


def _opened(book: Book, track: Track, line: Line) -> None:
    track.route = find_text(line, "route")
    _spoke(book, track, line)


def _spoke(_: Book, track: Track, line: Line) -> None:
    if line.facts.get("bystander") is True:
        return
    track.flags.update(texts(line, "flags"))
    said_at = find_moment(line, "said_at") or line.happened_at
    heard = Heard(said_at, line.happened_at, late=line.facts.get("late") is True)
    silences = line.code != Code.THANKED and line.seq > track.replied_seq
    track.hear(number(line, "post"), heard, silences=silences)


def _repeated(book: Book, track: Track, line: Line) -> None:
    if line.facts.get("late") is True:
        return
    book.week.repeats.append(track.case)
    book.rise(track, number(line, "level"), line.happened_at)


def _claimed(book: Book, track: Track, line: Line) -> None:
    track.first_claim_at = earliest(track.first_claim_at, line.happened_at)
    book.take(track, EmployeeId(number(line, "owner")), line)


def _handed_over(book: Book, track: Track, line: Line) -> None:
    book.take(track, EmployeeId(number(line, "to")), line)


def _bypassed(book: Book, track: Track, line: Line) -> None:
    book.week.bypassed.append(Bypassing(track.case, line.department, find_words(line)))


def _taken_over(_: Book, track: Track, line: Line) -> None:
    """Made somebody's by the house: they have it, and took nothing up."""
    track.holder = Holder.WEBCARE if line.facts.get("webcare") is True else Holder.COLLEAGUE


def _released(_: Book, track: Track, __: Line) -> None:
    if track.state is State.RESOLVED:  # whoever solved it left before the customer confirmed
        track.outcome, track.outcome_at = Outcome.NOTHING, None
    track.state, track.holder = State.OPEN, Holder.NOBODY


def _let_go(book: Book, track: Track, line: Line) -> None:
    book.rise(track, Level.LEAD, line.happened_at)
    if line.facts.get("inherits") is True:
        track.holder = Holder.WEBCARE
    else:
        _released(book, track, line)


def _replied(book: Book, track: Track, line: Line) -> None:
    track.reply(line.happened_at, line.seq)
    if line.facts.get("apology") is True:
        book.week.apologies.append(track.case)


def _reply_heard(_: Book, track: Track, __: Line) -> None:
    track.silent_since = None


def _excused(_: Book, track: Track, __: Line) -> None:
    track.excused, track.silent_since = True, None


def _promised(book: Book, track: Track, line: Line) -> None:
    book.ledger.promised(track.case, line)


def _moved(book: Book, track: Track, line: Line) -> None:
    book.ledger.moved(track.case, line)


def _settled(book: Book, track: Track, line: Line) -> None:
    book.ledger.settled(track.case, line)


def _offered(book: Book, track: Track, line: Line) -> None:
    book.ledger.offered(track.case, line)


def _approved(book: Book, track: Track, line: Line) -> None:
    book.ledger.approved(track.case, line)


def _told(book: Book, _: Track, line: Line) -> None:
    book.ledger.told(line)


def _solved(book: Book, track: Track, line: Line) -> None:
    track.end(_outcome(line), line.happened_at, closed=False)
    if line.facts.get("widespread") is True:
        book.week.widespread.append(track.case)


def _closed(_: Book, track: Track, line: Line) -> None:
    track.end(_outcome(line), line.happened_at, closed=True)


def _reopened(book: Book, track: Track, line: Line) -> None:
    track.come_back()
    book.week.reopened.append(track.case)
    book.rise(track, find_id(line, "level") or Level.CHANNEL, line.happened_at)


def _dismissed(_: Book, track: Track, __: Line) -> None:
    track.state, track.holder, track.silent_since = State.DISMISSED, Holder.NOBODY, None


def _raised(book: Book, track: Track, line: Line) -> None:
    book.rise(track, number(line, "level"), line.happened_at)


def _absorbed(book: Book, track: Track, line: Line) -> None:
    book.merge(track.case, CaseId(number(line, "other")))


def _merged(book: Book, track: Track, line: Line) -> None:
    book.merge(CaseId(number(line, "into")), track.case)


def _split_off(book: Book, track: Track, line: Line) -> None:
    book.split(track.case, CaseId(number(line, "other")), line)


def _outcome(line: Line) -> Outcome:
    return Outcome(find_text(line, "outcome") or Outcome.NOTHING)


READERS: Mapping[str, Callable[[Book, Track, Line], None]] = {
    Code.OPENED: _opened,
    Code.POST_ADDED: _spoke,
    Code.THANKED: _spoke,
    Code.REPEAT_CONTACT: _repeated,
    Code.CLAIMED: _claimed,
    Code.RELEASED: _released,
    Code.LET_GO: _let_go,
    Code.HANDOVER_ACCEPTED: _handed_over,
    Code.TAKEN_OVER: _taken_over,
    Code.REPLIED: _replied,
    Code.REPLY_HEARD: _reply_heard,
    Code.NO_REPLY_NEEDED: _excused,
    Code.PROMISED: _promised,
    Code.PROMISE_KEPT: _settled,
    Code.PROMISE_MOVED: _moved,
    Code.PROMISE_BROKEN: _settled,
    Code.PROMISE_WAIVED: _settled,
    Code.GOODWILL_OFFERED: _offered,
    Code.GOODWILL_APPROVED: _approved,
    Code.GOODWILL_TOLD: _told,
    Code.PROCESS_BYPASSED: _bypassed,
    Code.SOLVED: _solved,
    Code.CLOSED: _closed,
    Code.REOPENED: _reopened,
    Code.DISMISSED: _dismissed,
    Code.LEVEL_RAISED: _raised,
    Code.ABSORBED: _absorbed,
    Code.MERGED: _merged,
    Code.SPLIT_OFF: _split_off,
}
"""What is read of each code; the others change no number."""
