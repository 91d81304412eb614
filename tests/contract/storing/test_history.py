"""History: what was written stays, in order, in codes, ids and numbers."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.domain.actions.merging import merge
from bot.domain.errors import Broken
from bot.domain.events import SCHEMA, Code, Event
from bot.domain.ids import CaseId
from bot.ports.storing import UnitOfWork
from storage.engine import SqlStore
from tests.builders import AMY, ERIK, HOUR, NOW, a_case

_texts = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"))
_whole = st.integers(min_value=-(2**63), max_value=2**63 - 1)
_facts = st.dictionaries(
    _texts.filter(lambda name: name != "words"),
    st.none()
    | st.booleans()
    | _whole
    | st.floats(allow_nan=False, allow_infinity=False)
    | _texts
    | st.lists(_whole).map(tuple)
    | st.lists(_texts).map(tuple),
)


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(facts=_facts)
def test_facts_come_back_as_they_were_written(store: SqlStore, facts: dict[str, Any]) -> None:
    with store.begin() as uow:
        uow.history.append([Event(Code.NOTED, facts)], case=CaseId(1), actor=None, now=NOW)
        line = uow.history.last_of(CaseId(1))

    assert line is not None
    assert line.facts == facts
    assert {name: type(value) for name, value in line.facts.items()} == {
        name: type(value) for name, value in facts.items()
    }


def test_a_line_tells_who_when_and_of_which_department(uow: UnitOfWork) -> None:
    heard = Event(Code.REPLIED, {"reply": 5}, happened_at=NOW - HOUR)

    uow.history.append([heard, Event(Code.SOLVED)], case=CaseId(1), actor=ERIK, now=NOW)

    replied, solved = uow.history.list_of(CaseId(1))
    assert (replied.code, replied.happened_at, replied.recorded_at) == ("replied", NOW - HOUR, NOW)
    assert (replied.actor, replied.department) == (ERIK.id, "Projects")
    assert (solved.happened_at, solved.schema) == (NOW, SCHEMA)
    assert replied.seq < solved.seq
    assert uow.history.last_of(CaseId(1)) == solved
    assert uow.history.last_of(CaseId(2)) is None


@pytest.mark.parametrize(
    "facts",
    [{"words": "human words"}, {"at": NOW}, {"people": {1, 2}}, {"share": float("nan")}],
)
def test_what_does_not_belong_in_history_is_refused(uow: UnitOfWork, facts: dict[str, Any]) -> None:
    with pytest.raises(Broken):
        uow.history.append([Event(Code.NOTED, facts)], case=CaseId(1), actor=None, now=NOW)


def test_a_survivors_history_has_the_lines_of_what_was_merged_into_it(uow: UnitOfWork) -> None:
    one, two, three = (
        uow.cases.add(a_case(id=CaseId(number), customer=None), look_at=None)
        for number in (1, 2, 3)
    )
    for number in (1, 2, 3):
        when = NOW + (4 - number) * HOUR
        opened = [Event(Code.OPENED, {"case": number})]
        uow.history.append(opened, case=CaseId(number), actor=None, now=when)

    absorbs, merged = merge(two, three, AMY, now=NOW)
    two = uow.cases.save(two, absorbs.case, look_at=None)
    uow.cases.save(three, merged.case, look_at=None)
    absorbs, merged = merge(one, two, AMY, now=NOW)
    uow.cases.save(one, absorbs.case, look_at=None)
    uow.cases.save(two, replace(merged.case), look_at=None)

    assert [line.case for line in uow.history.list_of(CaseId(1))] == [3, 2, 1]
    assert [line.case for line in uow.history.list_of(CaseId(2))] == [3, 2]


def test_lines_of_a_time_and_of_cases_are_listed_in_order(uow: UnitOfWork) -> None:
    for number in (1, 2, 3):
        when = NOW + number * HOUR
        uow.history.append([Event(Code.NOTED)], case=CaseId(number), actor=None, now=when)
    uow.history.append([Event(Code.DIGEST_MADE)], case=None, actor=None, now=NOW + 2 * HOUR)

    between = uow.history.list_between(NOW + HOUR, NOW + 3 * HOUR)

    assert [line.case for line in between] == [1, 2, None]
    made = uow.history.list_between(NOW, NOW + 3 * HOUR, code=Code.DIGEST_MADE)
    assert [line.code for line in made] == [Code.DIGEST_MADE]
    found = uow.history.list_for_cases([CaseId(3), CaseId(1)])
    assert [line.case for line in found] == [1, 3]
    assert list(uow.history.list_for_cases([])) == []


def test_it_is_counted_what_somebody_did(uow: UnitOfWork) -> None:
    for actor in (ERIK, ERIK, AMY, None):
        uow.history.append([Event(Code.NOTED, {})], case=CaseId(1), actor=actor, now=NOW)

    assert (uow.history.count_by(ERIK.id), uow.history.count_by(AMY.id)) == (2, 1)
