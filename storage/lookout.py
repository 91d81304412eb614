"""What is due next, and what is left: for whoever lets time jump to the next due moment."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from sqlalchemy import Table, bindparam, func, select, update

from storage.codec import Moment
from storage.dialect import Use
from storage.engine import SqlStore
from storage.tables import cards, cases, digests, lanes, notices

_AFTER = bindparam("after", type_=Moment())
_BY = bindparam("by", type_=Moment())
_COMING = tuple(
    select(func.min(column)).where(column > _AFTER)
    for column in (cases.c.look_at, cards.c.since, notices.c.since, digests.c.look_at)
)
_CARRIED: tuple[Table, ...] = (cards, notices)
_LEFT = tuple(
    select(table.c.id)
    .join_from(table, lanes, lanes.c.id == table.c.lane_id)
    .where(table.c.since <= _BY, lanes.c.stopped.is_(None))
    .limit(1)
    for table in _CARRIED
)
_FREE = (
    update(lanes)
    .where(lanes.c.leased_by == bindparam("worker"))
    .values(leased_by=None, leased_until=None)
)


def next_due_at(store: SqlStore, *, after: datetime) -> datetime | None:
    """The first business moment after `after` at which something is due; None: nothing is."""
    with store.engine(Use.READ).connect() as connection:
        found = [connection.execute(one, {"after": after}).scalar() for one in _COMING]
    return _soonest(found)


def is_left(store: SqlStore, *, by: datetime) -> bool:
    """Whether something that was due at a business moment is not carried yet.

    What waits for machine time (another's lease, a rest after a failure) is left, too.
    """
    with store.engine(Use.READ).connect() as connection:
        return any(connection.execute(one, {"by": by}).first() is not None for one in _LEFT)


def free_lanes_of(store: SqlStore, worker: str) -> None:
    """Give back what a worker of this name had leased when it was killed.

    Only for whoever starts it again, and knows that it runs no more.
    """
    with store.engine(Use.BACKGROUND).begin() as connection:
        connection.execute(_FREE, {"worker": worker})


def _soonest(found: Iterable[datetime | None]) -> datetime | None:
    return min((at for at in found if at is not None), default=None)
