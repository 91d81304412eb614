"""The house's own rows: words, digests, settings, cursors, and the console's board."""

from __future__ import annotations

import pytest

from bot.domain.errors import Broken
from bot.domain.ids import CaseId, EmployeeId, WordsId
from bot.ports.storing import ClockRow, SourceState, StoredDigest, UnitOfWork, Words
from storage.engine import SqlStore
from tests.builders import AMY, ERIK, HOUR, NOW


def test_words_are_kept_until_they_are_erased(uow: UnitOfWork) -> None:
    uow.words.add(Words(WordsId(1), "I'll call", "promise"), author=ERIK.id, now=NOW)
    uow.words.add(Words(WordsId(2), "note", "note"), author=None, now=NOW)

    assert uow.words.get_many([WordsId(1), WordsId(2), WordsId(404)]) == {1: "I'll call", 2: "note"}

    uow.words.erase([WordsId(1)], now=NOW)
    uow.words.erase([], now=NOW)

    assert uow.words.get_many([WordsId(1), WordsId(2)]) == {2: "note"}
    assert uow.words.get_many([]) == {}


def test_words_of_one_kind_are_forgotten_with_their_case(uow: UnitOfWork) -> None:
    for number, kind, case in ((1, "offered", 7), (2, "note", 7), (3, "offered", 8)):
        words = Words(WordsId(number), "I'll call", kind, CaseId(case))
        uow.words.add(words, author=None, now=NOW)

    uow.words.erase_kind(CaseId(7), "offered", now=NOW)

    assert set(uow.words.get_many([WordsId(1), WordsId(2), WordsId(3)])) == {2, 3}


def test_a_digest_is_planned_once_made_and_read(uow: UnitOfWork) -> None:
    assert uow.digests.plan("2026-W12", look_at=NOW)
    assert not uow.digests.plan("2026-W12", look_at=NOW + HOUR)
    assert list(uow.digests.list_due(now=NOW - HOUR)) == []
    assert list(uow.digests.list_due(now=NOW)) == ["2026-W12"]
    assert uow.digests.find("2026-W12") == StoredDigest("2026-W12", None, None)
    assert list(uow.digests.list_made(limit=9)) == []

    uow.digests.save("2026-W12", '{"heard": 142}', made_at=NOW)
    uow.digests.save("2026-W11", "{}", made_at=NOW)
    uow.digests.read("2026-W12", AMY.id, now=NOW + HOUR)
    uow.digests.read("2026-W12", ERIK.id, now=NOW)
    uow.digests.read("2026-W12", ERIK.id, now=NOW + HOUR)

    made = StoredDigest("2026-W12", NOW, '{"heard": 142}', (ERIK.id, AMY.id))
    assert list(uow.digests.list_due(now=NOW)) == []
    assert uow.digests.find("2026-W12") == made
    assert [one.week for one in uow.digests.list_made(limit=9)] == ["2026-W12", "2026-W11"]
    assert uow.digests.find("2026-W01") is None


def test_a_setting_is_what_was_set_last(uow: UnitOfWork) -> None:
    assert uow.settings.get("policy") is None

    uow.settings.set("policy", "a")
    uow.settings.set("policy", "b")

    assert uow.settings.get("policy") == "b"


def test_business_time_is_machine_time_until_somebody_sets_it(uow: UnitOfWork) -> None:
    assert uow.settings.clock() is None

    uow.settings.set_clock(ClockRow(NOW, NOW + HOUR, 60.0))
    uow.settings.set_clock(ClockRow(NOW, NOW, 0.5))

    assert uow.settings.clock() == ClockRow(NOW, NOW, 0.5)


def test_a_source_is_heard_from_where_it_was_left(uow: UnitOfWork) -> None:
    assert uow.cursors.get("facebook") is None

    assert uow.cursors.failed("facebook", "no answer", now=NOW) == 1
    assert uow.cursors.failed("facebook", "no answer", now=NOW) == 2
    uow.cursors.set("facebook", "page 2", now=NOW)

    assert uow.cursors.get("facebook") == "page 2"
    assert uow.cursors.failed("facebook", "bad token", now=NOW + HOUR) == 1
    assert uow.cursors.get("facebook") == "page 2"
    assert uow.cursors.list_states() == [
        SourceState("facebook", "page 2", NOW, 1, "bad token", aside=0)
    ]


