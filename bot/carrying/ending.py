"""How carrying a row may end otherwise than by showing it: gone, closed, or given up; who hears."""

from __future__ import annotations

from datetime import datetime

from bot.domain.ids import NoticeId
from bot.domain.notice import NoticeKind
from bot.ports.chatting import MessageGone, Uneditable
from bot.ports.storing import Outgoing, UnitOfWork
from bot.usecases.desk import Desk
from bot.usecases.places import tell_given_up

DELETED_AGAIN = "deleted_again"
UNEDITABLE = "uneditable"


def why_gone(error: MessageGone | Uneditable) -> str:
    """The code under which a second such message is given up."""
    return UNEDITABLE if isinstance(error, Uneditable) else DELETED_AGAIN


def note_gone(desk: Desk, uow: UnitOfWork, item: Outgoing, why: str, *, now: datetime) -> None:
    """A message is not there any more: posted again, once, while its case is live.

    A bundle is not: whoever took it away has read it, and each case has its own clocks.
    """
    if item.kind == NoticeKind.BUNDLE:
        uow.notices.rest(NoticeId(item.id))
    case = uow.cases.get(item.case, follow=False) if item.case is not None else None
    if not uow.outbox.gone(item, repost=case is not None and case.is_live, why=why):
        tell_operators(desk, uow, item, why, now=now)


def give_up(desk: Desk, uow: UnitOfWork, item: Outgoing, why: str, *, now: datetime) -> None:
    """It cannot be delivered: a dead letter, of which operators hear."""
    uow.outbox.bury(item, why=why)
    tell_operators(desk, uow, item, why, now=now)


def tell_operators(desk: Desk, uow: UnitOfWork, item: Outgoing, why: str, *, now: datetime) -> None:
    """Operators hear of it once a day; not of trouble that could not be told, which is no news."""
    if item.lane is not None and item.kind != NoticeKind.CHAT_TROUBLE:
        tell_given_up(uow, desk.policy, item.lane, why, reader=item.reader, now=now)
