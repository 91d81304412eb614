"""A complaint that nobody wrote, to practise on: made up anew for every step, and never stored."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, time, timedelta
from enum import StrEnum

from bot.domain.case import Case, State
from bot.domain.employee import Employee
from bot.domain.ids import CaseId, EmployeeId, PromiseId
from bot.domain.policy import Policy
from bot.domain.promise import Promise
from bot.domain.reminding import reminded_at
from bot.domain.urgency import reasons
from bot.domain.view import CaseView
from bot.domain.working_time import Calendar, NoWorkingTime, add_working, at_local, local_date

INVENTED = CaseId(0)
"""No case has this number."""
PLAYER = EmployeeId(0)
"""Whoever plays without being known to us."""
_WAITED = timedelta(days=2)
_FRIDAY = 4
_THREE, _FIVE = time(15, 0), time(17, 0)


class Step(StrEnum):
    """How far somebody is."""

    WAITS = "waits"
    CLAIMED = "claimed"
    REPLIED = "replied"
    DONE = "done"

    @property
    def number(self) -> int:
        """The first is 1."""
        return tuple(Step).index(self) + 1

    @property
    def before(self) -> Step | None:
        """Where *back* leads."""
        return tuple(Step)[self.number - 2] if self.number > 1 else None


class Spoken(StrEnum):
    """What can be promised in the practice, as people say it."""

    TOMORROW = "tomorrow"
    FRIDAY = "friday"
    """With a clock time: three o'clock."""
    SOON = "soon"
    """No moment: the bot asks."""


@dataclass(frozen=True, slots=True)
class Practice:
    """A step as it is to be drawn. Moments are UTC."""

    step: Step
    view: CaseView
    """The invented case; its customer and their words are the wording's."""
    me: Employee | None
    """None: somebody whom we do not know yet."""
    buddy: Employee | None = None
    """Who will stand at their side with a real one."""
    spoken: Spoken | None = None
    due_at: datetime | None = None
    """How `spoken` is read; None: it names no moment."""
    remind_at: datetime | None = None


def read_place(argument: str | None) -> tuple[Step, Spoken | None]:
    """Where somebody is, as a button says it: `replied.friday`; anything else begins anew."""
    step, _, spoken = (argument or "").partition(".")
    try:
        return Step(step), Spoken(spoken) if spoken else None
    except ValueError:
        return Step.WAITS, None


def practised(
    step: Step,
    spoken: Spoken | None,
    *,
    me: Employee | None,
    buddy: Employee | None,
    policy: Policy,
    now: datetime,
) -> Practice:
    """The step as this person plays it, by the rules that hold for a real complaint."""
    calendar = me.calendar if me is not None else policy.calendar
    due = _read(spoken, calendar.zone, now) if spoken is not None else None
    promise = Promise(PromiseId(0), None, PLAYER, now, None, "", due)
    return Practice(
        step=step,
        view=_view(step, me, buddy, policy, calendar, now),
        me=me,
        buddy=buddy,
        spoken=spoken,
        due_at=due,
        remind_at=reminded_at(promise, calendar, policy),
    )


def _view(  # the parts of one view
    step: Step,
    me: Employee | None,
    buddy: Employee | None,
    policy: Policy,
    calendar: Calendar,
    now: datetime,
) -> CaseView:
    case = _case(step, me, buddy, now)
    zone = policy.calendar.zone
    return CaseView(
        case=case,
        now=now,
        customer=None,
        text=None,
        redacted=None,
        url=None,
        reasons=reasons(case, now=now),
        urgent=False,
        people={one.id: one for one in (me or _stand_in(policy), buddy) if one is not None},
        mandate=policy.mandate_of(me.department) if me is not None else policy.mandate,
        reply_by=_after(calendar, now, policy.normal.no_reply),
        webcare_until=at_local(zone, local_date(zone, now), policy.webcare_until),
        company=policy.company,
    )


def _stand_in(policy: Policy) -> Employee:
    """Somebody whom we do not know; the wording has a name for them."""
    return Employee(PLAYER, "", "", policy.languages[0], policy.calendar)


def _case(step: Step, me: Employee | None, buddy: Employee | None, now: datetime) -> Case:
    since = now - _WAITED
    claimed = step is not Step.WAITS
    return Case(
        id=INVENTED,
        version=1,
        state=State.CLAIMED if claimed else State.OPEN,
        customer=None,
        source="practice",
        route="",
        opened_at=since,
        first_contact_at=since,
        last_said_at=since,
        last_heard_at=since,
        silent_since=since,
        owner=(me.id if me is not None else PLAYER) if claimed else None,
        claimed_at=now if claimed else None,
        buddy=buddy.id if buddy is not None else None,
    )


def _read(spoken: Spoken, zone: str, now: datetime) -> datetime | None:
    """As promises are read: a day alone ends at 17:00, *soon* is no moment."""
    today = local_date(zone, now)
    match spoken:
        case Spoken.TOMORROW:
            return at_local(zone, today + timedelta(days=1), _FIVE)
        case Spoken.FRIDAY:
            ahead = (_FRIDAY - today.weekday() - 1) % 7 + 1
            return at_local(zone, today + timedelta(days=ahead), _THREE)
        case Spoken.SOON:
            return None


def _after(calendar: Calendar, now: datetime, amount: timedelta) -> datetime:
    try:
        return add_working(calendar, now, amount)
    except NoWorkingTime:
        return now + amount
