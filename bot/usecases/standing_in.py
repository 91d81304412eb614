"""Promises in others' cases whose doer left, or is away for long: told to who can see to them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime

from bot.domain.case import Case
from bot.domain.employee import Employee
from bot.domain.events import moment
from bot.domain.ids import EmployeeId, PromiseId
from bot.domain.leaving import doer_away_key, doer_left_key, is_day_over, is_due_in, long_absence
from bot.domain.notice import Notice, NoticeKind
from bot.domain.policy import Policy
from bot.domain.promise import Promise
from bot.domain.ringing import counts_as_due
from bot.domain.telling import not_before_for
from bot.domain.working_time import Absence, local_date
from bot.ports.storing import UnitOfWork
from bot.usecases.desk import Desk
from bot.usecases.reaching import find_lead, find_reachable, has_left, may_hear, meant_for
from bot.usecases.telling import tell

_DEPUTY, _OWNER = "deputy", "owner"


@dataclass(frozen=True, slots=True)
class _Word:
    """Somebody is to hear of a promise: who, about what, and under which key it is said once."""

    to: EmployeeId
    kind: NoticeKind
    key: str


def find_away(uow: UnitOfWork, policy: Policy, *, now: datetime) -> Mapping[EmployeeId, Employee]:
    """Who is away for long and holds something; reads only those who are away and do."""
    on = local_date(policy.calendar.zone, now)
    absent = uow.employees.get_many(uow.leavers.list_away(on=on))
    return {
        one: person
        for one, person in absent.items()
        if person.active and long_absence(person, policy, now=now) is not None
    }


def list_untold(
    uow: UnitOfWork, policy: Policy, away: Mapping[EmployeeId, Employee], *, now: datetime
) -> Iterator[PromiseId]:
    """The promises of whoever is away, in others' cases, of which somebody is still to hear."""
    for promise_id in uow.leavers.list_promises_of(away):
        case = uow.cases.get(uow.promises.case_of(promise_id))
        promise = _open(case, promise_id)
        if promise is not None and _word_of_absent(uow, policy, case, promise, now) is not None:
            yield promise_id


def tell_of_left(desk: Desk, promise_id: PromiseId, now: datetime) -> bool:
    """Tell a case's owner, once, that who was to do something for it left."""
    with desk.store.begin() as uow:
        case = uow.cases.lock(uow.promises.case_of(promise_id))
        promise = _open(case, promise_id)
        if promise is None or promise.doer == case.owner or not has_left(uow, promise.doer):
            return False
        told = not has_left(uow, case.owner) and _tell_left(uow, desk.policy, case, promise, now)
        if told:
            uow.commit()
        return told


def tell_of_absent(desk: Desk, promise_id: PromiseId, now: datetime) -> bool:
    """Ask the deputy of whoever is away to see to a promise; at the day's end the owner hears."""
    with desk.store.begin() as uow:
        case = uow.cases.lock(uow.promises.case_of(promise_id))
        promise = _open(case, promise_id)
        word = None
        if promise is not None:
            word = _word_of_absent(uow, desk.policy, case, promise, now)
        if promise is None or word is None or not _tell(uow, desk.policy, case, promise, word, now):
            return False
        uow.commit()
        return True


def _open(case: Case, promise_id: PromiseId) -> Promise | None:
    return next((one for one in case.open_promises if one.id == promise_id), None)


def _word_of_absent(
    uow: UnitOfWork, policy: Policy, case: Case, promise: Promise, now: datetime
) -> _Word | None:
    """To the deputy first; to the case's owner where there is none, or once the day is over."""
    if promise.doer is None or promise.doer == case.owner:
        return None
    doer = uow.employees.get_many([promise.doer]).get(promise.doer)
    absence = long_absence(doer, policy, now=now) if doer is not None and doer.active else None
    if doer is None or absence is None:
        return None
    due, zone = counts_as_due(case, promise, policy), doer.calendar.zone
    if not is_due_in(promise, absence, zone, counts_as_due=due):
        return None
    for to, person in _receivers(uow, policy, case, absence, now):
        key = doer_away_key(promise.id, doer.id, absence, to)
        # Told once wherever the promise was then, and also where it was taken back since.
        if not uow.notices.has(key):
            return _Word(person, NoticeKind.DOER_AWAY, key)
    return None


def _receivers(
    uow: UnitOfWork, policy: Policy, case: Case, absence: Absence, now: datetime
) -> Iterator[tuple[str, EmployeeId]]:
    deputy = _able_deputy(uow, case, absence)
    if deputy is not None:
        yield _DEPUTY, deputy.id
    owner = case.owner or find_lead(uow, policy, case)
    if owner is not None and (deputy is None or is_day_over(policy.calendar, now)):
        yield _OWNER, owner


def _able_deputy(uow: UnitOfWork, case: Case, absence: Absence) -> Employee | None:
    """Whoever stands in; not the owner, and nobody untrained where the case is sensitive."""
    if absence.deputy is None or absence.deputy == case.owner:
        return None
    named = EmployeeId(absence.deputy)
    deputy = uow.employees.get_many([named]).get(named)
    able = deputy is not None and deputy.active and may_hear(case, deputy)
    return deputy if able else None


def _tell_left(
    uow: UnitOfWork, policy: Policy, case: Case, promise: Promise, now: datetime
) -> bool:
    wanted = case.owner or find_lead(uow, policy, case)
    if wanted is None or promise.doer is None:
        return False
    key = doer_left_key(promise.id, promise.doer)
    return _tell(uow, policy, case, promise, _Word(wanted, NoticeKind.DOER_LEFT, key), now)


def _tell(
    uow: UnitOfWork, policy: Policy, case: Case, promise: Promise, word: _Word, now: datetime
) -> bool:
    person = find_reachable(uow, policy, case, word.to, {}, now=now)
    if person is None:
        return False
    facts = {
        "promise": promise.id,
        "doer": promise.doer,
        "due_at": moment(promise.due_at),
        "words": promise.words,
    }
    notice = Notice(
        key=word.key,
        kind=word.kind,
        to=person.id,
        case=case.id,
        facts=meant_for(facts, word.to, person),
        not_before=not_before_for(word.kind, person, policy.rota, now),
    )
    return tell(uow, policy, notice, person, now=now)
