"""Ladders: how long things may take before somebody hears it."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from bot.config import values
from bot.config.tables import Table
from bot.domain.policy import Ladder

_WORKING_STEPS = (
    *("shown_again", "personal_word", "lead_told", "no_reply", "placing", "placing_lead"),
)


def read_ladder(table: Table, default: Ladder) -> Ladder:
    """The ladder of a table; what it leaves out is as in `default`."""

    def working(key: str, otherwise: timedelta) -> timedelta:
        return table.read(key, otherwise, values.working, 'working time such as "30m" or "2h"')

    return replace(
        default,
        **{name: working(name, getattr(default, name)) for name in _WORKING_STEPS},
        public_silence=table.read(
            "public_silence", default.public_silence, values.duration, 'time such as "24h"'
        ),
        waiting_days=table.read(
            "waiting", default.waiting_days, values.days, 'working days such as "10d"'
        ),
    )
