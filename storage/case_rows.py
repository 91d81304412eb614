"""Between a case and its rows: one in `cases`, and one for each thing that hangs on it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, fields
from operator import attrgetter
from typing import Any

from sqlalchemy import Executable, Table, bindparam, select, update

from bot.domain.broadcast import Broadcast
from bot.domain.case import Case
from bot.domain.goodwill import Goodwill
from bot.domain.handover import Handover
from bot.domain.ids import CaseId, EmployeeId
from bot.domain.placing import Placing
from bot.domain.promise import Promise
from bot.domain.reply import Reply
from storage import tables
from storage.dialect import insert, upsert
from storage.many import Many
from storage.transaction import Transaction

BACKUPS = 64
NOTICES = 256
BUNDLED = 512
"""Bits of `parts`; those of the children stand in CHILDREN. BUNDLED: notices that are told together
with others."""
TOLD = NOTICES | BUNDLED
"""What a change of the case itself leaves as it is."""

_LISTS = {
    "backups",
    "promises",
    "replies",
    "handovers",
    "placings",
    "goodwill",
    "broadcasts",
}
SCALARS = tuple(one.name for one in fields(Case) if one.name not in _LISTS)
"""The fields of a case that are columns of `cases`, in the order of both."""
_scalars_of = attrgetter(*SCALARS)


@dataclass(frozen=True, slots=True)
class Child:
    """One kind of thing that hangs on a case: its field, its table, its statements."""

    field: str
    bit: int
    read: Callable[..., Any]
    """Makes the value of its columns, in order."""
    names: tuple[str, ...]
    values_of: Callable[[Any], tuple[Any, ...]]
    select: Executable
    of_many: Many
    """The same of several cases, whose numbers stand in front."""
    upsert: Executable
    detach: Executable

    def row(self, value: Any, case: CaseId, position: int) -> dict[str, Any]:  # noqa: ANN401 - any child
        """The value as parameters."""
        row = dict(zip(self.names, self.values_of(value), strict=True))
        return {**row, "case_id": case, "position": position}


def _child(field: str, bit: int, table: Table, read: type[Any]) -> Child:
    names = tuple(one.name for one in fields(read))
    return Child(
        field=field,
        bit=bit,
        read=read,
        names=names,
        values_of=attrgetter(*names),
        select=select(*(table.c[name] for name in names))
        .where(table.c.case_id == bindparam("case"))
        .order_by(table.c.position),
        of_many=Many(
            select(table.c.case_id, *(table.c[name] for name in names)).order_by(table.c.position),
            table.c.case_id,
        ),
        upsert=upsert(table),
        # What was taken out and put in no other case belongs to none; nothing is deleted.
        detach=update(table)
        .where(table.c.id == bindparam("child"), table.c.case_id == bindparam("case"))
        .values(case_id=None),
    )


CHILDREN = (
    _child("promises", 1, tables.promises, Promise),
    _child("replies", 2, tables.replies, Reply),
    _child("handovers", 4, tables.handovers, Handover),
    _child("placings", 8, tables.placings, Placing),
    _child("goodwill", 16, tables.goodwill, Goodwill),
    _child("broadcasts", 32, tables.broadcasts, Broadcast),
)

_BACKUPS_OF = (
    select(tables.backups.c.employee_id)
    .where(tables.backups.c.case_id == bindparam("case"))
    .order_by(tables.backups.c.position)
)
_BACKUPS_OF_MANY = Many(
    select(tables.backups.c.case_id, tables.backups.c.employee_id).order_by(
        tables.backups.c.position
    ),
    tables.backups.c.case_id,
)
_DROP_BACKUPS = tables.backups.delete().where(tables.backups.c.case_id == bindparam("case"))
_ADD_BACKUPS = insert(tables.backups).inline()


def scalars(case: Case) -> dict[str, Any]:
    """The fields that are columns of `cases`."""
    return dict(zip(SCALARS, _scalars_of(case), strict=True))


def changed_scalars(before: Case, after: Case) -> dict[str, Any]:
    """Those of them in which two versions of a case differ; the version itself left out."""
    pairs = zip(SCALARS, _scalars_of(before), _scalars_of(after), strict=True)
    changed = {name: new for name, old, new in pairs if new != old}
    changed.pop("version", None)
    return changed


def parts_of(case: Case) -> int:
    """Which tables have rows of this case."""
    parts = BACKUPS if case.backups else 0
    for child in CHILDREN:
        if getattr(case, child.field):
            parts |= child.bit
    return parts


def read_case(tx: Transaction, row: Sequence[Any], parts: int) -> Case:
    """The case of a row of SCALARS. Asks only the tables that have rows of it."""
    found = dict(zip(SCALARS, row, strict=True))
    key = {"case": found["id"]}
    for child in CHILDREN:
        if parts & child.bit:
            found[child.field] = tuple(child.read(*one) for one in tx.rows(child.select, key))
    if parts & BACKUPS:
        found["backups"] = tuple(EmployeeId(one) for (one,) in tx.rows(_BACKUPS_OF, key))
    return Case(**found)


def read_cases(tx: Transaction, rows: Sequence[Any]) -> list[Case]:
    """The cases of several rows of SCALARS with their parts: each table is asked once."""
    found = [dict(zip(SCALARS, row[:-1], strict=True)) for row in rows]
    for child in CHILDREN:
        of_each = _of_each(tx, child.of_many, _having(rows, child.bit))
        for fields_ in found:
            mine = of_each.get(fields_["id"], ())
            if mine:
                fields_[child.field] = tuple(child.read(*one) for one in mine)
    backups = _of_each(tx, _BACKUPS_OF_MANY, _having(rows, BACKUPS))
    for fields_ in found:
        mine = backups.get(fields_["id"], ())
        if mine:
            fields_["backups"] = tuple(EmployeeId(one) for (one,) in mine)
    return [Case(**fields_) for fields_ in found]


def _having(rows: Sequence[Any], bit: int) -> list[CaseId]:
    return [row.id for row in rows if row.parts & bit]


def _of_each(tx: Transaction, of_many: Many, cases: Sequence[CaseId]) -> Mapping[CaseId, list[Any]]:
    """What hangs on each of these, in its order, without the number of the case."""
    found: dict[CaseId, list[Any]] = defaultdict(list)
    for row in of_many.rows(tx, cases):
        found[row[0]].append(row[1:])
    return found


def write_children(tx: Transaction, before: Case | None, after: Case) -> None:
    """Write what is new or changed; what another case had comes to this one by its id."""
    for child in CHILDREN:
        old = getattr(before, child.field) if before else ()
        new = getattr(after, child.field)
        if old is not new and old != new:
            _write(tx, child, old, new, after.id)
    if (before.backups if before else ()) != after.backups:
        _write_backups(tx, after)


def _write(
    tx: Transaction, child: Child, old: Sequence[Any], new: Sequence[Any], case: CaseId
) -> None:
    known = set(enumerate(old))
    tx.change_each(
        child.upsert,
        (child.row(value, case, at) for at, value in enumerate(new) if (at, value) not in known),
    )
    gone = {value.id for value in old} - {value.id for value in new}
    tx.change_each(child.detach, ({"child": one, "case": case} for one in gone))


def _write_backups(tx: Transaction, case: Case) -> None:
    tx.change(_DROP_BACKUPS, {"case": case.id})
    tx.change_each(_ADD_BACKUPS, _backup_rows(case))


def _backup_rows(case: Case) -> Iterable[dict[str, int]]:
    for position, employee in enumerate(case.backups):
        yield {"case_id": case.id, "employee_id": employee, "position": position}
