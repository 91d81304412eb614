"""A stranger's words: cleaned once, and impossible to print by accident."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass, field
from typing import NoReturn

ELLIPSIS = "\N{HORIZONTAL ELLIPSIS}"
"""Stands where words were cut off."""

MARKS_PER_LETTER = 2
"""Accents on one letter that are kept: enough for every living script, too few for zalgo."""

_MARKS_BEFORE_NORMALISING = 8
"""More would only cost time: normalising sorts them."""

_BLANK_LINES = 2

_LINE_ENDS = re.compile("\r\n|[\r\v\f\x1c-\x1e\x85\u2028\u2029]")

# Control characters, soft hyphens, marks and overrides of direction, zero-width characters, fillers
# that draw nothing, non-characters. Joiners (U+200C, U+200D) and tags are looked at on their own.
_UNSEEN = re.compile(
    "[\0-\x08\x0e-\x1b\x1f\x7f-\x84\x86-\x9f\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f"
    "\u200b\u200e\u200f\u202a-\u202e\u2060-\u206f\u2800\u3164\ufdd0-\ufdef\ufeff\uffa0"
    "\ufff0-\ufffb\ufffe\uffff\U0001bca0-\U0001bca3\U0001d173-\U0001d17a]"
)
_HALF_CHARACTERS = re.compile("[\ud800-\udfff]")

# A joiner stands alone between two characters beyond Latin: there it shapes emoji and letters.
# Latin has its accents here, so that normalising does not change the answer.
_JOINED = "[\u0370-\u1dff\u1f00-\U000e007f]"
_STRAY_JOINERS = re.compile(
    f"[\u200c\u200d]{{2,}}|(?<!{_JOINED})[\u200c\u200d]|[\u200c\u200d](?!{_JOINED})"
)

# The flags of England, Scotland and Wales are a black flag and tags; all else in tags is smuggled.
_TAGS = re.compile("(\U0001f3f4[\U000e0061-\U000e007a]{2,6}\U000e007f)|[\U000e0000-\U000e007f]+")

_VARIANT = "[\ufe00-\ufe0f\U000e0100-\U000e01ef]"
_VARIANTS = re.compile(f"({_VARIANT}){_VARIANT}+")

_NOT_OURS = "A stranger's words are not put into a text of ours: give .literal to a renderer."

_JOINER = "\u200d"
_JOINERS = "\u200c\u200d"
_SKIN_TONES = range(0x1F3FB, 0x1F3FF + 1)
_FLAG_LETTERS = range(0x1F1E6, 0x1F1FF + 1)
_TAG_CHARACTERS = range(0xE0020, 0xE007F + 1)


@dataclass(frozen=True, slots=True)
class Theirs:
    """What a stranger wrote: made with `theirs`; renderers draw `literal`, exactly as it is.

    Not a `str`: formatting one into a sentence of ours raises `TypeError`.
    """

    literal: str = field(repr=False)

    def __str__(self) -> NoReturn:
        raise TypeError(_NOT_OURS)

    def __format__(self, spec: str) -> NoReturn:
        raise TypeError(_NOT_OURS)

    def __repr__(self) -> str:
        return f"Theirs(<{len(self.literal)} characters>)"

    def __bool__(self) -> bool:
        return bool(self.literal)


def theirs(text: str, limit: int | None = None) -> Theirs:
    """The words without what misleads the eye, at most `limit` code points, cut with an ellipsis.

    Control and zero-width characters, overrides of direction, heaps of accents and of blank lines
    go; emoji stay whole, also where the text is cut. Cleaning twice changes nothing. Raises
    `ValueError` for a limit below one.
    """
    if limit is not None and limit < 1:
        raise ValueError(f"A limit is at least 1, not {limit}.")
    seen = _UNSEEN.sub("", _LINE_ENDS.sub("\n", text).replace("\t", " "))
    clean = seen if seen.isascii() else _without_tricks(seen)
    calm = _calm_lines(clean)
    return Theirs(calm if limit is None else shortened(calm, limit))


def shortened(text: str, limit: int) -> str:
    """The text, or as many whole characters as fit in `limit` code points with an ellipsis."""
    if len(text) <= limit:
        return text
    end = limit - 1
    while end and not _may_cut(text, end):
        end -= 1
    # Nothing but one endless character: then a broken one says more than none.
    return text[: end or limit - 1].rstrip() + ELLIPSIS


def _without_tricks(text: str) -> str:
    """The text normalised (NFC), with few accents to a letter, and joiners only where they join."""
    whole = _HALF_CHARACTERS.sub("\N{REPLACEMENT CHARACTER}", text)
    whole = _TAGS.sub(lambda found: found[1] or "", whole)
    normal = unicodedata.normalize("NFC", _few_marks(whole, _MARKS_BEFORE_NORMALISING))
    joined = _STRAY_JOINERS.sub("", _few_marks(normal, MARKS_PER_LETTER))
    return unicodedata.normalize("NFC", _VARIANTS.sub(r"\1", joined))


def _few_marks(text: str, most: int) -> str:
    """The text with at most so many combining characters in a row."""
    kept: list[str] = []
    marks = 0
    for character in text:
        if character in _JOINERS:  # it ends no heap
            kept.append(character)
            continue
        marks = marks + 1 if _is_mark(character) else 0
        if marks <= most:
            kept.append(character)
    return "".join(kept)


def _is_mark(character: str) -> bool:
    return character >= "\u0300" and unicodedata.category(character) in {"Mn", "Me"}


def _calm_lines(text: str) -> str:
    """No blanks at the ends, none hanging behind a line, never more than two blank lines."""
    kept: list[str] = []
    blank = 0
    for line in text.strip().split("\n"):
        bare = line.rstrip()
        blank = 0 if bare else blank + 1
        if blank <= _BLANK_LINES:
            kept.append(bare)
    return "\n".join(kept)


def _may_cut(text: str, at: int) -> bool:
    """Whether what stands before `at` and what stands after are two characters to a reader."""
    before, after = text[at - 1], text[at]
    if before == _JOINER or _clings(after):
        return False
    if ord(before) in _FLAG_LETTERS and ord(after) in _FLAG_LETTERS:
        return _flag_letters_before(text, at) % 2 == 0
    return True


def _clings(character: str) -> bool:
    """Whether a character belongs to the one before it."""
    code = ord(character)
    return code >= 0x300 and (
        character == _JOINER
        or code in _SKIN_TONES
        or code in _TAG_CHARACTERS
        or unicodedata.category(character) in {"Mn", "Me", "Mc"}
    )


def _flag_letters_before(text: str, at: int) -> int:
    """How many letters of flags stand in a row before a place."""
    start = at
    while start and ord(text[start - 1]) in _FLAG_LETTERS:
        start -= 1
    return at - start
