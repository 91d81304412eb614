"""Who left and still holds something: rows that go when all of it is handed on."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import Text, bindparam, cast, delete, literal, select

from bot.domain.handover import HandoverState
from bot.domain.ids import CaseId, PromiseId
from bot.domain.leaving import DOER_LEFT, HELD
from bot.domain.promise import PromiseState
from storage.dialect import is_one_of
from storage.many import Many
from storage.tables import cases, handovers, leavers, notices, promises
from storage.transaction import Transaction

_WHO = select(leavers.c.employee_id)
"""Mostly nobody: then there is nothing more to ask."""
_OWNED = is_one_of(cases.c.state, sorted(HELD))
_GIVEN = promises.c.state == PromiseState.OPEN
_OFFERED = (
    select(handovers.c.id)
    .where(handovers.c.case_id == cases.c.id, handovers.c.state == HandoverState.OFFERED)
    .exists()
)
_KEY = literal(DOER_LEFT) + cast(promises.c.id, Text) + ":" + cast(promises.c.doer, Text)
_TOLD = select(notices.c.id).where(notices.c.key == _KEY).exists()
_CASES = Many(select(cases.c.id).where(_OWNED, ~_OFFERED), cases.c.owner)
_PROMISES = Many(
    select(promises.c.id)
    .join(cases, cases.c.id == promises.c.case_id)
    .where(_GIVEN, cases.c.owner.is_distinct_from(promises.c.doer), ~_TOLD),
    promises.c.doer,
)
_LET_GO = delete(leavers).where(
    leavers.c.since < bindparam("before"),
    ~select(cases.c.id).where(cases.c.owner == leavers.c.employee_id, _OWNED).exists(),
    ~select(promises.c.id).where(promises.c.doer == leavers.c.employee_id, _GIVEN).exists(),
)


class SqlLeavers:
    """Who left and still holds something; reading costs what they hold, not what is stored."""

    def __init__(self, tx: Transaction) -> None:
        self._tx = tx

    def list_cases(self, *, limit: int) -> Sequence[CaseId]:
        """Their claimed and resolved cases that are on offer to nobody."""
        return [CaseId(one) for one in self._of(_CASES)[:limit]]

    def list_promises(self, *, limit: int) -> Sequence[PromiseId]:
        """What they were to do in others' cases, of which nobody was told yet."""
        return [PromiseId(one) for one in self._of(_PROMISES)[:limit]]

    def let_go(self, *, before: datetime) -> int:
        """No longer look at those who left before a moment and hold nothing; how many."""
        return self._tx.change(_LET_GO, {"before": before})

    def _of(self, held: Many) -> list[int]:
        """What leavers hold, oldest first."""
        who = [row.employee_id for row in self._tx.rows(_WHO)]
        return sorted(row.id for row in held.rows(self._tx, who))
