"""The sweep: every case whose moment has passed is looked at, and what is due is told."""

from __future__ import annotations

import logging
from collections.abc import Sequence
from datetime import datetime, timedelta

from bot.domain.actions import closing, handing_over, rising
from bot.domain.case import Case, Change, Level
from bot.domain.employee import Employee
from bot.domain.errors import UnknownCase
from bot.domain.ids import CaseId, EmployeeId
from bot.domain.notice import Notice, NoticeKind
from bot.domain.policy import Policy
from bot.domain.ringing import (
    Effect,
    Rung,
    Step,
    Waits,
    asked_key,
    looked_at,
    ring,
    rings_first,
    waits_of,
)
from bot.domain.routing import wide_channels_of
from bot.domain.telling import find_away, leader_of, leaders_from
from bot.ports.storing import StaleCase, StorageAway, UnitOfWork
from bot.usecases.attending import redraw_at_edge
from bot.usecases.desk import Desk, People
from bot.usecases.reaching import addressed, find_listener, find_reachable
from bot.usecases.saving import (
    find_people,
    has_live_copy,
    next_day_start,
    save,
    show_wide,
)
from bot.usecases.telling import tell

log = logging.getLogger(__name__)

_AFTER_A_FAULT = timedelta(minutes=5)
_LATE = timedelta(minutes=15)
"""What is shown so long after its moment is shown by day."""
_ROUNDS = 4
"""A step may raise the level, and with it shorten the ladder: look again, a few times."""
_QUESTIONS = frozenset({NoticeKind.CHECK_BACK, NoticeKind.SILENT_OWNER})
"""What a clock asks before it goes on: see `asked_key`."""
_WILLING = 3
"""How many colleagues get a personal word about a case that nobody takes."""


def sweep(desk: Desk, *, now: datetime, limit: int = 100) -> int:
    """Look at the cases that are due, longest overdue first; how many were looked at.

    Due ids are read without locks; each case has its own transaction, in which it is locked and
    read again, so that a sweep may be killed, repeated or run twice at once. Where working time
    or a duty began or ended, the cards of what nobody has are drawn again first.
    """
    redraw_at_edge(desk, now=now)
    with desk.store.read() as uow:
        due = uow.cases.list_due(now=now, limit=limit)
    for case in due:
        look_at(desk, case, now=now)
    return len(due)


def look_at(desk: Desk, case: CaseId, *, now: datetime) -> int:
    """Ring for one case; how many steps had an effect.

    A case that we cannot ring for, which is a fault of ours, is told in the log and looked at
    again a little later, so that it keeps no other one waiting. Raises StorageAway.
    """
    try:
        return _look_once(desk, case, now)
    except StaleCase:
        return 0  # somebody else has just changed it, and set its next moment
    except StorageAway:
        raise
    except Exception:  # whatever it is, the other cases' promises must not wait for it
        log.exception("ringing for case %s failed", case)
        _put_off(desk, case, now)
        return 0


def _put_off(desk: Desk, case: CaseId, now: datetime) -> None:
    with desk.store.begin() as uow:
        uow.cases.look_again(case, at=now + _AFTER_A_FAULT)
        uow.commit()


def _look_once(desk: Desk, case_id: CaseId, now: datetime) -> int:
    with desk.store.begin() as uow:
        try:
            case = uow.cases.lock(case_id)
        except UnknownCase:
            return 0
        case, rung, done = _ring_out(desk, uow, case, now)
        uow.cases.look_again(
            case.id, at=_sooner(rung.next_at, _room_at(uow, desk, case, rung, now))
        )
        uow.commit()
    return done


def _ring_out(desk: Desk, uow: UnitOfWork, case: Case, now: datetime) -> tuple[Case, Rung, int]:
    """Take what is due until nothing more is: the case then, what rings, how many steps.

    What rings depends on the case and on what was asked, so it is asked anew only where a step
    changed one of them. A step that had its effect has none again.
    """
    people = find_people(uow, case, None)
    rung, is_asked = _ring(uow, desk.policy, case, people, now)
    taken: list[Step] = []
    for _ in range(_ROUNDS):
        before, steps = case, [step for step in rung.steps if step not in taken]
        case, done = _take_steps(desk, uow, case, steps, people, now)
        taken += done
        if not done or (case is before and not is_asked):
            break
        people = find_people(uow, case, None, people.values())
        rung, is_asked = _ring(uow, desk.policy, case, people, now, was_asked=is_asked)
    return case, rung, len(taken)


