"""Short stories at random about who has what: handed over, left, away, merged, split, undone.

After each act every promise ever made in the story stands in exactly one case. At the end of its
day, once the house has looked, each open one has an owner who works here.
"""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from itertools import count
from typing import Any

from sqlalchemy import func, select

from bot.domain.answer import Answer
from bot.domain.case import Case, State, check
from bot.domain.employee import Account
from bot.domain.events import Code
from bot.domain.ids import CaseId, EmployeeId
from bot.domain.leaving import Gone, gone, is_due_in, long_absence
from bot.domain.post import Author, Said
from bot.domain.promise import Promise, PromiseState
from bot.domain.ringing import counts_as_due
from bot.domain.working_time import Absence, next_working_day
from bot.interactions.interaction import Interaction
from bot.ports.hearing import Deed, Fetched, Heard
from bot.presentation.intent import Intent, Verb
from bot.usecases.hearing import hear
from bot.usecases.leaving import reown
from bot.usecases.ringing import look_at
from storage.engine import SqlStore, open_store
from storage.migrate import migrate
from storage.tables import history, promises
from tests.acceptance.world import World, local

Log = Callable[[str], object]
_LONGEST = 8
"""The most acts of a story between its beginning and its evening."""
_BATCH = 100
"""So many stories' complaints are heard at once."""
_LOGGED = 1000


@dataclass
class Tally:
    """What was done in all stories."""

    stories: int = 0
    promises: int = 0
    done: Counter[str] = field(default_factory=Counter)
    refused: Counter[str] = field(default_factory=Counter)

    def __str__(self) -> str:
        """One line for people."""
        done = ", ".join(f"{what} {many}" for what, many in self.done.most_common())
        refused = ", ".join(f"{what} {many}" for what, many in self.refused.most_common())
        return (
            f"{self.stories} stories, {self.done.total()} acts, {self.promises} promises, 0 lost, "
            f"0 doubled, 0 without an owner overnight\ndone     {done}\nrefused  {refused}"
        )


def run_stories(url: str, *, stories: int, seed: int, log: Log = lambda _: None) -> Tally:
    """So many stories on an empty database, whose tables are made first.

    Raises AssertionError where a promise is lost, doubled or nobody's, noting story and seed.
    """
    migrate(url)
    numbers = count(1000)
    store = open_store(url, new_id=lambda: next(numbers))
    try:
        return _Teller(store, seed).tell(stories, log)
    finally:
        store.close()


