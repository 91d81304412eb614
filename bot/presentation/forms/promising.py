"""The forms about promises: making one, and what becomes of it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

from bot.domain.promise import BrokenBecause, Kind, LaterBecause, To
from bot.presentation.card import Line, Style
from bot.presentation.form import Field, Form, Input
from bot.presentation.forms.context import FormContext, about
from bot.presentation.forms.moment import AT, BY_WHEN, PICK, UNDATED, WHEN
from bot.presentation.intent import Verb

_INSTEAD = (Verb.MOVE, Verb.ASK_HELP, Verb.WAIVE, Verb.BREAK)
_INSTEAD_OF_DEMAND = (Verb.MOVE, Verb.NAME_DOER, Verb.BREAK)
"""What a department can say that cannot do what it was asked."""
INSTEAD = (*_INSTEAD, Verb.NAME_DOER)
"""What can be done about a promise that does not work out."""
LONGEST_BY_WHEN = 200
_SNOOZES = (timedelta(hours=1), timedelta(hours=3))


def promise_form(context: FormContext) -> Form:
    """*What did you promise?* Without a choice, and without a date in the words, there is none."""
    voice = about(context)
    return context.form(
        Verb.PROMISE,
        context.ask("words", Input.LINES, label="field.promise.words", required=True),
        *moment_fields(context, label="field.when", undated=True),
        context.ask(
            "to",
            Input.CHOICE,
            options=tuple(context.option(one.value, f"to.{one.value}") for one in To),
            value=To.CUSTOMER.value,
            folded=True,
        ),
        context.ask(
            "doer", Input.PERSON, options=context.colleagues(), folded=True, value=_me(context)
        ),
        context.ask("condition", Input.TEXT, folded=True),
        argument=context.item,
        footer=(voice.line("form.promise.footer", Style.QUIET),),
    )


def keep_form(context: FormContext) -> Form:
    """*Done*, with how we know (D24)."""
    return context.form(
        Verb.KEEP,
        context.ask("evidence", Input.LINES, hint="hint.evidence"),
        lines=_promise(context),
    )


def cannot_form(context: FormContext) -> Form:
    """*Can't do it*: what instead? The choice is the verb that follows."""
    demand = _is_demand(context)
    verbs = _INSTEAD_OF_DEMAND if demand and not _helps(context) else _INSTEAD
    options = tuple(context.option(verb.value, _instead(verb, demand=demand)) for verb in verbs)
    return context.form(
        Verb.CANNOT,
        context.ask("instead", Input.CHOICE, required=True, options=options),
        lines=_promise(context),
    )


def move_form(context: FormContext) -> Form:
    """A new date, which the customer has agreed to, or the colleague who asked."""
    label = "field.move.when.demand" if _is_demand(context) else "field.move.when"
    return context.form(Verb.MOVE, *moment_fields(context, label=label), lines=_promise(context))


def break_form(context: FormContext) -> Form:
    """*Didn't happen*: why, without anybody's name."""
    return context.form(
        Verb.BREAK,
        context.ask(
            "because",
            Input.CHOICE,
            required=True,
            options=context.coded("because", tuple(one.value for one in BrokenBecause)),
        ),
        context.ask("words", Input.LINES, label="field.break.words", hint="hint.break"),
        lines=_promise(context),
    )


def waive_form(context: FormContext) -> Form:
    """*No longer needed*, and why."""
    return context.form(
        Verb.WAIVE,
        context.ask("reason", Input.LINES, required=True),
        lines=_promise(context),
    )


def remind_later_form(context: FormContext) -> Form:
    """When to be reminded: at most a week ahead, and before the promised moment."""
    soon = (*context.moments(_SNOOZES), *context.days())
    options = (
        *sorted(soon, key=lambda option: option.value),
        context.option(PICK, "option.pick"),
    )
    return context.form(
        Verb.REMIND_LATER,
        context.ask("when", Input.CHOICE, label="field.remind_later.when", options=options),
        context.ask("at", Input.MOMENT),
        context.ask(
            "reason",
            Input.CHOICE,
            label="field.remind_later.reason",
            required=True,
            options=context.coded("later", tuple(one.value for one in LaterBecause)),
        ),
        context.ask(
            "words", Input.TEXT, label="field.remind_later.words", hint="hint.remind_later"
        ),
        lines=_promise(context),
    )


def moment_fields(context: FormContext, *, label: str, undated: bool = False) -> Iterator[Field]:
    """By when: what was read already, a choice of days, words, or a moment that is picked."""
    read = context.read
    options = (
        *([context.option(read.value, "option.read", when=context.spelled(read))] if read else []),
        *context.days(),
        context.option(PICK, "option.pick"),
        *([context.option(UNDATED, "option.undated")] if undated else []),
    )
    yield context.ask(
        read.name if read else WHEN,
        Input.CHOICE,
        label=label,
        options=options,
        value=read.value if read else None,
    )
    yield context.ask(BY_WHEN, Input.TEXT, hint="hint.by_when", limit=LONGEST_BY_WHEN)
    yield context.ask(AT, Input.MOMENT)


def _is_demand(context: FormContext) -> bool:
    return context.promise is not None and context.promise.kind is Kind.DEMAND


def _instead(verb: Verb, *, demand: bool) -> str:
    """A department agrees with whoever asked it, and not with the customer."""
    return "demand.move" if demand and verb is Verb.MOVE else f"instead.{verb.value}"


def _helps(context: FormContext) -> bool:
    """Whether the reader helps with the case: the owner, a back-up, the buddy, webcare."""
    voice, reader = about(context), context.audience.reader
    return not voice.is_public or (reader is not None and voice.case.is_helper(reader))


def promised_lines(context: FormContext) -> Iterator[Line]:
    """What it is about."""
    return _promise(context)


def _promise(context: FormContext) -> Iterator[Line]:
    voice = about(context)
    if context.promise is not None:
        yield voice.line("form.promised", promise=voice.promise_line(context.promise))


def _me(context: FormContext) -> str | None:
    reader = context.audience.reader
    known = any(one.id == reader for one in context.people)
    return str(reader) if known else None
