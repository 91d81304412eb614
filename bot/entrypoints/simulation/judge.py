"""The judge: what should have been told, read from what people did, against what was received.

It knows nothing of how the bot rings. It reads history (who promised what by when, what became of
it), the configuration's text, and the receiver's book, and has its own small reading of the rules:
a promise that is open at its moment is told to its doer at that moment, or at the first one at
which they work; once more on each working day that it is late; once before, when most of its time
is gone.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta

from bot.domain.case import State
from bot.entrypoints.simulation.diary import Diaries, Diary
from bot.entrypoints.simulation.receiver import Posted
from storage.books import Books, HistoryRow, NoticeRow, PromiseRow

EARLY_SHARE = 0.8
MOST_A_DAY = 3
_LATE_DAYS = 20
"""So many late days of one promise are looked at: by then it has long been at its top."""
LAST_BUNDLE = time(15, 30)
"""After this, what can wait comes on the next day."""
_BEFORE_HOME = timedelta(minutes=30)
_INTO_THE_DAY = timedelta(hours=4)
_DAY = timedelta(hours=24)
_SETTLED = frozenset({"promise_kept", "promise_broken", "promise_waived"})
_IN_OTHER_HANDS = frozenset({"promise_taken_over", "handover_accepted", "taken_over"})
_REMINDERS = frozenset({"promise_early", "promise_due", "promise_late"})
_EXEMPT = frozenset({"handover_asked", "word_after", "claim_offered", "digest", "promise_heard"})
"""Asked for by the receiver, or asked of them by name: counts for nothing on any day."""
_DESK = frozenset({"placing_asked", "help_asked", "first_case", "let_go", "sensitive"})
"""What webcare's desk is there for: to somebody of webcare at work it counts for nothing."""
_HELD = frozenset({State.CLAIMED})


@dataclass(frozen=True, slots=True)
class Fault:
    """Something that is not as it should be, so that it can be looked up."""

    what: str
    promise: int | None = None
    reader: str | None = None
    at: datetime | None = None


@dataclass(slots=True)
class Verdict:
    """What was found. Cases and promises are counted; people only where they were disturbed."""

    promises: int = 0
    expected: int = 0
    """Reminders that should have come."""
    missed: list[Fault] = field(default_factory=list)
    doubled: list[Fault] = field(default_factory=list)
    late: list[Fault] = field(default_factory=list)
    out_of_hours: list[Fault] = field(default_factory=list)
    lost: list[Fault] = field(default_factory=list)
    over_budget: list[Fault] = field(default_factory=list)
    unowned: int = 0
    """Cases that lay there for more than 24 hours without an owner or a reasoned dismissal."""
    claimed_after: list[timedelta] = field(default_factory=list)
    days: Counter[int] = field(default_factory=Counter)
    """How many days of somebody had so many messages that count."""
    dead: int = 0

    @property
    def is_good(self) -> bool:
        """Nothing missed, doubled or lost, and the budget kept."""
        return not (self.missed or self.doubled or self.lost or self.over_budget)


@dataclass(slots=True)
class Pledged:
    """A promise as history tells it, up to one date: from when to when that was its date."""

    id: int
    due_at: datetime
    doer: int | None
    made_by: int | None
    made_at: datetime
    since: datetime
    until: datetime
    """When it was settled or moved; else the end of the year."""
    snoozes: list[tuple[datetime, datetime]] = field(default_factory=list)


def judge(
    books: Books,
    received: Iterable[Posted],
    diaries: Diaries,
    *,
    end: datetime,
    read_as_made: Iterable[int] = (),
) -> Verdict:
    """Everything that can be found wrong.

    `end` is UTC; `read_as_made` are the promises of which somebody read that they are kept.
    """
    verdict = Verdict(promises=len(books.promises), dead=books.dead)
    notices = {one.key: one for one in books.notices}
    posted = list(received)
    _doubled_at_receiver(verdict, posted, notices)
    bench = _Bench(books, diaries, verdict, end)
    for one in _pledged(books.history, end):
        bench.look(one)
    _hours(verdict, books, diaries)
    _budget(verdict, books, posted, notices, diaries)
    _lost(verdict, books, read_as_made, end)
    _waiting(verdict, books.history, end)
    return verdict


# --- what was promised --------------------------------------------------------------------------


