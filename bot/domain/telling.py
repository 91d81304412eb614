"""Who hears what of an action: from the events of a change to the notices that it needs."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from itertools import chain

from bot.domain.actions.rising import SILENT_OWNER
from bot.domain.case import Case, Level
from bot.domain.employee import Employee
from bot.domain.errors import Facts
from bot.domain.events import Code, Event
from bot.domain.ids import EmployeeId
from bot.domain.leaving import Gone, gone
from bot.domain.notice import Notice, NoticeKind, told_by
from bot.domain.policy import Policy
from bot.domain.promise import Kind
from bot.domain.rota import Rota, is_on_duty
from bot.domain.working_time import (
    Absence,
    Calendar,
    NoWorkingTime,
    local_date,
    next_working_moment,
)

AT_ONCE = frozenset({NoticeKind.WORD_AFTER, NoticeKind.CLAIM_OFFERED})
"""Told whatever the hour: what became of a press, or of an emoji, of one's own. All else waits for
somebody's working time (DESIGN 1), where that is now it comes at once."""


@dataclass(frozen=True, slots=True)
class Scene:
    """What telling needs to know of an action. `now` is UTC business time."""

    before: Case
    after: Case
    actor: EmployeeId | None
    policy: Policy
    now: datetime


_FOR_WEBCARE = frozenset(
    {
        NoticeKind.HELP_ASKED,
        NoticeKind.PLACING_ASKED,
        NoticeKind.PLACING_LATE,
        NoticeKind.SENSITIVE,
        NoticeKind.UNCLAIMED_LEAD,
    }
)
_FOR_WEBCARES_LEAD = frozenset(
    {NoticeKind.PLACING_LATE_LEAD, NoticeKind.PUBLIC_SILENCE, NoticeKind.RAISED}
)
"""Heard by whoever has duty where they rise to webcare's lead, and not to a level above."""
Told = Iterator[tuple[NoticeKind, EmployeeId | None, Facts]]


def notices(
    scene: Scene, events: Iterable[Event], people: Mapping[EmployeeId, Employee]
) -> tuple[Notice, ...]:
    """The notices that these events need; nobody is told what they did themselves."""
    happened = tuple(events)
    told = [(number, one) for number, event in enumerate(happened) for one in _told(scene, event)]
    told += [(len(happened), one) for one in _untrained(scene, people)]
    kinds = {kind for _, (kind, _, _) in told}
    found: dict[str, Notice] = {}
    for number, (kind, person, facts) in told:
        if person is None or person == scene.actor or _says_less(kind, kinds):
            continue
        if _is_handed_on(scene, kind, people.get(person)):
            continue
        notice = _notice(scene, kind, person, facts, number, people.get(person))
        found.setdefault(notice.key, notice)
    return tuple(found.values())


def not_before_for(kind: NoticeKind, person: Employee, rota: Rota, now: datetime) -> datetime:
    """When this colleague may be told, in UTC: now on duty, or where they are willing to.

    Whoever is willing wants the personal word about a case that nobody takes at any hour.
    """
    willing = kind is NoticeKind.UNCLAIMED and person.willing and find_away(person, now) is None
    if willing or is_on_duty(rota, person, now):
        return now
    return not_before(kind, person.calendar, now)


def find_away(person: Employee, at: datetime) -> Absence | None:
    """The absence of somebody who is away on that day, by the date in their zone."""
    calendar = person.calendar
    return calendar.find_absence(local_date(calendar.zone, at)) if calendar.absences else None


def duty_hears(kind: NoticeKind, facts: Facts) -> bool:
    """Whether this is for whoever of webcare has duty, while those it is meant for are off.

    What rises to webcare's lead, what became sensitive, words to be placed, and help asked for.
    What is between the lead and a colleague is not: lateness is private.
    """
    to_lead = kind in _FOR_WEBCARES_LEAD and facts.get("level") == Level.LEAD
    return to_lead or kind in _FOR_WEBCARE


