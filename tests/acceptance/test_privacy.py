"""What is kept of people's words and names, and where they must never be found."""

from __future__ import annotations

import dataclasses
import io
import json
import logging
from collections.abc import Iterator
from datetime import timedelta
from typing import Any, get_args, get_type_hints

import pytest

from bot.config import Config, parse_house
from bot.domain.digest import Digest, to_json
from bot.domain.ids import CaseId, EmployeeId
from bot.entrypoints.exporting import export
from bot.ports.chatting import ChatAway, NotDeliverable, Paced
from bot.ports.hearing import Deed, Fetched, Heard, Unreadable
from bot.presentation.intent import Verb
from bot.usecases.digesting import digest_of
from bot.usecases.hearing import hear
from tests.acceptance.world import World

SECRET = "zeekomkommer"
"""A word that stands in everything that people say here, and in nothing of ours."""
PEOPLE = frozenset({"actor", "by", "colleague", "employee", "helper", "owner", "person", "who"})
"""What a field would be called that leads to a colleague."""


def _lived_through(world: World) -> CaseId:
    """Eight days of a case full of everybody's words, in which much goes wrong."""
    case = world.says(f"jos {SECRET}", f"Drie dagen geen internet. {SECRET}!", post="p-1")
    world.erik.presses(Verb.CLAIM, case)
    world.erik.presses(Verb.REPLY, case)
    due = "2026-03-18T17:00"
    world.erik.presses(Verb.PROMISE, case, words=f"Ik bel over {SECRET}", at=due)
    world.erik.presses(Verb.NOTE, case, words=f"Hij zegt {SECRET}")
    world.chat.failures = [ChatAway("timeout"), Paced(timedelta(0)), NotDeliverable("closed")]
    to = str(world.ravi.id)
    world.erik.presses(Verb.HANDOVER, case, colleague=to, words=f"{SECRET} kun jij")
    world.chat.lost_answers = 1
    world.ravi.presses(Verb.ACCEPT, case)
    for promise in world.case(case).open_promises:
        world.ravi.presses(Verb.KEEP, f"promise:{promise.id}", words=f"{SECRET} is gebeld")
    world.passes(hours=1)
    world.says(f"jos {SECRET}", f"En nu? {SECRET}", post="p-2")
    world.passes(days=8)
    assert {"promised", "noted", "handover_accepted", "repeat_contact"} <= set(world.codes(case))
    return case


def _everything_on_screen(world: World) -> str:
    """What every posted message shows now, as one text."""
    shown = (f"{one.text}\n{one.card.summary}" for one in world.chat.messages.values())
    return "\n".join(shown).lower()


def _told(caplog: pytest.LogCaptureFixture) -> str:
    """Every log record as it is written, with its traceback."""
    formatter = logging.Formatter("%(name)s %(message)s")
    return "\n".join(formatter.format(record) for record in caplog.records).lower()


def test_no_log_holds_what_anybody_said(world: World, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG)

    _lived_through(world)
    broken = Unreadable("line 7", "no date", f"{SECRET};;")
    hear(world.desk, "file", Fetched((), None, (broken,)), now=world.now)

    assert SECRET in world.everything_stored()
    assert "carrying" in _told(caplog)  # something did go wrong, and was told
    assert SECRET not in _told(caplog)


def test_what_its_source_deletes_is_in_no_row_and_on_no_card(world: World) -> None:
    world.says("jos", f"Drie dagen geen internet. {SECRET}!", post="p-1")
    case = world.says("jos", f"En nu? {SECRET}", post="p-2")
    world.erik.presses(Verb.CLAIM, case)
    world.erik.presses(Verb.RELEASE, case)
    assert SECRET in world.everything_stored()
    assert SECRET in _everything_on_screen(world)

    world.hears(*(Heard(Deed.DELETED, "facebook", post) for post in ("p-1", "p-2")))

    assert SECRET not in world.everything_stored()
    assert SECRET not in _everything_on_screen(world)


def test_an_author_who_is_gone_is_in_no_row_and_on_no_card(world: World) -> None:
    name = f"jos {SECRET}"
    case = world.says(name, f"Drie dagen geen internet. {SECRET}!", post="p-1")
    world.erik.presses(Verb.CLAIM, case)
    world.erik.presses(Verb.REPLY, case)
    assert SECRET in world.everything_stored()
    assert SECRET in _everything_on_screen(world)

    world.hears(Heard(Deed.AUTHOR_GONE, "facebook", "", author=name))

    assert SECRET not in world.everything_stored()
    assert SECRET not in _everything_on_screen(world)


def test_what_was_told_forgets_what_its_source_deletes(world: World) -> None:
    case = world.says("jos", "Drie dagen geen internet!", post="p-1")
    world.erik.presses(Verb.CLAIM, case)
    world.erik.presses(Verb.REPLY, case)
    world.passes(hours=1)
    world.says("jos", f"En nu? {SECRET}", post="p-2")
    assert "customer_spoke" in world.erik.heard_of
    assert SECRET in _everything_on_screen(world)

    world.hears(Heard(Deed.DELETED, "facebook", "p-2"))

    assert SECRET not in _everything_on_screen(world)


def _numbers(value: object) -> Iterator[int]:
    """Every whole number in a piece of JSON."""
    if isinstance(value, dict):
        value = list(value.values())
    if isinstance(value, list):
        for one in value:
            yield from _numbers(one)
    elif isinstance(value, int):
        yield value


def _names(value: object) -> Iterator[str]:
    """Every name of a field in a piece of JSON."""
    if isinstance(value, dict):
        yield from value
        value = list(value.values())
    if isinstance(value, list):
        for one in value:
            yield from _names(one)


def _fields(kind: Any) -> Iterator[tuple[str, Any]]:
    """Every field of a value and of the values in it: name and type."""
    for argument in get_args(kind):
        yield from _fields(argument)
    if dataclasses.is_dataclass(kind):
        for name, type_ in get_type_hints(kind).items():
            yield name, type_
            yield from _fields(type_)


def _leaves(kind: Any) -> Iterator[Any]:
    arguments = get_args(kind)
    yield from (leaf for one in arguments for leaf in _leaves(one)) if arguments else (kind,)


def test_a_digest_has_no_place_for_a_colleague() -> None:
    fields = dict(_fields(Digest))

    assert len(fields) > 50
    assert fields.keys().isdisjoint(PEOPLE)
    assert EmployeeId not in {leaf for type_ in fields.values() for leaf in _leaves(type_)}


def test_neither_digest_nor_export_leads_to_a_colleague(world: World, stored_url: str) -> None:
    """Without people in it, no time can be taken of anybody, and nobody be ranked."""
    _lived_through(world)
    digest = json.loads(to_json(digest_of(world.desk, "2026-W12", now=world.now)))
    out = io.StringIO()
    export(Config(stored_url, 0, "INFO", parse_house(_NOBODY, "nobody")), out, words=False)
    exported = [json.loads(line) for line in out.getvalue().splitlines()]

    everybody = {colleague.id for colleague in world.people.values()}
    for told in (digest, exported):
        assert everybody.isdisjoint(_numbers(told))
        assert PEOPLE.isdisjoint(_names(told))
    assert {row["kind"] for row in exported} == {"history", "case", "promise"}
    assert "claimed" in {row.get("code") for row in exported}
    assert SECRET not in out.getvalue().lower()


_NOBODY = """
[company]
name = "Draadloos"
"""