def _pledged(history: Iterable[HistoryRow], end: datetime) -> Iterator[Pledged]:
    """Each promise with each of its dates."""
    open_ones: dict[int, Pledged] = {}
    for line in history:
        if line.code in _IN_OTHER_HANDS:
            _end_snoozes(open_ones, line)
        number = line.facts.get("promise")
        if not isinstance(number, int):
            continue
        known = open_ones.get(number)
        if line.code == "promised":
            _begin(open_ones, line, number, end)
        elif known is not None and line.code == "remind_later":
            known.snoozes.append((line.at, _moment(line.facts["until_at"])))
        elif known is not None and line.code == "promise_moved":
            known.until = line.at
            yield known
            due_at = _moment(line.facts["to_at"])
            doer, by, made = known.doer, known.made_by, known.made_at
            open_ones[number] = Pledged(number, due_at, doer, by, made, line.at, end)
        elif known is not None and line.code in _SETTLED:
            known.until = line.at
            yield open_ones.pop(number)
    yield from open_ones.values()


def _end_snoozes(known: Mapping[int, Pledged], line: HistoryRow) -> None:
    """What somebody put off, whoever does it from now on did not."""
    promises = line.facts.get("promises")
    named = promises if isinstance(promises, list | tuple) else (line.facts.get("promise"),)
    for one in (known[number] for number in named if isinstance(number, int) and number in known):
        one.snoozes = [(asked, until) for asked, until in one.snoozes if until <= line.at]


def _begin(known: dict[int, Pledged], line: HistoryRow, number: int, end: datetime) -> None:
    due, doer = line.facts.get("due_at"), line.facts.get("doer")
    if isinstance(due, str):
        who = doer if isinstance(doer, int) else None
        known[number] = Pledged(number, _moment(due), who, line.actor, line.at, line.at, end)


def _moment(written: object) -> datetime:
    return datetime.fromisoformat(str(written))


@dataclass(frozen=True, slots=True)
class _Said:
    """Somebody said when they would be away."""

    at: datetime
    first_on: date
    last_on: date


