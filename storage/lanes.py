"""Lanes: conversations to which cards and notices go."""

from __future__ import annotations

from sqlalchemy import bindparam, select

from bot.domain.errors import Broken
from bot.domain.ids import LaneId
from bot.ports.storing import Address
from storage.dialect import insert
from storage.tables import lanes
from storage.transaction import Transaction

_FIND = select(lanes.c.id).where(
    lanes.c.chat == bindparam("chat"),
    lanes.c.workspace == bindparam("workspace"),
    lanes.c.conversation == bindparam("conversation"),
)
_ADD = insert(lanes).on_conflict_do_nothing().inline()
_ADDRESS = select(lanes.c.chat, lanes.c.workspace, lanes.c.conversation).where(
    lanes.c.id == bindparam("lane")
)


class SqlLanes:
    """Conversations."""

    def __init__(self, tx: Transaction) -> None:
        self._tx = tx

    def find_or_add(self, address: Address) -> LaneId:
        """The lane of an address."""
        asked = {
            "chat": address.chat,
            "workspace": address.workspace,
            "conversation": address.conversation,
        }
        found = self._tx.value(_FIND, asked)
        if found is None:
            self._tx.change(_ADD, {"id": self._tx.new_id(), **asked})
            found = self._tx.value(_FIND, asked)
        return LaneId(found)

    def address(self, lane: LaneId) -> Address:
        """Where a lane leads."""
        row = self._tx.first(_ADDRESS, {"lane": lane})
        if row is None:
            raise Broken(f"there is no lane {lane}")
        return Address(*row)
