"""A whole company on a database: the real doors, a chat that fails, a clock moved by hand."""

from __future__ import annotations

import asyncio
import random
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from itertools import count
from typing import Any, TypeVar

from sqlalchemy import select

from bot.carrying.carrier import Carrier
from bot.domain.answer import Answer
from bot.domain.case import Case
from bot.domain.employee import Account, Employee
from bot.domain.flags import Flag
from bot.domain.ids import CaseId, EmployeeId, PostId
from bot.domain.policy import Policy
from bot.domain.post import Author, Direction, Said
from bot.domain.promise import BrokenBecause, LaterBecause
from bot.domain.reply import ReplyKind
from bot.interactions.interaction import Interaction
from bot.ports.chatting import (
    ChatAway,
    ChatError,
    Closed,
    MessageGone,
    NotDeliverable,
    Paced,
    Uneditable,
)
from bot.ports.hearing import Deed, Fetched, Heard
from bot.ports.storing import Person
from bot.presentation.intent import Intent, Verb
from bot.usecases.digesting import make_due_digests, plan_digests
from bot.usecases.hearing import hear
from bot.usecases.ringing import sweep
from storage.engine import SqlStore
from storage.tables import cases as case_rows
from storage.tables import customers, posts
from tests.acceptance.world import World as Company
from tests.fakes.chat import FakeChat
from tests.fakes.runner import AtOnce
from tests.properties.acts import Act, Happened, choose

T = TypeVar("T")
Fields = Mapping[str, str | tuple[str, ...]]

_WORDS: Mapping[tuple[Flag, ...], str] = {
    (): "Nog steeds niets gehoord",
    (Flag.MONEY,): "Ik wil mijn geld terug van jullie",
    (Flag.NO_SERVICE,): "Ik heb al drie dagen geen internet",
    (Flag.LEGAL,): "Ik schakel mijn advocaat in",
}
_SOURCE = "facebook"
_DRAWN = 0.15
"""How many of the presses have their answer drawn, too."""
_TWICE = 0.5
"""How many repeats come under the same delivery; the others are a second click."""
_THREADED = 0.7
_MOST_SWEEPS = 60
_MOST_CARRIES = 300


class Killed(BaseException):
    """The process died here."""


class Mortal(AtOnce):
    """Runs work at once, until it is killed: from then on nothing is done any more."""

    def __init__(self) -> None:
        self.left: int | None = None
        """So many pieces of background work are still done; None: all of them."""

    async def background(self, work: Callable[[], T]) -> T:
        if self.left is not None:
            self.left -= 1
            if self.left < 0:
                raise Killed
        return work()


@dataclass(frozen=True, slots=True)
class Spoken:
    """A post as its source knows it."""

    external_id: str
    author: str


