"""A press that takes too long gets an honest word at once, and its outcome in private, once."""

from __future__ import annotations

import asyncio
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime

import pytest

from bot.config import DEFAULT_HOUSE, Config, parse_house
from bot.domain.employee import Account
from bot.domain.ids import CaseId
from bot.domain.post import Author, Said
from bot.interactions import door
from bot.interactions.door import Door
from bot.interactions.interaction import Interaction
from bot.ports.hearing import Deed, Fetched, Heard
from bot.ports.storing import StorageAway
from bot.presentation.intent import Intent, Verb
from bot.presentation.toast import Toast
from bot.usecases.hearing import hear
from bot.wiring import Bot, wire

BRAM = Account("console", "local", "bram")


@pytest.fixture
def bot(sqlite_stored: str, monkeypatch: pytest.MonkeyPatch) -> Iterator[Bot]:
    monkeypatch.setattr(door, "PATIENCE", 0.2)
    bot = wire(
        Config(sqlite_stored, 0, "INFO", parse_house(DEFAULT_HOUSE, "default", {})), worker="w"
    )
    yield bot
    bot.close()


@pytest.fixture
def case(bot: Bot) -> CaseId:
    now = datetime.now(UTC)  # noqa: TID251 - the door reads the real clock
    said = Said("x", "1", Author("a", "Jos"), "My internet is down.", now, language="en")
    hear(bot.desk, "x", Fetched([Heard(Deed.CREATED, "x", "1", said)], None), now=now)
    with bot.store.read() as uow:
        post = uow.posts.find("x", "1")
    assert post is not None
    assert post.case is not None
    return post.case


@contextmanager
def locked(bot: Bot) -> Iterator[None]:
    """Somebody else writes in the database, and takes their time."""
    file = bot.config.database_url.removeprefix("sqlite:///")
    database = sqlite3.connect(file, isolation_level=None)
    try:
        database.execute("BEGIN IMMEDIATE")
        yield
        database.execute("ROLLBACK")
    finally:
        database.close()


def notices(bot: Bot) -> int:
    """How many late answers there are; whatever was being done is done."""
    file = bot.config.database_url.removeprefix("sqlite:///")
    database = sqlite3.connect(file)
    try:
        question = "SELECT count(*) FROM notices WHERE kind = 'word_after'"
        return int(database.execute(question).fetchone()[0])
    finally:
        database.close()


async def pressed(bot: Bot, intent: Intent, **fields: str) -> str:
    reply = await bot.door.answer(Interaction("d1", BRAM, intent, fields, "en"))
    assert isinstance(reply, Toast)
    return reply.says.plain


async def done(bot: Bot) -> None:
    """Wait until nothing is left to do."""
    for _ in range(3):  # a press, what it leads to, and what that leads to
        await bot.runner.background(lambda: None)
        await asyncio.sleep(0.05)


async def test_a_late_press_finishes_and_its_outcome_is_told_once(bot: Bot, case: CaseId) -> None:
    with locked(bot):
        word = await pressed(bot, Intent(Verb.CLAIM, f"case:{case}"))
    await done(bot)

    assert "Not recorded yet" in word
    assert notices(bot) == 1
    with bot.store.read() as uow:
        assert uow.cases.get(case).owner is not None


async def test_a_press_that_fails_late_is_told_as_well(bot: Bot, case: CaseId) -> None:
    with locked(bot):
        word = await pressed(bot, Intent(Verb.CLAIM, f"case:{case}"))
        await asyncio.sleep(1.8)  # longer than a press waits for its turn
    await done(bot)

    assert "Not recorded yet" in word
    assert notices(bot) == 1
    with bot.store.read() as uow:
        assert uow.cases.get(case).owner is None


async def test_help_that_is_asked_for_instead_is_a_press_that_is_told_late(
    bot: Bot, case: CaseId
) -> None:
    await pressed(bot, Intent(Verb.CLAIM, f"case:{case}"))

    with locked(bot):
        instead = Interaction(
            "d2", BRAM, Intent(Verb.CANNOT, f"case:{case}"), {"instead": "ask_help"}, "en"
        )
        reply = await bot.door.answer(instead)
    await done(bot)

    assert isinstance(reply, Toast)
    assert "Not recorded yet" in reply.says.plain
    assert notices(bot) == 1


async def test_an_answer_that_was_promised_waits_for_storage(
    bot: Bot, case: CaseId, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(door, "_RESTS", (0.1,))
    noted: list[bool] = []

    def away_at_first(_door: Door, _said: Interaction, failed: bool) -> None:
        noted.append(failed)
        if len(noted) == 1:
            raise StorageAway("away")

    monkeypatch.setattr(Door, "_note_outcome", away_at_first)
    with locked(bot):
        await pressed(bot, Intent(Verb.CLAIM, f"case:{case}"))
    await done(bot)
    await asyncio.sleep(0.3)

    assert noted == [False, False]


async def test_a_language_that_a_page_sets_by_itself_is_not_told_late(bot: Bot) -> None:
    with locked(bot):
        await pressed(bot, Intent(Verb.SET_LANGUAGE, "house", argument="nl"), language="nl")
    await done(bot)

    assert notices(bot) == 0


async def test_who_stops_the_process_waits_for_what_was_promised(bot: Bot, case: CaseId) -> None:
    with locked(bot):
        word = await pressed(bot, Intent(Verb.CLAIM, f"case:{case}"))

    await bot.door.finish()

    assert "Not recorded yet" in word
    assert notices(bot) == 1


async def test_who_stops_the_process_does_not_wait_for_ever(bot: Bot, case: CaseId) -> None:
    with locked(bot):
        await pressed(bot, Intent(Verb.CLAIM, f"case:{case}"))
        await bot.door.finish(0.01)

        assert notices(bot) == 0
    await done(bot)
