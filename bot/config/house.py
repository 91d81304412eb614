"""The house as configured: its people, channels and routes by key, before anything is numbered."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, time

from bot.domain.case import Level
from bot.domain.errors import Error
from bot.domain.flags import Flag
from bot.domain.policy import Ladder, Policy
from bot.domain.working_time import IsoWeek
from bot.ports.storing import Address
from bot.usecases.people import Known
from integrations.slack.config import SlackConfig
from integrations.sources.feed import FeedConfig
from integrations.sources.files import FileConfig
from integrations.sources.webhook import HookConfig
from integrations.teams.config import TeamsConfig

CHATS = ("console", "slack", "teams")
CONSOLE = "console"
CONSOLE_WORKSPACE = "local"
LANGUAGES = ("nl", "en")
LEVELS = {"lead": Level.LEAD, "manager": Level.MANAGER, "executive": Level.EXECUTIVE}


class BadConfig(Error):
    """The settings cannot be used. `mistakes` are sentences with place and remedy."""

    def __init__(self, mistakes: Sequence[str]) -> None:
        """All of them at once, so that nobody mends them one run at a time."""
        super().__init__("\n".join(mistakes))
        self.mistakes = tuple(mistakes)


@dataclass(frozen=True, slots=True)
class ChannelPlan:
    """An internal channel as configured."""

    key: str
    name: str
    address: Address
    language: str
    zone: str
    wide: bool = False
    webcare: bool = False
    shared: bool = False


@dataclass(frozen=True, slots=True)
class RoutePlan:
    """A route as configured: channels and people by key."""

    key: str
    channels: tuple[str, ...] = ()
    wide: tuple[str, ...] = ()
    department: str | None = None
    buddies: tuple[str, ...] = ()
    sources: frozenset[str] = frozenset()
    languages: frozenset[str] = frozenset()
    flags: frozenset[Flag] = frozenset()
    topics: frozenset[str] = frozenset()
    companies: frozenset[str] = frozenset()
    words_outside: bool = False
    normal: Ladder | None = None
    urgent: Ladder | None = None


@dataclass(frozen=True, slots=True)
class SwapPlan:
    """On this date somebody else has a duty; the person by key."""

    on: date
    person: str


@dataclass(frozen=True, slots=True)
class DutyPlan:
    """A duty as configured: people by key; see `bot.domain.rota.Duty`."""

    name: str
    days: frozenset[int]
    starts: time
    ends: time
    people: tuple[str, ...]
    holidays: bool
    first_week: IsoWeek
    swaps: tuple[SwapPlan, ...]


@dataclass(frozen=True, slots=True)
class House:
    """What the company chose. `policy` lacks only what the database numbers."""

    policy: Policy
    people: tuple[Known, ...]
    channels: tuple[ChannelPlan, ...]
    routes: tuple[RoutePlan, ...]
    leaders: Mapping[Level, tuple[str, ...]]
    managers: Mapping[str, tuple[str, ...]]
    readers: tuple[str, ...]
    """Who gets the weekly digest."""
    duties: tuple[DutyPlan, ...] = ()
    operators: tuple[str, ...] = ()
    """Who hears that something in a chat does not work."""
    feeds: tuple[FeedConfig, ...] = ()
    hooks: Mapping[str, HookConfig] = field(default_factory=dict)
    files: Mapping[str, FileConfig] = field(default_factory=dict)
    slack: SlackConfig | None = None
    """None: Slack is not used."""
    teams: TeamsConfig | None = None
    """None: Teams is not used."""


@dataclass(frozen=True, slots=True)
class Config:
    """All settings."""

    database_url: str
    port: int
    log_level: str
    house: House


DEFAULT_HOUSE = """
[company]
name = "Knuffel"

[channels.webcare]
webcare = true

[channels.everyone]
wide = true

[[routes]]
key = "everything"
channels = ["webcare"]
wide = ["everyone"]
buddies = ["anna"]

[people]
anna = { name = "Anna", department = "Webcare", roles = ["lead"] }
bram = { name = "Bram", department = "Support" }
chris = { name = "Chris", department = "Finance", language = "en" }
dina = { name = "Dina", department = "Board", roles = ["executive"] }
"""
"""Good enough to import and replay posts before anything is configured."""
