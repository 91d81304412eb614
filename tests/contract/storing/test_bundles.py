"""Places among the messages of a day, and what waits to be told together."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime

import pytest

from bot.domain.budget import Bundle
from bot.domain.case import Case
from bot.domain.errors import Facts, UnknownNotice
from bot.domain.ids import CaseId, LaneId, NoticeId, PromiseId
from bot.domain.notice import Notice, NoticeKind, ToldNotice
from bot.ports.storing import Outgoing, UnitOfWork
from storage.engine import SqlStore
from tests.builders import ERIK, HOUR, MINUTE, NOW, a_case
from tests.stores import MACHINE, a_lane

UNTIL = MACHINE + MINUTE
FIRST, SECOND = Bundle("1:2026-03-16:2", NOW + HOUR), Bundle("1:2026-03-16:3", NOW + 6 * HOUR)


@pytest.fixture
def case(uow: UnitOfWork) -> Case:
    return uow.cases.add(a_case(customer=None), look_at=None)


def counted(
    uow: UnitOfWork,
    key: str,
    case: Case | None = None,
    *,
    slots: Sequence[str] = (),
    bundles: Iterable[Bundle] = (FIRST, SECOND),
    not_before: datetime = NOW,
    facts: Facts | None = None,
) -> bool:
    about = case.id if case else None
    kind = NoticeKind.NO_REPLY
    notice = Notice(key, kind, not_before, to=ERIK.id, case=about, facts=facts or {})
    lane = a_lane(uow)
    return uow.notices.add_counted(notice, lane=lane, slots=slots, bundles=bundles, now=NOW)


def work(uow: UnitOfWork, at: datetime = NOW) -> list[Outgoing]:
    # Asking for what is told writes down what waits for its place.
    list(uow.notices.list_for(ERIK.id, limit=1))
    return list(uow.outbox.list_work(a_lane(uow), now=MACHINE, business=at, limit=99))


def waits_in(uow: UnitOfWork, bundle: Outgoing) -> list[ToldNotice]:
    return list(uow.notices.list_bundled(NoticeId(bundle.id)))


def keys(told: Iterable[ToldNotice]) -> list[str]:
    return [one.notice.key for one in told]


def the_bundle(uow: UnitOfWork, *more: str) -> Outgoing:
    """A bundle with what these keys tell, when it is due."""
    for key in more:
        counted(uow, key)
    (bundle,) = work(uow, FIRST.at)
    return bundle


def send(uow: UnitOfWork, bundle: Outgoing) -> None:
    assert uow.outbox.lease(a_lane(uow), worker="w", now=MACHINE, until=MACHINE + HOUR)
    assert uow.outbox.sending(bundle, worker="w", until=UNTIL)
    uow.outbox.sent(bundle, ref=f"r{bundle.id}", shown=0, settled=False, at=FIRST.at)
    uow.notices.told_together(NoticeId(bundle.id), done=(), at=FIRST.at)


def test_the_first_place_that_is_free_is_taken_once(uow: UnitOfWork) -> None:
    places = ("1:2026-03-16:1", "1:2026-03-16:4")
    assert counted(uow, "a", slots=places)
    assert counted(uow, "b", slots=places)
    assert counted(uow, "c", slots=places)

    assert {item.key: item.slot for item in work(uow)} == dict(zip("ab", places, strict=True))
    (_, _, bundle) = work(uow, FIRST.at)
    assert (bundle.key, bundle.kind, bundle.slot) == (FIRST.key, "bundle", FIRST.slot)
    assert keys(waits_in(uow, bundle)) == ["c"]


def test_a_key_is_told_once_whether_it_has_its_place_or_waits_for_it(uow: UnitOfWork) -> None:
    assert counted(uow, "a")
    assert not counted(uow, "a")
    assert uow.notices.has("a")
    assert len(work(uow, FIRST.at)) == 1
    assert not counted(uow, "a", slots=("1:2026-03-16:1",))
    assert uow.notices.has("a")


def test_what_waits_in_a_bundle_is_never_behind_by_itself(store: SqlStore) -> None:
    """Neither when its case changes nor when its reader's language does."""
    with store.begin() as uow:
        case = uow.cases.add(a_case(customer=None), look_at=None)
        counted(uow, "a", case)
        uow.commit()
    with store.begin() as uow:
        locked = uow.cases.lock(case.id)
        uow.cases.save(locked, locked, look_at=None)
        uow.notices.mark_behind(case=case.id)
        uow.commit()
    with store.read() as uow:
        assert uow.outbox.lateness(business=NOW)["notices"] == 0
        found = uow.outbox.list_work(_lane(store), now=MACHINE, business=SECOND.at, limit=9)
        assert [item.key for item in found] == [FIRST.key]


