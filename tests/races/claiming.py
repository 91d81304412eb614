"""Everybody claims the same cases at once, from several processes: who gets it, who hears what.

`race` prepares a company, starts the processes (this module as a program) and counts what they were
answered against what is stored and what stands in the chat.
"""

from __future__ import annotations

import asyncio
import json
import subprocess
import sys
import time
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from typing import Any

from sqlalchemy import func, select

from bot.clock import machine_now
from bot.domain.answer import Answer
from bot.domain.employee import Account
from bot.domain.ids import CaseId, EmployeeId
from bot.ports.storing import Person, Press, StorageAway
from bot.usecases.owning import claim
from storage.engine import SqlStore, open_store
from storage.ids import Ids
from storage.tables import cards, cases, history
from storage.threads import Threads
from tests.acceptance.world import World
from tests.benchmarks.company import complaints
from tests.fakes.chat import FakeChat

ROOT = Path(__file__).parents[2]
_MOST_CARRIES = 10_000


@dataclass(frozen=True, slots=True)
class Race:
    """What came of it."""

    presses: int
    seconds: float
    """From the start of the first process to the end of the last; their start-up included."""
    claimed: int
    """Presses that were answered with *claimed*."""
    refused: int
    """Presses that were answered with *AlreadyClaimed* and the owner."""
    asked_again: int
    """Presses whose first attempt the database did not take; the chat delivered them again."""


def race(url: str, *, people: int, cases: int, processes: int, folder: Path) -> Race:
    """Let it happen on an empty, migrated database. Raises AssertionError if anything is amiss."""
    store = open_store(url, new_id=Ids(machine_now))
    try:
        world = World(store)
        names = _hire(world, people)
        wanted = complaints(world, cases)
        _carry(world)
        task = _Task(url, names, wanted, processes, folder)
        began = time.perf_counter()
        answers = task.run()
        taken = time.perf_counter() - began
        _carry(world)
        _everything_fits(world, store, wanted, answers, people)
    finally:
        store.close()
    codes = Counter(one["code"] for one in answers)
    again = sum(one["again"] for one in answers)
    return Race(len(answers), taken, codes["claimed"], codes["AlreadyClaimed"], again)


# --- before and around ------------------------------------------------------------------------


def _hire(world: World, people: int) -> Sequence[str]:
    names = [f"colleague{number}" for number in range(people)]
    template = world.erik.employee
    with world.store.begin() as uow:
        for name in names:
            person = replace(template, id=EmployeeId(0), name=name, lane=None)
            uow.employees.sync(Person(name, person, (_account(name),)))
        uow.commit()
    return names


def _account(name: str) -> Account:
    return Account("fake", "t1", name)


def _carry(world: World) -> None:
    """Until nothing is behind."""
    for _ in range(_MOST_CARRIES):
        if not asyncio.run(world.carrier.carry_once()):
            return
    raise AssertionError("carrying does not come to rest")


@dataclass(frozen=True, slots=True)
class _Task:
    url: str
    names: Sequence[str]
    cases: Sequence[CaseId]
    processes: int
    folder: Path

    def run(self) -> list[dict[str, Any]]:
        """Start the processes, each with its share of the people, and read their answers."""
        started = [self._start(number) for number in range(self.processes)]
        for process in started:
            assert process.wait() == 0, "a process broke down"
        return [
            json.loads(line)
            for number in range(self.processes)
            for line in (self.folder / f"answers{number}").read_text().splitlines()
        ]

    def _start(self, number: int) -> subprocess.Popen[bytes]:
        share = {
            "url": self.url,
            "names": self.names[number :: self.processes],
            "cases": self.cases,
            "answers": str(self.folder / f"answers{number}"),
        }
        task = self.folder / f"task{number}"
        task.write_text(json.dumps(share))
        return subprocess.Popen([sys.executable, "-m", "tests.races.claiming", task], cwd=ROOT)


# --- in each process --------------------------------------------------------------------------


