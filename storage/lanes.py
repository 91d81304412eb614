"""Lanes: conversations to which cards and notices go, whatever their chats call them by now."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from sqlalchemy import (
    Table,
    Text,
    Update,
    bindparam,
    delete,
    func,
    literal_column,
    null,
    select,
    union_all,
    update,
)

from bot.domain.errors import Broken
from bot.domain.ids import LaneId
from bot.ports.storing import SHARED, Address, Lane
from storage.codec import write_json
from storage.dialect import insert, upsert
from storage.tables import accounts, cards, employees, lanes, notices, settings
from storage.transaction import Transaction

_MOST_NAMES = 16
"""So many times a conversation's id may have changed."""

_FIND = select(lanes.c.id).where(
    lanes.c.chat == bindparam("chat"),
    lanes.c.workspace == bindparam("workspace"),
    lanes.c.conversation == bindparam("conversation"),
)
_ADD = insert(lanes).on_conflict_do_nothing().inline()
_LANES = select(
    lanes.c.id,
    lanes.c.chat,
    lanes.c.workspace,
    lanes.c.conversation,
    lanes.c.stopped,
    lanes.c.outside,
)
_THIS = lanes.c.id == bindparam("lane")
_GET = _LANES.where(_THIS)
_STOP = update(lanes).where(_THIS).values(stopped=bindparam("why"))
_OPEN = update(lanes).where(_THIS).values(stopped=null(), next_at=null())
_OPEN_ALL = update(lanes).where(lanes.c.stopped != SHARED).values(stopped=null())
_SET_OUTSIDE = update(lanes).where(_THIS).values(outside=bindparam("is_outside"))
_RENAME = update(lanes).where(_THIS).values(conversation=bindparam("new"))
_FORGET = delete(lanes).where(_THIS)
_LATER_NAME = select(settings.c.value).where(settings.c.name == bindparam("the_name"))
_SET_LATER_NAME = upsert(settings)

_behind = union_all(
    *(select(table.c.lane_id).where(table.c.since.is_not(None)) for table in (cards, notices))
).subquery()
_waiting = (
    select(func.count())
    .select_from(_behind)
    .where(_behind.c.lane_id == lanes.c.id)
    .scalar_subquery()
)
_STOPPED = (
    _LANES.add_columns(_waiting.label("waiting"))
    .where(lanes.c.stopped.is_not(None))
    .order_by(lanes.c.chat, lanes.c.workspace, lanes.c.conversation)
)


def _moved(table: Table) -> Update:
    return (
        update(table)
        .where(table.c.lane_id == bindparam("from_lane"))
        .values(lane_id=bindparam("to_lane"))
    )


def _renamed(table: Table) -> Update:
    """Refs that begin with the conversation's id."""
    begins = func.substr(table.c.ref, 1, bindparam("old_length")) == bindparam("old_begin")
    rest = func.substr(table.c.ref, bindparam("old_length") + literal_column("1"), type_=Text())
    return (
        update(table)
        .where(table.c.lane_id == bindparam("the_lane"), begins)
        .values(ref=bindparam("new_begin", type_=Text()) + rest)
    )


_MOVED = [_moved(table) for table in (cards, notices, employees, accounts)]
_RENAMED = [_renamed(table) for table in (cards, notices)]


class SqlLanes:
    """Conversations. A name that a conversation had before leads to it for ever."""

    def __init__(self, tx: Transaction) -> None:
        self._tx = tx

    def find_or_add(self, address: Address) -> LaneId:
        """The lane of an address."""
        found = self.find(address)
        if found is None:
            row = {"id": self._tx.new_id(), **_named(address), "outside": False}
            self._tx.change(_ADD, row)
            found = LaneId(self._tx.value(_FIND, _named(address)))
        return found

    def find(self, address: Address) -> LaneId | None:
        """The lane of an address, if there is one."""
        for _ in range(_MOST_NAMES):
            found = self._tx.value(_FIND, _named(address))
            if found is not None:
                return LaneId(found)
            later = self._tx.value(_LATER_NAME, {"the_name": _earlier(address)})
            if later is None:
                return None
            address = Address(address.chat, address.workspace, later)
        return None

    def address(self, lane: LaneId) -> Address:
        """Where a lane leads."""
        return self.get(lane).address

    def get(self, lane: LaneId) -> Lane:
        """How a lane is."""
        row = self._tx.first(_GET, {"lane": lane})
        if row is None:
            raise Broken(f"there is no lane {lane}")
        return _lane(row)

    def stop(self, lane: LaneId, why: str) -> None:
        """Nothing goes there any more, until it is opened: nothing is lost."""
        self._tx.change(_STOP, {"lane": lane, "why": why})

    def open(self, lane: LaneId) -> None:
        """Let it go on."""
        self._tx.change(_OPEN, {"lane": lane})

    def open_all(self) -> None:
        """Let every lane go on, but where strangers are."""
        self._tx.change(_OPEN_ALL)

    def set_outside(self, lane: LaneId, *, outside: bool) -> None:
        """Note whether strangers are in it."""
        self._tx.change(_SET_OUTSIDE, {"lane": lane, "is_outside": outside})

    def rename(self, chat: str, workspace: str, old: str, new: str) -> None:
        """The chat calls a conversation by another id from now on; in what is posted there, too.

        A lane that the new id has already becomes one with it.
        """
        before, after = Address(chat, workspace, old), Address(chat, workspace, new)
        lane = self._tx.value(_FIND, _named(before))
        if lane is None or old == new:
            return
        other = self._tx.value(_FIND, _named(after))
        if other is not None:
            self._join(other, lane)
        self._tx.change(_RENAME, {"lane": lane, "new": new})
        begin = {"old_begin": f"{old}:", "old_length": len(old) + 1, "new_begin": f"{new}:"}
        for statement in _RENAMED:
            self._tx.change(statement, {"the_lane": lane, **begin})
        self._tx.change(_SET_LATER_NAME, {"name": _earlier(before), "value": new})

    def list_stopped(self) -> Sequence[tuple[Lane, int]]:
        """Lanes that are stopped, and how many rows wait in each."""
        return [(_lane(row), row.waiting) for row in self._tx.rows(_STOPPED)]

    def _join(self, other: LaneId, lane: LaneId) -> None:
        for statement in _MOVED:
            self._tx.change(statement, {"from_lane": other, "to_lane": lane})
        self._tx.change(_FORGET, {"lane": other})


def _named(address: Address) -> dict[str, str]:
    return {
        "chat": address.chat,
        "workspace": address.workspace,
        "conversation": address.conversation,
    }


def _earlier(address: Address) -> str:
    """The setting that remembers what a conversation is called since it is not called so."""
    named = write_json([address.chat, address.workspace, address.conversation])
    return f"renamed:{named}"


def _lane(row: Any) -> Lane:  # noqa: ANN401 - a row of _LANES
    address = Address(row.chat, row.workspace, row.conversation)
    return Lane(LaneId(row.id), address, row.stopped, row.outside)
