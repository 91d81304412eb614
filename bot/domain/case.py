"""Everything about one customer's matter: its state, its people, and what must always hold."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from enum import IntEnum, StrEnum
from typing import Any, NamedTuple

from bot.domain.broadcast import Broadcast
from bot.domain.employee import Employee
from bot.domain.errors import (
    Broken,
    ClaimFirst,
    NeedsTraining,
    NotNow,
    OnlyHelpers,
    OnlyOwner,
    UnknownPerson,
)
from bot.domain.events import Code, Event
from bot.domain.flags import SENSITIVE, Flag
from bot.domain.goodwill import Goodwill
from bot.domain.handover import Handover
from bot.domain.ids import CaseId, CustomerId, EmployeeId
from bot.domain.placing import Placing
from bot.domain.promise import Promise
from bot.domain.reply import Reply


class State(StrEnum):
    """Where a case stands. Waiting, replied and escalated are facts, not states."""

    OPEN = "open"
    CLAIMED = "claimed"
    RESOLVED = "resolved"
    CLOSED = "closed"
    DISMISSED = "dismissed"
    MERGED = "merged"


class Outcome(StrEnum):
    """What the customer said in the end."""

    HAPPY = "happy"
    FINE = "fine"
    UNHAPPY = "unhappy"
    GAVE_UP = "gave_up"
    """A loss (D54)."""
    NOTHING = "nothing"
    """Nothing yet; after the check-back: nothing heard."""


class Level(IntEnum):
    """How high a case has risen; people see a name, never the number."""

    CHANNEL = 0
    LEAD = 1
    MANAGER = 2
    EXECUTIVE = 3


class DismissReason(StrEnum):
    """Why a post is no complaint, or not ours to answer."""

    NO_COMPLAINT = "no_complaint"
    PRAISE = "praise"
    SPAM = "spam"
    NOT_US = "not_us"
    HANDLED_ELSEWHERE = "handled_elsewhere"


class NoReplyReason(StrEnum):
    """Why a customer got no reply, where that is allowed (DESIGN 2)."""

    ASKED_NOT_TO = "asked_not_to"
    UNREACHABLE = "unreachable"
    POST_GONE = "post_gone"
    LEGAL = "legal"


@dataclass(frozen=True, slots=True)
class Case:
    """One customer's matter. Frozen: a change returns a new case and its events.

    Moments are UTC. `version` is that of the stored row; saving raises it by one.
    """

    id: CaseId
    version: int
    state: State
    customer: CustomerId | None
    source: str
    """Where it surfaced (D1)."""
    route: str
    opened_at: datetime
    """When we heard of it (of what was found late: when it came to life): ladders start here."""
    first_contact_at: datetime
    """When the customer first spoke in any channel (D41)."""
    last_said_at: datetime
    """The customer's newest post, when it was said."""
    last_heard_at: datetime
    company: str | None = None
    language: str | None = None
    flags: tuple[Flag, ...] = ()
    sensitive: bool = False
    found_late: bool = False
    level: Level = Level.CHANNEL
    owner: EmployeeId | None = None
    """The accountable person; on a closed case: who it was."""
    claimed_at: datetime | None = None
    """Since when it is as it is with its owner: claimed, taken over, or anybody's again."""
    buddy: EmployeeId | None = None
    backups: tuple[EmployeeId, ...] = ()
    silent_since: datetime | None = None
    """Since when the customer waits for a word of ours; None when we spoke last."""
    waiting_since: datetime | None = None
    """Since when we wait for the customer."""
    resolved_at: datetime | None = None
    closed_at: datetime | None = None
    outcome: Outcome = Outcome.NOTHING
    dismissed: DismissReason | None = None
    no_reply: NoReplyReason | None = None
    merged_into: CaseId | None = None
    repeats: int = 0
    reopened: int = 0
    widespread: bool = False
    """Happens to more customers, says the owner."""
    owner_acted_at: datetime | None = None
    """When its owner last did something about it; None: nothing yet."""
    first_time: bool = False
    """Its owner never brought a case to its end before: a buddy stands closer, nobody nags."""
    promises: tuple[Promise, ...] = ()
    replies: tuple[Reply, ...] = ()
    handovers: tuple[Handover, ...] = ()
    placings: tuple[Placing, ...] = ()
    goodwill: tuple[Goodwill, ...] = ()
    broadcasts: tuple[Broadcast, ...] = ()

    @property
    def open_promises(self) -> tuple[Promise, ...]:
        """What is still to be done, in order of making."""
        return tuple(promise for promise in self.promises if promise.is_open)

    @property
    def blocking_promises(self) -> tuple[Promise, ...]:
        """The open promises that keep the case from being resolved or released."""
        return tuple(promise for promise in self.promises if promise.blocks)

    @property
    def said(self) -> tuple[Reply, ...]:
        """The replies that count, in order."""
        return tuple(reply for reply in self.replies if reply.counts)

    @property
    def first_reply_at(self) -> datetime | None:
        """When the customer first had a word of ours, in this case."""
        return min((reply.at for reply in self.said), default=None)

    @property
    def last_reply_at(self) -> datetime | None:
        """When the customer last had a word of ours."""
        return max((reply.at for reply in self.said), default=None)

    @property
    def handover(self) -> Handover | None:
        """The handover that waits for an answer."""
        return next((offer for offer in self.handovers if offer.is_open), None)

    @property
    def placing(self) -> Placing | None:
        """The request to place words that is open."""
        return next((request for request in self.placings if request.is_open), None)

    @property
    def broadcast(self) -> Broadcast | None:
        """The newest call for help."""
        return self.broadcasts[-1] if self.broadcasts else None

    @property
    def is_live(self) -> bool:
        """Still to be watched: open, claimed, or resolved and not yet closed."""
        return self.state in {State.OPEN, State.CLAIMED, State.RESOLVED}

    def is_helper(self, person: EmployeeId) -> bool:
        """Whether this person is its owner, a back-up or the buddy."""
        return person in (self.owner, self.buddy, *self.backups)


