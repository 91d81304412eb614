"""A company with customers who have complained, on a database of its own."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import datetime
from itertools import count

from bot.clock import machine_now
from bot.domain.ids import CaseId
from bot.domain.post import Author, Said
from bot.ports.hearing import Deed, Fetched, Heard
from bot.usecases.hearing import hear
from storage.engine import SqlStore, open_store
from storage.ids import Ids
from storage.threads import Threads
from tests.acceptance.world import World

_numbers = count(1)
QUIET = "Ik word van het kastje naar de muur gestuurd over mijn factuur van € 49,50."
"""What can wait a day."""
URGENT = "Sinds de storing van gisteren werkt de tv niet meer, graag een reactie!"
"""What stands on the short ladder."""
_TEXTS = (
    "Al drie dagen geen internet en de monteur komt steeds niet opdagen. Wie helpt me?",
    QUIET,
    "Your app keeps logging me out, and nobody answers the chat.",
    URGENT,
)


@contextmanager
def company(url: str) -> Iterator[tuple[World, SqlStore, Threads]]:
    """Draadloos on a database, with the threads that a process has."""
    store = open_store(url, new_id=Ids(machine_now))
    threads = Threads(store)
    try:
        yield World(store), store, threads
    finally:
        threads.close()
        store.close()


def a_post(at: datetime, *, author: str | None = None, words: str | None = None) -> Heard:
    """A complaint of somebody who never spoke before, unless told otherwise."""
    number = next(_numbers)
    name = author or f"customer{number}"
    said = Said(
        source="facebook",
        external_id=f"post{number}",
        author=Author(name, name),
        text=words or _TEXTS[number % len(_TEXTS)],
        said_at=at,
        language="nl",
        url=f"https://example.com/posts/{number}",
        url_key=f"https://example.com/posts/{number}",
    )
    return Heard(Deed.CREATED, said.source, said.external_id, said)


def complaints(world: World, count: int, *, words: str | None = None) -> Sequence[CaseId]:
    """So many new open cases, each with its post and its card in the channels.

    `words`: all of them say this; else one and another, and which clocks ring when differs.
    """
    posts = [a_post(world.now, words=words) for _ in range(count)]
    for at in range(0, count, 200):
        hear(world.desk, "facebook", Fetched(posts[at : at + 200], cursor=None), now=world.now)
    cases = []
    with world.store.read() as uow:
        for one in posts:
            found = uow.posts.find(one.source, one.external_id)
            if found is not None and found.case is not None:
                cases.append(found.case)
    return cases
