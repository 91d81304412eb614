"""A small company with a hand-moved clock: what the stories are told in."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta
from itertools import count
from zoneinfo import ZoneInfo

from sqlalchemy import select

from bot.carrying.carrier import Carrier
from bot.domain.budget import Budget
from bot.domain.caps import Caps
from bot.domain.case import Case, Level
from bot.domain.employee import Account, Employee, Role
from bot.domain.errors import UnknownPost
from bot.domain.flags import Flag
from bot.domain.ids import CaseId, EmployeeId, PromiseId
from bot.domain.notice import ToldNotice
from bot.domain.policy import Channel, DigestPlan, Policy, Route
from bot.domain.post import Author, Direction, Said
from bot.domain.working_time import Absence, Calendar, WeeklyHours
from bot.interactions.door import Door
from bot.interactions.interaction import Interaction, Reply
from bot.interactions.visit import Captured, House
from bot.ports.chatting import Gateway
from bot.ports.hearing import Deed, Fetched, Heard
from bot.ports.storing import Address, Person, Store
from bot.presentation.form import Form
from bot.presentation.intent import Intent, Verb
from bot.presentation.toast import Toast
from bot.usecases.desk import Desk
from bot.usecases.digesting import make_due_digests, plan_digests
from bot.usecases.hearing import Hearing, hear
from bot.usecases.ringing import sweep
from storage.engine import SqlStore
from storage.lookout import next_due_at
from storage.tables import metadata
from tests.fakes.chat import FakeChat, Message
from tests.fakes.runner import AtOnce

AMSTERDAM = ZoneInfo("Europe/Amsterdam")
HOURS = WeeklyHours.every_weekday("09:00", "17:00")


def local(text: str) -> datetime:
    """A moment as it is said in Amsterdam: `2026-03-16 09:00`."""
    return datetime.fromisoformat(text).replace(tzinfo=AMSTERDAM).astimezone(ZoneInfo("UTC"))


@dataclass
class Colleague:
    """Somebody of the company, who presses buttons."""

    world: World
    employee: Employee
    account: Account

    @property
    def id(self) -> EmployeeId:
        return self.employee.id

    def presses(
        self,
        verb: Verb,
        subject: str | CaseId,
        *,
        seen: int | None = None,
        argument: str | None = None,
        delivery: str | None = None,
        **fields: str | tuple[str, ...],
    ) -> Reply:
        """Press, or send a form; the world's cards are carried afterwards."""
        return self.sends(verb, subject, fields, seen, argument, delivery)

    def sends(
        self,
        verb: Verb,
        subject: str | CaseId,
        fields: Mapping[str, str | tuple[str, ...]],
        seen: int | None = None,
        argument: str | None = None,
        delivery: str | None = None,
    ) -> Reply:
        """The same with fields by whatever name."""
        named = subject if isinstance(subject, str) else f"case:{subject}"
        intent = Intent(verb, named, seen, argument)
        number = delivery or f"d{next(self.world.numbers)}"
        reply = self.world.door.take(Interaction(number, self.account, intent, fields))
        self.world.carry()
        return reply

    def hears(self, verb: Verb, subject: str | CaseId, **fields: str | tuple[str, ...]) -> str:
        """Press, and read the toast (or the form's error) that comes back."""
        reply = self.sends(verb, subject, fields)
        if isinstance(reply, Toast):
            return reply.says.plain
        if isinstance(reply, Form):
            return " ".join(filter(None, (reply.error, *(one.error for one in reply.fields))))
        raise AssertionError(reply)

    @property
    def messages(self) -> list[Message]:
        """What stands in their private chat."""
        return self.world.chat.in_conversation(f"private:{self.account.external_id}")

    @property
    def told(self) -> list[ToldNotice]:
        """What they were told, oldest first."""
        with self.world.desk.store.read() as uow:
            return list(reversed(uow.notices.list_for(self.id, limit=100)))

    @property
    def heard_of(self) -> list[str]:
        """The kinds of notices that reached them, oldest first."""
        return [one.notice.kind.value for one in self.told if one.state in {"sent", "settled"}]


