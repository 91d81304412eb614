"""A digest's sheet: title, sections in their order, footer."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from bot.domain.digest import DigestView
from bot.domain.view import Audience
from bot.presentation.digest.people import asked_section, taken_up_section, waiting_section
from bot.presentation.digest.results import endings_section, improving_section, promises_section
from bot.presentation.digest.sheet import Sheet
from bot.presentation.digest.telling import DigestVoice, telling
from bot.presentation.text import Says
from bot.presentation.wording import joined

_SECTIONS = (
    asked_section,
    waiting_section,
    taken_up_section,
    promises_section,
    endings_section,
    improving_section,
)


def digest_sheet(view: DigestView, audience: Audience, *, now: datetime | None = None) -> Sheet:
    """A digest in an audience's language and zone; it names no colleague.

    `now` (UTC) only words moments: *today 17:00*; without it they bear dates, for what lasts.
    Sections without lines are left out.
    """
    voice = telling(view, audience, now)
    sections = (section(voice) for section in _SECTIONS)
    return Sheet(
        title=voice.say("digest.title", week=str(view.digest.week.week)),
        subtitle=_subtitle(voice),
        sections=tuple(section for section in sections if section.lines),
        footer=tuple(_footer(voice)),
        summary=_summary(voice),
    )


def _subtitle(voice: DigestVoice) -> Says:
    week = voice.digest.week
    same = week.first_on.month == week.last_on.month
    first = voice.day(week.first_on, "digest.date.day" if same else "digest.date.month")
    last = voice.day(week.last_on, "digest.date.whole")
    said = [voice.say("digest.subtitle", first=first, last=last)]
    if voice.digest.weeks_averaged:
        said.append(voice.say("digest.average", count=voice.digest.weeks_averaged))
    return joined(said, " · ")


def _footer(voice: DigestVoice) -> Iterator[Says]:
    if voice.view.readers:
        done, readers = voice.view.readers_done, voice.view.readers
        yield voice.say("digest.read", done=done, readers=readers)


def _summary(voice: DigestVoice) -> str:
    waiting = voice.digest.waiting
    return voice.text(
        "digest.summary",
        week=str(voice.digest.week.week),
        heard=waiting.heard.value,
        silent=waiting.silent.value,
    )
