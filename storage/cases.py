"""Cases: one row each, changed only over the version that was read."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence, Set
from dataclasses import replace
from datetime import datetime
from functools import partial

from sqlalchemy import (
    BindParameter,
    ScalarSelect,
    bindparam,
    desc,
    func,
    or_,
    select,
    union,
    update,
)

from bot.domain.caps import EXPERIENCED, InHand
from bot.domain.case import Case, State
from bot.domain.errors import UnknownCase
from bot.domain.ids import CaseId, CustomerId, EmployeeId
from bot.domain.placing import PlacingState
from bot.domain.promise import PromiseState
from bot.domain.view import CaseRow
from bot.ports.storing import StaleCase
from storage import case_lists, noted
from storage.carried import mark_case_behind
from storage.case_rows import (
    SCALARS,
    TOLD,
    changed_scalars,
    parts_of,
    read_case,
    read_cases,
    scalars,
    write_children,
)
from storage.codec import Id, Moment
from storage.dialect import insert, is_one_of
from storage.many import Many
from storage.tables import cases, placings, promises
from storage.transaction import Transaction

_LIVE = (State.OPEN, State.CLAIMED, State.RESOLVED)
_LATELY = 200
"""How many of a route's newest claims are looked through for who helped before."""

_GET = select(*(cases.c[name] for name in SCALARS), cases.c.parts).where(
    cases.c.id == bindparam("the_case", type_=Id)
)
_GET_MANY = Many(select(*(cases.c[name] for name in SCALARS), cases.c.parts), cases.c.id)
# Not FOR UPDATE, which would also keep others from adding a row that names this case.
_LOCK = _GET.with_for_update(key_share=True)
_ADD = insert(cases).inline()
_SAVE = (
    update(cases)
    .where(cases.c.id == bindparam("the_case"), cases.c.version == bindparam("before"))
    .values(
        version=cases.c.version + 1,
        parts=cases.c.parts.bitwise_and(TOLD).bitwise_or(bindparam("has")),
    )
)
# A closed case is looked at too where it is still to be asked whether it is mended.
_LOOK_AT_ALL = update(cases).where(
    or_(is_one_of(cases.c.state, _LIVE), cases.c.look_at.is_not(None))
)
_person: BindParameter[int] = bindparam("person", type_=Id)
_LOOK_AT_THOSE_OF = update(cases).where(
    cases.c.id.in_(
        union(
            select(cases.c.id).where(cases.c.owner == _person, is_one_of(cases.c.state, _LIVE)),
            select(cases.c.id).where(cases.c.buddy == _person, is_one_of(cases.c.state, _LIVE)),
            select(promises.c.case_id).where(
                promises.c.doer == _person, promises.c.state == PromiseState.OPEN
            ),
            select(placings.c.case_id).where(
                placings.c.webcare == _person, placings.c.state == PlacingState.ASKED
            ),
        )
    )
)
_MOST_COUNTED = 1000
"""Nobody has more in hand than can be counted at a claim."""


def _counted(most: int, *states: State) -> ScalarSelect[int]:
    owned = select(cases.c.id).where(cases.c.owner == _person, is_one_of(cases.c.state, states))
    return select(func.count()).select_from(owned.limit(most).subquery()).scalar_subquery()


_IN_HAND = select(
    _counted(_MOST_COUNTED, State.CLAIMED), _counted(EXPERIENCED, State.RESOLVED, State.CLOSED)
)
_OPEN = (
    select(cases.c.id)
    .where(cases.c.state == State.OPEN, cases.c.id > bindparam("after"))
    .order_by(cases.c.id)
    .limit(bindparam("limit"))
)
_DUE = (
    select(cases.c.id)
    .where(cases.c.look_at.is_not(None), cases.c.look_at <= bindparam("now", type_=Moment()))
    .order_by(cases.c.look_at)
    .limit(bindparam("limit"))
)
# A case that took in another is also its customer's; who only spoke in its thread is neither.
_own = select(cases.c.id, cases.c.merged_into).where(cases.c.customer == bindparam("customer"))
_survivors = _own.cte("survivors", recursive=True)
_OF_CUSTOMER = select(
    _survivors.union(
        select(cases.c.id, cases.c.merged_into).where(cases.c.id == _survivors.c.merged_into)
    ).c.id
)
_taken_in = (
    select(cases.c.id, cases.c.customer)
    .where(cases.c.id == bindparam("the_case"))
    .cte("taken_in", recursive=True)
)
_CUSTOMERS_OF = select(
    _taken_in.union(
        select(cases.c.id, cases.c.customer).where(cases.c.merged_into == _taken_in.c.id)
    ).c.customer
)
_FOR_AUTHOR = (
    select(cases.c.id)
    .where(
        cases.c.id.in_(_OF_CUSTOMER),
        is_one_of(cases.c.state, _LIVE),
        cases.c.company.is_not_distinct_from(bindparam("company")),
    )
    .order_by(desc(cases.c.opened_at), desc(cases.c.id))
    .limit(1)
)
_newest_claims = (
    select(cases.c.owner, cases.c.claimed_at)
    .where(
        cases.c.route == bindparam("route"),
        cases.c.claimed_at.is_not(None),
        cases.c.owner.is_not(None),
    )
    .order_by(desc(cases.c.claimed_at))
    .limit(_LATELY)
    .subquery()
)
_HELPED_BEFORE = (
    select(_newest_claims.c.owner)
    .group_by(_newest_claims.c.owner)
    .order_by(desc(func.max(_newest_claims.c.claimed_at)))
    .limit(bindparam("limit"))
)
_STATES = select(cases.c.state, func.count()).group_by(cases.c.state)
_COUNT_FOUND_LATE = (
    select(func.count())
    .select_from(cases)
    .where(
        cases.c.state == State.OPEN, cases.c.found_late, cases.c.source == bindparam("the_source")
    )
)
_NEXT_LOOK_AT = select(func.min(cases.c.look_at)).where(cases.c.look_at.is_not(None))