@dataclass(slots=True)
class _Bench:
    """Looks at one promise after another."""

    books: Books
    diaries: Diaries
    verdict: Verdict
    end: datetime
    _told: Mapping[int, Sequence[NoticeRow]] = field(init=False)
    _rows: Mapping[int, PromiseRow] = field(init=False)
    _handed_over: frozenset[int] = field(init=False)
    _absences: Mapping[int, Sequence[_Said]] = field(init=False)
    """What people said of when they would be away."""
    _known: dict[tuple[int, tuple[_Said, ...]], Diary] = field(default_factory=dict)

    def __post_init__(self) -> None:
        told: dict[int, list[NoticeRow]] = defaultdict(list)
        for one in self.books.notices:
            number = one.facts.get("promise")
            if one.kind in _REMINDERS and isinstance(number, int) and one.posted_at is not None:
                told[number].append(one)
        self._told = told
        self._rows = {row.id: row for row in self.books.promises}
        self._handed_over = frozenset(
            line.case
            for line in self.books.history
            if line.code in {"handover_accepted", "absorbed"} and line.case is not None
        )
        absences: dict[int, list[_Said]] = defaultdict(list)
        for line in self.books.history:
            if line.code == "absence_set" and line.actor is not None:
                days = [date.fromisoformat(str(line.facts[one])) for one in ("first_on", "last_on")]
                absences[line.actor].append(_Said(line.at, days[0], days[1]))
        self._absences = absences

    def look(self, one: Pledged) -> None:
        """Whether all of its reminders came, once, and in time."""
        told = [
            notice
            for notice in self._told.get(one.id, ())
            if _moment(notice.facts.get("due_at")) == one.due_at
        ]
        self._due(one, told)
        self._early(one, [notice for notice in told if notice.kind == "promise_early"])
        self._late(one, [notice for notice in told if notice.kind == "promise_late"])
        for asked_at, until in one.snoozes:
            self._snoozed(one, told, asked_at, until)

    def _due(self, one: Pledged, told: Sequence[NoticeRow]) -> None:
        rung = [
            notice
            for notice in told
            if notice.kind == "promise_due" and notice.created_at >= one.due_at
        ]
        self._once(one, rung)
        if one.until <= one.due_at or one.due_at >= self.end or self._is_snoozed(one, one.due_at):
            return
        self._expect(one, rung, one.due_at)

    def _expect(self, one: Pledged, told: Sequence[NoticeRow], at: datetime) -> None:
        """One of these came at a moment, or at the first at which its reader works."""
        diary = self._diary(one.doer)
        permitted = at
        if diary is not None and diary.is_away(diary.date_of(at)):
            # Somebody stands in, in their own hours: by the end of the next day of the company.
            house = self.diaries.house
            permitted = self._told_by(house, house.first_permitted(at) or at) or self.end
        elif self._has_moved(one) or not self._is_own(one):
            # Whoever took it over did not choose the moment: they hear it in their own hours.
            theirs = self._diary(self._doer_in_the_end(one)) or diary
            permitted = (self._heard_by(theirs, at) if theirs else None) or self.end
        if permitted >= min(one.until, self.end):
            return
        self.verdict.expected += 1
        if not told:
            self.verdict.missed.append(self._fault("due", one, None, at))
        for notice in told:
            reader = self._diary(notice.reader)
            allowed = self._permitted(one, notice, reader, at)
            if self._is_own(one) and notice.reader == one.doer:
                allowed = at
            if notice.posted_at is not None and not at <= notice.posted_at <= allowed:
                self.verdict.late.append(self._fault("due", one, notice.reader, notice.posted_at))

    def _permitted(
        self, one: Pledged, notice: NoticeRow, reader: Diary | None, at: datetime
    ) -> datetime:
        """Until when a reminder of this moment is in time.

        Whoever was off hears it in their next hours; on another day than it was due it counts among
        that day's few, and may come together with others. Whoever took it over hears it then.
        """
        if reader is None:
            return at
        since = max(at, notice.created_at) if notice.reader != one.doer else at
        allowed = reader.first_permitted(since) or since
        return self._with_the_news(reader, at, allowed)

    def _heard_by(self, reader: Diary, at: datetime) -> datetime | None:
        """By when somebody has heard what was due then, in their hours."""
        permitted = reader.first_permitted(at)
        return None if permitted is None else self._with_the_news(reader, at, permitted)

    def _with_the_news(self, reader: Diary, at: datetime, permitted: datetime) -> datetime:
        """What was due at `at` and comes on a later day, is among the few messages of that day."""
        if reader.date_of(permitted) == reader.date_of(at):
            return permitted
        return self._told_by(reader, permitted) or permitted

    def _snoozed(
        self, one: Pledged, told: Sequence[NoticeRow], asked_at: datetime, until: datetime
    ) -> None:
        """At the very moment that they chose."""
        again = any(asked_at < other < until for other, _ in one.snoozes)
        if again or one.until <= until or until >= self.end:
            return
        self.verdict.expected += 1
        if not any(notice.posted_at == until for notice in told):
            self.verdict.missed.append(self._fault("snoozed", one, one.doer, until))

    def _early(self, one: Pledged, told: Sequence[NoticeRow]) -> None:
        """Once before, in the hours after most of its time has gone."""
        self._once(one, told)
        diary, awaited = self._diary(one.doer), self._awaited(one.doer)
        if diary is None or awaited is None or one.doer is None:
            return
        at, until = self._early_by(one, self._as_known(one.doer, awaited, by=one.due_at))
        if until is not None:  # nobody could count without the days off that came up later
            at, until = self._early_by(one, self._as_known(one.doer, awaited, by=until))
        if any(map(diary.is_away, (diary.date_of(at), diary.date_of(until or at)))):
            return  # the owner hears that they are away
        if until is None or until >= min(one.due_at, one.until, self.end):
            return
        if any(asked < until for asked, _ in one.snoozes) or self._has_moved(one):
            return
        self.verdict.expected += 1
        if not told:
            self.verdict.missed.append(self._fault("early", one, one.doer, at))

    def _early_by(self, one: Pledged, diary: Diary) -> tuple[datetime, datetime | None]:
        at = max(diary.part_of(one.made_at, one.due_at, EARLY_SHARE), one.since)
        return at, self._told_by(diary, at)

    def _late(self, one: Pledged, told: Sequence[NoticeRow]) -> None:
        """Once on each day, of the company's and theirs, that it is late from start to end."""
        by_day = Counter(
            (notice.reader, self._date(notice)) for notice in told if not _is_of_snooze(notice)
        )
        for (reader, on), times in by_day.items():
            if times > 1 and self._readers_date_is_sound(reader):
                at = datetime.combine(on, time(0), one.due_at.tzinfo)
                self.verdict.doubled.append(self._fault("late", one, reader, at))
        diary = self._diary(one.doer)
        if diary is None or self._has_moved(one):
            return
        days = {on for (_, on) in by_day}
        for on, span_end in self._late_days(one, diary):
            if any(asked <= span_end and until.date() >= on for asked, until in one.snoozes):
                continue
            self.verdict.expected += 1
            if on not in days:
                self.verdict.missed.append(self._fault("late", one, one.doer, span_end))

    def _late_days(self, one: Pledged, diary: Diary) -> Iterator[tuple[date, datetime]]:
        awaited = self._awaited(one.doer) or diary
        heard_at = one.due_at if self._is_own(one) else awaited.first_permitted(one.due_at)
        on = diary.date_of(heard_at or one.due_at)
        for _ in range(_LATE_DAYS):
            on += timedelta(days=1)
            spans = diary.on(on)
            if not spans or not self.diaries.house.on(on) or spans[0][0] <= one.due_at:
                continue
            if spans[-1][1] >= min(one.until, self.end):
                return
            yield on, spans[-1][1]

    def _has_moved(self, one: Pledged) -> bool:
        """Whether it was somebody else's for a while: then what is due to whom is not simple."""
        row = self._rows.get(one.id)
        return row is None or row.doer != one.doer or row.case in self._handed_over

    def _doer_in_the_end(self, one: Pledged) -> int | None:
        row = self._rows.get(one.id)
        return one.doer if row is None else row.doer

    def _once(self, one: Pledged, told: Sequence[NoticeRow]) -> None:
        times = Counter(notice.reader for notice in told if not _is_of_snooze(notice))
        for reader, count in times.items():
            if count > 1:
                self.verdict.doubled.append(self._fault("again", one, reader, one.due_at))

    def _is_snoozed(self, one: Pledged, at: datetime) -> bool:
        return any(asked < at < until for asked, until in one.snoozes)

    def _is_own(self, one: Pledged) -> bool:
        return one.doer is not None and one.doer == one.made_by

    def _told_by(self, diary: Diary, at: datetime) -> datetime | None:
        """By when what can wait has come: with the day's last bundle, or the next day's first."""
        spans = list(diary.from_moment(at))
        today = [one for one in spans if diary.date_of(one[0]) == diary.date_of(at)]
        if today:
            local = datetime.combine(diary.date_of(at), LAST_BUNDLE, diary.zone)
            if at <= min(local, today[-1][1] - _BEFORE_HOME):
                return today[-1][1]
        later = [start for start, _ in spans if diary.date_of(start) > diary.date_of(at)]
        return min(later) + _INTO_THE_DAY if later else None

    def _date(self, notice: NoticeRow) -> date:
        diary = self._diary(notice.reader) or self.diaries.house
        return diary.date_of(notice.posted_at or notice.not_before)

    def _readers_date_is_sound(self, reader: int | None) -> bool:
        return self._diary(reader) is not None

    def _diary(self, person: int | None) -> Diary | None:
        return self.diaries.people.get(self.books.names.get(person or 0, ""))

    def _as_known(self, person: int, awaited: Diary, *, by: datetime) -> Diary:
        """Their hours without the days off that they had told of by then."""
        said = tuple(one for one in self._absences.get(person, ()) if one.at <= by)
        if (person, said) not in self._known:
            away = ((one.first_on, one.last_on) for one in said)
            self._known[person, said] = awaited.without(away)
        return self._known[person, said]

    def _awaited(self, person: int | None) -> Diary | None:
        """Their hours without any day off."""
        return self.diaries.awaited.get(self.books.names.get(person or 0, ""))

    def _fault(self, what: str, one: Pledged, reader: int | None, at: datetime | None) -> Fault:
        return Fault(what, one.id, self.books.names.get(reader or 0), at)


