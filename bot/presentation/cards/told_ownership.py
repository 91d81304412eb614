"""Notices of ownership: what came to you, what is asked of a department or a manager, a buddy.

Facts read: owner, to, why, promises · by, colleague, lead · promise, doer, department, to_at,
answer · buddy.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from bot.domain.leaving import Gone
from bot.domain.notice import NoticeKind
from bot.presentation.card import Button, Line, Style
from bot.presentation.cards.told import Draw, Drawn, Told, story
from bot.presentation.facts import moment_of
from bot.presentation.intent import Verb
from bot.presentation.wording import capitalised


def _taken_over(told: Told) -> Drawn:
    """To who leads webcare: it is theirs now, and why."""
    away = told.view.facts.get("why") == Gone.AWAY
    first = told.line("told.taken_over.away" if away else "told.taken_over", Style.STRONG)
    lines = (first, *_quote(told), *_promised(told), told.line("told.taken_over.ask"))
    give = (told.case.open(Verb.HANDOVER),) if told.case is not None and told.is_mine else ()
    return Drawn(lines, give, story(told))


def _taken_from(told: Told) -> Drawn:
    """To whoever was away: nothing was left lying."""
    return Drawn((told.line("told.taken_from"), *_promised(told)), (), story(told))


def _handover_wanted(told: Told) -> Drawn:
    """To the manager: a third handover is theirs to ask, or not."""
    first = told.line("told.handover_wanted", Style.STRONG)
    lines = (first, told.line("told.handover_wanted.why"), *_quote(told))
    if told.case is None:
        return Drawn(lines, (), story(told))
    asked = told.case.open(Verb.HANDOVER, item=told.number("colleague"))
    return Drawn(lines, (asked,), story(told))


def _demanded(told: Told) -> Drawn:
    """To who answers for a department: what is asked of it, and what they can say."""
    promise = told.promise
    by = told.voice.colleague(promise.made_by if promise is not None else None)
    lines = (told.line("told.demanded", Style.STRONG, by=by), *_what(told))
    asked = told.line("told.demanded.ask", by=by)
    return Drawn((*lines, asked), _answers(told), story(told))


def _doer_away(told: Told) -> Drawn:
    """To a deputy, or to who owns the case: what somebody who is away was to do."""
    lines = (told.line("told.doer_away", Style.STRONG), *_what(told))
    return Drawn((*lines, told.line("told.doer_away.ask")), _answers(told), story(told))


def _answered(told: Told) -> Drawn:
    """To the owner: what somebody said of what was asked of them."""
    answer = told.view.facts.get("answer")
    key = f"told.promise_answered.{answer}"
    known = told.voice.wording.has(key) and _has_moment(told, str(answer))
    first = told.line(key if known else "told.promise_answered", Style.STRONG)
    return Drawn((first, *_what(told)), (), story(told))


def _has_moment(told: Told, answer: str) -> bool:
    """Another day is told where it is known."""
    return answer != "moved" or moment_of(told.view.facts.get("to_at")) is not None


def _buddy_named(told: Told) -> Drawn:
    """To the buddy: who asks them, and what it is about, one press away."""
    lines = (told.line("told.buddy_named", Style.STRONG), *_quote(told))
    if told.case is None:
        return Drawn(lines)
    look = told.case.act(Verb.SHOW_CASE, style=Style.PRIMARY)
    return Drawn(lines, (look,), (*told.case.view_post(), told.case.act(Verb.MORE)))


def _quote(told: Told) -> tuple[Line, ...]:
    return (told.case.quote(),) if told.case else ()


def _what(told: Told) -> Iterator[Line]:
    """What is to be done, with its moment."""
    if told.promise is not None and told.case is not None:
        yield Line(capitalised(told.case.promise_line(told.promise)))


def _promised(told: Told) -> Iterator[Line]:
    """What came along: every promise that is still open."""
    if told.case is not None and told.case.case.open_promises:
        promises = told.case.promises(told.case.case.open_promises)
        yield told.line("told.promises_along", promises=promises)


def _answers(told: Told) -> tuple[Button, ...]:
    """*I'll do this*, or another does; nothing once somebody else does it."""
    promise, reader = told.promise, told.voice.audience.reader
    if told.case is None or promise is None or not promise.is_open:
        return ()
    take = told.case.act_on_promise(Verb.TAKE_PROMISE, promise.id, style=Style.PRIMARY)
    if promise.doer != reader:
        return (take,)
    return (take, told.case.open_on_promise(Verb.CANNOT, promise.id))


OWNERSHIP: Mapping[NoticeKind, Draw] = {
    NoticeKind.TAKEN_OVER: _taken_over,
    NoticeKind.TAKEN_FROM: _taken_from,
    NoticeKind.HANDOVER_WANTED: _handover_wanted,
    NoticeKind.DEMANDED: _demanded,
    NoticeKind.DOER_AWAY: _doer_away,
    NoticeKind.PROMISE_ANSWERED: _answered,
    NoticeKind.BUDDY_NAMED: _buddy_named,
}
"""How notices of ownership are drawn."""
