"""Rising: a higher level, and webcare's call for help."""

from __future__ import annotations

from datetime import datetime

from bot.domain.actions.ownership import to_open
from bot.domain.broadcast import Broadcast
from bot.domain.case import (
    Case,
    Change,
    Level,
    State,
    changed,
    event,
    require_helper,
    require_state,
    require_training,
)
from bot.domain.employee import Employee
from bot.domain.errors import HighestLevel, OnlyWebcare, UnknownChannel
from bot.domain.events import Code, Event, moment
from bot.domain.ids import WordsId

SILENT_OWNER = "silent_owner"
"""Why a case was taken from its owner."""


def raise_level(case: Case, actor: Employee, *, reason: WordsId | None) -> Change:
    """Not solved here means up (D22): one level, by one who helps, or webcare.

    Raises HighestLevel, NotNow, NeedsTraining, OnlyHelpers.
    """
    require_state(case, State.OPEN, State.CLAIMED, State.RESOLVED)
    require_training(case, actor)
    require_helper(case, actor)
    if case.level >= Level.EXECUTIVE:
        raise HighestLevel
    level = Level(case.level + 1)
    happened = event(
        Code.LEVEL_RAISED, level=int(level), because="person", by=actor.id, words=reason
    )
    return changed(case, happened, level=level)


def rise_to(case: Case, level: Level, *, because: str) -> Change | None:
    """Rise by a ladder; None where the case is as high already, so ringing twice is harmless."""
    if case.level >= level:
        return None
    happened = event(Code.LEVEL_RAISED, level=int(level), because=because)
    return changed(case, happened, level=level)


def call_for_help(case: Case, actor: Employee, *, broadcast: Broadcast) -> Change:
    """Webcare's urgent call in chosen channels. Raises OnlyWebcare, UnknownChannel, NotNow."""
    require_state(case, State.OPEN, State.CLAIMED)
    if not actor.is_webcare:
        raise OnlyWebcare
    if not broadcast.channels:
        raise UnknownChannel
    return changed(case, _called(broadcast), broadcasts=(*case.broadcasts, broadcast))


def _called(broadcast: Broadcast) -> Event:
    return event(
        Code.BROADCAST,
        broadcast=broadcast.id,
        by=broadcast.by,
        channels=broadcast.channels,
        until_at=moment(broadcast.until_at),
        words=broadcast.why,
    )


def offer_again(case: Case, *, now: datetime) -> Change | None:
    """A silent owner's case is anybody's again; None where nobody has it.

    Never while a promise to the customer or a colleague is open: None then, too.
    """
    if case.state is not State.CLAIMED or case.blocking_promises:
        return None
    return to_open(case, event(Code.RELEASED, owner=case.owner, because=SILENT_OWNER), now)
