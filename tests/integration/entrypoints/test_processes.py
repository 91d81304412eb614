"""Processes: they answer, they stop when told to, and a kill at any moment only means going on."""

from __future__ import annotations

import signal
import sqlite3
from datetime import UTC, datetime, timedelta
from functools import partial
from pathlib import Path

import pytest

from bot.clock import machine_now
from bot.config import DEFAULT_HOUSE, parse_house
from bot.domain.post import Author, Said
from bot.ports.hearing import Deed, Fetched, Heard
from bot.usecases.hearing import hear
from bot.wiring import furnish
from storage.engine import open_store
from storage.ids import Ids
from storage.migrate import migrate
from tests.integration.entrypoints.running import (
    command,
    free_port,
    get,
    metric,
    posts_file,
    started,
    stopped,
    until,
    wait_for,
)

pytestmark = pytest.mark.timeout(150)  # several processes, one after another


def count(folder: Path, question: str) -> int:
    database = sqlite3.connect(folder / "knuffel.db")
    try:
        (found,) = database.execute(question).fetchone()
    finally:
        database.close()
    return int(found)


def say(folder: Path, many: int, *, ago: timedelta) -> None:
    """So many customers spoke, and were heard, that long ago."""
    url = f"sqlite:///{folder / 'knuffel.db'}"
    migrate(url)
    store = open_store(url, new_id=Ids(machine_now))
    at = datetime.now(UTC) - ago  # noqa: TID251 - the processes read the real clock
    desk = furnish(parse_house(DEFAULT_HOUSE, "default"), store, now=at)
    heard = [_heard(number, at) for number in range(many)]
    hear(desk, "x", Fetched(heard, None), now=at)
    store.close()


def _heard(number: int, at: datetime) -> Heard:
    author = Author(f"a{number}", f"Author {number}")
    said = Said("x", f"p{number}", author, "My internet is down.", at, language="en")
    return Heard(Deed.CREATED, "x", said.external_id, said)


def test_a_process_answers_carries_stops_and_goes_on(tmp_path: Path) -> None:
    say(tmp_path, 3, ago=timedelta(minutes=1))
    port = free_port()

    with started("run", "--port", str(port), cwd=tmp_path) as process:
        assert "ready" in wait_for(port)
        assert "ok" in get(port, "/healthz")
        until(lambda: count(tmp_path, _ABOUT_POSTS) >= 3)
        assert metric(port, "knuffel_posts_total") == 3
        seconds, complaints = stopped(process)
    with started("run", "--port", str(port), cwd=tmp_path) as process:
        assert "ready" in wait_for(port)
        assert "Author 1" in get(port, "/channel/webcare")
        stopped(process)

    assert seconds < 8  # about two; a machine that is busy with other tests is slower
    assert "Traceback" not in complaints
    assert count(tmp_path, _ABOUT_POSTS) == 3
    assert count(tmp_path, "SELECT count(*) FROM board WHERE key LIKE 'intro:%'") == CHANNELS


def test_web_and_worker_are_two_processes_on_one_database(tmp_path: Path) -> None:
    say(tmp_path, 2, ago=timedelta(minutes=1))
    port = free_port()

    with (
        started("web", "--port", str(port), cwd=tmp_path) as web,
        started("worker", cwd=tmp_path) as worker,
    ):
        assert "ready" in wait_for(port)
        until(lambda: "Author 1" in get(port, "/channel/webcare"))
        stopped(worker)
        stopped(web)


def test_a_worker_that_is_killed_while_it_sweeps_and_carries_doubles_nothing(
    tmp_path: Path,
) -> None:
    say(tmp_path, 60, ago=timedelta(days=5))

    for _ in range(2):
        with started("worker", cwd=tmp_path) as worker:
            until(partial(_grown, tmp_path, count(tmp_path, "SELECT count(*) FROM board")))
            worker.send_signal(signal.SIGKILL)
            worker.wait()
        end_leases(tmp_path)
    with started("worker", cwd=tmp_path) as worker:
        until(lambda: count(tmp_path, _BEHIND) == 0)
        stopped(worker)

    assert count(tmp_path, "SELECT count(*) FROM board") == count(
        tmp_path, "SELECT count(DISTINCT conversation || key) FROM board"
    )
    assert count(tmp_path, "SELECT count(*) FROM cards WHERE state = 'live'") >= 60
    assert count(tmp_path, "SELECT count(*) FROM cases WHERE level > 0") == 60


def _grown(folder: Path, beyond: int) -> bool:
    return count(folder, "SELECT count(*) FROM board") > beyond


def end_leases(folder: Path) -> None:
    """Half a minute passes: what a killed worker held is free again."""
    database = sqlite3.connect(folder / "knuffel.db", timeout=10)
    database.execute("UPDATE lanes SET leased_until = NULL, leased_by = NULL")
    database.commit()
    database.close()


CHANNELS = 2
"""Of a company that is not configured; each is told once what this is, however often it starts."""
_ABOUT_POSTS = "SELECT count(*) FROM board WHERE key NOT LIKE 'intro:%'"
_BEHIND = "SELECT count(*) FROM cards WHERE since IS NOT NULL"


def test_an_import_that_is_killed_is_imported_again(tmp_path: Path) -> None:
    file = posts_file(tmp_path, 1500)

    with started("import", str(file), cwd=tmp_path) as process:
        until((tmp_path / "knuffel.db").exists)
        until(lambda: _heard_some(tmp_path))
        process.send_signal(signal.SIGKILL)
        process.wait()
    done = count(tmp_path, "SELECT count(*) FROM posts")
    again = command("import", str(file), cwd=tmp_path)

    assert 0 < done < 1500
    assert f"{1500 - done} new posts" in again.stdout
    assert count(tmp_path, "SELECT count(*) FROM posts") == 1500
    assert count(tmp_path, "SELECT count(*) FROM cases") == 1500


def _heard_some(folder: Path) -> bool:
    try:
        return count(folder, "SELECT count(*) FROM posts") > 0
    except sqlite3.OperationalError:
        return False  # the tables are being made


def test_a_port_that_is_taken_is_told_in_a_sentence(tmp_path: Path) -> None:
    port = free_port()

    with started("web", "--port", str(port), cwd=tmp_path) as first:
        wait_for(port)
        second = command("web", "--port", str(port), cwd=tmp_path)
        stopped(first)

    assert second.returncode == 2
    assert f"Port {port} is in use" in second.stderr
    assert "Traceback" not in second.stderr


def test_a_replay_lets_the_first_post_come_now(tmp_path: Path) -> None:
    file = posts_file(tmp_path, 5)
    port = free_port()

    with started(
        "replay", str(file), "--speed", "600", "--port", str(port), cwd=tmp_path
    ) as process:
        wait_for(port)
        until(lambda: metric(port, "knuffel_posts_total") == 5)
        until(lambda: "author4" in get(port, "/channel/webcare"))
        stopped(process)

    assert not (tmp_path / "knuffel.db").exists()
