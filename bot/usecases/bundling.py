"""Notices as they stand now: judged again, and gathered for drawing, alone or in a bundle."""

from __future__ import annotations

import logging
from dataclasses import dataclass
from datetime import datetime

from bot.domain.case import Case
from bot.domain.employee import Employee
from bot.domain.errors import Refusal, UnknownCase, UnknownNotice
from bot.domain.ids import NoticeId, PromiseId
from bot.domain.notice import PRIVATE, Notice, NoticeKind, ToldNotice
from bot.domain.standing import asks, still_stands, worth_sending
from bot.domain.view import NoticeView
from bot.ports.storing import UnitOfWork
from bot.usecases.desk import Desk
from bot.usecases.showing import view_notice, with_named

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Standing:
    """A notice with all that it says."""

    view: NoticeView
    version: int
    """The version of the case that it shows; 0: it is about none."""
    settled: bool
    """Nothing on it can change any more."""
    done: tuple[NoticeId, ...] = ()
    """Of a bundle: what in it is settled."""


def stand(  # one notice's whole context
    desk: Desk,
    uow: UnitOfWork,
    notice: Notice,
    number: int,
    *,
    is_sent: bool,
    is_read: bool = True,
    now: datetime,
) -> Standing | None:
    """A notice as it stands; None: it was not sent, and is no longer worth it.

    `is_read`: somebody reads what it says, rather than that it is one of several. What is done says
    nothing of its case either, so that is not gathered. Raises UnknownCase, UnknownPerson where it
    points nowhere.
    """
    kind, facts = notice.kind, notice.facts
    # What it is about moved along with a merge, so the case is followed.
    case = uow.cases.get(notice.case) if notice.case is not None else None
    if case is not None and not is_sent and not worth_telling(notice, case, now=now):
        return None
    stands = case is None or still_stands(kind, case, facts, notice.to)
    # What counts all day is drawn again with every one more.
    counts = kind is NoticeKind.FOUND_LATE or PRIVATE in facts
    if kind is NoticeKind.FOUND_LATE:
        facts = {**facts, "count": uow.cases.count_found_late(str(facts["source"]))}
    says = stands and is_read
    view = view_notice(uow, desk.policy, case, facts, now=now) if case and says else None
    told = NoticeView(kind.value, facts, view, _promise(notice), settled=not stands, id=number)
    return Standing(
        with_named(uow, told) if view is None and says else told,
        case.version if case is not None else 0,
        settled=not counts and (not stands or not asks(kind)),
    )


def worth_telling(notice: Notice, case: Case | None, *, now: datetime) -> bool:
    """Whether what was not told yet is still true."""
    if case is None:
        return True
    return worth_sending(notice.kind, case, notice.facts, notice.to, now=now)


def stand_together(
    desk: Desk, uow: UnitOfWork, bundle: NoticeId, *, most: int | None = None, now: datetime
) -> Standing | None:
    """A bundle as it stands, with what it tells; None: nothing of it is worth telling.

    `most`: so many of them are read; the others are only counted.
    """
    members: list[Standing] = []
    for one in uow.notices.list_bundled(bundle):
        is_read = most is None or len(members) < most
        standing = _stand(desk, uow, one, now, is_read=is_read)
        members += [standing] if standing is not None else []
    if not members:
        return None
    view = NoticeView(
        NoticeKind.BUNDLE.value,
        {},
        None,
        settled=all(one.view.settled for one in members),
        id=bundle,
        members=tuple(one.view for one in members),
    )
    done = tuple(NoticeId(one.view.id) for one in members if one.settled and one.view.id)
    return Standing(view, 0, settled=len(done) == len(members), done=done)


def take_out_untrue(uow: UnitOfWork, bundle: NoticeId, *, now: datetime) -> None:
    """What waits in a bundle that is about to be sent, and is no longer true, is not told.

    Nor is what was asked again since: it is asked once. From here to the end of the transaction
    nothing joins the bundle.
    """
    uow.notices.hold(bundle)
    asked: set[tuple[object, ...]] = set()
    for one in reversed(uow.notices.list_bundled(bundle)):
        question = _question(one.notice)
        if question in asked or not _is_worth_it(uow, one.notice, now):
            uow.notices.take_out(one.id)
        elif question is not None:
            asked.add(question)


def _question(notice: Notice) -> tuple[object, ...] | None:
    """What is the same however often a ladder asks for it; None: it asks for nothing."""
    if not asks(notice.kind):
        return None
    of = (notice.facts.get(one) for one in ("promise", "handover", "placing", "goodwill", "for"))
    return (notice.kind, notice.case, *of)


def _is_worth_it(uow: UnitOfWork, notice: Notice, now: datetime) -> bool:
    try:
        case = uow.cases.get(notice.case) if notice.case is not None else None
    except UnknownCase:
        return False
    return worth_telling(notice, case, now=now)


def bundle_of(desk: Desk, bundle: NoticeId, reader: Employee, *, now: datetime) -> NoticeView:
    """What one message told its reader together. Raises UnknownNotice, also for another's."""
    with desk.store.read() as uow:
        if uow.notices.get(bundle).notice.to != reader.id:
            raise UnknownNotice
        standing = stand_together(desk, uow, bundle, now=now)
    if standing is None:
        raise UnknownNotice
    return standing.view


def _stand(
    desk: Desk, uow: UnitOfWork, one: ToldNotice, now: datetime, *, is_read: bool
) -> Standing | None:
    if one.is_settled and (asks(one.notice.kind) or not is_read):
        # It says nothing of its case any more, or nobody reads it: the case need not be asked.
        return Standing(_settled(one), 0, settled=True)
    is_sent = one.sent_at is not None
    try:
        return stand(desk, uow, one.notice, one.id, is_sent=is_sent, is_read=is_read, now=now)
    except Refusal as refused:  # it points nowhere; the others are not to suffer from it
        log.warning("notice %s is left out of its bundle: %s", one.id, refused.code)
        return None


def _settled(one: ToldNotice) -> NoticeView:
    notice = one.notice
    return NoticeView(
        notice.kind.value, notice.facts, None, _promise(notice), settled=True, id=one.id
    )


def _promise(notice: Notice) -> PromiseId | None:
    fact = notice.facts.get("promise")
    return PromiseId(fact) if isinstance(fact, int) else None
