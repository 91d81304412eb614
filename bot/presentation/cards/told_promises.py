"""Reminders of promises. Facts read: promise, due_at, words, department."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from bot.domain.notice import NoticeKind
from bot.domain.promise import Kind, Promise, To
from bot.presentation.card import Button, Line, Style
from bot.presentation.cards.told import Draw, Drawn, Told, story
from bot.presentation.cards.told_cases import lend_a_hand
from bot.presentation.facts import moment_of
from bot.presentation.intent import Verb
from bot.presentation.voice import CaseVoice


def _reminder(told: Told) -> Drawn:
    return Drawn(tuple(_lines(told)), _buttons(told), _overflow(told))


def _lines(told: Told) -> Iterator[Line]:
    yield _first(told)
    promise = told.promise
    if promise is None or told.case is None:
        yield from told.words()
        return
    yield told.line("told.promised", promise=told.case.promised(promise))
    condition = told.case.written(promise.condition)
    if condition:
        yield told.line("told.condition", words=told.case.quoted(condition))


def _first(told: Told) -> Line:
    due = told.promise.due_at if told.promise else moment_of(told.view.facts.get("due_at"))
    if due is None:
        return told.line("told.promise_undated", Style.STRONG)
    late = "late" if told.view.kind == NoticeKind.PROMISE_LATE else "due"
    key = f"told.promise_{late}{_variant(told.promise)}"
    when, before = told.voice.when(due), told.voice.before(due)
    return told.line(key, Style.STRONG, when=when, before=before)


def _variant(promise: Promise | None) -> str:
    """Whom it was promised to decides who is waiting."""
    if promise is None or promise.to is To.CUSTOMER:
        return ".tell" if promise is not None and promise.kind is Kind.TELL_NEW_OWNER else ""
    return ".other"


def _buttons(told: Told) -> tuple[Button, ...]:
    if told.case is None or told.promise is None:
        return ()
    return (
        told.case.act_on_promise(Verb.KEEP, told.promise.id, style=Style.PRIMARY),
        told.case.open_on_promise(Verb.CANNOT, told.promise.id),
    )


def _overflow(told: Told) -> tuple[Button, ...]:
    if told.case is None or told.promise is None:
        return story(told)
    return (*_later(told.case, told.promise), *story(told))


def _later(voice: CaseVoice, promise: Promise) -> Iterator[Button]:
    yield voice.open_on_promise(Verb.REMIND_LATER, promise.id)
    yield voice.open_on_promise(Verb.KEEP, promise.id, label="button.keep.evidence")


def _rose(told: Told) -> Drawn:
    """To somebody higher up: what is needed, not who is late."""
    promise = told.promise
    lines = [told.line("told.promise_rose", Style.STRONG)]
    if promise is not None and told.case is not None:
        lines.append(told.line("told.promised", promise=told.case.promise_line(promise)))
    return Drawn((*lines, told.line("told.promise_rose.ask")), lend_a_hand(told), story(told))


def _heard(told: Told) -> Drawn:
    """What somebody wrote that they will do: to be remembered, or forgotten."""
    said = told.words()
    if told.case is None or not said or told.view.id is None:
        return Drawn((told.line("told.promise_heard.gone"),), (), story(told))
    remember = told.case.open(
        Verb.PROMISE, item=told.view.id, style=Style.PRIMARY, label="send.promise"
    )
    forget = told.case.act(Verb.DECLINE_OFFER, argument=told.view.id)
    lines = (
        told.line("told.promise_heard", Style.STRONG),
        *said,
        told.line("told.promise_heard.free", Style.QUIET),
    )
    return Drawn(lines, (remember, forget), story(told))


def _given(told: Told) -> Drawn:
    """A promise that a colleague made for you: you hear it when it is made."""
    lines = [told.line("told.promise_given", Style.STRONG)]
    if told.promise is not None and told.case is not None:
        lines.append(told.line("told.promised", promise=told.case.promise_line(told.promise)))
    return Drawn(tuple(lines), _buttons(told), story(told))


def _left(told: Told) -> Drawn:
    """To whoever owns the case: what a colleague who left was to do."""
    lines = [told.line("told.doer_left", Style.STRONG)]
    if told.promise is not None and told.case is not None:
        lines.append(told.line("told.promised", promise=told.case.promise_line(told.promise)))
    return Drawn((*lines, told.line("told.doer_left.ask")), _buttons(told), story(told))


PROMISES: Mapping[NoticeKind, Draw] = {
    NoticeKind.PROMISE_HEARD: _heard,
    NoticeKind.PROMISE_GIVEN: _given,
    NoticeKind.DOER_LEFT: _left,
    NoticeKind.PROMISE_EARLY: _reminder,
    NoticeKind.PROMISE_DUE: _reminder,
    NoticeKind.PROMISE_LATE: _reminder,
    NoticeKind.PROMISE_ROSE: _rose,
}
"""How reminders of promises are drawn."""
