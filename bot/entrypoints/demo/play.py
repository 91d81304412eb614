"""`demo`: fills an invented company through the real use cases, then lets a visitor in."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import AsyncIterator, Iterator, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from functools import partial
from importlib.resources import files
from itertools import count
from pathlib import Path
from shutil import copyfile
from tempfile import TemporaryDirectory

from bot.clock import machine_millis, machine_now
from bot.config import Config, database_url, parse_house
from bot.domain.employee import Account
from bot.domain.errors import Error
from bot.domain.ids import CaseId
from bot.domain.post import Author, Said
from bot.entrypoints.all_in_one import run_all
from bot.entrypoints.demo.stories import BEGINS, COMING, Coming, Does, Says, Step, steps
from bot.entrypoints.process import run, saying, tried
from bot.entrypoints.replaying import remove_database, set_clock
from bot.interactions.interaction import Interaction
from bot.ports.hearing import Deed, Fetched, Heard
from bot.ports.storing import ClockRow
from bot.presentation.intent import Intent, Verb
from bot.usecases.digesting import make_due_digests, plan_digests
from bot.usecases.hearing import hear
from bot.usecases.ringing import sweep
from bot.wiring import Bot, wire
from integrations.console.people import WORKSPACE
from storage.migrate import migrate

log = logging.getLogger(__name__)

FILE = "demo.db"
RATE = 60.0
"""A minute is an hour."""
FIRST_AFTER = 20.0
NEXT_AFTER = 150.0
"""Seconds of machine time until a complaint comes, and between two."""
_HEARTBEAT = 2.0
"""Seconds between two notes of how late it is, for whoever starts the demo again."""
_AT, _TOLD = "demo.at", "demo.told"
"""Settings: business time, and how many complaints have come."""
_AT_ONE_GO = timedelta(minutes=10)
"""What follows so soon is carried together: the visitor has not come in yet."""
_OF_PROMISES = frozenset({Verb.KEEP, Verb.MOVE, Verb.BREAK, Verb.WAIVE})
_OF_GOODWILL = frozenset({Verb.TELL_GOODWILL, Verb.APPROVE_GOODWILL})


class StoryBroken(Error):
    """A step of a story was refused: the stories and the rules no longer agree."""


def run_demo(*, fresh: bool, port: int | None) -> int:
    """Run the demo until it is stopped; the exit code."""
    config = demo_config(f"sqlite:///{FILE}", port=port)
    prepare(config, fresh=fresh)
    bot = wire(config, worker=f"demo{machine_millis()}")
    _go_on(bot)
    words = _INVITATION.format(url=f"http://127.0.0.1:{config.port}/")
    run(run_all(bot, visiting, partial(saying, words=words)))
    return 0


def demo_config(url: str, *, port: int | None) -> Config:
    """The settings of Draadloos on a database of its own; the environment has no say."""
    text = files(__package__).joinpath("company.toml").read_text(encoding="utf-8")
    house = parse_house(text, "company.toml")
    return Config(database_url(url), 8300 if port is None else port, "WARNING", house)


def prepare(config: Config, *, fresh: bool) -> None:
    """Make a filled database, unless there is one. It appears whole or not at all."""
    file = Path(config.database_url.removeprefix("sqlite:///"))
    if fresh:
        remove_database(config.database_url)
    if file.exists():
        return
    with TemporaryDirectory(dir=_quick_folder()) as folder:
        made = Path(folder) / file.name
        fill(replace(config, database_url=f"sqlite:///{made}"))
        beside = file.with_name(f"{file.name}.new")
        copyfile(made, beside)
    remove_database(config.database_url)
    beside.replace(file)


def fill(config: Config) -> None:
    """Play the stories on an empty database, with every clock at the moment of the story."""
    migrate(config.database_url)
    bot = wire(config, worker="demo")
    _stand_still(bot, steps()[0].at - timedelta(hours=1))
    try:
        asyncio.run(_Stage(bot).play())
        _write(bot, {_AT: BEGINS.isoformat()})
    finally:
        bot.close()


def _quick_folder() -> Path | None:
    """Memory, where there is a folder for it: what is half filled is thrown away anyway."""
    memory = Path("/dev/shm")  # noqa: S108 - a folder of our own is made in it
    return memory if memory.is_dir() else None


def _setting(bot: Bot, name: str) -> str | None:
    with bot.store.read() as uow:
        return uow.settings.get(name)


def _go_on(bot: Bot) -> None:
    """Business time goes on from where it was when the demo was last seen."""
    at = datetime.fromisoformat(_setting(bot, _AT) or BEGINS.isoformat())
    set_clock(bot.store, ClockRow(at, machine_now(), RATE))
    bot.business.reread()


def _stand_still(bot: Bot, at: datetime) -> None:
    """Stop business time at a moment."""
    set_clock(bot.store, ClockRow(at, machine_now(), 0.0))
    bot.business.reread()


# --- before the visitor comes -------------------------------------------------------------------


@dataclass(slots=True)
class _Stage:
    """Where the stories are played: customers speak, colleagues press, time is moved by hand."""

    bot: Bot
    numbers: Iterator[int] = field(default_factory=lambda: count(1))
    said: dict[str, tuple[str, str]] = field(default_factory=dict)
    """The first post of each customer: source and id."""

    async def play(self) -> None:
        """Everything up to the visitor."""
        following = [*(step.at for step in steps()[1:]), BEGINS]
        for step, then in zip(steps(), following, strict=True):
            await self._go_to(step.at)
            self._take(step)
            if then - step.at > _AT_ONE_GO:
                await self.bot.carrier.carry_once()
        await self._go_to(BEGINS)
        while await self.bot.carrier.carry_once():
            pass

    def _take(self, step: Step) -> None:
        if isinstance(step, Says):
            self._say(step)
        else:
            self._do(step)

    async def _go_to(self, at: datetime) -> None:
        """Let time pass, stopping wherever something is due."""
        while (following := self._next(at)) is not None:
            _stand_still(self.bot, following)
            self._look(following)
            await self.bot.carrier.carry_once()
        _stand_still(self.bot, at)
        self._look(at)

    def _next(self, at: datetime) -> datetime | None:
        """The next moment before `at` at which something is due, or a working day begins."""
        now = self.bot.business.now()
        morning = (now + timedelta(days=1)).replace(hour=9, minute=0, second=0, microsecond=0)
        with self.bot.store.read() as uow:
            look_at = uow.cases.next_look_at()
        due = max(look_at, now + timedelta(seconds=1)) if look_at is not None else morning
        following = min(due, morning)
        return following if following < at else None

    def _look(self, now: datetime) -> None:
        plan_digests(self.bot.desk, now=now)
        make_due_digests(self.bot.desk, now=now)
        sweep(self.bot.desk, now=now)

    def _say(self, step: Says) -> None:
        number = f"demo-{next(self.numbers)}"
        self.said.setdefault(step.customer, (step.source, number))
        heard = _heard(step.customer, step.text, step.source, number, step.at, step.language)
        hear(self.bot.desk, step.source, Fetched([heard], number), now=step.at)

    def _do(self, step: Does) -> None:
        account = Account("console", WORKSPACE, step.who)
        fields = {name: self._value(value) for name, value in step.fields.items()}
        delivery = f"demo-{next(self.numbers)}"
        subject, argument = self._subject(step.verb, step.customer)
        answer = self.bot.door.act(
            Interaction(delivery, account, Intent(step.verb, subject, argument=argument), fields)
        )
        if answer.refused:
            raise StoryBroken(f"{step.at:%d-%m %H:%M} {step.who} {step.verb}: {answer.code}")

    def _subject(self, verb: Verb, customer: str) -> tuple[str, str | None]:
        if verb is Verb.READ_DIGEST:
            return f"digest:{customer}", None
        case = self._case_of(customer)
        with self.bot.store.read() as uow:
            found = uow.cases.get(case)
        if verb in _OF_PROMISES:
            return f"promise:{found.open_promises[0].id}", None
        if verb in _OF_GOODWILL:
            return f"case:{case}", str(found.goodwill[-1].id)
        return f"case:{case}", None

    def _case_of(self, customer: str) -> CaseId:
        source, number = self.said[customer]
        with self.bot.store.read() as uow:
            post = uow.posts.find(source, number)
        if post is None or post.case is None:
            raise StoryBroken(f"{customer} has no case")
        return post.case

    def _value(self, value: str | tuple[str, ...]) -> str | tuple[str, ...]:
        """`@amy` is a colleague, `#mia` another customer's case."""
        if isinstance(value, str) and value.startswith("@"):
            with self.bot.store.read() as uow:
                return str(uow.employees.find_by_key(value[1:]))
        if isinstance(value, str) and value.startswith("#"):
            return str(self._case_of(value[1:]))
        return value