class SqlCases:
    """Cases with all that hangs on them."""

    def __init__(self, tx: Transaction) -> None:
        self._tx = tx
        # One snapshot has one truth: what draws a card asks for its case several times.
        self._read: dict[CaseId, Case] = {}

    def lock(self, case: CaseId) -> Case:
        """The case, locked for this transaction; a merged id leads to the survivor.

        Raises UnknownCase.
        """
        row = self._tx.first(_LOCK, {"the_case": case})
        if row is None:
            raise UnknownCase
        found = read_case(self._tx, row[:-1], row.parts)
        if found.merged_into is not None:
            return self.lock(found.merged_into)
        self._tx.parts[found.id] = row.parts | noted.bits_of(self._tx, found.id)
        return found

    def get(self, case: CaseId, *, follow: bool = True) -> Case:
        """The case, for reading; `follow` leads a merged id to the survivor. Raises UnknownCase."""
        found = self._read.get(case) or self._get(case)
        if self._tx.only_reads:
            self._read[case] = found
        if follow and found.merged_into is not None:
            return self.get(found.merged_into)
        return found

    def get_many(self, cases: Iterable[CaseId]) -> Mapping[CaseId, Case]:
        """Those of them that there are, for reading; a merged id leads to the survivor."""
        asked = set(cases)
        found = {one: self._read[one] for one in asked & self._read.keys()}
        rows = _GET_MANY.rows(self._tx, sorted(asked - found.keys()))
        read = {case.id: case for case in read_cases(self._tx, rows)}
        if self._tx.only_reads:
            self._read.update(read)
        found.update(read)
        into = {one.merged_into for one in found.values() if one.merged_into is not None}
        survivors = self.get_many(into) if into else {}
        return {one: survivors.get(case.merged_into or one, case) for one, case in found.items()}

    def _get(self, case: CaseId) -> Case:
        row = self._tx.first(_GET, {"the_case": case})
        if row is None:
            raise UnknownCase
        return read_case(self._tx, row[:-1], row.parts)

    def add(self, case: Case, *, look_at: datetime | None) -> Case:
        """Store a new case; the result has version 1."""
        parts = parts_of(case)
        row = {**scalars(case), "version": 1, "look_at": look_at, "parts": parts}
        self._tx.change(_ADD, row)
        write_children(self._tx, None, case)
        self._tx.parts[case.id] = parts
        return _at_version(case, 1)

    def save(self, before: Case, after: Case, *, look_at: datetime | None) -> Case:
        """Store a changed case over `before`; the result has the next version.

        Marks its copies behind, at the commit. Raises StaleCase when `before` is not the stored
        version.
        """
        noted.write(self._tx, before.id)
        row = changed_scalars(before, after)
        row.update(the_case=before.id, before=before.version, look_at=look_at, has=parts_of(after))
        if not self._tx.change(_SAVE, row):
            raise StaleCase(f"case {before.id} is no longer at version {before.version}")
        write_children(self._tx, before, after)
        saved = _at_version(after, before.version + 1)
        self._tx.last[saved.id] = partial(mark_case_behind, self._tx, saved.id, saved.version)
        return saved

    def look_again(self, case: CaseId, *, at: datetime | None) -> None:
        """Set the moment to look at it, without a change."""
        noted.look_again(self._tx, case, at)

    def look_at_all(self, *, at: datetime) -> int:
        """Set it for every case that is live or has one (a changed policy applies from now on).

        Returns how many.
        """
        noted.write_all(self._tx)
        return self._tx.change(_LOOK_AT_ALL, {"look_at": at})

    def look_at_those_of(self, employee: EmployeeId, *, at: datetime) -> int:
        """Set it for every case in which something rings for this colleague; how many."""
        noted.write_all(self._tx)
        return self._tx.change(_LOOK_AT_THOSE_OF, {"person": employee, "look_at": at})

    def list_open(self, *, after: CaseId, limit: int) -> Sequence[CaseId]:
        """Cases that nobody has, by their number, those after this one. No locks."""
        return [row.id for row in self._tx.rows(_OPEN, {"after": after, "limit": limit})]

    def list_due(self, *, now: datetime, limit: int) -> Sequence[CaseId]:
        """Cases whose moment to be looked at has passed, longest overdue first. No locks."""
        noted.write_all(self._tx)
        return [row.id for row in self._tx.rows(_DUE, {"now": now, "limit": limit})]

    def find_for_author(self, customer: CustomerId, company: str | None) -> CaseId | None:
        """The newest case of this customer (and brand) that is open, claimed or resolved."""
        found: CaseId | None = self._tx.value(
            _FOR_AUTHOR, {"customer": customer, "company": company}
        )
        return found

    def customers_of(self, case: CaseId) -> Set[CustomerId]:
        """Whose matter a case is: its customer, and those of the cases that it took in."""
        rows = self._tx.rows(_CUSTOMERS_OF, {"the_case": case})
        return {CustomerId(row[0]) for row in rows if row[0] is not None}

    def list_mine(self, owner: EmployeeId) -> Sequence[CaseRow]:
        """Claimed and resolved cases of this owner, by next due moment, then by age."""
        return case_lists.read(self._tx, case_lists.MINE, {"person": owner})

    def in_hand(self, owner: EmployeeId) -> InHand:
        """How many cases this colleague has claimed, and brought to their end (up to a few)."""
        return InHand(*self._tx.first(_IN_HAND, {"person": owner}))

    def list_helping(self, helper: EmployeeId) -> Sequence[CaseRow]:
        """Claimed cases where this colleague is back-up or buddy."""
        return case_lists.read(self._tx, case_lists.HELPING, {"person": helper})

    def list_asked(self, employee: EmployeeId) -> Sequence[CaseRow]:
        """Cases with a handover or placing request that waits for this colleague."""
        return case_lists.read(self._tx, case_lists.ASKED, {"person": employee})

    def list_waiting(self, *, limit: int, sensitive: bool, late: bool = False) -> Sequence[CaseRow]:
        """Open cases, oldest first.

        `sensitive` includes those for trained webcare only; `late` lists those that were found
        late instead of the others.
        """
        statement = case_lists.WAITING_ALL if sensitive else case_lists.WAITING
        return case_lists.read(self._tx, statement, {"limit": limit, "late": late}, sensitive)

    def list_these(self, these: Iterable[CaseId], *, sensitive: bool) -> Sequence[CaseRow]:
        """These cases, oldest first; without `sensitive`, no words of what is for webcare only."""
        return case_lists.read(self._tx, case_lists.THESE, {"ids": list(these)}, sensitive)

    def search(self, text: str, *, limit: int, sensitive: bool) -> Sequence[CaseRow]:
        """Cases whose customer's name, handle or words contain this text, newest first."""
        statement = case_lists.FOUND_ALL if sensitive else case_lists.FOUND
        asked = {"pattern": case_lists.containing(text), "limit": limit}
        return case_lists.read(self._tx, statement, asked, sensitive)

    def helped_before(self, route: str, *, limit: int) -> Sequence[EmployeeId]:
        """Colleagues who owned cases of this route lately, newest first."""
        rows = self._tx.rows(_HELPED_BEFORE, {"route": route, "limit": limit})
        return [row.owner for row in rows]

    def list_states(self) -> Mapping[str, int]:
        """How many cases there are in each state."""
        return {state.value: count for state, count in self._tx.rows(_STATES)}

    def count_found_late(self, source: str) -> int:
        """How many open cases of a source were found late."""
        return int(self._tx.value(_COUNT_FOUND_LATE, {"the_source": source}))

    def next_look_at(self) -> datetime | None:
        """The earliest moment at which a case is to be looked at (for demos and simulations)."""
        noted.write_all(self._tx)
        found: datetime | None = self._tx.value(_NEXT_LOOK_AT)
        return found


def _at_version(case: Case, version: int) -> Case:
    return replace(case, version=version)
