"""Merge and split: one operation, moving posts and promises, with a line on both cases."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from bot.domain.actions.ownership import withdraw_offers
from bot.domain.case import Case, Change, Level, Outcome, State, changed, event
from bot.domain.employee import Employee
from bot.domain.errors import NeedsTraining, NothingToSplit, NotNow, SameCase, UnknownPost
from bot.domain.events import Code
from bot.domain.ids import CaseId, EmployeeId, PostId, PromiseId

_MERGEABLE = frozenset({State.OPEN, State.CLAIMED, State.RESOLVED})


def merge(survivor: Case, other: Case, actor: Employee, *, now: datetime) -> tuple[Change, Change]:
    """Make two cases of one customer one: (the survivor's change, the other's change).

    The survivor's owner stays, the other's becomes back-up; a survivor without an owner gets the
    other's. The earliest first contact stays; the merged id stays an alias. A resolved case that
    takes in an open matter is claimed again. Raises SameCase, NotNow, NeedsTraining.
    """
    if survivor.id == other.id:
        raise SameCase
    for case in (survivor, other):
        if case.state not in _MERGEABLE:
            raise NotNow(state=case.state.value)
        if case.sensitive and not actor.is_webcare:
            raise NeedsTraining
    settled = withdraw_offers(other, now)
    owner = survivor.owner or settled.owner
    return _absorb(survivor, settled, owner, actor), _absorbed(settled, survivor, actor)


def split(
    case: Case,
    actor: Employee,
    *,
    new_id: CaseId,
    posts: tuple[PostId, ...],
    all_posts: tuple[tuple[PostId, datetime, datetime], ...],
    promises: tuple[PromiseId, ...],
) -> tuple[Change, Change]:
    """Move posts (and promises) to a case of their own: (what stays, what is new).

    `all_posts` are the case's posts with when they were said and heard. The owner has both, so
    that nothing is without one. Raises NothingToSplit, UnknownPost, NotNow, NeedsTraining.
    """
    if case.state not in {State.OPEN, State.CLAIMED}:
        raise NotNow(state=case.state.value)
    if case.sensitive and not actor.is_webcare:
        raise NeedsTraining
    known = {post: (said, heard) for post, said, heard in all_posts}
    if not posts or len(set(posts)) >= len(known):
        raise NothingToSplit
    if not set(posts) <= known.keys():
        raise UnknownPost
    moving = [known[post] for post in posts]
    staying = [times for post, times in known.items() if post not in posts]
    return (
        _rest(case, actor, new_id, posts, promises, staying),
        _new(case, actor, new_id, posts, promises, moving),
    )


def _absorb(survivor: Case, other: Case, owner: EmployeeId | None, actor: Employee) -> Change:
    helpers = (*survivor.backups, *other.backups, other.owner)
    backups = tuple(dict.fromkeys(one for one in helpers if one is not None and one != owner))
    happened = event(
        Code.ABSORBED,
        other=other.id,
        by=actor.id,
        other_owner=other.owner,
        promises=tuple(promise.id for promise in other.promises),
    )
    return changed(
        _joined(survivor, other),
        happened,
        state=_joined_state(survivor, other),
        owner=owner,
        claimed_at=survivor.claimed_at or other.claimed_at,
        buddy=_buddy(survivor, other, owner),
        backups=backups,
    )


def _joined(survivor: Case, other: Case) -> Case:
    return replace(
        survivor,
        first_contact_at=min(survivor.first_contact_at, other.first_contact_at),
        opened_at=min(survivor.opened_at, other.opened_at),
        last_said_at=max(survivor.last_said_at, other.last_said_at),
        last_heard_at=max(survivor.last_heard_at, other.last_heard_at),
        silent_since=_earliest(survivor.silent_since, other.silent_since),
        waiting_since=None,
        flags=tuple(dict.fromkeys((*survivor.flags, *other.flags))),
        sensitive=survivor.sensitive or other.sensitive,
        found_late=survivor.found_late and other.found_late,
        level=Level(max(survivor.level, other.level)),
        repeats=survivor.repeats + other.repeats,
        reopened=survivor.reopened + other.reopened,
        widespread=survivor.widespread or other.widespread,
        promises=(*survivor.promises, *other.promises),
        replies=(*survivor.replies, *other.replies),
        goodwill=(*survivor.goodwill, *other.goodwill),
        broadcasts=(*other.broadcasts, *survivor.broadcasts),
        handovers=(*other.handovers, *survivor.handovers),
        placings=(*other.placings, *survivor.placings),
        no_reply=survivor.no_reply or other.no_reply,
    )


def _joined_state(survivor: Case, other: Case) -> State:
    if survivor.state is State.RESOLVED and other.state is State.RESOLVED:
        return State.RESOLVED
    return State.CLAIMED if survivor.owner or other.owner else State.OPEN


def _buddy(survivor: Case, other: Case, owner: EmployeeId | None) -> EmployeeId | None:
    buddy = survivor.buddy or other.buddy
    return None if buddy == owner else buddy


def _earliest(one: datetime | None, other: datetime | None) -> datetime | None:
    known = [at for at in (one, other) if at is not None]
    return min(known, default=None)


def _absorbed(other: Case, survivor: Case, actor: Employee) -> Change:
    happened = event(Code.MERGED, into=survivor.id, by=actor.id, owner=other.owner)
    return changed(
        other,
        happened,
        state=State.MERGED,
        merged_into=survivor.id,
        owner=None,
        claimed_at=None,
        resolved_at=None,
        waiting_since=None,
        silent_since=None,
        backups=(),
        promises=(),
        replies=(),
        goodwill=(),
        broadcasts=(),
        handovers=(),
        placings=(),
        outcome=Outcome.NOTHING,
    )


def _rest(
    case: Case,
    actor: Employee,
    new_id: CaseId,
    posts: tuple[PostId, ...],
    promises: tuple[PromiseId, ...],
    staying: list[tuple[datetime, datetime]],
) -> Change:
    happened = event(Code.SPLIT_OFF, other=new_id, by=actor.id, posts=posts, promises=promises)
    return changed(
        case,
        happened,
        first_contact_at=min(said for said, _ in staying),
        last_said_at=max(said for said, _ in staying),
        last_heard_at=max(heard for _, heard in staying),
        promises=tuple(one for one in case.promises if one.id not in promises),
    )


def _new(
    case: Case,
    actor: Employee,
    new_id: CaseId,
    posts: tuple[PostId, ...],
    promises: tuple[PromiseId, ...],
    moving: list[tuple[datetime, datetime]],
) -> Change:
    first_said = min(said for said, _ in moving)
    happened = event(Code.SPLIT_FROM, other=case.id, by=actor.id, posts=posts, promises=promises)
    return Change(
        replace(
            case,
            id=new_id,
            version=0,
            first_contact_at=first_said,
            last_said_at=max(said for said, _ in moving),
            last_heard_at=max(heard for _, heard in moving),
            silent_since=first_said,
            waiting_since=None,
            repeats=0,
            reopened=0,
            promises=tuple(one for one in case.promises if one.id in promises),
            replies=(),
            goodwill=(),
            broadcasts=(),
            handovers=(),
            placings=(),
        ),
        (happened,),
    )
