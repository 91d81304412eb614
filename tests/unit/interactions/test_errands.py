"""What is done by the way is done, or given up when the process stops, and neither is a fault."""

from __future__ import annotations

import asyncio
import gc

import pytest

from bot.interactions import errands
from bot.interactions.errands import AT_ONCE, Errands


async def test_what_waits_for_its_turn_when_the_process_stops_is_given_up_quietly(
    monkeypatch: pytest.MonkeyPatch, recwarn: pytest.WarningsRecorder
) -> None:
    monkeypatch.setattr(errands, "_PATIENCE", 0.05)
    begun: list[int] = []

    async def errand(number: int) -> None:
        begun.append(number)
        await asyncio.sleep(60)

    sent = Errands()
    for number in range(AT_ONCE + 3):
        sent.send(errand(number), "an errand")

    await sent.close()
    await asyncio.sleep(0.05)
    del sent
    gc.collect()

    assert len(begun) == AT_ONCE
    assert [str(one.message) for one in recwarn] == []
