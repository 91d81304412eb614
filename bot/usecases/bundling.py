"""Notices as they stand now: judged again, and gathered for drawing, alone or in a bundle."""

from __future__ import annotations

import logging
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from bot.domain.case import Case
from bot.domain.employee import Employee
from bot.domain.errors import Facts, UnknownNotice
from bot.domain.ids import CaseId, NoticeId, PromiseId
from bot.domain.notice import PRIVATE, Notice, NoticeKind, ToldNotice
from bot.domain.standing import asks, still_stands, worth_sending
from bot.domain.view import NoticeView
from bot.ports.storing import UnitOfWork
from bot.usecases.desk import Desk
from bot.usecases.showing import Gathered, gather, view_gathered, with_named

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


@dataclass(frozen=True, slots=True)
class _Judged:
    """A notice that was told or is worth it, with the case that it is about now."""

    notice: Notice
    number: int
    case: Case | None
    stands: bool
    """Whether what it asks for is still to be done; what only tells stands for ever."""

    @property
    def said(self) -> list[tuple[Case, Facts]]:
        """The case of which it says something, and what it says besides; none where it does not."""
        return [(self.case, self.notice.facts)] if self.case is not None and self.stands else []

    @property
    def unread(self) -> Standing:
        """As one of several that nobody reads now, or that says nothing of its case any more."""
        notice, kind = self.notice, self.notice.kind
        # What counts all day is drawn again with every one more.
        counts = kind is NoticeKind.FOUND_LATE or PRIVATE in notice.facts
        return Standing(
            NoticeView(
                kind.value,
                notice.facts,
                None,
                _promise(notice),
                settled=not self.stands,
                id=self.number,
            ),
            self.case.version if self.case is not None else 0,
            settled=not counts and (not self.stands or not asks(kind)),
        )


def stand(  # one notice's whole context
    desk: Desk, uow: UnitOfWork, notice: Notice, number: int, *, is_sent: bool, now: datetime
) -> Standing | None:
    """A notice as it stands; None: it was not sent, and is no longer worth it.

    Raises UnknownCase where it points nowhere.
    """
    # What it is about moved along with a merge, so the case is followed.
    case = uow.cases.get(notice.case) if notice.case is not None else None
    if not is_sent and not worth_telling(notice, case, now=now):
        return None
    judged = _Judged(notice, number, case, _stands(notice, case))
    return _read(desk, uow, judged, gather(uow, desk.policy, judged.said), now)


def _stands(notice: Notice, case: Case | None) -> bool:
    return case is None or still_stands(notice.kind, case, notice.facts, notice.to)


def _read(
    desk: Desk, uow: UnitOfWork, judged: _Judged, gathered: Gathered, now: datetime
) -> Standing:
    """With all that it says, where it still says anything."""
    unread, case, facts = judged.unread, judged.case, judged.notice.facts
    if not judged.stands:
        return unread
    if judged.notice.kind is NoticeKind.FOUND_LATE:
        facts = {**facts, "count": uow.cases.count_found_late(str(facts["source"]))}
    view = replace(unread.view, facts=facts)
    if case is None:
        return replace(unread, view=with_named(uow, view))
    shown = view_gathered(uow, desk.policy, case, facts, gathered, now=now)
    return replace(unread, view=replace(view, view=shown))


def worth_telling(notice: Notice, case: Case | None, *, now: datetime) -> bool:
    """Whether what was not told yet is still true."""
    if case is None:
        return True
    return worth_sending(notice.kind, case, notice.facts, notice.to, now=now)


def stand_together(  # which of them are read is the reader's choice
    desk: Desk, uow: UnitOfWork, bundle: NoticeId, *, first: int = 0, most: int, now: datetime
) -> Standing | None:
    """A bundle as it stands, with what it tells; None: nothing of it is worth telling.

    `most` of them are read, from `first` on, or from the beginning where it has not so many. The
    others are only counted.
    """
    judged = _judge_all(uow, uow.notices.list_bundled(bundle), now)
    if not judged:
        return None
    begin = first if first < len(judged) else 0
    read = _with_cases(uow, judged[begin : begin + most])
    gathered = gather(uow, desk.policy, [said for one in read for said in one.said])
    members = [
        *(one.unread for one in judged[:begin]),
        *(_read(desk, uow, one, gathered, now) for one in read),
        *(one.unread for one in judged[begin + most :]),
    ]
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


