"""What Slack's door is given: everything that it does not do itself."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import datetime

from bot.domain.employee import Account
from bot.domain.ids import EmployeeId
from bot.domain.view import Audience
from bot.interactions.interaction import Interaction, Reply
from bot.interactions.members import Members
from bot.interactions.places import Places
from integrations.slack.client import SlackClient
from integrations.slack.config import SlackConfig
from integrations.slack.installs import Tokens


@dataclass(frozen=True, slots=True)
class SlackRoom:
    """The surroundings of Slack's door."""

    config: SlackConfig
    answer: Callable[[Interaction], Awaitable[Reply]]
    reader: Callable[[Account], Awaitable[Audience]]
    """For whom something is drawn; also where we do not know them, or cannot ask."""
    person: Callable[[Account], Awaitable[EmployeeId | None]]
    """Which colleague somebody is whom a person chose in Slack."""
    members: Members
    places: Places
    tokens: Tokens
    client: SlackClient
    machine: Callable[[], datetime]
    """Machine time, UTC: signatures are judged by it."""
    reads_threads: bool = False
    """Whether what helpers write under cards is looked at; else it is not even taken in."""
