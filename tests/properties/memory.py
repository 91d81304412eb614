"""A world in memory: the domain's functions and nothing else."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from itertools import count
from typing import Any

from bot.domain.actions import (
    answering,
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
from bot.domain.actions.hearing import Opening, Spoken
from bot.domain.case import Case, Change, State
from bot.domain.employee import Employee
from bot.domain.errors import Facts, NothingToUndo, OnlySamePerson, Refusal, SameCase
from bot.domain.events import Event
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
from bot.domain.notice import Notice
from bot.domain.placing import Placing
from bot.domain.policy import Policy
from bot.domain.promise import Kind, LaterBecause, Promise, To
from bot.domain.reply import Reply
from bot.domain.ringing import Effect, Step, asked_key, ring, rings_first
from bot.domain.telling import Scene, notices
from tests.builders import AMY, EVERYBODY, HOUR, KARIN, LEA, NOW, a_broadcast, a_policy, an_employee
from tests.properties.acts import Act, Changed, Happened

GONE = an_employee(8, name="Zoë", active=False)
PEOPLE: Mapping[EmployeeId, Employee] = {**EVERYBODY, GONE.id: GONE}
MANDATE = 2500


@dataclass(frozen=True, slots=True)
class Produced:
    """Who produced a version of a case, and what an undo of it needs."""

    version: int
    actor: EmployeeId
    event: Event
    remembered: Facts


@dataclass
class MemoryWorld:
    """Cases by id. Every change raises a case's version by one, as saving does."""

    now: datetime = NOW
    people: Mapping[EmployeeId, Employee] = field(default_factory=lambda: PEOPLE)
    policy: Policy = field(default_factory=a_policy)
    told: list[Notice] = field(default_factory=list)
    """Every notice that an action needed, in order."""
    _cases: dict[CaseId, Case] = field(default_factory=dict)
    _posts: dict[PostId, tuple[CaseId, datetime, datetime]] = field(default_factory=dict)
    _produced: dict[CaseId, Produced] = field(default_factory=dict)
    _ids: Iterator[int] = field(default_factory=lambda: count(1))
    _asked: dict[tuple[CaseId, str], datetime] = field(default_factory=dict)

    def cases(self) -> Mapping[CaseId, Case]:
        return dict(self._cases)

    def posts(self, case: CaseId) -> Sequence[PostId]:
        return [post for post, (holder, _, _) in self._posts.items() if holder == case]

    def apply(self, act: Act) -> Happened:
        try:
            return Happened(_DOINGS[act.verb](self, act))
        except Refusal as refused:
            return Happened(refused=refused.code, facts=refused.facts)

    # --- what everything above goes through ---------------------------------------------------

    def new_id(self) -> int:
        return next(self._ids)

    def case(self, act: Act) -> Case:
        """The case that an old button leads to: merged ids are aliases."""
        assert act.case is not None
        found = self._cases[act.case]
        while found.merged_into is not None:
            found = self._cases[found.merged_into]
        return found

    def actor(self, act: Act) -> Employee:
        assert act.actor is not None
        return self.people[act.actor]

    def save(self, before: Case | None, change: Change, actor: EmployeeId | None) -> Changed:
        version = before.version + 1 if before is not None else 1
        after = replace(change.case, version=version)
        self._cases[after.id] = after
        if before is not None:
            scene = Scene(before, after, actor, self.policy, self.now)
            self.told += notices(scene, change.events, self.people)
        return Changed(before, after, change.events)

    def decide(self, act: Act, change: Change) -> tuple[Changed, ...]:
        before = self.case(act)
        saved = self.save(before, change, act.actor)
        if act.actor is not None:
            happened = change.events[0]
            kept = undoing.remember(before, happened)
            self._produced[before.id] = Produced(saved.after.version, act.actor, happened, kept)
        return (saved,)

    # --- customers and sources ----------------------------------------------------------------

    def open(self, act: Act) -> tuple[Changed, ...]:
        late = act.args["late"]
        case = CaseId(self.new_id())
        post = self._heard(case, self.now - timedelta(days=30) if late else self.now)
        opening = Opening(case, CustomerId(case), "facebook", "care", None, "nl")
        spoken = self._spoken(post, flags=act.args["flags"], found_late=late)
        return (self.save(None, hearing.open_case(opening, spoken), None),)

    def speak(self, act: Act) -> tuple[Changed, ...]:
        case, kind = self.case(act), act.args["kind"]
        late = kind == "late"
        ago = timedelta(days=30) if late else timedelta(minutes=act.args["ago"])
        post = self._heard(case.id, self.now - ago)
        spoken = self._spoken(
            post,
            flags=act.args["flags"],
            found_late=late,
            thanks=kind == "thanks",
            bystander=kind == "bystander",
        )
        return self.decide(act, hearing.customer_spoke(case, spoken))

    def hear_reply(self, act: Act) -> tuple[Changed, ...]:
        case = self.case(act)
        if case.state is State.DISMISSED:
            return ()
        at = self.now - timedelta(minutes=act.args["ago"])
        reply = Reply(ReplyId(self.new_id()), by=None, at=at, heard=True)
        return self.decide(act, replying.hear_reply(case, reply=reply))

    def _heard(self, case: CaseId, said_at: datetime) -> PostId:
        post = PostId(self.new_id())
        self._posts[post] = (case, said_at, self.now)
        return post

    def _spoken(self, post: PostId, **more: Any) -> Spoken:
        _, said_at, heard_at = self._posts[post]
        return Spoken(post, said_at, heard_at, **more)

    # --- time ---------------------------------------------------------------------------------

    def pass_time(self, act: Act) -> tuple[Changed, ...]:
        self.now += act.args["passes"]
        return tuple(change for case in list(self._cases) for change in self._look_at(case))

    def _look_at(self, case: CaseId) -> list[Changed]:
        found = self._cases[case]
        key = asked_key(found, self.policy, self.people, now=self.now)
        asked_at = self._asked.get((case, key or ""))
        steps = ring(found, self.policy, self.people, now=self.now, asked_at=asked_at).steps
        changed: list[Changed] = []
        for step in rings_first(steps):
            self._asked.setdefault((case, step.key), self.now)
            change = self._step(self._cases[case], step)
            if change is not None:
                changed.append(self.save(self._cases[case], change, None))
        return changed

    def _step(self, case: Case, step: Step) -> Change | None:
        if step.effect is Effect.EXPIRE_HANDOVER:
            return handing_over.expire(case, now=self.now)
        if step.effect is Effect.OFFER_AGAIN:
            return rising.offer_again(case, now=self.now)
        if step.effect is Effect.CLOSE:
            return closing.close_in_silence(case, now=self.now)
        if step.level is not None:
            return rising.rise_to(case, step.level, because=str(step.kind))
        return None

    # --- people -------------------------------------------------------------------------------

    def offer(self, act: Act) -> tuple[Changed, ...]:
        offered = Handover(
            id=HandoverId(self.new_id()),
            by=self.actor(act).id,
            to=act.args["colleague"],
            offered_at=self.now,
            expires_at=self.now + 2 * HOUR,
        )
        colleague = self.people[act.args["colleague"]]
        change = handing_over.offer(self.case(act), self.actor(act), colleague, handover=offered)
        return self.decide(act, change)

    def accept(self, act: Act) -> tuple[Changed, ...]:
        actor = self.actor(act)
        tell = handing_over.tell_customer(
            PromiseId(self.new_id()), actor, due_at=self.now + HOUR, now=self.now
        )
        return self.decide(act, handing_over.accept(self.case(act), actor, tell=tell, now=self.now))

    def reply(self, act: Act) -> tuple[Changed, ...]:
        actor = self.actor(act)
        reply = Reply(
            ReplyId(self.new_id()),
            by=actor.id,
            at=self.now,
            way=act.args["way"],
            kind=act.args["kind"],
        )
        return self.decide(act, replying.record_reply(self.case(act), actor, reply=reply))

    def ask_placing(self, act: Act) -> tuple[Changed, ...]:
        actor, webcare = self.actor(act), self.people[act.args["colleague"]]
        request = Placing(
            PlacingId(self.new_id()), actor.id, webcare.id, WordsId(self.new_id()), self.now
        )
        change = replying.ask_placing(self.case(act), actor, webcare, placing=request)
        return self.decide(act, change)

    def promise(self, act: Act) -> tuple[Changed, ...]:
        actor, ahead = self.actor(act), act.args["ahead"]
        made = Promise(
            id=PromiseId(self.new_id()),
            words=WordsId(self.new_id()),
            made_by=actor.id,
            made_at=self.now,
            doer=act.args["doer"],
            department=actor.department,
            due_at=None if ahead is None else self.now + ahead,
            to=act.args["to"],
        )
        return self.decide(act, promising.add_promise(self.case(act), actor, promise=made))

    def demand(self, act: Act) -> tuple[Changed, ...]:
        asked = Promise(
            id=PromiseId(self.new_id()),
            words=WordsId(self.new_id()),
            made_by=self.actor(act).id,
            made_at=self.now,
            doer=KARIN.id,
            department=act.args["department"],
            due_at=self.now + act.args["ahead"],
            to=To.COLLEAGUE,
            kind=Kind.DEMAND,
        )
        change = promising.add_promise(self.case(act), self.actor(act), promise=asked)
        return self.decide(act, change)

    def goodwill(self, act: Act) -> tuple[Changed, ...]:
        actor = self.actor(act)
        given = Goodwill(
            id=GoodwillId(self.new_id()),
            by=actor.id,
            at=self.now,
            amount=act.args["amount"],
            words=None,
            state=GoodwillState.PROPOSED,
        )
        change = giving.offer_goodwill(self.case(act), actor, goodwill=given, mandate=MANDATE)
        return self.decide(act, change)

    def broadcast(self, act: Act) -> tuple[Changed, ...]:
        call = a_broadcast(at=self.now, channels=act.args["channels"], by=self.actor(act).id)
        call = replace(call, id=BroadcastId(self.new_id()))
        return self.decide(
            act, rising.call_for_help(self.case(act), self.actor(act), broadcast=call)
        )

    # --- two cases at once, and back ----------------------------------------------------------

    def merge(self, act: Act) -> tuple[Changed, ...]:
        survivor, other = self.case(act), self.case(replace(act, case=act.args["other"]))
        if survivor.id == other.id:
            raise SameCase
        kept, gone = merging.merge(survivor, other, self.actor(act), now=self.now)
        for post in self.posts(other.id):
            self._posts[post] = (survivor.id, *self._posts[post][1:])
        return (self.save(other, gone, act.actor), *self.decide(act, kept))

    def split(self, act: Act) -> tuple[Changed, ...]:
        case = self.case(act)
        rest, new = merging.split(
            case,
            self.actor(act),
            new_id=CaseId(self.new_id()),
            posts=act.args["posts"],
            all_posts=tuple((post, *self._posts[post][1:]) for post in self.posts(case.id)),
            promises=act.args["promises"],
        )
        for post in act.args["posts"]:
            self._posts[post] = (new.case.id, *self._posts[post][1:])
        return (*self.decide(act, rest), self.save(None, new, act.actor))

    def undo(self, act: Act) -> tuple[Changed, ...]:
        case = self.case(act)
        last = self._produced.get(case.id)
        if last is None or last.version != case.version or not last.remembered:
            raise NothingToUndo
        if last.actor != act.actor:
            raise OnlySamePerson
        return self.decide(act, undoing.undo(case, last.event, last.remembered))


