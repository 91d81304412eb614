"""Ladders: how long things may take before somebody hears it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import timedelta

from bot.config import values
from bot.config.tables import Table
from bot.domain.policy import Ladder

_WORKING = 'working time such as "30m" or "2h"'
_AMOUNT = 'working time such as "3h", or working days such as "2d"'
_DAYS = 'working days such as "10d"'
_WORKING_STEPS = (
    *("shown_again", "personal_word", "lead_told", "no_reply", "placing", "placing_lead"),
)
_IN_ORDER = (
    ("shown_again", "personal_word"),
    ("personal_word", "lead_told"),
    ("placing", "placing_lead"),
)
_AMOUNTS = (*("silent_owner", "silent_owner_lead", "quick_update", "plan", "ask_date", "goodwill"),)


def read_ladder(table: Table, default: Ladder) -> Ladder:
    """The ladder of a table; what it leaves out is as in `default`."""
    steps = {
        name: table.read(name, getattr(default, name), values.working, _WORKING)
        for name in _WORKING_STEPS
    }
    amounts = {
        name: table.read(name, getattr(default, name), values.amount, _AMOUNT) for name in _AMOUNTS
    }
    _check_order(table, steps)
    return replace(
        default,
        **steps,
        **amounts,
        quick_update_latest=table.read(
            "quick_update_latest", default.quick_update_latest, values.duration, 'time: "21d"'
        ),
        undated=table.read("undated", default.undated, values.days, _DAYS),
        public_silence=table.read(
            "public_silence", default.public_silence, values.duration, 'time such as "24h"'
        ),
        waiting_days=table.read("waiting", default.waiting_days, values.days, _DAYS),
        check_back_days=table.read("check_back", default.check_back_days, values.days, _DAYS),
        look_again=table.read(
            "look_again", default.look_again, values.several_days, 'days: ["30d", "90d"]'
        ),
    )


def _check_order(table: Table, steps: Mapping[str, timedelta]) -> None:
    """Steps of one clock come one after the other: of those that are due only the last rings."""
    for earlier, later in _IN_ORDER:
        if steps[later] <= steps[earlier]:
            table.wrong(later, f"does not come after {earlier}; write a longer time here.")


def read_ladders(table: Table, normal: Ladder, urgent: Ladder) -> tuple[Ladder, Ladder]:
    """The ladders `normal` and `urgent` of a table; each starts from the one given."""
    return (
        read_ladder(table.table("normal"), normal),
        read_ladder(table.table("urgent"), urgent),
    )
