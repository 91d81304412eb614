"""The digest as a picture, to hang on a wall or to put in a presentation."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from io import BytesIO

from PIL import Image, ImageDraw

from bot.presentation.card import Style
from bot.presentation.digest.sheet import Sheet, SheetSection
from bot.presentation.text import Says
from integrations.printing.typeface import Typeface

WIDTH = 1000
"""Pixels."""
_MARGIN = 56
_INDENT = 28
"""From the second row of a line on."""
_PAPER = "#fbfaf7"
_INK = "#1d2430"
_QUIET = "#5d6675"
_ACCENT = "#9a3b26"
_RULE = "#e2ddd3"


@dataclass(frozen=True)
class _Row:
    """One row of letters, or a rule where there is no typeface."""

    text: str
    typeface: Typeface | None
    colour: str
    left: int
    above: int
    """Space above it."""
    height: int


class _Faces:
    """The typefaces of a picture."""

    def __init__(self, *, bundled: bool) -> None:
        self.title = Typeface(40, bold=True, bundled=bundled)
        self.heading = Typeface(21, bold=True, bundled=bundled)
        self.plain = Typeface(24, bundled=bundled)
        self.strong = Typeface(24, bold=True, bundled=bundled)
        self.quiet = Typeface(20, bundled=bundled)


def digest_png(sheet: Sheet, *, bundled: bool = False) -> bytes:
    """The sheet as a PNG of `WIDTH` pixels, as high as it needs.

    `bundled` draws with Pillow's own letters instead of the system's, the same everywhere.
    """
    rows = tuple(_rows(sheet, _Faces(bundled=bundled)))
    height = sum(row.above + row.height for row in rows) + 2 * _MARGIN
    image = Image.new("RGB", (WIDTH, height), _PAPER)
    _draw(ImageDraw.Draw(image), rows)
    written = BytesIO()
    image.save(written, format="PNG", optimize=True)
    return written.getvalue()


def _draw(pen: ImageDraw.ImageDraw, rows: tuple[_Row, ...]) -> None:
    top = _MARGIN
    for row in rows:
        top += row.above
        if row.typeface is None:
            pen.line((_MARGIN, top, WIDTH - _MARGIN, top), fill=row.colour, width=row.height)
        else:
            pen.text((row.left, top), row.text, font=row.typeface.font, fill=row.colour)
        top += row.height


def _rows(sheet: Sheet, faces: _Faces) -> Iterator[_Row]:
    yield from _paragraph(sheet.title, faces.title, _INK, above=0, height=50)
    yield from _paragraph(sheet.subtitle, faces.quiet, _QUIET, above=4, height=30)
    for section in sheet.sections:
        yield from _section(section, faces)
    for says in sheet.footer:
        yield _Row("", None, _RULE, _MARGIN, 26, 2)
        yield from _paragraph(says, faces.quiet, _QUIET, above=14, height=30)


def _section(section: SheetSection, faces: _Faces) -> Iterator[_Row]:
    yield _Row("", None, _RULE, _MARGIN, 26, 2)
    heading = Says((section.title.plain.upper(),))
    yield from _paragraph(heading, faces.heading, _ACCENT, above=18, height=32)
    for line in section.lines:
        face = {Style.STRONG: faces.strong, Style.QUIET: faces.quiet}.get(line.style, faces.plain)
        colour = _QUIET if line.style is Style.QUIET else _INK
        yield from _paragraph(line.says, face, colour, above=4, height=33)


def _paragraph(
    says: Says, face: Typeface, colour: str, *, above: int, height: int
) -> Iterator[_Row]:
    for number, text in enumerate(_wrapped(face, says.plain)):
        left = _MARGIN + (_INDENT if number else 0)
        yield _Row(text, face, colour, left, 0 if number else above, height)


def _wrapped(face: Typeface, text: str) -> Iterator[str]:
    """Rows of words that fit between the margins; what is longer than a row is cut into rows."""
    widest = WIDTH - 2 * _MARGIN - _INDENT
    row = ""
    for word in _fitting(face, face.spell(text).split(), widest):
        longer = f"{row} {word}" if row else word
        if row and face.width(longer) > widest:
            yield row
            longer = word
        row = longer
    if row:
        yield row


def _fitting(face: Typeface, words: list[str], widest: float) -> Iterator[str]:
    for word in words:
        rest = word
        while face.width(rest) > widest:
            fits = next(
                n for n in range(len(rest), 0, -1) if n == 1 or face.width(rest[:n]) <= widest
            )
            yield rest[:fits]
            rest = rest[fits:]
        yield rest
