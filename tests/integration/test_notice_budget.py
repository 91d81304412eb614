"""The budget of private notices holds, whatever is told to whom and when, also at the same time."""

from __future__ import annotations

import asyncio
from collections import Counter
from collections.abc import Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta
from itertools import count, islice
from random import Random
from typing import Any

import pytest
from sqlalchemy import select

from bot.carrying.carrier import Carrier
from bot.domain.budget import Budget, Manner, bundles_from, manner_of
from bot.domain.case import Case
from bot.domain.employee import Account, Employee
from bot.domain.ids import EmployeeId, LaneId
from bot.domain.notice import Notice, NoticeKind
from bot.domain.policy import Policy
from bot.domain.telling import not_before
from bot.domain.view import Audience
from bot.domain.working_time import Calendar, WeeklyHours, local_date
from bot.ports.storing import Address, Person, StaleCase, StorageAway
from bot.presentation.card import Card
from bot.usecases.desk import Desk
from bot.usecases.telling import tell
from storage.engine import SqlStore
from storage.lookout import next_due_at
from storage.tables import lanes, notices
from tests.builders import NOW, a_case, a_claimed_case, at
from tests.fakes.chat import FakeChat
from tests.fakes.runner import AtOnce
from tests.stores import opened

OFFICE = WeeklyHours.every_weekday("09:00", "17:00")
SPLIT = WeeklyHours.parse({day: ["07:00-09:00", "17:00-21:00"] for day in ("mon", "wed", "sat")})
CALENDARS = (
    Calendar("Europe/Amsterdam", OFFICE, "NL"),
    Calendar("America/New_York", OFFICE, "US"),
    Calendar("Europe/Amsterdam", SPLIT, "NL"),
    Calendar("Asia/Kolkata", WeeklyHours.every_weekday("12:00", "20:00"), None),
)
COUNTED = [kind for kind in NoticeKind if kind not in {NoticeKind.BUNDLE, NoticeKind.FOUND_LATE}]


class Receiver(FakeChat):
    """A chat that knows when each message came, in business time."""

    def __init__(self, house: House) -> None:
        super().__init__()
        self.house = house
        self.came: dict[str, list[datetime]] = {}

    async def post(
        self,
        address: Address,
        key: str,
        cards: Mapping[Audience, Card],
        *,
        under: str | None = None,
        pressed: bool = False,
    ) -> str:
        ref = await super().post(address, key, cards, under=under, pressed=pressed)
        self.came.setdefault(key, []).append(self.house.now)
        return ref


@dataclass
class House:
    """Four people, a clock and a chat."""

    store: SqlStore
    policy: Policy = field(default_factory=Policy)
    now: datetime = NOW
    machine: datetime = NOW
    numbers: Iterator[int] = field(default_factory=lambda: count(1))
    people: dict[EmployeeId, Employee] = field(default_factory=dict)
    chat: Receiver = field(init=False)

    def __post_init__(self) -> None:
        self.chat = Receiver(self)
        for number, calendar in enumerate(CALENDARS):
            name = f"p{number}"
            person = Employee(EmployeeId(0), name, "Projects", "nl", calendar)
            with self.store.begin() as uow:
                known = uow.employees.sync(Person(name, person, (Account("fake", "t", name),)))
                uow.commit()
            with self.store.read() as uow:
                self.people[known] = uow.employees.get(known)

    def case(self, number: int) -> Case:
        """A case that somebody has, or that is open: what is told of it may be untrue."""
        made = a_claimed_case if number % 2 else a_case
        with self.store.begin() as uow:
            case = uow.cases.add(made(id=number, customer=None), look_at=None)
            uow.commit()
        return case

    def tells(self, kind: NoticeKind, person: EmployeeId, case: Case | None = None) -> str:
        key = f"n{next(self.numbers)}"
        with self.store.begin() as uow:
            notice = self.notice(key, kind, person, case)
            assert tell(uow, self.policy, notice, self.people[person], now=self.now)
            uow.commit()
        return key

    def notice(
        self, key: str, kind: NoticeKind, person: EmployeeId, case: Case | None = None
    ) -> Notice:
        told_at = not_before(kind, self.people[person].calendar, self.now)
        return Notice(key, kind, told_at, to=person, case=case.id if case else None)

    def carrier(self, worker: str = "w") -> Carrier:
        desk = Desk(self.store, self.policy)
        gateways = {"fake": self.chat}
        return Carrier(desk, AtOnce(), gateways, worker, lambda: self.machine, lambda: self.now)

    def carries(self) -> None:
        while asyncio.run(self.carrier().carry_once()):
            pass

    def goes_to(self, until: datetime) -> None:
        """Carry at every moment at which something is due, up to then."""
        self.carries()
        while (due := next_due_at(self.store, after=self.now)) is not None and due <= until:
            self.now = due
            self.carries()
        self.machine += until - self.now
        self.now = until
        self.carries()

    def rows(self) -> list[Any]:
        with self.store.engine().connect() as connection:
            return list(connection.execute(select(notices)))

    def lane_of(self, person: EmployeeId) -> LaneId:
        lane = self.people[person].lane
        assert lane is not None
        return lane


