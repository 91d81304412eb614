"""The demo: filled by the real use cases, in every state, going on where it was left."""

from __future__ import annotations

import asyncio
import signal
import sqlite3
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from shutil import copyfile

import pytest

from bot.config import Config
from bot.domain.case import State, check
from bot.domain.digest import Digest, from_json
from bot.entrypoints.demo import play
from bot.entrypoints.demo.play import complain_once, demo_config, prepare
from bot.entrypoints.demo.stories import BEGINS, COMING, Does, Says, steps
from bot.wiring import Bot, wire
from tests.integration.entrypoints.running import (
    free_port,
    get,
    metric,
    started,
    stopped,
    wait_for,
)

pytestmark = pytest.mark.timeout(150)  # several processes, one after another


@pytest.fixture(scope="module")
def filled(tmp_path_factory: pytest.TempPathFactory) -> Config:
    """A filled demo, which no test changes."""
    file = tmp_path_factory.mktemp("demo") / "demo.db"
    config = demo_config(f"sqlite:///{file}", port=0)
    prepare(config, fresh=False)
    return config


@pytest.fixture
def bot(filled: Config) -> Iterator[Bot]:
    bot = wire(filled, worker="test")
    yield bot
    bot.close()


def digest(bot: Bot) -> Digest:
    with bot.store.read() as uow:
        stored = uow.digests.find("2026-W11")
    assert stored is not None
    return from_json(stored.body or "")


def test_there_are_cases_in_every_state(bot: Bot) -> None:
    with bot.store.read() as uow:
        states = uow.cases.list_states()

    assert set(states) == {state.value for state in State}
    assert all(states.values())


def test_every_case_keeps_the_rules(bot: Bot) -> None:
    with bot.store.read() as uow:
        lines = uow.history.list_between(BEGINS - timedelta(weeks=6), BEGINS + timedelta(days=1))
        cases = {line.case for line in lines if line.case is not None}
        for case in cases:
            check(uow.cases.get(case, follow=False))

    assert len(cases) > 40


def test_the_digest_of_last_week_is_full(bot: Bot) -> None:
    week = digest(bot)

    assert week.asked.cases.value == 1
    assert week.waiting.heard.value > 25
    assert week.waiting.longest
    assert week.waiting.heard.average is not None
    assert week.taken_up.outside.value > 10
    assert week.taken_up.departments
    assert week.promises.kept.value > 5
    assert week.promises.moved.value == 1
    assert [one.department for one in week.promises.listed] == ["Facturatie"]
    assert week.endings.happy.value > 5
    assert week.endings.gave_up.value == 1
    assert week.endings.goodwill.value >= 2
    assert week.improving.widespread.value == 1


def test_its_readers_have_it_in_their_chats(bot: Bot) -> None:
    with bot.store.read() as uow:
        for reader in bot.config.house.readers:
            pinned = uow.board.list_of(f"private:{reader}", limit=100)
            assert any("week 11" in one.bodies["nl"].casefold() for one in pinned), reader


def test_nothing_is_behind_when_the_visitor_comes_in(bot: Bot) -> None:
    with bot.store.read() as uow:
        late = uow.outbox.lateness(business=BEGINS)
        dead = uow.outbox.list_dead(limit=10)

    assert (late["cards"], late["notices"]) == (0, 0)
    assert not dead


def test_a_wide_channel_got_few_cards_a_day(bot: Bot) -> None:
    with bot.store.read() as uow:
        pinned = uow.board.list_of("channel:iedereen", limit=100)
    days = [one.posted_at.date() for one in pinned]

    assert pinned
    assert max(days.count(day) for day in days) <= 5


def test_the_stories_are_told_in_order_and_by_known_colleagues(filled: Config) -> None:
    told = steps()
    known = {person.key for person in filled.house.people}

    assert [step.at for step in told] == sorted(step.at for step in told)
    assert {step.who for step in told if isinstance(step, Does)} <= known
    assert all(step.at <= BEGINS for step in told)
    assert {step.language for step in told if isinstance(step, Says)} == {"nl", "en"}


@pytest.fixture
def visited(filled: Config, tmp_path: Path) -> Iterator[Bot]:
    """A demo of the test's own."""
    file = tmp_path / "demo.db"
    copyfile(filled.database_url.removeprefix("sqlite:///"), file)
    bot = wire(demo_config(f"sqlite:///{file}", port=0), worker="test")
    yield bot
    bot.close()


def test_complaints_keep_coming_from_other_people(visited: Bot) -> None:
    with visited.store.read() as uow:
        before = uow.posts.count()

    for _ in range(2 * len(COMING)):
        complain_once(visited)

    with visited.store.read() as uow:
        assert uow.posts.count() == before + 2 * len(COMING)
        assert uow.cases.list_states()["open"] >= 2 * len(COMING)


async def test_a_complaint_comes_soon_and_the_time_is_noted(
    visited: Bot, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert play.FIRST_AFTER < 60
    monkeypatch.setattr(play, "FIRST_AFTER", 0.05)

    async with play.visiting(visited):
        for _ in range(100):
            await asyncio.sleep(0.05)
            with visited.store.read() as uow:
                if uow.posts.find(COMING[0].source, "live-0") is not None:
                    break

    with visited.store.read() as uow:
        assert uow.posts.find(COMING[0].source, "live-0") is not None
        assert uow.settings.get("demo.at") == visited.business.now().isoformat()


def test_a_filling_that_was_killed_leaves_nothing_half_done(tmp_path: Path) -> None:
    file = tmp_path / "demo.db"
    with started("demo", "--port", "0", cwd=tmp_path) as process:
        # Killed on the way; whatever it had made lies elsewhere.
        process.send_signal(signal.SIGKILL)
        process.wait()
    assert not file.exists()

    prepare(demo_config(f"sqlite:///{file}", port=0), fresh=False)

    database = sqlite3.connect(file)
    assert database.execute("SELECT count(*) FROM digests WHERE body IS NOT NULL").fetchone()[0]
    database.close()


def test_the_demo_goes_on_where_it_was_and_starts_over_when_asked(
    filled: Config, tmp_path: Path
) -> None:
    file = tmp_path / "demo.db"
    copyfile(filled.database_url.removeprefix("sqlite:///"), file)
    _hear_something_new(file)
    port = free_port()

    with started("demo", "--port", str(port), cwd=tmp_path) as process:
        wait_for(port)
        again = metric(port, "knuffel_posts_total")
        assert "Hetty" in get(port, "/waiting")
        _, complaints = stopped(process)
    with started("demo", "--fresh", "--port", str(port), cwd=tmp_path) as process:
        wait_for(port)
        fresh = metric(port, "knuffel_posts_total")
        stopped(process)

    assert again == fresh + 1
    assert "Traceback" not in complaints


def _hear_something_new(file: Path) -> None:
    bot = wire(demo_config(f"sqlite:///{file}", port=0), worker="test")
    complain_once(bot)
    bot.close()
