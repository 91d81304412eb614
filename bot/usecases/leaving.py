"""What leavers held finds a new owner: looked at again and again, each case by itself."""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from bot.domain.case import Case, Change
from bot.domain.employee import Employee
from bot.domain.errors import UnknownCase, UnknownPromise
from bot.domain.events import moment
from bot.domain.handover import Handover
from bot.domain.ids import CaseId, EmployeeId, HandoverId, PromiseId
from bot.domain.leaving import (
    choose_heir,
    doer_left_key,
    is_left_behind,
    offer_left,
    release_left,
)
from bot.domain.notice import Notice, NoticeKind
from bot.domain.policy import Policy
from bot.domain.promise import Promise
from bot.domain.telling import not_before_for
from bot.domain.working_time import local_date
from bot.ports.storing import StaleCase, StorageAway, UnitOfWork
from bot.usecases.desk import Desk
from bot.usecases.owning import answer_until
from bot.usecases.reaching import find_lead, find_reachable, has_left, meant_for
from bot.usecases.saving import save
from bot.usecases.telling import tell

log = logging.getLogger(__name__)

SETTLED = timedelta(minutes=5)
"""A press of somebody who was leaving may still be under way for a moment."""


@dataclass(frozen=True, slots=True)
class Left:
    """What leavers hold that something is to be done about."""

    cases: Sequence[CaseId]
    promises: Sequence[PromiseId]


def find_left(desk: Desk, *, limit: int = 100) -> Left:
    """What leavers hold; reads only what they hold."""
    with desk.store.read() as uow:
        return Left(uow.leavers.list_cases(limit=limit), uow.leavers.list_promises(limit=limit))


def reown(desk: Desk, *, now: datetime, limit: int = 100) -> int:
    """Do all there is to do about what leavers hold; how much had an effect."""
    left = find_left(desk, limit=limit)
    done = sum(reown_case(desk, case, now=now) for case in left.cases)
    done += sum(tell_doer_left(desk, promise, now=now) for promise in left.promises)
    let_leavers_go(desk, now=now)
    return done


def reown_case(desk: Desk, case: CaseId, *, now: datetime) -> bool:
    """Release a leaver's case, or offer it to a colleague where a promise is open.

    Doing so twice changes nothing. Raises StorageAway.
    """
    return _guarded(lambda: _reown(desk, case, now), f"case {case}")


def tell_doer_left(desk: Desk, promise: PromiseId, *, now: datetime) -> bool:
    """Tell a case's owner, once, that who was to do something for it left. Raises StorageAway."""
    return _guarded(lambda: _tell_doer_left(desk, promise, now), f"promise {promise}")


def let_leavers_go(desk: Desk, *, now: datetime) -> int:
    """Look no more at leavers who hold nothing any more; how many."""
    with desk.store.begin() as uow:
        gone = uow.leavers.let_go(before=now - SETTLED)
        if gone:
            uow.commit()
    return gone


def _guarded(work: Callable[[], bool], what: str) -> bool:
    """One that we cannot hand on, a fault of ours, keeps no other one waiting."""
    try:
        return work()
    except (StaleCase, UnknownCase, UnknownPromise):
        return False  # somebody was there just now: looked at again in a minute
    except StorageAway:
        raise
    except Exception:
        log.exception("handing on %s of a leaver failed", what)
        return False


def _reown(desk: Desk, case_id: CaseId, now: datetime) -> bool:
    with desk.store.begin() as uow:
        case = uow.cases.lock(case_id)
        owner = _person(uow, case.owner)
        if owner is None or not is_left_behind(case, owner):
            return False
        change = release_left(case, now=now) or _offer(uow, desk.policy, case, owner, now)
        if change is None:
            return False
        save(uow, desk.policy, case, change, actor=None, now=now)
        uow.commit()
        return True


def _offer(
    uow: UnitOfWork, policy: Policy, case: Case, owner: Employee, now: datetime
) -> Change | None:
    heir = choose_heir(case, _heirs(uow, policy, case, owner, now), now=now)
    if heir is None:
        return None
    offered = Handover(
        id=HandoverId(uow.new_id()),
        by=owner.id,
        to=heir.id,
        offered_at=now,
        expires_at=answer_until(policy, heir.calendar, now),
    )
    return offer_left(case, handover=offered)


def _heirs(
    uow: UnitOfWork, policy: Policy, case: Case, owner: Employee, now: datetime
) -> Iterator[Employee]:
    """The deputy of an absence that runs, the buddy, and who leads webcare."""
    calendar = owner.calendar
    absence = calendar.find_absence(local_date(calendar.zone, now))
    deputy = EmployeeId(absence.deputy) if absence and absence.deputy is not None else None
    for one in (deputy, case.buddy, find_lead(uow, policy, case)):
        person = _person(uow, one)
        if person is not None:
            yield person


def _tell_doer_left(desk: Desk, promise_id: PromiseId, now: datetime) -> bool:
    with desk.store.begin() as uow:
        case = uow.cases.lock(uow.promises.case_of(promise_id))
        promise = next((one for one in case.open_promises if one.id == promise_id), None)
        if promise is None or promise.doer == case.owner or not has_left(uow, promise.doer):
            return False
        told = not has_left(uow, case.owner) and _tell(uow, desk.policy, case, promise, now)
        if told:
            uow.commit()
        return told


def _tell(uow: UnitOfWork, policy: Policy, case: Case, promise: Promise, now: datetime) -> bool:
    wanted = case.owner or find_lead(uow, policy, case)
    person = find_reachable(uow, policy, case, wanted, {}, now=now) if wanted is not None else None
    if wanted is None or person is None or promise.doer is None:
        return False
    facts = {
        "promise": promise.id,
        "doer": promise.doer,
        "due_at": moment(promise.due_at),
        "words": promise.words,
    }
    notice = Notice(
        key=doer_left_key(promise.id, promise.doer),
        kind=NoticeKind.DOER_LEFT,
        to=person.id,
        case=case.id,
        facts=meant_for(facts, wanted, person),
        not_before=not_before_for(NoticeKind.DOER_LEFT, person, policy.rota, now),
    )
    return tell(uow, policy, notice, person, now=now)


def _person(uow: UnitOfWork, person: EmployeeId | None) -> Employee | None:
    return None if person is None else uow.employees.get_many([person]).get(person)
