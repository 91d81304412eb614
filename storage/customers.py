"""Customers: pseudonyms, with what the source calls them in a row that can be erased."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from sqlalchemy import bindparam, select, update

from bot.domain.ids import CustomerId
from bot.domain.post import Author
from storage.dialect import insert
from storage.many import Many
from storage.tables import customers
from storage.transaction import Transaction

# Locked, in one order, because what an author says opens at most one case: two doors that hear
# the same author at the same time take turns.
_FIND = (
    select(customers.c.external_id, customers.c.id, customers.c.handle)
    .where(
        customers.c.source == bindparam("source"),
        customers.c.external_id.in_(bindparam("external_ids", expanding=True)),
    )
    .order_by(customers.c.external_id)
    .with_for_update(key_share=True)
)
_ADD = insert(customers).on_conflict_do_nothing().inline()
_RENAME = update(customers).where(customers.c.id == bindparam("customer"))
_NAMES = Many(
    select(customers.c.id, customers.c.handle).where(customers.c.handle.is_not(None)),
    customers.c.id,
)


class SqlCustomers:
    """People outside: pseudonyms, with a handle and name in one erasable row."""

    def __init__(self, tx: Transaction) -> None:
        self._tx = tx

    def find_or_add(self, source: str, author: Author) -> CustomerId:
        """The customer behind an author of a source; a changed handle is kept."""
        return self.find_or_add_all(source, [author])[author.external_id]

    def find_or_add_all(self, source: str, authors: Iterable[Author]) -> Mapping[str, CustomerId]:
        """The same for many authors of one source, by their external ids."""
        named = {author.external_id: author.handle for author in authors}
        found = self._find(source, named)
        changed = [
            {"customer": row.id, "handle": named[row.external_id]}
            for row in found.values()
            if row.handle != named[row.external_id]
        ]
        self._tx.change_each(_RENAME, changed)
        missing = named.keys() - found.keys()
        if missing:
            self._add(source, {external_id: named[external_id] for external_id in missing})
            found = {**found, **self._find(source, missing)}
        return {external_id: row.id for external_id, row in found.items()}

    def names(self, customers: Iterable[CustomerId]) -> Mapping[CustomerId, str]:
        """Names by id, without the forgotten ones."""
        return {row.id: row.handle for row in _NAMES.rows(self._tx, customers)}

    def forget(self, customer: CustomerId) -> None:
        """Erase the handle and name; the pseudonym stays.

        The source's own id goes with them, because it leads to the person. Somebody who speaks
        again after that is a new customer.
        """
        erased = {"handle": None, "external_id": f"forgotten:{customer}"}
        self._tx.change(_RENAME, {"customer": customer, **erased})

    def _find(self, source: str, external_ids: Iterable[str]) -> dict[str, Any]:
        asked = {"source": source, "external_ids": list(external_ids)}
        return {row.external_id: row for row in self._tx.rows(_FIND, asked)}

    def _add(self, source: str, named: Mapping[str, str]) -> None:
        self._tx.change_each(
            _ADD,
            (
                {
                    "id": self._tx.new_id(),
                    "source": source,
                    "external_id": external_id,
                    "handle": handle,
                }
                # In order, so that two who add the same people do not wait for each other.
                for external_id, handle in sorted(named.items())
            ),
        )
