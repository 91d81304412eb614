"""Cards, notices and the outbox: whatever is behind is found, once, until it has caught up."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime, timedelta
from itertools import count

import pytest

from bot.domain.case import Case, State
from bot.domain.errors import Broken, UnknownNotice
from bot.domain.events import Code, Event
from bot.domain.ids import CardId, CaseId, EmployeeId, LaneId, NoticeId
from bot.domain.notice import Notice, NoticeKind
from bot.domain.post import Author
from bot.ports.storing import (
    SHARED,
    Address,
    CardKind,
    Copy,
    Lane,
    NewCard,
    Outgoing,
    Row,
    UnitOfWork,
)
from storage.engine import SqlStore
from tests.builders import AMY, ERIK, HOUR, MINUTE, NOW, a_case
from tests.stores import GENERAL, MACHINE, a_lane

SECOND = timedelta(seconds=1)
UNTIL = MACHINE + 15 * SECOND
_numbers = count(1)


@pytest.fixture
def case(uow: UnitOfWork) -> Case:
    """An open case without a customer."""
    return uow.cases.add(a_case(customer=None), look_at=None)


def _card(uow: UnitOfWork, case: Case, key: str, **changes: object) -> None:
    card = NewCard(key, CardKind.CHANNEL, a_lane(uow), case.id, channel="general")
    assert uow.cards.add(replace(card, **changes), now=NOW)  # type: ignore[arg-type]


def _notice(uow: UnitOfWork, key: str, case: Case | None = None, **changes: object) -> None:
    notice = Notice(key, NoticeKind.NO_REPLY, NOW, to=ERIK.id, case=case.id if case else None)
    changed = replace(notice, **changes)  # type: ignore[arg-type]
    assert uow.notices.add(changed, lane=a_lane(uow), now=NOW)


def _work(
    uow: UnitOfWork, *, lane: LaneId | None = None, now: datetime = MACHINE, at: datetime = NOW
) -> list[Outgoing]:
    return list(uow.outbox.list_work(lane or a_lane(uow), now=now, business=at, limit=99))


def _lanes(uow: UnitOfWork, *, at: datetime = NOW) -> list[LaneId]:
    return list(uow.outbox.list_lanes(now=MACHINE + MINUTE, business=at, limit=9))


def _keys(items: Iterable[Outgoing]) -> list[str]:
    return [item.key for item in items]


def _lease(uow: UnitOfWork, worker: str = "w") -> None:
    lane = a_lane(uow)
    assert uow.outbox.lease(lane, worker=worker, now=MACHINE, until=MACHINE + 30 * SECOND)


def _send(uow: UnitOfWork, item: Outgoing, *, shown: int = 1, settled: bool = False) -> None:
    _lease(uow)
    assert uow.outbox.sending(item, worker="w", until=UNTIL)
    ref = item.ref or f"ref:{item.key}"
    uow.outbox.sent(item, ref=ref, shown=shown, settled=settled, at=NOW)


def _send_all(uow: UnitOfWork, *, shown: int = 1, settled: bool = False) -> None:
    for item in _work(uow):
        _send(uow, item, shown=shown, settled=settled)


def _change(uow: UnitOfWork, case: Case, *, now: datetime = NOW) -> Case:
    """Save the case with something changed, as an action does, in a unit of work of its own."""
    before = uow.cases.lock(case.id)
    saved = uow.cases.save(before, replace(before, repeats=before.repeats + 1), look_at=None)
    uow.history.append([Event(Code.NOTED)], case=case.id, actor=None, now=now)
    return saved


# --- cards ------------------------------------------------------------------------------------


def test_a_card_waits_to_be_posted_and_its_key_is_taken(uow: UnitOfWork, case: Case) -> None:
    card = NewCard("k", CardKind.CHANNEL, a_lane(uow), case.id, channel="general")

    assert uow.cards.add(card, now=NOW)
    assert not uow.cards.add(card, now=NOW)

    (item,) = _work(uow)
    expected = Outgoing(
        Row.CARD,
        item.id,
        "k",
        case.id,
        "channel",
        None,
        "general",
        None,
        since=NOW,
        lane=card.lane,
        written_at=NOW,
    )
    assert item == expected
    assert uow.cards.get(CardId(item.id)) == Copy(
        id=CardId(item.id),
        key="k",
        kind=CardKind.CHANNEL,
        lane=a_lane(uow),
        case=case.id,
        reader=None,
        channel="general",
        digest=None,
        state="pending",
        ref=None,
        shown=0,
        posted_at=None,
    )
    with pytest.raises(Broken):
        uow.cards.get(CardId(404))


def test_a_card_that_was_posted_is_not_behind_until_its_case_changes(store: SqlStore) -> None:
    with store.begin() as uow:
        case = uow.cases.add(a_case(customer=None), look_at=None)
        _card(uow, case, "k")
        _send_all(uow)
        assert _work(uow) == []
        uow.commit()

    with store.begin() as uow:
        _change(uow, case, now=NOW + MINUTE)
        uow.commit()

    with store.begin() as uow:
        (item,) = _work(uow, at=NOW + HOUR)
        assert (item.ref, item.sending, item.since) == ("ref:k", False, NOW + MINUTE)
        _send(uow, item, shown=2)
        assert _work(uow, at=NOW + HOUR) == []
        assert uow.cards.get(CardId(item.id)).shown == 2


def test_a_card_that_was_drawn_from_an_older_truth_stays_behind(store: SqlStore) -> None:
    with store.begin() as uow:
        case = uow.cases.add(a_case(customer=None), look_at=None)
        _card(uow, case, "k")
        (item,) = _work(uow)
        _lease(uow)
        uow.outbox.sending(item, worker="w", until=UNTIL)
        uow.commit()

    with store.begin() as uow:
        _change(uow, case)
        uow.commit()

    with store.begin() as uow:
        uow.outbox.sent(item, ref="r", shown=1, settled=True, at=NOW)
        (again,) = _work(uow)
        assert again.ref == "r"
        _send(uow, again, shown=2, settled=True)
        assert _work(uow) == []
        uow.commit()

    with store.begin() as uow:
        _change(uow, case)
        uow.commit()

    with store.begin() as uow:
        assert _work(uow) == []


def test_a_card_that_was_marked_while_it_was_drawn_stays_behind(
    uow: UnitOfWork, case: Case
) -> None:
    _card(uow, case, "k", kind=CardKind.BRIEFING, reader=ERIK.id)
    (item,) = _work(uow)
    _lease(uow)
    uow.outbox.sending(item, worker="w", until=UNTIL)
    uow.cards.mark_behind(reader=ERIK.id)

    uow.outbox.sent(item, ref="r", shown=1, settled=False, at=NOW)

    (again,) = _work(uow)
    _send(uow, again)
    assert _work(uow) == []


def test_older_copies_shrink_to_pointers_and_unposted_ones_are_not_posted(
    uow: UnitOfWork, case: Case
) -> None:
    _card(uow, case, "old")
    _send_all(uow)
    _card(uow, case, "never seen")
    _card(uow, case, "new")
    other = a_lane(uow, "other")
    _card(uow, case, "elsewhere", lane=other)

    uow.cards.shrink(case.id, lanes=[a_lane(uow)], keep=["new"])

    kinds = {copy.key: copy.kind for copy in uow.cards.list_of(case.id)}
    assert kinds == {
        "old": CardKind.POINTER,
        "new": CardKind.CHANNEL,
        "elsewhere": CardKind.CHANNEL,
    }
    assert {(item.key, item.kind) for item in _work(uow)} == {
        ("old", "pointer"),
        ("new", "channel"),
    }


def test_a_former_owners_briefing_is_drawn_once_more(uow: UnitOfWork, case: Case) -> None:
    _card(uow, case, "erik", kind=CardKind.BRIEFING, reader=ERIK.id)
    _card(uow, case, "amy", kind=CardKind.BRIEFING, reader=AMY.id)
    _send_all(uow)
    _card(uow, case, "erik's next", kind=CardKind.BRIEFING, reader=ERIK.id)

    uow.cards.end_briefings(case.id, reader=ERIK.id)

    (item,) = _work(uow)
    assert item.key == "erik"
    assert {copy.key for copy in uow.cards.list_of(case.id)} == {"erik", "amy"}


def test_a_channels_case_cards_are_counted_from_a_moment_on(uow: UnitOfWork, case: Case) -> None:
    _card(uow, case, "1")
    _card(uow, case, "2", channel="other")
    _card(uow, case, "3", kind=CardKind.BRIEFING)
    _send_all(uow)
    _card(uow, case, "4")
    _card(uow, case, "5")
    uow.outbox.withdraw(_work(uow)[-1])

    assert uow.cards.count_wide("general", since=NOW) == 2
    assert uow.cards.count_wide("general", since=NOW + SECOND) == 0


def test_a_reader_has_a_card_of_the_digest_that_no_case_changes(uow: UnitOfWork) -> None:
    card = NewCard("d", CardKind.DIGEST, a_lane(uow), None, reader=ERIK.id, digest="2026-W12")
    uow.cards.add(card, now=NOW)

    (item,) = _work(uow)

    assert (item.case, item.digest, item.reader) == (None, "2026-W12", ERIK.id)
    _send(uow, item, shown=0)
    assert _work(uow) == []


@pytest.mark.parametrize(
    ("named", "again"),
    [(1001, True), (1002, True), (1003, True), (1004, True), (1005, False)],
    ids=["itself", "of its customer", "went into it", "went into that", "another"],
)
def test_a_digest_is_drawn_again_where_it_names_whoever_a_case_names(
    uow: UnitOfWork, named: int, *, again: bool
) -> None:
    jos, ali = (uow.customers.find_or_add("facebook", Author(one, one)) for one in ("jos", "ali"))
    of = {1001: (jos, None), 1002: (jos, None), 1003: (ali, 1001), 1004: (ali, 1003)}
    for number, (customer, into) in {**of, 1005: (ali, None)}.items():
        merged = {"state": State.MERGED, "merged_into": CaseId(into)} if into else {}
        uow.cases.add(a_case(id=CaseId(number), customer=customer, **merged), look_at=None)
    uow.digests.plan("2026-W12", look_at=NOW)
    uow.digests.save("2026-W12", f'{{"case": {named}}}', made_at=NOW)
    lane = a_lane(uow)
    uow.cards.add(NewCard("d", CardKind.DIGEST, lane, None, digest="2026-W12"), now=NOW)
    _send(uow, _work(uow)[0], shown=0)

    uow.outbox.redraw_all(CaseId(1001))

    assert _keys(_work(uow)) == (["d"] if again else [])


def test_a_card_may_wait_for_its_moment(uow: UnitOfWork, case: Case) -> None:
    _card(uow, case, "k", not_before=NOW + HOUR)

    assert _work(uow) == []
    assert _keys(_work(uow, at=NOW + HOUR)) == ["k"]


# --- notices ----------------------------------------------------------------------------------


def test_a_notice_is_told_once_under_its_key(uow: UnitOfWork, case: Case) -> None:
    notice = Notice(
        "n", NoticeKind.NO_REPLY, NOW, to=ERIK.id, case=case.id, facts={"promises": (1, 2)}
    )

    assert uow.notices.add(notice, lane=a_lane(uow), now=NOW)
    assert not uow.notices.add(notice, lane=a_lane(uow), now=NOW)

    assert uow.notices.has("n")
    assert not uow.notices.has("m")
    (item,) = _work(uow)
    assert (item.row, item.kind, item.facts) == (Row.NOTICE, "no_reply", {"promises": (1, 2)})
    told = uow.notices.get(NoticeId(item.id))
    assert (told.notice, told.state, told.sent_at) == (notice, "pending", None)
    with pytest.raises(UnknownNotice):
        uow.notices.get(NoticeId(404))


def test_what_is_told_counts_more_once_each_and_is_drawn_again(uow: UnitOfWork) -> None:
    _notice(uow, "n", facts={"code": "removed", "of": (ERIK.id,)})
    _send(uow, _work(uow)[0])
    assert _work(uow) == []

    uow.notices.add_to("n", "of", AMY.id, at=NOW + HOUR, most=2)

    assert _work(uow) == []
    (again,) = _work(uow, at=NOW + HOUR)
    assert again.facts == {"code": "removed", "of": (ERIK.id, AMY.id)}
    _send(uow, again)
    for one in (AMY.id, ERIK.id, EmployeeId(404)):
        uow.notices.add_to("n", "of", one, at=NOW, most=2)
    uow.notices.add_to("unknown", "of", AMY.id, at=NOW, most=2)
    assert _work(uow, at=NOW + HOUR) == []


def test_a_notice_waits_for_its_moment_and_is_not_late_before(uow: UnitOfWork) -> None:
    _notice(uow, "n", not_before=NOW + HOUR)

    assert _work(uow) == []
    assert uow.outbox.lateness(business=NOW)["notices"] == 0
    assert list(uow.outbox.list_lanes(now=MACHINE, business=NOW, limit=9)) == []
    late = uow.outbox.lateness(business=NOW + 2 * HOUR)
    assert (late["notices"], late["notices_seconds"]) == (1, 3600)
    assert _keys(_work(uow, at=NOW + HOUR)) == ["n"]


def test_what_somebody_was_told_is_listed_newest_first(uow: UnitOfWork) -> None:
    for key in ("a", "b", "c"):
        _notice(uow, key)
    a, b, _ = _work(uow)
    uow.outbox.sent(a, ref="1", shown=0, settled=True, at=NOW)
    uow.outbox.sent(b, ref="2", shown=0, settled=False, at=NOW + HOUR)

    told = uow.notices.list_for(ERIK.id, limit=9)

    assert [(one.notice.key, one.state, one.sent_at) for one in told] == [
        ("b", "sent", NOW + HOUR),
        ("a", "settled", NOW),
    ]
    assert [one.notice.key for one in uow.notices.list_for(ERIK.id, limit=1)] == ["b"]
    assert list(uow.notices.list_for(AMY.id, limit=9)) == []


def test_what_is_not_sent_yet_can_be_taken_back(uow: UnitOfWork, case: Case) -> None:
    _notice(uow, "sent", case)
    _send_all(uow)
    _notice(uow, "mine", case)
    _notice(uow, "amy's", case, to=AMY.id)
    _notice(uow, "another kind", case, kind=NoticeKind.MERGED)
    _notice(uow, "another case")
    kinds = [NoticeKind.NO_REPLY]
    mine = next(item for item in _work(uow) if item.key == "mine")

    assert uow.notices.withdraw(case=case.id, kinds=kinds, to=ERIK.id) == 1
    assert uow.notices.withdraw(case=case.id, kinds=kinds) == 1

    assert set(_keys(_work(uow))) == {"another kind", "another case"}
    assert uow.notices.get(NoticeId(mine.id)).state == "withdrawn"
    assert not uow.outbox.sending(mine, worker="w", until=UNTIL)


def test_a_sent_notice_is_drawn_again_when_its_case_changes_until_it_is_settled(
    store: SqlStore,
) -> None:
    with store.begin() as uow:
        case = uow.cases.add(a_case(customer=None), look_at=None)
        uow.commit()
    with store.begin() as uow:
        _notice(uow, "n", case)
        _send_all(uow)
        uow.commit()

    for settled in (False, True):
        with store.begin() as uow:
            shown = _change(uow, case).version
            uow.commit()
        with store.begin() as uow:
            (item,) = _work(uow)
            _send(uow, item, shown=shown, settled=settled)
            uow.commit()

    with store.begin() as uow:
        _change(uow, case)
        uow.commit()
    with store.read() as uow:
        assert list(uow.outbox.list_lanes(now=MACHINE, business=NOW, limit=9)) == []


def test_a_notice_that_is_marked_is_drawn_again(uow: UnitOfWork, case: Case) -> None:
    _notice(uow, "n", case)
    _send_all(uow)

    uow.notices.mark_behind(case=case.id)

    assert _keys(_work(uow)) == ["n"]


# --- carrying ---------------------------------------------------------------------------------


def test_lanes_with_something_due_are_listed_oldest_first(uow: UnitOfWork, case: Case) -> None:
    first, second, idle = a_lane(uow, "first"), a_lane(uow, "second"), a_lane(uow, "idle")
    uow.cards.add(NewCard("2", CardKind.CHANNEL, second, case.id), now=NOW)
    uow.cards.add(NewCard("1", CardKind.CHANNEL, first, case.id), now=NOW - MINUTE)
    uow.cards.add(NewCard("3", CardKind.CHANNEL, first, case.id), now=NOW)
    uow.cards.add(NewCard("4", CardKind.CHANNEL, idle, case.id, not_before=NOW + HOUR), now=NOW)

    assert list(uow.outbox.list_lanes(now=MACHINE, business=NOW, limit=9)) == [first, second]
    assert list(uow.outbox.list_lanes(now=MACHINE, business=NOW, limit=1)) == [first]


def test_a_leased_lane_is_nobody_elses_until_the_lease_ends(uow: UnitOfWork, case: Case) -> None:
    _card(uow, case, "k")
    lane = a_lane(uow)
    until = MACHINE + 30 * SECOND

    leased = uow.outbox.lease(lane, worker="one", now=MACHINE, until=until)

    assert leased is not None
    assert (leased.address, leased.until) == (GENERAL, until)
    assert uow.outbox.lease(lane, worker="two", now=MACHINE, until=until) is None
    assert list(uow.outbox.list_lanes(now=MACHINE, business=NOW, limit=9)) == []
    assert list(uow.outbox.list_lanes(now=until, business=NOW, limit=9)) == [lane]
    assert uow.outbox.lease(lane, worker="two", now=until, until=until + SECOND) is not None

    uow.outbox.release(lane, worker="one", next_at=None)
    assert uow.outbox.lease(lane, worker="one", now=until, until=until + SECOND) is None


def test_a_lane_that_the_chat_paces_rests(uow: UnitOfWork, case: Case) -> None:
    _card(uow, case, "k")
    lane = a_lane(uow)
    uow.outbox.lease(lane, worker="w", now=MACHINE, until=MACHINE + 30 * SECOND)

    uow.outbox.release(lane, worker="w", next_at=MACHINE + SECOND)

    assert list(uow.outbox.list_lanes(now=MACHINE, business=NOW, limit=9)) == []
    assert uow.outbox.lease(lane, worker="v", now=MACHINE, until=MACHINE + SECOND) is None
    assert list(uow.outbox.list_lanes(now=MACHINE + SECOND, business=NOW, limit=9)) == [lane]


def test_a_pressed_card_goes_first_then_old_truths_then_the_oldest_debt(
    uow: UnitOfWork, case: Case
) -> None:
    lane = a_lane(uow)
    uow.cards.add(NewCard("redrawn", CardKind.BRIEFING, lane, case.id, reader=AMY.id), now=NOW)
    _send_all(uow)
    uow.cards.mark_behind(reader=AMY.id)
    _notice(uow, "notice", not_before=NOW - HOUR)
    uow.cards.add(NewCard("older", CardKind.CHANNEL, lane, case.id), now=NOW - 2 * HOUR)
    uow.cards.add(NewCard("briefing", CardKind.BRIEFING, lane, case.id), now=NOW)

    assert _keys(_work(uow)) == ["briefing", "redrawn", "older", "notice"]
    assert _keys(uow.outbox.list_work(lane, now=MACHINE, business=NOW, limit=1)) == ["briefing"]


def test_after_a_crash_what_was_being_sent_is_to_be_looked_up_first(store: SqlStore) -> None:
    with store.begin() as uow:
        case = uow.cases.add(a_case(customer=None), look_at=None)
        _card(uow, case, "card")
        _notice(uow, "notice", case)
        _lease(uow, "killed")
        for item in _work(uow):
            assert uow.outbox.sending(item, worker="killed", until=UNTIL)
        uow.commit()

    with store.begin() as uow:
        items = _work(uow)
        assert {(item.key, item.sending, item.attempts) for item in items} == {
            ("card", True, 1),
            ("notice", True, 1),
        }
        for item in items:
            uow.outbox.sent(item, ref="found", shown=1, settled=False, at=NOW)
        assert _work(uow) == []


def test_what_failed_rests_without_blocking_its_lane(uow: UnitOfWork, case: Case) -> None:
    _card(uow, case, "poison")
    _card(uow, case, "fine")
    poison = next(item for item in _work(uow) if item.key == "poison")
    _lease(uow)
    uow.outbox.sending(poison, worker="w", until=UNTIL)

    uow.outbox.later(poison, retry_at=MACHINE + SECOND, why="ChatAway")

    assert _keys(_work(uow)) == ["fine"]
    again = next(item for item in _work(uow, now=MACHINE + SECOND) if item.key == "poison")
    assert (again.sending, again.attempts) == (True, 1)
    uow.outbox.later(again, retry_at=MACHINE + SECOND, why="ChatAway")
    (last,) = (item for item in _work(uow, now=MACHINE + SECOND) if item.key == "poison")
    assert last.attempts == 2
    _send(uow, last)
    _change(uow, case)
    uow.cards.mark_behind(reader=ERIK.id)
    assert _keys(_work(uow)) == ["fine"]


def test_a_dead_letter_is_kept_with_its_reason_and_never_tried_again(
    uow: UnitOfWork, case: Case
) -> None:
    _card(uow, case, "card")
    _notice(uow, "notice", case)
    for item in _work(uow):
        uow.outbox.bury(item, why=f"no channel for {item.key}")

    dead = uow.outbox.list_dead(limit=9)

    assert [(item.key, why) for item, why in dead] == [
        ("notice", "no channel for notice"),
        ("card", "no channel for card"),
    ]
    assert len(uow.outbox.list_dead(limit=1)) == 1
    assert _work(uow) == []


def test_what_is_posted_is_never_a_dead_letter_and_is_tried_again_at_its_next_change(
    store: SqlStore,
) -> None:
    with store.begin() as uow:
        case = uow.cases.add(a_case(customer=None), look_at=None)
        _card(uow, case, "k")
        _send_all(uow)
        uow.commit()
    with store.begin() as uow:
        _change(uow, case)
        uow.commit()
    with store.begin() as uow:
        (item,) = _work(uow)
        uow.outbox.bury(item, why="too_long")
        assert _work(uow) == []
        assert [(one.ref, why) for one, why in uow.outbox.list_dead(limit=9)] == [
            ("ref:k", "too_long")
        ]
        assert uow.cards.get(CardId(item.id)).state == "live"
        uow.commit()
    with store.begin() as uow:
        _change(uow, case)
        uow.commit()

    with store.begin() as uow:
        _send_all(uow, shown=3)
        assert list(uow.outbox.list_dead(limit=9)) == []
        assert uow.cards.get(CardId(item.id)).shown == 3


def test_a_change_that_comes_while_a_posted_card_is_given_up_is_not_lost(store: SqlStore) -> None:
    with store.begin() as uow:
        case = uow.cases.add(a_case(customer=None), look_at=None)
        _card(uow, case, "k")
        _send_all(uow)
        uow.commit()
    with store.begin() as uow:
        _change(uow, case)
        uow.commit()
    with store.begin() as uow:
        (item,) = _work(uow)
        _change(uow, case)
        uow.commit()

    with store.begin() as uow:
        uow.outbox.bury(item, why="too_long")

        assert _keys(_work(uow)) == ["k"]


def test_whoever_draws_an_older_truth_later_leaves_it_behind(store: SqlStore) -> None:
    with store.begin() as uow:
        case = uow.cases.add(a_case(customer=None), look_at=None)
        _card(uow, case, "k")
        _send_all(uow)
        uow.commit()
    with store.begin() as uow:
        _change(uow, case)
        uow.commit()
    with store.begin() as uow:
        (slow,) = _work(uow)
        _change(uow, case)
        uow.commit()
    with store.begin() as uow:
        _send_all(uow, shown=3)
        assert _work(uow) == []

        uow.outbox.sent(slow, ref="ref:k", shown=2, settled=False, at=NOW)

        assert _keys(_work(uow)) == ["k"]


def test_what_was_given_up_can_be_tried_again(uow: UnitOfWork, case: Case) -> None:
    _notice(uow, "posted", case)
    _send_all(uow)
    uow.notices.mark_behind(case=case.id)
    _card(uow, case, "never tried")
    _notice(uow, "tried", case)
    _lease(uow)
    for item in _work(uow):
        if item.key == "tried":
            uow.outbox.sending(item, worker="w", until=UNTIL)
        uow.outbox.bury(item, why="no_permission")
    assert _work(uow) == []

    assert uow.outbox.revive(now=NOW) == 3

    assert list(uow.outbox.list_dead(limit=9)) == []
    again = {one.key: (one.ref, one.sending, one.attempts) for one in _work(uow)}
    assert again == {
        "posted": ("ref:posted", False, 0),
        "never tried": (None, False, 0),
        "tried": (None, True, 0),
    }
    _send_all(uow)
    assert _work(uow) == []


def test_what_failed_and_was_taken_back_is_no_dead_letter(uow: UnitOfWork, case: Case) -> None:
    _card(uow, case, "card")
    _notice(uow, "notice", case)
    for item in _work(uow):
        uow.outbox.later(item, retry_at=MACHINE, why="KeyError", ours=True)
    card, notice = _work(uow)
    assert (card.faults, notice.faults) == (1, 1)

    uow.outbox.withdraw(card)
    uow.notices.withdraw(case=case.id, kinds=[NoticeKind.NO_REPLY])

    assert list(uow.outbox.list_dead(limit=9)) == []


def test_nothing_is_sent_in_a_lane_that_may_be_somebody_elses_by_then(
    uow: UnitOfWork, case: Case
) -> None:
    _card(uow, case, "k")
    (item,) = _work(uow)
    assert not uow.outbox.sending(item, worker="w", until=UNTIL)

    _lease(uow, "w")

    assert not uow.outbox.sending(item, worker="v", until=UNTIL)
    assert not uow.outbox.sending(item, worker="w", until=MACHINE + 31 * SECOND)
    assert uow.outbox.sending(item, worker="w", until=UNTIL)


def test_what_is_no_longer_true_is_not_sent(uow: UnitOfWork, case: Case) -> None:
    _card(uow, case, "card")
    _notice(uow, "notice", case)
    items = _work(uow)
    for item in items:
        uow.outbox.withdraw(item)

    assert _work(uow) == []
    assert list(uow.cards.list_of(case.id)) == []
    assert not any(uow.outbox.sending(item, worker="w", until=UNTIL) for item in items)


def test_a_message_that_is_gone_is_posted_once_more_under_another_key(
    uow: UnitOfWork, case: Case
) -> None:
    _card(uow, case, "k", kind=CardKind.BRIEFING, reader=ERIK.id)
    _send_all(uow)
    uow.cards.mark_behind(reader=ERIK.id)
    (item,) = _work(uow)

    assert uow.outbox.gone(item, repost=True)

    (item,) = _work(uow)
    assert (item.key, item.ref, item.sending) == ("k#2", None, False)
    card = NewCard("k", CardKind.BRIEFING, a_lane(uow), case.id, reader=ERIK.id)
    assert not uow.cards.add(card, now=NOW)


def test_what_is_taken_away_twice_is_a_dead_letter_until_somebody_wants_it(
    uow: UnitOfWork, case: Case
) -> None:
    _card(uow, case, "k", kind=CardKind.BRIEFING, reader=ERIK.id)
    for gone in (True, False):
        _send_all(uow)
        uow.cards.mark_behind(reader=ERIK.id)
        (item,) = _work(uow)
        assert uow.outbox.gone(item, repost=True) is gone

    assert _work(uow) == []
    assert list(uow.cards.list_of(case.id)) == []
    ((dead, why),) = uow.outbox.list_dead(limit=9)
    assert (dead.key, dead.ref, why) == ("k#2", None, "deleted_again")

    assert uow.outbox.revive(now=NOW) == 1
    (item,) = _work(uow)
    assert (item.key, item.ref) == ("k#2", None)


def test_what_was_posted_anew_meanwhile_is_not_gone(uow: UnitOfWork, case: Case) -> None:
    _card(uow, case, "k")
    _send_all(uow)
    (copy,) = uow.cards.list_of(case.id)
    seen = Outgoing(Row.CARD, copy.id, "k", case.id, "channel", None, None, None, ref="older")

    uow.outbox.gone(seen, repost=True)
    uow.outbox.gone(seen, repost=False)
    uow.outbox.gone(replace(seen, occurrence=2), repost=True)

    assert [(one.state, one.ref) for one in uow.cards.list_of(case.id)] == [("live", "ref:k")]
    assert _work(uow) == []


# --- conversations ----------------------------------------------------------------------------


def test_a_lane_that_is_stopped_keeps_everything_until_it_is_opened(
    uow: UnitOfWork, case: Case
) -> None:
    lane = a_lane(uow)
    _card(uow, case, "posted")
    _send_all(uow)
    uow.outbox.redraw_lane(lane, now=NOW)
    _card(uow, case, "new")
    _notice(uow, "told")
    _lease(uow)

    uow.lanes.stop(lane, "archived")

    assert _lanes(uow) == []
    assert _work(uow) == []
    assert uow.lanes.get(lane) == Lane(lane, GENERAL, "archived")
    assert list(uow.lanes.list_stopped()) == [(Lane(lane, GENERAL, "archived"), 3)]

    uow.lanes.open(lane)

    assert list(uow.lanes.list_stopped()) == []
    assert _keys(_work(uow)) == ["posted", "new", "told"]


def test_where_strangers_are_only_what_stands_there_goes_on(uow: UnitOfWork, case: Case) -> None:
    lane = a_lane(uow)
    _card(uow, case, "posted")
    _send_all(uow)
    uow.outbox.redraw_lane(lane, now=NOW)
    _card(uow, case, "new")
    _card(uow, case, "perhaps")
    _lease(uow)
    perhaps = next(one for one in _work(uow) if one.key == "perhaps")
    assert uow.outbox.sending(perhaps, worker="w", until=UNTIL)
    new = next(one for one in _work(uow) if one.key == "new")
    uow.outbox.release(lane, worker="w", next_at=None)

    uow.lanes.stop(lane, SHARED)
    uow.lanes.open_all()

    assert _lanes(uow) == [lane]
    assert _keys(_work(uow)) == ["posted", "perhaps"]
    _lease(uow)
    assert not uow.outbox.sending(new, worker="w", until=UNTIL)
    assert uow.outbox.sending(perhaps, worker="w", until=UNTIL)


def test_all_lanes_are_opened_but_where_strangers_are(uow: UnitOfWork) -> None:
    stopped = {a_lane(uow, one): one for one in ("archived", SHARED)}
    for lane, why in stopped.items():
        uow.lanes.stop(lane, why)

    uow.lanes.open_all()

    assert [lane.stopped for lane, _ in uow.lanes.list_stopped()] == [SHARED]


def test_a_conversation_has_strangers_in_it_when_the_chat_says_so(uow: UnitOfWork) -> None:
    lane = a_lane(uow)
    assert not uow.lanes.get(lane).outside

    uow.lanes.set_outside(lane, outside=True)
    assert uow.lanes.get(lane).outside

    uow.lanes.set_outside(lane, outside=False)
    assert not uow.lanes.get(lane).outside


def test_a_renamed_conversation_keeps_its_rows_and_both_its_names(
    uow: UnitOfWork, case: Case
) -> None:
    lane = uow.lanes.find_or_add(Address("slack", "T1", "C1"))
    _card(uow, case, "k", lane=lane)
    (item,) = _work(uow, lane=lane)
    uow.outbox.sent(item, ref="C1:17.5", shown=1, settled=False, at=NOW)
    _card(uow, case, "elsewhere")
    (other,) = _work(uow)
    uow.outbox.sent(other, ref="C1:17.5", shown=1, settled=False, at=NOW)

    uow.lanes.rename("slack", "T1", "C1", "C2")
    uow.lanes.rename("slack", "T1", "C2", "C3")
    uow.lanes.rename("slack", "T1", "C404", "C405")

    assert uow.lanes.address(lane) == Address("slack", "T1", "C3")
    for name in ("C1", "C2", "C3"):
        assert uow.lanes.find_or_add(Address("slack", "T1", name)) == lane
    assert uow.lanes.find(Address("slack", "T1", "C405")) is None
    assert uow.lanes.find(Address("slack", "T2", "C1")) is None
    assert [one.ref for one in uow.cards.list_of(case.id)] == ["C3:17.5", "C1:17.5"]


def test_a_conversation_may_get_its_old_name_back(uow: UnitOfWork) -> None:
    lane = uow.lanes.find_or_add(Address("slack", "T1", "C1"))

    uow.lanes.rename("slack", "T1", "C1", "C2")
    uow.lanes.rename("slack", "T1", "C2", "C1")

    assert uow.lanes.address(lane) == Address("slack", "T1", "C1")
    assert uow.lanes.find(Address("slack", "T1", "C2")) == lane


def test_a_lane_that_the_new_name_has_already_becomes_one_with_it(
    uow: UnitOfWork, case: Case
) -> None:
    lane = uow.lanes.find_or_add(Address("slack", "T1", "C1"))
    early = uow.lanes.find_or_add(Address("slack", "T1", "C2"))
    _card(uow, case, "old", lane=lane)
    _card(uow, case, "new", lane=early)

    uow.lanes.rename("slack", "T1", "C1", "C2")

    assert uow.lanes.find(Address("slack", "T1", "C2")) == lane
    assert _keys(_work(uow, lane=lane)) == ["old", "new"]
    with pytest.raises(Broken):
        uow.lanes.get(early)


def test_what_stands_in_a_lane_is_drawn_once_more_ended_or_not(uow: UnitOfWork, case: Case) -> None:
    _card(uow, case, "ended")
    _notice(uow, "told")
    _card(uow, case, "elsewhere", lane=a_lane(uow, "other"))
    _send_all(uow, settled=True)
    _card(uow, case, "new")
    assert _keys(_work(uow)) == ["new"]

    uow.outbox.redraw_lane(a_lane(uow), now=NOW)

    assert sorted(_keys(_work(uow))) == ["ended", "new", "told"]


def test_what_was_given_up_is_revived_in_one_lane(uow: UnitOfWork, case: Case) -> None:
    _card(uow, case, "here")
    _card(uow, case, "there", lane=a_lane(uow, "other"))
    for lane in (a_lane(uow), a_lane(uow, "other")):
        (item,) = _work(uow, lane=lane)
        uow.outbox.bury(item, why="x")

    assert uow.outbox.revive(now=NOW, lane=a_lane(uow)) == 1

    assert _keys(_work(uow)) == ["here"]
    assert _work(uow, lane=a_lane(uow, "other")) == []


def test_what_people_took_away_does_not_come_back_with_its_lane(
    uow: UnitOfWork, case: Case
) -> None:
    _card(uow, case, "k")
    for _ in range(2):
        _send_all(uow)
        uow.outbox.redraw_lane(a_lane(uow), now=NOW)
        (item,) = _work(uow)
        uow.outbox.gone(item, repost=True)

    assert uow.outbox.revive(now=NOW, lane=a_lane(uow)) == 0
    assert _work(uow) == []


def test_a_copy_is_found_by_what_its_chat_calls_it(uow: UnitOfWork, case: Case) -> None:
    _card(uow, case, "k")
    _send_all(uow)

    found = uow.cards.find_by_ref(a_lane(uow), "ref:k")

    assert found is not None
    assert (found.key, found.case) == ("k", case.id)
    assert uow.cards.find_by_ref(a_lane(uow), "ref:other") is None
    assert uow.cards.find_by_ref(a_lane(uow, "other"), "ref:k") is None


def test_the_oldest_copy_that_stands_in_a_conversation_is_known(
    uow: UnitOfWork, case: Case
) -> None:
    lane = a_lane(uow)
    assert uow.cards.find_oldest(case.id, lane) is None
    for key in ("1", "2"):
        _card(uow, case, key)
        _send_all(uow)
    _card(uow, case, "mine", kind=CardKind.BRIEFING, reader=ERIK.id)
    _card(uow, case, "3")
    assert uow.cards.find_oldest(case.id, lane) == "ref:1"
    uow.cards.shrink(case.id, lanes=[lane], keep=["3"])
    assert uow.cards.find_oldest(case.id, lane) == "ref:1"
    first = next(one for one in _work(uow) if one.key == "1")

    uow.outbox.gone(first, repost=False)

    assert uow.cards.find_oldest(case.id, lane) == "ref:2"
    assert uow.cards.find_oldest(case.id, a_lane(uow, "other")) is None


def test_what_somebody_pressed_for_goes_first_until_it_is_there(store: SqlStore) -> None:
    with store.begin() as uow:
        case = uow.cases.add(a_case(customer=None), look_at=None)
        for key in ("1", "2"):
            _card(uow, case, key, lane=a_lane(uow, key))
            (item,) = _work(uow, lane=a_lane(uow, key))
            uow.outbox.sent(item, ref=f"ref:{key}", shown=1, settled=False, at=NOW)
        other = uow.cases.add(a_case(id=2, customer=None), look_at=None)
        _card(uow, other, "3")
        uow.commit()
    with store.begin(press=True) as uow:
        _change(uow, case, now=NOW + MINUTE)
        uow.commit()

    with store.begin() as uow:
        later = NOW + HOUR
        assert _lanes(uow, at=later) == [a_lane(uow, "1"), a_lane(uow, "2"), a_lane(uow)]
        (item,) = _work(uow, lane=a_lane(uow, "1"), at=later)
        (waits,) = _work(uow, at=later)
        assert (item.pressed, waits.pressed) == (True, False)
        uow.outbox.sent(item, ref="ref:1", shown=item.wanted, settled=False, at=later)
        uow.outbox.redraw_lane(a_lane(uow, "1"), now=later)
        (item,) = _work(uow, lane=a_lane(uow, "1"), at=later)
        assert not item.pressed


# --- does it still stand? ---------------------------------------------------------------------


def _to_check(uow: UnitOfWork, now: datetime = MACHINE) -> list[str]:
    found = uow.outbox.list_to_check(now=now, limit=9)
    return [item.key for item, address in found if address == GENERAL]


def test_a_card_is_asked_for_when_its_time_has_come(uow: UnitOfWork, case: Case) -> None:
    for key, check_at in (("1", MACHINE + HOUR), ("2", MACHINE), ("3", None)):
        _card(uow, case, key)
        (item,) = _work(uow)
        uow.outbox.sent(item, ref=key, shown=1, settled=False, at=NOW, check_at=check_at)

    assert _to_check(uow) == ["2"]
    assert _to_check(uow, MACHINE + HOUR) == ["2", "1"]

    ((item, _),) = uow.outbox.list_to_check(now=MACHINE, limit=9)
    uow.outbox.check_again(item, at=MACHINE + HOUR)
    assert _to_check(uow) == []
    uow.outbox.check_again(item, at=None)
    assert _to_check(uow, MACHINE + HOUR) == ["1"]
    uow.lanes.stop(a_lane(uow), "archived")
    assert _to_check(uow, MACHINE + HOUR) == []


def test_what_is_gone_is_not_asked_for(uow: UnitOfWork, case: Case) -> None:
    for key, repost in (("1", True), ("2", False)):
        _card(uow, case, key)
        (item,) = _work(uow)
        uow.outbox.sent(item, ref=key, shown=1, settled=False, at=NOW, check_at=MACHINE)
        uow.outbox.gone(replace(item, ref=key), repost=repost)
        uow.outbox.withdraw(item)

    assert _to_check(uow) == []


def test_a_message_that_is_gone_may_stay_gone(uow: UnitOfWork, case: Case) -> None:
    _card(uow, case, "k")
    _send_all(uow)
    (copy,) = uow.cards.list_of(case.id)
    item = Outgoing(Row.CARD, copy.id, "k", case.id, "channel", None, None, None, ref="ref:k")

    uow.outbox.gone(item, repost=False)

    assert list(uow.cards.list_of(case.id)) == []
    assert _work(uow) == []


def test_lateness_counts_what_is_behind_and_how_long_the_oldest_is(
    uow: UnitOfWork, case: Case
) -> None:
    assert uow.outbox.lateness(business=NOW) == {
        "cards": 0,
        "cards_seconds": 0,
        "notices": 0,
        "notices_seconds": 0,
    }
    _card(uow, case, "1")
    _card(uow, case, "2", not_before=NOW + MINUTE)
    _notice(uow, "3")

    assert uow.outbox.lateness(business=NOW + HOUR) == {
        "cards": 2,
        "cards_seconds": 3600,
        "notices": 1,
        "notices_seconds": 3600,
    }


def test_a_change_of_which_nobody_said_when_is_behind_all_the_same(store: SqlStore) -> None:
    with store.begin() as uow:
        case = uow.cases.add(a_case(customer=None), look_at=None)
        _card(uow, case, "k")
        _send_all(uow)
        uow.commit()
    with store.begin() as uow:
        before = uow.cases.lock(CaseId(1))
        uow.cases.save(before, replace(before, owner=EmployeeId(1)), look_at=None)
        uow.commit()

    with store.begin() as uow:
        (item,) = _work(uow)
        assert item.since is None
        assert uow.outbox.lateness(business=NOW)["cards"] == 1
        assert uow.outbox.lateness(business=NOW)["cards_seconds"] == 0
