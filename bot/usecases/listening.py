"""How sources are: what failed, and who hears that a source has fallen silent."""

from __future__ import annotations

from datetime import datetime

from bot.domain.case import Level
from bot.domain.notice import Notice, NoticeKind
from bot.domain.telling import not_before
from bot.domain.working_time import local_date
from bot.ports.storing import UnitOfWork
from bot.usecases.desk import Desk
from bot.usecases.saving import tell

TOLD_AFTER = 3
"""So many failures in a row are no hiccup: intake must survive losing a source."""


def source_failed(desk: Desk, source: str, why: str, *, now: datetime) -> int:
    """Note that a source failed; the webcare lead hears of it once a day while it goes on.

    Returns how many times in a row it has failed.
    """
    with desk.store.begin() as uow:
        failures = uow.cursors.failed(source, why, now=now)
        if failures >= TOLD_AFTER:
            _tell_leads(desk, uow, source, now)
        uow.commit()
    return failures


def _tell_leads(desk: Desk, uow: UnitOfWork, source: str, now: datetime) -> None:
    leads = uow.employees.get_many(desk.policy.leaders.get(Level.LEAD, ()))
    for lead in leads.values():
        day = local_date(lead.calendar.zone, now).isoformat()
        notice = Notice(
            key=f"source:{source}:silent:{day}:{lead.id}",
            kind=NoticeKind.SOURCE_SILENT,
            to=lead.id,
            facts={"source": source},
            not_before=not_before(NoticeKind.SOURCE_SILENT, lead.calendar, now),
        )
        tell(uow, notice, lead.lane, now=now)
