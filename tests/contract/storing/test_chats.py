"""What a real chat needs of the database: installations, and allowances that processes share."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import timedelta

import pytest

from bot.domain.errors import Broken
from bot.ports.storing import Installation, UnitOfWork
from storage.engine import SqlStore
from tests.builders import HOUR
from tests.stores import MACHINE, opened

SECOND = timedelta(seconds=1)
NONE = timedelta()
ACME = Installation(
    chat="slack",
    workspace="T1",
    app="A1",
    bot="U1",
    whole=False,
    scopes=("chat:write", "users:read"),
    token="sealed",
    refresh="sealed too",
    expires_at=MACHINE + 12 * HOUR,
    why=None,
    installed_at=MACHINE,
)


def take(uow: UnitOfWork, *, after: timedelta = NONE, pressed: bool = False) -> timedelta:
    """Three at once, the last of which is kept for a press; one more each second."""
    return uow.allowances.take(
        "slack",
        "T1",
        "chat.update",
        every=SECOND,
        burst=3,
        reserve=1,
        pressed=pressed,
        now=MACHINE + after,
    )


def test_an_installation_is_what_was_saved_last(uow: UnitOfWork) -> None:
    other = replace(ACME, workspace="E9", whole=True, refresh=None, expires_at=None, scopes=())
    uow.installations.save(replace(ACME, token="older", scopes=("chat:write",)))
    uow.installations.save(ACME)
    uow.installations.save(other)
    uow.installations.save(replace(ACME, chat="teams"))

    assert uow.installations.find("slack", "T1") == ACME
    assert uow.installations.find("slack", "T2") is None
    assert list(uow.installations.list_of("slack")) == [other, ACME]
    assert [one.chat for one in uow.installations.list_all()] == ["slack", "slack", "teams"]


def test_an_installation_never_shows_its_tokens() -> None:
    assert "sealed" not in repr(ACME)


def test_an_installation_that_ended_forgets_its_tokens(uow: UnitOfWork) -> None:
    uow.installations.save(ACME)

    uow.installations.end("slack", "T1", why="uninstalled")
    uow.installations.end("slack", "T404", why="uninstalled")

    ended = replace(ACME, token=None, refresh=None, expires_at=None, why="uninstalled")
    assert uow.installations.find("slack", "T1") == ended
    assert uow.installations.find("slack", "T404") is None
    assert not uow.installations.lease_refresh("slack", "T1", now=MACHINE, until=MACHINE + HOUR)


def test_one_process_at_a_time_refreshes_a_token(uow: UnitOfWork) -> None:
    def lease(after: timedelta) -> bool:
        now = MACHINE + after
        return uow.installations.lease_refresh("slack", "T1", now=now, until=now + HOUR)

    assert not lease(NONE)
    uow.installations.save(ACME)

    assert lease(NONE)
    assert not lease(HOUR - SECOND)
    assert lease(HOUR)
    uow.installations.save(replace(ACME, token="newer"))
    assert lease(HOUR)


def test_a_token_that_does_not_expire_is_not_refreshed(uow: UnitOfWork) -> None:
    uow.installations.save(replace(ACME, refresh=None))

    assert not uow.installations.lease_refresh("slack", "T1", now=MACHINE, until=MACHINE + HOUR)


def test_an_allowance_is_used_up_and_comes_back(uow: UnitOfWork) -> None:
    assert [take(uow) for _ in range(3)] == [NONE, NONE, SECOND]
    assert take(uow, after=SECOND / 2) == SECOND / 2
    assert take(uow, after=SECOND) == NONE
    assert take(uow, after=SECOND) == SECOND
    # However long nobody took any, there are never more at once.
    assert [take(uow, after=HOUR) for _ in range(3)] == [NONE, NONE, SECOND]


def test_what_somebody_pressed_for_may_use_what_is_kept(uow: UnitOfWork) -> None:
    assert [take(uow) for _ in range(3)] == [NONE, NONE, SECOND]

    assert take(uow, pressed=True) == NONE
    assert take(uow, pressed=True) == SECOND
    assert take(uow) == 2 * SECOND


def test_an_allowance_is_one_methods_in_one_workspace(uow: UnitOfWork) -> None:
    def other(workspace: str, name: str) -> timedelta:
        ask = uow.allowances.take
        return ask(
            "slack", workspace, name, every=HOUR, burst=1, reserve=0, pressed=False, now=MACHINE
        )

    assert other("T1", "views.open") == NONE
    assert other("T1", "views.open") == HOUR
    assert other("T2", "views.open") == NONE
    assert other("T1", "chat.update") == NONE


def test_rest_is_for_everybody_and_the_longest_counts(uow: UnitOfWork) -> None:
    uow.allowances.rest("slack", "T1", "chat.update", until=MACHINE + 30 * SECOND)
    uow.allowances.rest("slack", "T1", "chat.update", until=MACHINE + 10 * SECOND)

    assert take(uow, pressed=True) == 30 * SECOND
    assert take(uow, after=20 * SECOND) == 10 * SECOND
    assert take(uow, after=30 * SECOND) == NONE


def test_rest_after_some_was_used_keeps_what_was_used(uow: UnitOfWork) -> None:
    for _ in range(2):
        take(uow)
    uow.allowances.rest("slack", "T1", "chat.update", until=MACHINE + SECOND / 2)

    assert take(uow, after=SECOND / 2) == SECOND / 2
    assert take(uow, after=SECOND / 2, pressed=True) == NONE


def test_an_allowance_of_which_all_is_kept_is_a_fault_of_ours(uow: UnitOfWork) -> None:
    with pytest.raises(Broken):
        uow.allowances.take(
            "slack", "T1", "x", every=SECOND, burst=1, reserve=1, pressed=False, now=MACHINE
        )


def test_two_processes_never_take_more_than_there_is(stored_url: str) -> None:
    def one(store: SqlStore) -> bool:
        with store.begin() as uow:
            rest = uow.allowances.take(
                "slack",
                "T1",
                "chat.postMessage",
                every=SECOND,
                burst=20,
                reserve=5,
                pressed=False,
                now=MACHINE,
            )
            uow.commit()
        return rest == NONE

    with (
        opened(stored_url) as first,
        opened(stored_url, first_id=9000) as second,
        ThreadPoolExecutor(8) as threads,
    ):
        taken = sum(threads.map(one, [first, second] * 40))

    assert taken == 15
