"""Colleagues, their accounts, their absences and their private conversations."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import date
from typing import Any

from sqlalchemy import bindparam, false, select, true, update

from bot.domain.employee import Account, Employee
from bot.domain.errors import UnknownPerson
from bot.domain.ids import EmployeeId, LaneId
from bot.domain.working_time import Absence
from bot.ports.storing import Address, Person
from storage.carried import mark_reader_behind
from storage.dialect import insert, upsert
from storage.employee_rows import EMPLOYEES, employee_row, read_employee
from storage.lanes import SqlLanes
from storage.many import Many
from storage.tables import absences, accounts, employees
from storage.transaction import Transaction

_ACCOUNT = (
    accounts.c.chat == bindparam("chat"),
    accounts.c.workspace == bindparam("workspace"),
    accounts.c.external_id == bindparam("external_id"),
)
_BY_ACCOUNT = EMPLOYEES.join(accounts, accounts.c.employee_id == employees.c.id).where(*_ACCOUNT)
_GET = Many(EMPLOYEES, employees.c.id)
_WITH_OTHERS = Many(
    EMPLOYEES.add_columns(false().label("is_asked")),
    employees.c.id,
    also=_BY_ACCOUNT.add_columns(true().label("is_asked")),
)
_ACTIVE = EMPLOYEES.where(employees.c.active).order_by(employees.c.name, employees.c.id)
_BY_KEY = select(employees.c.id, employees.c.language_set, employees.c.lane_id).where(
    employees.c.key == bindparam("the_key")
)
_ABSENCES = Many(
    select(absences).order_by(absences.c.first_on, absences.c.last_on), absences.c.employee_id
)
_LANE_OF = select(accounts.c.lane_id).where(*_ACCOUNT)
_ADD = insert(employees).inline()
_CHANGE = update(employees).where(employees.c.id == bindparam("employee"))
_SET_ACCOUNT = upsert(accounts)
_SET_ABSENCE = upsert(absences)


class SqlEmployees:
    """Colleagues and their accounts."""

    def __init__(self, tx: Transaction) -> None:
        self._tx = tx

    def find_by_account(self, account: Account) -> Employee | None:
        """Who this is, if we know them; also people who have left."""
        return next(iter(self._read(self._tx.rows(_BY_ACCOUNT, _account(account)))), None)

    def find_with_others(
        self, account: Account, others: Collection[EmployeeId]
    ) -> tuple[Employee | None, Mapping[EmployeeId, Employee]]:
        """Who this is, and those of the others who are known, in one go."""
        if not others:
            return self.find_by_account(account), {}
        rows = _WITH_OTHERS.rows(self._tx, others, _account(account))
        read = dict(zip((row.id for row in rows), self._read(rows), strict=True))
        asked = next((row.id for row in rows if row.is_asked), None)
        return read.get(asked), read

    def get(self, employee: EmployeeId) -> Employee:
        """The colleague. Raises UnknownPerson."""
        found = self.get_many([employee])
        if employee not in found:
            raise UnknownPerson
        return found[employee]

    def get_many(self, employees: Iterable[EmployeeId]) -> Mapping[EmployeeId, Employee]:
        """Those of them who are known."""
        rows = _GET.rows(self._tx, employees)
        return {employee.id: employee for employee in self._read(rows)}

    def list_active(self) -> Sequence[Employee]:
        """Everybody who works here, by name."""
        return self._read(self._tx.rows(_ACTIVE))

    def find_by_key(self, key: str) -> EmployeeId | None:
        """The colleague of this key in the configuration."""
        found: EmployeeId | None = self._tx.value(_BY_KEY, {"the_key": key})
        return found

    def sync(self, person: Person) -> EmployeeId:
        """Add or update a colleague by key, with accounts; their own settings are kept.

        Their own are the language they chose and their absences. Private messages go to the
        first account's conversation, unless another was set before.
        """
        known = self._tx.first(_BY_KEY, {"the_key": person.key})
        row = {**employee_row(person.employee), "email": person.email}
        if known is None:
            employee = self._add(person, row)
        else:
            employee = EmployeeId(known.id)
            if known.language_set:
                del row["language"]
            self._tx.change(_CHANGE, {"employee": employee, **row})
        lanes = self._set_accounts(employee, person.accounts)
        if lanes and (known is None or known.lane_id is None):
            self._tx.change(_CHANGE, {"employee": employee, "lane_id": lanes[0]})
        for absence in person.employee.calendar.absences:
            self.add_absence(employee, absence)
        return employee

    def private_lane(self, account: Account) -> LaneId | None:
        """The private conversation of an account."""
        found: LaneId | None = self._tx.value(_LANE_OF, _account(account))
        return found

    def set_language(self, employee: EmployeeId, language: str) -> None:
        """Change the language; their private cards are behind then."""
        chosen = {"language": language, "language_set": True}
        self._tx.change(_CHANGE, {"employee": employee, **chosen})
        mark_reader_behind(self._tx, employee)

    def add_absence(self, employee: EmployeeId, absence: Absence) -> None:
        """Note an absence."""
        row = {
            "employee_id": employee,
            "first_on": absence.first_on.isoformat(),
            "last_on": absence.last_on.isoformat(),
            "deputy_id": absence.deputy,
        }
        self._tx.change(_SET_ABSENCE, row)
        self._tx.change(_CHANGE, {"employee": employee, "has_absences": True})

    def set_active(self, employee: EmployeeId, *, active: bool) -> None:
        """Somebody left, or came back."""
        self._tx.change(_CHANGE, {"employee": employee, "active": active})

    def _add(self, person: Person, row: Mapping[str, Any]) -> EmployeeId:
        employee = person.employee.id or EmployeeId(self._tx.new_id())
        started = {"language_set": False, "has_absences": False, "lane_id": person.employee.lane}
        self._tx.change(_ADD, {"id": employee, "key": person.key, **row, **started})
        return employee

    def _set_accounts(self, employee: EmployeeId, theirs: Iterable[Account]) -> list[LaneId]:
        lanes = []
        for account in theirs:
            private = f"private:{account.external_id}"
            address = Address(account.chat, account.workspace, private)
            lane = SqlLanes(self._tx).find_or_add(address)
            row = {**_account(account), "employee_id": employee, "lane_id": lane}
            self._tx.change(_SET_ACCOUNT, row)
            lanes.append(lane)
        return lanes

    def _read(self, rows: Sequence[Any]) -> list[Employee]:
        away = self._absences([row.id for row in rows if row.has_absences])
        return [read_employee(row, away.get(row.id, ())) for row in rows]

    def _absences(self, employees: Sequence[EmployeeId]) -> Mapping[EmployeeId, list[Absence]]:
        found: dict[EmployeeId, list[Absence]] = defaultdict(list)
        for row in _ABSENCES.rows(self._tx, employees):
            first_on, last_on = date.fromisoformat(row.first_on), date.fromisoformat(row.last_on)
            found[row.employee_id].append(Absence(first_on, last_on, row.deputy_id))
        return found


def _account(account: Account) -> dict[str, str]:
    return {
        "chat": account.chat,
        "workspace": account.workspace,
        "external_id": account.external_id,
    }
