"""Deliveries: a press that comes twice acts once."""

from __future__ import annotations

from dataclasses import replace

import pytest

from bot.domain.answer import Answer
from bot.domain.employee import Account
from bot.domain.errors import Broken
from bot.domain.ids import CaseId
from bot.ports.storing import Press, UnitOfWork
from storage.engine import SqlStore
from tests.builders import AMY, ERIK, HOUR, NOW

PRESS = Press("slack:1", Account("slack", "T1", "U1"), "claim", "case:1", seen=1)
ANSWER = Answer(
    "claimed",
    {"owner": 1, "backups": (2, 3)},
    case=CaseId(1),
    version=2,
    undo={"state": "open", "owner": None},
)


def test_a_new_delivery_has_no_answer_yet(uow: UnitOfWork) -> None:
    assert uow.deliveries.begin(PRESS, now=NOW) is None
    assert uow.deliveries.get("slack:1") is None


def test_a_repeated_delivery_has_the_first_ones_answer(store: SqlStore) -> None:
    with store.begin(press=True) as uow:
        uow.deliveries.begin(PRESS, now=NOW)
        uow.deliveries.finish(PRESS, ANSWER, actor=ERIK.id)
        uow.commit()

    with store.begin(press=True) as uow:
        assert uow.deliveries.begin(PRESS, now=NOW + HOUR) == ANSWER
        assert uow.deliveries.get("slack:1") == ANSWER


def test_a_delivery_whose_transaction_failed_may_come_again(store: SqlStore) -> None:
    with store.begin(press=True) as uow:
        uow.deliveries.begin(PRESS, now=NOW)

    with store.begin(press=True) as uow:
        assert uow.deliveries.begin(PRESS, now=NOW) is None


def test_a_delivery_that_was_begun_and_never_finished_is_a_fault_of_ours(uow: UnitOfWork) -> None:
    uow.deliveries.begin(PRESS, now=NOW)

    with pytest.raises(Broken, match="never finished"):
        uow.deliveries.begin(PRESS, now=NOW)


@pytest.mark.parametrize("seen", [1, None])
def test_the_same_press_under_a_new_id_is_found_by_what_it_produced(
    uow: UnitOfWork, seen: int | None
) -> None:
    press = replace(PRESS, seen=seen)
    uow.deliveries.begin(press, now=NOW)
    uow.deliveries.finish(press, ANSWER, actor=ERIK.id)
    again = replace(press, delivery="slack:2")

    assert uow.deliveries.find_same(again, actor=ERIK.id, version=2) == ANSWER
    assert uow.deliveries.find_same(again, actor=AMY.id, version=2) is None
    assert uow.deliveries.find_same(again, actor=ERIK.id, version=3) is None
    assert uow.deliveries.find_same(replace(again, seen=7), actor=ERIK.id, version=2) is None
    assert uow.deliveries.find_same(replace(again, verb="help"), actor=ERIK.id, version=2) is None


def test_undo_finds_who_produced_a_version(uow: UnitOfWork) -> None:
    refused = Press("slack:0", PRESS.account, "claim", "case:1", seen=1)
    uow.deliveries.begin(refused, now=NOW)
    refusal = Answer("AlreadyClaimed", refused=True, case=CaseId(1), version=2)
    uow.deliveries.finish(refused, refusal, actor=AMY.id)
    uow.deliveries.begin(PRESS, now=NOW)
    uow.deliveries.finish(PRESS, ANSWER, actor=ERIK.id)

    assert uow.deliveries.find_producing(CaseId(1), 2) == (ERIK.id, ANSWER)
    assert uow.deliveries.find_producing(CaseId(1), 1) is None
    assert uow.deliveries.find_same(refused, actor=AMY.id, version=2) is None


def sent(number: int, opening: str | None = "slack:V1:n:") -> Press:
    """A form as it is sent once more with other words."""
    return Press(f"slack:V1:n:{number}", PRESS.account, "promise", "case:1", 2, opening)


def test_a_form_that_was_opened_once_has_one_answer_whatever_is_typed(uow: UnitOfWork) -> None:
    uow.deliveries.begin(sent(1), now=NOW)
    uow.deliveries.finish(sent(1), ANSWER, actor=ERIK.id)

    assert uow.deliveries.find_sent(sent(2), actor=ERIK.id) == ANSWER
    assert uow.deliveries.find_sent(sent(2, "slack:V1:m:"), actor=ERIK.id) is None
    assert uow.deliveries.find_sent(sent(2, None), actor=ERIK.id) is None
    assert uow.deliveries.find_sent(sent(2), actor=AMY.id) is None
    assert uow.deliveries.find_sent(replace(sent(2), verb="note"), actor=ERIK.id) is None
    assert uow.deliveries.find_sent(replace(sent(2), subject="case:2"), actor=ERIK.id) is None


def test_a_form_that_was_refused_may_be_sent_again(uow: UnitOfWork) -> None:
    uow.deliveries.begin(sent(1), now=NOW)
    uow.deliveries.finish(sent(1), replace(ANSWER, refused=True), actor=ERIK.id)

    assert uow.deliveries.find_sent(sent(2), actor=ERIK.id) is None


def test_the_name_of_an_opening_is_no_pattern(uow: UnitOfWork) -> None:
    uow.deliveries.begin(sent(1), now=NOW)
    uow.deliveries.finish(sent(1), ANSWER, actor=ERIK.id)

    assert uow.deliveries.find_sent(sent(2, "slack:%"), actor=ERIK.id) is None
    assert uow.deliveries.find_sent(sent(2, "slack:V1:_:"), actor=ERIK.id) is None
