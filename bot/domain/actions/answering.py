"""Answers to what the ladders ask: still on it, still mended."""

from __future__ import annotations

from datetime import datetime

from bot.domain.case import (
    Case,
    Change,
    State,
    changed,
    event,
    require_helper,
    require_owner,
    require_state,
)
from bot.domain.employee import Employee
from bot.domain.events import Code


def still_on_it(case: Case, actor: Employee) -> Change:
    """*I am still on it*, says the owner: an act, so nobody asks again for a while.

    It reaches no customer. Raises OnlyOwner, ClaimFirst, NotNow.
    """
    require_state(case, State.CLAIMED)
    require_owner(case, actor)
    return changed(case, event(Code.STILL_ON_IT, owner=actor.id))


def still_mended(case: Case, actor: Employee, *, now: datetime) -> Change:
    """Some time after closing it is still mended, says the last owner or whoever was asked.

    Raises OnlyHelpers, NotNow.
    """
    require_state(case, State.CLOSED)
    require_helper(case, actor)
    return changed(case, event(Code.STILL_MENDED, by=actor.id), owner_acted_at=now)
