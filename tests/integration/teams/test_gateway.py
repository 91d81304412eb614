"""Teams' way out for cards: what a card becomes, and what is cut where it is too long."""

from __future__ import annotations

from dataclasses import replace

import pytest

from bot.domain.view import Audience
from bot.ports.chatting import NotDeliverable
from bot.ports.storing import Address
from bot.presentation.card import Card
from integrations.teams.errors import TooLong
from integrations.teams.gateway import TeamsGateway
from tests.contract.chatting.examples import a_card, a_long_card
from tests.integration.teams.office import CARE, CHANNEL, Office

READER = Audience("nl", "Europe/Amsterdam")


def drawn(card: Card) -> dict[Audience, Card]:
    return {READER: card}


async def test_a_card_is_a_message_with_a_summary_and_no_text_beside_it(office: Office) -> None:
    await office.gateway.post(CHANNEL, "key", drawn(a_card()))

    (message,) = office.fake.in_channel(CARE)
    (attachment,) = message["attachments"]
    assert "text" not in message
    assert message["summary"]
    assert attachment["content"]["version"] == "1.5"


async def test_a_second_card_is_never_put_under_another(office: Office) -> None:
    first = await office.gateway.post(CHANNEL, "1", drawn(a_card()))

    await office.gateway.post(CHANNEL, "2", drawn(a_card()), under=first)

    assert office.fake.names() == ["create", "create"]


async def test_what_is_too_long_goes_once_more_and_shorter(office: Office) -> None:
    office.fake.fail("create", 413)

    ref = await office.gateway.post(CHANNEL, "key", drawn(a_long_card()))

    long, short = (call.body for call in office.fake.calls)
    assert len(str(short)) < len(str(long))
    office.fake.fail("update", 413)
    await office.gateway.redraw(CHANNEL, ref, drawn(a_long_card()))
    assert office.fake.names() == ["create", "create", "update", "update"]


async def test_what_is_too_long_even_then_is_for_a_person(office: Office) -> None:
    office.fake.fail("create", 413, times=2)

    with pytest.raises(TooLong):
        await office.gateway.post(CHANNEL, "key", drawn(a_card()))


async def test_a_card_draws_itself_anew_for_those_whom_it_concerns(office: Office) -> None:
    async def concerned(address: Address, audience: Audience) -> list[str]:
        return ["29:erik"] if (address, audience) == (CHANNEL, READER) else []

    gateway = TeamsGateway(office.client, concerned)

    await gateway.post(CHANNEL, "key", drawn(a_card()))

    content = office.fake.in_channel(CARE)[0]["attachments"][0]["content"]
    assert content["refresh"]["userIds"] == ["29:erik"]


async def test_nothing_is_found_by_key_and_the_gateway_says_so(office: Office) -> None:
    ref = await office.gateway.post(CHANNEL, "key", drawn(a_card()))

    assert not office.gateway.abilities.finds
    assert await office.gateway.find(CHANNEL, "key") is None
    with pytest.raises(NotDeliverable):
        await office.gateway.stands(CHANNEL, ref)


async def test_one_posting_is_for_one_audience(office: Office) -> None:
    english = replace(READER, language="en")

    assert office.gateway.audiences(CHANNEL, english) == (english,)