@dataclass
class CompanyWorld:
    """Draadloos on a database. Acts go in where a chat's or a source's would."""

    store: SqlStore
    seed: int = 1
    company: Company = field(init=False)
    chat: FakeChat = field(init=False)
    runner: Mortal = field(default_factory=Mortal)
    people: Mapping[EmployeeId, Employee] = field(init=False)
    pressed: Act | None = None
    """What was pressed last, which is what a repeat does, too."""
    _last: Interaction | None = None
    _told: Fetched | None = None
    _cases: dict[CaseId, Case] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.company = Company(self.store)
        self.chat = self.company.chat
        self._rng = random.Random(self.seed)  # noqa: S311 - a story, not a secret
        self._numbers = count(1)
        self._accounts = {one.id: one.account for one in self.company.people.values()}
        self.people = {one.id: one.employee for one in self.company.people.values()}
        self._let_somebody_leave()

    @property
    def now(self) -> datetime:
        return self.company.now

    @property
    def policy(self) -> Policy:
        return self.company.desk.policy

    def cases(self) -> Mapping[CaseId, Case]:
        """Every case; only those are read again that have another version than before."""
        with self.store.read() as uow:
            for number, version in self._versions():
                known = self._cases.get(number)
                if known is None or known.version != version:
                    self._cases[number] = uow.cases.get(number, follow=False)
        return self._cases

    def cases_anew(self) -> Mapping[CaseId, Case]:
        """Every case as it is stored, whatever was known before."""
        with self.store.read() as uow:
            return {one: uow.cases.get(one, follow=False) for one, _ in self._versions()}

    def posts(self, case: CaseId) -> Sequence[PostId]:
        with self.store.read() as uow:
            return [post.id for post in uow.posts.list_of(case)]

    def apply(self, act: Act) -> Happened:
        doing = _DOINGS.get(act.verb)
        if doing is not None:
            return doing(self, act) or Happened()
        return self._press(act, *_PRESSES[act.verb](self, act))

    # --- people -------------------------------------------------------------------------------

    def _press(self, act: Act, verb: Verb, subject: str, fields: Fields, item: object) -> Happened:
        """What a button or a form sends."""
        assert act.actor is not None
        self.pressed = act
        argument = None if item is None else str(item)
        intent = Intent(verb, subject, self._seen(act), argument)
        return self._send(Interaction(self._number("d"), self._accounts[act.actor], intent, fields))

    def _seen(self, act: Act) -> int | None:
        """What somebody saw may be old by now."""
        known = self._cases.get(act.case) if act.case is not None else None
        if known is None:
            return None
        return self._rng.choice([None, known.version, known.version, known.version - 1, 0])

    def _send(self, interaction: Interaction) -> Happened:
        """Through the door; now and then with everything that is drawn for an answer."""
        self._last = interaction
        if self._rng.random() >= _DRAWN:
            return _happened(self.company.door.act(interaction))
        self.company.door.take(interaction)
        with self.store.read() as uow:
            answer = uow.deliveries.get(f"{interaction.account.chat}:{interaction.delivery}")
        return Happened(refused="RefusedAtTheDoor") if answer is None else _happened(answer)

    def again(self, _: Act) -> Happened | None:
        """The last press once more: the same delivery, or a second click."""
        if self._last is None:
            return None
        if self._rng.random() < _TWICE:
            before = self._all_versions()
            happened = self._send(self._last)
            assert self._all_versions() == before, "a repeated delivery did something"
            return happened
        return self._send(replace(self._last, delivery=self._number("d")))

    def show(self, act: Act) -> None:
        """A page or a form is opened: reading changes nothing."""
        assert act.actor is not None
        verb, subject, argument = act.args["shows"]
        intent = Intent(verb, subject or f"case:{act.case}", None, argument)
        self.company.door.take(Interaction(self._number("s"), self._accounts[act.actor], intent))

    # --- customers and sources ----------------------------------------------------------------

    def open(self, act: Act) -> None:
        said_at = self.now - timedelta(days=30) if act.args["late"] else self.now
        self._hear(self._said(_WORDS[act.args["flags"]], said_at, self._number("c")))

    def speak(self, act: Act) -> None:
        """The customer of a case speaks, or a bystander does, in its thread or without one."""
        post = self._some_post(act)
        if post is None:
            return
        kind = act.args["kind"]
        author = self._number("c") if kind == "bystander" else post.author
        ago = timedelta(days=30) if kind == "late" else timedelta(minutes=act.args["ago"])
        words = "Dankjewel!" if kind == "thanks" else _WORDS[act.args["flags"]]
        said = self._said(words, self.now - ago, author)
        threaded = kind == "bystander" or self._rng.random() < _THREADED
        self._hear(replace(said, in_reply_to=post.external_id) if threaded else said)

    def hear_reply(self, act: Act) -> None:
        """The company's own words, in the thread of a case."""
        post = self._some_post(act)
        if post is None:
            return
        said_at = self.now - timedelta(minutes=act.args["ago"])
        said = self._said("Wat vervelend, we helpen graag", said_at, "draadloos")
        said = replace(said, direction=Direction.OUTBOUND, thread_root=post.external_id)
        self._hear(said)

    def edit(self, act: Act) -> None:
        """A post has other words now; one that we never heard of is heard by it."""
        post = self._post(act.args["post"])
        words = f"{_WORDS[act.args['flags']]} ({self._number('')})"
        said = self._said(words, self.now, post.author if post else self._number("c"))
        if post is not None:
            said = replace(said, external_id=post.external_id)
        self._hears(Heard(Deed.EDITED, _SOURCE, said.external_id, said))

    def delete(self, act: Act) -> None:
        post = self._post(act.args["post"])
        external = post.external_id if post is not None else "nowhere"
        self._hears(Heard(Deed.DELETED, _SOURCE, external))

    def author_gone(self, act: Act) -> None:
        post = self._some_post(act)
        if post is not None:
            self._hears(Heard(Deed.AUTHOR_GONE, _SOURCE, "", author=post.author))

    def counts(self, act: Act) -> None:
        post = self._some_post(act)
        if post is not None:
            likes = (("likes", next(self._numbers)),)
            self._hears(Heard(Deed.COUNTS, _SOURCE, post.external_id, counts=likes))

    def retell(self, _: Act) -> None:
        """A source tells again what it told; nothing comes of it."""
        if self._told is not None:
            hear(self.company.desk, _SOURCE, self._told, now=self.now)

    def _said(self, text: str, said_at: datetime, author: str) -> Said:
        name = Author(author, author)
        return Said(_SOURCE, self._number("p"), name, text, said_at, language="nl")

    def _hear(self, said: Said) -> None:
        self._hears(Heard(Deed.CREATED, said.source, said.external_id, said))

    def _hears(self, heard: Heard) -> None:
        self._told = Fetched((heard,), cursor=self._number(""))
        hear(self.company.desk, _SOURCE, self._told, now=self.now)

    # --- time and the chat --------------------------------------------------------------------

    def pass_time(self, act: Act) -> None:
        self.company.now += act.args["passes"]
        self.company.machine += act.args["passes"]
        desk = self.company.desk
        plan_digests(desk, now=self.now)
        make_due_digests(desk, now=self.now)
        for _ in range(_MOST_SWEEPS):
            if not sweep(desk, now=self.now):
                return
        raise AssertionError("sweeping does not come to rest")

    def carry(self, _: Act) -> None:
        """Carry once, in a chat that fails as chats do."""
        self.chat.failures = [self._failure() for _ in range(self._rng.randint(0, 3))]
        self.chat.lost_answers = self._rng.choice([0, 0, 1])
        asyncio.run(self._carrier("w1").carry_once())
        self.chat.failures, self.chat.lost_answers = [], 0

    def kill(self, _: Act) -> None:
        """The worker dies somewhere on its way; another one looks after its lease is over."""
        self.runner.left = self._rng.randint(1, 30)
        try:
            asyncio.run(self._carrier("w2").carry_once())
        except Killed:
            self.company.machine += timedelta(minutes=1)
        finally:
            self.runner.left = None

    def rest(self, act: Act | None = None) -> None:
        """Carry until nothing is behind, in a chat that works and takes everything."""
        del act
        with self.store.begin() as uow:
            uow.lanes.open_all()
            uow.commit()
        late: Mapping[str, float] = {}
        for _ in range(_MOST_CARRIES):
            self.company.machine += timedelta(minutes=6)
            carried = asyncio.run(self._carrier("w1").carry_once())
            with self.store.read() as uow:
                late = uow.outbox.lateness(business=self.now)
            if not carried and not late["cards"] and not late["notices"]:
                return
        raise AssertionError(f"carrying does not come to rest: {late}")

    def _carrier(self, worker: str) -> Carrier:
        return Carrier(
            self.company.desk,
            self.runner,
            {"fake": self.chat},
            worker,
            lambda: self.company.machine,
            lambda: self.now,
        )

    def _failure(self) -> ChatError:
        return self._rng.choice(
            [
                Paced(timedelta(seconds=30)),
                ChatAway("away"),
                ChatAway("away"),
                MessageGone("gone"),
                NotDeliverable("never"),
                Uneditable("too_old"),
                Closed("archived"),
            ]
        )

    # --- what is there ------------------------------------------------------------------------

    def _versions(self) -> Sequence[tuple[CaseId, int]]:
        asked = select(case_rows.c.id, case_rows.c.version).order_by(case_rows.c.id)
        with self.store.engine().connect() as connection:
            return [(CaseId(one), version) for one, version in connection.execute(asked)]

    def _all_versions(self) -> dict[CaseId, int]:
        return dict(self._versions())

    def _some_post(self, act: Act) -> Spoken | None:
        """A post of the case that an old button leads to."""
        assert act.case is not None
        with self.store.read() as uow:
            case = uow.cases.get(act.case)
            found = uow.posts.list_of(case.id)
        return self._post(self._rng.choice(found).id) if found else None

    def _post(self, post: PostId) -> Spoken | None:
        """As our source knows it; None for what is no post, or a colleague's capture."""
        asked = (
            select(posts.c.external_id, customers.c.external_id)
            .join_from(posts, customers, customers.c.id == posts.c.customer_id)
            .where(posts.c.id == post, posts.c.source == _SOURCE)
        )
        with self.store.engine().connect() as connection:
            row = connection.execute(asked).first()
        return None if row is None else Spoken(*row)

    def _number(self, kind: str) -> str:
        return f"{kind}{next(self._numbers)}"

    def _let_somebody_leave(self) -> None:
        erik = self.company.erik.employee
        gone = replace(erik, id=EmployeeId(0), name="Zoë", active=False, lane=None)
        account = Account("fake", "t1", "zoe")
        with self.store.begin() as uow:
            number = uow.employees.sync(Person("zoe", gone, (account,)))
            uow.employees.set_active(number, active=False)
            uow.commit()
        self._accounts[number] = account
        self.people = {**self.people, number: replace(gone, id=number)}


