"""The weekly digests: planned, made, read."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import bindparam, desc, select, update

from bot.domain.ids import EmployeeId
from bot.ports.storing import StoredDigest
from storage.codec import Moment
from storage.dialect import insert
from storage.tables import digest_reads, digests
from storage.transaction import Transaction

_PLAN = insert(digests).on_conflict_do_nothing().inline()
_KEPT = insert(digests)
_SAVE = _KEPT.on_conflict_do_update(
    index_elements=[digests.c.week],
    set_={name: _KEPT.excluded[name] for name in ("body", "made_at", "look_at")},
    where=digests.c.body.is_(None),
)
_PUT_OFF = (
    update(digests)
    .where(digests.c.week == bindparam("the_week"), digests.c.body.is_(None))
    .values(look_at=bindparam("until", type_=Moment()))
)
_DUE = (
    select(digests.c.week)
    .where(digests.c.look_at.is_not(None), digests.c.look_at <= bindparam("now", type_=Moment()))
    .order_by(digests.c.look_at)
)
_FIND = select(digests.c.week, digests.c.made_at, digests.c.body).where(
    digests.c.week == bindparam("the_week")
)
_MADE = (
    select(digests.c.week, digests.c.made_at, digests.c.body)
    .where(digests.c.made_at.is_not(None))
    .order_by(desc(digests.c.week))
    .limit(bindparam("limit"))
)
_READ = insert(digest_reads).on_conflict_do_nothing().inline()
_READERS = (
    select(digest_reads.c.employee_id)
    .where(digest_reads.c.week == bindparam("the_week"))
    .order_by(digest_reads.c.at, digest_reads.c.employee_id)
)


class SqlDigests:
    """The weekly digests."""

    def __init__(self, tx: Transaction) -> None:
        self._tx = tx

    def plan(self, week: str, *, look_at: datetime) -> bool:
        """Write down that a week is to be made; False when that is known."""
        return bool(self._tx.change(_PLAN, {"week": week, "look_at": look_at}))

    def list_due(self, *, now: datetime) -> Sequence[str]:
        """The weeks to be made now."""
        return [row.week for row in self._tx.rows(_DUE, {"now": now})]

    def put_off(self, week: str, *, until: datetime) -> None:
        """Look at a week that is not made again at this moment."""
        self._tx.change(_PUT_OFF, {"the_week": week, "until": until})

    def save(self, week: str, body: str, *, made_at: datetime) -> bool:
        """Keep a made digest and stop looking; False when it is made already."""
        self._tx.tell(made_at)
        row = {"week": week, "body": body, "made_at": made_at, "look_at": None}
        return bool(self._tx.change(_SAVE, row))

    def find(self, week: str) -> StoredDigest | None:
        """The digest of a week."""
        row = self._tx.first(_FIND, {"the_week": week})
        return None if row is None else self._stored(row)

    def list_made(self, *, limit: int) -> Sequence[StoredDigest]:
        """Made digests, newest first."""
        return [self._stored(row) for row in self._tx.rows(_MADE, {"limit": limit})]

    def read(self, week: str, reader: EmployeeId, *, now: datetime) -> None:
        """A reader acknowledged it."""
        self._tx.change(_READ, {"week": week, "employee_id": reader, "at": now})

    def _stored(self, row: Any) -> StoredDigest:  # noqa: ANN401 - a row of _FIND
        readers = self._tx.rows(_READERS, {"the_week": row.week})
        read_by = tuple(EmployeeId(reader) for (reader,) in readers)
        return StoredDigest(row.week, row.made_at, row.body, read_by)
