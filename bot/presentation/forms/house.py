"""The forms about no case in particular: a complaint to report, the digest, my own settings."""

from __future__ import annotations

from bot.presentation.card import Style
from bot.presentation.form import Form, Input, Option
from bot.presentation.forms.context import FormContext
from bot.presentation.intent import Verb
from bot.presentation.text import Says
from bot.presentation.wording import LANGUAGES, OWN_NAMES

LONGEST_CODE = 40


def capture_form(context: FormContext) -> Form:
    """A complaint that a colleague came across: a link is enough, or the customer's words."""
    return context.form(
        Verb.CAPTURE,
        context.ask("url", Input.URL, label="field.capture.url"),
        context.ask("words", Input.LINES, label="field.capture.words", limit=5000),
        context.ask("customer", Input.TEXT, limit=100),
        lines=(context.voice.line("form.capture.how", Style.QUIET),),
    )


def ask_digest_form(context: FormContext) -> Form:
    """A question about the week."""
    return context.form(
        Verb.ASK_DIGEST,
        context.ask("words", Input.LINES, label="field.ask_digest.words", required=True),
        subject=_digest(context),
    )


def decide_digest_form(context: FormContext) -> Form:
    """By when a leader decides what was asked."""
    return context.form(
        Verb.DECIDE_DIGEST,
        context.ask("on", Input.DATE, required=True),
        subject=_digest(context),
    )


def absence_form(context: FormContext) -> Form:
    """From when to when, and who stands in."""
    return context.form(
        Verb.SET_ABSENCE,
        context.ask("first_on", Input.DATE, required=True),
        context.ask("last_on", Input.DATE, required=True),
        context.ask("deputy", Input.PERSON, options=context.colleagues()),
        subject="house",
    )


def language_form(context: FormContext) -> Form:
    """The language in which the bot speaks to me; each is named in itself."""
    options = tuple(Option(one, Says((OWN_NAMES[one],))) for one in LANGUAGES)
    return context.form(
        Verb.SET_LANGUAGE,
        context.ask(
            "language",
            Input.CHOICE,
            required=True,
            options=options,
            value=context.audience.language,
        ),
        subject="house",
    )


def tie_form(context: FormContext) -> Form:
    """The code that somebody got in a chat that knows them."""
    return context.form(
        Verb.TIE,
        context.ask("code", Input.TEXT, required=True, limit=LONGEST_CODE),
        lines=(context.voice.line("form.tie.how", Style.QUIET),),
        subject="house",
    )


def _digest(context: FormContext) -> str:
    return f"digest:{context.week}"
