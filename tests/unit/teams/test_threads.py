"""What people write in Teams without asking us: passed on where that is on, never answered."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from bot.domain.employee import Account
from bot.ports.storing import Address
from integrations.teams.config import TeamsConfig
from integrations.teams.manifest import manifest
from tests.unit.teams.test_inbound import Behind, activity, door

PLACE = "19:webcare@thread.tacv2"
BOT = {"id": "28:bot"}


@dataclass
class Places:
    """Keeps what is passed on."""

    wrote_of: list[tuple[Any, ...]] = field(default_factory=list)

    async def wrote(self, *given: Any) -> None:
        self.wrote_of.append(given)


def words(**more: Any) -> dict[str, Any]:
    conversation = {
        "id": f"{PLACE};messageid=5",
        "conversationType": "channel",
        "tenantId": "t1",
    }
    said = {"id": "7", "text": "<p>Ik bel Jos morgen.</p>", "recipient": BOT}
    return activity("message", **{"conversation": conversation, **said, **more})


async def heard(told: dict[str, Any], *, threads: bool = True) -> tuple[list[Any], Behind]:
    behind, places = Behind(), Places()
    answer = await door(behind, places=places, reads_threads=threads).handle(told)
    assert answer is None
    return places.wrote_of, behind


async def test_words_in_a_thread_are_passed_on_and_not_answered() -> None:
    (given,), behind = await heard(words())

    assert given == (
        Account("teams", "t1", "erik"),
        Address("teams", "t1", PLACE),
        f"{PLACE};messageid=5|5",
        "Ik bel Jos morgen.",
        f"{PLACE};messageid=5:7",
    )
    assert behind.answered == behind.said == []


async def test_what_begins_a_thread_is_under_no_card() -> None:
    passed_on, _ = await heard(words(id="5"))

    assert passed_on == []


async def test_whoever_mentions_us_asks_us() -> None:
    mention = {"type": "mention", "text": "<at>Knuffel</at>", "mentioned": BOT}

    passed_on, behind = await heard(words(text="<at>Knuffel</at> help", entities=[mention]))

    assert passed_on == []
    assert len(behind.answered) == 1


async def test_switched_off_nothing_is_passed_on_nor_answered() -> None:
    passed_on, behind = await heard(words(), threads=False)

    assert passed_on == []
    assert behind.answered == []


def test_a_team_is_asked_for_consent_only_where_that_is_switched_on() -> None:
    config = TeamsConfig(app_id="x", public_url="https://knuffel.example.com")

    off, on = (manifest(config, language="nl", threads=threads) for threads in (False, True))

    assert "authorization" not in off
    (asked,) = on["authorization"]["permissions"]["resourceSpecific"]
    assert asked == {"name": "ChannelMessage.Read.Group", "type": "Application"}
    assert on["version"] > off["version"]
