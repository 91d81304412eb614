"""Values for tests, each with everything it needs; a test names only what its story is about.

The company is in Amsterdam and works Monday to Friday from 09:00 to 17:00. It is Monday 16 March
2026, 09:00, unless a test says otherwise.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import fields, replace
from datetime import UTC, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from bot.domain.actions.hearing import Spoken
from bot.domain.broadcast import Broadcast
from bot.domain.case import Case, Level, State
from bot.domain.employee import Employee, Role
from bot.domain.goodwill import Goodwill, GoodwillState
from bot.domain.handover import Handover
from bot.domain.ids import (
    BroadcastId,
    CaseId,
    CustomerId,
    EmployeeId,
    GoodwillId,
    HandoverId,
    PlacingId,
    PostId,
    PromiseId,
    ReplyId,
    WordsId,
)
from bot.domain.placing import Placing
from bot.domain.policy import Policy, Route
from bot.domain.promise import Promise
from bot.domain.reply import Reply
from bot.domain.working_time import Calendar, WeeklyHours

ZONE = "Europe/Amsterdam"
OFFICE = Calendar(zone=ZONE, hours=WeeklyHours.every_weekday("09:00", "17:00"), country="NL")


def at(written: str) -> datetime:
    """A moment on the company's clock, such as "2026-03-16 09:00", in UTC."""
    return datetime.fromisoformat(written).replace(tzinfo=ZoneInfo(ZONE)).astimezone(UTC)


NOW = at("2026-03-16 09:00")
HOUR = timedelta(hours=1)
MINUTE = timedelta(minutes=1)
INSTANT = timedelta(microseconds=1)
"""The shortest time that there is: what rings at a moment does not ring this much earlier."""


def an_employee(number: int = 1, *roles: Role, **changes: Any) -> Employee:
    """A colleague who works office hours in Amsterdam."""
    employee = Employee(
        id=EmployeeId(number),
        name=f"Colleague {number}",
        department="Projects",
        language="nl",
        calendar=OFFICE,
        roles=frozenset(roles),
    )
    return replace(employee, **changes)


ERIK = an_employee(1, name="Erik")
MIA = an_employee(2, name="Mia", department="Billing")
AMY = an_employee(3, Role.WEBCARE, name="Amy", department="Webcare")
BEN = an_employee(4, Role.WEBCARE, name="Ben", department="Webcare")
LEA = an_employee(5, Role.LEAD, name="Lea", department="Webcare")
KARIN = an_employee(6, Role.MANAGER, name="Karin", department="Network")
OTTO = an_employee(7, Role.EXECUTIVE, name="Otto", department="Board")
EVERYBODY: Mapping[EmployeeId, Employee] = {
    one.id: one for one in (ERIK, MIA, AMY, BEN, LEA, KARIN, OTTO)
}


def a_policy(**changes: Any) -> Policy:
    """The defaults of the product, with somebody at every level."""
    policy = Policy(
        leaders={
            Level.LEAD: (LEA.id,),
            Level.MANAGER: (KARIN.id,),
            Level.EXECUTIVE: (OTTO.id,),
        },
        routes=(Route("care", channels=("care",), buddies=(AMY.id,)),),
        mandate=2500,
    )
    return replace(policy, **changes)


def a_case(**changes: Any) -> Case:
    """An open case of a customer who spoke now, and was heard at once."""
    heard = changes.get("opened_at", NOW)
    case = Case(
        id=CaseId(1),
        version=1,
        state=State.OPEN,
        customer=CustomerId(1),
        source="facebook",
        route="care",
        opened_at=heard,
        first_contact_at=heard,
        last_said_at=heard,
        last_heard_at=heard,
        silent_since=heard,
    )
    return replace(case, **changes)


def a_claimed_case(owner: Employee = ERIK, **changes: Any) -> Case:
    """A case that its owner claimed when it was heard, with Amy at their side."""
    opened = changes.get("opened_at", NOW)
    claimed = a_case(
        opened_at=opened,
        state=State.CLAIMED,
        owner=owner.id,
        claimed_at=opened,
        buddy=None if owner == AMY else AMY.id,
    )
    return replace(claimed, **changes)


def an_answered_case(owner: Employee = ERIK, **changes: Any) -> Case:
    """A claimed case whose customer had a reply ten minutes later, and is silent since."""
    claimed = a_claimed_case(owner, **{"silent_since": None, **changes})
    if "replies" in changes:
        return claimed
    replied_at = claimed.last_said_at + 10 * MINUTE
    return replace(claimed, replies=(a_reply(by=owner.id, at=replied_at),))


def a_resolved_case(owner: Employee = ERIK, **changes: Any) -> Case:
    """A case that was answered, and solved an hour after it was heard."""
    answered = an_answered_case(
        owner, **{name: changes[name] for name in ("opened_at", "replies") if name in changes}
    )
    solved = replace(answered, state=State.RESOLVED, resolved_at=answered.opened_at + HOUR)
    return replace(solved, **changes)


def a_promise(number: int = 1, **changes: Any) -> Promise:
    """Erik promised the customer something for Wednesday, 17:00."""
    promise = Promise(
        id=PromiseId(number),
        words=WordsId(1000 + number),
        made_by=ERIK.id,
        made_at=NOW,
        doer=ERIK.id,
        department=ERIK.department,
        due_at=at("2026-03-18 17:00"),
    )
    return replace(promise, **changes)


def a_reply(number: int = 1, **changes: Any) -> Reply:
    """Erik replied in public, says he."""
    return replace(Reply(id=ReplyId(number), by=ERIK.id, at=NOW), **changes)


def a_handover(number: int = 1, **changes: Any) -> Handover:
    """Erik asks Mia, who has two hours."""
    offer = Handover(
        id=HandoverId(number), by=ERIK.id, to=MIA.id, offered_at=NOW, expires_at=NOW + 2 * HOUR
    )
    return replace(offer, **changes)


def a_placing(number: int = 1, **changes: Any) -> Placing:
    """Erik asks Amy to place his words."""
    request = Placing(
        id=PlacingId(number), by=ERIK.id, webcare=AMY.id, words=WordsId(1), asked_at=NOW
    )
    return replace(request, **changes)


def a_goodwill(number: int = 1, **changes: Any) -> Goodwill:
    """Erik gives ten euro; who allows it is not decided."""
    goodwill = Goodwill(
        id=GoodwillId(number),
        by=ERIK.id,
        at=NOW,
        amount=1000,
        words=None,
        state=GoodwillState.PROPOSED,
    )
    return replace(goodwill, **changes)


def a_broadcast(number: int = 1, **changes: Any) -> Broadcast:
    """Amy calls for help in the channel of all projects."""
    call = Broadcast(
        id=BroadcastId(number), by=AMY.id, at=NOW, channels=("projects",), why=WordsId(1)
    )
    return replace(call, **changes)


def spoken(number: int = 2, **changes: Any) -> Spoken:
    """The customer's next post: an hour later, and heard at once."""
    said_at = changes.get("said_at", NOW + HOUR)
    post = Spoken(post=PostId(number), said_at=said_at, heard_at=said_at)
    return replace(post, **changes)


def differing(before: Case, after: Case) -> set[str]:
    """The names of the fields in which two cases differ."""
    return {
        field.name
        for field in fields(Case)
        if getattr(before, field.name) != getattr(after, field.name)
    }
