"""The forms of ownership: a buddy, another department, who does it, a manager, a rule bypassed."""

from __future__ import annotations

from bot.domain.theirs import theirs
from bot.presentation.card import Style
from bot.presentation.form import Form, Input, Option
from bot.presentation.forms.context import FormContext, about
from bot.presentation.forms.promising import moment_fields, promised_lines
from bot.presentation.intent import Verb
from bot.presentation.text import Says

_DEPARTMENT = 60
"""Longest name of a department that is shown, in characters."""


def buddy_form(context: FormContext) -> Form:
    """Who of webcare stands at the owner's side."""
    voice = about(context)
    return context.form(
        Verb.BUDDY,
        context.ask(
            "webcare",
            Input.PERSON,
            label="field.buddy.webcare",
            required=True,
            options=context.colleagues(webcare=True, but=voice.case.buddy),
        ),
        lines=(voice.line("form.buddy.how", Style.QUIET),),
    )


def ask_department_form(context: FormContext) -> Form:
    """What another department is to do, and by when: it becomes their promise (D21)."""
    voice = about(context)
    return context.form(
        Verb.ASK_DEPARTMENT,
        context.ask("department", Input.CHOICE, required=True, options=_departments(context)),
        context.ask("words", Input.LINES, label="field.ask_department.words", required=True),
        *moment_fields(context, label="field.ask_department.when"),
        lines=(voice.line("form.ask_department.how", Style.QUIET),),
    )


def name_doer_form(context: FormContext) -> Form:
    """Who does what was asked."""
    return context.form(
        Verb.NAME_DOER,
        context.ask("doer", Input.PERSON, required=True, options=context.colleagues()),
        lines=promised_lines(context),
    )


def ask_manager_form(context: FormContext) -> Form:
    """A third handover: whom somebody thinks of; a manager decides (D14)."""
    voice = about(context)
    return context.form(
        Verb.ASK_MANAGER,
        context.ask(
            "colleague",
            Input.PERSON,
            required=True,
            options=context.colleagues(but=voice.case.owner),
        ),
        lines=(voice.line("form.ask_manager.how", Style.QUIET),),
    )


def bypass_form(context: FormContext) -> Form:
    """A rule that was gone around: which, and why (D18)."""
    voice = about(context)
    return context.form(
        Verb.BYPASS,
        context.ask("words", Input.LINES, label="field.bypass.words", required=True),
        context.ask("why", Input.LINES, label="field.bypass.why"),
        lines=(voice.line("form.bypass.how", Style.QUIET),),
    )


def _departments(context: FormContext) -> tuple[Option, ...]:
    """Every department that somebody works in, but the reader's own."""
    mine = {one.department for one in context.people if one.id == context.audience.reader}
    named = sorted({one.department for one in context.people} - mine - {""}, key=str.casefold)
    return tuple(Option(one, Says((theirs(one, _DEPARTMENT).literal,))) for one in named)
