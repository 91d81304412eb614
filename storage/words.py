"""Colleagues' words: kept once, pointed to by everything else, and erased in one place."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime

from sqlalchemy import bindparam, select, update

from bot.domain.ids import CaseId, EmployeeId, WordsId
from bot.ports.storing import Words
from storage.dialect import insert
from storage.many import Many
from storage.tables import words
from storage.transaction import Transaction

_ADD = insert(words).inline()
_GET = Many(select(words.c.id, words.c.body).where(words.c.body.is_not(None)), words.c.id)
_ERASE_KIND = (
    update(words)
    .where(
        words.c.case_id == bindparam("the_case"),
        words.c.kind == bindparam("the_kind"),
        words.c.body.is_not(None),
    )
    .values(body=None)
)
_ERASE = update(words).where(words.c.id == bindparam("one")).values(body=None)


class SqlWords:
    """Colleagues' words."""

    def __init__(self, tx: Transaction) -> None:
        self._tx = tx

    def add(self, words: Words, *, author: EmployeeId | None, now: datetime) -> None:
        """Keep them."""
        self._tx.tell(now)
        self._tx.write(
            _ADD,
            {
                "id": words.id,
                "kind": words.kind,
                "body": words.body,
                "case_id": words.case,
                "author_id": author,
                "written_at": now,
            },
        )

    def get_many(self, ids: Iterable[WordsId]) -> Mapping[WordsId, str]:
        """Those that are not erased."""
        return {row.id: row.body for row in _GET.rows(self._tx, ids)}

    def erase(self, ids: Iterable[WordsId], *, now: datetime) -> None:
        """Forget them."""
        self._tx.change_each(_ERASE, ({"one": one, "erased_at": now} for one in ids))

    def erase_kind(self, case: CaseId, kind: str, *, now: datetime) -> None:
        """Forget all of one kind that were kept with a case."""
        self._tx.change(_ERASE_KIND, {"the_case": case, "the_kind": kind, "erased_at": now})
