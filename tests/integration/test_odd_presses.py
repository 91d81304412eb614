"""No press, whoever made it by hand, is a fault of ours: everything has an answer."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import count
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.interactions.interaction import Interaction
from bot.presentation.intent import Intent, Verb, decode
from storage.engine import open_store
from storage.migrate import migrate
from tests.acceptance.world import World

MUCH = str(2**63)
NUMBERS = ("0", "1", "-1", "1021", str(2**63 - 1), MUCH, "9" * 30, "²", "1_0", "x", "")
KINDS = ("case", "promise", "notice", "digest", "house", "week", "")
SUBJECTS = (
    *(f"{kind}:{number}" for kind in KINDS for number in NUMBERS),
    *("house", "digest", "notice", "digest:2026-W12", "digest:2026-W99", ":::", "case"),
)
MOMENTS = ("0001-01-01T00:00", "9999-12-31T23:59", "9999-12-31", "0001-01-01", "2026-03-17T17:00")
ZONED = ("0001-01-01T00:00+14:00", "9999-12-31T23:59-14:00")
_CODES = ("customer", "public", "happy", "no_complaint", "legal", "nl", "on", "pick", "undated")
CODES = (*_CODES, "mon", "9:00", "24:00", "17u30", "yes", "23 t/m 27 maart")
ODD = ("\0", "\ud800", "a\0b", "x" * 5000, "-1", "1e999", "NaN", "Infinity", "€ 1.234,56", "²")
VALUES = st.sampled_from((*NUMBERS, *MOMENTS, *ZONED, *CODES, *ODD, "move", "ask_help", "raise"))
FIELDS = (
    *("words", "to", "when", "at", "until", "on", "first_on", "last_on", "deputy", "amount"),
    *("way", "url", "reason", "outcome", "helped", "widespread", "other", "posts", "promises"),
    *("colleague", "webcare", "doer", "channels", "why", "asked", "customer", "language"),
    *("instead", "evidence", "condition", "about", "share", "days", "begin", "end"),
    *("begin_again", "end_again", "others", "willing", "said", "text", "code"),
)
TYPED = st.dictionaries(
    st.sampled_from(FIELDS), st.one_of(VALUES, st.lists(VALUES, max_size=3).map(tuple)), max_size=6
)
ARGUMENTS = st.one_of(
    st.none(),
    st.sampled_from(
        (
            *NUMBERS,
            *MOMENTS,
            "yes",
            "2026-03-16/2026-03-20",
            "9/9",
            "solve",
            "solve:1:x",
            ":::",
            "cannot",
            "waiting.heard",
        )
    ),
    st.builds(
        "{}:{}".format, st.sampled_from([one.value for one in Verb]), st.sampled_from(NUMBERS)
    ),
)
PEOPLE = st.sampled_from(("amy", "erik", "dirk"))


@pytest.fixture(scope="module")
def world(tmp_path_factory: pytest.TempPathFactory) -> Iterator[World]:
    """A company with a case that Erik has, and one that nobody has."""
    place: Path = tmp_path_factory.mktemp("odd") / "knuffel.sqlite"
    url = f"sqlite:///{place}"
    migrate(url)
    numbers = count(1000)
    store = open_store(url, new_id=lambda: next(numbers))
    made = World(store)
    made.erik.presses(Verb.CLAIM, made.says("jos", "Hallo?"))
    made.says("mia", "Storing!")
    yield made
    store.close()


def live_subjects(world: World) -> list[str]:
    with world.store.read() as uow:
        mine = [f"case:{row.case}" for row in uow.cases.list_mine(world.erik.id)]
        waiting = uow.cases.list_waiting(limit=9, sensitive=True)
    return [*mine, *(f"case:{row.case}" for row in waiting)] or ["case:1"]


@settings(max_examples=300, suppress_health_check=[HealthCheck.too_slow])
@given(data=st.data(), verb=st.sampled_from(list(Verb)))
def test_every_press_has_an_answer(world: World, data: st.DataObject, verb: Verb) -> None:
    # What is drawn never depends on the world, which every press changes.
    odd, which = data.draw(st.sampled_from((None, *SUBJECTS))), data.draw(st.integers(0, 30))
    known = live_subjects(world)
    subject = known[which % len(known)] if odd is None or which % 2 else odd
    seen = data.draw(st.sampled_from((None, 0, 1, 2**63 - 1)))
    intent = Intent(verb, subject, seen, data.draw(ARGUMENTS))
    person = world.people[data.draw(PEOPLE)]
    number = f"odd{next(world.numbers)}"

    world.door.take(Interaction(number, person.account, intent, data.draw(TYPED)))


@pytest.mark.parametrize("seen", [MUCH, "-1", "1_0", "²", "x", " 1"])
def test_a_version_that_we_cannot_have_written_is_not_decoded(seen: str) -> None:
    with pytest.raises(ValueError, match="not "):
        decode(f"claim|case:1|{seen}|")


@pytest.mark.parametrize("value", ["claim|case:1\0||", "note|case:1||\ud800", "fly|case:1||"])
def test_what_we_cannot_have_encoded_is_not_decoded(value: str) -> None:
    with pytest.raises(ValueError, match="not "):
        decode(value)


def test_a_day_beyond_a_year_is_a_slip_of_the_hand(world: World) -> None:
    furthest, beyond = "2027-03-17", "2027-03-18"

    assert "te ver" in world.erik.hears(Verb.SET_ABSENCE, "house", first_on=beyond, last_on=beyond)
    assert "te ver" in world.erik.hears(
        Verb.SET_ABSENCE, "house", first_on="2026-03-17", last_on=beyond
    )
    assert "te ver" not in world.erik.hears(
        Verb.SET_ABSENCE, "house", first_on="2026-12-17", last_on=furthest
    )
    assert "te ver" in world.dirk.hears(Verb.DECIDE_DIGEST, "digest:2026-W11", on=beyond)


@pytest.mark.parametrize("moment", [*MOMENTS[:4], *ZONED])
def test_a_moment_at_the_end_of_the_calendar_is_not_understood(world: World, moment: str) -> None:
    case = world.says("pim", "Geen internet")
    world.erik.presses(Verb.CLAIM, case)

    refused = world.erik.hears(Verb.PROMISE, case, words="Ik bel", to="customer", at=moment)

    assert "Schrijf het zo" in refused
    assert world.case(case).promises == ()
