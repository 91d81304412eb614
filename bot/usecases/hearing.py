"""Hearing: every post stored exactly once, put in its case, judged and routed."""

from __future__ import annotations

import logging
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from bot.domain.actions import hearing, replying
from bot.domain.answer import Answer
from bot.domain.case import Case, State
from bot.domain.employee import Employee
from bot.domain.events import Code
from bot.domain.flags import Flag, find_flags, is_thanks
from bot.domain.ids import CaseId, LaneId, PostId, ReplyId
from bot.domain.notice import Notice, NoticeKind
from bot.domain.post import Author, Direction, Post, Said, is_found_late
from bot.domain.reply import Reply
from bot.domain.routing import channels_of, choose_route
from bot.domain.working_time import local_date
from bot.ports.hearing import Deed, Fetched, Heard, Unreadable
from bot.ports.storing import Press, StaleCase, StorageAway, StoredPost, UnitOfWork
from bot.usecases.acting import Stage, transact
from bot.usecases.desk import Desk
from bot.usecases.reaching import has_left
from bot.usecases.saving import open_new, save
from bot.usecases.telling import tell_channel

log = logging.getLogger(__name__)

BATCH = 20
"""Posts in one transaction: a batch holds SQLite's writer for less than 50 ms."""
_SUMMARY_AFTER = timedelta(seconds=30)
"""A channel's summary of what was found late waits for the rest of the find."""
_TRIES = 5
ENDED = frozenset({State.RESOLVED, State.CLOSED})
CAPTURED = "capture"
"""What a colleague's capture is called among the sources, until a source hears the post itself."""


@dataclass(frozen=True, slots=True)
class Hearing:
    """What hearing a batch came to."""

    posts: int = 0
    """New posts."""
    known: int = 0
    opened: int = 0
    """New cases."""
    late: int = 0
    """New posts that were found late."""
    aside: int = 0
    """Kept aside because they could not be read."""

    def __add__(self, other: Hearing) -> Hearing:
        """Both together."""
        return Hearing(
            self.posts + other.posts,
            self.known + other.known,
            self.opened + other.opened,
            self.late + other.late,
            self.aside + other.aside,
        )


@dataclass(frozen=True, slots=True)
class Batch:
    """So much of what a source gave as is heard in one transaction."""

    heard: Sequence[Heard]
    last: Fetched | None = None
    """What it ends: the cursor, and what could not be read, are kept with it."""


def batches(fetched: Fetched) -> Iterator[Batch]:
    """What a source gave, in batches to be heard in this order; at least one."""
    starts = range(0, len(fetched.heard) or 1, BATCH)
    for at in starts:
        last = fetched if at == starts[-1] else None
        yield Batch(fetched.heard[at : at + BATCH], last)


def hear(desk: Desk, source: str, fetched: Fetched, *, now: datetime) -> Hearing:
    """Take in what a source gave, a transaction for each batch.

    A crash in between hears the same things again, which changes nothing. Where people press at
    the same time, hear batch by batch, so that nobody waits for the whole.
    """
    total = Hearing()
    for batch in batches(fetched):
        total += hear_batch(desk, source, batch, now=now)
    return total


def hear_batch(desk: Desk, source: str, batch: Batch, *, now: datetime) -> Hearing:
    """Take in one batch; the last one commits together with the cursor."""
    return _hear_batch(desk, source, batch.heard, batch.last, now)


def capture(desk: Desk, press: Press, *, heard: Heard, now: datetime) -> Answer:
    """A colleague logs a complaint in one step; what is known already leads to its case."""

    def judge(stage: Stage, lane: LaneId | None) -> Answer:
        del lane
        if heard.said is None:
            raise ValueError("a capture has words or a link")
        stored = stage.uow.posts.add(
            heard.said, post=PostId(stage.uow.new_id()), heard_at=stage.now
        )
        case = _place(desk, stage.uow, heard.said, stored, stage.actor, stage.now)
        found = stage.uow.cases.get(case) if case is not None else None
        code = Code.OPENED if stored.new else Code.POST_ADDED
        return Answer(
            code.value,
            {"captured": True, "known": not stored.new},
            case=found.id if found else None,
            version=found.version if found else None,
        )

    return transact(desk, press, judge, now)


