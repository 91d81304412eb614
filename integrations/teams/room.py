"""What Teams' door is given: everything that it does not do itself."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import datetime

from bot.domain.employee import Account
from bot.domain.ids import CaseId, EmployeeId
from bot.domain.view import Audience
from bot.interactions.interaction import Interaction, Reply
from bot.interactions.members import Members
from bot.interactions.places import Places
from bot.ports.storing import Address
from bot.presentation.card import Card
from integrations.teams.client import TeamsClient
from integrations.teams.company import Company
from integrations.teams.config import TeamsConfig
from integrations.teams.connector import Connector
from integrations.teams.conversations import Conversations


@dataclass(frozen=True, slots=True)
class TeamsRoom:
    """The surroundings of Teams' door."""

    config: TeamsConfig
    answer: Callable[[Interaction], Awaitable[Reply]]
    reader: Callable[[Account], Awaitable[Audience]]
    """For whom something is drawn; also where we do not know them, or cannot ask."""
    card: Callable[[Account, Address, CaseId], Awaitable[Card | None]]
    """A channel's card as one colleague reads it."""
    person: Callable[[Account], Awaitable[EmployeeId | None]]
    """Which colleague somebody is whom a person chose in Teams."""
    members: Members
    places: Places
    connector: Connector
    client: TeamsClient
    conversations: Conversations
    company: Company
    machine: Callable[[], datetime]
    """Machine time, UTC."""
    reads_threads: bool = False
    """Whether what helpers write under cards is looked at; else it is not even taken in."""
