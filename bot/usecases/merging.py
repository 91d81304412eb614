"""Merging two cases, and splitting one."""

from __future__ import annotations

from datetime import datetime

from bot.domain.actions import merging
from bot.domain.answer import Answer
from bot.domain.case import Case
from bot.domain.errors import SameCase
from bot.domain.ids import CaseId, LaneId, PostId, PromiseId
from bot.domain.post import Direction, Post
from bot.ports.storing import Press
from bot.usecases.acting import Stage, answer_of, transact
from bot.usecases.desk import Desk
from bot.usecases.saving import open_new, save


def merge(desk: Desk, press: Press, *, survivor: CaseId, other: CaseId, now: datetime) -> Answer:
    """Make two cases one; old buttons of the other follow to the survivor."""

    def judge(stage: Stage, lane: LaneId | None) -> Answer:
        kept, gone = _lock_both(stage, survivor, other)
        stays, goes = merging.merge(kept, gone, stage.actor, now=now)
        stage.uow.posts.move_all(gone.id, kept.id)
        save(stage.uow, stage.policy, gone, goes, actor=stage.actor, now=now)
        # Also what this very merge told of it, and before the other is saved.
        stage.uow.notices.move_all(gone.id, kept.id)
        saved = save(stage.uow, stage.policy, kept, stays, actor=stage.actor, lane=lane, now=now)
        return answer_of(kept, stays, saved)

    return transact(desk, press, judge, now)


def split(
    desk: Desk,
    press: Press,
    *,
    case: CaseId,
    posts: tuple[PostId, ...],
    promises: tuple[PromiseId, ...],
    now: datetime,
) -> Answer:
    """Move posts and promises to a case of their own."""

    def judge(stage: Stage, lane: LaneId | None) -> Answer:
        found = stage.uow.cases.lock(case)
        said = _said(stage, found)
        halves = merging.split(
            found,
            stage.actor,
            new_id=CaseId(stage.uow.new_id()),
            posts=posts,
            all_posts=tuple((post.id, post.said_at, post.heard_at) for post in said),
            promises=promises,
        )
        rest, new = merging.tell_apart(
            *halves,
            staying=[post for post in said if post.id not in posts],
            moving=[post for post in said if post.id in posts],
            now=now,
        )
        open_new(stage.uow, stage.policy, new, actor=stage.actor, lane=lane, now=now)
        stage.uow.posts.set_case(posts, new.case.id)
        for promise in promises:
            stage.uow.notices.move_promised(promise, new.case.id, source=found.id)
        saved = save(stage.uow, stage.policy, found, rest, actor=stage.actor, now=now)
        return answer_of(found, rest, saved)

    return transact(desk, press, judge, now)


def _lock_both(stage: Stage, one: CaseId, other: CaseId) -> tuple[Case, Case]:
    """Both cases, locked in the order of their ids: two merges never wait for each other."""
    if one == other:
        raise SameCase
    locked = {case_id: stage.uow.cases.lock(case_id) for case_id in sorted((one, other))}
    if locked[one].id == locked[other].id:
        raise SameCase
    return locked[one], locked[other]


def _said(stage: Stage, case: Case) -> tuple[Post, ...]:
    """What customers said: that is what can be split off, and what a half is dated by."""
    posts = stage.uow.posts.list_of(case.id)
    return tuple(post for post in posts if post.direction is Direction.INBOUND)
