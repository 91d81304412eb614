"""Who left, or is away, and still holds something."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, datetime, timedelta

from sqlalchemy import Text, bindparam, cast, delete, literal, or_, select

from bot.domain.case import State
from bot.domain.handover import HandoverState
from bot.domain.ids import CaseId, EmployeeId, PromiseId
from bot.domain.leaving import DOER_LEFT, HELD
from bot.domain.promise import PromiseState
from storage.carried import Stage
from storage.dialect import is_one_of
from storage.many import Many
from storage.tables import absences, cases, handovers, leavers, notices, promises
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
_ALL_CASES = Many(select(cases.c.id).where(_OWNED), cases.c.owner)
_CLAIMED = Many(select(cases.c.id).where(cases.c.state == State.CLAIMED), cases.c.owner)
_TO_DO = Many(
    select(promises.c.id)
    .join(cases, cases.c.id == promises.c.case_id)
    .where(_GIVEN, cases.c.owner.is_distinct_from(promises.c.doer)),
    promises.c.doer,
)
_AWAY = (
    select(absences.c.employee_id)
    .distinct()
    .where(
        absences.c.first_on <= bindparam("latest"),
        absences.c.last_on >= bindparam("earliest"),
        ~absences.c.ended,
        or_(
            select(cases.c.id)
            .where(cases.c.owner == absences.c.employee_id, cases.c.state == State.CLAIMED)
            .exists(),
            select(promises.c.id).where(promises.c.doer == absences.c.employee_id, _GIVEN).exists(),
        ),
    )
)
_ONE_DAY = timedelta(days=1)
"""Somebody's date is at most this far from the company's."""
_PROMISES = Many(
    select(promises.c.id)
    .join(cases, cases.c.id == promises.c.case_id)
    .where(_GIVEN, cases.c.owner.is_distinct_from(promises.c.doer), ~_TOLD),
    promises.c.doer,
)
_AWAITED = (
    select(notices.c.reader_id)
    .where(
        notices.c.reader_id.in_(_WHO),
        notices.c.posted_at.is_(None),
        notices.c.ref.is_(None),
        notices.c.state == Stage.PENDING,
    )
    .distinct()
    .order_by(notices.c.reader_id)
)
_LET_GO = delete(leavers).where(
    leavers.c.since < bindparam("before"),
    ~select(cases.c.id).where(cases.c.owner == leavers.c.employee_id, _OWNED).exists(),
    ~select(promises.c.id).where(promises.c.doer == leavers.c.employee_id, _GIVEN).exists(),
)


class SqlLeavers:
    """Who left, or is away, and holds something; reading costs what they hold."""

    def __init__(self, tx: Transaction) -> None:
        self._tx = tx

    def list_cases(self, *, limit: int, offered: bool = False) -> Sequence[CaseId]:
        """Their claimed and resolved cases that are on offer to nobody; `offered`: all of them."""
        held = _ALL_CASES if offered else _CASES
        return [CaseId(one) for one in self._of(held)[:limit]]

    def list_promises(self, *, limit: int) -> Sequence[PromiseId]:
        """What they were to do in others' cases, of which nobody was told yet."""
        return [PromiseId(one) for one in self._of(_PROMISES)[:limit]]

    def list_away(self, *, on: date) -> Sequence[EmployeeId]:
        """Who has an absence about this date, a day early or late, and holds anything at all."""
        latest, earliest = (on + _ONE_DAY).isoformat(), (on - _ONE_DAY).isoformat()
        rows = self._tx.rows(_AWAY, {"latest": latest, "earliest": earliest})
        return sorted(EmployeeId(row.employee_id) for row in rows)

    def list_cases_of(self, people: Iterable[EmployeeId]) -> Sequence[CaseId]:
        """The claimed cases of these."""
        return sorted(CaseId(row.id) for row in _CLAIMED.rows(self._tx, people))

    def list_promises_of(self, people: Iterable[EmployeeId]) -> Sequence[PromiseId]:
        """What these are to do, and have not done, in others' cases."""
        return sorted(PromiseId(row.id) for row in _TO_DO.rows(self._tx, people))

    def list_awaited(self) -> Sequence[EmployeeId]:
        """Those who left, and for whom something still waits to be sent."""
        return [EmployeeId(row.reader_id) for row in self._tx.rows(_AWAITED)]

    def let_go(self, *, before: datetime) -> int:
        """No longer look at those who left before a moment and hold nothing; how many."""
        return self._tx.change(_LET_GO, {"before": before})

    def _of(self, held: Many) -> list[int]:
        """What leavers hold, oldest first."""
        who = [row.employee_id for row in self._tx.rows(_WHO)]
        return sorted(row.id for row in held.rows(self._tx, who))
