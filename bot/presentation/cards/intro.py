"""What stands at the top of a channel for good: what this is, and a way to try it."""

from __future__ import annotations

from bot.domain.view import Audience
from bot.presentation.card import Card, Style
from bot.presentation.intent import Verb
from bot.presentation.voice import Voice

_HOUSE = "house"


def intro_card(audience: Audience, *, company: str = "") -> Card:
    """Two sentences for somebody who has never seen it, and two things to press."""
    voice = Voice(audience, lasting=True)
    ours = company or voice.text("help.company")
    lines = (voice.line("intro.what", company=ours), voice.line("intro.how"))
    return Card(
        title=voice.say("intro.title"),
        lines=lines,
        summary=lines[0].says.plain,
        buttons=(
            voice.press(Verb.SHOW_PRACTICE, _HOUSE, style=Style.PRIMARY),
            voice.press(Verb.SHOW_HELP, _HOUSE),
        ),
    )
