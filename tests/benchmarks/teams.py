"""A whole press in Teams over HTTP, against botbuilder doing nothing: as it comes, and cured."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import ExitStack
from functools import partial
from itertools import count
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, NamedTuple

from bot.domain.ids import CaseId
from bot.presentation.intent import Intent, Verb
from tests.benchmarks.measuring import Figure, duration, turns
from tests.benchmarks.slack import ANY_NUMBER, Presser, open_cases, serving
from tests.benchmarks.teams_servers import environment
from tests.own_databases import KINDS, OwnDatabases
from tests.slack.volley import HOST
from tests.teams.company import BOT, CLIENTS, TENANT, WEBCARE, Person, a_person
from tests.teams.volley import invoke

FASTER, SLOWER = 4.0, 0.5
"""Aims at one at a time: so many times the presses a second of the library as it comes, and of the
cured one."""
_HELPERS: tuple[Person, ...] = tuple(a_person(f"P{number}", number) for number in range(7))
_numbers = count(1)

HOUSE = f"""
[company]
name = "Draadloos"
{ANY_NUMBER}
[teams]
tenants = ["{TENANT}"]

[channels.klanten]
at = "teams:{TENANT}/{CLIENTS}"

[channels.webcare]
at = "teams:{TENANT}/{WEBCARE}"
webcare = true

[[routes]]
key = "all"
channels = ["klanten", "webcare"]

[people]
"""
_PERSON = '{0} = {{ name = "{0}", department = "D{0}", accounts = ["teams:{1}/{2}"] }}\n'


class Pressers(NamedTuple):
    """Who press in turn."""

    ours: Presser
    stock: Presser
    cured: Presser
    alone: Presser
    """On a server that does nothing: what the pressing itself costs."""


def measure(databases: OwnDatabases, *, quick: bool) -> Iterator[Figure]:
    """At 1 and at 50 at once, on both databases."""
    with ExitStack() as ends:
        folder = Path(ends.enter_context(TemporaryDirectory()))
        among = {"stock": "teams_bare", "cured": "teams_bare", "mute": "teams_servers"}
        others = {
            kind: ends.enter_context(serving(kind, among=where)) for kind, where in among.items()
        }
        for kind in KINDS:
            with databases.make(kind) as url:
                yield from _on(kind, url, folder, others, quick=quick)


def _on(
    kind: str, url: str, folder: Path, others: dict[str, int], *, quick: bool
) -> Iterator[Figure]:
    rounds, presses = (3, 40) if quick else (9, 150)
    config = folder / "bench.toml"
    people = (_PERSON.format(one.name, TENANT, one.object_id) for one in _HELPERS)
    config.write_text(HOUSE + "".join(people))
    cases = iter(open_cases(str(config), url, 2 * (rounds + 1) * presses, environment))
    with serving("ours", str(config), url, among="teams_servers") as port:
        for at_once in (1, 50):
            one = partial(
                Presser, at_once=at_once, receiver=others["mute"], presses=presses, make=a_press
            )
            pressers = Pressers(
                one(port, cases=cases, said=b"Dank je"),
                one(others["stock"]),
                one(others["cured"]),
                one(others["mute"]),
            )
            turns(rounds, *(presser.round for presser in pressers))
            yield from _figures(f"{at_once} at once, {kind}", pressers, aimed=at_once == 1)


def _figures(where: str, pressers: Pressers, *, aimed: bool) -> Iterator[Figure]:
    ours, stock, cured, alone = pressers
    aims = (f"≥ {FASTER:g} ×", f"≥ {SLOWER:g} ×") if aimed else ("", "")
    note = f"{ours.told}; pressing itself {alone.told}"
    yield Figure(f"press in Teams, {where}", duration(ours.p50), note=note)
    against_stock, against_cured = ours.rate / stock.rate, ours.rate / cured.rate
    yield Figure(
        "  presses/s against botbuilder as it comes", f"{against_stock:.2f} ×", aims[0], stock.told
    )
    yield Figure(
        "  presses/s against botbuilder, cured", f"{against_cured:.2f} ×", aims[1], cured.told
    )


def a_press(case: CaseId, receiver: int) -> bytes:
    """A press of *I'll take this*, as it goes over the wire; `receiver` is the connector's port."""
    number = next(_numbers)
    person = _HELPERS[number % len(_HELPERS)]
    return a_press_of(person, case, f"http://{HOST}:{receiver}/")


def a_press_of(person: Person, case: CaseId, service_url: str) -> bytes:
    """The same of somebody in particular."""
    intent = Intent(Verb.CLAIM, f"case:{case}", 1)
    action = {"type": "Action.Execute", "verb": "press", "data": {"i": intent.encode()}}
    pressed = {"name": "adaptiveCard/action", "replyToId": "1"}
    value = {"action": action, "trigger": "manual"}
    return invoke(_activity("invoke", person, service_url) | pressed | {"value": value})


def an_installation(person: Person, service_url: str) -> bytes:
    """Somebody lets the bot into the team."""
    return invoke(_activity("installationUpdate", person, service_url) | {"action": "add"})


def _activity(kind: str, person: Person, service_url: str) -> dict[str, Any]:
    return {
        "type": kind,
        "id": f"f:{next(_numbers)}",
        "timestamp": "2026-03-17T09:05:00.000Z",
        "channelId": "msteams",
        "serviceUrl": service_url,
        "from": {"id": person.id, "name": person.name, "aadObjectId": person.object_id},
        "recipient": {"id": BOT, "name": "Knuffel"},
        "conversation": {
            "id": CLIENTS,
            "conversationType": "channel",
            "isGroup": True,
            "tenantId": TENANT,
        },
        "channelData": {"tenant": {"id": TENANT}, "channel": {"id": CLIENTS}},
        "locale": "nl-NL",
    }
