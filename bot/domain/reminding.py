"""When a promise is heard of again: what comes early waits for the moment of the day's bundle."""

from __future__ import annotations

from datetime import datetime

from bot.domain.budget import waits_until
from bot.domain.policy import Policy
from bot.domain.promise import Promise
from bot.domain.ringing import first_reminder_at
from bot.domain.working_time import Calendar


def reminded_at(promise: Promise, calendar: Calendar, policy: Policy) -> datetime | None:
    """When whoever does it, with this calendar, hears of a promise next, in UTC.

    At the moment that they chose; else at 80 % of its time: with what else is told after that, or
    by itself where it would be due by then. None: no date was said.
    """
    if promise.remind_at is not None:
        return promise.remind_at
    due, early = promise.due_at, first_reminder_at(promise, calendar, policy)
    if due is None or early is None or early >= due:
        return early
    told = waits_until(policy.budget, calendar, early)
    return told if told < due else early