def _ring(
    uow: UnitOfWork,
    policy: Policy,
    case: Case,
    people: People,
    now: datetime,
    *,
    was_asked: bool = False,
) -> tuple[Rung, bool]:
    """What rings, and whether a question is among it for whose answer a clock waits.

    When it could be read is looked up only then. `was_asked`: there was one just now.
    """
    rung, waits = _ring_unpaused(uow, policy, case, people, now)
    if not was_asked and not any(step.kind in _QUESTIONS for step in rung.steps):
        return rung, False
    key = asked_key(case, policy, people, now=now, waits=waits)
    told = None if key is None else _told_key(case, key)
    asked = None if told is None else uow.notices.heard_at(case=case.id, key=told, now=now)
    if asked is not None:
        rung = ring(case, policy, people, now=now, asked_at=asked, waits=waits)
    return rung, key is not None


def _ring_unpaused(
    uow: UnitOfWork, policy: Policy, case: Case, people: People, now: datetime
) -> tuple[Rung, Waits]:
    """What rings, and when the case waited for its customer: read only where that may matter."""
    rung = ring(case, policy, people, now=now)
    if not any(step.kind is NoticeKind.PLAN_ASKED for step in rung.steps):
        return rung, ()
    waits = waits_of(line for line in uow.history.list_of(case.id) if line.case == case.id)
    return (ring(case, policy, people, now=now, waits=waits) if waits else rung), waits


def _room_at(uow: UnitOfWork, desk: Desk, case: Case, rung: Rung, now: datetime) -> datetime | None:
    """When the wide channels have room again, where this case is still to be shown in one.

    Not in the night in which a channel's day begins: when somebody looks.
    """
    if case.sensitive or not any(step.effect is Effect.SHOW_AGAIN for step in rung.steps):
        return None
    channels = [
        channel
        for channel in wide_channels_of(desk.policy, case.route)
        if not has_live_copy(uow, case, channel)
    ]
    open_at = looked_at(case, desk.policy, now)
    days = (next_day_start(one, now) if open_at == now else open_at for one in channels)
    return min((looked_at(case, desk.policy, at) for at in days), default=None)


def _show_again(uow: UnitOfWork, policy: Policy, case: Case, step: Step, now: datetime) -> int:
    """Show it wide at its moment; what comes late, not before somebody looks. How many cards."""
    is_late = now - step.at > _LATE
    if is_late and looked_at(case, policy, now) > now:
        return 0
    return show_wide(uow, policy, case, step.key, now=now)


def _sooner(one: datetime | None, other: datetime | None) -> datetime | None:
    return min((at for at in (one, other) if at is not None), default=None)


def _take_steps(
    desk: Desk,
    uow: UnitOfWork,
    case: Case,
    steps: Sequence[Step],
    people: People,
    now: datetime,
) -> tuple[Case, list[Step]]:
    """Carry out the steps that were not carried out before: the case then, and which they are."""
    done: list[Step] = []
    for step in rings_first(steps):
        change = _effect(desk, uow, case, step, people, now)
        if change is None:
            continue
        done.append(step)
        if change.events:
            # When to look again is set when all is done.
            case = save(
                uow,
                desk.policy,
                case,
                change,
                actor=None,
                known=people.values(),
                look_at=now,
                now=now,
            )
    return case, done


def _effect(
    desk: Desk, uow: UnitOfWork, case: Case, step: Step, people: People, now: datetime
) -> Change | None:
    """What a step does; None where it was done before, or no longer applies."""
    match step.effect:
        case Effect.EXPIRE_HANDOVER:
            return handing_over.expire(case, now=now)
        case Effect.CLOSE:
            return closing.close_in_silence(case, now=now)
        case Effect.OFFER_AGAIN:
            return rising.offer_again(case, now=now)
        case Effect.SHOW_AGAIN:
            shown = _show_again(uow, desk.policy, case, step, now)
            return Change(case, ()) if shown else None
        case Effect.PERSONAL_WORD:
            told = _tell_willing(desk.policy, uow, case, step, now)
            return Change(case, ()) if told else None
        case Effect.TELL:
            return _tell_step(desk.policy, uow, case, step, people, now)


def _tell_step(
    policy: Policy, uow: UnitOfWork, case: Case, step: Step, people: People, now: datetime
) -> Change | None:
    """Tell who is concerned, and raise the level where the step says so."""
    told = step.to is not None and _tell(policy, uow, case, step, step.to, people, now)
    if step.level is None:
        return Change(case, ()) if told else None
    told |= _tell_leader(policy, uow, case, step, people, now)
    risen = rising.rise_to(case, step.level, because=step.kind.value if step.kind else "ladder")
    return risen or (Change(case, ()) if told else None)


