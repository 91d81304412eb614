"""What an outgoing row shows now, drawn from the truth; or that it is no longer true."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime

from bot.domain.case import Case, State
from bot.domain.digest import from_json
from bot.domain.ids import NoticeId
from bot.domain.notice import Notice, NoticeKind
from bot.domain.policy import Channel
from bot.domain.view import Audience, CaseView, Sight
from bot.ports.storing import CardKind, Outgoing, Row, UnitOfWork
from bot.presentation.card import Card
from bot.presentation.cards.briefing import briefing_card
from bot.presentation.cards.bundle import MOST_LINES
from bot.presentation.cards.channel import channel_card
from bot.presentation.cards.digest import digest_card
from bot.presentation.cards.intro import intro_card
from bot.presentation.cards.notices import notice_card
from bot.presentation.cards.pointer import pointer_card
from bot.usecases.bundling import Standing, stand, stand_together, take_out_untrue
from bot.usecases.desk import Desk
from bot.usecases.digesting import view_digest
from bot.usecases.places import sight_in
from bot.usecases.showing import audience_of, view_case

Draw = Callable[[Audience], Card]


@dataclass(frozen=True, slots=True)
class Drawing:
    """What is to be shown, ready to be drawn for an audience."""

    draw: Draw
    audience: Audience
    version: int
    """The version of the case that it shows."""
    settled: bool = False
    """Nothing on it can change any more."""
    done: tuple[NoticeId, ...] = ()
    """Of a bundle: what in it is settled."""


def prepare(desk: Desk, uow: UnitOfWork, item: Outgoing, *, now: datetime) -> Drawing | None:
    """The drawing of a row as things stand; None: it is no longer true, and not sent before.

    Raises UnknownCase, UnknownPerson where the row points nowhere: it is buried then.
    """
    audience = _audience(desk, uow, item)
    if item.row is Row.NOTICE:
        return _notice(desk, uow, item, audience, now)
    if item.kind == CardKind.DIGEST:
        return _digest(desk, uow, item, audience)
    if item.kind == CardKind.INTRO:
        company = desk.policy.company
        return Drawing(lambda reader: intro_card(reader, company=company), audience, 1)
    return _card(desk, uow, item, audience, now)


def _audience(desk: Desk, uow: UnitOfWork, item: Outgoing) -> Audience:
    if item.reader is not None:
        return audience_of(uow.employees.get(item.reader))
    channel = desk.policy.channel(item.channel) if item.channel else None
    sight = _sight(desk, uow, item, channel)
    if channel is None:
        return Audience(desk.policy.languages[0], desk.policy.calendar.zone, sight)
    return Audience(channel.language, channel.zone, sight)


def _sight(desk: Desk, uow: UnitOfWork, item: Outgoing, channel: Channel | None) -> Sight:
    """What may be read in a channel: least where strangers are, most where only webcare is."""
    lane = uow.lanes.get(item.lane) if item.lane is not None else None
    sight = sight_in(desk.policy, lane, channel, _case(uow, item))
    is_digest = item.kind == CardKind.DIGEST
    return Sight.PUBLIC if is_digest and sight is Sight.WEBCARE else sight


def _case(uow: UnitOfWork, item: Outgoing) -> Case | None:
    """The case itself, not what it was merged into: an old copy says where it went."""
    return uow.cases.get(item.case, follow=False) if item.case is not None else None


def _card(
    desk: Desk, uow: UnitOfWork, item: Outgoing, audience: Audience, now: datetime
) -> Drawing | None:
    case = _case(uow, item)
    if case is None:
        return None
    if item.ref is None and not _worth_posting(item, case):
        return None
    view = view_case(uow, desk.policy, case, now=now)
    settled = item.kind == CardKind.BRIEFING and case.owner != item.reader
    return Drawing(_CARDS[item.kind](view), audience, case.version, settled)


def _worth_posting(item: Outgoing, case: Case) -> bool:
    """Whether a copy that was never posted still says something."""
    if item.kind == CardKind.BRIEFING:
        return case.owner == item.reader and case.is_live
    return case.state in {State.OPEN, State.CLAIMED, State.RESOLVED}


def _channel(view: CaseView) -> Draw:
    return lambda audience: channel_card(view, audience)


def _pointer(view: CaseView) -> Draw:
    return lambda audience: pointer_card(view, audience)


def _briefing(view: CaseView) -> Draw:
    return lambda audience: briefing_card(view, audience)


_CARDS: Mapping[str, Callable[[CaseView], Draw]] = {
    CardKind.CHANNEL: _channel,
    CardKind.POINTER: _pointer,
    CardKind.BRIEFING: _briefing,
}


def _notice(
    desk: Desk, uow: UnitOfWork, item: Outgoing, audience: Audience, now: datetime
) -> Drawing | None:
    standing = _standing(desk, uow, item, now)
    if standing is None:
        return None
    view = standing.view
    return Drawing(
        lambda reader: notice_card(view, reader),
        audience,
        standing.version,
        standing.settled,
        standing.done,
    )


def _standing(desk: Desk, uow: UnitOfWork, item: Outgoing, now: datetime) -> Standing | None:
    kind, number = NoticeKind(item.kind), NoticeId(item.id)
    if kind is NoticeKind.BUNDLE:
        if item.ref is None:
            take_out_untrue(uow, number, now=now)
        return stand_together(desk, uow, number, most=MOST_LINES, now=now)
    notice = Notice(item.key, kind, now, item.reader, item.channel, item.case, item.facts)
    return stand(desk, uow, notice, number, is_sent=item.ref is not None, now=now)


def _digest(desk: Desk, uow: UnitOfWork, item: Outgoing, audience: Audience) -> Drawing | None:
    stored = uow.digests.find(item.digest or "")
    if stored is None or stored.body is None:
        return None
    digest = from_json(stored.body)
    view = view_digest(uow, desk.policy, digest, reader=item.reader)
    if audience.sight is Sight.OUTSIDE:
        view = replace(view, customers={}, words={})
    return Drawing(lambda reader: digest_card(view, reader), audience, 1)
