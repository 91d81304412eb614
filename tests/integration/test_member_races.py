"""Several processes hear of one person at the same moment: one colleague, whatever the database."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta
from functools import partial
from itertools import count
from threading import Barrier
from typing import TypeVar

import pytest

from bot.domain.employee import Account
from bot.domain.member import Seen, Standing
from bot.domain.policy import Policy
from bot.domain.tie_code import MOST_WRONG, digest_of
from bot.interactions.members import Members
from bot.ports.storing import Press
from bot.usecases.desk import Desk
from bot.usecases.members import meet
from bot.usecases.tying import tie
from storage.engine import open_store
from tests.fakes.runner import AtOnce

NOW = datetime(2026, 3, 16, 9, tzinfo=UTC)
ROUNDS = 8
AT_ONCE = 4
T = TypeVar("T")


@pytest.fixture
def desk(stored_url: str) -> Iterator[Desk]:
    numbers = count(1)
    store = open_store(stored_url, new_id=lambda: next(numbers))
    yield Desk(store, Policy(domains=("draadloos.nl",)))
    store.close()


def _seen(number: int, chat: str, *, confirmed: bool = True) -> Seen:
    account = Account(chat, "W", f"U{number}")
    return Seen(account, Standing.MEMBER, "Jan", f"p{number}@draadloos.nl", confirmed)


def _together(work: Callable[[int], T]) -> list[T]:
    barrier = Barrier(AT_ONCE)

    def one(number: int) -> T:
        barrier.wait(10)
        return work(number)

    with ThreadPoolExecutor(AT_ONCE) as pool:
        return list(pool.map(one, range(AT_ONCE)))


def _meet_in(desk: Desk, number: int, chat: int) -> None:
    meet(desk, _seen(number, f"chat{chat}"), now=NOW)


def test_one_person_in_several_chats_at_once_is_one_colleague(desk: Desk) -> None:
    for number in range(ROUNDS):
        _together(partial(_meet_in, desk, number))

    with desk.store.read() as uow:
        assert len(uow.employees.list_active()) == ROUNDS
        for number in range(ROUNDS):
            accounts = [_seen(number, f"chat{chat}").account for chat in range(AT_ONCE)]
            assert len({uow.employees.tied_to(account) for account in accounts}) == 1


def test_one_account_heard_of_several_times_at_once_is_taken_in_once(desk: Desk) -> None:
    _together(lambda _: meet(desk, _seen(1, "slack"), now=NOW))

    with desk.store.read() as uow:
        assert len(uow.employees.list_active()) == 1


def test_guessing_from_several_sides_at_once_is_no_faster(desk: Desk) -> None:
    stranger = _seen(1, "slack", confirmed=False)
    meet(desk, _seen(2, "slack"), now=NOW)
    meet(desk, stranger, now=NOW)
    with desk.store.begin() as uow:
        owner = uow.employees.tied_to(_seen(2, "slack").account)
        assert owner is not None
        uow.tie_codes.add(digest_of("K7M4RW2X"), owner, expires_at=NOW + timedelta(minutes=10))
        uow.commit()

    def guess(side: int) -> list[str]:
        presses = (Press(f"{side}.{one}", stranger.account, "tie", "house") for one in range(4))
        return [tie(desk, press, code="AAAA2222", now=NOW).code for press in presses]

    heard = [code for codes in _together(guess) for code in codes]

    assert heard.count("WrongCode") == MOST_WRONG
    assert heard.count("TooManyTries") == 4 * AT_ONCE - MOST_WRONG


def test_one_code_used_from_two_sides_ties_one_account(desk: Desk) -> None:
    strangers = [_seen(number, "slack", confirmed=False) for number in range(AT_ONCE)]
    meet(desk, _seen(9, "slack"), now=NOW)
    for stranger in strangers:
        meet(desk, stranger, now=NOW)
    with desk.store.begin() as uow:
        owner = uow.employees.tied_to(_seen(9, "slack").account)
        assert owner is not None
        uow.tie_codes.add(digest_of("K7M4RW2X"), owner, expires_at=NOW + timedelta(minutes=10))
        uow.commit()

    def use(side: int) -> str:
        press = Press(f"d{side}", strangers[side].account, "tie", "house")
        return tie(desk, press, code="K7M4RW2X", now=NOW).code

    assert sorted(_together(use)) == ["WrongCode"] * (AT_ONCE - 1) + ["tied"]


class Counting(AtOnce):
    """Counts what reaches the database."""

    reached = 0

    async def press(self, work: Callable[[], T]) -> T:
        self.reached += 1
        return work()


def test_a_mood_does_not_even_reach_the_database(desk: Desk) -> None:
    runner = Counting()
    moments = iter(NOW + timedelta(minutes=minutes) for minutes in (0, 1, 2, 9, 30))
    members = Members(desk, runner, lambda: next(moments))
    seen = _seen(1, "slack")

    for _ in range(4):
        asyncio.run(members.met(seen))
    assert runner.reached == 1

    asyncio.run(members.met(seen))
    assert runner.reached == 2