def _judge_all(uow: UnitOfWork, told: Sequence[ToldNotice], now: datetime) -> list[_Judged]:
    """What was told, or is worth it; what is settled says the same whatever becomes of its case."""
    cases = _cases_of(uow, (one.notice for one in told if not one.is_settled))
    judged = (_judge(one, cases, now) for one in told)
    return [one for one in judged if one is not None]


def _judge(one: ToldNotice, cases: Mapping[CaseId, Case], now: datetime) -> _Judged | None:
    notice = one.notice
    if one.is_settled:
        return _Judged(notice, one.id, None, stands=not asks(notice.kind))
    case = cases.get(notice.case) if notice.case is not None else None
    if notice.case is not None and case is None:
        # It points nowhere; the others are not to suffer from it.
        log.warning("notice %s is left out of its bundle: there is no such case", one.id)
        return None
    if one.sent_at is None and not worth_telling(notice, case, now=now):
        return None
    return _Judged(notice, one.id, case, _stands(notice, case))


def _with_cases(uow: UnitOfWork, read: Sequence[_Judged]) -> list[_Judged]:
    """What is settled and still tells something says it of its case."""
    cases = _cases_of(uow, (one.notice for one in read if one.stands and one.case is None))
    return [
        replace(one, case=cases.get(one.notice.case))
        if one.case is None and one.notice.case
        else one
        for one in read
    ]


def _cases_of(uow: UnitOfWork, notices: Iterable[Notice]) -> Mapping[CaseId, Case]:
    asked = {one.case for one in notices if one.case is not None}
    return uow.cases.get_many(asked) if asked else {}


def take_out_untrue(uow: UnitOfWork, bundle: NoticeId, *, now: datetime) -> None:
    """What waits in a bundle that is about to be sent, and is no longer true, is not told.

    Nor is what was asked again since: it is asked once. From here to the end of the transaction
    nothing joins the bundle.
    """
    uow.notices.hold(bundle)
    waiting = uow.notices.list_bundled(bundle)
    cases = _cases_of(uow, (one.notice for one in waiting))
    asked: set[tuple[object, ...]] = set()
    for one in reversed(waiting):
        question = _question(one.notice)
        if question in asked or not _is_worth_it(one.notice, cases, now):
            uow.notices.take_out(one.id)
        elif question is not None:
            asked.add(question)


def _question(notice: Notice) -> tuple[object, ...] | None:
    """What is the same however often a ladder asks for it; None: it asks for nothing."""
    if not asks(notice.kind):
        return None
    of = (notice.facts.get(one) for one in ("promise", "handover", "placing", "goodwill", "for"))
    return (notice.kind, notice.case, *of)


def _is_worth_it(notice: Notice, cases: Mapping[CaseId, Case], now: datetime) -> bool:
    if notice.case is None:
        return True
    case = cases.get(notice.case)
    return case is not None and worth_telling(notice, case, now=now)


def bundle_of(  # which part of it is read is the reader's choice
    desk: Desk, bundle: NoticeId, reader: Employee, *, first: int, most: int, now: datetime
) -> NoticeView:
    """What one message told its reader together, of which a part is read: see `stand_together`.

    Raises UnknownNotice, also for another's.
    """
    with desk.store.read() as uow:
        if uow.notices.get(bundle).notice.to != reader.id:
            raise UnknownNotice
        standing = stand_together(desk, uow, bundle, first=first, most=most, now=now)
    if standing is None:
        raise UnknownNotice
    return standing.view


def _promise(notice: Notice) -> PromiseId | None:
    fact = notice.facts.get("promise")
    return PromiseId(fact) if isinstance(fact, int) else None
