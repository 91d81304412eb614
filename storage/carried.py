"""How cards and notices fall behind: the statements that both tables share.

A row is behind as long as its `since` is set: since it is to be posted, or since what it shows is
no longer the truth. `wanted` is the version that it should show; `marks` counts what makes it
behind without a new version, such as another language of its reader.

A message that tells several notices is locked before what is told in it, as whoever sends it does,
and of several such messages the older first: so two transactions never wait for each other.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import (
    Boolean,
    ColumnElement,
    Select,
    Table,
    Text,
    Update,
    and_,
    bindparam,
    case,
    cast,
    false,
    func,
    literal_column,
    or_,
    select,
    update,
)
from sqlalchemy.dialects.postgresql import Insert

from bot.domain.ids import CaseId, EmployeeId, LaneId
from bot.domain.notice import NoticeKind
from bot.domain.standing import asks
from bot.ports.storing import CardKind
from storage.case_rows import BUNDLED, NOTICES, TOLD
from storage.codec import Moment
from storage.dialect import insert
from storage.tables import cards, cases, digests, notices
from storage.transaction import Transaction


class Stage(StrEnum):
    """How far a row is carried. `DEAD` is also written out in an index."""

    PENDING = "pending"
    BUNDLED = "bundled"
    """A notice that waits to be sent with others: it is never behind by itself."""
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


_NEW: Mapping[str, ColumnElement[Any]] = {
    "occurrence": literal_column("1"),
    "shown": literal_column("0"),
    "wanted": literal_column("0"),
    "marks": literal_column("0"),
    "settled": false(),
    "attempts": literal_column("0"),
}
"""What a new row has in all columns that tell how far it was carried: written out, not bound,
because binding is what most of an INSERT's time goes to."""

_NOW = bindparam("now", type_=Moment())
_BY_PRESS = bindparam("by_press", value=False, type_=Boolean())


def added(table: Table, state: Stage = Stage.PENDING) -> Insert:
    """The statement that adds a row in a state, unless its key is taken."""
    new = {**_NEW, "state": literal_column(f"'{state}'")}
    return insert(table).values(new).on_conflict_do_nothing().inline()


def marked(table: Table) -> Update:
    """The start of a statement that makes rows behind by themselves; wants `now`.

    What has come to its end, whichever, is settled.
    """
    return update(table).where(~table.c.settled).values(marks=table.c.marks + 1, **_behind(table))


def _behind(table: Table) -> dict[str, ColumnElement[Any]]:
    """Since now, unless it was before; somebody waits for it where `by_press` says so."""
    return {
        "since": _alone(table, func.coalesce(table.c.since, _NOW)),
        "pressed": or_(table.c.pressed, _BY_PRESS),
    }


def _alone(table: Table, since: ColumnElement[Any]) -> ColumnElement[Any]:
    """What is told together with more is never behind by itself: its bundle is."""
    return since if table is cards else case((notices.c.bundle_id.is_(None), since))


def _wanted(table: Table) -> Update:
    return (
        update(table)
        .where(table.c.case_id == bindparam("case"), ~table.c.settled)
        .values(wanted=bindparam("version"), **_behind(table))
    )


_WANTED_CARDS = _wanted(cards)
_WANTED_NOTICES = _wanted(notices)
_member = notices.alias("member")
_BUNDLES_OF = select(_member.c.bundle_id).where(
    _member.c.case_id == bindparam("case"), _member.c.bundle_id.is_not(None)
)
_message = notices.alias("message")


def _in_turn(which: ColumnElement[bool]) -> Select[Any]:
    """These messages, locked one after the other, in an order that is always the same."""
    return select(_message.c.id).where(which).order_by(_message.c.id).with_for_update()


