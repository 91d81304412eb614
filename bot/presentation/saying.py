"""What is said, as the text of a chat that draws text as it is."""

from __future__ import annotations

import re
import unicodedata

from bot.domain.theirs import Theirs
from bot.presentation.text import Says

APART = ("\N{FIRST STRONG ISOLATE}", "\N{POP DIRECTIONAL ISOLATE}")
"""What stands around words that are read the other way."""

_NO_TEXT = re.compile("[\0\ud800-\udfff]")
_OTHER_WAY = frozenset({"R", "AL"})
# Where all letters are that are written from right to left, and some others: to ask for the
# direction of each character takes a hundred times as long as to look for these.
_MAY_TURN = re.compile(
    "[\u0590-\u08ff\u200f\ufb1d-\ufdff\ufe70-\ufeff\U00010800-\U00010fff\U0001e800-\U0001efff]"
)


def words(says: Says) -> str:
    """All of it as text; what is written from right to left does not turn ours around."""
    return "".join(one if isinstance(one, str) else own_way(one) for one in says.parts)


def ours(says: Says) -> str:
    """Our own text alone, for where a stranger's must not be."""
    kept = " ".join(one for one in says.parts if isinstance(one, str))
    return on_one_line(kept).strip(" ·:,")


def on_one_line(text: str) -> str:
    """The text without line breaks, for where there is room for one line."""
    return " ".join(text.split())


def sound(text: str) -> str:
    """The text without what is no character: half ones, and the zero one."""
    return _NO_TEXT.sub("\N{REPLACEMENT CHARACTER}", text)


def own_way(words: Theirs) -> str:
    """A stranger's words, kept apart where something in them is written from right to left."""
    text = words.literal
    return text.join(APART) if turns(text) else text


def turns(text: str) -> bool:
    """Whether anything in it is written from right to left (Unicode's classes R and AL)."""
    return any(
        unicodedata.bidirectional(found[0]) in _OTHER_WAY for found in _MAY_TURN.finditer(text)
    )
