"""A company's history in the making: the real actions, and every event as a stored line."""

from __future__ import annotations

import json
from collections.abc import Iterable
from datetime import datetime, time, timedelta
from itertools import count

from bot.domain import leaving
from bot.domain.actions import (
    closing,
    giving,
    handing_over,
    hearing,
    merging,
    ownership,
    promising,
    replying,
    rising,
    undoing,
)
from bot.domain.case import Case, Change, DismissReason, NoReplyReason, Outcome
from bot.domain.employee import Employee, Role
from bot.domain.errors import Facts
from bot.domain.events import SCHEMA, Event, Line
from bot.domain.flags import Flag
from bot.domain.goodwill import Goodwill, GoodwillState
from bot.domain.handover import Handover
from bot.domain.ids import (
    CaseId,
    CustomerId,
    EmployeeId,
    GoodwillId,
    HandoverId,
    PostId,
    PromiseId,
    ReplyId,
    WordsId,
)
from bot.domain.promise import BrokenBecause, Promise
from bot.domain.reply import Reply, ReplyKind
from bot.domain.working_time import Calendar, IsoWeek, WeeklyHours, at_local

OFFICE = Calendar("Europe/Amsterdam", WeeklyHours.every_weekday("09:00", "17:00"), "NL")
WEEK = IsoWeek(2026, 12)
HOUR = timedelta(hours=1)
DAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
PEOPLE = 9_000_000_000
"""Ids of people start here, so that a test finds them wherever they leak to."""

_people = count(PEOPLE)


def on(when: str, week: IsoWeek = WEEK, zone: str = OFFICE.zone) -> datetime:
    """The moment of "tue 10:30" in a week, by the clock on the company's wall."""
    day, clock = when.split()
    return at_local(
        zone, week.first_on + timedelta(days=DAYS.index(day)), time.fromisoformat(clock)
    )


def weeks_before(number: int, week: IsoWeek = WEEK) -> IsoWeek:
    for _ in range(number):
        week = week.previous()
    return week


def somebody(department: str = "Network", *roles: Role) -> Employee:
    number = next(_people)
    return Employee(EmployeeId(number), f"P{number}", department, "nl", OFFICE, frozenset(roles))


def webcare() -> Employee:
    return somebody("Webcare", Role.WEBCARE, Role.LEAD)


