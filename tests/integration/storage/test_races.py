"""Many at once, from threads and from processes: one wins, nothing is lost, nothing doubles."""

from __future__ import annotations

import multiprocessing
from collections.abc import Callable, Sequence
from concurrent.futures import ProcessPoolExecutor, ThreadPoolExecutor
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from threading import Barrier

import pytest

from bot.domain.actions.ownership import claim
from bot.domain.answer import Answer
from bot.domain.case import State
from bot.domain.employee import Account
from bot.domain.errors import Refusal
from bot.domain.ids import CaseId, PostId
from bot.ports.storing import CardKind, NewCard, Press, StaleCase
from storage.engine import SqlStore, open_store
from storage.ids import Ids
from tests.builders import NOW, a_case, an_employee
from tests.stores import MACHINE, a_lane, a_said, opened

THREADS = 8
PROCESSES = 3
CASE = CaseId(1)


@pytest.fixture
def open_case(store: SqlStore) -> None:
    """An open case, committed."""
    with store.begin() as uow:
        uow.cases.add(a_case(customer=None), look_at=None)
        uow.commit()


def _claim(store: SqlStore, number: int) -> str:
    """Press "I'll take this" as one colleague: what became of it."""
    actor = an_employee(number)
    try:
        with store.begin(press=True) as uow:
            before = uow.cases.lock(CASE)
            change = claim(before, actor, buddy=None, now=NOW)
            uow.cases.save(before, change.case, look_at=None)
            uow.history.append(change.events, case=CASE, actor=actor, now=NOW)
            uow.commit()
            return "claimed"
    except (Refusal, StaleCase) as refused:
        return type(refused).__name__


def _claim_from_a_process(url: str, number: int) -> str:
    store = open_store(url, new_id=Ids(lambda: datetime.now(UTC)))  # noqa: TID251 - another process
    try:
        return _claim(store, number)
    finally:
        store.close()


def _at_once(work: Callable[[int], str]) -> Sequence[str]:
    """Run this for as many threads at the same moment."""
    barrier = Barrier(THREADS)

    def start(number: int) -> str:
        barrier.wait()
        return work(number)

    with ThreadPoolExecutor(THREADS) as threads:
        return list(threads.map(start, range(1, THREADS + 1)))


def _assert_one_owner(store: SqlStore, results: Sequence[str]) -> None:
    assert sorted(results) == ["AlreadyClaimed"] * (len(results) - 1) + ["claimed"]
    with store.read() as uow:
        case = uow.cases.get(CASE)
        assert (case.state, case.version) == (State.CLAIMED, 2)
        assert [line.actor for line in uow.history.list_of(CASE)] == [case.owner]


@pytest.mark.usefixtures("open_case")
def test_of_many_threads_that_claim_one_case_one_owns_it(store: SqlStore) -> None:
    _assert_one_owner(store, _at_once(lambda number: _claim(store, number)))


@pytest.mark.usefixtures("open_case")
def test_of_many_processes_that_claim_one_case_one_owns_it(
    store: SqlStore, stored_url: str
) -> None:
    spawn = multiprocessing.get_context("spawn")
    with ProcessPoolExecutor(PROCESSES, mp_context=spawn) as processes:
        numbers = range(1, PROCESSES + 1)
        results = list(processes.map(_claim_from_a_process, [stored_url] * PROCESSES, numbers))

    _assert_one_owner(store, results)


@pytest.mark.usefixtures("open_case")
def test_of_many_changes_over_one_version_that_nobody_locked_one_is_kept(store: SqlStore) -> None:
    with store.read() as uow:
        before = uow.cases.get(CASE)

    def change(number: int) -> str:
        try:
            with store.begin() as uow:
                uow.cases.save(before, replace(before, repeats=number), look_at=None)
                uow.commit()
                return "saved"
        except StaleCase:
            return "stale"

    assert sorted(_at_once(change)) == ["saved"] + ["stale"] * (THREADS - 1)


