"""Conversations as chats tell of them: shared, closed, renamed; and who hears of trouble there."""

from __future__ import annotations

import logging
from collections.abc import Iterable
from datetime import UTC, datetime, timedelta

from bot.domain.case import Case, State
from bot.domain.employee import Account, Employee
from bot.domain.errors import Facts
from bot.domain.events import Code
from bot.domain.ids import EmployeeId, LaneId
from bot.domain.notice import MOST_COUNTED, PRIVATE, Notice, NoticeKind
from bot.domain.policy import Channel, Policy
from bot.domain.standing import OFFER_CLAIM, OFFER_HELP
from bot.domain.telling import not_before_for
from bot.domain.view import Sight
from bot.domain.working_time import local_date
from bot.ports.storing import LASTING, SHARED, Address, CardKind, Lane, NewCard, UnitOfWork
from bot.usecases.desk import Desk
from bot.usecases.telling import tell

log = logging.getLogger(__name__)

_BUNDLED_AFTER = timedelta(seconds=30)
"""What is about private conversations waits for the rest of a burst."""
_EVER = datetime(1970, 1, 1, tzinfo=UTC)
_OPENING = frozenset({Code.OPENED, Code.RELEASED, Code.LET_GO, Code.REOPENED, Code.UNDONE})
"""What may make a case anybody's, so that an emoji is an offer once more."""


def set_outside(desk: Desk, address: Address, *, outside: bool, now: datetime) -> None:
    """The chat says whether strangers are in a conversation; what is posted there is redrawn.

    Where the configuration does not know of them, nothing new is posted and operators are told.
    """
    with desk.store.begin() as uow:
        lane = uow.lanes.find_or_add(address)
        uow.lanes.set_outside(lane, outside=outside)
        _settle(uow, desk.policy, lane, now)
        uow.commit()


def close_place(
    desk: Desk, address: Address, why: str, *, reader: EmployeeId | None = None, now: datetime
) -> None:
    """A conversation takes nothing any more, `why` is a code; operators are told once a day.

    What is to go there waits, until it is opened. `reader`: whose private conversation it is.
    """
    with desk.store.begin() as uow:
        close_lane(uow, desk.policy, uow.lanes.find_or_add(address), why, reader=reader, now=now)
        uow.commit()


def close_lane(
    uow: UnitOfWork,
    policy: Policy,
    lane: LaneId,
    why: str,
    *,
    reader: EmployeeId | None = None,
    now: datetime,
) -> None:
    """The same within a transaction."""
    address = uow.lanes.address(lane)
    uow.lanes.stop(lane, why)
    place = _place(policy, lane, address) if reader is None else None
    _tell(uow, policy, address, why, place, now, colleague=reader)


def open_place(desk: Desk, address: Address, *, now: datetime) -> int:
    """A conversation takes messages again: what waited goes on, and what was given up there.

    Not what people took away. How many had been given up. Where strangers are of whom nobody
    knows, nothing new is posted.
    """
    with desk.store.begin() as uow:
        lane = uow.lanes.find(address)
        if lane is None:
            return 0
        uow.lanes.open(lane)
        _settle(uow, desk.policy, lane, now)
        revived = uow.outbox.revive(now=now, lane=lane)
        uow.commit()
    return revived


def rename_place(desk: Desk, chat: str, workspace: str, old: str, new: str) -> None:
    """A chat calls a conversation by another id; the configuration may go on with the old one."""
    with desk.store.begin() as uow:
        uow.lanes.rename(chat, workspace, old, new)
        uow.commit()


def heed_channels(desk: Desk, *, now: datetime) -> None:
    """What the configuration says of strangers in channels applies from now on."""
    with desk.store.begin() as uow:
        for channel in desk.policy.channels:
            _settle(uow, desk.policy, channel.lane, now)
        uow.commit()