def _take_part(task: Mapping[str, Any]) -> None:
    """This process's people all claim every case, each as fast as they are answered."""
    store = open_store(task["url"], new_id=Ids(machine_now))
    threads = Threads(store)
    world = World(store)
    try:
        answers = asyncio.run(_everybody(world, threads, task["names"], task["cases"]))
    finally:
        threads.close()
        store.close()
    Path(task["answers"]).write_text("\n".join(json.dumps(one) for one in answers))


async def _everybody(
    world: World, threads: Threads, names: Sequence[str], wanted: Sequence[int]
) -> list[dict[str, Any]]:
    answers: list[dict[str, Any]] = []

    async def one(name: str) -> None:
        for case in wanted:
            answers.append(await _press(world, threads, name, CaseId(case)))

    await asyncio.gather(*(one(name) for name in names))
    return answers


async def _press(world: World, threads: Threads, name: str, case: CaseId) -> dict[str, Any]:
    """Press until the database takes it, as a chat does that delivers again."""
    press = Press(f"race:{name}:{case}", _account(name), "claim", f"case:{case}", seen=1)
    work = partial(claim, world.desk, press, case=case, now=world.now)
    for again in range(100):
        try:
            answer: Answer = await threads.press(work)
        except StorageAway:
            continue
        owner = answer.facts.get("owner")
        return {"case": case, "who": name, "code": answer.code, "owner": owner, "again": again}
    raise AssertionError("the database never took it")


# --- afterwards -------------------------------------------------------------------------------


def _everything_fits(
    world: World,
    store: SqlStore,
    wanted: Sequence[CaseId],
    answers: Sequence[dict[str, Any]],
    people: int,
) -> None:
    by_case: dict[int, list[dict[str, Any]]] = defaultdict(list)
    for one in answers:
        by_case[one["case"]].append(one)
    assert by_case.keys() == set(wanted)
    owners = _owners(store)
    for case, told in by_case.items():
        codes = Counter(one["code"] for one in told)
        assert codes == {"claimed": 1, "AlreadyClaimed": people - 1}, f"{case}: {codes}"
        assert {one["owner"] for one in told} == {owners[case]}, f"{case}: not told who owns it"
    _one_line_each(store, wanted)
    _one_change_of_each_card(world.chat, store, wanted)


def _owners(store: SqlStore) -> Mapping[int, int]:
    """Owners by case; every case is at its second version."""
    with store.engine().connect() as connection:
        rows = connection.execute(select(cases.c.id, cases.c.version, cases.c.owner)).all()
    assert {version for _, version, _ in rows} == {2}
    return {case: owner for case, _, owner in rows}


def _one_line_each(store: SqlStore, wanted: Sequence[CaseId]) -> None:
    asked = (
        select(history.c.case_id, func.count())
        .where(history.c.code == "claimed")
        .group_by(history.c.case_id)
    )
    with store.engine().connect() as connection:
        lines = dict(map(tuple, connection.execute(asked)))
    assert lines == dict.fromkeys(wanted, 1)


def _one_change_of_each_card(chat: FakeChat, store: SqlStore, wanted: Sequence[CaseId]) -> None:
    """In the channels each card was redrawn once; one owner has one briefing."""
    asked = select(cards.c.case_id, cards.c.kind, cards.c.shown, cards.c.ref)
    with store.engine().connect() as connection:
        rows = connection.execute(asked).all()
    briefings = Counter(case for case, kind, _, _ in rows if kind == "briefing")
    assert briefings == dict.fromkeys(wanted, 1)
    for case, kind, shown, ref in rows:
        assert shown == 2, f"a {kind} of {case} shows version {shown}"
        drawn = len(chat.messages[ref].shown)
        assert drawn == (1 if kind == "briefing" else 2), f"a {kind} of {case} was drawn {drawn} ×"


if __name__ == "__main__":
    _take_part(json.loads(Path(sys.argv[1]).read_text()))
