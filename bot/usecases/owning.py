"""Claiming, helping, handing over, letting go."""

from __future__ import annotations

from datetime import datetime, time, timedelta

from bot.domain.actions import handing_over, ownership
from bot.domain.answer import Answer
from bot.domain.caps import FREE, Load, load_of
from bot.domain.case import Case, Change
from bot.domain.handover import Handover
from bot.domain.ids import CaseId, EmployeeId, HandoverId, PromiseId
from bot.domain.policy import Policy
from bot.domain.working_time import (
    Calendar,
    NoWorkingTime,
    add_working,
    at_local,
    is_working,
    local_date,
    next_working_day,
)
from bot.ports.storing import Press
from bot.usecases.acting import Stage, act
from bot.usecases.desk import Desk
from bot.usecases.reaching import find_answerable, find_lead

_WORKING_DAY = timedelta(hours=8)


def claim(desk: Desk, press: Press, *, case: CaseId, now: datetime) -> Answer:
    """*I'll take this*: not for whoever has as many as they may."""

    def decide(stage: Stage, found: Case) -> Change:
        buddy = choose_buddy(stage, found)
        return ownership.claim(found, stage.actor, buddy=buddy, load=find_load(stage), now=now)

    return act(desk, press, case, decide, known=desk.policy.buddies, now=now)


def release(desk: Desk, press: Press, *, case: CaseId, now: datetime) -> Answer:
    """*Let go*: never with an open promise."""
    return act(
        desk,
        press,
        case,
        lambda stage, found: ownership.release(found, stage.actor, now=now),
        now=now,
    )


def let_go(desk: Desk, press: Press, *, case: CaseId, reason: str | None, now: datetime) -> Answer:
    """*Unpleasant or threatening*: free at once; the reason is for the lead only."""

    def decide(stage: Stage, found: Case) -> Change:
        lead = find_lead(stage.uow, stage.policy, found)
        words = stage.words(reason, "let_go")
        return ownership.let_go(found, stage.actor, reason=words, lead=lead, now=now)

    return act(desk, press, case, decide, now=now)


def suggest(
    desk: Desk, press: Press, *, case: CaseId, colleague: EmployeeId, now: datetime
) -> Answer:
    """*I know who can*."""

    def decide(stage: Stage, found: Case) -> Change:
        return ownership.suggest(found, stage.actor, stage.colleague(colleague))

    return act(desk, press, case, decide, now=now)


def help_out(desk: Desk, press: Press, *, case: CaseId, now: datetime) -> Answer:
    """*I can help*: back-up of the owner."""
    return act(
        desk, press, case, lambda stage, found: ownership.help_out(found, stage.actor), now=now
    )


def stop_helping(desk: Desk, press: Press, *, case: CaseId, now: datetime) -> Answer:
    """No longer a back-up."""
    return act(
        desk, press, case, lambda stage, found: ownership.stop_helping(found, stage.actor), now=now
    )


def ask_help(
    desk: Desk, press: Press, *, case: CaseId, promise: PromiseId | None, now: datetime
) -> Answer:
    """*I need help*: the buddy hears it."""
    return act(
        desk,
        press,
        case,
        lambda stage, found: ownership.ask_help(found, stage.actor, promise=promise),
        now=now,
    )


def name_buddy(
    desk: Desk, press: Press, *, case: CaseId, colleague: EmployeeId, now: datetime
) -> Answer:
    """Who of webcare stands at the owner's side."""

    def decide(stage: Stage, found: Case) -> Change:
        return ownership.name_buddy(found, stage.actor, stage.colleague(colleague))

    return act(desk, press, case, decide, now=now)


def bypass(
    desk: Desk, press: Press, *, case: CaseId, what: str, why: str | None, now: datetime
) -> Answer:
    """A rule was gone around to help somebody: written down, with what it was."""

    def decide(stage: Stage, found: Case) -> Change:
        words = stage.drawer.require(what, "bypassed")
        return ownership.bypass(found, stage.actor, words=words, why=stage.words(why, "because"))

    return act(desk, press, case, decide, now=now)


def note(desk: Desk, press: Press, *, case: CaseId, words: str, now: datetime) -> Answer:
    """An internal note: it reaches no customer and stops no clock."""

    def decide(stage: Stage, found: Case) -> Change:
        kept = stage.drawer.require(words, "note")
        return ownership.note(found, stage.actor, words=kept)

    return act(desk, press, case, decide, now=now)


