"""Threads: presses go first, nothing that was taken on is lost, and the event loop stays free."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Callable, Iterator
from contextlib import closing
from functools import partial

import pytest

from bot.domain.ids import CaseId
from storage.engine import SqlStore
from storage.threads import Closed, Threads
from tests.builders import a_case
from tests.stores import opened


@pytest.fixture
def threads(store: SqlStore) -> Iterator[Threads]:
    """Threads for a store."""
    threads = Threads(store)
    yield threads
    threads.close()


def _alive() -> set[str]:
    return {thread.name for thread in threading.enumerate() if thread.name.startswith("knuffel")}


async def test_work_runs_elsewhere_and_its_result_comes_back(threads: Threads) -> None:
    here = threading.get_ident()

    for run in (threads.press, threads.background, threads.read):
        assert await run(threading.get_ident) != here


async def test_what_the_work_raises_is_raised(threads: Threads) -> None:
    def fail() -> None:
        raise LookupError("Jos")

    with pytest.raises(LookupError, match="Jos"):
        await threads.press(fail)


async def test_on_sqlite_there_is_one_writer_and_presses_go_first(sqlite_stored: str) -> None:
    with opened(sqlite_stored) as store, closing(Threads(store)) as threads:
        assert await _order_of_work(threads) == ["press 1", "press 2", "late 1", "late 2"]


async def _order_of_work(threads: Threads) -> list[str]:
    """In which order work is done that is asked for while the writer is busy."""
    started, go_on = threading.Event(), threading.Event()
    order: list[str] = []

    def hold_up() -> None:
        started.set()
        go_on.wait(10)

    first = asyncio.create_task(threads.background(hold_up))
    await asyncio.to_thread(started.wait, 10)
    waiting = [
        asyncio.create_task(run(partial(order.append, name)))
        for run, name in (
            (threads.background, "late 1"),
            (threads.background, "late 2"),
            (threads.press, "press 1"),
            (threads.press, "press 2"),
        )
    ]
    await asyncio.sleep(0)
    go_on.set()
    await asyncio.gather(first, *waiting)
    return order


async def test_on_postgresql_a_press_does_not_wait_for_background_work(
    postgres_stored: str,
) -> None:
    with opened(postgres_stored) as store, closing(Threads(store)) as threads:
        go_on = threading.Event()
        busy = [asyncio.create_task(threads.background(lambda: go_on.wait(10))) for _ in range(20)]
        await asyncio.sleep(0)

        assert await threads.press(lambda: "pressed") == "pressed"

        go_on.set()
        await asyncio.gather(*busy)


async def test_reads_wait_for_no_writer(threads: Threads) -> None:
    go_on = threading.Event()
    busy = [asyncio.create_task(threads.press(lambda: go_on.wait(10))) for _ in range(20)]
    await asyncio.sleep(0)

    assert await threads.read(lambda: "read") == "read"

    go_on.set()
    await asyncio.gather(*busy)


async def test_what_was_taken_on_is_done_even_if_nobody_waits_any_more(threads: Threads) -> None:
    go_on, done = threading.Event(), threading.Event()

    def work() -> None:
        go_on.wait(10)
        done.set()

    before = [asyncio.create_task(threads.press(lambda: go_on.wait(10))) for _ in range(20)]
    with pytest.raises(TimeoutError):
        await asyncio.wait_for(threads.press(work), 0.01)
    go_on.set()

    assert await asyncio.to_thread(done.wait, 10)
    await asyncio.gather(*before)


async def test_closing_finishes_what_was_taken_on_and_takes_no_more(store: SqlStore) -> None:
    threads = Threads(store)
    done: list[int] = []
    waiting = [
        asyncio.create_task(threads.background(partial(done.append, number)))
        for number in range(50)
    ]
    await asyncio.sleep(0)

    await asyncio.to_thread(threads.close)

    await asyncio.gather(*waiting)
    assert sorted(done) == list(range(50))
    assert _alive() == set()
    with pytest.raises(Closed):
        await threads.press(lambda: None)


async def test_units_of_work_run_on_the_threads(threads: Threads, store: SqlStore) -> None:
    def add(number: int) -> Callable[[], None]:
        def work() -> None:
            with store.begin(press=number % 2 == 0) as uow:
                uow.cases.add(a_case(id=CaseId(number), customer=None), look_at=None)
                uow.commit()

        return work

    def count() -> int:
        with store.read() as uow:
            return uow.cases.list_states()["open"]

    presses = [threads.press(add(number)) for number in range(0, 40, 2)]
    others = [threads.background(add(number)) for number in range(1, 40, 2)]
    await asyncio.gather(*presses, *others)

    assert await threads.read(count) == 40
