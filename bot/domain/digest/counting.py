"""One week's numbers, counted from the book at its end; averages come later."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property

from bot.domain.case import Level, Outcome, State
from bot.domain.digest.book import Book
from bot.domain.digest.departments import count_departments
from bot.domain.digest.figures import (
    Ask,
    Asked,
    BrokenPromise,
    Bypass,
    Count,
    Digest,
    Endings,
    Improving,
    Kept,
    Speed,
    Spread,
    TakenUp,
    Tally,
    Waiter,
    Waiting,
)
from bot.domain.digest.ledger import Granted, Promised
from bot.domain.digest.percentile import MEDIAN, SLOWEST_TENTH, nearest_rank
from bot.domain.digest.track import Track
from bot.domain.ids import CaseId
from bot.domain.promise import PromiseState
from bot.domain.working_time import Calendar, IsoWeek, working_between


@dataclass(frozen=True)
class Scope:
    """What is counted: a week in a company's calendar, and how much of it is shown."""

    week: IsoWeek
    calendar: Calendar
    smallest_group: int
    longest_shown: int

    @cached_property
    def bounds(self) -> tuple[datetime, datetime]:
        """Start (included) and end (not included) of the week, in UTC."""
        return self.week.bounds(self.calendar.zone)

    @property
    def end(self) -> datetime:
        """The moment after the week."""
        return self.bounds[1]

    def has(self, at: datetime | None) -> bool:
        """Whether a moment lies in the week."""
        return at is not None and self.bounds[0] <= at < self.bounds[1]


def count_week(book: Book, scope: Scope) -> Digest:
    """The week's digest without averages, from a book that was read up to its end."""
    tracks = book.tracks()
    due = _next_due(book)
    return Digest(
        week=scope.week,
        zone=scope.calendar.zone,
        smallest_group=scope.smallest_group,
        asked=_asked(tracks),
        waiting=_waiting(tracks, scope, due),
        taken_up=_taken_up(book, scope),
        promises=_promises(book, scope, due),
        endings=_endings(book, tracks, scope),
        improving=_improving(book, tracks, scope),
    )


# --- what leadership is asked -----------------------------------------------------------------


def _asked(tracks: Iterable[Track]) -> Asked:
    risen = [one for one in tracks if one.level >= Level.EXECUTIVE and _is_open(one)]
    asks = (
        Ask(one.case, one.executive_since, one.waiting_since, one.holder)
        for one in risen
        if one.executive_since is not None
    )
    return Asked(of_tracks(risen), tuple(sorted(asks, key=lambda ask: (ask.since, ask.case))))


# --- who waits --------------------------------------------------------------------------------


def _waiting(tracks: Sequence[Track], scope: Scope, due: Mapping[CaseId, datetime]) -> Waiting:
    heard = [one for one in tracks if scope.has(one.heard_at)]
    waiters = _waiters(tracks, due)
    return Waiting(
        heard=of_tracks(heard),
        answered=of_tracks(one for one in heard if _came_to(one) == "answered"),
        dismissed=of_tracks(one for one in heard if _came_to(one) == "dismissed"),
        excused=of_tracks(one for one in heard if _came_to(one) == "excused"),
        silent=of_tracks(one for one in heard if _came_to(one) == "silent"),
        found_late=of_tracks(one for one in tracks if one.is_late and scope.has(one.found_at)),
        all_waiting=of_cases(waiter.case for waiter in waiters),
        longest=tuple(waiters[: scope.longest_shown]),
        first_reply=_speed(tracks, scope, lambda one: one.first_reply_at),
        claim=_speed(tracks, scope, lambda one: one.first_claim_at),
    )


def _came_to(track: Track) -> str:
    """What became of what was heard: exactly one of four."""
    if track.state is State.DISMISSED:
        return "dismissed"
    if track.first_reply_at is not None:
        return "answered"
    return "excused" if track.excused else "silent"


