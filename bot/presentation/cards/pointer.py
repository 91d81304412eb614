"""An older copy of a card, shrunk to one line that points to the newer one."""

from __future__ import annotations

from bot.domain.view import Audience, CaseView
from bot.presentation.card import Card, Line, Style
from bot.presentation.intent import Verb
from bot.presentation.voice import speaking_of


def pointer_card(view: CaseView, audience: Audience) -> Card:
    """Never drawn again, so it holds nothing of the customer's: the case page has it all."""
    voice = speaking_of(view, audience, lasting=True)
    says = voice.say("pointer")
    return Card(
        title=voice.say("pointer.title"),
        lines=(Line(says, Style.QUIET),),
        summary=says.plain,
        overflow=(voice.act(Verb.SHOW_CASE),),
        settled=True,
    )
