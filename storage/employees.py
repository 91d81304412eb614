"""Colleagues, their accounts, their absences and their private conversations."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import date
from typing import Any

from sqlalchemy import and_, bindparam, delete, false, or_, select, true, update
from sqlalchemy.dialects.postgresql import Insert

from bot.domain.employee import Account, Employee
from bot.domain.errors import UnknownPerson
from bot.domain.ids import EmployeeId, LaneId
from bot.domain.member import MADE, Standing, Tied, key_of, private_lane, works_here
from bot.domain.working_time import Absence, WeeklyHours
from bot.ports.storing import Address, Person
from storage.carried import mark_reader_behind
from storage.dialect import insert, upsert
from storage.employee_rows import EMPLOYEES, employee_row, read_employee, write_hours
from storage.lanes import SqlLanes
from storage.many import Many
from storage.members import account_row
from storage.tables import absences, accounts, employees, leavers, members
from storage.transaction import Transaction

_ACCOUNT = (
    accounts.c.chat == bindparam("chat"),
    accounts.c.workspace == bindparam("workspace"),
    accounts.c.external_id == bindparam("external_id"),
)
_MEMBER = and_(
    members.c.chat == accounts.c.chat,
    members.c.workspace == accounts.c.workspace,
    members.c.external_id == accounts.c.external_id,
)
_STANDS = or_(members.c.standing.is_(None), members.c.standing == Standing.MEMBER.value)
"""As a member, or in a chat that has not told us of them yet."""
_BY_ACCOUNT = (
    EMPLOYEES.join(accounts, accounts.c.employee_id == employees.c.id)
    .outerjoin(members, _MEMBER)
    .where(*_ACCOUNT, _STANDS)
)
_GET = Many(EMPLOYEES, employees.c.id)
_WITH_OTHERS = Many(
    EMPLOYEES.add_columns(false().label("is_asked")),
    employees.c.id,
    also=_BY_ACCOUNT.add_columns(true().label("is_asked")),
)
_CHOSEN = {
    "language": employees.c.language_set,
    "hours": employees.c.hours_set,
    "willing": employees.c.willing_set,
}
"""What the configuration leaves as it is once the person chose it, and what says so."""
_ACTIVE = EMPLOYEES.where(employees.c.active).order_by(employees.c.name, employees.c.id)
_MADE = f"{MADE}%"
_KNOWN = select(employees.c.id, *_CHOSEN.values())
_BY_KEY = _KNOWN.where(employees.c.key == bindparam("the_key"))
_MADE_BY_EMAIL = _KNOWN.where(
    employees.c.email == bindparam("the_email"), employees.c.key.like(_MADE)
)
_BY_EMAIL = (
    select(employees.c.id)
    .where(employees.c.email == bindparam("the_email"))
    .order_by(employees.c.active.desc(), employees.c.key.like(_MADE), employees.c.id)
)
_TIED_TO = select(accounts.c.employee_id).where(*_ACCOUNT)
_ACCOUNTS = (
    select(accounts, members.c.standing)
    .outerjoin(members, _MEMBER)
    .where(accounts.c.employee_id == bindparam("employee"))
    .order_by(accounts.c.chat, accounts.c.workspace, accounts.c.external_id)
)
_STATE = select(employees.c.has_left, employees.c.lane_id).where(
    employees.c.id == bindparam("employee")
)
_ABSENCES = Many(
    select(absences).where(~absences.c.ended).order_by(absences.c.first_on, absences.c.last_on),
    absences.c.employee_id,
)
_LANE_OF = select(accounts.c.lane_id).where(*_ACCOUNT)
_ADD = insert(employees).inline()
_CHANGE = update(employees).where(employees.c.id == bindparam("employee"))
_RENAME = update(employees).where(
    employees.c.id == bindparam("employee"), employees.c.key.like(_MADE)
)
_LEAVES = insert(leavers).on_conflict_do_nothing().inline()
_STAYS = delete(leavers).where(leavers.c.employee_id == bindparam("employee"))
_SET_ACCOUNT = upsert(accounts)
_SET_ABSENCE = upsert(absences)
_PLAN_ABSENCE = upsert(absences, leave=("ended",))
_END_ABSENCE = (
    update(absences)
    .where(
        absences.c.employee_id == bindparam("employee"),
        absences.c.first_on == bindparam("the_first_on"),
        absences.c.last_on == bindparam("the_last_on"),
        ~absences.c.ended,
    )
    .values(ended=True)
)
_EMAIL_OF = select(employees.c.email).where(employees.c.id == bindparam("employee"))


class SqlEmployees:
    """Colleagues and their accounts."""

    def __init__(self, tx: Transaction) -> None:
        self._tx = tx
        # One snapshot has one truth: what draws a card asks for the same colleagues several times.
        self._known: dict[EmployeeId, Employee] = {}

    def find_by_account(self, account: Account) -> Employee | None:
        """Who this is, if we know them; also people who have left.

        Nobody where the chat said that this account is no member's, or not any more.
        """
        return next(iter(self._read(self._tx.rows(_BY_ACCOUNT, account_row(account)))), None)

    def find_with_others(
        self, account: Account, others: Collection[EmployeeId]
    ) -> tuple[Employee | None, Mapping[EmployeeId, Employee]]:
        """Who this is, and those of the others who are known, in one go."""
        if not others:
            return self.find_by_account(account), {}
        rows = _WITH_OTHERS.rows(self._tx, others, account_row(account))
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
        asked = dict.fromkeys(employees)
        found = {one: self._known[one] for one in asked if one in self._known}
        rows = _GET.rows(self._tx, asked.keys() - found.keys())
        read = {employee.id: employee for employee in self._read(rows)}
        if self._tx.only_reads:
            self._known.update(read)
        return {**found, **read}

    def list_active(self) -> Sequence[Employee]:
        """Everybody who works here, by name."""
        return self._read(self._tx.rows(_ACTIVE))

    def find_by_key(self, key: str) -> EmployeeId | None:
        """The colleague of this key in the configuration."""
        found: EmployeeId | None = self._tx.value(_BY_KEY, {"the_key": key})
        return found

    def find_by_email(self, email: str) -> EmployeeId | None:
        """The colleague of this address, whatever its capitals; who works here goes first."""
        found: EmployeeId | None = self._tx.value(_BY_EMAIL, {"the_email": email.lower()})
        return found

    def tied_to(self, account: Account) -> EmployeeId | None:
        """Whose account this is, whatever its standing."""
        found: EmployeeId | None = self._tx.value(_TIED_TO, account_row(account))
        return found

    def accounts_of(self, employee: EmployeeId) -> Sequence[Tied]:
        """A colleague's accounts."""
        return [_tied(row) for row in self._tx.rows(_ACCOUNTS, {"employee": employee})]

    def sync(self, person: Person) -> EmployeeId:
        """Add or update a colleague by key, with accounts; their own settings are kept.

        Their own are the language they chose and their absences. Whom a chat made known by the
        same address is this colleague. See `settle` for where private messages go.
        """
        known = self._find(person)
        email = person.email.lower() if person.email else None
        row = {**employee_row(person.employee), "email": email, "key": person.key}
        row["has_left"] = not person.employee.active
        if known is None:
            employee = self._add(person, row)
        else:
            employee = EmployeeId(known.id)
            for chosen in _chosen(known):
                del row[chosen]
            self._tx.change(_CHANGE, {"employee": employee, **row})
        for account in person.accounts:
            self._set_account(employee, account)
        self._settle(employee, person.accounts)
        for absence in person.employee.calendar.absences:
            self.plan_absence(employee, absence)
        return employee

    def tie(self, employee: EmployeeId, account: Account) -> None:
        """The account is this colleague's from now on; see `settle`."""
        self._set_account(employee, account)
        self.settle(employee)

    def settle(self, employee: EmployeeId) -> None:
        """Decide by their accounts' standings whether somebody works here, and where to reach them.

        Whoever works here no more is a leaver until nothing of theirs is left to hand on.
        """
        self._settle(employee)

    def rename(self, employee: EmployeeId, name: str, email: str | None) -> None:
        """What a chat calls somebody now, and their address (None: as it was).

        Nothing for whoever stands in the configuration, which names them itself.
        """
        address = {} if email is None else {"email": email.lower(), "key": key_of(email.lower())}
        self._tx.change(_RENAME, {"employee": employee, "name": name, **address})

    def private_lane(self, account: Account) -> LaneId | None:
        """The private conversation of an account."""
        found: LaneId | None = self._tx.value(_LANE_OF, account_row(account))
        return found

    def set_language(self, employee: EmployeeId, language: str) -> None:
        """Change the language; their private cards are behind then."""
        chosen = {"language": language, "language_set": True}
        self._tx.change(_CHANGE, {"employee": employee, **chosen})
        mark_reader_behind(self._tx, employee)

    def set_hours(self, employee: EmployeeId, hours: WeeklyHours) -> None:
        """Change the working hours; the configuration does not change them any more."""
        chosen = {"hours": write_hours(hours), "hours_set": True}
        self._tx.change(_CHANGE, {"employee": employee, **chosen})

    def set_willing(self, employee: EmployeeId, *, willing: bool) -> None:
        """Whether they want a personal word; the configuration does not change it any more."""
        chosen = {"willing": willing, "willing_set": True}
        self._tx.change(_CHANGE, {"employee": employee, **chosen})

    def email_of(self, employee: EmployeeId) -> str | None:
        """Their e-mail address, where we know it."""
        found: str | None = self._tx.value(_EMAIL_OF, {"employee": employee})
        return found

    def remove_absence(self, employee: EmployeeId, absence: Absence) -> bool:
        """Strike it out; False where it is not noted. The configuration brings it back no more."""
        row = {
            "employee": employee,
            "the_first_on": absence.first_on.isoformat(),
            "the_last_on": absence.last_on.isoformat(),
        }
        return bool(self._tx.change(_END_ABSENCE, row))

    def add_absence(self, employee: EmployeeId, absence: Absence) -> None:
        """Note an absence, also one that was struck out before."""
        self._note_absence(_SET_ABSENCE, employee, absence)

    def plan_absence(self, employee: EmployeeId, absence: Absence) -> None:
        """Note an absence of the configuration: one that somebody struck out stays so."""
        self._note_absence(_PLAN_ABSENCE, employee, absence)

    def set_active(self, employee: EmployeeId, *, active: bool) -> None:
        """The company says whether somebody works here; a chat that says they left counts too."""
        self._tx.change(_CHANGE, {"employee": employee, "has_left": not active})
        self._settle(employee)

    def _find(self, person: Person) -> Any:  # noqa: ANN401 - a row of _KNOWN, or None
        found = self._tx.first(_BY_KEY, {"the_key": person.key})
        if found is not None or person.email is None:
            return found
        return self._tx.first(_MADE_BY_EMAIL, {"the_email": person.email.lower()})

    def _note_absence(self, statement: Insert, employee: EmployeeId, absence: Absence) -> None:
        row = {
            "employee_id": employee,
            "first_on": absence.first_on.isoformat(),
            "last_on": absence.last_on.isoformat(),
            "deputy_id": absence.deputy,
            "ended": False,
        }
        self._tx.change(statement, row)
        self._tx.change(_CHANGE, {"employee": employee, "has_absences": True})

    def _add(self, person: Person, row: Mapping[str, Any]) -> EmployeeId:
        employee = person.employee.id or EmployeeId(self._tx.new_id())
        started = {"language_set": False, "has_absences": False, "lane_id": person.employee.lane}
        self._tx.change(_ADD, {"id": employee, **row, **started})
        return employee

    def _set_account(self, employee: EmployeeId, account: Account) -> None:
        private = f"private:{account.external_id}"
        lane = SqlLanes(self._tx).find_or_add(Address(account.chat, account.workspace, private))
        row = {**account_row(account), "employee_id": employee, "lane_id": lane}
        self._tx.change(_SET_ACCOUNT, row)

    def _settle(self, employee: EmployeeId, order: Sequence[Account] = ()) -> None:
        """`order` names the accounts that go first where there is a choice."""
        known = self._tx.first(_STATE, {"employee": employee})
        tied = sorted(self.accounts_of(employee), key=lambda one: _place(one.account, order))
        active = not known.has_left and works_here(tied)
        lane = private_lane(tied, known.lane_id)
        self._tx.change(_CHANGE, {"employee": employee, "active": active, "lane_id": lane})
        if active:
            self._tx.change(_STAYS, {"employee": employee})
        else:
            self._tx.change(_LEAVES, {"employee_id": employee, "since": self._tx.now})

    def _read(self, rows: Sequence[Any]) -> list[Employee]:
        away = self._absences([row.id for row in rows if row.has_absences])
        return [read_employee(row, away.get(row.id, ())) for row in rows]

    def _absences(self, employees: Sequence[EmployeeId]) -> Mapping[EmployeeId, list[Absence]]:
        found: dict[EmployeeId, list[Absence]] = defaultdict(list)
        for row in _ABSENCES.rows(self._tx, employees):
            first_on, last_on = date.fromisoformat(row.first_on), date.fromisoformat(row.last_on)
            found[row.employee_id].append(Absence(first_on, last_on, row.deputy_id))
        return found


def _place(account: Account, order: Sequence[Account]) -> int:
    return order.index(account) if account in order else len(order)


def _chosen(row: Any) -> list[str]:  # noqa: ANN401 - a row with the columns of _CHOSEN
    return [name for name, says in _CHOSEN.items() if getattr(row, says.name)]


def _tied(row: Any) -> Tied:  # noqa: ANN401 - a row of _ACCOUNTS
    account = Account(row.chat, row.workspace, row.external_id)
    return Tied(account, row.lane_id, Standing(row.standing) if row.standing else None)