def _hear_batch(
    desk: Desk, source: str, batch: Sequence[Heard], last: Fetched | None, now: datetime
) -> Hearing:
    try:
        return _hear_again(desk, source, batch, last, now)
    except StorageAway:
        raise
    except Exception as fault:  # whatever one post does to us, the others must be heard
        log.exception("hearing %s posts of %s failed", len(batch), source)
        return _one_by_one(desk, source, batch, last, fault, now)


def _hear_again(
    desk: Desk, source: str, batch: Sequence[Heard], last: Fetched | None, now: datetime
) -> Hearing:
    for _ in range(_TRIES - 1):
        try:
            return _hear_once(desk, source, batch, last, now)
        except StaleCase:
            continue
    return _hear_once(desk, source, batch, last, now)


def _one_by_one(
    desk: Desk,
    source: str,
    batch: Sequence[Heard],
    last: Fetched | None,
    fault: Exception,
    now: datetime,
) -> Hearing:
    """Hear the halves on their own; a post that cannot be heard at all is kept aside."""
    if len(batch) > 1:
        half = len(batch) // 2
        first = _hear_batch(desk, source, batch[:half], None, now)
        return first + _hear_batch(desk, source, batch[half:], last, now)
    if not batch:
        raise fault
    aside = _unheard(batch[0], fault)
    with desk.store.begin() as uow:
        kept = uow.cursors.set_aside(source, aside.place, aside.why, aside.body, now=now)
        uow.commit()
    return Hearing(aside=int(kept)) + (
        _hear_again(desk, source, (), last, now) if last is not None else Hearing()
    )


def _unheard(heard: Heard, fault: Exception) -> Unreadable:
    """What is kept of a post that we could not take in, so that somebody can look."""
    body = heard.said.text if heard.said is not None else ""
    place = f"{heard.deed.value}:{heard.external_id}"
    return Unreadable(place, f"a fault of ours: {type(fault).__name__}", body)


def _hear_once(
    desk: Desk, source: str, batch: Sequence[Heard], last: Fetched | None, now: datetime
) -> Hearing:
    with desk.store.begin() as uow:
        total = _created(desk, uow, [one for one in batch if one.deed is Deed.CREATED], now)
        for one in batch:
            if one.deed is not Deed.CREATED:
                total += _later(desk, uow, one, now)
        if total.late:
            _summarise(desk, uow, source, now)
        if last is not None:
            total += _set_aside(uow, source, last, now)
            uow.cursors.set(source, last.cursor, now=now)
        uow.commit()
    return total


def _created(desk: Desk, uow: UnitOfWork, batch: Sequence[Heard], now: datetime) -> Hearing:
    said = [one.said for one in batch if one.said is not None]
    stored = uow.posts.add_all([(one, PostId(uow.new_id())) for one in said], heard_at=now)
    total = Hearing()
    for one, post in _in_order(said, stored):
        if not post.new:
            if post.met:
                _met(desk, uow, one, post.post, now)
            total += Hearing(known=1)
            continue
        late = is_found_late(one.said_at, now)
        opened = _take_in(desk, uow, one, post.post, now)
        total += Hearing(posts=1, opened=int(opened), late=int(late))
    return total


def _in_order(
    said: Sequence[Said], stored: Sequence[StoredPost]
) -> Iterator[tuple[Said, StoredPost]]:
    """In the order in which they were said, which is what grouping goes by."""
    yield from sorted(zip(said, stored, strict=True), key=lambda pair: pair[0].said_at)


def _take_in(desk: Desk, uow: UnitOfWork, said: Said, post: Post, now: datetime) -> bool:
    """Put a new post in its case; whether that is a new one."""
    if said.direction is Direction.OUTBOUND:
        _hear_company(desk, uow, said, post, now)
        return False
    known = _find_case(uow, said, post)
    _place_in(desk, uow, said, post, known, None, now)
    return known is None


def _place(
    desk: Desk, uow: UnitOfWork, said: Said, stored: StoredPost, actor: Employee, now: datetime
) -> CaseId | None:
    if not stored.new:
        return stored.post.case
    return _place_in(desk, uow, said, stored.post, _find_case(uow, said, stored.post), actor, now)


