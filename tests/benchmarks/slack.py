"""A whole press in Slack over HTTP, against a listener of Bolt's that only acknowledges."""

from __future__ import annotations

import asyncio
import subprocess
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from functools import partial
from itertools import count
from pathlib import Path
from statistics import median, quantiles
from tempfile import TemporaryDirectory
from typing import NamedTuple

from bot.clock import machine_now
from bot.config import read_config
from bot.domain.ids import CaseId
from bot.ports.hearing import Fetched
from bot.presentation.intent import Intent, Verb
from bot.usecases.hearing import hear
from bot.wiring import wire
from tests.benchmarks.company import a_post
from tests.benchmarks.measuring import Figure, duration, turns
from tests.benchmarks.slack_servers import SECRET, environment
from tests.own_databases import KINDS, OwnDatabases
from tests.slack.volley import HOST, interaction, volley

ROOT = Path(__file__).parents[2]
TEAM = "T0BENCH"
FASTER, SLOWER = 8.0, 4.0
"""Aims at one at a time: so many times the default mode's presses a second at least; so many times
the other mode's p50 at most."""
BARE = ("bolt", "bolt-before")
OK = 200
_HELPERS = 7
_numbers = count(1)

ANY_NUMBER = """\
cases_per_person = 0
cases_of_a_beginner = 0
cases_after_the_first = 0
"""
"""Of a company: a few people press on all of its cases."""

HOUSE = f"""
[company]
name = "Draadloos"
{ANY_NUMBER}
[slack]
workspaces = ["{TEAM}"]

[channels.klanten]
at = "slack:{TEAM}/C0KLANTEN"

[channels.webcare]
at = "slack:{TEAM}/C0WEBCARE"
webcare = true

[[routes]]
key = "all"
channels = ["klanten", "webcare"]

[people]
"""
_PERSON = 'p{0} = {{ name = "P{0}", department = "D{0}", accounts = ["slack:{1}/U0P{0}"] }}\n'


def measure(databases: OwnDatabases, *, quick: bool) -> Iterator[Figure]:
    """At 1 and at 50 at once, on both databases."""
    with ExitStack() as ends:
        folder = Path(ends.enter_context(TemporaryDirectory()))
        bare = {kind: ends.enter_context(serving(kind)) for kind in BARE}
        mute = ends.enter_context(serving("mute"))
        for kind in KINDS:
            with databases.make(kind) as url:
                yield from _on(kind, url, folder, bare, mute, quick=quick)


def _on(
    kind: str, url: str, folder: Path, bare: dict[str, int], mute: int, *, quick: bool
) -> Iterator[Figure]:
    rounds, presses = (3, 40) if quick else (9, 150)
    config = folder / "bench.toml"
    config.write_text(HOUSE + "".join(_PERSON.format(one, TEAM) for one in range(_HELPERS)))
    cases = iter(open_cases(str(config), url, 2 * (rounds + 1) * presses))
    with serving("ours", str(config), url) as port:
        for at_once in (1, 50):
            one = partial(Presser, at_once=at_once, receiver=mute, presses=presses)
            pressers = Pressers(
                one(port, cases=cases), one(bare["bolt"]), one(bare["bolt-before"]), one(mute)
            )
            turns(rounds, *(one.round for one in pressers))
            expect_claimed(str(config), url, pressers.ours.pressed)
            yield from _figures(f"{at_once} at once, {kind}", pressers, aimed=at_once == 1)


def _figures(where: str, pressers: Pressers, *, aimed: bool) -> Iterator[Figure]:
    ours, default, before, alone = pressers
    aims = (f"≥ {FASTER:g} ×", f"≤ {SLOWER:g} ×") if aimed else ("", "")
    note = f"{ours.told}; pressing itself {alone.told}"
    yield Figure(f"press in Slack, {where}", duration(ours.p50), note=note)
    faster, slower = ours.rate / default.rate, ours.p50 / before.p50
    yield Figure("  presses/s against Bolt by default", f"{faster:.2f} ×", aims[0], default.told)
    yield Figure("  p50 against Bolt answering last", f"{slower:.2f} ×", aims[1], before.told)


# --- cases to press on --------------------------------------------------------------------------


def open_cases(
    config: str,
    url: str,
    number: int,
    settings: Callable[[str, str], Mapping[str, str]] = environment,
) -> Sequence[CaseId]:
    """So many open cases on a database, each with cards in its channels."""
    bot = wire(read_config(settings(config, url)), worker="bench")
    try:
        now = bot.business.now()
        posts = [a_post(now) for _ in range(number)]
        for at in range(0, number, 200):
            hear(bot.desk, "facebook", Fetched(posts[at : at + 200], cursor=None), now=now)
        with bot.store.read() as uow:
            found = [uow.posts.find(one.source, one.external_id) for one in posts]
        return [one.case for one in found if one is not None and one.case is not None]
    finally:
        bot.close()


