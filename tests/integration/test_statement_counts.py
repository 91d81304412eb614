"""What a press and a post cost in statements: a measure that no busy machine can blur.

A number here may go down. Up only with a reason: every statement is a round trip to PostgreSQL, or
a part of one.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from itertools import count
from typing import Any

import psycopg
import pytest
from sqlalchemy import event

from bot.domain.answer import Answer
from bot.domain.case import State
from bot.domain.ids import CaseId
from bot.ports.hearing import Fetched
from bot.ports.storing import Press
from bot.presentation.intent import Verb
from bot.usecases.hearing import hear
from bot.usecases.owning import claim
from bot.usecases.ringing import look_at
from storage.dialect import Use
from storage.engine import SqlStore, open_store
from tests.acceptance.world import Colleague, World
from tests.benchmarks.company import QUIET, URGENT, a_post, complaints


class Counted:
    """The statements of a store's connections, as its driver gets them; BEGIN is not among them."""

    def __init__(self, store: SqlStore) -> None:
        self.statements: list[str] = []
        statements = self.statements

        class Cursor(psycopg.Cursor[Any]):
            def execute(self, query: Any, *values: Any, **more: Any) -> Any:
                statements.append(str(query))
                return super().execute(query, *values, **more)

            def executemany(self, query: Any, *values: Any, **more: Any) -> None:
                statements.append(str(query))
                super().executemany(query, *values, **more)

        def count_on(connection: Any, *_: object) -> None:
            connection.cursor_factory = Cursor

        for use in Use:
            event.listen(store.engine(use), "checkout", count_on)

    @contextmanager
    def at_most(self, most: int) -> Iterator[None]:
        """Fail where more statements than this are sent, and say which."""
        self.statements.clear()
        yield
        sent = [one for one in self.statements if one != "COMMIT"]
        assert len(sent) <= most, "\n".join(one[:100] for one in sent)


@pytest.fixture
def world(postgres_stored: str) -> Iterator[World]:
    numbers = count(1000)
    store = open_store(postgres_stored, new_id=lambda: next(numbers))
    yield World(store)
    store.close()


@pytest.fixture
def counted(world: World) -> Counted:
    assert isinstance(world.store, SqlStore)
    return Counted(world.store)


def claimed(world: World, who: Colleague, case: CaseId, delivery: str) -> Answer:
    press = Press(delivery, who.account, "claim", f"case:{case}", seen=1)
    return claim(world.desk, press, case=case, now=world.now)


def test_a_claim_takes_nine_statements(world: World, counted: Counted) -> None:
    """The delivery, who it is and may be buddy, the case, and how many they have in hand.

    Then what is written of it. How many they have cannot be asked with anything else: it must be
    of this moment, and most presses have no need of it.
    """
    earlier, case = complaints(world, 2)
    _bring_to_its_end(world, world.erik, earlier)

    with counted.at_most(9):
        answer = claimed(world, world.erik, case, "first")

    assert answer.code == "claimed"


def test_a_first_claim_takes_three_more(world: World, counted: Counted) -> None:
    """The buddy is told: a notice, that its case has one, and that it shows the newest version."""
    (case,) = complaints(world, 1)

    with counted.at_most(12):
        answer = claimed(world, world.erik, case, "first")

    assert answer.code == "claimed"


def _bring_to_its_end(world: World, who: Colleague, case: CaseId) -> None:
    claimed(world, who, case, "earlier")
    who.presses(Verb.REPLY, case)
    who.presses(Verb.SOLVE, case, outcome="happy")
    assert world.case(case).state is State.RESOLVED


def test_who_comes_second_costs_six(world: World, counted: Counted) -> None:
    """What it saw is old, so one more asks whether it is a repeat."""
    (case,) = complaints(world, 1)
    claimed(world, world.erik, case, "first")

    with counted.at_most(6):
        answer = claimed(world, world.ravi, case, "second")

    assert answer.code == "AlreadyClaimed"


def test_a_delivery_that_was_here_before_costs_two(world: World, counted: Counted) -> None:
    (case,) = complaints(world, 1)
    claimed(world, world.erik, case, "first")

    with counted.at_most(2):
        claimed(world, world.erik, case, "first")


def test_hearing_one_post_takes_thirteen_statements(world: World, counted: Counted) -> None:
    """Is it known, by id and by link; who spoke; the post; the case and all that it needs."""
    complaints(world, 1)
    post = a_post(world.now, words="Wie helpt me met mijn factuur?")

    with counted.at_most(13):
        hear(world.desk, "facebook", Fetched([post], cursor="1"), now=world.now)


def test_a_batch_costs_few_more_statements_for_each_post(world: World, counted: Counted) -> None:
    complaints(world, 1)
    posts = [a_post(world.now) for _ in range(20)]

    with counted.at_most(8 + 6 * len(posts)):
        hear(world.desk, "facebook", Fetched(posts, cursor="1"), now=world.now)


def test_a_case_that_rings_costs_five(world: World, counted: Counted) -> None:
    """It is locked, its people are read, is it told, it is told, and the case says so."""
    cases = complaints(world, 2, words=QUIET)
    for number, case in enumerate(cases):
        claimed(world, world.erik, case, f"claim{number}")
    later = world.now + timedelta(hours=5)
    look_at(world.desk, cases[0], now=later)  # which begins the bundle of that day

    with counted.at_most(5):
        assert look_at(world.desk, cases[1], now=later) == 1


def test_a_case_that_rings_for_three_costs_seventeen(world: World, counted: Counted) -> None:
    cases = complaints(world, 2, words=URGENT)
    for number, case in enumerate(cases):
        claimed(world, world.erik, case, f"claim{number}")
    later = world.now + timedelta(hours=5)
    look_at(world.desk, cases[0], now=later)

    with counted.at_most(17):
        assert look_at(world.desk, cases[1], now=later) == 3


def test_looking_at_a_case_that_has_nothing_due_costs_two(world: World, counted: Counted) -> None:
    (case,) = complaints(world, 1)

    with counted.at_most(2):
        look_at(world.desk, case, now=world.now)
