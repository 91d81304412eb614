"""The console's board: what was posted to it, and in which order it changed."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import bindparam, desc, func, select, update

from bot.ports.storing import LASTING, Pinned
from storage.codec import write_json
from storage.dialect import insert
from storage.tables import board, board_marks
from storage.transaction import Transaction

_THE_ONE = 1
_first = insert(board_marks).values(id=_THE_ONE, mark=1)
# Whoever writes holds this row until the commit, so that marks become visible in their order and
# a reader who asks for what came after a mark misses nothing.
_NEXT_MARK = _first.on_conflict_do_update(
    index_elements=[board_marks.c.id], set_={"mark": board_marks.c.mark + 1}
).returning(board_marks.c.mark)
_MARK = select(board_marks.c.mark)

_PINS = select(
    board.c.ref,
    board.c.conversation,
    board.c.key,
    board.c.bodies,
    board.c.posted_at,
    board.c.changed,
)
_FIND = select(board.c.ref).where(
    board.c.conversation == bindparam("the_conversation"), board.c.key == bindparam("the_key")
)
_HAS = select(board.c.ref).where(board.c.ref == bindparam("the_ref"), ~board.c.removed)
_ADD = insert(board).inline()
_CHANGE = update(board).where(board.c.ref == bindparam("the_ref"), ~board.c.removed)
_REMOVE = _CHANGE.values(key=board.c.key + " (removed) " + board.c.ref, removed=True)
# What lasts stays there, however much comes after it.
_LASTS = board.c.key.startswith(LASTING)
_NEWEST = (
    _PINS.where(board.c.conversation == bindparam("the_conversation"), ~board.c.removed)
    .order_by(~_LASTS, desc(board.c.posted_at), desc(func.length(board.c.ref)), desc(board.c.ref))
    .limit(bindparam("limit"))
)
_SINCE = _PINS.where(board.c.changed > bindparam("mark")).order_by(board.c.changed)


class SqlBoard:
    """Where the console keeps what was posted to it: its stand-in for a chat's own server."""

    def __init__(self, tx: Transaction) -> None:
        self._tx = tx

    def put(self, conversation: str, key: str, bodies: Mapping[str, str], *, at: datetime) -> str:
        """Post; the ref. The same key in the same conversation gives the same ref."""
        mark = self._next_mark()
        known = self.find(conversation, key)
        if known is not None:
            return known
        ref = str(self._tx.new_id())
        self._tx.change(
            _ADD,
            {
                "ref": ref,
                "conversation": conversation,
                "key": key,
                "bodies": write_json(bodies),
                "posted_at": at,
                "changed": mark,
                "removed": False,
            },
        )
        return ref

    def replace(self, ref: str, bodies: Mapping[str, str]) -> bool:
        """Change a posted message; False when it is not there."""
        changed = {"bodies": write_json(bodies), "changed": self._next_mark()}
        return bool(self._tx.change(_CHANGE, {"the_ref": ref, **changed}))

    def find(self, conversation: str, key: str) -> str | None:
        """The ref of what was posted under this key."""
        found: str | None = self._tx.value(
            _FIND, {"the_conversation": conversation, "the_key": key}
        )
        return found

    def remove(self, ref: str) -> None:
        """Take it away. Who follows the board sees it once more, without bodies."""
        emptied = {"bodies": write_json({}), "changed": self._next_mark()}
        self._tx.change(_REMOVE, {"the_ref": ref, **emptied})

    def has(self, ref: str) -> bool:
        """Whether it is there."""
        return self._tx.value(_HAS, {"the_ref": ref}) is not None

    def list_of(self, conversation: str, *, limit: int) -> Sequence[Pinned]:
        """The newest messages, oldest of them first; before them what lasts."""
        rows = self._tx.rows(_NEWEST, {"the_conversation": conversation, "limit": limit})
        found = [_pinned(row) for row in reversed(rows)]
        return sorted(found, key=lambda one: not one.key.startswith(LASTING))

    def list_since(self, changed: int) -> Sequence[Pinned]:
        """What changed after this mark, in order; what was removed has no bodies."""
        return [_pinned(row) for row in self._tx.rows(_SINCE, {"mark": changed})]

    def mark(self) -> int:
        """The newest mark."""
        return int(self._tx.value(_MARK) or 0)

    def _next_mark(self) -> int:
        return int(self._tx.value(_NEXT_MARK))


def _pinned(row: Any) -> Pinned:  # noqa: ANN401 - a row of _PINS
    return Pinned(
        ref=row.ref,
        conversation=row.conversation,
        key=row.key,
        bodies=json.loads(row.bodies),
        posted_at=row.posted_at,
        changed=row.changed,
    )
