"""Bundles: a few messages a day, and what is told together in one of them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Update,
    and_,
    bindparam,
    false,
    literal_column,
    or_,
    select,
    true,
    update,
)

from bot.domain.budget import Bundle
from bot.domain.errors import UnknownNotice
from bot.domain.ids import CaseId, LaneId, NoticeId
from bot.domain.notice import NoticeKind
from storage.carried import Stage, added
from storage.case_rows import BUNDLED, NOTICES, TOLD
from storage.codec import Moment
from storage.dialect import insert, is_one_of
from storage.noted import note_in_case
from storage.tables import notices
from storage.transaction import Transaction

Row = Mapping[str, Any]
"""What is written of a new notice."""

ADD = added(notices)
_HAS = select(notices.c.id).where(notices.c.key == bindparam("the_key"))
_KNOWN = select(notices.c.key, notices.c.slot).where(
    or_(
        notices.c.key == bindparam("the_key"),
        # All places of a day begin the same, and end with a number after a colon.
        and_(notices.c.slot >= bindparam("first"), notices.c.slot < bindparam("after")),
    )
)
# Whoever sends it locks it first: what joins it before is told in it, nothing joins it after.
_OPEN = (
    select(notices.c.id, notices.c.state, notices.c.not_before)
    .where(notices.c.key == bindparam("the_key"))
    .with_for_update()
)
# The same, and what joins it, in one go.
_bundle = notices.alias("bundle")
_OF_MEMBER = (
    "id",
    "key",
    "kind",
    "reader_id",
    "facts",
    "not_before",
    "lane_id",
    "case_id",
    "channel",
    "created_at",
)
_MEMBER: Mapping[str, ColumnElement[Any]] = {
    **{name: bindparam(name, type_=notices.c[name].type) for name in _OF_MEMBER},
    **{name: literal_column("0") for name in ("shown", "wanted", "marks", "attempts")},
    "occurrence": literal_column("1"),
    "settled": false(),
    "state": literal_column(f"'{Stage.BUNDLED}'"),
    "bundle_id": _bundle.c.id,
}
"""A new row, as `carried.added` makes them, in the bundle that was found."""
_JOIN_OPEN = (
    insert(notices)
    .from_select(
        list(_MEMBER),
        select(*(value.label(name) for name, value in _MEMBER.items()))
        .where(
            _bundle.c.key == bindparam("bundle"),
            _bundle.c.state == Stage.PENDING,
            _bundle.c.not_before >= bindparam("not_before", type_=Moment()),
        )
        .with_for_update(),
    )
    .on_conflict_do_nothing()
    .inline()
)
_HOLD = select(notices.c.id).where(notices.c.id == bindparam("bundle")).with_for_update()
_LATE = (
    select(notices.c.kind, notices.c.reader_id, notices.c.lane_id, notices.c.case_id)
    .where(notices.c.id == bindparam("item"), notices.c.state == Stage.PENDING)
    .with_for_update()
)


def _in_bundle() -> Update:
    return update(notices).where(
        notices.c.bundle_id == bindparam("bundle"), notices.c.state == Stage.BUNDLED
    )


_TELL = _in_bundle().values(state=Stage.SENT.value, posted_at=bindparam("at", type_=Moment()))
_message = notices.alias("message")
# What has changed since it was drawn is drawn again: only then is it known what in it is done.
_IS_TRUE = (
    select(_message.c.id)
    .where(_message.c.id == notices.c.bundle_id, _message.c.since.is_(None))
    .exists()
)
_UNSETTLE = (
    update(notices)
    .where(notices.c.bundle_id == bindparam("bundle"), notices.c.state == Stage.SENT, _IS_TRUE)
    .values(settled=false())
)
_SETTLE = (
    update(notices)
    .where(notices.c.id == bindparam("item"), notices.c.state == Stage.SENT, _IS_TRUE)
    .values(settled=true())
)
_REST = (
    update(notices)
    .where(notices.c.bundle_id == bindparam("bundle"), notices.c.state == Stage.SENT)
    .values(settled=true())
)
_MOVE = _in_bundle().values(bundle_id=bindparam("other"))
_JOIN = (
    update(notices)
    .where(notices.c.id == bindparam("item"))
    .values(state=Stage.BUNDLED.value, since=None, bundle_id=bindparam("other"))
)
_END = (
    update(notices)
    .where(notices.c.id == bindparam("item"))
    .values(state=Stage.WITHDRAWN.value, since=None, settled=true())
)
RETIME = (
    update(notices)
    .where(notices.c.id == bindparam("item"), notices.c.state == Stage.PENDING)
    .values(not_before=bindparam("at", type_=Moment()), since=bindparam("at", type_=Moment()))
)
_TAKE_OUT = _END.where(is_one_of(notices.c.state, (Stage.PENDING, Stage.BUNDLED)))


@dataclass(frozen=True, slots=True)
class Placed:
    """A notice that is to find its place among the few messages of its reader's day."""

    row: Row
    slots: Iterable[str]
    bundles: Iterable[Bundle]
    now: datetime


def place_all(tx: Transaction, waiting: Iterable[Placed]) -> None:
    """Write these, each in the first place that is free.

    One reader after the other, always in the same order: so whoever writes for several readers at
    once waits for the others, and nobody waits for ever.
    """
    for one in sorted(waiting, key=lambda one: one.row["reader_id"]):
        bits = _place(tx, one)
        if bits and one.row["case_id"] is not None:
            note_in_case(tx, one.row["case_id"], bits)