def offer_handover(
    desk: Desk, press: Press, *, case: CaseId, to: EmployeeId, words: str | None, now: datetime
) -> Answer:
    """Ask a colleague to take it over; it expires when nobody answers in working time."""

    def decide(stage: Stage, found: Case) -> Change:
        colleague = stage.colleague(to)
        offered = Handover(
            id=HandoverId(stage.uow.new_id()),
            by=stage.actor.id,
            to=to,
            offered_at=now,
            expires_at=answer_until(stage.policy, colleague.calendar, now),
            words=stage.words(words, "handover"),
        )
        return handing_over.offer(found, stage.actor, colleague, handover=offered)

    return act(desk, press, case, decide, now=now)


def ask_manager(
    desk: Desk, press: Press, *, case: CaseId, colleague: EmployeeId, now: datetime
) -> Answer:
    """A third handover: the manager of the owner's department hears whom they thought of."""

    def decide(stage: Stage, found: Case) -> Change:
        manager = find_answerable(stage.uow, stage.policy, found, stage.actor.department)
        return handing_over.ask_manager(
            found, stage.actor, stage.colleague(colleague), manager=manager
        )

    return act(desk, press, case, decide, now=now)


def accept_handover(desk: Desk, press: Press, *, case: CaseId, now: datetime) -> Answer:
    """*Yes*: owner from now on, and the customer is told today."""

    def decide(stage: Stage, found: Case) -> Change:
        tell = handing_over.tell_customer(
            PromiseId(stage.uow.new_id()),
            stage.actor,
            due_at=_today_at_the_latest(stage, now),
            now=now,
        )
        load = find_load(stage)
        return handing_over.accept(found, stage.actor, tell=tell, load=load, now=now)

    return act(desk, press, case, decide, now=now)


def decline_handover(desk: Desk, press: Press, *, case: CaseId, now: datetime) -> Answer:
    """*Not now*."""
    return act(
        desk,
        press,
        case,
        lambda stage, found: handing_over.decline(found, stage.actor, now=now),
        now=now,
    )


def withdraw_handover(desk: Desk, press: Press, *, case: CaseId, now: datetime) -> Answer:
    """The owner takes the offer back."""
    return act(
        desk,
        press,
        case,
        lambda stage, found: handing_over.withdraw(found, stage.actor, now=now),
        now=now,
    )


def find_load(stage: Stage) -> Load:
    """What the actor has in hand; not counted where that decides nothing.

    Two claims at the same moment do not see each other: somebody may have one more by that, which
    harms nobody, and locking a colleague would make every claim of theirs wait.
    """
    caps, actor = stage.policy.caps, stage.actor
    if actor.is_webcare and caps.webcare is None:
        return FREE
    return load_of(caps, actor, stage.uow.cases.in_hand(actor.id))


def choose_buddy(stage: Stage, case: Case) -> EmployeeId | None:
    """The route's first webcare colleague who works now, else the first of them."""
    names = buddies_of(stage.policy, case)
    if case.buddy in names or not names:
        return case.buddy if case.buddy in names else None
    known = stage.known or stage.uow.employees.get_many(names)
    present = [one for one in names if one in known and known[one].active]
    working = [one for one in present if is_working(known[one].calendar, stage.now)]
    return next(iter(working or present), None)


def buddies_of(policy: Policy, case: Case) -> tuple[EmployeeId, ...]:
    """The webcare colleagues who stand at the helpers' side for this route."""
    route = policy.route(case.route)
    return route.buddies if route else ()


def answer_until(policy: Policy, asked: Calendar, now: datetime) -> datetime:
    """Until when an offer stands: some working time of the one who is asked.

    And within a working day of the company more than that.
    """
    hours = timedelta(hours=policy.handover_hours)
    answered = _after(asked, now, hours)
    return min(answered, _after(policy.calendar, now, hours + _WORKING_DAY))


def _after(calendar: Calendar, now: datetime, hours: timedelta) -> datetime:
    try:
        return add_working(calendar, now, hours)
    except NoWorkingTime:
        return now + hours


def _today_at_the_latest(stage: Stage, now: datetime) -> datetime:
    """17:00 today; after that the end of the day (the promise is due today)."""
    zone = stage.actor.calendar.zone
    on = local_date(zone, now)
    five = at_local(zone, on, time(17))
    if five > now:
        return five
    last = at_local(zone, on, time(23, 59))
    return (
        last if last > now else at_local(zone, next_working_day(stage.actor.calendar, on), time(17))
    )
