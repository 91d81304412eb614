"""Statements: prepared once, kept for the next round trip, and still in an order that is right."""

from __future__ import annotations

import pytest
from sqlalchemy import bindparam, select

from bot.domain.answer import Answer
from bot.domain.employee import Account
from bot.domain.errors import Broken
from bot.domain.events import Code, Event
from bot.domain.ids import CaseId, WordsId
from bot.ports.storing import Press, UnitOfWork, Words
from storage.dialect import is_one_of
from storage.engine import SqlStore
from storage.prepared import prepared
from storage.tables import settings, words
from storage.transaction import Transaction
from tests.builders import NOW
from tests.stores import opened

_VALUE = select(settings.c.value).where(settings.c.name == bindparam("the_name"))


def _transaction(uow: UnitOfWork) -> Transaction:
    transaction: Transaction = uow._transaction  # type: ignore[attr-defined]
    return transaction


def test_what_was_written_is_read_in_the_same_unit_of_work(uow: UnitOfWork) -> None:
    press = Press("slack:1", Account("slack", "T1", "U1"), "claim", "case:1")
    uow.deliveries.begin(press, now=NOW)

    uow.deliveries.finish(press, Answer("claimed"), actor=None)
    uow.history.append([Event(Code.CLAIMED)], case=CaseId(1), actor=None, now=NOW)
    uow.words.add(Words(WordsId(1), "I'll call", "promise"), author=None, now=NOW)

    assert uow.deliveries.get("slack:1") == Answer("claimed")
    assert [line.code for line in uow.history.list_of(CaseId(1))] == ["claimed"]
    assert uow.words.get_many([WordsId(1)]) == {1: "I'll call"}


def test_words_that_are_erased_right_after_they_were_written_are_gone(store: SqlStore) -> None:
    with store.begin() as uow:
        uow.words.add(Words(WordsId(1), "I'll call", "promise"), author=None, now=NOW)
        uow.words.erase([WordsId(1)], now=NOW)
        uow.commit()

    with store.read() as uow:
        assert uow.words.get_many([WordsId(1)]) == {}


def test_what_is_kept_for_later_is_there_after_the_commit(store: SqlStore) -> None:
    with store.begin() as uow:
        uow.history.append([Event(Code.NOTED)] * 3, case=CaseId(1), actor=None, now=NOW)
        uow.commit()

    with store.read() as uow:
        lines = uow.history.list_of(CaseId(1))
        assert [line.seq for line in lines] == sorted(line.seq for line in lines)
        assert len(lines) == 3


def test_what_is_kept_for_later_is_gone_without_a_commit(store: SqlStore) -> None:
    with store.begin() as uow:
        uow.history.append([Event(Code.NOTED)], case=CaseId(1), actor=None, now=NOW)

    with store.begin() as uow:
        uow.commit()
    with store.read() as uow:
        assert list(uow.history.list_of(CaseId(1))) == []


@pytest.mark.parametrize("count", [0, 1, 2, 4, 5, 63, 64, 65, 150])
def test_any_number_of_rows_is_found_by_their_keys(uow: UnitOfWork, count: int) -> None:
    for number in range(1, count + 2):
        uow.words.add(Words(WordsId(number), f"{number}", "note"), author=None, now=NOW)
    asked = [WordsId(number) for number in range(1, count + 1)]

    found = uow.words.get_many([*asked, *asked])

    assert found == {number: f"{number}" for number in range(1, count + 1)}


def test_a_statement_is_prepared_once(uow: UnitOfWork) -> None:
    dialect = _transaction(uow).connection.dialect

    assert prepared(_VALUE, ("the_name",), dialect) is prepared(_VALUE, ("the_name",), dialect)


def test_databases_of_one_kind_share_what_was_prepared(uow: UnitOfWork, stored_url: str) -> None:
    mine = _transaction(uow).connection.dialect
    with opened(stored_url) as other, other.read() as theirs:
        assert theirs.settings.get("a") is None
        second = _transaction(theirs).connection.dialect

        assert second is not mine
        assert prepared(_VALUE, ("the_name",), second) is prepared(_VALUE, ("the_name",), mine)


def test_databases_of_two_kinds_share_nothing(sqlite_stored: str, postgres_stored: str) -> None:
    texts = set()
    for url in (sqlite_stored, postgres_stored):
        with opened(url) as store, store.begin() as uow:
            dialect = _transaction(uow).connection.dialect
            known = prepared(_VALUE, ("the_name",), dialect)
            assert known is not None
            texts.add(known.text)
            assert _transaction(uow).rows(_VALUE, {"the_name": "a"}) == []

    assert len(texts) == 2


def test_a_statement_whose_text_depends_on_its_values_goes_the_long_way(uow: UnitOfWork) -> None:
    dialect = _transaction(uow).connection.dialect
    by_list = select(words.c.id).where(words.c.id.in_(bindparam("ids", expanding=True)))
    by_constants = select(words.c.id).where(is_one_of(words.c.id, (1, 2)))
    uow.words.add(Words(WordsId(1), "a", "note"), author=None, now=NOW)

    assert prepared(by_list, ("ids",), dialect) is None
    assert prepared(by_constants, (), dialect) is not None
    for statement, values in ((by_list, {"ids": [1, 404]}), (by_constants, {})):
        assert [row.id for row in _transaction(uow).rows(statement, values)] == [1]


def test_a_forgotten_value_is_a_fault_of_ours(uow: UnitOfWork) -> None:
    with pytest.raises(Broken, match="the_name"):
        _transaction(uow).rows(_VALUE, {})
