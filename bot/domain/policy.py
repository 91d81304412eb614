"""The house's own choices as data: ladders, mandates, routes, channels, and who is who."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import time, timedelta

from bot.domain.budget import Budget
from bot.domain.caps import Caps
from bot.domain.case import Level
from bot.domain.flags import Flag
from bot.domain.ids import EmployeeId, LaneId
from bot.domain.rota import Duty, Rota, attended
from bot.domain.working_time import Calendar, WeeklyHours


@dataclass(frozen=True, slots=True)
class Days:
    """An amount in working days, where a `timedelta` is an amount of working time."""

    count: int


Amount = timedelta | Days
"""How long a clock takes: so much working time, or so many working days."""


@dataclass(frozen=True, slots=True)
class Ladder:
    """How long things may take before somebody hears it.

    Working time is the company's for what nobody took, and that of the person concerned for the
    others; of what is urgent it is attended time. `public_silence`, `quick_update_latest` and
    `look_again` are elapsed time: a customer's evening counts.
    """

    shown_again: timedelta = timedelta(minutes=30)
    personal_word: timedelta = timedelta(minutes=60)
    lead_told: timedelta = timedelta(minutes=120)
    no_reply: timedelta = timedelta(minutes=60)
    placing: timedelta = timedelta(minutes=30)
    placing_lead: timedelta = timedelta(minutes=60)
    silent_owner: Amount = Days(1)
    """An owner who owes an act and does nothing is asked in private."""
    silent_owner_lead: Amount = timedelta(hours=4)
    """After that the lead asks; after the same again it is offered to everybody again."""
    quick_update: Amount = Days(5)
    """The longest between two words to the customer while nothing is solved."""
    quick_update_latest: timedelta = timedelta(days=21)
    """By then at the latest, elapsed time; after it the lead hears that there was none."""
    plan: Amount = Days(15)
    """By then it is solved, or there is a promise with a date."""
    ask_date: Amount = Days(1)
    """A promise without a date: whoever does it is asked for one."""
    undated: int = 10
    """Working days of the company after which a promise without a date counts as due."""
    goodwill: Amount = Days(1)
    """A goodwill that waits for the lead's yes: then the next level hears it too."""
    public_silence: timedelta = timedelta(hours=24)
    waiting_days: int = 10
    """Working days of waiting for the customer before the owner is asked."""
    check_back_days: int | None = None
    """Working days of silence after *solved*; None: those of the company."""
    look_again: tuple[int, ...] = (30,)
    """Days after closing at which the last owner is asked whether it is still mended."""


URGENT = Ladder(
    shown_again=timedelta(minutes=5),
    personal_word=timedelta(minutes=10),
    lead_told=timedelta(minutes=15),
    no_reply=timedelta(minutes=30),
    placing=timedelta(minutes=10),
    placing_lead=timedelta(minutes=20),
    silent_owner=timedelta(hours=3),
    silent_owner_lead=timedelta(minutes=45),
    quick_update=Days(1),
    plan=Days(2),
    public_silence=timedelta(hours=4),
    waiting_days=5,
    look_again=(30, 90),
)


@dataclass(frozen=True, slots=True)
class Channel:
    """An internal channel where cards come."""

    key: str
    name: str
    lane: LaneId
    language: str
    zone: str
    wide: bool = False
    """Everybody reads along: gets what webcare calls for and what nobody took, few a day."""
    webcare: bool = False
    """Trained webcare only: sees what is sensitive, and words with private data in them."""
    shared: bool = False
    """Shared with people outside the company, and we know: cards come there without words."""


@dataclass(frozen=True, slots=True)
class Route:
    """Where a case goes. The first route that fits wins; empty conditions fit everything."""

    key: str
    channels: tuple[str, ...]
    """Keys of the channels that get every case of this route."""
    wide: tuple[str, ...] = ()
    """Keys of the wide channels for what nobody took."""
    department: str | None = None
    buddies: tuple[EmployeeId, ...] = ()
    """Webcare colleagues at the helpers' side, first who works now."""
    sources: frozenset[str] = frozenset()
    languages: frozenset[str] = frozenset()
    flags: frozenset[Flag] = frozenset()
    topics: frozenset[str] = frozenset()
    """Words, casefolded, one of which is in the post."""
    companies: frozenset[str] = frozenset()
    words_outside: bool = False
    """The customers' words may be read in channels that are shared with people outside."""
    normal: Ladder | None = None
    """Its own ladder; None: the company's."""
    urgent: Ladder | None = None


