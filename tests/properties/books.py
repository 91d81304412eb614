"""What must hold between the rows of a database: cases against their history, promises, cards."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import bindparam, func, select

from bot.domain.case import Case, State
from bot.domain.events import Code, Line
from bot.domain.ids import CaseId, EmployeeId
from bot.domain.notice import NoticeKind
from bot.domain.promise import PromiseState
from bot.domain.standing import still_stands
from storage.codec import Moment
from storage.tables import cards, cases, history, notices, promises
from storage.tables import posts as post_rows
from tests.properties.acts import Act, Happened
from tests.properties.company import CompanyWorld

QUIET = frozenset({"show", "carry", "kill", "rest", "counts", "retell"})
"""What leaves every case, and history, as they were."""


@dataclass
class Books:
    """Reads what is stored after every act. Raises AssertionError where something does not fit."""

    world: CompanyWorld
    _owners: dict[CaseId, EmployeeId | None] = field(default_factory=dict)
    _versions: dict[CaseId, int] = field(default_factory=dict)
    _lines: dict[int, Line] = field(default_factory=dict)
    _made: set[int] = field(default_factory=set)

    def look(self, act: Act, happened: Happened) -> None:
        """After every act: new lines fit what became of the cases."""
        versions = {one.id: one.version for one in self.world.cases().values()}
        changed = {one for one, version in versions.items() if self._versions.get(one) != version}
        lines = self._new_lines()
        told = {line.case for line in lines if line.case is not None}
        if happened.refused is not None or act.verb in QUIET:
            assert not changed, f"{act.verb} changed {changed} ({happened.refused})"
            assert not lines, f"{act.verb} wrote {[line.code for line in lines]}"
        assert told <= changed, "a line of history without a change of its case"
        assert changed <= told, f"{act.verb} changed {changed - told} without a line of history"
        for line in lines:
            self._replay(line)
        for number in changed:
            self._owned(self.world.cases()[number])
        self._versions = versions

    def audit(self, *, at_rest: bool) -> None:
        """Now and then, and at the end: all of it against all of it."""
        self._stored_as_seen()
        self._history_as_it_was()
        self._promises_in_one_place()
        self._told_once()
        self._posts_in_living_cases()
        self._cards(at_rest=at_rest)
        if at_rest:
            self._nothing_is_behind()
            self._notices_are_true()

    # --- history ------------------------------------------------------------------------------

    def _new_lines(self) -> list[Line]:
        newest = max(self._lines, default=0)
        asked = select(*_LINE).where(history.c.seq > newest).order_by(history.c.seq)
        lines = [Line(*row) for row in self._rows(asked)]
        self._lines |= {line.seq: line for line in lines}
        return lines

    def _replay(self, line: Line) -> None:
        """Who owns a case, as history tells it."""
        if line.case is None:
            return
        before = self._owners.get(line.case)
        teller = _OWNER_AFTER.get(Code(line.code))
        if teller is not None:
            self._owners[line.case] = teller(self._owners, before, line.facts)
        if line.code == Code.PROMISED:
            self._made.add(int(str(line.facts["promise"])))

    def _owned(self, case: Case) -> None:
        told = self._owners.get(case.id)
        assert told == case.owner, f"history says {told} owns {case.id}, which says {case.owner}"
        for promise in case.promises:
            if promise.blocks:
                owner = self.world.people[case.owner] if case.owner is not None else None
                assert owner is not None, f"nobody answers for promise {promise.id}"
                assert owner.active, f"{owner.name} has left and answers for {promise.id}"

    def _history_as_it_was(self) -> None:
        asked = select(*_LINE).order_by(history.c.seq)
        assert [Line(*row) for row in self._rows(asked)] == list(self._lines.values())

    # --- rows ---------------------------------------------------------------------------------

    def _stored_as_seen(self) -> None:
        """Nothing of a case changed without its version."""
        known = dict(self.world.cases())
        for number, case in self.world.cases_anew().items():
            assert case == known[number], f"{case} is not {known[number]}"

    def _promises_in_one_place(self) -> None:
        """Each that was made is there once, in a case that was not merged."""
        asked = select(
            promises.c.id, promises.c.case_id, promises.c.state, cases.c.state
        ).join_from(promises, cases, cases.c.id == promises.c.case_id, isouter=True)
        found = {row[0]: row for row in self._rows(asked)}
        assert found.keys() == self._made, f"lost {self._made - found.keys()}"
        for number, case, state, where in found.values():
            assert case is not None or state is PromiseState.WITHDRAWN, f"{number} is in no case"
            assert where is not State.MERGED, f"{number} is in a merged case"
        held = Counter(p.id for case in self.world.cases().values() for p in case.promises)
        assert set(held) == {one for one, row in found.items() if row[1] is not None}
        assert not [one for one, times in held.items() if times > 1]

    def _told_once(self) -> None:
        for table in (notices, cards):
            doubled = select(table.c.key).group_by(table.c.key).having(func.count() > 1)
            assert not self._rows(doubled)
        posted = Counter((one.address, one.key) for one in self.world.chat.messages.values())
        assert not [key for key, times in posted.items() if times > 1]

    def _posts_in_living_cases(self) -> None:
        asked = (
            select(post_rows.c.id)
            .join_from(post_rows, cases, cases.c.id == post_rows.c.case_id)
            .where(cases.c.state == State.MERGED)
        )
        assert not self._rows(asked), "posts stayed behind in a merged case"

    # --- what people see ----------------------------------------------------------------------

    def _cards(self, *, at_rest: bool) -> None:
        """Nothing shows what is not there yet; at rest, every live copy shows the newest.

        But for what was given up: that is a dead letter, with its reason, for a person to see.
        """
        asked = select(
            cards.c.id,
            cards.c.state,
            cards.c.shown,
            cards.c.wanted,
            cards.c.settled.is_(True) | cards.c.why.is_not(None),
            cases.c.version,
        ).join_from(cards, cases, cases.c.id == cards.c.case_id)
        for number, state, shown, wanted, ended, version in self._rows(asked):
            assert shown <= version, f"card {number} shows {shown} of {version}"
            assert wanted <= version, f"card {number} wants {wanted} of {version}"
            if at_rest and state == "live" and not ended:
                assert shown == version, f"card {number} shows {shown}, the case is at {version}"

    def _nothing_is_behind(self) -> None:
        for table in (cards, notices):
            asked = select(table.c.id, table.c.state, table.c.why).where(
                table.c.since <= bindparam("now", self.world.now, type_=Moment()),
                table.c.state.in_(["sending", "live", "sent"]),
            )
            assert not self._rows(asked)

    def _notices_are_true(self) -> None:
        """What was sent and still asks for something, still stands."""
        asked = select(
            notices.c.id, notices.c.kind, notices.c.case_id, notices.c.facts, notices.c.reader_id
        ).where(
            notices.c.state == "sent",
            ~notices.c.settled,
            notices.c.why.is_(None),
            notices.c.case_id.is_not(None),
        )
        with self.world.store.read() as uow:
            for number, kind, case, facts, reader in self._rows(asked):
                stands = still_stands(NoticeKind(kind), uow.cases.get(case), facts, reader)
                assert stands, f"notice {number} ({kind}) still asks for what is over"

    def _rows(self, asked: Any) -> list[Any]:
        with self.world.store.engine().connect() as connection:
            return list(connection.execute(asked).all())


_LINE = (
    history.c.seq,
    history.c.case_id,
    history.c.code,
    history.c.facts,
    history.c.happened_at,
    history.c.recorded_at,
    history.c.actor_id,
    history.c.department,
    history.c.schema,
)
Owners = Mapping[CaseId, EmployeeId | None]


def _fact(facts: Mapping[str, Any], name: str) -> EmployeeId | None:
    found = facts.get(name)
    return None if found is None else EmployeeId(int(found))


def _undone(_: Owners, owner: EmployeeId | None, facts: Mapping[str, Any]) -> EmployeeId | None:
    if facts["of"] == Code.CLAIMED:
        return None
    return _fact(facts, "owner") if facts["of"] in {Code.RELEASED, Code.DISMISSED} else owner


_OWNER_AFTER: Mapping[Code, Any] = {
    Code.OPENED: lambda *_: None,
    Code.CLAIMED: lambda _, __, facts: _fact(facts, "owner"),
    Code.RELEASED: lambda *_: None,
    Code.LET_GO: lambda _, __, facts: _fact(facts, "lead") if facts["inherits"] else None,
    Code.HANDOVER_ACCEPTED: lambda _, __, facts: _fact(facts, "to"),
    Code.DISMISSED: lambda *_: None,
    Code.MERGED: lambda *_: None,
    Code.ABSORBED: lambda _, owner, facts: owner or _fact(facts, "other_owner"),
    Code.SPLIT_FROM: lambda owners, _, facts: owners.get(CaseId(int(facts["other"]))),
    Code.UNDONE: _undone,
}