def not_before(kind: NoticeKind, calendar: Calendar | None, now: datetime) -> datetime:
    """When a person may be told: at once where it is asked of them, else in working time."""
    if kind in AT_ONCE or calendar is None:
        return now
    try:
        return next_working_moment(calendar, now)
    except NoWorkingTime:
        return now


def leader_of(case: Case, policy: Policy, level: Level) -> EmployeeId | None:
    """The first person whom a level means for this case: see `leaders_of`."""
    return next(iter(leaders_of(case, policy, level)), None)


def leaders_of(case: Case, policy: Policy, level: Level) -> tuple[EmployeeId, ...]:
    """Whom a level means for this case, in order; where nobody is named for it, the next higher.

    And where there is nobody above, the next below: an alarm is never lost for want of a name.
    """
    return next((one for one in _named_from(case, policy, level) if one), ())


def leaders_from(case: Case, policy: Policy, level: Level) -> Iterator[EmployeeId]:
    """All whom a level means for this case, in order, then those of the others: see `leaders_of`.

    Somebody may stand at several levels.
    """
    return chain.from_iterable(_named_from(case, policy, level))


def _named_from(case: Case, policy: Policy, level: Level) -> Iterator[tuple[EmployeeId, ...]]:
    """Who is named at each level for this case: this level, those above, then those below."""
    route = policy.route(case.route)
    department = route.department if route else None
    levels = sorted((one for one in Level if one), key=lambda one: (one < level, abs(one - level)))
    return (policy.leaders_at(one, department) for one in levels)


def _is_handed_on(scene: Scene, kind: NoticeKind, employee: Employee | None) -> bool:
    """News of an offer that the house made for somebody who is gone, and goes on making."""
    why = None if employee is None else gone(employee, scene.policy, now=scene.now)
    if why is Gone.LEFT:
        return kind in OF_AN_OFFER
    return why is Gone.AWAY and kind in _ASKED_ON


def _says_less(kind: NoticeKind, kinds: Collection[NoticeKind]) -> bool:
    """A customer who came back has written: that is one thing to hear, not two."""
    return kind is NoticeKind.CUSTOMER_SPOKE and NoticeKind.CAME_BACK in kinds


def _untrained(scene: Scene, people: Mapping[EmployeeId, Employee]) -> Told:
    """A case that became sensitive in untrained hands: webcare hears it, the owner stays."""
    before, after = scene.before, scene.after
    owner = people.get(after.owner) if after.owner is not None else None
    known = before.sensitive and before.owner == after.owner
    if owner is None or owner.is_webcare or not after.sensitive or known or not after.is_live:
        return
    yield NoticeKind.SENSITIVE, after.buddy or _lead(scene), {"owner": owner.id}


def _told(scene: Scene, event: Event) -> Told:
    teller = _TELLERS.get(event.code)
    return iter(()) if teller is None else teller(scene, event.facts)


def _notice(  # all of it is needed to name one notice
    scene: Scene,
    kind: NoticeKind,
    person: EmployeeId,
    facts: Facts,
    number: int,
    employee: Employee | None,
) -> Notice:
    key = f"{told_by(scene.after.id, scene.after.version)}{number}:{kind.value}:{person}"
    rota, now = scene.policy.rota, scene.now
    at = now if employee is None else not_before_for(kind, employee, rota, now)
    return Notice(key=key, kind=kind, to=person, case=scene.after.id, facts=facts, not_before=at)


def _person(facts: Facts, name: str) -> EmployeeId | None:
    fact = facts.get(name)
    return EmployeeId(fact) if isinstance(fact, int) else None


def _lead(scene: Scene) -> EmployeeId | None:
    return leader_of(scene.after, scene.policy, Level.LEAD)


def _to(kind: NoticeKind, name: str) -> Callable[[Scene, Facts], Told]:
    """A teller for the person whom a fact names."""

    def tell(_: Scene, facts: Facts) -> Told:
        yield kind, _person(facts, name), facts

    return tell