@dataclass(frozen=True, slots=True)
class DigestPlan:
    """When the digest of last week is made, in the company's zone, and for whom."""

    weekday: int = 0
    """Monday is 0."""
    at: time = time(8, 0)
    readers: tuple[EmployeeId, ...] = ()
    channels: tuple[str, ...] = ()
    """Keys of the channels that get it besides."""
    smallest_group: int = 5
    """Departments with fewer people who took something up are shown together."""


def _company_calendar() -> Calendar:
    hours = WeeklyHours.every_weekday("09:00", "17:00")
    return Calendar(zone="Europe/Amsterdam", hours=hours, country="NL")


@dataclass(frozen=True, slots=True)
class Policy:
    """Everything the company chose. Built from its configuration, and hashable as such."""

    company: str = "Company"
    domains: tuple[str, ...] = ()
    """Mail domains of our own: whose address is of one of them may be known by it."""
    department: str = ""
    """Of whoever a chat told us of: their own is not known then."""
    languages: tuple[str, ...] = ("nl", "en")
    calendar: Calendar = field(default_factory=_company_calendar)
    normal: Ladder = Ladder()
    urgent: Ladder = URGENT
    promise_early: float = 0.8
    """The share of a promise's working time after which its doer hears it."""
    check_back_days: int = 5
    """Working days of silence after *solved* before the customer is asked, then the same again."""
    mandate: int = 0
    """What a helper may give alone, in cents; 0: promise no money."""
    mandates: Mapping[str, int] = field(default_factory=dict)
    """The same for a department that has its own."""
    handover_hours: int = 2
    """Working hours in which a handover is answered, before it expires."""
    long_absence: int = 3
    """Working days: what is held by whoever is away for more of them is offered to others."""
    caps: Caps = field(default_factory=Caps)
    """How many cases somebody may have in hand at once."""
    wide_cards_per_day: int = 5
    webcare_until: time = time(21, 0)
    routes: tuple[Route, ...] = ()
    channels: tuple[Channel, ...] = ()
    leaders: Mapping[Level, tuple[EmployeeId, ...]] = field(default_factory=dict)
    """Who hears what rises to a level: the first, and the others in their place while they are
    away. The managers of a department stand in `managers`."""
    managers: Mapping[str, tuple[EmployeeId, ...]] = field(default_factory=dict)
    duties: tuple[Duty, ...] = ()
    """Who has duty outside the company's working time."""
    digest: DigestPlan = DigestPlan()
    operators: tuple[EmployeeId, ...] = ()
    """Who hears that something in a chat does not work."""
    detect_promises: bool = False
    """Whether what helpers write is looked through for what they say they will do."""
    budget: Budget = field(default_factory=Budget)
    """How many private notices somebody gets on a day, and when what can wait is told."""

    def mandate_of(self, department: str) -> int:
        """What somebody of this department may give alone, in cents."""
        return self.mandates.get(department, self.mandate)

    def channel(self, key: str) -> Channel | None:
        """The channel of this key."""
        return next((one for one in self.channels if one.key == key), None)

    def channel_of(self, lane: LaneId) -> Channel | None:
        """The channel of this conversation."""
        return next((one for one in self.channels if one.lane == lane), None)

    def route(self, key: str) -> Route | None:
        """The route of this key."""
        return next((one for one in self.routes if one.key == key), None)

    @property
    def buddies(self) -> tuple[EmployeeId, ...]:
        """The webcare colleagues of all routes, each once."""
        return tuple(dict.fromkeys(one for route in self.routes for one in route.buddies))

    def ladder(self, route: str, *, urgent: bool) -> Ladder:
        """The ladder of a route's cases: its own where it has one, else the company's."""
        found = self.route(route)
        own = (found.urgent if urgent else found.normal) if found else None
        return own or (self.urgent if urgent else self.normal)

    @property
    def rota(self) -> Rota:
        """Who has duty when."""
        return Rota(self.calendar, self.duties)

    @property
    def attended(self) -> Calendar:
        """The company's working time and its duty hours: what is urgent is counted in it."""
        return attended(self.rota)

    def leaders_at(self, level: Level, department: str | None) -> tuple[EmployeeId, ...]:
        """Who hears what rose to this level, in order: the department's managers where known."""
        if level is Level.MANAGER and department in self.managers:
            return self.managers[str(department)]
        return self.leaders.get(level, ())

    def leader(self, level: Level, department: str | None) -> EmployeeId | None:
        """The first of those who hear what rose to this level."""
        return next(iter(self.leaders_at(level, department)), None)

    def stand_ins(self, leader: EmployeeId) -> tuple[EmployeeId, ...]:
        """Who hears it while this person of a level is away: those named after and before them."""
        lists = (*self.leaders.values(), *self.managers.values())
        others = (one for named in lists if leader in named for one in named if one != leader)
        return tuple(dict.fromkeys(others))