def _waiters(tracks: Iterable[Track], due: Mapping[CaseId, datetime]) -> list[Waiter]:
    waiters = [
        Waiter(one.case, since, int(one.level), one.holder, due.get(one.case))
        for one in tracks
        if (since := one.waiting_since) is not None
    ]
    return sorted(waiters, key=lambda waiter: (waiter.since, waiter.case))


def _speed(
    tracks: Iterable[Track], scope: Scope, done_at: Callable[[Track], datetime | None]
) -> Speed:
    """Of the cases to which it was done this week, how long after the customer first spoke."""
    spans = [
        (one.case, one.said_at, at)
        for one in tracks
        if one.said_at is not None and (at := done_at(one)) is not None and scope.has(at)
    ]
    cases = tuple(case for case, _, _ in spans)
    lived = [max(0, int((at - said_at).total_seconds())) for _, said_at, at in spans]
    worked = [
        int(working_between(scope.calendar, said_at, at).total_seconds())
        for _, said_at, at in spans
    ]
    return Speed(customer=_spread(lived, cases), working=_spread(worked, cases))


def _spread(seconds: list[int], cases: tuple[CaseId, ...]) -> Spread:
    return Spread(
        median=nearest_rank(seconds, MEDIAN),
        slowest_tenth=nearest_rank(seconds, SLOWEST_TENTH),
        cases=cases,
    )


# --- who took it up ---------------------------------------------------------------------------


def _taken_up(book: Book, scope: Scope) -> TakenUp:
    takings = [one._replace(case=book.survivor(one.case)) for one in book.week.takings]
    outside = [one for one in takings if one.outside]
    first = [one for one in outside if one.first]
    return TakenUp(
        cases=of_cases(one.case for one in takings),
        outside=of_cases(one.case for one in outside),
        people=_of(len({one.person for one in outside}), (one.case for one in outside)),
        first_time=_of(len({one.person for one in first}), (one.case for one in first)),
        departments=count_departments(outside, smallest_group=scope.smallest_group),
    )


# --- promises ---------------------------------------------------------------------------------


def _promises(book: Book, scope: Scope, due: Mapping[CaseId, datetime]) -> Kept:
    fates: dict[str, list[Promised]] = {}
    for promise in book.ledger.promises.values():
        fates.setdefault(_fate(promise, scope), []).append(promise)
    kept = fates.get("kept", [])
    broken = sorted(fates.get("broken", []), key=lambda promise: promise.id)
    concerned = [one for fate, promises in fates.items() if fate for one in promises]
    return Kept(
        due=_of_promises(book, concerned),
        kept=_of_promises(book, kept),
        late=_of_promises(book, [one for one in kept if one.late]),
        moved=_of_promises(book, fates.get("moved", [])),
        broken=_of_promises(book, broken),
        waived=_of_promises(book, fates.get("waived", [])),
        overdue=_of_promises(book, fates.get("overdue", [])),
        listed=tuple(_broken(one, book.survivor(one.case), due) for one in broken),
    )


def _fate(promise: Promised, scope: Scope) -> str:
    """What became of a promise this week: one of five, or nothing that concerns it."""
    if promise.state is not PromiseState.OPEN:
        return promise.state.value if scope.has(promise.settled_at) else ""
    if promise.is_overdue(scope.end):
        return "overdue"
    return "moved" if scope.has(promise.moved_at) else ""


def _broken(promise: Promised, case: CaseId, due: Mapping[CaseId, datetime]) -> BrokenPromise:
    return BrokenPromise(
        promise=promise.id,
        case=case,
        department=promise.department,
        because=promise.because or "other",
        words=promise.words,
        why=promise.why,
        due_at=promise.due_at,
        next_due_at=due.get(case),
    )


def _next_due(book: Book) -> dict[CaseId, datetime]:
    """When the earliest open promise of each case is due."""
    earliest: dict[CaseId, datetime] = {}
    for promise in book.ledger.promises.values():
        if promise.state is PromiseState.OPEN and promise.due_at is not None:
            case = book.survivor(promise.case)
            earliest[case] = min(promise.due_at, earliest.get(case, promise.due_at))
    return earliest


