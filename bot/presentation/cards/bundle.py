"""The card of a bundle: what can wait, told together, a line each."""

from __future__ import annotations

from collections.abc import Sequence

from bot.presentation.card import Card, Line, Style
from bot.presentation.cards.told import Told
from bot.presentation.intent import Verb

MOST_LINES = 8
"""More are counted: the page behind the button has them all."""


def bundle_card(told: Told, cards: Sequence[Card], *, count: int) -> Card:
    """Several notices on one card; `cards` are their own, in order, what is done without buttons.

    They are the first `MOST_LINES` of `count`. Of each stands here what its notification would
    say: never a stranger's words.
    """
    lines = [_line(told, card) for card in cards]
    if count > len(cards):
        lines.append(told.line("told.bundle.more", Style.QUIET, count=count - len(cards)))
    all_of_them = told.voice.press(
        Verb.SHOW_BUNDLE, f"notice:{told.view.id or 0}", style=Style.PRIMARY
    )
    return Card(
        title=told.say("told.bundle", count=count),
        lines=tuple(lines),
        summary=told.say("told.bundle", count=count).plain,
        buttons=(all_of_them, told.voice.press(Verb.SHOW_MINE, "house")),
    )


def _line(told: Told, card: Card) -> Line:
    """What one of them says; what is done has only its name."""
    if card.settled:
        return told.line("told.bundle.done", Style.QUIET, sentence=card.summary)
    return told.line("told.bundle.line", sentence=card.lines[0].says)