def test_a_case_that_was_told_of_knows_so_also_where_it_is_looked_at_again(store: SqlStore) -> None:
    """Both stand in its row; what its next version makes behind depends on it."""
    with store.begin() as uow:
        uow.cases.add(a_case(customer=None), look_at=NOW)
        uow.commit()
    with store.begin() as uow:
        case = uow.cases.lock(CaseId(1))
        counted(uow, "alone", case, slots=("1:2026-03-16:1",))
        counted(uow, "together", case)
        uow.cases.look_again(case.id, at=NOW + HOUR)
        uow.commit()
    send_all(store)
    with store.begin() as uow:
        case = uow.cases.lock(CaseId(1))
        uow.cases.save(case, case, look_at=None)
        uow.commit()
    with store.begin() as uow:
        assert {one.key for one in work(uow, FIRST.at)} == {"alone", FIRST.key}


def send_all(store: SqlStore) -> None:
    with store.begin() as uow:
        assert uow.cases.next_look_at() == NOW + HOUR
        alone, bundle = work(uow, FIRST.at)
        send(uow, bundle)
        assert uow.outbox.sending(alone, worker="w", until=UNTIL)
        uow.outbox.sent(alone, ref="alone", shown=0, settled=False, at=FIRST.at)
        assert work(uow, FIRST.at) == []
        uow.commit()


def _lane(store: SqlStore) -> LaneId:
    with store.begin() as uow:
        return a_lane(uow)


def test_nothing_joins_a_bundle_that_is_on_its_way(uow: UnitOfWork) -> None:
    bundle = the_bundle(uow, "a")
    send(uow, bundle)

    counted(uow, "b")

    assert keys(waits_in(uow, bundle)) == ["a"]
    (later,) = work(uow, SECOND.at)
    assert later.key == SECOND.key
    assert keys(waits_in(uow, later)) == ["b"]


def test_nothing_joins_a_bundle_that_comes_before_it_may_be_told(uow: UnitOfWork) -> None:
    """As when the company chose other moments, and a bundle of the old ones still waits."""
    counted(uow, "a")
    moved = Bundle(FIRST.slot, FIRST.at + 2 * HOUR)
    counted(uow, "b", bundles=(moved, SECOND), not_before=FIRST.at + MINUTE)

    first, second = work(uow, SECOND.at)
    assert (keys(waits_in(uow, first)), keys(waits_in(uow, second))) == (["a"], ["b"])


def test_a_place_that_something_else_has_is_no_bundle(uow: UnitOfWork) -> None:
    counted(uow, "a", slots=(FIRST.slot,))
    counted(uow, "b")

    assert [item.key for item in work(uow, SECOND.at)] == ["a", SECOND.key]
    counted(uow, "c", bundles=(FIRST,))
    with pytest.raises(UnknownNotice):
        work(uow)


def test_what_was_told_together_is_listed_as_what_it_is(uow: UnitOfWork) -> None:
    send(uow, the_bundle(uow, "a", "b"))

    told = uow.notices.list_for(ERIK.id, limit=9)

    assert sorted(keys(told)) == ["a", "b"]
    assert {(one.state, one.sent_at) for one in told} == {("sent", FIRST.at)}


