"""The weekly digest: planned, made from history, posted to its readers, and answered by them."""

from __future__ import annotations

import logging
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from bot.domain.answer import Answer
from bot.domain.case import Level
from bot.domain.digest import (
    Digest,
    DigestView,
    list_missing_cases,
    make_digest,
    named_cases,
    named_words,
    to_json,
)
from bot.domain.employee import Employee
from bot.domain.errors import InThePast, OnlyAsked, OnlyReaders, UnknownDigest
from bot.domain.events import Code, Event, Line
from bot.domain.ids import CaseId, EmployeeId, LaneId, WordsId
from bot.domain.notice import Notice, NoticeKind
from bot.domain.policy import Channel, Policy
from bot.domain.working_time import (
    Calendar,
    IsoWeek,
    IsoWeekError,
    NoWorkingTime,
    at_local,
    iso_week_of,
    local_date,
    next_working_moment,
)
from bot.ports.storing import CardKind, NewCard, Press, StorageAway, StoredDigest, UnitOfWork
from bot.usecases.acting import Stage, transact
from bot.usecases.desk import Desk
from bot.usecases.telling import tell

log = logging.getLogger(__name__)

WEEKS_READ = 9
"""The digest's week and the eight before, over which its averages go."""
WEEKS_CAUGHT_UP = 8
"""After a longer downtime, the weeks before are not made of themselves."""
_LOOKED_BACK = timedelta(weeks=13)
"""How much history is read at once when looking for those who helped before."""
_MOST_LOOKS_BACK = 40
_ANSWERED_WITHIN = timedelta(weeks=2)
"""So long after its making a digest's answers are looked for."""
_AFTER_A_FAULT = timedelta(hours=1)
"""A week that could not be counted is tried again so much later."""
_ALL = 1_000_000
_TAKING_UP = frozenset({Code.CLAIMED, Code.HANDOVER_ACCEPTED})


@dataclass(frozen=True, slots=True)
class Counted:
    """A week that is due, and its digest as it is kept; None where it could not be made."""

    week: str
    body: str | None


def plan_digests(desk: Desk, *, now: datetime) -> int:
    """Write down which weeks are to be made and when: this one, and those that were missed.

    A week's digest is due in the week after it, at the policy's weekday and time in the
    company's zone. Returns how many weeks were new.
    """
    zone = desk.policy.calendar.zone
    with desk.store.read() as uow:
        missing = _unplanned(uow, iso_week_of(zone, now))
    if not missing:
        return 0
    with desk.store.begin() as uow:
        planned = sum(
            uow.digests.plan(str(week), look_at=due_at(desk.policy, week)) for week in missing
        )
        uow.commit()
    return planned


def due_at(policy: Policy, week: IsoWeek) -> datetime:
    """When the digest of a week is due, in UTC."""
    on = week.next().first_on + timedelta(days=policy.digest.weekday)
    return at_local(policy.calendar.zone, on, policy.digest.at)


def make_due_digests(desk: Desk, *, now: datetime) -> tuple[str, ...]:
    """Make the digests that are due, all at once; the weeks made, oldest first."""
    return keep_digests(desk, count_due_digests(desk, now=now), now=now)


def count_due_digests(desk: Desk, *, now: datetime) -> tuple[Counted, ...]:
    """Count the weeks that are due, oldest first: reads only, and may take its time.

    A week that cannot be counted, which is a fault of ours, is told in the log, and keeps no
    other one waiting. Raises StorageAway.
    """
    with desk.store.read() as uow:
        due = sorted(uow.digests.list_due(now=now))
    return tuple(Counted(week, _body(desk, week, now)) for week in due)


def keep_digests(desk: Desk, counted: Sequence[Counted], *, now: datetime) -> tuple[str, ...]:
    """Keep what was counted, and put off what could not be; the weeks made, oldest first.

    After downtime only the newest of them is posted: nobody wants three Mondays at once.
    """
    bodies = {one.week: one.body for one in counted if one.body is not None}
    _put_off(desk, [one.week for one in counted if one.body is None], now)
    newest = max(bodies, default=None)
    return tuple(
        week
        for week, body in bodies.items()
        if _keep(desk, week, body, post=week == newest, now=now)
    )


def digest_of(desk: Desk, week: str, *, now: datetime) -> Digest:
    """The digest of a week as history has it at this moment; stores nothing.

    Raises UnknownDigest for what is no week, and for one that has not begun.
    """
    asked = _week(week)
    zone = desk.policy.calendar.zone
    if asked > iso_week_of(zone, now):
        raise UnknownDigest
    with desk.store.read() as uow:
        helpers, began_at = _before(uow, _first_moment(asked, zone))
        lines = _lines(uow, asked, zone)
    return make_digest(
        lines,
        asked,
        desk.policy.calendar,
        smallest_group=desk.policy.digest.smallest_group,
        known_helpers=helpers,
        began_at=began_at,
    )


