"""What the ladders ask of people: an owner who is silent, words on the way, a plan, a date, after.

Facts read: owner, since, level, promise, days, goodwill, offered_by, amount.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from bot.domain.case import Level
from bot.domain.notice import NoticeKind
from bot.presentation.card import Line, Style
from bot.presentation.cards.told import Draw, Drawn, Told, story
from bot.presentation.cards.told_cases import lend_a_hand
from bot.presentation.cards.told_requests import goodwill_answers, what_is_given
from bot.presentation.facts import moment_of
from bot.presentation.intent import Verb


def _silent_owner(told: Told) -> Drawn:
    """A question, not a reproach: one press is enough; without a promise letting go is allowed."""
    voice = told.case
    bound = voice is not None and bool(voice.case.blocking_promises)
    lines = (
        told.line("told.silent_owner", Style.STRONG),
        *_quote(told),
        told.line("told.silent_owner.bound" if bound else "told.silent_owner.free", Style.QUIET),
    )
    if voice is None or not told.is_mine:
        return Drawn(lines, (), story(told))
    still = voice.act(Verb.STILL_ON_IT, style=Style.PRIMARY)
    other = () if bound else (voice.act(Verb.RELEASE),)
    more = (voice.act(Verb.REPLY), *other)
    return Drawn(lines, (still, voice.open(Verb.HANDOVER)), (*more, *story(told)))


def _silent_owner_lead(told: Told) -> Drawn:
    """To whoever leads: what is asked of them, and never how late somebody is."""
    bound = (told.number("level") or 0) > Level.LEAD
    lines = (
        told.line("told.silent_owner_lead", Style.STRONG, owner=_owner(told)),
        *_quote(told),
        told.line("told.silent_owner_lead.bound" if bound else "told.silent_owner_lead.ask"),
    )
    hand = (told.case.open(Verb.HANDOVER),) if told.case else ()
    return Drawn(lines, lend_a_hand(told), (*hand, *story(told)))


def _offered_again(told: Told) -> Drawn:
    lines = (
        told.line("told.offered_again", Style.STRONG),
        told.line("told.offered_again.free", Style.QUIET),
    )
    return Drawn(lines, lend_a_hand(told)[:1], story(told))


def _update_asked(told: Told) -> Drawn:
    lines = (
        told.line("told.update_asked", Style.STRONG),
        *_last_word(told),
        told.line("told.update_asked.enough", Style.QUIET),
    )
    voice = told.case
    if voice is None or not told.is_mine:
        return Drawn(lines, (), story(told))
    said = voice.open(Verb.QUICK_UPDATE, style=Style.PRIMARY)
    placed = () if voice.case.placing else (voice.open(Verb.PLACE),)
    return Drawn(lines, (said, *placed), (voice.act(Verb.WAIT), *story(told)))


def _update_late(told: Told) -> Drawn:
    lines = (
        told.line("told.update_late", Style.STRONG),
        *_last_word(told),
        *_quote(told),
        told.line("told.update_late.ask", owner=_owner(told)),
    )
    return Drawn(lines, lend_a_hand(told), story(told))


def _plan_asked(told: Told) -> Drawn:
    lines = (
        told.line("told.plan_asked", Style.STRONG),
        *_quote(told),
        told.line("told.plan_asked.enough", Style.QUIET),
    )
    voice = told.case
    if voice is None or not told.is_mine:
        return Drawn(lines, (), story(told))
    promised = voice.open(Verb.PROMISE, style=Style.PRIMARY)
    help_me = voice.act(Verb.ASK_HELP)
    return Drawn(lines, (promised, voice.open(Verb.SOLVE)), (help_me, *story(told)))


def _date_asked(told: Told) -> Drawn:
    lines = [told.line("told.date_asked", Style.STRONG)]
    promise, voice = told.promise, told.case
    if promise is None or voice is None:
        return Drawn((*lines, *told.words()), (), story(told))
    lines.append(told.line("told.promised", promise=voice.promised(promise)))
    lines.append(told.line("told.date_asked.enough", Style.QUIET))
    named = voice.open_on_promise(Verb.MOVE, promise.id, label="button.date")
    kept = voice.act_on_promise(Verb.KEEP, promise.id)
    cannot = voice.open_on_promise(Verb.CANNOT, promise.id)
    return Drawn(tuple(lines), (named, kept), (cannot, *story(told)))


def _still_mended(told: Told) -> Drawn:
    first = told.line("told.still_mended", Style.STRONG)
    voice = told.case
    if voice is None:
        return Drawn((first,), (), story(told))
    at = voice.case.closed_at
    since = told.line("told.still_mended.since", Style.QUIET, when=voice.when(at)) if at else None
    fine = voice.act(Verb.STILL_MENDED, style=Style.PRIMARY)
    back = voice.open(Verb.REOPEN, label="button.came_back")
    lines = (first, *_quote(told), *((since,) if since else ()))
    return Drawn(lines, (fine, back), story(told))


def _goodwill_late(told: Told) -> Drawn:
    lines = (
        told.line("told.goodwill_late", Style.STRONG, what=what_is_given(told)),
        *_quote(told),
        told.line("told.goodwill_late.ask"),
    )
    answers = goodwill_answers(told) if told.voice.audience.is_lead else ()
    return Drawn(lines, answers, story(told))


def _quote(told: Told) -> tuple[Line, ...]:
    return (told.case.quote(),) if told.case else ()


def _owner(told: Told) -> str:
    """Who has it now: the facts may name somebody from before."""
    owner = told.case.case.owner if told.case else None
    return told.voice.colleague(owner)


def _last_word(told: Told) -> tuple[Line, ...]:
    since = moment_of(told.view.facts.get("since"))
    return () if since is None else (_since(told, since),)


def _since(told: Told, since: datetime) -> Line:
    return told.line("told.update_asked.since", when=told.voice.when(since))


LADDERS: Mapping[NoticeKind, Draw] = {
    NoticeKind.SILENT_OWNER: _silent_owner,
    NoticeKind.SILENT_OWNER_LEAD: _silent_owner_lead,
    NoticeKind.OFFERED_AGAIN: _offered_again,
    NoticeKind.UPDATE_ASKED: _update_asked,
    NoticeKind.UPDATE_LATE: _update_late,
    NoticeKind.PLAN_ASKED: _plan_asked,
    NoticeKind.DATE_ASKED: _date_asked,
    NoticeKind.STILL_MENDED: _still_mended,
    NoticeKind.GOODWILL_LATE: _goodwill_late,
}
"""How the questions of the ladders are drawn."""