def _heard(  # one keyword less than a post has
    customer: str, text: str, source: str, number: str, at: datetime, language: str
) -> Heard:
    said = Said(
        source=source,
        external_id=number,
        author=Author(f"{source}:{customer}", customer),
        text=text,
        said_at=at,
        company="Draadloos",
        language=language,
    )
    return Heard(Deed.CREATED, source, number, said)


# --- while the visitor watches ------------------------------------------------------------------


@asynccontextmanager
async def visiting(bot: Bot) -> AsyncIterator[None]:
    """New complaints come, and the time is noted, as long as the context is open."""
    tasks = [asyncio.create_task(_complain(bot)), asyncio.create_task(_note_time(bot))]
    try:
        yield
    finally:
        for task in tasks:
            task.cancel()
        await asyncio.wait(tasks)
        _write(bot, {_AT: bot.business.now().isoformat()})


async def _complain(bot: Bot) -> None:
    await asyncio.sleep(FIRST_AFTER)
    while True:
        came = await tried(bot.runner.background(partial(complain_once, bot)), "a complaint")
        await asyncio.sleep(NEXT_AFTER if came else _HEARTBEAT)


def complain_once(bot: Bot) -> int:
    """The next complaint comes; how many have come. The same one never comes twice."""
    number = int(_setting(bot, _TOLD) or 0)
    now = bot.business.now()
    coming = COMING[number % len(COMING)]
    name = _name(coming, number // len(COMING))
    heard = _heard(name, coming.text, coming.source, f"live-{number}", now, coming.language)
    hear(bot.desk, coming.source, Fetched([heard], f"live-{number}"), now=now)
    _write(bot, {_TOLD: str(number + 1)})
    return number + 1


def _name(coming: Coming, turn: int) -> str:
    """Somebody else with the same complaint, the second time around."""
    return coming.customer if not turn else f"{coming.customer} {turn + 1}"


async def _note_time(bot: Bot) -> None:
    while True:
        at = bot.business.now().isoformat()
        await tried(bot.runner.background(partial(_write, bot, {_AT: at})), "the time")
        await asyncio.sleep(_HEARTBEAT)


def _write(bot: Bot, settings: Mapping[str, str]) -> None:
    with bot.store.begin() as uow:
        for name, value in settings.items():
            uow.settings.set(name, value)
        uow.commit()


_INVITATION = """
Draadloos, een verzonnen telecombedrijf / an invented telecom company:  {url}
Een minuut is hier een uur.  A minute is an hour here; the clock at the top moves it on.

1. Je bent Erik. Wacht even: er komt een nieuwe klacht. You are Erik. Wait: a complaint arrives.
2. Pak hem op, en kijk in je privéchat.                 Take it, and look in your private chat.
3. Reageer, beloof iets voor vandaag, zet de klok vooruit.  Reply, promise, move the clock on.
4. Je wordt herinnerd: gedaan, dan opgelost.            You are reminded: done, then solved.
5. Word Dirk (directie) en lees het maandagbericht.     Become Dirk and read the Monday report.

Ctrl-C: stoppen / stop.  Weer starten gaat verder; start again to go on, --fresh to start over.
"""
