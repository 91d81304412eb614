"""Absences in sentences: with their days, and with who stands in."""

from __future__ import annotations

from bot.domain.ids import EmployeeId
from bot.domain.working_time import Absence
from bot.presentation.card import Line
from bot.presentation.hours import date_of
from bot.presentation.text import Says
from bot.presentation.voice import Voice
from bot.presentation.wording import joined


def absence_says(voice: Voice, absence: Absence, *, running: bool = False) -> Says:
    """When somebody is away, said to themselves."""
    first, last = date_of(voice, absence.first_on), date_of(voice, absence.last_on)
    if running:
        return voice.say("home.away.now", last=last)
    if absence.first_on == absence.last_on:
        return voice.say("home.away.day", first=first)
    return voice.say("home.away.days", first=first, last=last)


def deputy_says(voice: Voice, absence: Absence) -> Says:
    """Who stands in."""
    if absence.deputy is None:
        return voice.say("home.away.nobody")
    return voice.say("home.away.deputy", deputy=voice.colleague(EmployeeId(absence.deputy)))


def absence_line(voice: Voice, absence: Absence) -> Line:
    """Both in one paragraph."""
    return Line(joined((absence_says(voice, absence), deputy_says(voice, absence))))