class _Teller:
    """Tells one story after the other, each on a day of its own, and ends what it began."""

    def __init__(self, store: SqlStore, seed: int) -> None:
        self.store = store
        self.world = World(store)
        self.rng = random.Random(seed)  # noqa: S311 - a story, not a secret
        self.tally = Tally()
        self.seed = seed
        self._heard: Iterator[Sequence[CaseId]] = iter(())
        self._numbers = count(1)
        self._on = date(2026, 3, 16)

    def tell(self, stories: int, log: Log) -> Tally:
        for number in range(1, stories + 1):
            story = _Story(self, self._next_cases(), self._next_day())
            try:
                story.tell()
            except BaseException as broken:
                broken.add_note(f"story {number} of seed {self.seed}: {story.acts}")
                raise
            self.tally.stories += 1
            if number % _LOGGED == 0:
                log(f"{number} stories, {self.tally.done.total()} acts")
        self._audit()
        return self.tally

    def press(
        self, account: Account, verb: Verb, subject: str, fields: Mapping[str, Any]
    ) -> Answer:
        """Through the door, as a chat's press would come."""
        interaction = Interaction(f"d{next(self._numbers)}", account, Intent(verb, subject), fields)
        return self.world.door.act(interaction)

    def _next_day(self) -> date:
        """A working day; after twenty years the same days come again: nothing is left of them."""
        self._on = next_working_day(self.world.desk.policy.calendar, self._on)
        if self._on.year > 2045:
            self._on = date(2026, 3, 16)
        return self._on

    def _next_cases(self) -> Sequence[CaseId]:
        """Two complaints, of two posts each."""
        found = next(self._heard, None)
        if found is None:
            self._heard = iter(self._hear_many())
            found = next(self._heard)
        return found

    def _hear_many(self) -> list[Sequence[CaseId]]:
        said = [self._said(f"c{next(self._numbers)}") for _ in range(2 * _BATCH)]
        again = [
            replace(self._said(one.author.handle), in_reply_to=one.external_id) for one in said
        ]
        heard = [Heard(Deed.CREATED, one.source, one.external_id, one) for one in (*said, *again)]
        hear(self.world.desk, "facebook", Fetched(tuple(heard), cursor=None), now=self.world.now)
        with self.store.read() as uow:
            posts = [uow.posts.find("facebook", one.external_id) for one in said]
        cases = [post.case for post in posts if post is not None and post.case is not None]
        return [cases[at : at + 2] for at in range(0, len(cases), 2)]

    def _said(self, author: str) -> Said:
        number, name = f"p{next(self._numbers)}", Author(author, author)
        return Said("facebook", number, name, "Geen internet", self.world.now, language="nl")

    def _audit(self) -> None:
        """Each promise that history tells of is there once."""
        told = select(history.c.facts).where(history.c.code == Code.PROMISED)
        with self.store.engine().connect() as connection:
            made = [row.facts["promise"] for row in connection.execute(told)]
            kept = set(connection.execute(select(promises.c.id)).scalars())
            nowhere = select(func.count()).where(
                promises.c.case_id.is_(None), promises.c.state != PromiseState.WITHDRAWN
            )
            assert connection.execute(nowhere).scalar() == 0
        assert len(made) == len(set(made)), "a promise was made twice under one number"
        assert kept == set(made), f"lost {set(made) - kept}, made up {kept - set(made)}"
        self.tally.promises = len(kept)


