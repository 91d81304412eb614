"""How cards and notices fall behind: the statements that both tables share.

A row is behind as long as its `since` is set: since it is to be posted, or since what it shows is
no longer the truth. `wanted` is the version that it should show; `marks` counts what makes it
behind without a new version, such as another language of its reader.
"""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum

from sqlalchemy import Table, Update, bindparam, func, update

from bot.domain.ids import CaseId, EmployeeId
from storage.case_rows import NOTICES
from storage.codec import Moment
from storage.tables import cards, notices
from storage.transaction import Transaction


class Stage(StrEnum):
    """How far a row is carried. `DEAD` is also written out in an index."""

    PENDING = "pending"
    SENDING = "sending"
    LIVE = "live"
    """A card that is posted."""
    SENT = "sent"
    """A notice that is posted."""
    GONE = "gone"
    """A card that is not there, or is not to be posted any more."""
    WITHDRAWN = "withdrawn"
    """A notice that is not to be sent any more."""
    DEAD = "dead"
    """Cannot be delivered."""


POSTED = (Stage.SENDING, Stage.LIVE, Stage.SENT)
"""A reader may see it already."""
UNDER_WAY = (Stage.PENDING, *POSTED)

NEVER_SENT: Mapping[str, object] = {
    "state": Stage.PENDING.value,
    "occurrence": 1,
    "shown": 0,
    "wanted": 0,
    "marks": 0,
    "settled": False,
    "attempts": 0,
}
"""What a new row has in all columns that tell how far it was carried."""

_NOW = bindparam("now", type_=Moment())


def marked(table: Table) -> Update:
    """The start of a statement that makes rows behind by themselves; wants `now`."""
    return (
        update(table)
        .where(table.c.state.in_(POSTED), ~table.c.settled)
        .values(marks=table.c.marks + 1, since=func.coalesce(table.c.since, _NOW))
    )


def _wanted(table: Table) -> Update:
    return (
        update(table)
        .where(
            table.c.case_id == bindparam("case"),
            table.c.state.in_(UNDER_WAY),
            ~table.c.settled,
        )
        .values(wanted=bindparam("version"), since=func.coalesce(table.c.since, _NOW))
    )


_WANTED_CARDS = _wanted(cards)
_WANTED_NOTICES = _wanted(notices)


def mark_case_behind(tx: Transaction, case: CaseId, version: int) -> None:
    """Whatever shows this case should show this version now."""
    behind = {"case": case, "version": version, "now": tx.now}
    tx.run(_WANTED_CARDS, behind)
    # Only a case that this transaction locked is known to have no notices.
    if tx.parts.get(case, NOTICES) & NOTICES:
        tx.run(_WANTED_NOTICES, behind)


_READERS_CARDS = marked(cards).where(cards.c.reader_id == bindparam("reader"))
_READERS_NOTICES = marked(notices).where(notices.c.reader_id == bindparam("reader"))


def mark_reader_behind(tx: Transaction, reader: EmployeeId) -> None:
    """What this person has in their private conversation is to be drawn again."""
    behind = {"reader": reader, "now": tx.now}
    tx.run(_READERS_CARDS, behind)
    tx.run(_READERS_NOTICES, behind)