def _happened(answer: Answer) -> Happened:
    refused = answer.code if answer.refused else None
    return Happened(refused=refused, facts=answer.facts)


# --- from an act to what a chat sends ---------------------------------------------------------

Pressed = tuple[Verb, str, Fields, object]
Pressing = Callable[[CompanyWorld, Act], Pressed]
_SAID = "woorden van een collega"


def _on_case(verb: Verb, **fields: str) -> Pressing:
    return lambda _, act: (verb, f"case:{act.case}", fields, None)


def _chosen(verb: Verb, name: str) -> Pressing:
    """One of our codes, under the name that both the act and the form have."""
    return lambda _, act: (verb, f"case:{act.case}", {name: str(act.args[name].value)}, None)


def _item(verb: Verb, name: str) -> Pressing:
    return lambda _, act: (verb, f"case:{act.case}", {}, act.args[name])


def _on_promise(verb: Verb, **fields: str) -> Pressing:
    return lambda _, act: (verb, f"promise:{act.args['promise']}", fields, None)


def _colleague(verb: Verb, name: str, **fields: str) -> Pressing:
    def press(_: CompanyWorld, act: Act) -> Pressed:
        return verb, f"case:{act.case}", {**fields, name: str(act.args["colleague"])}, None

    return press


def _reply(_: CompanyWorld, act: Act) -> Pressed:
    verb = {
        ReplyKind.REPLY: Verb.REPLY,
        ReplyKind.APOLOGY: Verb.APOLOGISE,
        ReplyKind.UPDATE: Verb.QUICK_UPDATE,
    }[act.args["kind"]]
    fields = {} if verb is Verb.REPLY else {"way": act.args["way"].value, "words": _SAID}
    return verb, f"case:{act.case}", fields, None


