"""Presses by delivery: inserted first, so that a repeat finds what the first one came to."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import BindParameter, bindparam, false, func, literal_column, select, true, update

from bot.domain.answer import Answer
from bot.domain.errors import Broken
from bot.domain.ids import CaseId, EmployeeId
from bot.ports.storing import Press
from storage.dialect import insert
from storage.tables import deliveries
from storage.transaction import Transaction

_ANSWERS = select(
    deliveries.c.code,
    deliveries.c.facts,
    deliveries.c.refused,
    deliveries.c.case_id,
    deliveries.c.version,
    deliveries.c.undo,
    deliveries.c.actor_id,
    deliveries.c.finished,
)
_FIELDS = 6
_BEGIN = (
    insert(deliveries)
    .values(
        facts=literal_column("'{}'"), undo=literal_column("'{}'"), refused=false(), finished=false()
    )
    .on_conflict_do_nothing()
    .inline()
)
_FINISH = (
    update(deliveries)
    .where(deliveries.c.delivery == bindparam("the_delivery"))
    .values(finished=true())
)
_GET = _ANSWERS.where(deliveries.c.delivery == bindparam("the_delivery"))
_SAME = (
    _ANSWERS.where(
        deliveries.c.subject == bindparam("subject"),
        deliveries.c.version == bindparam("version"),
        deliveries.c.actor_id == bindparam("actor"),
        deliveries.c.verb == bindparam("verb"),
        deliveries.c.seen.is_not_distinct_from(bindparam("seen")),
        ~deliveries.c.refused,
    )
    .order_by(deliveries.c.at)
    .limit(1)
)
_OPENING: BindParameter[str] = bindparam("opening")
_SENT = (
    _ANSWERS.where(
        deliveries.c.subject == bindparam("subject"),
        deliveries.c.actor_id == bindparam("actor"),
        deliveries.c.verb == bindparam("verb"),
        func.substr(deliveries.c.delivery, 1, func.length(_OPENING)) == _OPENING,
        deliveries.c.finished,
        ~deliveries.c.refused,
    )
    .order_by(deliveries.c.at)
    .limit(1)
)
_PRODUCING = (
    _ANSWERS.where(
        deliveries.c.case_id == bindparam("case"),
        deliveries.c.version == bindparam("version"),
        deliveries.c.actor_id.is_not(None),
        ~deliveries.c.refused,
    )
    .order_by(deliveries.c.at)
    .limit(1)
)


class SqlDeliveries:
    """Presses by delivery id: what makes every action idempotent."""

    def __init__(self, tx: Transaction) -> None:
        self._tx = tx

    def begin(self, press: Press, *, now: datetime) -> Answer | None:
        """Insert the delivery, first of all; its stored answer if it was here before.

        A repeat that comes while the first is still under way waits for it.
        """
        self._tx.tell(now)
        if self._tx.change(_BEGIN, _row(press, now)):
            return None
        answer = self.get(press.delivery)
        if answer is None:
            raise Broken(f"delivery {press.delivery} was begun and never finished")
        return answer

    def finish(self, press: Press, answer: Answer, *, actor: EmployeeId | None) -> None:
        """Store what it came to."""
        self._tx.write(
            _FINISH,
            {
                "the_delivery": press.delivery,
                "actor_id": actor,
                "code": answer.code,
                "facts": answer.facts,
                "refused": answer.refused,
                "case_id": answer.case,
                "version": answer.version,
                "undo": answer.undo,
            },
        )

    def find_same(self, press: Press, *, actor: EmployeeId, version: int) -> Answer | None:
        """The answer to the same press that produced this version of the case, if there is one.

        The same: person, verb, subject and seen version. It was repeated under a new id.
        """
        asked = {"subject": press.subject, "verb": press.verb, "seen": press.seen}
        row = self._tx.first(_SAME, {**asked, "actor": actor, "version": version})
        return None if row is None else _answer(row)

    def find_sent(self, press: Press, *, actor: EmployeeId) -> Answer | None:
        """The answer of a form that was opened once and sent with other words before.

        Only of one that was not refused.
        """
        if press.opening is None:
            return None
        asked = {"subject": press.subject, "verb": press.verb, "opening": press.opening}
        row = self._tx.first(_SENT, {**asked, "actor": actor})
        return None if row is None else _answer(row)

    def find_producing(self, case: CaseId, version: int) -> tuple[EmployeeId, Answer] | None:
        """Who produced this version of a case, and the answer: for undo."""
        row = self._tx.first(_PRODUCING, {"case": case, "version": version})
        return None if row is None else (row.actor_id, _answer(row))

    def get(self, delivery: str) -> Answer | None:
        """What a delivery came to, if it is known and finished."""
        row = self._tx.first(_GET, {"the_delivery": delivery})
        return _answer(row) if row is not None and row.finished else None


def _row(press: Press, now: datetime) -> dict[str, Any]:
    return {
        "delivery": press.delivery,
        "chat": press.account.chat,
        "workspace": press.account.workspace,
        "external_id": press.account.external_id,
        "verb": press.verb,
        "subject": press.subject,
        "seen": press.seen,
        "at": now,
    }


def _answer(row: Any) -> Answer:  # noqa: ANN401 - a row of _ANSWERS
    return Answer(*row[:_FIELDS])
