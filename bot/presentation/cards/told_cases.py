"""Notices about a case as such. Facts read: since, level, words, helper, by, promise, owner."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from bot.domain.case import State
from bot.domain.notice import NoticeKind
from bot.domain.urgency import Why
from bot.presentation.card import Button, Line, Style
from bot.presentation.cards.channel import reason_of
from bot.presentation.cards.told import Draw, Drawn, Told, story
from bot.presentation.intent import Verb


def lend_a_hand(told: Told) -> tuple[Button, ...]:
    """What somebody who does not own the case can do for it."""
    voice = told.case
    if voice is None or voice.hidden:
        return ()
    if voice.case.state is State.OPEN:
        return (voice.act(Verb.CLAIM, style=Style.PRIMARY), voice.open(Verb.SUGGEST))
    reader = voice.audience.reader
    if voice.case.state is not State.CLAIMED or reader in (voice.case.owner, *voice.case.backups):
        return ()
    return (voice.act(Verb.HELP),)


def answer_customer(told: Told) -> tuple[Button, ...]:
    """What the owner can do about a customer who waits for a word."""
    voice = told.case
    if voice is None or not told.is_mine:
        return ()
    if voice.hidden:
        return (voice.open(Verb.HANDOVER), voice.act(Verb.RELEASE))
    reply = voice.act(Verb.REPLY, style=Style.PRIMARY)
    return (reply,) if voice.case.placing else (reply, voice.open(Verb.PLACE))


def _quote(told: Told) -> tuple[Line, ...]:
    return (told.case.quote(),) if told.case else ()


def _for_anyone(told: Told) -> Drawn:
    """Somebody is looked for."""
    lines = (told.line(f"told.{told.view.kind}", Style.STRONG), *_quote(told))
    return Drawn(lines, lend_a_hand(told), story(told))


def _suggested(told: Told) -> Drawn:
    lines = (told.line("told.suggested", Style.STRONG), *_quote(told))
    return Drawn(
        (*lines, told.line("told.suggested.free", Style.QUIET)), lend_a_hand(told), story(told)
    )


def _claim_offered(told: Told) -> Drawn:
    """An emoji is no promise: whoever put it is asked whether they mean it."""
    taken = told.case is not None and told.case.case.owner is not None
    if taken and told.case is not None:
        owner = told.case.colleague(told.case.case.owner)
        first = told.line("told.claim_offered.help", Style.STRONG, owner=owner)
    else:
        first = told.line("told.claim_offered", Style.STRONG)
    lines = (first, *_quote(told), told.line("told.claim_offered.free", Style.QUIET))
    return Drawn(lines, lend_a_hand(told)[:1], story(told))


def _unclaimed_lead(told: Told) -> Drawn:
    """Who leads finds somebody; what is sensitive is for webcare alone, and no call goes out."""
    hidden = told.case is not None and told.case.hidden
    call = (told.case.open(Verb.BROADCAST),) if told.case and not hidden else ()
    drawn = _for_anyone(told)
    asked = "told.unclaimed_lead.ask.sensitive" if hidden else "told.unclaimed_lead.ask"
    lines = (*drawn.lines, told.line(asked))
    return Drawn(lines, drawn.buttons, (*call, *drawn.overflow))


def _public_silence(told: Told) -> Drawn:
    """Counted in the customer's time; to whom can do something, naming nobody."""
    since = told.case.case.silent_since if told.case else None
    said = _dated(told, "told.public_silence", since)
    ask = () if told.is_mine else (told.line("told.public_silence.ask"),)
    buttons = answer_customer(told) or lend_a_hand(told)
    return Drawn((said, *_quote(told), *ask), buttons, story(told))


def _dated(told: Told, key: str, since: datetime | None) -> Line:
    """A first line with the moment since when, where that is known."""
    if since is None:
        return told.line(f"{key}.undated", Style.STRONG)
    return told.line(key, Style.STRONG, when=told.voice.when(since))


def _no_reply(told: Told) -> Drawn:
    voice = told.case
    if voice is not None and voice.case.first_time and not told.is_mine:
        return _first_word_of_a_newcomer(told)
    lines = (told.line("told.no_reply", Style.STRONG), told.line("told.no_reply.enough"))
    other = (voice.act(Verb.ASK_HELP), voice.open(Verb.HANDOVER)) if voice and told.is_mine else ()
    return Drawn(lines, answer_customer(told), (*other, *story(told)))


def _first_word_of_a_newcomer(told: Told) -> Drawn:
    """To the buddy: who does their first case is not nagged about it."""
    owner = told.voice.colleague(told.case.case.owner if told.case else None)
    lines = (told.line("told.no_reply.buddy", Style.STRONG, owner=owner), *_quote(told))
    how = told.line("told.no_reply.buddy.how", Style.QUIET)
    return Drawn((*lines, how), lend_a_hand(told), story(told))


def _customer_spoke(told: Told) -> Drawn:
    lines = (told.line(f"told.{told.view.kind}", Style.STRONG), *_quote(told))
    return Drawn(lines, answer_customer(told) or lend_a_hand(told), story(told))


