"""The digest's numbers as values: every number leads to its cases, none to a colleague."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

from bot.domain.ids import CaseId, PromiseId, WordsId
from bot.domain.working_time import IsoWeek


@dataclass(frozen=True, slots=True)
class Count:
    """A number of the week, what it was on average before, and the cases that it counts."""

    value: int = 0
    average: float | None = None
    """Of the weeks before (`Digest.weeks_averaged` of them), to two decimals."""
    cases: tuple[CaseId, ...] = ()
    """In order of id, each once; of merged cases the survivor."""


@dataclass(frozen=True, slots=True)
class Tally:
    """How often a code (a flag, a route, a cause) came up."""

    code: str
    count: Count


@dataclass(frozen=True, slots=True)
class Spread:
    """How long something took, in whole seconds, by nearest rank; None where nothing did."""

    median: int | None = None
    slowest_tenth: int | None = None
    """The 90th percentile: one in ten took longer."""
    average_median: float | None = None
    """The mean of the medians of the weeks before that had one."""
    average_slowest_tenth: float | None = None
    cases: tuple[CaseId, ...] = ()


@dataclass(frozen=True, slots=True)
class Speed:
    """How long something took: as the customer lived it, and in the company's working time.

    Both from the first time that the customer spoke (D41); what was found late is left out.
    """

    customer: Spread = Spread()
    working: Spread = Spread()


class Holder(StrEnum):
    """In whose hands a case is: never who."""

    NOBODY = "nobody"
    WEBCARE = "webcare"
    COLLEAGUE = "colleague"
    """Somebody outside webcare."""


@dataclass(frozen=True, slots=True)
class Ask:
    """A case that reached the executive level and waits for a decision. Moments are UTC."""

    case: CaseId
    since: datetime
    """When it rose."""
    waiting_since: datetime | None
    """Since when the customer waits for a word of ours; None when we spoke last."""
    holder: Holder


@dataclass(frozen=True, slots=True)
class Asked:
    """What leadership is asked, longest first."""

    cases: Count = Count()
    listed: tuple[Ask, ...] = ()


@dataclass(frozen=True, slots=True)
class Waiter:
    """A customer who waited at the end of the week. Moments are UTC."""

    case: CaseId
    since: datetime
    level: int
    holder: Holder
    next_due_at: datetime | None
    """When the earliest open promise of the case is due."""


@dataclass(frozen=True, slots=True)
class Waiting:
    """Who still waits.

    What was heard this week is answered, dismissed, excused or silent at the end of it: together
    they are `heard`, always.
    """

    heard: Count = Count()
    answered: Count = Count()
    dismissed: Count = Count()
    """No complaint, or not ours, with a reason."""
    excused: Count = Count()
    """Got no reply for a recorded reason, such as a post that is gone."""
    silent: Count = Count()
    found_late: Count = Count()
    """Old posts that were found; in no other number of this section."""
    all_waiting: Count = Count()
    """Everybody who waits for a word of ours at the end of the week, whenever heard."""
    longest: tuple[Waiter, ...] = ()
    first_reply: Speed = Speed()
    """Of the first replies given this week, so that each one is in exactly one digest."""
    claim: Speed = Speed()
    """Of the first claims of this week."""


@dataclass(frozen=True, slots=True)
class Department:
    """A department that took something up; `name` is None for the small ones together."""

    name: str | None
    people: int
    """How many different colleagues; each in one department only, the one of their last time."""
    cases: Count


@dataclass(frozen=True, slots=True)
class TakenUp:
    """Who took it up: cases claimed, or taken over by handover; what was undone is left out."""

    cases: Count = Count()
    outside: Count = Count()
    """Cases taken up by a colleague outside webcare."""
    people: Count = Count()
    """How many different colleagues outside webcare."""
    first_time: Count = Count()
    """How many of them did so for the first time."""
    departments: tuple[Department, ...] = ()
    """Outside webcare; most people first, the small ones together last."""


@dataclass(frozen=True, slots=True)
class BrokenPromise:
    """A promise that didn't happen, told openly (D31): department and cause, never who."""

    promise: PromiseId
    case: CaseId
    department: str | None
    because: str
    words: WordsId | None
    """What was promised."""
    why: WordsId | None
    """The sentence that its owner added."""
    due_at: datetime | None
    next_due_at: datetime | None
    """What the customer can count on now: the earliest open promise of the case."""


@dataclass(frozen=True, slots=True)
class Kept:
    """What became of promises this week: one of five things for each, together `due`.

    Each ending is told once, in the week in which it came; what is overdue is told every week.
    """

    due: Count = Count()
    kept: Count = Count()
    """Late ones among them."""
    late: Count = Count()
    """Kept, but after the date."""
    moved: Count = Count()
    """A new date was agreed with the customer, and that lies ahead."""
    broken: Count = Count()
    waived: Count = Count()
    overdue: Count = Count()
    """Open at the end of the week, and their date has passed."""
    listed: tuple[BrokenPromise, ...] = ()


@dataclass(frozen=True, slots=True)
class Endings:
    """How it ended. A case ends in the week in which we know what the customer said.

    That is when it is solved, if the customer spoke then, and otherwise when it is closed. The
    five outcomes are together `ended`.
    """

    ended: Count = Count()
    happy: Count = Count()
    fine: Count = Count()
    unhappy: Count = Count()
    nothing: Count = Count()
    """Nothing heard after the check-back."""
    gave_up: Count = Count()
    """Losses (D54)."""
    asked_back: Count = Count()
    """Solved at the end of the week, says the owner; what the customer says is not known yet."""
    came_back: Count = Count()
    """Cases whose customer spoke again after a reply, or that were opened again (D44)."""
    repeats: Count = Count()
    """How often a customer spoke again."""
    reopened: Count = Count()
    """How often a case was opened again."""
    to_manager: Count = Count()
    to_executive: Count = Count()
    """Cases that rose so high this week (D22)."""
    apologies: Count = Count()
    goodwill: Count = Count()
    """Goodwill granted this week."""
    cents: Count = Count()
    """What it costs together, in cents."""
    untold: Count = Count()
    """Granted whenever, and the customer does not know at the end of the week (D34)."""


@dataclass(frozen=True, slots=True)
class Bypass:
    """A rule of the house that was gone around, as it is told to trained webcare: by nobody."""

    case: CaseId
    words: WordsId | None


@dataclass(frozen=True, slots=True)
class Improving:
    """What must get better. Each list most frequent first."""

    widespread: Count = Count()
    """Solved this week, and *happens to more customers*."""
    flags: tuple[Tally, ...] = ()
    """What the cases heard this week were flagged with."""
    routes: tuple[Tally, ...] = ()
    """Which routes they took."""
    causes: tuple[Tally, ...] = ()
    """Why promises didn't happen."""
    bypassed: tuple[Tally, ...] = ()
    """In which departments a rule was gone around (D18)."""
    bypasses: tuple[Bypass, ...] = ()


@dataclass(frozen=True, slots=True)
class Digest:
    """One week. Moments are UTC; the week begins and ends at midnight in `zone`."""

    week: IsoWeek
    zone: str
    weeks_averaged: int = 0
    """Over how many weeks before the averages go: at most eight, fewer in a young history."""
    smallest_group: int = 5
    asked: Asked = field(default_factory=Asked)
    waiting: Waiting = field(default_factory=Waiting)
    taken_up: TakenUp = field(default_factory=TakenUp)
    promises: Kept = field(default_factory=Kept)
    endings: Endings = field(default_factory=Endings)
    improving: Improving = field(default_factory=Improving)