def view_digest(
    uow: UnitOfWork, policy: Policy, digest: Digest, *, reader: EmployeeId | None
) -> DigestView:
    """A digest with the names and words that it needs, and what its reader did with it."""
    cases = {one: uow.cases.get(one) for one in named_cases(digest)}
    who = {number: case.customer for number, case in cases.items() if case.customer is not None}
    names = uow.customers.names(set(who.values()))
    stored = uow.digests.find(str(digest.week))
    before = uow.digests.find(str(digest.week.previous()))
    sent = policy.digest.readers if before is not None and before.made_at is not None else ()
    return DigestView(
        digest=digest,
        customers={number: names[one] for number, one in who.items() if one in names},
        sensitive=frozenset(number for number, case in cases.items() if case.sensitive),
        words=uow.words.get_many(named_words(digest)),
        reads=reader in policy.digest.readers,
        read=stored is not None and reader in stored.read_by,
        decides_on=_decides_on(uow, stored, reader),
        readers=len(sent),
        readers_done=len(set(sent) & set(before.read_by)) if before is not None else 0,
    )


def read_digest(desk: Desk, press: Press, *, week: str, now: datetime) -> Answer:
    """*Read*: this reader acknowledges it (D59). In a channel somebody else may press it too."""

    def judge(stage: Stage, lane: LaneId | None) -> Answer:
        del lane
        _require_made(stage, week)
        if stage.actor.id not in stage.policy.digest.readers:
            raise OnlyReaders
        stage.uow.digests.read(week, stage.actor.id, now=now)
        stage.uow.cards.mark_behind(reader=stage.actor.id)
        return _told(stage, Event(Code.DIGEST_READ, {"week": week}))

    return transact(desk, press, judge, now)


def decide_digest(desk: Desk, press: Press, *, week: str, on: date, now: datetime) -> Answer:
    """*I decide before …*: a reader takes the digest's question, by the end of a day.

    Raises nothing: a day that has passed, and somebody who is no reader, are refused.
    """

    def judge(stage: Stage, lane: LaneId | None) -> Answer:
        del lane
        _require_made(stage, week)
        _require_reader(stage)
        zone = stage.actor.calendar.zone
        if on < local_date(zone, now):
            raise InThePast(at=on.isoformat())
        decided = Event(Code.DIGEST_DECIDED, {"week": week, "on": on.isoformat()})
        stage.uow.digests.read(week, stage.actor.id, now=now)
        stage.uow.cards.mark_behind(reader=stage.actor.id)
        return _told(stage, decided)

    return transact(desk, press, judge, now)


def ask_digest(desk: Desk, press: Press, *, week: str, words: str, now: datetime) -> Answer:
    """*Ask a question*: kept with the digest, in an erasable row."""

    def judge(stage: Stage, lane: LaneId | None) -> Answer:
        del lane
        _require_made(stage, week)
        kept = stage.drawer.require(words, "digest_question")
        for one in stage.drawer.kept:
            stage.uow.words.add(one, author=stage.actor.id, now=now)
        _pass_on(stage, week, kept)
        return _told(stage, Event(Code.DIGEST_ASKED, {"week": week, "words": kept}))

    return transact(desk, press, judge, now)


# --- planning and making ------------------------------------------------------------------------


def _unplanned(uow: UnitOfWork, current: IsoWeek) -> list[IsoWeek]:
    """The current week and those missed since the newest known one, oldest first."""
    missing: list[IsoWeek] = []
    week = current
    for _ in range(WEEKS_CAUGHT_UP + 1):
        if uow.digests.find(str(week)) is not None:
            return missing[::-1]
        missing.append(week)
        week = week.previous()
    began = bool(uow.digests.list_made(limit=1))
    return missing[::-1] if began else [current]


def _body(desk: Desk, week: str, now: datetime) -> str | None:
    try:
        return to_json(digest_of(desk, week, now=now))
    except StorageAway:
        raise
    except Exception:  # whatever it is, the other weeks must not wait for it
        log.exception("digest of %s cannot be made", week)
        return None


def _put_off(desk: Desk, weeks: Sequence[str], now: datetime) -> None:
    if not weeks:
        return
    with desk.store.begin() as uow:
        for week in weeks:
            uow.digests.put_off(week, until=now + _AFTER_A_FAULT)
        uow.commit()


def _keep(desk: Desk, week: str, body: str, *, post: bool, now: datetime) -> bool:
    with desk.store.begin() as uow:
        if not uow.digests.save(week, body, made_at=now):
            return False  # another worker was first
        made = Event(Code.DIGEST_MADE, {"week": week})
        uow.history.append([made], case=None, actor=None, now=now)
        if post:
            _post(uow, desk.policy, week, now)
        uow.commit()
    return True


def _post(uow: UnitOfWork, policy: Policy, week: str, now: datetime) -> None:
    """One copy for each reader, in their own working time, and one for each of its channels."""
    for reader in uow.employees.get_many(policy.digest.readers).values():
        if reader.lane is not None and reader.active:
            uow.cards.add(_card(week, reader, reader.lane, now), now=now)
    for channel in (policy.channel(key) for key in policy.digest.channels):
        if channel is not None:
            uow.cards.add(_channel_card(week, channel), now=now)


