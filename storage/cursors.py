"""How far each source has been heard, and what could not be read."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import bindparam, func, select

from bot.ports.storing import SourceState
from storage.dialect import insert
from storage.tables import asides, cursors
from storage.transaction import Transaction

_GET = select(cursors.c.cursor).where(cursors.c.source == bindparam("the_source"))
_insert = insert(cursors)
_SET = _insert.on_conflict_do_update(
    index_elements=[cursors.c.source],
    set_={name: _insert.excluded[name] for name in ("cursor", "heard_at", "failures", "why")},
)
_FAILED = _insert.on_conflict_do_update(
    index_elements=[cursors.c.source],
    set_={"failures": cursors.c.failures + 1, "why": _insert.excluded.why},
).returning(cursors.c.failures)
_ENSURE = _insert.on_conflict_do_nothing().inline()
_SET_ASIDE = insert(asides).on_conflict_do_nothing().inline()
_aside = (
    select(func.count())
    .select_from(asides)
    .where(asides.c.source == cursors.c.source)
    .scalar_subquery()
)
_STATES = select(
    cursors.c.source,
    cursors.c.cursor,
    cursors.c.heard_at,
    cursors.c.failures,
    cursors.c.why,
    _aside,
).order_by(cursors.c.source)


class SqlCursors:
    """How far each source has been heard, and what it could not read."""

    def __init__(self, tx: Transaction) -> None:
        self._tx = tx

    def get(self, source: str) -> str | None:
        """The cursor, as the source wrote it."""
        found: str | None = self._tx.value(_GET, {"the_source": source})
        return found

    def set(self, source: str, cursor: str | None, *, now: datetime) -> None:
        """Keep it, in the transaction that keeps its posts; the source is well."""
        self._tx.tell(now)
        row = {"source": source, "cursor": cursor, "heard_at": now, "failures": 0, "why": None}
        self._tx.change(_SET, row)

    def set_aside(self, source: str, place: str, why: str, body: str, *, now: datetime) -> bool:
        """Keep something unreadable aside: where it stood, what is wrong; False when kept."""
        self._tx.change(_ENSURE, {"source": source, "failures": 0})
        row = {"source": source, "place": place, "why": why, "body": body, "at": now}
        return bool(self._tx.change(_SET_ASIDE, row))

    def failed(self, source: str, why: str, *, now: datetime) -> int:
        """Note that a source failed; how many times in a row."""
        self._tx.tell(now)
        return int(self._tx.value(_FAILED, {"source": source, "failures": 1, "why": why}))

    def list_states(self) -> Sequence[SourceState]:
        """How every source is."""
        return [SourceState(*row) for row in self._tx.rows(_STATES)]