# --- how it ended -----------------------------------------------------------------------------


def _endings(book: Book, tracks: Iterable[Track], scope: Scope) -> Endings:
    ended = [one for one in tracks if _has_ended(one)]
    known = [one for one in ended if scope.has(one.outcome_at)]
    outcomes = {
        outcome.value: of_tracks(one for one in known if one.outcome is outcome)
        for outcome in Outcome
    }
    week = book.week
    granted = [one for one in book.ledger.granted.values() if scope.has(one.at)]
    return Endings(
        ended=of_tracks(known),
        asked_back=of_tracks(one for one in ended if one.outcome_at is None),
        came_back=_cases(book, (*week.repeats, *week.reopened)),
        repeats=_events(book, week.repeats),
        reopened=_events(book, week.reopened),
        to_manager=_cases(book, week.reached.get(Level.MANAGER, ())),
        to_executive=_cases(book, week.reached.get(Level.EXECUTIVE, ())),
        apologies=_events(book, week.apologies),
        goodwill=_events(book, [one.case for one in granted]),
        cents=_cents(book, granted),
        untold=_events(book, list(book.ledger.untold.values())),
        **outcomes,
    )


def _cents(book: Book, granted: Sequence[Granted]) -> Count:
    cases = (book.survivor(one.case) for one in granted)
    return _of(sum(one.amount for one in granted), cases)


def _is_open(track: Track) -> bool:
    return track.state in {State.OPEN, State.CLAIMED}


def _has_ended(track: Track) -> bool:
    return track.state in {State.RESOLVED, State.CLOSED}


# --- what must get better ---------------------------------------------------------------------


def _improving(book: Book, tracks: Sequence[Track], scope: Scope) -> Improving:
    heard = [one for one in tracks if scope.has(one.heard_at)]
    broken = [one for one in book.ledger.promises.values() if _fate(one, scope) == "broken"]
    return Improving(
        widespread=_cases(book, book.week.widespread),
        flags=_tallies((flag, one.case) for one in heard for flag in one.flags),
        routes=_tallies((one.route, one.case) for one in heard if one.route is not None),
        causes=_tallies((one.because or "other", book.survivor(one.case)) for one in broken),
        bypassed=_tallies(
            (one.department or "", book.survivor(one.case)) for one in book.week.bypassed
        ),
        bypasses=tuple(Bypass(book.survivor(one.case), one.words) for one in book.week.bypassed),
    )


def _tallies(found: Iterable[tuple[str, CaseId]]) -> tuple[Tally, ...]:
    by_code: dict[str, list[CaseId]] = {}
    for code, case in found:
        by_code.setdefault(code, []).append(case)
    tallies = (Tally(code, _of(len(cases), cases)) for code, cases in by_code.items())
    return tuple(sorted(tallies, key=lambda tally: (-tally.count.value, tally.code)))


# --- counts -----------------------------------------------------------------------------------


def of_tracks(tracks: Iterable[Track]) -> Count:
    """How many cases these are."""
    return of_cases(one.case for one in tracks)


def of_cases(cases: Iterable[CaseId]) -> Count:
    """How many different cases these are."""
    different = set(cases)
    return _of(len(different), different)


def _of(value: int, cases: Iterable[CaseId]) -> Count:
    return Count(value, None, tuple(sorted(set(cases))))


def _cases(book: Book, cases: Iterable[CaseId]) -> Count:
    """How many different cases, merged ones being one."""
    return of_cases(map(book.survivor, cases))


def _events(book: Book, cases: Sequence[CaseId]) -> Count:
    """How often it happened, and to which cases."""
    return _of(len(cases), map(book.survivor, cases))


def _of_promises(book: Book, promises: Sequence[Promised]) -> Count:
    return _events(book, [one.case for one in promises])
