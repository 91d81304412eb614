"""Saving a change of a case with everything that must be seen because of it, in one go."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime, time, timedelta

from bot.domain.case import Case, Change, State, check
from bot.domain.employee import Employee
from bot.domain.errors import UnknownChannel
from bot.domain.events import Code, Event
from bot.domain.ids import EmployeeId, LaneId
from bot.domain.notice import NoticeKind
from bot.domain.policy import Channel, Policy
from bot.domain.ringing import ring
from bot.domain.routing import channels_of, wide_channels_of
from bot.domain.telling import Scene, not_before_for, notices
from bot.domain.working_time import at_local, local_date
from bot.ports.storing import OFFERED, CardKind, NewCard, UnitOfWork
from bot.usecases.desk import People
from bot.usecases.reaching import addressed, find_listener
from bot.usecases.telling import tell

_OVER = frozenset({State.CLOSED, State.DISMISSED, State.MERGED})
"""What was not answered by then is not to be remembered."""


def save(  # the transaction's whole context
    uow: UnitOfWork,
    policy: Policy,
    before: Case,
    change: Change,
    *,
    actor: Employee | None,
    lane: LaneId | None = None,
    known: Iterable[Employee] = (),
    look_at: datetime | None = None,
    now: datetime,
) -> Case:
    """Store the changed case, its history, the cards and the notices that it needs.

    `lane` is the actor's private conversation in the chat that they act from; `known` are
    colleagues who were read already. The case is looked at again at `look_at`; without it at once
    where a step is due already, else at its next moment.
    """
    check(change.case)
    after = _with_act(before, change, actor, now)
    people = find_people(uow, after, actor, known)
    at = look_at or _next_look(after, policy, people, now)
    saved = uow.cases.save(before, after, look_at=at)
    if after.state in _OVER and before.state not in _OVER:
        uow.words.erase_kind(saved.id, OFFERED, now=now)
    uow.history.append(change.events, case=saved.id, actor=actor, now=now)
    _post(uow, policy, before, saved, change.events, actor, lane, people, now)
    _tell(uow, policy, before, saved, change.events, actor, people, now)
    return saved


def _with_act(before: Case, change: Change, actor: Employee | None, now: datetime) -> Case:
    """The case with when its owner last did something; a new owner has done nothing yet."""
    after = change.case
    if after.owner != before.owner:
        return replace(after, owner_acted_at=None)
    acted = actor is not None and actor.id == after.owner and change.events
    return replace(after, owner_acted_at=now) if acted else after


def open_new(
    uow: UnitOfWork,
    policy: Policy,
    change: Change,
    *,
    actor: Employee | None,
    lane: LaneId | None = None,
    now: datetime,
) -> Case:
    """Store a new case with its first cards; one that was split off may have an owner."""
    check(change.case)
    people = find_people(uow, change.case, actor)
    saved = uow.cases.add(change.case, look_at=_next_look(change.case, policy, people, now))
    uow.history.append(change.events, case=saved.id, actor=actor, now=now)
    if not saved.found_late:
        show_in_channels(uow, policy, saved, now=now)
    _brief(uow, policy, saved, actor, lane, people, now)
    return saved


def _next_look(case: Case, policy: Policy, people: People, now: datetime) -> datetime | None:
    """At once where a step is due already, else at the next moment."""
    rung = ring(case, policy, people, now=now)
    return now if rung.steps else rung.next_at


def find_people(
    uow: UnitOfWork, case: Case, actor: Employee | None, read: Iterable[Employee] = ()
) -> People:
    """The colleagues whose working time the case's clocks need; `read` are known already."""
    named = {case.owner, *(promise.doer for promise in case.open_promises)}
    if case.placing is not None:
        named.add(case.placing.webcare)
    if case.first_time:
        named.add(case.buddy)
    known: People = {one.id: one for one in read}
    if actor is not None:
        known[actor.id] = actor
    missing = [one for one in named if one is not None and one not in known]
    if missing:
        known.update(uow.employees.get_many(missing))
    return known


def show_in_channels(uow: UnitOfWork, policy: Policy, case: Case, *, now: datetime) -> None:
    """Post the case in its route's own channels."""
    for channel in channels_of(policy, case.route, sensitive=case.sensitive):
        _post_in(uow, case, channel, f"case:{case.id}:{channel.key}", now)


def show_wide(uow: UnitOfWork, policy: Policy, case: Case, step: str, *, now: datetime) -> int:
    """Post what nobody took in the wide channels, a few a day; how many cards.

    A sensitive case is never shown wide.
    """
    if case.sensitive:
        return 0
    room = [
        channel
        for channel in wide_channels_of(policy, case.route)
        if uow.cards.count_wide(channel.key, since=_day_start(channel, now))
        < policy.wide_cards_per_day
    ]
    return sum(
        _post_in(uow, case, channel, f"wide:{case.id}:{channel.key}:{step}", now)
        for channel in room
        if not has_live_copy(uow, case, channel)
    )