def _is_of_snooze(notice: NoticeRow) -> bool:
    return ":snoozed:" in notice.key


# --- what was received --------------------------------------------------------------------------


def _doubled_at_receiver(
    verdict: Verdict, posted: Iterable[Posted], notices: Mapping[str, NoticeRow]
) -> None:
    """Nothing stands in a conversation twice, whatever was killed when."""
    times = Counter((one.conversation, one.key) for one in posted)
    for (conversation, key), count in times.items():
        if count > 1:
            notice = notices.get(key)
            what = notice.kind if notice is not None else "card"
            verdict.doubled.append(Fault(f"{what} {key}", reader=conversation))


def _hours(verdict: Verdict, books: Books, diaries: Diaries) -> None:
    """Nobody is disturbed outside their hours, but for what is due then, or what they chose."""
    for one in books.notices:
        if one.posted_at is None or one.reader is None or _is_exempt(one, books, diaries):
            continue
        key = books.names.get(one.reader, "")
        diary = diaries.awaited.get(key)
        willing = one.kind == "unclaimed" and key in diaries.willing
        if diary is not None and not willing and not diary.works(one.posted_at):
            verdict.out_of_hours.append(Fault(one.kind, _promise_of(one), key, one.posted_at))


def _is_exempt(one: NoticeRow, books: Books, diaries: Diaries) -> bool:
    """Whether a notice counts for nothing: own reading of the issue's list."""
    if one.kind in _EXEMPT or _is_of_snooze(one):
        return True
    key = books.names.get(one.reader or 0, "")
    if one.posted_at is None or diaries.is_there_for(key, one.posted_at, desk=one.kind in _DESK):
        return True
    diary, due = diaries.people.get(key), one.facts.get("due_at")
    if one.kind != "promise_due" or diary is None or not isinstance(due, str):
        return False
    return diary.date_of(_moment(due)) == diary.date_of(one.posted_at)