class AHistory:
    """Cases that people act upon, and the lines that it leaves."""

    def __init__(self) -> None:
        self.cases: dict[CaseId, Case] = {}
        self.lines: list[Line] = []
        self.posts: dict[CaseId, list[tuple[PostId, datetime, datetime]]] = {}
        self._ids = count(1)
        self._seqs = count(1)
        self._last: dict[CaseId, tuple[Case, Event]] = {}
        self.lead = webcare()

    # --- customers ---

    def hear(
        self,
        at: datetime,
        *,
        said_at: datetime | None = None,
        flags: Iterable[Flag] = (),
        route: str = "default",
        late: bool = False,
    ) -> CaseId:
        """A customer's first post, heard at this moment."""
        case = CaseId(self._id())
        spoken = self._spoken(case, at, said_at, late=late, flags=tuple(flags))
        opening = hearing.Opening(case, CustomerId(case), "feed", route, None, "nl")
        self._write(case, hearing.open_case(opening, spoken), at, None, before=None)
        return case

    def speak(
        self, case: CaseId, at: datetime, *, thanks: bool = False, late: bool = False
    ) -> PostId:
        """The customer's next post."""
        spoken = self._spoken(case, at, None, thanks=thanks, late=late)
        self.write(case, hearing.customer_spoke(self.cases[case], spoken), at, None)
        return spoken.post

    # --- ownership ---

    def claim(self, case: CaseId, who: Employee, at: datetime) -> None:
        self.write(case, ownership.claim(self.cases[case], who, buddy=None, now=at), at, who)

    def release(self, case: CaseId, who: Employee, at: datetime) -> None:
        self.write(case, ownership.release(self.cases[case], who, now=at), at, who)

    def let_go(self, case: CaseId, who: Employee, at: datetime) -> None:
        change = ownership.let_go(self.cases[case], who, reason=None, lead=self.lead.id, now=at)
        self.write(case, change, at, who)

    def hand_over(self, case: CaseId, who: Employee, to: Employee, at: datetime) -> None:
        """Offered and accepted at once."""
        offer = Handover(HandoverId(self._id()), who.id, to.id, at, at + 2 * HOUR)
        self.write(case, handing_over.offer(self.cases[case], who, to, handover=offer), at, who)
        self.write(case, handing_over.accept(self.cases[case], to, tell=None, now=at), at, to)

    def take_over(self, case: CaseId, at: datetime) -> None:
        """The owner left: who leads webcare has it now, made so by the house."""
        change = leaving.take_over(self.cases[case], self.lead, why=leaving.Gone.LEFT, now=at)
        self.write(case, change, at, None)

    def bypass(self, case: CaseId, who: Employee, at: datetime) -> WordsId:
        """A rule was gone around; the number of the words that say which."""
        words = WordsId(self._id())
        change = ownership.bypass(self.cases[case], who, words=words, why=None)
        self.write(case, change, at, who)
        return words

    # --- words ---

    def reply(
        self,
        case: CaseId,
        who: Employee,
        at: datetime,
        *,
        said_at: datetime | None = None,
        kind: ReplyKind = ReplyKind.REPLY,
    ) -> None:
        reply = Reply(ReplyId(self._id()), who.id, said_at or at, kind=kind)
        self.write(case, replying.record_reply(self.cases[case], who, reply=reply), at, who)

    def need_no_reply(self, case: CaseId, who: Employee, at: datetime) -> None:
        change = replying.no_reply_needed(self.cases[case], who, reason=NoReplyReason.POST_GONE)
        self.write(case, change, at, who)

    # --- promises ---

    def promise(
        self, case: CaseId, who: Employee, at: datetime, due_at: datetime | None
    ) -> PromiseId:
        promise = Promise(
            PromiseId(self._id()),
            WordsId(self._id()),
            who.id,
            at,
            who.id,
            who.department,
            due_at,
        )
        self.write(case, promising.add_promise(self.cases[case], who, promise=promise), at, who)
        return promise.id

    def keep(self, case: CaseId, who: Employee, promise: PromiseId, at: datetime) -> None:
        change = promising.keep_promise(
            self.cases[case], who, promise_id=promise, evidence=None, now=at
        )
        self.write(case, change, at, who)

    def move(
        self, case: CaseId, who: Employee, promise: PromiseId, at: datetime, due_at: datetime
    ) -> None:
        change = promising.move_promise(
            self.cases[case], who, promise_id=promise, due_at=due_at, now=at
        )
        self.write(case, change, at, who)

    def break_(self, case: CaseId, who: Employee, promise: PromiseId, at: datetime) -> None:
        change = promising.break_promise(
            self.cases[case],
            who,
            promise_id=promise,
            because=BrokenBecause.NO_DEPUTY,
            words=WordsId(self._id()),
            now=at,
        )
        self.write(case, change, at, who)

    def waive(self, case: CaseId, who: Employee, promise: PromiseId, at: datetime) -> None:
        change = promising.waive_promise(
            self.cases[case], who, promise_id=promise, reason=WordsId(self._id()), now=at
        )
        self.write(case, change, at, who)

    # --- goodwill ---

    def give(
        self, case: CaseId, who: Employee, at: datetime, amount: int, *, mandate: int = 2500
    ) -> GoodwillId:
        goodwill = Goodwill(
            GoodwillId(self._id()), who.id, at, amount, WordsId(1), GoodwillState.PROPOSED
        )
        change = giving.offer_goodwill(self.cases[case], who, goodwill=goodwill, mandate=mandate)
        self.write(case, change, at, who)
        return goodwill.id

    def approve(self, case: CaseId, goodwill: GoodwillId, at: datetime) -> None:
        change = giving.approve_goodwill(self.cases[case], self.lead, goodwill_id=goodwill)
        self.write(case, change, at, self.lead)

    def tell(self, case: CaseId, who: Employee, goodwill: GoodwillId, at: datetime) -> None:
        change = giving.tell_goodwill(self.cases[case], who, goodwill_id=goodwill, now=at)
        self.write(case, change, at, who)

    # --- endings ---

    def solve(
        self,
        case: CaseId,
        who: Employee,
        at: datetime,
        outcome: Outcome = Outcome.NOTHING,
        *,
        widespread: bool = False,
    ) -> None:
        change = closing.solve(
            self.cases[case], who, outcome=outcome, helped=None, widespread=widespread, now=at
        )
        self.write(case, change, at, who)

    def close(self, case: CaseId, at: datetime, outcome: Outcome | None = None) -> None:
        """By the lead with an outcome, or in silence."""
        if outcome is None:
            self.write(case, closing.close_in_silence(self.cases[case], now=at), at, None)
            return
        change = closing.close(self.cases[case], self.lead, outcome=outcome, now=at)
        self.write(case, change, at, self.lead)

    def reopen(self, case: CaseId, at: datetime) -> None:
        self.write(
            case, closing.reopen(self.cases[case], self.lead, reason=None, now=at), at, self.lead
        )

    def dismiss(self, case: CaseId, at: datetime) -> None:
        change = closing.dismiss(
            self.cases[case], self.lead, reason=DismissReason.NO_COMPLAINT, now=at
        )
        self.write(case, change, at, self.lead)

    def raise_level(self, case: CaseId, at: datetime) -> None:
        change = rising.raise_level(self.cases[case], self.lead, reason=None)
        self.write(case, change, at, self.lead)

    # --- one and two ---

    def merge(self, survivor: CaseId, other: CaseId, at: datetime) -> None:
        stays, goes = merging.merge(self.cases[survivor], self.cases[other], self.lead, now=at)
        self.write(survivor, stays, at, self.lead)
        self.write(other, goes, at, self.lead)
        self.posts[survivor] += self.posts.pop(other)

    def split(
        self, case: CaseId, posts: tuple[PostId, ...], at: datetime, *promises: PromiseId
    ) -> CaseId:
        new = CaseId(self._id())
        stays, goes = merging.split(
            self.cases[case],
            self.lead,
            new_id=new,
            posts=posts,
            all_posts=tuple(self.posts[case]),
            promises=promises,
        )
        self._write(new, goes, at, self.lead, before=None)
        self.write(case, stays, at, self.lead)
        self.posts[new] = [post for post in self.posts[case] if post[0] in posts]
        self.posts[case] = [post for post in self.posts[case] if post[0] not in posts]
        return new

    def undo(self, case: CaseId, who: Employee, at: datetime) -> None:
        """Take back the last thing that happened to the case."""
        before, happened = self._last[case]
        remembered = undoing.remember(before, happened)
        self.write(case, undoing.undo(self.cases[case], happened, remembered), at, who)

    # --- lines ---

    def write(self, case: CaseId, change: Change, at: datetime, who: Employee | None) -> None:
        self._write(case, change, at, who, before=self.cases[case])

    def _write(
        self,
        case: CaseId,
        change: Change,
        at: datetime,
        who: Employee | None,
        *,
        before: Case | None,
    ) -> None:
        self.cases[case] = change.case
        for event in change.events:
            self.lines.append(self._line(case, event, at, who))
            if before is not None:
                self._last[case] = (before, event)

    def _line(self, case: CaseId, event: Event, at: datetime, who: Employee | None) -> Line:
        return Line(
            seq=next(self._seqs),
            case=case,
            code=event.code.value,
            facts=_stored(event.facts),
            happened_at=event.happened_at or at,
            recorded_at=at,
            actor=who.id if who else None,
            department=who.department if who else None,
            schema=SCHEMA,
        )

    def _spoken(
        self,
        case: CaseId,
        at: datetime,
        said_at: datetime | None,
        *,
        flags: tuple[Flag, ...] = (),
        thanks: bool = False,
        late: bool = False,
    ) -> hearing.Spoken:
        post = PostId(self._id())
        said = said_at or at
        self.posts.setdefault(case, []).append((post, said, at))
        return hearing.Spoken(post, said, at, flags=flags, thanks=thanks, found_late=late)

    def _id(self) -> int:
        return next(self._ids)


def _stored(facts: Facts) -> Facts:
    """Facts as a database gives them back: what was a tuple is a list."""
    back: Facts = json.loads(json.dumps(facts))
    return back
