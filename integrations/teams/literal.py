"""Text as Teams must be given it, so that it shows exactly that: no link, no date, no markup."""

from __future__ import annotations

import re

from bot.domain.theirs import shortened
from bot.presentation.saying import APART, on_one_line, own_way, sound
from bot.presentation.text import Says

JOINER = "\N{WORD JOINER}"
"""Seen and heard by nobody; nothing that Teams looks for goes across it."""

_TEMPLATE = re.compile(r"[{$](?=\{)")
"""`{{DATE(…)}}` is worked out wherever it stands, and `${…}` by who fills cards in."""
_MARKDOWN = str.maketrans(
    {
        "*": "\N{ASTERISK OPERATOR}",
        "_": "\N{FULLWIDTH LOW LINE}",
        "`": "\N{MODIFIER LETTER GRAVE ACCENT}",
        "~": "\N{TILDE OPERATOR}",
        "[": "\N{FULLWIDTH LEFT SQUARE BRACKET}",
        "]": "\N{FULLWIDTH RIGHT SQUARE BRACKET}",
        "<": "\N{SINGLE LEFT-POINTING ANGLE QUOTATION MARK}",
        ">": "\N{SINGLE RIGHT-POINTING ANGLE QUOTATION MARK}",
        "\\": "\N{FULLWIDTH REVERSE SOLIDUS}",
        "|": "\N{LIGHT VERTICAL BAR}",
        "#": "\N{FULLWIDTH NUMBER SIGN}",
        "&": "\N{FULLWIDTH AMPERSAND}",
    }
)
"""Signs of Markdown, and others that look alike."""
_ADDRESS = re.compile(r"(?<=:)(?=//)|(?<=\w)(?=[.@][^\W\d])", re.IGNORECASE)
_LIST = re.compile(r"^\s*(?:[-+=]|\d+[.)])(?=\s|[-=]|$)")
_PLAIN = re.compile(r"[\w ,:?!’'“”„‘…·–()/%€.-]+")


def literal(text: str) -> str:
    """The text for a place that knows no Markdown: nothing in it is worked out."""
    return _TEMPLATE.sub(lambda found: found[0] + JOINER, sound(text))


def tame(text: str, most: int) -> str:
    """One line for a place that may read Markdown: its signs give way to some that look alike.

    The titles of choices and what is wrong in a field are such places.
    """
    line = shortened(on_one_line(sound(text)), most).translate(_MARKDOWN)
    return literal(_LIST.sub(lambda found: JOINER + found[0], _ADDRESS.sub(JOINER, line)))


def tamed(says: Says) -> str:
    """A sentence for such a place: ours as it is, and a stranger's part of it tame."""
    return "".join(
        one if isinstance(one, str) else tame(own_way(one), len(one.literal) + len(APART))
        for one in says.parts
    )


def is_plain(text: str) -> bool:
    """Whether a text means the same in Markdown, so that it may be a heading."""
    bare = "_" not in text and text == tame(text, len(text) or 1)
    return bare and _PLAIN.fullmatch(text) is not None
