"""Who left and still holds something: rows that go when all of it is handed on."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import Text, and_, bindparam, cast, delete, literal, select

from bot.domain.handover import HandoverState
from bot.domain.ids import CaseId, PromiseId
from bot.domain.leaving import DOER_LEFT, HELD
from bot.domain.promise import PromiseState
from storage.tables import cases, handovers, leavers, notices, promises
from storage.transaction import Transaction

_OWNED = (cases.c.owner == leavers.c.employee_id, cases.c.state.in_(sorted(HELD)))
_GIVEN = (promises.c.doer == leavers.c.employee_id, promises.c.state == PromiseState.OPEN)
_OFFERED = (
    select(handovers.c.id)
    .where(handovers.c.case_id == cases.c.id, handovers.c.state == HandoverState.OFFERED)
    .exists()
)
_KEY = literal(DOER_LEFT) + cast(promises.c.id, Text) + ":" + cast(promises.c.doer, Text)
_TOLD = select(notices.c.id).where(notices.c.key == _KEY).exists()
_CASES = (
    select(cases.c.id)
    .join_from(leavers, cases, and_(*_OWNED))
    .where(~_OFFERED)
    .order_by(cases.c.id)
    .limit(bindparam("limit"))
)
_PROMISES = (
    select(promises.c.id)
    .join_from(leavers, promises, and_(*_GIVEN))
    .join(cases, cases.c.id == promises.c.case_id)
    .where(cases.c.owner.is_distinct_from(promises.c.doer), ~_TOLD)
    .order_by(promises.c.id)
    .limit(bindparam("limit"))
)
_LET_GO = delete(leavers).where(
    leavers.c.since < bindparam("before"),
    ~select(cases.c.id).where(*_OWNED).exists(),
    ~select(promises.c.id).where(*_GIVEN).exists(),
)


class SqlLeavers:
    """Who left and still holds something; reading costs what they hold, not what is stored."""

    def __init__(self, tx: Transaction) -> None:
        self._tx = tx

    def list_cases(self, *, limit: int) -> Sequence[CaseId]:
        """Their claimed and resolved cases that are on offer to nobody."""
        return [CaseId(row.id) for row in self._tx.rows(_CASES, {"limit": limit})]

    def list_promises(self, *, limit: int) -> Sequence[PromiseId]:
        """What they were to do in others' cases, of which nobody was told yet."""
        return [PromiseId(row.id) for row in self._tx.rows(_PROMISES, {"limit": limit})]

    def let_go(self, *, before: datetime) -> int:
        """No longer look at those who left before a moment and hold nothing; how many."""
        return self._tx.change(_LET_GO, {"before": before})
