"""Making a card short enough for a chat: words give way, never a button, a title or a reason."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from bot.domain.theirs import ELLIPSIS, Theirs, shortened
from bot.presentation.card import Card, Line, Style
from bot.presentation.text import Says

LONGEST_TITLE = 300
"""Characters of a card's title."""
SHORTEST = 80
"""Words are not cut below so many characters, so that they still say something."""

_HEAD = -1
"""The lines above all sections."""


def fitted(card: Card, size: Callable[[Card], int], most: int) -> Card:
    """The card, its longest quote shortened, and then its longest line, as often as must be.

    `size` is what of `most` a card takes in the chat.
    """
    shown = replace(card, title=cut(card.title, LONGEST_TITLE))
    while (much := size(shown)) > most:
        shorter = _shortened(shown, most / much) or _without_its_last(shown)
        if shorter is None:
            break
        shown = shorter
    return shown


def _shortened(card: Card, share: float) -> Card | None:
    """The card with its longest words cut to so much of them; None: all are short."""
    words = [
        (line.style is Style.QUOTE, len(line.says.plain), part, place)
        for part, lines in _parts(card)
        for place, line in enumerate(lines)
        if len(line.says.plain) > SHORTEST
    ]
    if not words:
        return None
    _, length, part, place = max(words)
    most = max(int(length * share) - 1, SHORTEST)
    lines = list(_lines_of(card, part))
    lines[place] = replace(lines[place], says=cut(lines[place].says, most))
    shorter = _with(card, part, tuple(lines))
    return None if shorter == card else shorter


def _without_its_last(card: Card) -> Card | None:
    """The card without the last line of its longest section; None: there are no sections left."""
    lengths = [(len(one.lines), place) for place, one in enumerate(card.sections)]
    most, part = max(lengths, default=(0, 0))
    if most < 2:
        return None
    more = Line(Says((ELLIPSIS,)))
    kept = [line for line in card.sections[part].lines if line != more][:-1]
    return _with(card, part, (*kept, more))


def cut(says: Says, most: int) -> Says:
    """The same, its longest part cut so that all of it has about so many characters at most."""
    if len(says.plain) <= most:
        return says
    parts = list(says.parts)
    place = max(range(len(parts)), key=lambda one: len(_text(parts[one])))
    text = _text(parts[place])
    short = shortened(text, max(len(text) - len(says.plain) + most, 1))
    parts[place] = short if isinstance(parts[place], str) else Theirs(short)
    return Says(tuple(parts))


def _text(part: str | Theirs) -> str:
    return part if isinstance(part, str) else part.literal


def _parts(card: Card) -> list[tuple[int, tuple[Line, ...]]]:
    return [(_HEAD, card.lines), *((place, one.lines) for place, one in enumerate(card.sections))]


def _lines_of(card: Card, part: int) -> tuple[Line, ...]:
    return card.lines if part == _HEAD else card.sections[part].lines


def _with(card: Card, part: int, lines: tuple[Line, ...]) -> Card:
    if part == _HEAD:
        return replace(card, lines=lines)
    sections = list(card.sections)
    sections[part] = replace(sections[part], lines=lines)
    return replace(card, sections=tuple(sections))