@pytest.fixture
def house(stored_url: str) -> Iterator[House]:
    with opened(stored_url) as store:
        yield House(store)


def counted_a_day(house: House) -> Counter[tuple[EmployeeId, date]]:
    """How many messages that count each person got on each day of theirs."""
    found: Counter[tuple[EmployeeId, date]] = Counter()
    for row in house.rows():
        kind = NoticeKind(row.kind)
        if kind is NoticeKind.BUNDLE or manner_of(kind) is not Manner.EXEMPT:
            zone = house.people[row.reader_id].calendar.zone
            for came in house.chat.came.get(row.key, ()):
                found[row.reader_id, local_date(zone, came)] += 1
    return found


def check_each_is_told_once(house: House) -> None:
    """In one message that came when it might, or not at all because it was untrue."""
    rows = {row.id: row for row in house.rows()}
    for row in rows.values():
        came = house.chat.came.get(row.key, [])
        if row.state == "withdrawn":
            assert came == []
            continue
        assert row.state == "sent", (row.kind, row.state)
        if row.bundle_id is None:
            (moment,) = came
            assert moment == max(row.not_before, row.created_at)
        else:
            assert came == []
            (moment,) = house.chat.came[rows[row.bundle_id].key]
            assert moment == row.posted_at
            check_first_permitted(house, row, moment)


def check_first_permitted(house: House, row: Any, moment: datetime) -> None:
    """A bundle comes at its moment, the first at or after what waits in it was written."""
    person = house.people[row.reader_id]
    since = max(row.not_before, row.created_at)
    bundles = bundles_from(house.policy.budget, person.id, person.calendar, since)
    first, second = islice(bundles, 2)
    # What is written at the very moment of a bundle may have missed it.
    assert moment == (second.at if first.at == since and moment != first.at else first.at)


@pytest.mark.parametrize("seed", range(5))
def test_nobody_gets_more_than_the_budget_whatever_is_told(house: House, seed: int) -> None:
    chance = Random(seed)  # noqa: S311 - no secret
    house.policy = replace(house.policy, budget=_some_budget(chance))
    told = [house.case(number) for number in range(100, 106)]

    for _ in range(160):
        house.goes_to(house.now + timedelta(minutes=chance.choice((0, 0, 1, 7, 40, 200))))
        kind, person = chance.choice(COUNTED), chance.choice(list(house.people))
        house.tells(kind, person, chance.choice((None, *told)))
    house.goes_to(house.now + timedelta(days=8))

    assert max(counted_a_day(house).values()) <= house.policy.budget.most
    check_each_is_told_once(house)


def _some_budget(chance: Random) -> Budget:
    default = Budget()
    return chance.choice((default, Budget(5, default.moments), Budget(1, default.moments[:1])))


