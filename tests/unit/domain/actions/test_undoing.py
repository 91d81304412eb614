"""Undo: a listed inverse, while nothing has happened since."""

import json
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest

from bot.domain.actions import (
    closing,
    giving,
    handing_over,
    merging,
    ownership,
    promising,
    replying,
    rising,
)
from bot.domain.actions.undoing import can_undo, remember, undo
from bot.domain.case import Case, Change, DismissReason, NoReplyReason, Outcome, State, check
from bot.domain.errors import Fact, NothingToUndo
from bot.domain.events import Code, Event
from bot.domain.goodwill import GoodwillState
from bot.domain.ids import CaseId, PromiseId, WordsId
from bot.domain.promise import BrokenBecause, PromiseState
from tests.builders import (
    AMY,
    ERIK,
    HOUR,
    LEA,
    MIA,
    NOW,
    a_broadcast,
    a_case,
    a_claimed_case,
    a_goodwill,
    a_handover,
    a_placing,
    a_promise,
    a_reply,
    a_resolved_case,
    an_answered_case,
)

LATER = NOW + HOUR
BUSY = an_answered_case(
    promises=(a_promise(1, remind_at=LATER),),
    backups=(MIA.id,),
    handovers=(a_handover(),),
    placings=(a_placing(),),
)
FREE = replace(BUSY, promises=())
ONE = PromiseId(1)

LEAVES_NO_TRACE: dict[str, tuple[Case, Callable[[Case], Change]]] = {
    "claim": (
        a_case(backups=(ERIK.id, MIA.id), claimed_at=NOW, buddy=AMY.id),
        lambda case: ownership.claim(case, ERIK, buddy=None, now=LATER),
    ),
    "release": (FREE, lambda case: ownership.release(case, ERIK, now=LATER)),
    "help": (BUSY, lambda case: ownership.help_out(case, LEA)),
    "stop helping": (BUSY, lambda case: ownership.stop_helping(case, MIA)),
    "stop helping on what was dismissed": (
        a_case(state=State.DISMISSED, dismissed=DismissReason.SPAM, backups=(MIA.id,)),
        lambda case: ownership.stop_helping(case, MIA),
    ),
    "stop helping on what is closed": (
        a_resolved_case(state=State.CLOSED, closed_at=LATER, backups=(MIA.id,)),
        lambda case: ownership.stop_helping(case, MIA),
    ),
    "dismiss": (
        FREE,
        lambda case: closing.dismiss(case, ERIK, reason=DismissReason.SPAM, now=LATER),
    ),
    "solve": (
        replace(FREE, waiting_since=NOW),
        lambda case: closing.solve(
            case, ERIK, outcome=Outcome.HAPPY, helped=None, widespread=True, now=LATER
        ),
    ),
    "wait": (BUSY, lambda case: replying.wait_for_customer(case, ERIK, now=LATER)),
    "stop waiting": (
        replace(BUSY, waiting_since=NOW),
        lambda case: replying.stop_waiting(case, ERIK),
    ),
    "no reply": (
        a_claimed_case(),
        lambda case: replying.no_reply_needed(case, ERIK, reason=NoReplyReason.LEGAL),
    ),
    "keep": (
        BUSY,
        lambda case: promising.keep_promise(
            case, ERIK, promise_id=ONE, evidence=WordsId(1), now=LATER
        ),
    ),
    "break": (
        BUSY,
        lambda case: promising.break_promise(
            case, ERIK, promise_id=ONE, because=BrokenBecause.OTHER, words=WordsId(1), now=LATER
        ),
    ),
    "waive": (
        BUSY,
        lambda case: promising.waive_promise(
            case, ERIK, promise_id=ONE, reason=WordsId(1), now=LATER
        ),
    ),
}


