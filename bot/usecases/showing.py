"""What people may see: views of cases, pages and notices, gathered for drawing. Reads only."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from bot.domain.attendance import Attendance, find_attendance
from bot.domain.canonical_url import UnusableUrl, canonical_url
from bot.domain.case import Case, Level, State
from bot.domain.employee import Account, Employee
from bot.domain.errors import Facts, UnknownPerson
from bot.domain.events import Code, Line
from bot.domain.ids import CaseId, CustomerId, EmployeeId, PromiseId, WordsId
from bot.domain.policy import Policy
from bot.domain.post import Post
from bot.domain.reminding import reminded_at
from bot.domain.ringing import first_word_at
from bot.domain.telling import leader_of
from bot.domain.urgency import is_urgent, reasons
from bot.domain.view import (
    Audience,
    CasePage,
    CaseRow,
    CaseView,
    HistoryLine,
    Kept,
    MyPage,
    NoticeView,
    PromiseRow,
    Sight,
)
from bot.domain.working_time import (
    at_local,
    is_working,
    local_date,
)
from bot.ports.storing import UnitOfWork
from bot.usecases.desk import Desk


@dataclass(frozen=True, slots=True)
class Gathered:
    """What cases that are drawn together name, read once for all of them."""

    posts: Mapping[CaseId, Post]
    customers: Mapping[CustomerId, str]
    people: Mapping[EmployeeId, Employee]
    words: Mapping[WordsId, str]


def gather(uow: UnitOfWork, policy: Policy, told: Iterable[tuple[Case, Facts]]) -> Gathered:
    """All that cards of these cases name, and the facts of what is told of each."""
    people: set[EmployeeId] = set()
    words: set[WordsId] = set()
    cases: list[Case] = []
    for case, facts in told:
        cases.append(case)
        people |= _named_on(policy, case, facts)
        words |= _words_on(case, facts)
    return Gathered(
        posts=uow.posts.newest_of(case.id for case in cases),
        customers=uow.customers.names(one.customer for one in cases if one.customer is not None),
        people=uow.employees.get_many(people),
        words=uow.words.get_many(words),
    )


def view_case(uow: UnitOfWork, policy: Policy, case: Case, *, now: datetime) -> CaseView:
    """A case with the names and words that its cards need."""
    return view_gathered(uow, policy, case, {}, gather(uow, policy, [(case, {})]), now=now)


def view_gathered(  # everything that is said of a case
    uow: UnitOfWork, policy: Policy, case: Case, facts: Facts, gathered: Gathered, *, now: datetime
) -> CaseView:
    """A case with what was gathered: its own, and what a notice about it says besides."""
    post = gathered.posts.get(case.id)
    named = _named_on(policy, case, facts)
    known = {one: gathered.people[one] for one in named if one in gathered.people}
    attendance, people = _attendance(uow, policy, case, known, now)
    owner = people.get(case.owner) if case.owner is not None else None
    said = _words_on(case, facts)
    offer = case.handover if "handover" in facts else None
    return CaseView(
        case=case,
        now=now,
        customer=gathered.customers.get(case.customer) if case.customer is not None else None,
        text=post.text if post else None,
        redacted=post.redacted if post else None,
        url=post.url if post else None,
        reasons=reasons(case, now=now),
        urgent=is_urgent(case),
        people=people,
        words={one: gathered.words[one] for one in said if one in gathered.words},
        mandate=policy.mandate_of(owner.department) if owner else policy.mandate,
        reply_by=_reply_by(case, owner, policy),
        webcare_until=_webcare_until(policy, now),
        attendance=attendance,
        company=policy.company,
        leader=_leader(policy, case),
        reminders=_reminders(case, people, policy),
        asked_holds=uow.cases.in_hand(offer.to).claimed if offer is not None else 0,
    )


def _leader(policy: Policy, case: Case) -> EmployeeId | None:
    return leader_of(case, policy, case.level) if case.level else None


def _named_on(policy: Policy, case: Case, facts: Facts) -> set[EmployeeId]:
    """Every colleague who is named where something is told of a case."""
    leader = _leader(policy, case)
    return _named(case) | people_in(facts) | ({leader} if leader is not None else set())


def _words_on(case: Case, facts: Facts) -> set[WordsId]:
    words = facts.get("words")
    return _words(case) | ({WordsId(words)} if isinstance(words, int) else set())


def _reminders(
    case: Case, people: Mapping[EmployeeId, Employee], policy: Policy
) -> dict[PromiseId, datetime]:
    found: dict[PromiseId, datetime] = {}
    for promise in case.open_promises:
        doer = people.get(promise.doer or case.owner or EmployeeId(0))
        calendar = doer.calendar if doer is not None else policy.calendar
        at = reminded_at(promise, calendar, policy)
        if at is not None:
            found[promise.id] = at
    return found


def page_of(desk: Desk, case_id: CaseId, *, now: datetime) -> CasePage:
    """A case with everything. Raises UnknownCase."""
    with desk.store.read() as uow:
        case = uow.cases.get(case_id)
        view = view_case(uow, desk.policy, case, now=now)
        posts = tuple(uow.posts.list_of(case.id))
        lines = uow.history.list_of(case.id)
        named = {*_actors(lines), *view.people}
        people = uow.employees.get_many(named)
        words = uow.words.get_many(_said_in(lines))
        return CasePage(
            view=replace(view, people=people, words={**view.words, **words}),
            posts=posts,
            history=tuple(_shown(line) for line in lines),
            names=uow.customers.names({one.customer for one in posts if one.customer}),
        )


def my_page(desk: Desk, account: Account, *, now: datetime) -> MyPage:
    """What one person has to do, and what waits for anyone. Raises UnknownPerson."""
    with desk.store.read() as uow:
        me = find_person(uow, account)
        mine = seen_rows(uow, uow.cases.list_mine(me.id), sensitive=me.is_webcare)
        helping = seen_rows(uow, uow.cases.list_helping(me.id), sensitive=me.is_webcare)
        asked = seen_rows(uow, uow.cases.list_asked(me.id), sensitive=me.is_webcare)
        waiting = tuple(uow.cases.list_waiting(limit=50, sensitive=me.is_webcare))
        answerable = [uow.cases.get(row.case) for row in asked]
        owners = {row.owner for row in (*mine, *helping, *asked) if row.owner is not None}
        return MyPage(
            me=me,
            now=now,
            promises=_seen_promises(uow, me, (*mine, *helping)),
            cases=mine,
            helping=helping,
            asked=asked,
            waiting=waiting,
            people=uow.employees.get_many(owners | deputies(me)),
            asked_over=frozenset(
                one.id for one in answerable if one.handover and one.handover.to == me.id
            ),
            asked_to_place=frozenset(
                one.id for one in answerable if one.placing and one.placing.webcare == me.id
            ),
        )


def seen_rows(uow: UnitOfWork, rows: Iterable[CaseRow], *, sensitive: bool) -> tuple[CaseRow, ...]:
    """A list as it may be read: without `sensitive`, no name of what is for trained webcare only.

    Its words are never read for such a list, so a row that has words has nothing to hide.
    """
    if sensitive:
        return tuple(rows)
    return tuple(
        replace(row, customer=None) if row.excerpt is None and _is_hidden(uow, row.case) else row
        for row in rows
    )


def _seen_promises(
    uow: UnitOfWork, me: Employee, rows: Iterable[CaseRow]
) -> tuple[PromiseRow, ...]:
    """What I promised; of what is for trained webcare only, neither name nor words."""
    promises = uow.promises.list_open_of(me.id)
    if me.is_webcare:
        return tuple(promises)
    worded = {row.case for row in rows if row.excerpt is not None}
    asked = {one.case for one in promises} - worded
    hidden = {case for case in asked if _is_hidden(uow, case)}
    return tuple(
        replace(one, customer=None, words=None) if one.case in hidden else one for one in promises
    )


def _is_hidden(uow: UnitOfWork, case: CaseId) -> bool:
    return uow.cases.get(case, follow=False).sensitive


def found_late(desk: Desk, account: Account) -> tuple[CaseRow, ...]:
    """The open cases that were found late. Raises UnknownPerson."""
    with desk.store.read() as uow:
        me = find_person(uow, account)
        return tuple(uow.cases.list_waiting(limit=200, sensitive=me.is_webcare, late=True))


def found_cases(
    desk: Desk, account: Account, text: str | None, *, limit: int
) -> tuple[CaseRow, ...]:
    """Cases that contain a text, or the post at an address, newest first.

    Nobody finds what they would not be shown. Raises UnknownPerson.
    """
    with desk.store.read() as uow:
        me = find_person(uow, account)
        if text is None:
            return ()
        at = _case_at(uow, text, sensitive=me.is_webcare)
        found = uow.cases.search(text, limit=limit, sensitive=me.is_webcare)
        rows = {row.case: row for row in (*at, *found)}
        return seen_rows(uow, rows.values(), sensitive=me.is_webcare)


def colleagues_of(desk: Desk, rows: Iterable[CaseRow]) -> Mapping[EmployeeId, Employee]:
    """Who has these cases."""
    with desk.store.read() as uow:
        return uow.employees.get_many({row.owner for row in rows if row.owner is not None})


def _case_at(uow: UnitOfWork, text: str, *, sensitive: bool) -> Sequence[CaseRow]:
    """The case of the post at an address, if the text is one."""
    try:
        case = uow.posts.case_at(canonical_url(text).key)
    except UnusableUrl:
        return ()
    if case is None or (not sensitive and uow.cases.get(case).sensitive):
        return ()
    return uow.cases.list_these([uow.cases.get(case).id], sensitive=sensitive)


def kept_about(desk: Desk, account: Account, *, now: datetime) -> Kept:
    """What is kept about whoever asks. Raises UnknownPerson."""
    with desk.store.read() as uow:
        me = find_person(uow, account)
        lead = desk.policy.leader(Level.LEAD, me.department)
        named = {lead, *deputies(me)} - {None}
        return Kept(
            me=me,
            now=now,
            email=uow.employees.email_of(me.id),
            accounts=tuple(one.account for one in uow.employees.accounts_of(me.id)),
            cases=len(uow.cases.list_mine(me.id)),
            promises=len(uow.promises.list_open_of(me.id)),
            lines=uow.history.count_by(me.id),
            lead=lead,
            people=uow.employees.get_many(one for one in named if one is not None),
        )


def deputies(person: Employee) -> frozenset[EmployeeId]:
    """Who stands in for somebody, in any of their absences."""
    absences = person.calendar.absences
    return frozenset(EmployeeId(one.deputy) for one in absences if one.deputy is not None)


def find_person(uow: UnitOfWork, account: Account) -> Employee:
    """Who this is. Raises UnknownPerson, also for people who have left."""
    found = uow.employees.find_by_account(account)
    if found is None or not found.active:
        raise UnknownPerson
    return found


def audience_of(person: Employee) -> Audience:
    """For whom something private is drawn."""
    sight = Sight.WEBCARE if person.is_webcare else Sight.PUBLIC
    return Audience(
        person.language,
        person.calendar.zone,
        sight,
        person.id,
        is_lead=person.is_lead,
        may_overrule=person.may_overrule,
    )


def with_named(uow: UnitOfWork, told: NoticeView) -> NoticeView:
    """A notice about no case, with the people and words that its facts point to."""
    words = told.facts.get("words")
    return replace(
        told,
        people=uow.employees.get_many(people_in(told.facts)),
        words=uow.words.get_many([WordsId(words)]) if isinstance(words, int) else {},
    )


def people_in(facts: Facts) -> set[EmployeeId]:
    """The colleagues whom facts name."""
    return {
        EmployeeId(fact)
        for name, fact in facts.items()
        if name in _PEOPLE_FACTS and isinstance(fact, int) and not isinstance(fact, bool)
    }


def _shown(line: Line) -> HistoryLine:
    return HistoryLine(Code(line.code), line.happened_at, line.actor, line.facts)


def _actors(lines: Sequence[Line]) -> set[EmployeeId]:
    found = {line.actor for line in lines if line.actor is not None}
    for line in lines:
        found |= people_in(line.facts)
    return found


def _said_in(lines: Sequence[Line]) -> set[WordsId]:
    facts = (line.facts.get(name) for line in lines for name in ("words", "why"))
    return {WordsId(fact) for fact in facts if isinstance(fact, int)}


_PEOPLE_FACTS = frozenset(
    {
        "asked",
        "buddy",
        "by",
        "colleague",
        "doer",
        "for",
        "helper",
        "lead",
        "offered_by",
        "other_owner",
        "owner",
        "to",
        "webcare",
    }
)
"""The facts of events that name a colleague."""


def _named(case: Case) -> set[EmployeeId]:
    """Every colleague whom the case names."""
    people: set[EmployeeId | None] = {case.owner, case.buddy, *case.backups}
    people.update(one.doer for one in case.promises)
    people.update(one.made_by for one in case.promises)
    people.update(one.by for one in case.replies)
    for offer in case.handovers:
        people.update((offer.by, offer.to))
    for request in case.placings:
        people.update((request.by, request.webcare))
    people.update(one.by for one in case.goodwill)
    people.update(one.by for one in case.broadcasts)
    return {one for one in people if one is not None}


def _words(case: Case) -> set[WordsId]:
    """Every row of colleagues' words that the case points to."""
    found: set[WordsId | None] = set()
    for promise in case.promises:
        found.update((promise.words, promise.condition, promise.evidence))
    found.update(one.words for one in case.replies)
    found.update(one.words for one in case.handovers)
    for request in case.placings:
        found.update((request.words, request.reason))
    found.update(one.words for one in case.goodwill)
    for call in case.broadcasts:
        found.update((call.why, call.asked))
    return {one for one in found if one is not None}


def _reply_by(case: Case, owner: Employee | None, policy: Policy) -> datetime | None:
    """By when the customer hears that somebody looks into it: the owner's first clock."""
    people = {} if owner is None else {owner.id: owner}
    return None if case.said else first_word_at(case, policy, people)


def _attendance(
    uow: UnitOfWork,
    policy: Policy,
    case: Case,
    people: Mapping[EmployeeId, Employee],
    now: datetime,
) -> tuple[Attendance | None, Mapping[EmployeeId, Employee]]:
    """Who looks at an open case outside the company's working time, and all who are named."""
    if case.state is not State.OPEN or is_working(policy.calendar, now):
        return None, people
    missing = policy.rota.people - people.keys()
    known = {**people, **uow.employees.get_many(missing)} if missing else people
    return find_attendance(policy, known, now), known


def _webcare_until(policy: Policy, now: datetime) -> datetime:
    zone = policy.calendar.zone
    return at_local(zone, local_date(zone, now), policy.webcare_until)
