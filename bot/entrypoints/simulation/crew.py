"""The crew: workers that are processes of their own, side by side, and now and then killed."""

from __future__ import annotations

import random
import subprocess
import sys
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from multiprocessing import Pipe
from multiprocessing.connection import Connection, wait
from pathlib import Path
from typing import Any

from bot.clock import ticks
from bot.entrypoints.simulation.lockstep import Stuck, stand_still
from bot.entrypoints.simulation.receiver import Receiver
from storage.dialect import Kind
from storage.engine import SqlStore
from storage.lookout import is_left

COMMAND = ("simulate", "--as-worker")
_MOST_ROUNDS = 400
_BREATH = 0.05
"""Seconds to wait where what is left waits for machine time."""
_TIMER = 0.03
"""A kill by the clock comes at most so many seconds after the work began."""


@dataclass(slots=True)
class Killer:
    """Says when whom to kill: at random moments of the year, at any point of the work."""

    rng: random.Random
    moments: list[datetime]
    """Business moments from which on the next one is due, in order."""
    done: int = 0
    _posts: int | None = None
    """So many postings are still to come before it happens; then this one is the last."""
    _after: bool = False
    """Whether that posting arrives: killed between sending and remembering it."""
    _at: float | None = None
    """On the machine's clock."""

    def arm(self, at: datetime) -> None:
        """Draw how the next one happens, if it is due."""
        if not self.moments or at < self.moments[0] or self._is_armed:
            return
        if self.rng.random() < 0.6:
            self._posts, self._after = self.rng.randrange(4), self.rng.random() < 0.5
        else:
            self._at = ticks() + self.rng.uniform(0.001, _TIMER)

    def is_at_posting(self) -> bool:
        """Whether this posting is the one at which it happens."""
        if self._posts is None:
            return False
        self._posts -= 1
        return self._posts < 0

    @property
    def arrives(self) -> bool:
        """Whether the posting at which it happens arrives all the same."""
        return self._after

    def is_time(self) -> bool:
        """Whether it happens now, whatever is being done."""
        return self._at is not None and ticks() >= self._at

    def note(self) -> None:
        """It has happened."""
        self.moments.pop(0)
        self.done += 1
        self._posts = self._at = None

    def rest(self) -> None:
        """Nobody works any more: a kill by the clock waits for the next work."""
        self._at = None

    @property
    def _is_armed(self) -> bool:
        return self._posts is not None or self._at is not None


@dataclass(slots=True)
class Mate:
    """One worker: its process, and the connection to it."""

    name: str
    process: subprocess.Popen[bytes]
    line: Connection[Any, Any]
    is_working: bool = False


@dataclass(slots=True)
class Crew:
    """Workers in processes of their own. Implements Workers."""

    names: Sequence[str]
    store: SqlStore
    config: Path
    url: str
    receiver: Receiver
    killer: Killer
    _mates: dict[str, Mate] = field(default_factory=dict)
    _resident: dict[str, int] = field(default_factory=dict)

    @property
    def killed(self) -> int:
        """How often one of them was killed."""
        return self.killer.done

    def start(self, at: datetime) -> None:
        """Start them all at a business moment."""
        for name in self.names:
            self._hire(name, at)

    def begin(self, at: datetime) -> None:
        """Let them work at a moment, while others press and speak.

        SQLite has one writer: there whoever presses would only wait for them, or they for it.
        """
        if self.store.kind is not Kind.SQLITE:
            self._begin(at)

    def _begin(self, at: datetime) -> None:
        self.killer.arm(at)
        for mate in list(self._mates.values()):
            self._tell(mate, at)

    async def settle(self, at: datetime) -> None:
        """Wait until everything that is due at a moment is done."""
        self._finish(at)
        for _ in range(_MOST_ROUNDS):
            self._begin(at)
            self._finish(at)
            if not is_left(self.store, by=at):
                self.killer.rest()
                return
            wait([], _BREATH)
        raise Stuck("there is always more to carry", at)

    def resident(self) -> int:
        """Bytes of memory of the largest of them."""
        return max(self._resident.values(), default=0)

    def close(self) -> None:
        """Stop them."""
        for mate in self._mates.values():
            mate.line.close()
            mate.process.terminate()
            mate.process.wait()

    def _hire(self, name: str, at: datetime) -> None:
        """Start one, again under the name that it had."""
        stand_still(self.store, at)
        mine, theirs = Pipe()
        arguments = [name, str(theirs.fileno()), str(self.config), self.url]
        process = subprocess.Popen(  # noqa: S603 - this very program
            [sys.executable, "-m", "bot", *COMMAND, *arguments], pass_fds=[theirs.fileno()]
        )
        theirs.close()
        self._mates[name] = Mate(name, process, mine)

    def _tell(self, mate: Mate, at: datetime) -> None:
        if mate.is_working:
            return
        mate.is_working = True
        try:
            mate.line.send(at)
        except OSError:
            self._replace(mate, at)

    def _finish(self, at: datetime) -> None:
        """Serve their postings until none of them works any more."""
        while working := [mate for mate in self._mates.values() if mate.is_working]:
            ready = wait([mate.line for mate in working], _TIMER)
            if self.killer.is_time():
                self._kill(self.killer.rng.choice(working), at)
                continue
            self._serve((mate for mate in working if mate.line in ready), at)

    def _serve(self, mates: Iterable[Mate], at: datetime) -> None:
        for mate in mates:
            try:
                asked = mate.line.recv()
            except (EOFError, OSError):
                self._replace(mate, at)
                continue
            if isinstance(asked, int):
                self._resident[mate.name] = asked
                mate.is_working = False
            elif asked[0] == "post" and self.killer.is_at_posting():
                if self.killer.arrives:
                    self.receiver.post(*asked[1:])
                self._kill(mate, at)
            else:
                mate.line.send(getattr(self.receiver, asked[0])(*asked[1:]))

    def _kill(self, mate: Mate, at: datetime) -> None:
        mate.process.kill()
        self.killer.note()
        self._replace(mate, at)

    def _replace(self, mate: Mate, at: datetime) -> None:
        """It is gone: another takes its name, and its work."""
        mate.process.wait()
        mate.line.close()
        if mate.process.returncode > 0:
            raise Stuck(f"{mate.name} ended with {mate.process.returncode}", at)
        self._hire(mate.name, at)
        self._tell(self._mates[mate.name], at)


def draw_kills(kills: int, *, busy: Sequence[datetime], seed: int) -> Killer:
    """So many kills at random among the moments at which something is said."""
    rng = random.Random(f"kills {seed}")  # noqa: S311 - a story, not a secret
    inner = busy[: len(busy) * 4 // 5] or busy  # so that there is work left for the last ones
    moments = sorted(rng.choice(inner) for _ in range(kills))
    return Killer(rng, moments)


@dataclass(slots=True)
class Distant:
    """The way from a worker's process to the receiver. Implements Line."""

    line: Connection[Any, Any]

    def post(self, conversation: str, key: str, asks: tuple[str, ...]) -> str:
        """Post it; the ref."""
        return str(self._ask("post", conversation, key, asks))

    def redraw(self, ref: str) -> bool:
        """Whether it was there."""
        return bool(self._ask("redraw", ref))

    def find(self, conversation: str, key: str) -> str | None:
        """The ref of a key."""
        found = self._ask("find", conversation, key)
        return None if found is None else str(found)

    def _ask(self, *asked: object) -> object:
        self.line.send(asked)
        return self.line.recv()
