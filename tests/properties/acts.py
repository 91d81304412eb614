"""What may happen next: any action of anybody, mostly sensible, often refused."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from typing import Any, Protocol, TypeVar

from bot.domain.case import Case, DismissReason, NoReplyReason, Outcome, State
from bot.domain.employee import Employee
from bot.domain.errors import Facts
from bot.domain.events import Event
from bot.domain.flags import Flag
from bot.domain.ids import CaseId, EmployeeId, PostId
from bot.domain.promise import BrokenBecause, To
from bot.domain.reply import ReplyKind, Way

T = TypeVar("T")
MOST_LIVE = 8
"""No more live cases than this at once, so that much happens to each."""
LOOKED_BACK = 16
"""How many of the newest cases something may happen to."""
NOWHERE = 999_999_999
"""The id of nothing."""


class Pick(Protocol):
    """Chooses one of several: a seeded random, or Hypothesis."""

    def __call__(self, options: Sequence[T], /) -> T:
        """One of them."""


@dataclass(frozen=True, slots=True)
class Act:
    """One thing that happens: who does what to which case. Time and customers have no actor."""

    verb: str
    case: CaseId | None = None
    actor: EmployeeId | None = None
    args: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Changed:
    """What became of one case. `before` is None for a new one; events only where known."""

    before: Case | None
    after: Case
    events: tuple[Event, ...] = ()


@dataclass(frozen=True, slots=True)
class Happened:
    """What an act came to: changes, or the code of the rule that refused it."""

    changes: tuple[Changed, ...] = ()
    refused: str | None = None
    facts: Facts = field(default_factory=dict)


class World(Protocol):
    """Cases and colleagues, in memory or in a database, and a clock."""

    people: Mapping[EmployeeId, Employee]

    @property
    def now(self) -> datetime:
        """The business moment."""

    def cases(self) -> Mapping[CaseId, Case]:
        """Every case, in the order in which they were made."""

    def posts(self, case: CaseId) -> Sequence[PostId]:
        """The posts of a case."""

    def apply(self, act: Act) -> Happened:
        """Do it."""


def choose(pick: Pick, world: World, last: Act | None = None) -> Act:
    """What happens next; an undo is mostly of what the last one did."""
    known = list(world.cases().values())[-LOOKED_BACK:]
    live = sum(case.is_live for case in known)
    sensible = [verb for verb in _OFTEN if any(map(_SUITS.get(verb, _lives), known))]
    verb = pick(sensible * 3 + list(_CHOICES))
    if not live or (verb == "open" and live < MOST_LIVE):
        return Act("open", args={"flags": _flags(pick), "late": pick([False] * 7 + [True])})
    if verb in {"time", "open"}:
        return Act("time", args={"passes": pick(_SPANS)})
    if verb == "undo" and last is not None and last.case is not None:
        return Act("undo", last.case, last.actor or _actor(pick, world, known[-1], verb))
    suiting = [case for case in known if _SUITS.get(verb, _lives)(case)]
    case = pick(suiting * 9 + known) if suiting else pick(known)
    chosen = _CHOICES[verb](pick, world, case)
    return Act(verb, case.id, _actor(pick, world, case, verb), chosen)


def _actor(pick: Pick, world: World, case: Case, verb: str) -> EmployeeId | None:
    if verb in {"speak", "hear_reply", "edit", "delete"}:
        return None
    working = [person.id for person in world.people.values() if person.active]
    likely = list(_likely(world, case, verb))
    return pick(likely * 12 + working)


def _likely(world: World, case: Case, verb: str) -> Iterator[EmployeeId]:
    """Those who may do it, as far as that is simple to say."""
    trained = [one.id for one in world.people.values() if one.active and one.is_webcare]
    if verb in {"accept", "decline"} and case.handover is not None:
        yield case.handover.to
    elif verb in {"approve", "refuse"}:
        yield from (one.id for one in world.people.values() if one.is_lead)
    elif case.sensitive or verb in {"place", "decline_placing", "broadcast", "close"}:
        yield from trained
    elif case.owner is not None and verb not in {"claim", "help", "merge"}:
        yield case.owner


_SPANS = [
    timedelta(minutes=1),
    timedelta(minutes=29),
    timedelta(hours=1),
    timedelta(hours=5),
    timedelta(days=1),
    timedelta(days=4),
]
_AHEAD = [
    timedelta(0),
    timedelta(minutes=30),
    timedelta(hours=4),
    timedelta(days=1),
    timedelta(days=5),
    timedelta(days=900),
]


def _flags(pick: Pick) -> tuple[Flag, ...]:
    return pick([(), (), (), (), (Flag.MONEY,), (Flag.NO_SERVICE,), (Flag.LEGAL,)])


def _nothing(_: Pick, __: World, ___: Case) -> dict[str, Any]:
    return {}


def _speak(pick: Pick, _: World, __: Case) -> dict[str, Any]:
    kind = pick(["live", "live", "live", "thanks", "late", "bystander"])
    return {"kind": kind, "flags": _flags(pick), "ago": pick([0, 0, 10, 45])}


def _heard(pick: Pick, _: World, __: Case) -> dict[str, Any]:
    return {"ago": pick([0, 0, 5, 90])}


def _edit(pick: Pick, world: World, case: Case) -> dict[str, Any]:
    return {"post": pick([*world.posts(case.id), NOWHERE]), "flags": _flags(pick)}


def _colleague(pick: Pick, world: World, _: Case) -> dict[str, Any]:
    return {"colleague": pick(list(world.people))}


def _reply(pick: Pick, _: World, __: Case) -> dict[str, Any]:
    return {"kind": pick(list(ReplyKind)), "way": pick(list(Way))}


def _amend(pick: Pick, _: World, case: Case) -> dict[str, Any]:
    replies = [one.id for one in case.replies]
    return {"reply": pick([*replies, NOWHERE]), "way": pick([None, Way.PHONE])}


def _promise(pick: Pick, world: World, case: Case) -> dict[str, Any]:
    doers = [case.owner] * 3 + [one.id for one in world.people.values() if one.active]
    return {
        "ahead": pick([None, *_AHEAD]),
        "to": pick([To.CUSTOMER, To.CUSTOMER, To.COLLEAGUE, To.LEADERSHIP]),
        "doer": pick([one for one in doers if one is not None]),
    }


def _settle(pick: Pick, _: World, case: Case) -> dict[str, Any]:
    promises = [one.id for one in case.open_promises] * 4 + [one.id for one in case.promises]
    return {"promise": pick([*promises, NOWHERE])}


def _shift(pick: Pick, world: World, case: Case) -> dict[str, Any]:
    return {**_settle(pick, world, case), "ahead": pick(_AHEAD)}


def _given(pick: Pick, _: World, case: Case) -> dict[str, Any]:
    return {"goodwill": pick([*(one.id for one in case.goodwill), NOWHERE])}


def _merge(pick: Pick, world: World, _: Case) -> dict[str, Any]:
    return {"other": pick(list(world.cases())[-LOOKED_BACK:])}


def _split(pick: Pick, world: World, case: Case) -> dict[str, Any]:
    posts = list(world.posts(case.id))
    promises = [one.id for one in case.promises]
    return {
        "posts": tuple(posts[: pick(range(len(posts) + 1))]) + pick([(), (), (NOWHERE,)]),
        "promises": tuple(promises[: pick(range(len(promises) + 1))]),
    }


_CHOICES: Mapping[str, Callable[[Pick, World, Case], dict[str, Any]]] = {
    "open": _nothing,
    "speak": _speak,
    "edit": _edit,
    "delete": _edit,
    "hear_reply": _heard,
    "claim": _nothing,
    "release": _nothing,
    "let_go": _nothing,
    "suggest": _colleague,
    "help": _nothing,
    "stop_helping": _nothing,
    "ask_help": _settle,
    "note": _nothing,
    "buddy": _colleague,
    "bypass": _nothing,
    "ask_manager": _colleague,
    "demand": lambda pick, *_: {"department": pick(["Netwerk", "Chat"]), "ahead": pick(_AHEAD)},
    "give": lambda pick, *more: {**_settle(pick, *more), **_colleague(pick, *more)},
    "offer": _colleague,
    "accept": _nothing,
    "decline": _nothing,
    "withdraw_handover": _nothing,
    "reply": _reply,
    "amend": _amend,
    "no_reply": lambda pick, *_: {"reason": pick(list(NoReplyReason))},
    "ask_placing": _colleague,
    "place": _nothing,
    "decline_placing": _nothing,
    "withdraw_placing": _nothing,
    "wait": _nothing,
    "stop_waiting": _nothing,
    "still_on_it": _nothing,
    "still_mended": _nothing,
    "promise": _promise,
    "keep": _settle,
    "move": _shift,
    "break": lambda pick, *more: {**_settle(pick, *more), "because": pick(list(BrokenBecause))},
    "waive": _settle,
    "snooze": _shift,
    "goodwill": lambda pick, *_: {"amount": pick([-1, 0, 1000, 2500, 9000])},
    "approve": _given,
    "refuse": _given,
    "tell": _given,
    "solve": lambda pick, *_: {"outcome": pick(list(Outcome))},
    "close": lambda pick, *_: {"outcome": pick(list(Outcome))},
    "reopen": _nothing,
    "dismiss": lambda pick, *_: {"reason": pick(list(DismissReason))},
    "raise": _nothing,
    "broadcast": lambda pick, *_: {"channels": pick([("care",), ()])},
    "merge": _merge,
    "split": _split,
    "undo": _nothing,
}


def _lives(case: Case) -> bool:
    return case.is_live


def _is(*states: State) -> Callable[[Case], bool]:
    return lambda case: case.state in states


def _promised(case: Case) -> bool:
    return bool(case.open_promises)


_SUITS: Mapping[str, Callable[[Case], bool]] = {
    "claim": _is(State.OPEN),
    "suggest": _is(State.OPEN),
    **dict.fromkeys(
        [
            *("release", "let_go", "help", "offer", "reply", "promise", "goodwill", "ask_placing"),
            *("buddy", "bypass", "ask_manager", "demand"),
        ],
        _is(State.CLAIMED),
    ),
    **dict.fromkeys(["keep", "move", "break", "waive", "snooze", "ask_help", "give"], _promised),
    **dict.fromkeys(
        ["accept", "decline", "withdraw_handover"], lambda case: case.handover is not None
    ),
    **dict.fromkeys(
        ["place", "decline_placing", "withdraw_placing"], lambda case: case.placing is not None
    ),
    **dict.fromkeys(["approve", "refuse", "tell"], lambda case: bool(case.goodwill)),
    "solve": lambda case: (
        case.state is State.CLAIMED and bool(case.said) and not case.blocking_promises
    ),
    "wait": lambda case: case.state is State.CLAIMED and case.silent_since is None,
    "stop_waiting": lambda case: case.waiting_since is not None,
    "still_on_it": _is(State.CLAIMED),
    "still_mended": _is(State.CLOSED),
    "stop_helping": lambda case: bool(case.backups),
    "amend": lambda case: bool(case.replies),
    "close": _is(State.RESOLVED),
    "reopen": _is(State.RESOLVED, State.CLOSED, State.DISMISSED),
}
_OFTEN = [verb for verb in _CHOICES if verb not in {"delete", "edit", "note", "raise", "let_go"}]
_OFTEN += ["time"] * 4 + ["open", "claim", "claim", "speak", "reply", "promise", "promise"]
_OFTEN += [
    "keep",
    "offer",
    "offer",
    "accept",
    "accept",
    "decline",
    "solve",
    "solve",
    "undo",
    "undo",
    "undo",
]
"""What moves a story on happens more often than what is done to any case at any time."""


VERBS = ("time", *_CHOICES)


def comparable(case: Case) -> Case:
    """A case without its version, to be compared with its earlier self."""
    return replace(case, version=0)
