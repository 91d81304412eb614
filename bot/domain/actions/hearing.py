"""What a customer's own words do to a case: open it, add to it, bring it back."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from bot.domain.actions.closing import back
from bot.domain.case import Case, Change, Level, State, changed, event, is_sensitive
from bot.domain.events import Code, Event
from bot.domain.flags import Flag
from bot.domain.ids import CaseId, CustomerId, PostId

REPEAT_AFTER = timedelta(minutes=30)
"""A customer who speaks again after this long comes back (DESIGN 2, repeat contact)."""


@dataclass(frozen=True, slots=True)
class Spoken:
    """What a case needs to know of a customer's post: no words. Moments are UTC."""

    post: PostId
    said_at: datetime
    heard_at: datetime
    flags: tuple[Flag, ...] = ()
    thanks: bool = False
    """It only says thanks: never a repeat contact, never a reopening."""
    found_late: bool = False
    bystander: bool = False
    """Somebody else spoke in the customer's thread: noted, and nothing more."""
    before_at: datetime | None = None
    """Heard out of order: when the customer's post before this one was said, if there is one."""
    after_at: datetime | None = None
    """Heard out of order: when the customer's post after this one was said."""


@dataclass(frozen=True, slots=True)
class Opening:
    """Where and about what a new case is."""

    case: CaseId
    customer: CustomerId | None
    source: str
    route: str
    company: str | None
    language: str | None


def open_case(opening: Opening, spoken: Spoken) -> Change:
    """A new case from a customer's first post."""
    case = Case(
        id=opening.case,
        version=0,
        state=State.OPEN,
        customer=opening.customer,
        source=opening.source,
        route=opening.route,
        company=opening.company,
        language=opening.language,
        opened_at=spoken.heard_at,
        first_contact_at=spoken.said_at,
        last_said_at=spoken.said_at,
        last_heard_at=spoken.heard_at,
        silent_since=spoken.said_at,
        flags=spoken.flags,
        sensitive=is_sensitive(spoken.flags),
        found_late=spoken.found_late,
    )
    happened = event(
        Code.OPENED,
        post=spoken.post,
        source=opening.source,
        route=opening.route,
        flags=tuple(flag.value for flag in spoken.flags),
        said_at=spoken.said_at.isoformat(),
        late=spoken.found_late,
    )
    return Change(case, (happened,))


def customer_spoke(case: Case, spoken: Spoken, *, owner_left: bool = False) -> Change:
    """The customer's next post: noted, a repeat contact or not, and back where it had ended.

    A repeat contact raises the level at once (D43). What is found late is counted and raises
    nothing; a thanks and a bystander's words are noted only. A reason not to reply was about what
    had been said until then. A case that was found late lives from this post on: nothing rings
    for its past. `owner_left`: who had it works here no more.
    """
    if spoken.bystander:
        return changed(case, _noted(spoken))
    change = _added(case, spoken)
    if spoken.thanks:
        return change
    repeats = _repeats(case, spoken)
    if spoken.found_late:
        return _counted(change, spoken, repeats)
    change = change.then(
        opened_at=spoken.heard_at if case.found_late else case.opened_at,
        found_late=False,
        silent_since=_silent_since(case, spoken),
        waiting_since=None,
        no_reply=None,
    )
    if case.state in {State.RESOLVED, State.CLOSED, State.DISMISSED}:
        return _come_back(change, owner_left, spoken.heard_at)
    return (
        _raised(change, spoken)
        if repeats > 0
        else change.then(repeats=max(0, case.repeats + repeats))
    )


def post_gone(case: Case, post: PostId) -> Change:
    """A post was deleted by its author or its source."""
    return changed(case, event(Code.POST_DELETED, post=post))


def post_edited(case: Case, post: PostId, version: int, flags: tuple[Flag, ...]) -> Change:
    """A post was edited: its words are judged again, and flags are only ever added."""
    merged = _union(case.flags, flags)
    happened = event(Code.POST_EDITED, post=post, version=version)
    return changed(case, happened, flags=merged, sensitive=case.sensitive or is_sensitive(flags))


def _noted(spoken: Spoken) -> Event:
    return event(
        Code.THANKED if spoken.thanks else Code.POST_ADDED,
        post=spoken.post,
        flags=tuple(flag.value for flag in spoken.flags),
        said_at=spoken.said_at.isoformat(),
        late=spoken.found_late,
        bystander=spoken.bystander,
    )


def source_found(
    case: Case,
    post: PostId,
    *,
    flags: tuple[Flag, ...],
    source: str,
    customer: CustomerId | None,
    captured: str,
) -> Change:
    """A source hears a post that a colleague had captured: where and who is known from now on."""
    change = post_edited(case, post, 1, flags)
    if case.source != captured:
        return change
    return change.then(source=source, customer=customer or case.customer)


def _added(case: Case, spoken: Spoken) -> Change:
    return changed(
        case,
        _noted(spoken),
        first_contact_at=min(case.first_contact_at, spoken.said_at),
        last_said_at=max(case.last_said_at, spoken.said_at),
        last_heard_at=max(case.last_heard_at, spoken.heard_at),
        flags=_union(case.flags, spoken.flags),
        sensitive=case.sensitive or is_sensitive(spoken.flags),
    )


def _silent_since(case: Case, spoken: Spoken) -> datetime:
    if case.silent_since is None or case.found_late:
        return spoken.said_at
    return min(case.silent_since, spoken.said_at)


def _repeats(case: Case, spoken: Spoken) -> int:
    """How many repeat contacts more there are with this post: the same in whatever order.

    One that was heard late may stand between two others, and then the later of them may no longer
    come back after a silence: it is one less then.
    """
    if case.last_reply_at is not None and spoken.said_at > case.last_reply_at:
        return 1
    if spoken.after_at is None:
        return int(_apart(case.last_said_at, spoken.said_at))
    without = _apart(spoken.before_at, spoken.after_at)
    around = _apart(spoken.before_at, spoken.said_at) + _apart(spoken.said_at, spoken.after_at)
    return around - without


def _apart(one: datetime | None, other: datetime) -> bool:
    return one is not None and other - one >= REPEAT_AFTER


def _come_back(change: Change, owner_left: bool, now: datetime) -> Change:
    returned = event(Code.REOPENED, by=None, count=change.case.reopened + 1)
    again = back(change.case, returned, now=now, owner_left=owner_left)
    return Change(again.case, (*change.events, *again.events)).then(repeats=change.case.repeats + 1)


def _counted(change: Change, spoken: Spoken, repeats: int) -> Change:
    counted = change.then(repeats=max(0, change.case.repeats + repeats))
    if repeats <= 0:
        return counted
    happened = event(Code.REPEAT_CONTACT, post=spoken.post, level=int(change.case.level), late=True)
    return counted.then((happened,))


def _raised(change: Change, spoken: Spoken) -> Change:
    case = change.case
    level = Level(min(case.level + 1, Level.EXECUTIVE))
    happened: tuple[Event, ...] = (event(Code.REPEAT_CONTACT, post=spoken.post, level=int(level)),)
    return change.then(happened, repeats=case.repeats + 1, level=level)


def _union(flags: tuple[Flag, ...], more: tuple[Flag, ...]) -> tuple[Flag, ...]:
    return (*flags, *(flag for flag in more if flag not in flags))