def _find_case(uow: UnitOfWork, said: Said, post: Post) -> CaseId | None:
    """The thread's case; else the author's open one; else none (DESIGN 3, hear)."""
    thread = [one for one in (said.in_reply_to, said.thread_root) if one is not None]
    if thread:
        found = uow.posts.thread_case(said.source, thread)
        if found is not None:
            return found
    if post.customer is None:
        return None
    return uow.cases.find_for_author(post.customer, said.company)


def _place_in(
    desk: Desk,
    uow: UnitOfWork,
    said: Said,
    post: Post,
    known: CaseId | None,
    actor: Employee | None,
    now: datetime,
) -> CaseId:
    flags = _flags(said)
    if known is None:
        case = _open(desk, uow, said, post, flags, actor, now)
    else:
        case = _speak(desk, uow, said, post, flags, known, actor, now)
    uow.posts.set_case([post.id], case.id)
    return case.id


def _open(
    desk: Desk,
    uow: UnitOfWork,
    said: Said,
    post: Post,
    flags: tuple[Flag, ...],
    actor: Employee | None,
    now: datetime,
) -> Case:
    opening = hearing.Opening(
        case=CaseId(uow.new_id()),
        customer=post.customer,
        source=said.source,
        route=_route(desk, said, flags),
        company=said.company,
        language=said.language,
    )
    change = hearing.open_case(opening, _spoken(said, post, flags, now))
    return open_new(uow, desk.policy, change, actor=actor, now=now)


def _speak(
    desk: Desk,
    uow: UnitOfWork,
    said: Said,
    post: Post,
    flags: tuple[Flag, ...],
    known: CaseId,
    actor: Employee | None,
    now: datetime,
) -> Case:
    case = uow.cases.lock(known)
    bystander = not _is_theirs(uow, case, post)
    spoken = _in_its_place(uow, case, _spoken(said, post, flags, now, bystander=bystander))
    left = case.state in ENDED and has_left(uow, case.owner)
    change = hearing.customer_spoke(case, spoken, owner_left=left)
    return save(uow, desk.policy, case, change, actor=actor, now=now)


def _route(desk: Desk, said: Said, flags: tuple[Flag, ...]) -> str:
    return choose_route(
        desk.policy,
        source=said.source,
        company=said.company,
        language=said.language,
        flags=flags,
        text=said.text,
    )


def _met(desk: Desk, uow: UnitOfWork, said: Said, post: Post, now: datetime) -> None:
    """A source hears what a colleague captured: its words, its author, its name."""
    if post.case is None:
        return
    case = uow.cases.lock(post.case)
    change = hearing.source_found(
        case,
        post.id,
        flags=_flags(said),
        source=said.source,
        customer=post.customer,
        captured=CAPTURED,
    )
    save(uow, desk.policy, case, change, actor=None, now=now)


def _flags(said: Said) -> tuple[Flag, ...]:
    return tuple(dict.fromkeys(one.flag for one in find_flags(said.text, said.language)))


def _spoken(
    said: Said, post: Post, flags: tuple[Flag, ...], now: datetime, *, bystander: bool = False
) -> hearing.Spoken:
    return hearing.Spoken(
        post=post.id,
        said_at=said.said_at,
        heard_at=now,
        flags=flags,
        thanks=is_thanks(said.text, said.language),
        found_late=is_found_late(said.said_at, now),
        bystander=bystander,
    )


def _is_theirs(uow: UnitOfWork, case: Case, post: Post) -> bool:
    """Whether a post is by whose matter the case is, under whichever of their accounts."""
    return post.customer == case.customer or post.customer in uow.cases.customers_of(case.id)


def _in_its_place(uow: UnitOfWork, case: Case, spoken: hearing.Spoken) -> hearing.Spoken:
    """A post that was said before one we know stands between its neighbours."""
    if spoken.said_at >= case.last_said_at:
        return spoken
    before, after = uow.posts.said_around(case.id, spoken.said_at)
    return replace(spoken, before_at=before, after_at=after)


def _later(desk: Desk, uow: UnitOfWork, heard: Heard, now: datetime) -> Hearing:
    """What happened to posts after they were made."""
    match heard.deed:
        case Deed.EDITED:
            return _edited(desk, uow, heard, now)
        case Deed.DELETED:
            _deleted(desk, uow, heard, now)
        case Deed.AUTHOR_GONE:
            _author_gone(desk, uow, heard, now)
        case Deed.COUNTS:
            _counted(uow, heard, now)
        case _:
            pass
    return Hearing()


