"""When the database is busy, slow or gone: the port's words, in time, and well again afterwards."""

from __future__ import annotations

import sqlite3
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing, contextmanager
from dataclasses import replace
from pathlib import Path
from threading import Barrier, Event, Thread

import psycopg
import pytest
from sqlalchemy import select, text
from sqlalchemy.engine import make_url

from bot.domain.errors import Broken
from bot.domain.ids import CaseId, PostId, WordsId
from bot.ports.storing import StaleCase, StorageAway, Taken, Words
from storage.engine import SqlStore, open_store
from tests.builders import NOW, a_case
from tests.stores import a_said, opened

TWO_SECONDS = 2.0


@contextmanager
def _writing_elsewhere(url: str, case: int) -> Iterator[None]:
    """Somebody else, in another process as it were, has this case locked."""
    with opened(url) as store:
        started, finish = Event(), Event()

        def write() -> None:
            with store.begin() as uow:
                uow.cases.lock(CaseId(case))
                started.set()
                finish.wait(30)

        thread = Thread(target=write)
        thread.start()
        started.wait(30)
        try:
            yield
        finally:
            finish.set()
            thread.join()


@pytest.fixture
def case(store: SqlStore) -> CaseId:
    """An open case, committed."""
    with store.begin() as uow:
        uow.cases.add(a_case(customer=None), look_at=None)
        uow.commit()
    return CaseId(1)


def test_a_press_on_a_case_that_somebody_holds_knows_within_two_seconds(
    store: SqlStore, stored_url: str, case: CaseId
) -> None:
    def press() -> None:
        with store.begin(press=True) as uow:
            uow.cases.lock(case)

    with _writing_elsewhere(stored_url, case):
        started = time.perf_counter()
        with pytest.raises(StorageAway):
            press()
        assert time.perf_counter() - started < TWO_SECONDS

    press()


def test_a_press_behind_a_unit_of_work_of_the_same_process_knows_within_two_seconds(
    store: SqlStore, case: CaseId
) -> None:
    def press() -> None:
        with store.begin(press=True) as uow:
            uow.cases.lock(case)

    with store.begin() as uow, ThreadPoolExecutor(1) as thread:
        uow.cases.lock(case)
        started = time.perf_counter()
        with pytest.raises(StorageAway):
            thread.submit(press).result()
        assert time.perf_counter() - started < TWO_SECONDS

    press()


def test_a_reader_waits_for_no_writer_and_sees_one_moment(store: SqlStore, case: CaseId) -> None:
    with store.read() as reader, store.begin() as writer:
        before = reader.cases.get(case)
        locked = writer.cases.lock(case)
        writer.cases.save(locked, replace(locked, repeats=1), look_at=None)
        writer.commit()

        assert reader.cases.get(case) == before

    with store.read() as uow:
        assert uow.cases.get(case).repeats == 1


def test_a_row_that_exists_is_taken(store: SqlStore) -> None:
    with store.begin() as uow:
        uow.cases.add(a_case(customer=None), look_at=None)
        with pytest.raises(Taken):
            uow.cases.add(a_case(customer=None), look_at=None)


def test_what_is_taken_may_show_at_the_commit_and_then_nothing_is_kept(store: SqlStore) -> None:
    with store.begin() as uow:
        uow.settings.set("a", "b")
        for body in ("first", "second"):
            uow.words.add(Words(WordsId(1), body, "note"), author=None, now=NOW)
        with pytest.raises(Taken):
            uow.commit()

    with store.read() as uow:
        assert uow.settings.get("a") is None
        assert uow.words.get_many([WordsId(1)]) == {}


def test_a_row_that_points_nowhere_is_a_fault_of_ours(store: SqlStore) -> None:
    with store.begin() as uow:
        uow.posts.add(a_said(), post=PostId(1), heard_at=NOW)
        with pytest.raises(Broken):
            uow.posts.set_case([PostId(1)], CaseId(404))


def test_a_unit_of_work_is_over_after_its_commit(store: SqlStore, case: CaseId) -> None:
    with store.begin() as uow:
        uow.commit()
        with pytest.raises(Broken, match="after its commit"):
            uow.cases.get(case)


def test_who_listens_hears_of_every_commit_and_of_nothing_else(store: SqlStore) -> None:
    heard: list[str] = []
    store.on_commit(lambda: heard.append("committed"))

    with store.begin() as uow:
        uow.settings.set("a", "b")
    with store.read() as uow:
        uow.settings.get("a")
    assert heard == []

    with store.begin() as uow:
        uow.settings.set("a", "b")
        uow.commit()
    assert heard == ["committed"]


def test_a_server_that_restarted_is_not_noticed_by_the_next_press(
    postgres_stored: str,
) -> None:
    with opened(postgres_stored) as store:
        with store.begin(press=True) as uow:
            uow.settings.set("a", "b")
            uow.commit()

        _end_all_connections(postgres_stored)

        with store.begin(press=True) as uow:
            assert uow.settings.get("a") == "b"


