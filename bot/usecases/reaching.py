"""Who can be reached, and when: nobody who has left, nobody in their evening, no alarm lost."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import datetime

from bot.domain.case import Case, Level
from bot.domain.employee import Employee
from bot.domain.errors import Facts
from bot.domain.ids import EmployeeId
from bot.domain.notice import Notice, NoticeKind
from bot.domain.policy import Policy
from bot.domain.rota import coming_shifts
from bot.domain.telling import duty_hears, find_away, leaders_of, not_before_for
from bot.ports.storing import UnitOfWork
from bot.usecases.desk import People


@dataclass(frozen=True, slots=True)
class Listener:
    """Who hears something, and from when on they may; UTC."""

    person: Employee
    at: datetime
    chosen: bool = False
    """It is the very moment that they chose themselves."""


def has_left(uow: UnitOfWork, person: EmployeeId | None) -> bool:
    """Whether this was a colleague who works here no more."""
    if person is None:
        return False
    known = uow.employees.get_many([person]).get(person)
    return known is None or not known.active


def find_listener(
    uow: UnitOfWork,
    policy: Policy,
    case: Case,
    draft: Notice,
    people: People,
    *,
    actor: EmployeeId | None = None,
    at_once: bool = False,
    now: datetime,
) -> Listener | None:
    """Who hears a notice that is meant for `draft.to`, and when; None: there is nobody at all.

    Whoever stands in, where they are away or have left. What webcare has to look at is heard by
    whoever of webcare has duty, where that is sooner than the next working time of those it is
    meant for; but not by the `actor`, who did it. `at_once`: they chose the moment themselves; that
    counts for nobody who stands in, nor while they are away.
    """
    if draft.to is None:
        return None
    meant = find_reachable(uow, policy, case, draft.to, people, kind=draft.kind, now=now)
    if meant is None:
        return None
    chosen = at_once and meant.id == draft.to and find_away(meant, now) is None
    at = now if chosen else not_before_for(draft.kind, meant, policy.rota, now)
    if at > now and duty_hears(draft.kind, draft.facts):
        return _on_duty(uow, policy, people, actor, now, before=at) or Listener(meant, at)
    return Listener(meant, at, chosen)


def addressed(draft: Notice, listener: Listener) -> Notice:
    """A notice to whoever hears it, which says whom it was meant for where that is another."""
    person = listener.person
    facts = draft.facts if draft.to is None else meant_for(draft.facts, draft.to, person)
    return replace(draft, to=person.id, facts=facts, not_before=listener.at)


def find_reachable(
    uow: UnitOfWork,
    policy: Policy,
    case: Case,
    wanted: EmployeeId,
    people: People,
    *,
    kind: NoticeKind | None = None,
    now: datetime,
) -> Employee | None:
    """Who hears what is meant for `wanted`: mostly they, and never somebody who has left.

    While they are away it is the deputy whom they named, or whoever stands in at their level;
    where they have left it is that person too, or the owner, the buddy, the lead, or else anybody
    of webcare. So it is where they are away and a promise is due: a customer waits for no return.
    Nobody stands in without training where the case is sensitive; one of those others does then.
    None: there is nobody at all.
    """
    for person in _candidates(uow, policy, case, wanted, people, kind, now):
        if person.active and person.lane is not None:
            return person
    return None


def may_hear(case: Case, person: Employee) -> bool:
    """What is for trained webcare only is told to nobody else in another's place."""
    return person.is_webcare or not case.sensitive


def meant_for(facts: Facts, wanted: EmployeeId, person: Employee) -> Facts:
    """The facts of a notice, which say whom it was meant for where somebody else hears it.

    Whoever stood in already is not whom it is meant for: that stays as it was first said.
    """
    rest = {name: fact for name, fact in facts.items() if name != "for"}
    first = facts.get("for", wanted)
    return rest if first == person.id else {**rest, "for": first}


