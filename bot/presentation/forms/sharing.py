"""The forms about who helps: handing over, suggesting, calling for help, letting go, notes."""

from __future__ import annotations

from bot.domain.actions.handing_over import needs_manager
from bot.presentation.card import Style
from bot.presentation.form import Form, Input, Option
from bot.presentation.forms.asking import ask_manager_form
from bot.presentation.forms.context import FormContext, about
from bot.presentation.intent import Verb
from bot.presentation.text import Says


def handover_form(context: FormContext) -> Form:
    """Whom to ask, and why them; of a third handover a manager hears first (D14)."""
    voice = about(context)
    if needs_manager(voice.case) and not context.audience.may_overrule:
        return ask_manager_form(context)
    return context.form(
        Verb.HANDOVER,
        context.ask(
            "colleague",
            Input.PERSON,
            required=True,
            options=context.colleagues(but=voice.case.owner),
            value=context.item,
        ),
        context.ask("words", Input.LINES, label="field.handover.words"),
        lines=(voice.line("form.handover.how", Style.QUIET),),
    )


def suggest_form(context: FormContext) -> Form:
    """*I know who can*: they are asked in private."""
    voice = about(context)
    return context.form(
        Verb.SUGGEST,
        context.ask("colleague", Input.PERSON, required=True, options=context.colleagues()),
        lines=(voice.line("form.suggest.how", Style.QUIET),),
    )


def let_go_form(context: FormContext) -> Form:
    """*Unpleasant or threatening*: nothing has to be explained."""
    voice = about(context)
    return context.form(
        Verb.LET_GO,
        context.ask("reason", Input.LINES, label="field.let_go.reason"),
        lines=(voice.line("form.let_go.how"),),
    )


def note_form(context: FormContext) -> Form:
    """A note for colleagues: no customer sees it."""
    voice = about(context)
    return context.form(
        Verb.NOTE,
        context.ask("words", Input.LINES, label="field.note.words", required=True),
        lines=(voice.line("form.note.how", Style.QUIET),),
    )


def raise_form(context: FormContext) -> Form:
    """Not solved here means up (D22)."""
    return context.form(Verb.RAISE, context.ask("reason", Input.LINES, label="field.raise.reason"))


def broadcast_form(context: FormContext) -> Form:
    """Webcare's urgent call for help."""
    channels = tuple(Option(one.key, Says((one.name,))) for one in context.channels)
    return context.form(
        Verb.BROADCAST,
        context.ask("channels", Input.CHOICES, required=True, options=channels),
        context.ask("why", Input.TEXT, hint="hint.why", required=True, limit=300),
        context.ask("asked", Input.TEXT, limit=300),
        context.ask("until", Input.MOMENT),
        lines=(about(context).quote(),),
    )
