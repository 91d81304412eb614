"""What the page around the cards shows: people, channels, the clock; plain values."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

from bot.domain.employee import Role
from bot.presentation.form import Form
from bot.presentation.page import Page
from bot.presentation.toast import Toast


@dataclass(frozen=True, slots=True)
class ConsolePerson:
    """A colleague whom a visitor can be; `external_id` is the account's."""

    external_id: str
    name: str
    department: str
    roles: frozenset[Role] = frozenset()

    @property
    def is_webcare(self) -> bool:
        """Sees the channels that are for webcare only."""
        return bool(self.roles & {Role.WEBCARE, Role.LEAD})


@dataclass(frozen=True, slots=True)
class ConsoleChannel:
    """A channel of the console; `conversation` is `channel:{key}`."""

    conversation: str
    name: str
    wide: bool = False
    webcare: bool = False
    """For webcare only."""

    @property
    def key(self) -> str:
        """What stands in the page's address."""
        return self.conversation.removeprefix("channel:")


class Step(StrEnum):
    """How far the demo's clock is moved."""

    TEN_MINUTES = "ten_minutes"
    HOUR = "hour"
    WORKING_DAY = "working_day"
    """To the next working day, 09:00."""
    NEXT_EVENT = "next_event"
    """To the next moment at which something is due."""


@dataclass(frozen=True, slots=True)
class ClockFace:
    """What the demo's clock shows: business time, and how fast it runs."""

    now: datetime
    rate: float = 1.0


@dataclass(frozen=True, slots=True)
class Visitor:
    """Whoever looks at the page: a browser, as the colleague that it is now."""

    session: str
    token: str
    """What a form of this browser must bring along."""
    me: ConsolePerson
    language: str
    theme: str
    """`auto`, `light`, `dark`."""


@dataclass(frozen=True, slots=True)
class Hidden:
    """What every form carries unseen."""

    token: str
    delivery: str
    me: str
    back: str


@dataclass(frozen=True, slots=True)
class Shown:
    """A posted card as one visitor reads it; `body` is HTML that the gateway kept."""

    ref: str
    body: str
    posted_at: datetime


@dataclass(frozen=True, slots=True)
class Lane:
    """A channel in the list at the side, with how many cards it has."""

    channel: ConsoleChannel
    count: str


@dataclass(frozen=True, slots=True)
class Board:
    """A conversation, oldest card first; without a channel it is the visitor's private one."""

    conversation: str
    channel: ConsoleChannel | None
    cards: tuple[Shown, ...]


Content = Board | Page | Form | Toast


@dataclass(frozen=True, slots=True)
class Frame:
    """Everything around the content of a page."""

    visitor: Visitor
    people: tuple[ConsolePerson, ...]
    lanes: tuple[Lane, ...]
    private_count: str
    company: str
    zone: str
    path: str
    hidden: Hidden
    mark: int
    """The newest change of the board that the page shows."""
    clock: ClockFace | None = None
    toasts: tuple[str, ...] = field(default_factory=tuple)
    """HTML, drawn before: what a browser without JavaScript has not seen yet."""
