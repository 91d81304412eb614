"""A bundle is locked before what is told in it, by whoever sends it and whoever changes that."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Event

import pytest

from bot.domain.budget import Bundle
from bot.domain.errors import Facts
from bot.domain.ids import CaseId, NoticeId, PromiseId
from bot.domain.notice import Notice, NoticeKind
from bot.ports.storing import UnitOfWork
from storage.engine import SqlStore
from tests.builders import ERIK, HOUR, MINUTE, NOW, a_case
from tests.stores import MACHINE, a_lane

BUNDLE = Bundle("1:2026-03-16:2", NOW + HOUR)
CASE, OTHER = CaseId(1), CaseId(2)
KEY = f"case:{CASE}:v1:1"
LONG_ENOUGH = 0.3
"""Seconds after which a change has come to the lock that it must wait for."""


def _save(uow: UnitOfWork) -> None:
    before = uow.cases.lock(CASE)
    uow.cases.save(before, before, look_at=None)


def _merge(uow: UnitOfWork) -> None:
    before, other = uow.cases.lock(CASE), uow.cases.lock(OTHER)
    uow.cases.save(before, before, look_at=None)
    uow.notices.move_all(CASE, OTHER)
    uow.cases.save(other, other, look_at=None)


def _split(uow: UnitOfWork) -> None:
    uow.cases.lock(CASE)
    uow.notices.move_promised(PromiseId(7), OTHER, source=CASE)


def _undo(uow: UnitOfWork) -> None:
    uow.cases.lock(CASE)
    uow.outbox.unsettle(CASE, version=0)
    uow.notices.withdraw_told(case=CASE, version=1)
    _save(uow)


CHANGES: dict[str, Callable[[UnitOfWork], object]] = {
    "save": _save,
    "merge": _merge,
    "split": _split,
    "undo": _undo,
    "mark behind": lambda uow: uow.notices.mark_behind(case=CASE),
    "mark told": lambda uow: uow.notices.mark_told(KEY, at=NOW),
    "add": lambda uow: uow.notices.add_to(KEY, "of", 2, at=NOW, most=9),
    "redraw": lambda uow: uow.outbox.redraw_all(CASE),
    "another sight": lambda uow: uow.outbox.redraw_lane(a_lane(uow), now=NOW),
    "another language": lambda uow: uow.cards.mark_behind(reader=ERIK.id),
}


def _told(store: SqlStore) -> tuple[NoticeId, NoticeId]:
    """A bundle that was sent, and a notice that was told in it, of which nothing is settled."""
    with store.begin() as uow:
        for number in (CASE, OTHER):
            uow.cases.add(a_case(id=number, customer=None), look_at=None)
        facts: Facts = {"promise": 7, "of": (1,)}
        notice = Notice(KEY, NoticeKind.NO_REPLY, NOW, to=ERIK.id, case=CASE, facts=facts)
        lane = a_lane(uow)
        uow.notices.add_counted(notice, lane=lane, slots=(), bundles=(BUNDLE,), now=NOW)
        list(uow.notices.list_for(ERIK.id, limit=1))
        (bundle,) = uow.outbox.list_work(lane, now=MACHINE, business=BUNDLE.at, limit=9)
        assert uow.outbox.lease(lane, worker="w", now=MACHINE, until=MACHINE + HOUR)
        assert uow.outbox.sending(bundle, worker="w", until=MACHINE + MINUTE)
        uow.outbox.sent(bundle, ref="r", shown=0, settled=False, at=BUNDLE.at)
        uow.notices.told_together(NoticeId(bundle.id), done=(), at=BUNDLE.at)
        (told,) = uow.notices.list_bundled(NoticeId(bundle.id))
        uow.commit()
    return NoticeId(bundle.id), told.id


@pytest.mark.parametrize("change", CHANGES.values(), ids=CHANGES.keys())
def test_who_sends_a_bundle_and_who_changes_what_it_tells_do_not_both_wait(
    store: SqlStore, change: Callable[[UnitOfWork], object]
) -> None:
    bundle, told = _told(store)
    begun = Event()

    def change_it() -> None:
        begun.set()
        with store.begin() as uow:
            change(uow)
            uow.commit()

    with ThreadPoolExecutor(1) as threads:
        with store.begin() as uow:
            uow.notices.hold(bundle)
            changed = threads.submit(change_it)
            begun.wait()
            Event().wait(LONG_ENOUGH)
            uow.notices.told_together(bundle, done=[told], at=BUNDLE.at)
            uow.commit()
        changed.result()
