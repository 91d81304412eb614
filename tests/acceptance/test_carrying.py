"""Carrying through trouble: a chat or a database that is away, faults of ours, slow workers."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from functools import partial
from threading import Thread
from typing import TypeVar

import pytest

from bot.carrying import carrier
from bot.carrying.carrier import CALL, LEASE, MOST_FAULTS
from bot.ports.chatting import ChatAway, NotDeliverable
from bot.ports.storing import StaleCase, StorageAway
from bot.presentation.intent import Verb
from tests.acceptance.world import World
from tests.fakes.runner import AtOnce

T = TypeVar("T")


class Troubled(AtOnce):
    """Runs work, but for what is named here: before it, something happens."""

    def __init__(self, work: str, happens: Callable[[], None]) -> None:
        self._work, self._happens = work, happens

    async def background(self, work: Callable[[], T]) -> T:
        if isinstance(work, partial) and work.func.__name__ == self._work:
            self._happens()
        return work()


def _fails(fault: Exception) -> Callable[[], None]:
    def fail() -> None:
        raise fault

    return fail


def _carries(world: World, work: str, happens: Callable[[], None], worker: str = "w1") -> None:
    """One round of a worker to which something happens before a piece of work."""
    troubled = replace(world.carrier, runner=Troubled(work, happens), worker=worker)
    asyncio.run(troubled.carry_once())


def _dead(world: World) -> list[str]:
    with world.store.read() as uow:
        return [why for _, why in uow.outbox.list_dead(limit=10)]


def _tries(world: World, times: int) -> None:
    for _ in range(times):
        world.machine += timedelta(minutes=6)
        world.carry()


@pytest.mark.parametrize("work", ["_prepare", "_sent", "_later"])
@pytest.mark.parametrize("away", [StorageAway("x"), StaleCase("x")])
def test_a_database_that_is_away_after_a_long_trouble_of_the_chat_loses_nothing(
    world: World, work: str, away: Exception
) -> None:
    """Neither is a fault of ours: a row is never buried for them, and never posted twice."""
    world.chat.failures = [ChatAway("timeout")] * (MOST_FAULTS + 4)
    world.says("jos", "Hallo?")
    _tries(world, MOST_FAULTS + (4 if work == "_later" else 3))

    world.machine += timedelta(minutes=6)
    _carries(world, work, _fails(away))
    assert _dead(world) == []
    _tries(world, 2)

    assert len(world.channel("webcare")) == 1
    assert world.chat.posted == 1


def test_a_database_that_is_away_when_a_message_was_posted_keeps_it_up_to_date(
    world: World,
) -> None:
    """The message is found by its key, and redrawn from then on."""
    world.chat.failures = [ChatAway("timeout")]
    case = world.says("jos", "Hallo?")
    world.machine += timedelta(minutes=6)
    _carries(world, "_sent", _fails(StorageAway("x")))
    world.carry()

    world.erik.presses(Verb.CLAIM, case)

    (card,) = world.channel("webcare")
    assert "Erik" in card.text


def test_a_fault_of_ours_buries_what_was_never_posted_after_some_tries(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A poison row is a dead letter, and goes out when the fault is mended."""
    with monkeypatch.context() as broken:
        broken.setattr(carrier, "prepare", _broken)
        world.says("jos", "Hallo?")
        _tries(world, MOST_FAULTS)
        assert _dead(world) == ["KeyError"]
    _tries(world, 1)
    assert not world.channel("webcare")

    with world.store.begin() as uow:
        uow.outbox.revive(now=world.now)
        uow.commit()
    world.carry()

    assert len(world.channel("webcare")) == 1
    assert _dead(world) == []


@pytest.mark.parametrize("ours", [True, False])
def test_a_card_that_could_not_be_redrawn_shows_the_next_truth(
    world: World, monkeypatch: pytest.MonkeyPatch, ours: bool
) -> None:
    """It is posted, so it is never given up for good."""
    case = world.says("jos", "Hallo?")
    with monkeypatch.context() as broken:
        if ours:
            broken.setattr(carrier, "prepare", _broken)
        else:
            world.chat.failures = [NotDeliverable("too_long")] * 2
        world.erik.presses(Verb.CLAIM, case)
        _tries(world, MOST_FAULTS)
        assert _dead(world)

    world.erik.presses(Verb.REPLY, case)

    (card,) = world.channel("webcare")
    assert "Erik" in card.text


def _broken(*_: object, **__: object) -> None:
    raise KeyError("x")


def test_a_slow_worker_leaves_its_rows_to_who_has_the_lane_now(world: World) -> None:
    """Two workers never post the same row, however long one waited in its queue."""
    world.chat.failures = [ChatAway("timeout")]
    world.says("jos", "Hallo?")
    world.machine += timedelta(minutes=6)

    def another_carries() -> None:
        world.machine += LEASE
        fast = replace(world.carrier, worker="fast")
        thread = Thread(target=lambda: asyncio.run(fast.carry_once()))
        thread.start()
        thread.join()

    _carries(world, "_prepare", another_carries)

    assert world.chat.posted == 1
    assert len(world.channel("webcare")) == 1


def test_a_worker_that_prepared_too_long_does_not_call_any_more(world: World) -> None:
    """The call could come back when the lane is somebody else's."""
    world.chat.failures = [ChatAway("timeout")]
    world.says("jos", "Hallo?")
    world.machine += timedelta(minutes=6)
    calls = world.chat.calls

    def waits() -> None:
        world.machine += LEASE - timedelta(seconds=CALL - 1)

    _carries(world, "_prepare", waits)

    assert world.chat.calls == calls
    world.carry()
    assert len(world.channel("webcare")) == 1
