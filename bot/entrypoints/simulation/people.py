"""The people: they see what came, and do what they would, in their own time, through the door."""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, time, timedelta
from functools import partial
from itertools import count
from typing import TypeVar

from bot.domain.answer import Answer
from bot.domain.employee import Account
from bot.domain.ids import EmployeeId
from bot.domain.working_time import (
    Absence,
    Calendar,
    NoWorkingTime,
    add_working,
    at_local,
    is_working,
    next_working_moment,
)
from bot.entrypoints.simulation.agenda import Agenda
from bot.entrypoints.simulation.company import Away, Company
from bot.entrypoints.simulation.habits import PATIENCE, Dice, Habit, Matter, Pledge, as_typed
from bot.entrypoints.simulation.receiver import Posting, asked_by
from bot.interactions.door import Door
from bot.interactions.interaction import Interaction
from bot.ports.storing import StorageAway
from bot.presentation.intent import Intent, Verb, decode, opened
from bot.presentation.page import Page
from integrations.console.people import WORKSPACE

GRID = timedelta(minutes=10)
"""People and sources are as exact as this, so that much is done at one moment."""
REMEMBERED = timedelta(days=45)
"""What nobody heard of for so long is forgotten by whoever worked on it."""
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_ASKED_TWICE = 0.01
"""So often a chat delivers a press a second time."""
_CANDIDATES = 6
_INSISTED = 20
T = TypeVar("T")


