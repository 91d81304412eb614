"""The digest as one HTML page that needs nothing else, to be kept or sent."""

from __future__ import annotations

from collections.abc import Iterator
from html import escape

from bot.domain.digest import DigestView
from bot.domain.view import Audience
from bot.presentation.card import Style
from bot.presentation.digest.drawing import digest_sheet
from bot.presentation.digest.sheet import Sheet, SheetSection
from bot.presentation.text import Says

_STYLE = (
    "body{font:16px/1.5 system-ui,sans-serif;max-width:44em;margin:2em auto;padding:0 1em}"
    "h1{margin-bottom:0}h2{font-size:1em;margin:1.6em 0 .3em;text-transform:uppercase}"
    "p{margin:.2em 0}.quiet{opacity:.7}.strong{font-weight:600}"
    ":root{color-scheme:light dark}"
)


def digest_html(view: DigestView, audience: Audience) -> str:
    """The digest as a whole HTML document; strangers' words are escaped like all others."""
    sheet = digest_sheet(view, audience)
    return "\n".join(_document(sheet, audience.language)) + "\n"


def _document(sheet: Sheet, language: str) -> Iterator[str]:
    yield f'<!DOCTYPE html><html lang="{escape(language)}"><head><meta charset="utf-8">'
    yield '<meta name="viewport" content="width=device-width, initial-scale=1">'
    yield f"<title>{_text(sheet.title)}</title><style>{_STYLE}</style></head><body>"
    yield f"<h1>{_text(sheet.title)}</h1>"
    yield f'<p class="quiet">{_text(sheet.subtitle)}</p>'
    for section in sheet.sections:
        yield from _section(section)
    yield from (f'<p class="quiet">{_text(says)}</p>' for says in sheet.footer)
    yield "</body></html>"


def _section(section: SheetSection) -> Iterator[str]:
    yield f"<section><h2>{_text(section.title)}</h2>"
    for line in section.lines:
        style = "" if line.style is Style.PLAIN else f' class="{line.style.value}"'
        yield f"<p{style}>{_text(line.says)}</p>"
    yield "</section>"


def _text(says: Says) -> str:
    return escape(says.plain)
