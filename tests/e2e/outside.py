"""What is the same whatever a company chats in: its customers, and its clock."""

from __future__ import annotations

import asyncio
import json
import sqlite3
from collections.abc import Awaitable, Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import TypeVar

from aiohttp import ClientSession
from standardwebhooks import Webhook

from bot.clock import machine_now, ticks
from tests.e2e.company import SECRET, Premises
from tests.e2e.slack import moved

T = TypeVar("T")

SECONDS = 20.0
"""That anything may take on a machine that does other things as well."""


async def seen(look: Callable[[], Awaitable[T]], *, within: float = SECONDS) -> T:
    """What `look` finds, as soon as it finds something."""
    end = ticks() + within
    while not (found := await look()):
        assert ticks() < end, "it never came to be"
        await asyncio.sleep(0.05)
    return found


@contextmanager
def locked(premises: Premises) -> Iterator[None]:
    """Somebody else writes in the database, and takes their time."""
    database = sqlite3.connect(premises.folder / premises.database, isolation_level=None)
    try:
        database.execute("BEGIN IMMEDIATE")
        yield
        database.execute("ROLLBACK")
    finally:
        database.close()


@dataclass
class Outside:
    """A bot on its premises, and customers who complain; on a clock that may be moved."""

    premises: Premises
    _later: timedelta = field(default=timedelta(), init=False)

    def now(self) -> datetime:
        """What time the bot believes it is."""
        return machine_now() + self._later

    def goes_to(self, at: datetime) -> None:
        """Move the bot's clock on; it was started on one that can be moved."""
        assert at >= self.now(), "time never goes back"
        self._later = at - machine_now()
        file = self.premises.folder / moved.FILE
        fresh = file.with_suffix(".new")
        fresh.write_text(str(self._later.total_seconds()))
        fresh.replace(file)  # the bot never reads half a number

    async def says(self, author: str, text: str, number: str | None = None) -> None:
        """A customer complains in public."""
        post = {
            "id": number or f"{author}-1",
            "published_at": self.now().isoformat(),
            "author": author,
            "text": text,
            "url": f"https://social.example/{author}/1",
        }
        body, at = json.dumps(post), self.now()
        signed = Webhook(SECRET).sign(post["id"], at, body)
        stamp = str(int(at.timestamp()))
        headers = {"webhook-id": post["id"], "webhook-timestamp": stamp}
        headers["webhook-signature"] = signed
        hook = f"{self.premises.origin}/hooks/clips"
        async with (
            ClientSession() as tool,
            tool.post(hook, data=body.encode(), headers=headers) as answer,
        ):
            assert answer.status in {200, 202, 204}, await answer.text()


async def introduced(premises: Premises) -> None:
    """What this is stands in every channel: what a test spoils then is not used up by it."""
    behind = "SELECT count(*) FROM cards WHERE kind = 'intro' AND state <> 'live'"

    async def look() -> bool:
        return await asyncio.to_thread(premises.ask, behind) == [(0,)]

    await seen(look)