@dataclass(slots=True)
class People:
    """Everybody who works there, and what they are about to do."""

    company: Company
    door: Door
    ids: Mapping[str, EmployeeId]
    calendars: dict[str, Calendar]
    agenda: Agenda
    dice: Dice
    now: datetime
    caps: int = 5
    matters: dict[int, Matter] = field(default_factory=dict)
    done: Counter[str] = field(default_factory=Counter)
    refused: Counter[str] = field(default_factory=Counter)
    made: set[int] = field(default_factory=set)
    """Every promise of which somebody read that it is remembered."""
    gone: set[str] = field(default_factory=set)
    _load: Counter[str] = field(default_factory=Counter)
    _ended: Counter[str] = field(default_factory=Counter)
    _numbers: count[int] = field(default_factory=lambda: count(1))
    _pledged: dict[int, Matter] = field(default_factory=dict)

    # --- what they see ----------------------------------------------------------------------------

    def look(self, postings: Iterable[Posting], now: datetime) -> None:
        """Everybody reads what came."""
        self.now = now
        shown: dict[int, set[str]] = {}
        for one in postings:
            intents = [_plain(decode(line)) for line in one.asks]
            kind, _, name = one.conversation.partition(":")
            if kind == "private":
                self._read(name, one.key, intents)
            elif (case := _case_to_claim(intents)) is not None:
                shown.setdefault(case, set()).add(name)
        for case, channels in shown.items():
            self._consider(case, channels)

    def _consider(self, case: int, channels: set[str]) -> None:
        """Somebody is going to take what stands in a channel, mostly."""
        matter = self._matter(case)
        if matter.planned or matter.owner is not None:
            return
        if self.dice.happens(0.1):
            self._soon("Webcare", 20, partial(self._dismiss, matter))
        elif self.dice.happens(0.96):
            matter.planned = True
            team = self._team_for(channels)
            self._soon(team, 12, partial(self._claim, matter, team))

    def _team_for(self, channels: set[str]) -> str:
        named = [one for one in self.company.teams if one.lower() in channels]
        return named[0] if named and self.dice.happens(0.75) else "Webcare"

    def _read(self, person: str, key: str, intents: Sequence[Intent]) -> None:
        """What came in private: a briefing, or a notice."""
        if person in self.gone:
            return
        case = next((number for one in intents if (number := _number(one, "case"))), None)
        matter = self._matter(case) if case is not None else None
        if key.startswith("briefing:") and matter is not None:
            self._briefed(person, matter)
            return
        for one in intents:
            reaction = _REACTIONS.get(one.verb)
            if reaction is not None:
                reaction(self, person, matter, one)
                return
        if matter is not None and matter.owner == person:
            self._wake(matter)

    def _briefed(self, person: str, matter: Matter) -> None:
        """It is theirs now, whether they pressed or took it over."""
        self._own(matter, person)
        matter.planned = False
        if self.dice.happens(0.02):
            self._later(person, 15, partial(self._let_go, matter))
        else:
            self._later(person, 25, partial(self._go_on, matter))

    def _wake(self, matter: Matter) -> None:
        """The owner hears of it again: mostly they look what is to be done."""
        self._own(matter, matter.owner)
        if matter.owner is not None and self.dice.happens(0.85):
            self._later(matter.owner, 30, partial(self._go_on, matter))

    # --- notices that ask something ---------------------------------------------------------------

    def _reminded(self, person: str, _: Matter | None, asked: Intent) -> None:
        number = _number(asked, "promise")
        if number is None:
            return
        matter = self._pledged.get(number)
        if matter is None:  # a promise that the house made, such as telling who helps now
            matter = Matter(0, owner=person)
            matter.pledges[number] = Pledge(number, None, Habit.REMINDED)
            self._pledged[number] = matter
        pledge = matter.pledges[number]
        pledge.told += 1
        if pledge.told >= 5 or pledge.told >= PATIENCE.get(pledge.habit, 1):
            self._later(person, 40, partial(self._settle, person, matter, pledge))
        elif pledge.told == 1 and self.dice.happens(0.3):
            self._later(person, 5, partial(self._snooze, person, pledge))

    def _asked_to_take_over(self, person: str, matter: Matter | None, _: Intent) -> None:
        if matter is None or self.dice.happens(0.12):
            return  # it expires
        verb = Verb.ACCEPT if self.dice.happens(0.85) else Verb.DECLINE
        self._later(person, 20, partial(self._answer_offer, person, matter, verb))

    def _asked_to_claim(self, person: str, matter: Matter | None, _: Intent) -> None:
        if matter is None or matter.planned:
            return
        roles = self.company.people[person].roles
        if "webcare" in roles or (not roles and self.dice.happens(0.5)):
            matter.planned = True
            self._later(person, 8, partial(self._claim_it, matter, person))
        elif roles:
            self._later(person, 15, partial(self._suggest, person, matter))

    def _asked_to_place(self, person: str, _: Matter | None, asked: Intent) -> None:
        self._later(person, 12, partial(self._press_on, person, asked))

    def _asked_to_approve(self, person: str, _: Matter | None, asked: Intent) -> None:
        self._later(person, 45, partial(self._press_on, person, asked))

    def _asked_to_help(self, person: str, matter: Matter | None, asked: Intent) -> None:
        if matter is not None and self.dice.happens(0.15):
            self._later(person, 10, partial(self._press_on, person, asked))

    def _asked_to_go_on(self, person: str, matter: Matter | None, asked: Intent) -> None:
        self._later(person, 30, partial(self._press_on, person, asked))
        if matter is not None:
            self._wake(matter)

    def _asked_to_look(self, person: str, _: Matter | None, asked: Intent) -> None:
        """Several things in one message: they open it, mostly, and take them one by one."""
        if self.dice.happens(0.95):
            self._later(person, 15, partial(self._open, person, asked))

    def _open(self, person: str, asked: Intent) -> None:
        page = self.door.take(self._interaction(person, asked, {}))
        if isinstance(page, Page):
            for card in (part.card for part in page.parts if part.card is not None):
                self._read(person, "", [_plain(decode(line)) for line in asked_by([card])])

    def _asked_to_read(self, person: str, _: Matter | None, asked: Intent) -> None:
        if self.dice.happens(0.8):
            self._later(person, 30, partial(self._press_on, person, asked))

    # --- deeds on a case --------------------------------------------------------------------------

    def _claim(self, matter: Matter, team: str) -> None:
        """Whoever of a team has time and room."""
        person = self._somebody(team, free=True)
        if person is None:
            matter.planned = False
            self._soon("Webcare", 30, partial(self._claim, matter, "Webcare"))
            return
        self._claim_it(matter, person)

    def _claim_it(self, matter: Matter, person: str) -> None:
        if matter.owner is not None:
            return
        matter.planned = False
        answer = self.press(person, Verb.CLAIM, f"case:{matter.case}")
        if not answer.refused:
            self._own(matter, person)
        elif answer.code in {"TooManyCases", "NeedsTraining"}:
            self._soon("Webcare", 10, partial(self._claim, matter, "Webcare"))

    def _dismiss(self, matter: Matter) -> None:
        person = self._somebody("Webcare")
        reason = self.dice.rng.choice(("no_complaint", "praise", "spam", "not_us"))
        if person is not None and matter.owner is None:
            self.press(person, Verb.DISMISS, f"case:{matter.case}", reason=reason)
            self._rest(matter)

    def _suggest(self, person: str, matter: Matter) -> None:
        colleague = self._somebody(self.company.people[person].department) or "webcare0"
        if matter.owner is None and colleague != person:
            number = str(self.ids[colleague])
            self.press(person, Verb.SUGGEST, f"case:{matter.case}", colleague=number)

    def _go_on(self, matter: Matter) -> None:
        """The next thing that its owner does about it."""
        person = matter.owner
        if person is None or matter.rest or self._put_off(person, partial(self._go_on, matter)):
            return
        if not matter.replied:
            self._reply(matter, person)
        elif not matter.open_pledges:
            self._solve(matter)

    def _reply(self, matter: Matter, person: str) -> None:
        subject = f"case:{matter.case}"
        if not self.company.people[person].is_webcare and self.dice.happens(0.15):
            answer = self.press(person, Verb.PLACE, subject, words="Ik zoek het uit.")
        else:
            answer = self.press(person, Verb.REPLY, subject)
        if answer.refused:
            self._rest(matter)
            return
        matter.replied = True
        self._after_reply(matter, person)

    def _after_reply(self, matter: Matter, person: str) -> None:
        chance = self.dice.rng.random()
        if chance < 0.8:
            self._later(person, 15, partial(self._promise, matter))
        elif chance < 0.85:
            self._later(person, 30, partial(self._offer, matter))
        elif chance < 0.89:
            self._later(person, 30, partial(self._by_owner, matter, Verb.WAIT))
        elif chance < 0.92:
            self._later(person, 10, partial(self._by_owner, matter, Verb.ASK_HELP))
        if chance > 0.85:
            self._later(person, 120, partial(self._solve, matter))
        if self.dice.happens(0.02):
            self._later(person, 10, partial(self._give, matter))
        if self.dice.happens(0.02):
            self._merge(matter, person)

    def _by_owner(self, matter: Matter, verb: Verb) -> None:
        if matter.owner is not None and not matter.rest:
            self.press(matter.owner, verb, f"case:{matter.case}")

    def _give(self, matter: Matter) -> None:
        amount = self.dice.rng.choice(("10", "25", "60"))
        if matter.owner is not None:
            self.press(matter.owner, Verb.GOODWILL, f"case:{matter.case}", amount=amount)

    def _solve(self, matter: Matter) -> None:
        person = matter.owner
        if person is None or matter.rest or self._put_off(person, partial(self._solve, matter)):
            return
        if matter.open_pledges:
            return
        outcome = self.dice.rng.choice(("nothing", "nothing", "fine", "happy"))
        answer = self.press(person, Verb.SOLVE, f"case:{matter.case}", outcome=outcome)
        if answer.code == "NoReplyYet":
            matter.replied = False
            self._later(person, 20, partial(self._go_on, matter))
        elif not answer.refused or answer.code != "PromiseStillOpen":
            self._ended[person] += not answer.refused
            self._rest(matter)

    def _let_go(self, matter: Matter) -> None:
        if matter.owner is None:
            return
        answer = self.press(matter.owner, Verb.RELEASE, f"case:{matter.case}")
        if not answer.refused:
            self._own(matter, None)

    def _merge(self, matter: Matter, person: str) -> None:
        """What somebody else has turns out to be the same matter."""
        others = [one for one in self.matters.values() if one.owner not in {None, person}]
        if not others:
            return
        other = self.dice.rng.choice(others[-20:])
        answer = self.press(person, Verb.MERGE, f"case:{matter.case}", other=str(other.case))
        if not answer.refused:
            matter.pledges |= other.pledges
            self._pledged |= dict.fromkeys(other.pledges, matter)
            self._rest(other)

    # --- handing over -----------------------------------------------------------------------------

    def _offer(self, matter: Matter) -> None:
        person = matter.owner
        if person is None:
            return
        team = self.company.people[person].department
        colleague = self._somebody(team, free=True)
        if colleague is not None and colleague != person:
            number = str(self.ids[colleague])
            self.press(person, Verb.HANDOVER, f"case:{matter.case}", colleague=number)
        self._later(person, 240, partial(self._solve, matter))

    def _answer_offer(self, person: str, matter: Matter, verb: Verb) -> None:
        answer = self.press(person, verb, f"case:{matter.case}")
        if not answer.refused and verb is Verb.ACCEPT:
            self._own(matter, person)
            self._later(person, 30, partial(self._promise, matter))

    # --- promises ---------------------------------------------------------------------------------

    def _promise(self, matter: Matter) -> None:
        person = matter.owner
        if person is None or matter.rest or self._put_off(person, partial(self._promise, matter)):
            return
        calendar = self.calendars[person]
        due_at = self.dice.due(calendar, self.now)
        fields = {"words": "Ik bel u terug zodra ik het weet."}
        if due_at is not None:
            fields["at"] = as_typed(due_at, calendar.zone)
        if self.dice.happens(0.06):
            doer = self._somebody(self.company.people[person].department)
            fields |= {"doer": str(self.ids[doer])} if doer is not None else {}
        answer = self.press(person, Verb.PROMISE, f"case:{matter.case}", **fields)
        number = answer.facts.get("promise")
        if answer.refused or not isinstance(number, int):
            return
        self.made.add(number)
        pledge = Pledge(number, due_at, self.dice.habit())
        matter.pledges[number] = pledge
        self._pledged[number] = matter
        if pledge.habit is Habit.AHEAD or due_at is None:
            self._keep_ahead(matter, person, pledge)

    def _keep_ahead(self, matter: Matter, person: str, pledge: Pledge) -> None:
        ahead = (pledge.due_at or self.now + timedelta(days=3)) - self.now
        at = self.now + ahead * self.dice.rng.uniform(0.2, 0.9)
        self._note(person, at, partial(self._settle, None, matter, pledge))

    def _settle(self, told: str | None, matter: Matter, pledge: Pledge) -> None:
        """Whoever was told, or owns it now, does what they do about their promise."""
        person = told or matter.owner
        if not pledge.open or person is None:
            return
        if self._put_off(person, partial(self._settle, told, matter, pledge)):
            return
        if pledge.habit is Habit.MOVES:
            self._move(person, pledge)
            return
        if pledge.habit is Habit.BREAKS:
            fields = {"because": "not_reached"}
            answer = self.press(person, Verb.BREAK, f"promise:{pledge.id}", **fields)
        else:
            answer = self.press(person, Verb.KEEP, f"promise:{pledge.id}")
        self._after_promise(answer, matter, pledge)

    def _move(self, person: str, pledge: Pledge) -> None:
        calendar = self.calendars[person]
        due_at = self.dice.later(calendar, max(self.now, pledge.due_at or self.now))
        at = as_typed(due_at, calendar.zone)
        answer = self.press(person, Verb.MOVE, f"promise:{pledge.id}", at=at)
        pledge.habit, pledge.told = Habit.REMINDED, 0
        if not answer.refused:
            pledge.due_at = due_at

    def _snooze(self, person: str, pledge: Pledge) -> None:
        until = self.now + timedelta(hours=self.dice.rng.choice((1, 2, 4, 24)))
        if not pledge.open or pledge.due_at is None or until >= pledge.due_at:
            return
        at = as_typed(until, self.calendars[person].zone)
        fields = {"at": at, "reason": "customer"}
        self.press(person, Verb.REMIND_LATER, f"promise:{pledge.id}", **fields)

    def _after_promise(self, answer: Answer, matter: Matter, pledge: Pledge) -> None:
        if not answer.refused or answer.code in {"PromiseNotOpen", "UnknownPromise"}:
            pledge.open = False
            self._pledged.pop(pledge.id, None)
        if not answer.refused and matter.owner is not None:
            again = self._promise if self.dice.happens(0.35) else self._solve
            self._later(matter.owner, 60, partial(again, matter))

    # --- the house --------------------------------------------------------------------------------

    def plan(self) -> None:
        """Note when everybody is going to say that they will be away."""
        for one in self.company.people.values():
            zone = self.calendars[one.key].zone
            for away in one.away:
                at = at_local(zone, away.told_on, time(8, 5))
                self.agenda.note(max(at, self.now), partial(self._tell_absence, one.key, away))

    def _tell_absence(self, person: str, away: Away) -> None:
        fields = {"first_on": away.first_on.isoformat(), "last_on": away.last_on.isoformat()}
        if away.deputy is not None:
            fields["deputy"] = str(self.ids[away.deputy])
        answer = self.press(person, Verb.SET_ABSENCE, "house", **fields)
        if not answer.refused:
            calendar = self.calendars[person]
            absence = Absence(away.first_on, away.last_on)
            self.calendars[person] = replace(calendar, absences=(*calendar.absences, absence))

    def leave(self, person: str) -> None:
        """Somebody works here no more."""
        self.gone.add(person)

    def forget(self) -> None:
        """Nobody remembers what came to its end long ago."""
        old = self.now - REMEMBERED
        for case, matter in list(self.matters.items()):
            if matter.rest and (matter.seen_at is None or matter.seen_at < old):
                del self.matters[case]
        known = self.matters.values()
        kept = {number for matter in known for number in matter.pledges}
        self._pledged = {number: one for number, one in self._pledged.items() if number in kept}

    # --- pressing ---------------------------------------------------------------------------------

    def press(
        self,
        person: str,
        verb: Verb,
        subject: str,
        argument: str | None = None,
        **fields: str,
    ) -> Answer:
        """Press, now and then twice, as chats deliver things."""
        if person in self.gone:
            return Answer("Gone", refused=True)
        interaction = self._interaction(person, Intent(verb, subject, None, argument), fields)
        answer = insisted(partial(self.door.act, interaction))
        if self.dice.happens(_ASKED_TWICE):
            answer = insisted(partial(self.door.act, interaction))
        told = self.refused if answer.refused else self.done
        told[f"{verb.value}: {answer.code}" if answer.refused else verb.value] += 1
        return answer

    def _interaction(self, person: str, intent: Intent, fields: Mapping[str, str]) -> Interaction:
        delivery = f"sim{next(self._numbers)}"
        return Interaction(delivery, Account("console", WORKSPACE, person), intent, fields)

    def _press_on(self, person: str, asked: Intent) -> None:
        self.press(person, asked.verb, asked.subject, asked.argument)

    # --- time -------------------------------------------------------------------------------------

    def _soon(self, team: str, minutes: float, deed: Callable[[], None]) -> None:
        """As soon as somebody of a team works, and a little later."""
        moments = [
            at
            for key in self._some_of(team)
            if (at := self._when(key, self.dice.minutes(minutes))) is not None
        ]
        if moments:
            self.agenda.note(min(moments), deed)

    def _later(self, person: str, minutes: float, deed: Callable[[], None]) -> None:
        """After so many minutes of somebody's working time, more or less."""
        at = self._when(person, self.dice.minutes(minutes))
        if at is not None:
            self.agenda.note(at, deed)

    def _when(self, person: str, delay: timedelta) -> datetime | None:
        try:
            return _on_grid(add_working(self.calendars[person], self.now, delay))
        except NoWorkingTime:
            return None

    def _note(self, person: str, at: datetime, deed: Callable[[], None]) -> None:
        """At the first moment of their working time from `at` on."""
        try:
            self.agenda.note(_on_grid(next_working_moment(self.calendars[person], at)), deed)
        except NoWorkingTime:
            return

    def _put_off(self, person: str, deed: Callable[[], None]) -> bool:
        """Whether somebody does not work now; then they do it when they do."""
        if is_working(self.calendars[person], self.now):
            return False
        self._note(person, self.now + GRID, deed)
        return True

    # --- who --------------------------------------------------------------------------------------

    def _somebody(self, team: str, *, free: bool = False) -> str | None:
        """Somebody of a team who works now, with room for one more where that matters."""
        for key in self._some_of(team):
            if is_working(self.calendars[key], self.now) and (not free or self._has_room(key)):
                return key
        return None

    def _some_of(self, team: str) -> list[str]:
        known = [key for key in self.company.teams[team] if key not in self.gone]
        return self.dice.rng.sample(known, min(_CANDIDATES, len(known)))

    def _has_room(self, person: str) -> bool:
        """As many as they may have; whoever is new takes one at a time."""
        if self.company.people[person].is_webcare:
            return True
        ended = self._ended[person]
        return self._load[person] < (1 if ended == 0 else 3 if ended < 3 else self.caps)

    def _matter(self, case: int) -> Matter:
        matter = self.matters.setdefault(case, Matter(case))
        matter.seen_at = self.now
        return matter

    def _own(self, matter: Matter, person: str | None) -> None:
        if matter.owner is not None and not matter.rest:
            self._load[matter.owner] -= 1
        matter.owner, matter.rest = person, False
        if person is not None:
            self._load[person] += 1

    def _rest(self, matter: Matter) -> None:
        """Nothing is to be done about it until it comes back."""
        if matter.owner is not None and not matter.rest:
            self._load[matter.owner] -= 1
        matter.rest, matter.replied = True, False


