"""The composition root: what is plugged into what; the one file that a new chat adds a line to."""

from __future__ import annotations

import asyncio
import hashlib
import json
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import ExitStack, contextmanager
from dataclasses import asdict, dataclass, is_dataclass, replace
from datetime import date, datetime, time, timedelta
from functools import partial
from typing import Any

from bot.carrying.carrier import Carrier
from bot.carrying.checking import Checker
from bot.clock import BusinessClock, Now, machine_now
from bot.config import CONSOLE, ChannelPlan, Config, DutyPlan, House, RoutePlan
from bot.domain.errors import Error
from bot.domain.ids import EmployeeId, LaneId
from bot.domain.policy import Channel, Policy, Route
from bot.domain.rota import Duty, Swap
from bot.domain.working_time import (
    NoWorkingTime,
    iso_week_of,
    local_date,
    next_working_day,
    working_day_start,
)
from bot.interactions.door import Door, Introduce
from bot.interactions.members import Members
from bot.interactions.places import Places
from bot.interactions.readers import Readers
from bot.interactions.surroundings import Surroundings
from bot.interactions.visit import Captured
from bot.interactions.visit import House as Doorway
from bot.ports.chatting import Gateway
from bot.ports.hearing import Heard
from bot.ports.storing import ClockRow
from bot.usecases.desk import Desk
from bot.usecases.digesting import due_at
from bot.usecases.people import Synced, apply_policy, sync
from bot.usecases.places import heed_channels, introduce_channels
from bot.usecases.retiming import retime_all
from integrations.console.gateway import ConsoleGateway
from integrations.console.room import ConsoleRoom
from integrations.console.view import ClockFace, ConsoleChannel, ConsolePerson, Step
from integrations.reading.reading import TextReader
from integrations.slack.plugged import Slack
from integrations.sources.capture import captured
from integrations.sources.feed import Feed
from integrations.sources.files import FileConfig
from integrations.teams.plugged import Teams
from storage.engine import SqlStore, open_store
from storage.ids import Ids
from storage.threads import Threads

REAL_CHATS = frozenset({"slack", "teams", "mail"})


class NotOnADemoClock(Error):
    """Business time is not the real time, so nobody outside may be told anything."""


@dataclass(frozen=True, slots=True)
class Bot:
    """Everything that a process works with."""

    config: Config
    store: SqlStore
    runner: Threads
    desk: Desk
    machine: Now
    business: BusinessClock
    door: Door
    carrier: Carrier
    checker: Checker
    console: ConsoleRoom
    reading: TextReader
    feeds: tuple[tuple[Feed, timedelta], ...]
    chats: tuple[Slack | Teams, ...] = ()
    """The real ones that are set up."""

    async def hang_up(self) -> None:
        """Let what was promised an answer come to it, then let go of the connections to chats."""
        await self.door.finish()
        for chat in self.chats:
            await chat.close()

    def close(self) -> None:
        """Let running work finish, then let go of the database."""
        self.runner.close()
        self.store.close()


def wire(config: Config, *, worker: str, machine: Now = machine_now) -> Bot:
    """Plug everything together: the database must be there, and migrated.

    `worker` names this process among others. People and channels are synced, and a changed
    policy applies from now on. Raises NotOnADemoClock, and StorageAway.
    """
    with ExitStack() as undo:
        store = open_store(config.database_url, new_id=Ids(machine))
        undo.callback(store.close)
        with store.read() as uow:
            row = uow.settings.clock()
        refuse_real_chats(row, used_chats(config.house))
        business = BusinessClock(store, machine)
        desk = furnish(config.house, store, now=business.now())
        runner = Threads(store)
        undo.callback(runner.close)
        bot = _plugged(config, desk, store, runner, business, worker, machine)
        undo.pop_all()
    return bot if row is None else _on_a_demo_clock(bot)


def _plugged(  # everything that is plugged into something else
    config: Config,
    desk: Desk,
    store: SqlStore,
    runner: Threads,
    business: BusinessClock,
    worker: str,
    machine: Now,
) -> Bot:
    reading = TextReader(desk.policy.languages)
    changed = asyncio.Event()
    introduce: dict[str, Introduce] = {}
    door = Door(Doorway(desk, partial(_capture, reading)), runner, business.now, introduce)
    chats = _chats(config.house, _surroundings(desk, runner, business, door, machine))
    introduce |= {chat.gateway.chat: chat.introduce for chat in chats}
    gateways = _gateways(store, runner, business, changed, chats)
    return Bot(
        config=config,
        store=store,
        runner=runner,
        desk=desk,
        machine=machine,
        business=business,
        door=door,
        carrier=Carrier(desk, runner, gateways, worker, machine, business.now),
        checker=Checker(desk, runner, gateways, machine, business.now),
        console=_console(config.house, store, runner, door, changed),
        reading=reading,
        feeds=tuple(
            (Feed(one, reading=reading, now=machine), timedelta(seconds=one.every))
            for one in config.house.feeds
        ),
        chats=chats,
    )


