"""Merge and split: one operation, moving posts and promises, with a line on both cases."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

from bot.domain.actions.ownership import withdrawals, without_handover, without_placing
from bot.domain.actions.promising import find_promise
from bot.domain.case import (
    Case,
    Change,
    Level,
    Outcome,
    State,
    changed,
    event,
    require_helper,
    require_training,
)
from bot.domain.employee import Employee
from bot.domain.errors import NothingToSplit, NotNow, OnlyHelpers, SameCase, UnknownPost
from bot.domain.events import Code
from bot.domain.ids import CaseId, EmployeeId, PostId, PromiseId
from bot.domain.post import Post

_MERGEABLE = frozenset({State.OPEN, State.CLAIMED, State.RESOLVED})


def merge(survivor: Case, other: Case, actor: Employee, *, now: datetime) -> tuple[Change, Change]:
    """Make two cases of one customer one: (the survivor's change, the other's change).

    The survivor's owner stays, the other's becomes back-up; a survivor without an owner gets the
    other's. The earliest first contact stays; the merged id stays an alias. A resolved case that
    takes in an open matter is claimed again. A request to place words moves along; it is withdrawn
    where the survivor has one, and so is a handover that is not the new owner's to give. Where one
    of them has an owner, it is for those who help with either. Raises SameCase, NotNow,
    NeedsTraining, OnlyHelpers.
    """
    if survivor.id == other.id:
        raise SameCase
    for case in (survivor, other):
        if case.state not in _MERGEABLE:
            raise NotNow(state=case.state.value)
        require_training(case, actor)
    _require_helper_of_either(survivor, other, actor)
    settled = other if survivor.owner is None else without_handover(other, now)
    if survivor.placing is not None:
        settled = without_placing(settled, now)
    owner = survivor.owner or settled.owner
    taken_back = withdrawals(other, settled)
    return (
        _absorb(survivor, settled, owner, actor),
        _absorbed(settled, survivor, actor).then(taken_back),
    )


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
    that nothing is without one. What was said stays with what stays: a new case needs a reply of
    its own. What has an owner is for its helpers. Raises NothingToSplit, UnknownPost,
    UnknownPromise, NotNow, NeedsTraining, OnlyHelpers.
    """
    if case.state not in {State.OPEN, State.CLAIMED}:
        raise NotNow(state=case.state.value)
    require_training(case, actor)
    if case.owner is not None:
        require_helper(case, actor)
    known = {post: (said, heard) for post, said, heard in all_posts}
    if not set(posts) <= known.keys():
        raise UnknownPost
    if not posts or len(set(posts)) >= len(known):
        raise NothingToSplit
    for promise in promises:
        find_promise(case, promise)
    moving = [known[post] for post in posts]
    staying = [times for post, times in known.items() if post not in posts]
    return (
        _rest(case, actor, new_id, posts, promises, staying),
        _new(case, actor, new_id, posts, promises, moving),
    )


def tell_apart(
    rest: Change,
    new: Change,
    *,
    staying: Sequence[Post],
    moving: Sequence[Post],
    now: datetime,
) -> tuple[Change, Change]:
    """Both halves of a split, each of whoever speaks first in it; the new one is its owner's now.

    A case was perhaps merged before: its customer need not have said what goes, nor what stays.
    `staying` and `moving` are what customers said, and neither is empty.
    """
    case = new.case
    # The owner learns of it now: a first reply cannot have been due before.
    claimed_at = now if case.owner is not None else case.claimed_at
    return (
        Change(_of_who_speaks(rest.case, staying), rest.events),
        Change(replace(_of_who_speaks(case, moving), claimed_at=claimed_at), new.events),
    )


def _of_who_speaks(case: Case, posts: Sequence[Post]) -> Case:
    first = min(posts, key=lambda post: (post.said_at, post.id))
    return replace(
        case,
        customer=first.customer,
        source=first.source,
        language=first.language or case.language,
    )


