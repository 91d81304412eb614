"""A row's quiet buttons on the words that they bear, for chats that have links in a line."""

from __future__ import annotations

import re

from bot.domain.theirs import Theirs
from bot.presentation.card import Button, Style
from bot.presentation.page import Row

Piece = str | Theirs | Button


def woven(row: Row) -> tuple[list[Piece], list[Button]]:
    """A row's title with its quiet buttons on the words that they bear, and all other buttons.

    The digest's numbers are such: what leads to their cases is the number itself. A stranger's
    words are never looked through.
    """
    pieces: list[Piece] = list(row.title.parts)
    others = []
    for button in row.buttons:
        if button.style is not Style.QUIET or not _weave(pieces, button):
            others.append(button)
    return pieces, others


def _weave(pieces: list[Piece], button: Button) -> bool:
    """Put a button on its own words; whether they were found."""
    words = re.compile(rf"(?<!\w){re.escape(button.label)}(?!\w)")
    for place, piece in enumerate(pieces):
        found = words.search(piece) if isinstance(piece, str) else None
        if isinstance(piece, str) and found is not None:
            before, after = piece[: found.start()], piece[found.end() :]
            pieces[place : place + 1] = [one for one in (before, button, after) if one]
            return True
    return False
