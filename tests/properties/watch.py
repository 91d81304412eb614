"""What must hold after every action, whatever it was: the rules of DESIGN 2, told once more."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from bot.domain.case import Case, State, check
from bot.domain.ids import CaseId
from bot.domain.policy import Policy
from bot.domain.promise import Promise, PromiseState
from bot.domain.ringing import ring
from tests.properties.acts import Act, Changed, Happened, World, comparable

NEW_OWNER_BY = {"claim", "accept", "let_go", "merge", "undo", "release", "dismiss", "split"}
"""Whatever else happens, whoever had a case has it still."""
SEVERAL = {"time", "author_gone"}
"""What may change a case more than once."""
WAYS: Mapping[State | None, set[State]] = {
    None: {State.OPEN, State.CLAIMED},
    State.OPEN: {State.CLAIMED, State.DISMISSED, State.MERGED},
    State.CLAIMED: {State.OPEN, State.RESOLVED, State.DISMISSED, State.MERGED},
    State.RESOLVED: {State.CLAIMED, State.CLOSED, State.MERGED},
    State.CLOSED: {State.CLAIMED},
    State.DISMISSED: {State.OPEN},
    State.MERGED: set(),
}
BACK = {(State.DISMISSED, State.CLAIMED)}
"""What only an undo can do."""


@dataclass
class Watch:
    """Looks on, remembers what was, and raises AssertionError where a rule is broken."""

    policy: Policy
    done: Counter[str] = field(default_factory=Counter)
    refused: Counter[str] = field(default_factory=Counter)
    changes: int = 0
    _cases: dict[CaseId, Case] = field(default_factory=dict)
    _promises: dict[int, Promise] = field(default_factory=dict)

    def look(self, act: Act, happened: Happened, world: World) -> None:
        """Everything that must hold, now that this has happened."""
        cases = dict(world.cases())
        changes = _changes(self._cases, cases)
        self._count(act, happened, changes)
        if happened.refused is not None:
            assert not changes, f"{happened.refused} changed {changes}"
        for change in changes:
            check(change.after)
            _one_step(act, change)
        _nothing_is_lost(act, changes)
        self._ledger(act, changes)
        self._rings(world, changes)
        _can_be_written(happened)
        self._cases = cases

    def _count(self, act: Act, happened: Happened, changes: list[Changed]) -> None:
        self.changes += len(changes)
        if happened.refused is None:
            self.done[act.verb] += 1
        else:
            self.refused[happened.refused] += 1

    def _ledger(self, act: Act, changes: Iterable[Changed]) -> None:
        """No promise is lost, doubled or rewritten, and an open one has who answers for it."""
        for change in changes:
            for promise in change.after.promises:
                assert change.after.state is not State.MERGED
                if promise.blocks:
                    assert change.after.state is State.CLAIMED
                    assert change.after.owner is not None
                _same_promise(act, self._promises.get(promise.id), promise)
                self._promises[promise.id] = promise

    def _rings(self, world: World, changes: Iterable[Changed]) -> None:
        for change in changes:
            rung = ring(change.after, self.policy, world.people, now=world.now)
            again = ring(change.after, self.policy, world.people, now=world.now)
            keys = [step.key for step in rung.steps]
            assert rung == again
            assert len(set(keys)) == len(keys)
            assert all(step.at <= world.now for step in rung.steps)
            assert rung.next_at is None or rung.next_at > world.now


def _changes(before: Mapping[CaseId, Case], after: Mapping[CaseId, Case]) -> list[Changed]:
    assert before.keys() <= after.keys(), "a case is lost"
    return [
        Changed(before.get(number), case)
        for number, case in after.items()
        if before.get(number) is not case and before.get(number) != case
    ]


def _one_step(act: Act, change: Changed) -> None:
    """What one action may do to one case."""
    before, after = change.before, change.after
    state = before.state if before is not None else None
    if state is not after.state:
        ways = WAYS[state]
        assert after.state in ways or (act.verb == "undo" and _is_back(state, after.state)), (
            f"{act.verb} took a case from {state} to {after.state}"
        )
    if before is None:
        assert after.version == 1
        return
    assert after.version > before.version
    assert act.verb in SEVERAL or after.version == before.version + 1
    if after.owner != before.owner:
        assert act.verb in NEW_OWNER_BY or _is_offered_again(act, before, after), (
            f"{act.verb} changed the owner"
        )
    assert after.level >= before.level, "a level fell"
    assert set(after.flags) >= set(before.flags)
    assert after.sensitive or not before.sensitive or act.verb == "undo"
    assert after.reopened >= before.reopened
    if act.verb != "split":
        assert after.first_contact_at <= before.first_contact_at
    _taken_in_good_hands(act, before, after)
    _silent_only_after_words(act, before, after)


def _is_offered_again(act: Act, before: Case, after: Case) -> bool:
    """Time takes a case from a silent owner, never while a promise is open."""
    free = before.state is State.CLAIMED and not before.blocking_promises
    return act.verb == "time" and free and after.owner is None


def _is_back(state: State | None, now: State) -> bool:
    return state is not None and ((state, now) in BACK or state in WAYS[now])


def _taken_in_good_hands(act: Act, before: Case, after: Case) -> None:
    """Nobody takes a sensitive case, or closes a case of their own."""
    if act.verb == "close" and after.state is State.CLOSED:
        assert act.actor != before.owner


def _silent_only_after_words(act: Act, before: Case, after: Case) -> None:
    """A customer's silence begins with their words, and ends with ours or with the case."""
    if after.silent_since is not None and before.silent_since is None:
        assert act.verb in {"speak", "capture", "merge", "undo", "reopen"}
        if act.verb == "reopen":
            # The customer's last words never had an answer, so their silence goes on (D7).
            answered_at = before.last_reply_at
            assert answered_at is None or answered_at < before.last_said_at
    if after.silent_since is None and before.silent_since is not None:
        ending = {"reply", "place", "hear_reply", "solve", "dismiss", "merge", "split", "undo"}
        assert act.verb in ending, f"{act.verb} ended a silence"


def _nothing_is_lost(act: Act, changes: Sequence[Changed]) -> None:
    """What a case holds stands in exactly one case, for ever.

    It is enough to look at what changed: the other cases hold what they held.
    """
    for kind in ("promises", "replies", "goodwill", "handovers", "placings", "broadcasts"):
        was = [one.id for change in changes for one in _held(change.before, kind)]
        now = [one.id for change in changes for one in _held(change.after, kind)]
        assert len(set(now)) == len(now), f"{kind} stand in two cases"
        assert set(was) <= set(now), f"{act.verb} lost {kind}"


def _held(case: Case | None, kind: str) -> Sequence[Any]:
    return () if case is None else getattr(case, kind)


def _same_promise(act: Act, before: Promise | None, after: Promise) -> None:
    if before is None or before == after:
        return
    for name in ("made_by", "made_at", "words", "to", "about", "kind", "department"):
        assert getattr(before, name) == getattr(after, name), f"{name} of a promise changed"
    assert after.moves >= before.moves
    if not before.is_open:
        assert act.verb == "undo", f"{act.verb} changed a settled promise"
    if after.state is PromiseState.WITHDRAWN:
        assert act.verb == "undo", "only an undo withdraws a promise"


def _can_be_written(happened: Happened) -> None:
    """History and answers hold codes, ids and numbers."""
    json.dumps(dict(happened.facts))
    for change in happened.changes:
        assert change.events, "a change without a line of history"
        for event in change.events:
            json.dumps(dict(event.facts))
        if change.before is not None and comparable(change.before) != comparable(change.after):
            assert change.after.version == change.before.version + 1
