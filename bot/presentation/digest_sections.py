"""The digest's sections in words, one function for each."""

from __future__ import annotations

from collections.abc import Iterator

from bot.domain.digest import Ask
from bot.domain.view import Audience
from bot.presentation.card import Style
from bot.presentation.digest_sheet import (
    DigestView,
    DigestVoice,
    Sheet,
    SheetLine,
    SheetSection,
    listed_line,
    voice_of,
)
from bot.presentation.text import Says
from bot.presentation.wording import joined

TALLIES_SHOWN = 3
"""So many topics, routes and causes are named."""
ASKS_SHOWN = 5
"""So many cases that wait for a decision are listed."""
BROKEN_SHOWN = 10
"""So many promises that didn't happen are listed; the others are counted and said to be left."""


def digest_sheet(view: DigestView, audience: Audience) -> Sheet:
    """A digest in an audience's language; names no colleague."""
    voice = voice_of(view, audience)
    week = str(view.digest.week.week)
    sections = (SheetSection(name, *_SECTIONS[name](voice)) for name in _SECTIONS)
    return Sheet(
        title=voice.say("digest.title", week=week),
        subtitle=_subtitle(voice),
        sections=tuple(section for section in sections if section.lines),
        footer=tuple(_footer(voice)),
        summary=_summary(voice, week),
    )


def _summary(voice: DigestVoice, week: str) -> str:
    waiting = voice.digest.waiting
    heard, silent = waiting.heard.value, waiting.silent.value
    return voice.text("digest.summary", week=week, heard=heard, silent=silent)


def _subtitle(voice: DigestVoice) -> Says:
    first, last = voice.digest.week.first_on, voice.digest.week.last_on
    pattern = "digest.date.day" if first.month == last.month else "digest.date.month"
    from_, until = voice.day(first, pattern), voice.day(last, "digest.date.whole")
    said = [voice.say("digest.subtitle", first=from_, last=until)]
    if voice.digest.weeks_averaged:
        said.append(voice.say("digest.average", count=voice.digest.weeks_averaged))
    return joined(said, " · ")


def _footer(voice: DigestVoice) -> Iterator[Says]:
    if voice.view.readers:
        done, readers = voice.view.readers_done, voice.view.readers
        yield voice.say("digest.read", done=done, readers=readers)


# --- what leadership is asked -----------------------------------------------------------------


def _asked(voice: DigestVoice) -> tuple[Says, tuple[SheetLine, ...]]:
    asked = voice.digest.asked
    title = voice.say("digest.asked.title")
    if not asked.cases.value:
        return title, ()
    first = voice.part("digest.asked.cases", "asked.cases", asked.cases)
    shown = tuple(_ask(voice, ask) for ask in asked.listed[:ASKS_SHOWN])
    return title, (listed_line([first], style=Style.STRONG), *shown)


def _ask(voice: DigestVoice, ask: Ask) -> SheetLine:
    span = voice.span_until_end(ask.since)
    says = voice.say("digest.asked.one", customer=voice.customer(ask.case), span=span)
    return SheetLine(joined((says, voice.holder(ask.holder))))


# --- who waits --------------------------------------------------------------------------------


def _waiting(voice: DigestVoice) -> tuple[Says, tuple[SheetLine, ...]]:
    waiting = voice.digest.waiting
    lines = (_heard(voice), *_waiters(voice), *_late(voice), *_speeds(voice))
    del waiting
    return voice.say("digest.waiting.title"), lines
