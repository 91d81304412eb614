"""The forms about words to the customer: placed, amended, sorry, quick updates, goodwill."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from bot.domain.actions.giving import left_to_give
from bot.domain.case import NoReplyReason
from bot.domain.ids import EmployeeId
from bot.domain.reply import Way
from bot.presentation.card import Line, Style
from bot.presentation.form import Field, Form, Input, Option
from bot.presentation.forms.context import FormContext, about
from bot.presentation.intent import Verb
from bot.presentation.text import Says

_SPOKEN = (Way.PUBLIC, Way.PHONE, Way.MAIL)
"""The ways that a colleague reports; *placed* is what webcare does."""


def place_form(context: FormContext) -> Form:
    """Words for webcare to place, in the helper's name."""
    voice = about(context)
    return context.form(
        Verb.PLACE,
        context.ask(
            "words", Input.LINES, label="field.place.words", hint="hint.place", required=True
        ),
        context.ask(
            "webcare",
            Input.PERSON,
            required=True,
            options=context.colleagues(webcare=True),
            value=_buddy(context, voice.case.buddy),
        ),
        lines=(voice.quote(), voice.line("form.place.how", Style.QUIET)),
    )


def placed_form(context: FormContext) -> Form:
    """Placed, with where it stands."""
    return context.form(Verb.PLACED, context.ask("url", Input.URL), lines=_to_be_placed(context))


def decline_placing_form(context: FormContext) -> Form:
    """Why webcare would rather not place it so."""
    return context.form(
        Verb.DECLINE_PLACING,
        context.ask("reason", Input.LINES, hint="hint.decline_placing", required=True),
        lines=_to_be_placed(context),
    )


def amend_reply_form(context: FormContext) -> Form:
    """How it was said after all, or where it stands; `item` is the reply's id."""
    fields: Sequence[Field] = (
        context.ask("way", Input.CHOICE, options=_ways(context)),
        context.ask("url", Input.URL),
    )
    if context.choice == "url":
        fields = fields[1:]
    return context.form(Verb.AMEND_REPLY, *fields, argument=context.item)


def apologise_form(context: FormContext) -> Form:
    """An apology is an act: which way (D33)."""
    return context.form(
        Verb.APOLOGISE,
        context.ask(
            "way", Input.CHOICE, options=_ways(context), value=Way.PUBLIC.value, required=True
        ),
    )


def quick_update_form(context: FormContext) -> Form:
    """A word to the customer that is no solution yet."""
    return context.form(
        Verb.QUICK_UPDATE,
        context.ask(
            "way", Input.CHOICE, options=_ways(context), value=Way.PUBLIC.value, required=True
        ),
        context.ask("words", Input.LINES, label="field.quick_update.words"),
        lines=(about(context).line("form.quick_update.how", Style.QUIET),),
    )


def no_reply_form(context: FormContext) -> Form:
    """Why this customer gets no reply."""
    return context.form(
        Verb.NO_REPLY,
        context.ask(
            "reason",
            Input.CHOICE,
            required=True,
            options=context.coded("no_reply_reason", tuple(one.value for one in NoReplyReason)),
        ),
    )


def goodwill_form(context: FormContext) -> Form:
    """Something to make up for it: an amount, a thing, or both."""
    voice = about(context)
    mandate = voice.view.mandate
    left = left_to_give(voice.case, mandate)
    key = _mandate_key(mandate, left)
    return context.form(
        Verb.GOODWILL,
        context.ask("amount", Input.AMOUNT, hint="hint.amount", limit=20),
        context.ask("words", Input.TEXT, label="field.goodwill.words", limit=200),
        lines=(voice.line(key, Style.QUIET, amount=voice.money(left)),),
    )


def _mandate_key(mandate: int, left: int) -> str:
    """What somebody may give by themselves: nothing ever, all, the rest, or nothing any more."""
    if mandate <= 0:
        return "form.goodwill.no_mandate"
    if left == mandate:
        return "form.goodwill.mandate"
    return "form.goodwill.left" if left else "form.goodwill.spent"


def _ways(context: FormContext) -> tuple[Option, ...]:
    return context.coded("way_choice", tuple(way.value for way in _SPOKEN))


def _to_be_placed(context: FormContext) -> Iterator[Line]:
    voice = about(context)
    request = voice.case.placing
    words = voice.written(request.words, limit=4000) if request else None
    if words:
        yield Line(Says((words,)), Style.QUOTE)


def _buddy(context: FormContext, buddy: EmployeeId | None) -> str | None:
    webcare = [one for one in context.people if one.is_webcare]
    if any(one.id == buddy for one in webcare):
        return str(buddy)
    return str(webcare[0].id) if len(webcare) == 1 else None
