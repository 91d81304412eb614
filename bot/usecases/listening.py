"""How sources are: what failed, and who hears that a source has fallen silent."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from bot.domain.case import Level
from bot.domain.employee import Employee
from bot.domain.ids import EmployeeId
from bot.domain.notice import Notice, NoticeKind
from bot.domain.telling import find_away, not_before_for
from bot.domain.working_time import local_date
from bot.ports.storing import UnitOfWork
from bot.usecases.desk import Desk
from bot.usecases.telling import tell

TOLD_AFTER = 3
"""So many failures in a row are no hiccup: intake must survive losing a source."""


def source_failed(desk: Desk, source: str, why: str, *, now: datetime) -> int:
    """Note that a source failed; the webcare lead hears of it once a day while it goes on.

    Returns how many times in a row it has failed.
    """
    with desk.store.begin() as uow:
        failures = uow.cursors.failed(source, why, now=now)
        if failures >= TOLD_AFTER:
            _tell_lead(desk, uow, source, now)
        uow.commit()
    return failures


def _tell_lead(desk: Desk, uow: UnitOfWork, source: str, now: datetime) -> None:
    lead = _find_lead(uow, desk.policy.leaders.get(Level.LEAD, ()), now)
    if lead is not None:
        day = local_date(lead.calendar.zone, now).isoformat()
        notice = Notice(
            key=f"source:{source}:silent:{day}:{lead.id}",
            kind=NoticeKind.SOURCE_SILENT,
            to=lead.id,
            facts={"source": source},
            not_before=not_before_for(NoticeKind.SOURCE_SILENT, lead, desk.policy.rota, now),
        )
        tell(uow, desk.policy, notice, lead, now=now)


def _find_lead(uow: UnitOfWork, named: Sequence[EmployeeId], now: datetime) -> Employee | None:
    """The first of them who works here and is not away, else the first who works here."""
    known = uow.employees.get_many(named)
    leads = [known[one] for one in named if one in known and known[one].active]
    return next((one for one in leads if find_away(one, now) is None), next(iter(leads), None))
