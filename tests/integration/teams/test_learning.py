"""What comes in tells where it is answered: once in memory, and for ever in the database."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from bot.ports.storing import Address, Met
from integrations.teams.conversations import EVERY, FRESH, PERSONAL, Conversations
from tests.fakes.runner import AtOnce
from tests.fakes.teams_connector import TENANT
from tests.integration.teams.office import ERIK, HELLO, Office


def activity(office: Office, **more: Any) -> dict[str, Any]:
    return {
        "type": "message",
        "serviceUrl": office.fake.url,
        "conversation": {"id": "a:erik", "conversationType": "personal", "tenantId": TENANT},
        "from": {"aadObjectId": "erik"},
        **more,
    }


async def stored(office: Office) -> Met | None:
    """What another process would know."""
    await office.conversations.close()
    return await Conversations(office.store, AtOnce(), office.now).find(ERIK)


async def test_whoever_wrote_can_be_answered_at_once_and_by_every_process(office: Office) -> None:
    office.fake.in_private("erik")
    office.conversations.note(activity(office))

    await office.client.post(ERIK, HELLO)

    assert office.fake.names() == ["send"]
    assert await stored(office) == Met(ERIK, office.fake.url, "a:erik", PERSONAL, office.now())


async def test_what_is_known_is_written_once_a_day(office: Office) -> None:
    office.conversations.note(activity(office))
    first = await stored(office)
    office.wait(timedelta(hours=1))
    office.conversations.note(activity(office))
    same = await stored(office)
    office.wait(EVERY)
    office.conversations.note(activity(office))
    later = await stored(office)

    assert first == same
    assert first is not None
    assert later is not None
    assert later.seen_at == first.seen_at + timedelta(hours=1) + EVERY


async def test_an_address_that_changed_is_written_at_once(office: Office) -> None:
    office.conversations.note(activity(office))
    office.conversations.note(activity(office, serviceUrl="https://moved.example/"))

    known = await stored(office)

    assert known is not None
    assert known.service_url == "https://moved.example/"


async def test_who_blocked_us_and_writes_again_is_written_to_again(office: Office) -> None:
    office.conversations.note(activity(office))
    await office.conversations.close()
    await office.conversations.block(ERIK, "blocked")
    blocked = await stored(office)

    office.conversations.note(activity(office))
    again = await stored(office)

    assert blocked is not None
    assert again is not None
    assert (blocked.why, again.why) == ("blocked", None)


async def test_whom_another_process_found_shut_is_open_again_once_they_speak(
    office: Office,
) -> None:
    opened: list[Address] = []

    async def told(address: Address) -> None:
        opened.append(address)

    door = Conversations(office.store, AtOnce(), office.now, told)
    door.note(activity(office))
    await door.close()
    await office.conversations.block(ERIK, "blocked")

    door.note(activity(office))
    await door.close()
    assert opened == []  # a moment ago it was open: it is looked at again in a minute
    office.wait(FRESH)
    door.note(activity(office))
    await door.close()
    office.wait(FRESH)
    door.note(activity(office))
    await door.close()

    assert opened == [ERIK]


async def test_a_farewell_opens_nothing(office: Office) -> None:
    opened: list[Address] = []

    async def told(address: Address) -> None:
        opened.append(address)

    door = Conversations(office.store, AtOnce(), office.now, told)
    await door.block(ERIK, "blocked")
    door.note(activity(office, type="installationUpdate", action="remove"))
    door.note(activity(office, type="installationUpdate", action="remove"))
    await door.close()

    assert opened == []


async def test_the_place_heard_of_last_tells_where_an_organisation_is_answered(
    office: Office,
) -> None:
    office.wait(timedelta(hours=1))
    office.conversations.note(activity(office, serviceUrl="https://newest.example/"))
    await office.conversations.close()

    assert await office.conversations.service_url(TENANT) == "https://newest.example/"
    assert await office.conversations.service_url("elsewhere") is None
