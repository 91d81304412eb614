"""Notices about no case in particular.

Facts read: count (found late) · source (a source is silent) · chat, code, place, colleague and
colleagues (trouble in a chat) · week (digest) · code, refused, failed and what there is of the
answer's own facts (what became of a press).
"""

from __future__ import annotations

from collections.abc import Mapping

from bot.domain.answer import Answer
from bot.domain.ids import EmployeeId
from bot.domain.notice import MOST_COUNTED, PRIVATE, NoticeKind
from bot.presentation.card import Button, Line, Style
from bot.presentation.cards.told import Draw, Drawn, Told, story
from bot.presentation.facts import is_wordable, worded
from bot.presentation.intent import Verb
from bot.presentation.text import Says
from bot.presentation.toasts import answer_toast
from bot.presentation.wording import joined

_STALE = frozenset({"deleted_again", "uneditable"})
"""Private words did arrive, but do not stand there as they should."""


def _found_late(told: Told) -> Drawn:
    count = told.number("count")
    key = "told.found_late" if count else "told.found_late.some"
    first = told.line(key, count=count or 0)
    lines = (first, told.line("told.found_late.calm", Style.QUIET))
    return Drawn(lines, (told.voice.press(Verb.SHOW_FOUND, "house"),))


def _source_silent(told: Told) -> Drawn:
    source = told.say("told.source_silent", source=_source(told))
    return Drawn((Line(source, Style.STRONG), told.line("told.source_silent.what")))


def _source(told: Told) -> str:
    named = told.view.facts.get("source")
    return told.voice.source(named) if isinstance(named, str) else told.voice.text("source.some")


def _chat_trouble(told: Told) -> Drawn:
    """What happened, where, and what to do; the code behind it is for whoever runs it."""
    code, chat = told.view.facts.get("code"), told.view.facts.get("chat")
    if not isinstance(code, str) or not isinstance(chat, str):
        return Drawn((told.line("trouble.some", Style.STRONG), told.line("trouble.some.do")))
    place, whom = told.view.facts.get("place"), _whom(told)
    known = _known(told, code, private=whom is not None, placed=bool(place))
    named = {
        "chat": told.voice.source(chat),
        "place": place if isinstance(place, str) and place else told.voice.text("place.some"),
        "whom": whom or "",
        "code": code,
    }
    doing = known if told.voice.wording.has(f"{known}.do") else known.rpartition(".")[0]
    what, then = told.say(known, **named), told.say(f"{doing}.do", **named)
    return Drawn((Line(what, Style.STRONG), Line(then)))


def _known(told: Told, code: str, *, private: bool, placed: bool) -> str:
    """Which sentence tells it."""
    if private:
        return "trouble.private.stale" if code in _STALE else "trouble.private"
    if told.voice.wording.has(f"trouble.{code}.do"):
        return f"trouble.{code}"
    return "trouble.other.place" if placed else "trouble.other"


def _whom(told: Told) -> str | None:
    """With whom we cannot speak in private: by name, or how many; None: it is about no such."""
    one, many = told.number("colleague"), told.view.facts.get(PRIVATE)
    if one is None:
        return None
    count = len(many) if isinstance(many, tuple) else 1
    if count == 1:
        return told.voice.colleague(EmployeeId(one))
    key = "colleagues.hundreds" if count >= MOST_COUNTED else "colleagues.counted"
    return told.voice.text(key, count=count)


def _digest(told: Told) -> Drawn:
    week = told.view.facts.get("week")
    if not isinstance(week, str):
        return Drawn((told.line("told.digest.some"),))
    lines = (told.line("told.digest"),)
    subject = f"digest:{week}"
    show = told.voice.press(Verb.SHOW_DIGEST, subject, style=Style.PRIMARY)
    read = told.voice.press(Verb.READ_DIGEST, subject)
    return Drawn(lines, (show, read), (told.voice.open_on(Verb.ASK_DIGEST, subject),))


def _digest_question(told: Told) -> Drawn:
    """What a leader wants to know, to who can answer: outside the bot, as colleagues do."""
    week = told.view.facts.get("week")
    subject = f"digest:{week}"
    show = (told.voice.press(Verb.SHOW_DIGEST, subject),) if isinstance(week, str) else ()
    return Drawn((told.line("told.digest_question", Style.STRONG), *told.words()), show)


def _word_after(told: Told) -> Drawn:
    """What was pressed, and the sentence that its toast would have had."""
    code, facts = told.view.facts.get("code"), told.view.facts
    if facts.get("failed") or (code is None and facts.get("refused")):
        return Drawn((_after(told, told.say("told.word_after.failed")),), (), story(told))
    family = "refusal" if facts.get("refused") else "toast"
    if not isinstance(code, str) or not is_wordable(told.voice, family, code, facts):
        return Drawn((_after(told, told.say("told.word_after")),), (), story(told))
    says = told.say("told.word_after.became", outcome=worded(told.voice, family, code, facts))
    return Drawn((_after(told, says),), _following(told, code), story(told))


def _after(told: Told, says: Says) -> Line:
    """A late answer behind what was pressed, which may be long ago."""
    pressed = told.view.facts.get("verb")
    key = f"button.{pressed}"
    if not isinstance(pressed, str) or not told.voice.wording.has(key):
        return Line(joined((told.say("told.word_after.some"), says)))
    what = told.say("quote", words=told.voice.text(key))
    return Line(joined((told.say("told.word_after.what", what=what), says)))


def _following(told: Told, code: str) -> tuple[Button, ...]:
    """The first two buttons that the toast would have had."""
    facts, refused = told.view.facts, bool(told.view.facts.get("refused"))
    answer = Answer(code, facts, refused=refused)
    return answer_toast(answer, told.view.view, told.voice.audience).buttons[:2]


HOUSE: Mapping[NoticeKind, Draw] = {
    NoticeKind.FOUND_LATE: _found_late,
    NoticeKind.SOURCE_SILENT: _source_silent,
    NoticeKind.CHAT_TROUBLE: _chat_trouble,
    NoticeKind.DIGEST: _digest,
    NoticeKind.DIGEST_QUESTION: _digest_question,
    NoticeKind.WORD_AFTER: _word_after,
}
"""How notices of the house are drawn."""