@pytest.mark.usefixtures("open_case")
def test_every_change_that_waited_for_its_turn_is_kept(store: SqlStore) -> None:
    def count_up(_: int) -> str:
        with store.begin() as uow:
            before = uow.cases.lock(CASE)
            uow.cases.save(before, replace(before, repeats=before.repeats + 1), look_at=None)
            uow.commit()
        return ""

    _at_once(count_up)

    with store.read() as uow:
        assert uow.cases.get(CASE).repeats == THREADS


def test_one_delivery_that_comes_many_times_at_once_acts_once(store: SqlStore) -> None:
    press = Press("slack:1", Account("slack", "T1", "U1"), "claim", "case:1")

    def deliver(number: int) -> str:
        with store.begin(press=True) as uow:
            answer = uow.deliveries.begin(press, now=NOW)
            if answer is None:
                answer = Answer(f"by {number}")
                uow.deliveries.finish(press, answer, actor=None)
                uow.commit()
            return answer.code

    assert len(set(_at_once(deliver))) == 1


def test_posts_that_many_hear_at_once_are_stored_once(store: SqlStore) -> None:
    batch = [(a_said(str(post), url_key=f"f/{post}"), post) for post in range(20)]

    def hear(number: int) -> str:
        try:
            with store.begin() as uow:
                own = [(said, PostId(number * 1000 + post)) for said, post in batch]
                stored = uow.posts.add_all(own, heard_at=NOW)
                uow.commit()
                return str(sum(one.new for one in stored))
        except StaleCase:
            return "again"

    results = _at_once(hear)

    with store.read() as uow:
        assert uow.posts.count() == 20
    assert sum(int(result) for result in results if result != "again") == 20


def test_one_worker_gets_a_lane(store: SqlStore) -> None:
    with store.begin() as uow:
        lane = a_lane(uow)
        uow.commit()
    until = MACHINE + timedelta(seconds=30)

    def lease(number: int) -> str:
        with store.begin() as uow:
            leased = uow.outbox.lease(lane, worker=f"w{number}", now=MACHINE, until=until)
            uow.commit()
            return "leased" if leased else "taken"

    assert sorted(_at_once(lease)) == ["leased"] + ["taken"] * (THREADS - 1)


def test_a_card_that_many_write_is_written_once(store: SqlStore) -> None:
    with store.begin() as uow:
        lane = a_lane(uow)
        uow.commit()

    def write(_: int) -> str:
        with store.begin() as uow:
            added = uow.cards.add(NewCard("k", CardKind.CHANNEL, lane, None), now=NOW)
            uow.commit()
            return str(added)

    assert sorted(_at_once(write)) == ["False"] * (THREADS - 1) + ["True"]


def test_who_follows_the_board_misses_nothing_that_many_write(stored_url: str) -> None:
    seen: list[str] = []
    with opened(stored_url) as store:

        def pin(number: int) -> str:
            for turn in range(5):
                with store.begin() as uow:
                    uow.board.put("general", f"{number}.{turn}", {}, at=NOW)
                    uow.commit()
                with store.read() as uow:
                    # A mark that a reader has seen is followed by nothing that is older.
                    mark = uow.board.mark()
                    assert all(one.changed <= mark for one in uow.board.list_since(0))
                    seen.append(str(mark))
            return ""

        _at_once(pin)

        with store.read() as uow:
            changes = [one.changed for one in uow.board.list_since(0)]
    assert changes == list(range(1, THREADS * 5 + 1))


def test_ids_from_many_threads_are_all_different() -> None:
    still = datetime(2026, 3, 16, tzinfo=UTC)
    ids = Ids(lambda: still)

    with ThreadPoolExecutor(THREADS) as threads:
        made = list(threads.map(lambda _: [ids() for _ in range(2000)], range(THREADS)))

    numbers = [number for part in made for number in part]
    assert len(set(numbers)) == len(numbers)
    assert all(0 < number < 2**63 for number in numbers)
