"""At the edges of working time and of duties, cards of what nobody has taken are drawn again."""

from __future__ import annotations

from datetime import datetime

from bot.domain.attendance import last_edge
from bot.domain.ids import CaseId
from bot.usecases.desk import Desk

SHOWN_SINCE = "attended"
"""The setting that remembers for which edge the cards were last drawn again."""


def redraw_at_edge(desk: Desk, *, now: datetime) -> int:
    """Have channels' cards of open cases drawn again where an edge has passed; how many.

    They say who looks, or from when on somebody does: true from one edge to the next. Each case
    has its own transaction, in which it is locked. A kill in between only means doing it again.
    """
    edge = last_edge(desk.policy, now)
    with desk.store.read() as uow:
        since = uow.settings.get(SHOWN_SINCE)
        if edge is None or (since and datetime.fromisoformat(since) >= edge):
            return 0
        waiting = uow.cases.list_open()
    redrawn = sum(_redraw(desk, case, now) for case in waiting)
    with desk.store.begin() as uow:
        uow.settings.set(SHOWN_SINCE, edge.isoformat())
        uow.commit()
    return redrawn


def _redraw(desk: Desk, case_id: CaseId, now: datetime) -> int:
    with desk.store.begin() as uow:
        case = uow.cases.lock(case_id)
        redrawn = uow.cards.redraw_in_channels(case.id, now=now)
        uow.commit()
    return redrawn