# What is done says the same whatever becomes of its case.
_MARK_BUNDLES = marked(notices).where(
    notices.c.id.in_(_in_turn(_message.c.id.in_(_BUNDLES_OF.where(~_member.c.settled))))
)
_LOCK_BUNDLES = _in_turn(_message.c.id.in_(_BUNDLES_OF))
_LOCK_BUNDLE_OF = _in_turn(
    _message.c.id
    == select(_member.c.bundle_id).where(_member.c.key == bindparam("the_key")).scalar_subquery()
)
_is_bundle = _message.c.kind == literal_column(f"'{NoticeKind.BUNDLE}'")
_LOCK_LANES_BUNDLES = _in_turn(and_(_message.c.lane_id == bindparam("lane"), _is_bundle))
_LOCK_READERS_BUNDLES = _in_turn(
    and_(_message.c.reader_id == bindparam("reader"), _is_bundle, ~_message.c.settled)
)


def mark_case_behind(tx: Transaction, case: CaseId, version: int) -> None:
    """Whatever shows this case should show this version now."""
    behind = {"case": case, "version": version, "now": tx.now, "by_press": tx.is_press}
    tx.write(_WANTED_CARDS, behind)
    # Only a case that this transaction locked is known to have no notices.
    parts = tx.parts.get(case, TOLD)
    if parts & BUNDLED:
        tx.write(_MARK_BUNDLES, {"case": case, "now": tx.now, "by_press": tx.is_press})
    if parts & NOTICES:
        tx.write(_WANTED_NOTICES, behind)


def mark_bundles_behind(tx: Transaction, case: CaseId) -> None:
    """Bundles in which something of this case is told are to be drawn again."""
    if tx.parts.get(case, TOLD) & BUNDLED:
        tx.change(_MARK_BUNDLES, {"case": case, "now": tx.now, "by_press": tx.is_press})


def lock_bundles(tx: Transaction, case: CaseId) -> None:
    """To be called before what is told in bundles of this case is changed."""
    if tx.parts.get(case, TOLD) & BUNDLED:
        tx.rows(_LOCK_BUNDLES, {"case": case})


def lock_bundle_of(tx: Transaction, key: str) -> None:
    """To be called before what is told under this key, alone or in a bundle, is changed."""
    tx.rows(_LOCK_BUNDLE_OF, {"the_key": key})


def _once_more(table: Table) -> Update:
    return (
        update(table)
        .where(table.c.ref.is_not(None), table.c.state.in_((Stage.LIVE, Stage.SENT)))
        .values(settled=false(), marks=table.c.marks + 1, since=func.coalesce(table.c.since, _NOW))
    )


# Whoever is named for this case may be named for another of theirs, or for one that went into it.
_its_customer = cases.alias("its_customer")
_kin = (
    select(cases.c.id)
    .where(
        or_(
            cases.c.id == bindparam("case"),
            cases.c.customer
            == select(_its_customer.c.customer)
            .where(_its_customer.c.id == bindparam("case"))
            .scalar_subquery(),
        )
    )
    .cte("kin", recursive=True)
)
_went_in = cases.alias("went_in")
_kin = _kin.union(select(_went_in.c.id).join(_kin, _went_in.c.merged_into == _kin.c.id))
# Numbers of cases are long, and nothing else has the same: the text of a digest tells.
_NAMING = select(digests.c.week).where(digests.c.body.contains(cast(_kin.c.id, Text)))
_ONCE_MORE_CARDS = _once_more(cards).where(
    or_(cards.c.case_id == bindparam("case"), cards.c.digest.in_(_NAMING))
)
_ONCE_MORE_NOTICES = _once_more(notices).where(
    or_(notices.c.case_id == bindparam("case"), notices.c.id.in_(_BUNDLES_OF))
)


def redraw_all(tx: Transaction, case: CaseId) -> None:
    """What was posted about a case is drawn once more, also where it had come to its end.

    So are the digests that name it, or another case of its customer: they show the name.
    """
    again = {"case": case, "now": tx.now}
    tx.change(_ONCE_MORE_CARDS, again)
    lock_bundles(tx, case)
    tx.change(_ONCE_MORE_NOTICES, again)


_ONCE_MORE_IN_LANE = [
    _once_more(table).where(table.c.lane_id == bindparam("lane")) for table in (cards, notices)
]
# What is on its way shows the old sight when it arrives, and is behind then.
_ON_ITS_WAY = [
    update(table)
    .where(table.c.lane_id == bindparam("lane"), table.c.state == Stage.SENDING)
    .values(marks=table.c.marks + 1)
    for table in (cards, notices)
]