def _raised(told: Told) -> Drawn:
    known = told.case.view.reasons if told.case and not told.case.hidden else ()
    reasons = [one for one in known if one.why is not Why.RAISED]
    why = [
        told.line("channel.why", reason=reason_of(told.case, reason))
        for reason in reasons[:1]
        if told.case is not None
    ]
    lines = (told.line("told.raised", Style.STRONG), *told.words(), *why, *_quote(told))
    ask = told.line("told.raised.ask")
    return Drawn((*lines, *_who_has_it(told), ask), lend_a_hand(told), story(told))


def _who_has_it(told: Told) -> tuple[Line, ...]:
    voice = told.case
    if voice is None or voice.case.owner is None:
        return ()
    return (told.line("channel.owner", owner=voice.colleague(voice.case.owner)),)


def _helper_joined(told: Told) -> Drawn:
    return Drawn((told.line("told.helper_joined"),), (), story(told))


def _help_asked(told: Told) -> Drawn:
    lines = [told.line("told.help_asked", Style.STRONG), *_quote(told)]
    if told.promise is not None and told.case is not None:
        lines.append(told.line("told.promised", promise=told.case.promise_line(told.promise)))
    return Drawn(tuple(lines), lend_a_hand(told), story(told))


def _first_case(told: Told) -> Drawn:
    """To the buddy: nothing is wrong, and nothing is asked but to be there."""
    how = told.line("told.first_case.how", Style.QUIET)
    lines = (told.line("told.first_case", Style.STRONG), *_quote(told), how)
    if told.case is None:
        return Drawn(lines)
    look = told.case.act(Verb.SHOW_CASE, style=Style.PRIMARY)
    return Drawn(lines, (look,), (*told.case.view_post(), told.case.act(Verb.MORE)))


def _let_go(told: Told) -> Drawn:
    """To the lead alone, with the reason: care for the colleague first."""
    lines = (told.line("told.let_go", Style.STRONG), *told.words(), told.line("told.let_go.care"))
    return Drawn(lines, lend_a_hand(told), story(told))


def _merged(told: Told) -> Drawn:
    key = "told.merged.mine" if told.is_mine else "told.merged"
    owner = told.voice.colleague(told.case.case.owner) if told.case else told.voice.text("somebody")
    return Drawn((told.line(key, owner=owner),), (), story(told))


def _check_back(told: Told) -> Drawn:
    lines = (told.line("told.check_back", Style.STRONG), told.line("told.check_back.then"))
    voice = told.case
    if voice is None or not told.is_mine:
        return Drawn(lines, (), story(told))
    asked = voice.act(Verb.REPLY, style=Style.PRIMARY, label="button.asked")
    return Drawn(lines, (asked, voice.open(Verb.REOPEN)), story(told))


def _waiting_long(told: Told) -> Drawn:
    voice = told.case
    lines = (_dated(told, "told.waiting_long", voice.case.waiting_since if voice else None),)
    if voice is None or not told.is_mine:
        return Drawn(lines, (), story(told))
    asked = voice.act(Verb.REPLY, label="button.asked")
    going_on = voice.act(Verb.STOP_WAITING)
    return Drawn(lines, (asked, voice.open(Verb.SOLVE)), (going_on, *story(told)))


def _sensitive(told: Told) -> Drawn:
    return Drawn(_sensitive_lines(told), lend_a_hand(told), story(told))


def _sensitive_lines(told: Told) -> tuple[Line, ...]:
    first = told.line("told.sensitive", Style.STRONG)
    voice = told.case
    if voice is None or voice.hidden or not voice.view.reasons:
        return (first, *_quote(told))
    why = told.line("channel.why", reason=reason_of(voice, voice.view.reasons[0]))
    return (first, why, *_quote(told))


def _reply_heard(told: Told) -> Drawn:
    source = (
        told.voice.source(told.case.case.source) if told.case else told.voice.text("source.web")
    )
    return Drawn((told.line("told.reply_heard", source=source),), (), story(told))


def _ended(told: Told) -> Drawn:
    """Somebody else ended what was yours: what they said, and how it comes back."""
    dismissed = told.case is not None and told.case.case.state is State.DISMISSED
    key = "told.ended.dismissed" if dismissed else "told.ended"
    back = (told.case.open(Verb.REOPEN),) if told.case and not told.case.hidden else ()
    return Drawn((told.line(key),), (), (*back, *story(told)))


CASES: Mapping[NoticeKind, Draw] = {
    NoticeKind.SUGGESTED: _suggested,
    NoticeKind.CLAIM_OFFERED: _claim_offered,
    NoticeKind.UNCLAIMED: _for_anyone,
    NoticeKind.UNCLAIMED_LEAD: _unclaimed_lead,
    NoticeKind.PUBLIC_SILENCE: _public_silence,
    NoticeKind.NO_REPLY: _no_reply,
    NoticeKind.HELPER_JOINED: _helper_joined,
    NoticeKind.HELP_ASKED: _help_asked,
    NoticeKind.FIRST_CASE: _first_case,
    NoticeKind.LET_GO: _let_go,
    NoticeKind.MERGED: _merged,
    NoticeKind.ENDED: _ended,
    NoticeKind.CUSTOMER_SPOKE: _customer_spoke,
    NoticeKind.CAME_BACK: _customer_spoke,
    NoticeKind.RAISED: _raised,
    NoticeKind.CHECK_BACK: _check_back,
    NoticeKind.WAITING_LONG: _waiting_long,
    NoticeKind.SENSITIVE: _sensitive,
    NoticeKind.REPLY_HEARD: _reply_heard,
}
"""How notices about a case are drawn."""