def _on_a_demo_clock(bot: Bot) -> Bot:
    """The console shows the clock, and a visitor may move it."""
    clock = DemoClock(bot.desk, bot.runner, bot.business)
    return replace(bot, console=replace(bot.console, clock=clock))


@contextmanager
def perused(config: Config) -> Iterator[tuple[Desk, datetime]]:
    """The desk for commands that only read, and business time: changes nothing.

    Of the policy it has the calendar and the digest; who is not known yet is left out.
    """
    store = open_store(config.database_url, new_id=Ids(machine_now))
    try:
        with store.read() as uow:
            found = [uow.employees.find_by_key(key) for key in config.house.readers]
        readers = tuple(one for one in found if one is not None)
        policy = config.house.policy
        policy = replace(policy, digest=replace(policy.digest, readers=readers))
        yield Desk(store, policy), BusinessClock(store).now()
    finally:
        store.close()


def furnish(house: House, store: SqlStore, *, now: datetime) -> Desk:
    """The desk of a configured company: people and channels synced, its policy in force."""
    addresses = {channel.key: channel.address for channel in house.channels}
    desk = Desk(store, build_policy(house, sync(store, house.people, addresses)))
    apply_policy(desk, fingerprint(house), now=now)
    heed_channels(desk, now=now)
    introduce_channels(desk)
    retime_all(desk, now=now)
    return desk


def build_policy(house: House, synced: Synced) -> Policy:
    """The policy with the database's numbers in place of the configuration's keys."""
    people = synced.people
    return replace(
        house.policy,
        channels=tuple(_channel(plan, synced.channels[plan.key]) for plan in house.channels),
        routes=tuple(_route(plan, people) for plan in house.routes),
        leaders={level: _ids(keys, people) for level, keys in house.leaders.items()},
        managers={one: _ids(keys, people) for one, keys in house.managers.items()},
        digest=replace(house.policy.digest, readers=_ids(house.readers, people)),
        operators=_ids(house.operators, people),
        duties=tuple(_duty(plan, people) for plan in house.duties),
    )


def fingerprint(house: House) -> str:
    """Changes when a choice changes by which cases are routed, rung or told."""
    hours = {one.key: (one.calendar, one.absences) for one in house.people}
    who = (house.leaders, house.managers, house.duties, hours)
    chosen = (house.policy, house.channels, house.routes, *who)
    written = json.dumps(_plain(chosen), sort_keys=True)
    return hashlib.sha256(written.encode()).hexdigest()


def used_chats(house: House) -> frozenset[str]:
    """The chats in which this company has a channel or a colleague."""
    accounts = {account.chat for person in house.people for account in person.accounts}
    return frozenset(accounts | {channel.address.chat for channel in house.channels})


def refuse_real_chats(row: ClockRow | None, chats: Iterable[str]) -> None:
    """Refuse everybody outside on a moved or hurried clock (DESIGN 3). Raises NotOnADemoClock."""
    real = sorted(REAL_CHATS.intersection(chats))
    if row is not None and real and not _is_real_time(row):
        raise NotOnADemoClock(
            f"This database runs on a demo clock, so {', '.join(real)} cannot be used with it: "
            "name another database in DATABASE_URL."
        )


def file_config(
    house: House, source: str, *, company: str | None, fields: Mapping[str, str]
) -> FileConfig:
    """How a file of a source is read; what is given here goes before what is configured."""
    zone = house.policy.calendar.zone
    known = house.files.get(source) or FileConfig(source, zone=zone)
    return replace(known, fields={**known.fields, **fields}, company=company or known.company)


def _is_real_time(row: ClockRow) -> bool:
    return row.rate == 1 and row.origin == row.machine_origin


def _gateways(
    store: SqlStore,
    runner: Threads,
    business: BusinessClock,
    changed: asyncio.Event,
    chats: Iterable[Slack | Teams],
) -> dict[str, Gateway]:
    """The ways out, by chat."""
    return {
        CONSOLE: ConsoleGateway(store, runner, business.now, changed.set),
        **{chat.gateway.chat: chat.gateway for chat in chats},
    }


def _chats(house: House, around: Surroundings) -> tuple[Slack | Teams, ...]:
    """The chats outside that are set up: one line for each."""
    return (
        *([Slack(house.slack, around)] if house.slack is not None else []),
        *([Teams(house.teams, around)] if house.teams is not None else []),
    )


def _surroundings(
    desk: Desk, runner: Threads, business: BusinessClock, door: Door, machine: Now
) -> Surroundings:
    """What every chat outside is plugged into."""
    return Surroundings(
        store=desk.store,
        runner=runner,
        machine=machine,
        answer=door.answer,
        readers=Readers(desk, runner, business.now),
        members=Members(desk, runner, business.now),
        places=Places(desk, runner, business.now),
        channels=tuple(channel.lane for channel in desk.policy.channels),
    )