def test_what_is_settled_in_a_bundle_is_what_it_shows_last(uow: UnitOfWork) -> None:
    bundle = the_bundle(uow, "a", "b")
    send(uow, bundle)
    first, second = (one.id for one in waits_in(uow, bundle))

    for done in ((first, second), (second,)):
        uow.notices.told_together(NoticeId(bundle.id), done=done, at=SECOND.at)

    assert [one.state for one in waits_in(uow, bundle)] == ["sent", "settled"]
    assert {one.sent_at for one in waits_in(uow, bundle)} == {FIRST.at}


def test_what_changed_while_a_bundle_was_drawn_is_not_taken_for_done(
    uow: UnitOfWork, case: Case
) -> None:
    """It is drawn again, and only then it is known."""
    counted(uow, "a", case)
    bundle = the_bundle(uow)
    send(uow, bundle)
    (told,) = waits_in(uow, bundle)

    uow.notices.mark_behind(case=case.id)
    uow.notices.told_together(NoticeId(bundle.id), done=(told.id,), at=FIRST.at)
    assert [one.state for one in waits_in(uow, bundle)] == ["sent"]

    (again,) = work(uow, FIRST.at)
    uow.outbox.sent(again, ref=str(again.ref), shown=0, settled=True, at=SECOND.at)
    uow.notices.told_together(NoticeId(bundle.id), done=(told.id,), at=SECOND.at)
    assert [one.state for one in waits_in(uow, bundle)] == ["settled"]


def test_a_bundle_is_drawn_again_only_for_what_is_not_done_in_it(uow: UnitOfWork) -> None:
    numbers = (CaseId(1), CaseId(2))
    cases = [uow.cases.add(a_case(id=one, customer=None), look_at=None) for one in numbers]
    for key, case in zip("ab", cases, strict=True):
        counted(uow, key, case)
    bundle = the_bundle(uow)
    send(uow, bundle)
    first, _ = waits_in(uow, bundle)
    uow.notices.told_together(NoticeId(bundle.id), done=(first.id,), at=FIRST.at)

    uow.notices.mark_behind(case=cases[0].id)
    assert work(uow, FIRST.at) == []
    uow.notices.mark_behind(case=cases[1].id)
    assert [item.key for item in work(uow, FIRST.at)] == [FIRST.key]


def test_a_bundle_that_waits_for_the_first_moment_already_stays_as_it_is(uow: UnitOfWork) -> None:
    bundle = the_bundle(uow, "a")

    uow.notices.tell_later(NoticeId(bundle.id), None, (FIRST, SECOND), now=NOW)

    assert [item.key for item in work(uow, SECOND.at)] == [FIRST.key]
    assert keys(waits_in(uow, bundle)) == ["a"]


def test_what_waits_in_a_bundle_can_be_taken_back(uow: UnitOfWork, case: Case) -> None:
    counted(uow, "a", case)
    counted(uow, f"case:{case.id}:v7:1", case)
    counted(uow, "c", case)
    bundle = the_bundle(uow)

    assert uow.notices.written_at(case=case.id, key=f"case:{case.id}:v7:") == NOW
    assert uow.notices.withdraw_told(case=case.id, version=7) == 1
    assert keys(waits_in(uow, bundle)) == ["a", "c"]
    assert uow.notices.written_at(case=case.id, key=f"case:{case.id}:v7:") is None
    uow.notices.take_out(waits_in(uow, bundle)[0].id)
    assert keys(waits_in(uow, bundle)) == ["c"]
    assert uow.notices.withdraw(case=case.id, kinds=[NoticeKind.NO_REPLY]) == 1
    assert waits_in(uow, bundle) == []