def undone(before: Case, change: Change) -> Change:
    """As the use case does it: what is remembered went through the database in between."""
    happened = change.events[0]
    facts = {name: _stored(value) for name, value in happened.facts.items()}
    kept = {name: _stored(value) for name, value in remember(before, happened).items()}
    taken_back = undo(change.case, Event(happened.code, facts), kept)
    check(taken_back.case)
    return taken_back


def _stored(value: Fact) -> Any:
    read = json.loads(json.dumps(value))
    return tuple(read) if isinstance(read, list) else read


@pytest.mark.parametrize("name", LEAVES_NO_TRACE)
def test_what_is_undone_leaves_the_case_as_it_was(name: str) -> None:
    before, act = LEAVES_NO_TRACE[name]
    change = act(before)
    assert change.case != before

    after = undone(before, change)

    assert after.case == before
    assert after.events[0].facts["of"] == change.events[0].code.value


def test_a_promise_that_was_never_made_stays_in_the_ledger_as_withdrawn() -> None:
    before = a_claimed_case()

    after = undone(before, promising.add_promise(before, ERIK, promise=a_promise(7)))

    assert [(one.id, one.state) for one in after.case.promises] == [(7, PromiseState.WITHDRAWN)]
    assert after.case.open_promises == ()
    assert after.events[0].facts == {"of": "promised", "promise": 7}


def test_a_reply_that_was_never_said_leaves_the_customer_waiting_as_before() -> None:
    before = a_claimed_case()

    after = undone(before, replying.record_reply(before, ERIK, reply=a_reply(at=LATER)))

    assert after.case.said == ()
    assert after.case.silent_since == NOW


def test_goodwill_that_was_never_given_costs_no_mandate() -> None:
    before = a_claimed_case()

    change = giving.offer_goodwill(before, ERIK, goodwill=a_goodwill(), mandate=2500)

    assert undone(before, change).case.goodwill[0].state is GoodwillState.WITHDRAWN


NO_WAY_BACK: dict[str, Change] = {
    "let go": ownership.let_go(a_claimed_case(), ERIK, reason=None, lead=LEA.id, now=NOW),
    "accept": handing_over.accept(
        a_claimed_case(handovers=(a_handover(),)), MIA, tell=a_promise(), now=NOW
    ),
    "place": replying.place(
        a_claimed_case(placings=(a_placing(),)), AMY, reply_id=a_reply().id, url=None, now=NOW
    ),
    "move": promising.move_promise(BUSY, ERIK, promise_id=ONE, due_at=LATER + 48 * HOUR, now=LATER),
    "close": closing.close(a_resolved_case(), AMY, outcome=Outcome.FINE, now=NOW),
    "reopen": closing.reopen(a_resolved_case(), ERIK, reason=None, now=NOW),
    "raise": rising.raise_level(a_case(), AMY, reason=None),
    "broadcast": rising.call_for_help(a_case(), AMY, broadcast=a_broadcast()),
    "note": ownership.note(a_case(), ERIK, words=WordsId(1)),
    "merge": merging.merge(a_case(), a_case(id=CaseId(2)), AMY, now=NOW)[0],
}


@pytest.mark.parametrize("name", NO_WAY_BACK)
def test_what_has_no_inverse_is_not_undone(name: str) -> None:
    happened = NO_WAY_BACK[name].events[0]

    assert not can_undo(happened)
    assert remember(a_case(), happened) == {}
    with pytest.raises(NothingToUndo):
        undo(NO_WAY_BACK[name].case, happened, {})


def test_an_undo_is_not_undone() -> None:
    before, act = LEAVES_NO_TRACE["claim"]
    taken_back = undone(before, act(before)).events[0]

    assert taken_back.code is Code.UNDONE
    with pytest.raises(NothingToUndo):
        undo(before, taken_back, remember(before, taken_back))


def test_what_is_told_of_an_undo_holds_no_words() -> None:
    """History holds codes, ids and numbers (DESIGN 2)."""
    for before, act in LEAVES_NO_TRACE.values():
        facts = undone(before, act(before)).events[0].facts

        assert "words" not in facts