def _tell_leader(
    policy: Policy, uow: UnitOfWork, case: Case, step: Step, people: People, now: datetime
) -> bool:
    """The person of the level hears it once, also where the case had risen that far already."""
    level = step.level or Level.LEAD
    if step.kind is NoticeKind.SILENT_OWNER_LEAD:
        leader = _find_asker(policy, uow, case, step, level, people, now)
    else:
        leader = leader_of(case, policy, level)
    if leader is None or leader == step.to:
        return False
    return _tell(policy, uow, case, step, leader, people, now)


def _find_asker(  # one call's whole context
    policy: Policy,
    uow: UnitOfWork,
    case: Case,
    step: Step,
    level: Level,
    people: People,
    now: datetime,
) -> EmployeeId | None:
    """Who asks a silent owner how it is going: not that owner, who may lead webcare.

    The next who is named at the level, or at the next one. None: somebody was told already, or
    there is nobody else.
    """
    if uow.notices.written_at(case=case.id, key=_told_key(case, step.key)) is not None:
        return None
    for one in leaders_from(case, policy, level):
        heard = find_reachable(uow, policy, case, one, people, now=now)
        if one != case.owner and heard is not None and heard.id != case.owner:
            return one
    return None


def _tell(  # one call's whole context
    policy: Policy,
    uow: UnitOfWork,
    case: Case,
    step: Step,
    to: EmployeeId,
    people: People,
    now: datetime,
) -> bool:
    if step.kind is None:
        return False
    draft = _draft(case, step, step.kind, to, now)
    heard = find_listener(uow, policy, case, draft, people, at_once=step.at_once, now=now)
    if heard is None:
        log.error("nobody can be told %s of case %s", step.kind.value, case.id)
        return False
    if "promise" in step.facts and heard.person.id == to and _has_stood_in(uow, case, step, to):
        return False
    notice = addressed(draft, heard)
    return tell(uow, policy, notice, heard.person, chosen=heard.chosen, now=now)


def _has_stood_in(uow: UnitOfWork, case: Case, step: Step, person: EmployeeId) -> bool:
    """Whether somebody heard a step for another, whose promise is theirs now."""
    told_at = uow.notices.written_at(case=case.id, key=f"{step.key}:", reader=person)
    return told_at is not None


def _draft(case: Case, step: Step, kind: NoticeKind, to: EmployeeId, now: datetime) -> Notice:
    """What a step tells, to whom it is meant for."""
    return Notice(
        key=_key(case, step, to),
        kind=_kind_for(kind, step, to),
        to=to,
        case=case.id,
        facts={**step.facts, "level": int(step.level) if step.level else None},
        not_before=now,
    )


def _key(case: Case, step: Step, to: EmployeeId) -> str:
    """Once for ever. A promise and a request may move to another case, and are not told anew."""
    moves = any(fact in step.facts for fact in ("promise", "placing", "goodwill"))
    return f"{step.key}:{to}" if moves else f"{_told_key(case, step.key)}{to}"


def _told_key(case: Case, key: str) -> str:
    """How the keys begin of what a step of this case told."""
    return f"case:{case.id}:{key}:"


def _kind_for(kind: NoticeKind, step: Step, to: EmployeeId) -> NoticeKind:
    """A late promise's leader hears that it rose; its doer is reminded."""
    return kind if to == step.to else _TO_LEADERS.get(kind, kind)


_TO_LEADERS = {
    NoticeKind.PROMISE_LATE: NoticeKind.PROMISE_ROSE,
    NoticeKind.UPDATE_ASKED: NoticeKind.UPDATE_LATE,
}
"""What the person of a level hears where somebody else is reminded."""


def _tell_willing(policy: Policy, uow: UnitOfWork, case: Case, step: Step, now: datetime) -> bool:
    """A personal word to willing people who helped with such cases, never to a crowd.

    Nor to somebody who had this very case: they know it, and it was taken from them or let go.
    """
    told_before = uow.notices.written_at(case=case.id, key=_told_key(case, step.key))
    if case.sensitive or told_before is not None:
        return False
    had = {line.facts.get("owner") for line in uow.history.list_of(case.id)}
    helped = [one for one in uow.cases.helped_before(case.route, limit=20) if one not in had]
    known = uow.employees.get_many(helped)
    willing = [known[one] for one in helped if one in known and _is_willing(known[one], now)]
    people: People = {one.id: one for one in willing}
    told = [_tell(policy, uow, case, step, one.id, people, now) for one in willing[:_WILLING]]
    return any(told)


def _is_willing(person: Employee, now: datetime) -> bool:
    """Whether somebody wants such a word: not while they are away, and nobody in their place."""
    return person.willing and person.active and find_away(person, now) is None