def test_a_notice_is_heard_when_it_may_be_read_by_itself_or_with_others(
    uow: UnitOfWork, case: Case
) -> None:
    counted(uow, "owner:1:ask:1", case, slots=("1:2026-03-16:1",), not_before=NOW + 2 * MINUTE)
    counted(uow, "owner:2:ask:1", case, bundles=(SECOND,))

    assert heard(uow, case, "owner:1:ask:") == NOW + 2 * MINUTE
    assert heard(uow, case, "owner:2:ask:") == SECOND.at
    assert heard(uow, case, "owner:3:ask:") is None
    uow.notices.withdraw(case=case.id, kinds=[NoticeKind.NO_REPLY])
    assert heard(uow, case, "owner:2:ask:") is None


def test_what_was_not_sent_is_not_heard_before_now_and_then_when_it_was_sent(
    uow: UnitOfWork, case: Case
) -> None:
    """A chat may be down: whoever was not asked is not silent."""
    counted(uow, "alone:", case, slots=("1:2026-03-16:1",))
    counted(uow, "together:", case)
    late = FIRST.at + 5 * HOUR
    assert [heard(uow, case, one, now=late) for one in ("alone:", "together:")] == [late, late]

    alone, bundle = work(uow, FIRST.at)
    send(uow, bundle)
    assert uow.outbox.sending(alone, worker="w", until=UNTIL)
    assert heard(uow, case, "alone:", now=late) == late
    uow.outbox.sent(alone, ref="r", shown=0, settled=False, at=FIRST.at + MINUTE)

    assert heard(uow, case, "alone:", now=late) == FIRST.at + MINUTE
    assert heard(uow, case, "together:", now=late) == FIRST.at


def test_what_cannot_be_delivered_keeps_nobody_waiting(uow: UnitOfWork, case: Case) -> None:
    counted(uow, "alone:", case, slots=("1:2026-03-16:1",))
    counted(uow, "together:", case)
    for item in work(uow, FIRST.at):
        uow.outbox.bury(item, why="too_long")

    late = FIRST.at + 5 * HOUR
    assert heard(uow, case, "alone:", now=late) == NOW
    assert heard(uow, case, "together:", now=late) == FIRST.at


def test_a_reader_whose_conversation_is_closed_keeps_nobody_waiting(
    uow: UnitOfWork, case: Case
) -> None:
    counted(uow, "alone:", case, slots=("1:2026-03-16:1",))
    uow.lanes.stop(a_lane(uow), "blocked")

    assert heard(uow, case, "alone:", now=FIRST.at) == NOW


def heard(uow: UnitOfWork, case: Case, key: str, *, now: datetime = NOW) -> datetime | None:
    return uow.notices.heard_at(case=case.id, key=key, now=now)


def test_what_was_sent_is_not_taken_out(uow: UnitOfWork) -> None:
    bundle = the_bundle(uow, "a")
    send(uow, bundle)

    uow.notices.take_out(waits_in(uow, bundle)[0].id)

    assert keys(waits_in(uow, bundle)) == ["a"]


def test_a_count_that_grows_draws_its_bundle_again(uow: UnitOfWork) -> None:
    lane = a_lane(uow)
    notice = Notice("n", NoticeKind.CHAT_TROUBLE, NOW, to=ERIK.id, facts={"of": (1,)})
    uow.notices.add_counted(notice, lane=lane, slots=(), bundles=(FIRST,), now=NOW)
    bundle = the_bundle(uow)
    send(uow, bundle)
    assert work(uow, FIRST.at) == []

    uow.notices.add_to("n", "of", 2, at=FIRST.at + MINUTE, most=9)

    (again,) = work(uow, FIRST.at + MINUTE)
    assert again.id == bundle.id
    assert waits_in(uow, bundle)[0].notice.facts == {"of": (1, 2)}