def _channel_card(week: str, channel: Channel) -> NewCard:
    return NewCard(
        key=f"digest:{week}:channel:{channel.key}",
        kind=CardKind.DIGEST,
        lane=channel.lane,
        case=None,
        channel=channel.key,
        digest=week,
    )


def _card(week: str, reader: Employee, lane: LaneId, now: datetime) -> NewCard:
    return NewCard(
        key=f"digest:{week}:{reader.id}",
        kind=CardKind.DIGEST,
        lane=lane,
        case=None,
        reader=reader.id,
        digest=week,
        not_before=_in_working_time(reader.calendar, now),
    )


def _in_working_time(calendar: Calendar, now: datetime) -> datetime:
    try:
        return next_working_moment(calendar, now)
    except NoWorkingTime:
        return now


# --- history ------------------------------------------------------------------------------------


def _first_moment(week: IsoWeek, zone: str) -> datetime:
    """The start of the weeks that a digest is counted from."""
    return at_local(zone, week.first_on - timedelta(weeks=WEEKS_READ - 1), time(0))


def _lines(uow: UnitOfWork, week: IsoWeek, zone: str) -> list[Line]:
    """Every line of every case that the digest may count, as `make_digest` asks for them."""
    start, end = _first_moment(week, zone), week.bounds(zone)[1]
    seen = {line.case for line in uow.history.list_between(start, end) if line.case is not None}
    wanted = seen | set(_live(uow))
    known: set[CaseId] = set()
    lines: list[Line] = []
    while wanted:
        lines += uow.history.list_for_cases(sorted(wanted))
        known |= wanted
        wanted = set(list_missing_cases(lines)) - known
    return lines


def _live(uow: UnitOfWork) -> Iterator[CaseId]:
    """Cases that may have had no line for weeks, and whose customers wait all the same."""
    for late in (False, True):
        for row in uow.cases.list_waiting(limit=_ALL, sensitive=True, late=late):
            yield row.case
    for colleague in uow.employees.list_active():
        for row in uow.cases.list_mine(colleague.id):
            yield row.case


def _before(uow: UnitOfWork, end: datetime) -> tuple[frozenset[EmployeeId], datetime | None]:
    """Who took something up before a moment, and when history began, if that was before it."""
    helpers: set[EmployeeId] = set()
    began_at: datetime | None = None
    for _ in range(_MOST_LOOKS_BACK):
        lines = uow.history.list_between(end - _LOOKED_BACK, end)
        if not lines:
            break
        began_at = min(line.happened_at for line in lines)
        helpers.update(_took_up(lines))
        end -= _LOOKED_BACK
    return frozenset(helpers), began_at


def _took_up(lines: Iterable[Line]) -> Iterator[EmployeeId]:
    for line in lines:
        if line.actor is not None and line.code in _TAKING_UP:
            yield line.actor


def _decides_on(
    uow: UnitOfWork, stored: StoredDigest | None, reader: EmployeeId | None
) -> date | None:
    """By which day this reader will decide, as they said last."""
    if stored is None or stored.made_at is None or reader not in stored.read_by:
        return None
    until = stored.made_at + _ANSWERED_WITHIN
    said = uow.history.list_between(stored.made_at, until, code=Code.DIGEST_DECIDED)
    days = [
        str(line.facts.get("on"))
        for line in said
        if line.actor == reader and line.facts.get("week") == stored.week
    ]
    return date.fromisoformat(days[-1]) if days else None


# --- answers ------------------------------------------------------------------------------------


def _week(written: str) -> IsoWeek:
    try:
        return IsoWeek.parse(written)
    except IsoWeekError as error:
        raise UnknownDigest from error


def _require_made(stage: Stage, week: str) -> None:
    found = stage.uow.digests.find(week)
    if found is None or found.body is None:
        raise UnknownDigest


def _require_reader(stage: Stage) -> None:
    readers = stage.policy.digest.readers
    if stage.actor.id not in readers:
        raise OnlyAsked(asked=readers[0] if readers else None)


def _pass_on(stage: Stage, week: str, words: WordsId) -> None:
    """A leader's question reaches the webcare lead: an answer is a person's, not the bot's."""
    leads = stage.uow.employees.get_many(stage.policy.leaders.get(Level.LEAD, ()))
    for lead in leads.values():
        notice = Notice(
            key=f"digest:{week}:asked:{words}:{lead.id}",
            kind=NoticeKind.DIGEST_QUESTION,
            to=lead.id,
            facts={"week": week, "by": stage.actor.id, "words": words},
            not_before=_in_working_time(lead.calendar, stage.now),
        )
        tell(stage.uow, stage.policy, notice, lead, now=stage.now)


def _told(stage: Stage, event: Event) -> Answer:
    stage.uow.history.append([event], case=None, actor=stage.actor, now=stage.now)
    return Answer(event.code.value, event.facts)
