"""Answering what the ladders ask: still on it, still mended."""

from __future__ import annotations

from datetime import datetime

from bot.domain.actions import answering
from bot.domain.answer import Answer
from bot.domain.ids import CaseId
from bot.ports.storing import Press
from bot.usecases.acting import act
from bot.usecases.desk import Desk


def still_on_it(desk: Desk, press: Press, *, case: CaseId, now: datetime) -> Answer:
    """*I am still on it*, says the owner."""
    return act(
        desk,
        press,
        case,
        lambda stage, found: answering.still_on_it(found, stage.actor),
        now=now,
    )


def still_mended(desk: Desk, press: Press, *, case: CaseId, now: datetime) -> Answer:
    """*Yes, still fine*, some time after closing."""
    return act(
        desk,
        press,
        case,
        lambda stage, found: answering.still_mended(found, stage.actor, now=now),
        now=now,
    )