def _edited(desk: Desk, uow: UnitOfWork, heard: Heard, now: datetime) -> Hearing:
    known = uow.posts.find(heard.source, heard.external_id)
    if heard.said is None:
        return Hearing()
    if known is None:
        created = Heard(Deed.CREATED, heard.source, heard.external_id, said=heard.said)
        return _created(desk, uow, [created], now)
    edited = uow.posts.edit(known.id, heard.said, heard_at=now)
    if edited.version != known.version and edited.case is not None:
        case = uow.cases.lock(edited.case)
        change = hearing.post_edited(case, edited.id, edited.version, _flags(heard.said))
        save(uow, desk.policy, case, change, actor=None, now=now)
    return Hearing(known=1)


def _deleted(desk: Desk, uow: UnitOfWork, heard: Heard, now: datetime) -> None:
    post = uow.posts.find(heard.source, heard.external_id)
    if post is not None:
        _forget(desk, uow, (post,), now)
        return
    # Deleted before we heard it: its tombstone keeps it from coming after all.
    nobody = Said(
        heard.source, heard.external_id, Author("", ""), "", now, direction=Direction.OUTBOUND
    )
    stored = uow.posts.add(nobody, post=PostId(uow.new_id()), heard_at=now)
    uow.posts.delete(stored.post.id, at=now)


def _forget(desk: Desk, uow: UnitOfWork, posts: Sequence[Post], now: datetime) -> None:
    """Deletion follows the source: the words go, the case stays and knows."""
    for post in posts:
        if post.deleted:
            continue
        uow.posts.delete(post.id, at=now)
        if post.case is not None:
            case = uow.cases.lock(post.case)
            save(uow, desk.policy, case, hearing.post_gone(case, post.id), actor=None, now=now)
            uow.outbox.redraw_all(case.id)


def _author_gone(desk: Desk, uow: UnitOfWork, heard: Heard, now: datetime) -> None:
    if heard.author is None:
        return
    posts = uow.posts.list_of_author(heard.source, heard.author)
    _forget(desk, uow, posts, now)
    for customer in {post.customer for post in posts if post.customer is not None}:
        uow.customers.forget(customer)
    for case_id in sorted({post.case for post in posts if post.case is not None}):
        uow.outbox.redraw_all(case_id)


def _counted(uow: UnitOfWork, heard: Heard, now: datetime) -> None:
    """Likes and shares are a series (D48); they redraw nothing and hurry nothing."""
    post = uow.posts.find(heard.source, heard.external_id)
    if post is not None:
        uow.posts.add_counts(post.id, heard.counts, at=now)


def _set_aside(uow: UnitOfWork, source: str, fetched: Fetched, now: datetime) -> Hearing:
    kept = sum(
        uow.cursors.set_aside(source, one.place, one.why, one.body, now=now)
        for one in fetched.unreadable
    )
    return Hearing(aside=kept)


def _summarise(desk: Desk, uow: UnitOfWork, source: str, now: datetime) -> None:
    """One summary for each channel and day of what was found late; its count grows."""
    for channel in channels_of(desk.policy, "", sensitive=False):
        day = local_date(channel.zone, now).isoformat()
        notice = Notice(
            key=f"found_late:{source}:{channel.key}:{day}",
            kind=NoticeKind.FOUND_LATE,
            channel=channel.key,
            facts={"source": source, "since": now.isoformat()},
            not_before=now + _SUMMARY_AFTER,
        )
        if not tell_channel(uow, notice, channel.lane, now=now):
            uow.notices.mark_told(notice.key, at=notice.not_before)


def _hear_company(desk: Desk, uow: UnitOfWork, said: Said, post: Post, now: datetime) -> None:
    """Our own public words, heard: they confirm a reported reply, or are one."""
    thread = [one for one in (said.in_reply_to, said.thread_root) if one is not None]
    known = uow.posts.thread_case(said.source, thread) if thread else None
    if known is None:
        return
    case = uow.cases.lock(known)
    uow.posts.set_case([post.id], case.id)
    if case.state in {State.DISMISSED, State.MERGED} or is_found_late(said.said_at, now):
        return
    reply = Reply(id=ReplyId(uow.new_id()), by=None, at=said.said_at, heard=True, url=said.url)
    save(uow, desk.policy, case, replying.hear_reply(case, reply=reply), actor=None, now=now)
