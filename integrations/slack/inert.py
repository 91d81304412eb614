"""Text for the one place that Slack reads as its markup: the notification and screen readers."""

from __future__ import annotations

import re

from bot.domain.theirs import ELLIPSIS
from bot.presentation import saying
from integrations.slack import limits

JOINER = "\N{WORD JOINER}"
"""Seen and heard by nobody; nothing that Slack looks for goes across it."""

_ESCAPED = {"&": "&amp;", "<": "&lt;", ">": "&gt;"}
_TIME = r"(?<![\w:])\d{1,2}:\d\d(?![\w:])"
_ALIVE = re.compile(
    rf"(?P<time>{_TIME})"
    r"|(?P<mark>[*_~`]|^[ \t]*>)"  # bold, italic, struck, code; a quote at the start of a line
    r"|(?P<name>[:@#](?=[\w+'&-]))"  # an emoji, a scheme, somebody, a channel
    r"|(?P<dot>(?<=\w)\.(?=[^\W\d]))"  # an address without a scheme
    r"|(?P<slash>//)"
    r"|(?P<other>[&<>])",
    re.MULTILINE,
)


def inert(text: str, most: int = limits.SUMMARY) -> str:
    """The text as Slack must be given it so that it shows exactly that: nothing bold, no link.

    At most so many characters, cut with an ellipsis and never inside an escaped one.
    """
    pieces = _pieces(saying.sound(text))
    whole = "".join(pieces)
    if len(whole) <= most:
        return whole
    kept, room = [], most - len(ELLIPSIS)
    for piece in pieces:
        room -= len(piece)
        if room < 0:
            break
        kept.append(piece)
    return "".join(kept).rstrip() + ELLIPSIS


def _pieces(text: str) -> list[str]:
    """The text in pieces that must not be cut."""
    pieces: list[str] = []
    end = 0
    for found in _ALIVE.finditer(text):
        pieces += text[end : found.start()]
        pieces.append(_made_inert(found))
        end = found.end()
    return [*pieces, *text[end:]]


def _made_inert(found: re.Match[str]) -> str:
    piece = "".join(_ESCAPED.get(each, each) for each in found[0])
    match found.lastgroup:
        case "mark" | "slash":
            return JOINER + piece + JOINER
        case "name":
            return piece + JOINER
        case "dot":
            return JOINER + piece
        case _:
            return piece