def _console(
    house: House, store: SqlStore, runner: Threads, door: Door, changed: asyncio.Event
) -> ConsoleRoom:
    people = tuple(
        ConsolePerson(one.key, one.name, one.department, one.roles)
        for one in house.people
        if one.active
    )
    channels = tuple(
        ConsoleChannel(one.address.conversation, one.name, one.wide, one.webcare)
        for one in house.channels
        if one.address.chat == CONSOLE
    )
    return ConsoleRoom(
        answer=door.answer,
        store=store,
        runner=runner,
        people=lambda: people,
        channels=lambda: channels,
        zone=house.policy.calendar.zone,
        company=house.policy.company,
        wake=changed,
    )


def _capture(reading: TextReader, seen: Captured) -> Heard:
    """A colleague's capture as a post."""
    return captured(
        seen.url,
        seen.words,
        seen.customer,
        None,
        seen.by,
        seen.at,
        reading,
        reference=str(seen.number),
    )


def _channel(plan: ChannelPlan, lane: LaneId) -> Channel:
    return Channel(
        key=plan.key,
        name=plan.name,
        lane=lane,
        language=plan.language,
        zone=plan.zone,
        wide=plan.wide,
        webcare=plan.webcare,
        shared=plan.shared,
    )


def _route(plan: RoutePlan, people: Mapping[str, EmployeeId]) -> Route:
    return Route(
        key=plan.key,
        channels=plan.channels,
        wide=plan.wide,
        department=plan.department,
        buddies=_ids(plan.buddies, people),
        sources=plan.sources,
        languages=plan.languages,
        flags=plan.flags,
        topics=plan.topics,
        companies=plan.companies,
        words_outside=plan.words_outside,
        normal=plan.normal,
        urgent=plan.urgent,
    )


def _duty(plan: DutyPlan, people: Mapping[str, EmployeeId]) -> Duty:
    return Duty(
        name=plan.name,
        days=plan.days,
        starts=plan.starts,
        ends=plan.ends,
        people=_ids(plan.people, people),
        holidays=plan.holidays,
        first_week=plan.first_week,
        swaps=tuple(Swap(one.on, people[one.person]) for one in plan.swaps),
    )


def _ids(keys: Iterable[str], people: Mapping[str, EmployeeId]) -> tuple[EmployeeId, ...]:
    return tuple(people[key] for key in keys)


def _plain(value: Any) -> Any:  # noqa: ANN401 - any part of a configuration
    """The same in every process: sets in order, moments as text."""
    if is_dataclass(value) and not isinstance(value, type):
        return _plain(asdict(value))
    if isinstance(value, Mapping):
        return {str(key): _plain(one) for key, one in value.items()}
    if isinstance(value, set | frozenset):
        return sorted((_plain(one) for one in value), key=str)
    if isinstance(value, tuple | list):
        return [_plain(one) for one in value]
    if isinstance(value, timedelta | date | time):
        return str(value)
    return value


@dataclass(frozen=True, slots=True)
class DemoClock:
    """The console's hand on business time, where that is not the real time."""

    desk: Desk
    runner: Threads
    business: BusinessClock

    async def read(self) -> ClockFace:
        """What it shows."""
        return await self.runner.read(self._face)

    async def forward(self, step: Step) -> ClockFace:
        """Move it; what it shows then."""
        return await self.runner.press(partial(self._move, step))

    def _move(self, step: Step) -> ClockFace:
        self.business.jump_to(_STEPS[step](self.desk, self.business.now()))
        return self._face()

    def _face(self) -> ClockFace:
        with self.desk.store.read() as uow:
            row = uow.settings.clock()
        return ClockFace(self.business.now(), row.rate if row is not None else 1.0)


def _next_working_day(desk: Desk, now: datetime) -> datetime:
    calendar = desk.policy.calendar
    try:
        on = next_working_day(calendar, local_date(calendar.zone, now))
        return working_day_start(calendar, on)
    except NoWorkingTime:
        return now + timedelta(days=1)


def _next_event(desk: Desk, now: datetime) -> datetime:
    """The next look at a case, or the next digest."""
    with desk.store.read() as uow:
        following = uow.cases.next_look_at()
    week = iso_week_of(desk.policy.calendar.zone, now)
    digests = (due_at(desk.policy, one) for one in (week.previous(), week))
    coming = [at for at in (following, *digests) if at is not None and at > now]
    return min(coming, default=now)


_STEPS: Mapping[Step, Callable[[Desk, datetime], datetime]] = {
    Step.TEN_MINUTES: lambda _, now: now + timedelta(minutes=10),
    Step.HOUR: lambda _, now: now + timedelta(hours=1),
    Step.WORKING_DAY: _next_working_day,
    Step.NEXT_EVENT: _next_event,
}