def _amend(_: CompanyWorld, act: Act) -> Pressed:
    way = act.args["way"]
    fields = {"way": way.value} if way else {"url": "https://www.facebook.com/draadloos/posts/1"}
    return Verb.AMEND_REPLY, f"case:{act.case}", fields, act.args["reply"]


def _promise(world: CompanyWorld, act: Act) -> Pressed:
    fields = {"words": _SAID, "to": act.args["to"].value, "doer": str(act.args["doer"])}
    return Verb.PROMISE, f"case:{act.case}", fields | _when(world, act), None


def _demand(world: CompanyWorld, act: Act) -> Pressed:
    fields = {"words": _SAID, "department": act.args["department"]}
    return Verb.ASK_DEPARTMENT, f"case:{act.case}", fields | _when(world, act), None


def _give(_: CompanyWorld, act: Act) -> Pressed:
    doer = str(act.args["colleague"])
    return Verb.NAME_DOER, f"promise:{act.args['promise']}", {"doer": doer}, None


def _later(verb: Verb) -> Pressing:
    return lambda world, act: (verb, f"promise:{act.args['promise']}", _when(world, act), None)


def _snooze(world: CompanyWorld, act: Act) -> Pressed:
    fields = {**_when(world, act), "reason": LaterBecause.COLLEAGUE.value}
    return Verb.REMIND_LATER, f"promise:{act.args['promise']}", fields, None


def _when(world: CompanyWorld, act: Act) -> dict[str, str]:
    ahead = act.args["ahead"]
    return {} if ahead is None else {"at": (world.now + ahead).isoformat()}


def _break(_: CompanyWorld, act: Act) -> Pressed:
    because: BrokenBecause = act.args["because"]
    fields = {"because": because.value, "words": _SAID}
    return Verb.BREAK, f"promise:{act.args['promise']}", fields, None


