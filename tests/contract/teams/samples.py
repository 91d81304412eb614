"""Cards with everything on them that we ever draw in Teams."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from bot.domain.theirs import Theirs
from bot.presentation.form import Form
from bot.presentation.text import Says
from integrations.teams import render
from tests.contract.chatting.examples import HARMLESS, a_card, a_long_card
from tests.contract.slack import samples
from tests.contract.slack.samples import a_digest, a_page, options

ZONE = samples.ZONE
PERSON = "29:1a2b"
"""Somebody's id in Teams."""


def a_form(words: Theirs = HARMLESS) -> Form:
    """A form with a field of every kind; a list of so many people always fits."""
    form = samples.a_form(words)
    fields = (
        replace(one, options=options(50, words)) if one.name == "doer" else one
        for one in form.fields
    )
    return replace(form, fields=tuple(fields))


def _long(words: Theirs) -> Says:
    return Says(("Wat je nu, op deze mooie dag in de maand maart, allemaal kunt doen voor ", words))


def a_posted_card(words: Theirs = HARMLESS) -> dict[str, Any]:
    """A card in a channel."""
    return render.card(a_card(words), ZONE, refresh=[PERSON])


def a_posted_digest(words: Theirs = HARMLESS) -> dict[str, Any]:
    """A long card with much behind its menu."""
    return render.card(a_digest(words), ZONE)


def a_posted_list(words: Theirs = HARMLESS) -> dict[str, Any]:
    """A long card without buttons."""
    return render.card(a_long_card(words), ZONE)


def a_dialog_form(words: Theirs = HARMLESS) -> dict[str, Any]:
    """A form in a dialog, whose title is too long to stand above it."""
    form = replace(a_form(words), title=_long(words))
    return render.form(form, zone=ZONE, language="nl", memo="memo", unfolded=True)


def a_folded_form(words: Theirs = HARMLESS) -> dict[str, Any]:
    """A form in somebody's own chat, of which not everything is to be seen."""
    return render.form(a_form(words), zone=ZONE, language="en", dialog=False)


def a_dialog_page(words: Theirs = HARMLESS) -> dict[str, Any]:
    """A page in a dialog, whose title is too long to stand above it."""
    page = replace(a_page(words), title=_long(words))
    return render.page(page, language="nl", memo="memo")


def a_posted_page(words: Theirs = HARMLESS) -> dict[str, Any]:
    """A page in somebody's own chat."""
    return render.page(a_page(words), language="en", dialog=False)


def a_shared_card(words: Theirs = HARMLESS) -> dict[str, Any]:
    """What a search command shares."""
    return render.static(a_card(words))


SAMPLES = {
    "card": a_posted_card,
    "digest": a_posted_digest,
    "list": a_posted_list,
    "form": a_dialog_form,
    "folded": a_folded_form,
    "page": a_dialog_page,
    "posted page": a_posted_page,
    "shared": a_shared_card,
}