def _place(tx: Transaction, one: Placed) -> int:
    """What its case has to know then; 0: somebody else has just told the same."""
    if any(tx.change(ADD, {**one.row, "slot": slot}) for slot in one.slots):
        return NOTICES
    return TOLD if _join(tx, one) else 0


def _join(tx: Transaction, one: Placed) -> bool:
    """Write it into the first bundle that was not sent and does not come too early.

    False: it is told already. Raises UnknownNotice where all of them were sent.
    """
    member = {name: one.row[name] for name in _OF_MEMBER}
    for bundle in one.bundles:
        joining = {**member, "bundle": bundle.key}
        if tx.change(_JOIN_OPEN, joining):
            return True
        # Where somebody else has just begun it, it is joined all the same.
        _begin(tx, one.row, bundle, one.now)
        if tx.change(_JOIN_OPEN, joining):
            return True
        if has(tx, one.row["key"]):
            return False
    raise UnknownNotice


def hold(tx: Transaction, bundle: NoticeId) -> None:
    """Keep others from joining a bundle until this transaction ends."""
    tx.rows(_HOLD, {"bundle": bundle})


def take_out(tx: Transaction, notice: NoticeId) -> bool:
    """What waits is not told; False: it was."""
    return bool(tx.change(_TAKE_OUT, {"item": notice}))


def told_together(
    tx: Transaction, bundle: NoticeId, done: Iterable[NoticeId], at: datetime
) -> None:
    """All that waited in a bundle was told in it; of that, only this is settled."""
    tx.change(_TELL, {"bundle": bundle, "at": at})
    tx.change(_UNSETTLE, {"bundle": bundle})
    tx.change_each(_SETTLE, ({"item": one} for one in done))


def rest(tx: Transaction, bundle: NoticeId) -> None:
    """What was told in a bundle is settled, whatever it asked for."""
    tx.change(_REST, {"bundle": bundle})


def tell_later(
    tx: Transaction, item: NoticeId, case: CaseId | None, bundles: Iterable[Bundle], now: datetime
) -> None:
    """What was never sent, and all that waits in it, goes to the first bundle that is open.

    `case` is whose it was when it was read; where it has moved since, it is left for another time.
    """
    if case is not None:
        note_in_case(tx, case, BUNDLED)  # before the notice, as everybody locks them
    late = tx.first(_LATE, {"item": item})
    if late is None or late.case_id != case:
        return
    row = {"reader_id": late.reader_id, "lane_id": late.lane_id, "not_before": now}
    other, at = _open(tx, row, bundles, item, now)
    if other == item:  # it is the first of them already, and comes at its own moment
        tx.change(RETIME, {"item": item, "at": at})
    elif late.kind == NoticeKind.BUNDLE:
        tx.change(_MOVE, {"bundle": item, "other": other})
        tx.change(_END, {"item": item})
    else:
        tx.change(_JOIN, {"item": item, "other": other})


def find_free(tx: Transaction, key: str, slots: Sequence[str]) -> Sequence[str] | None:
    """Those of a day's places that nobody has taken; None: a notice of this key was written.

    Somebody may take one before this transaction does.
    """
    if not slots:
        return None if has(tx, key) else ()
    day = slots[0].rpartition(":")[0]
    known = tx.rows(_KNOWN, {"the_key": key, "first": f"{day}:", "after": f"{day};"})
    if any(row.key == key for row in known):
        return None
    taken = {row.slot for row in known}
    return [slot for slot in slots if slot not in taken]


def has(tx: Transaction, key: str) -> bool:
    """Whether a notice of this key was written."""
    return tx.value(_HAS, {"the_key": key}) is not None


def _open(
    tx: Transaction, row: Row, bundles: Iterable[Bundle], item: NoticeId, now: datetime
) -> tuple[NoticeId, datetime]:
    """The first of these that was not sent and does not come too early; written where it is new.

    And its own moment. It may be `item` itself, however early that was to come.

    Raises UnknownNotice where all of them were sent.
    """
    for bundle in bundles:
        found = tx.first(_OPEN, {"the_key": bundle.key})
        if found is None:
            _begin(tx, row, bundle, now)
            found = tx.first(_OPEN, {"the_key": bundle.key})
        if found is None:
            continue  # its place was taken by something else
        comes = found.id == item or found.not_before >= row["not_before"]
        if found.state == Stage.PENDING and comes:
            return NoticeId(found.id), bundle.at
    raise UnknownNotice


def _begin(tx: Transaction, row: Row, bundle: Bundle, now: datetime) -> None:
    """Write a bundle down, unless it was, or its place was taken by something else."""
    tx.change(ADD, _row(row, bundle, tx.new_id(), now))


def _row(row: Row, bundle: Bundle, bundle_id: int, now: datetime) -> dict[str, Any]:
    return {
        "id": bundle_id,
        "key": bundle.key,
        "kind": NoticeKind.BUNDLE.value,
        "reader_id": row["reader_id"],
        "facts": {},
        "not_before": bundle.at,
        "lane_id": LaneId(row["lane_id"]),
        "case_id": None,
        "channel": None,
        "since": max(now, bundle.at),
        "created_at": now,
        "slot": bundle.slot,
    }
