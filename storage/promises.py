"""The ledger of promises, across cases."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import fields

from sqlalchemy import and_, bindparam, nulls_last, select

from bot.domain.errors import UnknownPromise
from bot.domain.ids import CaseId, EmployeeId, PromiseId
from bot.domain.promise import Promise, PromiseState
from bot.domain.view import PromiseRow
from storage.tables import cases, customers, promises, words
from storage.transaction import Transaction

_NAMES = tuple(one.name for one in fields(Promise))
_CASE_OF = select(promises.c.case_id).where(
    promises.c.id == bindparam("promise"), promises.c.case_id.is_not(None)
)
_OPEN_OF = (
    select(
        *(promises.c[name] for name in _NAMES),
        promises.c.case_id,
        cases.c.version,
        customers.c.handle,
        words.c.body,
    )
    .join_from(promises, cases, cases.c.id == promises.c.case_id)
    .outerjoin(customers, customers.c.id == cases.c.customer)
    .outerjoin(words, and_(words.c.id == promises.c.words))
    .where(promises.c.doer == bindparam("doer"), promises.c.state == PromiseState.OPEN)
    .order_by(nulls_last(promises.c.due_at), promises.c.made_at, promises.c.id)
)


class SqlPromises:
    """The ledger, across cases."""

    def __init__(self, tx: Transaction) -> None:
        self._tx = tx

    def case_of(self, promise: PromiseId) -> CaseId:
        """The case that a promise is in now. Raises UnknownPromise."""
        case = self._tx.value(_CASE_OF, {"promise": promise})
        if case is None:
            raise UnknownPromise(promise=promise)
        return CaseId(case)

    def list_open_of(self, doer: EmployeeId) -> Sequence[PromiseRow]:
        """A colleague's open promises, by due moment, undated last."""
        return [
            PromiseRow(Promise(*row[: len(_NAMES)]), row.case_id, row.version, row.handle, row.body)
            for row in self._tx.rows(_OPEN_OF, {"doer": doer})
        ]
