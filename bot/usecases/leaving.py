"""What leavers and those away for long held finds a new owner: each case by itself, till it has."""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import islice

from bot.domain.case import Case, Change, Level
from bot.domain.employee import Employee
from bot.domain.errors import UnknownCase, UnknownPromise
from bot.domain.handover import Handover
from bot.domain.ids import CaseId, EmployeeId, HandoverId, PromiseId
from bot.domain.leaving import (
    Gone,
    Next,
    choose_heir,
    choose_keeper,
    gone,
    is_day_over,
    offer_left,
    release_left,
    take_over,
    what_next,
)
from bot.domain.policy import Policy
from bot.domain.working_time import local_date
from bot.ports.storing import StaleCase, StorageAway, UnitOfWork
from bot.usecases.desk import Desk
from bot.usecases.owning import answer_until
from bot.usecases.reaching import find_lead
from bot.usecases.retiming import hand_on_of_left
from bot.usecases.saving import save
from bot.usecases.standing_in import find_away, list_untold, tell_of_absent, tell_of_left

log = logging.getLogger(__name__)

SETTLED = timedelta(minutes=5)
"""A press of somebody who was leaving may still be under way for a moment."""


@dataclass(frozen=True, slots=True)
class Left:
    """What is held by those who left, or are away for long, that something is to be done about."""

    cases: Sequence[CaseId]
    promises: Sequence[PromiseId]
    """In others' cases, of those who left."""
    awaited: Sequence[PromiseId] = ()
    """The same of those who are away."""


def find_left(desk: Desk, *, now: datetime, limit: int = 100) -> Left:
    """What they hold; reads only what they hold."""
    policy = desk.policy
    with desk.store.read() as uow:
        over = is_day_over(policy.calendar, now)
        away = find_away(uow, policy, now=now)
        waiting = (
            case
            for case in uow.leavers.list_cases_of(away)
            if _find_next(uow, policy, uow.cases.get(case), now) is not Next.NOTHING
        )
        return Left(
            cases=[*uow.leavers.list_cases(limit=limit, offered=over), *islice(waiting, limit)],
            promises=uow.leavers.list_promises(limit=limit),
            awaited=list(islice(list_untold(uow, policy, away, now=now), limit)),
        )


def reown(desk: Desk, *, now: datetime, limit: int = 100) -> int:
    """Do all there is to do about what they hold; how much had an effect."""
    left = find_left(desk, now=now, limit=limit)
    done = sum(reown_case(desk, case, now=now) for case in left.cases)
    done += sum(tell_doer_left(desk, promise, now=now) for promise in left.promises)
    done += sum(tell_doer_away(desk, promise, now=now) for promise in left.awaited)
    done += hand_on_of_left(desk, now=now)
    let_leavers_go(desk, now=now)
    return done


def reown_case(desk: Desk, case: CaseId, *, now: datetime) -> bool:
    """Release, offer or hand on one case of theirs: see `what_next`.

    Doing so twice changes nothing. Raises StorageAway.
    """
    return _guarded(lambda: _reown(desk, case, now), f"case {case}")


def tell_doer_left(desk: Desk, promise: PromiseId, *, now: datetime) -> bool:
    """Tell a case's owner, once, that who was to do something for it left. Raises StorageAway."""
    return _guarded(lambda: tell_of_left(desk, promise, now), f"promise {promise}")


def tell_doer_away(desk: Desk, promise: PromiseId, *, now: datetime) -> bool:
    """Tell who can see to it, once each, that its doer is away for long. Raises StorageAway."""
    return _guarded(lambda: tell_of_absent(desk, promise, now), f"promise {promise}")


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
        log.exception("handing on %s of somebody who is gone failed", what)
        return False


def _find_next(uow: UnitOfWork, policy: Policy, case: Case, now: datetime) -> Next:
    """What is to be done about a case, where there is somebody with whom it can be done."""
    owner = _person(uow, case.owner)
    why = None if owner is None else gone(owner, policy, now=now)
    if owner is None or why is None:
        return Next.NOTHING
    wanted = what_next(case, owner, policy, now=now)
    if wanted is Next.TAKE_OVER and _keeper(uow, policy, case, why, now) is not None:
        return wanted
    if wanted in {Next.TAKE_OVER, Next.OFFER}:
        asks = case.handover is None and _heir(uow, policy, case, owner, why, now) is not None
        return Next.OFFER if asks else Next.NOTHING
    return wanted


def _reown(desk: Desk, case_id: CaseId, now: datetime) -> bool:
    with desk.store.begin() as uow:
        case = uow.cases.lock(case_id)
        change = _handed_on(uow, desk.policy, case, now)
        if change is None:
            return False
        save(uow, desk.policy, case, change, actor=None, now=now)
        uow.commit()
        return True


def _handed_on(uow: UnitOfWork, policy: Policy, case: Case, now: datetime) -> Change | None:
    owner = _person(uow, case.owner)
    why = None if owner is None else gone(owner, policy, now=now)
    if owner is None or why is None:
        return None
    match _find_next(uow, policy, case, now):
        case Next.RELEASE:
            return release_left(case, now=now)
        case Next.TAKE_OVER:
            keeper = _keeper(uow, policy, case, why, now)
            return None if keeper is None else take_over(case, keeper, why=why, now=now)
        case Next.OFFER:
            return _offer(uow, policy, case, owner, why, now)
        case Next.NOTHING:
            return None


def _offer(
    uow: UnitOfWork, policy: Policy, case: Case, owner: Employee, why: Gone, now: datetime
) -> Change | None:
    heir = _heir(uow, policy, case, owner, why, now)
    if heir is None:
        return None
    offered = Handover(
        id=HandoverId(uow.new_id()),
        by=owner.id,
        to=heir.id,
        offered_at=now,
        expires_at=answer_until(policy, heir.calendar, now),
    )
    return offer_left(case, handover=offered, why=why)


def _heir(
    uow: UnitOfWork, policy: Policy, case: Case, owner: Employee, why: Gone, now: datetime
) -> Employee | None:
    return choose_heir(case, _heirs(uow, policy, case, owner, now), why=why, now=now)


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


def _keeper(
    uow: UnitOfWork, policy: Policy, case: Case, why: Gone, now: datetime
) -> Employee | None:
    """Who leads webcare, else anybody of webcare, else whoever else stands above it."""
    return choose_keeper(case, _keepers(uow, policy, case), why=why, now=now)


def _keepers(uow: UnitOfWork, policy: Policy, case: Case) -> Iterator[Employee]:
    leads = uow.employees.get_many(policy.leaders.get(Level.LEAD, ()))
    yield from (leads[one] for one in policy.leaders.get(Level.LEAD, ()) if one in leads)
    active = uow.employees.list_active()
    yield from (one for one in active if one.is_lead)
    yield from (one for one in active if one.is_webcare)
    above = _person(uow, find_lead(uow, policy, case))
    if above is not None:
        yield above


def _person(uow: UnitOfWork, person: EmployeeId | None) -> Employee | None:
    return None if person is None else uow.employees.get_many([person]).get(person)
