"""What a chat tells of its conversations is kept: how each is answered, and which take nothing."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from bot.ports.storing import Address, Met, UnitOfWork
from tests.stores import MACHINE

HOUR = timedelta(hours=1)
ERIK = Met(
    address=Address("teams", "tenant-1", "private:erik"),
    service_url="https://smba.example/emea/",
    external_id="a:1abc",
    kind="personal",
    seen_at=MACHINE,
)
CHANNEL = Met(
    address=Address("teams", "tenant-1", "19:care@thread.tacv2"),
    service_url="https://smba.example/amer/",
    external_id="19:care@thread.tacv2",
    kind="channel",
    seen_at=MACHINE + HOUR,
)


def test_a_conversation_is_what_was_told_last(uow: UnitOfWork) -> None:
    uow.conversations.note(replace(ERIK, external_id="a:older", service_url="https://older/"))
    uow.conversations.note(ERIK)
    uow.conversations.note(replace(ERIK, address=replace(ERIK.address, workspace="tenant-2")))

    assert uow.conversations.find(ERIK.address) == ERIK
    assert uow.conversations.find(replace(ERIK.address, conversation="private:anna")) is None
    assert uow.conversations.find(replace(ERIK.address, chat="slack")) is None


def test_a_workspaces_newest_conversation_tells_where_it_is_answered(uow: UnitOfWork) -> None:
    for met in (CHANNEL, ERIK):
        uow.conversations.note(met)

    assert uow.conversations.newest("teams", "tenant-1") == CHANNEL
    assert uow.conversations.newest("teams", "tenant-2") is None


def test_conversations_of_a_kind_are_listed_with_the_blocked_ones(uow: UnitOfWork) -> None:
    for met in (CHANNEL, ERIK):
        uow.conversations.note(met)
    uow.conversations.block(ERIK.address, "blocked", at=MACHINE + HOUR)

    (found,) = uow.conversations.list_of("teams", "personal")

    assert found == replace(ERIK, blocked_at=MACHINE + HOUR, why="blocked")
    assert uow.conversations.list_of("slack", "personal") == []


def test_the_first_block_counts_until_the_conversation_is_heard_of_again(uow: UnitOfWork) -> None:
    uow.conversations.note(ERIK)

    assert uow.conversations.block(ERIK.address, "blocked", at=MACHINE)
    assert not uow.conversations.block(ERIK.address, "removed", at=MACHINE + HOUR)
    assert not uow.conversations.block(CHANNEL.address, "blocked", at=MACHINE)
    blocked = uow.conversations.find(ERIK.address)
    uow.conversations.note(ERIK)

    assert blocked == replace(ERIK, blocked_at=MACHINE, why="blocked")
    assert uow.conversations.find(ERIK.address) == ERIK