def _goodwill(_: CompanyWorld, act: Act) -> Pressed:
    amount = f"{act.args['amount'] / 100:.2f}"
    return Verb.GOODWILL, f"case:{act.case}", {"amount": amount}, None


def _broadcast(world: CompanyWorld, act: Act) -> Pressed:
    keys = [one.key for one in world.policy.channels] if act.args["channels"] else []
    chosen = tuple(keys[: len(keys) - (act.case or 0) % 2])
    return Verb.BROADCAST, f"case:{act.case}", {"channels": chosen, "why": _SAID}, None


def _merge(_: CompanyWorld, act: Act) -> Pressed:
    return Verb.MERGE, f"case:{act.case}", {"other": str(act.args["other"])}, None


def _split(_: CompanyWorld, act: Act) -> Pressed:
    fields = {name: tuple(str(one) for one in act.args[name]) for name in ("posts", "promises")}
    return Verb.SPLIT, f"case:{act.case}", fields, None


def _in_the_house(verb: Verb) -> Pressing:
    return lambda _, act: (verb, "house", act.args["fields"], None)


_PRESSES: Mapping[str, Pressing] = {
    "claim": _on_case(Verb.CLAIM),
    "release": _on_case(Verb.RELEASE),
    "let_go": _on_case(Verb.LET_GO, reason=_SAID),
    "suggest": _colleague(Verb.SUGGEST, "colleague"),
    "help": _on_case(Verb.HELP),
    "stop_helping": _on_case(Verb.STOP_HELPING),
    "ask_help": _on_promise(Verb.ASK_HELP),
    "note": _on_case(Verb.NOTE, words=_SAID),
    "buddy": _colleague(Verb.BUDDY, "webcare"),
    "bypass": _on_case(Verb.BYPASS, words=_SAID),
    "ask_manager": _colleague(Verb.ASK_MANAGER, "colleague"),
    "demand": _demand,
    "give": _give,
    "offer": _colleague(Verb.HANDOVER, "colleague", words=_SAID),
    "accept": _on_case(Verb.ACCEPT),
    "decline": _on_case(Verb.DECLINE),
    "withdraw_handover": _on_case(Verb.WITHDRAW_HANDOVER),
    "reply": _reply,
    "amend": _amend,
    "no_reply": _chosen(Verb.NO_REPLY, "reason"),
    "ask_placing": _colleague(Verb.PLACE, "webcare", words=_SAID),
    "place": _on_case(Verb.PLACED),
    "decline_placing": _on_case(Verb.DECLINE_PLACING, reason=_SAID),
    "withdraw_placing": _on_case(Verb.WITHDRAW_PLACING),
    "wait": _on_case(Verb.WAIT),
    "stop_waiting": _on_case(Verb.STOP_WAITING),
    "still_on_it": _on_case(Verb.STILL_ON_IT),
    "still_mended": _on_case(Verb.STILL_MENDED),
    "promise": _promise,
    "keep": _on_promise(Verb.KEEP, evidence=_SAID),
    "move": _later(Verb.MOVE),
    "break": _break,
    "waive": _on_promise(Verb.WAIVE, reason=_SAID),
    "snooze": _snooze,
    "goodwill": _goodwill,
    "approve": _item(Verb.APPROVE_GOODWILL, "goodwill"),
    "refuse": _item(Verb.REFUSE_GOODWILL, "goodwill"),
    "tell": _item(Verb.TELL_GOODWILL, "goodwill"),
    "solve": _chosen(Verb.SOLVE, "outcome"),
    "close": _chosen(Verb.CLOSE, "outcome"),
    "reopen": _on_case(Verb.REOPEN, reason=_SAID),
    "dismiss": _chosen(Verb.DISMISS, "reason"),
    "raise": _on_case(Verb.RAISE, reason=_SAID),
    "broadcast": _broadcast,
    "merge": _merge,
    "split": _split,
    "undo": _on_case(Verb.UNDO),
    "capture": _in_the_house(Verb.CAPTURE),
    "language": _in_the_house(Verb.SET_LANGUAGE),
    "absence": _in_the_house(Verb.SET_ABSENCE),
    "hours": _in_the_house(Verb.SET_HOURS),
    "willing": _in_the_house(Verb.SET_WILLING),
    "digest": lambda _, act: (act.args["answers"], act.args["week"], act.args["fields"], None),
}
_DOINGS: Mapping[str, Callable[[CompanyWorld, Act], Happened | None]] = {
    "open": CompanyWorld.open,
    "speak": CompanyWorld.speak,
    "hear_reply": CompanyWorld.hear_reply,
    "edit": CompanyWorld.edit,
    "delete": CompanyWorld.delete,
    "time": CompanyWorld.pass_time,
    "author_gone": CompanyWorld.author_gone,
    "counts": CompanyWorld.counts,
    "retell": CompanyWorld.retell,
    "carry": CompanyWorld.carry,
    "kill": CompanyWorld.kill,
    "rest": CompanyWorld.rest,
    "again": CompanyWorld.again,
    "show": CompanyWorld.show,
}