def test_a_connection_that_breaks_in_the_middle_is_away_and_replaced(postgres_stored: str) -> None:
    with opened(postgres_stored) as store:
        with store.begin(press=True) as uow:
            uow.settings.set("a", "b")
            _end_all_connections(postgres_stored)
            with pytest.raises(StorageAway):
                uow.commit()

        with store.begin(press=True) as uow:
            assert uow.settings.get("a") is None


def test_two_who_wait_for_each_other_are_told_to_try_again(postgres_stored: str) -> None:
    with opened(postgres_stored) as store:
        with store.begin() as uow:
            for one in (1, 2):
                uow.cases.add(a_case(id=CaseId(one), customer=None), look_at=None)
            uow.commit()
        both_have_one = Barrier(2)

        def lock_both(first: int, second: int) -> str:
            with store.begin() as uow:
                uow.cases.lock(CaseId(first))
                both_have_one.wait(30)
                return _locked(uow.cases.lock, CaseId(second))

        with ThreadPoolExecutor(2) as threads:
            results = list(threads.map(lock_both, (1, 2), (2, 1)))

    assert sorted(results) == ["locked", "stale"]


def test_a_statement_that_takes_too_long_is_given_up(postgres_stored: str) -> None:
    with opened(postgres_stored) as store, store.begin(press=True) as uow:
        started = time.perf_counter()
        with pytest.raises(StorageAway):
            uow._transaction.rows(select(text("pg_sleep(5)")))  # type: ignore[attr-defined]
        assert time.perf_counter() - started < TWO_SECONDS


def test_a_press_whose_unit_of_work_takes_too_long_is_told_and_can_be_pressed_again(
    postgres_stored: str,
) -> None:
    """No statement takes long, all together do: PostgreSQL ends it, from release 17 on."""
    if _release_of(postgres_stored) < 17:
        pytest.skip("this PostgreSQL sets no limit to a transaction")

    def press(store: SqlStore) -> None:
        with store.begin(press=True) as uow:
            for _ in range(20):
                uow._transaction.rows(select(text("pg_sleep(0.2)")))  # type: ignore[attr-defined]

    with opened(postgres_stored) as store:
        with pytest.raises(StorageAway):
            press(store)

        with store.begin(press=True) as uow:
            assert uow.settings.get("a") is None


def _release_of(url: str) -> int:
    with psycopg.connect(url.replace("+psycopg", "")) as connection:
        return connection.info.server_version // 10_000


def test_no_more_connections_than_there_are_means_away(postgres_stored: str) -> None:
    store = open_store(postgres_stored, new_id=lambda: 1, presses=1)
    with closing(store), store.begin(press=True) as uow:
        assert uow.settings.get("a") is None
        started = time.perf_counter()
        with pytest.raises(StorageAway), store.begin(press=True):
            pass
        assert time.perf_counter() - started < TWO_SECONDS


def test_a_file_that_is_no_database_is_away(tmp_path: Path) -> None:
    path = tmp_path / "no.sqlite"
    path.write_text("This is not a database, but a letter to a friend.")
    store = open_store(f"sqlite:///{path}", new_id=lambda: 1)

    with closing(store), pytest.raises(StorageAway), store.read():
        pass


def test_a_database_without_tables_is_broken_not_away(database_url: str) -> None:
    with opened(database_url) as store, store.begin() as uow, pytest.raises(Broken):
        uow.settings.get("a")


def test_sqlite_keeps_what_was_committed_through_a_power_cut(migrated_file: Path) -> None:
    """As far as settings go: WAL, and the disk is waited for at every commit."""
    with opened(f"sqlite:///{migrated_file}") as store, store.engine().connect() as connection:
        found = {
            name: connection.exec_driver_sql(f"PRAGMA {name}").scalar()
            for name in ("journal_mode", "synchronous", "foreign_keys")
        }
    with closing(sqlite3.connect(migrated_file)) as another:
        assert another.execute("PRAGMA journal_mode").fetchone() == ("wal",)

    assert found == {"journal_mode": "wal", "synchronous": 2, "foreign_keys": 1}


def _locked(lock: object, case: CaseId) -> str:
    try:
        lock(case)  # type: ignore[operator]
    except StaleCase:
        return "stale"
    return "locked"


def _end_all_connections(url: str) -> None:
    address = make_url(url).set(drivername="postgresql").render_as_string(hide_password=False)
    with psycopg.connect(address, autocommit=True) as connection:
        connection.execute(
            "SELECT pg_terminate_backend(pid, 5000) FROM pg_stat_activity"
            " WHERE datname = current_database() AND pid <> pg_backend_pid()"
        )
