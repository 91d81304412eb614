"""The digest as a page: every number leads to its cases, and no case to a colleague."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import datetime

from bot.domain.digest import DigestView
from bot.domain.theirs import theirs
from bot.domain.view import Audience, CaseRow
from bot.presentation.card import Button, Line, Style
from bot.presentation.digest.drawing import digest_sheet
from bot.presentation.digest.sheet import Number, Sheet, SheetLine, SheetSection
from bot.presentation.digest.telling import DigestVoice, telling
from bot.presentation.intent import Intent, Verb
from bot.presentation.page import Page, Part, Row
from bot.presentation.text import Says
from bot.presentation.voice import SNIPPET


def digest_page(view: DigestView, audience: Audience, *, now: datetime | None = None) -> Page:
    """The whole digest; the quiet buttons of a line show the cases behind its numbers."""
    voice, sheet = telling(view, audience, now), digest_sheet(view, audience, now=now)
    lines = tuple(Line(says, Style.QUIET) for says in sheet.footer)
    head = Part(title=sheet.subtitle.plain, lines=lines)
    parts = (head, *(_part(voice, one) for one in sheet.sections))
    return Page(sheet.title, parts, tuple(_answers(voice)))


def digest_cases_page(
    view: DigestView,
    number: str,
    rows: Iterable[CaseRow],
    audience: Audience,
    *,
    now: datetime | None = None,
) -> Page:
    """The cases behind a number, named as in `cases_behind`: their customers, never an owner."""
    voice, sheet = telling(view, audience, now), digest_sheet(view, audience, now=now)
    title = _label(sheet, number) or sheet.title
    part = Part(
        title=sheet.title.plain,
        rows=tuple(_case(voice, row) for row in rows),
        empty=voice.text("digest.cases.none"),
    )
    back = voice.press(Verb.SHOW_DIGEST, _subject(voice))
    return Page(title, (part,), (back,))


def _answers(voice: DigestVoice) -> Iterator[Button]:
    """What those whom it is for can answer, as on their card."""
    if not voice.view.reads:
        return
    if voice.digest.asked.cases.value and voice.view.decides_on is None:
        yield voice.open_on(Verb.DECIDE_DIGEST, _subject(voice))
    if not voice.view.read:
        yield voice.press(Verb.READ_DIGEST, _subject(voice), style=Style.PRIMARY)
    yield voice.open_on(Verb.ASK_DIGEST, _subject(voice))


def _part(voice: DigestVoice, section: SheetSection) -> Part:
    rows = tuple(_row(voice, line) for line in section.lines)
    return Part(title=section.title.plain, rows=rows)


def _row(voice: DigestVoice, line: SheetLine) -> Row:
    return Row(line.says, buttons=tuple(_behind(voice, number) for number in line.numbers))


def _behind(voice: DigestVoice, number: Number) -> Button:
    """A quiet button: where a chat can, it is the number itself, in its sentence."""
    intent = Intent(Verb.SHOW_DIGEST, _subject(voice), argument=number.path)
    return Button(number.label, intent, Style.QUIET)


def _label(sheet: Sheet, path: str) -> Says | None:
    for section in sheet.sections:
        for line in section.lines:
            for number in line.numbers:
                if number.path == path:
                    return Says((number.label,))
    return None


def _case(voice: DigestVoice, row: CaseRow) -> Row:
    """A case as leadership may see it: no owner, and nothing of what is sensitive."""
    hidden = voice.hides(row.case)
    name = theirs(row.customer) if row.customer and not hidden else voice.text("customer")
    state = voice.text(f"state.{row.state}")
    title = voice.say("digest.case", customer=name, source=voice.source(row.source), state=state)
    words = theirs(row.excerpt, SNIPPET) if row.excerpt and not hidden else None
    return Row(title, (Line(Says((words,)), Style.QUOTE),) if words else ())


def _subject(voice: DigestVoice) -> str:
    return f"digest:{voice.digest.week}"