def test_what_could_not_be_read_is_kept_aside_once(uow: UnitOfWork) -> None:
    assert uow.cursors.set_aside("mail", "line 7", "no date", "…", now=NOW)
    assert not uow.cursors.set_aside("mail", "line 7", "no date", "…", now=NOW)
    assert uow.cursors.set_aside("mail", "line 8", "no date", "\0", now=NOW)
    uow.cursors.set("mail", "9", now=NOW)

    assert uow.cursors.list_states() == [SourceState("mail", "9", NOW, 0, None, aside=2)]


def test_the_board_posts_once_under_a_key(uow: UnitOfWork) -> None:
    ref = uow.board.put("general", "k", {"nl": "<p>Jos</p>"}, at=NOW)

    assert uow.board.put("general", "k", {"nl": "again"}, at=NOW) == ref
    assert uow.board.put("other", "k", {"nl": "Jos"}, at=NOW) != ref
    assert uow.board.find("general", "k") == ref
    assert uow.board.find("general", "404") is None
    (pinned,) = uow.board.list_of("general", limit=9)
    assert (pinned.ref, pinned.key, pinned.bodies) == (ref, "k", {"nl": "<p>Jos</p>"})


def test_the_board_shows_the_newest_messages_oldest_of_them_first(uow: UnitOfWork) -> None:
    for hour, key in enumerate("abc"):
        uow.board.put("general", key, {}, at=NOW + hour * HOUR)
    uow.board.put("general", "d", {}, at=NOW + 2 * HOUR)

    assert [one.key for one in uow.board.list_of("general", limit=3)] == ["b", "c", "d"]


def test_who_follows_the_board_sees_every_change_in_order(uow: UnitOfWork) -> None:
    assert uow.board.mark() == 0
    one = uow.board.put("general", "1", {"en": "one"}, at=NOW)
    two = uow.board.put("other", "2", {"en": "two"}, at=NOW)
    mark = uow.board.mark()

    assert uow.board.replace(one, {"en": "changed"})
    uow.board.remove(two)

    assert not uow.board.replace(two, {"en": "too late"})
    assert not uow.board.replace("404", {})
    changes = uow.board.list_since(mark)
    assert [(pinned.ref, pinned.bodies) for pinned in changes] == [
        (one, {"en": "changed"}),
        (two, {}),
    ]
    assert list(uow.board.list_of("other", limit=9)) == []
    assert uow.board.find("other", "2") is None
    assert uow.board.list_since(uow.board.mark()) == []


def test_what_was_removed_from_the_board_may_be_posted_anew(uow: UnitOfWork) -> None:
    first = uow.board.put("general", "k", {}, at=NOW)
    uow.board.remove(first)

    again = uow.board.put("general", "k", {"en": "again"}, at=NOW)

    assert again != first
    assert [pinned.ref for pinned in uow.board.list_of("general", limit=9)] == [again]


def test_a_digest_is_kept_once_and_only_what_is_not_made_is_put_off(uow: UnitOfWork) -> None:
    uow.digests.plan("2026-W12", look_at=NOW)
    uow.digests.plan("2026-W13", look_at=NOW)

    assert uow.digests.save("2026-W12", "first", made_at=NOW)
    assert not uow.digests.save("2026-W12", "second", made_at=NOW + HOUR)
    for week in ("2026-W12", "2026-W13"):
        uow.digests.put_off(week, until=NOW + HOUR)

    assert uow.digests.find("2026-W12") == StoredDigest("2026-W12", NOW, "first")
    assert list(uow.digests.list_due(now=NOW)) == []
    assert list(uow.digests.list_due(now=NOW + HOUR)) == ["2026-W13"]


def test_a_reader_changes_nothing(store: SqlStore) -> None:
    with store.begin() as uow:
        uow.digests.save("2026-W12", "{}", made_at=NOW)
        uow.commit()

    with store.read() as uow:
        assert uow.digests.find("2026-W12") is not None
        with pytest.raises(Broken):
            uow.digests.read("2026-W12", EmployeeId(1), now=NOW)

    with store.read() as uow:
        assert uow.digests.find("2026-W12") == StoredDigest("2026-W12", NOW, "{}")