def _post(  # one call, from save
    uow: UnitOfWork,
    policy: Policy,
    before: Case,
    after: Case,
    events: Iterable[Event],
    actor: Employee | None,
    lane: LaneId | None,
    people: People,
    now: datetime,
) -> None:
    undone = any(event.code is Code.UNDONE for event in events)
    has_new_owner = after.owner is not None and after.owner != before.owner
    # An undo brings back the briefing that its action had ended.
    if has_new_owner and after.state is State.CLAIMED and not (undone and _is_briefed(uow, after)):
        _brief(uow, policy, after, actor, lane, people, now)
    if before.found_late and not after.found_late:
        show_in_channels(uow, policy, after, now=now)
    for event in events:
        if event.code is Code.BROADCAST:
            _broadcast(uow, policy, after, now)
        if event.code in {Code.REOPENED, Code.RELEASED, Code.LET_GO} and _is_open(after):
            _show_again(uow, policy, after, now)


def _is_open(case: Case) -> bool:
    return case.state is State.OPEN


def _is_briefed(uow: UnitOfWork, case: Case) -> bool:
    return any(
        copy.kind is CardKind.BRIEFING and copy.reader == case.owner
        for copy in uow.cards.list_of(case.id)
    )


def _brief(  # one call, from _post
    uow: UnitOfWork,
    policy: Policy,
    case: Case,
    actor: Employee | None,
    lane: LaneId | None,
    people: People,
    now: datetime,
) -> None:
    """The new owner gets the case's private card, in the chat that they pressed from.

    Who pressed for nothing, as the case was let go or its owner left, gets it in their hours.
    """
    owner = _find_here(uow, case.owner, people)
    if owner is None:
        return
    acted = actor is not None and actor.id == owner.id
    private = lane if acted and lane is not None else owner.lane
    if private is None:
        return
    at = None if acted else not_before_for(NoticeKind.TAKEN_OVER, owner, policy.rota, now)
    key = f"briefing:{case.id}:{owner.id}:{case.version}"
    card = NewCard(key, CardKind.BRIEFING, private, case.id, reader=owner.id, not_before=at)
    uow.cards.add(card, now=now)


def _broadcast(uow: UnitOfWork, policy: Policy, case: Case, now: datetime) -> None:
    """A call is a new card; older copies in its channels shrink to a pointer."""
    call = case.broadcast
    if call is None:
        return
    channels = [_require_channel(policy, key) for key in call.channels]
    keys = [f"call:{call.id}:{channel.key}" for channel in channels]
    uow.cards.shrink(case.id, lanes=[channel.lane for channel in channels], keep=keys)
    for channel, key in zip(channels, keys, strict=True):
        _post_in(uow, case, channel, key, now)


def _show_again(uow: UnitOfWork, policy: Policy, case: Case, now: datetime) -> None:
    """It is anybody's again: a new card below, where an update would notify nobody."""
    channels = channels_of(policy, case.route, sensitive=case.sensitive)
    keys = [f"again:{case.id}:{channel.key}:{case.version}" for channel in channels]
    uow.cards.shrink(case.id, lanes=[channel.lane for channel in channels], keep=keys)
    for channel, key in zip(channels, keys, strict=True):
        _post_in(uow, case, channel, key, now)


def _require_channel(policy: Policy, key: str) -> Channel:
    channel = policy.channel(key)
    if channel is None:
        raise UnknownChannel
    return channel


def _post_in(uow: UnitOfWork, case: Case, channel: Channel, key: str, now: datetime) -> bool:
    card = NewCard(key, CardKind.CHANNEL, channel.lane, case.id, channel=channel.key)
    return uow.cards.add(card, now=now)


def has_live_copy(uow: UnitOfWork, case: Case, channel: Channel) -> bool:
    """Whether a case stands in a channel already, or is on its way there."""
    return any(
        copy.channel == channel.key and copy.kind is CardKind.CHANNEL
        for copy in uow.cards.list_of(case.id)
    )


def next_day_start(channel: Channel, now: datetime) -> datetime:
    """When a channel's next day starts, and with it a new allowance of cards."""
    on = local_date(channel.zone, now) + timedelta(days=1)
    return at_local(channel.zone, on, time(0))


def _day_start(channel: Channel, now: datetime) -> datetime:
    return at_local(channel.zone, local_date(channel.zone, now), time(0))


def _tell(  # one call, from save
    uow: UnitOfWork,
    policy: Policy,
    before: Case,
    after: Case,
    events: tuple[Event, ...],
    actor: Employee | None,
    people: People,
    now: datetime,
) -> None:
    scene = Scene(before, after, actor.id if actor else None, policy, now)
    drafts = notices(scene, events, people)
    missing = [one.to for one in drafts if one.to is not None and one.to not in people]
    if missing:
        people.update(uow.employees.get_many(missing))
        drafts = notices(scene, events, people)
    for notice in drafts:
        if notice.to is None:
            continue
        heard = find_listener(uow, policy, after, notice, people, actor=scene.actor, now=now)
        if heard is not None and heard.person.id != scene.actor:
            tell(uow, policy, addressed(notice, heard), heard.person, now=now)


def _find_here(uow: UnitOfWork, person: EmployeeId | None, people: People) -> Employee | None:
    """A colleague who works here still."""
    if person is None:
        return None
    if person not in people:
        people.update(uow.employees.get_many([person]))
    known = people.get(person)
    return known if known is not None and known.active else None
