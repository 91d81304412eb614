"""Two doors hear the same author at the same moment: one case, whatever the database."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import UTC, datetime
from itertools import count
from threading import Barrier

from bot.domain.case import Case, DismissReason, State
from bot.domain.policy import Policy
from bot.domain.post import Author, Said
from bot.ports.hearing import Deed, Fetched, Heard
from bot.usecases.desk import Desk
from bot.usecases.hearing import hear
from storage.engine import open_store

NOW = datetime(2026, 3, 16, 9, tzinfo=UTC)
ROUNDS = 10


def _said(number: str, author: str) -> Fetched:
    said = Said("web", number, Author(author, author.capitalize()), "Hallo?", NOW)
    return Fetched([Heard(Deed.CREATED, "web", number, said)], cursor=None)


def _ended(case: Case) -> Case:
    dismissed = DismissReason.NO_COMPLAINT
    return replace(case, state=State.DISMISSED, dismissed=dismissed, silent_since=None)


def test_one_author_heard_by_two_doors_at_once_has_one_case(stored_url: str) -> None:
    numbers = count(1)
    store = open_store(stored_url, new_id=lambda: next(numbers))
    desk = Desk(store, Policy())
    for number in range(ROUNDS):
        # The author is known from before, with a case that has ended.
        hear(desk, "web", _said(f"first{number}", f"author{number}"), now=NOW)
    with store.begin() as uow:
        for number in range(ROUNDS):
            post = uow.posts.find("web", f"first{number}")
            assert post is not None
            assert post.case is not None
            case = uow.cases.lock(post.case)
            uow.cases.save(case, _ended(case), look_at=None)
        uow.commit()

    barrier = Barrier(2)

    def door(name: str) -> None:
        for number in range(ROUNDS):
            barrier.wait(10)
            hear(desk, "web", _said(f"{name}{number}", f"author{number}"), now=NOW)

    with ThreadPoolExecutor(2) as pool:
        list(pool.map(door, ("left", "right")))

    with store.read() as uow:
        for number in range(ROUNDS):
            left = uow.posts.find("web", f"left{number}")
            right = uow.posts.find("web", f"right{number}")
            assert left is not None
            assert right is not None
            assert left.case == right.case
    store.close()