def find_lead(uow: UnitOfWork, policy: Policy, case: Case) -> EmployeeId | None:
    """The first webcare lead who works here, else anybody of webcare; None: there is nobody."""
    named = leaders_of(case, policy, Level.LEAD)
    known = uow.employees.get_many(named)
    for lead in named:
        if lead in known and known[lead].active:
            return lead
    return next((one.id for one in uow.employees.list_active() if one.is_webcare), None)


def find_answerable(
    uow: UnitOfWork, policy: Policy, case: Case, department: str
) -> EmployeeId | None:
    """Who answers for a department: its first manager who works here, else who leads webcare.

    Of what is for trained webcare only, nobody else answers.
    """
    known = uow.employees.get_many(policy.managers.get(department, ()))
    managers = (known[one] for one in policy.managers.get(department, ()) if one in known)
    able = (one for one in managers if one.active and (one.is_webcare or not case.sensitive))
    first = next(able, None)
    return first.id if first is not None else find_lead(uow, policy, case)


def _on_duty(
    uow: UnitOfWork,
    policy: Policy,
    people: People,
    actor: EmployeeId | None,
    now: datetime,
    *,
    before: datetime,
) -> Listener | None:
    """Whoever of webcare has duty first, where that is before this moment."""
    for shift in coming_shifts(policy.rota, now):
        if shift.starts_at >= before:
            return None
        person = _known(uow, shift.person, people)
        at = max(shift.starts_at, now)
        if person is None or person.id == actor or not _can_look(person):
            continue
        if find_away(person, at) is None:
            return Listener(person, at)
    return None


def _can_look(person: Employee) -> bool:
    return person.active and person.is_webcare and person.lane is not None


def _candidates(
    uow: UnitOfWork,
    policy: Policy,
    case: Case,
    wanted: EmployeeId,
    people: People,
    kind: NoticeKind | None,
    now: datetime,
) -> Iterator[Employee]:
    first = _known(uow, wanted, people)
    if first is not None and not find_away(first, now):
        yield first
    stand_ins = tuple(_stand_ins(uow, policy, wanted, first, people, now))
    able = tuple(one for one in stand_ins if may_hear(case, one))
    yield from able
    if kind is NoticeKind.PROMISE_DUE:
        yield from (one for one in _all(uow, (case.owner,), people) if not find_away(one, now))
    if kind is NoticeKind.PROMISE_DUE or len(able) < len(stand_ins):
        others = _others(uow, policy, case, people)
        yield from (one for one in others if may_hear(case, one) and not find_away(one, now))
    if first is not None:
        yield first
    yield from _all(uow, (case.owner,), people)
    yield from _others(uow, policy, case, people)


def _others(uow: UnitOfWork, policy: Policy, case: Case, people: People) -> Iterator[Employee]:
    """Who sees to a case where neither its people nor who stands in for them are there."""
    yield from _all(uow, (case.buddy,), people)
    yield from _all(uow, leaders_of(case, policy, Level.LEAD), people)
    yield from (one for one in uow.employees.list_active() if one.is_webcare)


def _stand_ins(
    uow: UnitOfWork,
    policy: Policy,
    wanted: EmployeeId,
    first: Employee | None,
    people: People,
    now: datetime,
) -> Iterator[Employee]:
    """The deputy whom somebody named for their absence, then who stands in at their level.

    Nobody stands in who is away as well.
    """
    named = _deputy(first, now) if first is not None and first.active else None
    ids = (*((named,) if named is not None else ()), *policy.stand_ins(wanted))
    yield from (one for one in _all(uow, ids, people) if one.active and not find_away(one, now))


def _deputy(person: Employee, now: datetime) -> EmployeeId | None:
    absence = find_away(person, now)
    return EmployeeId(absence.deputy) if absence is not None and absence.deputy else None


def _all(uow: UnitOfWork, named: Iterable[EmployeeId | None], people: People) -> Iterator[Employee]:
    for one in named:
        person = _known(uow, one, people) if one is not None else None
        if person is not None:
            yield person


def _known(uow: UnitOfWork, person: EmployeeId, people: People) -> Employee | None:
    if person not in people:
        people.update(uow.employees.get_many([person]))
    return people.get(person)
