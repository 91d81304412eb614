"""Bundles: a few messages a day, and what is told together in one of them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Update, and_, bindparam, false, or_, select, true, update

from bot.domain.budget import Bundle
from bot.domain.errors import UnknownNotice
from bot.domain.ids import CaseId, LaneId, NoticeId
from bot.domain.notice import NoticeKind
from storage.carried import Stage, added
from storage.case_rows import BUNDLED, NOTICES, TOLD
from storage.codec import Moment
from storage.dialect import is_one_of
from storage.tables import cases, notices
from storage.transaction import Transaction

Row = Mapping[str, Any]
"""What is written of a new notice."""

ADD = added(notices)
_ADD_MEMBER = added(notices, Stage.BUNDLED)
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
_HOLD = select(notices.c.id).where(notices.c.id == bindparam("bundle")).with_for_update()
_LATE = (
    select(notices.c.kind, notices.c.reader_id, notices.c.lane_id, notices.c.case_id)
    .where(notices.c.id == bindparam("item"), notices.c.state == Stage.PENDING)
    .with_for_update()
)


_NOTE_IN_CASE = (
    update(cases)
    .where(cases.c.id == bindparam("the_case"))
    .values(parts=cases.c.parts.bitwise_or(bindparam("bits")))
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
_TAKE_OUT = _END.where(is_one_of(notices.c.state, (Stage.PENDING, Stage.BUNDLED)))


def note_in_case(tx: Transaction, case: CaseId, bits: int) -> None:
    """Tell a case what there is to keep up to date of it, once."""
    known = tx.parts.get(case, 0)
    if known & bits == bits:
        return
    tx.change(_NOTE_IN_CASE, {"the_case": case, "bits": bits})
    if case in tx.parts:
        tx.parts[case] = known | bits


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
    bundle = _open(tx, one.row, one.bundles, one.now)
    added = tx.change(_ADD_MEMBER, {**one.row, "since": None, "bundle_id": bundle})
    return TOLD if added else 0


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
    other = _open(tx, row, bundles, now)
    if late.kind == NoticeKind.BUNDLE:
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


def _open(tx: Transaction, row: Row, bundles: Iterable[Bundle], now: datetime) -> NoticeId:
    """The first of these that was not sent and does not come too early; written where it is new.

    Raises UnknownNotice where all of them were sent.
    """
    for bundle in bundles:
        found = tx.first(_OPEN, {"the_key": bundle.key}) or _begin(tx, row, bundle, now)
        if found is None:
            continue  # its place was taken by something else
        if found.state == Stage.PENDING and found.not_before >= row["not_before"]:
            return NoticeId(found.id)
    raise UnknownNotice


def _begin(tx: Transaction, row: Row, bundle: Bundle, now: datetime) -> Any:  # noqa: ANN401 - a row of _OPEN
    tx.change(ADD, _row(row, bundle, tx.new_id(), now))
    return tx.first(_OPEN, {"the_key": bundle.key})


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