def redraw_lane(tx: Transaction, lane: LaneId, now: datetime) -> None:
    """What is posted in a conversation is drawn once more, also where it had come to its end."""
    tx.rows(_LOCK_LANES_BUNDLES, {"lane": lane})
    for statement in _ONCE_MORE_IN_LANE:
        tx.change(statement, {"lane": lane, "now": now})
    for statement in _ON_ITS_WAY:
        tx.change(statement, {"lane": lane})


def _alive_again(
    table: Table, gone: Stage, waits: ColumnElement[Any], since: ColumnElement[Any]
) -> Update:
    """Rows that came to their end by this version of their case, posted or not.

    `waits`: the state of one that was never tried to be posted.
    """
    unposted = and_(table.c.state == gone.value, table.c.ref.is_(None))
    return (
        update(table)
        .where(
            table.c.case_id == bindparam("case"),
            # Each version notes itself on what is not settled: what has it, was not settled before.
            table.c.wanted == bindparam("version"),
            table.c.settled,
            or_(table.c.state.in_((Stage.LIVE, Stage.SENT)), unposted),
        )
        .values(
            # An attempt may have reached the chat all the same: then it is looked up first.
            state=case(
                (and_(unposted, table.c.attempts > 0), Stage.SENDING.value),
                (unposted, waits),
                else_=table.c.state,
            ),
            settled=false(),
            marks=table.c.marks + 1,
            since=since,
            retry_at=None,
        )
    )


_pending: ColumnElement[Any] = literal_column(f"'{Stage.PENDING}'")
_BRIEFINGS_AGAIN = _alive_again(cards, Stage.GONE, _pending, _NOW).where(
    cards.c.kind == literal_column(f"'{CardKind.BRIEFING.value}'")
)
_ASKED_AGAIN = _alive_again(
    notices,
    Stage.WITHDRAWN,
    case((notices.c.bundle_id.is_(None), _pending), else_=literal_column(f"'{Stage.BUNDLED}'")),
    _alone(notices, case((notices.c.not_before > _NOW, notices.c.not_before), else_=_NOW)),
).where(notices.c.kind.in_([kind.value for kind in NoticeKind if asks(kind)]))
# A bundle ends when nothing in it is left to do, or was left to tell: it may hold something again.
_BUNDLES_AGAIN = (
    update(notices)
    .where(notices.c.id.in_(_BUNDLES_OF), notices.c.settled)
    .where(
        or_(
            notices.c.state == Stage.SENT,
            and_(notices.c.state == Stage.WITHDRAWN, notices.c.ref.is_(None)),
        )
    )
    .values(
        state=case(
            (notices.c.state == Stage.SENT, notices.c.state),
            (notices.c.attempts > 0, Stage.SENDING.value),
            else_=Stage.PENDING.value,
        ),
        settled=false(),
        marks=notices.c.marks + 1,
        since=_NOW,
        retry_at=None,
    )
)


def unsettle(tx: Transaction, case: CaseId, version: int) -> None:
    """What this version of a case settled is to be judged and drawn once more."""
    again = {"case": case, "version": version, "now": tx.now}
    tx.change(_BRIEFINGS_AGAIN, again)
    if tx.parts.get(case, TOLD) & BUNDLED:
        tx.rows(_LOCK_BUNDLES, {"case": case})
        tx.change(_BUNDLES_AGAIN, {"case": case, "now": tx.now})
    tx.change(_ASKED_AGAIN, again)


_READERS_CARDS = marked(cards).where(cards.c.reader_id == bindparam("reader"))
_READERS_NOTICES = marked(notices).where(notices.c.reader_id == bindparam("reader"))


def mark_reader_behind(tx: Transaction, reader: EmployeeId) -> None:
    """What this person has in their private conversation is to be drawn again."""
    behind = {"reader": reader, "now": tx.now, "by_press": tx.is_press}
    tx.change(_READERS_CARDS, behind)
    tx.rows(_LOCK_READERS_BUNDLES, {"reader": reader})
    tx.change(_READERS_NOTICES, behind)
