"""Making a card short enough for a message."""

from __future__ import annotations

from collections.abc import Callable

from bot.presentation import fitting
from bot.presentation.card import Card
from integrations.slack import blocks, limits
from integrations.slack.blocks import Json

Drawing = Callable[[Card], list[Json]]


def fitted(card: Card, drawn: Drawing) -> Card:
    """The card as long as Slack takes it."""
    return fitting.fitted(card, lambda tried: blocks.size(drawn(tried)), limits.MESSAGE_JSON)
