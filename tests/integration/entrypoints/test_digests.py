"""The weekly digest: made on time, once, for its readers; and what they answer."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, datetime
from itertools import count

import pytest

from bot.domain.digest import Digest, from_json
from bot.domain.errors import UnknownDigest
from bot.ports.storing import Press
from bot.presentation.intent import Verb
from bot.usecases import digesting
from bot.usecases.desk import Desk
from bot.usecases.digesting import (
    ask_digest,
    count_due_digests,
    decide_digest,
    digest_of,
    keep_digests,
    make_due_digests,
    plan_digests,
    read_digest,
    view_digest,
)
from bot.usecases.places import set_outside
from storage.engine import open_store
from tests.acceptance.world import Colleague, World, local


@pytest.fixture
def world(sqlite_stored: str) -> Iterator[World]:
    """Draadloos, on the Monday of week 12."""
    numbers = count(1000)
    store = open_store(sqlite_stored, new_id=lambda: next(numbers))
    yield World(store)
    store.close()


def a_press(who: Colleague, number: str = "1") -> Press:
    return Press(f"test:{number}", who.account, "digest", "digest")


def weeks_made(world: World) -> list[str]:
    with world.store.read() as uow:
        return [one.week for one in uow.digests.list_made(limit=20)]


def test_a_week_is_told_on_the_monday_after_it(world: World) -> None:
    world.says("jos", "Ik snap er niets meer van.")

    world.goes_to("2026-03-23 07:59")
    before = weeks_made(world)
    world.goes_to("2026-03-23 09:30")

    assert before == []
    assert weeks_made(world) == ["2026-W12"]
    for reader in (world.dirk, world.karin):
        assert any("week 12" in one.text.casefold() for one in reader.messages)


def test_a_digest_is_made_also_when_nothing_happened(world: World) -> None:
    world.goes_to("2026-03-24 09:00")

    with world.store.read() as uow:
        stored = uow.digests.find("2026-W12")
    assert stored is not None
    assert stored.body is not None
    assert from_json(stored.body).waiting.heard.value == 0


def test_looking_again_makes_nothing_again(world: World) -> None:
    world.goes_to("2026-03-23 10:00")

    assert make_due_digests(world.desk, now=world.now) == ()
    assert plan_digests(world.desk, now=world.now) == 0
    assert len(world.dirk.messages) == 1


def test_after_downtime_only_the_newest_missed_week_is_posted(world: World) -> None:
    world.goes_to("2026-03-17 09:00")

    world.sleeps_until("2026-04-15 10:00")

    assert weeks_made(world) == ["2026-W15", "2026-W14", "2026-W13", "2026-W12"]
    assert len(world.dirk.messages) == 1
    assert "week 15" in world.dirk.messages[0].text.casefold()


def test_after_a_long_downtime_the_last_weeks_are_made(world: World) -> None:
    world.goes_to("2026-03-24 09:00")

    world.sleeps_until("2026-12-14 10:00")

    assert len(weeks_made(world)) <= 10
    assert "2026-W50" in weeks_made(world)


def test_a_week_that_cannot_be_made_keeps_no_other_one_waiting(
    world: World, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    world.goes_to("2026-03-17 09:00")
    counting = digesting.digest_of

    def breaks(desk: Desk, week: str, *, now: datetime) -> Digest:
        if week in {"2026-W13", "2026-W15"}:
            raise ZeroDivisionError
        return counting(desk, week, now=now)

    monkeypatch.setattr(digesting, "digest_of", breaks)
    world.sleeps_until("2026-04-15 10:00")
    before, told = weeks_made(world), caplog.text
    caplog.clear()
    world.passes(minutes=30)
    assert "digest of" not in caplog.text  # not every five seconds
    monkeypatch.undo()
    world.passes(hours=1)

    assert before == ["2026-W14", "2026-W12"]
    assert "digest of 2026-W13 cannot be made" in told
    assert "ZeroDivisionError" in told
    assert weeks_made(world) == ["2026-W15", "2026-W14", "2026-W13", "2026-W12"]
    titles = [one.text.casefold().splitlines()[0] for one in world.dirk.messages]
    assert ["week 14" in titles[0], "week 15" in titles[1], len(titles)] == [True, True, 2]


def test_what_another_worker_made_first_is_not_made_again(world: World) -> None:
    world.goes_to("2026-03-17 09:00")
    world.now = local("2026-03-23 09:30")
    mine = count_due_digests(world.desk, now=world.now)
    theirs = count_due_digests(world.desk, now=world.now)

    made = [keep_digests(world.desk, one, now=world.now) for one in (mine, theirs)]

    assert made == [("2026-W12",), ()]
    with world.store.read() as uow:
        lines = uow.history.list_between(world.now, world.now.replace(hour=23))
    assert [line.code for line in lines] == ["digest_made"]


def test_a_digest_comes_in_its_readers_working_time(world: World) -> None:
    world.goes_to("2026-03-23 08:30")
    assert not world.dirk.messages

    world.goes_to("2026-03-23 09:05")

    assert world.dirk.messages


def test_any_week_can_be_counted_without_being_kept(world: World) -> None:
    case = world.says("jos", "Ik snap er niets meer van.")
    world.erik.presses(Verb.CLAIM, case)

    digest = digest_of(world.desk, "2026-W12", now=world.now)

    assert digest.waiting.heard.cases == (case,)
    assert digest.taken_up.outside.value == 1
    assert weeks_made(world) == []


@pytest.mark.parametrize("week", ["2026-W60", "next", "2026-W13"])
def test_a_week_that_is_none_or_has_not_begun_is_unknown(world: World, week: str) -> None:
    with pytest.raises(UnknownDigest):
        digest_of(world.desk, week, now=world.now)


def test_who_helped_long_ago_is_not_new(world: World) -> None:
    old = world.says("jos", "Ik snap er niets meer van.")
    world.erik.presses(Verb.CLAIM, old)
    world.erik.presses(Verb.REPLY, old)
    world.erik.presses(Verb.SOLVE, old, outcome="happy")
    world.now = world.now.replace(month=6, day=15)
    again = world.says("mia", "Mijn factuur klopt niet.")
    world.erik.presses(Verb.CLAIM, again)

    digest = digest_of(world.desk, "2026-W25", now=world.now)

    assert digest.taken_up.outside.value == 1
    assert digest.taken_up.first_time.value == 0


def test_a_case_without_a_word_for_months_still_waits(world: World) -> None:
    case = world.says("jos", "Ik snap er niets meer van.")
    world.now = world.now.replace(month=7, day=15)

    digest = digest_of(world.desk, "2026-W28", now=world.now)

    assert digest.waiting.all_waiting.cases == (case,)


def test_a_reader_acknowledges_it_once(world: World) -> None:
    world.goes_to("2026-03-23 09:30")

    first = read_digest(world.desk, a_press(world.dirk), week="2026-W12", now=world.now)
    again = read_digest(world.desk, a_press(world.dirk), week="2026-W12", now=world.now)

    assert first == again
    assert first.code == "digest_read"
    with world.store.read() as uow:
        stored = uow.digests.find("2026-W12")
        lines = uow.history.list_between(world.now, world.now.replace(hour=23))
    assert stored is not None
    assert stored.read_by == (world.dirk.id,)
    assert [line.code for line in lines].count("digest_read") == 1


def test_a_reader_says_by_when_they_decide(world: World) -> None:
    world.goes_to("2026-03-23 09:30")
    on = date(2026, 3, 26)

    answer = decide_digest(world.desk, a_press(world.dirk), week="2026-W12", on=on, now=world.now)

    assert not answer.refused
    with world.store.read() as uow:
        stored = uow.digests.find("2026-W12")
        assert stored is not None
        digest = from_json(stored.body or "")
        mine = view_digest(uow, world.desk.policy, digest, reader=world.dirk.id)
        others = view_digest(uow, world.desk.policy, digest, reader=world.karin.id)
    assert (mine.decides_on, mine.read) == (on, True)
    assert (others.decides_on, others.read) == (None, False)


def test_a_day_that_has_passed_decides_nothing(world: World) -> None:
    world.goes_to("2026-03-23 09:30")

    answer = decide_digest(
        world.desk, a_press(world.dirk), week="2026-W12", on=date(2026, 3, 20), now=world.now
    )

    assert answer.code == "InThePast"


def test_only_a_reader_decides(world: World) -> None:
    world.goes_to("2026-03-23 09:30")

    answer = decide_digest(
        world.desk, a_press(world.erik), week="2026-W12", on=date(2026, 3, 26), now=world.now
    )

    assert answer.code == "OnlyAsked"


def test_a_question_is_kept_in_words_that_can_be_erased(world: World) -> None:
    world.goes_to("2026-03-23 09:30")

    answer = ask_digest(
        world.desk, a_press(world.dirk), week="2026-W12", words="Wie is Jos?", now=world.now
    )

    words = answer.facts["words"]
    with world.store.read() as uow:
        assert list(uow.words.get_many([words]).values()) == ["Wie is Jos?"]  # type: ignore[list-item]


def test_a_digest_that_is_not_made_is_not_answered(world: World) -> None:
    answer = read_digest(world.desk, a_press(world.dirk), week="2026-W11", now=world.now)

    assert answer.code == "UnknownDigest"


def test_a_digest_comes_to_a_channel_too_where_a_reader_may_say_read(world: World) -> None:
    plan = replace(world.desk.policy.digest, channels=("netwerk", "gone"))
    world.desk = Desk(world.store, replace(world.desk.policy, digest=plan))
    world.carrier = replace(world.carrier, desk=world.desk)
    world.says("jos", "Ik snap er niets meer van.")
    world.goes_to("2026-03-23 10:00")

    (card,) = (one for one in world.channel("netwerk") if "week 12" in one.text.casefold())
    assert "Gelezen" in card.labels
    assert any("week 12" in one.text.casefold() for one in world.dirk.messages)

    reader = read_digest(world.desk, a_press(world.dirk), week="2026-W12", now=world.now)
    other = read_digest(world.desk, a_press(world.erik, "2"), week="2026-W12", now=world.now)

    assert (reader.code, other.code) == ("digest_read", "OnlyReaders")
    with world.store.read() as uow:
        stored = uow.digests.find("2026-W12")
    assert stored is not None
    assert stored.read_by == (world.dirk.id,)


def test_a_digest_in_a_channel_of_webcare_names_nobody_whose_case_is_sensitive(
    world: World,
) -> None:
    plan = replace(world.desk.policy.digest, channels=("webcare", "netwerk"))
    world.desk = Desk(world.store, replace(world.desk.policy, digest=plan))
    world.carrier = replace(world.carrier, desk=world.desk)
    world.says("jolanda", "Mijn advocaat stuurt u een brief.")
    world.goes_to("2026-03-23 10:00")

    for key in ("webcare", "netwerk"):
        (card,) = (one for one in world.channel(key) if "week 12" in one.text.casefold())
        assert "Jolanda" not in card.text


def test_strangers_in_a_channel_read_no_names_in_a_digest(world: World) -> None:
    plan = replace(world.desk.policy.digest, channels=("netwerk",))
    world.desk = Desk(world.store, replace(world.desk.policy, digest=plan))
    world.carrier = replace(world.carrier, desk=world.desk)
    world.says("jolanda", "Ik snap er niets meer van.")
    world.goes_to("2026-03-23 10:00")
    (card,) = (one for one in world.channel("netwerk") if "week 12" in one.text.casefold())
    assert "Jolanda" in card.text

    set_outside(world.desk, card.address, outside=True, now=world.now)
    world.carry()

    assert "Jolanda" not in card.text
