"""Text as Teams must be given it, so that it shows exactly that: no link, no date, no markup."""

from __future__ import annotations

import re
import unicodedata

from bot.domain.theirs import Theirs, shortened
from bot.presentation.text import Says

JOINER = "\N{WORD JOINER}"
"""Seen and heard by nobody; nothing that Teams looks for goes across it."""

_NO_TEXT = re.compile("[\0\ud800-\udfff]")
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
_OTHER_WAY = frozenset({"R", "AL"})
_FIRST_OTHER_WAY = "\u0590"
_APART = ("\N{FIRST STRONG ISOLATE}", "\N{POP DIRECTIONAL ISOLATE}")


def words(says: Says) -> str:
    """All of it as text; what is written from right to left does not turn ours around."""
    return "".join(one if isinstance(one, str) else _own_way(one) for one in says.parts)


def ours(says: Says) -> str:
    """Our own text alone, for where a stranger's must not be."""
    kept = " ".join(one for one in says.parts if isinstance(one, str))
    return " ".join(kept.split()).strip(" ·:,")


def on_one_line(text: str) -> str:
    """The text without line breaks, for where there is room for one line."""
    return " ".join(text.split())


def sound(text: str) -> str:
    """The text without what is no character: half ones, and the zero one."""
    return _NO_TEXT.sub("\N{REPLACEMENT CHARACTER}", text)


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
        one if isinstance(one, str) else tame(_own_way(one), len(one.literal) + len(_APART))
        for one in says.parts
    )


def is_plain(text: str) -> bool:
    """Whether a text means the same in Markdown, so that it may be a heading."""
    bare = "_" not in text and text == tame(text, len(text) or 1)
    return bare and _PLAIN.fullmatch(text) is not None


def _own_way(words: Theirs) -> str:
    text = words.literal
    if max(text, default="") < _FIRST_OTHER_WAY:
        return text
    turned = any(unicodedata.bidirectional(each) in _OTHER_WAY for each in text)
    return text.join(_APART) if turned else text
