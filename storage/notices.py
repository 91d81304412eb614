"""Notices: each told once, under a key that nobody else has."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import bindparam, desc, null, or_, select, update

from bot.domain.budget import Bundle
from bot.domain.errors import Facts, UnknownNotice
from bot.domain.ids import CaseId, EmployeeId, LaneId, NoticeId, PromiseId
from bot.domain.notice import SETTLED, Notice, NoticeKind, ToldNotice, told_by
from bot.ports.storing import Waiting
from storage import bundles as bundled
from storage.carried import (
    Stage,
    lock_bundle_of,
    lock_bundles,
    mark_bundles_behind,
    marked,
)
from storage.case_rows import NOTICES, TOLD
from storage.codec import FactsText, Moment
from storage.dialect import is_one_of
from storage.noted import note_in_case
from storage.tables import lanes, notices
from storage.transaction import Transaction

_UNSENT = (Stage.PENDING, Stage.BUNDLED)
_TOLD = select(
    notices.c.id,
    notices.c.key,
    notices.c.kind,
    notices.c.not_before,
    notices.c.reader_id,
    notices.c.channel,
    notices.c.case_id,
    notices.c.facts,
    notices.c.state,
    notices.c.settled,
    notices.c.posted_at,
)
_GET = _TOLD.where(notices.c.id == bindparam("notice"))
_FOR = (
    _TOLD.where(
        notices.c.reader_id == bindparam("reader"),
        notices.c.posted_at.is_not(None),
        notices.c.kind != NoticeKind.BUNDLE,
    )
    .order_by(desc(notices.c.posted_at), desc(notices.c.id))
    .limit(bindparam("limit"))
)
_IN_BUNDLE = _TOLD.where(
    notices.c.bundle_id == bindparam("bundle"),
    is_one_of(notices.c.state, (Stage.BUNDLED, Stage.SENT)),
).order_by(notices.c.created_at, notices.c.id)
_WITHDRAW = (
    update(notices)
    .where(
        notices.c.case_id == bindparam("case"),
        notices.c.kind.in_(bindparam("kinds", expanding=True)),
        is_one_of(notices.c.state, _UNSENT),
    )
    .values(state=Stage.WITHDRAWN.value, since=None, settled=True, why=None)
)
_WITHDRAW_FROM = _WITHDRAW.where(notices.c.reader_id == bindparam("reader"))
_WRITTEN_AT = (
    select(notices.c.created_at)
    .where(
        notices.c.case_id == bindparam("case"),
        notices.c.key.like(bindparam("pattern")),
        notices.c.state != Stage.WITHDRAWN,
    )
    .order_by(notices.c.created_at)
    .limit(1)
)
_WRITTEN_TO = _WRITTEN_AT.where(notices.c.reader_id == bindparam("reader"))
_told_in = notices.alias("told_in")
_HEARD_AT = (
    select(
        notices.c.posted_at,
        notices.c.created_at,
        notices.c.not_before,
        _told_in.c.not_before.label("bundled_at"),
        # Nobody has to wait for what cannot come.
        or_(
            notices.c.state == Stage.DEAD,
            _told_in.c.state == Stage.DEAD,
            lanes.c.stopped.is_not(None),
        ).label("cannot_come"),
    )
    .join(lanes, lanes.c.id == notices.c.lane_id)
    .outerjoin(_told_in, _told_in.c.id == notices.c.bundle_id)
    .where(
        notices.c.case_id == bindparam("case"),
        notices.c.key.like(bindparam("pattern")),
        notices.c.state != Stage.WITHDRAWN,
    )
    .order_by(notices.c.created_at)
    .limit(1)
)
_WITHDRAW_TOLD = (
    update(notices)
    .where(
        notices.c.case_id == bindparam("case"),
        notices.c.key.like(bindparam("pattern")),
        is_one_of(notices.c.state, _UNSENT),
    )
    .values(state=Stage.WITHDRAWN.value, since=None, settled=True, why=None)
)
_LOCK_FACTS = select(notices.c.facts).where(notices.c.key == bindparam("the_key")).with_for_update()
_SET_FACTS = (
    update(notices)
    .where(notices.c.key == bindparam("the_key"))
    .values(facts=bindparam("the_facts", type_=FactsText()))
)
_MARK = marked(notices).where(notices.c.case_id == bindparam("case"))
_told = notices.alias("told")
_BUNDLE_OF = select(_told.c.bundle_id).where(_told.c.key == bindparam("the_key"))
_MARK_TOLD = marked(notices).where(
    or_(notices.c.key == bindparam("the_key"), notices.c.id == _BUNDLE_OF.scalar_subquery())
)
_MOVE_ALL = (
    update(notices)
    .where(notices.c.case_id == bindparam("source_case"))
    # The other case counts its versions for itself.
    .values(case_id=bindparam("target_case"), wanted=0)
)
_FACTS_OF = select(notices.c.id, notices.c.facts).where(notices.c.case_id == bindparam("case"))
_MOVE_ONE = (
    update(notices)
    .where(notices.c.id == bindparam("item"))
    .values(case_id=bindparam("target_case"), wanted=0)
)
_MARK_ONE = marked(notices).where(notices.c.id == bindparam("item"))


_TO_COME = (
    notices.c.state == Stage.PENDING,
    notices.c.ref.is_(None),
    notices.c.reader_id.is_not(None),
    notices.c.not_before > bindparam("now", type_=Moment()),
)
_READERS_WAITING = (
    select(notices.c.reader_id)
    .where(notices.c.since.is_not(None), *_TO_COME)
    .distinct()
    .order_by(notices.c.reader_id)
)
_WAITING = (
    select(notices.c.id, notices.c.kind, notices.c.case_id, notices.c.slot, notices.c.not_before)
    .where(notices.c.reader_id == bindparam("reader"), notices.c.posted_at.is_(None), *_TO_COME)
    .order_by(notices.c.not_before, notices.c.id)
)
_RELEASE = bundled.RETIME.values(slot=null())


class SqlNotices:
    """What is told, and was."""

    def __init__(self, tx: Transaction) -> None:
        self._tx = tx
        self._unplaced: list[bundled.Placed] = []
        """What finds its place at the commit, or when somebody asks for what is written."""
        self._told: set[str] = set()
        """The keys under which this transaction told something: they are taken, placed or not."""

    def add(self, notice: Notice, *, lane: LaneId, now: datetime) -> bool:
        """Write it down to be told; False when its key exists."""
        self._tx.tell(now)
        added = bool(self._tx.change(bundled.ADD, _row(notice, self._tx.new_id(), lane, now)))
        if added and notice.case is not None:
            note_in_case(self._tx, notice.case, NOTICES)
        return added

    def add_counted(
        self,
        notice: Notice,
        *,
        lane: LaneId,
        slots: Sequence[str],
        bundles: Iterable[Bundle],
        now: datetime,
    ) -> bool:
        """Write it down to be told in the first of these places that is free; False: key exists.

        By itself in one of `slots`, else with others in the first of `bundles` that was not sent
        and does not come before the notice may. Nobody else takes the same slot, however many
        write at once.
        """
        self._tx.tell(now)
        if notice.key in self._told:
            return False
        free = bundled.find_free(self._tx, notice.key, slots)
        if free is None:
            return False
        self._told.add(notice.key)
        row = _row(notice, self._tx.new_id(), lane, now)
        self._unplaced.append(bundled.Placed(row, free, bundles, now))
        # At the end, so that nobody waits long for another's place.
        self._tx.do_first(SqlNotices, self._place)
        return True

    def _place(self) -> None:
        """Whoever asks for what is written, or changes it, does so after this."""
        unplaced, self._unplaced = self._unplaced, []
        bundled.place_all(self._tx, unplaced)

    def hold(self, bundle: NoticeId) -> None:
        """Keep others from joining a bundle until this transaction ends."""
        bundled.hold(self._tx, bundle)

    def list_bundled(self, bundle: NoticeId) -> Sequence[ToldNotice]:
        """What is told in a bundle, in the order of its writing; nothing that was taken back."""
        self._place()
        return [_told_of(row) for row in self._tx.rows(_IN_BUNDLE, {"bundle": bundle})]

    def take_out(self, notice: NoticeId) -> bool:
        """What waits, alone or in a bundle, is not told, unless that is undone; False: it was."""
        return bundled.take_out(self._tx, notice)

    def told_together(self, bundle: NoticeId, *, done: Iterable[NoticeId], at: datetime) -> None:
        """A bundle is in the chat (business moment `at`), and with it all that waited in it.

        `done`: what in it is settled, as it is shown there.
        """
        bundled.told_together(self._tx, bundle, done, at)

    def list_readers_waiting(self, *, now: datetime) -> Sequence[EmployeeId]:
        """For whom something waits whose moment is to come (business moment `now`). No locks."""
        self._place()
        return [row.reader_id for row in self._tx.rows(_READERS_WAITING, {"now": now})]

    def list_waiting(self, reader: EmployeeId, *, now: datetime) -> Sequence[Waiting]:
        """What waits for this person to be sent at a moment after `now`, in order of these."""
        self._place()
        return [
            Waiting(row.id, NoticeKind(row.kind), row.case_id, row.slot, row.not_before)
            for row in self._tx.rows(_WAITING, {"reader": reader, "now": now})
        ]

    def retime(self, item: NoticeId, *, at: datetime) -> None:
        """What was not sent yet is sent from this business moment on."""
        self._tx.change(bundled.RETIME, {"item": item, "at": at})

    def release(self, item: NoticeId, *, at: datetime) -> None:
        """The same, and it gives back its place among the messages of a day."""
        self._tx.change(_RELEASE, {"item": item, "at": at})

    def rest(self, bundle: NoticeId) -> None:
        """The message of a bundle is gone: what it told is never drawn again."""
        bundled.rest(self._tx, bundle)

    def tell_later(
        self, item: NoticeId, case: CaseId | None, bundles: Iterable[Bundle], *, now: datetime
    ) -> None:
        """What was not sent on its day, with all that is in it, waits for the first open bundle.

        `case`: whose it was when it was read.
        """
        self._tx.tell(now)
        bundled.tell_later(self._tx, item, case, bundles, now)

    def list_for(self, employee: EmployeeId, *, limit: int) -> Sequence[ToldNotice]:
        """What one person was told, newest first."""
        self._place()
        return [_told_of(row) for row in self._tx.rows(_FOR, {"reader": employee, "limit": limit})]

    def get(self, notice: NoticeId) -> ToldNotice:
        """One notice. Raises UnknownNotice."""
        self._place()
        row = self._tx.first(_GET, {"notice": notice})
        if row is None:
            raise UnknownNotice
        return _told_of(row)

    def has(self, key: str) -> bool:
        """Whether this was told, or is about to be."""
        return key in self._told or bundled.has(self._tx, key)

    def withdraw(self, *, case: CaseId, kinds: Iterable[str], to: EmployeeId | None = None) -> int:
        """Take back what is not sent yet; how many."""
        self._place()
        lock_bundles(self._tx, case)
        asked: dict[str, Any] = {"case": case, "kinds": [str(kind) for kind in kinds]}
        if to is None:
            return self._tx.change(_WITHDRAW, asked)
        return self._tx.change(_WITHDRAW_FROM, {**asked, "reader": to})

    def written_at(
        self, *, case: CaseId, key: str, reader: EmployeeId | None = None
    ) -> datetime | None:
        """When the first notice whose key begins so was written down, but for withdrawn ones.

        `reader`: of those to this person only.
        """
        self._place()
        asked: dict[str, Any] = {"case": case, "pattern": f"{key}%"}
        statement = _WRITTEN_AT
        if reader is not None:
            statement, asked = _WRITTEN_TO, {**asked, "reader": reader}
        at: datetime | None = self._tx.value(statement, asked)
        return at

    def heard_at(self, *, case: CaseId, key: str, now: datetime) -> datetime | None:
        """When the first notice whose key begins so was sent, by itself or bundled.

        What waits may be read from its moment on, and not before `now`; what cannot be delivered
        would have been read at its moment.
        """
        self._place()
        row = self._tx.first(_HEARD_AT, {"case": case, "pattern": f"{key}%"})
        return None if row is None else _heard_at(row, now)

    def withdraw_told(self, *, case: CaseId, version: int) -> int:
        """Take back what this version of a case had told and is not sent yet; how many."""
        self._place()
        lock_bundles(self._tx, case)
        pattern = f"{told_by(case, version)}%"
        return self._tx.change(_WITHDRAW_TOLD, {"case": case, "pattern": pattern})

    def move_all(self, source: CaseId, target: CaseId) -> None:
        """What was told about a case is about another from now on (merge).

        To be called before the other case is saved, which makes what was told of it behind.
        """
        self._place()
        lock_bundles(self._tx, source)
        if self._tx.change(_MOVE_ALL, {"source_case": source, "target_case": target}):
            self._note_in_case(target, like=source)

    def move_promised(self, promise: PromiseId, target: CaseId, *, source: CaseId) -> None:
        """What was told about a promise goes with it to another case (split).

        To be called when the other case is stored.
        """
        self._place()
        # Told under many keys: when it was made, at its steps, of its doer. All name it.
        told = self._tx.rows(_FACTS_OF, {"case": source})
        moving = [row.id for row in told if row.facts.get("promise") == promise]
        if not moving:
            return
        mark_bundles_behind(self._tx, source)
        moves = ({"item": one, "target_case": target} for one in moving)
        self._tx.change_each(_MOVE_ONE, moves)
        self._tx.change_each(_MARK_ONE, ({"item": one, "now": self._tx.now} for one in moving))
        self._note_in_case(target, like=source)

    def mark_behind(self, *, case: CaseId) -> None:
        """Sent notices of a case that still show buttons are to be drawn again."""
        self._place()
        mark_bundles_behind(self._tx, case)
        self._tx.change(_MARK, {"case": case, "now": self._tx.now})

    def mark_told(self, key: str, *, at: datetime) -> None:
        """What is told under this key is to be drawn again from a business moment on."""
        self._place()
        lock_bundle_of(self._tx, key)
        self._tx.change(_MARK_TOLD, {"the_key": key, "now": at})

    def add_to(self, key: str, fact: str, number: int, *, at: datetime, most: int) -> None:
        """One more among the numbers of a fact of what is told under this key.

        Drawn again from a business moment on, unless it was among them or there are `most`.
        """
        self._place()
        lock_bundle_of(self._tx, key)
        facts: Facts = self._tx.value(_LOCK_FACTS, {"the_key": key}) or {}
        known = facts.get(fact)
        if not isinstance(known, tuple) or number in known or len(known) >= most:
            return
        more = {**facts, fact: (*known, number)}
        self._tx.change(_SET_FACTS, {"the_key": key, "the_facts": more})
        self.mark_told(key, at=at)

    def _note_in_case(self, case: CaseId, *, like: CaseId) -> None:
        """Tell the case that it has notices now, told as those of another were."""
        note_in_case(self._tx, case, NOTICES | self._tx.parts.get(like, TOLD) & TOLD)


def _row(notice: Notice, notice_id: int, lane: LaneId, now: datetime) -> dict[str, Any]:
    return {
        "id": notice_id,
        "key": notice.key,
        "kind": notice.kind.value,
        "reader_id": notice.to,
        "facts": notice.facts,
        "not_before": notice.not_before,
        "lane_id": lane,
        "case_id": notice.case,
        "channel": notice.channel,
        # An unsent notice is not behind before it may be sent.
        "since": max(now, notice.not_before),
        "created_at": now,
    }


def _heard_at(row: Any, now: datetime) -> datetime:  # noqa: ANN401 - a row of _HEARD_AT
    if row.posted_at is not None:
        at: datetime = row.posted_at
        return at
    moment: datetime = max(row.created_at, row.not_before, row.bundled_at or row.not_before)
    return moment if row.cannot_come else max(moment, now)


def _told_of(row: Any) -> ToldNotice:  # noqa: ANN401 - a row of _TOLD
    notice = Notice(
        key=row.key,
        kind=NoticeKind(row.kind),
        not_before=row.not_before,
        to=row.reader_id,
        channel=row.channel,
        case=row.case_id,
        facts=row.facts,
    )
    state = SETTLED if row.state == Stage.SENT and row.settled else row.state
    return ToldNotice(row.id, notice, state, row.posted_at)
