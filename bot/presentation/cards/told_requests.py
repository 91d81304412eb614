"""What colleagues ask of each other, and the answers: handing over, placing, goodwill.

Facts read: handover, by, to, expires_at, words · placing, by, webcare, words ·
goodwill, by, offered_by, amount, words.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from bot.domain.goodwill import Goodwill, GoodwillState
from bot.domain.ids import EmployeeId, WordsId
from bot.domain.leaving import Gone
from bot.domain.notice import NoticeKind
from bot.domain.reply import ReplyKind
from bot.presentation.card import Button, Line, Style
from bot.presentation.cards.briefing import goodwill_what
from bot.presentation.cards.told import Draw, Drawn, Told, story
from bot.presentation.facts import moment_of
from bot.presentation.intent import Verb
from bot.presentation.text import Says
from bot.presentation.voice import CaseVoice

PLACED_WORDS = 4000
"""Words that are to be placed are shown whole: they are copied from the card."""


def _plain(told: Told) -> Drawn:
    return Drawn((told.line(f"told.{told.view.kind}"),), (), story(told))


# --- handing over -------------------------------------------------------------------------------


def _handover_asked(told: Told) -> Drawn:
    voice = told.case
    if voice is None:
        return _plain(told)
    accept = voice.act(Verb.ACCEPT, style=Style.PRIMARY)
    return Drawn(
        tuple(_handover_lines(told, voice)), (accept, voice.act(Verb.DECLINE)), story(told)
    )


def _handover_lines(told: Told, voice: CaseVoice) -> Iterator[Line]:
    gone = next((one.value for one in Gone if told.view.facts.get(one.value)), None)
    first = f"told.handover_asked.{gone}" if gone else "told.handover_asked"
    yield told.line(first, Style.STRONG)
    yield from told.words()
    yield voice.quote()
    yield told.line("told.handover.done", done=_done(voice), promises=_still(voice))
    if voice.view.asked_holds:
        yield told.line("told.handover_asked.holding", Style.QUIET, count=voice.view.asked_holds)
    if gone:
        yield told.line(f"told.handover.{gone}")
        return
    until, by = moment_of(told.view.facts.get("expires_at")), _called(told, "by")
    if until is None:
        yield told.line("told.handover.until_yes", by=by)
    else:
        yield told.line("told.handover.until", by=by, before=told.voice.before(until))


def _called(told: Told, name: str) -> str:
    """What a colleague is called whom a fact names."""
    number = told.number(name)
    return told.voice.called(None if number is None else EmployeeId(number))


def _done(voice: CaseVoice) -> str:
    """What the customer has had so far: *sorry, gebeld*."""
    found = dict.fromkeys(
        "done.apology" if reply.kind is ReplyKind.APOLOGY else f"done.{reply.way.value}"
        for reply in voice.case.said
    )
    return ", ".join(voice.text(key) for key in found) or voice.text("done.nothing")


def _still(voice: CaseVoice) -> Says:
    if not voice.case.open_promises:
        return voice.say("done.nothing")
    return voice.promises(voice.case.open_promises)


def _handover_accepted(told: Told) -> Drawn:
    """The last word to whoever had it: what went along, so that nothing is in two heads."""
    along = told.words_of_promises("promises")
    more = () if along is None else (told.line("told.promises_along", promises=along),)
    return Drawn((told.line("told.handover_accepted"), *more), (), story(told))


def _handover_back(told: Told) -> Drawn:
    """Declined or unanswered: it stays, and somebody else may be asked."""
    again = (told.case.open(Verb.HANDOVER),) if told.case and told.is_mine else ()
    return Drawn((told.line(f"told.{told.view.kind}"),), again, story(told))


# --- placing ------------------------------------------------------------------------------------


def _placing(told: Told) -> Drawn:
    voice = told.case
    asked = told.line(f"told.{told.view.kind}", Style.STRONG, name=_called(told, "by"))
    lines = (asked, *_words_to_place(told))
    if voice is None or voice.case.placing is None:
        return Drawn(lines, (), story(told))
    placed = voice.act(Verb.PLACED, style=Style.PRIMARY)
    linked = voice.open(Verb.PLACED, label="button.placed.url")
    return Drawn(lines, (placed, voice.open(Verb.DECLINE_PLACING)), (linked, *story(told)))


def _words_to_place(told: Told) -> tuple[Line, ...]:
    request = told.case.case.placing if told.case else None
    named = request.words if request else told.number("words")
    words = told.voice.written(WordsId(named), PLACED_WORDS) if named is not None else None
    return (Line(Says((words,)), Style.QUOTE),) if words else ()


def _placing_declined(told: Told) -> Drawn:
    again = (told.case.open(Verb.PLACE),) if told.case else ()
    reply = (told.case.act(Verb.REPLY),) if told.case and told.is_mine else ()
    lines = (told.line("told.placing_declined", Style.STRONG), *told.words())
    return Drawn(lines, (*again, *reply), story(told))


# --- goodwill -----------------------------------------------------------------------------------


def _goodwill(told: Told) -> Goodwill | None:
    named = told.number("goodwill")
    known = told.case.case.goodwill if told.case else ()
    return next((one for one in known if one.id == named), None)


def what_is_given(told: Told) -> Says:
    """What somebody wants to give: an amount, a thing, or both."""
    goodwill = _goodwill(told)
    if goodwill is not None and told.case is not None:
        return goodwill_what(told.case, goodwill)
    cents = told.number("amount")
    return Says((told.voice.money(cents) if cents else told.voice.text("done.something"),))


def _goodwill_asked(told: Told) -> Drawn:
    line = told.line("told.goodwill_asked", Style.STRONG, what=what_is_given(told))
    lines = (line, *((told.case.quote(),) if told.case else ()))
    return Drawn(lines, goodwill_answers(told), story(told))


def goodwill_answers(told: Told) -> tuple[Button, ...]:
    """Yes and no, for the lead."""
    goodwill = _goodwill(told)
    if told.case is None or goodwill is None:
        return ()
    approve = told.case.act(Verb.APPROVE_GOODWILL, argument=goodwill.id, style=Style.PRIMARY)
    return (approve, told.case.act(Verb.REFUSE_GOODWILL, argument=goodwill.id))


def _goodwill_decided(told: Told) -> Drawn:
    goodwill = _goodwill(told)
    refused = goodwill is not None and goodwill.state is GoodwillState.REFUSED
    key = "told.goodwill_decided.refused" if refused else "told.goodwill_decided"
    return Drawn((told.line(key, what=what_is_given(told)),), _tell(told, goodwill), story(told))


def _tell(told: Told, goodwill: Goodwill | None) -> tuple[Button, ...]:
    if told.case is None or goodwill is None or goodwill.state is not GoodwillState.APPROVED:
        return ()
    return (told.case.act(Verb.TELL_GOODWILL, argument=goodwill.id),)


REQUESTS: Mapping[NoticeKind, Draw] = {
    NoticeKind.HANDOVER_ASKED: _handover_asked,
    NoticeKind.HANDOVER_ACCEPTED: _handover_accepted,
    NoticeKind.HANDOVER_DECLINED: _handover_back,
    NoticeKind.HANDOVER_EXPIRED: _handover_back,
    NoticeKind.HANDOVER_WITHDRAWN: _plain,
    NoticeKind.PLACING_ASKED: _placing,
    NoticeKind.PLACING_LATE: _placing,
    NoticeKind.PLACING_LATE_LEAD: _placing,
    NoticeKind.PLACED: _plain,
    NoticeKind.PLACING_DECLINED: _placing_declined,
    NoticeKind.GOODWILL_ASKED: _goodwill_asked,
    NoticeKind.GOODWILL_DECIDED: _goodwill_decided,
}
"""How requests and their answers are drawn."""