@dataclass
class World:
    """Draadloos, a telecom company, on a Monday morning."""

    store: Store
    now: datetime = field(default_factory=lambda: local("2026-03-16 09:00"))
    machine: datetime = field(default_factory=lambda: local("2026-11-21 12:00"))
    chat: FakeChat = field(default_factory=FakeChat)
    numbers: Iterator[int] = field(default_factory=lambda: count(1))
    desk: Desk = field(init=False)
    door: Door = field(init=False)
    carrier: Carrier = field(init=False)
    people: dict[str, Colleague] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.desk = Desk(self.store, Policy())
        self._hire()
        self.desk = Desk(self.store, self._policy())
        self.door = Door(House(self.desk, self._capture), AtOnce(), lambda: self.now)
        self.carrier = Carrier(
            self.desk, AtOnce(), self._gateways(), "w1", lambda: self.machine, lambda: self.now
        )

    def __getattr__(self, name: str) -> Colleague:
        """`world.erik` is Erik."""
        people: dict[str, Colleague] = self.__dict__.get("people", {})
        if name not in people:
            raise AttributeError(name)
        return people[name]

    def has_no_budget(self) -> None:
        """For a story about something else: every notice comes by itself, however many."""
        policy = replace(self.desk.policy, budget=Budget(moments=()))
        self.desk = replace(self.desk, policy=policy)
        self.door = replace(self.door, house=replace(self.door.house, desk=self.desk))
        self.carrier = replace(self.carrier, desk=self.desk)

    def _gateways(self) -> Mapping[str, Gateway]:
        """The chats that are plugged in."""
        return {"fake": self.chat}

    def _account(self, key: str) -> Account:
        """Somebody in the chat."""
        return Account("fake", "t1", key)

    def _address(self, channel: str) -> Address:
        """A channel of the chat."""
        return Address("fake", "t1", f"channel:{channel}")

    def _hire(self) -> None:
        for key, department, roles in _PEOPLE:
            calendar = Calendar(zone="Europe/Amsterdam", hours=HOURS, country="NL")
            account = self._account(key)
            employee = Employee(
                id=EmployeeId(0),
                name=key.capitalize(),
                department=department,
                language="nl",
                calendar=calendar,
                roles=frozenset(roles),
                willing=key in {"ravi", "erik"},
            )
            with self.store.begin() as uow:
                number = uow.employees.sync(Person(key, employee, (account,)))
                uow.commit()
            with self.store.read() as uow:
                known = uow.employees.get(number)
            self.people[key] = Colleague(self, known, account)

    def _policy(self) -> Policy:
        ids = {key: one.id for key, one in self.people.items()}
        with self.store.begin() as uow:
            channels = tuple(
                Channel(
                    key=key,
                    name=f"#{key}",
                    lane=uow.lanes.find_or_add(self._address(key)),
                    language="nl",
                    zone="Europe/Amsterdam",
                    wide=key == "iedereen",
                    webcare=key == "webcare",
                )
                for key in ("webcare", "netwerk", "iedereen")
            )
            uow.commit()
        return Policy(
            company="Draadloos",
            mandate=2500,
            # Whoever a story is about claims as much as it needs.
            caps=Caps(anybody=None, first=None, early=None),
            channels=channels,
            routes=(
                Route(
                    "network",
                    channels=("webcare", "netwerk"),
                    wide=("iedereen",),
                    department="Netwerk",
                    buddies=(ids["amy"],),
                    topics=frozenset({"internet", "storing", "monteur"}),
                ),
                Route(
                    "rest",
                    channels=("webcare",),
                    wide=("iedereen",),
                    department="Klantenservice",
                    buddies=(ids["amy"],),
                ),
            ),
            leaders={Level.LEAD: (ids["sanne"],), Level.EXECUTIVE: (ids["dirk"],)},
            managers={"Netwerk": (ids["karin"],), "Klantenservice": (ids["fatima"],)},
            digest=DigestPlan(readers=(ids["dirk"], ids["karin"])),
        )

    def _capture(self, captured: Captured) -> Heard:
        said = Said(
            source="capture",
            external_id=captured.url or f"c{captured.number}",
            author=Author(captured.customer or "?", captured.customer or "?"),
            text=captured.words or "",
            said_at=captured.at,
            url=captured.url,
            url_key=captured.url,
            captured_by=captured.by,
        )
        return Heard(Deed.CREATED, "capture", said.external_id, said)

    def says(
        self,
        customer: str,
        text: str,
        *,
        source: str = "facebook",
        said_at: datetime | None = None,
        post: str | None = None,
        in_reply_to: str | None = None,
        by_company: bool = False,
        url: str | None = None,
    ) -> CaseId:
        """A customer says something in public, and the source hears it now; its case."""
        number = post or f"p{next(self.numbers)}"
        said = Said(
            source=source,
            external_id=number,
            author=Author(customer, customer.capitalize()),
            text=text,
            said_at=said_at or self.now,
            direction=Direction.OUTBOUND if by_company else Direction.INBOUND,
            in_reply_to=in_reply_to,
            language="nl",
            url=url,
            url_key=url,
        )
        self.hears(Heard(Deed.CREATED, source, number, said))
        with self.store.read() as uow:
            found = uow.posts.find(source, number)
        if found is None or found.case is None:
            raise UnknownPost
        return found.case

    def hears(self, *heard: Heard, source: str = "facebook") -> Hearing:
        """A source tells something."""
        result = hear(self.desk, source, Fetched(heard, cursor=None), now=self.now)
        self.carry()
        return result

    def passes(self, **span: float) -> None:
        """Let time pass, looking at every moment at which there is something to look at."""
        self.goes_to(self.now + timedelta(**span))

    def goes_to(self, end: datetime | str) -> None:
        """Let time pass until a moment."""
        until = local(end) if isinstance(end, str) else end
        while True:
            self._look()
            following = self._next_moment()
            if following is None or following > until:
                break
            self.now = following
        self.machine += until - self.now
        self.now = until
        self._look()

    def sleeps_until(self, end: str) -> None:
        """The bot is down until a moment: nothing is looked at in between."""
        self.now = local(end)
        self.machine += timedelta(hours=1)
        self._look()

    def carry(self) -> None:
        """Carry what is behind, until nothing is."""
        for _ in range(50):
            if not asyncio.run(self.carrier.carry_once()):
                return
        raise AssertionError("carrying does not come to rest")

    def _look(self) -> None:
        plan_digests(self.desk, now=self.now)
        make_due_digests(self.desk, now=self.now)
        while sweep(self.desk, now=self.now):
            pass
        self.carry()

    def _next_moment(self) -> datetime | None:
        """The next moment at which there is something to look at, or to send."""
        assert isinstance(self.store, SqlStore)
        return next_due_at(self.store, after=self.now)

    def case(self, case: CaseId) -> Case:
        """The case as it stands."""
        with self.store.read() as uow:
            return uow.cases.get(case)

    def promise_of(self, case: CaseId) -> PromiseId:
        """The case's only promise that is not settled."""
        (promise,) = self.case(case).open_promises
        return promise.id

    def flags(self, case: CaseId) -> frozenset[Flag]:
        """What was noticed in the customer's words."""
        return frozenset(self.case(case).flags)

    def channel(self, key: str) -> list[Message]:
        """What stands in a channel."""
        return self.chat.in_conversation(f"channel:{key}")

    def codes(self, case: CaseId) -> list[str]:
        """The codes of a case's history."""
        with self.store.read() as uow:
            return [line.code for line in uow.history.list_of(case)]

    def everything_stored(self) -> str:
        """All rows of all tables, as one text in small letters."""
        assert isinstance(self.store, SqlStore)
        with self.store.engine().connect() as connection:
            rows = [
                str(tuple(row))
                for table in metadata.sorted_tables
                for row in connection.execute(select(table))
            ]
        return "\n".join(rows).lower()

    def is_away(self, name: str, first_on: str, last_on: str) -> None:
        """Somebody is on holiday."""
        absence = Absence(date.fromisoformat(first_on), date.fromisoformat(last_on))
        with self.store.begin() as uow:
            uow.employees.add_absence(self.people[name].id, absence)
            uow.commit()


_PEOPLE: tuple[tuple[str, str, tuple[Role, ...]], ...] = (
    ("amy", "Webcare", (Role.WEBCARE,)),
    ("sanne", "Webcare", (Role.WEBCARE, Role.LEAD)),
    ("erik", "Projecten", ()),
    ("nicole", "Chat", ()),
    ("ravi", "Netwerk", ()),
    ("karin", "Netwerk", (Role.MANAGER,)),
    ("fatima", "Klantenservice", (Role.MANAGER,)),
    ("dirk", "Directie", (Role.EXECUTIVE,)),
)