class Change(NamedTuple):
    """What an action gives: the case as it is now, and what happened."""

    case: Case
    events: tuple[Event, ...]

    def then(self, events: Iterable[Event] = (), **fields: Any) -> Change:  # noqa: ANN401 - any field
        """The same change with more fields changed and more that happened."""
        return Change(replace(self.case, **fields), (*self.events, *events))


def changed(case: Case, *events: Event, **fields: Any) -> Change:  # noqa: ANN401 - any field
    """The case with these fields, and what happened."""
    return Change(replace(case, **fields), events)


def event(code: Code, **facts: Any) -> Event:  # noqa: ANN401 - facts are checked by Event's type
    """One thing that happened now."""
    return Event(code, facts)


def require_state(case: Case, *states: State) -> None:
    """Refuse an action in any other state; an open case wants an owner first."""
    if case.state in states:
        return
    if case.state is State.OPEN and State.CLAIMED in states:
        raise ClaimFirst
    raise NotNow(state=case.state.value)


def require_owner(case: Case, actor: Employee) -> None:
    """Refuse anybody but the owner."""
    if actor.id != case.owner:
        raise OnlyOwner(owner=case.owner)


def require_helper(case: Case, actor: Employee) -> None:
    """Refuse anybody but the owner, a back-up, the buddy and webcare."""
    if not (case.is_helper(actor.id) or actor.is_webcare):
        raise OnlyHelpers(owner=case.owner)


def require_training(case: Case, actor: Employee) -> None:
    """Refuse a sensitive case to whoever is not trained (DESIGN 1: not for everybody)."""
    if case.sensitive and not actor.is_webcare:
        raise NeedsTraining


def require_here(colleague: Employee) -> None:
    """Refuse to ask something of a colleague who has left (D20)."""
    if not colleague.active:
        raise UnknownPerson


def is_sensitive(flags: Iterable[Flag]) -> bool:
    """Whether these flags keep a case with trained webcare."""
    return not SENSITIVE.isdisjoint(flags)


def check(case: Case) -> None:
    """Raise `Broken` where the case breaks a rule that always holds (DESIGN 2)."""
    for rule, holds in _RULES.items():
        if not holds(case):
            raise Broken(f"case {case.id} version {case.version}: {rule}")


_OWNED = frozenset({State.CLAIMED, State.RESOLVED})
_SETTLED = frozenset({State.RESOLVED, State.CLOSED})

_RULES: Mapping[str, Callable[[Case], bool]] = {
    "an open case has no owner": lambda c: c.state is not State.OPEN or c.owner is None,
    "a claimed or resolved case has an owner": lambda c: (
        c.state not in _OWNED or c.owner is not None
    ),
    "only what somebody has is their first": lambda c: not c.first_time or c.owner is not None,
    "nobody helps twice": lambda c: len(set(c.backups)) == len(c.backups),
    "the owner is not a back-up": lambda c: c.owner is None or c.owner not in c.backups,
    "nobody is their own buddy": lambda c: c.owner is None or c.owner != c.buddy,
    "only a claimed case waits for its customer": lambda c: (
        c.waiting_since is None or c.state is State.CLAIMED
    ),
    "solved has a moment": lambda c: (c.state in _SETTLED) == bool(c.resolved_at),
    "solved means no open promise": lambda c: c.state not in _SETTLED or not c.blocking_promises,
    "solved means a reply, or a reason": lambda c: c.state not in _SETTLED or _answered(c),
    "an open promise has an owner": lambda c: not c.blocking_promises or c.state is State.CLAIMED,
    "one handover at a time": lambda c: sum(h.is_open for h in c.handovers) <= 1,
    "a handover is the owner's": lambda c: c.handover is None or c.state is State.CLAIMED,
    "one placing at a time": lambda c: sum(p.is_open for p in c.placings) <= 1,
    "a placing is a helper's": lambda c: c.placing is None or c.state is State.CLAIMED,
    "dismissed means a reason": lambda c: (c.state is State.DISMISSED) == bool(c.dismissed),
    "merged means into which": lambda c: (c.state is State.MERGED) == bool(c.merged_into),
    "closed has a moment": lambda c: (c.state is State.CLOSED) == bool(c.closed_at),
}


def _answered(case: Case) -> bool:
    return bool(case.said) or case.no_reply is not None