def _to_both(kind: NoticeKind) -> Callable[[Scene, Facts], Told]:
    """A teller for whoever asked, and for the owner at the time where that is somebody else."""

    def tell(scene: Scene, facts: Facts) -> Told:
        yield kind, _person(facts, "by"), facts
        if scene.before.owner != _person(facts, "by"):
            yield kind, scene.before.owner, facts

    return tell


def _goodwill_offered(scene: Scene, facts: Facts) -> Told:
    if not facts.get("approved"):
        yield NoticeKind.GOODWILL_ASKED, _lead(scene), facts


def _to_owner(kind: NoticeKind) -> Callable[[Scene, Facts], Told]:
    def tell(scene: Scene, facts: Facts) -> Told:
        yield kind, scene.after.owner, facts

    return tell


def _raised(scene: Scene, facts: Facts) -> Told:
    """A ladder's step tells the person of its level itself, and says why."""
    if facts.get("because") not in _STEPS:
        yield from _risen(scene, facts)


def _came_back(scene: Scene, facts: Facts) -> Told:
    yield NoticeKind.CAME_BACK, scene.after.owner, facts
    yield from _risen(scene, facts)


def _risen(scene: Scene, facts: Facts) -> Told:
    """The person at the new level is told once, with what is asked of them."""
    if scene.after.level > scene.before.level:
        told = {**facts, "level": int(scene.after.level)}
        yield NoticeKind.RAISED, leader_of(scene.after, scene.policy, scene.after.level), told


def _spoke(scene: Scene, facts: Facts) -> Told:
    if not facts.get("bystander") and not facts.get("late"):
        yield NoticeKind.CUSTOMER_SPOKE, scene.after.owner, facts


def _repeat(scene: Scene, facts: Facts) -> Told:
    """A level up (D43); at the top, of what nobody has, that person hears it anew (D4)."""
    yield from _risen(scene, facts)
    is_at_the_top = scene.before.level is Level.EXECUTIVE and scene.after.owner is None
    if is_at_the_top and not facts.get("late"):
        top = leader_of(scene.after, scene.policy, Level.EXECUTIVE)
        yield NoticeKind.RAISED, top, {**facts, "level": int(Level.EXECUTIVE)}


def _ended(scene: Scene, facts: Facts) -> Told:
    if facts.get("by") is not None:
        yield NoticeKind.ENDED, scene.before.owner, facts


def _absorbed(scene: Scene, facts: Facts) -> Told:
    yield NoticeKind.MERGED, _person(facts, "other_owner"), facts
    yield NoticeKind.MERGED, scene.after.owner, facts


def _claimed(scene: Scene, facts: Facts) -> Told:
    """Somebody's first: whoever stands at their side hears of it once."""
    if scene.after.first_time:
        yield NoticeKind.FIRST_CASE, scene.after.buddy or _lead(scene), facts


def _released(scene: Scene, facts: Facts) -> Told:
    """Taken from a silent owner, who hears it; who let go themselves knows."""
    if facts.get("because") == SILENT_OWNER:
        yield NoticeKind.OFFERED_AGAIN, scene.before.owner, facts


def _promised(_: Scene, facts: Facts) -> Told:
    """Whoever is to do it hears of it; a department that something is asked of reads what."""
    demand = facts.get("kind") == Kind.DEMAND
    yield NoticeKind.DEMANDED if demand else NoticeKind.PROMISE_GIVEN, _person(facts, "doer"), facts


def _answered(answer: str) -> Callable[[Scene, Facts], Told]:
    """A teller for the owner, of what became of what was asked of a department."""

    def tell(scene: Scene, facts: Facts) -> Told:
        asked = (one for one in scene.after.promises if one.id == facts.get("promise"))
        if any(one.kind is Kind.DEMAND for one in asked):
            yield NoticeKind.PROMISE_ANSWERED, scene.after.owner, {**facts, "answer": answer}

    return tell