Reaction = Callable[[People, str, Matter | None, Intent], None]
_REACTIONS: Mapping[Verb, Reaction] = {
    Verb.ACCEPT: People._asked_to_take_over,
    Verb.KEEP: People._reminded,
    Verb.PLACED: People._asked_to_place,
    Verb.APPROVE_GOODWILL: People._asked_to_approve,
    Verb.CLAIM: People._asked_to_claim,
    Verb.HELP: People._asked_to_help,
    Verb.STOP_WAITING: People._asked_to_go_on,
    Verb.READ_DIGEST: People._asked_to_read,
    Verb.SHOW_BUNDLE: People._asked_to_look,
}
"""What somebody does about the first button of a notice that asks for it."""


def insisted(do: Callable[[], T]) -> T:
    """Do it, again where the database was away: that is what people and sources do.

    Raises StorageAway after many times.
    """
    for _ in range(_INSISTED - 1):
        with suppress(StorageAway):
            return do()
    return do()


def _plain(intent: Intent) -> Intent:
    """What a button is for; one that opens a form is for what the form does."""
    if intent.verb is not Verb.FORM:
        return intent
    verb, item, _ = opened(intent)
    return Intent(verb, intent.subject, intent.seen, item)


def _number(intent: Intent, kind: str) -> int | None:
    named, _, number = intent.subject.partition(":")
    return int(number) if named == kind and number.isdigit() else None


def _case_to_claim(intents: Iterable[Intent]) -> int | None:
    return next((_number(one, "case") for one in intents if one.verb is Verb.CLAIM), None)


def _on_grid(at: datetime) -> datetime:
    """The next moment at which people do things."""
    steps = -((_EPOCH - at) // GRID)
    return _EPOCH + steps * GRID


def draw(seed: int) -> Dice:
    """The dice of a seed."""
    return Dice(random.Random(f"people {seed}"))  # noqa: S311 - a story, not a secret
