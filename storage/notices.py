"""Notices: each told once, under a key that nobody else has."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import bindparam, desc, select, update

from bot.domain.errors import Facts, UnknownNotice
from bot.domain.ids import CaseId, EmployeeId, LaneId, NoticeId, PromiseId
from bot.domain.notice import Notice, NoticeKind, ToldNotice, told_by
from storage.carried import Stage, added, marked
from storage.case_rows import NOTICES
from storage.codec import FactsText
from storage.tables import cases, notices
from storage.transaction import Transaction

_SETTLED = "settled"
_ADD = added(notices)
_NOTE_IN_CASE = (
    update(cases)
    .where(cases.c.id == bindparam("the_case"))
    .values(parts=cases.c.parts.bitwise_or(NOTICES))
)
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
    _TOLD.where(notices.c.reader_id == bindparam("reader"), notices.c.posted_at.is_not(None))
    .order_by(desc(notices.c.posted_at), desc(notices.c.id))
    .limit(bindparam("limit"))
)
_HAS = select(notices.c.id).where(notices.c.key == bindparam("the_key"))
_WITHDRAW = (
    update(notices)
    .where(
        notices.c.case_id == bindparam("case"),
        notices.c.kind.in_(bindparam("kinds", expanding=True)),
        notices.c.state == Stage.PENDING,
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
_WITHDRAW_TOLD = (
    update(notices)
    .where(
        notices.c.case_id == bindparam("case"),
        notices.c.key.like(bindparam("pattern")),
        notices.c.state == Stage.PENDING,
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
_MARK_TOLD = marked(notices).where(notices.c.key == bindparam("the_key"))
_MOVE_ALL = (
    update(notices)
    .where(notices.c.case_id == bindparam("source_case"))
    # The other case counts its versions for itself.
    .values(case_id=bindparam("target_case"), wanted=0)
)
# Steps of promises are told under keys that begin with the promise.
_MOVE_PROMISED = (
    marked(notices)
    .where(notices.c.case_id == bindparam("source_case"), notices.c.key.like(bindparam("pattern")))
    .values(case_id=bindparam("target_case"), wanted=0)
)


class SqlNotices:
    """What is told, and was."""

    def __init__(self, tx: Transaction) -> None:
        self._tx = tx

    def add(self, notice: Notice, *, lane: LaneId, now: datetime) -> bool:
        """Write it down to be told; False when its key exists."""
        self._tx.tell(now)
        added = bool(self._tx.change(_ADD, _row(notice, self._tx.new_id(), lane, now)))
        if added and notice.case is not None:
            self._note_in_case(notice.case)
        return added

    def list_for(self, employee: EmployeeId, *, limit: int) -> Sequence[ToldNotice]:
        """What one person was told, newest first."""
        return [_told(row) for row in self._tx.rows(_FOR, {"reader": employee, "limit": limit})]

    def get(self, notice: NoticeId) -> ToldNotice:
        """One notice. Raises UnknownNotice."""
        row = self._tx.first(_GET, {"notice": notice})
        if row is None:
            raise UnknownNotice
        return _told(row)

    def has(self, key: str) -> bool:
        """Whether this was told, or is about to be."""
        return self._tx.value(_HAS, {"the_key": key}) is not None

    def withdraw(self, *, case: CaseId, kinds: Iterable[str], to: EmployeeId | None = None) -> int:
        """Take back what is not sent yet; how many."""
        asked: dict[str, Any] = {"case": case, "kinds": [str(kind) for kind in kinds]}
        if to is None:
            return self._tx.change(_WITHDRAW, asked)
        return self._tx.change(_WITHDRAW_FROM, {**asked, "reader": to})

    def written_at(self, *, case: CaseId, key: str) -> datetime | None:
        """When the first notice whose key begins so was written down, but for withdrawn ones."""
        at: datetime | None = self._tx.value(_WRITTEN_AT, {"case": case, "pattern": f"{key}%"})
        return at

    def withdraw_told(self, *, case: CaseId, version: int) -> int:
        """Take back what this version of a case had told and is not sent yet; how many."""
        pattern = f"{told_by(case, version)}%"
        return self._tx.change(_WITHDRAW_TOLD, {"case": case, "pattern": pattern})

    def move_all(self, source: CaseId, target: CaseId) -> None:
        """What was told about a case is about another from now on (merge).

        To be called before the other case is saved, which makes what was told of it behind.
        """
        if self._tx.change(_MOVE_ALL, {"source_case": source, "target_case": target}):
            self._note_in_case(target)

    def move_promised(self, promise: PromiseId, target: CaseId, *, source: CaseId) -> None:
        """What was told about a promise goes with it to another case (split).

        To be called when the other case is stored.
        """
        moved = {"source_case": source, "target_case": target, "now": self._tx.now}
        if self._tx.change(_MOVE_PROMISED, {**moved, "pattern": f"promise:{promise}:%"}):
            self._note_in_case(target)

    def mark_behind(self, *, case: CaseId) -> None:
        """Sent notices of a case that still show buttons are to be drawn again."""
        self._tx.change(_MARK, {"case": case, "now": self._tx.now})

    def mark_told(self, key: str, *, at: datetime) -> None:
        """What is told under this key is to be drawn again from a business moment on."""
        self._tx.change(_MARK_TOLD, {"the_key": key, "now": at})

    def add_to(self, key: str, fact: str, number: int, *, at: datetime, most: int) -> None:
        """One more among the numbers of a fact of what is told under this key.

        Drawn again from a business moment on, unless it was among them or there are `most`.
        """
        facts: Facts = self._tx.value(_LOCK_FACTS, {"the_key": key}) or {}
        known = facts.get(fact)
        if not isinstance(known, tuple) or number in known or len(known) >= most:
            return
        more = {**facts, fact: (*known, number)}
        self._tx.change(_SET_FACTS, {"the_key": key, "the_facts": more})
        self.mark_told(key, at=at)

    def _note_in_case(self, case: CaseId) -> None:
        """Tell the case that there are notices to keep up to date, once."""
        known = self._tx.parts.get(case, 0)
        if known & NOTICES:
            return
        self._tx.change(_NOTE_IN_CASE, {"the_case": case})
        if case in self._tx.parts:
            self._tx.parts[case] = known | NOTICES


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


def _told(row: Any) -> ToldNotice:  # noqa: ANN401 - a row of _TOLD
    notice = Notice(
        key=row.key,
        kind=NoticeKind(row.kind),
        not_before=row.not_before,
        to=row.reader_id,
        channel=row.channel,
        case=row.case_id,
        facts=row.facts,
    )
    state = _SETTLED if row.state == Stage.SENT and row.settled else row.state
    return ToldNotice(row.id, notice, state, row.posted_at)