def tell_trouble(
    desk: Desk, chat: str, workspace: str, code: str, place: str | None, *, now: datetime
) -> None:
    """Operators hear, once a day for each code and place, what happened and what to do.

    `place` is a conversation's id, where it is about one.
    """
    with desk.store.begin() as uow:
        address = Address(chat, workspace, place or "")
        lane = uow.lanes.find(address) if place else None
        named = _place(desk.policy, lane, address) if lane is not None else place
        _tell(uow, desk.policy, address, code, named, now)
        uow.commit()


def tell_given_up(
    uow: UnitOfWork,
    policy: Policy,
    lane: LaneId,
    code: str,
    *,
    reader: EmployeeId | None,
    now: datetime,
) -> None:
    """Operators hear that something could not be delivered, within a transaction.

    What is about private conversations is one notice a day, that counts the colleagues.
    """
    address = uow.lanes.address(lane)
    place = _place(policy, lane, address) if reader is None else None
    _tell(uow, policy, address, code, place, now, colleague=reader)


def tell_long_rest(uow: UnitOfWork, policy: Policy, address: Address, *, now: datetime) -> None:
    """Operators hear that a chat has been asking for rest for long, within a transaction."""
    _tell(uow, policy, address, "rate_limited_long", None, now)


def tell_unpinned(uow: UnitOfWork, policy: Policy, address: Address, *, now: datetime) -> None:
    """Operators hear that a person has to pin what we may not, within a transaction."""
    _tell(uow, policy, address, "cannot_pin", None, now)


def introduce_channels(desk: Desk) -> int:
    """Every channel of our own gets one card that says what this is; how many are new.

    Once per conversation, whatever its key or language is called by then; none where strangers
    read along, and it does not count as one of a day's wide cards. It has no moment: it is due
    whatever the clock says, also where that is moved back for a demonstration.
    """
    with desk.store.begin() as uow:
        new = [uow.cards.add(_intro(channel), now=_EVER) for channel in _own_channels(uow, desk)]
        uow.commit()
    return sum(new)


def _own_channels(uow: UnitOfWork, desk: Desk) -> Iterable[Channel]:
    return (
        one
        for one in desk.policy.channels
        if not one.shared and not uow.lanes.get(one.lane).outside
    )


def _intro(channel: Channel) -> NewCard:
    key = f"{LASTING}{channel.lane}"
    return NewCard(key, CardKind.INTRO, channel.lane, None, channel=channel.key)


def offer_claim(desk: Desk, account: Account, address: Address, ref: str, *, now: datetime) -> bool:
    """Somebody put an emoji of helping on a card: they are asked, privately, whether they mean it.

    It never claims. False: there is nothing to offer, or it was offered for this opening.
    """
    with desk.store.begin() as uow:
        case, person = _reacted(uow, account, address, ref)
        if case is None or person is None:
            return False
        offer = _what_to_offer(case, person)
        if offer is None:
            return False
        opening = sum(line.code in _OPENING for line in uow.history.list_of(case.id))
        notice = Notice(
            key=f"case:{case.id}:offered:{offer}:{opening}:{person.id}",
            kind=NoticeKind.CLAIM_OFFERED,
            to=person.id,
            case=case.id,
            facts={"offer": offer, "owner": case.owner},
            not_before=now,
        )
        lane = uow.employees.private_lane(account)
        offered = tell(uow, desk.policy, notice, person, lane=lane, now=now)
        uow.commit()
    return offered


def sight_in(
    policy: Policy, lane: Lane | None, channel: Channel | None, case: Case | None
) -> Sight:
    """What may be read in a channel: least where strangers are, most where only webcare is."""
    if (lane is not None and lane.outside) or (channel is not None and channel.shared):
        seen = case is not None and sees_outside(policy, channel, case.route)
        return Sight.PUBLIC if seen else Sight.OUTSIDE
    return Sight.WEBCARE if channel is not None and channel.webcare else Sight.PUBLIC


def sees_outside(policy: Policy, channel: Channel | None, route: str | None) -> bool:
    """Whether customers' words of this route may be read in a channel with strangers in it."""
    known = policy.route(route) if route is not None else None
    return channel is not None and channel.shared and known is not None and known.words_outside


