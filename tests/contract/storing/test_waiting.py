"""What waits for its moment: found by reader, timed anew, and handed to somebody else."""

from __future__ import annotations

from bot.domain.budget import Bundle
from bot.domain.case import State
from bot.domain.ids import CaseId, EmployeeId
from bot.domain.notice import Notice, NoticeKind
from bot.ports.storing import CardKind, NewCard, UnitOfWork, Waiting
from tests.builders import AMY, ERIK, HOUR, MINUTE, NOW, a_case
from tests.stores import MACHINE, a_lane

LATER = NOW + 3 * HOUR
SLOT = f"{ERIK.id}:2026-03-16:1"


def _told(uow: UnitOfWork, key: str = "one") -> bool:
    notice = Notice(key, NoticeKind.NO_REPLY, LATER, to=ERIK.id, facts={"level": 1})
    return uow.notices.add_counted(
        notice,
        lane=a_lane(uow),
        slots=[SLOT],
        bundles=[Bundle(f"{ERIK.id}:2026-03-16:2", LATER + HOUR)],
        now=NOW,
    )


def _waits(uow: UnitOfWork, reader: EmployeeId = ERIK.id) -> list[Waiting]:
    return list(uow.notices.list_waiting(reader, now=NOW))


def _due(uow: UnitOfWork, at_hours: int) -> list[str]:
    work = uow.outbox.list_work(a_lane(uow), now=MACHINE, business=NOW + at_hours * HOUR, limit=9)
    return [item.key for item in work]


def test_what_waits_is_found_by_its_reader_until_its_moment(uow: UnitOfWork) -> None:
    assert _told(uow)

    (waiting,) = _waits(uow)
    assert (waiting.kind, waiting.slot, waiting.at) == (NoticeKind.NO_REPLY, SLOT, LATER)
    assert list(uow.notices.list_readers_waiting(now=NOW)) == [ERIK.id]
    assert list(uow.notices.list_readers_waiting(now=LATER)) == []
    assert list(uow.notices.list_waiting(ERIK.id, now=LATER)) == []
    assert _waits(uow, AMY.id) == []


def test_a_bundle_waits_and_what_is_in_it_goes_with_it(uow: UnitOfWork) -> None:
    _told(uow)
    _told(uow, "two")

    first, bundle = _waits(uow)
    assert (first.kind, bundle.kind) == (NoticeKind.NO_REPLY, NoticeKind.BUNDLE)


def test_what_is_timed_anew_is_sent_then_and_not_before(uow: UnitOfWork) -> None:
    _told(uow)
    (waiting,) = _waits(uow)

    uow.notices.retime(waiting.id, at=NOW + 5 * HOUR)
    assert (_due(uow, 4), _due(uow, 5)) == ([], ["one"])
    uow.notices.retime(waiting.id, at=NOW)

    assert _due(uow, 0) == ["one"]
    assert _waits(uow) == []


def test_what_gives_back_its_place_leaves_it_to_another(uow: UnitOfWork) -> None:
    _told(uow)
    (waiting,) = _waits(uow)

    uow.notices.release(waiting.id, at=NOW + HOUR)
    _told(uow, "two")

    assert [(one.at, one.slot) for one in _waits(uow)] == [(NOW + HOUR, None), (LATER, SLOT)]


def test_a_bundle_that_was_timed_too_early_comes_at_its_own_moment_after_all(
    uow: UnitOfWork,
) -> None:
    _told(uow)
    _told(uow, "two")
    _, bundle = _waits(uow)
    uow.notices.retime(bundle.id, at=NOW + MINUTE)
    mine = Bundle(f"{ERIK.id}:2026-03-16:2", LATER + HOUR)

    uow.notices.tell_later(bundle.id, None, [mine], now=NOW)

    assert [one.at for one in _waits(uow)] == [LATER, LATER + HOUR]


def test_a_bundle_that_is_carried_late_on_an_earlier_day_waits_for_its_own(uow: UnitOfWork) -> None:
    _told(uow)
    _told(uow, "two")
    _, bundle = _waits(uow)
    uow.notices.retime(bundle.id, at=NOW)
    mine = Bundle(f"{ERIK.id}:2026-03-16:2", LATER + HOUR)
    next_one = Bundle(f"{ERIK.id}:2026-03-17:2", LATER + 24 * HOUR)

    uow.notices.tell_later(bundle.id, None, [mine, next_one], now=NOW + MINUTE)

    assert [(one.id, one.at) for one in _waits(uow)][1:] == [(bundle.id, LATER + HOUR)]


def test_what_was_sent_is_not_timed_anew(uow: UnitOfWork) -> None:
    _told(uow)
    (waiting,) = _waits(uow)
    (item,) = uow.outbox.list_work(a_lane(uow), now=MACHINE, business=LATER, limit=9)
    uow.outbox.sent(item, ref="r", shown=0, settled=False, at=LATER)

    uow.notices.retime(waiting.id, at=NOW + 9 * HOUR)

    assert _due(uow, 9) == []


def test_what_is_taken_out_is_not_sent_and_what_was_sent_cannot_be(uow: UnitOfWork) -> None:
    _told(uow)
    (waiting,) = _waits(uow)

    assert uow.notices.take_out(waiting.id)

    assert (_waits(uow), _due(uow, 9)) == ([], [])
    assert not uow.notices.take_out(waiting.id)


# --- cards of what nobody has -----------------------------------------------------------------


def _case(uow: UnitOfWork, number: int, **changes: object) -> CaseId:
    return uow.cases.add(a_case(id=CaseId(number), customer=None, **changes), look_at=None).id


def test_open_cases_are_listed_by_their_number_a_few_at_a_time(uow: UnitOfWork) -> None:
    for number in (7, 5, 9):
        _case(uow, number)
    _case(uow, 6, state=State.DISMISSED)

    assert list(uow.cases.list_open(after=CaseId(0), limit=2)) == [5, 7]
    assert list(uow.cases.list_open(after=CaseId(7), limit=2)) == [9]


def test_a_cases_cards_in_channels_are_drawn_again_and_no_briefing(uow: UnitOfWork) -> None:
    case = _case(uow, 5)
    lane = a_lane(uow)
    uow.cards.add(NewCard("card", CardKind.CHANNEL, lane, case, channel="general"), now=NOW)
    uow.cards.add(NewCard("own", CardKind.BRIEFING, lane, case, reader=ERIK.id), now=NOW)
    for item in uow.outbox.list_work(lane, now=MACHINE, business=NOW, limit=9):
        uow.outbox.sent(item, ref=item.key, shown=1, settled=False, at=NOW)
    assert _due(uow, 0) == []

    assert uow.cards.redraw_in_channels(case, now=NOW + MINUTE) == 1

    assert _due(uow, 1) == ["card"]
