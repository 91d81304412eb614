"""`simulate`: plays an invented company through a year, and says what its people did not hear."""

from __future__ import annotations

import asyncio
import gc
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory

from tqdm import tqdm

from bot.clock import ticks
from bot.config import Config, database_url, parse_house
from bot.domain.errors import Error
from bot.entrypoints.simulation.company import Company, found_company
from bot.entrypoints.simulation.crew import Crew, draw_kills
from bot.entrypoints.simulation.diary import read_diaries
from bot.entrypoints.simulation.judge import judge
from bot.entrypoints.simulation.lockstep import (
    Alongside,
    StandingClock,
    Workers,
    stand_still,
    standing,
)
from bot.entrypoints.simulation.play import Play, Progress, batched, gather
from bot.entrypoints.simulation.receiver import Receiver
from bot.entrypoints.simulation.report import Outcome, as_text, write_json
from bot.entrypoints.simulation.weather import forecast
from bot.wiring import Bot, wire
from storage.books import read_books, size_of
from storage.engine import SqlStore
from storage.migrate import migrate

BEGINS = date(2026, 1, 5)
"""A Monday; the year has both changes of the clock."""
POSTS_A_YEAR = 50_000


class NotEmpty(Error):
    """A simulation needs a database without posts."""


@dataclass(frozen=True, slots=True)
class Plan:
    """What is to be simulated."""

    days: int = 365
    seed: int = 1
    posts: int | None = None
    """In all; None: as many as a year of 50,000 has in so many days."""
    people: int = 300
    kills: int = 0
    workers: int = 1
    database: str | None = None
    """None: a SQLite file that is thrown away."""
    json: Path | None = None

    @property
    def start(self) -> datetime:
        """The first moment, UTC."""
        return datetime.combine(BEGINS, time(0), UTC)

    @property
    def end(self) -> datetime:
        """The last, not included."""
        return self.start + timedelta(days=self.days)

    @property
    def said(self) -> int:
        """How many posts there are."""
        return self.posts if self.posts is not None else round(POSTS_A_YEAR * self.days / 365)


def simulate(plan: Plan) -> int:
    """Play and judge; 0 if nothing was missed, doubled or lost, and the budget kept.

    Raises NotEmpty, StorageAway.
    """
    with _folder() as folder:
        url = database_url(plan.database or f"sqlite:///{folder / 'simulation.db'}")
        outcome = run(plan, url, folder)
    if plan.json is not None:
        write_json(outcome, plan.json)
    print(as_text(outcome))
    return 0 if outcome.is_good else 1


def run(plan: Plan, url: str, folder: Path) -> Outcome:
    """Play and judge. `folder` is for what is thrown away afterwards."""
    began = ticks()
    company = found_company(people=plan.people, start=BEGINS, days=plan.days, seed=plan.seed)
    house = parse_house(company.text, "the simulated company")
    migrate(url)
    receiver = Receiver(folder / "received.txt", plan.start)
    bot, clock = _bot(Config(url, 0, "ERROR", house), plan, receiver)
    try:
        play = _play(plan, company, bot, clock, receiver)
        gc.freeze()  # what is there by now stays, and need not be looked through again and again
        with _progress(plan) as progress, _working(play.workers):
            asyncio.run(play.run(progress))
        return _judged(plan, company, play, bot.store, began)
    finally:
        bot.close()


@contextmanager
def _working(workers: Workers) -> Iterator[None]:
    try:
        yield
    finally:
        workers.close()


def _bot(config: Config, plan: Plan, receiver: Receiver) -> tuple[Bot, StandingClock]:
    """A bot in lockstep at the first moment. Raises NotEmpty."""
    bot = wire(config, worker="simulation")
    with bot.store.read() as uow:
        posts = uow.posts.count()
    if posts:
        bot.close()
        raise NotEmpty(f"This database has {posts} posts: name an empty one.")
    stand_still(bot.store, plan.start)
    return standing(bot, plan.start, receiver)


def _play(plan: Plan, company: Company, bot: Bot, clock: StandingClock, receiver: Receiver) -> Play:
    said = forecast(posts=plan.said, start=plan.start, days=plan.days, seed=plan.seed)
    config = receiver.book.with_name("company.toml")
    config.write_text(company.text, encoding="utf-8")
    house = bot.config.house
    people = gather(bot, company, house, start=plan.start, seed=plan.seed, config=config)
    workers: Workers = Alongside(bot, clock)
    if plan.kills or plan.workers > 1:
        killer = draw_kills(plan.kills, busy=[one.at for one in said], seed=plan.seed)
        names = [f"simulation{number}" for number in range(plan.workers)]
        crew = Crew(names, bot.store, config, bot.config.database_url, receiver, killer)
        crew.start(plan.start)
        workers = crew
    return Play(
        bot=bot,
        clock=clock,
        workers=workers,
        receiver=receiver,
        people=people,
        weather=batched(said),
        start=plan.start,
        end=plan.end,
    )


def _judged(  # all of it goes into the report
    plan: Plan,
    company: Company,
    play: Play,
    store: SqlStore,
    began: float,
) -> Outcome:
    seconds, receiver = ticks() - began, play.receiver
    books = read_books(store)
    verdict = judge(
        books,
        receiver.read(),
        read_diaries(company),
        end=plan.end,
        read_as_made=play.people.made,
    )
    return Outcome(
        verdict=verdict,
        seed=plan.seed,
        start=plan.start,
        end=plan.end,
        people=plan.people,
        posts=play.told.posts,
        cases=len(books.cases),
        done=play.people.done,
        refused=play.people.refused,
        posted=receiver.posted,
        redrawn=receiver.redrawn,
        looked_up=receiver.found,
        kills=play.workers.killed,
        workers=plan.workers,
        memory=play.memory,
        database=size_of(store),
        seconds=seconds,
    )


@contextmanager
def _folder() -> Iterator[Path]:
    """A folder that is thrown away: in memory, where there is one for that."""
    memory = Path("/dev/shm")  # noqa: S108 - a folder of our own is made in it
    where = memory if memory.is_dir() else None
    with TemporaryDirectory(prefix="knuffel-simulation-", dir=where) as folder:
        yield Path(folder)


@contextmanager
def _progress(plan: Plan) -> Iterator[Progress]:
    """A bar with the simulated date."""
    bar = tqdm(total=plan.days, unit="day", file=sys.stderr, mininterval=1.0)

    def show(at: datetime) -> None:
        bar.set_postfix_str(f"{at:%Y-%m-%d %H:%M}", refresh=False)
        bar.update((at - plan.start).days - bar.n)

    with bar:
        yield show