class _Story:
    """One day of two customers and everybody."""

    def __init__(self, teller: _Teller, cases: Sequence[CaseId], on: date) -> None:
        self.teller, self.world, self.rng = teller, teller.world, teller.rng
        self.cases = list(cases)
        self.acts: list[str] = []
        self.people = list(self.world.people.values())
        self._known: dict[int, Promise] = {}
        self._gone: list[EmployeeId] = []
        self._absent: list[tuple[EmployeeId, Absence]] = []
        self._undoes = self._settles = False
        self._last: Account | None = None
        self.on = on
        self.world.now = local(f"{on} 09:00")

    def tell(self) -> None:
        """Begin, go on at random, look in the evening, and end what was begun."""
        for case in self.cases[: self.rng.choice([1, 2, 2])]:
            self._claim(case)
            self._promise(case)
        for _ in range(self.rng.randint(2, _LONGEST)):
            act = self.rng.choice(_ACTS)
            act(self, self.rng.choice(self.cases))
            self._look()
        self._evening()
        self._everybody_comes_back()
        self._end()

    # --- what happens -------------------------------------------------------------------------

    def _claim(self, case: CaseId) -> None:
        self._press(Verb.CLAIM, case, self.rng.choice(self.people).account)
        self._look()

    def _promise(self, case: CaseId) -> None:
        at = self.world.now + self.rng.choice([timedelta(hours=5), timedelta(days=2)])
        fields = {"words": "Ik bel", "at": at.isoformat()}
        if self.rng.random() < 0.3:
            asked = {**fields, "department": self.rng.choice(["Netwerk", "Chat"])}
            self._as_owner(Verb.ASK_DEPARTMENT, case, asked)
        else:
            doer = self.rng.choice(self.people).id
            kept = {"doer": str(doer)} if self.rng.random() < 0.3 else {}
            self._as_owner(Verb.PROMISE, case, {**fields, **kept})
        self._look()

    def _offer(self, case: CaseId) -> None:
        to = self.rng.choice(self.people).id
        self._as_owner(Verb.HANDOVER, case, {"colleague": str(to)})

    def _answer(self, case: CaseId) -> None:
        offer = self._case(case).handover
        if offer is not None:
            verb = self.rng.choice([Verb.ACCEPT, Verb.ACCEPT, Verb.DECLINE])
            self._press(verb, case, self._account(offer.to))

    def _hand_over(self, case: CaseId) -> None:
        self._offer(case)
        self._look()
        self._answer(case)

    def _expire(self, case: CaseId) -> None:
        """Hours pass, and what is due is looked at; never past the evening."""
        evening = local(f"{self.on} 16:59")
        self.world.now = min(self.world.now + timedelta(hours=3), evening)
        look_at(self.world.desk, case, now=self.world.now)
        self._note("time")

    def _leave(self, case: CaseId) -> None:
        """Its owner leaves, or somebody else does; one of webcare's leaders stays."""
        person = self._case(case).owner or self.rng.choice(self.people).id
        if person == self.world.sanne.id or person in self._gone:
            return
        with self.teller.store.begin() as uow:
            uow.employees.set_active(person, active=False)
            uow.commit()
        self._gone.append(person)
        self._note("leave")

    def _go_away(self, case: CaseId) -> None:
        """A long absence or a short one begins today, with a deputy or without."""
        person = self._case(case).owner or self.rng.choice(self.people).id
        last_on = self.on + timedelta(days=self.rng.choice([1, 13]))
        deputy = self.rng.choice([None, self.rng.choice(self.people).id])
        if person == self.world.sanne.id or person in {one for one, _ in self._absent}:
            return
        absence = Absence(self.on, last_on, deputy)
        with self.teller.store.begin() as uow:
            uow.employees.add_absence(person, absence)
            uow.commit()
        self._absent.append((person, absence))
        self._note("absence")

    def _house_looks(self, _: CaseId) -> None:
        self.teller.tally.done["reowned"] += reown(self.world.desk, now=self.world.now)

    def _merge(self, case: CaseId) -> None:
        other = self.rng.choice(self.cases)
        self._as_webcare(Verb.MERGE, case, {"other": str(other)})

    def _split(self, case: CaseId) -> None:
        found = self._case(case)
        with self.teller.store.read() as uow:
            posts = [str(one.id) for one in uow.posts.list_of(found.id)]
        moved = tuple(str(one.id) for one in found.promises if self.rng.random() < 0.5)
        fields = {"posts": tuple(posts[:1]), "promises": moved}
        answer = self._as_webcare(Verb.SPLIT, case, fields)
        if answer is not None and isinstance(other := answer.facts.get("other"), int):
            self.cases.append(CaseId(other))

    def _undo(self, case: CaseId) -> None:
        """Mostly by who did the last thing."""
        self._undoes = True
        self._press(Verb.UNDO, case, self._last or self.rng.choice(self.people).account)

    def _release(self, case: CaseId) -> None:
        self._as_owner(Verb.RELEASE, case)

    def _let_go(self, case: CaseId) -> None:
        self._as_owner(Verb.LET_GO, case)

    def _settle(self, case: CaseId) -> None:
        self._settles = True
        found = self._case(case).open_promises
        if found:
            promise = self.rng.choice(found)
            self._press_on(Verb.KEEP, f"promise:{promise.id}", self.world.sanne.account)

    def _take(self, case: CaseId) -> None:
        found = self._case(case).open_promises
        if found:
            subject = f"promise:{self.rng.choice(found).id}"
            self._press_on(Verb.TAKE_PROMISE, subject, self.rng.choice(self.people).account)

    def _again(self, case: CaseId) -> None:
        self._claim(case)
        self._promise(case)

    # --- what must hold -----------------------------------------------------------------------

    def _look(self) -> None:
        """Every promise made so far stands in exactly one case, open or settled by a person."""
        held = [promise for case in self._all() for promise in case.promises]
        numbers = [promise.id for promise in held]
        assert len(numbers) == len(set(numbers)), "a promise stands in two cases"
        lost = self._known.keys() - set(numbers)
        assert not lost, f"lost {lost}"
        for promise in held:
            before = self._known.get(promise.id)
            if before is not None and before.is_open and not promise.is_open:
                assert self._settles or self._undoes, f"{promise.id} was settled by nobody"
            self._known[promise.id] = promise
        self._undoes = self._settles = False

    def _evening(self) -> None:
        """The company goes home: the house looks, and looks again, and then it must be well."""
        self.world.now = local(f"{self.on} 17:00")
        for number in {one.id for one in self._all()}:
            look_at(self.world.desk, number, now=self.world.now)
        for _ in range(2):
            self._house_looks(self.cases[0])
        self._look()
        for case in self._all():
            check(case)
            if case.blocking_promises:
                self._is_answered_for(case)

    def _is_answered_for(self, case: Case) -> None:
        assert case.state is State.CLAIMED, f"{case.id} is {case.state} with a promise"
        assert case.owner is not None
        policy, now = self.world.desk.policy, self.world.now
        with self.teller.store.read() as uow:
            owner = uow.employees.get(case.owner)
        why = gone(owner, policy, now=now)
        assert why is not Gone.LEFT, f"the owner of {case.id} left, and nobody has it overnight"
        absence = long_absence(owner, policy, now=now)
        if absence is not None:
            zone = owner.calendar.zone
            due = [
                one
                for one in case.blocking_promises
                if is_due_in(one, absence, zone, counts_as_due=counts_as_due(case, one, policy))
            ]
            assert not due, f"due while the owner of {case.id} is away: {due}"

    # --- the end ------------------------------------------------------------------------------

    def _everybody_comes_back(self) -> None:
        with self.teller.store.begin() as uow:
            for person in self._gone:
                uow.employees.set_active(person, active=True)
            for person, absence in self._absent:
                uow.employees.remove_absence(person, absence)
            uow.commit()

    def _end(self) -> None:
        """What is still promised is done, and the customers are helped elsewhere."""
        account = self.world.sanne.account
        for case in self._all():
            for promise in case.open_promises:
                self._settles = True
                answer = self.teller.press(account, Verb.KEEP, f"promise:{promise.id}", {})
                assert not answer.refused, answer
            reason = {"reason": "handled_elsewhere"}
            self.teller.press(account, Verb.DISMISS, f"case:{case.id}", reason)
        self._look()

    # --- pressing -----------------------------------------------------------------------------

    def _as_owner(self, verb: Verb, case: CaseId, fields: Mapping[str, Any] | None = None) -> None:
        owner = self._case(case).owner
        if owner is not None:
            self._press(verb, case, self._account(owner), fields)

    def _as_webcare(self, verb: Verb, case: CaseId, fields: Mapping[str, Any]) -> Answer | None:
        return self._press(verb, case, self.world.sanne.account, fields)

    def _press(
        self, verb: Verb, case: CaseId, account: Account, fields: Mapping[str, Any] | None = None
    ) -> Answer:
        return self._press_on(verb, f"case:{case}", account, fields)

    def _press_on(
        self, verb: Verb, subject: str, account: Account, fields: Mapping[str, Any] | None = None
    ) -> Answer:
        answer = self.teller.press(account, verb, subject, fields or {})
        self.acts.append(f"{account.external_id} {verb} {subject}: {answer.code}")
        self._last = self._last if answer.refused else account
        counted = self.teller.tally.refused if answer.refused else self.teller.tally.done
        counted[answer.code if answer.refused else verb.value] += 1
        return answer

    def _note(self, what: str) -> None:
        self.acts.append(what)
        self.teller.tally.done[what] += 1

    def _account(self, person: EmployeeId) -> Account:
        return next(one.account for one in self.people if one.id == person)

    def _case(self, case: CaseId) -> Case:
        with self.teller.store.read() as uow:
            return uow.cases.get(case)

    def _all(self) -> list[Case]:
        """Every case of the story that is not part of another."""
        with self.teller.store.read() as uow:
            found = {one.id: one for one in map(uow.cases.get, self.cases)}
        return list(found.values())


_ACTS: Sequence[Callable[[_Story, CaseId], None]] = [
    *[_Story._hand_over] * 5,
    *[_Story._offer, _Story._answer, _Story._expire, _Story._undo] * 2,
    *[_Story._leave, _Story._go_away, _Story._house_looks] * 3,
    *[_Story._merge, _Story._split, _Story._release, _Story._let_go] * 2,
    *[_Story._settle, _Story._take, _Story._again],
]
