"""One-time codes by which somebody ties another account: digests only."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import ColumnElement, bindparam, delete, func, literal_column, select, update

from bot.domain.employee import Account
from bot.domain.errors import WrongCode
from bot.domain.ids import EmployeeId
from storage.dialect import insert
from storage.members import account_row
from storage.tables import deliveries, tie_codes
from storage.transaction import Transaction

_FORGET = delete(tie_codes).where(tie_codes.c.employee_id == bindparam("employee"))
_ADD = insert(tie_codes).inline()
_USE = (
    update(tie_codes)
    .where(
        tie_codes.c.digest == bindparam("the_digest"),
        tie_codes.c.used_at.is_(None),
        tie_codes.c.expires_at > bindparam("now"),
    )
    .values(used_at=bindparam("now"))
    .returning(tie_codes.c.employee_id)
)
_WRONG: ColumnElement[str] = literal_column(f"'{WrongCode.__name__}'")
"""As the index has it, which holds no other rows."""
_COUNT = select(func.count()).where(
    deliveries.c.code == _WRONG,
    deliveries.c.chat == bindparam("chat"),
    deliveries.c.workspace == bindparam("workspace"),
    deliveries.c.external_id == bindparam("external_id"),
    deliveries.c.at >= bindparam("since"),
)


class SqlTieCodes:
    """One-time codes by which somebody ties another account. Only digests of them are kept."""

    def __init__(self, tx: Transaction) -> None:
        self._tx = tx

    def add(self, digest: str, employee: EmployeeId, *, expires_at: datetime) -> None:
        """Keep a new code of a colleague; earlier ones are worth nothing from now on."""
        self._tx.change(_FORGET, {"employee": employee})
        row = {"digest": digest, "employee_id": employee, "expires_at": expires_at}
        self._tx.change(_ADD, row)

    def use(self, digest: str, *, now: datetime) -> EmployeeId | None:
        """Whose code this is, once and in time; None for any other."""
        found: EmployeeId | None = self._tx.value(_USE, {"the_digest": digest, "now": now})
        return found

    def count_wrong(self, account: Account, *, since: datetime) -> int:
        """How often an account tried a wrong code since a moment."""
        return int(self._tx.value(_COUNT, {**account_row(account), "since": since}))
