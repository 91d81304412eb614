"""The forms about how a case ends, comes back, and becomes one with another or two."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from bot.domain.case import DismissReason, Outcome
from bot.domain.post import Post
from bot.domain.theirs import theirs
from bot.domain.view import CaseRow
from bot.presentation.card import Line, Style
from bot.presentation.form import Form, Input, Option
from bot.presentation.forms.context import FormContext, about
from bot.presentation.intent import Verb
from bot.presentation.voice import NAME, SNIPPET, CaseVoice
from bot.presentation.wording import capitalised

_SAID = (Outcome.HAPPY, Outcome.FINE, Outcome.UNHAPPY, Outcome.GAVE_UP)


def solve_form(context: FormContext) -> Form:
    """Solved, says the owner; what the customer said decides nothing yet."""
    voice = about(context)
    return context.form(
        Verb.SOLVE,
        context.ask(
            "outcome",
            Input.CHOICE,
            required=True,
            options=_outcomes(
                context, (Outcome.HAPPY, Outcome.FINE, Outcome.UNHAPPY, Outcome.NOTHING)
            ),
            value=Outcome.NOTHING.value,
        ),
        context.ask("helped", Input.TEXT, limit=300),
        context.ask("widespread", Input.TICK),
        lines=tuple(_ticks(voice)),
    )


def close_form(context: FormContext) -> Form:
    """What the customer said in the end, recorded by somebody who is not the owner."""
    options = _outcomes(context, _SAID)
    return context.form(
        Verb.CLOSE, context.ask("outcome", Input.CHOICE, required=True, options=options)
    )


def reopen_form(context: FormContext) -> Form:
    """It is not solved after all."""
    return context.form(
        Verb.REOPEN, context.ask("reason", Input.LINES, label="field.reopen.reason")
    )


def dismiss_form(context: FormContext) -> Form:
    """Not a complaint, and why: never in silence (D10)."""
    options = context.coded("dismiss_reason", tuple(one.value for one in DismissReason))
    return context.form(
        Verb.DISMISS,
        context.ask(
            "reason",
            Input.CHOICE,
            label="field.dismiss.reason",
            required=True,
            options=options,
        ),
        lines=(about(context).quote(),),
    )


def merge_form(context: FormContext) -> Form:
    """Which other case is about the same."""
    voice = about(context)
    options = tuple(_row_option(voice, row) for row in context.others)
    return context.form(
        Verb.MERGE,
        context.ask("other", Input.CHOICE, required=True, options=options),
        lines=(voice.line("form.merge.how", Style.QUIET),),
    )


def split_form(context: FormContext) -> Form:
    """Which posts and promises become a case of their own."""
    voice = about(context)
    promises = tuple(
        Option(str(one.id), capitalised(voice.promise_line(one)))
        for one in voice.case.open_promises
    )
    posts = tuple(_post_option(voice, post) for post in context.posts)
    fields = [context.ask("posts", Input.CHOICES, required=True, options=posts)]
    if promises:
        fields.append(context.ask("promises", Input.CHOICES, options=promises))
    return context.form(Verb.SPLIT, *fields, lines=(voice.line("form.split.how", Style.QUIET),))


def _outcomes(context: FormContext, outcomes: Sequence[Outcome]) -> tuple[Option, ...]:
    return context.coded("outcome", tuple(one.value for one in outcomes))


def _ticks(voice: CaseVoice) -> Iterator[Line]:
    """What has to hold before *solved*, ticked or not."""
    case = voice.case
    replied = bool(case.said) or case.no_reply is not None
    yield voice.line("form.solve.replied" if replied else "form.solve.not_replied")
    if not case.blocking_promises:
        yield voice.line("form.solve.no_promises")
    for promise in case.blocking_promises:
        yield voice.line("form.solve.promise", promise=voice.promise_line(promise))
    if case.blocking_promises:
        yield voice.line("form.solve.settle", Style.QUIET)


def _row_option(voice: CaseVoice, row: CaseRow) -> Option:
    customer = theirs(row.customer, NAME) if row.customer else voice.text("customer")
    says = voice.say(
        "option.case",
        customer=customer,
        source=voice.source(row.source),
        when=voice.when(row.since),
    )
    if row.excerpt is None:
        return Option(str(row.case), says)
    words = voice.quoted(theirs(row.excerpt, SNIPPET))
    return Option(str(row.case), voice.say("option.post", when=says, words=words))


def _post_option(voice: CaseVoice, post: Post) -> Option:
    private = post.redacted if voice.is_public and post.redacted is not None else post.text
    when = voice.when(post.said_at)
    if private is None or voice.hidden:
        return Option(str(post.id), voice.say("option.post.gone", when=when))
    words = voice.quoted(theirs(private, SNIPPET))
    return Option(str(post.id), voice.say("option.post", when=when, words=words))