@pytest.mark.parametrize("seed", range(2))
def test_an_outage_of_days_is_not_followed_by_the_messages_of_days(house: House, seed: int) -> None:
    """What was not sent on its day waits for the next bundle, with everything else."""
    chance = Random(seed)  # noqa: S311 - no secret
    person, *_ = house.people
    _stop(house, "removed")
    keys = []
    for _ in range(20):
        house.goes_to(house.now + timedelta(hours=chance.randint(1, 7)))
        keys.append(house.tells(chance.choice((NoticeKind.RAISED, NoticeKind.ENDED)), person))
    assert not house.chat.came

    house.goes_to(at("2026-03-24 11:00"))
    _stop(house, None)
    house.goes_to(at("2026-03-24 15:29"))
    assert not house.chat.came
    house.goes_to(at("2026-03-25 17:00"))

    assert max(counted_a_day(house).values()) <= house.policy.budget.most
    told = {row.key: row.state for row in house.rows() if row.kind != NoticeKind.BUNDLE}
    assert told == dict.fromkeys(keys, "sent")
    assert len(house.chat.came) == 1


def _stop(house: House, why: str | None) -> None:
    with house.store.engine().begin() as connection:
        connection.execute(lanes.update().values(stopped=why))


@pytest.mark.parametrize("seed", range(3))
def test_many_who_tell_at_once_take_each_place_once(house: House, seed: int) -> None:
    """Each transaction tells several people in an order of its own, as cases do."""
    workers, turns = 6, 8
    keys = [f"w{one}.{turn}" for one in range(workers) for turn in range(turns)]

    def work(worker: int) -> None:
        chance = Random(seed * 100 + worker)  # noqa: S311 - no secret
        for turn in range(turns):
            _tell_all(house, f"w{worker}.{turn}", chance)

    with ThreadPoolExecutor(workers) as pool:
        list(pool.map(work, range(workers)))
    house.goes_to(house.now + timedelta(days=4))

    written = Counter(row.key for row in house.rows() if row.kind != NoticeKind.BUNDLE)
    assert written == Counter(f"{key}:{person}" for key in keys for person in house.people)
    assert max(counted_a_day(house).values()) <= house.policy.budget.most
    check_each_is_told_once(house)


def _tell_all(house: House, key: str, chance: Random) -> None:
    """Once, however often the database says to try again."""
    people = chance.sample(list(house.people), len(house.people))
    kind = chance.choice((NoticeKind.RAISED, NoticeKind.ENDED))
    for _ in range(100):
        try:
            with house.store.begin() as uow:
                for one in people:
                    notice = house.notice(f"{key}:{one}", kind, one)
                    tell(uow, house.policy, notice, house.people[one], now=house.now)
                uow.commit()
            return
        except (StaleCase, StorageAway):
            continue
    raise AssertionError("the database never let it through")


@pytest.mark.parametrize("seed", range(3))
def test_what_joins_a_bundle_while_it_is_sent_is_in_it_or_in_the_next(
    house: House, seed: int
) -> None:
    """Nothing is marked as told that its reader cannot see."""
    house.goes_to(at("2026-03-16 09:29"))
    person, *_ = house.people
    for _ in range(3):
        house.tells(NoticeKind.ENDED, person)
    house.now = at("2026-03-16 09:30")

    def joins(number: int) -> None:
        _tell_one(house, f"late{seed}.{number}", person)

    with ThreadPoolExecutor(4) as pool:
        joining = [pool.submit(joins, number) for number in range(12)]
        house.carries()
        for one in joining:
            one.result()
    house.goes_to(at("2026-03-16 16:00"))

    for bundle in (row for row in house.rows() if row.kind == NoticeKind.BUNDLE):
        members = [row for row in house.rows() if row.bundle_id == bundle.id]
        (message,) = (one for one in house.chat.messages.values() if one.key == bundle.key)
        if len(members) > 1:
            assert message.shown[0].title.plain.startswith(f"{len(members)} ")
    check_each_is_told_once(house)


def _tell_one(house: House, key: str, person: EmployeeId) -> None:
    for _ in range(100):
        try:
            with house.store.begin() as uow:
                notice = house.notice(key, NoticeKind.ENDED, person)
                tell(uow, house.policy, notice, house.people[person], now=house.now)
                uow.commit()
            return
        except (StaleCase, StorageAway):
            continue
    raise AssertionError("the database never let it through")
