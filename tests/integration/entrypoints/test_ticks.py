"""Ticks: whatever is heard or looked at in the background, a press waits for one piece of it."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable, Iterator, Sequence
from contextlib import asynccontextmanager
from datetime import datetime, timedelta
from typing import TypeVar

import pytest

from bot.config import DEFAULT_HOUSE, Config, parse_house
from bot.domain.employee import Account
from bot.domain.post import Author, Said
from bot.entrypoints import ticks
from bot.entrypoints.worker import working
from bot.interactions.interaction import Interaction
from bot.ports.hearing import Deed, Fetched, Heard
from bot.ports.storing import StorageAway
from bot.presentation.intent import Intent, Verb
from bot.usecases.attending import SHOWN_SINCE
from bot.usecases.hearing import BATCH
from bot.usecases.listening import TOLD_AFTER
from bot.wiring import Bot, wire

T = TypeVar("T")


@pytest.fixture
def bot(sqlite_stored: str) -> Iterator[Bot]:
    house = parse_house(DEFAULT_HOUSE, "default", {})
    bot = wire(Config(sqlite_stored, 0, "INFO", house), worker="w")
    yield bot
    bot.close()


def posts(bot: Bot, many: int, *, ago: timedelta = timedelta(0)) -> Fetched:
    at = bot.business.now() - ago
    return Fetched([_heard(number, at) for number in range(many)], "the end")


def _heard(number: int, at: datetime) -> Heard:
    said = Said("x", f"p{number}", Author(f"a{number}", "A"), "No internet.", at, language="en")
    return Heard(Deed.CREATED, "x", said.external_id, said)


@asynccontextmanager
async def pressing(bot: Bot, seen: list[int]) -> AsyncIterator[None]:
    """Somebody presses again and again; what the database held at each press."""

    def count() -> int:
        with bot.store.read() as uow:
            return uow.posts.count()

    async def again() -> None:
        while True:
            seen.append(await bot.runner.press(count))

    task = asyncio.create_task(again())
    yield
    task.cancel()
    await asyncio.wait([task])


async def test_presses_go_between_the_batches_of_what_is_heard(bot: Bot) -> None:
    seen: list[int] = []

    async with pressing(bot, seen):
        total = await ticks.hear_all(bot, "x", posts(bot, 5 * BATCH))

    assert total.posts == 5 * BATCH
    assert {BATCH, 3 * BATCH} <= set(seen)
    with bot.store.read() as uow:
        assert uow.cursors.get("x") == "the end"


async def test_what_gave_nothing_still_moves_its_cursor(bot: Bot) -> None:
    await ticks.hear_all(bot, "x", Fetched((), "further"))

    with bot.store.read() as uow:
        assert uow.cursors.get("x") == "further"


async def test_a_sweep_is_one_case_at_a_time(bot: Bot, monkeypatch: pytest.MonkeyPatch) -> None:
    await ticks.hear_all(bot, "x", posts(bot, 5))
    with bot.store.begin() as uow:
        uow.cases.look_at_all(at=bot.business.now())
        uow.commit()
    pieces: list[object] = []
    background = bot.runner.background

    async def counted(work: Callable[[], T]) -> T:
        pieces.append(work)
        return await background(work)

    monkeypatch.setattr(bot.runner, "background", counted)

    assert await ticks.sweep_due(bot) == 5
    assert len(pieces) == 5
    assert await ticks.sweep_due(bot) == 0


async def test_cards_that_say_who_looks_are_drawn_again_a_few_cases_at_a_time(bot: Bot) -> None:
    many = 2 * ticks.REDRAWN + 5
    await ticks.hear_all(bot, "x", posts(bot, many))
    await bot.carrier.carry_once()
    with bot.store.begin() as uow:
        uow.settings.set(SHOWN_SINCE, "")
        uow.commit()

    assert await ticks.redraw_attended(bot) >= many
    assert await ticks.redraw_attended(bot) == 0


async def test_a_worker_draws_cards_again_at_the_edges_of_working_time(bot: Bot) -> None:
    async with asyncio.timeout(10), working(bot):
        while _shown_since(bot) is None:
            await asyncio.sleep(0.05)


def _shown_since(bot: Bot) -> str | None:
    with bot.store.read() as uow:
        return uow.settings.get(SHOWN_SINCE) or None


class Broken:
    """A source that fails as no source should."""

    name = "broken"

    def __init__(self, fault: Exception) -> None:
        self.fault = fault

    async def fetch(self, cursor: str | None) -> Fetched:
        raise self.fault

    async def recheck(self, external_ids: Sequence[str]) -> Sequence[Heard]:
        raise self.fault


async def test_a_fault_of_a_source_counts_as_its_failure(bot: Bot) -> None:
    listener = ticks.Listener(Broken(KeyError("id")), bot.machine)

    for _ in range(TOLD_AFTER):
        await listener.listen(bot)

    with bot.store.read() as uow:
        (state,) = uow.cursors.list_states()
    assert (state.source, state.failures) == ("broken", TOLD_AFTER)


async def test_a_database_that_is_away_is_no_failure_of_a_source(bot: Bot) -> None:
    with pytest.raises(StorageAway):
        await ticks.Listener(Broken(StorageAway("away")), bot.machine).listen(bot)

    with bot.store.read() as uow:
        assert list(uow.cursors.list_states()) == []


async def test_what_a_leaver_held_is_anybodys_again_after_a_tick(bot: Bot) -> None:
    await ticks.hear_all(bot, "x", posts(bot, 1))
    bram = Account("console", "local", "bram")
    with bot.store.read() as uow:
        post = uow.posts.find("x", "p0")
        known = uow.employees.find_by_account(bram)
    assert post is not None
    assert post.case is not None
    assert known is not None
    claim = Interaction("d1", bram, Intent(Verb.CLAIM, f"case:{post.case}"))
    await bot.door.answer(claim)
    with bot.store.begin() as uow:
        uow.employees.set_active(known.id, active=False)
        uow.commit()

    await ticks.reown(bot)

    with bot.store.read() as uow:
        assert uow.cases.get(post.case).owner is None
