"""Notices about no case in particular.

Facts read: count (found late) · source (a source is silent) · week (digest) · code, refused and
the answer's own facts (what became of a press).
"""

from __future__ import annotations

from collections.abc import Mapping

from bot.domain.notice import NoticeKind
from bot.presentation.card import Line, Style
from bot.presentation.cards.told import Draw, Drawn, Told, story
from bot.presentation.facts import worded
from bot.presentation.intent import Verb


def _found_late(told: Told) -> Drawn:
    count = told.number("count")
    first = told.line("told.found_late", count=count or 0)
    lines = (first, told.line("told.found_late.calm", Style.QUIET))
    return Drawn(lines, (told.voice.press(Verb.SHOW_FOUND, "house"),))


def _source_silent(told: Told) -> Drawn:
    source = told.say("told.source_silent", source=_source(told))
    return Drawn((Line(source, Style.STRONG), told.line("told.source_silent.what")))


def _source(told: Told) -> str:
    named = told.view.facts.get("source")
    return told.voice.source(named) if isinstance(named, str) else told.voice.text("source.some")


def _digest(told: Told) -> Drawn:
    week = told.view.facts.get("week")
    lines = (told.line("told.digest", week=str(week or "")),)
    if not isinstance(week, str):
        return Drawn(lines)
    subject = f"digest:{week}"
    show = told.voice.press(Verb.SHOW_DIGEST, subject, style=Style.PRIMARY)
    read = told.voice.press(Verb.READ_DIGEST, subject)
    return Drawn(lines, (show, read), (told.voice.open_on(Verb.ASK_DIGEST, subject),))


def _word_after(told: Told) -> Drawn:
    """The sentence that the toast would have had."""
    code = told.view.facts.get("code")
    if not isinstance(code, str):
        return Drawn((told.line("told.word_after"),), (), story(told))
    family = "refusal" if told.view.facts.get("refused") else "toast"
    says = worded(told.voice, family, code, told.view.facts)
    return Drawn((told.line("told.word_after.became", outcome=says),), (), story(told))


HOUSE: Mapping[NoticeKind, Draw] = {
    NoticeKind.FOUND_LATE: _found_late,
    NoticeKind.SOURCE_SILENT: _source_silent,
    NoticeKind.DIGEST: _digest,
    NoticeKind.WORD_AFTER: _word_after,
}
"""How notices of the house are drawn."""