def _budget(
    verdict: Verdict,
    books: Books,
    posted: Iterable[Posted],
    notices: Mapping[str, NoticeRow],
    diaries: Diaries,
) -> None:
    """At most so many messages that count, for each person and day of theirs."""
    times: Counter[tuple[str, date]] = Counter()
    members = Counter(one.bundle for one in books.notices if one.bundle is not None)
    for one in posted:
        notice = notices.get(one.key.partition("#")[0])
        if notice is None or notice.reader is None:
            continue
        key = books.names.get(notice.reader, "")
        counts = members[notice.id] > 0 or not _is_exempt(notice, books, diaries)
        if key in diaries.people and counts and not diaries.is_there_for(key, one.at, desk=False):
            times[key, diaries.people[key].date_of(one.at)] += 1
    verdict.days = Counter(times.values())
    for (key, on), count in times.items():
        if count > MOST_A_DAY:
            at = datetime.combine(on, time(12), diaries.people[key].zone)
            verdict.over_budget.append(Fault(f"{count} messages", reader=key, at=at))


def _promise_of(one: NoticeRow) -> int | None:
    number = one.facts.get("promise")
    return number if isinstance(number, int) else None


# --- cases and their promises -------------------------------------------------------------------


def _lost(verdict: Verdict, books: Books, read_as_made: Iterable[int], end: datetime) -> None:
    """Every promise that was made is there, and every open one has somebody who answers for it."""
    rows = {one.id: one for one in books.promises}
    made = {
        number
        for line in books.history
        if line.code == "promised" and isinstance(number := line.facts.get("promise"), int)
    }
    verdict.lost += [Fault("gone", one) for one in (made | set(read_as_made)) - rows.keys()]
    cases = {one.id: one for one in books.cases}
    left = _leaving(books.history)
    for row in rows.values():
        if row.state != "open" or not row.blocks:
            continue
        case = cases.get(row.case or 0)
        if case is None or case.state not in _HELD or case.owner is None:
            verdict.lost.append(Fault("nobody's", row.id))
        elif case.owner not in books.working and _is_long_gone(left.get(case.owner), end):
            verdict.lost.append(Fault("a leaver's", row.id, books.names.get(case.owner)))


def _leaving(history: Iterable[HistoryRow]) -> Mapping[int, datetime]:
    """When somebody who works here no more did something last."""
    return {line.actor: line.at for line in history if line.actor is not None}


def _is_long_gone(last_act: datetime | None, end: datetime) -> bool:
    return last_act is None or end - last_act > _DAY


_TAKEN = frozenset({"claimed", "dismissed", "merged", "handover_accepted", "closed", "solved"})
_FREE = frozenset({"opened", "released", "let_go"})


def _waiting(verdict: Verdict, history: Iterable[HistoryRow], end: datetime) -> None:
    """How long cases lay there before somebody took them: of cases, never of people."""
    opened: dict[int, tuple[datetime, bool]] = {}
    for line in history:
        if line.case is None:
            continue
        if line.code in _FREE:
            opened[line.case] = (line.at, line.code == "opened")
        elif line.code in _TAKEN and line.case in opened:
            since, is_first = opened.pop(line.case)
            verdict.unowned += line.at - since > _DAY
            if is_first and line.code == "claimed":
                verdict.claimed_after.append(line.at - since)
    verdict.unowned += sum(end - since > _DAY for since, _ in opened.values())
