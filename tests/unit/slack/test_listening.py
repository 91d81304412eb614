"""What Slack tells by itself, where the database takes its time: 500 at once, the work goes on."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass, field
from types import SimpleNamespace
from typing import Any

import pytest

from bot.clock import ticks
from bot.ports.storing import StorageAway
from integrations.slack import inbound, listening
from tests.unit.slack.test_inbound import Behind

TEAM = "T0DRAAD"
USER = {"id": "U0ERIK", "team_id": TEAM, "profile": {"email": "erik@draadloos.example"}}
ON_A_CARD = {"type": "message", "channel": "C1", "ts": "1.2"}
EVENTS: list[dict[str, Any]] = [
    {"type": "user_change", "user": USER},
    {"type": "team_join", "user": USER},
    {"type": "reaction_added", "user": "U0ERIK", "reaction": "eyes", "item": ON_A_CARD},
    {"type": "channel_archive", "channel": "C1"},
    {"type": "channel_unarchive", "channel": "C1"},
    {"type": "channel_shared", "channel": "C1", "connected_team_id": "T9"},
    {"type": "channel_unshared", "channel": "C1", "is_ext_shared": False},
    {"type": "channel_id_changed", "old_channel_id": "C1", "new_channel_id": "C2"},
    {"type": "tokens_revoked", "tokens": {"bot": ["U0KNUFFEL"]}},
    {"type": "app_uninstalled"},
]


@dataclass
class Slow(Behind):
    """Whatever is to be recorded waits until the database is free, and then is or fails."""

    free: asyncio.Event = field(default_factory=asyncio.Event)
    fails: Exception | None = None
    recorded: list[str] = field(default_factory=list)

    def __getattr__(self, name: str) -> Any:
        async def record(*given: object) -> None:
            del given
            await self.free.wait()
            if self.fails is not None:
                raise self.fails
            self.recorded.append(name)

        return record

    async def end(self, grant: object, why: str) -> None:
        """As tokens: this waits for the database, too."""
        del grant, why
        await self.free.wait()

    async def of(self, workspace: str) -> Any:
        """As tokens: every workspace has one."""
        del workspace
        return SimpleNamespace(bot="U0KNUFFEL")


def envelope(event: dict[str, Any]) -> dict[str, Any]:
    return {"type": "event_callback", "team_id": TEAM, "event_id": "Ev1", "event": event}


@pytest.fixture
def _hurry(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(listening, "PATIENCE", 0.05)


async def let_go(behind: Slow) -> None:
    """The database is free; all that waited for it comes to its end."""
    behind.free.set()
    for _ in range(10):
        await asyncio.sleep(0)


def test_slack_has_its_answer_within_three_seconds() -> None:
    assert inbound.HURRY + listening.PATIENCE < 2.5


@pytest.mark.usefixtures("_hurry")
@pytest.mark.parametrize("event", EVENTS, ids=lambda event: str(event["type"]))
async def test_what_is_not_recorded_in_time_is_not_taken_and_is_recorded_later(
    event: dict[str, Any],
) -> None:
    behind = Slow()
    began = ticks()

    answer = await behind.door().dispatch(envelope(event))

    assert (answer.status, behind.recorded) == (500, [])
    assert ticks() - began < 1
    await let_go(behind)
    assert len(behind.recorded) == 1


@pytest.mark.usefixtures("_hurry")
async def test_what_fails_after_its_answer_is_told_in_the_log(
    caplog: pytest.LogCaptureFixture,
) -> None:
    for fails, told in ((StorageAway("BUSY"), False), (ValueError("a fault of ours"), True)):
        behind = Slow(fails=fails)
        await behind.door().dispatch(envelope(EVENTS[0]))
        caplog.clear()

        await let_go(behind)

        assert ("could not be recorded" in caplog.text) == told


@pytest.mark.usefixtures("_hurry")
async def test_no_more_than_so_many_wait_for_the_database(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(listening, "MOST_LATE", 3)
    behind = Slow()
    door = behind.door()

    answers = [await door.dispatch(envelope(EVENTS[0])) for _ in range(5)]
    await let_go(behind)

    assert {answer.status for answer in answers} == {500}
    assert behind.recorded.count("met") == 3
    assert (await door.dispatch(envelope(EVENTS[0]))).status == 200
