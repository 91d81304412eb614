"""What a visitor may see: every open channel, and nobody's private chat but their own."""

from __future__ import annotations

from bot.domain.employee import Account
from integrations.console.room import ConsoleRoom
from integrations.console.view import ConsoleChannel, ConsolePerson, Visitor

WORKSPACE = "local"


def account(person: ConsolePerson) -> Account:
    """A colleague's identity in this chat."""
    return Account("console", WORKSPACE, person.external_id)


def private(person: ConsolePerson) -> str:
    """A colleague's private conversation."""
    return f"private:{person.external_id}"


def channels(room: ConsoleRoom, visitor: Visitor) -> tuple[ConsoleChannel, ...]:
    """The channels that a visitor may read."""
    return tuple(one for one in room.channels() if visitor.me.is_webcare or not one.webcare)


def conversations(room: ConsoleRoom, visitor: Visitor) -> frozenset[str]:
    """Every conversation that a visitor may read."""
    named = {one.conversation for one in channels(room, visitor)}
    return frozenset(named | {private(visitor.me)})
