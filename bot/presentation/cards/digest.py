"""The Monday report as a card: two minutes to read, one question to answer."""

from __future__ import annotations

from bot.domain.digest import DigestView
from bot.domain.view import Audience
from bot.presentation.card import Button, Card, Line, Section, Style
from bot.presentation.digest.drawing import digest_sheet
from bot.presentation.digest.sheet import SheetSection
from bot.presentation.digest.telling import DigestVoice, telling
from bot.presentation.intent import Verb
from bot.presentation.text import Says


def digest_card(view: DigestView, audience: Audience) -> Card:
    """A week's digest for one reader: what is asked first, and no colleague in it."""
    voice, sheet = telling(view, audience), digest_sheet(view, audience)
    return Card(
        title=sheet.title,
        lines=(*_answered(voice), *_quiet(sheet.subtitle, *sheet.footer)),
        summary=sheet.summary,
        buttons=_buttons(voice),
        overflow=_overflow(voice),
        sections=tuple(_section(one) for one in sheet.sections),
    )


def _quiet(*said: Says) -> tuple[Line, ...]:
    return tuple(Line(says, Style.QUIET) for says in said)


def _section(section: SheetSection) -> Section:
    lines = tuple(Line(line.says, line.style) for line in section.lines)
    return Section(section.title.plain, lines)


def _answered(voice: DigestVoice) -> tuple[Line, ...]:
    """What the reader did with it."""
    if voice.view.decides_on is not None:
        on = voice.day(voice.view.decides_on, "digest.date.decision")
        return (voice.line("digest.decides", Style.STRONG, on=on),)
    return (voice.line("digest.done", Style.QUIET),) if voice.view.read else ()


def _buttons(voice: DigestVoice) -> tuple[Button, ...]:
    """At most two: the decision, while it is asked and not taken; and *read*, until it is."""
    buttons: list[Button] = []
    if voice.digest.asked.cases.value and voice.view.decides_on is None:
        buttons.append(voice.open_on(Verb.DECIDE_DIGEST, _subject(voice)))
    if not voice.view.read:
        buttons.append(voice.press(Verb.READ_DIGEST, _subject(voice), style=Style.PRIMARY))
    return tuple(buttons)


def _overflow(voice: DigestVoice) -> tuple[Button, ...]:
    show = voice.press(Verb.SHOW_DIGEST, _subject(voice), label="digest.button.numbers")
    return (show, voice.open_on(Verb.ASK_DIGEST, _subject(voice)))


def _subject(voice: DigestVoice) -> str:
    return f"digest:{voice.digest.week}"