Doing = Callable[[MemoryWorld, Act], tuple[Changed, ...]]


def _plain(do: Callable[[MemoryWorld, Case, Employee, Mapping[str, Any]], Change]) -> Doing:
    """An action that needs the case, the actor and what was chosen."""
    return lambda world, act: world.decide(
        act, do(world, world.case(act), world.actor(act), act.args)
    )


_DOINGS: Mapping[str, Doing] = {
    "open": MemoryWorld.open,
    "speak": MemoryWorld.speak,
    "hear_reply": MemoryWorld.hear_reply,
    "edit": lambda w, act: w.decide(
        act, hearing.post_edited(w.case(act), act.args["post"], 2, act.args["flags"])
    ),
    "delete": lambda w, act: w.decide(act, hearing.post_gone(w.case(act), act.args["post"])),
    "time": MemoryWorld.pass_time,
    "claim": _plain(lambda w, c, a, _: ownership.claim(c, a, buddy=AMY.id, now=w.now)),
    "release": _plain(lambda w, c, a, _: ownership.release(c, a, now=w.now)),
    "let_go": _plain(
        lambda w, c, a, _: ownership.let_go(c, a, reason=None, lead=LEA.id, now=w.now)
    ),
    "suggest": _plain(lambda w, c, a, x: ownership.suggest(c, a, w.people[x["colleague"]])),
    "help": _plain(lambda _, c, a, __: ownership.help_out(c, a)),
    "stop_helping": _plain(lambda _, c, a, __: ownership.stop_helping(c, a)),
    "ask_help": _plain(lambda _, c, a, x: ownership.ask_help(c, a, promise=x["promise"])),
    "note": _plain(lambda w, c, a, _: ownership.note(c, a, words=WordsId(w.new_id()))),
    "buddy": _plain(lambda w, c, a, x: ownership.name_buddy(c, a, w.people[x["colleague"]])),
    "bypass": _plain(
        lambda w, c, a, _: ownership.bypass(
            c, a, words=WordsId(w.new_id()), why=WordsId(w.new_id())
        )
    ),
    "ask_manager": _plain(
        lambda w, c, a, x: handing_over.ask_manager(
            c, a, w.people[x["colleague"]], manager=KARIN.id
        )
    ),
    "demand": MemoryWorld.demand,
    "give": _plain(
        lambda w, c, a, x: promising.give_promise(
            c, a, promise_id=x["promise"], doer=w.people[x["colleague"]]
        )
    ),
    "offer": MemoryWorld.offer,
    "accept": MemoryWorld.accept,
    "decline": _plain(lambda w, c, a, _: handing_over.decline(c, a, now=w.now)),
    "withdraw_handover": _plain(lambda w, c, a, _: handing_over.withdraw(c, a, now=w.now)),
    "reply": MemoryWorld.reply,
    "amend": _plain(
        lambda _, c, a, x: replying.amend_reply(c, a, reply_id=x["reply"], way=x["way"], url=None)
    ),
    "no_reply": _plain(lambda _, c, a, x: replying.no_reply_needed(c, a, reason=x["reason"])),
    "ask_placing": MemoryWorld.ask_placing,
    "place": _plain(
        lambda w, c, a, _: replying.place(c, a, reply_id=ReplyId(w.new_id()), url=None, now=w.now)
    ),
    "decline_placing": _plain(
        lambda w, c, a, _: replying.decline_placing(c, a, reason=WordsId(w.new_id()), now=w.now)
    ),
    "withdraw_placing": _plain(lambda w, c, a, _: replying.withdraw_placing(c, a, now=w.now)),
    "wait": _plain(lambda w, c, a, _: replying.wait_for_customer(c, a, now=w.now)),
    "stop_waiting": _plain(lambda _, c, a, __: replying.stop_waiting(c, a)),
    "still_on_it": _plain(lambda _, c, a, __: answering.still_on_it(c, a)),
    "still_mended": _plain(lambda w, c, a, _: answering.still_mended(c, a, now=w.now)),
    "promise": MemoryWorld.promise,
    "keep": _plain(
        lambda w, c, a, x: promising.keep_promise(
            c, a, promise_id=x["promise"], evidence=WordsId(w.new_id()), now=w.now
        )
    ),
    "move": _plain(
        lambda w, c, a, x: promising.move_promise(
            c, a, promise_id=x["promise"], due_at=w.now + x["ahead"], now=w.now
        )
    ),
    "break": _plain(
        lambda w, c, a, x: promising.break_promise(
            c, a, promise_id=x["promise"], because=x["because"], words=None, now=w.now
        )
    ),
    "waive": _plain(
        lambda w, c, a, x: promising.waive_promise(
            c, a, promise_id=x["promise"], reason=WordsId(w.new_id()), now=w.now
        )
    ),
    "snooze": _plain(
        lambda w, c, a, x: promising.remind_later(
            c,
            a,
            promise_id=x["promise"],
            until=w.now + x["ahead"],
            because=LaterBecause.OTHER,
            now=w.now,
        )
    ),
    "goodwill": MemoryWorld.goodwill,
    "approve": _plain(lambda _, c, a, x: giving.approve_goodwill(c, a, goodwill_id=x["goodwill"])),
    "refuse": _plain(lambda _, c, a, x: giving.refuse_goodwill(c, a, goodwill_id=x["goodwill"])),
    "tell": _plain(
        lambda w, c, a, x: giving.tell_goodwill(c, a, goodwill_id=x["goodwill"], now=w.now)
    ),
    "solve": _plain(
        lambda w, c, a, x: closing.solve(
            c, a, outcome=x["outcome"], helped=None, widespread=False, now=w.now
        )
    ),
    "close": _plain(lambda w, c, a, x: closing.close(c, a, outcome=x["outcome"], now=w.now)),
    "reopen": _plain(lambda w, c, a, _: closing.reopen(c, a, reason=None, now=w.now)),
    "dismiss": _plain(lambda w, c, a, x: closing.dismiss(c, a, reason=x["reason"], now=w.now)),
    "raise": _plain(lambda _, c, a, __: rising.raise_level(c, a, reason=None)),
    "broadcast": MemoryWorld.broadcast,
    "merge": MemoryWorld.merge,
    "split": MemoryWorld.split,
    "undo": MemoryWorld.undo,
}