def expect_claimed(config: str, url: str, pressed: Iterable[CaseId]) -> None:
    """Raises LookupError where a press was answered, and its case is nobody's all the same."""
    bot = wire(read_config(environment(config, url)), worker="bench")
    try:
        with bot.store.read() as uow:
            free = [case for case in pressed if uow.cases.get(case).owner is None]
    finally:
        bot.close()
    if free:
        raise LookupError(f"{len(free)} cases were pressed on, and are nobody's")


# --- pressing ------------------------------------------------------------------------------------


@contextmanager
def serving(kind: str, *arguments: str, among: str = "slack_servers") -> Iterator[int]:
    """A server in a process of its own; its port."""
    command = [sys.executable, "-m", f"tests.benchmarks.{among}", kind, *arguments]
    process = subprocess.Popen(
        command, cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    )
    assert process.stdin is not None
    assert process.stdout is not None
    try:
        port = process.stdout.readline()
        assert port, f"{kind} did not start"
        yield int(port)
    finally:
        process.stdin.close()
        process.wait()
        process.stdout.close()


@dataclass
class Presser:
    """Presses on one server, round by round, over connections that stay open.

    Requests are made and signed before the clock runs. `cases`: where each press claims another
    one; without, every press names the same, which a server that only acknowledges does not read.
    """

    port: int
    at_once: int
    receiver: int
    presses: int
    cases: Iterator[CaseId] | None = None
    make: Callable[[CaseId, int], bytes] | None = None
    """Makes one request of a case and the receiver; without, it is Slack's."""
    said: bytes = b""
    """Stands in every answer."""
    pressed: list[CaseId] = field(default_factory=list)
    _warm: bool = False
    _took: list[float] = field(default_factory=list)
    _rounds: list[float] = field(default_factory=list)

    def round(self) -> float:
        """Seconds that one round took."""
        cases = [CaseId(1) if self.cases is None else next(self.cases) for _ in range(self.presses)]
        make = self.make or request
        self.pressed += cases
        requests = [make(case, self.receiver) for case in cases]
        seconds, shots = asyncio.run(volley(self.port, requests, self.at_once))
        for one in shots:
            if one.status != OK or self.said not in one.body:
                raise LookupError(one)
        if self._warm:
            self._rounds.append(seconds)
            self._took += [one.seconds for one in shots]
        self._warm = True
        return seconds

    @property
    def rate(self) -> float:
        """Presses a second: the median of the rounds."""
        return self.presses / median(self._rounds)

    @property
    def p50(self) -> float:
        """Seconds."""
        return median(self._took)

    @property
    def told(self) -> str:
        """Presses a second, and how long one took."""
        p99 = quantiles(self._took, n=100)[98]
        return f"{self.rate:.0f}/s, p50 {self.p50 * 1000:.2f} ms, p99 {p99 * 1000:.1f} ms"


class Pressers(NamedTuple):
    """Who press in turn."""

    ours: Presser
    default: Presser
    before: Presser
    alone: Presser
    """On a server that does nothing: what the pressing itself costs."""


def request(case: CaseId, receiver: int, *, team: str = TEAM, user: str | None = None) -> bytes:
    """A signed press of *I'll take this*, as it goes over the wire."""
    number = next(_numbers)
    presser = user or f"U0P{number % _HELPERS}"
    payload = {
        "type": "block_actions",
        "team": {"id": team, "domain": "draadloos"},
        "enterprise": None,
        "user": {"id": presser, "username": "p", "name": "p", "team_id": team},
        "api_app_id": "A0BENCH",
        "token": "none",
        "container": {"type": "message", "message_ts": "1.0", "channel_id": "C0KLANTEN"},
        "trigger_id": f"1.{number}",
        "channel": {"id": "C0KLANTEN", "name": "klanten"},
        "message": {"type": "message", "text": "Jos", "ts": "1.0"},
        "response_url": f"http://{HOST}:{receiver}/response/{number}",
        "is_enterprise_install": False,
        "actions": [
            {
                "type": "button",
                "action_id": "k.0",
                "block_id": "b0",
                "value": Intent(Verb.CLAIM, f"case:{case}", 1).encode(),
                "action_ts": "1.0",
            }
        ],
    }
    return interaction(payload, SECRET, machine_now())