def test_what_is_told_of_a_promise_goes_with_it_out_of_a_bundle_too(store: SqlStore) -> None:
    with store.begin() as uow:
        source = uow.cases.add(a_case(customer=None), look_at=None)
        target = uow.cases.add(a_case(id=9, customer=None), look_at=None)
        counted(uow, "promise:7:0:early:1", source, facts={"promise": 7})
        bundle = the_bundle(uow)
        send(uow, bundle)
        uow.commit()
    with store.begin() as uow:
        uow.cases.lock(source.id)
        uow.notices.move_promised(PromiseId(7), target.id, source=source.id)
        uow.commit()
    with store.begin() as uow:
        assert _case_of(uow, bundle) == target.id
        assert [item.id for item in work(uow, FIRST.at)] == [bundle.id]
        uow.outbox.sent(work(uow, FIRST.at)[0], ref="r", shown=0, settled=False, at=FIRST.at)
        assert work(uow, FIRST.at) == []
        locked = uow.cases.lock(target.id)
        uow.cases.save(locked, locked, look_at=None)
        uow.commit()
    with store.begin() as uow:
        assert [item.id for item in work(uow, FIRST.at)] == [bundle.id]


def test_all_that_names_a_promise_goes_with_it_whatever_its_key(
    uow: UnitOfWork, case: Case
) -> None:
    """What waits, what was sent, what is done and what was taken back; of others nothing."""
    target = uow.cases.add(a_case(id=9, customer=None), look_at=None)
    sent, other = {"promise": 7}, {"promise": 77}
    for key, facts in (("away:7:1", sent), ("case:1:v2:1", sent), ("case:1:v3:1", other)):
        counted(uow, key, case, facts=facts)
    counted(uow, "left:7:1", case, slots=("1:2026-03-16:1",), facts=sent)
    single, bundle = work(uow, FIRST.at)
    done, asked, _ = waits_in(uow, bundle)
    uow.notices.take_out(NoticeId(single.id))
    send(uow, bundle)
    uow.notices.told_together(NoticeId(bundle.id), done=[done.id], at=FIRST.at)

    uow.notices.move_promised(PromiseId(7), target.id, source=case.id)

    moved = {one: uow.notices.get(NoticeId(one)) for one in (single.id, done.id, asked.id)}
    assert {one.notice.case for one in moved.values()} == {target.id}
    assert [one.state for one in moved.values()] == ["withdrawn", "settled", "sent"]
    assert [one.notice.case for one in waits_in(uow, bundle)] == [target.id, target.id, case.id]
    (again,) = work(uow, FIRST.at)
    assert again.id == bundle.id


def _case_of(uow: UnitOfWork, bundle: Outgoing) -> CaseId | None:
    (one,) = waits_in(uow, bundle)
    return one.notice.case


def test_what_missed_its_day_waits_for_another_bundle_with_all_that_is_in_it(
    uow: UnitOfWork, case: Case
) -> None:
    counted(uow, "single", case, slots=("1:2026-03-16:1",))
    counted(uow, "a", case)
    counted(uow, "b")
    single, bundle = work(uow, FIRST.at)
    tomorrow = Bundle("1:2026-03-17:2", NOW + 25 * HOUR)

    for late in (bundle, single):
        uow.notices.tell_later(NoticeId(late.id), late.case, (tomorrow,), now=NOW + 20 * HOUR)

    assert work(uow, NOW + 24 * HOUR) == []
    (later,) = work(uow, tomorrow.at)
    assert sorted(keys(waits_in(uow, later))) == ["a", "b", "single"]
    assert uow.notices.get(NoticeId(bundle.id)).state == "withdrawn"


def test_what_is_on_its_way_is_not_told_later(uow: UnitOfWork) -> None:
    bundle = the_bundle(uow, "a")
    send(uow, bundle)

    uow.notices.tell_later(NoticeId(bundle.id), None, (SECOND,), now=FIRST.at)

    assert keys(waits_in(uow, bundle)) == ["a"]