def _require_helper_of_either(survivor: Case, other: Case, actor: Employee) -> None:
    owner = survivor.owner or other.owner
    if owner is None or actor.is_webcare:
        return
    if not (survivor.is_helper(actor.id) or other.is_helper(actor.id)):
        raise OnlyHelpers(owner=owner)


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
        first_time=(survivor if survivor.owner is not None else other).first_time,
        claimed_at=_claimed_at(survivor, other),
        buddy=_buddy(survivor, other, owner),
        backups=backups,
    )


def _joined(survivor: Case, other: Case) -> Case:
    resolved = _joined_state(survivor, other) is State.RESOLVED
    return replace(
        survivor,
        first_contact_at=min(survivor.first_contact_at, other.first_contact_at),
        opened_at=min(case.opened_at for case in _living(survivor, other)),
        last_said_at=max(survivor.last_said_at, other.last_said_at),
        last_heard_at=max(survivor.last_heard_at, other.last_heard_at),
        silent_since=_silent_since(survivor, other),
        waiting_since=None,
        resolved_at=_latest(survivor.resolved_at, other.resolved_at) if resolved else None,
        outcome=_joined_outcome(survivor, other) if resolved else Outcome.NOTHING,
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
        # A reason not to reply is the owner's, about what he knew: it excuses nothing else.
        no_reply=survivor.no_reply if survivor.owner is not None else other.no_reply,
    )


def _joined_state(survivor: Case, other: Case) -> State:
    if survivor.state is State.RESOLVED and other.state is State.RESOLVED:
        return State.RESOLVED
    return State.CLAIMED if survivor.owner or other.owner else State.OPEN


def _buddy(survivor: Case, other: Case, owner: EmployeeId | None) -> EmployeeId | None:
    buddy = survivor.buddy or other.buddy
    return None if buddy == owner else buddy


def _living(survivor: Case, other: Case) -> tuple[Case, ...]:
    """Those whose clocks run: what was found late rings nothing for its past."""
    heard = tuple(case for case in (survivor, other) if not case.found_late)
    return heard or (survivor, other)


def _silent_since(survivor: Case, other: Case) -> datetime | None:
    """The earliest words without one of ours; a reply on one case was heard by the customer."""
    replied_at = _latest(survivor.last_reply_at, other.last_reply_at)
    return min(
        (
            case.silent_since
            for case in _living(survivor, other)
            if case.silent_since is not None
            and (replied_at is None or replied_at < case.last_said_at)
        ),
        default=None,
    )


def _claimed_at(survivor: Case, other: Case) -> datetime | None:
    if survivor.owner is None and other.owner is not None:
        return other.claimed_at
    return survivor.claimed_at or other.claimed_at


def _joined_outcome(survivor: Case, other: Case) -> Outcome:
    return other.outcome if survivor.outcome is Outcome.NOTHING else survivor.outcome


def _latest(one: datetime | None, other: datetime | None) -> datetime | None:
    return max((at for at in (one, other) if at is not None), default=None)


def _unanswered(case: Case, times: list[tuple[datetime, datetime]]) -> datetime | None:
    """Since when the customer waits for a word on these posts; None: we spoke after them."""
    since = case.silent_since
    return min((said for said, _ in times if since is not None and said >= since), default=None)


def _absorbed(other: Case, survivor: Case, actor: Employee) -> Change:
    happened = event(Code.MERGED, into=survivor.id, by=actor.id, owner=other.owner)
    return changed(
        other,
        happened,
        state=State.MERGED,
        merged_into=survivor.id,
        owner=None,
        first_time=False,
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
        silent_since=_unanswered(case, staying),
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
    happened = event(Code.SPLIT_FROM, other=case.id, by=actor.id, posts=posts, promises=promises)
    return Change(
        replace(
            case,
            id=new_id,
            version=0,
            opened_at=min(heard for _, heard in moving),
            first_contact_at=min(said for said, _ in moving),
            last_said_at=max(said for said, _ in moving),
            last_heard_at=max(heard for _, heard in moving),
            silent_since=_unanswered(case, moving),
            waiting_since=None,
            no_reply=None,
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
