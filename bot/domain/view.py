"""What a person may see of a case, as facts and words that are not yet drawn."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

from bot.domain.attendance import Attendance
from bot.domain.case import Case
from bot.domain.employee import Account, Employee
from bot.domain.errors import Facts
from bot.domain.events import Code
from bot.domain.ids import CaseId, CustomerId, EmployeeId, PromiseId, WordsId
from bot.domain.post import Post
from bot.domain.promise import Promise
from bot.domain.urgency import Reason


class Sight(StrEnum):
    """What a reader may see."""

    PUBLIC = "public"
    """A channel or a colleague outside webcare: private data hidden, sensitive words not shown."""
    WEBCARE = "webcare"
    """Trained webcare: everything."""
    OUTSIDE = "outside"
    """A channel with strangers in it: nothing of the customer's, and no colleague's own words."""


@dataclass(frozen=True, slots=True)
class Audience:
    """For whom something is drawn: language (`nl`, `en`), time zone, what they may see."""

    language: str
    zone: str
    sight: Sight = Sight.PUBLIC
    reader: EmployeeId | None = None
    """The person, where it is one."""
    is_lead: bool = False
    may_overrule: bool = False
    """What the person may do besides: see `Employee`."""


@dataclass(frozen=True, slots=True)
class CaseView:
    """A case with the names and words that a card needs. `now` is the moment of drawing, UTC."""

    case: Case
    now: datetime
    customer: str | None
    """The customer's name as they write it: a stranger's word. None: forgotten."""
    text: str | None
    """The newest words of the customer, whole; a stranger's. None: deleted or forgotten."""
    redacted: str | None
    """The same without private data, if that differs."""
    url: str | None
    reasons: tuple[Reason, ...]
    """Why here, most telling first."""
    urgent: bool
    people: Mapping[EmployeeId, Employee] = field(default_factory=dict)
    """The colleagues whom the case names."""
    words: Mapping[WordsId, str] = field(default_factory=dict)
    """Colleagues' words by id, as far as they are not erased."""
    mandate: int = 0
    reply_by: datetime | None = None
    """By when the owner lets the customer know that somebody looks into it."""
    webcare_until: datetime | None = None
    attendance: Attendance | None = None
    """Who looks, or when somebody does again, where nobody has it and the company is closed."""
    company: str = ""
    leader: EmployeeId | None = None
    """Who knows of it at its level, where it rose; their name stands in `people`."""
    asked_holds: int = 0
    """How many customers whoever is asked to take it over helps already: for them alone."""
    reminders: Mapping[PromiseId, datetime] = field(default_factory=dict)
    """When whoever does an open promise first hears of it; without those that have no date."""


@dataclass(frozen=True, slots=True)
class HistoryLine:
    """One line of a case's history, to be worded."""

    code: Code
    at: datetime
    actor: EmployeeId | None
    facts: Facts


@dataclass(frozen=True, slots=True)
class CasePage:
    """A case with everything: its posts, its history, all reasons."""

    view: CaseView
    posts: tuple[Post, ...]
    history: tuple[HistoryLine, ...]
    names: Mapping[CustomerId, str] = field(default_factory=dict)
    """Customers' names by customer id."""


@dataclass(frozen=True, slots=True)
class CaseRow:
    """A case in a list."""

    case: CaseId
    version: int
    customer: str | None
    source: str
    state: str
    since: datetime
    owner: EmployeeId | None
    excerpt: str | None
    next_due_at: datetime | None = None
    """The earliest open promise."""


@dataclass(frozen=True, slots=True)
class PromiseRow:
    """An open promise in a person's list."""

    promise: Promise
    case: CaseId
    version: int
    customer: str | None
    words: str | None


@dataclass(frozen=True, slots=True)
class MyPage:
    """What one person has to do, by due moment; and what waits for anyone."""

    me: Employee
    now: datetime
    promises: tuple[PromiseRow, ...]
    cases: tuple[CaseRow, ...]
    helping: tuple[CaseRow, ...]
    asked: tuple[CaseRow, ...]
    """Cases in which a handover or a placing waits for my answer."""
    waiting: tuple[CaseRow, ...]
    people: Mapping[EmployeeId, Employee] = field(default_factory=dict)
    asked_over: frozenset[CaseId] = frozenset()
    """Which of `asked` I am asked to take over."""
    asked_to_place: frozenset[CaseId] = frozenset()
    """In which of `asked` I am asked to place a helper's words."""


@dataclass(frozen=True, slots=True)
class Kept:
    """What is kept about one person, for themselves; `now` is the moment of reading, UTC."""

    me: Employee
    now: datetime
    email: str | None
    accounts: tuple[Account, ...]
    cases: int
    """How many they own now."""
    promises: int
    """How many of theirs are open."""
    lines: int
    """How many lines of history say that they did something."""
    lead: EmployeeId | None = None
    """Whom they may ask about it."""
    people: Mapping[EmployeeId, Employee] = field(default_factory=dict)
    """The lead, and who stands in for them."""


@dataclass(frozen=True, slots=True)
class NoticeView:
    """A notice with the case it is about, to be drawn."""

    kind: str
    facts: Facts
    view: CaseView | None
    promise: PromiseId | None = None
    settled: bool = False
    """Nothing is left to do about it: drawn without buttons."""
    people: Mapping[EmployeeId, Employee] = field(default_factory=dict)
    """The colleagues whom a notice about no case names."""
    words: Mapping[WordsId, str] = field(default_factory=dict)
    """The colleagues' words that a notice about no case points to."""
    id: int | None = None
    """The stored notice's number."""
    members: tuple[NoticeView, ...] = ()
    """What is told together in it, where it is a bundle."""
