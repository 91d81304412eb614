"""What is plugged into what: keys become numbers, a changed policy applies, demos reach nobody."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

import pytest

from bot.clock import BusinessClock
from bot.config import DEFAULT_HOUSE, Config, House, parse_house
from bot.domain.case import Level
from bot.domain.employee import Account
from bot.domain.post import Author, Said
from bot.domain.rota import on_duty
from bot.ports.hearing import Deed, Fetched, Heard
from bot.ports.storing import Address, ClockRow
from bot.usecases.hearing import hear
from bot.usecases.listening import source_failed
from bot.usecases.ringing import sweep
from bot.wiring import (
    DemoClock,
    NotOnADemoClock,
    fingerprint,
    furnish,
    perused,
    refuse_real_chats,
    used_chats,
    wire,
)
from integrations.console.view import Step
from storage.engine import SqlStore, open_store
from storage.threads import Threads
from tests.integration.entrypoints.running import ROOT

NOW = datetime(2026, 3, 16, 9, 0, tzinfo=UTC)
HOUSE = parse_house(DEFAULT_HOUSE, "default")


@pytest.fixture
def store(stored_url: str) -> Iterator[SqlStore]:
    numbers = iter(range(1000, 10_000))
    store = open_store(stored_url, new_id=lambda: next(numbers))
    yield store
    store.close()


def other_house() -> House:
    return parse_house(DEFAULT_HOUSE + "\n[ladders.normal]\nlead_told = '4h'", "default")


def test_people_and_channels_get_their_numbers_once(store: SqlStore) -> None:
    first = furnish(HOUSE, store, now=NOW)
    second = furnish(HOUSE, store, now=NOW)

    assert first.policy == second.policy
    anna = first.policy.leader(Level.LEAD, None)
    with store.read() as uow:
        found = uow.employees.find_by_account(Account("console", "local", "anna"))
    assert found is not None
    assert found.id == anna
    assert found.is_lead
    assert first.policy.routes[0].buddies == (anna,)


def test_private_words_go_to_the_first_real_chat_that_is_named(store: SqlStore) -> None:
    named = 'department = "Support", accounts = ["teams:t/29:1", "slack:T1/U1"] }'
    house = parse_house(DEFAULT_HOUSE.replace('department = "Support" }', named), "default")
    furnish(HOUSE, store, now=NOW)
    assert _private_place(store) == Address("console", "local", "private:bram")

    furnish(house, store, now=NOW)

    assert _private_place(store) == Address("teams", "t", "private:29:1")


def _private_place(store: SqlStore) -> Address:
    with store.read() as uow:
        bram = uow.employees.find_by_account(Account("console", "local", "bram"))
        assert bram is not None
        assert bram.lane is not None
        return uow.lanes.address(bram.lane)


def test_somebody_who_left_is_no_longer_active(store: SqlStore) -> None:
    furnish(HOUSE, store, now=NOW)
    left = parse_house(
        DEFAULT_HOUSE.replace('department = "Support" }', 'department = "Support", left = true }'),
        "default",
    )

    furnish(left, store, now=NOW)

    with store.read() as uow:
        assert "Bram" not in [one.name for one in uow.employees.list_active()]


def test_a_changed_policy_looks_at_every_live_case_again(store: SqlStore) -> None:
    desk = furnish(HOUSE, store, now=NOW)
    said = Said("x", "1", Author("a", "A"), "My internet is down.", NOW, language="en")
    hear(desk, "x", Fetched([Heard(Deed.CREATED, "x", "1", said)], None), now=NOW)
    sweep(desk, now=NOW)

    furnish(HOUSE, store, now=NOW + timedelta(minutes=1))
    with store.read() as uow:
        unchanged = uow.cases.list_due(now=NOW + timedelta(minutes=1), limit=10)
    furnish(other_house(), store, now=NOW + timedelta(minutes=1))
    with store.read() as uow:
        changed = uow.cases.list_due(now=NOW + timedelta(minutes=1), limit=10)

    assert (len(unchanged), len(changed)) == (0, 1)


ON_DUTY = """
[[duty]]
name = "evenings"
from = "18:00"
until = "21:00"
people = ["anna", "bram"]
swaps = [{ on = 2026-03-20, person = "chris" }]
"""


def test_a_duty_is_done_by_people_who_have_numbers(store: SqlStore) -> None:
    desk = furnish(parse_house(DEFAULT_HOUSE + ON_DUTY, "default"), store, now=NOW)

    with store.read() as uow:
        names = {one.id: one.name for one in uow.employees.list_active()}
    week = [datetime(2026, 3, day, 18, 30, tzinfo=UTC) for day in (16, 20, 23)]
    found = [names[one] for moment in week for one in on_duty(desk.policy.rota, moment)]
    assert found == ["Bram", "Chris", "Anna"]


def test_a_deputy_may_stand_anywhere_in_the_file(store: SqlStore) -> None:
    away = ', absences = [{ from = 2026-03-23, until = 2026-03-27, deputy = "dina" }] }'
    written = DEFAULT_HOUSE.replace('roles = ["lead"] }', 'roles = ["lead"]' + away)
    furnish(parse_house(written, "default"), store, now=NOW)

    with store.read() as uow:
        found = {one.name: one for one in uow.employees.list_active()}
    absences = found["Anna"].calendar.absences
    assert [one.deputy for one in absences] == [found["Dina"].id]


@pytest.mark.parametrize(
    "written",
    [
        DEFAULT_HOUSE + ON_DUTY,
        DEFAULT_HOUSE.replace('name = "Bram",', 'name = "Bram", zone = "Europe/London",'),
        DEFAULT_HOUSE.replace('name = "Bram",', 'name = "Bram", hours = ["10:00-12:00"],'),
    ],
)
def test_another_rota_or_somebodys_other_hours_are_another_policy(written: str) -> None:
    assert fingerprint(parse_house(written, "default")) != fingerprint(HOUSE)


def test_a_policys_fingerprint_is_the_same_in_every_process() -> None:
    asked = (
        "from bot.config import *; from bot.wiring import *;"
        "print(fingerprint(parse_house(DEFAULT_HOUSE + '[feeds]', 'x')))"
    )
    text = DEFAULT_HOUSE.replace('buddies = ["anna"]', 'flags = ["money", "legal", "press"]')

    prints = {
        subprocess.run(
            [sys.executable, "-c", asked.replace("DEFAULT_HOUSE", repr(text))],
            cwd=ROOT,
            env={"PYTHONHASHSEED": seed},
            capture_output=True,
            text=True,
            check=True,
        ).stdout
        for seed in ("1", "2", "3")
    }

    assert len(prints) == 1
    assert fingerprint(HOUSE) != fingerprint(other_house())


@pytest.mark.parametrize(
    "row",
    [
        ClockRow(NOW, NOW, 60.0),
        ClockRow(NOW + timedelta(hours=1), NOW, 1.0),
        ClockRow(NOW, NOW, 0.0),
    ],
)
@pytest.mark.parametrize("chat", ["slack", "teams", "mail"])
def test_nobody_outside_is_told_anything_on_a_demo_clock(row: ClockRow, chat: str) -> None:
    with pytest.raises(NotOnADemoClock, match=chat):
        refuse_real_chats(row, ["console", chat])


@pytest.mark.parametrize("row", [None, ClockRow(NOW, NOW, 1.0)])
def test_everybody_may_be_told_in_real_time(row: ClockRow | None) -> None:
    refuse_real_chats(row, ["console", "slack", "teams", "mail"])


def test_a_demo_clock_reaches_the_console() -> None:
    refuse_real_chats(ClockRow(NOW, NOW, 60.0), ["console"])


def test_chats_are_known_by_channels_and_by_people() -> None:
    text = DEFAULT_HOUSE.replace('"Support" }', '"Support", accounts = ["teams:t/u"] }')

    assert used_chats(parse_house(text, "default")) == {"console", "teams"}
    assert used_chats(HOUSE) == {"console"}


def test_a_bot_with_slack_does_not_start_on_a_demo_clock(store: SqlStore, stored_url: str) -> None:
    with store.begin() as uow:
        uow.settings.set_clock(ClockRow(NOW, NOW, 60.0))
        uow.commit()
    text = DEFAULT_HOUSE.replace('"Support" }', '"Support", accounts = ["slack:T1/U1"] }')

    with pytest.raises(NotOnADemoClock):
        wire(Config(stored_url, 0, "INFO", parse_house(text, "default")), worker="w")


def test_reading_commands_know_the_readers_without_changing_anything(
    store: SqlStore, stored_url: str
) -> None:
    config = Config(stored_url, 0, "INFO", HOUSE)
    with perused(config) as (desk, _):
        assert desk.policy.digest.readers == ()
    with store.read() as uow:
        assert not uow.employees.list_active()

    furnish(HOUSE, store, now=NOW)

    with perused(config) as (desk, _):
        assert len(desk.policy.digest.readers) == 1


@pytest.mark.parametrize(
    ("step", "expected"),
    [
        (Step.TEN_MINUTES, NOW + timedelta(minutes=10)),
        (Step.HOUR, NOW + timedelta(hours=1)),
        (Step.WORKING_DAY, datetime(2026, 3, 17, 8, 0, tzinfo=UTC)),
        (Step.NEXT_EVENT, NOW + timedelta(minutes=5)),
    ],
)
async def test_a_visitor_moves_the_demos_clock(
    store: SqlStore, step: Step, expected: datetime
) -> None:
    desk = furnish(HOUSE, store, now=NOW)
    said = Said("x", "1", Author("a", "A"), "My internet is down.", NOW, language="en")
    hear(desk, "x", Fetched([Heard(Deed.CREATED, "x", "1", said)], None), now=NOW)
    with store.begin() as uow:
        uow.settings.set_clock(ClockRow(NOW, NOW, 0.0))
        uow.commit()
    threads = Threads(store)
    clock = DemoClock(desk, threads, BusinessClock(store, lambda: NOW))

    face = await clock.forward(step)

    threads.close()
    assert face.now == expected
    assert face.rate == 0.0


def test_a_source_that_keeps_failing_is_told_to_the_lead_once_a_day(store: SqlStore) -> None:
    desk = furnish(HOUSE, store, now=NOW)
    lead = desk.policy.leader(Level.LEAD, None)
    assert lead is not None

    for minute in range(6):
        source_failed(desk, "blog", "gone", now=NOW + timedelta(minutes=minute))

    with store.read() as uow:
        told = uow.notices.has(f"source:blog:silent:2026-03-16:{lead}")
        (state,) = uow.cursors.list_states()
    assert told
    assert (state.failures, state.why) == (6, "gone")
