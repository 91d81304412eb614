"""At the edges of working time and of duties, cards of what nobody has taken are drawn again."""

from __future__ import annotations

from datetime import datetime

from bot.domain.attendance import last_edge
from bot.domain.ids import CaseId
from bot.usecases.desk import Desk

SHOWN_SINCE = "attended"
"""The setting that remembers for which edge cards were drawn again last, and up to which case."""
_FIRST = CaseId(0)


def redraw_at_edge(desk: Desk, *, now: datetime, limit: int = 100) -> int:
    """Have channels' cards of open cases drawn again where an edge has passed; how many.

    They say who looks, or from when on somebody does: true from one edge to the next. At most
    `limit` cases at a time, the others at the next. Each has its own transaction, in which it is
    locked; a kill in between only means that some are drawn once more.
    """
    edge = last_edge(desk.policy, now)
    if edge is None:
        return 0
    with desk.store.read() as uow:
        after = _to_do_after(uow.settings.get(SHOWN_SINCE), edge)
        if after is None:
            return 0
        waiting = uow.cases.list_open(after=after, limit=limit)
    redrawn = sum(_redraw(desk, case, now) for case in waiting)
    reached = f" {waiting[-1]}" if len(waiting) == limit else ""
    with desk.store.begin() as uow:
        uow.settings.set(SHOWN_SINCE, f"{edge.isoformat()}{reached}")
        uow.commit()
    return redrawn


def _to_do_after(shown: str | None, edge: datetime) -> CaseId | None:
    """After which case there is something to do for this edge; None: there is nothing.

    A process that still has an older rota does not undo what one with a newer one did.
    """
    since, _, reached = (shown or "").partition(" ")
    if not since or datetime.fromisoformat(since) < edge:
        return _FIRST
    return CaseId(int(reached)) if reached and datetime.fromisoformat(since) == edge else None


def _redraw(desk: Desk, case_id: CaseId, now: datetime) -> int:
    with desk.store.begin() as uow:
        case = uow.cases.lock(case_id)
        redrawn = uow.cards.redraw_in_channels(case.id, now=now)
        uow.commit()
    return redrawn
