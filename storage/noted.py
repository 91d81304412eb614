"""What is noted in a case's own row although the case did not change: all of it in one statement.

When to look again, and what there is to keep up to date of it. A row that is written once is copied
once, and entered once into each index; and nobody asks whether it was there, so it travels with
the commit. That is only so for a case that this transaction has locked: of any other it is
written at once, which locks it.
"""

from __future__ import annotations

from datetime import datetime
from functools import partial
from typing import Any

from sqlalchemy import bindparam, update

from bot.domain.ids import CaseId
from storage.tables import cases
from storage.transaction import Transaction

_ROW = update(cases).where(cases.c.id == bindparam("the_case"))
_PARTS = {"parts": cases.c.parts.bitwise_or(bindparam("bits"))}
_AT = {"look_at": bindparam("at", type_=cases.c.look_at.type)}
_STATEMENTS = {
    frozenset({"at"}): _ROW.values(_AT),
    frozenset({"bits"}): _ROW.values(_PARTS),
    frozenset({"at", "bits"}): _ROW.values({**_AT, **_PARTS}),
}


def look_again(tx: Transaction, case: CaseId, at: datetime | None) -> None:
    """Set the moment to look at a case."""
    _note(tx, case, at=at)


def note_in_case(tx: Transaction, case: CaseId, bits: int) -> None:
    """Tell a case what there is to keep up to date of it, once."""
    known = tx.parts.get(case, 0)
    if known & bits == bits:
        return
    _note(tx, case, bits=bits | bits_of(tx, case))
    if case in tx.parts:
        tx.parts[case] = known | bits


def bits_of(tx: Transaction, case: CaseId) -> int:
    """What is noted of what there is to keep up to date, and not written yet."""
    bits: int = tx.noted.get(case, {}).get("bits", 0)
    return bits


def write_all(tx: Transaction) -> None:
    """Write what is noted: somebody changes the same, or asks for it."""
    for case in tuple(tx.noted):
        write(tx, case)


def write(tx: Transaction, case: CaseId) -> None:
    """Write what is noted of a case."""
    values = tx.noted.pop(case, None)
    if values:
        tx.write(_STATEMENTS[frozenset(values)], {"the_case": case, **values})


def _note(tx: Transaction, case: CaseId, **values: Any) -> None:  # noqa: ANN401 - of two columns
    if case not in tx.parts:
        tx.change(_STATEMENTS[frozenset(values)], {"the_case": case, **values})
        return
    tx.noted[case] = {**tx.noted.get(case, {}), **values}
    tx.last[write, case] = partial(write, tx, case)