def _given(scene: Scene, facts: Facts) -> Told:
    """Somebody else does it now: they hear it where they were named, and so does the owner."""
    if facts.get("doer") != facts.get("by"):
        yield NoticeKind.PROMISE_GIVEN, _person(facts, "doer"), facts
    yield NoticeKind.PROMISE_ANSWERED, scene.after.owner, {**facts, "answer": "taken"}


def _taken_over(_: Scene, facts: Facts) -> Told:
    yield NoticeKind.TAKEN_OVER, _person(facts, "to"), facts
    yield NoticeKind.TAKEN_FROM, _person(facts, "owner"), facts


def _help_asked(scene: Scene, facts: Facts) -> Told:
    yield NoticeKind.HELP_ASKED, _person(facts, "buddy") or _lead(scene), facts


OF_AN_OFFER = frozenset(
    {
        NoticeKind.HANDOVER_ACCEPTED,
        NoticeKind.HANDOVER_DECLINED,
        NoticeKind.HANDOVER_EXPIRED,
        NoticeKind.TAKEN_FROM,
    }
)
"""News for who handed over: where they left, the house asks on, and nobody hears it for them."""
_ASKED_ON = frozenset({NoticeKind.HANDOVER_DECLINED, NoticeKind.HANDOVER_EXPIRED})
"""Of these, what whoever is away for long need not hear: another is asked by now."""
_STEPS = frozenset(kind.value for kind in NoticeKind)
_TELLERS: Mapping[Code, Callable[[Scene, Facts], Told]] = {
    Code.SUGGESTED: _to(NoticeKind.SUGGESTED, "colleague"),
    Code.CLAIMED: _claimed,
    Code.HELPING: _to_owner(NoticeKind.HELPER_JOINED),
    Code.RELEASED: _released,
    Code.HANDOVER_OFFERED: _to(NoticeKind.HANDOVER_ASKED, "to"),
    Code.HANDOVER_ACCEPTED: _to_both(NoticeKind.HANDOVER_ACCEPTED),
    Code.HANDOVER_DECLINED: _to_both(NoticeKind.HANDOVER_DECLINED),
    Code.HANDOVER_EXPIRED: _to_both(NoticeKind.HANDOVER_EXPIRED),
    Code.HANDOVER_WITHDRAWN: _to(NoticeKind.HANDOVER_WITHDRAWN, "to"),
    Code.HANDOVER_WANTED: _to(NoticeKind.HANDOVER_WANTED, "lead"),
    Code.TAKEN_OVER: _taken_over,
    Code.BUDDY_SET: _to(NoticeKind.BUDDY_NAMED, "buddy"),
    Code.PLACING_ASKED: _to(NoticeKind.PLACING_ASKED, "webcare"),
    Code.PLACED: _to_both(NoticeKind.PLACED),
    Code.PLACING_DECLINED: _to(NoticeKind.PLACING_DECLINED, "by"),
    Code.GOODWILL_OFFERED: _goodwill_offered,
    Code.GOODWILL_APPROVED: _to(NoticeKind.GOODWILL_DECIDED, "offered_by"),
    Code.GOODWILL_REFUSED: _to(NoticeKind.GOODWILL_DECIDED, "offered_by"),
    Code.PROMISED: _promised,
    Code.PROMISE_KEPT: _answered("kept"),
    Code.PROMISE_MOVED: _answered("moved"),
    Code.PROMISE_BROKEN: _answered("broken"),
    Code.PROMISE_TAKEN_OVER: _given,
    Code.DISMISSED: _ended,
    Code.CLOSED: _ended,
    Code.HELP_ASKED: _help_asked,
    Code.LET_GO: _to(NoticeKind.LET_GO, "lead"),
    Code.POST_ADDED: _spoke,
    Code.REPEAT_CONTACT: _repeat,
    Code.REOPENED: _came_back,
    Code.LEVEL_RAISED: _raised,
    Code.ABSORBED: _absorbed,
    Code.REPLY_HEARD: _to(NoticeKind.REPLY_HEARD, "by"),
}