def _settle(uow: UnitOfWork, policy: Policy, lane: LaneId, now: datetime) -> None:
    """Stop or open a lane as its strangers want it; redraw where another sight applies."""
    state, channel = uow.lanes.get(lane), policy.channel_of(lane)
    known = channel is not None and channel.shared
    if state.outside and not known and state.stopped is None:
        uow.lanes.stop(lane, SHARED)
        _tell(uow, policy, state.address, SHARED, _place(policy, lane, state.address), now)
    elif state.stopped == SHARED and (known or not state.outside):
        uow.lanes.open(lane)
    _heed_sight(uow, lane, _sight(policy, outside=state.outside or known, known=known), now)


def _heed_sight(uow: UnitOfWork, lane: LaneId, sight: str, now: datetime) -> None:
    name = f"sight:{lane}"
    if (uow.settings.get(name) or "") != sight:
        uow.settings.set(name, sight)
        uow.outbox.redraw_lane(lane, now=now)


def _sight(policy: Policy, *, outside: bool, known: bool) -> str:
    """What is shown in a channel, in a word that changes when that does."""
    if not outside:
        return ""
    worded = (route.key for route in policy.routes if known and route.words_outside)
    return " ".join(("outside", *sorted(worded)))


def _place(policy: Policy, lane: LaneId, address: Address) -> str:
    """What people call a conversation, else the chat's own id of it."""
    channel = policy.channel_of(lane)
    return channel.name if channel is not None else address.conversation


def _tell(  # all of it is needed to name one trouble
    uow: UnitOfWork,
    policy: Policy,
    address: Address,
    code: str,
    place: str | None,
    now: datetime,
    *,
    colleague: EmployeeId | None = None,
) -> None:
    log.warning("trouble in %s %s: %s %s", address.chat, address.workspace, code, place or "")
    day = local_date(policy.calendar.zone, now).isoformat()
    where = place or "" if colleague is None else PRIVATE
    told = f"trouble:{address.chat}:{address.workspace}:{code}:{where}:{day}"
    facts: Facts = {"chat": address.chat, "code": code, "place": place}
    if colleague is not None:
        facts = {**facts, "colleague": colleague, PRIVATE: (colleague,)}
    for operator in _operators(uow, policy):
        at = not_before_for(NoticeKind.CHAT_TROUBLE, operator, policy.rota, now)
        notice = Notice(
            key=f"{told}:{operator.id}",
            kind=NoticeKind.CHAT_TROUBLE,
            to=operator.id,
            facts=facts,
            not_before=at if colleague is None else max(at, now + _BUNDLED_AFTER),
        )
        if not tell(uow, policy, notice, operator, now=now) and colleague is not None:
            uow.notices.add_to(
                notice.key, PRIVATE, colleague, at=notice.not_before, most=MOST_COUNTED
            )


def _operators(uow: UnitOfWork, policy: Policy) -> Iterable[Employee]:
    """Whoever runs it and works here; else everybody of webcare: trouble is told to somebody."""
    named = [one for one in uow.employees.get_many(policy.operators).values() if one.active]
    return named or [one for one in uow.employees.list_active() if one.is_webcare]


def _reacted(
    uow: UnitOfWork, account: Account, address: Address, ref: str
) -> tuple[Case | None, Employee | None]:
    lane = uow.lanes.find(address)
    copy = uow.cards.find_by_ref(lane, ref) if lane is not None else None
    if copy is None or copy.case is None:
        return None, None
    person = uow.employees.find_by_account(account)
    return uow.cases.get(copy.case), person if person is not None and person.active else None


def _what_to_offer(case: Case, person: Employee) -> str | None:
    if case.sensitive and not person.is_webcare:
        return None
    if case.state is State.OPEN:
        return OFFER_CLAIM
    if case.state is State.CLAIMED and person.id not in (case.owner, *case.backups):
        return OFFER_HELP
    return None
