"""The digest as plain text, for a terminal."""

from __future__ import annotations

import textwrap
from collections.abc import Iterator

from bot.domain.digest import DigestView
from bot.domain.view import Audience
from bot.presentation.digest.drawing import digest_sheet
from bot.presentation.digest.sheet import Sheet, SheetSection
from bot.presentation.text import Says

WIDTH = 88


def digest_text(view: DigestView, audience: Audience) -> str:
    """The digest as lines of at most `WIDTH` characters, ending in a newline."""
    return "\n".join(_lines(digest_sheet(view, audience))) + "\n"


def _lines(sheet: Sheet) -> Iterator[str]:
    yield sheet.title.plain.upper()
    yield from _wrapped(sheet.subtitle)
    for section in sheet.sections:
        yield from _section(section)
    for says in sheet.footer:
        yield ""
        yield from _wrapped(says)


def _section(section: SheetSection) -> Iterator[str]:
    yield ""
    yield section.title.plain.upper()
    for line in section.lines:
        yield from _wrapped(line.says)


def _wrapped(says: Says) -> list[str]:
    """A stranger's line breaks are spaces here: one line of ours stays one paragraph."""
    return textwrap.wrap(" ".join(says.plain.split()), WIDTH, subsequent_indent="   ")