# --- what happens here besides what `acts` knows ----------------------------------------------

_ALSO = 0.25
"""How much of what happens is none of what `acts` knows."""
_OFTEN = [
    *["capture", "language", "absence", "hours", "willing", "digest", "author_gone", "counts"],
    *["retell", "rest", "kill"] * 2,
    *["show"] * 5,
    *["again"] * 10,
    *["carry"] * 16,
]
_FORMS = (Verb.PROMISE, Verb.HANDOVER, Verb.MERGE, Verb.SPLIT, Verb.SOLVE, Verb.BROADCAST)
_SHOWS: Sequence[tuple[Verb, str | None, str | None]] = [
    (Verb.SHOW_CASE, None, None),
    (Verb.MORE, None, None),
    (Verb.SHOW_MINE, "house", None),
    (Verb.SHOW_WAITING, "house", None),
    (Verb.SHOW_FOUND, "house", None),
    (Verb.SHOW_DIGEST, "house", None),
    *((Verb.FORM, None, form.value) for form in _FORMS),
]


def choose_here(rng: random.Random, world: CompanyWorld, last: Act | None) -> Act:
    """What happens next where there is a chat, a house and sources besides the cases."""

    def pick(options: Sequence[T], /) -> T:
        return rng.choice(options)

    known = list(world.cases())
    if not known or rng.random() >= _ALSO:
        return choose(pick, world, last)
    verb = rng.choice(_OFTEN)
    choices = _CHOICES.get(verb)
    args = choices(rng, world) if choices is not None else {}
    return Act(verb, rng.choice(known[-8:]), rng.choice(list(world.people)), args)


def _capturing(rng: random.Random, _: CompanyWorld) -> dict[str, Any]:
    number = rng.randint(1, 200)
    link = {"url": f"https://www.facebook.com/draadloos/posts/{number}"}
    return {"fields": {**rng.choice([{}, link]), "words": _SAID, "customer": f"k{number}"}}


def _absent(rng: random.Random, world: CompanyWorld) -> dict[str, Any]:
    first = world.now + timedelta(days=rng.randint(-2, 9))
    last = first + timedelta(days=rng.randint(-1, 5))
    deputy = rng.choice([{}, {"deputy": str(rng.choice(list(world.people)))}])
    days = {"first_on": first.date().isoformat(), "last_on": last.date().isoformat()}
    return {"fields": {**days, **deputy}}


def _answering(rng: random.Random, world: CompanyWorld) -> dict[str, Any]:
    with world.store.read() as uow:
        made = [one.week for one in uow.digests.list_made(limit=3)]
    on = (world.now + timedelta(days=3)).date().isoformat()
    return {
        "answers": rng.choice([Verb.READ_DIGEST, Verb.DECIDE_DIGEST, Verb.ASK_DIGEST]),
        "week": f"digest:{rng.choice([*made, '2020-W01'])}",
        "fields": {"on": on, "words": _SAID},
    }


_CHOICES: Mapping[str, Callable[[random.Random, CompanyWorld], dict[str, Any]]] = {
    "capture": _capturing,
    "language": lambda rng, _: {"fields": {"language": rng.choice(["nl", "en", "xx"])}},
    "absence": _absent,
    "hours": lambda rng, _: {
        "fields": {"days": ("mon", "thu"), "begin": "9", "end": rng.choice(["12", "8"])}
    },
    "willing": lambda rng, _: {"fields": {"willing": rng.choice(["yes", "no", "x"])}},
    "digest": _answering,
    "show": lambda rng, _: {"shows": rng.choice(_SHOWS)},
}
